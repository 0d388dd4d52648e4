package main

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/opsknight/opsknight/model"
)

// doorway is one of the two ways to do the same to an incident.
type doorway struct {
	name   string
	status func(t *testing.T, s *testServer, id, status string) reply // sets the status; SNOOZED for an hour
	get    func(t *testing.T, s *testServer, id string) map[string]string
	done   func(t *testing.T, got reply) bool
	code   string // where a refusal has its code
	other  string // where a conflict names the other incident
}

// timelineTypes are the lines of an incident's timeline, oldest first.
func (s *testServer) timelineTypes(t *testing.T, id string) []string {
	t.Helper()
	return s.get(t, "/api/incidents/"+id+"/timeline?limit=100").each(t, "data", "type")
}

var bySnake = []string{"status", "acknowledged_at", "resolved_at", "snoozed_until"}

var doorways = []doorway{
	{
		name: "REST",
		status: func(t *testing.T, s *testServer, id, status string) reply {
			body := `{"status":"` + status + `"}`
			if status == "SNOOZED" {
				body = `{"status":"SNOOZED","snooze_minutes":60}`
			}
			return s.patch(t, "/api/incidents/"+id, body)
		},
		get: func(t *testing.T, s *testServer, id string) map[string]string {
			got := s.get(t, "/api/incidents/"+id)
			found := map[string]string{"etag": strings.Trim(got.header.Get("ETag"), `"`)}
			for _, field := range bySnake {
				found[field] = got.at(t, "data."+field)
			}
			return found
		},
		done:  func(_ *testing.T, got reply) bool { return got.status == http.StatusOK },
		code:  "error.code",
		other: "error.details.incident_id",
	},
	{
		name: "GraphQL",
		status: func(t *testing.T, s *testServer, id, status string) reply {
			input := map[string]any{"id": id, "status": status}
			if status == "SNOOZED" {
				input["snoozeMinutes"] = 60
			}
			return s.graphql(t, `mutation($input:UpdateIncidentInput!){updateIncident(input:$input){incident{id}}}`, map[string]any{"input": input})
		},
		get: func(t *testing.T, s *testServer, id string) map[string]string {
			got := s.graphql(t, `query($id:ID!){incident(id:$id){etag status acknowledgedAt resolvedAt snoozedUntil}}`, map[string]any{"id": id})
			found := map[string]string{"etag": got.at(t, "data.incident.etag")}
			for i, field := range []string{"status", "acknowledgedAt", "resolvedAt", "snoozedUntil"} {
				found[bySnake[i]] = got.at(t, "data.incident."+field)
			}
			return found
		},
		done:  func(t *testing.T, got reply) bool { return got.at(t, "errors") == "absent" },
		code:  "errors.0.extensions.code",
		other: "errors.0.extensions.existingId",
	},
}

// transitions are the lines that each allowed change of status writes; what is not
// here is refused.
var transitions = map[string]map[string]string{
	"OPEN":         {"ACKNOWLEDGED": "acknowledged", "RESOLVED": "resolved", "SNOOZED": "snoozed", "SUPPRESSED": "suppressed"},
	"ACKNOWLEDGED": {"OPEN": "unacknowledged", "RESOLVED": "resolved", "SNOOZED": "snoozed", "SUPPRESSED": "suppressed"},
	"SNOOZED":      {"OPEN": "unsnoozed", "ACKNOWLEDGED": "acknowledged", "RESOLVED": "resolved", "SUPPRESSED": "suppressed"},
	"SUPPRESSED":   {"OPEN": "unsuppressed", "ACKNOWLEDGED": "acknowledged", "RESOLVED": "resolved", "SNOOZED": "snoozed"},
	"RESOLVED":     {"OPEN": "reopened"},
}

