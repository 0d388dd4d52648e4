package main

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/opsknight/opsknight/model"
)

// changed sends a change event to PagerDuty's path and returns the answer.
func (s *testServer) changed(t testing.TB, key, fields, payload string) reply {
	t.Helper()
	return s.send(t, request{path: "/v2/change/enqueue", key: noKey, body: `{"routing_key":"` + key + `",` + fields + `"payload":{` + payload + `}}`})
}

func TestChangeEventsAreTakenAsPagerDutyTakesThem(t *testing.T) {
	now := "2024-01-15T10:30:00Z" // of the clock
	tests := []struct {
		name, fields, payload string
		want                  map[string]string
	}{
		{
			"as documented", `"links":[{"href":"https://ci.example.com/1","text":"Build 1"}],"images":[{"src":"https://example.com/a.png"}],`,
			`"summary":"WHAT","timestamp":"2024-01-15T09:00:00.5Z","source":"ci","custom_details":{"build":1.50}`,
			map[string]string{
				"occurred_at": "2024-01-15T09:00:00.5Z", "source": "ci", "custom_details": `{"build":1.50}`,
				"links": `[{"href":"https://ci.example.com/1","text":"Build 1"},{"href":"https://example.com/a.png","text":""}]`,
			},
		},
		{"only a summary", ``, `"summary":"WHAT"`, map[string]string{"occurred_at": now, "source": "null", "custom_details": "null", "links": "[]"}},
		{"nulls", `"links":null,"images":null,`, `"summary":"WHAT","timestamp":null,"source":null,"custom_details":null`, map[string]string{"occurred_at": now, "source": "null", "links": "[]"}},
		{"a time as PagerDuty writes it", ``, `"summary":"WHAT","timestamp":"2015-07-17T08:42:58.315+0000"`, map[string]string{"occurred_at": "2015-07-17T08:42:58.315Z"}},
		{"a time that cannot be read", ``, `"summary":"WHAT","timestamp":"last Tuesday"`, map[string]string{"occurred_at": now}},
		{"a time that is a number", ``, `"summary":"WHAT","timestamp":5`, map[string]string{"occurred_at": now}},
		{"a time that has not come", ``, `"summary":"WHAT","timestamp":"2099-01-01T00:00:00Z"`, map[string]string{"occurred_at": now}},
		{"details that are a text", ``, `"summary":"WHAT","custom_details":"all of it"`, map[string]string{"custom_details": "all of it"}},
		{"a link that would run a script", `"links":[{"href":"javascript:alert(1)"},5,{"href":"https://example.com/` + strings.Repeat("x", 2048) + `"}],`, `"summary":"WHAT"`, map[string]string{"links": "[]"}},
		{"unknown fields", `"event_action":"trigger","whatever":{},`, `"summary":"WHAT","severity":5`, nil},
	}
	eachServer(t, func(t *testing.T, s *testServer) {
		incidents := s.get(t, "/api/incidents").at(t, "pagination.total")
		for _, tt := range tests {
			t.Run(tt.name, func(t *testing.T) {
				got := s.changed(t, s.RoutingKeys["payment-api"], tt.fields, strings.Replace(tt.payload, "WHAT", tt.name, 1)).want(t, http.StatusAccepted)
				if body := strings.TrimSpace(got.body); body != `{"status":"success","message":"Change event processed"}` {
					t.Error("answered", body)
				}
				one := s.get(t, "/api/change-events/"+s.changeEvent(t, tt.name))
				one.is(t, map[string]string{"data.summary": tt.name, "data.service.name": "Payment API", "data.created_at": now})
				for path, value := range tt.want {
					one.is(t, map[string]string{"data." + path: value})
				}
			})
		}
		byHeader := request{path: "/v2/change/enqueue", key: noKey, body: `{"payload":{"summary":"By header"}}`, header: map[string]string{"X-Routing-Key": s.RoutingKeys["checkout"]}}
		s.send(t, byHeader).want(t, http.StatusAccepted)
		s.get(t, "/api/change-events/"+s.changeEvent(t, "By header")).is(t, map[string]string{"data.service.name": "Checkout"})
		s.get(t, "/api/incidents").is(t, map[string]string{"pagination.total": incidents})
	})
}

