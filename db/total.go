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
	err := kinds(r, filter).ColumnExpr("service_id, status, urgency, CAST(SUM(n) AS BIGINT) AS incidents").
		Group("service_id", "status", "urgency").Having("SUM(n) > 0").Scan(ctx, &counts)
	if err != nil {
		return nil, fmt.Errorf("read totals of incidents: %w", err)
	}
	return counts, nil
}

// totalIncidents is how many incidents a filter leaves. Only what the totals do not tell,
// such as a time or a text, is counted, and costs what it matches.
func totalIncidents(ctx context.Context, r Reader, f model.IncidentFilter) (int, error) {
	if beyondTotals(f) {
		n, err := filterIncidents(from(r, (*model.Incident)(nil)), f).Count(ctx)
		return int(n), err
	}
	var n int
	err := kinds(r, asTotals(f)).ColumnExpr("CAST(COALESCE(SUM(n), 0) AS BIGINT)").Scan(ctx, &n)
	if err != nil {
		return 0, fmt.Errorf("read the total of incidents: %w", err)
	}
	return n, nil
}

// kinds selects, of the totals, those that the filter leaves.
func kinds(r Reader, f model.IncidentCountsFilter) *bun.SelectQuery {
	idb, _ := r.source()
	q := idb.NewSelect().TableExpr("incident_kinds").Where("environment = ?", r.Environment())
	for _, condition := range conditions(f) {
		q = q.Where(condition.kind, condition.kinds...)
	}
	return q
}

// mostFolded is how many changes of totals one statement folds.
const mostFolded = 10_000

// FoldTotals adds the changes of totals that are stored one by one to the totals, so that
// few rows have to be summed up, and returns how many there were. Any number of servers may
// do it at once. There are none on SQLite.
func (d *DB) FoldTotals(ctx context.Context) (int, error) {
	if !d.postgres {
		return 0, nil
	}
	all := 0
	for {
		var n int
		if err := d.writer.DB.QueryRowContext(ctx, foldTotals, prepared, mostFolded).Scan(&n); err != nil {
			return all, fmt.Errorf("fold totals of incidents: %w", err)
		}
		if all += n; n < mostFolded {
			return all, nil
		}
	}
}

// foldTotals stores the sums in one order, so that two servers cannot block each other for
// ever.
const foldTotals = `WITH taken AS (
	DELETE FROM incident_total_changes WHERE id IN (SELECT id FROM incident_total_changes ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED) RETURNING *
), sums AS (
	SELECT environment, kind.service_id, kind.status, kind.urgency, kind.service_team_id, kind.team_id, kind.assignee_id, SUM(kind.n)::bigint AS n
	FROM taken, unnest(service_ids, statuses, urgencies, service_team_ids, team_ids, assignee_ids, counts)
		AS kind (service_id, status, urgency, service_team_id, team_id, assignee_id, n)
	GROUP BY 1, 2, 3, 4, 5, 6, 7 HAVING SUM(kind.n) <> 0 ORDER BY 1, 2, 3, 4, 5, 6, 7
), folded AS (
	INSERT INTO incident_totals (environment, service_id, status, urgency, service_team_id, team_id, assignee_id, n) SELECT * FROM sums
	ON CONFLICT (environment, service_id, status, urgency, service_team_id, team_id, assignee_id) DO UPDATE SET n = incident_totals.n + EXCLUDED.n
) SELECT count(*) FROM taken`
