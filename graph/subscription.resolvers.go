package graph

import (
	"context"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/graph/generated"
	"github.com/opsknight/opsknight/internal/auth"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/model"
)

func (r *incidentChangeResolver) Event(ctx context.Context, obj *model.IncidentChange) (*model.IncidentEvent, error) {
	return obj.Event, r.together(ctx, obj)
}

func (r *incidentChangeResolver) Incident(ctx context.Context, obj *model.IncidentChange) (*model.Incident, error) {
	return obj.Incident, r.together(ctx, obj)
}

func (r *subscriptionResolver) IncidentChanged(ctx context.Context, filter *model.IncidentFilter, after *string) (<-chan *model.IncidentChange, error) {
	by, err := auth.Require(ctx, model.IncidentsRead)
	if err != nil {
		return nil, err
	}
	if filter, err = checked(filter); err != nil {
		return nil, err
	}
	return r.changes(ctx, by.Environment, after, filter.Touches)
}

func (r *subscriptionResolver) TimelineAdded(ctx context.Context, incidentID string, after *string) (<-chan *model.IncidentChange, error) {
	e, err := r.read(ctx, model.IncidentsRead)
	if err != nil {
		return nil, err
	}
	inc, err := nullIfMissing(db.Incident(ctx, e, incidentID))
	if err != nil {
		return nil, err
	}
	if inc == nil {
		return nil, fault.Field("incident_id", "not_found", "There is no incident with this id.")
	}
	return r.changes(ctx, e.Environment(), after, func(c *model.IncidentChange) bool {
		return c.Incident.ID == inc.ID || c.Incident.MergedIntoID != nil && *c.Incident.MergedIntoID == inc.ID
	})
}

func (r *Resolver) IncidentChange() generated.IncidentChangeResolver {
	return &incidentChangeResolver{r}
}

func (r *Resolver) Subscription() generated.SubscriptionResolver { return &subscriptionResolver{r} }

type (
	incidentChangeResolver struct{ *Resolver }
	subscriptionResolver   struct{ *Resolver }
)
