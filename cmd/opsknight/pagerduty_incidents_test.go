package main

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/db/dbtest"
	"github.com/opsknight/opsknight/internal/ratelimit"
	"github.com/opsknight/opsknight/model"
)

// status sets an incident's status by our own API.
func (s *testServer) status(t testing.TB, id, fields string) {
	t.Helper()
	s.patch(t, "/api/incidents/"+id, fields).want(t, http.StatusOK)
}

func TestPagerDutysListOfIncidentsIsFiltered(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		payment, checkout := s.service(t, model.Live, "payment-api").ID, s.service(t, model.Live, "checkout").ID
		ben, team := s.user(t, model.Live, "ben@example.com").ID, s.team(t, model.Live).ID
		s.clock.Advance(60 * 24 * time.Hour) // what the example has is then out of the default range
		start := s.clock.Now()
		named := map[string]string{}
		add := func(name, service, fields string) {
			t.Helper()
			s.clock.Advance(24 * time.Hour)
			named[name] = s.post(t, "/api/incidents", fmt.Sprintf(`{"title":%q,"service_id":%q,"dedup_key":"key %s"%s}`, name, service, name, fields)).at(t, "data.id")
		}
		add("old", payment, "")
		s.clock.Advance(40 * 24 * time.Hour)
		add("triggered", payment, `,"urgency":"HIGH"`)
		add("acknowledged", checkout, `,"urgency":"MEDIUM","assignee_id":"`+ben+`"`)
		add("snoozed", payment, `,"urgency":"LOW"`)
		add("suppressed", payment, "")
		add("resolved", payment, `,"team_id":"`+team+`"`)
		s.status(t, named["acknowledged"], `{"status":"ACKNOWLEDGED"}`)
		s.status(t, named["snoozed"], `{"status":"SNOOZED","snooze_minutes":43200}`)
		s.status(t, named["suppressed"], `{"status":"SUPPRESSED"}`)
		s.status(t, named["resolved"], `{"status":"RESOLVED"}`)
		day := func(days int) string { return start.Add(time.Duration(days) * 24 * time.Hour).Format(time.RFC3339) }
		for _, tt := range []struct {
			query string
			want  []string
		}{
			{"", []string{"triggered", "acknowledged", "snoozed", "resolved"}},
			{"statuses[]=triggered", []string{"triggered"}},
			{"statuses=triggered", []string{"triggered"}},
			{"statuses%5B%5D=acknowledged", []string{"acknowledged", "snoozed"}},
			{"statuses[]=resolved", []string{"resolved"}},
			{"statuses[]=triggered&statuses[]=acknowledged", []string{"triggered", "acknowledged", "snoozed"}},
			{"statuses[]=triggered&statuses=acknowledged", []string{"triggered", "acknowledged", "snoozed"}},
			{"statuses[]=", []string{"triggered", "acknowledged", "snoozed", "resolved"}},
			{"urgencies[]=high", []string{"triggered", "resolved"}},
			{"urgencies[]=low", []string{"acknowledged", "snoozed"}},
			{"service_ids[]=" + checkout, []string{"acknowledged"}},
			{"service_ids[]=" + checkout + "&service_ids[]=" + payment, []string{"triggered", "acknowledged", "snoozed", "resolved"}},
			{"service_ids[]=P1234", nil},
			{"user_ids[]=" + ben, []string{"acknowledged"}},
			{"team_ids[]=" + team, []string{"triggered", "acknowledged", "snoozed", "resolved"}},
			{"incident_key=key%20snoozed", []string{"snoozed"}},
			{"incident_key=key%20suppressed", nil},
			{"since=" + day(1), []string{"old", "triggered", "acknowledged", "snoozed", "resolved"}},
			{"since=" + day(43), []string{"acknowledged", "snoozed", "resolved"}},
			{"until=" + day(43), []string{"triggered"}},
			{"since=" + day(43) + "&until=" + day(44), []string{"acknowledged"}},
			{"since=" + strings.Replace(day(43), "Z", "%2B00:00", 1), []string{"acknowledged", "snoozed", "resolved"}},
			{"date_range=all&incident_key=key%20old", []string{"old"}},
			{"date_range=all&since=" + day(43) + "&statuses[]=triggered&service_ids[]=" + payment + "&limit=1&sort_by=created_at:desc", []string{"triggered"}},
			{"sort_by=created_at:desc", []string{"resolved", "snoozed", "acknowledged", "triggered"}},
			{"sort_by=incident_number", []string{"triggered", "acknowledged", "snoozed", "resolved"}},
			{"sort_by=urgency:desc,created_at:asc&urgencies[]=low", []string{"acknowledged", "snoozed"}},
			{"limit=2", []string{"triggered", "acknowledged"}},
			{"limit=2&offset=2", []string{"snoozed", "resolved"}},
		} {
			t.Run(tt.query, func(t *testing.T) {
				got := s.dutyGet(t, "/incidents?"+tt.query).each(t, "incidents", "title")
				if !slices.Equal(got, tt.want) {
					t.Errorf("listed %v, want %v", got, tt.want)
				}
			})
		}
		s.dutyGet(t, "/incidents?limit=3&total=true").is(t, map[string]string{"limit": "3", "offset": "0", "more": "true", "total": "4"})
		s.dutyGet(t, "/incidents?limit=3&offset=3").is(t, map[string]string{"limit": "3", "offset": "3", "more": "false", "total": "null"})
		// What lists leave out is found by its id, and is neither seen nor over.
		s.dutyGet(t, "/incidents/"+named["suppressed"]).is(t, map[string]string{"incident.status": "triggered"})
		for name, want := range map[string][2]string{
			"triggered": {"triggered", "high"}, "acknowledged": {"acknowledged", "low"}, "snoozed": {"acknowledged", "low"}, "resolved": {"resolved", "high"},
		} {
			s.dutyGet(t, "/incidents/"+named[name]).is(t, map[string]string{"incident.status": want[0], "incident.urgency": want[1], "incident.incident_number": "absent"})
		}
	})
}

