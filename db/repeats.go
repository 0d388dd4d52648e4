package db

import (
	"context"
	"fmt"
	"reflect"
	"strings"

	"github.com/uptrace/bun"

	"github.com/opsknight/opsknight/model"
)

// Repeat is an alert of an incident that is there already, perhaps: what names the incident
// is the service and the alert's dedup key.
type Repeat struct {
	ServiceID string
	*model.Alert
}

// CountRepeats stores alerts of incidents that are not resolved, in a transaction of one
// statement, and returns those incidents by key. Alerts with the key of no such incident are
// left out: it may be merged into another. It needs Postgres.
func CountRepeats(ctx context.Context, e Env, stamp Stamp, repeats []Repeat) (found map[DedupKey]*model.Incident, err error) {
	ctx, end := e.Span(ctx, "transaction")
	defer func() { end(err) }()
	var rows []*model.Incident
	given, err := e.writer.DB.QueryContext(ctx, countRepeats(e.writer), repeatArguments(e, stamp, repeats)...)
	if err == nil {
		err = scanAll(ctx, e.writer, given, &rows)
	}
	if err != nil {
		return nil, fmt.Errorf("count repeats: %w", translate(err))
	}
	e.committed(effects{})
	found = make(map[DedupKey]*model.Incident, len(rows))
	for _, inc := range rows {
		found[DedupKey{inc.ServiceID, *inc.DedupKey}] = inc
	}
	return found, nil
}

// countRepeats is the statement that looks each incident up by its key, and locks them in the
// order of LockActiveIncidents.
func countRepeats(d *bun.DB) string {
	fields := d.Dialect().Tables().Get(reflect.TypeFor[*model.Incident]()).Fields
	columns := make([]string, len(fields))
	for i, field := range fields {
		columns[i] = string(field.SQLName)
	}
	return `WITH repeats AS MATERIALIZED (
	SELECT * FROM unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::json[])
		AS repeat (id, service_id, dedup_key, summary, severity, source, payload)
), locked AS MATERIALIZED (
	SELECT incident.id, given.n FROM (SELECT service_id, dedup_key, count(*) AS n FROM repeats GROUP BY 1, 2 ORDER BY 1, 2) AS given
	CROSS JOIN LATERAL (
		SELECT id FROM incidents
		WHERE environment = $1 AND service_id = given.service_id AND dedup_key = given.dedup_key AND status <> 'RESOLVED' FOR UPDATE
	) AS incident
), counted AS (
	UPDATE incidents AS stored SET alert_count = stored.alert_count + locked.n, updated_at = $2::timestamptz
	FROM locked WHERE stored.environment = $1 AND stored.id = locked.id RETURNING stored.*
), alerts AS (
	INSERT INTO alerts (environment, id, incident_id, dedup_key, summary, severity, source, payload, created_at)
	SELECT $1, repeat.id, counted.id, repeat.dedup_key, repeat.summary, repeat.severity, repeat.source, repeat.payload, $2::timestamptz
	FROM repeats AS repeat JOIN counted ON counted.service_id = repeat.service_id AND counted.dedup_key = repeat.dedup_key
) SELECT ` + strings.Join(columns, ", ") + ` FROM counted`
}

func repeatArguments(e Env, stamp Stamp, repeats []Repeat) []any {
	return []any{
		prepared, string(e.name), stamp.Now,
		column(repeats, func(r Repeat) string { return r.ID }),
		column(repeats, func(r Repeat) string { return r.ServiceID }),
		column(repeats, func(r Repeat) string { return r.DedupKey }),
		column(repeats, func(r Repeat) string { return r.Summary }),
		column(repeats, func(r Repeat) *string { return (*string)(r.Severity) }),
		column(repeats, func(r Repeat) *string { return r.Source }),
		column(repeats, func(r Repeat) *string { return jsonText(r.Payload) }),
	}
}
