package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/account"
	"github.com/opsknight/opsknight/model"
)

// socket is a client of graphql-transport-ws.
type socket struct {
	conn *websocket.Conn
	ctx  context.Context
}

// connect opens a socket, with headers.
func (s *testServer) connect(t testing.TB, header map[string]string) (_ *socket, status int, _ error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	t.Cleanup(cancel)
	h := http.Header{}
	for name, value := range header {
		h.Set(name, value)
	}
	conn, answer, err := websocket.Dial(ctx, strings.Replace(s.url, "http", "ws", 1)+"/graphql", &websocket.DialOptions{Subprotocols: []string{"graphql-transport-ws"}, HTTPHeader: h})
	if err == nil {
		t.Cleanup(func() { _ = conn.CloseNow() })
		conn.SetReadLimit(1 << 20)
	}
	if answer != nil {
		status = answer.StatusCode
		if answer.Body != nil {
			_ = answer.Body.Close()
		}
	}
	return &socket{conn, ctx}, status, err
}

// listen opens a socket with a key.
func (s *testServer) listen(t testing.TB, key string) *socket {
	t.Helper()
	k, _, err := s.connect(t, nil)
	if err != nil {
		t.Fatal(err)
	}
	k.say(t, `{"type":"connection_init","payload":{"Authorization":"Bearer `+key+`"}}`)
	if got := k.hear(t); got.at(t, "type") != "connection_ack" {
		t.Fatal("answered", got.body)
	}
	return k
}

func (k *socket) say(t testing.TB, text string) {
	t.Helper()
	if err := k.conn.Write(k.ctx, websocket.MessageText, []byte(text)); err != nil {
		t.Fatal(err)
	}
}

func (k *socket) subscribe(t testing.TB, id, query string, variables any) {
	t.Helper()
	payload, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		t.Fatal(err)
	}
	k.say(t, `{"type":"subscribe","id":"`+id+`","payload":`+string(payload)+`}`)
}

// hear returns the next message.
func (k *socket) hear(t testing.TB) reply {
	t.Helper()
	_, text, err := k.conn.Read(k.ctx)
	if err != nil {
		t.Fatal(err)
	}
	return reply{body: string(text)}
}

// closed returns the code by which the server closes the socket.
func (k *socket) closed(t testing.TB) (int, string) {
	t.Helper()
	for {
		_, _, err := k.conn.Read(k.ctx)
		if err == nil {
			continue
		}
		closed, ok := errors.AsType[websocket.CloseError](err)
		if !ok {
			t.Fatal(err)
		}
		return int(closed.Code), closed.Reason
	}
}

const changed = `subscription($filter: IncidentFilter, $after: String) { incidentChanged(filter: $filter, after: $after) { cursor event { type actor { name } } incident { id title status service { name } } } }`

// settled waits until a subscription that was just sent is heard of by the feed: what is
// sent after it on the same socket is answered after it began.
func (k *socket) settled(t testing.TB) {
	t.Helper()
	k.say(t, `{"type":"ping"}`)
	if got := k.hear(t); got.at(t, "type") != "pong" {
		t.Fatal("answered", got.body)
	}
}

func TestSubscriptionsTellOfChanges(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		k := s.listen(t, s.LiveKey)
		k.subscribe(t, "1", changed, map[string]any{"filter": map[string]any{"serviceId": []string{s.service(t, model.Live, "payment-api").ID}}})
		s.begun(t, 1)
		s.event(t, trigger("checkout", "of another service"))
		id := s.event(t, trigger("payment-api", "cpu")).at(t, "data.incident.id")
		s.event(t, trigger("payment-api", "cpu")) // one more alert is no line
		s.patch(t, "/api/incidents/"+id, `{"status":"ACKNOWLEDGED"}`)
		s.patch(t, "/api/incidents/"+id, `{"status":"RESOLVED"}`)
		cursor := ""
		for _, want := range []string{"TRIGGERED", "ACKNOWLEDGED", "RESOLVED"} {
			got := k.hear(t)
			got.is(t, map[string]string{
				"type": "next", "id": "1", "payload.data.incidentChanged.event.type": want,
				"payload.data.incidentChanged.incident.id": id, "payload.data.incidentChanged.incident.service.name": "Payment API",
			})
			if want == "TRIGGERED" {
				cursor = got.at(t, "payload.data.incidentChanged.cursor")
			}
		}
		// What was missed is told first.
		again := s.listen(t, s.LiveKey)
		again.subscribe(t, "a", changed, map[string]any{"after": cursor})
		for _, want := range []string{"ACKNOWLEDGED", "RESOLVED"} {
			again.hear(t).is(t, map[string]string{"payload.data.incidentChanged.event.type": want, "payload.data.incidentChanged.incident.id": id})
		}
		s.patch(t, "/api/incidents/"+id, `{"status":"OPEN"}`)
		for _, one := range []*socket{k, again} {
			one.hear(t).is(t, map[string]string{"payload.data.incidentChanged.event.type": "REOPENED", "payload.data.incidentChanged.incident.status": "OPEN"})
		}
		k.say(t, `{"type":"complete","id":"1"}`)
		k.settled(t)
	})
}

