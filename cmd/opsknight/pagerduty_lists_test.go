package main

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/opsknight/opsknight/model"
)

func TestNotesAreThoseOfPagerDuty(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		id := s.open(t, "With notes")
		s.dutyGet(t, "/incidents/"+id+"/notes").is(t, map[string]string{"notes": "[]"})
		made := s.duty(t, request{path: "/incidents/" + id + "/notes", body: `{"note":{"content":"Looking.","user":{}}}`}).want(t, http.StatusCreated)
		made.is(t, map[string]string{
			"note.content": "Looking.", "note.created_at": "2024-01-15T10:30:00Z", "note.user.summary": "Demo", "note.user.type": "api_key_reference", "note.channel.type": "note",
		})
		for i := range 120 {
			s.clock.Advance(time.Second)
			s.post(t, "/api/incidents/"+id+"/notes", fmt.Sprintf(`{"content":"Note %d"}`, i))
		}
		got := s.dutyGet(t, "/incidents/"+id+"/notes?limit=25&total=true")
		if notes := got.each(t, "notes", "content"); len(notes) != 121 || notes[0] != "Looking." || notes[120] != "Note 119" {
			t.Errorf("%d notes, want all 121, the oldest first", len(notes))
		}
		got.is(t, map[string]string{"notes.0.id": made.at(t, "note.id"), "more": "absent"})
		for body, says := range map[string]string{
			`{"note":{"content":""}}`: "Content cannot be empty", `{"note":{}}`: "Content cannot be empty", `{"note":{"content":1}}`: "content is a text",
			`{"content":"x"}`: "object note", `{"note":"x"}`: "object note", `{"note":{"content":"` + strings.Repeat("x", 10_001) + `"}}`: "10000",
		} {
			s.duty(t, request{path: "/incidents/" + id + "/notes", body: body}).refusedAs(t, http.StatusBadRequest, 2001, says)
		}
	})
}

func TestAlertsAreThoseOfPagerDuty(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		event := `{"routing_key":"payment-api","event_action":"trigger","dedup_key":"alert","payload":{"summary":"Disk full","severity":"warning","source":"db-1","custom_details":{"free":"1 %"}}}`
		id := s.event(t, event).at(t, "data.incident.id")
		s.clock.Advance(time.Minute)
		other := s.trigger(t, "checkout", "other")
		s.merge(t, id, other).want(t, http.StatusOK)
		list := "/incidents/" + id + "/alerts"
		got := s.dutyGet(t, list+"?total=true")
		alert := got.at(t, "alerts.0.id")
		got.is(t, map[string]string{
			"total": "2", "more": "false", "alerts.0.type": "alert", "alerts.0.summary": "Disk full", "alerts.0.status": "triggered", "alerts.0.severity": "warning",
			"alerts.0.alert_key": "alert", "alerts.0.suppressed": "false", "alerts.0.service.summary": "Payment API", "alerts.0.incident.id": id,
			"alerts.0.incident.type": "incident_reference", "alerts.0.body": `{"details":{"free":"1 %"},"source":"db-1","type":"alert_body"}`,
			"alerts.0.created_at": "2024-01-15T10:30:00Z", "alerts.0.resolved_at": "null", "alerts.0.self": s.url + "/pagerduty" + list + "/" + alert,
			"alerts.1.alert_key": "other", "alerts.1.incident.id": id, "alerts.1.body.details": "null",
		})
		s.dutyGet(t, list+"/"+alert).is(t, map[string]string{"alert.id": alert, "alert.summary": "Disk full"})
		s.dutyGet(t, list+"/"+got.at(t, "alerts.1.id")).is(t, map[string]string{"alert.alert_key": "other", "alert.incident.id": id})
		s.duty(t, request{path: "/incidents/" + s.open(t, "Another") + "/alerts/" + alert}).want(t, http.StatusNotFound)
		s.act(t, "checkout", "other", "resolve")
		want := func(query string, keys ...string) {
			t.Helper()
			if listed := s.dutyGet(t, list+"?"+query).each(t, "alerts", "alert_key"); !slices.Equal(listed, keys) {
				t.Errorf("%s lists %v, want %v", query, listed, keys)
			}
		}
		want("", "alert", "other")
		want("statuses[]=triggered", "alert")
		want("statuses[]=resolved", "other")
		want("statuses[]=resolved&statuses[]=triggered", "alert", "other")
		want("statuses[]=resolved&offset=1")
		want("limit=1&sort_by=created_at", "alert")
		s.dutyGet(t, list+"?limit=1").is(t, map[string]string{"more": "true"})
		s.status(t, id, `{"status":"RESOLVED"}`)
		want("statuses[]=resolved", "alert", "other")
		want("statuses[]=triggered")
		s.dutyGet(t, list+"/"+alert).is(t, map[string]string{"alert.status": "resolved", "alert.resolved_at": "2024-01-15T10:31:00Z"})
		s.duty(t, request{path: list + "?statuses[]=open"}).refusedAs(t, http.StatusBadRequest, 1003, "open")
	})
}

