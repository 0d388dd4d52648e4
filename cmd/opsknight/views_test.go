package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/db/dbtest"
	"github.com/opsknight/opsknight/internal/account"
	"github.com/opsknight/opsknight/internal/ratelimit"
	"github.com/opsknight/opsknight/model"
)

// The documents of saved views, and what is asked of one.
const (
	viewFields = `{ id name shared filter orderBy etag createdAt updatedAt owner { id name } }`
	saveView   = `mutation($input: CreateSavedViewInput!) { createSavedView(input: $input) { replayed clientMutationId savedView ` + viewFields + ` } }`
	changeView = `mutation($input: UpdateSavedViewInput!) { updateSavedView(input: $input) { clientMutationId savedView ` + viewFields + ` } }`
	dropView   = `mutation($id: ID!) { deleteSavedView(input: {id: $id, clientMutationId: "m"}) { deletedId clientMutationId } }`
	listViews  = `{ savedViews(first: 100) { totalCount nodes { id name shared owner { id name } } } }`
)

// fields is a JSON object.
type fields = map[string]any

func input(given fields) fields { return fields{"input": given} }

// view saves one with the key, which must be possible, and returns its id.
func (s *testServer) view(t testing.TB, key string, given fields) string {
	t.Helper()
	if given["filter"] == nil {
		given["filter"] = fields{}
	}
	got := s.graphqlAs(t, key, saveView, input(given))
	got.is(t, map[string]string{"errors": "absent"})
	return got.at(t, "data.createSavedView.savedView.id")
}

// viewNames returns the names of the views that a key sees, in their order.
func (s *testServer) viewNames(t testing.TB, key string) []string {
	t.Helper()
	return s.graphqlAs(t, key, listViews, nil).each(t, "data.savedViews.nodes", "name")
}

