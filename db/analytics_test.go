package db_test

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/db/dbtest"
	"github.com/opsknight/opsknight/model"
)

// TestWhatIsCountedIsWhatIsStored reads random incidents as analytics do, and as all
// others do.
func TestWhatIsCountedIsWhatIsStored(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *dbtest.Clock) {
		random := rand.New(rand.NewPCG(1, 2))
		var services, teams []string
		stored := map[string]*model.Incident{}
		for range 200 {
			clock.Advance(time.Duration(random.IntN(3_000_000)) * time.Microsecond)
			if err := add(t, d, model.Live, func(ctx context.Context, tx db.Tx) error {
				for len(services) < 3 {
					team := &model.Team{ID: tx.NewID(model.TeamID), Name: fmt.Sprint("Team ", len(services)), Kept: model.NewKept(tx.Now)}
					if _, err := db.InsertKept(ctx, tx, team); err != nil {
						return err
					}
					service := testService(tx, fmt.Sprint("Service ", len(services)))
					if _, err := db.InsertKept(ctx, tx, service); err != nil {
						return err
					}
					services, teams = append(services, service.ID), append(teams, team.ID)
				}
				inc := randomIncident(random, tx, services, teams, slices.Sorted(keys(stored)))
				stored[inc.ID] = inc
				return db.InsertIncident(ctx, tx, inc)
			}); err != nil {
				t.Fatal(err)
			}
		}
		end := clock.Now()
		for range 40 {
			since := end.Add(-time.Duration(random.IntN(400)) * time.Second)
			until := since.Add(time.Duration(1+random.IntN(200)) * time.Second)
			if random.IntN(3) == 0 { // just at an incident
				since = stored[slices.Sorted(keys(stored))[random.IntN(len(stored))]].CreatedAt
			}
			if at := stored[slices.Sorted(keys(stored))[random.IntN(len(stored))]].CreatedAt; at.After(since) && random.IntN(3) == 0 {
				until = at
			}
			filter := model.IncidentAnalyticsFilter{}
			if random.IntN(2) == 0 {
				filter.ServiceID = services[random.IntN(3):]
			}
			if random.IntN(2) == 0 {
				filter.TeamID = teams[random.IntN(3):]
			}
			if random.IntN(3) == 0 {
				filter.Urgency = model.Urgencies[random.IntN(3):]
			}
			var want []string
			for _, inc := range stored {
				if matches(inc, filter) && !inc.CreatedAt.Before(since) && inc.CreatedAt.Before(until) {
					want = append(want, storedLine(inc))
				}
			}
			found, err := db.CountedIncidents(t.Context(), d.In(model.Live), filter, since, until, model.MaxCounted)
			if err != nil {
				t.Fatal(err)
			}
			got := countedLines(found)
			slices.Sort(want)
			slices.Sort(got)
			if !slices.Equal(got, want) {
				t.Fatalf("from %s until %s of %+v:\n%s\nwant\n%s", since, until, filter, strings.Join(got, "\n"), strings.Join(want, "\n"))
			}
			if few, err := db.CountedIncidents(t.Context(), d.In(model.Live), filter, since, until, 3); err != nil || len(few.Incidents) != min(3, len(want)) {
				t.Fatalf("at most three are %d: %v", len(few.Incidents), err)
			}
			if none, err := db.CountedIncidents(t.Context(), d.In(model.Test), filter, since, until, model.MaxCounted); err != nil || len(none.Incidents) > 0 {
				t.Fatalf("TEST has %d: %v", len(none.Incidents), err)
			}
		}
	})
}

func keys(stored map[string]*model.Incident) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for id := range stored {
			if !yield(id) {
				return
			}
		}
	}
}

