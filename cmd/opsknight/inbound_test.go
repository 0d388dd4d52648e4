package main

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/opsknight/opsknight/internal/inbound"
	"github.com/opsknight/opsknight/model"
)

// toolSample is a body of a tool, in the shape that its documentation has.
func toolSample(t testing.TB, tool, name string) string {
	t.Helper()
	body, err := os.ReadFile(filepath.Join("..", "..", "internal", "inbound", "testdata", tool, name+".json"))
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

// tool sends what a tool tells to the service checkout.
func (s *testServer) tool(t testing.TB, tool, body string) reply {
	t.Helper()
	return s.send(t, request{path: "/api/integrations/" + tool + "/" + s.RoutingKeys["checkout"], key: noKey, body: body})
}

// TestAToolsResolveClosesWhatItsTriggerOpened sends of each type a trigger, the same again
// and a resolve, and reads the incident back by both APIs.
func TestAToolsResolveClosesWhatItsTriggerOpened(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		service := s.service(t, model.Live, "checkout").ID
		for _, tool := range inbound.Types() {
			t.Run(tool, func(t *testing.T) {
				wantStatus := func(id, status, alerts string) {
					t.Helper()
					s.get(t, "/api/incidents/"+id).is(t, map[string]string{"data.status": status, "data.alert_count": alerts, "data.service.id": service})
					s.graphql(t, `query($id:ID!){incident(id:$id){status alertCount dedupKey}}`, map[string]string{"id": id}).
						is(t, map[string]string{"errors": "absent", "data.incident.status": status, "data.incident.alertCount": alerts})
				}
				opened := s.tool(t, tool, toolSample(t, tool, "trigger")).want(t, http.StatusAccepted)
				ids := opened.each(t, "data", "incident.id")
				keys := opened.each(t, "data", "dedup_key")
				opened.is(t, map[string]string{"status": "success"})
				for i, id := range ids {
					opened.is(t, map[string]string{fmt.Sprintf("data.%d.action", i): "triggered", fmt.Sprintf("data.%d.incident.status", i): "OPEN"})
					wantStatus(id, "OPEN", "1")
				}
				again := s.tool(t, tool, toolSample(t, tool, "trigger")).want(t, http.StatusAccepted)
				for i, id := range ids {
					again.is(t, map[string]string{fmt.Sprintf("data.%d.action", i): "deduplicated", fmt.Sprintf("data.%d.incident.id", i): id, fmt.Sprintf("data.%d.dedup_key", i): keys[i]})
					wantStatus(id, "OPEN", "2")
				}
				closed := s.tool(t, tool, toolSample(t, tool, "resolve")).want(t, http.StatusAccepted)
				for i, id := range ids {
					closed.is(t, map[string]string{fmt.Sprintf("data.%d.action", i): "resolved", fmt.Sprintf("data.%d.incident.id", i): id, fmt.Sprintf("data.%d.incident.status", i): "RESOLVED"})
					wantStatus(id, "RESOLVED", "2")
				}
				alerts := s.get(t, "/api/incidents/"+ids[0]+"/alerts")
				if alerts.at(t, "data.1.payload") == "absent" || alerts.at(t, "data.1.payload") == "null" || strings.Contains(alerts.body, s.RoutingKeys["checkout"]) {
					t.Error("the alerts do not keep what was sent:", cut(alerts.body))
				}
				s.tool(t, tool, toolSample(t, tool, "resolve")).want(t, http.StatusAccepted).is(t, map[string]string{"data.0.action": "ignored", "data.0.incident": "null"})
				// It happens again: another incident.
				if id := s.tool(t, tool, toolSample(t, tool, "trigger")).want(t, http.StatusAccepted).at(t, "data.0.incident.id"); id == ids[0] || id == "absent" {
					t.Error("a trigger after the resolve opened", id)
				}
			})
		}
	})
}

