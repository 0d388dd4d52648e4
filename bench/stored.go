package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/db/dbtest"
	"github.com/opsknight/opsknight/model"
)

const storedConnections = 8

// storedLists are lists of incidents of a database that has grown, by what follows
// /api/incidents?limit=25.
var storedLists = []struct{ name, query string }{
	{"all", ""},
	{"status OPEN", "&status=OPEN"},
	{"status OPEN or ACKNOWLEDGED", "&status=OPEN,ACKNOWLEDGED"},
	{"status RESOLVED", "&status=RESOLVED"},
	{"urgency LOW", "&urgency=LOW"},
	{"urgency LOW or HIGH, status RESOLVED", "&urgency=LOW,HIGH&status=RESOLVED"},
	{"a service", "&service_id=" + dbtest.GrownID(model.ServiceID, 3)},
	{"a service, status OPEN", "&status=OPEN&service_id=" + dbtest.GrownID(model.ServiceID, 3)},
	{"four services", "&service_id=" + someGrown(model.ServiceID, 4)},
	{"a team", "&team_id=" + dbtest.GrownID(model.TeamID, 2)},
	{"a team, urgency HIGH", "&urgency=HIGH&team_id=" + dbtest.GrownID(model.TeamID, 2)},
	{"an assignee", "&assignee_id=" + dbtest.GrownID(model.UserID, 7)},
	{"an assignee, status OPEN", "&status=OPEN&assignee_id=" + dbtest.GrownID(model.UserID, 7)},
	{"an assignee, a service", "&assignee_id=" + dbtest.GrownID(model.UserID, 7) + "&service_id=" + dbtest.GrownID(model.ServiceID, 3)},
	{"an assignee, a team", "&assignee_id=" + dbtest.GrownID(model.UserID, 7) + "&team_id=" + dbtest.GrownID(model.TeamID, 2)},
	{"all, after 5,000", "&offset=5000"},
	{"status RESOLVED, after 5,000", "&status=RESOLVED&offset=5000"},
	{"by urgency", "&sort=urgency"},
	{"by status", "&sort=status"},
	{"by time of change", "&sort=updated_at"},
}

func someGrown(prefix string, n int) string {
	ids := make([]string, n)
	for i := range ids {
		ids[i] = dbtest.GrownID(prefix, i)
	}
	return strings.Join(ids, ",")
}

// grown measures lists of databases with so many incidents each: what a list costs the
// server and the database together, and how much more than with the fewest.
func (b *bench) grown(ctx context.Context, database string) error {
	fmt.Printf("\n## Lists of 25 with total on %s, by how many incidents are stored, %d connections\n\n", database, storedConnections)
	costs := make([][]time.Duration, len(storedLists))
	for _, n := range b.stored {
		if err := b.measureGrown(ctx, database, n, costs); err != nil {
			return err
		}
	}
	fmt.Print("| list |")
	for _, n := range b.stored {
		fmt.Printf(" %d |", n)
	}
	fmt.Print(" most against fewest |\n| --- |" + strings.Repeat(" --- |", len(b.stored)+1) + "\n")
	for i, list := range storedLists {
		fmt.Printf("| %s |", list.name)
		for _, cost := range costs[i] {
			fmt.Printf(" %.0f µs |", float64(cost.Nanoseconds())/1000)
		}
		fmt.Printf(" %.2f |\n", float64(costs[i][len(b.stored)-1])/float64(costs[i][0]))
	}
	return nil
}

// measureGrown adds, to the costs of each list, that with n incidents.
func (b *bench) measureGrown(ctx context.Context, database string, n int, costs [][]time.Duration) error {
	url, databasePID, remove, err := newDatabase(database)
	if err != nil {
		return err
	}
	defer remove()
	if err := grow(ctx, url, n); err != nil {
		return err
	}
	s, err := servingOn(ctx, url, modeEngine, "-incidents", "0")
	if err != nil {
		return err
	}
	defer s.end()
	s.databasePID = databasePID
	for i, list := range storedLists {
		request := func(t target, _ int) []byte { return get(t, "/api/incidents?limit=25"+list.query) }
		m, err := b.measureOn(ctx, s, fmt.Sprintf("%s-%d-list-%d", database, n, i), storedConnections, request)
		if err != nil {
			return fmt.Errorf("%s: %w", list.name, err)
		}
		costs[i] = append(costs[i], (m.serverCPU+m.databaseCPU)/time.Duration(max(1, m.requests)))
	}
	return nil
}

// grow migrates a database and fills it with n incidents.
func grow(ctx context.Context, url string, n int) error {
	d, err := db.Open(ctx, url)
	if err != nil {
		return err
	}
	if _, err := d.Migrate(ctx); err != nil {
		return err
	}
	if err := d.Close(); err != nil {
		return err
	}
	began := time.Now()
	if err := dbtest.Grow(ctx, url, model.Test, n); err != nil {
		return err
	}
	fmt.Printf("%d incidents were stored in %s.\n\n", n, time.Since(began).Round(100*time.Millisecond))
	return nil
}
