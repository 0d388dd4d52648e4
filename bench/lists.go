package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"

	"github.com/opsknight/opsknight/db/dbtest"
	"github.com/opsknight/opsknight/model"
)

// list is a list of incidents, by the parameters of GET /api/incidents.
type list struct {
	name, query string
	// searching: the kept totals do not know what it matches, and it costs that. One
	// connection asks for it.
	searching bool
}

var incidentLists = []list{
	{name: "all"},
	{name: "status OPEN", query: "status=OPEN"},
	{name: "status OPEN or ACKNOWLEDGED", query: "status=OPEN,ACKNOWLEDGED"},
	{name: "status RESOLVED", query: "status=RESOLVED"},
	{name: "urgency LOW", query: "urgency=LOW"},
	{name: "urgency LOW or HIGH, status RESOLVED", query: "urgency=LOW,HIGH&status=RESOLVED"},
	{name: "a service", query: "service_id=" + dbtest.GrownID(model.ServiceID, 3)},
	{name: "a service, status OPEN", query: "status=OPEN&service_id=" + dbtest.GrownID(model.ServiceID, 3)},
	{name: "four services", query: "service_id=" + someGrown(model.ServiceID, 4)},
	{name: "a team", query: "team_id=" + dbtest.GrownID(model.TeamID, 2)},
	{name: "a team, urgency HIGH", query: "urgency=HIGH&team_id=" + dbtest.GrownID(model.TeamID, 2)},
	{name: "an assignee", query: "assignee_id=" + dbtest.GrownID(model.UserID, 7)},
	{name: "an assignee, status OPEN", query: "status=OPEN&assignee_id=" + dbtest.GrownID(model.UserID, 7)},
	{name: "an assignee, a service", query: "assignee_id=" + dbtest.GrownID(model.UserID, 7) + "&service_id=" + dbtest.GrownID(model.ServiceID, 3)},
	{name: "an assignee, a team", query: "assignee_id=" + dbtest.GrownID(model.UserID, 7) + "&team_id=" + dbtest.GrownID(model.TeamID, 2)},
	{name: "who has a quarter", query: "assignee_id=" + dbtest.GrownID(model.UserID, 0)},
	{name: "who has a quarter, status OPEN", query: "status=OPEN&assignee_id=" + dbtest.GrownID(model.UserID, 0)},
	{name: "who has a quarter, a service", query: "assignee_id=" + dbtest.GrownID(model.UserID, 0) + "&service_id=" + dbtest.GrownID(model.ServiceID, 3)},
	{name: "who has a quarter, a team", query: "assignee_id=" + dbtest.GrownID(model.UserID, 0) + "&team_id=" + dbtest.GrownID(model.TeamID, 2)},
	{name: "all, after 5,000", query: "offset=5000"},
	{name: "status RESOLVED, after 5,000", query: "status=RESOLVED&offset=5000"},
	{name: "by urgency", query: "sort=urgency"},
	{name: "by status", query: "sort=status"},
	{name: "by time of change", query: "sort=updated_at"},
	// Of what follows there is the same however many are stored, but for the last.
	{name: "a day", query: "created_after=2024-01-03&created_before=2024-01-04", searching: true},
	{name: "a day, urgency HIGH", query: "created_after=2024-01-03&created_before=2024-01-04&urgency=HIGH", searching: true},
	{name: "a text of one title", query: "q=disk+4321+is", searching: true},
	{name: "a text of all titles", query: "q=disk", searching: true},
}

func someGrown(prefix string, n int) string {
	ids := make([]string, n)
	for i := range ids {
		ids[i] = dbtest.GrownID(prefix, i)
	}
	return strings.Join(ids, ",")
}

// doors are the two ways to ask for a list.
var doors = []struct {
	name string
	ask  func(query string) exchange
}{{"REST", restList}, {"GraphQL", graphqlList}}

// lists measures lists by every filter, with their totals: 25 by REST and 50 by GraphQL.
// Those with the fewest incidents are measured beside those with the most, by turns: what
// else the machine does meanwhile is the same for both.
func (b *bench) lists(ctx context.Context, g *ground) error {
	few, most := b.stored[0], b.stored[len(b.stored)-1]
	if g.stored == few && few != most {
		return nil
	}
	s, err := g.serving(ctx)
	if err != nil {
		return err
	}
	defer s.end()
	servers := map[int]*running{g.stored: s}
	if g.stored == most && few != most {
		beside, err := newGround(ctx, g.database, few)
		if err != nil {
			return err
		}
		defer beside.end()
		if servers[few], err = beside.serving(ctx); err != nil {
			return err
		}
		defer servers[few].end()
	}
	known, searching := listEntrants(servers)
	for _, e := range known {
		if err := b.noteLength(ctx, g, e); err != nil {
			return err
		}
	}
	if err := b.fully(ctx, g, b.listConnections(list{}), b.length/3, known); err != nil {
		return err
	}
	if len(servers) > 1 {
		for _, connections := range b.connections {
			if err := b.fully(ctx, g, connections, b.length, readEntrants(servers)); err != nil {
				return err
			}
		}
	}
	if g.server != nil && g.stored == most {
		if err := b.scans(ctx, s); err != nil {
			return err
		}
	}
	return b.fully(ctx, g, b.listConnections(list{searching: true}), b.length/3, searching)
}

