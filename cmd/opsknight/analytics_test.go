package main

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/opsknight/opsknight/model"
)

// figuresOf selects all that is counted.
const figuresOf = `fragment F on IncidentFigures { incidents open acknowledged snoozed suppressed resolved automaticEscalations manualEscalations reopened merged
	mtta { n mean p50 p95 } mttr { n mean p50 p95 } }`

const analyze = `query($since: DateTime, $until: DateTime, $filter: IncidentAnalyticsFilter, $zone: String) {
	incidentAnalytics(since: $since, until: $until, filter: $filter) {
		since until total { ...F } days(timeZone: $zone) { date start end figures { ...F } }
		urgencies { urgency figures { incidents merged } } priorities { priority figures { incidents } }
		services { service { id name } figures { ...F } } teams { team { id name } figures { ...F } } } } ` + figuresOf

// analysis counts the incidents of a window.
func (s *testServer) analysis(t testing.TB, variables map[string]any) reply {
	t.Helper()
	got := s.graphql(t, analyze, variables).want(t, http.StatusOK)
	if got.at(t, "errors") != "absent" {
		t.Fatal(got.body)
	}
	return got
}

// openOn opens an incident on a service, with more fields.
func (s *testServer) openOn(t testing.TB, service, fields string) string {
	t.Helper()
	return s.post(t, "/api/incidents", `{"title":"Down","service_id":"`+service+`"`+fields+`}`).at(t, "data.id")
}

func (s *testServer) change(t testing.TB, id, body string) {
	t.Helper()
	s.patch(t, "/api/incidents/"+id, body).want(t, http.StatusOK)
}

