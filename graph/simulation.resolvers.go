package graph

import (
	"context"
	"time"

	"github.com/opsknight/opsknight/graph/generated"
	"github.com/opsknight/opsknight/model"
)

func (r *missedTargetResolver) Target(ctx context.Context, obj *model.MissedTarget) (model.Targetable, error) {
	return target(ctx, obj.Target)
}

func (r *missedTargetResolver) User(ctx context.Context, obj *model.MissedTarget) (*model.User, error) {
	return one(ctx, load(ctx).user, obj.UserID)
}

func (r *missedTargetResolver) Message(ctx context.Context, obj *model.MissedTarget) (string, error) {
	return missedMessage(ctx, obj)
}

func (r *queryResolver) SimulateEscalation(ctx context.Context, policyID *string, serviceID *string, at *time.Time, urgency model.Urgency) (*model.EscalationSimulation, error) {
	return r.simulate(ctx, policyID, serviceID, at, urgency)
}

func (r *toldUserResolver) User(ctx context.Context, obj *model.ToldUser) (*model.User, error) {
	return load(ctx).user.load(ctx, obj.UserID)
}

func (r *toldUserResolver) Target(ctx context.Context, obj *model.ToldUser) (model.Targetable, error) {
	return target(ctx, obj.Target)
}

func (r *Resolver) MissedTarget() generated.MissedTargetResolver { return &missedTargetResolver{r} }

func (r *Resolver) ToldUser() generated.ToldUserResolver { return &toldUserResolver{r} }

type (
	missedTargetResolver struct{ *Resolver }
	toldUserResolver     struct{ *Resolver }
)
