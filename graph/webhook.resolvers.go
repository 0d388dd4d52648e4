package graph

import (
	"context"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/graph/generated"
	"github.com/opsknight/opsknight/internal/account"
	"github.com/opsknight/opsknight/model"
)

func (r *mutationResolver) CreateWebhook(ctx context.Context, input model.CreateWebhookInput) (*model.CreateWebhookPayload, error) {
	return write(ctx, r.Resolver, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.CreateWebhookPayload, error) {
		hook, secret, replayed, err := account.CreateWebhook(ctx, tx, by, r.Hooks, input)
		return &model.CreateWebhookPayload{Webhook: hook, Secret: secret, Replayed: replayed, ClientMutationID: input.ClientMutationID}, err
	})
}

func (r *mutationResolver) UpdateWebhook(ctx context.Context, input model.UpdateWebhookInput) (*model.UpdateWebhookPayload, error) {
	return write(ctx, r.Resolver, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.UpdateWebhookPayload, error) {
		hook, err := account.UpdateWebhook(ctx, tx, by, r.Hooks, input)
		return &model.UpdateWebhookPayload{Webhook: hook, ClientMutationID: input.ClientMutationID}, err
	})
}

func (r *mutationResolver) DeleteWebhook(ctx context.Context, input model.DeleteWebhookInput) (*model.DeleteWebhookPayload, error) {
	return write(ctx, r.Resolver, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.DeleteWebhookPayload, error) {
		err := account.DeleteWebhook(ctx, tx, by, input.ID)
		return &model.DeleteWebhookPayload{DeletedID: input.ID, ClientMutationID: input.ClientMutationID}, err
	})
}

func (r *mutationResolver) EnableWebhook(ctx context.Context, input model.EnableWebhookInput) (*model.EnableWebhookPayload, error) {
	return write(ctx, r.Resolver, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.EnableWebhookPayload, error) {
		hook, revived, err := account.EnableWebhook(ctx, tx, by, input.ID)
		return &model.EnableWebhookPayload{Webhook: hook, Revived: revived, ClientMutationID: input.ClientMutationID}, err
	})
}

func (r *mutationResolver) PingWebhook(ctx context.Context, input model.PingWebhookInput) (*model.PingWebhookPayload, error) {
	return write(ctx, r.Resolver, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.PingWebhookPayload, error) {
		delivery, err := account.PingWebhook(ctx, tx, by, input.ID)
		return &model.PingWebhookPayload{Delivery: delivery, ClientMutationID: input.ClientMutationID}, err
	})
}

func (r *mutationResolver) RotateWebhookSecret(ctx context.Context, input model.RotateWebhookSecretInput) (*model.RotateWebhookSecretPayload, error) {
	return write(ctx, r.Resolver, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.RotateWebhookSecretPayload, error) {
		hook, secret, err := account.RotateWebhookSecret(ctx, tx, by, r.Hooks, input.ID)
		return &model.RotateWebhookSecretPayload{Webhook: hook, Secret: secret, ClientMutationID: input.ClientMutationID}, err
	})
}

func (r *mutationResolver) RedeliverWebhookDelivery(ctx context.Context, input model.RedeliverWebhookDeliveryInput) (*model.RedeliverWebhookDeliveryPayload, error) {
	return write(ctx, r.Resolver, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.RedeliverWebhookDeliveryPayload, error) {
		delivery, err := account.Redeliver(ctx, tx, by, input.ID)
		return &model.RedeliverWebhookDeliveryPayload{Delivery: delivery, ClientMutationID: input.ClientMutationID}, err
	})
}

func (r *mutationResolver) RecoverWebhook(ctx context.Context, input model.RecoverWebhookInput) (*model.RecoverWebhookPayload, error) {
	return write(ctx, r.Resolver, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.RecoverWebhookPayload, error) {
		hook, revived, err := account.RecoverWebhook(ctx, tx, by, input.ID, input.Since)
		return &model.RecoverWebhookPayload{Webhook: hook, Revived: revived, ClientMutationID: input.ClientMutationID}, err
	})
}

func (r *queryResolver) Webhook(ctx context.Context, id string) (*model.Webhook, error) {
	e, err := r.read(ctx, model.ServicesRead)
	if err != nil {
		return nil, err
	}
	return nullIfMissing(db.Webhook(ctx, e, id))
}

func (r *queryResolver) Webhooks(ctx context.Context, filter *model.WebhookFilter, orderBy *model.NamedOrder, first *int, after *string, last *int, before *string, offset *int) (*model.WebhookConnection, error) {
	return r.webhooks(ctx, filter, orderBy, page(first, after, last, before, offset))
}

func (r *queryResolver) WebhookDelivery(ctx context.Context, id string) (*model.WebhookDelivery, error) {
	e, err := r.read(ctx, model.ServicesRead)
	if err != nil {
		return nil, err
	}
	return nullIfMissing(db.Delivery(ctx, e, id))
}

func (r *webhookResolver) Owner(ctx context.Context, obj *model.Webhook) (*model.User, error) {
	return one(ctx, load(ctx).user, obj.OwnerID)
}

func (r *webhookResolver) Deliveries(ctx context.Context, obj *model.Webhook, filter *model.DeliveryFilter, first *int, after *string, last *int, before *string, offset *int) (*model.WebhookDeliveryConnection, error) {
	return r.deliveries(ctx, obj, filter, page(first, after, last, before, offset))
}

func (r *webhookDeliveryResolver) Body(ctx context.Context, obj *model.WebhookDelivery) (*string, error) {
	return deliveryBody(ctx, obj)
}

func (r *webhookDeliveryResolver) Attempts(ctx context.Context, obj *model.WebhookDelivery, first *int, after *string, last *int, before *string, offset *int) (*model.WebhookAttemptConnection, error) {
	e, err := r.read(ctx, model.ServicesRead)
	if err != nil {
		return nil, err
	}
	return db.Attempts(ctx, e, obj.ID, page(first, after, last, before, offset))
}

func (r *Resolver) Webhook() generated.WebhookResolver { return &webhookResolver{r} }

func (r *Resolver) WebhookDelivery() generated.WebhookDeliveryResolver {
	return &webhookDeliveryResolver{r}
}

type (
	webhookResolver         struct{ *Resolver }
	webhookDeliveryResolver struct{ *Resolver }
)