func TestAViewShowsWhatItsFilterDoes(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		payments, checkout := s.service(t, model.Live, "payment-api").ID, s.service(t, model.Live, "checkout").ID
		for i := range 5 {
			s.clock.Advance(time.Second)
			s.open(t, fmt.Sprintf("Disk %d is full", i))
		}
		s.patch(t, "/api/incidents/"+s.open(t, "Disk 5 is full"), `{"status":"RESOLVED"}`)
		s.open(t, "High CPU")
		b := s.signIn(t)
		made := b.run(t, saveView, input(fields{
			"name": "Full disks", "clientMutationId": "m", "orderBy": fields{"field": "CREATED_AT", "direction": "ASC"},
			"filter": fields{
				"q": "Disk", "teamId": nil, "urgency": []string{}, "serviceId": []string{payments, checkout}, "status": "OPEN",
				"createdAfter": "2024-01-15T09:00:00+01:00", "createdBefore": "2024-02-01T00:00:00Z",
			},
		}))
		made.is(t, map[string]string{
			"errors": "absent", "data.createSavedView.replayed": "false", "data.createSavedView.clientMutationId": "m",
			"data.createSavedView.savedView.name": "Full disks", "data.createSavedView.savedView.shared": "false",
			"data.createSavedView.savedView.owner.name": "Alice Smith",
			"data.createSavedView.savedView.createdAt":  made.at(t, "data.createSavedView.savedView.updatedAt"),
			"data.createSavedView.savedView.orderBy":    `{"direction":"ASC","field":"CREATED_AT"}`,
		})
		// As it was spelled, in one order and without what filters nothing.
		if want := `"filter":{"status":["OPEN"],"serviceId":["` + payments + `","` + checkout + `"],"createdAfter":"2024-01-15T08:00:00Z","createdBefore":"2024-02-01T00:00:00Z","q":"Disk"}`; !strings.Contains(made.body, want) {
			t.Errorf("the filter is kept as %s, want %s", made.body, want)
		}
		id := made.at(t, "data.createSavedView.savedView.id")
		if !model.IsID(id, model.SavedViewID) {
			t.Errorf("its id is %s", id)
		}

		// Both ways to what it shows have the same rows, pages and totals.
		byView := `query($id: ID!, $after: String, $last: Int, $offset: Int, $first: Int) { savedView(id: $id) { filter orderBy incidents(first: $first, after: $after, last: $last, offset: $offset) { totalCount nodes { title } pageInfo { endCursor hasNextPage } } } }`
		byFilter := `query($filter: IncidentFilter, $orderBy: IncidentOrder, $after: String, $last: Int, $offset: Int, $first: Int) { incidents(filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last, offset: $offset) { totalCount nodes { title } pageInfo { endCursor hasNextPage } } }`
		for name, window := range map[string]fields{"the first": {"first": 2}, "the last": {"last": 2}, "from an offset": {"first": 2, "offset": 3}, "all": {}} {
			window["id"] = id
			seen := b.run(t, byView, window)
			seen.is(t, map[string]string{"errors": "absent", "data.savedView.incidents.totalCount": "5"})
			window["filter"], _ = seen.look(t, "data.savedView.filter")
			window["orderBy"], _ = seen.look(t, "data.savedView.orderBy")
			delete(window, "id")
			if got, want := seen.at(t, "data.savedView.incidents"), b.run(t, byFilter, window).at(t, "data.incidents"); got != want {
				t.Errorf("%s: it shows %s, and its filter %s", name, got, want)
			}
		}
		first := b.run(t, byView, fields{"id": id, "first": 2})
		second := b.run(t, byView, fields{"id": id, "first": 2, "after": first.at(t, "data.savedView.incidents.pageInfo.endCursor")})
		if got := second.each(t, "data.savedView.incidents.nodes", "title"); !slices.Equal(got, []string{"Disk 2 is full", "Disk 3 is full"}) {
			t.Errorf("its second page is %q", got)
		}

		s.clock.Advance(time.Minute)
		changed := b.run(t, changeView, input(fields{"id": id, "filter": fields{"status": []string{"RESOLVED"}}, "orderBy": nil, "ifMatch": "1"}))
		changed.is(t, map[string]string{
			"errors": "absent", "data.updateSavedView.savedView.name": "Full disks", "data.updateSavedView.savedView.filter": `{"status":["RESOLVED"]}`,
			"data.updateSavedView.savedView.orderBy": "null", "data.updateSavedView.savedView.etag": "2",
		})
		if changed.at(t, "data.updateSavedView.savedView.updatedAt") == made.at(t, "data.createSavedView.savedView.updatedAt") {
			t.Error("a change leaves updatedAt as it was")
		}
		b.run(t, byView, fields{"id": id}).is(t, map[string]string{"data.savedView.incidents.totalCount": "1", "data.savedView.incidents.nodes.0.title": "Disk 5 is full"})
		b.run(t, changeView, input(fields{"id": id, "name": "Another", "ifMatch": "1"})).is(t, map[string]string{"errors.0.extensions.code": "CONFLICT"})

		// What is left out stays as it is, and so does what is given as it is.
		b.run(t, changeView, input(fields{"id": id, "name": "FULL disks", "orderBy": fields{"field": "URGENCY"}})).is(t, map[string]string{
			"data.updateSavedView.savedView.name": "FULL disks", "data.updateSavedView.savedView.filter": `{"status":["RESOLVED"]}`,
			"data.updateSavedView.savedView.orderBy": `{"direction":"DESC","field":"URGENCY"}`,
		})
		b.run(t, changeView, input(fields{"id": id, "filter": nil, "name": nil, "shared": nil})).is(t, map[string]string{
			"data.updateSavedView.savedView.etag": "3", "data.updateSavedView.savedView.filter": `{"status":["RESOLVED"]}`,
		})

		b.run(t, `query($id: ID!) { node(id: $id) { id ... on SavedView { name } } nodes(ids: [$id]) { id } }`, fields{"id": id}).is(t, map[string]string{"data.node.name": "FULL disks", "data.nodes.0.id": id})
		b.run(t, dropView, fields{"id": id}).is(t, map[string]string{"data.deleteSavedView.deletedId": id, "data.deleteSavedView.clientMutationId": "m"})
		b.run(t, byView, fields{"id": id}).is(t, map[string]string{"data.savedView": "null", "errors": "absent"})
		b.run(t, dropView, fields{"id": id}).is(t, map[string]string{"errors.0.extensions.code": "NOT_FOUND"})
		s.wantAudit(t, model.Live, id, nil)
	})
}

