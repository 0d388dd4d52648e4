package main

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/db/dbtest"
	"github.com/opsknight/opsknight/internal/ratelimit"
	"github.com/opsknight/opsknight/model"
)

func TestAnalyticsAreOfOneWorld(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		s.clock.Advance(time.Hour)
		since := s.clock.Now()
		s.open(t, "Only in LIVE")
		s.clock.Advance(time.Second)
		live := s.service(t, model.Live, "payment-api").ID
		for key, want := range map[string]string{s.LiveKey: "1", s.TestKey: "0"} {
			for _, filter := range []map[string]any{nil, {"serviceId": []string{live}}, {"teamId": []string{s.team(t, model.Live).ID}}} {
				s.graphqlAs(t, key, analyze, map[string]any{"since": since, "filter": filter}).
					is(t, map[string]string{"errors": "absent", "data.incidentAnalytics.total.incidents": want})
			}
		}
		schedule, _, _ := s.rota(t, "Only in LIVE")
		id := strings.TrimPrefix(schedule, "/api/schedules/")
		const onCall = `query($id: [ID!]) { onCallAnalytics(scheduleId: $id) { schedules { schedule { id } } } coverageGaps(scheduleId: $id, since: "2023-01-01T00:00:00Z") { start } }`
		s.graphqlAs(t, s.LiveKey, onCall, map[string]any{"id": []string{id}}).is(t, map[string]string{"data.onCallAnalytics.schedules.0.schedule.id": id})
		s.graphqlAs(t, s.TestKey, onCall, map[string]any{"id": []string{id}}).is(t, map[string]string{"data": `{"coverageGaps":[],"onCallAnalytics":{"schedules":[]}}`})
	})
}

func TestAnalyticsNeedTheirScopes(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		s.clock.Advance(time.Second)
		for _, tt := range []struct{ name, scope, query, code string }{
			{"incidents", "incidents:read", "{incidentAnalytics{total{incidents} services{service{id name}} teams{team{id name}}}}", "absent"},
			{"incidents by who may read schedules", "schedules:read", "{incidentAnalytics{total{incidents}}}", "FORBIDDEN"},
			{"incidents by who may write them", "incidents:write", "{incidentAnalytics{total{incidents}}}", "FORBIDDEN"},
			{"more of a service", "incidents:read", "{incidentAnalytics{services{service{status}}}}", "FORBIDDEN"},
			{"more of a team", "incidents:read", "{incidentAnalytics{teams{team{description}}}}", "FORBIDDEN"},
			{"time on call", "schedules:read", "{onCallAnalytics{users{user{id name} seconds schedules{schedule{name}}} schedules{schedule{name} users{user{name}}}}}", "absent"},
			{"time on call by who may read incidents", "incidents:read", "{onCallAnalytics{users{seconds}}}", "FORBIDDEN"},
			{"more of a person", "schedules:read", "{onCallAnalytics{users{user{email}}}}", "FORBIDDEN"},
			{"gaps", "schedules:read", "{coverageGaps{schedule{name} start end}}", "absent"},
			{"gaps by who may read incidents", "incidents:read", "{coverageGaps{start}}", "FORBIDDEN"},
		} {
			key := s.scoped(t, tt.scope)
			if code := s.graphqlAs(t, key, tt.query, nil).at(t, "errors.0.extensions.code"); code != tt.code && (tt.code != "absent" || code != "absent") {
				t.Errorf("%s: %s, want %s", tt.name, code, tt.code)
			}
		}
		s.graphqlAs(t, noKey, "{incidentAnalytics{total{incidents}}}", nil).want(t, http.StatusUnauthorized)
	})
}

