package db

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"github.com/opsknight/opsknight/model"
)

// DedupKey names the incident that an event is about.
type DedupKey struct{ ServiceID, Key string }

// LockActiveIncidents returns, of these keys, the incidents that are not resolved,
// and locks them in one order, so that two servers that do so cannot block each
// other for ever.
func LockActiveIncidents(ctx context.Context, tx Tx, keys []DedupKey) (map[DedupKey]*model.Incident, error) {
	pairs := make([]bun.TupleValues, len(keys))
	for i, key := range keys {
		pairs[i] = bun.Tuple([]string{key.ServiceID, key.Key})
	}
	var rows []*model.Incident
	err := tx.lock(from(tx, &rows), "").
		Where("(incident.service_id, incident.dedup_key) IN (VALUES ?)", bun.List(pairs)).
		Where("incident.status <> ?", bun.Safe("'RESOLVED'")). // as the partial index spells it
		OrderExpr("incident.service_id, incident.dedup_key").Scan(ctx)
	if err != nil {
		return nil, fmt.Errorf("lock active incidents: %w", err)
	}
	found := make(map[DedupKey]*model.Incident, len(rows))
	for _, inc := range rows {
		found[DedupKey{inc.ServiceID, *inc.DedupKey}] = inc
	}
	return found, nil
}

// InsertIncidents stores new incidents. It returns false, and the transaction must
// be given up, if another one has just opened an incident with one of their keys.
func InsertIncidents(ctx context.Context, tx Tx, incidents []*model.Incident) (bool, error) {
	if len(incidents) == 0 {
		return true, nil
	}
	for _, inc := range incidents {
		inc.Place(tx.env)
		setSearchText(inc)
	}
	result, err := tx.bun.NewInsert().Model(&incidents).
		On("CONFLICT (environment, service_id, dedup_key) WHERE status <> 'RESOLVED' DO NOTHING").Exec(ctx)
	if err != nil {
		return false, fmt.Errorf("insert incidents: %w", translate(err))
	}
	n, err := result.RowsAffected()
	return int(n) == len(incidents), err
}

// UpdateAlertCounts stores the alert counts of incidents. A new alert moves
// updated_at but not the version.
func UpdateAlertCounts(ctx context.Context, tx Tx, incidents []*model.Incident) error {
	if len(incidents) == 0 {
		return nil
	}
	rows := make([]bun.TupleValues, len(incidents))
	for i, inc := range incidents {
		inc.UpdatedAt = tx.Now
		rows[i] = bun.Tuple([]any{inc.ID, inc.AlertCount})
	}
	_, err := tx.bun.NewUpdate().Model((*model.Incident)(nil)).
		With("counted", tx.bun.NewRaw("SELECT column1 AS id, column2 AS alert_count FROM (VALUES ?) AS given", bun.List(rows))).
		TableExpr("counted").
		Set("alert_count = counted.alert_count").Set("updated_at = ?", tx.Now).
		Where("incident.environment = ?", tx.env).Where("incident.id = counted.id").Exec(ctx)
	if err != nil {
		return fmt.Errorf("update alert counts: %w", err)
	}
	return nil
}

// InsertAlerts stores alerts with one statement.
func InsertAlerts(ctx context.Context, tx Tx, alerts []*model.Alert) error {
	return insertAll(ctx, tx, alerts)
}

// InsertIncidentEvents stores timeline lines with one statement.
func InsertIncidentEvents(ctx context.Context, tx Tx, lines []*model.IncidentEvent) error {
	return insertAll(ctx, tx, lines)
}