func randomIncident(random *rand.Rand, tx db.Tx, services, teams, others []string) *model.Incident {
	inc := testIncident(tx, services[random.IntN(3)], tx.Now)
	inc.Status, inc.Urgency = model.IncidentStatuses[random.IntN(5)], model.Urgencies[random.IntN(3)]
	inc.AutoEscalations, inc.HandEscalations, inc.Reopens = random.IntN(300), random.IntN(3), random.IntN(2)
	if random.IntN(2) == 0 {
		inc.Priority = &model.Priorities[random.IntN(5)]
	}
	if random.IntN(2) == 0 {
		inc.TeamID = &teams[random.IntN(3)]
	}
	if random.IntN(2) == 0 {
		inc.ServiceTeamID = &teams[random.IntN(3)]
	}
	after := func() *time.Time {
		at := inc.CreatedAt.Add(time.Duration(random.Int64N(400*24*3600*1e6)) * time.Microsecond)
		return &at
	}
	if random.IntN(2) == 0 {
		inc.AcknowledgedAt = after()
	}
	if inc.Status == model.IncidentResolved {
		inc.ResolvedAt = after()
		if len(others) > 0 && random.IntN(2) == 0 {
			inc.MergedIntoID = &others[random.IntN(len(others))]
		}
	}
	return inc
}

func matches(inc *model.Incident, f model.IncidentAnalyticsFilter) bool {
	of := func(team *string) bool { return team != nil && slices.Contains(f.TeamID, *team) }
	return (len(f.ServiceID) == 0 || slices.Contains(f.ServiceID, inc.ServiceID)) &&
		(len(f.Urgency) == 0 || slices.Contains(f.Urgency, inc.Urgency)) && (len(f.TeamID) == 0 || of(inc.TeamID) || of(inc.ServiceTeamID))
}

// storedLine writes down what is counted of an incident.
func storedLine(inc *model.Incident) string {
	took := func(at *time.Time) time.Duration {
		if at == nil {
			return -time.Microsecond
		}
		return at.Sub(inc.CreatedAt)
	}
	text := func(of *string) string {
		if of == nil {
			return "none"
		}
		return *of
	}
	return fmt.Sprintln(inc.CreatedAt, took(inc.AcknowledgedAt), took(inc.ResolvedAt), inc.ServiceID, text(inc.TeamID), text(inc.ServiceTeamID), inc.Status, inc.Urgency,
		text((*string)(inc.Priority)), inc.MergedIntoID != nil, inc.AutoEscalations, inc.HandEscalations, inc.Reopens)
}

func countedLines(a *model.IncidentAnalytics) []string {
	name := func(ids []string, place int32) string {
		if place == model.NoPlace {
			return "none"
		}
		return ids[place]
	}
	var lines []string
	for _, inc := range a.Incidents {
		priority := "none"
		if int(inc.Priority) < len(model.Priorities) {
			priority = string(model.Priorities[inc.Priority])
		}
		lines = append(lines, fmt.Sprintln(time.UnixMicro(inc.CreatedAt).UTC(), time.Duration(inc.Acknowledged)*time.Microsecond, time.Duration(inc.Resolved)*time.Microsecond,
			name(a.Services, inc.Service), name(a.Teams, inc.Team), name(a.Teams, inc.ServiceTeam), model.IncidentStatuses[inc.Status], model.Urgencies[inc.Urgency],
			priority, inc.Merged, inc.AutoEscalations, inc.HandEscalations, inc.Reopens))
	}
	return lines
}