func TestEveryChangeOfStatus(t *testing.T) {
	statuses := []string{"OPEN", "ACKNOWLEDGED", "RESOLVED", "SNOOZED", "SUPPRESSED"}
	eachServer(t, func(t *testing.T, s *testServer) {
		for _, door := range doorways {
			for _, from := range statuses {
				for _, to := range statuses {
					t.Run(door.name+" "+from+" to "+to, func(t *testing.T) {
						id := s.open(t, from+" to "+to)
						if from != "OPEN" && !door.done(t, door.status(t, s, id, from)) {
							t.Fatal("it does not become", from)
						}
						before, lines := door.get(t, s, id), s.timelineTypes(t, id)
						s.clock.Advance(time.Minute)
						start := s.clock.Now()
						if from == "SNOOZED" && to == "SNOOZED" {
							s.clock.Advance(-time.Minute) // the same end of the snooze
						}
						got := door.status(t, s, id, to)
						s.clock.Advance(start.Sub(s.clock.Now()))
						line, allowed := transitions[from][to]
						if door.done(t, got) != (allowed || from == to) {
							t.Fatalf("answered %d: %s", got.status, got.body)
						}
						if !allowed && from != to && (got.at(t, door.code) != "CONFLICT" || door.name == "REST" && got.status != http.StatusConflict) {
							t.Error("refused with", got.status, got.body)
						}
						after := door.get(t, s, id)
						if !allowed {
							if after["etag"] != before["etag"] || after["status"] != from || !slices.Equal(s.timelineTypes(t, id), lines) {
								t.Errorf("something changed: %v to %v, timeline %q", before, after, s.timelineTypes(t, id))
							}
							return
						}
						if now := s.timelineTypes(t, id); !slices.Equal(now, append(lines, line)) {
							t.Errorf("the timeline is %q, want %q and %q", now, lines, line)
						}
						want := timesAfter(before, to, start)
						for field, value := range want {
							if after[field] != value {
								t.Errorf("%s is %s, want %s", field, after[field], value)
							}
						}
						if after["etag"] == before["etag"] {
							t.Error("the etag is the same")
						}
					})
				}
			}
		}
	})
}

// timesAfter are status and times of an incident after a change at a time.
func timesAfter(before map[string]string, to string, at time.Time) map[string]string {
	want := map[string]string{"status": to, "acknowledged_at": before["acknowledged_at"], "resolved_at": "null", "snoozed_until": "null"}
	switch {
	case to == "ACKNOWLEDGED" && before["acknowledged_at"] == "null":
		want["acknowledged_at"] = at.Format(time.RFC3339)
	case to == "RESOLVED":
		want["resolved_at"] = at.Format(time.RFC3339)
	case to == "SNOOZED":
		want["snoozed_until"] = at.Add(time.Hour).Format(time.RFC3339)
	}
	return want
}

func TestAcknowledgedAtIsOfTheFirstTime(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		for _, door := range doorways {
			id := s.open(t, "Kept")
			s.clock.Advance(time.Minute)
			first := s.clock.Now().Format(time.RFC3339)
			for _, status := range []string{"ACKNOWLEDGED", "OPEN", "ACKNOWLEDGED", "RESOLVED", "OPEN", "SNOOZED", "ACKNOWLEDGED"} {
				door.status(t, s, id, status)
				s.clock.Advance(time.Minute)
				if got := door.get(t, s, id); got["status"] != status || got["acknowledged_at"] != first {
					t.Errorf("%s, %s: %v, want acknowledged_at %s", door.name, status, got, first)
				}
			}
		}
	})
}

