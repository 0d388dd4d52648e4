package main

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/db/dbtest"
	"github.com/opsknight/opsknight/internal/account"
	"github.com/opsknight/opsknight/internal/ratelimit"
	"github.com/opsknight/opsknight/model"
	"github.com/opsknight/opsknight/pagerduty"
)

// duty sends a request below /pagerduty as PagerDuty's clients do, and checks that a
// failure has PagerDuty's shape.
func (s *testServer) duty(t testing.TB, r request) reply {
	t.Helper()
	key := r.key
	if key == "" {
		key = s.LiveKey
	}
	header := map[string]string{"Accept": "application/vnd.pagerduty+json;version=2", "From": "alice@example.com"}
	if key != noKey {
		header["Authorization"] = "Token token=" + key
	}
	maps.Copy(header, r.header)
	r.path, r.header, r.key = pagerduty.Prefix+r.path, header, noKey
	got := s.send(t, r)
	if got.status >= 400 && r.method != http.MethodHead {
		checkDutyFailure(t, r, got)
	}
	return got
}

func checkDutyFailure(t testing.TB, r request, got reply) {
	t.Helper()
	var shape struct {
		Error struct {
			Message string
			Code    int
			Errors  []string
		}
	}
	decoder := json.NewDecoder(strings.NewReader(got.body))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&shape); err != nil || shape.Error.Message == "" || shape.Error.Code < 1000 || len(shape.Error.Errors) == 0 || shape.Error.Errors[0] == "" {
		t.Errorf("%s %s answered %d, not in PagerDuty's shape (%v): %s", r.verb(), r.path, got.status, err, cut(got.body))
	}
	if kind := got.header.Get("Content-Type"); !strings.HasPrefix(kind, "application/json") {
		t.Errorf("%s %s answered a %s", r.verb(), r.path, kind)
	}
}

func (s *testServer) dutyGet(t testing.TB, path string) reply {
	t.Helper()
	return s.duty(t, request{path: path}).want(t, http.StatusOK)
}

func (s *testServer) dutyPut(t testing.TB, path, body string) reply {
	t.Helper()
	return s.duty(t, request{method: http.MethodPut, path: path, body: body})
}

// refusedAs checks that a request was refused with a status and PagerDuty's code, and
// in words that say why.
func (r reply) refusedAs(t testing.TB, status, code int, says string) {
	t.Helper()
	r.want(t, status)
	if got := r.at(t, "error.code"); got != fmt.Sprint(code) || !strings.Contains(r.at(t, "error.errors"), says) {
		t.Errorf("refused as %s, want %d and %q: %s", got, code, says, cut(r.body))
	}
}

func TestPagerDutysAPITakesOurKeys(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		revoked, key := s.keyWith(t, model.Live, "incidents:read")
		write(t, s, model.Live, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.APIKey, error) {
			return account.RevokeAPIKey(ctx, tx, by, key.ID)
		})
		for _, tt := range []struct {
			name   string
			header map[string]string
			status int
		}{
			{"as a token", map[string]string{"Authorization": "Token token=" + s.LiveKey}, 200},
			{"as a token in quotes", map[string]string{"Authorization": `Token token="` + s.LiveKey + `"`}, 200},
			{"in another case", map[string]string{"Authorization": "token token=" + s.LiveKey}, 200},
			{"as a bearer's", map[string]string{"Authorization": "Bearer " + s.LiveKey}, 200},
			{"as elsewhere", map[string]string{"X-API-Key": s.LiveKey}, 200},
			{"without a media type", map[string]string{"Authorization": "Token token=" + s.LiveKey, "Accept": ""}, 200},
			{"none", nil, 401},
			{"an empty one", map[string]string{"Authorization": "Token token="}, 401},
			{"an unknown one", map[string]string{"Authorization": "Token token=y_NbAkKc66ryYTWUXYEu"}, 401},
			{"a revoked one", map[string]string{"Authorization": "Token token=" + revoked}, 401},
			{"the key of an integration", map[string]string{"Authorization": "Token token=" + s.RoutingKeys["checkout"]}, 401},
		} {
			t.Run(tt.name, func(t *testing.T) {
				got := s.duty(t, request{path: "/incidents", key: noKey, header: tt.header}).want(t, tt.status)
				if tt.status == 401 {
					got.is(t, map[string]string{"error.code": "2006", "error.message": "Authentication failed"})
				}
			})
		}
	})
}

