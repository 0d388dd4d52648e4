package main

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/opsknight/opsknight/db/dbtest"
	"github.com/opsknight/opsknight/model"
)

// metrics returns the lines of /metrics, by what is before the value.
func (s *testServer) metrics(t testing.TB) map[string]string {
	t.Helper()
	s.clock.Advance(5 * time.Second) // what was read of the database is shown for so long
	found := map[string]string{}
	for line := range strings.Lines(s.send(t, request{path: "/metrics", key: noKey}).want(t, http.StatusOK).body) {
		if i := strings.LastIndexByte(line, ' '); !strings.HasPrefix(line, "#") {
			found[line[:i]] = strings.TrimSpace(line[i:])
		}
	}
	return found
}

func (s *testServer) wantMetrics(t testing.TB, want map[string]string) {
	t.Helper()
	found := s.metrics(t)
	for line, value := range want {
		if found[line] != value {
			t.Errorf("%s is %q, want %s", line, found[line], value)
		}
	}
}

func TestMetrics(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		s.quiet(t)
		r := receive(t)
		s.rules(t, rule{Channel: "SLACK", URL: r.url})
		s.wantMetrics(t, map[string]string{
			`opsknight_incidents{environment="LIVE",status="OPEN",urgency="HIGH"}`: "0",
			`opsknight_nobody_notified_total{what="fallback"}`:                     "0",
		})
		service := s.ladder(t)
		for range 2 {
			s.event(t, trigger(service, "cpu"))
		}
		s.send(t, request{path: "/api/events", body: trigger("0123456789abcdef0123456789abcdef", "x")}).want(t, http.StatusBadRequest)
		s.send(t, request{path: "/v2/enqueue", body: trigger(s.RoutingKeys["checkout"], "disk"), key: noKey}).want(t, http.StatusAccepted)
		s.send(t, request{path: "/v2/enqueue", body: `{}`, key: noKey}).want(t, http.StatusBadRequest)
		s.graphql(t, `mutation($key: String!) { aliased: sendEvent(input: {routingKey: $key, eventAction: RESOLVE, dedupKey: "none"}) { action } }`, map[string]string{"key": service}).
			is(t, map[string]string{"errors": "absent"})
		s.graphql(t, `query { ...on Query { incident(id: "inc_1") { id } } }`, nil)
		s.send(t, request{path: "/nowhere/" + strings.Repeat("x", 50), key: noKey})
		s.wantMetrics(t, map[string]string{
			`opsknight_incidents{environment="LIVE",status="OPEN",urgency="HIGH"}`: "2",
		})
		s.clock.Advance(90 * time.Second)
		r.answer = func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusBadGateway) }
		s.tick(t)
		s.wantMetrics(t, map[string]string{
			`opsknight_events_total{door="events",result="triggered"}`:                                          "1",
			`opsknight_events_total{door="events",result="deduplicated"}`:                                       "1",
			`opsknight_events_total{door="events",result="VALIDATION_ERROR"}`:                                   "1",
			`opsknight_events_total{door="pagerduty",result="triggered"}`:                                       "1",
			`opsknight_events_total{door="pagerduty",result="VALIDATION_ERROR"}`:                                "1",
			`opsknight_events_total{door="graphql",result="ignored"}`:                                           "1",
			`opsknight_event_batch_size_count`:                                                                  "5",
			`opsknight_graphql_operation_duration_seconds_count{field="sendEvent",kind="mutation",result="ok"}`: "1",
			`opsknight_graphql_operation_duration_seconds_count{field="incident",kind="query",result="ok"}`:     "1",
			`opsknight_http_request_duration_seconds_count{method="POST",route="/api/events",status="2xx"}`:     "2",
			`opsknight_http_request_duration_seconds_count{method="GET",route="none",status="4xx"}`:             "1",
			`opsknight_escalation_lag_seconds_bucket{le="60"}`:                                                  "0",
			`opsknight_outbox_backlog{environment="LIVE",kind="notification"}`:                                  "2",
			`opsknight_notification_attempts_total{channel="SLACK",outcome="failed"}`:                           "2",
		})
		s.clock.Advance(time.Minute)
		s.wantMetrics(t, map[string]string{`opsknight_outbox_oldest_due_seconds{environment="LIVE",kind="notification"}`: "65"}) // of 70, 5 before it was due
	})
}

func TestWhatReachesNobodyIsCounted(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		s.quiet(t)
		s.rules(t, rule{Channel: "INBOX"})
		step := fmt.Sprintf(`{"escalate_after_minutes":10,"targets":[{"type":"USER","id":"%s"}]}`, s.user(t, "LIVE", "ben@example.com").ID)
		policy := s.post(t, "/api/escalation-policies", `{"name":"Nobody","steps":[`+step+`]}`).at(t, "data.id")
		service := s.post(t, "/api/services", `{"name":"Nobody","escalation_policy_id":"`+policy+`"}`).at(t, "data.id")
		s.event(t, trigger(service, "cpu"))
		s.tick(t)
		s.wantMetrics(t, map[string]string{`opsknight_nobody_notified_total{what="pass"}`: "1", `opsknight_nobody_notified_total{what="fallback"}`: "1"})
	})
}

func TestMetricsOnAListenerOfTheirOwn(t *testing.T) {
	p := startProcess(t, dbtest.URL(t, "sqlite"), "--metrics-addr", "127.0.0.1:0")
	s := &testServer{url: p.url}
	s.send(t, request{path: "/metrics", key: noKey}).want(t, http.StatusNotFound)
	apart := &testServer{url: p.metrics}
	body := apart.send(t, request{path: "/metrics", key: noKey}).want(t, http.StatusOK).body
	for _, name := range []string{"opsknight_build_info{", "go_goroutines ", `opsknight_database_connections_max{pool="write"} 1`} {
		if !strings.Contains(body, "\n"+name) {
			t.Errorf("there is no %s", name)
		}
	}
	apart.send(t, request{path: "/healthz", key: noKey}).want(t, http.StatusNotFound)
}

func TestAttemptsAtWebhooksAreCounted(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		r := newReceiver(t)
		s.hook(t, "", r.url, "")
		id := s.unheard(t, "High CPU")
		for sequence, answers := range [][]int{{500, 200}, {404, 404, 404}} {
			s.tell(t, model.Live, id, model.WebhookTriggered, sequence+1)
			for _, status := range answers {
				r.answers(always(status))
				s.deliver(t, 1)
				s.clock.Advance(time.Hour)
			}
		}
		s.wantMetrics(t, map[string]string{
			`opsknight_webhook_attempts_total{outcome="delivered"}`: "1",
			`opsknight_webhook_attempts_total{outcome="failed"}`:    "3",
			`opsknight_webhook_attempts_total{outcome="given_up"}`:  "1",
		})
	})
}
