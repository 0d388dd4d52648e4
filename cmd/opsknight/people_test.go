package main

import (
	"context"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/incident"
	"github.com/opsknight/opsknight/model"
)

func TestADisabledUsersKeysStop(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		path, key := "/api/users/"+s.user(t, model.Live, "ben@example.com").ID, s.keyOf(t, "ben@example.com")
		asBen := request{path: "/api/incidents", key: key}
		s.send(t, asBen).want(t, http.StatusOK)
		s.patch(t, path, `{"status":"DISABLED"}`).want(t, http.StatusOK).is(t, map[string]string{"data.status": "DISABLED", "data.role": "RESPONDER"})
		s.clock.Advance(forgotten)
		s.send(t, asBen).want(t, http.StatusUnauthorized).is(t, map[string]string{"error.code": "UNAUTHORIZED"})
		s.patch(t, path, `{"status":"ACTIVE"}`).want(t, http.StatusOK)
		s.clock.Advance(forgotten)
		s.send(t, asBen).want(t, http.StatusOK)
		s.patch(t, path, `{"role":"USER"}`).want(t, http.StatusOK)
		s.clock.Advance(forgotten)
		s.send(t, asBen).want(t, http.StatusOK)
		s.send(t, request{path: "/api/events", key: key, body: sampleTrigger}).want(t, http.StatusForbidden)
	})
}

func TestTheLastAdministratorStays(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		alice := "/api/users/" + s.user(t, model.Live, "alice@example.com").ID
		ben := "/api/users/" + s.user(t, model.Live, "ben@example.com").ID
		endings := map[string]request{
			"demoted":  {method: http.MethodPatch, path: alice, body: `{"role":"RESPONDER"}`},
			"disabled": {method: http.MethodPatch, path: alice, body: `{"status":"DISABLED"}`},
			"deleted":  {method: http.MethodDelete, path: alice},
		}
		refused := func(who string) {
			t.Helper()
			for name, ending := range endings {
				got := s.send(t, ending).want(t, http.StatusConflict)
				if message := got.at(t, "error.message"); !strings.Contains(message, "Alice Smith") || !strings.Contains(message, "administrator") {
					t.Errorf("%s, %s: the message is %q", who, name, message)
				}
			}
			s.get(t, alice).is(t, map[string]string{"data.role": "ADMIN", "data.status": "ACTIVE"})
		}
		refused("alone")
		s.patch(t, ben, `{"role":"ADMIN","status":"DISABLED"}`).want(t, http.StatusOK)
		refused("beside one who is disabled")
		s.patch(t, alice, `{"name":"Alice Smith-Jones","email":"alice@new.example.com"}`).want(t, http.StatusOK) // what leaves her one is allowed
		s.patch(t, alice, `{"name":"Alice Smith","email":"alice@example.com"}`).want(t, http.StatusOK)

		s.patch(t, ben, `{"status":"ACTIVE"}`).want(t, http.StatusOK)
		s.clock.Advance(forgotten)
		byBen := s.keyOf(t, "ben@example.com")
		for _, name := range []string{"demoted", "disabled"} {
			ending := endings[name]
			ending.key = byBen
			s.send(t, ending).want(t, http.StatusOK)
		}
		s.send(t, request{method: http.MethodPatch, path: ben, key: byBen, body: `{"role":"USER"}`}).want(t, http.StatusConflict)
	})
}

