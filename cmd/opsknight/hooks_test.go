package main

import (
	"bytes"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/db/dbtest"
	"github.com/opsknight/opsknight/internal/ratelimit"
	"github.com/opsknight/opsknight/model"
)

func TestAWebhookByREST(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		service, team := s.service(t, model.Live, "checkout").ID, s.team(t, model.Live).ID
		made := s.post(t, "/api/webhooks", `{"url":"https://hooks.example.com:8443/x","events":["incident.resolved","incident.triggered","incident.resolved"]}`)
		path := "/api/webhooks/" + made.at(t, "data.id")
		made.is(t, map[string]string{
			"data.name": "hooks.example.com:8443", "data.description": "null", "data.events": `["incident.resolved","incident.triggered"]`, "data.service_ids": "[]", "data.team_ids": "[]",
			"data.urgencies": "[]", "data.header_names": "[]", "data.status": "ENABLED", "data.old_secret_until": "null", "data.owner.name": "Alice Smith",
		})
		if made.header.Get("Location") != path || !strings.HasPrefix(made.at(t, "data.secret"), "whsec_") {
			t.Error("made", made.header, made.body)
		}
		tag := s.get(t, path).header.Get("ETag")
		s.send(t, request{path: path, header: map[string]string{"If-None-Match": tag}}).want(t, http.StatusNotModified)
		s.patch(t, path, `{"name":"Chat","description":"For us","url":"https://other.example.com","events":["incident.assigned"],"service_ids":["`+service+`"],"team_ids":["`+team+`"],"urgencies":["HIGH"],"headers":{"x-b":"2","X-A":"1"}}`).
			want(t, http.StatusOK).is(t, map[string]string{
			"data.name": "Chat", "data.description": "For us", "data.url": "https://other.example.com", "data.events": `["incident.assigned"]`, "data.service_ids": `["` + service + `"]`,
			"data.team_ids": `["` + team + `"]`, "data.urgencies": `["HIGH"]`, "data.header_names": `["X-A","X-B"]`, "data.secret": "absent",
		})
		s.send(t, request{method: "PATCH", path: path, body: `{"name":"x"}`, header: map[string]string{"If-Match": tag}}).want(t, http.StatusConflict)
		s.patch(t, path, `{"headers":{"X-A":"1","X-B":"2"}}`).want(t, http.StatusOK) // no change
		s.patch(t, path, `{"description":null,"service_ids":[],"team_ids":[],"urgencies":[],"headers":{}}`).want(t, http.StatusOK).
			is(t, map[string]string{"data.description": "null", "data.service_ids": "[]", "data.team_ids": "[]", "data.urgencies": "[]", "data.header_names": "[]", "data.events": `["incident.assigned"]`})
		s.patch(t, path, `{"status":"DISABLED"}`).want(t, http.StatusOK).is(t, map[string]string{"data.status": "DISABLED"})
		s.get(t, "/api/webhooks?status=DISABLED&q=CHAT").is(t, map[string]string{"pagination.total": "1", "data.0.id": made.at(t, "data.id"), "data.0.secret": "absent"})
		s.get(t, "/api/webhooks?status=ENABLED").is(t, map[string]string{"pagination.total": "0"})
		s.patch(t, path, `{"status":"ENABLED"}`).want(t, http.StatusOK).is(t, map[string]string{"data.status": "ENABLED", "data.disabled_at": "null"})
		s.send(t, request{method: "DELETE", path: path}).want(t, http.StatusNoContent)
		s.send(t, request{path: path}).want(t, http.StatusNotFound)
		if n := len(s.auditOf(t, model.Live, made.at(t, "data.id"))); n != 6 {
			t.Errorf("%d changes are logged, want created, updated twice, disabled, enabled, deleted", n)
		}
	})
}

