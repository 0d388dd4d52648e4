package main

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	ics "github.com/arran4/golang-ical"

	"github.com/opsknight/opsknight/model"
)

const makeFeed = `mutation($schedule: ID, $user: ID) { createCalendarFeed(input: {scheduleId: $schedule, userId: $user}) { path calendarFeed { id schedule { name } user { name } owner { name } } } }`

// calendar reads a feed as a calendar program does, and checks that its lines are as
// RFC 5545 has them.
func (s *testServer) calendar(t *testing.T, path string) (*ics.Calendar, reply) {
	t.Helper()
	got := s.send(t, request{path: path, key: noKey}).want(t, http.StatusOK)
	if kind := got.header.Get("Content-Type"); kind != "text/calendar; charset=utf-8" {
		t.Errorf("the feed is of type %s", kind)
	}
	for line := range strings.SplitSeq(strings.TrimSuffix(got.body, "\r\n"), "\r\n") {
		if len(line) > 75 || strings.ContainsAny(line, "\r\n") || !utf8.ValidString(line) {
			t.Errorf("the line %q has %d bytes; the limit is 75", line, len(line))
		}
	}
	calendar, err := ics.ParseCalendar(strings.NewReader(got.body))
	if err != nil {
		t.Fatal(err)
	}
	return calendar, got
}

// shift is an event of a calendar as a person sees it.
func shift(t *testing.T, event *ics.VEvent) string {
	t.Helper()
	start, err := event.GetStartAt()
	if err != nil {
		t.Fatal(err)
	}
	end, err := event.GetEndAt()
	if err != nil {
		t.Fatal(err)
	}
	return start.Format(time.RFC3339) + " to " + end.Format(time.RFC3339) + " " + event.GetProperty(ics.ComponentPropertySummary).Value
}

func TestACalendarFeed(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		long := "Zahlungsverkehr, nachts; mit Rückruf über die Vermittlung \\ und außerdem die Störungsannahme"
		path, ben, _ := s.rota(t, "Primary")
		s.patch(t, path, `{"name":`+quote(long)+`}`).want(t, http.StatusOK)
		made := s.graphql(t, makeFeed, map[string]any{"schedule": strings.TrimPrefix(path, "/api/schedules/")})
		made.is(t, map[string]string{"errors": "absent", "data.createCalendarFeed.calendarFeed.owner.name": "Alice Smith", "data.createCalendarFeed.calendarFeed.user": "null"})
		feed := made.at(t, "data.createCalendarFeed.path")
		calendar, answer := s.calendar(t, feed)
		// Half a year ahead, and since the rotation began, which is less than a month ago.
		if n := len(calendar.Events()); n < 190 || n > 198 {
			t.Errorf("%d shifts, want one a day", n)
		}
		if got := shift(t, calendar.Events()[0]); got != "2024-01-01T09:00:00Z to 2024-01-02T09:00:00Z Ben Okafor on call" {
			t.Errorf("the first shift is %s", got)
		}
		if name := calendarName(calendar); name != long+" on call" {
			t.Errorf("the calendar is named %q", name)
		}
		s.send(t, request{path: feed, key: noKey, header: map[string]string{"If-None-Match": answer.header.Get("ETag")}}).want(t, http.StatusNotModified)
		s.send(t, request{method: http.MethodHead, path: feed, key: noKey}).want(t, http.StatusOK)

		mine := s.graphql(t, makeFeed, map[string]any{"user": ben}).at(t, "data.createCalendarFeed.path")
		his, _ := s.calendar(t, mine)
		if got := shift(t, his.Events()[0]); !strings.Contains(got, "On call: ") {
			t.Errorf("the first shift of Ben is %s", got)
		}
	})
}

func calendarName(calendar *ics.Calendar) string {
	for _, property := range calendar.CalendarProperties {
		if property.IANAToken == string(ics.PropertyXWRCalName) {
			return ics.FromText(property.Value)
		}
	}
	return ""
}

func TestAShiftKeepsItsUID(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		ben := s.user(t, model.Live, "ben@example.com").ID
		id := s.post(t, "/api/schedules", `{"name":"Always","time_zone":"Europe/London","layers":[{"start":"2010-01-01T00:00:00Z","users":["`+ben+`"],"rotation":{"unit":"weeks"}}]}`).at(t, "data.id")
		weekly, _, _ := s.rota(t, "Primary")
		for _, schedule := range []string{id, strings.TrimPrefix(weekly, "/api/schedules/")} {
			feed := s.graphql(t, makeFeed, map[string]any{"schedule": schedule}).at(t, "data.createCalendarFeed.path")
			before, _ := s.calendar(t, feed)
			s.clock.Advance(36*time.Hour + 11*time.Minute)
			after, _ := s.calendar(t, feed)
			uids := func(calendar *ics.Calendar) (found []string) {
				for _, event := range calendar.Events() {
					found = append(found, event.Id()+" "+shift(t, event))
				}
				return found
			}
			was, is := uids(before), uids(after)
			if len(was) == 1 {
				was, is = []string{strings.Fields(was[0])[0]}, []string{strings.Fields(is[0])[0]} // its end moves on, nothing else
			}
			if last := was[len(was)-1]; !slices.Contains(is, last) || !slices.Contains(is, was[min(2, len(was)-1)]) {
				t.Errorf("after a day and a half the shift %q is another", last)
			}
			if len(slices.Compact(slices.Sorted(slices.Values(is)))) != len(is) {
				t.Error("two shifts have one UID")
			}
		}
	})
}