func TestPagerDutysAPIAsksForScopes(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		id := s.trigger(t, "payment-api", "scopes")
		alert := s.dutyGet(t, "/incidents/"+id+"/alerts").at(t, "alerts.0.id")
		entry := s.dutyGet(t, "/incidents/"+id+"/log_entries").at(t, "log_entries.0.id")
		for _, tt := range []struct {
			request
			scopes []string // that it needs, and no more
		}{
			{request{path: "/incidents"}, []string{"incidents:read"}},
			{request{path: "/incidents?include[]=services"}, []string{"incidents:read", "services:read"}},
			{request{path: "/incidents?include[]=assignees"}, []string{"incidents:read", "users:read"}},
			{request{path: "/incidents/" + id}, []string{"incidents:read"}},
			{request{path: "/incidents/" + id + "/notes"}, []string{"incidents:read"}},
			{request{path: "/incidents/" + id + "/alerts"}, []string{"incidents:read"}},
			{request{path: "/incidents/" + id + "/alerts/" + alert}, []string{"incidents:read"}},
			{request{path: "/incidents/" + id + "/log_entries"}, []string{"incidents:read"}},
			{request{path: "/log_entries/" + entry}, []string{"incidents:read"}},
			{request{method: "PUT", path: "/incidents/" + id, body: `{"incident":{"status":"acknowledged"}}`}, []string{"incidents:write"}},
			{request{method: "PUT", path: "/incidents", body: `{"incidents":[{"id":"` + id + `","status":"acknowledged"}]}`}, []string{"incidents:write"}},
			{request{path: "/incidents/" + id + "/notes", body: `{"note":{"content":"x"}}`}, []string{"incidents:write"}},
			{request{path: "/incidents/" + id + "/snooze", body: `{"duration":60}`}, []string{"incidents:write"}},
			{request{path: "/incidents", body: `{"incident":{"title":"x","service":{"id":"` + s.service(t, model.Live, "checkout").ID + `"}}}`}, []string{"incidents:write"}},
			{request{path: "/services"}, []string{"services:read"}},
			{request{path: "/services?include[]=integrations"}, []string{"services:read"}},
			{request{path: "/escalation_policies"}, []string{"services:read"}},
			{request{path: "/users"}, []string{"users:read"}},
			{request{path: "/users/me"}, []string{"users:read"}},
			{request{path: "/teams"}, []string{"teams:read"}},
			{request{path: "/schedules"}, []string{"schedules:read"}},
			{request{path: "/oncalls"}, []string{"services:read", "schedules:read", "teams:read"}},
			{request{path: "/priorities"}, nil},
			{request{path: "/abilities"}, nil},
		} {
			t.Run(tt.verb()+" "+tt.path, func(t *testing.T) {
				r := tt.request
				for _, scope := range tt.scopes {
					r.key = s.scoped(t, slices.DeleteFunc(allScopes(), func(name string) bool { return name == scope })...)
					s.duty(t, r).refusedAs(t, http.StatusForbidden, 2010, scope)
				}
				r.key = s.scoped(t, slices.Concat(tt.scopes, []string{"events:write"})...)
				if got := s.duty(t, r); got.status > 299 {
					t.Errorf("with %v it answered %d: %s", tt.scopes, got.status, cut(got.body))
				}
			})
		}
		key := s.scoped(t, "services:read")
		s.duty(t, request{path: "/services?include[]=integrations", key: key}).is(t, map[string]string{"services.0.integrations.0.integration_key": "null"})
		s.dutyGet(t, "/services?include[]=integrations").is(t, map[string]string{"services.0.integrations.0.integration_key": s.RoutingKeys["checkout"]})
	})
}