func TestLogEntriesAreThoseOfPagerDuty(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		id := s.trigger(t, "payment-api", "logged")
		step := func(fields string) {
			t.Helper()
			s.clock.Advance(time.Minute)
			s.status(t, id, fields)
		}
		s.clock.Advance(time.Minute)
		s.tick(t)
		step(`{"assignee_id":"` + s.user(t, model.Live, "alice@example.com").ID + `"}`)
		step(`{"status":"ACKNOWLEDGED"}`)
		step(`{"priority":"P1"}`)
		step(`{"urgency":"LOW"}`)
		step(`{"title":"Renamed"}`)
		s.clock.Advance(time.Minute)
		s.post(t, "/api/incidents/"+id+"/notes", `{"content":"A word"}`)
		step(`{"status":"SNOOZED","snooze_minutes":60}`)
		step(`{"status":"OPEN"}`)
		step(`{"status":"RESOLVED"}`)
		got := s.dutyGet(t, "/incidents/"+id+"/log_entries?total=true&limit=100")
		types := got.each(t, "log_entries", "type")
		wanted := []string{
			"resolve", "unacknowledge", "snooze", "annotate", "field_value_change", "urgency_change", "priority_change", "acknowledge", "assign", "assign", "escalate", "notify", "trigger",
		}
		for i, want := range wanted {
			wanted[i] = want + "_log_entry"
		}
		if len(types) == len(wanted) {
			slices.Sort(types[9:12]) // what the engine does at one moment is in no order
		}
		if !slices.Equal(types, wanted) {
			t.Fatalf("listed %v, want %v", types, wanted)
		}
		first := slices.Index(got.each(t, "log_entries", "assignees.0.summary"), "Ben Okafor")
		got.is(t, map[string]string{
			"total": "13", "more": "false", "log_entries.0.summary": "Resolved by Demo", "log_entries.0.agent.type": "api_key_reference", "log_entries.0.channel.type": "api",
			"log_entries.0.incident.id": id, "log_entries.0.incident.type": "incident_reference", "log_entries.0.service.summary": "Payment API",
			"log_entries.0.created_at": "2024-01-15T10:40:00Z", "log_entries.3.channel": `{"summary":"A word","type":"note"}`, "log_entries.3.note": "A word",
			"log_entries.8.assignees.0.summary": "Alice Smith", "log_entries.8.assignees.0.type": "user_reference",
			fmt.Sprintf("log_entries.%d.agent.type", first): "service_reference", fmt.Sprintf("log_entries.%d.channel.type", first): "auto",
		})
		last := got.at(t, "log_entries.0.id")
		s.dutyGet(t, "/log_entries/"+last).is(t, map[string]string{"log_entry.id": last, "log_entry.type": "resolve_log_entry", "log_entry.self": s.url + "/pagerduty/log_entries/" + last})
		s.dutyGet(t, "/incidents/"+id+"/log_entries?limit=2&offset=3").is(t, map[string]string{"log_entries.0.type": "annotate_log_entry", "log_entries.1.type": "field_value_change_log_entry", "more": "true", "total": "null"})
		s.dutyGet(t, "/incidents/"+id+"/log_entries?since=2024-01-15T10:38:00Z&until=2024-01-15T10:40:00Z").is(t, map[string]string{"log_entries.0.type": "unacknowledge_log_entry", "log_entries.1.type": "snooze_log_entry", "log_entries.2": "absent"})
		s.dutyGet(t, "/incidents/"+id+"/log_entries?offset=50").is(t, map[string]string{"log_entries": "[]"})
	})
}