// TestAnAfternoonIsCounted does all that can happen to incidents, minute by minute.
func TestAnAfternoonIsCounted(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		ladder, checkout, payment := s.ladder(t), s.service(t, model.Live, "checkout").ID, s.service(t, model.Live, "payment-api").ID
		team, ben := s.team(t, model.Live).ID, s.user(t, model.Live, "ben@example.com").ID
		s.clock.Advance(time.Hour)
		since := s.clock.Now()
		at := func(minutes float64) {
			t.Helper()
			s.clock.Advance(since.Add(time.Duration(minutes * float64(time.Minute))).Sub(s.clock.Now()))
		}
		escalated := s.openOn(t, ladder, `,"priority":"P1"`)
		s.tick(t) // step 1 comes with the incident
		at(10)
		s.tick(t) // step 2
		at(12)
		s.send(t, request{path: "/api/incidents/" + escalated + "/escalate", body: `{}`}).want(t, http.StatusOK)
		at(15)
		s.change(t, escalated, `{"status":"ACKNOWLEDGED"}`)
		at(20)
		reopened := s.openOn(t, checkout, `,"urgency":"MEDIUM","team_id":"`+team+`"`)
		slept := s.openOn(t, checkout, `,"urgency":"LOW"`)
		at(21)
		s.change(t, reopened, `{"status":"RESOLVED"}`)
		at(25)
		s.change(t, reopened, `{"status":"OPEN"}`)
		at(30)
		s.change(t, reopened, `{"status":"ACKNOWLEDGED"}`)
		s.change(t, reopened, `{"status":"OPEN"}`)
		at(35)
		s.change(t, reopened, `{"status":"ACKNOWLEDGED"}`) // the first time counts
		at(40)
		s.change(t, reopened, `{"status":"RESOLVED"}`) // the last time counts
		s.change(t, slept, `{"status":"SNOOZED","snooze_minutes":30}`)
		s.change(t, slept, `{"assignee_id":"`+ben+`"}`)
		at(70)
		s.tick(t)
		at(75)
		source := s.openOn(t, checkout, ``)
		at(75.5)
		s.change(t, source, `{"status":"ACKNOWLEDGED"}`)
		at(76)
		s.send(t, request{path: "/api/incidents/" + slept + "/merge", body: `{"source_ids":["` + source + `"]}`}).want(t, http.StatusOK)
		at(80)
		s.change(t, escalated, `{"status":"RESOLVED"}`)
		noise := s.openOn(t, payment, ``)
		s.change(t, noise, `{"status":"SUPPRESSED"}`)
		gone := s.openOn(t, payment, ``)
		s.send(t, request{method: http.MethodDelete, path: "/api/incidents/" + gone}).want(t, http.StatusNoContent)
		at(81)

		none := `{"mean":null,"n":0,"p50":null,"p95":null}`
		got := s.analysis(t, map[string]any{"since": since, "zone": "Europe/London"})
		total := map[string]string{
			"incidents": "4", "open": "1", "acknowledged": "0", "snoozed": "0", "suppressed": "1", "resolved": "2", "merged": "1", "reopened": "1",
			"automaticEscalations": "1", "manualEscalations": "1",
			"mtta": `{"mean":750,"n":2,"p50":600,"p95":900}`, "mttr": `{"mean":3000,"n":2,"p50":1200,"p95":4800}`,
		}
		for name, want := range total {
			for _, of := range []string{"total", "days.0.figures"} {
				got.is(t, map[string]string{"data.incidentAnalytics." + of + "." + name: want})
			}
		}
		got.is(t, map[string]string{
			"data.incidentAnalytics.since": "2024-01-15T11:30:00Z", "data.incidentAnalytics.until": "2024-01-15T12:51:00Z",
			"data.incidentAnalytics.days.0.date": "2024-01-15", "data.incidentAnalytics.days.0.start": "2024-01-15T11:30:00Z", "data.incidentAnalytics.days.1": "absent",
			"data.incidentAnalytics.urgencies": `[{"figures":{"incidents":2,"merged":1},"urgency":"HIGH"},{"figures":{"incidents":1,"merged":0},"urgency":"MEDIUM"},{"figures":{"incidents":1,"merged":0},"urgency":"LOW"}]`,
			"data.incidentAnalytics.priorities": `[{"figures":{"incidents":1},"priority":"P1"},{"figures":{"incidents":0},"priority":"P2"},{"figures":{"incidents":0},"priority":"P3"},` +
				`{"figures":{"incidents":0},"priority":"P4"},{"figures":{"incidents":0},"priority":"P5"},{"figures":{"incidents":3},"priority":null}]`,
			"data.incidentAnalytics.services.0.service.id":                checkout,
			"data.incidentAnalytics.services.0.figures.incidents":         "2",
			"data.incidentAnalytics.services.0.figures.merged":            "1",
			"data.incidentAnalytics.services.0.figures.mtta":              `{"mean":600,"n":1,"p50":600,"p95":600}`,
			"data.incidentAnalytics.services.3":                           "absent",
			"data.incidentAnalytics.teams.0.team.name":                    "Platform",
			"data.incidentAnalytics.teams.0.figures.incidents":            "3",
			"data.incidentAnalytics.teams.0.figures.merged":               "1",
			"data.incidentAnalytics.teams.1.team":                         "null",
			"data.incidentAnalytics.teams.1.figures.manualEscalations":    "1",
			"data.incidentAnalytics.teams.1.figures.mttr":                 `{"mean":4800,"n":1,"p50":4800,"p95":4800}`,
			"data.incidentAnalytics.teams.2":                              "absent",
			"data.incidentAnalytics.services.1.figures.reopened":          "0",
			"data.incidentAnalytics.teams.0.figures.suppressed":           "1",
			"data.incidentAnalytics.teams.0.figures.acknowledged":         "0",
			"data.incidentAnalytics.teams.0.figures.resolved":             "1",
			"data.incidentAnalytics.teams.1.figures.merged":               "0",
			"data.incidentAnalytics.services.0.figures.manualEscalations": "0",
		})
		t.Run("the merge undone", func(t *testing.T) {
			// To delete the target lets the source stand for itself again, resolved by the merge.
			s.send(t, request{method: http.MethodDelete, path: "/api/incidents/" + slept}).want(t, http.StatusNoContent)
			s.analysis(t, map[string]any{"since": since}).is(t, map[string]string{
				"data.incidentAnalytics.total.incidents": "4", "data.incidentAnalytics.total.merged": "0", "data.incidentAnalytics.total.mtta.n": "3",
				"data.incidentAnalytics.total.mtta.p50": "600", "data.incidentAnalytics.total.mtta.mean": "510", "data.incidentAnalytics.total.mttr.n": "3",
				"data.incidentAnalytics.total.mttr.p50": "1200",
			})
		})
		t.Run("nothing was resolved", func(t *testing.T) {
			s.analysis(t, map[string]any{"since": since, "filter": map[string]any{"serviceId": []string{payment}}}).is(t, map[string]string{
				"data.incidentAnalytics.total.incidents": "1", "data.incidentAnalytics.total.mtta": none, "data.incidentAnalytics.total.mttr": none,
			})
		})
	})
}