func TestWhatPagerDutysAPIHasNotIsRefusedInItsShape(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		id := s.open(t, "Here")
		unknown := "inc_01jd0000000000000000000000"
		for _, tt := range []struct {
			name string
			request
			status, code int
			allow        string
		}{
			{"a path that PagerDuty has and we have not", request{path: "/business_services"}, 404, 2100, ""},
			{"a path that nobody has", request{path: "/x/y/z"}, 404, 2100, ""},
			{"the prefix", request{path: ""}, 404, 2100, ""},
			{"a method that a list has not", request{method: "DELETE", path: "/incidents"}, 405, 2015, "GET, HEAD, POST, PUT"},
			{"a method that an object has not", request{method: "DELETE", path: "/services/" + unknown}, 405, 2015, "GET, HEAD"},
			{"a method that HTTP has not", request{method: "FLY", path: "/incidents"}, 405, 2015, "GET, HEAD, POST, PUT"},
			{"an alert that is to be resolved", request{method: "PUT", path: "/incidents/" + id + "/alerts/", body: `{"alerts":[]}`}, 405, 2015, "GET, HEAD"},
			{"an incident that does not exist", request{path: "/incidents/" + unknown}, 404, 2100, ""},
			{"an id of PagerDuty's", request{path: "/incidents/PT4KHLK"}, 404, 2100, ""},
			{"a number for an id", request{path: "/incidents/1234"}, 404, 2100, ""},
			{"an id with a NUL", request{path: "/incidents/%00"}, 404, 2100, ""},
			{"a long id", request{path: "/incidents/" + strings.Repeat("x", 5000)}, 404, 2100, ""},
			{"the alerts of none", request{path: "/incidents/" + unknown + "/alerts"}, 404, 2100, ""},
			{"the notes of none", request{path: "/incidents/" + unknown + "/notes"}, 404, 2100, ""},
			{"a note for none", request{path: "/incidents/" + unknown + "/notes", body: `{"note":{"content":"x"}}`}, 404, 2100, ""},
			{"the log entries of none", request{path: "/incidents/" + unknown + "/log_entries"}, 404, 2100, ""},
			{"an alert of none", request{path: "/incidents/" + id + "/alerts/alt_01jd0000000000000000000000"}, 404, 2100, ""},
			{"a log entry that is an incident", request{path: "/log_entries/" + id}, 404, 2100, ""},
			{"an alert that is an incident", request{path: "/incidents/" + id + "/alerts/" + id}, 404, 2100, ""},
			{"a service that does not exist", request{path: "/services/x"}, 404, 2100, ""},
			{"an integration that does not exist", request{path: "/services/" + s.service(t, model.Live, "checkout").ID + "/integrations/x"}, 404, 2100, ""},
			{"a user that does not exist", request{path: "/users/x"}, 404, 2100, ""},
			{"a team that does not exist", request{path: "/teams/x"}, 404, 2100, ""},
			{"a schedule that does not exist", request{path: "/schedules/x"}, 404, 2100, ""},
			{"a policy that does not exist", request{path: "/escalation_policies/x"}, 404, 2100, ""},
			{"an ability that is not there", request{path: "/abilities/sso"}, 402, 2014, ""},
			{"a limit that is no number", request{path: "/incidents?limit=x"}, 400, 2001, ""},
			{"a limit of nothing", request{path: "/incidents?limit=0"}, 400, 2001, ""},
			{"an offset below the start", request{path: "/users?offset=-1"}, 400, 2001, ""},
			{"an offset beyond the end of pages", request{path: "/incidents?offset=9976"}, 400, 2001, ""},
			{"an offset beyond numbers", request{path: "/incidents?offset=9223372036854775807"}, 400, 2001, ""},
			{"a status that is not there", request{path: "/incidents?statuses[]=open"}, 400, 1003, ""},
			{"an urgency that is not there", request{path: "/incidents?urgencies[]=medium"}, 400, 2001, ""},
			{"a time that is none", request{path: "/incidents?since=yesterday"}, 400, 2004, ""},
			{"an end before the beginning", request{path: "/incidents?since=2024-02-01&until=2024-01-01"}, 400, 2004, ""},
			{"an order that is not there", request{path: "/incidents?sort_by=resolved_at:desc"}, 400, 2001, ""},
			{"a direction that is not there", request{path: "/incidents?sort_by=created_at:down"}, 400, 2001, ""},
			{"alerts in an order that is not there", request{path: "/incidents/" + id + "/alerts?sort_by=created_at:desc"}, 400, 2001, ""},
			{"a NUL in the query", request{path: "/incidents?incident_key=a%00b"}, 400, 2001, ""},
			{"bytes that are no text", request{path: "/services?query=%ff"}, 400, 2001, ""},
			{"a malformed query", request{path: "/incidents?limit=%zz"}, 400, 2001, ""},
			{"a long incident key", request{path: "/incidents?incident_key=" + strings.Repeat("k", 300)}, 400, 2001, ""},
			{"a long search", request{path: "/services?query=" + strings.Repeat("k", 600)}, 400, 2001, ""},
			{"on-calls of more than 90 days", request{path: "/oncalls?since=2024-01-01&until=2024-05-01"}, 400, 2005, ""},
			{"a schedule of more than a year", request{path: "/schedules/" + s.schedule(t) + "?since=2024-01-01&until=2026-01-01"}, 400, 2001, ""},
			{"overrides of no time", request{path: "/schedules/" + s.schedule(t) + "/overrides"}, 400, 2001, ""},
			{"policies by user", request{path: "/escalation_policies?user_ids[]=x"}, 400, 2001, ""},
			{"too large a body", request{path: "/incidents", body: `{"incident":"` + strings.Repeat("x", 1<<20) + `"}`}, 413, 2001, ""},
			{"a packed body", request{path: "/incidents", body: "\x1f\x8b", header: map[string]string{"Content-Encoding": "gzip"}}, 415, 2001, ""},
			{"no body", request{method: "POST", path: "/incidents"}, 400, 2001, ""},
		} {
			t.Run(tt.name, func(t *testing.T) {
				got := s.duty(t, tt.request).want(t, tt.status)
				got.is(t, map[string]string{"error.code": fmt.Sprint(tt.code)})
				if allow := got.header.Get("Allow"); allow != tt.allow {
					t.Errorf("Allow is %q, want %q", allow, tt.allow)
				}
			})
		}
		before := s.stored(t)
		for _, b := range badJSON {
			for _, r := range []request{{method: "PUT", path: "/incidents/" + id}, {method: "PUT", path: "/incidents"}, {method: "POST", path: "/incidents/" + id + "/notes"}, {method: "POST", path: "/incidents"}} {
				r.body = b.body
				s.duty(t, r).refusedAs(t, 400, 2001, "")
			}
		}
		if after := s.stored(t); after != before {
			t.Errorf("something was stored:\n%s\nbefore:\n%s", after, before)
		}
	})
}

