package account

import (
	"context"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/audit"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/internal/webhook"
	"github.com/opsknight/opsknight/model"
)

// EnableWebhook sends to a disabled webhook again, beginning with what was pending when
// it was disabled, and returns how many deliveries that are. To enable one that is
// enabled changes nothing.
//
// Faults: Forbidden without the scope services:write; NotFound.
func EnableWebhook(ctx context.Context, tx db.Tx, by model.Actor, id string) (*model.Webhook, int, error) {
	hook, err := webhookToChange(ctx, tx, by, id)
	if err != nil {
		return nil, 0, err
	}
	revived, err := enable(ctx, tx, by, hook)
	return hook, revived, err
}

func enable(ctx context.Context, tx db.Tx, by model.Actor, hook *model.Webhook) (revived int, err error) {
	if hook.Status == model.WebhookEnabled {
		return 0, nil
	}
	before := *hook
	hook.Enable()
	if err := saveWebhook(ctx, tx, by, &before, hook, "enabled"); err != nil {
		return 0, err
	}
	// What was pending ended at that moment, or just after it when a server found the
	// webhook disabled.
	return db.ReviveDeliveries(ctx, tx, hook.ID, db.Revival{FinishedSince: before.DisabledAt})
}

// DisableWebhook stops sending to a webhook that the transaction has locked, and ends
// what is pending. To disable one that is disabled changes nothing.
func DisableWebhook(ctx context.Context, tx db.Tx, by model.Actor, hook *model.Webhook, reason string) error {
	if hook.Status == model.WebhookDisabled {
		return nil
	}
	before := *hook
	hook.Disable(tx.Now, reason)
	if err := saveWebhook(ctx, tx, by, &before, hook, "disabled"); err != nil {
		return err
	}
	return db.FailPending(ctx, tx, hook.ID, WebhookIsDisabled)
}

// WebhookIsDisabled is why a delivery fails that nobody tries.
const WebhookIsDisabled = "the webhook is disabled"

// PingWebhook sends a webhook the event webhook.ping, to try it.
//
// Faults: Forbidden without the scope services:write; NotFound; Conflict if the webhook
// is disabled.
func PingWebhook(ctx context.Context, tx db.Tx, by model.Actor, id string) (*model.WebhookDelivery, error) {
	hook, err := enabledWebhook(ctx, tx, by, id)
	if err != nil {
		return nil, err
	}
	delivery := tx.NewID(model.DeliveryID)
	ping := model.NewDelivery(delivery, hook, nil, model.WebhookPing, 0, webhook.PingBody(delivery, tx.Now, webhook.Ref{ID: hook.ID, Name: hook.Name}), tx.Now)
	return ping, db.InsertDeliveries(ctx, tx, []*model.WebhookDelivery{ping})
}

// Redeliver sends a delivery again, whatever became of it. If later events of its
// incident are pending, it goes before them.
//
// Faults: Forbidden without the scope services:write; NotFound; Conflict if the webhook
// is disabled.
func Redeliver(ctx context.Context, tx db.Tx, by model.Actor, id string) (*model.WebhookDelivery, error) {
	if err := by.Need(model.ServicesWrite); err != nil {
		return nil, err
	}
	found, err := db.Delivery(ctx, tx, id)
	if err != nil {
		return nil, err
	}
	hook, err := enabledWebhook(ctx, tx, by, found.WebhookID)
	if err != nil {
		return nil, err
	}
	of := []*model.WebhookDelivery{found}
	locked, err := db.LockDeliveries(ctx, tx, of)
	if err != nil {
		return nil, err
	}
	delivery := locked[id]
	if delivery == nil {
		return nil, fault.New(fault.NotFound, "There is no delivery %s.", id)
	}
	if delivery.Status == model.DeliveryPending && delivery.Tried == 0 {
		return found, nil // it is about to be sent
	}
	delivery.Renew()
	if delivery.IncidentID == nil {
		delivery.NextAttemptAt = &tx.Now
	}
	if err := db.UpdateDelivery(ctx, tx, delivery); err != nil {
		return nil, err
	}
	if err := db.Settle(ctx, tx, of); err != nil {
		return nil, err
	}
	if err := audit.Log(ctx, tx, by, webhookSubject(hook), "redelivered", model.Changes{"delivery_id": {After: id}}); err != nil {
		return nil, err
	}
	return db.Delivery(ctx, tx, id) // Settle may have made it due
}

// RecoverWebhook sends again all that a webhook was to be sent at a time or later and did
// not take, and returns how many deliveries that are.
//
// Faults: Forbidden without the scope services:write; NotFound; Conflict if the webhook
// is disabled.
func RecoverWebhook(ctx context.Context, tx db.Tx, by model.Actor, id string, since time.Time) (*model.Webhook, int, error) {
	hook, err := enabledWebhook(ctx, tx, by, id)
	if err != nil {
		return nil, 0, err
	}
	revived, err := db.ReviveDeliveries(ctx, tx, id, db.Revival{CreatedSince: &since})
	if err != nil {
		return nil, 0, err
	}
	return hook, revived, audit.Log(ctx, tx, by, webhookSubject(hook), "recovered", model.Changes{
		"since": {After: since.UTC()}, "revived": {After: revived},
	})
}

// enabledWebhook returns a webhook for a change that sends something.
func enabledWebhook(ctx context.Context, tx db.Tx, by model.Actor, id string) (*model.Webhook, error) {
	hook, err := webhookToChange(ctx, tx, by, id)
	if err == nil && hook.Status == model.WebhookDisabled {
		err = fault.New(fault.Conflict, "Webhook %s is disabled: enable it first.", hook.Name)
	}
	return hook, err
}