func TestTwoAdministratorsCannotBothGoAtOnce(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		for range 3 {
			var both []request
			for _, email := range []string{"alice@example.com", "ben@example.com"} {
				s.setUser(t, email, func(u *model.User) { u.Role = model.RoleAdmin })
				both = append(both, request{method: http.MethodPatch, path: "/api/users/" + s.user(t, model.Live, email).ID, body: `{"role":"USER"}`, key: s.keyOf(t, email)})
			}
			for _, r := range both { // their keys are remembered from here on
				s.send(t, request{path: r.path, key: r.key}).want(t, http.StatusOK)
			}
			var wg sync.WaitGroup
			for _, r := range both {
				wg.Go(func() {
					if got, err := s.try(t.Context(), r); err != nil || got.status != http.StatusOK && got.status != http.StatusConflict && got.status != http.StatusForbidden {
						t.Errorf("answered %d, %v: %s", got.status, err, got.body)
					}
				})
			}
			wg.Wait()
			s.send(t, request{path: "/api/users?role=ADMIN", key: both[0].key}).want(t, http.StatusOK).is(t, map[string]string{"pagination.total": "1"})
		}
	})
}

func TestAUserWhoIsNeededStays(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		service := s.service(t, model.Live, "checkout").ID
		for name, row := range map[string]struct {
			path, body string // of what needs the user, ID
			kind, as   string
			free       request // PATH: what was made
		}{
			"in a rotation": {
				"/api/schedules", `{"name":"Nights","time_zone":"UTC","layers":[{"users":["ID"],"rotation":{"unit":"days","length":1}}]}`, "schedule", "Nights",
				request{method: "PATCH", path: "PATH", body: `{"layers":[]}`},
			},
			"in an override to come": {
				"/api/schedules", `{"name":"Holidays","time_zone":"UTC","overrides":[{"user":"ID","start":"2024-02-01T00:00:00Z","end":"2024-02-02T00:00:00Z"}]}`, "schedule", "Holidays",
				request{method: "DELETE", path: "PATH"},
			},
			"in a policy": {
				"/api/escalation-policies", `{"name":"Bosses","steps":[{"targets":[{"type":"USER","id":"ID"}]}]}`, "escalation policy", "Bosses",
				request{method: "DELETE", path: "PATH"},
			},
			"the last owner of a team": {
				"/api/teams", `{"name":"Storage","members":[{"user_id":"ID","role":"OWNER"}]}`, "team", "Storage",
				request{path: "PATH/members", body: `{"user_id":"` + s.user(t, model.Live, "ben@example.com").ID + `","role":"OWNER"}`},
			},
			"assigned to an incident that is not resolved": {
				"/api/incidents", `{"title":"Disk full","service_id":"` + service + `","assignee_id":"ID"}`, "incident", "Disk full",
				request{method: "PATCH", path: "PATH", body: `{"status":"RESOLVED"}`},
			},
		} {
			t.Run(name, func(t *testing.T) {
				user := s.post(t, "/api/users", `{"name":"Dana","email":"dana@example.com"}`)
				id, path := user.at(t, "data.id"), user.header.Get("Location")
				needs := s.post(t, row.path, strings.ReplaceAll(row.body, "ID", id)).header.Get("Location")
				got := s.send(t, request{method: http.MethodDelete, path: path}).want(t, http.StatusConflict)
				got.is(t, map[string]string{
					"error.code": "CONFLICT", "error.details.used_by": `[{"id":"` + needs[strings.LastIndex(needs, "/")+1:] + `","kind":"` + row.kind + `","name":"` + row.as + `"}]`,
				})
				if message := got.at(t, "error.message"); !strings.Contains(message, row.kind+" "+row.as) {
					t.Errorf("the message is %q, want it to name the %s", message, row.kind)
				}
				s.get(t, path)
				row.free.path = strings.Replace(row.free.path, "PATH", needs, 1)
				if freed := s.send(t, row.free); freed.status > 299 {
					t.Fatalf("answered %d: %s", freed.status, freed.body)
				}
				s.remove(t, path)
			})
		}
	})
}

