package db_test

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/db/dbtest"
	"github.com/opsknight/opsknight/model"
)

// anyFilter makes a filter at random, of which some leave nothing.
func (w *world) anyFilter(random *rand.Rand) model.IncidentFilter {
	var f model.IncidentFilter
	services := []string{w.services[0].ID, w.services[1].ID, w.services[2].ID}
	f.Status = someOf(random, model.IncidentStatuses)
	f.Urgency = someOf(random, model.Urgencies)
	f.ServiceID = someOf(random, append(services, "svc_of_nobody"))
	f.TeamID = someOf(random, append([]string{""}, w.teams...))
	f.AssigneeID = someOf(random, append([]string{""}, w.users...))
	if random.IntN(4) == 0 {
		f.Q = new(string) // which filters nothing
	}
	return f
}

// someOf returns some of the values, twice perhaps; most often none.
func someOf[T any](random *rand.Rand, values []T) []T {
	var some []T
	for random.IntN(5) < 2 {
		some = append(some, values[random.IntN(len(values))])
	}
	return some
}

// leaves is what a filter is meant to do.
func leaves(f model.IncidentFilter, inc *model.Incident) bool {
	has := func(ids []string, of *string) bool { return of != nil && slices.Contains(ids, *of) }
	return (len(f.Status) == 0 || slices.Contains(f.Status, inc.Status)) && (len(f.Urgency) == 0 || slices.Contains(f.Urgency, inc.Urgency)) &&
		(len(f.ServiceID) == 0 || slices.Contains(f.ServiceID, inc.ServiceID)) && (len(f.AssigneeID) == 0 || has(f.AssigneeID, inc.AssigneeID)) &&
		(len(f.TeamID) == 0 || has(f.TeamID, inc.TeamID) || has(f.TeamID, inc.ServiceTeamID))
}

// compare is what an order is meant to be.
func compare(order model.Order) func(a, b *model.Incident) int {
	return func(a, b *model.Incident) int {
		n := 0
		switch model.IncidentOrderField(order.Field) {
		case model.IncidentsByCreated:
			n = a.CreatedAt.Compare(b.CreatedAt)
		case model.IncidentsByUpdated:
			n = a.UpdatedAt.Compare(b.UpdatedAt)
		case model.IncidentsByUrgency:
			n = cmp.Compare(slices.Index(model.Urgencies, a.Urgency), slices.Index(model.Urgencies, b.Urgency))
		case model.IncidentsByStatus:
			n = cmp.Compare(slices.Index(model.IncidentStatuses, a.Status), slices.Index(model.IncidentStatuses, b.Status))
		}
		if n = cmp.Or(n, cmp.Compare(a.ID, b.ID)); order.Direction == model.Descending {
			return -n
		}
		return n
	}
}

// TestListsAreWhatTheirFiltersLeave goes through lists by whatever way the database takes,
// page by page in each direction, and by offset.
func TestListsAreWhatTheirFiltersLeave(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *dbtest.Clock) {
		random := rand.New(rand.NewPCG(5, 6))
		w, other := newWorld(t, d, model.Live), newWorld(t, d, model.Test)
		for range 150 {
			clock.Advance(time.Duration(random.IntN(3)) * time.Microsecond)
			for env, world := range map[model.Environment]*world{model.Live: w, model.Test: other} {
				if err := world.change(t.Context(), d, env, random); err != nil {
					t.Fatal(err)
				}
			}
		}
		everything := walk(t, d, model.IncidentFilter{}, db.Oldest, 50)
		if len(everything) < 50 {
			t.Fatalf("only %d incidents", len(everything))
		}
		for range 200 {
			filter := w.anyFilter(random)
			order := model.Order{Field: string(allOrders[random.IntN(len(allOrders))]), Direction: []model.OrderDirection{model.Ascending, model.Descending}[random.IntN(2)]}
			var want []string
			for _, inc := range slices.SortedFunc(slices.Values(everything), compare(order)) {
				if leaves(filter, inc) {
					want = append(want, inc.ID)
				}
			}
			if got := ids(walk(t, d, filter, order, 1+random.IntN(20))); !slices.Equal(got, want) {
				t.Fatalf("%+v by %s: %d incidents, want %d:\n%v\n%v", filter, order, len(got), len(want), got, want)
			}
			if got := ids(walkBack(t, d, filter, order, 1+random.IntN(20))); !slices.Equal(got, want) {
				t.Fatalf("%+v by %s, from the end: %d incidents, want %d", filter, order, len(got), len(want))
			}
			offset := random.IntN(len(want) + 2)
			found, err := db.Incidents(t.Context(), d.In(model.Live), filter, order, model.Page{First: ptr(10), Offset: &offset})
			if err != nil {
				t.Fatal(err)
			}
			from := min(offset, len(want))
			if got := ids(found.Nodes); !slices.Equal(got, want[from:min(from+10, len(want))]) {
				t.Fatalf("%+v by %s, after %d: %v, want %v", filter, order, offset, got, want[from:])
			}
			for how, count := range map[string]func(context.Context) (int, error){"the page or the totals": found.TotalCount, "the totals": found.Count} {
				if total, err := count(t.Context()); err != nil || total != len(want) {
					t.Fatalf("%+v: by %s there are %d, want %d: %v", filter, how, total, len(want), err)
				}
			}
		}
	})
}

var allOrders = []model.IncidentOrderField{model.IncidentsByCreated, model.IncidentsByUpdated, model.IncidentsByUrgency, model.IncidentsByStatus}

func ids(incidents []*model.Incident) []string {
	found := make([]string, len(incidents))
	for i, inc := range incidents {
		found[i] = inc.ID
	}
	return found
}

// walk reads a list by pages of a size.
func walk(t *testing.T, d *db.DB, filter model.IncidentFilter, order model.Order, size int) []*model.Incident {
	t.Helper()
	var all []*model.Incident
	page := model.Page{First: &size}
	for {
		found, err := db.Incidents(t.Context(), d.In(model.Live), filter, order, page)
		if err != nil {
			t.Fatal(fmt.Errorf("%+v by %s: %w", filter, order, err))
		}
		all = append(all, found.Nodes...)
		if !found.PageInfo.HasNextPage {
			return all
		}
		page.After = found.PageInfo.EndCursor
	}
}

// walkBack reads a list by pages of a size from its end.
func walkBack(t *testing.T, d *db.DB, filter model.IncidentFilter, order model.Order, size int) []*model.Incident {
	t.Helper()
	var all []*model.Incident
	page := model.Page{Last: &size}
	for {
		found, err := db.Incidents(t.Context(), d.In(model.Live), filter, order, page)
		if err != nil {
			t.Fatal(fmt.Errorf("%+v by %s: %w", filter, order, err))
		}
		all = append(slices.Clone(found.Nodes), all...)
		if !found.PageInfo.HasPreviousPage {
			return all
		}
		page.Before = found.PageInfo.StartCursor
	}
}