// TestAWindowBeginsWithItsFirstMoment looks at the two ends of a window.
func TestAWindowBeginsWithItsFirstMoment(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		s.clock.Advance(24*time.Hour + 123456*time.Microsecond)
		at := s.clock.Now()
		s.open(t, "At this microsecond")
		for _, tt := range []struct {
			name         string
			since, until time.Time
			want         string
		}{
			{"from this moment on", at, at.Add(time.Microsecond), "1"},
			{"up to this moment", at.Add(-time.Hour), at, "0"},
			{"from the next", at.Add(time.Microsecond), at.Add(time.Hour), "0"},
			{"with an offset", at.In(time.FixedZone("", 5*3600+1800)), at.Add(time.Second).In(time.FixedZone("", -8*3600)), "1"},
			{"parts of a microsecond are none", at.Add(400 * time.Nanosecond), at.Add(1400 * time.Nanosecond), "1"},
		} {
			got := s.analysis(t, map[string]any{"since": tt.since, "until": tt.until})
			got.is(t, map[string]string{"data.incidentAnalytics.total.incidents": tt.want, "data.incidentAnalytics.days.0.figures.incidents": tt.want})
		}
		// 30 days up to now, if nothing is said.
		s.clock.Advance(30 * 24 * time.Hour)
		s.analysis(t, nil).is(t, map[string]string{"data.incidentAnalytics.total.incidents": "1", "data.incidentAnalytics.until": "2024-02-15T10:30:00.123456Z"})
		s.clock.Advance(time.Microsecond)
		got := s.analysis(t, nil)
		got.is(t, map[string]string{
			"data.incidentAnalytics.total.incidents": "0", "data.incidentAnalytics.services": "[]", "data.incidentAnalytics.teams": "[]",
			"data.incidentAnalytics.days.30.date": "2024-02-15", "data.incidentAnalytics.days.31": "absent",
		})
		if counts := got.each(t, "data.incidentAnalytics.days", "figures.incidents"); slices.ContainsFunc(counts, func(n string) bool { return n != "0" }) {
			t.Errorf("days without incidents have %v", counts)
		}
	})
}

