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
			{},
			{"teamId": []string{platform}},
			{"teamId": []string{other}},
			{"teamId": []string{other, platform}},
			{"serviceId": []string{checkout}},
			{"serviceId": []string{alone}, "teamId": []string{other}},
			{"urgency": []string{"LOW", "HIGH"}},
			{"urgency": []string{"MEDIUM"}, "teamId": []string{other}},
			{"teamId": []string{"team_1"}},
			{"serviceId": []string{"x"}},
			{"serviceId": []string{}},
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
			{"data.incidentCounts.incidents": "4", "data.incidentCounts.statuses.0.incidents": "2"},
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
