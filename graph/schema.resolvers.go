package graph

import (
	"context"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/graph/generated"
	"github.com/opsknight/opsknight/internal/auth"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/model"
)

func (r *queryResolver) Viewer(ctx context.Context) (*model.Viewer, error) {
	by, err := auth.Actor(ctx)
	if err != nil {
		return nil, err
	}
	return viewerOf(by), nil
}

func (r *queryResolver) RateLimit(ctx context.Context) (*model.RateLimit, error) {
	return r.rateLimit(ctx)
}

// Node finds an object by the prefix of its id. Each noun's own scope applies.
func (r *queryResolver) Node(ctx context.Context, id string) (model.Node, error) {
	switch {
	case model.IsID(id, model.IncidentID):
		return node(r.Query().Incident(ctx, id))
	case model.IsID(id, model.ServiceID):
		return node(r.Query().Service(ctx, id))
	case model.IsID(id, model.UserID):
		return node(r.Query().User(ctx, id))
	case model.IsID(id, model.TeamID):
		return node(r.Query().Team(ctx, id))
	case model.IsID(id, model.IntegrationID):
		return node(r.Query().Integration(ctx, id))
	case model.IsID(id, model.WindowID):
		return readNode(ctx, r, id, model.ServicesRead, db.MaintenanceWindow)
	case model.IsID(id, model.ScheduleID):
		return node(r.Query().Schedule(ctx, id))
	case model.IsID(id, model.PolicyID):
		return node(r.Query().EscalationPolicy(ctx, id))
	case model.IsID(id, model.WebhookID):
		return node(r.Query().Webhook(ctx, id))
	case model.IsID(id, model.DeliveryID):
		return node(r.Query().WebhookDelivery(ctx, id))
	case model.IsID(id, model.CalendarFeedID):
		return readNode(ctx, r, id, model.UsersWrite, db.CalendarFeed)
	case model.IsID(id, model.OverrideID):
		return readNode(ctx, r, id, model.SchedulesRead, db.Override)
	case model.IsID(id, model.IncidentEventID):
		return readNode(ctx, r, id, model.IncidentsRead, db.IncidentEvent)
	case model.IsID(id, model.NotificationID):
		return readNode(ctx, r, id, model.IncidentsRead, db.Page)
	case model.IsID(id, model.ChangeEventID):
		return node(r.Query().ChangeEvent(ctx, id))
	case model.IsID(id, model.SavedViewID):
		return node(r.Query().SavedView(ctx, id))
	case model.IsID(id, model.AlertID):
		return readNode(ctx, r, id, model.IncidentsRead, db.Alert)
	}
	if _, err := auth.Actor(ctx); err != nil {
		return nil, err
	}
	return nil, nil
}

func (r *queryResolver) Nodes(ctx context.Context, ids []string) ([]model.Node, error) {
	if len(ids) > model.MaxPage {
		return nil, fault.Field("ids", "too_long", "ids has %d ids; the limit is %d.", len(ids), model.MaxPage)
	}
	return r.nodes(ctx, ids)
}

func (r *viewerResolver) HasPassword(ctx context.Context, obj *model.Viewer) (*bool, error) {
	return r.hasPassword(ctx, obj)
}

func (r *Resolver) Mutation() generated.MutationResolver { return &mutationResolver{r} }

func (r *Resolver) Query() generated.QueryResolver { return &queryResolver{r} }

func (r *Resolver) Viewer() generated.ViewerResolver { return &viewerResolver{r} }

type (
	mutationResolver struct{ *Resolver }
	queryResolver    struct{ *Resolver }
	viewerResolver   struct{ *Resolver }
)