// schedule returns the id of the example's schedule.
func (s *testServer) schedule(t testing.TB) string {
	t.Helper()
	schedule, err := db.ScheduleByName(t.Context(), s.db.In(model.Live), "Platform on call")
	if err != nil {
		t.Fatal(err)
	}
	return schedule.ID
}

func TestPagerDutysAPIIsLenientInWhatItIgnores(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		id := s.open(t, "Lenient")
		for _, r := range []request{
			{path: "/incidents?time_zone=Europe/Rome&is_overview=true&include[]=channels&unknown[]=1"},
			{path: "/incidents/" + id + "/"},
			{path: "/incidents/" + id, method: "HEAD"},
			{path: "/incidents/" + id, method: "GET", body: `{}`},
			{path: "/incidents?limit=1000&total=1"},
			{path: "/incidents/" + id, method: "PUT", body: `{"incident":{"id":"` + id + `","type":"incident_reference","title":"Lenient","unknown":{"a":[1]},"html_url":null},"requester_id":"x"}`},
			{path: "/incidents/" + id, method: "PUT", body: `{"incident":{"status":null,"resolution":"","escalation_level":null,"assignments":null}}`, header: map[string]string{"Content-Type": ""}},
			{path: "/incidents/" + id, method: "PUT", body: `{"incident":{}}`, header: map[string]string{"Content-Type": "text/plain", "From": ""}},
		} {
			s.duty(t, r).want(t, http.StatusOK)
		}
		got := s.dutyGet(t, "/incidents?limit=1000")
		got.is(t, map[string]string{"limit": "100", "offset": "0", "more": "false", "total": "null"})
		if key := s.get(t, "/api/incidents/"+id); key.at(t, "data.title") != "Lenient" || key.at(t, "data.status") != "OPEN" {
			t.Error("what was left out has changed:", key.body)
		}
	})
}

