package db_test

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/db/dbtest"
	"github.com/opsknight/opsknight/model"
)

// aged is an incident with alerts, and what is to be left of these.
type aged struct {
	name   string
	inc    *model.Incident
	alerts int
	left   int
}

// ageing stores incidents that were opened long ago, each with ten alerts of that time, by
// turns: what is needed and what is not lie beside each other.
func ageing(t *testing.T, d *db.DB, env model.Environment, began, before time.Time) []*aged {
	t.Helper()
	long, lately := before.Add(-time.Hour), before.Add(time.Hour)
	var all []*aged
	err := add(t, d, env, func(ctx context.Context, tx db.Tx) error {
		service := testService(tx, "Payment API")
		if _, err := db.InsertKept(ctx, tx, service); err != nil {
			return err
		}
		incident := func(name string, left int, resolved *time.Time, into *model.Incident) *model.Incident {
			inc := testIncident(tx, service.ID, began)
			if resolved != nil {
				inc.Status, inc.ResolvedAt = model.IncidentResolved, resolved
			}
			if into != nil {
				inc.MergedIntoID = &into.ID
			}
			all = append(all, &aged{name: name, inc: inc, alerts: 10, left: left})
			return inc
		}
		over := incident("resolved long ago", 0, &long, nil)
		open := incident("open", 10, nil, nil)
		incident("resolved lately", 10, &lately, nil)
		incident("merged long ago into one that is open", 10, &long, open)
		incident("merged into one that was resolved long ago", 0, &long, over)
		for _, of := range all {
			if err := db.InsertIncident(ctx, tx, of.inc); err != nil {
				return err
			}
		}
		var alerts []*model.Alert
		for i := range 10 {
			for _, of := range all {
				alerts = append(alerts, alertAt(of.inc, began.Add(time.Duration(i)*time.Microsecond)))
			}
		}
		alerts = append(alerts, alertAt(over, before)) // and one that is just young enough
		all[0].left++
		_, err := db.InsertIntake(ctx, tx, db.Intake{Alerts: alerts})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func alertAt(inc *model.Incident, at time.Time) *model.Alert {
	return &model.Alert{ID: model.NewIDs(at).New(model.AlertID), IncidentID: inc.ID, DedupKey: "k", Summary: "High CPU", Payload: model.JSON("{}"), CreatedAt: at}
}

// forget deletes all that is too old, and returns how many rows that were, by how many looks.
func forget(ctx context.Context, d *db.DB, env model.Environment, what db.History, before time.Time, most int) (deleted, looks int, err error) {
	for after := ""; ; {
		old, last, err := db.OldRows(ctx, d.In(env), what, before, after, most)
		if err != nil {
			return deleted, looks, err
		}
		looks++
		n, err := db.Write(ctx, d.In(env), func(ctx context.Context, tx db.Tx) (int, error) {
			return db.Forget(ctx, tx, what, before, append(old, "")) // of nothing too
		})
		if err != nil {
			return deleted, looks, err
		}
		deleted += n
		if after = last; after == "" {
			return deleted, looks, nil
		}
	}
}

func TestForgettingLeavesWhatIsNeeded(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *dbtest.Clock) {
		began := clock.Now()
		before := began.Add(24 * time.Hour)
		live, test := ageing(t, d, model.Live, began, before), ageing(t, d, model.Test, began, before)
		deleted, looks, err := forget(t.Context(), d, model.Test, db.AlertHistory, before, 3)
		if err != nil {
			t.Fatal(err)
		}
		if deleted != 20 || looks != 17 { // of 50 alerts, 3 at a look
			t.Errorf("deleted %d of 20, by %d looks", deleted, looks)
		}
		for _, of := range test {
			if n := countAlerts(t, d, model.Test, of.inc); n != of.left {
				t.Errorf("%s: %d alerts are left, want %d", of.name, n, of.left)
			}
		}
		for _, of := range live {
			if n := countAlerts(t, d, model.Live, of.inc); n < of.alerts {
				t.Errorf("%s: in the other environment %d alerts are left of %d", of.name, n, of.alerts)
			}
		}
	})
}

// TestForgettingByServersAtOnce has four delete the same.
func TestForgettingByServersAtOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *dbtest.Clock) {
		before := clock.Now().Add(24 * time.Hour)
		all := ageing(t, d, model.Live, clock.Now(), before)
		var servers sync.WaitGroup
		var mu sync.Mutex
		sum := 0
		for range 4 {
			servers.Go(func() {
				deleted, _, err := forget(t.Context(), d, model.Live, db.AlertHistory, before, 4)
				if err != nil {
					t.Error(err)
				}
				mu.Lock()
				defer mu.Unlock()
				sum += deleted
			})
		}
		servers.Wait()
		if sum != 20 {
			t.Errorf("they say that they have deleted %d, of 20", sum)
		}
		for _, of := range all {
			if n := countAlerts(t, d, model.Live, of.inc); n != of.left {
				t.Errorf("%s: %d alerts are left, want %d", of.name, n, of.left)
			}
		}
	})
}