func TestAnIncidentIsShownAsPagerDutyShowsIt(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		service, ben := s.service(t, model.Live, "payment-api"), s.user(t, model.Live, "ben@example.com")
		id := s.trigger(t, "payment-api", "shown")
		s.trigger(t, "payment-api", "shown")
		self, page := s.url+"/pagerduty/incidents/"+id, s.url+"/incidents/"+id
		policy := s.get(t, "/api/services/"+service.ID).at(t, "data.escalation_policy.id")
		s.dutyGet(t, "/incidents/"+id).is(t, map[string]string{
			"incident.id": id, "incident.type": "incident", "incident.summary": "About shown", "incident.title": "About shown", "incident.self": self, "incident.html_url": page,
			"incident.status": "triggered", "incident.urgency": "high", "incident.priority": "null", "incident.incident_key": "shown",
			"incident.service":           fmt.Sprintf(`{"html_url":null,"id":%q,"self":%q,"summary":"Payment API","type":"service_reference"}`, service.ID, s.url+"/pagerduty/services/"+service.ID),
			"incident.escalation_policy": fmt.Sprintf(`{"html_url":null,"id":%q,"self":%q,"summary":"Payment API","type":"escalation_policy_reference"}`, policy, s.url+"/pagerduty/escalation_policies/"+policy),
			"incident.assignments":       "[]", "incident.acknowledgements": "[]", "incident.teams": "[]", "incident.assigned_via": "null",
			"incident.alert_counts": `{"all":2,"resolved":0,"triggered":2}`, "incident.resolve_reason": "null", "incident.is_mergeable": "true",
			"incident.body": `{"details":"","type":"incident_body"}`, "incident.created_at": "2024-01-15T10:30:00Z", "incident.updated_at": "2024-01-15T10:30:00Z",
			"incident.resolved_at": "null", "incident.last_status_change_at": "2024-01-15T10:30:00Z", "incident.last_status_change_by.type": "api_key_reference",
			"incident.pending_actions": `[{"at":"2024-01-15T10:30:00Z","type":"escalate"}]`,
		})
		s.clock.Advance(time.Minute)
		s.tick(t) // the first step tells who is on call
		got := s.dutyGet(t, "/incidents/"+id)
		got.is(t, map[string]string{
			"incident.assignments.0.at": "2024-01-15T10:31:00Z", "incident.assigned_via": "escalation_policy", "incident.assignments.0.assignee.type": "user_reference",
			"incident.pending_actions.0.at": "2024-01-15T10:45:00Z",
		})
		s.clock.Advance(time.Minute)
		s.status(t, id, `{"priority":"P2","description":"More","status":"ACKNOWLEDGED","assignee_id":"`+s.user(t, model.Live, "alice@example.com").ID+`"}`)
		s.dutyGet(t, "/incidents/"+id).is(t, map[string]string{
			"incident.priority.id": "P2", "incident.priority.name": "P2", "incident.priority.type": "priority", "incident.description": "More", "incident.body.details": "More",
			"incident.status": "acknowledged", "incident.acknowledgements.0.at": "2024-01-15T10:32:00Z", "incident.acknowledgements.0.acknowledger.summary": "Demo",
			"incident.acknowledgements.0.acknowledger.type": "api_key_reference", "incident.assigned_via": "direct_assignment",
			"incident.assignments.0.at": "2024-01-15T10:32:00Z", "incident.assignments.0.assignee.summary": "Alice Smith", "incident.pending_actions": "[]",
			"incident.last_status_change_at": "2024-01-15T10:32:00Z", "incident.last_status_change_by.summary": "Demo",
		})
		s.clock.Advance(time.Minute)
		s.status(t, id, `{"status":"SNOOZED","snooze_minutes":30,"team_id":"`+s.team(t, model.Live).ID+`"}`)
		s.dutyGet(t, "/incidents/"+id+"?include[]=services&include[]=teams&include[]=escalation_policies").is(t, map[string]string{
			"incident.status": "acknowledged", "incident.acknowledgements.0.at": "2024-01-15T10:33:00Z", "incident.pending_actions": `[{"at":"2024-01-15T11:03:00Z","type":"unacknowledge"}]`,
			"incident.assignments": "[]", "incident.teams.0.type": "team", "incident.teams.0.name": "Platform", "incident.service.type": "service",
			"incident.service.status": "critical", "incident.escalation_policy.type": "escalation_policy", "incident.escalation_policy.num_loops": "1",
			"incident.escalation_policy.escalation_rules.0.escalation_delay_in_minutes": "15",
		})
		s.clock.Advance(time.Hour)
		s.tick(t)
		s.dutyGet(t, "/incidents/"+id).is(t, map[string]string{
			"incident.status": "triggered", "incident.acknowledgements": "[]", "incident.last_status_change_by.type": "service_reference", "incident.last_status_change_by.id": service.ID,
		})
		s.status(t, id, `{"status":"RESOLVED","assignee_id":"`+ben.ID+`"}`)
		s.dutyGet(t, "/incidents/"+id+"?include[]=assignees").is(t, map[string]string{
			"incident.status": "resolved", "incident.resolved_at": "2024-01-15T11:33:00Z", "incident.alert_counts": `{"all":2,"resolved":2,"triggered":0}`,
			"incident.assignments": "[]", "incident.is_mergeable": "false", "incident.last_status_change_at": "2024-01-15T11:33:00Z",
		})
	})
}

