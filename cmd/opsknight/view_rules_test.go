package main

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/account"
	"github.com/opsknight/opsknight/model"
)

// TestWhoMayDoWhatToAView asks for the same of a private and of a shared view of Ben's.
func TestWhoMayDoWhatToAView(t *testing.T) {
	const fine, none, forbidden = "absent", "NOT_FOUND", "FORBIDDEN"
	rename, end, both := fields{"name": "Renamed"}, fields{"shared": false}, fields{"shared": false, "name": "Renamed"}
	share := fields{"shared": true}
	type row struct {
		who, does string
		change    fields // nil: deletes it
		shared    bool
		want      string
	}
	tests := []row{
		{"the owner", "renames", rename, false, fine},
		{"the owner", "renames", rename, true, fine},
		{"the owner", "shares", share, false, fine},
		{"the owner", "unshares", end, true, fine},
		{"the owner", "deletes", nil, true, fine},
		{"a key of the owner that reads", "renames", rename, false, fine},
		{"a key of the owner that reads", "renames", rename, true, forbidden},
		{"a key of the owner that reads", "shares", share, false, forbidden},
		{"a key of the owner that reads", "unshares", end, true, fine},
		{"a key of the owner that reads", "unshares and renames", both, true, fine},
		{"a key of the owner that reads", "deletes", nil, true, fine},
		{"a key of the owner for services", "renames", rename, false, forbidden},
		{"a key of the owner for services", "deletes", nil, false, forbidden},
		{"another", "renames", rename, false, none},
		{"another", "deletes", nil, false, none},
		{"another", "renames", rename, true, forbidden},
		{"another", "unshares", end, true, forbidden},
		{"another", "deletes", nil, true, forbidden},
		{"an administrator", "renames", rename, false, none},
		{"an administrator", "unshares", end, false, none},
		{"an administrator", "deletes", nil, false, none},
		{"an administrator", "renames", rename, true, forbidden},
		{"an administrator", "unshares and renames", both, true, forbidden},
		{"an administrator", "unshares", end, true, fine},
		{"an administrator", "deletes", nil, true, fine},
		{"a key of an administrator", "unshares", end, true, fine},
		{"a key of an administrator that reads", "unshares", end, true, forbidden},
		{"a key of an administrator that reads", "deletes", nil, true, forbidden},
		{"who only reads", "renames", rename, true, forbidden},
	}
	eachServer(t, func(t *testing.T, s *testServer) {
		admin := s.signIn(t)
		reader := admin.invite(t, "dora@example.com", "USER", "correct horse battery")
		owner := s.keyOf(t, "ben@example.com")
		run := map[string]func(query string, variables any) reply{
			"an administrator": func(query string, variables any) reply { return admin.run(t, query, variables) },
			"who only reads":   func(query string, variables any) reply { return reader.run(t, query, variables) },
		}
		for who, key := range map[string]string{
			"the owner":                            owner,
			"a key of the owner that reads":        s.keyOf(t, "ben@example.com", "incidents:read"),
			"a key of the owner for services":      s.keyOf(t, "ben@example.com", "services:read", "services:write", "incidents:write"),
			"another":                              s.keyOf(t, "chiara@example.com"),
			"a key of an administrator":            s.scoped(t, "incidents:read", "incidents:write"),
			"a key of an administrator that reads": s.scoped(t, "incidents:read"),
		} {
			run[who] = func(query string, variables any) reply { return s.graphqlAs(t, key, query, variables) }
		}
		for _, tt := range tests {
			name := tt.who + " " + tt.does + " a private view"
			if tt.shared {
				name = tt.who + " " + tt.does + " a shared view"
			}
			t.Run(name, func(t *testing.T) {
				id := s.view(t, owner, fields{"name": "Ben's", "shared": tt.shared})
				defer s.graphqlAs(t, owner, dropView, fields{"id": id})
				var got reply
				if tt.change == nil {
					got = run[tt.who](dropView, fields{"id": id})
				} else {
					change := fields{"id": id}
					for field, value := range tt.change {
						change[field] = value
					}
					got = run[tt.who](changeView, input(change))
				}
				got.is(t, map[string]string{"errors.0.extensions.code": tt.want})
				after := s.graphqlAs(t, owner, `query($id: ID!) { savedView(id: $id) { name shared } }`, fields{"id": id})
				switch {
				case tt.want != fine:
					after.is(t, map[string]string{"data.savedView.name": "Ben's"})
				case tt.change == nil:
					after.is(t, map[string]string{"data.savedView": "null"})
				default:
					for field, value := range tt.change {
						after.is(t, map[string]string{"data.savedView." + field: strings.Trim(string(model.ToJSON(value)), `"`)})
					}
				}
			})
		}
	})
}

