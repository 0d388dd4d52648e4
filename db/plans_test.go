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
		{
			"the lines of an incident that is deleted",
			"DELETE FROM ONLY incident_events WHERE environment = $1 AND incident_id = $2", "'TEST', 'inc_1'", "incident_events_incident",
		},
		{
			"the lines after a position",
			"SELECT * FROM incident_events WHERE environment = $1 AND position >= $2 AND (position > $2 OR id > $3) ORDER BY position, id LIMIT 500", "'TEST', 5, 'evt_1'", "incident_events_position",
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

// What runs all the time must not grow with the number of incidents.
func TestPlansOnSQLite(t *testing.T) {
	conn, err := sql.Open("sqlite", dbtest.URL(t, "sqlite"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	for _, tt := range []struct {
		name, statement string
		uses            []string
	}{
		{
			"what each event looks up", db.ActiveIncidentSQL(),
			[]string{"INDEX incidents_dedup (environment=? AND service_id=? AND dedup_key=?)", "INDEX incidents_merged_key (environment=? AND service_id=? AND dedup_key=?)"},
		},
		{
			"the lines after a position",
			"SELECT * FROM incident_events AS incident_event NOT INDEXED WHERE environment = 'TEST' AND position >= 5 AND (position > 5 OR id > 'evt_1') ORDER BY position, id LIMIT 500",
			[]string{"INTEGER PRIMARY KEY (rowid>?)"},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			rows, err := conn.QueryContext(t.Context(), "EXPLAIN QUERY PLAN "+tt.statement)
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
			for _, index := range tt.uses {
				if !strings.Contains(plan.String(), index) {
					t.Errorf("it does not use %s:\n%s", index, plan.String())
				}
			}
		})
	}
}