func TestACalendarFeedEnds(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		path, ben, _ := s.rota(t, "Primary")
		schedule := map[string]any{"schedule": strings.TrimPrefix(path, "/api/schedules/")}
		made := s.graphql(t, makeFeed, schedule)
		feed, id := made.at(t, "data.createCalendarFeed.path"), made.at(t, "data.createCalendarFeed.calendarFeed.id")
		s.clock.Advance(time.Minute)
		s.graphql(t, `{ calendarFeeds { totalCount nodes { id schedule { name } } } }`, nil).is(t, map[string]string{"data.calendarFeeds.totalCount": "1", "data.calendarFeeds.nodes.0.schedule.name": "Primary"})
		s.graphql(t, `mutation($id: ID!) { revokeCalendarFeed(input: {id: $id}) { revokedId } }`, map[string]any{"id": id}).is(t, map[string]string{"errors": "absent"})
		for _, gone := range []string{feed, "/ical/x.ics", "/ical/" + strings.Repeat("a", 43) + ".ics"} {
			s.send(t, request{path: gone, key: noKey}).want(t, http.StatusNotFound).is(t, map[string]string{"error.code": "NOT_FOUND"})
		}
		s.wantAudit(t, model.Live, id, []string{"calendar_feed.created", "calendar_feed.revoked"})

		// It ends with who made it, and with what it shows.
		byBen := s.graphqlAs(t, s.keyOf(t, "ben@example.com", "schedules:read", "schedules:write"), makeFeed, schedule).at(t, "data.createCalendarFeed.path")
		again := s.graphql(t, makeFeed, schedule).at(t, "data.createCalendarFeed.path")
		s.calendar(t, byBen)
		s.patch(t, "/api/users/"+ben, `{"status":"DISABLED"}`).want(t, http.StatusOK)
		s.send(t, request{path: byBen, key: noKey}).want(t, http.StatusNotFound)
		s.calendar(t, again)
		s.send(t, request{method: http.MethodDelete, path: path}).want(t, http.StatusNoContent)
		s.send(t, request{path: again, key: noKey}).want(t, http.StatusNotFound)
	})
}

func TestWhoMayMakeACalendarFeed(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		path, ben, _ := s.rota(t, "Primary")
		schedule := strings.TrimPrefix(path, "/api/schedules/")
		dora := s.signIn(t).invite(t, "dora@example.com", "USER", "correct horse battery")
		own := s.user(t, model.Live, "dora@example.com").ID
		forbidden, ok := map[string]string{"errors.0.extensions.code": "FORBIDDEN"}, map[string]string{"errors": "absent"}
		dora.run(t, makeFeed, map[string]any{"schedule": schedule}).is(t, ok)
		mine := dora.run(t, makeFeed, map[string]any{"user": own})
		mine.is(t, ok)
		dora.run(t, makeFeed, map[string]any{"user": ben}).is(t, forbidden)
		dora.run(t, `{ calendarFeeds { totalCount } }`, nil).is(t, map[string]string{"data.calendarFeeds.totalCount": "2"})
		s.graphqlAs(t, s.scoped(t, "schedules:read"), makeFeed, map[string]any{"schedule": schedule}).is(t, forbidden)
		s.graphql(t, makeFeed, map[string]any{"schedule": schedule, "user": ben}).is(t, map[string]string{"errors.0.extensions.field": "userId"})
		s.graphql(t, makeFeed, nil).is(t, map[string]string{"errors.0.extensions.field": "scheduleId", "errors.0.extensions.reason": "required"})
		s.graphql(t, makeFeed, map[string]any{"schedule": "sch_1"}).is(t, map[string]string{"errors.0.extensions.field": "scheduleId", "errors.0.extensions.reason": "not_found"})
		s.graphqlAs(t, s.keyOf(t, "ben@example.com", "schedules:read", "schedules:write"), `mutation($id: ID!) { revokeCalendarFeed(input: {id: $id}) { revokedId } }`,
			map[string]any{"id": mine.at(t, "data.createCalendarFeed.calendarFeed.id")}).is(t, forbidden)
	})
}