func TestAPrivateViewExistsForNobodyElse(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		owner, other, admin := s.keyOf(t, "ben@example.com"), s.keyOf(t, "chiara@example.com"), s.signIn(t)
		private := s.view(t, owner, fields{"name": "Ben's secret", "filter": fields{"q": "secret"}})
		s.view(t, owner, fields{"name": "ours", "shared": true})
		s.view(t, other, fields{"name": "Mine"})
		s.view(t, other, fields{"name": "all", "shared": true})

		const look = `query($id: ID!) { savedView(id: $id) { name } node(id: $id) { id } nodes(ids: [$id]) { id } }`
		hidden := map[string]string{"data": `{"node":null,"nodes":[null],"savedView":null}`, "errors": "absent"}
		s.graphqlAs(t, other, look, fields{"id": private}).is(t, hidden)
		admin.run(t, look, fields{"id": private}).is(t, hidden)
		s.graphqlAs(t, s.keyOf(t, "ben@example.com", "incidents:read"), look, fields{"id": private}).is(t, map[string]string{"data.savedView.name": "Ben's secret"})

		// By name, in any case of its letters.
		for key, want := range map[string][]string{owner: {"all", "Ben's secret", "ours"}, other: {"all", "Mine", "ours"}, s.scoped(t, "incidents:read"): {"all", "ours"}} {
			if names := s.viewNames(t, key); !slices.Equal(names, want) {
				t.Errorf("the views are %q, want %q", names, want)
			}
		}
		list := admin.run(t, listViews, nil)
		list.is(t, map[string]string{"data.savedViews.totalCount": "2", "data.savedViews.nodes.0.owner.name": "Chiara Russo"})
		for _, entry := range s.logged(t) {
			if strings.Contains(entry.ObjectName+string(entry.Changes), "secret") && entry.ObjectID == private {
				t.Errorf("the log tells of a private view: %+v", entry)
			}
		}

		// Page by page, in both directions.
		const page = `query($after: String, $before: String, $first: Int, $last: Int) { savedViews(first: $first, after: $after, last: $last, before: $before) { nodes { name } pageInfo { endCursor startCursor hasNextPage hasPreviousPage } } }`
		first := s.graphqlAs(t, owner, page, fields{"first": 2})
		first.is(t, map[string]string{"data.savedViews.pageInfo.hasNextPage": "true", "data.savedViews.nodes.1.name": "Ben's secret"})
		rest := s.graphqlAs(t, owner, page, fields{"first": 2, "after": first.at(t, "data.savedViews.pageInfo.endCursor")})
		rest.is(t, map[string]string{"data.savedViews.pageInfo.hasNextPage": "false", "data.savedViews.nodes": `[{"name":"ours"}]`})
		s.graphqlAs(t, owner, page, fields{"last": 1, "before": rest.at(t, "data.savedViews.pageInfo.startCursor")}).
			is(t, map[string]string{"data.savedViews.pageInfo.hasPreviousPage": "true", "data.savedViews.nodes": `[{"name":"Ben's secret"}]`})
		s.graphqlAs(t, owner, page, fields{"first": 101}).is(t, map[string]string{"errors.0.extensions.code": "VALIDATION_ERROR"})
		s.graphqlAs(t, owner, page, fields{"first": 1, "after": "x"}).is(t, map[string]string{"errors.0.extensions.code": "VALIDATION_ERROR"})
	})
}