func TestPagerDutysAPIKeepsTheLimitOfTheKey(t *testing.T) {
	eachLimitedServer(t, ratelimit.Limits{Events: 5, Reads: 2, Writes: 1}, func(t *testing.T, s *testServer) {
		got := s.dutyGet(t, "/priorities")
		for name, want := range map[string]string{"Ratelimit-Limit": "2", "Ratelimit-Remaining": "1", "Ratelimit-Reset": "60", "X-RateLimit-Limit": "2"} {
			if value := got.header.Get(name); value != want {
				t.Errorf("%s is %q, want %s", name, value, want)
			}
		}
		s.clock.Advance(20 * time.Second)
		s.duty(t, request{path: "/nowhere"}).want(t, http.StatusNotFound)
		refused := s.duty(t, request{path: "/priorities"})
		refused.refusedAs(t, http.StatusTooManyRequests, 2020, "Retry after 40 seconds")
		for name, want := range map[string]string{"Ratelimit-Remaining": "0", "Ratelimit-Reset": "40", "Retry-After": "40"} {
			if value := refused.header.Get(name); value != want {
				t.Errorf("refused, %s is %q, want %s", name, value, want)
			}
		}
		put := request{method: "PUT", path: "/incidents/x", body: `{"incident":{}}`}
		s.duty(t, put).want(t, http.StatusNotFound)
		s.duty(t, put).want(t, http.StatusTooManyRequests)
		for range 2 {
			s.duty(t, request{path: "/incidents", key: "wrong"}).want(t, http.StatusUnauthorized)
		}
		s.duty(t, request{path: "/incidents", key: "wrong"}).refusedAs(t, http.StatusTooManyRequests, 2020, "Retry after")
	})
}

