package main

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/graph"
	"github.com/opsknight/opsknight/internal/account"
	"github.com/opsknight/opsknight/internal/auth"
	"github.com/opsknight/opsknight/model"
)

// keyLife is how long a server believes what it has read of a key.
const keyLife = 3 * time.Second

// doors are the ways in that ask for a key, each with what is answered to a good one.
func doors() []struct {
	name string
	send request
	want int
} {
	return []struct {
		name string
		send request
		want int
	}{
		{"REST, read", request{path: "/api/incidents"}, 200},
		{"REST, write", request{path: "/api/incidents", body: `{"title":""}`}, 400},
		{"events", request{path: "/api/events", body: sampleTrigger}, 202},
		{"GraphQL", request{path: "/graphql", body: `{"query":"{viewer{id}}"}`}, 200},
	}
}

// everyDoor sends to each door with the key.
func (s *testServer) everyDoor(t *testing.T, key string, good bool) {
	t.Helper()
	for _, door := range doors() {
		door.send.key = key
		got := s.send(t, door.send)
		if good {
			if got.status != door.want {
				t.Errorf("%s answered %d, want %d: %s", door.name, got.status, door.want, cut(got.body))
			}
			continue
		}
		path := "error.code"
		if door.name == "GraphQL" {
			path = "errors.0.extensions.code"
		}
		if got.status != http.StatusUnauthorized || got.at(t, path) != "UNAUTHORIZED" || got.header.Get("WWW-Authenticate") == "" {
			t.Errorf("%s answered %d: %s", door.name, got.status, cut(got.body))
		}
	}
}

func allScopes() []string {
	var names []string
	for _, scope := range model.Scopes {
		names = append(names, string(scope))
	}
	return names
}

func TestKeysThatAreNotGoodAnyMore(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		for name, key := range map[string]string{
			"unknown":                     "sk_live_" + strings.Repeat("a", 43),
			"unknown, of the sandbox":     "sk_test_" + strings.Repeat("a", 43),
			"cut short":                   s.LiveKey[:len(s.LiveKey)-1],
			"with something behind it":    s.LiveKey + "x",
			"in the other environment":    strings.Replace(s.LiveKey, "live", "test", 1),
			"in upper case":               strings.ToUpper(s.LiveKey),
			"of 100,000 characters":       strings.Repeat("k", 100_000),
			"a routing key":               s.RoutingKeys["checkout"],
			"with a NUL's escape":         "sk_live_%00",
			"with the prefix only":        "sk_live_",
			"that is the id of a key":     s.keyID(t),
			"the hash that is stored":     auth.Hash(s.LiveKey),
			"with a quote for a database": "sk_live_' OR 1=1 --" + strings.Repeat("a", 28),
		} {
			t.Run(name, func(t *testing.T) { s.everyDoor(t, key, false) })
		}
		t.Run("expired", func(t *testing.T) {
			ends := s.clock.Now().Add(time.Second)
			key, _ := s.newKey(t, model.Live, model.CreateAPIKeyInput{Name: "Short", Scopes: allScopes(), ExpiresAt: &ends})
			s.everyDoor(t, key, true)
			s.clock.Advance(time.Second)
			s.everyDoor(t, key, false)
		})
		t.Run("revoked here, at once", func(t *testing.T) {
			secret, key := s.keyWith(t, model.Live, allScopes()...)
			s.everyDoor(t, secret, true)
			admin := s.user(t, model.Live, "alice@example.com")
			ctx := auth.With(t.Context(), model.Actor{Environment: model.Live, Type: model.ActorUser, ID: admin.ID, UserID: admin.ID, Role: model.RoleAdmin})
			resolvers := &graph.Resolver{DB: s.db, Gate: s.gate}
			if _, err := resolvers.Mutation().RevokeAPIKey(ctx, model.RevokeAPIKeyInput{ID: key.ID}); err != nil {
				t.Fatal(err)
			}
			s.everyDoor(t, secret, false)
		})
		t.Run("revoked by another server", func(t *testing.T) {
			secret, key := s.keyWith(t, model.Live, allScopes()...)
			s.everyDoor(t, secret, true)
			write(t, s, model.Live, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.APIKey, error) {
				return account.RevokeAPIKey(ctx, tx, by, key.ID)
			})
			s.clock.Advance(keyLife)
			s.everyDoor(t, secret, false)
		})
		for _, env := range model.Environments {
			t.Run("whose owner is disabled, in "+string(env), func(t *testing.T) {
				ben := s.user(t, env, "ben@example.com")
				key, _ := s.newKey(t, env, model.CreateAPIKeyInput{Name: "Ben's", Scopes: allScopes(), OwnerID: &ben.ID})
				s.send(t, request{path: "/api/incidents", key: key}).want(t, 200)
				s.setUser(t, "ben@example.com", func(u *model.User) { u.Status = model.UserDisabled })
				s.clock.Advance(keyLife)
				s.everyDoor(t, key, false)
				s.setUser(t, "ben@example.com", func(u *model.User) { u.Status = model.UserActive })
				s.clock.Advance(keyLife)
				s.send(t, request{path: "/api/incidents", key: key}).want(t, 200)
			})
		}
	})
}