func TestScopesOfViews(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		s.open(t, "Here")
		id := s.view(t, "", fields{"name": "Ours", "shared": true, "filter": fields{"q": "here"}})
		reads, services := s.scoped(t, "incidents:read"), s.scoped(t, "services:read")
		const rows = `query($id: ID!) { savedView(id: $id) { owner { id name } incidents(first: 1) { totalCount nodes { title service { id name } } } } }`
		s.graphqlAs(t, reads, rows, fields{"id": id}).is(t, map[string]string{"errors": "absent", "data.savedView.incidents.totalCount": "1", "data.savedView.owner.name": "Alice Smith"})
		for _, tt := range []struct{ key, query, says string }{
			{services, rows, "incidents:read"},
			{services, `query($id: ID!) { node(id: $id) { id } }`, "incidents:read"},
			{services, listViews, "incidents:read"},
			{reads, `query($id: ID!) { savedView(id: $id) { owner { email } } }`, "User.email needs the scope users:read"},
			{reads, `query($id: ID!) { savedView(id: $id) { incidents { nodes { service { slug } } } } }`, "Service.slug needs the scope services:read"},
		} {
			got := s.graphqlAs(t, tt.key, tt.query, fields{"id": id})
			if code, message := got.at(t, "errors.0.extensions.code"), got.at(t, "errors.0.message"); code != "FORBIDDEN" || !strings.Contains(message, tt.says) {
				t.Errorf("%s is answered %s: %s", tt.query, code, message)
			}
		}
		s.graphqlAs(t, services, saveView, input(fields{"name": "Mine", "filter": fields{}})).is(t, map[string]string{"errors.0.extensions.code": "FORBIDDEN"})
		s.graphqlAs(t, reads, saveView, input(fields{"name": "Mine", "filter": fields{}, "shared": true})).is(t, map[string]string{"errors.0.extensions.code": "FORBIDDEN"})
		s.view(t, reads, fields{"name": "Mine"})
		s.graphqlAs(t, noKey, listViews, nil).want(t, 401)

		// A page of views with what each shows costs as its lists are long.
		s.graphql(t, `{ savedViews(first: 10) { nodes { incidents(first: 5) { nodes { id } } } } }`, nil).is(t, map[string]string{"extensions.cost.requested": "121"})
		s.graphql(t, `{ savedViews(first: 100) { nodes { incidents(first: 100) { nodes { id } } } } }`, nil).is(t, map[string]string{"errors.0.extensions.code": "COMPLEXITY_LIMIT_EXCEEDED"})

		// The server itself is nobody whose views they could be.
		_, err := db.Write(t.Context(), s.db.In(model.Live), func(ctx context.Context, tx db.Tx) (any, error) {
			_, _, err := account.CreateSavedView(ctx, tx, model.System(model.Live), model.CreateSavedViewInput{Name: "Nobody's", Filter: &model.IncidentFilter{}})
			return nil, err
		})
		if err == nil || !strings.Contains(err.Error(), "Only a person") {
			t.Errorf("a view of nobody is refused with %v", err)
		}
	})
}

func TestViewsDoNotCross(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		s.open(t, "Here")
		b, sandbox := s.signIn(t), s.signIn(t)
		sandbox.header["X-OpsKnight-Environment"] = "TEST"
		payments := s.service(t, model.Live, "payment-api").ID
		for _, here := range []*browser{b, sandbox} {
			here.run(t, saveView, input(fields{"name": "Payments", "shared": true, "filter": fields{"q": "here", "serviceId": []string{payments}}})).is(t, map[string]string{"errors": "absent"})
		}
		const rows = `{ savedViews { nodes { id owner { id } incidents { totalCount } } } }`
		live, test := b.run(t, rows, nil), sandbox.run(t, rows, nil)
		live.is(t, map[string]string{"data.savedViews.nodes.0.incidents.totalCount": "1", "data.savedViews.nodes.1": "absent", "data.savedViews.nodes.0.owner.id": s.user(t, model.Live, "alice@example.com").ID})
		test.is(t, map[string]string{"data.savedViews.nodes.0.incidents.totalCount": "0", "data.savedViews.nodes.1": "absent", "data.savedViews.nodes.0.owner.id": s.user(t, model.Test, "alice@example.com").ID})
		for _, one := range []struct {
			here  *browser
			there reply
		}{{b, test}, {sandbox, live}} {
			id := one.there.at(t, "data.savedViews.nodes.0.id")
			one.here.run(t, `query($id: ID!) { savedView(id: $id) { id } node(id: $id) { id } }`, fields{"id": id}).is(t, map[string]string{"data": `{"node":null,"savedView":null}`})
			one.here.run(t, changeView, input(fields{"id": id, "shared": false})).is(t, map[string]string{"errors.0.extensions.code": "NOT_FOUND"})
			one.here.run(t, dropView, fields{"id": id}).is(t, map[string]string{"errors.0.extensions.code": "NOT_FOUND"})
		}
	})
}

