package graph

import (
	"context"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/model"
)

func (r *queryResolver) Team(ctx context.Context, id string) (*model.Team, error) {
	e, err := r.read(ctx, model.TeamsRead)
	if err != nil {
		return nil, err
	}
	return nullIfMissing(db.Team(ctx, e, id))
}

func (r *queryResolver) Teams(ctx context.Context, orderBy *model.NamedOrder, first *int, after *string, last *int, before *string, offset *int) (*model.TeamConnection, error) {
	e, err := r.read(ctx, model.TeamsRead)
	if err != nil {
		return nil, err
	}
	return db.Teams(ctx, e, orderBy.Order(), page(first, after, last, before, offset))
}