func TestServicesAreThoseOfPagerDuty(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		service := s.service(t, model.Live, "payment-api")
		integrations := s.get(t, "/api/services/"+service.ID+"/integrations")
		integration := integrations.at(t, "data.0.id")
		got := s.dutyGet(t, "/services?total=true")
		got.is(t, map[string]string{
			"total": "2", "services.0.name": "Checkout", "services.1.id": service.ID, "services.1.type": "service", "services.1.summary": "Payment API", "services.1.name": "Payment API",
			"services.1.status": "critical", "services.1.teams.0.summary": "Platform", "services.1.escalation_policy.summary": "Payment API", "services.1.acknowledgement_timeout": "null",
			"services.1.integrations.0": fmt.Sprintf(`{"html_url":null,"id":%q,"self":%q,"summary":"Monitoring","type":"events_api_v2_inbound_integration_reference"}`,
				integration, s.url+"/pagerduty/services/"+service.ID+"/integrations/"+integration),
		})
		key := s.RoutingKeys["payment-api"]
		s.dutyGet(t, "/services/"+service.ID+"?include[]=integrations").is(t, map[string]string{"service.id": service.ID, "service.integrations.0.integration_key": key, "service.integrations.0.name": "Monitoring"})
		s.dutyGet(t, "/services/"+service.ID+"/integrations/"+integration).is(t, map[string]string{"integration.integration_key": key, "integration.service.id": service.ID})
		s.duty(t, request{path: "/services/" + s.service(t, model.Live, "checkout").ID + "/integrations/" + integration}).want(t, http.StatusNotFound)
		for query, want := range map[string]string{
			"query=pay": "Payment API", "query=nothing": "", "sort_by=name:desc": "Payment API,Checkout", "limit=1": "Checkout", "limit=1&offset=1": "Payment API",
			"team_ids[]=" + s.team(t, model.Live).ID: "Checkout,Payment API", "team_ids[]=x": "",
		} {
			if names := strings.Join(s.dutyGet(t, "/services?"+query).each(t, "services", "name"), ","); names != want {
				t.Errorf("%s lists %s, want %s", query, names, want)
			}
		}
		s.patch(t, "/api/services/"+service.ID, `{"ack_timeout_minutes":30}`).want(t, 200)
		for _, id := range s.get(t, "/api/incidents?service_id="+service.ID).each(t, "data", "id") {
			s.status(t, id, `{"status":"RESOLVED"}`)
		}
		s.dutyGet(t, "/services/"+service.ID).is(t, map[string]string{"service.acknowledgement_timeout": "1800", "service.status": "active"})
		s.status(t, s.trigger(t, "payment-api", "low"), `{"urgency":"LOW"}`)
		s.dutyGet(t, "/services/"+service.ID).is(t, map[string]string{"service.status": "warning"})
	})
}