func TestViewsOfWhoLeaves(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		admin := s.signIn(t)
		admin.invite(t, "dora@example.com", "RESPONDER", "correct horse battery")
		dora := s.user(t, model.Live, "dora@example.com").ID
		key := s.keyOf(t, "dora@example.com")
		private, shared, kept := s.view(t, key, fields{"name": "Private"}), s.view(t, key, fields{"name": "Shared", "shared": true}), s.view(t, key, fields{"name": "Kept", "shared": true})
		other := s.keyOf(t, "chiara@example.com")

		admin.run(t, `mutation($id: ID!) { updateUser(input: {id: $id, status: DISABLED}) { user { id } } }`, fields{"id": dora}).is(t, map[string]string{"errors": "absent"})
		if names := s.viewNames(t, other); !slices.Equal(names, []string{"Kept", "Shared"}) {
			t.Errorf("of somebody disabled there are %q", names)
		}
		admin.run(t, `mutation($id: ID!) { updateUser(input: {id: $id, status: ACTIVE}) { user { id } } }`, fields{"id": dora}).is(t, map[string]string{"errors": "absent"})
		s.clock.Advance(keyLife)
		if names := s.viewNames(t, key); !slices.Equal(names, []string{"Kept", "Private", "Shared"}) {
			t.Errorf("of somebody who is back there are %q", names)
		}

		admin.run(t, `mutation($id: ID!) { deleteUser(input: {id: $id}) { deletedId } }`, fields{"id": dora}).is(t, map[string]string{"errors": "absent"})
		list := s.graphqlAs(t, other, listViews, nil)
		list.is(t, map[string]string{"data.savedViews.totalCount": "2", "data.savedViews.nodes.0.name": "Kept", "data.savedViews.nodes.0.owner.name": "Dora", "data.savedViews.nodes.1.name": "Shared"})
		if left, err := db.CountSavedViews(t.Context(), s.db.In(model.Live), dora); err != nil || left != 2 {
			t.Errorf("%d views of the deleted user are left (%v), want the 2 shared ones", left, err)
		}
		admin.run(t, changeView, input(fields{"id": shared, "shared": false})).is(t, map[string]string{
			"errors.0.extensions.code": "CONFLICT", "errors.0.message": "The owner of this view has been deleted: if it is no longer shared, nobody sees it. Delete it instead.",
		})
		admin.run(t, dropView, fields{"id": shared}).is(t, map[string]string{"errors": "absent"})
		if names := s.viewNames(t, other); !slices.Equal(names, []string{"Kept"}) {
			t.Errorf("there are %q, want Kept", names)
		}
		s.wantAudit(t, model.Live, kept, []string{"saved_view.created"})
		s.wantAudit(t, model.Live, shared, []string{"saved_view.created", "saved_view.deleted"})
		s.wantAudit(t, model.Live, private, nil)
	})
}

func TestAViewOutlivesWhatItNames(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		service := s.post(t, "/api/services", `{"name":"Short-lived"}`).at(t, "data.id")
		open := s.post(t, "/api/incidents", `{"title":"Broken","service_id":"`+service+`"}`).at(t, "data.id")
		team := s.post(t, "/api/teams", `{"name":"Short-lived"}`).at(t, "data.id")
		id := s.view(t, "", fields{"name": "Short-lived", "filter": fields{"serviceId": []string{service}, "status": []string{"RESOLVED"}}})
		other := s.view(t, "", fields{"name": "Of the team", "filter": fields{"teamId": []string{team}}})
		s.patch(t, "/api/incidents/"+open, `{"status":"RESOLVED"}`).want(t, 200)
		s.remove(t, "/api/services/"+service)
		s.remove(t, "/api/teams/"+team)
		const rows = `query($id: ID!) { savedView(id: $id) { filter incidents { totalCount nodes { title } } } }`
		s.graphql(t, rows, fields{"id": id}).is(t, map[string]string{
			"errors": "absent", "data.savedView.filter.serviceId.0": service, "data.savedView.incidents.nodes.0.title": "Broken",
		})
		s.graphql(t, rows, fields{"id": other}).is(t, map[string]string{"errors": "absent", "data.savedView.filter.teamId.0": team, "data.savedView.incidents.totalCount": "0"})
		s.graphql(t, changeView, input(fields{"id": id, "name": "Past"})).is(t, map[string]string{"errors": "absent", "data.updateSavedView.savedView.filter.serviceId.0": service})
	})
}

// TestTheLogTellsOfSharedViews compares what each change of one has logged.
func TestTheLogTellsOfSharedViews(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		key := s.keyOf(t, "ben@example.com")
		id := s.view(t, key, fields{"name": "Mine", "filter": fields{"q": "private"}})
		for _, change := range []fields{
			{"filter": fields{"q": "disk"}},
			{"shared": true},
			{"name": "Disks"},
			{"shared": false, "filter": fields{"q": "private again"}},
		} {
			s.clock.Advance(time.Second)
			change["id"] = id
			s.graphqlAs(t, key, changeView, input(change)).is(t, map[string]string{"errors": "absent"})
		}
		s.graphqlAs(t, key, dropView, fields{"id": id}).is(t, map[string]string{"errors": "absent"})
		s.wantAudit(t, model.Live, id, []string{"saved_view.shared", "saved_view.updated", "saved_view.unshared"})
		for i, want := range []string{`"filter":{"before":null,"after":{"q":"disk"}}`, `{"name":{"before":"Mine","after":"Disks"}}`, `{"shared":{"before":true,"after":false}}`} {
			entry := s.auditOf(t, model.Live, id)[i]
			if shown := string(entry.Changes); !strings.Contains(shown, want) || strings.Contains(shown, "private") {
				t.Errorf("%s is logged as %s, want %s", entry.Action, shown, want)
			}
		}
	})
}
