package main

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/opsknight/opsknight/model"
)

const simulation = `query($policy: ID, $service: ID, $at: DateTime, $urgency: Urgency! = HIGH) {
  simulateEscalation(policyId: $policy, serviceId: $service, at: $at, urgency: $urgency) {
    policy { name } service { name } at suppressedUntil
    moments { at kind pass step { position } told { user { name } channels target { __typename } } missed { reason user { name } target { __typename } nextShiftAt message } }
  }
}`

// simulate returns what would happen, a line for each moment, with minutes since 10:00
// of the 15th of January 2024.
func (s *testServer) simulate(t *testing.T, variables map[string]any) (lines []string, answer reply) {
	t.Helper()
	answer = s.graphql(t, simulation, variables)
	answer.is(t, map[string]string{"errors": "absent"})
	start := time.Date(2024, 1, 15, 10, 0, 0, 0, time.UTC)
	for i, kind := range answer.each(t, "data.simulateEscalation.moments", "kind") {
		moment := fmt.Sprintf("data.simulateEscalation.moments.%d", i)
		at, err := time.Parse(time.RFC3339, answer.at(t, moment+".at"))
		if err != nil {
			t.Fatal(err)
		}
		line := fmt.Sprint(at.Sub(start).Minutes(), " ", strings.ToLower(kind))
		if position := answer.at(t, moment+".step"); position != "null" {
			line += " " + answer.at(t, moment+".step.position")
		}
		for _, name := range answer.each(t, moment+".told", "user.name") {
			line += ", " + name
		}
		for _, reason := range answer.each(t, moment+".missed", "message") {
			line += "; " + reason
		}
		lines = append(lines, line)
	}
	return lines, answer
}

func TestASimulationTellsWhoWouldBeTold(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		path, ben, chiara := s.rota(t, "Primary") // Ben until 9:00 of the 16th, then Chiara, in turn
		team := s.team(t, model.Live).ID
		policy := s.post(t, "/api/escalation-policies", `{"name":"Nights","repeat_count":1,"steps":[
			{"escalate_after_minutes":5,"targets":[{"type":"SCHEDULE","id":"`+strings.TrimPrefix(path, "/api/schedules/")+`"},{"type":"USER","id":"`+ben+`"}]},
			{"escalate_after_minutes":15,"targets":[{"type":"TEAM","id":"`+team+`"}]}]}`).at(t, "data.id")
		service := s.post(t, "/api/services", `{"name":"Search","escalation_policy_id":"`+policy+`"}`).at(t, "data.id")
		at := "2024-01-15T10:00:00Z"
		members := strings.Join(s.get(t, "/api/teams/"+team+"/members").each(t, "data", "user.name"), ", ")
		want := []string{"0 step 1, Ben Okafor", "5 step 2, " + members, "20 step 1, Ben Okafor", "25 step 2, " + members, "40 exhausted"}
		check := func(name string, variables map[string]any, want ...string) {
			t.Helper()
			if got, _ := s.simulate(t, variables); fmt.Sprint(got) != fmt.Sprint(want) {
				t.Errorf("%s:\n got %q\nwant %q", name, got, want)
			}
		}
		check("by the policy", map[string]any{"policy": policy, "at": at}, want...)
		check("by the service", map[string]any{"service": service, "at": at}, want...)
		check("a moment that has not come", map[string]any{"policy": policy, "at": "2024-01-16T09:00:00Z"},
			"1380 step 1, Chiara Russo, Ben Okafor", "1385 step 2, "+members, "1400 step 1, Chiara Russo, Ben Okafor", "1405 step 2, "+members, "1420 exhausted")

		s.patch(t, "/api/users/"+ben, `{"notification_rules":[{"channel":"EMAIL","urgencies":["HIGH"]},{"channel":"INBOX"}]}`).want(t, http.StatusOK)
		_, answer := s.simulate(t, map[string]any{"policy": policy, "at": at})
		answer.is(t, map[string]string{"data.simulateEscalation.moments.0.told.0.channels": `["EMAIL","INBOX"]`, "data.simulateEscalation.moments.0.told.0.target.__typename": "Schedule"})
		low, _ := s.simulate(t, map[string]any{"policy": policy, "at": at, "urgency": "LOW"})
		if want := "0 step 1; Ben Okafor has no rule for this urgency that reaches further than the inbox"; !strings.HasPrefix(low[0], want) {
			t.Errorf("of low urgency: %q, want %q", low[0], want)
		}
		if !strings.HasPrefix(low[1], "0 step 2") {
			t.Errorf("the second step has to come at once after one that reaches nobody: %q", low[1])
		}

		// Ben is disabled: his turn is a gap until Chiara's. Chiara's override fills a part of it.
		s.patch(t, "/api/users/"+ben, `{"status":"DISABLED"}`).want(t, http.StatusOK)
		gap, answer := s.simulate(t, map[string]any{"policy": policy, "at": at})
		if want := "0 step 1; nobody on call in Primary; next shift 2024-01-16 09:00 GMT; Ben Okafor is disabled"; gap[0] != want {
			t.Errorf("in a gap: %q, want %q", gap[0], want)
		}
		answer.is(t, map[string]string{"data.simulateEscalation.moments.0.missed.0.nextShiftAt": "2024-01-16T09:00:00Z", "data.simulateEscalation.moments.0.missed.1.reason": "DISABLED"})
		s.post(t, path+"/overrides", `{"user":"`+chiara+`","start":"2024-01-15T10:10:00Z","end":"2024-01-15T12:00:00Z"}`)
		if again, _ := s.simulate(t, map[string]any{"policy": policy, "at": at}); again[2] != "15 step 1, Chiara Russo; Ben Okafor is disabled" {
			t.Errorf("in the second pass the override counts: %q", again)
		}

		// While the service is worked on, the incident waits.
		s.post(t, "/api/services/"+service+"/maintenance-windows", `{"start":"2024-01-15T09:00:00Z","end":"2024-01-15T11:00:00Z"}`)
		s.post(t, "/api/services/"+service+"/maintenance-windows", `{"start":"2024-01-15T11:01:00Z","end":"2024-01-15T11:30:00Z"}`)
		waits, answer := s.simulate(t, map[string]any{"service": service, "at": at})
		answer.is(t, map[string]string{"data.simulateEscalation.suppressedUntil": "2024-01-15T11:00:00Z"})
		if !strings.HasPrefix(waits[0], "60 step 1, Chiara") || !strings.HasPrefix(waits[1], "90 step 2") {
			t.Errorf("around maintenance: %q", waits)
		}
	})
}

