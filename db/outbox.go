package db

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/uptrace/bun"

	"github.com/opsknight/opsknight/model"
)

// An endpoint is told of one incident strictly in order: of the deliveries of such a
// pair that are not finished, only the one with the lowest sequence has a
// next_attempt_at, so that nothing else can be leased. A new one gets it if no other
// waits, and one that ends hands it over. Both hold the incident's row lock, so that
// neither misses the other; other incidents are never held up.

// sqliteChunk is how many rows go into one statement on SQLite, which keeps its text
// small however large the bodies are.
const sqliteChunk = 128

// pair is what deliveries are in order of.
type pair struct{ webhookID, incidentID string }

// InsertDeliveries stores new deliveries. The transaction has locked or made their
// incidents.
func InsertDeliveries(ctx context.Context, tx Tx, deliveries []*model.WebhookDelivery) error {
	if len(deliveries) == 0 {
		return nil
	}
	waiting, err := waitingPairs(ctx, tx, deliveries)
	if err != nil {
		return err
	}
	ordered := slices.SortedStableFunc(slices.Values(deliveries), func(a, b *model.WebhookDelivery) int { return a.Sequence - b.Sequence })
	for _, d := range ordered {
		if d.IncidentID == nil {
			d.NextAttemptAt = &tx.Now
			continue
		}
		of := pair{d.WebhookID, *d.IncidentID}
		if !waiting[of] {
			d.NextAttemptAt = &tx.Now
		}
		waiting[of] = true
	}
	tx.Wake(WorkOnDeliveries)
	if tx.postgres {
		return insertAll(ctx, tx, ordered)
	}
	for chunk := range slices.Chunk(ordered, sqliteChunk) {
		if err := insertAll(ctx, tx, chunk); err != nil {
			return err
		}
	}
	return nil
}

// waitingPairs returns which of the deliveries' pairs have one that is not finished.
func waitingPairs(ctx context.Context, tx Tx, deliveries []*model.WebhookDelivery) (map[pair]bool, error) {
	waiting := map[pair]bool{}
	incidents := incidentsOf(deliveries)
	if len(incidents) == 0 {
		return waiting, nil
	}
	var rows []struct{ WebhookID, IncidentID string }
	err := from(tx, (*model.WebhookDelivery)(nil)).ColumnExpr("DISTINCT webhook_id, incident_id").
		Where("incident_id IN (?)", bun.List(incidents)).Where("status = ?", model.DeliveryPending).Scan(ctx, &rows)
	if err != nil {
		return nil, fmt.Errorf("find deliveries that wait: %w", err)
	}
	for _, row := range rows {
		waiting[pair{row.WebhookID, row.IncidentID}] = true
	}
	return waiting, nil
}