// TestADayOnWhichTheClocksChangeIsOneDay opens incidents just before and after each end
// of such days.
func TestADayOnWhichTheClocksChangeIsOneDay(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		days := []struct {
			zone, date, start string
			hours             float64
			service           string
		}{
			{zone: "America/New_York", date: "2024-03-10", start: "2024-03-10T05:00:00Z", hours: 23},
			{zone: "America/New_York", date: "2024-11-03", start: "2024-11-03T04:00:00Z", hours: 25},
			{zone: "Europe/London", date: "2024-03-31", start: "2024-03-31T00:00:00Z", hours: 23},
			{zone: "Europe/London", date: "2024-10-27", start: "2024-10-26T23:00:00Z", hours: 25},
			{zone: "Australia/Lord_Howe", date: "2024-04-07", start: "2024-04-06T13:00:00Z", hours: 24.5},
			{zone: "Australia/Lord_Howe", date: "2024-10-06", start: "2024-10-05T13:30:00Z", hours: 23.5},
			{zone: "America/Santiago", date: "2024-04-06", start: "2024-04-06T03:00:00Z", hours: 25},
			{zone: "America/Santiago", date: "2024-09-08", start: "2024-09-08T04:00:00Z", hours: 23},
			{zone: "Asia/Beirut", date: "2024-03-31", start: "2024-03-30T22:00:00Z", hours: 23},
		}
		type opening struct {
			at      time.Time
			service string
		}
		var openings []opening
		for i := range days {
			day := &days[i]
			day.service = s.post(t, "/api/services", fmt.Sprintf(`{"name":"Day %d"}`, i)).at(t, "data.id")
			start := parsed(t, day.start)
			end := start.Add(time.Duration(day.hours * float64(time.Hour)))
			for _, at := range []time.Time{start.Add(-time.Microsecond), start, end.Add(-time.Microsecond), end} {
				openings = append(openings, opening{at, day.service})
			}
		}
		slices.SortFunc(openings, func(a, b opening) int { return a.at.Compare(b.at) })
		for _, one := range openings {
			s.clock.Advance(one.at.Sub(s.clock.Now()))
			s.openOn(t, one.service, "")
		}
		for _, day := range days {
			start := parsed(t, day.start)
			end := start.Add(time.Duration(day.hours * float64(time.Hour)))
			got := s.analysis(t, map[string]any{
				"since": start.Add(-48 * time.Hour), "until": end.Add(48 * time.Hour), "zone": day.zone, "filter": map[string]any{"serviceId": []string{day.service}},
			})
			dates := got.each(t, "data.incidentAnalytics.days", "date")
			i := slices.Index(dates, day.date)
			if i < 1 || len(dates) < 5 {
				t.Fatalf("%s in %s is not in %v", day.date, day.zone, dates)
			}
			of := func(i int) string { return "data.incidentAnalytics.days." + strconv.Itoa(i) }
			got.is(t, map[string]string{
				of(i) + ".start": day.start, of(i) + ".end": end.Format(time.RFC3339), of(i) + ".figures.incidents": "2",
				of(i-1) + ".figures.incidents": "1", of(i+1) + ".figures.incidents": "1", of(i+2) + ".figures.incidents": "0",
			})
		}
	})
}

func parsed(t testing.TB, text string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// TestDaysAreThoseOfWhoAsks gives the owner of the key another time zone.
func TestDaysAreThoseOfWhoAsks(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		window := map[string]any{"since": "2024-01-15T10:00:00Z", "until": "2024-01-15T18:00:00Z"}
		s.analysis(t, window).is(t, map[string]string{"data.incidentAnalytics.days.0.date": "2024-01-15", "data.incidentAnalytics.days.1": "absent"})
		s.patch(t, "/api/users/"+s.user(t, model.Live, "alice@example.com").ID, `{"time_zone":"Asia/Tokyo"}`).want(t, http.StatusOK)
		s.analysis(t, window).is(t, map[string]string{
			"data.incidentAnalytics.days.0.date": "2024-01-15", "data.incidentAnalytics.days.0.end": "2024-01-15T15:00:00Z",
			"data.incidentAnalytics.days.1.date": "2024-01-16", "data.incidentAnalytics.days.1.end": "2024-01-15T18:00:00Z",
		})
		window["zone"] = "UTC"
		s.analysis(t, window).is(t, map[string]string{"data.incidentAnalytics.days.1": "absent"})
	})
}