// TestAWindowIsReadByItsTimes looks at the plans: what a window costs must not grow with
// what lies outside of it.
func TestAWindowIsReadByItsTimes(t *testing.T) {
	since := time.Date(2024, 1, 15, 0, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		name             string
		filter           model.IncidentAnalyticsFilter
		sqlite, postgres string
	}{
		{
			"all",
			model.IncidentAnalyticsFilter{},
			"(environment=? AND id>? AND id<?)", "incidents_pkey",
		},
		{
			"of teams",
			model.IncidentAnalyticsFilter{TeamID: []string{"team_1", "team_2"}, Urgency: []model.Urgency{model.UrgencyHigh}},
			"INDEX incidents_urgency (environment=? AND urgency_rank=? AND id>? AND id<?)", "incidents_urgency",
		},
		{
			"of one service",
			model.IncidentAnalyticsFilter{ServiceID: []string{"svc_1"}},
			"INDEX incidents_service (environment=? AND service_id=? AND id>? AND id<?)", "incidents_service",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dbtest.Each(t, func(t *testing.T, d *db.DB, _ *dbtest.Clock) {
				if err := fillForPlans(t, d, since.AddDate(-1, 0, 0)); err != nil {
					t.Fatal(err)
				}
				statement := db.CountedIncidentsSQL(d.In(model.Live), tt.filter, since, since.Add(24*time.Hour))
				want := tt.sqlite
				if d.Postgres() {
					want = tt.postgres
				}
				plan := planOf(t, d, statement)
				if !strings.Contains(plan, want) || d.Postgres() && (!strings.Contains(plan, "id >= ") || strings.Contains(plan, "Seq Scan")) {
					t.Errorf("it does not use %s:\n%s", want, plan)
				}
			})
		})
	}
}

// fillForPlans stores two years of incidents, one every three hours.
func fillForPlans(t *testing.T, d *db.DB, since time.Time) error {
	t.Helper()
	return add(t, d, model.Live, func(ctx context.Context, tx db.Tx) error {
		var services []string
		for i := range 10 {
			service := testService(tx, fmt.Sprint("Service ", i))
			if _, err := db.InsertKept(ctx, tx, service); err != nil {
				return err
			}
			services = append(services, service.ID)
		}
		var all []*model.Incident
		for i := range 2 * 365 * 8 {
			all = append(all, testIncident(tx, services[i%10], since.Add(time.Duration(i)*3*time.Hour)))
			if len(all) == 1000 {
				if _, err := db.InsertIncidents(ctx, tx, all); err != nil {
					return err
				}
				all = nil
			}
		}
		return nil
	})
}

// planOf says how the database would run a statement.
func planOf(t *testing.T, d *db.DB, statement string) string {
	t.Helper()
	if d.Postgres() {
		conn, err := pgx.Connect(t.Context(), d.URL())
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = conn.Close(t.Context()) }()
		if _, err := conn.Exec(t.Context(), "ANALYZE incidents"); err != nil {
			t.Fatal(err)
		}
		rows, err := conn.Query(t.Context(), "EXPLAIN "+statement, pgx.QueryExecModeSimpleProtocol)
		if err != nil {
			t.Fatal(err)
		}
		plan, err := pgx.CollectRows(rows, pgx.RowTo[string])
		if err != nil {
			t.Fatal(err)
		}
		return strings.Join(plan, "\n")
	}
	return sqlitePlan(t, rawSQLite(t, d), statement)
}

func rawSQLite(t *testing.T, d *db.DB) *sql.DB {
	t.Helper()
	conn, err := sql.Open("sqlite", d.URL())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	return conn
}

