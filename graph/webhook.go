package graph

import (
	"context"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/auth"
	"github.com/opsknight/opsknight/model"
)

// What the resolvers of schema/webhook.graphqls need.

// webhooks reads a page of webhooks.
func (r *Resolver) webhooks(ctx context.Context, filter *model.WebhookFilter, orderBy *model.NamedOrder, p model.Page) (*model.WebhookConnection, error) {
	e, err := r.read(ctx, model.ServicesRead)
	if err != nil {
		return nil, err
	}
	if filter == nil {
		filter = &model.WebhookFilter{}
	}
	if err := filter.Validate(); err != nil {
		return nil, err
	}
	found, err := db.Webhooks(ctx, e, *filter, orderBy.Order(), p)
	if err != nil {
		return nil, err
	}
	var owners []string
	for _, hook := range found.Nodes {
		owners = appendID(owners, hook.OwnerID)
	}
	load(ctx).user.expect(owners)
	return found, nil
}

// deliveries reads a page of a webhook's deliveries.
func (r *Resolver) deliveries(ctx context.Context, hook *model.Webhook, filter *model.DeliveryFilter, p model.Page) (*model.WebhookDeliveryConnection, error) {
	e, err := r.read(ctx, model.ServicesRead)
	if err != nil {
		return nil, err
	}
	if filter == nil {
		filter = &model.DeliveryFilter{}
	}
	if err := filter.Validate(); err != nil {
		return nil, err
	}
	return db.Deliveries(ctx, e, hook.ID, *filter, p)
}

// deliveryBody shows what a delivery tells of its incident to who may read incidents.
func deliveryBody(ctx context.Context, delivery *model.WebhookDelivery) (*string, error) {
	by, err := auth.Actor(ctx)
	if err != nil || !by.Can(model.IncidentsRead) {
		return nil, err
	}
	return &delivery.Body, nil
}