// changeEvent returns the id of the change event with this summary.
func (s *testServer) changeEvent(t testing.TB, summary string) string {
	t.Helper()
	all := s.get(t, "/api/change-events?limit=100")
	at := slices.Index(all.each(t, "data", "summary"), summary)
	if at < 0 {
		t.Fatalf("no change event is %q", summary)
	}
	return all.each(t, "data", "id")[at]
}

func TestChangeEventsRefuseBadInput(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		key := s.RoutingKeys["payment-api"]
		tests := []struct {
			name   string
			r      request
			status int
			says   string
		}{
			{"no summary", request{body: `{"routing_key":"` + key + `","payload":{}}`}, 400, "payload.summary is required"},
			{"no payload", request{body: `{"routing_key":"` + key + `"}`}, 400, "payload.summary is required"},
			{"a payload that is a text", request{body: `{"routing_key":"` + key + `","payload":"x"}`}, 400, "payload is an object"},
			{"a summary that is a number", request{body: `{"routing_key":"` + key + `","payload":{"summary":5}}`}, 400, "payload.summary is a text"},
			{"a summary of 1,025 characters", request{body: `{"routing_key":"` + key + `","payload":{"summary":"` + strings.Repeat("ü", 1025) + `"}}`}, 400, "payload.summary has 1025 characters"},
			{"an unknown routing key", request{body: `{"routing_key":"0123456789abcdef0123456789abcdef","payload":{"summary":"x"}}`}, 400, "Invalid routing key"},
			{"a slug", request{body: `{"routing_key":"payment-api","payload":{"summary":"x"}}`}, 400, "Invalid routing key"},
			{"no routing key", request{body: `{"payload":{"summary":"x"}}`}, 400, "Invalid routing key"},
			{"packed", request{body: "\x1f\x8b", header: map[string]string{"Content-Encoding": "gzip"}}, 415, "Content-Encoding"},
			{"too large", request{body: strings.Repeat(" ", 512<<10) + "{}"}, 413, "larger than 524288 bytes"},
			{"by GET", request{}, 405, "it has POST"},
		}
		for _, b := range badJSON {
			tests = append(tests, struct {
				name   string
				r      request
				status int
				says   string
			}{b.name, request{body: b.body}, 400, ""})
		}
		before := s.stored(t)
		for _, tt := range tests {
			t.Run(tt.name, func(t *testing.T) {
				tt.r.path, tt.r.key = "/v2/change/enqueue", noKey
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
	})
}

func TestChangeEventsAreShownNearIncidents(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		key := s.RoutingKeys["payment-api"]
		change := func(summary string) {
			t.Helper()
			s.changed(t, key, "", `"summary":"`+summary+`"`).want(t, http.StatusAccepted)
		}
		change("Two days before")
		s.clock.Advance(25 * time.Hour)
		change("An hour before")
		s.changed(t, s.RoutingKeys["checkout"], "", `"summary":"Of another service"`).want(t, http.StatusAccepted)
		s.clock.Advance(time.Hour)
		id := s.open(t, "Payments fail")
		s.clock.Advance(time.Hour)
		change("Rolled back")
		s.clock.Advance(time.Hour)
		s.patch(t, "/api/incidents/"+id, `{"status":"RESOLVED"}`)
		change("After it was over")

		near := s.get(t, "/api/incidents/"+id+"/change-events")
		near.is(t, map[string]string{"pagination.total": "2", "data.0.summary": "Rolled back", "data.1.summary": "An hour before"})
		s.graphql(t, `query($id: ID!) { incident(id: $id) { changeEvents { totalCount nodes { summary service { name status } } } } }`, map[string]string{"id": id}).is(t, map[string]string{
			"data.incident.changeEvents.totalCount": "2", "data.incident.changeEvents.nodes.0.summary": "Rolled back", "data.incident.changeEvents.nodes.0.service.name": "Payment API",
		})
		service := s.service(t, model.Live, "payment-api").ID
		s.graphql(t, `query($id: ID!) { service(id: $id) { changeEvents(first: 1) { totalCount nodes { summary } } } }`, map[string]string{"id": service}).is(t, map[string]string{
			"data.service.changeEvents.totalCount": "4", "data.service.changeEvents.nodes.0.summary": "After it was over",
		})
		for query, total := range map[string]string{
			"": "5", "?service_id=" + service: "4", "?service_id=svc_none": "0", "?since=2024-01-16T13:30:00Z": "2", "?until=2024-01-16": "1", "?since=2024-01-16&until=2024-01-16T12:00:00Z": "2",
		} {
			s.get(t, "/api/change-events"+query).is(t, map[string]string{"pagination.total": total})
		}
		s.get(t, "/api/change-events?limit=2&offset=1&service_id="+service).is(t, map[string]string{"data.0.summary": "Rolled back", "data.1.summary": "An hour before", "pagination.has_more": "true"})
	})
}

