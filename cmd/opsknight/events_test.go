package main

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/opsknight/opsknight/model"
)

// badEvents are events that must be refused; KEY is an integration's routing key.
func badEvents() []struct{ name, body, field, reason string } {
	long := strings.Repeat("ü", 1025)
	return []struct{ name, body, field, reason string }{
		{"no action", `{"routing_key":"KEY","payload":{"summary":"x"}}`, "event_action", "required"},
		{"an action that is null", `{"routing_key":"KEY","event_action":null,"payload":{"summary":"x"}}`, "event_action", "required"},
		{"an unknown action", `{"routing_key":"KEY","event_action":"explode","payload":{"summary":"x"}}`, "event_action", "unknown_value"},
		{"an action that is a number", `{"routing_key":"KEY","event_action":1,"payload":{"summary":"x"}}`, "event_action", "wrong_type"},
		{"a key in another case", `{"routing_key":"KEY","EVENT_ACTION":"trigger","payload":{"summary":"x"}}`, "event_action", "required"},
		{"a trigger without a payload", `{"routing_key":"KEY","event_action":"trigger"}`, "payload.summary", "required"},
		{"a payload that is null", `{"routing_key":"KEY","event_action":"trigger","payload":null}`, "payload.summary", "required"},
		{"a payload that is a text", `{"routing_key":"KEY","event_action":"trigger","payload":"x"}`, "payload", "wrong_type"},
		{"a payload that is a list", `{"routing_key":"KEY","event_action":"trigger","payload":[]}`, "payload", "wrong_type"},
		{"no summary", `{"routing_key":"KEY","event_action":"trigger","payload":{}}`, "payload.summary", "required"},
		{"an empty summary", `{"routing_key":"KEY","event_action":"trigger","payload":{"summary":""}}`, "payload.summary", "required"},
		{"a blank summary", `{"routing_key":"KEY","event_action":"trigger","payload":{"summary":" \n"}}`, "payload.summary", "required"},
		{"a summary that is a number", `{"routing_key":"KEY","event_action":"trigger","payload":{"summary":5}}`, "payload.summary", "wrong_type"},
		{"a summary that is an object", `{"routing_key":"KEY","event_action":"trigger","payload":{"summary":{}}}`, "payload.summary", "wrong_type"},
		{"a summary of 1,025 characters", `{"routing_key":"KEY","event_action":"trigger","payload":{"summary":"` + long + `"}}`, "payload.summary", "too_long"},
		{"an unknown severity", `{"routing_key":"KEY","event_action":"trigger","payload":{"summary":"x","severity":"fatal"}}`, "payload.severity", "unknown_value"},
		{"a severity that is a number", `{"routing_key":"KEY","event_action":"trigger","payload":{"summary":"x","severity":1}}`, "payload.severity", "wrong_type"},
		{"a source that is an object", `{"routing_key":"KEY","event_action":"trigger","payload":{"summary":"x","source":{}}}`, "payload.source", "wrong_type"},
		{"a dedup key of 256 characters", `{"routing_key":"KEY","event_action":"trigger","dedup_key":"` + strings.Repeat("ü", 256) + `","payload":{"summary":"x"}}`, "dedup_key", "too_long"},
		{"a dedup key that is a number", `{"routing_key":"KEY","event_action":"trigger","dedup_key":5,"payload":{"summary":"x"}}`, "dedup_key", "wrong_type"},
		{"an acknowledge without a dedup key", `{"routing_key":"KEY","event_action":"acknowledge"}`, "dedup_key", "required"},
		{"a resolve with an empty dedup key", `{"routing_key":"KEY","event_action":"resolve","dedup_key":""}`, "dedup_key", "required"},
		{"a routing key that is a number", `{"routing_key":5,"event_action":"trigger","payload":{"summary":"x"}}`, "routing_key", "wrong_type"},
		{"an unknown routing key", `{"routing_key":"0123456789abcdef0123456789abcdef","event_action":"trigger","payload":{"summary":"x"}}`, "routing_key", "not_found"},
		{"a routing key in upper case", `{"routing_key":"` + strings.Repeat("AB", 16) + `","event_action":"trigger","payload":{"summary":"x"}}`, "routing_key", "not_found"},
	}
}