func TestPagerDutysAPILooksIntoOneEnvironment(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		live, test := s.fill(t, model.Live, s.LiveKey), s.fill(t, model.Test, s.TestKey)
		for _, pair := range [][2]world{{live, test}, {test, live}} {
			own, other := pair[0], pair[1]
			list := "/incidents?date_range=all&limit=100&"
			paths := []string{
				"/incidents?date_range=all&limit=100", "/services?include[]=integrations", "/users", "/teams", "/schedules", "/escalation_policies", "/oncalls",
				list + "service_ids[]=", list + "user_ids[]=", list + "team_ids[]=", "/oncalls?schedule_ids[]=", "/oncalls?user_ids[]=",
				"/oncalls?escalation_policy_ids[]=", "/users?team_ids[]=", "/services?team_ids[]=",
			}
			for _, path := range paths {
				if !strings.HasSuffix(path, "=") {
					wantNone(t, s.duty(t, request{path: path, key: own.key}).want(t, 200), other.ids)
					continue
				}
				for _, id := range other.ids {
					wantNone(t, s.duty(t, request{path: path + url.QueryEscape(id), key: own.key}).want(t, 200), other.ids)
				}
			}
			for _, id := range other.ids {
				for _, path := range []string{
					"/incidents/ID", "/incidents/ID/notes", "/incidents/ID/alerts", "/incidents/ID/log_entries", "/log_entries/ID", "/services/ID",
					"/users/ID", "/users/ID/contact_methods", "/teams/ID", "/teams/ID/members", "/schedules/ID", "/schedules/ID/users", "/escalation_policies/ID",
				} {
					s.duty(t, request{path: strings.Replace(path, "ID", id, 1), key: own.key}).want(t, http.StatusNotFound)
				}
			}
			before := s.stored(t)
			for _, id := range other.ids {
				if !strings.HasPrefix(id, "inc_") {
					continue
				}
				for _, r := range []request{
					{method: "PUT", path: "/incidents/" + id, body: `{"incident":{"status":"resolved"}}`},
					{method: "PUT", path: "/incidents", body: `{"incidents":[{"id":"` + id + `","status":"resolved"}]}`},
					{path: "/incidents/" + id + "/notes", body: `{"note":{"content":"x"}}`},
					{path: "/incidents/" + id + "/snooze", body: `{"duration":60}`},
				} {
					r.key = own.key
					s.duty(t, r).want(t, http.StatusNotFound)
				}
			}
			if after := s.stored(t); after != before {
				t.Errorf("something was stored:\n%s\nbefore:\n%s", after, before)
			}
		}
	})
}

// wantNone checks that an answer names none of these ids.
func wantNone(t testing.TB, got reply, ids []string) {
	t.Helper()
	for _, id := range ids {
		if strings.Contains(got.body, id) {
			t.Errorf("the answer names %s of the other environment: %s", id, cut(got.body))
		}
	}
}

func TestAPageOfPagerDutysListsCostsFewStatements(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *dbtest.Clock) {
		count := db.CountStatements(d)
		s := startServer(t, d, clock, ratelimit.Limits{})
		s.assignMany(t)
		for i := range 12 {
			s.post(t, "/api/users", fmt.Sprintf(`{"name":"User %d","email":"user-%d@example.com"}`, i, i))
			s.post(t, "/api/schedules", fmt.Sprintf(`{"name":"Schedule %d","time_zone":"UTC","layers":[]}`, i))
			s.post(t, "/api/escalation-policies", fmt.Sprintf(`{"name":"Policy %d","steps":[{"targets":[{"type":"SCHEDULE","id":%q}]}]}`, i, s.schedule(t)))
			s.post(t, "/api/services", fmt.Sprintf(`{"name":"Service %d","team_id":%q}`, i, s.team(t, model.Live).ID))
		}
		for _, tt := range []struct {
			path  string
			sizes []int
			most  int
		}{
			// The page and its total, services, users, teams, policies, and the lines that
			// tell of the last change of status and the last assignment.
			{"/incidents?total=true", []int{25, 100}, 8},
			// Beside: of the services their health, teams, policies and integrations; steps
			// and targets of the policies.
			{"/incidents?include[]=services&include[]=users&include[]=teams&include[]=escalation_policies", []int{25, 100}, 16},
			{"/services?include[]=integrations", []int{5, 14}, 6},
			{"/users?total=true", []int{2, 100}, 4},
			{"/schedules", []int{2, 100}, 8},
			{"/escalation_policies", []int{2, 100}, 7},
			{"/oncalls", []int{1, 100}, 9},
		} {
			var costs []int
			for _, size := range append([]int{1}, tt.sizes...) {
				sign := "?"
				if strings.Contains(tt.path, "?") {
					sign = "&"
				}
				before := count()
				s.dutyGet(t, fmt.Sprintf("%s%slimit=%d", tt.path, sign, size))
				costs = append(costs, count()-before)
			}
			if costs[2] > costs[1] || costs[1] > tt.most || costs[1] < 3 {
				t.Errorf("%s: pages of %v cost %v statements, want no more for the second and at most %d", tt.path, tt.sizes, costs[1:], tt.most)
			}
		}
	})
}

