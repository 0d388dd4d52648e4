package graph

import (
	"cmp"
	"context"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/graph/generated"
	"github.com/opsknight/opsknight/model"
)

func (r *queryResolver) Service(ctx context.Context, id string) (*model.Service, error) {
	e, err := r.read(ctx, model.ServicesRead)
	if err != nil {
		return nil, err
	}
	return nullIfMissing(db.Service(ctx, e, id))
}

func (r *queryResolver) Services(ctx context.Context, filter *model.ServiceFilter, orderBy *model.NamedOrder, first *int, after *string, last *int, before *string, offset *int) (*model.ServiceConnection, error) {
	return r.services(ctx, filter, orderBy, page(first, after, last, before, offset))
}

func (r *serviceResolver) Status(ctx context.Context, obj *model.Service) (model.ServiceStatus, error) {
	status, err := load(ctx).serviceStatus.load(ctx, obj.ID)
	return cmp.Or(status, model.ServiceOperational), err
}

func (r *serviceResolver) Team(ctx context.Context, obj *model.Service) (*model.Team, error) {
	return one(ctx, load(ctx).team, obj.TeamID)
}

func (r *serviceResolver) EscalationPolicy(ctx context.Context, obj *model.Service) (*model.EscalationPolicy, error) {
	return one(ctx, load(ctx).policy, obj.EscalationPolicyID)
}

func (r *serviceResolver) OnCall(ctx context.Context, obj *model.Service, at *time.Time) ([]*model.User, error) {
	return serviceOnCall(ctx, obj, at)
}

func (r *serviceResolver) Incidents(ctx context.Context, obj *model.Service, filter *model.IncidentFilter, orderBy *model.IncidentOrder, first *int, after *string, last *int, before *string, offset *int) (*model.IncidentConnection, error) {
	ofService := within(filter, func(f *model.IncidentFilter) *[]string { return &f.ServiceID }, obj.ID)
	return r.incidents(ctx, ofService, orderBy, page(first, after, last, before, offset))
}

func (r *Resolver) Service() generated.ServiceResolver { return &serviceResolver{r} }

type serviceResolver struct{ *Resolver }