// incidentsOf returns the ids of the deliveries' incidents, each once.
func incidentsOf(deliveries []*model.WebhookDelivery) []string {
	var ids []string
	for _, d := range deliveries {
		if d.IncidentID != nil {
			ids = append(ids, *d.IncidentID)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// DueWebhook is a webhook with something to send, and from when on.
type DueWebhook struct {
	*model.Webhook
	Next time.Time
}

// DueWebhooks returns the webhooks with something to send, now or later, the longest due
// first.
func DueWebhooks(ctx context.Context, r Reader) ([]DueWebhook, error) {
	var rows []struct {
		model.Webhook `bun:",extend"`
		Next          *time.Time
	}
	next := from(r, (*model.WebhookDelivery)(nil)).ColumnExpr("MIN(next_attempt_at)").
		Where("webhook_delivery.webhook_id = webhook.id").Where("next_attempt_at IS NOT NULL")
	if err := from(r, &rows).ColumnExpr("webhook.*").ColumnExpr("(?) AS next", next).Scan(ctx); err != nil {
		return nil, err
	}
	var due []DueWebhook
	for i := range rows {
		if rows[i].Next != nil {
			due = append(due, DueWebhook{&rows[i].Webhook, rows[i].Next.UTC()})
		}
	}
	slices.SortFunc(due, func(a, b DueWebhook) int { return a.Next.Compare(b.Next) })
	return due, nil
}

// LeaseDeliveries returns deliveries to a webhook that are due and that no other server
// is about to send, the longest due first, and keeps them from others for a time.
func LeaseDeliveries(ctx context.Context, tx Tx, webhookID string, most int, lease time.Duration) ([]*model.WebhookDelivery, error) {
	var deliveries []*model.WebhookDelivery
	err := tx.lockFree(from(tx, &deliveries)).Where("webhook_delivery.webhook_id = ?", webhookID).
		Where("webhook_delivery.next_attempt_at <= ?", tx.Now).OrderExpr("webhook_delivery.next_attempt_at, webhook_delivery.id").Limit(int64(most)).Scan(ctx)
	if err != nil || len(deliveries) == 0 {
		return nil, err
	}
	_, err = tx.bun.NewUpdate().Model((*model.WebhookDelivery)(nil)).Set("next_attempt_at = ?", tx.Now.Add(lease)).
		Where("environment = ?", tx.env).Where("id IN (?)", bun.List(column(deliveries, func(d *model.WebhookDelivery) string { return d.ID }))).Exec(ctx)
	return deliveries, err
}

// LockDeliveries locks deliveries and their incidents, and returns by id those that are
// still there, as they now are, without their bodies.
func LockDeliveries(ctx context.Context, tx Tx, deliveries []*model.WebhookDelivery) (map[string]*model.WebhookDelivery, error) {
	if err := lockOrder(ctx, tx, bun.List(incidentsOf(deliveries))); err != nil {
		return nil, err
	}
	var rows []*model.WebhookDelivery
	err := tx.lock(from(tx, &rows)).ExcludeColumn("body").Where("webhook_delivery.id IN (?)", bun.List(column(deliveries, func(d *model.WebhookDelivery) string { return d.ID }))).
		OrderExpr("webhook_delivery.id").Scan(ctx)
	if err != nil {
		return nil, fmt.Errorf("lock deliveries: %w", err)
	}
	found := make(map[string]*model.WebhookDelivery, len(rows))
	for _, d := range rows {
		found[d.ID] = d
	}
	return found, nil
}

// lockOrder locks the incidents whose ids are in a list or a query, in the order in
// which all that lock several do.
func lockOrder(ctx context.Context, tx Tx, ids any) error {
	if !tx.postgres {
		return nil
	}
	var locked []string
	err := tx.lockRow(from(tx, (*model.Incident)(nil))).Column("id").Where("incident.id IN (?)", ids).
		OrderExpr("incident.service_id, incident.dedup_key, incident.id").Scan(ctx, &locked)
	if err != nil {
		return fmt.Errorf("lock incidents: %w", err)
	}
	return nil
}

// UpdateDelivery stores what became of a delivery that the transaction has locked.
// Settle follows.
func UpdateDelivery(ctx context.Context, tx Tx, d *model.WebhookDelivery) error {
	return update(ctx, tx, d, d.ID, "status", "attempt_count", "tried", "next_attempt_at", "last_status", "last_error", "finished_at")
}

// Settle lets each delivery's pair go on, after some of its deliveries were changed: the
// first that is not finished is due, no other. The transaction has locked their
// incidents.
func Settle(ctx context.Context, tx Tx, deliveries []*model.WebhookDelivery) error {
	incidents := incidentsOf(deliveries)
	if len(incidents) == 0 {
		return nil
	}
	webhooks := column(deliveries, func(d *model.WebhookDelivery) string { return d.WebhookID })
	slices.Sort(webhooks)
	return settle(ctx, tx, func(q *bun.UpdateQuery) *bun.UpdateQuery {
		return q.Where("webhook_delivery.incident_id IN (?)", bun.List(incidents)).Where("webhook_delivery.webhook_id IN (?)", bun.List(slices.Compact(webhooks)))
	})
}

func settle(ctx context.Context, tx Tx, which func(*bun.UpdateQuery) *bun.UpdateQuery) error {
	// MIN, and not EXISTS, which PostgreSQL would plan as a join of the whole table.
	const first = `(SELECT MIN(other.sequence) FROM webhook_deliveries AS other WHERE other.environment = webhook_delivery.environment
	AND other.incident_id = webhook_delivery.incident_id AND other.webhook_id = webhook_delivery.webhook_id AND other.status = 'PENDING')`
	pending := func() *bun.UpdateQuery {
		return which(tx.bun.NewUpdate().Model((*model.WebhookDelivery)(nil)).
			Where("webhook_delivery.environment = ?", tx.env).Where("webhook_delivery.status = ?", model.DeliveryPending))
	}
	_, err := pending().Set("next_attempt_at = NULL").Where("webhook_delivery.next_attempt_at IS NOT NULL").Where("webhook_delivery.sequence > " + first).Exec(ctx)
	if err != nil {
		return fmt.Errorf("settle deliveries: %w", err)
	}
	_, err = pending().Set("next_attempt_at = ?", tx.Now).Where("webhook_delivery.next_attempt_at IS NULL").
		Where("(webhook_delivery.incident_id IS NULL OR webhook_delivery.sequence = " + first + ")").Exec(ctx)
	if err != nil {
		return fmt.Errorf("settle deliveries: %w", err)
	}
	tx.Wake(WorkOnDeliveries)
	return nil
}

// FailPending ends what is pending for a webhook, because of why.
func FailPending(ctx context.Context, tx Tx, webhookID, why string) error {
	_, err := tx.bun.NewUpdate().Model((*model.WebhookDelivery)(nil)).
		Set("status = ?", model.DeliveryFailed).Set("finished_at = ?", tx.Now).Set("next_attempt_at = NULL").Set("last_error = ?", why).
		Where("environment = ?", tx.env).Where("webhook_id = ?", webhookID).Where("status = ?", model.DeliveryPending).Exec(ctx)
	return err
}

// Revival says which of a webhook's failed deliveries are to be sent after all: those
// made, or ended, at a time or later.
type Revival struct{ CreatedSince, FinishedSince *time.Time }

// ReviveDeliveries makes failed deliveries to a webhook pending again, and returns how
// many. Each incident's begin with the first.
func ReviveDeliveries(ctx context.Context, tx Tx, webhookID string, which Revival) (int, error) {
	unfinished := from(tx, (*model.WebhookDelivery)(nil)).Column("incident_id").
		Where("webhook_id = ?", webhookID).Where("status <> ?", model.DeliveryDelivered).Where("incident_id IS NOT NULL")
	if err := lockOrder(ctx, tx, unfinished); err != nil {
		return 0, err
	}
	q := tx.bun.NewUpdate().Model((*model.WebhookDelivery)(nil)).
		Set("status = ?", model.DeliveryPending).Set("finished_at = NULL").Set("tried = 0").
		Where("environment = ?", tx.env).Where("webhook_id = ?", webhookID).Where("status = ?", model.DeliveryFailed)
	if which.CreatedSince != nil {
		q = q.Where("created_at >= ?", which.CreatedSince.UTC())
	}
	if which.FinishedSince != nil {
		q = q.Where("finished_at >= ?", which.FinishedSince.UTC())
	}
	result, err := q.Exec(ctx)
	if err != nil {
		return 0, fmt.Errorf("revive deliveries: %w", err)
	}
	revived, err := result.RowsAffected()
	if err != nil {
		return 0, err
	}
	return int(revived), settle(ctx, tx, func(q *bun.UpdateQuery) *bun.UpdateQuery {
		return q.Where("webhook_delivery.webhook_id = ?", webhookID)
	})
}