func TestSnoozing(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		id := s.open(t, "Snoozed")
		path := "/api/incidents/" + id
		s.clock.Advance(time.Minute)
		for _, tt := range []struct{ body, until, lines string }{
			{`{"status":"SNOOZED","snooze_minutes":15}`, "2024-01-15T10:46:00Z", "triggered snoozed"},
			{`{"status":"SNOOZED","snooze_minutes":15}`, "2024-01-15T10:46:00Z", "triggered snoozed"},
			{`{"status":"SNOOZED","snoozed_until":"2024-01-15T10:46:00Z"}`, "2024-01-15T10:46:00Z", "triggered snoozed"},
			{`{"status":"SNOOZED","snoozed_until":"2024-01-15T12:46:00+02:00"}`, "2024-01-15T10:46:00Z", "triggered snoozed"},
			{`{"status":"SNOOZED","snooze_minutes":43200}`, "2024-02-14T10:31:00Z", "triggered snoozed snoozed"},
			{`{"status":"SNOOZED","snoozed_until":"2024-02-14T10:31:00Z"}`, "2024-02-14T10:31:00Z", "triggered snoozed snoozed"},
			{`{"status":"SNOOZED","snoozed_until":"2024-01-16T00:00:00.1234567Z"}`, "2024-01-16T00:00:00.123456Z", "triggered snoozed snoozed snoozed"},
			{`{"status":"SNOOZED","snoozed_until":"2024-01-16T00:00:00.123456Z"}`, "2024-01-16T00:00:00.123456Z", "triggered snoozed snoozed snoozed"},
			{`{"status":"SNOOZED","snooze_minutes":1.0e1}`, "2024-01-15T10:41:00Z", "triggered snoozed snoozed snoozed snoozed"},
		} {
			got := s.patch(t, path, tt.body)
			if strings.Contains(tt.body, "e1") && got.status == http.StatusBadRequest {
				continue // 1.0e1 may be refused, but not be an error of the server
			}
			got.want(t, http.StatusOK).is(t, map[string]string{"data.status": "SNOOZED", "data.snoozed_until": tt.until})
			if lines := strings.Join(s.timelineTypes(t, id), " "); lines != tt.lines {
				t.Errorf("after %s the timeline is %q, want %q", tt.body, lines, tt.lines)
			}
		}
		s.patch(t, path, `{"title":"Renamed"}`).want(t, 200).is(t, map[string]string{"data.status": "SNOOZED"})
		got := s.graphql(t, `mutation($id:ID!){snoozeIncident(input:{id:$id,until:"2024-01-17T00:00:00Z",clientMutationId:"m1"}){incident{snoozedUntil} clientMutationId}}`, map[string]any{"id": id})
		got.is(t, map[string]string{"data.snoozeIncident": `{"clientMutationId":"m1","incident":{"snoozedUntil":"2024-01-17T00:00:00Z"}}`})
	})
}

func TestReopeningWhatIsOpenElsewhere(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		for _, door := range doorways {
			t.Run(door.name, func(t *testing.T) {
				trigger := strings.Replace(sampleTrigger, "high-cpu-web01", "reopen-"+door.name, 1)
				first := s.event(t, trigger).at(t, "data.incident.id")
				door.status(t, s, first, "RESOLVED")
				second := s.event(t, trigger).at(t, "data.incident.id")
				if first == second {
					t.Fatal("a trigger after RESOLVED made no new incident")
				}
				for _, status := range []string{"OPEN", "ACKNOWLEDGED", "SNOOZED", "SUPPRESSED"} {
					door.status(t, s, second, status)
					refused := door.status(t, s, first, "OPEN")
					refused.is(t, map[string]string{door.code: "CONFLICT", door.other: second})
				}
				door.status(t, s, second, "RESOLVED")
				if got := door.status(t, s, first, "OPEN"); !door.done(t, got) {
					t.Error("it cannot be reopened after the other is resolved:", got.body)
				}
			})
		}
	})
}