func TestLinksOfPagerDutysAPILeadToThePublicAddress(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *dbtest.Clock) {
		s := startServer(t, d, clock, ratelimit.Limits{}, func(s *server) { s.publicURL = "https://opsknight.example.com/" })
		id := s.open(t, "Linked")
		s.dutyGet(t, "/incidents/"+id).is(t, map[string]string{
			"incident.self": "https://opsknight.example.com/pagerduty/incidents/" + id, "incident.html_url": "https://opsknight.example.com/incidents/" + id,
		})
	})
}

func TestIncidentsAreManagedAsPagerDutysAre(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		ben, team := s.user(t, model.Live, "ben@example.com").ID, s.team(t, model.Live).ID
		for _, tt := range []struct {
			name, before string // by our API
			put          string // the fields of the incident
			want         map[string]string
		}{
			{"acknowledged", "", `"status":"acknowledged"`, map[string]string{"status": "ACKNOWLEDGED"}},
			{"acknowledged again", `{"status":"ACKNOWLEDGED"}`, `"status":"acknowledged"`, map[string]string{"status": "ACKNOWLEDGED"}},
			{"taken up", `{"status":"SUPPRESSED"}`, `"status":"acknowledged"`, map[string]string{"status": "ACKNOWLEDGED"}},
			{"resolved", "", `"status":"resolved"`, map[string]string{"status": "RESOLVED"}},
			{"resolved again", `{"status":"RESOLVED"}`, `"status":"resolved"`, map[string]string{"status": "RESOLVED"}},
			{"triggered again", `{"status":"ACKNOWLEDGED"}`, `"status":"triggered"`, map[string]string{"status": "OPEN"}},
			{"opened again", `{"status":"RESOLVED"}`, `"status":"triggered"`, map[string]string{"status": "OPEN", "resolved_at": "null"}},
			{"snoozed", "", `"status":"acknowledged","duration":90`, map[string]string{"status": "SNOOZED", "snoozed_until": "2024-01-15T10:31:30Z"}},
			{"renamed", "", `"title":"Renamed"`, map[string]string{"title": "Renamed", "status": "OPEN"}},
			{"of low urgency", "", `"urgency":"low"`, map[string]string{"urgency": "LOW"}},
			{"of low urgency as it was", `{"urgency":"MEDIUM"}`, `"urgency":"low"`, map[string]string{"urgency": "MEDIUM"}},
			{"of high urgency", `{"urgency":"MEDIUM"}`, `"urgency":"high"`, map[string]string{"urgency": "HIGH"}},
			{"of a priority", "", `"priority":{"id":"P1","type":"priority_reference"}`, map[string]string{"priority": "P1"}},
			{"of no priority", `{"priority":"P3"}`, `"priority":null`, map[string]string{"priority": "null"}},
			{"of its priority", `{"priority":"P3"}`, `"title":"Other"`, map[string]string{"priority": "P3"}},
			{"given to a user", "", `"assignments":[{"assignee":{"id":"` + ben + `","type":"user_reference"}}]`, map[string]string{"assignee.id": ben, "team": "null"}},
			{"given to a user of no type", "", `"assignments":[{"assignee":{"id":"` + ben + `"}}]`, map[string]string{"assignee.id": ben}},
			{"given to a team", `{"assignee_id":"` + ben + `"}`, `"assignments":[{"assignee":{"id":"` + team + `","type":"team_reference"}}]`, map[string]string{"assignee": "null", "team.id": team}},
			{"given to nobody", `{"assignee_id":"` + ben + `"}`, `"assignments":[]`, map[string]string{"assignee": "null"}},
			{"a team's still", `{"team_id":"` + team + `"}`, `"assignments":[]`, map[string]string{"team.id": team}},
			{
				"all at once", "", `"status":"acknowledged","title":"All","urgency":"low","priority":{"id":"P5"},"assignments":[{"assignee":{"id":"` + ben + `"}}]`,
				map[string]string{"status": "ACKNOWLEDGED", "title": "All", "urgency": "LOW", "priority": "P5", "assignee.id": ben},
			},
			{"at the level it is at", "", `"escalation_level":1`, map[string]string{"status": "OPEN", "escalation.step": "0"}},
			{"at the next level", "", `"escalation_level":2`, map[string]string{"status": "OPEN", "escalation.step": "2"}},
		} {
			t.Run(tt.name, func(t *testing.T) {
				for _, several := range []bool{false, true} {
					id := s.open(t, "About")
					if tt.before != "" {
						s.status(t, id, tt.before)
					}
					var got reply
					if several {
						other := s.open(t, "Beside")
						got = s.dutyPut(t, "/incidents", `{"incidents":[{"id":"`+other+`","type":"incident_reference","title":"Beside it"},{"id":"`+id+`","type":"incident_reference",`+tt.put+`}]}`).want(t, http.StatusOK)
						got.is(t, map[string]string{"incidents.0.id": other, "incidents.0.title": "Beside it", "incidents.1.id": id, "incidents.1.type": "incident"})
					} else {
						got = s.dutyPut(t, "/incidents/"+id, `{"incident":{"type":"incident",`+tt.put+`}}`).want(t, http.StatusOK)
						got.is(t, map[string]string{"incident.id": id, "incident.type": "incident"})
					}
					now := s.get(t, "/api/incidents/"+id)
					for field, want := range tt.want {
						if value := now.at(t, "data."+field); value != want {
							t.Errorf("%s is %s, want %s", field, value, want)
						}
					}
				}
			})
		}
		id := s.open(t, "With a resolution")
		s.dutyPut(t, "/incidents/"+id, `{"incident":{"status":"resolved","resolution":"Rolled back."}}`).want(t, http.StatusOK)
		s.dutyGet(t, "/incidents/"+id+"/notes").is(t, map[string]string{"notes.0.content": "Rolled back."})
	})
}