// TestAFilterCountsWhatTheListHas compares the counts of filters, and of groups, with the
// length of the list by the same filter.
func TestAFilterCountsWhatTheListHas(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		platform := s.team(t, model.Live).ID
		other := s.post(t, "/api/teams", `{"name":"Other"}`).at(t, "data.id")
		checkout := s.service(t, model.Live, "checkout").ID
		alone := s.post(t, "/api/services", `{"name":"Of no team"}`).at(t, "data.id")
		for i, fields := range []string{``, `,"team_id":"` + other + `"`, `,"team_id":"` + platform + `"`} {
			for _, service := range []string{checkout, alone} {
				s.openOn(t, service, fields+fmt.Sprintf(`,"urgency":%q`, model.Urgencies[i]))
			}
		}
		s.clock.Advance(time.Second)
		groups := s.analysis(t, nil)
		for _, filter := range []map[string]any{
			{}, {"teamId": []string{platform}}, {"teamId": []string{other}}, {"teamId": []string{other, platform}}, {"serviceId": []string{checkout}},
			{"serviceId": []string{alone}, "teamId": []string{other}}, {"urgency": []string{"LOW", "HIGH"}}, {"urgency": []string{"MEDIUM"}, "teamId": []string{other}},
			{"teamId": []string{"team_1"}}, {"serviceId": []string{"x"}}, {"serviceId": []string{}},
		} {
			want := s.graphql(t, `query($f: IncidentFilter) { incidents(filter: $f) { totalCount } }`, map[string]any{"f": filter}).at(t, "data.incidents.totalCount")
			s.analysis(t, map[string]any{"filter": filter}).is(t, map[string]string{"data.incidentAnalytics.total.incidents": want})
			ids, _ := filter["teamId"].([]string)
			if len(filter) != 1 || len(ids) != 1 || want == "0" {
				continue
			}
			place := slices.Index(groups.each(t, "data.incidentAnalytics.teams", "team.id"), ids[0])
			groups.is(t, map[string]string{fmt.Sprintf("data.incidentAnalytics.teams.%d.figures.incidents", place): want})
		}
		const page = `query($first: Int!, $offset: Int!) { incidentAnalytics { teams(first: $first, offset: $offset) { team { name } figures { incidents } } } }`
		for _, tt := range []struct {
			first, offset int
			want          string
		}{
			{2, 0, `[{"figures":{"incidents":8},"team":{"name":"Platform"}},{"figures":{"incidents":2},"team":{"name":"Other"}}]`},
			{2, 2, `[{"figures":{"incidents":1},"team":null}]`},
			{100, 3, `[]`},
		} {
			s.graphql(t, page, map[string]any{"first": tt.first, "offset": tt.offset}).is(t, map[string]string{"data.incidentAnalytics.teams": tt.want})
		}
	})
}

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
			{"too many gaps", `{coverageGaps(first:1000){start}}`, "first", "out_of_range"},
			{"too many users", `{onCallAnalytics{users(first:101){seconds}}}`, "first", "out_of_range"},
		} {
			s.graphql(t, tt.query, nil).is(t, map[string]string{
				"errors.0.extensions.code": "VALIDATION_ERROR", "errors.0.extensions.field": tt.field, "errors.0.extensions.reason": tt.reason,
			})
		}
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

const analyzeOnCall = `query($since: DateTime, $until: DateTime, $id: [ID!]) { onCallAnalytics(since: $since, until: $until, scheduleId: $id) { since until
	users { user { name } seconds shifts schedules { schedule { name } seconds shifts } }
	schedules { schedule { name } seconds coveragePercent users { user { name } seconds shifts } gaps(first: 2) { start end } } } }`

