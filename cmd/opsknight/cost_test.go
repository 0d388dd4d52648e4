package main

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/db/dbtest"
	"github.com/opsknight/opsknight/internal/ratelimit"
	"github.com/opsknight/opsknight/model"
)

// mostStatements are those of a page: itself, its total, and one for each kind of
// object that it refers to, and for the status of services. REST shows of all of these
// nothing but names, which are read together.
var mostStatements = map[string]int{"REST": 3, "GraphQL": 6}

func TestAPageOfIncidentsCostsFewStatements(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *dbtest.Clock) {
		count := db.CountStatements(d)
		s := startServer(t, d, clock, ratelimit.Limits{})
		s.assignMany(t)
		requests := map[string]func(size int) request{
			"REST": func(size int) request { return request{path: "/api/incidents?limit=" + strconv.Itoa(size)} },
			"GraphQL": func(size int) request {
				return request{path: "/graphql", body: gql(fmt.Sprintf(`{incidents(first:%d){totalCount pageInfo{hasNextPage endCursor}
					nodes{id title service{id name status} assignee{id name email} team{id name}}}}`, size))}
			},
		}
		for name, of := range requests {
			s.send(t, of(1)).want(t, 200) // the key is now remembered
			var costs []int
			for _, size := range []int{10, 25, 100} {
				before := count()
				s.send(t, of(size)).want(t, 200)
				costs = append(costs, count()-before)
			}
			if costs[0] != costs[1] || costs[1] != costs[2] || costs[1] > mostStatements[name] || costs[1] < 3 {
				t.Errorf("%s: pages of 10, 25 and 100 cost %v statements, want the same for each and at most %d", name, costs, mostStatements[name])
			}
		}
	})
}

// wholePage selects of each incident what a responder's list shows, which is every object
// that it refers to.
const wholePage = `id title service { id name status } assignee { id name email } team { id name }
	escalation { policy { id name } step nextAt } lastStatusChange { createdAt } timeline(last: 1) { totalCount nodes { type createdAt actor { name } } }`

func TestAWholePageOfIncidentsCostsFewStatements(t *testing.T) {
	const most = 8 // page, total, and of its incidents: services, statuses, users, teams, policies, and the lines
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *dbtest.Clock) {
		count := db.CountStatements(d)
		s := startServer(t, d, clock, ratelimit.Limits{})
		s.assignMany(t)
		s.mergeSome(t)
		ask := func(first int, selection string) reply {
			return s.send(t, request{path: "/graphql", body: gql(fmt.Sprintf(`{incidents(first:%d){totalCount pageInfo{endCursor} %s}}`, first, selection))}).want(t, 200)
		}
		for name, shape := range map[string]string{"nodes": "nodes{%s}", "edges": "edges{cursor node{%s}}"} {
			without := strings.Replace(wholePage, "totalCount ", "", 1)
			without = strings.Replace(without, "lastStatusChange { createdAt }", "", 1)
			for what, selection := range map[string]struct {
				fields string
				most   int
			}{"the last line": {without, most}, "its total and the last change of status too": {wholePage, most + 2}} {
				ask(1, fmt.Sprintf(shape, selection.fields)).is(t, map[string]string{"errors": "absent"})
				var costs []int
				for _, first := range []int{10, 25, 50} {
					before := count()
					ask(first, fmt.Sprintf(shape, selection.fields)).is(t, map[string]string{"errors": "absent"})
					costs = append(costs, count()-before)
				}
				if costs[0] != costs[1] || costs[1] != costs[2] || costs[2] > selection.most || costs[2] < 7 {
					t.Errorf("%s with %s: pages of 10, 25 and 50 cost %v statements, want the same for each and at most %d", name, what, costs, selection.most)
				}
			}
		}
	})
}

