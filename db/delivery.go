package db

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"github.com/opsknight/opsknight/model"
)

var deliveryList = list[*model.WebhookDelivery]{
	keys: map[string]sortKey[*model.WebhookDelivery]{
		byCreated: byTime("webhook_delivery.created_at", func(d *model.WebhookDelivery) time.Time { return d.CreatedAt }),
	},
	id: func(d *model.WebhookDelivery) string { return d.ID },
}

// Delivery returns the delivery with this id, or NotFound.
func Delivery(ctx context.Context, r Reader, id string) (*model.WebhookDelivery, error) {
	delivery := new(model.WebhookDelivery)
	err := named(from(r, delivery), model.DeliveryID, id).Scan(ctx)
	return delivery, notFound(err, "delivery", id)
}

// Deliveries returns a page of a webhook's deliveries that the filter leaves, the newest
// first.
func Deliveries(ctx context.Context, r Reader, webhookID string, filter model.DeliveryFilter, page model.Page) (*model.WebhookDeliveryConnection, error) {
	found, err := deliveryList.read(ctx, r, Newest, page, func(q *bun.SelectQuery) *bun.SelectQuery {
		q = q.Where("webhook_delivery.webhook_id = ?", webhookID)
		if len(filter.Status) > 0 {
			q = q.Where("webhook_delivery.status IN (?)", bun.List(filter.Status))
		}
		if len(filter.Event) > 0 {
			q = q.Where("webhook_delivery.event IN (?)", bun.List(filter.Event))
		}
		if len(filter.IncidentID) > 0 {
			q = q.Where("webhook_delivery.incident_id IN (?)", bun.List(filter.IncidentID))
		}
		if filter.CreatedAfter != nil {
			q = q.Where("webhook_delivery.created_at >= ?", filter.CreatedAfter.UTC())
		}
		if filter.CreatedBefore != nil {
			q = q.Where("webhook_delivery.created_at < ?", filter.CreatedBefore.UTC())
		}
		return q
	})
	return &model.WebhookDeliveryConnection{Connection: found}, err
}

// byNumber sorts the attempts at one delivery, of which no two have the same number.
const byNumber = "NUMBER"

var attemptList = list[*model.WebhookAttempt]{
	keys: map[string]sortKey[*model.WebhookAttempt]{
		byNumber: byInt("webhook_attempt.number", func(a *model.WebhookAttempt) int { return a.Number }),
	},
	id:  func(a *model.WebhookAttempt) string { return a.DeliveryID },
	tie: "delivery_id",
}

// LastAttempts is the order of attempts: the last first.
var LastAttempts = model.Order{Field: byNumber, Direction: model.Descending}

// Attempts returns a page of the attempts at a delivery, the last first.
func Attempts(ctx context.Context, r Reader, deliveryID string, page model.Page) (*model.WebhookAttemptConnection, error) {
	found, err := attemptList.read(ctx, r, LastAttempts, page, func(q *bun.SelectQuery) *bun.SelectQuery {
		return q.Where("webhook_attempt.delivery_id = ?", deliveryID)
	})
	return &model.WebhookAttemptConnection{Connection: found}, err
}

// InsertAttempts stores attempts.
func InsertAttempts(ctx context.Context, tx Tx, attempts []*model.WebhookAttempt) error {
	return insertAll(ctx, tx, attempts)
}
