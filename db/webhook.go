package db

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"github.com/opsknight/opsknight/model"
)

var webhookList = list[*model.Webhook]{
	keys: map[string]sortKey[*model.Webhook]{
		string(model.NamedByCreated): byTime("webhook.created_at", func(w *model.Webhook) time.Time { return w.CreatedAt }),
		string(model.NamedByUpdated): byTime("webhook.updated_at", func(w *model.Webhook) time.Time { return w.UpdatedAt }),
		string(model.NamedByName):    byText("webhook.name", func(w *model.Webhook) string { return w.Name }),
	},
	id: func(w *model.Webhook) string { return w.ID },
}

// Webhook returns the webhook with this id, or NotFound.
func Webhook(ctx context.Context, r Reader, id string) (*model.Webhook, error) {
	webhook := new(model.Webhook)
	err := named(from(r, webhook), model.WebhookID, id).Scan(ctx)
	return webhook, notFound(err, "webhook", id)
}

// LockWebhook is Webhook for a transaction that will change it. Deliveries to it are
// stored meanwhile: they refer to its id, which never changes.
func LockWebhook(ctx context.Context, tx Tx, id string) (*model.Webhook, error) {
	webhook := new(model.Webhook)
	err := named(tx.lockRow(from(tx, webhook)), model.WebhookID, id).Scan(ctx)
	return webhook, notFound(err, "webhook", id)
}

// lockRow is lock for rows whose keys stay: others may refer to them meanwhile.
func (tx Tx) lockRow(q *bun.SelectQuery) *bun.SelectQuery {
	if !tx.postgres {
		return q
	}
	return q.For("NO KEY UPDATE")
}

// Webhooks returns a page of the webhooks that the filter leaves.
func Webhooks(ctx context.Context, r Reader, filter model.WebhookFilter, order model.Order, page model.Page) (*model.WebhookConnection, error) {
	found, err := webhookList.read(ctx, r, order, page, func(q *bun.SelectQuery) *bun.SelectQuery {
		if len(filter.Status) > 0 {
			q = q.Where("webhook.status IN (?)", bun.List(filter.Status))
		}
		return searched(q, filter.Q)
	})
	return &model.WebhookConnection{Connection: found}, err
}

// WebhooksByID returns the webhooks with these ids.
func WebhooksByID(ctx context.Context, r Reader, ids []string) (map[string]*model.Webhook, error) {
	return byID(ctx, r, ids, func(w *model.Webhook) string { return w.ID })
}

// ActiveWebhooks returns the webhooks of the environment that are enabled: what is to be
// asked whether it wants an event.
func ActiveWebhooks(ctx context.Context, r Reader) ([]*model.Webhook, error) {
	var webhooks []*model.Webhook
	err := from(r, &webhooks).Where("webhook.status = ?", model.WebhookEnabled).OrderExpr("webhook.id").Scan(ctx)
	return webhooks, err
}

// SetFailing records that an enabled webhook fails since a time, unless it did before.
// Nobody has changed it: its version and time stay.
func SetFailing(ctx context.Context, tx Tx, id string, since time.Time) error {
	_, err := tx.bun.NewUpdate().Model((*model.Webhook)(nil)).Set("failing_since = ?", since.UTC()).
		Where("environment = ?", tx.env).Where("id = ?", id).Where("failing_since IS NULL").Where("status = ?", model.WebhookEnabled).Exec(ctx)
	return err
}

// ClearFailing records that a webhook does not fail.
func ClearFailing(ctx context.Context, tx Tx, id string) error {
	_, err := tx.bun.NewUpdate().Model((*model.Webhook)(nil)).Set("failing_since = NULL").
		Where("environment = ?", tx.env).Where("id = ?", id).Where("failing_since IS NOT NULL").Exec(ctx)
	return err
}