// begun waits until so many subscriptions are heard of: a client cannot tell.
func (s *testServer) begun(t testing.TB, n int) {
	t.Helper()
	deadline := time.Now().Add(time.Minute)
	for s.feed.Listening() < n {
		if time.Now().After(deadline) {
			t.Fatalf("%d subscriptions have begun, want %d", s.feed.Listening(), n)
		}
		<-time.After(time.Millisecond)
	}
}

func TestSocketsKeepTheProtocol(t *testing.T) {
	const init = `{"type":"connection_init","payload":{"Authorization":"Bearer KEY"}}`
	subscribe := func(query string) string {
		return `{"type":"subscribe","id":"1","payload":{"query":` + quote(query) + `}}`
	}
	viewer, listening := subscribe("{viewer{__typename}}"), subscribe("subscription{incidentChanged{cursor}}")
	const end = "{"
	tests := []struct {
		name   string
		script []string // what is sent; without a bracket, the type of the message that comes then
		code   int
		reason string
	}{
		{"no key", []string{`{"type":"connection_init"}`}, 4403, "API key"},
		{"a wrong key", []string{`{"type":"connection_init","payload":{"Authorization":"Bearer sk_live_nonsense"}}`}, 4403, "API key"},
		{"a payload that is no object", []string{`{"type":"connection_init","payload":[1]}`}, 4403, "API key"},
		{"a subscribe before the init", []string{viewer}, 4401, "Unauthorized"},
		{"pings before the init", []string{`{"type":"ping"}`, "pong", `{"type":"pong"}`, init, "connection_ack", viewer, "next", "complete", end}, 4400, ""},
		{"an unknown type before the init", []string{`{"type":"ping"}`, "pong", `{"type":"start"}`}, 4401, "Unauthorized"},
		{"two inits", []string{init, "connection_ack", init}, 4429, "Too many initialisation requests"},
		{"no JSON", []string{init, "connection_ack", end}, 4400, "not valid JSON"},
		{"a key twice", []string{init, "connection_ack", `{"type":"ping","type":"pong"}`}, 4400, "not valid JSON"},
		{"a list", []string{init, "connection_ack", `[]`}, 4400, "an object with a type"},
		{"an unknown type", []string{init, "connection_ack", `{"type":"start","id":"1"}`}, 4400, "unknown type"},
		{"no id", []string{init, "connection_ack", `{"type":"subscribe","payload":{"query":"{viewer{__typename}}"}}`}, 4400, "needs an id"},
		{"the same id twice", []string{init, "connection_ack", listening, listening}, 4409, "Subscriber for 1 already exists"},
		{"a query, and its id again after its end", []string{init, "connection_ack", viewer, "next", "complete", viewer, "next", "complete", end}, 4400, ""},
		{"a mutation", []string{init, "connection_ack", subscribe(`mutation{sendEvent(input:{routingKey:"payment-api",eventAction:RESOLVE,dedupKey:"x"}){action}}`), "next", "complete", end}, 4400, ""},
		{"a query that is not valid", []string{init, "connection_ack", subscribe("{nothing}"), "error", end}, 4400, ""},
		{"two subscriptions in one", []string{init, "connection_ack", subscribe("subscription{incidentChanged{cursor} b:incidentChanged{cursor}}"), "error", end}, 4400, ""},
		{"no query", []string{init, "connection_ack", `{"type":"subscribe","id":"1","payload":{}}`, "error", end}, 4400, ""},
		{"a wrong cursor", []string{init, "connection_ack", subscribe(`subscription{incidentChanged(after:"x"){cursor}}`), "next", "complete", end}, 4400, ""},
		{"the timeline of no incident", []string{init, "connection_ack", subscribe(`subscription{timelineAdded(incidentId:"inc_1"){cursor}}`), "next", "complete", end}, 4400, ""},
		{"the end of what never began", []string{init, "connection_ack", `{"type":"complete","id":"9"}`, `{"type":"ping","payload":{"a":1}}`, "pong", end}, 4400, ""},
		{"a message of 2 MB", []string{init, "connection_ack", `{"type":"ping","payload":"` + strings.Repeat("x", 2<<20) + `"}`}, 1009, ""},
	}
	eachServer(t, func(t *testing.T, s *testServer) {
		for _, tt := range tests {
			t.Run(tt.name, func(t *testing.T) {
				k, _, err := s.connect(t, nil)
				if err != nil {
					t.Fatal(err)
				}
				for _, line := range tt.script {
					if strings.ContainsAny(line[:1], "{[") {
						_ = k.conn.Write(k.ctx, websocket.MessageText, []byte(strings.Replace(line, "KEY", s.LiveKey, 1))) // it may be closed before all is sent
					} else if got := k.hear(t); got.at(t, "type") != line {
						t.Fatalf("heard %s, want %s", got.body, line)
					}
				}
				if code, reason := k.closed(t); code != tt.code || !strings.Contains(reason, tt.reason) {
					t.Errorf("closed by %d %q, want %d %q", code, reason, tt.code, tt.reason)
				}
			})
		}
	})
}