// keyID is the id of the example's live key.
func (s *testServer) keyID(t *testing.T) string {
	t.Helper()
	return s.graphql(t, "{viewer{id}}", nil).at(t, "data.viewer.id")
}

// setUser changes a LIVE user.
func (s *testServer) setUser(t *testing.T, email string, change func(*model.User)) {
	t.Helper()
	user := s.user(t, model.Live, email)
	change(user)
	write(t, s, model.Live, func(ctx context.Context, tx db.Tx, _ model.Actor) (any, error) {
		return nil, db.UpdateUser(ctx, tx, user, "role", "status")
	})
}

func TestEveryEndpointNeedsItsScope(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		id := s.open(t, "Here")
		svc := s.service(t, model.Live, "payment-api")
		tests := []struct {
			scope string
			send  request
		}{
			{"incidents:read", request{path: "/api/incidents"}},
			{"incidents:read", request{path: "/api/incidents/" + id}},
			{"incidents:read", request{path: "/api/incidents/" + id + "/timeline"}},
			{"incidents:read", request{path: "/api/incidents/" + id + "/alerts"}},
			{"incidents:read", request{path: "/api/incidents/" + id + "/notes"}},
			{"incidents:write", request{path: "/api/incidents", body: `{"title":"x","service_id":"` + svc.ID + `"}`}},
			{"incidents:write", request{path: "/api/incidents/" + id + "/notes", body: `{"content":"x"}`}},
			{"incidents:write", request{method: "PATCH", path: "/api/incidents/" + id, body: `{"title":"y"}`}},
			{"events:write", request{path: "/api/events", body: sampleTrigger}},
			{"services:read", request{path: "/api/services"}},
			{"services:read", request{path: "/api/services/" + svc.ID}},
			{"teams:read", request{path: "/api/teams"}},
			{"teams:read", request{path: "/api/teams/" + s.team(t, model.Live).ID}},
			{"users:read", request{path: "/api/users"}},
			{"users:read", request{path: "/api/users/" + s.user(t, model.Live, "ben@example.com").ID}},
		}
		for _, tt := range tests {
			t.Run(tt.send.method+tt.send.path, func(t *testing.T) {
				others := slices.DeleteFunc(allScopes(), func(scope string) bool { return scope == tt.scope })
				tt.send.key, _ = s.keyWith(t, model.Live, others...)
				before := s.stored(t)
				refused := s.send(t, tt.send).want(t, http.StatusForbidden)
				if refused.at(t, "error.code") != "FORBIDDEN" || !strings.Contains(refused.at(t, "error.message"), tt.scope) {
					t.Error("the scope is not named:", refused.body)
				}
				if s.stored(t) != before {
					t.Error("something was stored")
				}
				tt.send.key, _ = s.keyWith(t, model.Live, tt.scope)
				if got := s.send(t, tt.send); got.status > 299 {
					t.Errorf("with the scope alone it answers %d: %s", got.status, cut(got.body))
				}
			})
		}
	})
}

func TestAKeyDoesWhatItsOwnersRoleAllowsNow(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		for _, env := range model.Environments {
			ben := s.user(t, env, "ben@example.com")
			key, _ := s.newKey(t, env, model.CreateAPIKeyInput{Name: "Ben's", Scopes: allScopes(), OwnerID: &ben.ID})
			tests := []struct {
				role model.Role
				want []string
			}{
				{model.RoleResponder, []string{"events:write", "incidents:read", "incidents:write", "services:read", "schedules:read", "schedules:write", "users:read", "teams:read"}},
				{model.RoleUser, []string{"incidents:read", "services:read", "schedules:read", "users:read", "teams:read"}},
				{model.RoleAdmin, allScopes()},
				{model.RoleResponder, []string{"events:write", "incidents:read", "incidents:write", "services:read", "schedules:read", "schedules:write", "users:read", "teams:read"}},
			}
			for _, tt := range tests {
				s.setUser(t, "ben@example.com", func(u *model.User) { u.Role = tt.role })
				s.clock.Advance(keyLife)
				got, _ := s.graphqlAs(t, key, "{viewer{scopes}}", nil).look(t, "data.viewer.scopes")
				var scopes []string
				for _, scope := range got.([]any) {
					scopes = append(scopes, scope.(string))
				}
				if !slices.Equal(scopes, tt.want) {
					t.Errorf("in %s a key of a %s may use %q, want %q", env, tt.role, scopes, tt.want)
				}
			}
		}
		s.setUser(t, "ben@example.com", func(u *model.User) { u.Role = model.RoleUser })
		ben := s.user(t, model.Live, "ben@example.com")
		key, _ := s.newKey(t, model.Live, model.CreateAPIKeyInput{Name: "Ben's", Scopes: allScopes(), OwnerID: &ben.ID})
		refused := s.send(t, request{path: "/api/events", key: key, body: sampleTrigger}).want(t, http.StatusForbidden)
		if message := refused.at(t, "error.message"); !strings.Contains(message, "events:write") || !strings.Contains(message, "USER") {
			t.Error("scope and role are not named:", message)
		}
	})
}