func TestAnalyticsRefuseWhatTheyCannotCount(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		var windows []string // 48 a day
		for i := range 48 {
			windows = append(windows, fmt.Sprintf(`{"type":"daily","start_time":"%02d:%02d","duration_seconds":600}`, i/2, i%2*30))
		}
		restless := s.post(t, "/api/schedules", `{"name":"Restless","time_zone":"UTC","layers":[{"start":"2024-01-01T00:00:00Z","users":["`+s.user(t, model.Live, "ben@example.com").ID+
			`"],"rotation":{"unit":"days","length":1},"restrictions":[`+strings.Join(windows, ",")+`]}]}`).at(t, "data.id")
		for _, tt := range []struct{ name, query, field, reason string }{
			{"a window that ends before it begins", `{incidentAnalytics(since:"2024-01-02T00:00:00Z",until:"2024-01-01T00:00:00Z"){total{incidents}}}`, "until", "out_of_range"},
			{"a window of nothing", `{incidentAnalytics(since:"2024-01-02T00:00:00Z",until:"2024-01-02T00:00:00Z"){total{incidents}}}`, "until", "out_of_range"},
			{"a window that begins after now", `{incidentAnalytics(since:"2025-01-02T00:00:00Z"){total{incidents}}}`, "until", "out_of_range"},
			{"a window of more than 366 days", `{incidentAnalytics(since:"2024-01-01T00:00:00Z",until:"2025-01-01T00:00:00.001Z"){total{incidents}}}`, "until", "out_of_range"},
			{"a window that begins before the year 1", `{incidentAnalytics(until:"0001-01-01T00:00:00Z"){total{incidents}}}`, "until", "out_of_range"},
			{"an unknown zone", `{incidentAnalytics{days(timeZone:"Mars/Olympus"){date}}}`, "timeZone", "unknown_value"},
			{"the server's own zone", `{incidentAnalytics{days(timeZone:"Local"){date}}}`, "timeZone", "unknown_value"},
			{"no zone", `{incidentAnalytics{days(timeZone:""){date}}}`, "timeZone", "unknown_value"},
			{"a page of none", `{incidentAnalytics{services(first:0){service{id}}}}`, "first", "out_of_range"},
			{"a page of too many", `{incidentAnalytics{teams(first:101){team{id}}}}`, "first", "out_of_range"},
			{"a page before the first", `{incidentAnalytics{services(offset:-1){service{id}}}}`, "offset", "out_of_range"},
			{"time on call of more than 366 days", `{onCallAnalytics(since:"2022-01-01T00:00:00Z"){users{seconds}}}`, "until", "out_of_range"},
			{"time on call in no time", `{onCallAnalytics(since:"2024-02-01T00:00:00Z"){users{seconds}}}`, "until", "out_of_range"},
			{"gaps of more than 366 days", `{coverageGaps(until:"2026-01-01T00:00:00Z"){start}}`, "until", "out_of_range"},
			{"time on call with too many changes", `{onCallAnalytics(since:"2024-01-01T00:00:00Z",until:"2025-01-01T00:00:00Z",scheduleId:["` + restless + `"]){users{seconds}}}`, "until", "out_of_range"},
			{"gaps between too many changes", `{coverageGaps(since:"2024-01-01T00:00:00Z",until:"2025-01-01T00:00:00Z"){start}}`, "until", "out_of_range"},
			{"too many gaps", `{coverageGaps(first:1000){start}}`, "first", "out_of_range"},
			{"too many users", `{onCallAnalytics{users(first:101){seconds}}}`, "first", "out_of_range"},
		} {
			s.graphql(t, tt.query, nil).is(t, map[string]string{
				"errors.0.extensions.code": "VALIDATION_ERROR", "errors.0.extensions.field": tt.field, "errors.0.extensions.reason": tt.reason,
			})
		}
		s.graphql(t, `{onCallAnalytics(since:"2024-01-01T00:00:00Z",until:"2024-07-01T00:00:00Z",scheduleId:["`+restless+`"]){users{seconds shifts}}}`, nil).
			is(t, map[string]string{"data.onCallAnalytics.users": `[{"seconds":5241600,"shifts":8736}]`})
		for name, query := range map[string]string{
			"an unknown urgency": `{incidentAnalytics(filter:{urgency:[HUGE]}){total{incidents}}}`,
			"no time":            `{incidentAnalytics(since:"yesterday"){total{incidents}}}`,
		} {
			if code := s.graphql(t, query, nil).at(t, "errors.0.extensions.code"); code != "GRAPHQL_VALIDATION_FAILED" && code != "VALIDATION_ERROR" {
				t.Errorf("%s: %s", name, code)
			}
		}
	})
}

