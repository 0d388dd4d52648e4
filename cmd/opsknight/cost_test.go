package main

import (
	"fmt"
	"strconv"
	"testing"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/db/dbtest"
	"github.com/opsknight/opsknight/internal/ratelimit"
	"github.com/opsknight/opsknight/model"
)

// mostStatements are those of a page: itself, its total, and one for each kind of
// object that it refers to: by REST also its policy, by GraphQL its service's status.
const mostStatements = 6

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
			if costs[0] != costs[1] || costs[1] != costs[2] || costs[1] > mostStatements || costs[1] < 3 {
				t.Errorf("%s: pages of 10, 25 and 100 cost %v statements, want the same for each and at most %d", name, costs, mostStatements)
			}
		}
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
