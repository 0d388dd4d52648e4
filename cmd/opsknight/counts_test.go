package main

import (
	"maps"
	"net/http"
	"testing"

	"github.com/opsknight/opsknight/model"
)

const countNow = `query($filter: IncidentCountsFilter, $first: Int! = 25) { incidentCounts(filter: $filter) {
	incidents statuses { status incidents } urgencies { urgency incidents }
	services(first: $first) { service { id name } incidents urgencies { urgency incidents } } } }`

func TestHowManyIncidentsThereAreNow(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		checkout := s.post(t, "/api/services", `{"name":"Till"}`).at(t, "data.id")
		payment := s.post(t, "/api/services", `{"name":"Purse"}`).at(t, "data.id")
		counted := func(more map[string]any) map[string]any { // but for the incidents of the demo
			filter := map[string]any{"serviceId": []string{checkout, payment}}
			maps.Copy(filter, more)
			return map[string]any{"filter": filter}
		}
		team, ben := s.team(t, model.Live).ID, s.user(t, model.Live, "ben@example.com").ID
		s.openOn(t, payment, ``)
		s.openOn(t, payment, `,"urgency":"LOW"`)
		acknowledged := s.openOn(t, payment, `,"assignee_id":"`+ben+`"`)
		s.change(t, acknowledged, `{"status":"ACKNOWLEDGED"}`)
		resolved := s.openOn(t, checkout, `,"urgency":"MEDIUM","team_id":"`+team+`"`)
		s.change(t, resolved, `{"status":"RESOLVED"}`)
		gone := s.openOn(t, checkout, ``)
		s.send(t, request{method: http.MethodDelete, path: "/api/incidents/" + gone}).want(t, http.StatusNoContent)

		got := s.graphql(t, countNow, counted(nil)).want(t, http.StatusOK)
		got.is(t, map[string]string{
			"errors":                        "absent",
			"data.incidentCounts.incidents": "4",
			"data.incidentCounts.statuses": `[{"incidents":2,"status":"OPEN"},{"incidents":1,"status":"ACKNOWLEDGED"},{"incidents":1,"status":"RESOLVED"},` +
				`{"incidents":0,"status":"SNOOZED"},{"incidents":0,"status":"SUPPRESSED"}]`,
			"data.incidentCounts.urgencies":             `[{"incidents":2,"urgency":"HIGH"},{"incidents":1,"urgency":"MEDIUM"},{"incidents":1,"urgency":"LOW"}]`,
			"data.incidentCounts.services.0.service.id": payment,
			"data.incidentCounts.services.0.incidents":  "3",
			"data.incidentCounts.services.0.urgencies":  `[{"incidents":2,"urgency":"HIGH"},{"incidents":0,"urgency":"MEDIUM"},{"incidents":1,"urgency":"LOW"}]`,
			"data.incidentCounts.services.1.service.id": checkout,
			"data.incidentCounts.services.1.incidents":  "1",
			"data.incidentCounts.services.2":            "absent",
		})
		for _, tt := range []struct {
			name      string
			filter    map[string]any
			incidents string
		}{
			{"by status", map[string]any{"status": []string{"OPEN", "RESOLVED"}}, "3"},
			{"by urgency", map[string]any{"urgency": []string{"HIGH"}}, "2"},
			{"by service", map[string]any{"serviceId": []string{checkout}}, "1"},
			{"by team", map[string]any{"teamId": []string{team}}, "1"},
			{"by who has them", map[string]any{"assigneeId": []string{ben}}, "1"},
			{"by all that must hold", map[string]any{"assigneeId": []string{ben}, "status": []string{"OPEN"}}, "0"},
			{"of nobody and nothing", map[string]any{"assigneeId": []string{""}}, "0"},
		} {
			s.graphql(t, countNow, counted(tt.filter)).is(t, map[string]string{"data.incidentCounts.incidents": tt.incidents})
		}
		s.graphql(t, countNow, map[string]any{"first": 1}).is(t, map[string]string{"data.incidentCounts.services.1": "absent"})
		s.graphql(t, countNow, map[string]any{"first": 101}).is(t, map[string]string{"errors.0.extensions.code": "VALIDATION_ERROR"})

		s.graphqlAs(t, s.TestKey, countNow, counted(nil)).is(t, map[string]string{"data.incidentCounts.incidents": "0", "data.incidentCounts.services": "[]"})
		other, _ := s.keyWith(t, model.Live, string(model.ServicesRead))
		s.graphqlAs(t, other, countNow, nil).is(t, map[string]string{"errors.0.extensions.code": "FORBIDDEN"})
	})
}