func TestChangeEventsByGraphQL(t *testing.T) {
	const mutation = `mutation($in: SendChangeEventInput!) { sendChangeEvent(input: $in) { clientMutationId changeEvent { id summary source occurredAt links { href text } service { name } } } }`
	eachServer(t, func(t *testing.T, s *testServer) {
		send := func(in map[string]any) reply {
			t.Helper()
			return s.graphql(t, mutation, map[string]any{"in": in})
		}
		got := send(map[string]any{
			"routingKey": "payment-api", "summary": "Deployed", "source": "ci", "occurredAt": "2024-01-15T10:00:00Z", "clientMutationId": "a",
			"customDetails": map[string]any{"build": 1}, "links": []map[string]string{{"href": "https://example.com"}},
		})
		got.is(t, map[string]string{
			"data.sendChangeEvent.clientMutationId": "a", "data.sendChangeEvent.changeEvent.service.name": "Payment API",
			"data.sendChangeEvent.changeEvent.occurredAt": "2024-01-15T10:00:00Z", "data.sendChangeEvent.changeEvent.links": `[{"href":"https://example.com","text":""}]`,
		})
		id := got.at(t, "data.sendChangeEvent.changeEvent.id")
		if !model.IsID(id, model.ChangeEventID) {
			t.Error("its id is", id)
		}
		s.graphql(t, `query($id: ID!) { node(id: $id) { ... on ChangeEvent { summary } } }`, map[string]string{"id": id}).is(t, map[string]string{"data.node.summary": "Deployed"})
		for field, in := range map[string]map[string]any{
			"routingKey":   {"routingKey": "none", "summary": "x"},
			"summary":      {"routingKey": "payment-api", "summary": " "},
			"links.0.href": {"routingKey": "payment-api", "summary": "x", "links": []map[string]string{{"href": "javascript:alert(1)"}}},
		} {
			send(in).is(t, map[string]string{"errors.0.extensions.code": "VALIDATION_ERROR", "errors.0.extensions.field": field})
		}
		reader := s.keyOf(t, "alice@example.com", "incidents:read")
		s.send(t, request{path: "/graphql", key: reader, body: gql(`mutation { sendChangeEvent(input: {routingKey: "payment-api", summary: "x"}) { clientMutationId } }`)}).
			is(t, map[string]string{"errors.0.extensions.code": "FORBIDDEN"})
		writer := s.keyOf(t, "alice@example.com", "events:write")
		s.send(t, request{path: "/api/change-events/" + id, key: writer}).want(t, http.StatusForbidden)
		s.send(t, request{path: "/api/change-events/" + id, key: s.TestKey}).want(t, http.StatusNotFound)
		s.send(t, request{path: "/api/change-events", key: s.TestKey}).want(t, http.StatusOK).is(t, map[string]string{"pagination.total": "0"})
	})
}