// TestAnalyticsCostWhatTheyMayAnswer asks for as much as there is room for, and for more.
func TestAnalyticsCostWhatTheyMayAnswer(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		s.clock.Advance(time.Second)
		all := `incidents open acknowledged snoozed suppressed resolved automaticEscalations manualEscalations reopened merged mtta{n mean p50 p95} mttr{n mean p50 p95}`
		year := `since:"2024-01-01T00:00:00Z",until:"2025-01-01T00:00:00Z"`
		some := strings.Repeat("...G ", 9) // 9 times 10 fields
		fragment := ` fragment G on IncidentFigures { incidents open acknowledged snoozed suppressed resolved automaticEscalations manualEscalations reopened merged }`
		for _, tt := range []struct {
			name, query string
			refused     bool
		}{
			{"a year by day, all of it", `{incidentAnalytics(` + year + `){days{date figures{` + all + `}}}}`, true},
			{"a year by day, some of it", `{incidentAnalytics(` + year + `){days{date figures{incidents mtta{p50} mttr{p50}}}}}`, false},
			{"a year of which the end is now", `{incidentAnalytics(since:"2023-01-16T00:00:00Z"){days{date figures{` + all + `}}}}`, true},
			{"a week of which the end is now", `{incidentAnalytics(since:"2024-01-08T00:00:00Z"){days{date figures{` + all + `}}}}`, false},
			{"a quarter by day, all of it", `{incidentAnalytics(since:"2024-01-01T00:00:00Z",until:"2024-04-01T00:00:00Z"){days{date figures{` + all + `}}}}`, false},
			{"a month by day", `{incidentAnalytics{days{date figures{` + all + `}}}}`, false},
			{"a month and a year by one fragment", `{a: incidentAnalytics{...D} b: incidentAnalytics(` + year + `){...D}} fragment D on IncidentAnalytics{days{date figures{` + all + `}}}`, true},
			{"a year and a month by one fragment", `{b: incidentAnalytics(` + year + `){...D} a: incidentAnalytics{...D}} fragment D on IncidentAnalytics{days{date figures{` + all + `}}}`, true},
			{"four analyses", `{a:incidentAnalytics{total{incidents}} b:incidentAnalytics{total{incidents}} c:incidentAnalytics{total{incidents}} d:incidentAnalytics{total{incidents}}}`, false},
			{"five", `{a:incidentAnalytics{since} b:incidentAnalytics{since} c:incidentAnalytics{since} d:incidentAnalytics{since} e:incidentAnalytics{since}}`, true},
			{"urgencies", `{incidentAnalytics{urgencies{figures{` + some + `}}}}` + fragment, false},
			{"a hundred services", `{incidentAnalytics{services(first:100){figures{` + some + `}}}}` + fragment, true},
			{"ten services", `{incidentAnalytics{services(first:10){figures{` + some + `}}}}` + fragment, false},
			{"a hundred teams", `{incidentAnalytics{teams(first:100){figures{` + some + `}}}}` + fragment, true},
			{"schedules of a hundred users", `{onCallAnalytics{users(first:100){schedules(first:100){seconds}}}}`, true},
			{"of ten", `{onCallAnalytics{users(first:10){schedules(first:10){seconds}}}}`, false},
			{"gaps of a hundred schedules", `{onCallAnalytics{schedules(first:100){gaps(first:100){start}}}}`, true},
			{"users of a hundred schedules", `{onCallAnalytics{schedules(first:100){users(first:100){seconds}}}}`, true},
			{"a hundred gaps with all on call", `{coverageGaps(first:100){schedule{entries{entries{start end user{name}}}}}}`, true},
		} {
			got := s.graphql(t, tt.query, nil)
			code := got.at(t, "errors.0.extensions.code")
			if refused := code == "COMPLEXITY_LIMIT_EXCEEDED"; refused != tt.refused || !refused && code != "absent" {
				t.Errorf("%s: refused is %v: %s", tt.name, refused, cut(got.body))
			}
		}
	})
}

// TestAnalyticsCostFewStatements has each analysis look at more and more: it may cost no
// more statements.
func TestAnalyticsCostFewStatements(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *dbtest.Clock) {
		count := db.CountStatements(d)
		s := startServer(t, d, clock, ratelimit.Limits{})
		costs := map[string][]int{}
		most := map[string]int{
			// The window, whose zone it is, the services with their statuses, and the teams.
			`{incidentAnalytics{days{figures{incidents}} services{service{name status}} teams{team{name}} total{incidents}}}`: 5,
			// The schedules' ids, layers and overrides, and who and what they name.
			`{onCallAnalytics{users{user{name} schedules{schedule{name}}} schedules{schedule{name} users{user{name}}}}}`: 5,
			`{coverageGaps(since:"2023-01-01T00:00:00Z"){schedule{name} start}}`:                                         4,
		}
		for i := range 3 {
			team := s.post(t, "/api/teams", fmt.Sprintf(`{"name":"Team %d"}`, i)).at(t, "data.id")
			service := s.post(t, "/api/services", fmt.Sprintf(`{"name":"Service %d","team_id":%q}`, i, team)).at(t, "data.id")
			s.openOn(t, service, "")
			s.rota(t, fmt.Sprint("Rota ", i))
			clock.Advance(time.Hour)
			s.graphql(t, `{viewer{id}}`, nil) // the key is remembered again
			for query := range most {
				before := count()
				s.graphql(t, query, nil).is(t, map[string]string{"errors": "absent"})
				costs[query] = append(costs[query], count()-before)
			}
		}
		for query, of := range costs {
			if of[1] != of[2] || of[2] > most[query] || of[2] < 2 {
				t.Errorf("%s costs %v statements, want at most %d", query, of, most[query])
			}
		}
	})
}