func TestWhatAnIncidentHasOfATool(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		got := s.tool(t, "uptime-kuma", toolSample(t, "uptime-kuma", "trigger")).want(t, http.StatusAccepted)
		got.is(t, map[string]string{"message": "1 event processed"})
		s.get(t, "/api/incidents/"+got.at(t, "data.0.incident.id")).is(t, map[string]string{
			"data.title": "Shop is down: timeout of 48000ms exceeded", "data.urgency": "HIGH", "data.source": "https://shop.example.com", "data.dedup_key": "uptime-kuma:3",
			"data.links": `[{"href":"https://shop.example.com","text":"What is monitored"}]`, "data.custom_details.message": "timeout of 48000ms exceeded",
		})
		got = s.tool(t, "alertmanager", toolSample(t, "alertmanager", "trigger")).want(t, http.StatusAccepted)
		got.is(t, map[string]string{"message": "2 events processed"})
		s.get(t, "/api/incidents/"+got.at(t, "data.1.incident.id")).is(t, map[string]string{
			"data.title": "p99 of api-2:8080 is above 2 s", "data.urgency": "MEDIUM", "data.description": "The 99th percentile of requests has been above 2 s for ten minutes.",
			"data.custom_details.labels.instance": "api-2:8080", "data.links.0.text": "Runbook",
		})
		// A title has no room for a long summary: the description has all that was told.
		long := strings.Repeat("ü", 600)
		id := s.tool(t, "generic", `{"title":"`+long+`","description":"More of it."}`).want(t, http.StatusAccepted).at(t, "data.0.incident.id")
		s.get(t, "/api/incidents/"+id).is(t, map[string]string{"data.description": long + "\n\nMore of it."})

		acked := s.tool(t, "zabbix", toolSample(t, "zabbix", "trigger")).want(t, http.StatusAccepted).at(t, "data.0.incident.id")
		s.tool(t, "zabbix", toolSample(t, "zabbix", "acknowledge")).want(t, http.StatusAccepted).is(t, map[string]string{"data.0.action": "acknowledged", "data.0.incident.id": acked, "data.0.incident.status": "ACKNOWLEDGED"})

		for _, tt := range [][2]string{{"uptime-kuma", "test"}, {"gitlab", "running"}, {"github-actions", "ping"}, {"cloudwatch", "unsubscribe"}} {
			s.tool(t, tt[0], toolSample(t, tt[0], tt[1])).want(t, http.StatusAccepted).is(t, map[string]string{"message": "0 events processed", "data": "[]"})
		}
	})
}

// TestTheTypeOfThePathDecides sends by an integration of another type, in the sandbox.
func TestTheTypeOfThePathDecides(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		list := "/api/services/" + s.service(t, model.Test, "checkout").ID + "/integrations"
		made := s.send(t, request{path: list, body: `{"name":"Sentry","type":"SENTRY"}`, key: s.TestKey}).want(t, http.StatusCreated)
		key := made.at(t, "data.routing_key")
		id := s.send(t, request{path: "/api/integrations/gitlab/" + key, key: noKey, body: toolSample(t, "gitlab", "trigger")}).want(t, http.StatusAccepted).at(t, "data.0.incident.id")
		s.send(t, request{path: "/api/incidents/" + id, key: s.TestKey}).want(t, http.StatusOK).is(t, map[string]string{"data.dedup_key": "gitlab:pipeline:example/shop:main"})
		s.send(t, request{path: "/api/incidents/" + id}).want(t, http.StatusNotFound)
		timeline := s.send(t, request{path: "/api/incidents/" + id + "/timeline", key: s.TestKey}).want(t, http.StatusOK)
		timeline.is(t, map[string]string{"data.0.actor.type": "INTEGRATION", "data.0.actor.name": "Sentry"})
	})
}

