package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/schema"

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
	found := map[DedupKey]*model.Incident{}
	if len(keys) == 0 {
		return found, nil
	}
	var rows []struct {
		model.Incident `bun:",extend"`
		KeyServiceID   string `bun:",scanonly"`
		KeyDedupKey    string `bun:",scanonly"`
	}
	q := tx.lock(activeIncidents(tx, &rows, keys)).ColumnExpr("?TableColumns, k.service_id AS key_service_id, k.dedup_key AS key_dedup_key").
		OrderExpr("incident.service_id, incident.dedup_key, incident.id")
	if err := scan(ctx, tx, q, &rows); err != nil {
		return nil, fmt.Errorf("lock active incidents: %w", err)
	}
	same := map[string]*model.Incident{} // several keys may lead to one
	for i, row := range rows {
		if row.Status == model.IncidentResolved { // since it was found
			continue
		}
		if same[row.ID] == nil {
			same[row.ID] = &rows[i].Incident
		}
		found[DedupKey{row.KeyServiceID, row.KeyDedupKey}] = same[row.ID]
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

// activeIncident is the id of the incident that takes the events of the key k, or NULL; ?
// is the environment. It does not sort by the bare id, or SQLite reads every incident in the
// order of that rather than look the key up.
const activeIncident = `coalesce(
	(SELECT id FROM incidents WHERE environment = ? AND service_id = k.service_id AND dedup_key = k.dedup_key AND status <> 'RESOLVED'),
	(SELECT target.id FROM incidents AS source JOIN incidents AS target ON target.environment = ? AND target.id = source.merged_into_id
		WHERE source.environment = ? AND source.service_id = k.service_id AND source.dedup_key = k.dedup_key
			AND source.merged_into_id IS NOT NULL AND target.status <> 'RESOLVED' ORDER BY source.id || '' DESC LIMIT 1))`

// activeIncidents selects the incidents that take the events of these keys, with the key k
// of each. Most keys of new alerts have none, so that it has to be cheap to find nothing.
func activeIncidents(r Reader, into any, keys []DedupKey) *bun.SelectQuery {
	return from(r, into).Join("JOIN ? ON incident.id = "+activeIncident, keyTable(keys), r.Environment(), r.Environment(), r.Environment())
}

// keyTable is a part of a statement that has keys as the table k.
type keyTable []DedupKey

// AppendQuery writes the table: for PostgreSQL as two arrays, so that the text is the same
// however many there are.
func (t keyTable) AppendQuery(gen schema.QueryGen, text []byte) ([]byte, error) {
	if taken, ok := gen.Dialect().(*arguments); ok {
		text = append(taken.place(append(text, "unnest("...), column(t, func(k DedupKey) string { return k.ServiceID })), "::text[], "...)
		text = taken.place(text, column(t, func(k DedupKey) string { return k.Key }))
		return append(text, "::text[]) AS k (service_id, dedup_key)"...), nil
	}
	pairs := column(t, func(k DedupKey) bun.TupleValues { return bun.Tuple([]string{k.ServiceID, k.Key}) })
	return gen.AppendQuery(text, "(SELECT column1 AS service_id, column2 AS dedup_key FROM (VALUES ?) AS given) AS k", bun.List(pairs)), nil
}

// ActiveIncident returns the incident that takes the events of a key, or nil if
// there is none: see LockActiveIncidents.
func ActiveIncident(ctx context.Context, tx Tx, key DedupKey) (*model.Incident, error) {
	var rows []*model.Incident
	if err := scan(ctx, tx, activeIncidents(tx, &rows, []DedupKey{key}), &rows); err != nil || len(rows) == 0 {
		return nil, err
	}
	return rows[0], nil
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

// Intake is what a batch of events makes.
type Intake struct {
	Opened  []*model.Incident // new ones
	Counted []*model.Incident // that were there, and have new alerts: only their counts are stored
	Lines   []*model.IncidentEvent
	Alerts  []*model.Alert
}

// InsertIntake stores what a batch of events makes. It returns false as InsertIncidents does.
// A new alert moves an incident's updated_at, but not its version.
func InsertIntake(ctx context.Context, tx Tx, in Intake) (bool, error) {
	tx.effects.lines = tx.effects.lines || len(in.Lines) > 0
	for _, inc := range in.Counted {
		inc.UpdatedAt = tx.Now
	}
	if tx.postgres {
		for _, inc := range in.Opened {
			wakeFor(tx, inc)
		}
		return insertIntakeOn(ctx, tx.bun.Tx, tx.env, tx.Now, in)
	}
	if err := updateAll(ctx, tx, in.Counted, "alert_count", "updated_at"); err != nil {
		return false, fmt.Errorf("update alert counts: %w", err)
	}
	if inserted, err := InsertIncidents(ctx, tx, in.Opened); !inserted || err != nil {
		return false, err
	}
	if err := insertAll(ctx, tx, in.Lines); err != nil {
		return false, err
	}
	return true, insertAll(ctx, tx, in.Alerts)
}

// OpenIncidents is InsertIntake as a transaction of one statement: it saves three
// round trips for events that do nothing but open incidents. It needs Postgres.
func OpenIncidents(ctx context.Context, e Env, stamp Stamp, in Intake) (bool, error) {
	ctx, end := e.Span(ctx, "transaction")
	opened, err := insertIntakeOn(ctx, e.writer.DB, e.name, stamp.Now, in)
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

func insertIntakeOn(ctx context.Context, on rawQueryer, env model.Environment, now time.Time, in Intake) (bool, error) {
	for _, inc := range in.Opened {
		inc.Place(env)
		setSearchText(inc)
	}
	var opened int
	text, arguments := intakeStatement(env, now, in)
	err := translate(on.QueryRowContext(ctx, text, arguments...).Scan(&opened))
	if errors.Is(err, ErrUnique) || errors.Is(err, ErrReference) {
		// Another incident has the key, or was merged with one that has: then what would be
		// this one's has none to name.
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("insert events: %w", err)
	}
	return opened == len(in.Opened), nil
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
