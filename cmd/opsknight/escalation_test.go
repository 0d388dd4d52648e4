package main

import (
	"context"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/model"
)

// ladder makes a service whose policy tells Ben, ten minutes later Chiara, and then
// ends; it returns the service's id.
func (s *testServer) ladder(t testing.TB) string {
	t.Helper()
	step := func(email string) string {
		return `{"escalate_after_minutes":10,"targets":[{"type":"USER","id":"` + s.user(t, model.Live, email).ID + `"}]}`
	}
	policy := s.post(t, "/api/escalation-policies", `{"name":"Ladder","steps":[`+step("ben@example.com")+`,`+step("chiara@example.com")+`]}`).at(t, "data.id")
	return s.post(t, "/api/services", `{"name":"Ladder","escalation_policy_id":"`+policy+`"}`).at(t, "data.id")
}

func TestAnEscalationIsShownInBothAPIs(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		service := s.ladder(t)
		opened := s.event(t, trigger(service, "cpu"))
		opened.is(t, map[string]string{
			"data.incident.escalation.policy.name": "Ladder", "data.incident.escalation.step": "0", "data.incident.escalation.next_at": "2024-01-15T10:30:00Z",
		})
		id := opened.at(t, "data.incident.id")
		s.tick(t)
		s.get(t, "/api/incidents/"+id).is(t, map[string]string{
			"data.escalation.policy.name": "Ladder", "data.escalation.step": "1", "data.escalation.next_at": "2024-01-15T10:40:00Z",
			"data.assignee.name": "Ben Okafor",
		})
		s.event(t, trigger(service, "cpu")).is(t, map[string]string{"data.incident.escalation.step": "1", "data.incident.escalation.next_at": "2024-01-15T10:40:00Z"})
		s.get(t, "/api/incidents/"+id+"/escalation").is(t, map[string]string{
			"data.policy.name": "Ladder", "data.step": "1", "data.pass": "1", "data.next_at": "2024-01-15T10:40:00Z",
			"data.plan.0.at": "2024-01-15T10:40:00Z", "data.plan.0.kind": "STEP", "data.plan.0.step": "2",
			"data.plan.0.told.0.user.name": "Chiara Russo", "data.plan.0.told.0.channels": `["EMAIL"]`, "data.plan.0.told.0.target.type": "USER",
			"data.plan.1.at": "2024-01-15T10:50:00Z", "data.plan.1.kind": "EXHAUSTED", "data.plan.1.step": "null", "data.plan.2": "absent",
		})
		s.graphql(t, `query($id: ID!) { incident(id: $id) { escalation { policy { name } step pass nextAt plan { at kind step { position } told { user { name } } } }
			notifications { totalCount nodes { channel status subject user { name } incident { id } attemptCount attempts { number error } } } } }`, map[string]string{"id": id}).is(t, map[string]string{
			"errors": "absent", "data.incident.escalation.policy.name": "Ladder", "data.incident.escalation.step": "1", "data.incident.escalation.pass": "1",
			"data.incident.escalation.plan.0.told.0.user.name": "Chiara Russo", "data.incident.escalation.plan.0.step.position": "2",
			"data.incident.notifications.totalCount": "2", "data.incident.notifications.nodes.0.channel": "INBOX", "data.incident.notifications.nodes.0.status": "SENT",
			"data.incident.notifications.nodes.0.subject":          "[HIGH] Ladder: Down",
			"data.incident.notifications.nodes.1.channel":          "EMAIL",
			"data.incident.notifications.nodes.1.status":           "FAILED",
			"data.incident.notifications.nodes.1.attempts.0.error": "this server sends no mail: it has no --smtp-url",
			"data.incident.notifications.nodes.1.incident.id":      id,
		})
		s.patch(t, "/api/incidents/"+id, `{"status":"ACKNOWLEDGED"}`).want(t, http.StatusOK).is(t, map[string]string{"data.escalation": "null"})
		s.get(t, "/api/incidents/"+id+"/escalation").is(t, map[string]string{"data.next_at": "null", "data.plan": "[]"})
	})
}