// TestTimeOnCallIsCounted has two people take turns by two schedules, one of which begins
// late and ends early.
func TestTimeOnCallIsCounted(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		days, ben, chiara := s.rota(t, "Days") // ben, chiara: a day each from 09:00 in London
		s.clock.Advance(time.Second)           // of two with as much time the older is first
		nights := s.post(t, "/api/schedules", `{"name":"Nights","time_zone":"Europe/London","layers":[{"start":"2024-03-30T12:00:00Z","end":"2024-03-31T12:00:00Z",
			"users":["`+ben+`"],"rotation":{"unit":"days","length":1}}]}`).at(t, "data.id")
		ids := []string{strings.TrimPrefix(days, "/api/schedules/"), nights}
		// From 30 March 09:00 on it is the turn of chiara, who has 23 hours: the clocks go forward.
		window := map[string]any{"since": "2024-03-30T09:00:00Z", "until": "2024-04-01T08:00:00Z", "id": ids}
		got := s.graphql(t, analyzeOnCall, window)
		got.is(t, map[string]string{
			"errors": "absent",
			// ben: his day from 31 March 08:00Z, and the night before it: the hours from 08:00Z to 12:00Z count once.
			"data.onCallAnalytics.users.0": `{"schedules":[{"schedule":{"name":"Days"},"seconds":86400,"shifts":1},{"schedule":{"name":"Nights"},"seconds":86400,"shifts":1}],"seconds":158400,"shifts":2,"user":{"name":"Ben Okafor"}}`,
			"data.onCallAnalytics.users.1": `{"schedules":[{"schedule":{"name":"Days"},"seconds":82800,"shifts":1}],"seconds":82800,"shifts":1,"user":{"name":"Chiara Russo"}}`,
			"data.onCallAnalytics.users.2": "absent",
			"data.onCallAnalytics.schedules.0": `{"coveragePercent":100,"gaps":[],"schedule":{"name":"Days"},"seconds":169200,` +
				`"users":[{"seconds":86400,"shifts":1,"user":{"name":"Ben Okafor"}},{"seconds":82800,"shifts":1,"user":{"name":"Chiara Russo"}}]}`,
			"data.onCallAnalytics.schedules.1": `{"coveragePercent":51.0638,"gaps":[{"end":"2024-03-30T12:00:00Z","start":"2024-03-30T09:00:00Z"},{"end":"2024-04-01T08:00:00Z","start":"2024-03-31T12:00:00Z"}],` +
				`"schedule":{"name":"Nights"},"seconds":86400,"users":[{"seconds":86400,"shifts":1,"user":{"name":"Ben Okafor"}}]}`,
		})
		window["id"] = nights
		s.graphql(t, analyzeOnCall, window).is(t, map[string]string{"data.onCallAnalytics.users.0.seconds": "86400", "data.onCallAnalytics.users.1": "absent"})

		s.graphql(t, `query($id: [ID!]) { coverageGaps(since: "2024-03-29T00:00:00Z", until: "2024-04-02T00:00:00Z", scheduleId: $id) { schedule { name } start end } }`, map[string]any{"id": ids}).is(t, map[string]string{
			"data.coverageGaps": `[{"end":"2024-03-30T12:00:00Z","schedule":{"name":"Nights"},"start":"2024-03-29T00:00:00Z"},{"end":"2024-04-02T00:00:00Z","schedule":{"name":"Nights"},"start":"2024-03-31T12:00:00Z"}]`,
		})
		// The next 30 days, if nothing is said; of those that are disabled the turns are gaps.
		s.graphql(t, `{ coverageGaps(first: 1) { schedule { name } start end } }`, nil).is(t, map[string]string{
			"data.coverageGaps": `[{"end":"2024-02-14T10:30:01Z","schedule":{"name":"Nights"},"start":"2024-01-15T10:30:01Z"}]`,
		})
		s.patch(t, "/api/users/"+chiara, `{"status":"DISABLED"}`).want(t, http.StatusOK)
		gaps := s.graphql(t, `query($id: [ID!]) { coverageGaps(scheduleId: $id, first: 100) { start end } }`, map[string]any{"id": ids[0]})
		gaps.is(t, map[string]string{"data.coverageGaps.0": `{"end":"2024-01-17T09:00:00Z","start":"2024-01-16T09:00:00Z"}`, "data.coverageGaps.14.start": "2024-02-13T09:00:00Z", "data.coverageGaps.15": "absent"})
		s.graphql(t, `query($id: [ID!]) { coverageGaps(scheduleId: $id, first: 2, offset: 14) { end } }`, map[string]any{"id": ids[0]}).
			is(t, map[string]string{"data.coverageGaps": `[{"end":"2024-02-14T09:00:00Z"}]`})
		s.send(t, request{method: http.MethodDelete, path: "/api/schedules/" + nights}).want(t, http.StatusNoContent)
		s.graphql(t, analyzeOnCall, window).is(t, map[string]string{"data.onCallAnalytics.users": "[]", "data.onCallAnalytics.schedules": "[]"})
	})
}

