package graph

import (
	"context"
	"time"

	"github.com/opsknight/opsknight/graph/generated"
	"github.com/opsknight/opsknight/internal/account"
	"github.com/opsknight/opsknight/internal/auth"
	"github.com/opsknight/opsknight/model"
)

func (r *movedShiftsResolver) User(ctx context.Context, obj *model.MovedShifts) (*model.User, error) {
	return load(ctx).user.load(ctx, obj.UserID)
}

func (r *onCallResolver) User(ctx context.Context, obj *model.OnCall) (*model.User, error) {
	return one(ctx, load(ctx).user, obj.UserID)
}

func (r *onCallResolver) Users(ctx context.Context, obj *model.OnCall) ([]*model.User, error) {
	user, err := one(ctx, load(ctx).user, obj.UserID)
	if user == nil {
		return []*model.User{}, err
	}
	return []*model.User{user}, err
}

func (r *queryResolver) OnCalls(ctx context.Context, at *time.Time, filter *model.ScheduleFilter, orderBy *model.NamedOrder, first *int, after *string, last *int, before *string, offset *int) (*model.OnCallConnection, error) {
	return r.onCalls(ctx, at, filter, orderBy, page(first, after, last, before, offset))
}

func (r *queryResolver) PreviewSchedule(ctx context.Context, input model.PreviewScheduleInput) (*model.SchedulePreview, error) {
	by, err := auth.Actor(ctx)
	if err != nil {
		return nil, err
	}
	preview, err := account.PreviewSchedule(ctx, r.DB.In(by.Environment), by, input)
	if err != nil {
		return nil, err
	}
	expectPreview(ctx, preview)
	return preview, nil
}

func (r *scheduleEntryResolver) User(ctx context.Context, obj *model.ScheduleEntry) (*model.User, error) {
	return load(ctx).user.load(ctx, obj.UserID)
}

func (r *Resolver) MovedShifts() generated.MovedShiftsResolver { return &movedShiftsResolver{r} }

func (r *Resolver) OnCall() generated.OnCallResolver { return &onCallResolver{r} }

func (r *Resolver) ScheduleEntry() generated.ScheduleEntryResolver { return &scheduleEntryResolver{r} }

type (
	movedShiftsResolver   struct{ *Resolver }
	onCallResolver        struct{ *Resolver }
	scheduleEntryResolver struct{ *Resolver }
)
