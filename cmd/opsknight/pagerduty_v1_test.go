package main

import (
	"net/http"
	"strings"
	"testing"
)

const v1Path = "/generic/2010-04-15/create_event.json"

func TestPagerDutyV1AnswersAsPagerDuty(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		key := s.RoutingKeys["payment-api"]
		send := func(fields string) reply {
			t.Helper()
			return s.send(t, request{path: v1Path, key: noKey, body: `{"service_key":"` + key + `",` + fields + `}`}).want(t, http.StatusOK)
		}
		got := send(`"event_type":"trigger","incident_key":"srv01/HTTP","description":"HTTP of srv01 fails","client":"Monitor","client_url":"https://monitor.example.com",
			"details":{"ping":"1500ms"},"contexts":[{"type":"link","href":"https://example.com/a","text":"A"},{"type":"image","src":"https://example.com/b.png","href":"https://example.com/b"},{"type":"link","href":"javascript:alert(1)"},null]`)
		if body := strings.TrimSpace(got.body); body != `{"status":"success","message":"Event processed","incident_key":"srv01/HTTP"}` {
			t.Error("answered", body)
		}
		list := s.get(t, "/api/incidents?dedup_key=srv01/HTTP")
		list.is(t, map[string]string{
			"pagination.total": "1", "data.0.title": "HTTP of srv01 fails", "data.0.urgency": "HIGH", "data.0.status": "OPEN", "data.0.source": "Monitor", "data.0.custom_details": `{"ping":"1500ms"}`,
			"data.0.links": `[{"href":"https://example.com/a","text":"A"},{"href":"https://example.com/b","text":""},{"href":"https://monitor.example.com","text":"Monitor"}]`,
		})
		if alerts := s.get(t, "/api/incidents/"+list.at(t, "data.0.id")+"/alerts"); strings.Contains(alerts.body, key) || alerts.at(t, "data.0.payload.event_type") != "trigger" {
			t.Error("the alert does not keep the event without its key:", alerts.body)
		}
		for _, step := range []struct{ action, status string }{{"acknowledge", "ACKNOWLEDGED"}, {"resolve", "RESOLVED"}} {
			send(`"event_type":"`+step.action+`","incident_key":"srv01/HTTP"`).is(t, map[string]string{"incident_key": "srv01/HTTP"})
			s.get(t, "/api/incidents?dedup_key=srv01/HTTP").is(t, map[string]string{"data.0.status": step.status})
		}
		if made := send(`"event_type":"trigger","description":"x","details":null,"contexts":null,"client":""`).at(t, "incident_key"); made == "" || made == "absent" {
			t.Error("no incident_key was made")
		}
	})
}

func TestPagerDutyV1RefusesAsPagerDuty(t *testing.T) {
	eachLimitedServer(t, documented, func(t *testing.T, s *testServer) {
		key := s.RoutingKeys["payment-api"]
		with := func(fields string) request {
			return request{path: v1Path, key: noKey, body: `{"service_key":"` + key + `",` + fields + `}`}
		}
		before := s.stored(t)
		for _, tt := range []struct {
			name   string
			r      request
			status int
			says   string
		}{
			{"no type", with(`"description":"x"`), 400, "event_type is required: trigger, acknowledge or resolve."},
			{"an unknown type", with(`"event_type":"explode","description":"x"`), 400, `event_type is trigger, acknowledge or resolve, not "explode".`},
			{"a trigger without a description", with(`"event_type":"trigger"`), 400, "description is required"},
			{"a description that is a number", with(`"event_type":"trigger","description":5`), 400, "description is a text."},
			{"a resolve without a key", with(`"event_type":"resolve"`), 400, "incident_key is required to resolve: it names what was triggered."},
			{"an unknown service key", request{path: v1Path, key: noKey, body: `{"service_key":"0123456789abcdef0123456789abcdef","event_type":"trigger","description":"x"}`}, 400, "Invalid routing key"},
			{"no service key", request{path: v1Path, key: noKey, body: `{"event_type":"trigger","description":"x"}`}, 400, "Invalid routing key"},
			{"the key in a header alone, which is v2's", request{path: v1Path, key: noKey, body: `{"event_type":"trigger","description":"x"}`, header: map[string]string{"X-Routing-Key": key}}, 400, "Invalid routing key"},
			{"malformed", request{path: v1Path, key: noKey, body: `{`}, 400, "The event is not valid JSON"},
			{"by GET", request{path: v1Path, key: noKey}, 405, "it has POST."},
			{"another path of v1", request{path: "/generic/2010-04-15/create_event.xml", key: noKey, body: `{}`}, 404, "There is no /generic/2010-04-15/create_event.xml here."},
			{"another path of v2", request{path: "/v2/enqueue/", key: noKey, body: `{}`}, 404, "There is no /v2/enqueue/ here."},
		} {
			t.Run(tt.name, func(t *testing.T) {
				got := s.send(t, tt.r).want(t, tt.status)
				got.is(t, map[string]string{"status": "invalid event", "error": "absent"})
				if !strings.Contains(got.at(t, "errors.0"), tt.says) {
					t.Errorf("says %q, want %q", got.at(t, "errors.0"), tt.says)
				}
			})
		}
		if after := s.stored(t); after != before {
			t.Errorf("something was stored:\n%s\nbefore:\n%s", after, before)
		}
		r := request{path: v1Path, key: noKey, body: `{"service_key":"` + s.RoutingKeys["checkout"] + `","event_type":"resolve","incident_key":"x"}`} // whose limit is untouched
		for range documented.Events {
			s.send(t, r).want(t, http.StatusOK)
		}
		got := s.send(t, r).want(t, http.StatusForbidden)
		got.is(t, map[string]string{"status": "throttle exceeded", "errors.0": "Too many requests. Retry after 60 seconds."})
		if got.header.Get("Retry-After") != "60" {
			t.Error("Retry-After is", got.header.Get("Retry-After"))
		}
	})
}