func TestWebhooksThatAreRefused(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		foreign := s.service(t, model.Test, "checkout").ID
		const good = `"url":"https://hooks.example.com","events":["incident.triggered"]`
		for name, tt := range map[string]struct{ body, field, reason string }{
			"nothing":              {`{}`, "*", ""},
			"no events":            {`{"url":"https://hooks.example.com","events":[]}`, "events", ""},
			"an unknown event":     {`{"url":"https://hooks.example.com","events":["incident.closed"]}`, "*", ""},
			"a ping":               {`{"url":"https://hooks.example.com","events":["webhook.ping"]}`, "*", ""},
			"a private address":    {`{"url":"http://10.0.0.1","events":["incident.triggered"]}`, "url", "refused_address"},
			"metadata":             {`{"url":"http://169.254.169.254/latest/meta-data","events":["incident.triggered"]}`, "url", "refused_address"},
			"a decimal address":    {`{"url":"http://2130706433/","events":["incident.triggered"]}`, "url", "refused_address"},
			"an octal address":     {`{"url":"http://0300.0250.0.1/","events":["incident.triggered"]}`, "url", "refused_address"},
			"a mapped address":     {`{"url":"http://[::ffff:10.0.0.1]/","events":["incident.triggered"]}`, "url", "refused_address"},
			"another scheme":       {`{"url":"ftp://example.com","events":["incident.triggered"]}`, "url", "invalid_format"},
			"a password":           {`{"url":"https://u:p@example.com","events":["incident.triggered"]}`, "url", "invalid_format"},
			"a header of ours":     {`{` + good + `,"headers":{"webhook-id":"x"}}`, "headers", "reserved"},
			"a host":               {`{` + good + `,"headers":{"Host":"x"}}`, "headers", "reserved"},
			"a header twice":       {`{` + good + `,"headers":{"X-A":"x","x-a":"y"}}`, "headers", "duplicate"},
			"a header that splits": {`{` + good + `,"headers":{"X-A":"x\r\nX-B: y"}}`, "headers", "invalid_format"},
			"a header of no name":  {`{` + good + `,"headers":{"X A":"x"}}`, "headers", "invalid_format"},
			"an unknown service":   {`{` + good + `,"service_ids":["svc_1"]}`, "service_ids", "not_found"},
			"a service of TEST":    {`{` + good + `,"service_ids":["` + foreign + `"]}`, "service_ids", "not_found"},
			"an unknown team":      {`{` + good + `,"team_ids":["team_1"]}`, "team_ids", "not_found"},
			"an unknown urgency":   {`{` + good + `,"urgencies":["NOW"]}`, "*", ""},
			"no name":              {`{` + good + `,"name":" "}`, "name", "required"},
			"an unknown field":     {`{` + good + `,"secret":"mine"}`, "secret", ""},
		} {
			t.Run(name, func(t *testing.T) {
				got := s.send(t, request{path: "/api/webhooks", body: tt.body}).want(t, http.StatusBadRequest)
				if tt.field != "*" && got.at(t, "error.details.field") != tt.field || tt.reason != "" && got.at(t, "error.details.reason") != tt.reason {
					t.Errorf("it says %s", got.body)
				}
			})
		}
		s.get(t, "/api/webhooks").is(t, map[string]string{"pagination.total": "0"})
	})
}

func TestWebhooksNeedTheScopesOfServices(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		r := newReceiver(t)
		hook, _ := s.hook(t, "", r.url, "")
		delivery := s.tell(t, model.Live, s.unheard(t, "Secret title"), model.WebhookTriggered, 1)[0]
		path := "/api/webhooks/" + hook
		reads := []string{"/api/webhooks", path, path + "/deliveries", path + "/deliveries/" + delivery}
		reader, writer := s.scoped(t, "services:read"), s.scoped(t, "services:write")
		for _, at := range reads {
			s.send(t, request{path: at, key: reader}).want(t, http.StatusOK)
			s.send(t, request{path: at, key: writer}).want(t, http.StatusForbidden)
		}
		got := s.send(t, request{path: reads[3], key: reader})
		if got.is(t, map[string]string{"data.body": "null"}); strings.Contains(got.body, "Secret title") {
			t.Error("who may not read incidents reads one:", got.body)
		}
		s.graphqlAs(t, reader, `query($id:ID!){webhookDelivery(id:$id){body}}`, map[string]any{"id": delivery}).is(t, map[string]string{"data.webhookDelivery.body": "null"})
		for _, at := range []string{"/enable", "/ping", "/rotate-secret", "/deliveries/" + delivery + "/redeliver"} {
			s.send(t, request{path: path + at, key: reader, body: "{}"}).want(t, http.StatusForbidden)
		}
		s.send(t, request{path: "/api/webhooks", key: reader, body: `{"url":"https://example.com","events":["incident.triggered"]}`}).want(t, http.StatusForbidden)
	})
}

