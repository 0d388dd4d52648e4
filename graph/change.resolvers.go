package graph

import (
	"context"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/graph/generated"
	"github.com/opsknight/opsknight/internal/incident"
	"github.com/opsknight/opsknight/model"
)

func (r *changeEventResolver) Service(ctx context.Context, obj *model.ChangeEvent) (*model.Service, error) {
	return one(ctx, load(ctx).service, &obj.ServiceID)
}

func (r *mutationResolver) SendChangeEvent(ctx context.Context, input model.SendChangeEventInput) (*model.SendChangeEventPayload, error) {
	return write(ctx, r.Resolver, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.SendChangeEventPayload, error) {
		change, err := incident.RecordChange(ctx, tx, by, input)
		return &model.SendChangeEventPayload{ChangeEvent: change, ClientMutationID: input.ClientMutationID}, err
	})
}

func (r *queryResolver) ChangeEvent(ctx context.Context, id string) (*model.ChangeEvent, error) {
	e, err := r.read(ctx, model.IncidentsRead)
	if err != nil {
		return nil, err
	}
	return nullIfMissing(db.ChangeEvent(ctx, e, id))
}

func (r *queryResolver) ChangeEvents(ctx context.Context, filter *model.ChangeEventFilter, first *int, after *string, last *int, before *string, offset *int) (*model.ChangeEventConnection, error) {
	if filter == nil {
		filter = &model.ChangeEventFilter{}
	}
	return r.changeEvents(ctx, *filter, page(first, after, last, before, offset))
}

func (r *Resolver) ChangeEvent() generated.ChangeEventResolver { return &changeEventResolver{r} }

type changeEventResolver struct{ *Resolver }