func TestPeopleAreThoseOfPagerDuty(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		alice, team := s.user(t, model.Live, "alice@example.com"), s.team(t, model.Live)
		s.post(t, "/api/users", `{"name":"Zoe","email":"zoe@example.com","time_zone":"Europe/Rome"}`)
		s.dutyGet(t, "/users").is(t, map[string]string{
			"users.0.id": alice.ID, "users.0.type": "user", "users.0.summary": "Alice Smith", "users.0.name": "Alice Smith", "users.0.email": "alice@example.com", "users.0.role": "admin",
			"users.0.invitation_sent": "false", "users.0.time_zone": "UTC", "users.0.html_url": s.url + "/users/" + alice.ID, "users.0.contact_methods.0.type": "email_contact_method_reference",
			"users.1.role": "limited_user", "users.3.name": "Zoe", "users.3.role": "read_only_user", "users.3.invitation_sent": "true", "users.3.time_zone": "Europe/Rome",
			"users.0.teams.0.id": team.ID, "users.1.teams.0.summary": "Platform", "users.3.teams": "[]", "users.0.notification_rules": "[]",
		})
		for query, want := range map[string]string{"query=zoe@": "Zoe", "sort_by=name:desc&limit=1": "Zoe", "team_ids[]=" + team.ID + "&query=smith": "Alice Smith"} {
			if names := s.dutyGet(t, "/users?"+query).each(t, "users", "name"); strings.Join(names, ",") != want {
				t.Errorf("%s lists %v, want %s", query, names, want)
			}
		}
		for _, path := range []string{"/users/me", "/users/" + alice.ID} {
			s.dutyGet(t, path).is(t, map[string]string{"user.id": alice.ID, "user.email": "alice@example.com", "user.teams.0.id": team.ID, "user.teams.0.type": "team_reference"})
		}
		s.duty(t, request{path: "/users/me", key: s.keyOf(t, "ben@example.com")}).is(t, map[string]string{"user.email": "ben@example.com"})
		s.dutyGet(t, "/users?include[]=contact_methods&include[]=teams").is(t, map[string]string{
			"users.0.contact_methods.0.type": "email_contact_method", "users.0.contact_methods.0.address": "alice@example.com", "users.0.teams.0.name": "Platform",
		})
		s.duty(t, request{path: "/users", key: s.scoped(t, "users:read")}).is(t, map[string]string{"users.0.teams": "[]"})
		s.graphql(t, `{users(filter:{q:"alice"}){nodes{memberships{role team{id name description}}}}}`, nil).is(t, map[string]string{
			"data.users.nodes.0.memberships": `[{"role":"OWNER","team":{"description":null,"id":"` + team.ID + `","name":"Platform"}}]`,
		})
		s.dutyGet(t, "/users/"+alice.ID+"/contact_methods").is(t, map[string]string{
			"contact_methods.0.type": "email_contact_method", "contact_methods.0.address": "alice@example.com", "contact_methods.0.id": alice.ID + "-email", "contact_methods.1": "absent",
		})
		s.dutyGet(t, "/teams?total=true").is(t, map[string]string{"teams.0.id": team.ID, "teams.0.type": "team", "teams.0.name": "Platform", "total": "1", "more": "false"})
		s.dutyGet(t, "/teams?query=none").is(t, map[string]string{"teams": "[]"})
		s.dutyGet(t, "/teams/"+team.ID).is(t, map[string]string{"team.id": team.ID, "team.summary": "Platform", "team.parent": "null"})
		s.dutyGet(t, "/teams/"+team.ID+"/members?include[]=users").is(t, map[string]string{
			"members.0.user.id": alice.ID, "members.0.user.email": "alice@example.com", "members.0.role": "manager", "members.1.role": "responder", "members.1.user.type": "user",
		})
		s.dutyGet(t, "/teams/"+team.ID+"/members").is(t, map[string]string{"members.0.user.type": "user_reference", "members.0.user.email": "absent"})
		s.dutyGet(t, "/priorities").is(t, map[string]string{"priorities.0.id": "P1", "priorities.0.name": "P1", "priorities.4.id": "P5", "priorities.5": "absent"})
		s.dutyGet(t, "/abilities").is(t, map[string]string{"abilities": `["teams","urgencies"]`})
		if got := s.duty(t, request{path: "/abilities/teams"}).want(t, http.StatusNoContent); got.body != "" {
			t.Error("204 with a body:", got.body)
		}
	})
}