func TestAViewIsSavedOnce(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		given := fields{"name": "Mine", "filter": fields{"q": "disk"}, "idempotencyKey": "k"}
		first := s.graphql(t, saveView, input(given))
		id := first.at(t, "data.createSavedView.savedView.id")
		s.graphql(t, saveView, input(given)).is(t, map[string]string{"data.createSavedView.replayed": "true", "data.createSavedView.savedView.id": id})
		given["filter"] = fields{"q": "cpu"}
		s.graphql(t, saveView, input(given)).is(t, map[string]string{"errors.0.extensions.code": "CONFLICT"})

		// One name, in any case, of each owner.
		for name, clash := range map[string]string{"the same": "Mine", "in other letters": "mINE", "with space around it": " mine "} {
			t.Run(name, func(t *testing.T) {
				refused := s.graphql(t, saveView, input(fields{"name": clash, "filter": fields{}}))
				refused.is(t, map[string]string{"errors.0.extensions.code": "CONFLICT", "errors.0.message": "Another of your views has the name " + clash + "."})
			})
		}
		other := s.view(t, "", fields{"name": "Other"})
		s.graphql(t, changeView, input(fields{"id": other, "name": "MINE"})).is(t, map[string]string{"errors.0.extensions.code": "CONFLICT"})
		s.view(t, s.keyOf(t, "ben@example.com"), fields{"name": "Mine"})
		s.view(t, s.TestKey, fields{"name": "Mine"})
		s.graphql(t, dropView, fields{"id": id}).is(t, map[string]string{"errors": "absent"})
		s.view(t, "", fields{"name": "mine"}) // the name is free again
	})
}

func TestViewsOfOneNameAtOnce(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		answers := make([]string, 8)
		var all sync.WaitGroup
		for i := range answers {
			all.Go(func() {
				got, err := s.try(context.WithoutCancel(t.Context()), request{path: "/graphql", body: gqlWith(t, saveView, input(fields{"name": "Mine", "filter": fields{}}))})
				if err != nil {
					answers[i] = err.Error()
					return
				}
				answers[i] = got.at(t, "errors.0.extensions.code")
			})
		}
		all.Wait()
		slices.Sort(answers)
		if want := append(slices.Repeat([]string{"CONFLICT"}, 7), "absent"); !slices.Equal(answers, want) {
			t.Errorf("eight at once are answered %q, want %q", answers, want)
		}
	})
}

func TestAViewIsRefused(t *testing.T) {
	ids := func(n int) []string { return slices.Repeat([]string{"svc_1"}, n) }
	const invalid, unfit = "VALIDATION_ERROR", "GRAPHQL_VALIDATION_FAILED"
	tests := []struct {
		name        string
		given       fields
		code, field string
		says        string
	}{
		{"no name", fields{"name": "  "}, invalid, "name", "required"},
		{"a long name", fields{"name": strings.Repeat("ä", 101)}, invalid, "name", "101 characters; the limit is 100"},
		{"an unknown field", fields{"filter": fields{"colour": "red"}}, unfit, "absent", "colour"},
		{"an unknown status", fields{"filter": fields{"status": []string{"OPEN", "CLOSED"}}}, unfit, "absent", "CLOSED"},
		{"a time that is none", fields{"filter": fields{"createdAfter": "yesterday"}}, invalid, "createdAfter", "RFC 3339"},
		{"a filter that is a text", fields{"filter": `{"q":"disk"}`}, unfit, "absent", "input.filter"},
		{"no filter", fields{"filter": nil}, unfit, "absent", "filter"},
		{"an unknown order", fields{"orderBy": fields{"field": "TITLE"}}, unfit, "absent", "TITLE"},
		{"101 services", fields{"filter": fields{"serviceId": ids(101)}}, invalid, "filter.serviceId", "101 values; the limit is 100"},
		{"101 teams", fields{"filter": fields{"teamId": ids(101)}}, invalid, "filter.teamId", "the limit is 100"},
		{"101 people", fields{"filter": fields{"assigneeId": ids(101)}}, invalid, "filter.assigneeId", "the limit is 100"},
		{"101 statuses", fields{"filter": fields{"status": slices.Repeat([]string{"OPEN"}, 101)}}, invalid, "filter.status", "the limit is 100"},
		{"101 urgencies", fields{"filter": fields{"urgency": slices.Repeat([]string{"HIGH"}, 101)}}, invalid, "filter.urgency", "the limit is 100"},
		{"a long id", fields{"filter": fields{"serviceId": []string{strings.Repeat("x", 101)}}}, invalid, "filter.serviceId", "101 characters"},
		{"a long text", fields{"filter": fields{"q": strings.Repeat("x", 501)}}, invalid, "filter.q", "501 characters"},
		{"a long dedup key", fields{"filter": fields{"dedupKey": strings.Repeat("x", 256)}}, invalid, "filter.dedupKey", "256 characters"},
		{"a long idempotency key", fields{"idempotencyKey": strings.Repeat("x", 256)}, invalid, "idempotencyKey", "256"},
	}
	eachServer(t, func(t *testing.T, s *testServer) {
		s.view(t, "", fields{"name": "As long as may be", "filter": fields{"serviceId": ids(100), "teamId": ids(100), "assigneeId": ids(100)}})
		id := s.view(t, "", fields{"name": "As it was", "filter": fields{"q": "disk"}})
		for _, tt := range tests {
			t.Run(tt.name, func(t *testing.T) {
				create := fields{"name": "New", "filter": fields{}}
				change := fields{"id": id}
				for field, value := range tt.given {
					create[field] = value
					if value != nil && field != "idempotencyKey" { // null leaves what there is
						change[field] = value
					}
				}
				refused := []reply{s.graphql(t, saveView, input(create))}
				if len(change) > 1 {
					refused = append(refused, s.graphql(t, changeView, input(change)))
				}
				for _, got := range refused {
					got.is(t, map[string]string{"errors.0.extensions.code": tt.code, "errors.0.extensions.field": tt.field})
					if message := got.at(t, "errors.0.message"); !strings.Contains(message, tt.says) {
						t.Errorf("the message is %q, without %q", message, tt.says)
					}
				}
			})
		}
		for _, given := range []string{`name: "a\u0000", filter: {}`, `name: "a", filter: {serviceId: ["\u0000"]}`} { // which a document can spell
			s.graphql(t, `mutation { createSavedView(input: {`+given+`}) { savedView { id } } }`, nil).is(t, map[string]string{"errors.0.extensions.code": invalid})
		}
		if names := s.viewNames(t, ""); !slices.Equal(names, []string{"As it was", "As long as may be"}) {
			t.Errorf("there are views %q", names)
		}
	})
}

