package main

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"
)

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