func TestEveryFieldRefusesWhoHasNoScope(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		schema := s.introspect(t)
		s.setUser(t, "ben@example.com", func(u *model.User) { u.Role = model.RoleUser })
		ben := s.user(t, model.Live, "ben@example.com")
		key, _ := s.newKey(t, model.Live, model.CreateAPIKeyInput{Name: "Nothing", Scopes: []string{"users:write"}, OwnerID: &ben.ID})
		id := s.open(t, "Here")
		// What tells of nothing but the key itself, or asks for the scope of what is found.
		open := map[string]bool{"viewer": true, "rateLimit": true, "node": true, "nodes": true, "setup": true}
		before := s.stored(t)
		for _, operation := range []string{"Query", "Mutation"} {
			for _, field := range schema.types[operation].Fields {
				if open[field.Name] {
					continue
				}
				t.Run(field.Name, func(t *testing.T) {
					got := s.graphqlAs(t, key, schema.call(operation, field, id), nil).want(t, 200)
					if code := got.at(t, "errors.0.extensions.code"); code != "FORBIDDEN" {
						t.Errorf("%s answered %s", schema.call(operation, field, id), cut(got.body))
					}
				})
			}
		}
		// node and nodes are open to all, but not what they find.
		for _, one := range []string{id, s.service(t, model.Live, "checkout").ID, ben.ID, s.team(t, model.Live).ID} {
			got := s.graphqlAs(t, key, `query($id:ID!){node(id:$id){id} }`, map[string]string{"id": one}).want(t, 200)
			if got.at(t, "errors.0.extensions.code") != "FORBIDDEN" {
				t.Error("node answered", got.body)
			}
		}
		if s.stored(t) != before {
			t.Error("something was stored")
		}
	})
}

func TestRelatedObjectsShowTheirNameAlone(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		id := s.open(t, "Here")
		s.patch(t, "/api/incidents/"+id, `{"assignee_id":"`+s.user(t, model.Live, "ben@example.com").ID+`"}`).want(t, 200)
		key, _ := s.keyWith(t, model.Live, "incidents:read")
		tests := []struct{ name, query, scope, field string }{
			{"id and name", `{incident(id:"ID"){service{id name __typename} assignee{id name}}}`, "", ""},
			{"a service's slug", `{incident(id:"ID"){service{id name slug}}}`, "services:read", "Service.slug"},
			{"a user's e-mail", `{incident(id:"ID"){assignee{email}}}`, "users:read", "User.email"},
			{"a service's slug under another name", `{incident(id:"ID"){service{name:slug}}}`, "services:read", "Service.slug"},
			{"a service's slug in a list", `{incidents{nodes{service{slug}}}}`, "services:read", "Service.slug"},
			{"a service's slug in an edge", `{incidents{edges{node{service{slug}}}}}`, "services:read", "Service.slug"},
			{"a service's slug in a fragment", `{incident(id:"ID"){service{...F}}} fragment F on Service{slug}`, "services:read", "Service.slug"},
			{"a service's slug in an inline fragment", `{incident(id:"ID"){service{...on Service{slug}}}}`, "services:read", "Service.slug"},
			{"a service's slug through Node", `{incident(id:"ID"){service{...on Node{...on Service{slug}}}}}`, "services:read", "Service.slug"},
			{"a service's incidents", `{incident(id:"ID"){service{incidents{totalCount}}}}`, "services:read", "Service.incidents"},
			{"a service's team, through which another", `{incident(id:"ID"){service{team{name}}}}`, "services:read", "Service.team"},
			{"what @include leaves out", `query($no:Boolean=false){incident(id:"ID"){service{slug @include(if:$no)}}}`, "services:read", "Service.slug"},
		}
		for _, tt := range tests {
			t.Run(tt.name, func(t *testing.T) {
				got := s.graphqlAs(t, key, strings.ReplaceAll(tt.query, "ID", id), nil)
				if tt.scope == "" {
					got.is(t, map[string]string{"data.incident.service.name": "Payment API", "data.incident.assignee.name": "Ben Okafor", "errors": "absent"})
					return
				}
				message := got.at(t, "errors.0.message")
				if got.at(t, "errors.0.extensions.code") != "FORBIDDEN" || !strings.Contains(message, tt.scope) || !strings.Contains(message, tt.field) || got.at(t, "data") != "absent" {
					t.Error("answered", got.body)
				}
			})
		}
		for _, path := range []string{"/api/incidents", "/api/incidents/" + id} {
			got := s.send(t, request{path: path, key: key}).want(t, 200)
			if strings.Contains(got.body, "ben@example.com") || strings.Contains(got.body, "payment-api\"") {
				t.Error("more than id and name is shown:", got.body)
			}
		}
	})
}