func TestEventsRefuseBadInput(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		tests := []refusal{
			{"an unknown slug", request{path: "/api/events", body: `{"routing_key":"no-such","event_action":"trigger","payload":{"summary":"x"}}`}, 400, "routing_key", "not_found"},
			{"no routing key", request{path: "/api/events", body: `{"event_action":"trigger","payload":{"summary":"x"}}`}, 400, "routing_key", "required"},
			{"an unknown slug, without an API key", request{path: "/api/events", key: noKey, body: `{"routing_key":"no-such","event_action":"trigger","payload":{"summary":"x"}}`}, 401, "", ""},
			{"a slug, without an API key", request{path: "/api/events", key: noKey, body: sampleTrigger}, 401, "", ""},
			{"an unknown routing key, without an API key", request{path: "/api/events", key: noKey, body: `{"routing_key":"0123456789abcdef0123456789abcdef","event_action":"trigger","payload":{"summary":"x"}}`}, 401, "", ""},
			{"too large", request{path: "/api/events", body: strings.Repeat(" ", 512<<10) + sampleTrigger}, 413, "", ""},
			{"by PUT", request{method: "PUT", path: "/api/events", body: sampleTrigger}, 405, "", ""},
			{"by GET", request{path: "/api/events"}, 405, "", ""},
			{"an empty body", request{method: "POST", path: "/api/events"}, 400, "", ""},
		}
		for _, b := range badEvents() {
			tests = append(tests, refusal{b.name, request{path: "/api/events", body: strings.ReplaceAll(b.body, "KEY", s.RoutingKeys["payment-api"])}, 400, b.field, b.reason})
		}
		for _, b := range badJSON {
			tests = append(tests, refusal{b.name, request{path: "/api/events", body: b.body}, 400, "*", ""})
		}
		before := s.stored(t)
		for _, tt := range tests {
			t.Run(tt.name, func(t *testing.T) { s.refuses(t, tt) })
		}
		if after := s.stored(t); after != before {
			t.Errorf("something was stored:\n%s\nbefore:\n%s", after, before)
		}
	})
}

func TestPagerDutyRefusesBadInputAsPagerDuty(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		type row struct {
			name    string
			send    request
			status  int
			message string
		}
		enqueue := func(body string) request { return request{path: "/v2/enqueue", key: noKey, body: body} }
		const invalid = "Event object is invalid"
		tests := []row{
			{"an unknown routing key", enqueue(`{"routing_key":"0123456789abcdef0123456789abcdef","event_action":"trigger","payload":{"summary":"x"}}`), 400, "Invalid routing key"},
			{"no routing key", enqueue(`{"event_action":"trigger","payload":{"summary":"x"}}`), 400, "Invalid routing key"},
			{"a slug as routing key", enqueue(sampleTrigger), 400, "Invalid routing key"},
			{"a slug as routing key beside an API key", request{path: "/v2/enqueue", body: sampleTrigger}, 400, "Invalid routing key"},
			{"an empty body", request{method: "POST", path: "/v2/enqueue", key: noKey}, 400, invalid},
			{"too large", enqueue(strings.Repeat(" ", 512<<10) + sampleTrigger), 413, invalid},
			{"by GET", request{path: "/v2/enqueue", key: noKey}, 405, invalid},
			{"by PUT", request{method: "PUT", path: "/v2/enqueue", key: noKey, body: sampleTrigger}, 405, invalid},
		}
		for _, b := range badEvents() {
			message := invalid
			if b.reason == "not_found" {
				message = "Invalid routing key"
			}
			tests = append(tests, row{b.name, enqueue(strings.ReplaceAll(b.body, "KEY", s.RoutingKeys["payment-api"])), 400, message})
		}
		for _, b := range badJSON {
			tests = append(tests, row{b.name, enqueue(b.body), 400, invalid})
		}
		before := s.stored(t)
		for _, tt := range tests {
			t.Run(tt.name, func(t *testing.T) {
				got := s.send(t, tt.send).want(t, tt.status)
				got.is(t, map[string]string{"status": "invalid event", "message": tt.message, "dedup_key": "absent", "error": "absent"})
				var shape struct{ Errors []string }
				if err := json.Unmarshal([]byte(got.body), &shape); err != nil || len(shape.Errors) == 0 || shape.Errors[0] == "" {
					t.Error("errors is not a list of texts:", cut(got.body))
				}
				if tt.status == http.StatusMethodNotAllowed && got.header.Get("Allow") != "POST" {
					t.Error("Allow is", got.header.Get("Allow"))
				}
			})
		}
		if after := s.stored(t); after != before {
			t.Errorf("something was stored:\n%s\nbefore:\n%s", after, before)
		}
	})
}