func TestSchedulesAreThoseOfPagerDuty(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		ben, chiara := s.user(t, model.Live, "ben@example.com").ID, s.user(t, model.Live, "chiara@example.com").ID
		id := s.post(t, "/api/schedules", `{"name":"Nights","time_zone":"Europe/Rome","layers":[
			{"priority":1,"start":"2024-01-01T09:00:00Z","users":["`+ben+`","`+chiara+`"],"rotation":{"start":"2024-01-01T09:00:00Z","unit":"days","length":2}},
			{"name":"Nights","priority":2,"start":"2024-01-01T09:00:00Z","end":"2025-01-01T09:00:00Z","users":["`+chiara+`"],"rotation":{"start":"2024-01-01T09:00:00Z","unit":"months","length":1},
				"restrictions":[{"type":"weekly","start_day":5,"start_time":"22:00","duration_seconds":28800}]}]}`).at(t, "data.id")
		s.post(t, "/api/schedules/"+id+"/overrides", `{"user":"`+ben+`","start":"2024-01-16T12:00:00Z","end":"2024-01-16T14:00:00Z"}`)
		s.dutyGet(t, "/schedules?query=nights").is(t, map[string]string{
			"schedules.0.id": id, "schedules.0.type": "schedule", "schedules.0.name": "Nights", "schedules.0.time_zone": "Europe/Rome", "schedules.0.users.0.id": ben,
			"schedules.0.users.1.id": chiara, "schedules.0.users.2": "absent", "schedules.0.schedule_layers": "absent", "schedules.1": "absent",
			"schedules.0.escalation_policies": "[]", "schedules.0.teams": "[]",
		})
		for path, at := range map[string]string{"/schedules?query=platform": "schedules.0", "/schedules/" + s.schedule(t): "schedule"} {
			s.dutyGet(t, path).is(t, map[string]string{
				at + ".escalation_policies.0.summary": "Checkout", at + ".escalation_policies.1.summary": "Payment API", at + ".escalation_policies.2": "absent",
			})
		}
		s.duty(t, request{path: "/schedules", key: s.scoped(t, "schedules:read")}).is(t, map[string]string{"schedules.1.escalation_policies": "[]"})
		got := s.dutyGet(t, "/schedules/"+id)
		got.is(t, map[string]string{
			"schedule.schedule_layers.0.name": "Nights", "schedule.schedule_layers.0.end": "2025-01-01T09:00:00Z", "schedule.schedule_layers.0.rotation_turn_length_seconds": "absent",
			"schedule.schedule_layers.0.restrictions": `[{"duration_seconds":28800,"start_day_of_week":5,"start_time_of_day":"22:00:00","type":"weekly_restriction"}]`,
			"schedule.schedule_layers.1.name":         "Layer 1", "schedule.schedule_layers.1.rotation_turn_length_seconds": "172800", "schedule.schedule_layers.1.end": "absent",
			"schedule.schedule_layers.1.rotation_virtual_start": "2024-01-01T09:00:00Z", "schedule.schedule_layers.1.users.1.user.id": chiara,
			"schedule.final_schedule.rendered_schedule_entries": "[]", "schedule.final_schedule.rendered_coverage_percentage": "null",
		})
		got = s.dutyGet(t, "/schedules/"+id+"?since=2024-01-16T00:00:00Z&until=2024-01-17T00:00:00Z")
		got.is(t, map[string]string{
			"schedule.final_schedule.rendered_coverage_percentage": "100", "schedule.overrides_subschedule.rendered_schedule_entries.0.user.id": ben,
			"schedule.overrides_subschedule.rendered_schedule_entries.0.start": "2024-01-16T12:00:00Z", "schedule.schedule_layers.0.rendered_schedule_entries": "[]",
		})
		ours := s.get(t, "/api/schedules/"+id+"/entries?since=2024-01-16T00:00:00Z&until=2024-01-17T00:00:00Z")
		for theirs, our := range map[string]string{"start": "start", "end": "end", "user.id": "user.id"} {
			if shown, want := got.each(t, "schedule.final_schedule.rendered_schedule_entries", theirs), ours.each(t, "data.entries", our); len(want) < 2 || !slices.Equal(shown, want) {
				t.Errorf("%s: rendered %v, want %v", theirs, shown, want)
			}
		}
		users := s.dutyGet(t, "/schedules/"+id+"/users?since=2024-01-16T12:00:00Z&until=2024-01-16T13:00:00Z")
		users.is(t, map[string]string{"users.0.id": ben, "users.0.email": "ben@example.com", "users.1": "absent"})
		s.dutyGet(t, "/schedules/"+id+"/overrides?since=2024-01-16&until=2024-01-17").is(t, map[string]string{"overrides.0.user.id": ben, "overrides.0.end": "2024-01-16T14:00:00Z", "overrides.1": "absent"})
		s.dutyGet(t, "/schedules/"+id+"/overrides?since=2024-01-17&until=2024-01-18").is(t, map[string]string{"overrides": "[]"})
	})
}