func TestAssignment(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		ben, chiara, team := s.user(t, model.Live, "ben@example.com").ID, s.user(t, model.Live, "chiara@example.com").ID, s.team(t, model.Live).ID
		id := s.open(t, "Assigned")
		lines := 1
		for _, tt := range []struct{ body, assignee, team, line string }{
			{`{"assignee_id":"` + ben + `"}`, `{"id":"` + ben + `","name":"Ben Okafor"}`, "null", "assigned"},
			{`{"assignee_id":"` + ben + `"}`, `{"id":"` + ben + `","name":"Ben Okafor"}`, "null", ""},
			{`{"title":"Renamed"}`, `{"id":"` + ben + `","name":"Ben Okafor"}`, "null", "updated"},
			{`{"team_id":null}`, `{"id":"` + ben + `","name":"Ben Okafor"}`, "null", ""},
			{`{"assignee_id":"` + chiara + `"}`, `{"id":"` + chiara + `","name":"Chiara Russo"}`, "null", "assigned"},
			{`{"team_id":"` + team + `"}`, "null", `{"id":"` + team + `","name":"Platform"}`, "assigned"},
			{`{"assignee_id":null}`, "null", `{"id":"` + team + `","name":"Platform"}`, ""},
			{`{"assignee_id":"` + ben + `"}`, `{"id":"` + ben + `","name":"Ben Okafor"}`, "null", "assigned"},
			{`{"assignee_id":null}`, "null", "null", "unassigned"},
			{`{"assignee_id":null,"team_id":null}`, "null", "null", ""},
			{`{"assignee_id":null,"team_id":"` + team + `"}`, "null", `{"id":"` + team + `","name":"Platform"}`, "assigned"},
			{`{"team_id":null}`, "null", "null", "unassigned"},
		} {
			s.clock.Advance(time.Second)
			s.patch(t, "/api/incidents/"+id, tt.body).want(t, 200).is(t, map[string]string{"data.assignee": tt.assignee, "data.team": tt.team})
			timeline := s.timelineTypes(t, id)
			if tt.line != "" {
				lines++
			}
			if len(timeline) != lines || tt.line != "" && timeline[lines-1] != tt.line {
				t.Fatalf("after %s the timeline is %q, want %d lines and the last %q", tt.body, timeline, lines, tt.line)
			}
		}
		got := s.graphql(t, `mutation($id:ID!,$team:ID){assignIncident(input:{id:$id,teamId:$team}){incident{assignee{id} team{id}}}}`, map[string]any{"id": id, "team": team})
		got.is(t, map[string]string{"data.assignIncident.incident.team.id": team, "data.assignIncident.incident.assignee": "null"})
		got = s.graphql(t, `mutation($id:ID!){assignIncident(input:{id:$id}){incident{assignee{id} team{id}}}}`, map[string]any{"id": id})
		got.is(t, map[string]string{"data.assignIncident.incident.team": "null", "data.assignIncident.incident.assignee": "null"})
		got = s.graphql(t, `mutation($id:ID!,$team:ID,$user:ID){assignIncident(input:{id:$id,teamId:$team,assigneeId:$user}){incident{id}}}`, map[string]any{"id": id, "team": team, "user": ben})
		got.is(t, map[string]string{"errors.0.extensions.code": "VALIDATION_ERROR", "errors.0.extensions.field": "teamId"})

		s.setUser(t, "chiara@example.com", func(u *model.User) { u.Status = model.UserDisabled })
		s.refuses(t, refusal{"", request{method: "PATCH", path: "/api/incidents/" + id, body: `{"assignee_id":"` + chiara + `"}`}, 400, "assignee_id", "disabled"})
	})
}

