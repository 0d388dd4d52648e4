package main

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/opsknight/opsknight/model"
)

// The samples of the API reference, word for word but for host, key and ids. What
// they share with the schedules and webhooks of later parts is tested there.

const (
	sampleTrigger = `{
"routing_key": "payment-api",
"event_action": "trigger",
"dedup_key": "high-cpu-web01",
"payload": {
"summary": "High CPU on web-01",
"severity": "critical",
"source": "datadog"
}
}`
	sampleAcknowledge = `{
"routing_key": "payment-api",
"event_action": "acknowledge",
"dedup_key": "high-cpu-web01"
}`
)

func TestReferenceKeyCanBeSentInThreeWays(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		tests := []struct {
			name   string
			header map[string]string
			want   int
		}{
			{"Bearer", map[string]string{"Authorization": "Bearer " + s.LiveKey}, 200},
			{"Api-Key", map[string]string{"Authorization": "Api-Key " + s.LiveKey}, 200},
			{"X-API-Key", map[string]string{"X-API-Key": s.LiveKey}, 200},
			{"the scheme in lower case", map[string]string{"Authorization": "bearer " + s.LiveKey}, 200},
			{"the scheme in upper case", map[string]string{"Authorization": "API-KEY " + s.LiveKey}, 200},
			{"Authorization wins over X-API-Key", map[string]string{"Authorization": "Bearer " + s.LiveKey, "X-API-Key": "wrong"}, 200},
			{"Authorization wins also when it is wrong", map[string]string{"Authorization": "Bearer wrong", "X-API-Key": s.LiveKey}, 401},
			{"an empty Bearer is wrong, not missing", map[string]string{"Authorization": "Bearer ", "X-API-Key": s.LiveKey}, 401},
			{"another scheme leaves it to X-API-Key", map[string]string{"Authorization": "Basic abc", "X-API-Key": s.LiveKey}, 200},
			{"without a key", nil, 401},
			{"the key without a scheme", map[string]string{"Authorization": s.LiveKey}, 401},
		}
		for _, tt := range tests {
			t.Run(tt.name, func(t *testing.T) {
				got := s.send(t, request{path: "/api/incidents", key: noKey, header: tt.header}).want(t, tt.want)
				if tt.want == http.StatusUnauthorized && got.at(t, "error.code") != "UNAUTHORIZED" {
					t.Error("not the reference's error:", got.body)
				}
			})
		}
	})
}

func TestReferenceSamples(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		svc := s.service(t, model.Live, "payment-api")

		// "Trigger an Incident"
		triggered := s.event(t, sampleTrigger)
		triggered.is(t, map[string]string{
			"status": "success", "message": "Event processed", "dedup_key": "high-cpu-web01", "data.action": "triggered",
			"data.incident.title": "High CPU on web-01", "data.incident.status": "OPEN", "data.incident.urgency": "HIGH",
			"data.incident.source": "datadog", "data.incident.service.name": "Payment API", "data.incident.alert_count": "1",
			"data.incident.created_at": "2024-01-15T10:30:00Z",
		})
		id := triggered.at(t, "data.incident.id")
		if !strings.HasPrefix(id, "inc_") {
			t.Error("the id is", id)
		}

		// "List Open Incidents"
		if open := s.get(t, "/api/incidents?status=OPEN"); !slices.Contains(open.each(t, "data", "id"), id) {
			t.Error("what was triggered is not listed:", open.body)
		}

		// "Acknowledge an Incident"
		s.event(t, sampleAcknowledge).is(t, map[string]string{"data.action": "acknowledged", "data.incident.id": id, "data.incident.status": "ACKNOWLEDGED"})
		if open := s.get(t, "/api/incidents?status=OPEN"); slices.Contains(open.each(t, "data", "id"), id) {
			t.Error("what is acknowledged is listed as open:", open.body)
		}

		// "Request Body" and "Success Response"
		made := s.post(t, "/api/incidents", `{
"title": "High CPU on web-01",
"urgency": "HIGH",
"service_id": "`+svc.ID+`"
}`)
		made.is(t, map[string]string{
			"data.title": "High CPU on web-01", "data.status": "OPEN", "data.urgency": "HIGH", "data.created_at": "2024-01-15T10:30:00Z",
			"data.service.id": svc.ID, "data.service.name": "Payment API", "data.assignee": "null", "data.team": "null",
			"data.description": "null", "data.priority": "null", "data.dedup_key": "null", "data.acknowledged_at": "null",
			"data.resolved_at": "null", "data.snoozed_until": "null", "data.escalation.step": "0", "data.escalation.policy.name": "Payment API", "data.links": "[]", "data.alert_count": "0",
		})
		location := made.header.Get("Location")
		if location != "/api/incidents/"+made.at(t, "data.id") {
			t.Error("Location is", location)
		}
		if one := s.get(t, location); one.at(t, "data") != made.at(t, "data") {
			t.Errorf("read back: %s\nmade: %s", one.body, made.body)
		}

		// "Error Response"
		s.send(t, request{path: "/api/incidents", body: `{"service_id": "` + svc.ID + `"}`}).want(t, 400).is(t, map[string]string{
			"error": `{"code":"VALIDATION_ERROR","details":{"field":"title","reason":"required"},"message":"Title is required"}`,
		})
	})
}

