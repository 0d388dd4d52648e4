package graph

import (
	"context"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/graph/generated"
	"github.com/opsknight/opsknight/internal/rota"
	"github.com/opsknight/opsknight/model"
)

func (r *queryResolver) User(ctx context.Context, id string) (*model.User, error) {
	e, err := r.read(ctx, model.UsersRead)
	if err != nil {
		return nil, err
	}
	return nullIfMissing(db.User(ctx, e, id))
}

func (r *queryResolver) Users(ctx context.Context, orderBy *model.NamedOrder, first *int, after *string, last *int, before *string, offset *int) (*model.UserConnection, error) {
	e, err := r.read(ctx, model.UsersRead)
	if err != nil {
		return nil, err
	}
	return db.Users(ctx, e, orderBy.Order(), page(first, after, last, before, offset))
}

func (r *userResolver) Shifts(ctx context.Context, obj *model.User, since *time.Time, until *time.Time) ([]*model.Shift, error) {
	e, err := r.read(ctx, model.SchedulesRead)
	if err != nil {
		return nil, err
	}
	return rota.UserShifts(ctx, e, obj.ID, rota.WindowOf(e.Now(), since, until))
}

func (r *userResolver) Incidents(ctx context.Context, obj *model.User, filter *model.IncidentFilter, orderBy *model.IncidentOrder, first *int, after *string, last *int, before *string, offset *int) (*model.IncidentConnection, error) {
	ofUser := within(filter, func(f *model.IncidentFilter) *[]string { return &f.AssigneeID }, obj.ID)
	return r.incidents(ctx, ofUser, orderBy, page(first, after, last, before, offset))
}

func (r *Resolver) User() generated.UserResolver { return &userResolver{r} }

type userResolver struct{ *Resolver }