func TestSocketsAreNotForOtherSites(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		for name, header := range map[string]map[string]string{
			"by Origin":         {"Origin": "https://evil.example"},
			"by Sec-Fetch-Site": {"Sec-Fetch-Site": "cross-site"},
		} {
			if _, status, err := s.connect(t, header); err == nil || status != http.StatusForbidden {
				t.Errorf("%s: answered %d, want 403", name, status)
			}
		}
		if _, _, err := s.connect(t, map[string]string{"Origin": s.url}); err != nil {
			t.Errorf("the server's own page: %v", err)
		}
	})
}

func TestASocketHasSoManyOperations(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		k := s.listen(t, s.LiveKey)
		for i := range 20 {
			k.subscribe(t, "s"+strconv.Itoa(i), "subscription{incidentChanged{cursor}}", nil)
		}
		k.subscribe(t, "more", "subscription{incidentChanged{cursor}}", nil)
		k.hear(t).is(t, map[string]string{"type": "error", "id": "more", "payload.0.extensions.code": "RATE_LIMITED"})
		s.begun(t, 20)
		k.say(t, `{"type":"complete","id":"s3"}`)
		s.begunAtMost(t, 19)
		k.subscribe(t, "more", "{viewer{__typename}}", nil)
		k.hear(t).is(t, map[string]string{"type": "next", "id": "more"})
		_ = k.conn.CloseNow()
		s.begunAtMost(t, 0)
	})
}

// begunAtMost waits until no more subscriptions than these are heard of.
func (s *testServer) begunAtMost(t testing.TB, n int) {
	t.Helper()
	deadline := time.Now().Add(time.Minute)
	for s.feed.Listening() > n {
		if time.Now().After(deadline) {
			t.Fatalf("%d subscriptions go on, want %d", s.feed.Listening(), n)
		}
		<-time.After(time.Millisecond)
	}
}

func TestSubscriptionsKeepToWhoMayHear(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		const listening = "subscription{incidentChanged{incident{title}}}"
		blind := s.listen(t, s.scoped(t, "services:read"))
		blind.subscribe(t, "1", listening, nil)
		blind.hear(t).is(t, map[string]string{"type": "next", "payload.errors.0.extensions.code": "FORBIDDEN"})

		sandbox := s.listen(t, s.TestKey)
		sandbox.subscribe(t, "1", listening, nil)
		secret, key := s.keyWith(t, model.Live, "incidents:read")
		k := s.listen(t, secret)
		k.subscribe(t, "1", listening, nil)
		s.begun(t, 2)
		s.open(t, "Only in LIVE")
		k.hear(t).is(t, map[string]string{"payload.data.incidentChanged.incident.title": "Only in LIVE"})

		if _, err := db.Write(t.Context(), s.db.In(model.Live), func(ctx context.Context, tx db.Tx) (*model.APIKey, error) {
			return account.RevokeAPIKey(ctx, tx, model.System(model.Live), key.ID)
		}); err != nil {
			t.Fatal(err)
		}
		s.gate.Forget()
		s.open(t, "After the key was revoked")
		if code, reason := k.closed(t); code != 4403 {
			t.Errorf("closed by %d %q", code, reason)
		}
		s.send(t, request{path: "/api/events", key: s.TestKey, body: trigger("payment-api", "only-in-test")}).want(t, http.StatusAccepted)
		sandbox.hear(t).is(t, map[string]string{"payload.data.incidentChanged.incident.title": "Down"})
	})
}