// mergeSome merges two of the latest incidents into a third, and writes notes.
func (s *testServer) mergeSome(t *testing.T) {
	t.Helper()
	ids := s.get(t, "/api/incidents?limit=4").each(t, "data", "id")
	for _, id := range ids[1:] {
		s.post(t, "/api/incidents/"+id+"/notes", `{"content":"Seen"}`)
	}
	s.send(t, request{path: "/api/incidents/" + ids[0] + "/merge", body: `{"source_ids":["` + ids[1] + `","` + ids[2] + `"]}`}).want(t, 200)
}

// TestTimelinesOfAPageAreThoseOfEachIncident holds what a list shows of timelines against
// what each incident alone does: those of a list are read together.
func TestTimelinesOfAPageAreThoseOfEachIncident(t *testing.T) {
	windows := []string{"", "(last:1)", "(last:2)", "(first:1)", "(first:2)", "(last:20)", "(first:2,offset:1)", "(offset:0)"}
	eachServer(t, func(t *testing.T, s *testServer) {
		s.assignMany(t)
		s.mergeSome(t)
		ids := s.get(t, "/api/incidents?limit=6").each(t, "data", "id")
		for _, field := range []string{"timeline", "notes"} {
			for _, window := range windows {
				selection := field + window + "{totalCount pageInfo{hasNextPage hasPreviousPage startCursor endCursor} edges{cursor node{id}}}"
				list := s.graphql(t, "{incidents(first:6){nodes{id "+selection+"}}}", nil)
				for i, id := range ids {
					alone := s.graphql(t, `{incident(id:"`+id+`"){id `+selection+`}}`, nil).at(t, "data.incident")
					if listed := list.at(t, fmt.Sprintf("data.incidents.nodes.%d", i)); listed != alone {
						t.Errorf("%s%s in a list is\n%s\nand alone\n%s", field, window, listed, alone)
					}
				}
			}
		}
		// The same page twice in one answer, in either direction.
		twice := s.graphql(t, "{incidents(first:2){nodes{a:timeline(last:2){nodes{id}} b:timeline(last:2){nodes{id}}}}}", nil)
		for i := range 2 {
			at := fmt.Sprintf("data.incidents.nodes.%d.", i)
			if a, b := twice.at(t, at+"a"), twice.at(t, at+"b"); a != b || a == "absent" {
				t.Errorf("asked twice, a timeline is %s and %s", a, b)
			}
		}
		s.graphql(t, "{incidents(first:2){nodes{timeline(last:101){nodes{id}}}}}", nil).is(t, map[string]string{"errors.0.extensions.field": "last"})
	})
}

func TestAListInAListCostsNoStatementForEachItem(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *dbtest.Clock) {
		count := db.CountStatements(d)
		s := startServer(t, d, clock, ratelimit.Limits{})
		for _, r := range []request{
			{path: "/api/services"}, {path: "/graphql", body: gql("{services{nodes{name status team{name}} totalCount}}")},
		} {
			s.send(t, r).want(t, 200)
			before := count()
			s.send(t, r).want(t, 200)
			if cost := count() - before; cost > 5 || cost < 3 {
				t.Errorf("%s costs %d statements, want page, total, status, team and policy", r.path, cost)
			}
		}
	})
}

// assignMany opens 120 incidents on both services, in turn assigned to two people
// and a team. Each is later than the one before, so that any page has some of all:
// those of one moment would come in the order of their ids, which is random.
func (s *testServer) assignMany(t *testing.T) {
	t.Helper()
	services := []string{s.service(t, model.Live, "payment-api").ID, s.service(t, model.Live, "checkout").ID}
	holders := []string{
		`"assignee_id":"` + s.user(t, model.Live, "ben@example.com").ID + `"`,
		`"assignee_id":"` + s.user(t, model.Live, "chiara@example.com").ID + `"`,
		`"team_id":"` + s.team(t, model.Live).ID + `"`,
	}
	for i := range 120 {
		s.clock.Advance(time.Second)
		s.post(t, "/api/incidents", fmt.Sprintf(`{"title":"Number %d","service_id":%q,%s}`, i, services[i%2], holders[i%3]))
	}
}