func TestWhatCannotBeDoneToAnIncidentIsRefused(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		ben, team := s.user(t, model.Live, "ben@example.com").ID, s.team(t, model.Live).ID
		target := s.open(t, "Target")
		for _, tt := range []struct {
			name, before string
			put          string
			code         int
			says         string
		}{
			{"a resolved incident is acknowledged", `{"status":"RESOLVED"}`, `"status":"acknowledged"`, 1001, "RESOLVED"},
			{"a status that is not there", "", `"status":"open"`, 1003, "triggered, acknowledged or resolved"},
			{"a status that is a number", "", `"status":1`, 2001, "status is a text"},
			{"another incident than the path's", "", `"id":"` + target + `"`, 2001, "another than the one in the path"},
			{"an urgency that is not there", "", `"urgency":"medium"`, 2001, "high or low"},
			{"a priority that is not there", "", `"priority":{"id":"P9"}`, 1020, "P1 to P5"},
			{"a priority without an id", "", `"priority":{}`, 2001, "an object with an id"},
			{"an empty title of spaces", "", `"title":"` + strings.Repeat("x", 501) + `"`, 2001, "500"},
			{"two assignees", "", `"assignments":[{"assignee":{"id":"` + ben + `"}},{"assignee":{"id":"` + team + `"}}]`, 2001, "one user or one team"},
			{"an assignee that does not exist", "", `"assignments":[{"assignee":{"id":"usr_x","type":"user_reference"}}]`, 2001, "usr_x"},
			{"an assignment of nobody", "", `"assignments":[{}]`, 2001, "has an assignee"},
			{"assignments that are none", "", `"assignments":"ben"`, 2001, "list assignments"},
			{"assignments that are null", "", `"assignments":[null]`, 2001, "list assignments"},
			{"an assignee of another type", "", `"assignments":[{"assignee":{"id":"x","type":"schedule_reference"}}]`, 2001, "schedule_reference"},
			{"another policy", "", `"escalation_policy":{"id":"pol_x","type":"escalation_policy_reference"}`, 2001, "policy of its service"},
			{"a conference", "", `"conference_bridge":{"conference_url":"https://example.com"}`, 2001, "conference bridge"},
			{"a level that is not the next", "", `"escalation_level":3`, 1006, "to the next level only"},
			{"a level of a resolved incident", `{"status":"RESOLVED"}`, `"escalation_level":2`, 1006, "only a triggered one"},
			{"a level beside a status", "", `"escalation_level":2,"status":"acknowledged"`, 2001, "does not go with status"},
			{"a level that is a text", "", `"escalation_level":"2"`, 2001, "whole number"},
			{"a duration beside nothing", "", `"duration":60`, 1013, "goes with the status acknowledged"},
			{"a duration of nothing", "", `"status":"acknowledged","duration":0`, 1013, "1 to 2592000 seconds"},
			{"a resolution beside nothing", "", `"resolution":"x"`, 2001, "resolution goes with the status"},
		} {
			t.Run(tt.name, func(t *testing.T) {
				id := s.open(t, "About")
				if tt.before != "" {
					s.status(t, id, tt.before)
				}
				before := s.get(t, "/api/incidents/"+id).body
				s.dutyPut(t, "/incidents/"+id, `{"incident":{`+tt.put+`}}`).refusedAs(t, http.StatusBadRequest, tt.code, tt.says)
				if !strings.Contains(tt.put, `"id":"`+target) {
					s.dutyPut(t, "/incidents", `{"incidents":[{"id":"`+id+`",`+tt.put+`}]}`).refusedAs(t, http.StatusBadRequest, tt.code, tt.says)
				}
				if after := s.get(t, "/api/incidents/"+id).body; after != before {
					t.Errorf("it was changed all the same: %s", after)
				}
			})
		}
		source := s.open(t, "Source")
		s.merge(t, target, source).want(t, http.StatusOK)
		s.dutyPut(t, "/incidents/"+source, `{"incident":{"status":"triggered"}}`).refusedAs(t, http.StatusBadRequest, 1019, target)
		s.duty(t, request{path: "/incidents/" + source + "/notes", body: `{"note":{"content":"x"}}`}).refusedAs(t, http.StatusBadRequest, 1019, target)
	})
}