// TestForgettingPassesWhatIsReopened has an incident reopened between the look and the
// deletion.
func TestForgettingPassesWhatIsReopened(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *dbtest.Clock) {
		before := clock.Now().Add(24 * time.Hour)
		over := ageing(t, d, model.Live, clock.Now(), before)[0]
		old, _, err := db.OldRows(t.Context(), d.In(model.Live), db.AlertHistory, before, "", 100)
		if err != nil || len(old) != 20 {
			t.Fatalf("%d are old: %v", len(old), err)
		}
		if err := add(t, d, model.Live, func(ctx context.Context, tx db.Tx) error {
			over.inc.Status, over.inc.ResolvedAt = model.IncidentOpen, nil
			if err := db.UpdateIncident(ctx, tx, over.inc, "status", "resolved_at"); err != nil {
				return err
			}
			n, err := db.Forget(ctx, tx, db.AlertHistory, before, old)
			if err == nil && n > 0 {
				err = fmt.Errorf("%d are deleted", n)
			}
			return err
		}); err != nil {
			t.Error(err)
		}
	})
}

// TestPlansOfForgetting looks at how PostgreSQL finds and deletes what is old among 200,000:
// by the primary keys, and no more than is asked for.
func TestPlansOfForgetting(t *testing.T) {
	d, conn := grownPostgres(t, 200_000)
	before := time.Date(2024, 3, 1, 0, 0, 0, 0, time.UTC)
	for _, what := range db.Histories {
		old, middle, err := db.OldRows(t.Context(), d.In(model.Live), what, before, "", 500)
		if err != nil {
			t.Fatal(err)
		}
		if grown := what == db.AlertHistory || what == db.TimelineHistory; grown && len(old) < 400 {
			t.Errorf("of %s %d are old", what, len(old))
		}
		if err := add(t, d, model.Live, func(_ context.Context, tx db.Tx) error {
			for _, statement := range db.ForgettingSQL(tx, what, before, middle, append(old, "")) {
				rows, err := conn.Query(t.Context(), "EXPLAIN (ANALYZE, TIMING OFF) "+statement, pgx.QueryExecModeSimpleProtocol)
				if err != nil {
					return err
				}
				lines, err := pgx.CollectRows(rows, pgx.RowTo[string])
				if err != nil {
					return err
				}
				plan := strings.Join(lines, "\n")
				// 500 rows, and for each of them the incident that it belongs to and that it is shown with.
				if looked := lookedAt(t, plan); looked > 3*500 || strings.Contains(plan, "Seq Scan on incident") || strings.Contains(plan, "Seq Scan on alerts") {
					t.Errorf("%s: it looks at %d rows:\n%s\n%s", what, looked, statement, plan)
				}
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	}
}

// TestPlansOfForgettingOnSQLite finds no step that goes through a whole table, or sorts.
func TestPlansOfForgettingOnSQLite(t *testing.T) {
	d := dbtest.Open(t, dbtest.URL(t, "sqlite"))
	conn, err := sql.Open("sqlite", d.URL())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	var ids []string
	for i := range 200 {
		ids = append(ids, fmt.Sprint(i))
	}
	for _, what := range db.Histories {
		var statements []string
		if err := add(t, d, model.Live, func(_ context.Context, tx db.Tx) error {
			statements = db.ForgettingSQL(tx, what, tx.Now, "", ids)
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		for _, statement := range statements {
			if plan := sqlitePlan(t, conn, statement); strings.Contains(plan, "SCAN") || strings.Contains(plan, "TEMP B-TREE") || !strings.Contains(plan, "(environment=? AND id") {
				t.Errorf("%s: %s\n%s", what, statement, plan)
			}
		}
	}
}

func countAlerts(t *testing.T, d *db.DB, env model.Environment, inc *model.Incident) int {
	t.Helper()
	found, err := db.Alerts(t.Context(), d.In(env), inc, db.Oldest, model.Page{First: ptr(100)})
	if err != nil {
		t.Fatal(fmt.Errorf("read alerts: %w", err))
	}
	return len(found.Nodes)
}