// TestFiltersOfSubscriptions changes an incident, and looks which filters tell of it.
func TestFiltersOfSubscriptions(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		ben := s.user(t, model.Live, "ben@example.com").ID
		id := s.open(t, "Payments fail")
		k := s.listen(t, s.LiveKey)
		filters := map[string]any{
			"open":     map[string]any{"status": []string{"OPEN"}},
			"resolved": map[string]any{"status": []string{"RESOLVED"}},
			"ben's":    map[string]any{"assigneeId": []string{ben}},
			"low":      map[string]any{"urgency": []string{"LOW"}},
			"named":    map[string]any{"q": "PAYMENTS"},
			"other":    map[string]any{"q": "checkout"},
			"later":    map[string]any{"createdAfter": "2099-01-01T00:00:00Z"},
			"all":      nil,
		}
		for name, filter := range filters {
			k.subscribe(t, name, changed, map[string]any{"filter": filter})
		}
		s.begun(t, len(filters))
		for _, step := range []struct {
			patch string
			heard []string
		}{
			{`{"assignee_id":"` + ben + `"}`, []string{"all", "ben's", "named", "open"}},
			{`{"urgency":"LOW"}`, []string{"all", "ben's", "low", "named", "open"}},
			{`{"assignee_id":null}`, []string{"all", "ben's", "low", "named", "open"}}, // it has left the list of ben's
			{`{"urgency":"HIGH"}`, []string{"all", "low", "named", "open"}},
			{`{"status":"RESOLVED"}`, []string{"all", "named", "open", "resolved"}}, // and that of open ones
			{`{"status":"OPEN"}`, []string{"all", "named", "open", "resolved"}},
		} {
			s.patch(t, "/api/incidents/"+id, step.patch)
			var heard []string
			for range step.heard {
				heard = append(heard, k.hear(t).at(t, "id"))
			}
			slices.Sort(heard)
			if !slices.Equal(heard, step.heard) {
				t.Errorf("%s is told to %q, want %q", step.patch, heard, step.heard)
			}
			k.settled(t)
		}
	})
}

func TestSubscriptionsByServerSentEvents(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		const events = "text/event-stream"
		open := func(accept, query, key string) (status int, mediaType string, _ *bufio.Scanner) {
			t.Helper()
			r, err := http.NewRequestWithContext(ctx, http.MethodPost, s.url+"/graphql", strings.NewReader(gql(query)))
			if err != nil {
				t.Fatal(err)
			}
			r.Header.Set("Content-Type", "application/json")
			r.Header.Set("Accept", accept)
			r.Header.Set("Authorization", "Bearer "+key)
			answer, err := http.DefaultClient.Do(r)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = answer.Body.Close() })
			return answer.StatusCode, answer.Header.Get("Content-Type"), bufio.NewScanner(answer.Body)
		}
		// event returns the next one as "name data".
		event := func(lines *bufio.Scanner) string {
			t.Helper()
			var event []string
			for lines.Scan() {
				name, value, _ := strings.Cut(lines.Text(), ": ")
				switch {
				case name == "event" || name == "data":
					event = append(event, strings.TrimSpace(value))
				case lines.Text() == "" && len(event) > 0:
					return strings.TrimSpace(strings.Join(event, " "))
				}
			}
			return ""
		}
		status, mediaType, lines := open(events, "subscription{incidentChanged{incident{title}}}", s.LiveKey)
		if status != http.StatusOK || mediaType != "text/event-stream; charset=utf-8" {
			t.Fatal("answered", status, mediaType)
		}
		s.begun(t, 1)
		s.open(t, "By events")
		if got := event(lines); got != `next {"data":{"incidentChanged":{"incident":{"title":"By events"}}}}` {
			t.Error("heard", got)
		}
		_, _, lines = open(events, "{viewer{__typename}}", s.LiveKey)
		for _, want := range []string{`next {"data":{"viewer":{"__typename":"Viewer"}},"extensions":{"cost":{"requested":2,"limit":5000}}}`, "complete"} {
			if got := event(lines); got != want {
				t.Errorf("heard %s, want %s", got, want)
			}
		}
		_, _, lines = open(events, "{nothing}", s.LiveKey)
		if got := event(lines); !strings.Contains(got, "GRAPHQL_VALIDATION_FAILED") {
			t.Error("heard", got)
		}
		if status, _, _ := open(events, "subscription{incidentChanged{cursor}}", "sk_live_nonsense"); status != http.StatusUnauthorized {
			t.Error("with a wrong key it answers", status)
		}
		const both = "application/graphql-response+json, application/json, text/event-stream, multipart/mixed" // as urql
		if _, mediaType, _ := open(both, "{viewer{__typename}}", s.LiveKey); mediaType != "application/graphql-response+json; charset=utf-8" {
			t.Error("a query of who takes JSON as well is answered with", mediaType)
		}
		_, _, lines = open(both, "subscription{incidentChanged{incident{title}}}", s.LiveKey)
		s.begun(t, 2)
		s.open(t, "For urql")
		if got := event(lines); !strings.Contains(got, "For urql") {
			t.Error("heard", got)
		}
		byGet := request{path: "/graphql?query=" + url.QueryEscape(`mutation{sendEvent(input:{routingKey:"payment-api",eventAction:TRIGGER,dedupKey:"get",payload:{summary:"x"}}){action}}`), header: map[string]string{"Accept": "text/event-stream"}}
		if got := s.send(t, byGet).want(t, http.StatusOK); !strings.Contains(got.body, "By GET nothing can be changed") {
			t.Error("a mutation by GET answers", got.body)
		}
	})
}