func TestReferencePaging(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		for i := range 51 { // with the example's four there are 55
			s.event(t, `{"routing_key":"checkout","event_action":"trigger","payload":{"summary":"Number `+strconv.Itoa(i)+`","severity":"info","source":"test"}}`)
		}
		seen := map[string]bool{}
		for _, page := range []struct {
			path string
			n    int
			want string
		}{
			{"/api/incidents?limit=25&offset=0", 25, `{"has_more":true,"limit":25,"offset":0,"total":55}`},
			{"/api/incidents?limit=25&offset=25", 25, `{"has_more":true,"limit":25,"offset":25,"total":55}`},
			{"/api/incidents?limit=25&offset=50", 5, `{"has_more":false,"limit":25,"offset":50,"total":55}`},
			{"/api/incidents?limit=25&offset=75", 0, `{"has_more":false,"limit":25,"offset":75,"total":55}`},
		} {
			got := s.get(t, page.path)
			got.is(t, map[string]string{"pagination": page.want})
			ids := got.each(t, "data", "id")
			if len(ids) != page.n {
				t.Errorf("%s has %d items, want %d", page.path, len(ids), page.n)
			}
			for _, id := range ids {
				if seen[id] {
					t.Errorf("%s repeats %s", page.path, id)
				}
				seen[id] = true
			}
		}
		if len(seen) != 55 {
			t.Errorf("the pages have %d incidents together, want 55", len(seen))
		}
		s.get(t, "/api/incidents").is(t, map[string]string{"pagination.limit": "25", "pagination.offset": "0"})
		s.get(t, "/api/incidents?limit=1000").is(t, map[string]string{"pagination.limit": "100", "pagination.has_more": "false"})
	})
}

func TestReferenceFiltersAndSorting(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		svc := s.service(t, model.Live, "payment-api").ID
		all := s.get(t, "/api/incidents").each(t, "data", "title")
		for path, want := range map[string][]string{
			"/api/incidents?status=OPEN&urgency=HIGH&service_id=" + svc:                           {"Error rate of Payment API above 5 %"},
			"/api/incidents?status=OPEN,ACKNOWLEDGED&urgency=HIGH,MEDIUM&service_id=" + svc:       {"Error rate of Payment API above 5 %"},
			"/api/incidents?status=OPEN,ACKNOWLEDGED&urgency=HIGH,LOW&service_id=" + svc:          {"Error rate of Payment API above 5 %", "Disk of payment-api-db 85 % full"},
			"/api/incidents?status=RESOLVED":                                                      {},
			"/api/incidents?created_after=2024-01-15T10:30:00Z&service_id=" + svc:                 {"Error rate of Payment API above 5 %", "Disk of payment-api-db 85 % full"},
			"/api/incidents?created_before=2024-01-15T10:30:00Z&service_id=" + svc:                {},
			"/api/incidents?created_after=2024-01-15&created_before=2024-01-16&service_id=" + svc: {"Error rate of Payment API above 5 %", "Disk of payment-api-db 85 % full"},
		} {
			got := s.get(t, path).each(t, "data", "title")
			slices.Sort(got)
			slices.Sort(want)
			if !slices.Equal(got, want) {
				t.Errorf("%s has %q, want %q", path, got, want)
			}
		}
		if got := s.get(t, "/api/incidents?sort=created_at&order=desc").each(t, "data", "title"); !slices.Equal(got, all) {
			t.Errorf("sort=created_at&order=desc has %q, want the default %q", got, all)
		}
	})
}

func TestReferenceRateLimits(t *testing.T) {
	eachLimitedServer(t, documented, func(t *testing.T, s *testServer) {
		tests := []struct {
			name  string
			limit int
			send  request
			want  int
		}{
			{"events", 100, request{path: "/api/events", body: sampleTrigger}, 202},
			{"reads", 300, request{path: "/api/incidents?limit=1"}, 200},
			{"writes", 100, request{path: "/api/incidents", body: `{"title":""}`}, 400},
		}
		for _, tt := range tests {
			t.Run(tt.name, func(t *testing.T) {
				start := s.clock.Now()
				for i := range tt.limit {
					s.send(t, tt.send).want(t, tt.want).limits(t, tt.limit, tt.limit-1-i, start.Add(time.Minute))
				}
				s.clock.Advance(30 * time.Second)
				refused := s.send(t, tt.send).want(t, http.StatusTooManyRequests)
				refused.limits(t, tt.limit, 0, start.Add(time.Minute))
				refused.is(t, map[string]string{"error": `{"code":"RATE_LIMITED","message":"Too many requests. Retry after 30 seconds.","retry_after":30}`})
				if got := refused.header.Get("Retry-After"); got != "30" {
					t.Error("Retry-After is", got)
				}
				s.clock.Advance(29 * time.Second)
				s.send(t, tt.send).want(t, http.StatusTooManyRequests).is(t, map[string]string{"error.message": "Too many requests. Retry after 1 second."})
				s.clock.Advance(time.Second)
				s.send(t, tt.send).want(t, tt.want)
			})
		}
	})
}