// TestWhereAToolSendsTo compares the paths that integrations show with those there are.
func TestWhereAToolSendsTo(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		list := "/api/services/" + s.service(t, model.Live, "checkout").ID + "/integrations"
		served := map[string]bool{}
		reader := s.scoped(t, "services:read")
		for _, kind := range model.IntegrationTypes {
			made := s.post(t, list, `{"name":"A","type":"`+string(kind)+`"}`)
			path, id := made.at(t, "data.path"), made.at(t, "data.id")
			query := `query($id:ID!){integration(id:$id){path}}`
			s.graphql(t, query, map[string]string{"id": id}).is(t, map[string]string{"errors": "absent", "data.integration.path": path})
			s.graphqlAs(t, reader, query, map[string]string{"id": id}).is(t, map[string]string{"errors": "absent", "data.integration.path": "null"})
			s.send(t, request{path: list + "/" + id, key: reader}).want(t, http.StatusOK).is(t, map[string]string{"data.path": "null"})
			if kind == model.IntegrationEvents {
				made.is(t, map[string]string{"data.path": "/v2/enqueue"})
				continue
			}
			if want := "/api/integrations/" + kind.Tool() + "/" + made.at(t, "data.routing_key"); path != want {
				t.Errorf("%s shows %s, want %s", kind, path, want)
			}
			served[kind.Tool()] = true
			s.send(t, request{path: path, key: noKey, body: toolSample(t, kind.Tool(), "trigger")}).want(t, http.StatusAccepted)
		}
		for _, tool := range inbound.Types() {
			if !served[tool] {
				t.Errorf("no type of integrations shows the path of %s", tool)
			}
		}
	})
}

func TestToolsAreRefusedInTheDocumentedShape(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		key := s.RoutingKeys["checkout"]
		to := func(tool, key, body string) request {
			return request{path: "/api/integrations/" + tool + "/" + key, key: noKey, body: body}
		}
		encoded := to("generic", key, `{"title":"x"}`)
		encoded.header = map[string]string{"Content-Encoding": "gzip"}
		get, put := to("generic", key, ""), to("generic", key, "{}")
		put.method = http.MethodPut
		nothing := to("sentry", key, "")
		nothing.method = http.MethodPost
		tests := []refusal{
			{"a type that there is not", to("pagerduty", key, "{}"), 404, "", ""},
			{"a type in upper case", to("Sentry", key, "{}"), 404, "", ""},
			{"an unknown type and key", to("pager%20duty", "x", "{}"), 404, "", ""},
			{"an unknown key", to("generic", "0123456789abcdef0123456789abcdef", `{"title":"x"}`), 401, "", ""},
			{"a service's slug", to("generic", "checkout", `{"title":"x"}`), 401, "", ""},
			{"a key in upper case", to("generic", strings.ToUpper(key), `{"title":"x"}`), 401, "", ""},
			{"a key with more behind it", to("generic", key+"%00", `{"title":"x"}`), 401, "", ""},
			{"a key with a slash in it", to("generic", key+"%2f..", `{"title":"x"}`), 401, "", ""},
			{"a compressed body", encoded, 415, "", ""},
			{"by GET", get, 405, "", ""},
			{"by PUT", put, 405, "", ""},
			{"an empty body", nothing, 400, "", ""},
			{"too large", to("generic", key, `{"title":"`+strings.Repeat("x", 512<<10)+`"}`), 413, "", ""},
			{"a status that is no whole word", to("generic", key, `{"title":"x","status":"upstream_down"}`), 400, "status", "unknown_value"},
			{"a group of which one is bad", to("alertmanager", key, `{"alerts":[{"status":"firing","fingerprint":"a"},{"status":"firing"}]}`), 400, "alerts.1.labels", "required"},
		}
		for _, tool := range inbound.Types() {
			for _, b := range badJSON {
				tests = append(tests, refusal{tool + ": " + b.name, to(tool, key, b.body), 400, "*", ""})
			}
			for _, other := range inbound.Types() {
				if other == tool || tool == "generic" {
					continue
				}
				// What is another's is refused or is no event; it is never a failure here.
				got := s.send(t, to(tool, key, toolSample(t, other, "trigger")))
				if got.status != http.StatusBadRequest && got.status != http.StatusAccepted {
					t.Errorf("%s answered %d to a body of %s: %s", tool, got.status, other, cut(got.body))
				}
			}
		}
		before := s.stored(t)
		for _, tt := range tests {
			t.Run(tt.name, func(t *testing.T) {
				got := s.refuses(t, tt)
				if tt.status == 404 && !strings.Contains(got.body, "alertmanager, azure-monitor") {
					t.Error("the types are not listed:", got.body)
				}
				if strings.Contains(got.body, key) {
					t.Error("the answer has the routing key:", got.body)
				}
			})
		}
		if after := s.stored(t); after != before {
			t.Errorf("something was stored:\n%s\nbefore:\n%s", after, before)
		}
		list := "/api/services/" + s.service(t, model.Live, "checkout").ID + "/integrations"
		s.patch(t, list+"/"+s.get(t, list).at(t, "data.0.id"), `{"disabled":true}`).want(t, http.StatusOK)
		s.clock.Advance(forgotten)
		s.tool(t, "generic", `{"title":"x"}`).want(t, http.StatusUnauthorized)
	})
}