func TestADeletedUserIsStillNamed(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		made := s.post(t, "/api/users", `{"name":"Dana Lee","email":"dana@example.com","role":"RESPONDER"}`)
		id, path, team := made.at(t, "data.id"), made.header.Get("Location"), "/api/teams/"+s.team(t, model.Live).ID
		s.post(t, team+"/members", `{"user_id":"`+id+`"}`)
		key := s.keyOf(t, "dana@example.com")
		s.send(t, request{path: team, key: key}).want(t, http.StatusOK)
		inc := "/api/incidents/" + s.open(t, "Down")
		s.patch(t, inc, `{"assignee_id":"`+id+`"}`).want(t, http.StatusOK)
		// A person writes in the web app, which tests have not: the operation itself it is.
		write(t, s, model.Live, func(ctx context.Context, tx db.Tx, _ model.Actor) (*model.IncidentEvent, error) {
			dana := model.Actor{Environment: model.Live, Type: model.ActorUser, ID: id, UserID: id, Name: "Dana Lee", Role: model.RoleResponder}
			note, _, err := incident.AddNote(ctx, tx, dana, model.AddIncidentNoteInput{ID: strings.TrimPrefix(inc, "/api/incidents/"), Content: "It was me."})
			return note, err
		})
		s.patch(t, inc, `{"status":"RESOLVED"}`).want(t, http.StatusOK)

		s.remove(t, path)
		s.clock.Advance(forgotten)
		again := s.post(t, "/api/users", `{"name":"Dana Two","email":"Dana@example.com","role":"ADMIN"}`).at(t, "data.id")
		s.get(t, inc).is(t, map[string]string{"data.assignee.id": id, "data.assignee.name": "Dana Lee"})
		s.get(t, inc+"/notes").is(t, map[string]string{"data.0.author.id": id, "data.0.author.name": "Dana Lee", "data.0.content": "It was me."})
		s.graphql(t, `query($id:ID!){incident(id:$id){assignee{name}}}`, map[string]any{"id": strings.TrimPrefix(inc, "/api/incidents/")}).
			is(t, map[string]string{"data.incident.assignee.name": "Dana Lee"})
		s.send(t, request{path: team, key: key}).want(t, http.StatusUnauthorized) // the address is another's now, the key is not
		s.send(t, request{path: team + "/members/" + id}).want(t, http.StatusNotFound)
		s.send(t, request{method: http.MethodPatch, path: "/api/incidents/" + s.open(t, "Up"), body: `{"assignee_id":"` + id + `"}`}).want(t, http.StatusBadRequest).is(t, map[string]string{"error.details.field": "assignee_id"})
		s.get(t, "/api/users?q=dana@").is(t, map[string]string{"pagination.total": "1", "data.0.id": again})
	})
}