func TestEventsAreTakenLeniently(t *testing.T) {
	trigger := func(fields, payload string) string {
		return `{"routing_key":"KEY","event_action":"trigger",` + fields + `"payload":{"summary":"Here it is",` + payload + `"source":"web-01","severity":"error"}}`
	}
	tests := []struct {
		name, body string
		header     map[string]string
		want       map[string]string // of the incident
	}{
		{"no media type", trigger("", ""), map[string]string{"Content-Type": ""}, nil},
		{"another media type", trigger("", ""), map[string]string{"Content-Type": "text/plain"}, nil},
		{"a form's media type, as curl sends", trigger("", ""), map[string]string{"Content-Type": "application/x-www-form-urlencoded"}, nil},
		{"images and links that are null", trigger(`"images":null,"links":null,`, ""), nil, map[string]string{"data.links": "[]"}},
		{"images and links of the wrong type", trigger(`"images":"x","links":5,`, ""), nil, map[string]string{"data.links": "[]"}},
		{"links of which one is a page", trigger(`"links":[{"href":"https://example.com/a","text":"A"},{"href":"javascript:alert(1)"},{"href":5},null,"x"],`, ""), nil, map[string]string{"data.links": `[{"href":"https://example.com/a","text":"A"}]`}},
		{"images", trigger(`"images":[{"src":"https://example.com/a.png","alt":"A"},{"src":"https://example.com/b.png","href":"https://example.com/b"},{"src":"data:x"}],`, ""), nil, map[string]string{"data.links": `[{"href":"https://example.com/a.png","text":"A"},{"href":"https://example.com/b","text":""}]`}},
		{"custom details that are an object", trigger("", `"custom_details":{"a":1.50,"b":{"c":[null]}},`), nil, map[string]string{"data.custom_details": `{"a":1.50,"b":{"c":[null]}}`}},
		{"custom details that are a text", trigger("", `"custom_details":"free text",`), nil, map[string]string{"data.custom_details": "free text"}},
		{"custom details that are null", trigger("", `"custom_details":null,`), nil, map[string]string{"data.custom_details": "null"}},
		{"custom details that are a list", trigger("", `"custom_details":[1,"a"],`), nil, map[string]string{"data.custom_details": `[1,"a"]`}},
		{"custom details 90 levels deep", trigger("", `"custom_details":`+strings.Repeat(`{"a":`, 90)+"1"+strings.Repeat("}", 90)+","), nil, nil},
		{"a number beyond float64", trigger("", `"custom_details":{"a":1e999},`), nil, map[string]string{"data.custom_details": `{"a":1e999}`}},
		{"empty texts", trigger(`"dedup_key":"","client":"","client_url":"",`, `"component":"","group":"","class":"","timestamp":"",`), nil, nil},
		{"unknown fields", trigger(`"nothing":{"a":1},"client":5,`, `"whatever":[],`), nil, nil},
		{"a timestamp as PagerDuty writes it", trigger("", `"timestamp":"2015-07-17T08:42:58.315+0000",`), nil, nil},
		{"a timestamp that is a number", trigger("", `"timestamp":1437122578,`), nil, nil},
		{"a timestamp that cannot be read", trigger("", `"timestamp":"last Tuesday",`), nil, nil},
		{"a timestamp that is null", trigger("", `"timestamp":null,`), nil, nil},
		{"the action in upper case", strings.Replace(trigger("", ""), `"trigger"`, `"TRIGGER"`, 1), nil, nil},
		{"a severity in upper case", strings.Replace(trigger("", ""), `"error"`, `"Error"`, 1), nil, map[string]string{"data.urgency": "MEDIUM"}},
		{"no severity", `{"routing_key":"KEY","event_action":"trigger","payload":{"summary":"Here it is"}}`, nil, map[string]string{"data.urgency": "HIGH", "data.source": "null"}},
		{"an empty severity and source", `{"routing_key":"KEY","event_action":"trigger","payload":{"summary":"Here it is","severity":"","source":""}}`, nil, map[string]string{"data.urgency": "HIGH", "data.source": "null"}},
		{"a severity of info", `{"routing_key":"KEY","event_action":"trigger","payload":{"summary":"Here it is","severity":"info"}}`, nil, map[string]string{"data.urgency": "LOW"}},
		{"white space around", "\n\t " + trigger("", "") + "\r\n ", nil, nil},
		{"an emoji, escaped", strings.Replace(trigger("", ""), "Here it is", `\ud83d\ude00`, 1), nil, map[string]string{"data.title": "😀"}},
		{"a summary of 1,024 characters", strings.Replace(trigger("", ""), "Here it is", strings.Repeat("ü", 1024), 1), nil, map[string]string{"data.title": strings.Repeat("ü", 499) + "…", "data.description": strings.Repeat("ü", 1024)}},
		{"as large as may be", trigger("", `"custom_details":"`+strings.Repeat("x", 524_288-180)+`",`), nil, nil},
	}
	eachServer(t, func(t *testing.T, s *testServer) {
		for _, path := range []string{"/api/events", "/v2/enqueue"} {
			for _, tt := range tests {
				t.Run(path+" "+tt.name, func(t *testing.T) {
					r := request{path: path, key: noKey, header: tt.header, body: strings.ReplaceAll(tt.body, "KEY", s.RoutingKeys["payment-api"])}
					got := s.send(t, r).want(t, http.StatusAccepted)
					got.is(t, map[string]string{"status": "success", "message": "Event processed"})
					id := s.get(t, "/api/incidents?dedup_key="+got.at(t, "dedup_key")).at(t, "data.0.id")
					inc := s.get(t, "/api/incidents/"+id)
					inc.is(t, map[string]string{"data.status": "OPEN", "data.alert_count": "1"})
					inc.is(t, tt.want)
					alerts := s.get(t, "/api/incidents/"+id+"/alerts")
					if alerts.at(t, "data.0.payload.payload.summary") == "absent" || strings.Contains(alerts.body, s.RoutingKeys["payment-api"]) {
						t.Error("the alert does not keep the event without its routing key:", cut(alerts.body))
					}
					if !utf8.ValidString(alerts.body) {
						t.Error("the alert is not UTF-8")
					}
				})
			}
		}
	})
}