func TestWebhooksOfTheSandboxAreDeliveredAndNeverCross(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		live, test := newReceiver(t), newReceiver(t)
		liveHook, _ := s.hook(t, "", live.url, "")
		testHook, _ := s.hook(t, s.TestKey, test.url, "")
		incident := func(key string, env model.Environment) string {
			return s.send(t, request{path: "/api/incidents", key: key, body: `{"title":"x","service_id":"` + s.service(t, env, "checkout").ID + `"}`}).want(t, http.StatusCreated).at(t, "data.id")
		}
		incident(s.TestKey, model.Test)
		s.deliver(t, 1)
		if n, m := len(live.all()), len(test.all()); n != 0 || m != 1 {
			t.Errorf("LIVE was told %d times, TEST %d times", n, m)
		}
		incident("", model.Live)
		s.deliver(t, 1)
		ids := s.get(t, "/api/webhooks/"+liveHook+"/deliveries").each(t, "data", "id")
		for _, at := range []string{"", "/deliveries", "/deliveries/" + ids[0]} {
			s.send(t, request{path: "/api/webhooks/" + liveHook + at, key: s.TestKey}).want(t, http.StatusNotFound)
			s.send(t, request{path: "/api/webhooks/" + testHook + at}).want(t, http.StatusNotFound)
		}
		for _, id := range []string{liveHook, ids[0]} {
			s.graphqlAs(t, s.TestKey, `query($id:ID!){node(id:$id){id}}`, map[string]any{"id": id}).is(t, map[string]string{"data.node": "null"})
			s.graphql(t, `query($id:ID!){node(id:$id){id}}`, map[string]any{"id": id}).is(t, map[string]string{"data.node.id": id})
		}
	})
}

func TestSecretsOfWebhooksAreShownOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *dbtest.Clock) {
		var log bytes.Buffer
		s := startServer(t, d, clock, ratelimit.Limits{}, func(s *server) { s.log = slog.New(slog.NewTextHandler(&log, nil)) })
		s.outbox.Log = slog.New(slog.NewTextHandler(&log, nil))
		r := newReceiver(t)
		r.answers(always(500))
		const value = "Bearer of-the-chat"
		hook, secret := s.hook(t, "", r.url, `,"headers":{"Authorization":"`+value+`"}`)
		path := "/api/webhooks/" + hook
		rotated := s.send(t, request{path: path + "/rotate-secret", body: "{}"}).at(t, "data.secret")
		s.send(t, request{path: path + "/ping", body: "{}"}).want(t, http.StatusCreated)
		s.deliver(t, 1)
		said := s.get(t, path).body + s.get(t, "/api/webhooks").body + s.get(t, path+"/deliveries").body + s.patch(t, path, `{"name":"x"}`).body +
			s.graphql(t, `query($id:ID!){webhook(id:$id){id name url headerNames etag deliveries{nodes{id body attempts{nodes{answer error}}}}}}`, map[string]any{"id": hook}).body
		var audit strings.Builder
		for _, entry := range s.auditOf(t, model.Live, hook) {
			audit.Write(entry.Changes)
		}
		row, err := db.Webhook(t.Context(), d.In(model.Live), hook)
		if err != nil {
			t.Fatal(err)
		}
		stored := fmt.Sprintf("%+v old:%s", *row, *row.OldSecret)
		for place, text := range map[string]string{"an answer": said, "the audit log": audit.String(), "the log": log.String(), "the database": stored} {
			for _, hidden := range []string{secret, strings.TrimPrefix(secret, "whsec_"), rotated, strings.TrimPrefix(rotated, "whsec_"), value} {
				if strings.Contains(text, hidden) {
					t.Errorf("%s has a secret: %s", place, cut(text))
				}
			}
		}
		if !strings.Contains(stored, hook) || !strings.Contains(stored, "v1.") || !strings.Contains(audit.String(), "(secret)") {
			t.Error("the test looked in the wrong places:", cut(stored), audit.String())
		}
		again := request{path: "/api/webhooks", body: `{"url":"https://example.com","events":["incident.triggered"]}`, header: map[string]string{"Idempotency-Key": "k"}}
		if first, repeat := s.send(t, again), s.send(t, again); first.at(t, "data.secret") == "absent" || repeat.at(t, "data.secret") != "absent" || repeat.at(t, "data.id") != first.at(t, "data.id") {
			t.Error("a repeat answers", repeat.body)
		}
	})
}