func TestPatchTellsNullFromAbsent(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		svc := s.service(t, model.Live, "payment-api").ID
		made := s.post(t, "/api/incidents", `{"title":"x","service_id":"`+svc+`","description":"More","priority":"P2","urgency":"LOW","custom_details":{"b":1.50,"a":{"deep":true}}}`)
		path := made.header.Get("Location")
		lines := []string{"triggered"}
		for _, tt := range []struct {
			body, description, priority, custom string
			lines                               []string
		}{
			{`{}`, "More", "P2", `{"a":{"deep":true},"b":1.50}`, nil},
			{`{"title":"x","description":"More","priority":"P2","urgency":"LOW"}`, "More", "P2", `{"a":{"deep":true},"b":1.50}`, nil},
			{`{"custom_details":{}}`, "More", "P2", `{"a":{"deep":true},"b":1.50}`, nil},
			{`{"custom_details":{"b":1.50}}`, "More", "P2", `{"a":{"deep":true},"b":1.50}`, nil},
			{`{"custom_details":{"no-such":null}}`, "More", "P2", `{"a":{"deep":true},"b":1.50}`, nil},
			{`{"custom_details":{"c":"new"}}`, "More", "P2", `{"a":{"deep":true},"b":1.50,"c":"new"}`, []string{"updated"}},
			{`{"custom_details":{"a":{"other":1},"b":null}}`, "More", "P2", `{"a":{"other":1},"c":"new"}`, []string{"updated"}},
			{`{"custom_details":null}`, "More", "P2", "null", []string{"updated"}},
			{`{"custom_details":null}`, "More", "P2", "null", nil},
			{`{"custom_details":{"d":99999999999999999999}}`, "More", "P2", `{"d":99999999999999999999}`, []string{"updated"}},
			{`{"description":null}`, "null", "P2", `{"d":99999999999999999999}`, []string{"updated"}},
			{`{"description":""}`, "", "P2", `{"d":99999999999999999999}`, []string{"updated"}},
			{`{"priority":null}`, "", "null", `{"d":99999999999999999999}`, []string{"priority_changed"}},
			{`{"title":"y","urgency":"HIGH","priority":"P1","description":"z"}`, "z", "P1", `{"d":99999999999999999999}`, []string{"updated", "urgency_changed", "priority_changed"}},
		} {
			s.clock.Advance(time.Second)
			before := s.get(t, path).header.Get("ETag")
			s.patch(t, path, tt.body).want(t, 200).is(t, map[string]string{"data.description": tt.description, "data.priority": tt.priority, "data.custom_details": tt.custom})
			lines = append(lines, tt.lines...)
			if got := s.timelineTypes(t, made.at(t, "data.id")); !slices.Equal(got, lines) {
				t.Fatalf("after %s the timeline is %q, want %q", tt.body, got, lines)
			}
			if changed := s.get(t, path).header.Get("ETag") != before; changed != (len(tt.lines) > 0) {
				t.Errorf("after %s the ETag changed: %v", tt.body, changed)
			}
		}
		got := s.get(t, path+"/timeline?offset="+strconv.Itoa(len(lines)-3))
		got.is(t, map[string]string{
			"data.0.details": `{"description":{"after":"z","before":""},"title":{"after":"y","before":"x"}}`,
			"data.1.details": `{"urgency":{"after":"HIGH","before":"LOW"}}`,
			"data.2.details": `{"priority":{"after":"P1","before":null}}`,
			"data.2.actor":   `{"id":"` + s.keyID(t) + `","name":"Demo","type":"API_KEY"}`,
		})
	})
}