func TestPagerDutyAnswersAsPagerDuty(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		key := s.RoutingKeys["payment-api"]
		send := func(body string, header map[string]string) reply {
			t.Helper()
			return s.send(t, request{path: "/v2/enqueue", key: noKey, body: body, header: header}).want(t, http.StatusAccepted)
		}
		got := send(`{"routing_key":"`+key+`","event_action":"trigger","dedup_key":"disk","payload":{"summary":"x","source":"y","severity":"warning"}}`, nil)
		if body := strings.TrimSpace(got.body); body != `{"status":"success","message":"Event processed","dedup_key":"disk"}` {
			t.Error("answered", body)
		}
		for _, step := range []struct{ action, status string }{{"acknowledge", "ACKNOWLEDGED"}, {"resolve", "RESOLVED"}} {
			send(`{"routing_key":"`+key+`","event_action":"`+step.action+`","dedup_key":"disk"}`, nil)
			s.get(t, "/api/incidents?dedup_key=disk").is(t, map[string]string{"data.0.status": step.status})
		}
		send(`{"routing_key":"`+key+`","event_action":"resolve","dedup_key":"no-such"}`, nil).is(t, map[string]string{"dedup_key": "no-such"})

		send(`{"event_action":"trigger","dedup_key":"by-header","payload":{"summary":"x"}}`, map[string]string{"X-Routing-Key": key})
		send(`{"routing_key":"`+key+`","event_action":"trigger","dedup_key":"ignored","payload":{"summary":"x"}}`, map[string]string{"Authorization": "Bearer nonsense"})
		for _, dedup := range []string{"by-header", "ignored"} {
			s.get(t, "/api/incidents?dedup_key="+dedup).is(t, map[string]string{"pagination.total": "1"})
		}
		made := send(`{"routing_key":"`+key+`","event_action":"trigger","payload":{"summary":"x"}}`, nil).at(t, "dedup_key")
		if made == "" || made == "absent" {
			t.Error("no dedup_key was made")
		}
	})
}

