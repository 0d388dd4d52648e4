package graph

import (
	"context"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/graph/generated"
	"github.com/opsknight/opsknight/internal/account"
	"github.com/opsknight/opsknight/internal/auth"
	"github.com/opsknight/opsknight/model"
)

func (r *mutationResolver) CreateSavedView(ctx context.Context, input model.CreateSavedViewInput) (*model.CreateSavedViewPayload, error) {
	return write(ctx, r.Resolver, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.CreateSavedViewPayload, error) {
		view, replayed, err := account.CreateSavedView(ctx, tx, by, input)
		return &model.CreateSavedViewPayload{SavedView: view, Replayed: replayed, ClientMutationID: input.ClientMutationID}, err
	})
}

func (r *mutationResolver) UpdateSavedView(ctx context.Context, input model.UpdateSavedViewInput) (*model.UpdateSavedViewPayload, error) {
	return write(ctx, r.Resolver, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.UpdateSavedViewPayload, error) {
		view, err := account.UpdateSavedView(ctx, tx, by, input)
		return &model.UpdateSavedViewPayload{SavedView: view, ClientMutationID: input.ClientMutationID}, err
	})
}

func (r *mutationResolver) DeleteSavedView(ctx context.Context, input model.DeleteSavedViewInput) (*model.DeleteSavedViewPayload, error) {
	return write(ctx, r.Resolver, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.DeleteSavedViewPayload, error) {
		err := account.DeleteSavedView(ctx, tx, by, input.ID)
		return &model.DeleteSavedViewPayload{DeletedID: input.ID, ClientMutationID: input.ClientMutationID}, err
	})
}

func (r *queryResolver) SavedView(ctx context.Context, id string) (*model.SavedView, error) {
	by, err := auth.Require(ctx, model.IncidentsRead)
	if err != nil {
		return nil, err
	}
	return nullIfMissing(db.SavedView(ctx, r.DB.In(by.Environment), id, by.UserID))
}

func (r *queryResolver) SavedViews(ctx context.Context, first *int, after *string, last *int, before *string, offset *int) (*model.SavedViewConnection, error) {
	by, err := auth.Require(ctx, model.IncidentsRead)
	if err != nil {
		return nil, err
	}
	found, err := db.SavedViews(ctx, r.DB.In(by.Environment), by.UserID, page(first, after, last, before, offset))
	if err != nil {
		return nil, err
	}
	expectViews(ctx, found.Nodes)
	return found, nil
}

func (r *savedViewResolver) Owner(ctx context.Context, obj *model.SavedView) (*model.User, error) {
	return load(ctx).user.load(ctx, obj.OwnerID)
}

func (r *savedViewResolver) Incidents(ctx context.Context, obj *model.SavedView, first *int, after *string, last *int, before *string, offset *int) (*model.IncidentConnection, error) {
	filter, order, err := obj.Shows()
	if err != nil {
		return nil, err
	}
	return r.incidents(ctx, filter, order, page(first, after, last, before, offset))
}

func (r *Resolver) SavedView() generated.SavedViewResolver { return &savedViewResolver{r} }

type savedViewResolver struct{ *Resolver }