// TestWhatHadHappenedIsCountedByTheMigration gives incidents the timelines that earlier
// servers have written, and counts them as the migration does.
func TestWhatHadHappenedIsCountedByTheMigration(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *dbtest.Clock) {
		type event struct {
			what    model.IncidentEventType
			by      model.ActorType
			details string
		}
		tests := []struct {
			name     string
			noPolicy bool
			events   []event
			want     string // automatic, by hand, reopened
		}{
			{"nothing", false, nil, "0 0 0"},
			{"the first step comes with the incident", false, []event{{model.EventEscalated, model.ActorSystem, `{"step":1,"pass":1}`}}, "0 0 0"},
			{"two more", false, []event{
				{model.EventEscalated, model.ActorSystem, `{"step":1,"pass":1}`}, {model.EventEscalated, model.ActorSystem, `{"step":2,"pass":1}`}, {model.EventEscalationSkipped, model.ActorSystem, `{"step":3,"pass":1}`},
			}, "2 0 0"},
			{"the next pass", false, []event{{model.EventEscalated, model.ActorSystem, `{"step":1,"pass":2}`}}, "1 0 0"},
			{"the fallback of a pass", false, []event{{model.EventEscalated, model.ActorSystem, `{"fallback":true,"pass":2}`}}, "0 0 0"},
			{"by hand", false, []event{{model.EventEscalated, model.ActorUser, `{"step":1,"pass":1}`}, {model.EventEscalated, model.ActorAPIKey, `{"step":2,"pass":1}`}}, "0 2 0"},
			{"by hand, and the fallback with it", false, []event{{model.EventEscalationSkipped, model.ActorUser, `{"step":2,"pass":1}`}, {model.EventEscalated, model.ActorUser, `{"fallback":true,"pass":1}`}}, "0 1 0"},
			{"by hand without a policy", true, []event{{model.EventEscalated, model.ActorSystem, `{"fallback":true,"pass":1}`}, {model.EventEscalated, model.ActorUser, `{"fallback":true,"pass":2}`}}, "0 1 0"},
			{"reopened", false, []event{{model.EventReopened, model.ActorUser, `{}`}, {model.EventResolved, model.ActorUser, `{}`}, {model.EventReopened, model.ActorSystem, ``}}, "0 0 2"},
		}
		var ids []string
		if err := add(t, d, model.Test, func(ctx context.Context, tx db.Tx) error {
			service := testService(tx, "Payment API")
			if _, err := db.InsertKept(ctx, tx, service); err != nil {
				return err
			}
			for _, tt := range tests {
				inc := testIncident(tx, service.ID, tx.Now)
				if policy := "pol_1"; !tt.noPolicy {
					inc.Escalation.PolicyID = &policy
				}
				ids = append(ids, inc.ID)
				if err := db.InsertIncident(ctx, tx, inc); err != nil {
					return err
				}
				for _, one := range tt.events {
					line := &model.IncidentEvent{ID: tx.NewID(model.IncidentEventID), IncidentID: inc.ID, Type: one.what, ActorType: one.by, CreatedAt: tx.Now}
					if one.details != "" {
						line.Details = model.JSON(one.details)
					}
					if err := db.InsertIncidentEvent(ctx, tx, line); err != nil {
						return err
					}
				}
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		migration, err := db.MigrationSQL("20261124000600_incident_counts.tx.up.sql", d.Postgres())
		if err != nil {
			t.Fatal(err)
		}
		execute(t, d, migration[strings.Index(migration, "UPDATE"):]) // the columns are there
		for i, tt := range tests {
			inc, err := db.Incident(t.Context(), d.In(model.Test), ids[i])
			if err != nil {
				t.Fatal(err)
			}
			if got := fmt.Sprint(inc.AutoEscalations, inc.HandEscalations, inc.Reopens); got != tt.want {
				t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
			}
		}
	})
}

// BenchmarkAWindow reads a year of 20,000 incidents: what each of a million costs.
func BenchmarkAWindow(b *testing.B) {
	for _, kind := range []string{"sqlite", "postgres"} {
		b.Run(kind, func(b *testing.B) {
			d := dbtest.Open(b, dbtest.URL(b, kind))
			since := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
			const n = 20_000
			err := db.WriteDone(b.Context(), d.In(model.Live), func(ctx context.Context, tx db.Tx) error {
				service := testService(tx, "Payment API")
				if _, err := db.InsertKept(ctx, tx, service); err != nil {
					return err
				}
				for i := range n / 1000 {
					var all []*model.Incident
					for j := range 1000 {
						inc := testIncident(tx, service.ID, since.Add(time.Duration(i*1000+j)*time.Minute))
						inc.AcknowledgedAt, inc.ResolvedAt, inc.Status = &tx.Now, &tx.Now, model.IncidentResolved
						all = append(all, inc)
					}
					if _, err := db.InsertIncidents(ctx, tx, all); err != nil {
						return err
					}
				}
				return nil
			})
			if err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			for b.Loop() {
				found, err := db.CountedIncidents(b.Context(), d.In(model.Live), model.IncidentAnalyticsFilter{}, since, since.AddDate(1, 0, 0), model.MaxCounted)
				if err != nil || len(found.Incidents) != n {
					b.Fatal(err, len(found.Incidents))
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n), "ns/incident")
		})
	}
}
