package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/uptrace/bun"

	"github.com/opsknight/opsknight/model"
)

// DedupKey names the incident that an event is about.
type DedupKey struct{ ServiceID, Key string }

// Of reports whether the key is the incident's own, not one of another that is
// merged into it.
func (k DedupKey) Of(inc *model.Incident) bool {
	return inc.ServiceID == k.ServiceID && inc.DedupKey != nil && *inc.DedupKey == k.Key
}

// LockActiveIncidents returns, of these keys, the incidents that take their events,
// and locks them in one order, so that two servers that do so cannot block each
// other for ever. What takes them is the incident with the key that is not
// resolved, else one that is not resolved and into which one with the key is merged.
func LockActiveIncidents(ctx context.Context, tx Tx, keys []DedupKey) (map[DedupKey]*model.Incident, error) {
	ids, err := activeIncidents(ctx, tx, keys)
	if err != nil || len(ids) == 0 {
		return map[DedupKey]*model.Incident{}, err
	}
	rows, err := LockIncidents(ctx, tx, slices.Collect(maps.Values(ids)))
	if err != nil {
		return nil, err
	}
	found := make(map[DedupKey]*model.Incident, len(ids))
	for key, id := range ids {
		if inc := rows[id]; inc != nil && inc.Status != model.IncidentResolved { // may have been resolved since
			found[key] = inc
		}
	}
	return found, nil
}

// LockIncidents locks the incidents with these ids in one order, and returns them
// by id.
func LockIncidents(ctx context.Context, tx Tx, ids []string) (map[string]*model.Incident, error) {
	var rows []*model.Incident
	err := scan(ctx, tx, tx.lock(from(tx, &rows)).Where("incident.id ?", oneOf(ids)).OrderExpr("incident.service_id, incident.dedup_key, incident.id"), &rows)
	if err != nil {
		return nil, fmt.Errorf("lock incidents: %w", err)
	}
	found := make(map[string]*model.Incident, len(rows))
	for _, inc := range rows {
		found[inc.ID] = inc
	}
	return found, nil
}

// activeIncident is a part of a statement: the id of the incident that takes the
// events of the key k, or NULL. %s is the parameter of the environment. It does not sort
// by the bare id, or SQLite reads every incident in the order of that rather than look
// the key up.
const activeIncident = `coalesce(
	(SELECT id FROM incidents WHERE environment = %[1]s AND service_id = k.service_id AND dedup_key = k.dedup_key AND status <> 'RESOLVED'),
	(SELECT target.id FROM incidents AS source JOIN incidents AS target ON target.environment = %[1]s AND target.id = source.merged_into_id
		WHERE source.environment = %[1]s AND source.service_id = k.service_id AND source.dedup_key = k.dedup_key
			AND source.merged_into_id IS NOT NULL AND target.status <> 'RESOLVED' ORDER BY source.id || '' DESC LIMIT 1))`

// activeIncidents returns the ids of the incidents that take the events of these
// keys. Most keys of new alerts have none, so that it has to be cheap to find
// nothing.
func activeIncidents(ctx context.Context, tx Tx, keys []DedupKey) (map[DedupKey]string, error) {
	rows, err := queryActive(ctx, tx, keys)
	if err != nil {
		return nil, fmt.Errorf("find active incidents: %w", err)
	}
	defer func() { _ = rows.Close() }()
	found := map[DedupKey]string{}
	for rows.Next() {
		var key DedupKey
		var id *string
		if err := rows.Scan(&key.ServiceID, &key.Key, &id); err != nil {
			return nil, err
		}
		if id != nil {
			found[key] = *id
		}
	}
	return found, rows.Err()
}

func queryActive(ctx context.Context, tx Tx, keys []DedupKey) (*sql.Rows, error) {
	if !tx.postgres {
		pairs := make([]bun.TupleValues, len(keys))
		for i, key := range keys {
			pairs[i] = bun.Tuple([]string{key.ServiceID, key.Key})
		}
		return tx.bun.QueryContext(ctx, "SELECT service_id, dedup_key, "+fmt.Sprintf(activeIncident, "?0")+
			" FROM (SELECT column1 AS service_id, column2 AS dedup_key FROM (VALUES ?1)) AS k", tx.env, bun.List(pairs))
	}
	services, dedups := make([]string, len(keys)), make([]string, len(keys))
	for i, key := range keys {
		services[i], dedups[i] = key.ServiceID, key.Key
	}
	return tx.bun.Tx.QueryContext(ctx, "SELECT service_id, dedup_key, "+fmt.Sprintf(activeIncident, "$1")+
		" FROM unnest($2::text[], $3::text[]) AS k (service_id, dedup_key)", prepared, string(tx.env), services, dedups)
}

// ActiveIncident returns the incident that takes the events of a key, or nil if
// there is none: see LockActiveIncidents.
func ActiveIncident(ctx context.Context, tx Tx, key DedupKey) (*model.Incident, error) {
	ids, err := activeIncidents(ctx, tx, []DedupKey{key})
	if err != nil || ids[key] == "" {
		return nil, err
	}
	return Incident(ctx, tx, ids[key])
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
		wakeFor(tx, inc)
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
	tx.effects.lines = tx.effects.lines || len(lines) > 0
	if !tx.postgres {
		if inserted, err := InsertIncidents(ctx, tx, incidents); !inserted || err != nil {
			return false, err
		}
		if err := insertAll(ctx, tx, lines); err != nil {
			return false, err
		}
		return true, insertAll(ctx, tx, alerts)
	}
	for _, inc := range incidents {
		wakeFor(tx, inc)
	}
	return insertIntakeOn(ctx, tx.bun.Tx, tx.env, tx.Now, incidents, lines, alerts)
}

// OpenIncidents is InsertIntake as a transaction of one statement: it saves three
// round trips for events that do nothing but open incidents. It needs Postgres.
func OpenIncidents(ctx context.Context, e Env, stamp Stamp, incidents []*model.Incident, lines []*model.IncidentEvent, alerts []*model.Alert) (bool, error) {
	ctx, end := e.Span(ctx, "transaction")
	opened, err := insertIntakeOn(ctx, e.writer.DB, e.name, stamp.Now, incidents, lines, alerts)
	end(err)
	if opened && err == nil {
		e.committed(effects{due: WorkOnIncidents, lines: true})
	}
	return opened, err
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
	for _, inc := range incidents {
		inc.UpdatedAt = tx.Now
	}
	if err := updateAll(ctx, tx, incidents, "alert_count", "updated_at"); err != nil {
		return fmt.Errorf("update alert counts: %w", err)
	}
	return nil
}

// InsertIncidentEvents stores timeline lines with one statement.
func InsertIncidentEvents(ctx context.Context, tx Tx, lines []*model.IncidentEvent) error {
	tx.effects.lines = tx.effects.lines || len(lines) > 0
	return insertAll(ctx, tx, lines)
}

// ResolveAlerts records that an event has resolved the alerts with a key of an
// incident and of those that are merged into it.
func ResolveAlerts(ctx context.Context, tx Tx, incidentID, key string) error {
	_, err := tx.bun.NewUpdate().Model((*model.Alert)(nil)).Set("resolved_at = ?", tx.Now).
		Where("environment = ?", tx.env).Where("incident_id IN (?)", withMerged(tx, incidentID)).
		Where("dedup_key = ?", key).Where("resolved_at IS NULL").Exec(ctx)
	return err
}