func TestPagerDutysNameLeadsToItsAPI(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		id, user := s.open(t, "Named"), s.user(t, model.Live, "alice@example.com").ID
		ask := func(host, method, path, body string) reply {
			t.Helper()
			return s.send(t, request{method: method, path: path, body: body, header: map[string]string{"Host": host}})
		}
		for _, host := range []string{"api.pagerduty.com", "API.pagerduty.com:443", "api.eu.pagerduty.com"} {
			for _, path := range []string{"/incidents/" + id, "/pagerduty/incidents/" + id} {
				ask(host, "GET", path, "").want(t, http.StatusOK).is(t, map[string]string{"incident.id": id, "incident.self": "http://" + host + "/incidents/" + id})
			}
		}
		const name = "api.pagerduty.com"
		ask(name, "PUT", "/incidents/"+id, `{"incident":{"type":"incident_reference","status":"acknowledged"}}`).want(t, http.StatusOK)
		ask(name, "GET", "/users/me", "").is(t, map[string]string{"user.html_url": "http://" + name + "/users/" + user, "user.self": "http://" + name + "/users/" + user})
		ask(name, "GET", "/nowhere%2Felse", "").refusedAs(t, http.StatusNotFound, 2100, "nowhere")
		ask(name, "GET", "/docs", "").refusedAs(t, http.StatusNotFound, 2100, "/pagerduty/docs")
		ask(name, "DELETE", "/incidents", "").refusedAs(t, http.StatusMethodNotAllowed, 2015, "GET, HEAD, POST, PUT")
		ask(name, "GET", "/graphql?query={viewer{id}}", "").refusedAs(t, http.StatusNotFound, 2100, "graphql")
		// By any other name these are pages of the web app, or nothing.
		for _, other := range []string{"opsknight.example.com", "api.pagerduty.com.example.com"} {
			if got := ask(other, "GET", "/incidents/"+id, "").want(t, http.StatusOK); got.header.Get("Content-Type") != "text/html; charset=utf-8" {
				t.Errorf("%s answers %s", other, cut(got.body))
			}
			ask(other, "GET", "/oncalls", "").want(t, http.StatusNotFound).is(t, map[string]string{"error.code": "NOT_FOUND"})
		}
	})
}

func TestTimesAtTheEndsOfTheCalendarAreNoFailure(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		id := s.open(t, "Here")
		for _, path := range []string{
			"/incidents?until=0001-01-01", "/incidents?since=0001-01-01", "/incidents?since=9999-12-31", "/incidents?since=0001-01-01&until=9999-12-31T23:59:59Z",
			"/incidents/" + id + "/log_entries?since=0001-01-01&until=9999-12-31", "/oncalls?since=0001-01-01&until=0001-01-02", "/oncalls?since=9999-12-30&until=9999-12-31",
			"/oncalls?since=9999-12-31T23:59:59Z&until=9999-12-31T23:59:59Z", "/oncalls?since=0001-01-01&until=0001-01-01",
			"/schedules/" + s.schedule(t) + "?since=9999-12-30&until=9999-12-31", "/schedules/" + s.schedule(t) + "/overrides?since=0001-01-01&until=9999-12-31",
			"/schedules/" + s.schedule(t) + "/users?since=0001-01-01&until=0001-01-02",
		} {
			if got := s.duty(t, request{path: path}); got.status != http.StatusOK && got.status != http.StatusBadRequest {
				t.Errorf("%s answered %d: %s", path, got.status, cut(got.body))
			}
		}
	})
}
