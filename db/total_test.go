package db_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/db/dbtest"
	"github.com/opsknight/opsknight/model"
)

// world is what the incidents of a test are of.
type world struct {
	services []*model.Service
	teams    []string
	users    []string
}

func newWorld(t *testing.T, d *db.DB, env model.Environment) *world {
	t.Helper()
	w := &world{}
	if err := add(t, d, env, func(ctx context.Context, tx db.Tx) error {
		for i := range 3 {
			name := fmt.Sprintf("Team %d", i)
			team := &model.Team{ID: tx.NewID(model.TeamID), Name: name, Kept: model.NewKept(tx.Now)}
			user := &model.User{
				ID: tx.NewID(model.UserID), Name: name, Email: fmt.Sprintf("%d@example.com", i), Role: model.RoleUser, Status: model.UserActive, TimeZone: "UTC", Kept: model.NewKept(tx.Now),
			}
			service := testService(tx, name)
			if i > 0 {
				service.TeamID = &team.ID
			}
			if _, err := db.InsertKept(ctx, tx, team); err != nil {
				return err
			}
			if _, err := db.InsertKept(ctx, tx, user); err != nil {
				return err
			}
			if _, err := db.InsertKept(ctx, tx, service); err != nil {
				return err
			}
			w.services, w.teams, w.users = append(w.services, service), append(w.teams, team.ID), append(w.users, user.ID)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return w
}

// change does one thing at random to the incidents.
func (w *world) change(ctx context.Context, d *db.DB, env model.Environment, random *rand.Rand) error {
	if random.IntN(8) == 0 {
		_, err := d.FoldTotals(ctx)
		return err
	}
	if d.Postgres() && random.IntN(4) == 0 { // as a storm of events does
		e := d.In(env)
		stamp := e.Stamp()
		_, err := db.OpenIncidents(ctx, e, stamp, db.Intake{Opened: w.incidents(stamp, random)})
		return err
	}
	return db.WriteDone(ctx, d.In(env), func(ctx context.Context, tx db.Tx) error {
		all, err := db.Incidents(ctx, tx, model.IncidentFilter{}, db.Oldest, model.Page{})
		if err != nil {
			return err
		}
		if len(all.Nodes) == 0 || random.IntN(3) == 0 {
			_, err := db.InsertIncidents(ctx, tx, w.incidents(tx.Stamp, random))
			return err
		}
		inc := all.Nodes[random.IntN(len(all.Nodes))]
		switch random.IntN(4) {
		case 0:
			return db.DeleteIncident(ctx, tx, inc)
		case 1:
			service := w.services[random.IntN(len(w.services))]
			service = &model.Service{ID: service.ID, TeamID: anyOf(random, w.teams)}
			return db.MoveIncidentsToTeam(ctx, tx, service)
		default:
			inc.Status = model.IncidentStatuses[random.IntN(len(model.IncidentStatuses))]
			inc.Urgency = model.Urgencies[random.IntN(len(model.Urgencies))]
			inc.AssigneeID, inc.TeamID = anyOf(random, w.users), nil
			if inc.AssigneeID == nil {
				inc.TeamID = anyOf(random, w.teams)
			}
			return db.UpdateIncident(ctx, tx, inc, "status", "urgency", "assignee_id", "team_id", "title")
		}
	})
}

func (w *world) incidents(stamp db.Stamp, random *rand.Rand) []*model.Incident {
	made := make([]*model.Incident, 1+random.IntN(4))
	for i := range made {
		service := w.services[random.IntN(len(w.services))]
		made[i] = &model.Incident{
			ID: stamp.NewID(model.IncidentID), Title: "High CPU", Status: model.IncidentOpen, Urgency: model.Urgencies[random.IntN(3)],
			ServiceID: service.ID, ServiceTeamID: service.TeamID, Links: []model.Link{}, Version: 1, CreatedAt: stamp.Now, UpdatedAt: stamp.Now,
		}
	}
	return made
}

// anyOf returns one of the ids, or nil.
func anyOf(random *rand.Rand, ids []string) *string {
	if i := random.IntN(len(ids) + 1); i < len(ids) {
		return &ids[i]
	}
	return nil
}

// TestTotalsAreWhatThereIs compares, after each of many changes, the total of lists with
// what is in them.
func TestTotalsAreWhatThereIs(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *dbtest.Clock) {
		random := rand.New(rand.NewPCG(1, 2))
		worlds := map[model.Environment]*world{model.Live: newWorld(t, d, model.Live), model.Test: newWorld(t, d, model.Test)}
		for step := range 150 {
			env := []model.Environment{model.Live, model.Test}[random.IntN(2)]
			w := worlds[env]
			if err := w.change(t.Context(), d, env, random); err != nil {
				t.Fatal(err)
			}
			filters := []model.IncidentFilter{
				{},
				{Status: []model.IncidentStatus{model.IncidentOpen, model.IncidentResolved}},
				{Urgency: []model.Urgency{model.UrgencyHigh}},
				{ServiceID: []string{w.services[1].ID}},
				{TeamID: w.teams[1:]},
				{AssigneeID: w.users[:2]},
				{TeamID: w.teams[:1], Status: []model.IncidentStatus{model.IncidentOpen}, ServiceID: []string{w.services[0].ID, w.services[1].ID}},
				{TeamID: w.teams[:1]},
				{TeamID: w.teams[1:2], Status: []model.IncidentStatus{model.IncidentOpen}, Urgency: []model.Urgency{model.UrgencyLow, model.UrgencyHigh}},
				{AssigneeID: w.users[1:], Urgency: []model.Urgency{model.UrgencyMedium}},
				{AssigneeID: w.users[1:], ServiceID: []string{w.services[2].ID}},
				{AssigneeID: w.users[1:], TeamID: w.teams[1:2]},
				{TeamID: []string{""}},
				{AssigneeID: []string{"", "usr_of_nobody"}},
			}
			for _, filter := range filters {
				found, err := db.Incidents(t.Context(), d.In(env), filter, db.Oldest, model.Page{})
				if err != nil {
					t.Fatal(err)
				}
				total, err := found.Count(t.Context())
				if err != nil {
					t.Fatal(err)
				}
				listed := len(found.Nodes)
				if found.PageInfo.HasNextPage {
					if listed = count(t, d, env, filter); listed <= len(found.Nodes) {
						t.Fatalf("step %d: a next page without incidents", step)
					}
				}
				if total != listed {
					t.Fatalf("step %d, %s, %+v: a total of %d, and %d in the list", step, env, filter, total, listed)
				}
			}
		}
	})
}

// count goes through a list and counts what is in it.
func count(t *testing.T, d *db.DB, env model.Environment, filter model.IncidentFilter) int {
	t.Helper()
	page, n := model.Page{First: ptr(100)}, 0
	for {
		found, err := db.Incidents(t.Context(), d.In(env), filter, db.Oldest, page)
		if err != nil {
			t.Fatal(err)
		}
		if n += len(found.Nodes); !found.PageInfo.HasNextPage {
			return n
		}
		page.After = found.PageInfo.EndCursor
	}
}

func ptr[T any](v T) *T { return &v }

// TestTotalsWithManyWriters has several write and fold at once. On one service, where a
// total that is updated in place would have them wait for each other.
func TestTotalsWithManyWriters(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *dbtest.Clock) {
		w := newWorld(t, d, model.Live)
		w.services = w.services[:1]
		var writers sync.WaitGroup
		for n := range uint64(4) {
			writers.Go(func() {
				random := rand.New(rand.NewPCG(n, 1))
				for range 40 {
					if err := w.change(t.Context(), d, model.Live, random); err != nil {
						t.Error(err)
					}
				}
			})
		}
		writers.Wait()
		for range 2 { // before and after all is folded
			found, err := db.Incidents(t.Context(), d.In(model.Live), model.IncidentFilter{}, db.Oldest, model.Page{})
			if err != nil {
				t.Fatal(err)
			}
			total, err := found.Count(t.Context())
			if want := count(t, d, model.Live, model.IncidentFilter{}); err != nil || total != want {
				t.Errorf("a total of %d, and %d in the list: %v", total, want, err)
			}
			if _, err := d.FoldTotals(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		if n, err := d.FoldTotals(t.Context()); err != nil || n != 0 {
			t.Errorf("%d changes are left to fold: %v", n, err)
		}
	})
}

// TestTheMigrationTotalsWhatIsThere has incidents whose changes were not followed, and some
// that were while the migration had not come to count yet.
func TestTheMigrationTotalsWhatIsThere(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *dbtest.Clock) {
		random := rand.New(rand.NewPCG(3, 4))
		w := newWorld(t, d, model.Test)
		change := func() {
			for range 20 {
				if err := w.change(t.Context(), d, model.Test, random); err != nil {
					t.Fatal(err)
				}
			}
		}
		change()
		if _, err := d.FoldTotals(t.Context()); err != nil {
			t.Fatal(err)
		}
		execute(t, d, "DELETE FROM incident_totals")
		for range 10 {
			if err := add(t, d, model.Test, func(ctx context.Context, tx db.Tx) error {
				_, err := db.InsertIncidents(ctx, tx, w.incidents(tx.Stamp, random))
				return err
			}); err != nil {
				t.Fatal(err)
			}
		}
		for _, migration := range []string{
			"20261126000500_incident_subtotals.tx.down.sql", "20261126000310_incident_totals_so_far.tx.up.sql", "20261126000500_incident_subtotals.tx.up.sql",
		} {
			text, err := db.MigrationSQL(migration, d.Postgres())
			if err != nil {
				t.Fatal(err)
			}
			execute(t, d, text)
		}
		change()
		counts, err := db.IncidentCounts(t.Context(), d.In(model.Test), model.IncidentCountsFilter{})
		if err != nil {
			t.Fatal(err)
		}
		for i, id := range w.users {
			filter := model.IncidentFilter{AssigneeID: []string{id}}
			found, err := db.Incidents(t.Context(), d.In(model.Test), filter, db.Oldest, model.Page{})
			if err != nil {
				t.Fatal(err)
			}
			total, err := found.Count(t.Context())
			if n := count(t, d, model.Test, filter); err != nil || n != total {
				t.Errorf("a total of %d of user %d, and %d in the list: %v", total, i, n, err)
			}
		}
		sum := 0
		for _, kind := range counts {
			sum += kind.Incidents
			filter := model.IncidentFilter{ServiceID: []string{kind.ServiceID}, Status: []model.IncidentStatus{kind.Status}, Urgency: []model.Urgency{kind.Urgency}}
			if n := count(t, d, model.Test, filter); n != kind.Incidents {
				t.Errorf("%+v, and %d in the list", kind, n)
			}
		}
		if n := count(t, d, model.Test, model.IncidentFilter{}); sum != n {
			t.Errorf("counted %d, and %d in the list", sum, n)
		}
	})
}

// execute runs statements on the database itself.
func execute(t *testing.T, d *db.DB, statements string) {
	t.Helper()
	if !d.Postgres() {
		if _, err := rawSQLite(t, d).ExecContext(t.Context(), statements); err != nil {
			t.Fatal(err)
		}
		return
	}
	conn, err := pgx.Connect(t.Context(), d.URL())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close(t.Context()) }()
	if _, err := conn.Exec(t.Context(), statements); err != nil {
		t.Fatal(err)
	}
}