func TestOfSeveralIncidentsThoseThatCanAreChanged(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		one, over, two := s.open(t, "One"), s.open(t, "Over"), s.open(t, "Two")
		s.status(t, over, `{"status":"RESOLVED"}`)
		put := func(ids ...string) reply {
			items := make([]string, len(ids))
			for i, id := range ids {
				items[i] = `{"id":"` + id + `","type":"incident_reference","status":"acknowledged"}`
			}
			return s.dutyPut(t, "/incidents", `{"incidents":[`+strings.Join(items, ",")+`]}`)
		}
		// Nothing is done of a request that is not understood.
		s.dutyPut(t, "/incidents", `{"incidents":[{"id":"`+one+`","status":"acknowledged"},{"id":"`+two+`","status":"nonsense"}]}`).refusedAs(t, 400, 1003, "nonsense")
		put(one, one).refusedAs(t, 400, 2001, "each another one")
		s.dutyPut(t, "/incidents", `{"incidents":[{"status":"acknowledged"}]}`).refusedAs(t, 400, 2001, "has an id")
		s.dutyPut(t, "/incidents", `{"incidents":[]}`).want(t, 200).is(t, map[string]string{"incidents": "[]"})
		s.get(t, "/api/incidents/"+one).is(t, map[string]string{"data.status": "OPEN"})
		// One that cannot be changed stops no other, and is named.
		got := put(one, over, two)
		got.refusedAs(t, 400, 1001, over)
		if !strings.Contains(got.body, "2 of 3 incidents were changed") {
			t.Error("it does not say what was done:", got.body)
		}
		for id, want := range map[string]string{one: "ACKNOWLEDGED", over: "RESOLVED", two: "ACKNOWLEDGED"} {
			s.get(t, "/api/incidents/"+id).is(t, map[string]string{"data.status": want})
		}
		put(one, two).want(t, 200).is(t, map[string]string{"incidents.0.status": "acknowledged", "incidents.1.id": two})
		put("inc_x", one).refusedAs(t, 404, 2100, "inc_x")
		many := make([]string, 251)
		for i := range many {
			many[i] = fmt.Sprintf("inc_%d", i)
		}
		put(many...).refusedAs(t, http.StatusRequestEntityTooLarge, 2001, "the limit is 250")
	})
}