func TestNotificationRules(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		id := s.user(t, model.Live, "ben@example.com").ID
		wantRules := func(want string) {
			t.Helper()
			s.graphql(t, `query($id:ID!){user(id:$id){notificationRules{channel urgencies}}}`, map[string]any{"id": id}).is(t, map[string]string{"data.user.notificationRules": want, "errors": "absent"})
		}
		wantRules("[]")
		s.patch(t, "/api/users/"+id, `{"notification_rules":[{"channel":"EMAIL","urgencies":["HIGH","MEDIUM"]},{"channel":"INBOX","urgencies":["LOW"]}]}`).want(t, http.StatusOK)
		both := `[{"channel":"EMAIL","urgencies":["HIGH","MEDIUM"]},{"channel":"INBOX","urgencies":["LOW"]}]`
		wantRules(both)
		s.patch(t, "/api/users/"+id, `{"name":"Ben"}`).want(t, http.StatusOK)
		wantRules(both)
		s.patch(t, "/api/users/"+id, `{"notification_rules":[]}`).want(t, http.StatusOK)
		wantRules("[]")

		const set = `mutation($id:ID!,$rules:[NotificationRuleInput!]!){setNotificationRules(input:{userId:$id,rules:$rules,clientMutationId:"a"}){clientMutationId user{notificationRules{channel urgencies}}}}`
		rules := []any{map[string]any{"channel": "INBOX"}}
		s.graphql(t, set, map[string]any{"id": id, "rules": rules}).
			is(t, map[string]string{"data.setNotificationRules": `{"clientMutationId":"a","user":{"notificationRules":[{"channel":"INBOX","urgencies":["LOW","MEDIUM","HIGH"]}]}}`})
		reader := s.scoped(t, "users:read")
		for name, got := range map[string]reply{
			"to see them":           s.graphqlAs(t, reader, `query($id:ID!){user(id:$id){notificationRules{channel}}}`, map[string]any{"id": id}),
			"to set them":           s.graphqlAs(t, reader, set, map[string]any{"id": id, "rules": rules}),
			"to set them as itself": s.graphqlAs(t, s.keyOf(t, "ben@example.com"), set, map[string]any{"id": id, "rules": []any{}}),
		} {
			if got.at(t, "errors.0.extensions.code") != "FORBIDDEN" || !strings.Contains(got.at(t, "errors.0.message"), "users:write") {
				t.Errorf("a key without users:write asks %s: %s", name, got.body)
			}
		}
		many := make([]any, 21)
		for i := range many {
			many[i] = rules[0]
		}
		s.graphql(t, set, map[string]any{"id": id, "rules": many}).is(t, map[string]string{"errors.0.extensions.code": "VALIDATION_ERROR", "errors.0.extensions.field": "rules"})
		s.graphql(t, set, map[string]any{"id": "usr_1", "rules": rules}).is(t, map[string]string{"errors.0.extensions.code": "NOT_FOUND"})
		wantRules(`[{"channel":"INBOX","urgencies":["LOW","MEDIUM","HIGH"]}]`)
	})
}

func TestUsersOfTheSandboxAreTheirOwn(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		live := s.post(t, "/api/users", `{"name":"Dana","email":"dana@example.com"}`).header.Get("Location")
		made := s.send(t, request{path: "/api/users", key: s.TestKey, body: `{"name":"Dana of TEST","email":"dana@example.com","role":"RESPONDER"}`}).want(t, http.StatusCreated)
		test := request{path: made.header.Get("Location"), key: s.TestKey}
		before := s.send(t, test).want(t, http.StatusOK).body
		s.clock.Advance(time.Minute)
		s.patch(t, live, `{"name":"Another","status":"DISABLED","time_zone":"Europe/Rome","notification_rules":[{"channel":"INBOX"}]}`).want(t, http.StatusOK)
		if after := s.send(t, test).want(t, http.StatusOK).body; after != before {
			t.Errorf("a change in LIVE has made of\n%s\nin TEST\n%s", before, after)
		}
		s.remove(t, live)
		if after := s.send(t, test).want(t, http.StatusOK).body; after != before {
			t.Errorf("a deletion in LIVE has made of\n%s\nin TEST\n%s", before, after)
		}
		s.get(t, "/api/users?q=dana@").is(t, map[string]string{"pagination.total": "0"})
		s.send(t, request{path: "/api/users?q=dana@", key: s.TestKey}).is(t, map[string]string{"pagination.total": "1", "data.0.name": "Dana of TEST"})
	})
}

func TestATestKeyOutlivesANewAddressOfItsOwner(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		live := s.user(t, model.Live, "ben@example.com").ID
		key, _ := s.newKey(t, model.Test, model.CreateAPIKeyInput{Name: "Ben's", Scopes: allScopes(), OwnerID: &s.user(t, model.Test, "ben@example.com").ID})
		asTwin := request{path: "/api/incidents", key: key}
		s.send(t, asTwin).want(t, http.StatusOK)
		s.patch(t, "/api/users/"+live, `{"email":"ben.okafor@example.com"}`).want(t, http.StatusOK)
		s.clock.Advance(forgotten)
		s.send(t, asTwin).want(t, http.StatusOK)
		s.patch(t, "/api/users/"+live, `{"status":"DISABLED"}`).want(t, http.StatusOK)
		s.clock.Advance(forgotten)
		s.send(t, asTwin).want(t, http.StatusUnauthorized)
	})
}