func TestPagerDutyIsThrottledAsPagerDuty(t *testing.T) {
	eachLimitedServer(t, documented, func(t *testing.T, s *testServer) {
		r := request{path: "/v2/enqueue", key: noKey, body: strings.Replace(sampleTrigger, "payment-api", s.RoutingKeys["payment-api"], 1)}
		for range 100 {
			s.send(t, r).want(t, http.StatusAccepted)
		}
		got := s.send(t, r).want(t, http.StatusTooManyRequests)
		got.is(t, map[string]string{"status": "throttle exceeded", "error": "absent", "errors.0": "Too many requests. Retry after 60 seconds."})
		if got.header.Get("Retry-After") != "60" {
			t.Error("Retry-After is", got.header.Get("Retry-After"))
		}
		other := strings.Replace(r.body, s.RoutingKeys["payment-api"], s.RoutingKeys["checkout"], 1)
		s.send(t, request{path: "/v2/enqueue", key: noKey, body: other}).want(t, http.StatusAccepted)
	})
}

func TestEventsByEveryName(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		svc := s.service(t, model.Live, "payment-api").ID
		key := s.RoutingKeys["payment-api"]
		token := map[string]string{"Authorization": "Token token=" + key}
		payload := `,"event_action":"trigger","dedup_key":"same","payload":{"summary":"x"}}`
		tests := []struct {
			name string
			send request
		}{
			{"the slug", request{body: `{"routing_key":"payment-api"` + payload}},
			{"the service's id as routing_key", request{body: `{"routing_key":"` + svc + `"` + payload}},
			{"the service's id as service_id", request{body: `{"service_id":"` + svc + `"` + payload}},
			{"the integration's key", request{body: `{"routing_key":"` + key + `"` + payload}},
			{"the integration's key as the only credential", request{key: noKey, body: `{"routing_key":"` + key + `"` + payload}},
			{"the integration's key as a token", request{key: noKey, header: token, body: strings.Replace(`{"a":1`+payload, `"a":1,`, "", 1)}},
			{"the token and the integration's key", request{key: noKey, header: token, body: `{"routing_key":"` + key + `"` + payload}},
			{"the token and the service's id", request{key: noKey, header: token, body: `{"service_id":"` + svc + `"` + payload}},
			{"the token and the slug", request{key: noKey, header: token, body: `{"routing_key":"payment-api"` + payload}},
			{"the token in quotes", request{key: noKey, header: map[string]string{"Authorization": `token token="` + key + `"`}, body: `{"routing_key":"payment-api"` + payload}},
		}
		for i, tt := range tests {
			t.Run(tt.name, func(t *testing.T) {
				tt.send.path = "/api/events"
				want := "deduplicated"
				if i == 0 {
					want = "triggered"
				}
				s.send(t, tt.send).want(t, http.StatusAccepted).is(t, map[string]string{"data.action": want, "data.incident.service.id": svc})
			})
		}
		t.Run("the token of another service", func(t *testing.T) {
			for _, name := range []string{"checkout", s.service(t, model.Live, "checkout").ID, "no-such"} {
				s.refuses(t, refusal{"", request{path: "/api/events", key: noKey, header: token, body: `{"routing_key":"` + name + `"` + payload}, 403, "", ""})
			}
		})
	})
}