func TestATimelineIsToldAsItGrows(t *testing.T) {
	const added = `subscription($id: ID!, $after: String) { timelineAdded(incidentId: $id, after: $after) { cursor event { incidentId type details } incident { id } } }`
	eachServer(t, func(t *testing.T, s *testServer) {
		id, merged, other := s.open(t, "Payments fail"), s.open(t, "Payments are slow"), s.open(t, "Something else")
		note := func(on, text string) {
			t.Helper()
			s.post(t, "/api/incidents/"+on+"/notes", `{"content":"`+text+`"}`)
		}
		k := s.listen(t, s.LiveKey)
		k.subscribe(t, "1", added, map[string]any{"id": id})
		s.begun(t, 1)
		hears := func(on, kind string) reply {
			t.Helper()
			got := k.hear(t)
			got.is(t, map[string]string{"type": "next", "payload.data.timelineAdded.event.incidentId": on, "payload.data.timelineAdded.event.type": kind})
			return got
		}
		note(other, "Not told")
		note(id, "First")
		cursor := hears(id, "NOTE_ADDED").at(t, "payload.data.timelineAdded.cursor")
		s.send(t, request{path: "/api/incidents/" + id + "/merge", body: `{"source_ids":["` + merged + `"]}`}).want(t, http.StatusOK)
		told := []string{hears(id, "MERGED").at(t, "payload.data.timelineAdded.incident.id"), k.hear(t).at(t, "payload.data.timelineAdded.incident.id")}
		if !slices.Equal(told, []string{id, merged}) { // the target's line, and the source's
			t.Errorf("of the merge it tells by the lines of %q", told)
		}
		note(id, "Last")
		hears(id, "NOTE_ADDED").is(t, map[string]string{"payload.data.timelineAdded.event.details": `{"content":"Last"}`})
		again := s.listen(t, s.LiveKey)
		again.subscribe(t, "a", added, map[string]any{"id": id, "after": cursor})
		for range 3 { // what was told after the cursor, and nothing of the others
			again.hear(t).is(t, map[string]string{"type": "next", "payload.errors": "absent"})
		}
		again.settled(t)
	})
}

func TestWhatStaysOpenIsNotMeasuredAsARequest(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		k := s.listen(t, s.LiveKey)
		_ = k.conn.CloseNow()
		s.send(t, request{path: "/graphql", body: gql("{viewer{__typename}}"), header: map[string]string{"Accept": "text/event-stream"}}).want(t, http.StatusOK)
		s.graphql(t, "{viewer{__typename}}", nil)
		found := s.metrics(t)
		if got := found[`opsknight_http_request_duration_seconds_count{method="POST",route="/graphql",status="2xx"}`]; got != "1" {
			t.Errorf("%s requests are measured, want the one that was answered at once", got)
		}
		for line := range found {
			if strings.Contains(line, "/graphql") && strings.Contains(line, `status="1xx"`) {
				t.Error("a socket is measured:", line)
			}
		}
	})
}
