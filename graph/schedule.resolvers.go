package graph

import (
	"context"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/graph/generated"
	"github.com/opsknight/opsknight/internal/account"
	"github.com/opsknight/opsknight/internal/rota"
	"github.com/opsknight/opsknight/model"
)

func (r *mutationResolver) CreateSchedule(ctx context.Context, input model.CreateScheduleInput) (*model.CreateSchedulePayload, error) {
	return write(ctx, r.Resolver, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.CreateSchedulePayload, error) {
		schedule, replayed, err := account.CreateSchedule(ctx, tx, by, input)
		return &model.CreateSchedulePayload{Schedule: schedule, Replayed: replayed, ClientMutationID: input.ClientMutationID}, err
	})
}

func (r *mutationResolver) UpdateSchedule(ctx context.Context, input model.UpdateScheduleInput) (*model.UpdateSchedulePayload, error) {
	return write(ctx, r.Resolver, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.UpdateSchedulePayload, error) {
		schedule, err := account.UpdateSchedule(ctx, tx, by, input)
		return &model.UpdateSchedulePayload{Schedule: schedule, ClientMutationID: input.ClientMutationID}, err
	})
}

func (r *mutationResolver) DeleteSchedule(ctx context.Context, input model.DeleteScheduleInput) (*model.DeleteSchedulePayload, error) {
	return write(ctx, r.Resolver, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.DeleteSchedulePayload, error) {
		err := account.DeleteSchedule(ctx, tx, by, input.ID)
		return &model.DeleteSchedulePayload{DeletedID: input.ID, ClientMutationID: input.ClientMutationID}, err
	})
}

func (r *mutationResolver) AddScheduleLayer(ctx context.Context, input model.AddScheduleLayerInput) (*model.AddScheduleLayerPayload, error) {
	return write(ctx, r.Resolver, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.AddScheduleLayerPayload, error) {
		schedule, layer, replayed, err := account.AddLayer(ctx, tx, by, input)
		return &model.AddScheduleLayerPayload{Schedule: schedule, Layer: layer, Replayed: replayed, ClientMutationID: input.ClientMutationID}, err
	})
}

func (r *mutationResolver) UpdateScheduleLayer(ctx context.Context, input model.UpdateScheduleLayerInput) (*model.UpdateScheduleLayerPayload, error) {
	return write(ctx, r.Resolver, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.UpdateScheduleLayerPayload, error) {
		schedule, layer, err := account.UpdateLayer(ctx, tx, by, input)
		return &model.UpdateScheduleLayerPayload{Schedule: schedule, Layer: layer, ClientMutationID: input.ClientMutationID}, err
	})
}

func (r *mutationResolver) RemoveScheduleLayer(ctx context.Context, input model.RemoveScheduleLayerInput) (*model.RemoveScheduleLayerPayload, error) {
	return write(ctx, r.Resolver, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.RemoveScheduleLayerPayload, error) {
		schedule, err := account.RemoveLayer(ctx, tx, by, input)
		return &model.RemoveScheduleLayerPayload{Schedule: schedule, ClientMutationID: input.ClientMutationID}, err
	})
}

func (r *mutationResolver) CreateOverride(ctx context.Context, input model.CreateOverrideInput) (*model.CreateOverridePayload, error) {
	return write(ctx, r.Resolver, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.CreateOverridePayload, error) {
		schedule, override, replayed, err := account.CreateOverride(ctx, tx, by, input)
		return &model.CreateOverridePayload{Schedule: schedule, Override: override, Replayed: replayed, ClientMutationID: input.ClientMutationID}, err
	})
}

func (r *mutationResolver) UpdateOverride(ctx context.Context, input model.UpdateOverrideInput) (*model.UpdateOverridePayload, error) {
	return write(ctx, r.Resolver, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.UpdateOverridePayload, error) {
		schedule, override, err := account.UpdateOverride(ctx, tx, by, input)
		return &model.UpdateOverridePayload{Schedule: schedule, Override: override, ClientMutationID: input.ClientMutationID}, err
	})
}

func (r *mutationResolver) DeleteOverride(ctx context.Context, input model.DeleteOverrideInput) (*model.DeleteOverridePayload, error) {
	return write(ctx, r.Resolver, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.DeleteOverridePayload, error) {
		schedule, err := account.DeleteOverride(ctx, tx, by, input.ScheduleID, input.OverrideID)
		return &model.DeleteOverridePayload{Schedule: schedule, DeletedID: input.OverrideID, ClientMutationID: input.ClientMutationID}, err
	})
}

func (r *queryResolver) Schedule(ctx context.Context, id string) (*model.Schedule, error) {
	e, err := r.read(ctx, model.SchedulesRead)
	if err != nil {
		return nil, err
	}
	return nullIfMissing(db.Schedule(ctx, e, id))
}

func (r *queryResolver) Schedules(ctx context.Context, filter *model.ScheduleFilter, orderBy *model.NamedOrder, first *int, after *string, last *int, before *string, offset *int) (*model.ScheduleConnection, error) {
	return r.schedules(ctx, filter, orderBy, page(first, after, last, before, offset))
}

func (r *scheduleResolver) Layers(ctx context.Context, obj *model.Schedule) ([]*model.Layer, error) {
	return layers(ctx, obj)
}

func (r *scheduleResolver) Overrides(ctx context.Context, obj *model.Schedule, since *time.Time, until *time.Time, first *int, after *string, last *int, before *string, offset *int) (*model.ScheduleOverrideConnection, error) {
	e, err := r.read(ctx, model.SchedulesRead)
	if err != nil {
		return nil, err
	}
	found, err := db.Overrides(ctx, e, obj.ID, since, until, page(first, after, last, before, offset))
	if err != nil {
		return nil, err
	}
	expectOverrides(ctx, found.Nodes)
	return found, nil
}

func (r *scheduleResolver) OnCall(ctx context.Context, obj *model.Schedule, at *time.Time) (*model.OnCall, error) {
	return r.onCall(ctx, obj, at)
}

func (r *scheduleResolver) Entries(ctx context.Context, obj *model.Schedule, since *time.Time, until *time.Time) (*model.ScheduleEntries, error) {
	e, err := r.read(ctx, model.SchedulesRead)
	if err != nil {
		return nil, err
	}
	found, err := rota.Entries(ctx, e, obj, rota.WindowOf(e.Now(), since, until))
	if err != nil {
		return nil, err
	}
	expectEntries(ctx, found)
	return found, nil
}

func (r *scheduleLayerResolver) Users(ctx context.Context, obj *model.Layer) ([]*model.User, error) {
	return users(ctx, obj.UserIDs)
}

func (r *scheduleOverrideResolver) User(ctx context.Context, obj *model.Override) (*model.User, error) {
	return load(ctx).user.load(ctx, obj.UserID)
}

func (r *scheduleOverrideResolver) Replaces(ctx context.Context, obj *model.Override) (*model.User, error) {
	return one(ctx, load(ctx).user, obj.ReplacesID)
}

func (r *Resolver) Schedule() generated.ScheduleResolver { return &scheduleResolver{r} }

func (r *Resolver) ScheduleLayer() generated.ScheduleLayerResolver { return &scheduleLayerResolver{r} }

func (r *Resolver) ScheduleOverride() generated.ScheduleOverrideResolver {
	return &scheduleOverrideResolver{r}
}

type (
	scheduleResolver         struct{ *Resolver }
	scheduleLayerResolver    struct{ *Resolver }
	scheduleOverrideResolver struct{ *Resolver }
)
