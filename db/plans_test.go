package db_test

import (
	"database/sql"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/db/dbtest"
)

// A connection keeps the plans it makes while the tables are empty, until they are
// analyzed: what each event runs must have the right one even then.
func TestPlansMadeOnAnEmptyDatabase(t *testing.T) {
	conn, err := pgx.Connect(t.Context(), dbtest.URL(t, "postgres"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close(t.Context()) }()
	for _, tt := range []struct {
		name, statement, arguments, index string
	}{
		{
			"a foreign key to an incident",
			"SELECT 1 FROM ONLY incidents x WHERE environment = $1 AND id = $2 FOR KEY SHARE OF x", "'TEST', 'inc_1'", "incidents_pkey",
		},
		{
			"a foreign key to a delivery",
			"SELECT 1 FROM ONLY webhook_deliveries x WHERE environment = $1 AND id = $2 FOR KEY SHARE OF x", "'TEST', 'dlv_1'", "webhook_deliveries_pkey",
		},
		{
			"the open incident of a dedup key",
			"SELECT id FROM incidents WHERE environment = $1 AND service_id = $2 AND dedup_key = $3 AND status <> 'RESOLVED'", "'TEST', 'svc_1', 'k'", "incidents_dedup",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := conn.Exec(t.Context(), "SET plan_cache_mode = force_generic_plan"); err != nil {
				t.Fatal(err)
			}
			if _, err := conn.Exec(t.Context(), "PREPARE looked_at AS "+tt.statement); err != nil {
				t.Fatal(err)
			}
			rows, err := conn.Query(t.Context(), "EXPLAIN EXECUTE looked_at ("+tt.arguments+")", pgx.QueryExecModeSimpleProtocol)
			if err != nil {
				t.Fatal(err)
			}
			plan, err := pgx.CollectRows(rows, pgx.RowTo[string])
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(strings.Join(plan, "\n"), tt.index) {
				t.Errorf("it does not use %s:\n%s", tt.index, strings.Join(plan, "\n"))
			}
			if _, err := conn.Exec(t.Context(), "DEALLOCATE looked_at"); err != nil {
				t.Fatal(err)
			}
		})
	}
}

// What each event looks up must not grow with the number of incidents.
func TestAnEventIsLookedUpByItsKeyOnSQLite(t *testing.T) {
	conn, err := sql.Open("sqlite", dbtest.URL(t, "sqlite"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	rows, err := conn.QueryContext(t.Context(), "EXPLAIN QUERY PLAN "+db.ActiveIncidentSQL())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	var plan strings.Builder
	for rows.Next() {
		var id, parent, unused int
		var step string
		if err := rows.Scan(&id, &parent, &unused, &step); err != nil {
			t.Fatal(err)
		}
		plan.WriteString(step + "\n")
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	for _, index := range []string{"INDEX incidents_dedup (environment=? AND service_id=? AND dedup_key=?)", "INDEX incidents_merged_key (environment=? AND service_id=? AND dedup_key=?)"} {
		if !strings.Contains(plan.String(), index) {
			t.Errorf("it does not use %s:\n%s", index, plan.String())
		}
	}
}
