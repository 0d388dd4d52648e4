package db

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"github.com/opsknight/opsknight/model"
)

// IncidentCounts returns how many incidents there are by service, status and urgency, of
// those that the filter leaves. It reads the kept totals: what it costs depends on how
// many services, teams and people have had incidents, and not on how many they had.
func IncidentCounts(ctx context.Context, r Reader, filter model.IncidentCountsFilter) ([]model.IncidentCount, error) {
	var counts []model.IncidentCount
	q, serviceID := totalsByService(r, conditions(filter))
	q = q.ColumnExpr("? AS service_id, status, urgency, CAST(SUM(n) AS BIGINT) AS incidents", serviceID).
		GroupExpr("?, status, urgency", serviceID).Having("SUM(n) > 0")
	if err := scan(ctx, r, q, &counts); err != nil {
		return nil, fmt.Errorf("read totals of incidents: %w", err)
	}
	return counts, nil
}

// totalIncidents is how many incidents a filter leaves. Only what the totals do not tell,
// such as a time or a text (rare: see isRare), is counted, and costs what it matches.
func totalIncidents(ctx context.Context, r Reader, f model.IncidentFilter, rare bool) (int, error) {
	if beyondTotals(f) {
		n, err := filterIncidents(from(r, (*model.Incident)(nil)), f, rare).Count(ctx)
		return int(n), err
	}
	var n int
	if err := scan(ctx, r, totalOf(r, conditions(asTotals(f))), &n); err != nil {
		return 0, fmt.Errorf("read the total of incidents: %w", err)
	}
	return n, nil
}

// totalOf selects how many incidents fulfil all of the conditions: from the subtotals, if
// they have a facet that has all of it, or else from the kinds, of which there are many.
func totalOf(r Reader, all []condition) *bun.SelectQuery {
	q, ok := subtotals(r, all)
	if !ok {
		q = kinds(r, all)
	}
	return q.ColumnExpr("CAST(COALESCE(SUM(n), 0) AS BIGINT)")
}

// totalsByService selects the totals of which each row is of one service, and names their
// column with its id.
func totalsByService(r Reader, all []condition) (*bun.SelectQuery, bun.Ident) {
	if q, ok := subtotals(r, append(all, condition{facet: "service"})); ok {
		return q, "facet_id"
	}
	return kinds(r, all), "service_id"
}

// subtotals selects the subtotals that fulfil all of the conditions, if there are any: these
// are by no more than one facet. An incident can be of two teams, and is in the subtotals of
// both.
func subtotals(r Reader, all []condition) (*bun.SelectQuery, bool) {
	idb, _ := r.source()
	q := idb.NewSelect().TableExpr("incident_facets").Where("environment = ?", r.Environment())
	facet := "all"
	for _, condition := range all {
		switch {
		case condition.facet == "":
			q = q.Where(condition.kind, condition.kinds...)
			continue
		case facet != "all" && facet != condition.facet || condition.facet == "team" && len(condition.values) > 1:
			return nil, false
		case len(condition.values) > 0:
			q = q.Where("facet_id IN (?)", bun.List(condition.values)).Where("facet_id <> ''")
		}
		facet = condition.facet
	}
	return q.Where("facet = ?", facet), true
}

// kinds selects, of the totals, those that fulfil all of the conditions.
func kinds(r Reader, all []condition) *bun.SelectQuery {
	idb, _ := r.source()
	q := idb.NewSelect().TableExpr("incident_kinds").Where("environment = ?", r.Environment())
	for _, condition := range all {
		q = q.Where(condition.kind, condition.kinds...)
	}
	return q
}

// mostFolded is how many changes of totals one statement folds.
const mostFolded = 2_000

// FoldTotals adds the changes of totals that are stored one by one to the totals, so that
// few rows have to be summed up, and returns how many there were. If another server does it
// just now, it is left to that. There are none on SQLite.
func (d *DB) FoldTotals(ctx context.Context) (int, error) {
	if !d.postgres {
		return 0, nil
	}
	all := 0
	for {
		var n int
		if err := d.writer.DB.QueryRowContext(ctx, foldTotals, prepared, mostFolded, foldLock).Scan(&n); err != nil {
			return all, fmt.Errorf("fold totals of incidents: %w", err)
		}
		if all += n; n < mostFolded {
			return all, nil
		}
	}
}

// foldLock is the key of the advisory lock of who folds: triggers add to the subtotals in
// the same transaction, in an order of their own, and two could wait for each other.
const foldLock = migrationLock + 1

// The rows that are taken are a range. A join with the oldest, planned while there are few
// changes, would compare each of the many that a storm leaves with each.
const foldTotals = `WITH mine AS MATERIALIZED (
	SELECT pg_try_advisory_xact_lock($2) AS free
), taken AS (
	DELETE FROM incident_total_changes WHERE (SELECT free FROM mine)
		AND id <= (SELECT max(id) FROM (SELECT id FROM incident_total_changes ORDER BY id LIMIT $1) AS oldest) RETURNING *
), sums AS (
	SELECT environment, kind.service_id, kind.status, kind.urgency, kind.service_team_id, kind.team_id, kind.assignee_id, SUM(kind.n)::bigint AS n
	FROM taken, unnest(service_ids, statuses, urgencies, service_team_ids, team_ids, assignee_ids, counts)
		AS kind (service_id, status, urgency, service_team_id, team_id, assignee_id, n)
	GROUP BY 1, 2, 3, 4, 5, 6, 7 HAVING SUM(kind.n) <> 0 ORDER BY 1, 2, 3, 4, 5, 6, 7
), folded AS (
	INSERT INTO incident_totals (environment, service_id, status, urgency, service_team_id, team_id, assignee_id, n) SELECT * FROM sums
	ON CONFLICT (environment, service_id, status, urgency, service_team_id, team_id, assignee_id) DO UPDATE SET n = incident_totals.n + EXCLUDED.n
) SELECT count(*) FROM taken`