func TestAPIKeyBesideAnIntegrationKey(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		body := strings.Replace(sampleTrigger, "payment-api", s.RoutingKeys["payment-api"], 1)
		noEvents, _ := s.keyWith(t, model.Live, "incidents:read")
		for _, tt := range []struct {
			name, key string
			want      int
		}{
			{"none", noKey, 202},
			{"a good one", s.LiveKey, 202},
			{"one without the scope events:write", noEvents, 202},
			{"one of the other environment", s.TestKey, 403},
			{"an unknown one", "sk_live_" + strings.Repeat("a", 43), 401},
			{"nonsense", "nonsense", 401},
		} {
			t.Run(tt.name, func(t *testing.T) {
				before := s.stored(t)
				got := s.send(t, request{path: "/api/events", key: tt.key, body: body}).want(t, tt.want)
				if tt.want != http.StatusAccepted && s.stored(t) != before {
					t.Error("something was stored:", got.body)
				}
			})
		}
		t.Run("an integration key opens nothing else", func(t *testing.T) {
			for _, door := range []request{{path: "/api/incidents"}, {path: "/graphql", body: `{"query":"{viewer{id}}"}`}} {
				door.key, door.header = noKey, map[string]string{"Authorization": "Token token=" + s.RoutingKeys["payment-api"]}
				s.send(t, door).want(t, http.StatusUnauthorized)
			}
		})
	})
}

// TestWhoMayOnlyWriteSeesWhatTheyWrote writes each thing by a key that may do nothing else:
// the answer to what is stored is not that it was refused.
func TestWhoMayOnlyWriteSeesWhatTheyWrote(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		service, schedule := s.service(t, model.Live, "checkout").ID, s.schedule(t)
		ben := s.user(t, model.Live, "ben@example.com").ID
		layer := `{"name":"Nights","priority":9,"start":"2027-01-01T00:00:00Z","users":["` + ben + `"],"rotation":{"unit":"days","length":1}}`
		override := `{"user":"` + ben + `","start":"2027-01-01T00:00:00Z","end":"2027-01-02T00:00:00Z"}`
		for _, tt := range []struct {
			scope              model.Scope
			method, path, body string
		}{
			{model.ServicesWrite, "POST", "/api/services", `{"name":"Written"}`},
			{model.ServicesWrite, "PATCH", "/api/services/" + service, `{"description":"Written"}`},
			{model.ServicesWrite, "POST", "/api/services/" + service + "/integrations", `{"name":"Written","type":"EVENTS"}`},
			{model.ServicesWrite, "POST", "/api/escalation-policies", `{"name":"Written","steps":[{"escalate_after_minutes":5,"targets":[{"type":"USER","id":"` + ben + `"}]}]}`},
			{model.ServicesWrite, "POST", "/api/webhooks", `{"url":"https://example.com/written","events":["incident.triggered"]}`},
			{model.TeamsWrite, "POST", "/api/teams", `{"name":"Written"}`},
			{model.UsersWrite, "POST", "/api/users", `{"name":"Written","email":"written@example.com"}`},
			{model.UsersWrite, "PATCH", "/api/users/" + ben, `{"name":"Ben"}`},
			{model.IncidentsWrite, "POST", "/api/incidents", `{"title":"Written","service_id":"` + service + `"}`},
			{model.SchedulesWrite, "POST", "/api/schedules", `{"name":"Written","time_zone":"UTC","layers":[` + layer + `]}`},
			{model.SchedulesWrite, "PATCH", "/api/schedules/" + schedule, `{"description":"Written"}`},
			{model.SchedulesWrite, "POST", "/api/schedules/" + schedule + "/layers", layer},
			{model.SchedulesWrite, "POST", "/api/schedules/" + schedule + "/overrides", override},
		} {
			t.Run(tt.method+" "+tt.path, func(t *testing.T) {
				key, _ := s.keyWith(t, model.Live, string(tt.scope))
				got := s.send(t, request{method: tt.method, path: tt.path, body: tt.body, key: key})
				if got.status/100 != 2 || got.at(t, "data.id") == "absent" {
					t.Errorf("answered %d: %s", got.status, cut(got.body))
				}
			})
		}
	})
}