func TestAGroupIsOneRequestOfItsIntegration(t *testing.T) {
	eachLimitedServer(t, documented, func(t *testing.T, s *testServer) {
		var alerts []string
		for i := range inbound.MostEvents {
			alerts = append(alerts, fmt.Sprintf(`{"status":"firing","labels":{"alertname":"Down","instance":"web-%d"}}`, i))
		}
		group := `{"alerts":[` + strings.Join(alerts, ",") + `]}`
		got := s.tool(t, "alertmanager", group).want(t, http.StatusAccepted)
		got.is(t, map[string]string{"message": "500 events processed", "data.499.action": "triggered"})
		if left := got.header.Get("X-RateLimit-Remaining"); left != "99" {
			t.Errorf("%s requests are left after one of 500 events, want 99", left)
		}
		resolved := s.tool(t, "alertmanager", strings.ReplaceAll(group, "firing", "resolved")).want(t, http.StatusAccepted)
		resolved.is(t, map[string]string{"data.0.action": "resolved", "data.499.action": "resolved"})
		s.tool(t, "alertmanager", strings.Replace(group, "[", "["+alerts[0]+",", 1)).want(t, http.StatusBadRequest).is(t, map[string]string{"error.details.field": "alerts"})
		for range 97 {
			s.tool(t, "gitlab", `{"object_kind":"push"}`).want(t, http.StatusAccepted)
		}
		got = s.tool(t, "generic", `{"title":"x"}`).want(t, http.StatusTooManyRequests)
		got.is(t, map[string]string{"error.code": "RATE_LIMITED"})
		s.clock.Advance(time.Minute)
		s.tool(t, "generic", `{"title":"x"}`).want(t, http.StatusAccepted)
	})
}

func TestToolsAreCounted(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		s.tool(t, "alertmanager", toolSample(t, "alertmanager", "trigger"))
		s.tool(t, "sentry", `{}`).want(t, http.StatusBadRequest)
		s.tool(t, "fax-"+strings.Repeat("x", 50), `{}`).want(t, http.StatusNotFound)
		s.wantMetrics(t, map[string]string{
			`opsknight_events_total{door="alertmanager",result="triggered"}`:                                                           "2",
			`opsknight_events_total{door="sentry",result="VALIDATION_ERROR"}`:                                                          "1",
			`opsknight_events_total{door="unknown",result="NOT_FOUND"}`:                                                                "1",
			`opsknight_http_request_duration_seconds_count{method="POST",route="/api/integrations/{type}/{routing_key}",status="2xx"}`: "1",
		})
		for line := range s.metrics(t) {
			if strings.Contains(line, s.RoutingKeys["checkout"]) {
				t.Error("a routing key is shown:", line)
			}
		}
	})
}
