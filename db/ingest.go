package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"github.com/opsknight/opsknight/model"
)

// DedupKey names the incident that an event is about.
type DedupKey struct{ ServiceID, Key string }

// LockActiveIncidents returns, of these keys, the incidents that are not resolved,
// and locks them in one order, so that two servers that do so cannot block each
// other for ever.
func LockActiveIncidents(ctx context.Context, tx Tx, keys []DedupKey) (map[DedupKey]*model.Incident, error) {
	ids, err := activeIncidents(ctx, tx, keys)
	if err != nil || len(ids) == 0 {
		return map[DedupKey]*model.Incident{}, err
	}
	var rows []*model.Incident
	err = tx.lock(from(tx, &rows)).Where("incident.id IN (?)", bun.List(ids)).
		Where("incident.status <> ?", model.IncidentResolved). // may have been resolved since
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

// activeIncidents returns the ids of the incidents with these keys that are not
// resolved. Most keys of new alerts have none, so that it has to be cheap to find
// nothing.
func activeIncidents(ctx context.Context, tx Tx, keys []DedupKey) ([]string, error) {
	var ids []string
	if !tx.postgres {
		pairs := make([]bun.TupleValues, len(keys))
		for i, key := range keys {
			pairs[i] = bun.Tuple([]string{key.ServiceID, key.Key})
		}
		err := from(tx, (*model.Incident)(nil)).Column("id").
			Where("(incident.service_id, incident.dedup_key) IN (VALUES ?)", bun.List(pairs)).
			Where("incident.status <> 'RESOLVED'").Scan(ctx, &ids)
		return ids, err
	}
	services, dedups := make([]string, len(keys)), make([]string, len(keys))
	for i, key := range keys {
		services[i], dedups[i] = key.ServiceID, key.Key
	}
	rows, err := tx.bun.Tx.QueryContext(ctx, `SELECT (
	SELECT id FROM incidents WHERE environment = $1 AND service_id = k.service_id AND dedup_key = k.dedup_key AND status <> 'RESOLVED'
) FROM unnest($2::text[], $3::text[]) AS k (service_id, dedup_key)`, prepared, string(tx.env), services, dedups)
	if err != nil {
		return nil, fmt.Errorf("find active incidents: %w", err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var id *string
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		if id != nil {
			ids = append(ids, *id)
		}
	}
	return ids, rows.Err()
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
	// Without RETURNING, which Bun adds for columns that are null: it would then read
	// the rows back into incidents, and leave in it only those that were stored.
	result, err := tx.bun.NewInsert().Model(&incidents).Returning("NULL").
		On("CONFLICT (environment, service_id, dedup_key) WHERE status <> 'RESOLVED' DO NOTHING").Exec(ctx)
	if err != nil {
		return false, fmt.Errorf("insert incidents: %w", translate(err))
	}
	n, err := result.RowsAffected()
	return int(n) == len(incidents), err
}

// InsertIntake stores what a batch of events makes: new incidents, timeline lines
// and alerts. It returns false as InsertIncidents does.
func InsertIntake(ctx context.Context, tx Tx, incidents []*model.Incident, lines []*model.IncidentEvent, alerts []*model.Alert) (bool, error) {
	if !tx.postgres {
		if inserted, err := InsertIncidents(ctx, tx, incidents); !inserted || err != nil {
			return false, err
		}
		if err := insertAll(ctx, tx, lines); err != nil {
			return false, err
		}
		return true, insertAll(ctx, tx, alerts)
	}
	return insertIntakeOn(ctx, tx.bun.Tx, tx.env, tx.Now, incidents, lines, alerts)
}

// OpenIncidents is InsertIntake as a transaction of one statement: it saves three
// round trips for events that do nothing but open incidents. It needs Postgres.
func OpenIncidents(ctx context.Context, e Env, stamp Stamp, incidents []*model.Incident, lines []*model.IncidentEvent, alerts []*model.Alert) (bool, error) {
	return insertIntakeOn(ctx, e.writer.DB, e.name, stamp.Now, incidents, lines, alerts)
}

// rawQueryer is a *sql.DB or *sql.Tx without Bun around it, which would write the
// arguments into the text.
type rawQueryer interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

func insertIntakeOn(
	ctx context.Context, on rawQueryer, env model.Environment, now time.Time,
	incidents []*model.Incident, lines []*model.IncidentEvent, alerts []*model.Alert,
) (bool, error) {
	for _, inc := range incidents {
		inc.Place(env)
		setSearchText(inc)
	}
	var opened int
	err := on.QueryRowContext(ctx, insertIntake, intakeArguments(env, now, incidents, lines, alerts)...).Scan(&opened)
	if err = translate(err); errors.Is(err, ErrReference) {
		// An incident was not opened, and what would be its own has none to name.
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("insert events: %w", err)
	}
	return opened == len(incidents), nil
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

// InsertIncidentEvents stores timeline lines with one statement.
func InsertIncidentEvents(ctx context.Context, tx Tx, lines []*model.IncidentEvent) error {
	return insertAll(ctx, tx, lines)
}