func TestIncidentsAreMadeSnoozedAndMergedByPagerDutysAPI(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		service, ben := s.service(t, model.Live, "checkout"), s.user(t, model.Live, "ben@example.com").ID
		create := func(fields string) reply {
			return s.duty(t, request{path: "/incidents", body: `{"incident":{"type":"incident",` + fields + `}}`})
		}
		of := `"title":"Made","service":{"id":"` + service.ID + `","type":"service_reference"}`
		id := create(of).want(t, http.StatusCreated).at(t, "incident.id")
		s.get(t, "/api/incidents/"+id).is(t, map[string]string{"data.title": "Made", "data.urgency": "HIGH", "data.status": "OPEN", "data.description": "null", "data.dedup_key": "null"})
		whole := create(of + `,"priority":{"id":"P1"},"urgency":"low","incident_key":"made","body":{"type":"incident_body","details":"Long"},
			"assignments":[{"assignee":{"id":"` + ben + `","type":"user_reference"}}],"escalation_policy":{"id":"` + *service.EscalationPolicyID + `"},"conference_bridge":null`)
		s.get(t, "/api/incidents/"+whole.want(t, http.StatusCreated).at(t, "incident.id")).is(t, map[string]string{
			"data.urgency": "LOW", "data.priority": "P1", "data.dedup_key": "made", "data.description": "Long", "data.assignee.id": ben,
		})
		nulls := create(of+`,"priority":null,"body":{"details":{"a":[1]}},"assignments":null`).want(t, http.StatusCreated)
		s.get(t, "/api/incidents/"+nulls.at(t, "incident.id")).is(t, map[string]string{"data.custom_details": `{"a":[1]}`, "data.priority": "null"})
		for _, tt := range []struct {
			fields string
			code   int
			says   string
		}{
			{of + `,"incident_key":"made"`, 2002, "with the same incident_key is already open"},
			{`"title":"No service"`, 2001, "service is required"},
			{`"service":{"id":"` + service.ID + `"}`, 2001, "Title is required"},
			{`"title":"x","service":{"id":"PIJ90N7"}`, 2001, "PIJ90N7"},
			{`"title":"x","service":"PIJ90N7"`, 2001, "service is a reference"},
			{of + `,"escalation_policy":{"id":"pol_x"}`, 2001, "policy of its service"},
			{of + `,"body":{"details":5}`, 2001, "body.details is a text or an object"},
			{of + `,"body":"x"`, 2001, "object body"},
			{of + `,"incident_key":"` + strings.Repeat("k", 256) + `"`, 2001, "incident_key"},
		} {
			create(tt.fields).refusedAs(t, http.StatusBadRequest, tt.code, tt.says)
		}
		s.duty(t, request{path: "/incidents", body: `{"title":"x"}`}).refusedAs(t, 400, 2001, "an object incident")

		s.duty(t, request{path: "/incidents/" + id + "/snooze", body: `{"duration":3600}`}).want(t, http.StatusCreated).is(t, map[string]string{
			"incident.status": "acknowledged", "incident.pending_actions": `[{"at":"2024-01-15T11:30:00Z","type":"unacknowledge"}]`,
		})
		for body, says := range map[string]string{`{}`: "duration is required", `{"duration":0}`: "1 to", `{"duration":2592001}`: "30 days"} {
			s.duty(t, request{path: "/incidents/" + id + "/snooze", body: body}).refusedAs(t, 400, 1013, says)
		}
		s.duty(t, request{path: "/incidents/" + id + "/snooze", body: `{"duration":"1h"}`}).refusedAs(t, 400, 2001, "whole number")

		source := s.trigger(t, "checkout", "source")
		s.dutyPut(t, "/incidents/"+id+"/merge", `{"source_incidents":[{"id":"`+source+`","type":"incident_reference"}]}`).want(t, 200).is(t, map[string]string{
			"incident.id": id, "incident.alert_counts.all": "1",
		})
		s.dutyGet(t, "/incidents/"+source).is(t, map[string]string{
			"incident.status": "resolved", "incident.resolve_reason.type": "merge_resolve_reason", "incident.resolve_reason.incident.id": id, "incident.is_mergeable": "false",
		})
		for body, says := range map[string]string{
			`{}`: "source_incidents", `{"source_incidents":[]}`: "names no incident", `{"source_incidents":[{}]}`: "has an id",
			`{"source_incidents":[{"id":"` + id + `"}]}`: "into itself",
		} {
			s.dutyPut(t, "/incidents/"+id+"/merge", body).refusedAs(t, 400, 2001, says)
		}
	})
}