func TestASimulationOfWhatReachesNobody(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		empty := s.post(t, "/api/teams", `{"name":"Empty"}`).at(t, "data.id")
		policy := s.post(t, "/api/escalation-policies", `{"name":"Nobody","steps":[{"escalate_after_minutes":5,"targets":[{"type":"TEAM","id":"`+empty+`"}]}]}`).at(t, "data.id")
		alone := s.post(t, "/api/services", `{"name":"Alone"}`).at(t, "data.id")
		at := "2024-01-15T10:00:00Z"
		if got, _ := s.simulate(t, map[string]any{"policy": policy, "at": at}); fmt.Sprint(got) != "[0 step 1; no active members in Empty 0 fallback 5 exhausted]" {
			t.Errorf("a team without members: %q", got)
		}
		got, answer := s.simulate(t, map[string]any{"service": alone, "at": at})
		if fmt.Sprint(got) != "[0 fallback]" {
			t.Errorf("a service without a policy: %q", got)
		}
		answer.is(t, map[string]string{"data.simulateEscalation.policy": "null", "data.simulateEscalation.service.name": "Alone"})
		for name, row := range map[string]struct {
			variables map[string]any
			want      map[string]string
		}{
			"neither":                {map[string]any{}, map[string]string{"errors.0.extensions.field": "policyId", "errors.0.extensions.reason": "required"}},
			"both":                   {map[string]any{"policy": policy, "service": alone}, map[string]string{"errors.0.extensions.field": "serviceId", "errors.0.extensions.reason": "conflict"}},
			"a policy that is none":  {map[string]any{"policy": "pol_1"}, map[string]string{"errors": "absent", "data.simulateEscalation": "null"}},
			"a service that is none": {map[string]any{"service": "svc_1"}, map[string]string{"errors": "absent", "data.simulateEscalation": "null"}},
			"far ahead":              {map[string]any{"policy": policy, "at": "9999-01-01T00:00:00Z"}, map[string]string{"errors.0.extensions.field": "at", "errors.0.extensions.code": "VALIDATION_ERROR"}},
		} {
			t.Run(name, func(t *testing.T) { s.graphql(t, simulation, row.variables).is(t, row.want) })
		}
		s.graphqlAs(t, s.scoped(t, "schedules:read"), simulation, map[string]any{"policy": policy}).is(t, map[string]string{"errors.0.extensions.code": "FORBIDDEN"})
	})
}