// TestAPersonHasSoManyViews saves the last two that fit at once, with one too many.
func TestAPersonHasSoManyViews(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		alice := s.user(t, model.Live, "alice@example.com")
		by := model.Actor{Environment: model.Live, Type: model.ActorUser, ID: alice.ID, UserID: alice.ID, Name: alice.Name, Role: alice.Role}
		write(t, s, model.Live, func(ctx context.Context, tx db.Tx, _ model.Actor) (any, error) {
			for i := range model.MaxSavedViews - 2 {
				if _, _, err := account.CreateSavedView(ctx, tx, by, model.CreateSavedViewInput{Name: fmt.Sprintf("View %03d", i), Filter: &model.IncidentFilter{}}); err != nil {
					return nil, err
				}
			}
			return nil, nil
		})
		answers := make([]string, 3)
		var all sync.WaitGroup
		for i := range answers {
			all.Go(func() {
				got, err := s.try(context.WithoutCancel(t.Context()), request{path: "/graphql", body: gqlWith(t, saveView, input(fields{"name": fmt.Sprint("Last ", i), "filter": fields{}}))})
				if err != nil {
					answers[i] = err.Error()
					return
				}
				answers[i] = got.at(t, "errors.0.extensions.code")
			})
		}
		all.Wait()
		slices.Sort(answers)
		if !slices.Equal(answers, []string{"CONFLICT", "absent", "absent"}) {
			t.Errorf("three for two places are answered %q", answers)
		}
		s.graphql(t, saveView, input(fields{"name": "One more", "filter": fields{}})).is(t, map[string]string{
			"errors.0.extensions.code": "CONFLICT", "errors.0.message": "You have 100 saved views, and that is the limit: delete one that you no longer use.",
		})
		s.view(t, s.keyOf(t, "ben@example.com"), fields{"name": "Of somebody else"})
		got := s.graphql(t, listViews, nil)
		got.is(t, map[string]string{"data.savedViews.totalCount": "100"})
		s.graphql(t, dropView, fields{"id": got.at(t, "data.savedViews.nodes.0.id")})
		s.view(t, "", fields{"name": "One more"})
	})
}

// TestAPageOfViewsCostsFewStatements reads their owners together.
func TestAPageOfViewsCostsFewStatements(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *dbtest.Clock) {
		count := db.CountStatements(d)
		s := startServer(t, d, clock, ratelimit.Limits{})
		for _, email := range []string{"alice@example.com", "ben@example.com", "chiara@example.com"} {
			key := s.keyOf(t, email)
			for i := range 5 {
				s.view(t, key, fields{"name": fmt.Sprintf("%s %d", email, i), "shared": true})
			}
		}
		page := func(first int) reply {
			return s.graphql(t, `query($first: Int!) { savedViews(first: $first) { totalCount nodes { name owner { name } } } }`, fields{"first": first})
		}
		page(1) // the key is now remembered
		for _, first := range []int{5, 14} {
			before := count()
			page(first).is(t, map[string]string{"errors": "absent", "data.savedViews.totalCount": "15"})
			if cost := count() - before; cost != 3 {
				t.Errorf("a page of %d costs %d statements, want 3", first, cost)
			}
		}
	})
}