func TestAnIncidentIsEscalatedByHand(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		path := "/api/incidents/" + s.event(t, trigger(s.ladder(t), "cpu")).at(t, "data.incident.id")
		s.tick(t)
		s.clock.Advance(time.Minute)
		again := map[string]string{"Idempotency-Key": "once"}
		s.send(t, request{path: path + "/escalate", body: `{}`, header: again}).want(t, http.StatusOK).
			is(t, map[string]string{"data.escalation.step": "2", "data.escalation.next_at": "2024-01-15T10:41:00Z", "data.assignee.name": "Ben Okafor"})
		repeat := s.send(t, request{path: path + "/escalate", body: `{}`, header: again}).want(t, http.StatusOK)
		repeat.is(t, map[string]string{"data.escalation.step": "2"})
		if repeat.header.Get("Idempotency-Replayed") != "true" {
			t.Error("a repeat is not said to be one")
		}
		s.graphql(t, `mutation($id: ID!) { escalateIncident(input: {id: $id, clientMutationId: "c"}) { clientMutationId replayed incident { escalation { step pass } } } }`,
			map[string]string{"id": strings.TrimPrefix(path, "/api/incidents/")}).is(t, map[string]string{
			"errors": "absent", "data.escalateIncident.incident.escalation.step": "1", "data.escalateIncident.incident.escalation.pass": "2", "data.escalateIncident.replayed": "false",
		})
		s.send(t, request{path: path + "/escalate", body: `{"step":2}`}).want(t, http.StatusBadRequest)
		s.send(t, request{path: "/api/incidents/inc_1/escalate", body: `{}`}).want(t, http.StatusNotFound)
		reader := s.keyOf(t, "alice@example.com", "incidents:read")
		s.send(t, request{path: path + "/escalate", body: `{}`, key: reader}).want(t, http.StatusForbidden).is(t, map[string]string{"error.code": "FORBIDDEN"})
		s.patch(t, path, `{"status":"ACKNOWLEDGED"}`).want(t, http.StatusOK)
		s.send(t, request{path: path + "/escalate", body: `{}`}).want(t, http.StatusConflict).is(t, map[string]string{"error.code": "CONFLICT"})
	})
}

func TestTheInbox(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		service := s.ladder(t)
		ben := s.keyOf(t, "ben@example.com", "incidents:read")
		const mark = `mutation($ids: [ID!]) { markNotificationsRead(input: {ids: $ids}) { markedCount unreadCount } }`
		s.tick(t)
		s.graphqlAs(t, ben, mark, nil).is(t, map[string]string{"data.markNotificationsRead.markedCount": "2"}) // of the example
		s.clock.Advance(time.Minute)
		const inbox = `{ inboxUnreadCount inbox { totalCount nodes { id subject readAt incident { title service { name } } } } }`
		s.graphqlAs(t, ben, inbox, nil).is(t, map[string]string{"data.inboxUnreadCount": "0"})
		for _, key := range []string{"a", "b", "c"} {
			s.event(t, trigger(service, key))
		}
		s.tick(t)
		found := s.graphqlAs(t, ben, inbox, nil)
		found.is(t, map[string]string{"errors": "absent", "data.inboxUnreadCount": "3", "data.inbox.totalCount": "5", "data.inbox.nodes.0.incident.service.name": "Ladder", "data.inbox.nodes.0.readAt": "null"})
		s.graphql(t, inbox, nil).is(t, map[string]string{"data.inboxUnreadCount": "0"}) // Alice's
		first := []string{found.at(t, "data.inbox.nodes.0.id"), "not_x", "x"}
		s.graphqlAs(t, s.LiveKey, mark, map[string]any{"ids": first}).is(t, map[string]string{"data.markNotificationsRead.markedCount": "0"})
		s.graphqlAs(t, ben, mark, map[string]any{"ids": []string{}}).is(t, map[string]string{"data.markNotificationsRead.markedCount": "0"})
		s.graphqlAs(t, ben, mark, map[string]any{"ids": first[:2]}).is(t, map[string]string{"data.markNotificationsRead.markedCount": "1", "data.markNotificationsRead.unreadCount": "2"})
		s.graphqlAs(t, ben, `{ inbox(unread: true) { totalCount } }`, nil).is(t, map[string]string{"data.inbox.totalCount": "2"})
		s.graphqlAs(t, ben, mark, map[string]any{"ids": nil}).is(t, map[string]string{"data.markNotificationsRead.markedCount": "2", "data.markNotificationsRead.unreadCount": "0"})
		s.graphqlAs(t, ben, `query($id: ID!) { node(id: $id) { ... on Notification { subject readAt } } }`, map[string]string{"id": first[0]}).
			is(t, map[string]string{"data.node.subject": "[HIGH] Ladder: Down", "data.node.readAt": "2024-01-15T10:31:00Z"})
	})
}

var ackLink = regexp.MustCompile(`https://opsknight\.example\.com(/ack/\S+)`)

