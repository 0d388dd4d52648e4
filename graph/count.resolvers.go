package graph

import (
	"context"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/graph/generated"
	"github.com/opsknight/opsknight/internal/analytics"
	"github.com/opsknight/opsknight/model"
)

func (r *incidentCountsResolver) Services(ctx context.Context, obj *model.IncidentCounts, first int, offset int) ([]*model.ServiceCount, error) {
	found, err := cutOut(obj.Services, first, offset)
	expectServices(ctx, found, func(of *model.ServiceCount) string { return of.ServiceID })
	return found, err
}

func (r *queryResolver) IncidentCounts(ctx context.Context, filter *model.IncidentCountsFilter) (*model.IncidentCounts, error) {
	e, err := r.read(ctx, model.IncidentsRead)
	if err != nil {
		return nil, err
	}
	if filter == nil {
		filter = &model.IncidentCountsFilter{}
	}
	kinds, err := db.IncidentCounts(ctx, e, *filter)
	return analytics.Counts(kinds), err
}

func (r *serviceCountResolver) Service(ctx context.Context, obj *model.ServiceCount) (*model.Service, error) {
	return load(ctx).service.load(ctx, obj.ServiceID)
}

func (r *Resolver) IncidentCounts() generated.IncidentCountsResolver {
	return &incidentCountsResolver{r}
}

func (r *Resolver) ServiceCount() generated.ServiceCountResolver { return &serviceCountResolver{r} }

type (
	incidentCountsResolver struct{ *Resolver }
	serviceCountResolver   struct{ *Resolver }
)