func TestPoliciesAreThoseOfPagerDuty(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		ben := s.user(t, model.Live, "ben@example.com").ID
		id := s.post(t, "/api/escalation-policies", `{"name":"Zebra","description":"Last","repeat_count":3,"steps":[
			{"escalate_after_minutes":5,"targets":[{"type":"USER","id":"`+ben+`"},{"type":"SCHEDULE","id":"`+s.schedule(t)+`"}]},{"targets":[{"type":"TEAM","id":"`+s.team(t, model.Live).ID+`"}]}]}`).at(t, "data.id")
		s.patch(t, "/api/services/"+s.service(t, model.Live, "checkout").ID, `{"escalation_policy_id":"`+id+`"}`).want(t, 200)
		s.dutyGet(t, "/escalation_policies?total=true").is(t, map[string]string{
			"total": "3", "escalation_policies.2.id": id, "escalation_policies.2.type": "escalation_policy", "escalation_policies.2.name": "Zebra", "escalation_policies.2.num_loops": "3",
			"escalation_policies.2.escalation_rules.0.escalation_delay_in_minutes": "5", "escalation_policies.2.escalation_rules.0.targets.0.id": ben,
			"escalation_policies.2.escalation_rules.0.targets.0.type": "user_reference", "escalation_policies.2.escalation_rules.0.targets.1.type": "schedule_reference",
			"escalation_policies.2.escalation_rules.1.targets.0.type": "team_reference", "escalation_policies.2.teams": "[]", "escalation_policies.2.services.0.summary": "Checkout", "escalation_policies.2.services.1": "absent",
			"escalation_policies.0.services": "[]", "escalation_policies.1.services.0.summary": "Payment API",
		})
		s.dutyGet(t, "/escalation_policies?query=zeb&limit=1").is(t, map[string]string{"escalation_policies.0.id": id, "more": "false"})
		s.dutyGet(t, "/escalation_policies/"+id).is(t, map[string]string{"escalation_policy.description": "Last", "escalation_policy.services.0.summary": "Checkout", "escalation_policy.services.1": "absent"})
	})
}