// TestTimeOnCallIsThatOfTheEntries adds up what the schedules' own entries say, in windows
// of all kinds.
func TestTimeOnCallIsThatOfTheEntries(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		_, ben, chiara := s.rota(t, "Days")
		s.post(t, "/api/schedules", `{"name":"Office hours","time_zone":"America/Santiago","layers":[{"start":"2024-01-01T03:00:00Z","users":["`+chiara+`","`+ben+`"],
			"rotation":{"unit":"hours","length":7},"restrictions":[{"type":"daily","start_time":"22:00","duration_seconds":14400}]}]}`)
		for _, window := range [][2]string{
			{"2024-01-02T00:00:00Z", "2024-02-01T00:00:00Z"}, {"2024-04-05T00:00:00Z", "2024-04-09T12:34:56.789Z"}, {"2024-09-07T00:00:00.000001Z", "2024-09-10T00:00:00Z"}, {"2024-01-01T00:00:00Z", "2024-12-01T00:00:00Z"},
		} {
			since, until := parsed(t, window[0]), parsed(t, window[1])
			want := map[string]time.Duration{} // by schedule and user
			once := map[string]map[time.Time]bool{}
			for _, id := range s.get(t, "/api/schedules").each(t, "data", "id") {
				entries := s.get(t, "/api/schedules/"+id+"/entries?since="+window[0]+"&until="+window[1])
				starts, ends, names := entries.each(t, "data.entries", "start"), entries.each(t, "data.entries", "end"), entries.each(t, "data.entries", "user.name")
				schedule := s.get(t, "/api/schedules/"+id).at(t, "data.name")
				for i := range starts {
					start, end := parsed(t, starts[i]), parsed(t, ends[i])
					want[schedule+" "+names[i]] += end.Sub(start)
					if once[names[i]] == nil {
						once[names[i]] = map[time.Time]bool{}
					}
					for hour := start.Truncate(time.Hour); hour.Before(end); hour = hour.Add(time.Hour) {
						once[names[i]][hour] = true
					}
				}
			}
			got := s.graphql(t, analyzeOnCall, map[string]any{"since": since, "until": until})
			sums := map[string]time.Duration{}
			for i, name := range got.each(t, "data.onCallAnalytics.users", "user.name") {
				of := fmt.Sprintf("data.onCallAnalytics.users.%d.", i)
				seconds := got.each(t, of+"schedules", "seconds")
				for j, schedule := range got.each(t, of+"schedules", "schedule.name") {
					sums[schedule+" "+name] = time.Duration(number(t, seconds[j])*1e6+0.5) * time.Microsecond
				}
				// All turns begin and end with the hour, so that the hours in which a user is on
				// call are the time, but for the ends of the window.
				hours := time.Duration(len(once[name])) * time.Hour
				all := time.Duration(number(t, got.at(t, of+"seconds")) * float64(time.Second))
				if all > hours || all < hours-2*time.Hour {
					t.Errorf("from %s until %s %s is on call for %s, want about %s", since, until, name, all, hours)
				}
			}
			if fmt.Sprint(sums) != fmt.Sprint(want) || len(sums) < 4 {
				t.Errorf("from %s until %s:\n%v, want\n%v", since, until, sums, want)
			}
		}
	})
}

// TestThePageOfAnalytics runs the page's requests, and its queries.
func TestThePageOfAnalytics(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "..", "docs", "analytics.md"))
	if err != nil {
		t.Fatal(err)
	}
	page := string(text)
	eachServer(t, func(t *testing.T, s *testServer) {
		s.clock.Advance(time.Hour)
		for _, example := range runnable.FindAllStringSubmatch(page, -1) {
			if strings.Contains(example[1], "curl ") {
				s.paste(t, example[1])[0].is(t, map[string]string{"errors": "absent", "data.incidentAnalytics.total.mtta.n": "2", "data.coverageGaps": "[]"})
			}
		}
		all := s.graphql(t, `{ incidents { totalCount } }`, nil).at(t, "data.incidents.totalCount")
		queries := regexp.MustCompile("(?s)```graphql\n(.*?)```").FindAllStringSubmatch(page, -1)
		want := []map[string]string{
			{
				"data.incidentAnalytics.total.incidents": all, "data.incidentAnalytics.days.30.date": "2024-01-15", "data.incidentAnalytics.days.30.figures.incidents": all,
				"data.incidentAnalytics.days.0.start": "2023-12-16T11:30:00Z", "data.incidentAnalytics.teams.0.figures.incidents": all,
			},
			{"data.incidentAnalytics.total.mtta.p95": "null", "data.incidentAnalytics.priorities.5.priority": "null"},
			{"data.onCallAnalytics.schedules.0.coveragePercent": "47.0139", "data.onCallAnalytics.schedules.0.seconds": "1218600", "data.coverageGaps": "[]"},
		}
		if len(queries) != len(want) {
			t.Fatalf("the page has %d queries", len(queries))
		}
		for i, query := range queries {
			got := s.graphql(t, query[1], nil)
			got.is(t, map[string]string{"errors": "absent"})
			got.is(t, want[i])
		}
	})
}