// limits checks the three headers of the reference.
func (r reply) limits(t *testing.T, limit, remaining int, reset time.Time) {
	t.Helper()
	for name, want := range map[string]int64{"Limit": int64(limit), "Remaining": int64(remaining), "Reset": reset.Unix()} {
		if got := r.header.Get("X-RateLimit-" + name); got != strconv.FormatInt(want, 10) {
			t.Fatalf("X-RateLimit-%s is %q, want %d", name, got, want)
		}
	}
}

func TestEveryAnswerTellsTheLimit(t *testing.T) {
	eachLimitedServer(t, documented, func(t *testing.T, s *testServer) {
		noScope, _ := s.keyWith(t, model.Live, "teams:read")
		big := `{"title":"` + strings.Repeat("x", 2<<20) + `"}`
		for name, r := range map[string]request{
			"read":                           {path: "/api/incidents"},
			"not modified":                   {path: "/api/incidents/" + s.get(t, "/api/incidents").at(t, "data.0.id"), header: map[string]string{"If-None-Match": "*"}},
			"400":                            {path: "/api/incidents?limit=0"},
			"401":                            {path: "/api/incidents", key: noKey},
			"403":                            {path: "/api/incidents", key: noScope},
			"404, object":                    {path: "/api/incidents/inc_1"},
			"404, route":                     {path: "/api/nothing"},
			"405":                            {method: "PUT", path: "/api/incidents"},
			"413":                            {path: "/api/incidents", body: big},
			"415":                            {path: "/api/incidents", body: "x", header: map[string]string{"Content-Type": "text/plain"}},
			"event":                          {path: "/api/events", body: sampleTrigger},
			"event, malformed":               {path: "/api/events", body: "{"},
			"event, 401":                     {path: "/api/events", key: noKey, body: sampleTrigger},
			"event, wrong key":               {path: "/api/events", key: "sk_live_x", body: sampleTrigger},
			"event, 403":                     {path: "/api/events", key: noScope, body: sampleTrigger},
			"event, 405":                     {path: "/api/events"},
			"event, 413":                     {path: "/api/events", body: big},
			"event, unknown route":           {path: "/api/events", body: `{"routing_key":"no-such","event_action":"trigger","payload":{"summary":"x"}}`},
			"PagerDuty":                      {path: "/v2/enqueue", body: `{"routing_key":"` + s.RoutingKeys["checkout"] + `","event_action":"trigger","payload":{"summary":"x"}}`},
			"PagerDuty, unknown routing key": {path: "/v2/enqueue", body: sampleTrigger},
			"PagerDuty, malformed":           {path: "/v2/enqueue", body: "{"},
			"PagerDuty, 405":                 {path: "/v2/enqueue"},
			"PagerDuty, 413":                 {path: "/v2/enqueue", body: big},
			"GraphQL":                        {path: "/graphql", body: `{"query":"{viewer{id}}"}`},
			"GraphQL, 401":                   {path: "/graphql", key: noKey, body: `{"query":"{viewer{id}}"}`},
			"GraphQL, malformed":             {path: "/graphql", body: `{`},
			"GraphQL, 405":                   {path: "/graphql", method: "PUT"},
			"GraphQL, 406":                   {path: "/graphql", body: `{"query":"{viewer{id}}"}`, header: map[string]string{"Accept": "text/html"}},
			"GraphQL, 413":                   {path: "/graphql", body: big},
			"GraphQL, 415":                   {path: "/graphql", body: `{"query":"{viewer{id}}"}`, header: map[string]string{"Content-Type": "text/plain"}},
			"GraphQL, refused":               {path: "/graphql", body: `{"query":"{nothing}"}`},
		} {
			t.Run(name, func(t *testing.T) {
				got := s.send(t, r)
				for _, header := range []string{"X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset"} {
					if _, err := strconv.Atoi(got.header.Get(header)); err != nil {
						t.Errorf("answer %d has %s %q: %s", got.status, header, got.header.Get(header), cut(got.body))
					}
				}
				if got.header.Get("X-Request-ID") == "" {
					t.Error("the answer has no X-Request-ID")
				}
			})
		}
	})
}