// ackPath returns the acknowledge link of the last page to somebody.
func (s *testServer) ackPath(t testing.TB, incidentID, email string) string {
	t.Helper()
	inc, err := db.Incident(t.Context(), s.db.In(model.Live), incidentID)
	if err != nil {
		t.Fatal(err)
	}
	found, err := db.IncidentNotifications(t.Context(), s.db.In(model.Live), inc, db.Newest, model.Page{})
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range found.Nodes {
		if link := ackLink.FindStringSubmatch(n.Body); n.Destination == email && link != nil {
			return link[1]
		}
	}
	t.Fatalf("no page to %s has a link", email)
	return ""
}

func TestThePageBehindAnAcknowledgeLink(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		id := s.event(t, trigger(s.ladder(t), "cpu")).at(t, "data.incident.id")
		s.tick(t)
		path := s.ackPath(t, id, "ben@example.com")
		look := func(method string, status int, says string) reply {
			t.Helper()
			got := s.send(t, request{method: method, path: path, key: noKey}).want(t, status)
			if !strings.Contains(got.body, says) {
				t.Errorf("%s shows no %q:\n%s", method, says, got.body)
			}
			return got
		}
		// A program that follows links changes nothing.
		got := look(http.MethodGet, http.StatusOK, `<button type="submit">Acknowledge</button>`)
		for name, want := range map[string]string{"Referrer-Policy": "no-referrer", "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"} {
			if got.header.Get(name) != want {
				t.Errorf("%s is %q, want %q", name, got.header.Get(name), want)
			}
		}
		s.get(t, "/api/incidents/"+id).is(t, map[string]string{"data.status": "OPEN"})
		look(http.MethodPost, http.StatusOK, "Acknowledged")
		s.get(t, "/api/incidents/"+id).is(t, map[string]string{"data.status": "ACKNOWLEDGED", "data.escalation": "null"})
		timeline := s.get(t, "/api/incidents/"+id+"/timeline?limit=100")
		actors := timeline.each(t, "data", "actor.name")
		for i, what := range timeline.each(t, "data", "type") {
			if what == "acknowledged" && actors[i] != "Ben Okafor" {
				t.Errorf("acknowledged by %s, want Ben Okafor", actors[i])
			}
		}
		look(http.MethodGet, http.StatusOK, "nothing to acknowledge")
		look(http.MethodPost, http.StatusOK, "Acknowledged") // again: it changes nothing

		good := path
		for name, bad := range map[string]string{
			"another signature": good[:len(good)-2] + "AA", "no signature": strings.Split(good, ".")[0], "nothing": "/ack/x", "another text": "/ack/eA." + strings.Split(good, ".")[1],
		} {
			if got := s.send(t, request{path: bad, key: noKey}); got.status != http.StatusNotFound || !strings.Contains(got.body, "seven days") {
				t.Errorf("%s: answered %d: %s", name, got.status, cut(got.body))
			}
		}
		s.clock.Advance(7 * 24 * time.Hour)
		look(http.MethodPost, http.StatusNotFound, "seven days")
	})
}

func TestADisabledUserAcknowledgesNothingByALink(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		id := s.event(t, trigger(s.ladder(t), "cpu")).at(t, "data.incident.id")
		s.tick(t)
		path := s.ackPath(t, id, "ben@example.com")
		s.patch(t, "/api/users/"+s.user(t, model.Live, "ben@example.com").ID, `{"status":"DISABLED"}`).want(t, http.StatusOK)
		s.send(t, request{method: http.MethodPost, path: path, key: noKey}).want(t, http.StatusForbidden)
		s.get(t, "/api/incidents/"+id).is(t, map[string]string{"data.status": "OPEN"})
	})
}

// A letter about an account is no page: nobody reads it by its id.
func TestALetterIsNobodyElsesBusiness(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		user := s.user(t, model.Live, "ben@example.com")
		letter := write(t, s, model.Live, func(ctx context.Context, tx db.Tx, _ model.Actor) (string, error) {
			n := &model.Notification{
				ID: tx.NewID(model.NotificationID), UserID: user.ID, Occasion: "letter", Channel: model.ChannelEmail, Destination: user.Email,
				Subject: "Choose a new password", Body: "#token=secret", Status: model.NotificationPending, NextAttemptAt: &tx.Now, CreatedAt: tx.Now,
			}
			return n.ID, db.InsertNotifications(ctx, tx, []*model.Notification{n})
		})
		s.graphql(t, `query($id: ID!) { node(id: $id) { id } }`, map[string]string{"id": letter}).is(t, map[string]string{"errors": "absent", "data.node": "null"})
	})
}
