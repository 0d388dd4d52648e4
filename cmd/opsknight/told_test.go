package main

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/db/dbtest"
	"github.com/opsknight/opsknight/internal/ratelimit"
	"github.com/opsknight/opsknight/model"
)

// TestWhoIsToldOfAChangeLooksUpTogether has many told of one change, each by a document of
// its own: what each answer shows beside the incident is read once.
func TestWhoIsToldOfAChangeLooksUpTogether(t *testing.T) {
	eachTold(t, func(n int) string {
		return strings.Replace(changed, "subscription", "subscription Of"+strconv.Itoa(n), 1)
	})
}

// TestWhoIsToldTheSameIsToldOneAnswer has many told of one change by one document, whatever
// else they want to hear of: the alerts that it shows are not read together, and yet once.
func TestWhoIsToldTheSameIsToldOneAnswer(t *testing.T) {
	eachTold(t, func(int) string {
		return strings.Replace(changed, "service {", "alerts(first: 1) { nodes { id } } service {", 1)
	})
}

// eachTold has many subscribe by a document each, and compares what a change costs with what it
// costs for one of them.
func eachTold(t *testing.T, document func(n int) string) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *dbtest.Clock) {
		count := db.CountStatements(d)
		s := startServer(t, d, clock, ratelimit.Limits{})
		id := s.event(t, trigger("payment-api", "cpu")).at(t, "data.incident.id")
		k := s.listen(t, s.LiveKey)
		cost := func(status string, hear int) int {
			before := count()
			s.patch(t, "/api/incidents/"+id, `{"status":"`+status+`"}`)
			for range hear {
				k.hear(t).is(t, map[string]string{"payload.data.incidentChanged.incident.service.name": "Payment API", "payload.data.incidentChanged.incident.status": status})
			}
			return count() - before
		}
		const many = 20
		for n := range many {
			filter := map[string]any{"createdAfter": fmt.Sprintf("20%02d-01-01T00:00:00Z", n)} // before all of them
			k.subscribe(t, strconv.Itoa(n), document(n), map[string]any{"filter": filter})
			s.begun(t, n+1)
			if n == 0 {
				cost("ACKNOWLEDGED", 1) // what a first change takes
			}
		}
		k.settled(t)
		all := cost("RESOLVED", many)
		for n := 1; n < many; n++ {
			k.say(t, fmt.Sprintf(`{"type":"complete","id":"%d"}`, n))
		}
		k.settled(t)
		s.begunAtMost(t, 1)
		if one := cost("OPEN", 1); all > one+many/2 {
			t.Errorf("a change that %d are told of costs %d statements, and one that one is told of %d", many, all, one)
		}
	})
}

// TestWhoIsToldHasTheirOwnAnswer has several told of one change who do not ask the same: by
// another variable, or with other rights.
func TestWhoIsToldHasTheirOwnAnswer(t *testing.T) {
	const document = `subscription($lines: Int!, $title: Boolean!, $q: String) { incidentChanged(filter: {q: $q}) {
		event { type } incident { title @include(if: $title) timeline(first: $lines) { nodes { type } } assignee { name shifts { start } } } } }`
	eachServer(t, func(t *testing.T, s *testServer) {
		id := s.open(t, "Payments fail")
		s.patch(t, "/api/incidents/"+id, `{"assignee_id":"`+s.user(t, model.Live, "ben@example.com").ID+`"}`)
		all := s.listen(t, s.LiveKey)
		narrow := s.listen(t, s.scoped(t, "incidents:read", "users:read"))
		variables := func(lines int, title bool, q string) map[string]any {
			return map[string]any{"lines": lines, "title": title, "q": q}
		}
		all.subscribe(t, "one line", document, variables(1, true, "pay"))
		all.subscribe(t, "one line too", document, variables(1, true, "fail"))
		all.subscribe(t, "two lines", document, variables(2, true, "pay"))
		all.subscribe(t, "no title", document, variables(1, false, "pay"))
		narrow.subscribe(t, "no shifts", document, variables(1, true, "pay"))
		s.begun(t, 5)
		for _, status := range []string{"ACKNOWLEDGED", "OPEN", "RESOLVED"} {
			s.patch(t, "/api/incidents/"+id, `{"status":"`+status+`"}`)
			const incident = "payload.data.incidentChanged.incident."
			for range 4 {
				got := all.hear(t)
				title, more := "Payments fail", false
				switch got.at(t, "id") {
				case "two lines":
					more = true
				case "no title":
					title = "absent"
				}
				got.is(t, map[string]string{incident + "title": title, incident + "assignee.name": "Ben Okafor"})
				if (got.at(t, incident+"timeline.nodes.1.type") != "absent") != more {
					t.Error("not so many lines as asked for:", got.body)
				}
			}
			narrow.hear(t).is(t, map[string]string{"id": "no shifts", "payload.errors.0.extensions.code": "FORBIDDEN"})
		}
	})
}