func TestWhoIsOnCallByPagerDutysAPI(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		alice, ben, chiara := s.user(t, model.Live, "alice@example.com").ID, s.user(t, model.Live, "ben@example.com").ID, s.user(t, model.Live, "chiara@example.com").ID
		schedule := s.schedule(t)
		policy := s.post(t, "/api/escalation-policies", `{"name":"Alpha","steps":[{"targets":[{"type":"SCHEDULE","id":"`+schedule+`"},{"type":"USER","id":"`+alice+`"}]}]}`).at(t, "data.id")
		// The example's turns begin on Mondays at 09:00 in London; Ben has the first of 2024.
		got := s.dutyGet(t, "/oncalls")
		got.is(t, map[string]string{
			"oncalls.0.escalation_policy.id": policy, "oncalls.0.escalation_policy.type": "escalation_policy_reference", "oncalls.0.escalation_level": "1",
			"oncalls.0.schedule.id": schedule, "oncalls.0.schedule.type": "schedule_reference", "oncalls.0.user.id": ben, "oncalls.0.user.summary": "Ben Okafor",
			"oncalls.0.start": "2024-01-15T09:00:00Z", "oncalls.0.end": "2024-01-22T09:00:00Z",
			"oncalls.1.user.id": alice, "oncalls.1.schedule": "null", "oncalls.1.start": "null", "oncalls.1.end": "null", "limit": "25", "more": "false",
		})
		want := func(query string, lines ...string) {
			t.Helper()
			answer := s.dutyGet(t, "/oncalls?"+query)
			names, levels, starts := answer.each(t, "oncalls", "user.summary"), answer.each(t, "oncalls", "escalation_level"), answer.each(t, "oncalls", "start")
			policies := answer.each(t, "oncalls", "escalation_policy.summary")
			var listed []string
			for i, name := range names {
				listed = append(listed, policies[i]+" "+levels[i]+" "+strings.Fields(name)[0]+" "+strings.TrimSuffix(starts[i], "T09:00:00Z"))
			}
			if !slices.Equal(listed, lines) {
				t.Errorf("%s lists\n%s\nwant\n%s", query, strings.Join(listed, "\n"), strings.Join(lines, "\n"))
			}
		}
		want("", "Alpha 1 Ben 2024-01-15", "Alpha 1 Alice null",
			"Checkout 1 Ben 2024-01-15", "Checkout 2 Alice null", "Checkout 2 Ben null", "Checkout 2 Chiara null",
			"Payment API 1 Ben 2024-01-15", "Payment API 2 Alice null", "Payment API 2 Ben null", "Payment API 2 Chiara null")
		want("escalation_policy_ids[]="+policy, "Alpha 1 Ben 2024-01-15", "Alpha 1 Alice null")
		want("escalation_policy_ids[]="+policy+"&escalation_policy_ids[]="+policy+"&escalation_policy_ids[]=PNOBODY", "Alpha 1 Ben 2024-01-15", "Alpha 1 Alice null")
		want("escalation_policy_ids[]=PNOBODY")
		want("schedule_ids[]="+schedule, "Alpha 1 Ben 2024-01-15", "Checkout 1 Ben 2024-01-15", "Payment API 1 Ben 2024-01-15")
		want("user_ids[]="+chiara, "Checkout 2 Chiara null", "Payment API 2 Chiara null")
		want("user_ids[]="+chiara+"&user_ids[]="+alice+"&escalation_policy_ids[]="+policy, "Alpha 1 Alice null")
		want("schedule_ids[]="+schedule+"&until=2024-01-23", "Alpha 1 Ben 2024-01-15", "Alpha 1 Chiara 2024-01-22",
			"Checkout 1 Ben 2024-01-15", "Checkout 1 Chiara 2024-01-22", "Payment API 1 Ben 2024-01-15", "Payment API 1 Chiara 2024-01-22")
		want("escalation_policy_ids[]="+policy+"&schedule_ids[]="+schedule+"&since=2024-01-23&until=2024-02-06", "Alpha 1 Chiara 2024-01-22", "Alpha 1 Ben 2024-01-29", "Alpha 1 Chiara 2024-02-05")
		want("escalation_policy_ids[]="+policy+"&schedule_ids[]="+schedule+"&since=2024-01-23&until=2024-02-06&earliest=true", "Alpha 1 Chiara 2024-01-22", "Alpha 1 Ben 2024-01-29")
		want("schedule_ids[]="+schedule+"&escalation_policy_ids[]="+policy+"&since=2024-01-23", "Alpha 1 Chiara 2024-01-22")
		want("limit=2&offset=1", "Alpha 1 Alice null", "Checkout 1 Ben 2024-01-15")
		whole := s.dutyGet(t, "/oncalls?escalation_policy_ids[]="+policy+"&schedule_ids[]="+schedule+"&since=2024-01-23&until=2024-01-24")
		whole.is(t, map[string]string{"oncalls.0.start": "2024-01-22T09:00:00Z", "oncalls.0.end": "2024-01-29T09:00:00Z", "oncalls.1": "absent"})
		s.dutyGet(t, "/oncalls?limit=2&total=true").is(t, map[string]string{"total": "10", "more": "true"})
		s.dutyGet(t, "/oncalls?limit=1&include[]=users&include[]=schedules&include[]=escalation_policies").is(t, map[string]string{
			"oncalls.0.user.email": "ben@example.com", "oncalls.0.user.type": "user", "oncalls.0.schedule.time_zone": "Europe/London",
			"oncalls.0.escalation_policy.type": "escalation_policy", "oncalls.0.escalation_policy.escalation_rules.0.targets.0.id": schedule,
		})
		// Who is disabled is told nothing, and has no turn.
		s.patch(t, "/api/users/"+ben, `{"status":"DISABLED"}`).want(t, http.StatusOK)
		want("", "Alpha 1 Alice null", "Checkout 2 Alice null", "Checkout 2 Chiara null", "Payment API 2 Alice null", "Payment API 2 Chiara null")
	})
}