// listEntrants ask the servers, by how many incidents they have, for each list in turn.
func listEntrants(servers map[int]*running) (known, searching []entrant) {
	for _, one := range incidentLists {
		for _, door := range doors {
			for stored, s := range servers {
				e := entrant{load: listLoad(door.name, one), server: s, stored: stored, send: door.ask(one.query)}
				if one.searching {
					searching = append(searching, e)
				} else {
					known = append(known, e)
				}
			}
		}
	}
	return known, searching
}

// readEntrants ask the servers for what the part "reads" asks, to tell how it grows.
func readEntrants(servers map[int]*running) (all []entrant) {
	for stored, s := range servers {
		all = append(all,
			entrant{load: listPrefix + loadPage, server: s, stored: stored, send: posting("/graphql", pageBody)},
			entrant{load: listPrefix + loadList, server: s, stored: stored, send: getting(listPath)},
		)
	}
	return all
}

// noteLength keeps how long the answer to a list is.
func (b *bench) noteLength(ctx context.Context, g *ground, e entrant) error {
	w, err := dial(ctx, e.server.target)
	if err != nil {
		return err
	}
	defer w.close()
	if err := e.send(ctx, w, turn{}); err != nil {
		return fmt.Errorf("%s: %w", e.load, err)
	}
	b.lengths[key{g.database, e.stored, e.load, 0}] = w.answered
	return nil
}

// isFuller reports whether a list answers more with the most incidents than with the fewest,
// of which there is not a page full: what it costs then cannot be compared.
func (b *bench) isFuller(database, door string, one list) bool {
	few, most := b.stored[0], b.stored[len(b.stored)-1]
	load := listLoad(door, one)
	return float64(b.lengths[key{database, most, load, 0}]) > 1.1*float64(b.lengths[key{database, few, load, 0}])
}

const listPrefix = "list by "

// scan is how often a table was read from end to end.
type scan struct {
	table string
	times int
}

// scans notes how often lists have made PostgreSQL read what grows from end to end, with the
// most incidents stored: to do so is right with few.
func (b *bench) scans(ctx context.Context, s *running) error {
	conn, err := pgx.Connect(ctx, s.database)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close(context.WithoutCancel(ctx)) }()
	found, err := conn.Query(ctx, "SELECT relname, seq_scan FROM pg_stat_user_tables WHERE relname IN ('incidents', 'incident_events', 'alerts') ORDER BY relname")
	if err != nil {
		return err
	}
	var one scan
	_, err = pgx.ForEachRow(found, []any{&one.table, &one.times}, func() error {
		b.scanned = append(b.scanned, one)
		return nil
	})
	return err
}

// listLoad names what a list is measured as.
func listLoad(door string, one list) string { return listPrefix + door + ": " + one.name }

// listConnections are those that ask for a list: a quarter of the fewest of other loads is
// enough to keep the server busy.
func (b *bench) listConnections(l list) int {
	if l.searching {
		return 1
	}
	return max(1, b.connections[0]/4)
}

func restList(query string) exchange {
	return getting("/api/incidents?" + strings.TrimSuffix("limit=25&"+query, "&"))
}

const listQuery = `query($filter: IncidentFilter, $orderBy: IncidentOrder, $offset: Int) { incidents(filter: $filter, orderBy: $orderBy, first: 50, offset: $offset) { totalCount nodes { id title status urgency dedupKey alertCount createdAt updatedAt service { id name } assignee { id name } } } }`

// graphqlFields are the parameters of REST as GraphQL names them in its filter; those in
// lists have lists there.
var graphqlFields = map[string]struct {
	name string
	list bool
}{
	"status": {"status", true}, "urgency": {"urgency", true}, "service_id": {"serviceId", true}, "team_id": {"teamId", true}, "assignee_id": {"assigneeId", true},
	"created_after": {"createdAfter", false}, "created_before": {"createdBefore", false}, "q": {"q", false},
}

// graphqlList asks for the list that REST names by a query.
func graphqlList(query string) exchange {
	asked, err := url.ParseQuery(query)
	exitOn(err)
	filter, variables := map[string]any{}, map[string]any{}
	for name := range asked {
		value := asked.Get(name)
		field, filters := graphqlFields[name]
		switch {
		case name == "sort":
			variables["orderBy"] = map[string]string{"field": strings.ToUpper(value), "direction": "DESC"}
		case name == "offset":
			variables["offset"], err = strconv.Atoi(value)
			exitOn(err)
		case !filters:
			exitOn(fmt.Errorf("no list is filtered by %s", name))
		case field.list:
			filter[field.name] = strings.Split(value, ",")
		case strings.HasPrefix(name, "created_"):
			filter[field.name] = value + "T00:00:00Z"
		default:
			filter[field.name] = value
		}
	}
	if len(filter) > 0 {
		variables["filter"] = filter
	}
	body, err := json.Marshal(map[string]any{"query": listQuery, "variables": variables})
	exitOn(err)
	return posting("/graphql", string(body))
}