func TestNotesTimelineAndAlerts(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		id := s.event(t, sampleTrigger).at(t, "data.incident.id")
		path := "/api/incidents/" + id
		s.clock.Advance(time.Second)
		s.event(t, strings.Replace(sampleTrigger, "High CPU", "Higher CPU", 1)).is(t, map[string]string{"data.action": "deduplicated", "data.incident.alert_count": "2", "data.incident.title": "High CPU on web-01"})
		note := s.post(t, path+"/notes", `{"content":"**Restarted** 😀"}`)
		note.is(t, map[string]string{"data.content": "**Restarted** 😀", "data.author.type": "API_KEY", "data.created_at": "2024-01-15T10:30:01Z"})
		if note.header.Get("Location") != path+"/notes" {
			t.Error("Location is", note.header.Get("Location"))
		}
		s.clock.Advance(time.Second)
		s.patch(t, path, `{"status":"RESOLVED","resolution_note":"Cache cleared"}`).want(t, 200)
		s.patch(t, path, `{"status":"RESOLVED","resolution_note":"Said twice"}`).want(t, 200)

		if got, want := s.timelineTypes(t, id), []string{"triggered", "note_added", "resolved", "note_added"}; !slices.Equal(got, want) {
			t.Errorf("the timeline is %q, want %q: a repeated trigger is no line", got, want)
		}
		if got, want := s.get(t, path+"/notes").each(t, "data", "content"), []string{"**Restarted** 😀", "Cache cleared"}; !slices.Equal(got, want) {
			t.Errorf("the notes are %q, want %q", got, want)
		}
		alerts := s.get(t, path+"/alerts")
		if got, want := alerts.each(t, "data", "summary"), []string{"High CPU on web-01", "Higher CPU on web-01"}; !slices.Equal(got, want) {
			t.Errorf("the alerts are %q, want %q", got, want)
		}
		alerts.is(t, map[string]string{"data.0.severity": "critical", "data.0.source": "datadog", "data.0.dedup_key": "high-cpu-web01", "pagination.total": "2"})
		s.get(t, path+"/timeline?limit=2&offset=1").is(t, map[string]string{"data.0.type": "note_added", "data.1.type": "resolved", "pagination": `{"has_more":true,"limit":2,"offset":1,"total":4}`})

		got := s.graphql(t, `query($id:ID!){incident(id:$id){
			timeline(last:2){nodes{type} totalCount pageInfo{hasPreviousPage hasNextPage}}
			alerts{nodes{summary severity payload}} notes{totalCount nodes{content author{type}}}}}`, map[string]any{"id": id})
		got.is(t, map[string]string{
			"data.incident.timeline":                `{"nodes":[{"type":"RESOLVED"},{"type":"NOTE_ADDED"}],"pageInfo":{"hasNextPage":false,"hasPreviousPage":true},"totalCount":4}`,
			"data.incident.alerts.nodes.1.severity": "CRITICAL", "data.incident.notes.totalCount": "2", "data.incident.notes.nodes.1.content": "Cache cleared",
		})
		made := s.graphql(t, `mutation($id:ID!){addIncidentNote(input:{id:$id,content:"By GraphQL"}){note{id content} replayed}}`, map[string]any{"id": id})
		made.is(t, map[string]string{"data.addIncidentNote.note.content": "By GraphQL", "data.addIncidentNote.replayed": "false"})
		s.graphql(t, `query($id:ID!){node(id:$id){...on IncidentEvent{type details}}}`, map[string]any{"id": made.at(t, "data.addIncidentNote.note.id")}).
			is(t, map[string]string{"data.node": `{"details":{"content":"By GraphQL"},"type":"NOTE_ADDED"}`})
	})
}

func TestMutationsThatNameTheirStatus(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		id := s.open(t, "Mutated")
		for _, tt := range []struct{ call, status, code string }{
			{`reopenIncident(input:{id:$id})`, "OPEN", ""},
			{`unacknowledgeIncident(input:{id:$id})`, "OPEN", ""},
			{`acknowledgeIncident(input:{id:$id})`, "ACKNOWLEDGED", ""},
			{`reopenIncident(input:{id:$id})`, "ACKNOWLEDGED", "CONFLICT"},
			{`unacknowledgeIncident(input:{id:$id})`, "OPEN", ""},
			{`suppressIncident(input:{id:$id})`, "SUPPRESSED", ""},
			{`unacknowledgeIncident(input:{id:$id})`, "SUPPRESSED", "CONFLICT"},
			{`snoozeIncident(input:{id:$id,minutes:5})`, "SNOOZED", ""},
			{`snoozeIncident(input:{id:$id})`, "SNOOZED", "VALIDATION_ERROR"},
			{`resolveIncident(input:{id:$id,resolutionNote:"Done"})`, "RESOLVED", ""},
			{`acknowledgeIncident(input:{id:$id})`, "RESOLVED", "CONFLICT"},
			{`snoozeIncident(input:{id:$id,minutes:5})`, "RESOLVED", "CONFLICT"},
			{`unacknowledgeIncident(input:{id:$id})`, "RESOLVED", "CONFLICT"},
			{`reopenIncident(input:{id:$id})`, "OPEN", ""},
		} {
			got := s.graphql(t, `mutation($id:ID!){changed:`+tt.call+`{incident{status}}}`, map[string]any{"id": id}).want(t, 200)
			if tt.code != "" {
				got.is(t, map[string]string{"errors.0.extensions.code": tt.code, "data": "null"})
			} else {
				got.is(t, map[string]string{"data.changed.incident.status": tt.status})
			}
			s.get(t, "/api/incidents/"+id).is(t, map[string]string{"data.status": tt.status})
		}
	})
}
