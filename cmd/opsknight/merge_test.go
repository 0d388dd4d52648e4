package main

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/opsknight/opsknight/model"
)

// trigger opens an incident on a service by an event, or adds an alert to it, and
// returns the incident's id.
func (s *testServer) trigger(t testing.TB, slug, key string) string {
	t.Helper()
	return s.act(t, slug, key, "trigger").at(t, "data.incident.id")
}

func (s *testServer) act(t testing.TB, slug, key, action string) reply {
	t.Helper()
	return s.event(t, fmt.Sprintf(`{"routing_key":%q,"event_action":%q,"dedup_key":%q,"payload":{"summary":"About %s","severity":"critical","source":"test"}}`, slug, action, key, key))
}

func (s *testServer) merge(t testing.TB, target string, sources ...string) reply {
	t.Helper()
	return s.send(t, request{path: "/api/incidents/" + target + "/merge", body: `{"source_ids":["` + strings.Join(sources, `","`) + `"]}`})
}

// wantAlerts checks which alerts an incident shows, and that they are as many as it says.
func (s *testServer) wantAlerts(t *testing.T, id string, keys ...string) {
	t.Helper()
	got := s.get(t, "/api/incidents/"+id+"/alerts?limit=100").each(t, "data", "dedup_key")
	if !slices.Equal(slices.Sorted(slices.Values(got)), slices.Sorted(slices.Values(keys))) {
		t.Errorf("the alerts of %s are of %v, want %v", id, got, keys)
	}
	if count := s.get(t, "/api/incidents/"+id).at(t, "data.alert_count"); count != fmt.Sprint(len(keys)) {
		t.Errorf("the incident counts %s alerts and has %d", count, len(keys))
	}
}

func TestWhatIsMergedIsShownWithItsTarget(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		target, source := s.trigger(t, "payment-api", "disk"), s.trigger(t, "checkout", "queue")
		s.trigger(t, "checkout", "queue")
		s.post(t, "/api/incidents/"+source+"/notes", `{"content":"The queue is full."}`)
		s.clock.Advance(time.Minute)
		s.merge(t, target, source).want(t, http.StatusOK).is(t, map[string]string{"data.id": target, "data.status": "OPEN", "data.alert_count": "3", "data.merged_into_id": "null"})
		s.get(t, "/api/incidents/"+source).is(t, map[string]string{"data.status": "RESOLVED", "data.merged_into_id": target, "data.alert_count": "2"})
		s.wantAlerts(t, target, "disk", "queue", "queue")
		s.wantAlerts(t, source, "queue", "queue")
		if types := s.get(t, "/api/incidents/"+target+"/timeline").each(t, "data", "type"); !slices.Equal(slices.Sorted(slices.Values(types)), []string{"merged", "merged", "note_added", "triggered", "triggered"}) {
			t.Errorf("the timeline of the target has %v", types)
		}
		s.get(t, "/api/incidents/"+target+"/notes").is(t, map[string]string{"data.0.content": "The queue is full.", "pagination.total": "1"})
		s.graphql(t, `query($id: ID!) { incident(id: $id) { merged { totalCount nodes { id mergedInto { title } service { name } } } } }`, map[string]any{"id": target}).
			is(t, map[string]string{"data.incident.merged.totalCount": "1", "data.incident.merged.nodes.0.id": source, "data.incident.merged.nodes.0.mergedInto.title": "About disk"})

		before := s.get(t, "/api/incidents/"+target).header.Get("ETag")
		s.merge(t, target, source).want(t, http.StatusOK) // again: it is merged already
		if after := s.get(t, "/api/incidents/"+target).header.Get("ETag"); after != before {
			t.Error("to merge again has changed the incident")
		}
	})
}

func TestTheTargetTakesTheEventsOfWhatIsMerged(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		target, source := s.trigger(t, "payment-api", "disk"), s.trigger(t, "checkout", "queue")
		s.merge(t, target, source).want(t, http.StatusOK)

		s.act(t, "checkout", "queue", "trigger").is(t, map[string]string{"data.action": "deduplicated", "data.incident.id": target})
		s.wantAlerts(t, target, "disk", "queue", "queue")
		s.act(t, "checkout", "queue", "acknowledge").is(t, map[string]string{"data.action": "ignored", "data.incident.status": "OPEN"})
		s.act(t, "checkout", "queue", "resolve").is(t, map[string]string{"data.action": "resolved", "data.incident.id": target, "data.incident.status": "OPEN"})
		for i, key := range s.get(t, "/api/incidents/"+target+"/alerts").each(t, "data", "dedup_key") {
			at := s.get(t, "/api/incidents/"+target+"/alerts").at(t, fmt.Sprintf("data.%d.resolved_at", i))
			if (at != "null") != (key == "queue") {
				t.Errorf("the alert of %s is resolved at %s", key, at)
			}
		}
		s.send(t, request{path: "/api/incidents", body: `{"title":"By hand","service_id":"` + s.service(t, model.Live, "checkout").ID + `","dedup_key":"queue"}`}).
			want(t, http.StatusConflict).is(t, map[string]string{"error.details.incident_id": target})

		s.act(t, "payment-api", "disk", "resolve").is(t, map[string]string{"data.action": "resolved", "data.incident.status": "RESOLVED"})
		if fresh := s.trigger(t, "checkout", "queue"); fresh == target || fresh == source {
			t.Error("a trigger after the target was resolved made no new incident")
		}
		// The key of the source is open elsewhere now, which is the one to take its events.
		s.patch(t, "/api/incidents/"+target, `{"status":"OPEN"}`).want(t, http.StatusOK)
		if again := s.trigger(t, "checkout", "queue"); again == target {
			t.Error("the open incident with the key did not take its event")
		}
	})
}

// TestStormsFindWhatIsMerged sends triggers of merged keys at once with many new ones,
// which the server would store without looking, on a server that has not seen the keys.
func TestStormsFindWhatIsMerged(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		target := s.trigger(t, "payment-api", "disk")
		var sources []string
		for i := range 20 {
			sources = append(sources, s.trigger(t, "checkout", fmt.Sprint("key-", i)))
		}
		s.merge(t, target, sources...).want(t, http.StatusOK)
		fresh := startServer(t, s.db, s.clock, s.gate.Limits)
		var senders sync.WaitGroup
		for i := range 200 {
			senders.Go(func() {
				answer, err := fresh.try(t.Context(), request{path: "/api/events", body: fmt.Sprintf(
					`{"routing_key":"checkout","event_action":"trigger","dedup_key":"key-%d","payload":{"summary":"s","severity":"info","source":"t"}}`, i)})
				if err != nil || answer.status != http.StatusAccepted {
					t.Errorf("%v, %d %s", err, answer.status, answer.body)
				}
			})
		}
		senders.Wait()
		s.LiveKey = fresh.LiveKey // the example was filled again, which makes new keys
		s.get(t, "/api/incidents/"+target).is(t, map[string]string{"data.alert_count": "41"})
		s.get(t, "/api/incidents?dedup_key=key-7").is(t, map[string]string{"pagination.total": "1"})
		s.get(t, "/api/incidents?dedup_key=key-70").is(t, map[string]string{"pagination.total": "1"})
	})
}

func TestMergesNeverMakeAChain(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		a, b, c := s.trigger(t, "checkout", "a"), s.trigger(t, "checkout", "b"), s.trigger(t, "checkout", "c")
		s.merge(t, b, a).want(t, http.StatusOK)
		s.trigger(t, "checkout", "a") // for b
		s.merge(t, c, b).want(t, http.StatusOK)
		s.get(t, "/api/incidents/"+a).is(t, map[string]string{"data.merged_into_id": c})
		s.wantAlerts(t, c, "a", "a", "b", "c")
		s.wantAlerts(t, b, "a", "b")
		s.wantAlerts(t, a, "a")
		s.act(t, "checkout", "a", "trigger").is(t, map[string]string{"data.incident.id": c})

		// Deleting one of them takes away its alerts, and deleting the target sets the rest free.
		s.send(t, request{method: http.MethodDelete, path: "/api/incidents/" + b}).want(t, http.StatusNoContent)
		s.wantAlerts(t, c, "a", "a", "c")
		s.send(t, request{method: http.MethodDelete, path: "/api/incidents/" + c}).want(t, http.StatusNoContent)
		s.get(t, "/api/incidents/"+a).is(t, map[string]string{"data.merged_into_id": "null", "data.status": "RESOLVED"})
		s.patch(t, "/api/incidents/"+a, `{"status":"OPEN"}`).want(t, http.StatusOK)
		s.wantAlerts(t, a, "a")
	})
}

func TestAMergeIsRefused(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		target, source, other := s.trigger(t, "checkout", "a"), s.trigger(t, "checkout", "b"), s.trigger(t, "checkout", "c")
		s.merge(t, target, source).want(t, http.StatusOK)
		resolved := s.trigger(t, "checkout", "d")
		s.act(t, "checkout", "d", "resolve")
		sandboxed := s.send(t, request{path: "/api/incidents", key: s.TestKey, body: `{"title":"T","service_id":"` + s.service(t, model.Test, "checkout").ID + `"}`}).at(t, "data.id")
		path := "/api/incidents/" + source
		for name, row := range map[string]struct {
			request
			status   int
			field    string
			incident string
		}{
			"into what is merged":                  {request{path: path + "/merge", body: `{"source_ids":["` + other + `"]}`}, 409, "absent", target},
			"what is merged into another":          {request{path: "/api/incidents/" + other + "/merge", body: `{"source_ids":["` + source + `"]}`}, 409, "absent", target},
			"into what is resolved":                {request{path: "/api/incidents/" + resolved + "/merge", body: `{"source_ids":["` + other + `"]}`}, 409, "absent", "absent"},
			"into itself":                          {request{path: "/api/incidents/" + other + "/merge", body: `{"source_ids":["` + other + `"]}`}, 400, "source_ids", "absent"},
			"nothing":                              {request{path: "/api/incidents/" + other + "/merge", body: `{"source_ids":[]}`}, 400, "source_ids", "absent"},
			"one twice":                            {request{path: "/api/incidents/" + other + "/merge", body: `{"source_ids":["` + resolved + `","` + resolved + `"]}`}, 400, "source_ids", "absent"},
			"one that does not exist":              {request{path: "/api/incidents/" + other + "/merge", body: `{"source_ids":["inc_1"]}`}, 400, "source_ids", "absent"},
			"one of the sandbox":                   {request{path: "/api/incidents/" + other + "/merge", body: `{"source_ids":["` + sandboxed + `"]}`}, 400, "source_ids", "absent"},
			"into one that does not exist":         {request{path: "/api/incidents/inc_1/merge", body: `{"source_ids":["` + other + `"]}`}, 404, "absent", "absent"},
			"with a key that may only read":        {request{path: "/api/incidents/" + other + "/merge", body: `{"source_ids":["` + resolved + `"]}`, key: s.scoped(t, "incidents:read")}, 403, "absent", "absent"},
			"a reopening of what is merged":        {request{method: "PATCH", path: path, body: `{"status":"OPEN"}`}, 409, "absent", target},
			"another title for what is merged":     {request{method: "PATCH", path: path, body: `{"title":"New"}`}, 409, "absent", target},
			"a note on what is merged":             {request{path: path + "/notes", body: `{"content":"Late."}`}, 409, "absent", target},
			"a deletion with a key that may read":  {request{method: "DELETE", path: path, key: s.scoped(t, "incidents:read")}, 403, "absent", "absent"},
			"a deletion of one that is not there":  {request{method: "DELETE", path: "/api/incidents/inc_1"}, 404, "absent", "absent"},
			"a deletion by the key of a responder": {request{method: "DELETE", path: "/api/incidents/" + other, key: s.keyOf(t, "ben@example.com", "incidents:write")}, 403, "absent", "absent"},
		} {
			t.Run(name, func(t *testing.T) {
				s.send(t, row.request).want(t, row.status).is(t, map[string]string{"error.details.field": row.field, "error.details.incident_id": row.incident})
			})
		}
	})
}

func TestADeletedIncidentIsGoneAndLogged(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		id := s.trigger(t, "checkout", "queue")
		s.graphql(t, `mutation($id: ID!) { deleteIncident(input: {id: $id}) { deletedId } }`, map[string]any{"id": id}).
			is(t, map[string]string{"errors": "absent", "data.deleteIncident.deletedId": id})
		for _, path := range []string{"", "/alerts", "/timeline", "/notes"} {
			s.send(t, request{path: "/api/incidents/" + id + path}).want(t, http.StatusNotFound)
		}
		s.wantAudit(t, model.Live, id, []string{"incident.deleted"})
		if fresh := s.trigger(t, "checkout", "queue"); fresh == id {
			t.Error("an event found the deleted incident")
		}
	})
}

func TestSeveralIncidentsAtOnce(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		a, b, c := s.trigger(t, "checkout", "a"), s.trigger(t, "checkout", "b"), s.trigger(t, "checkout", "c")
		s.act(t, "checkout", "b", "resolve")
		got := s.send(t, request{path: "/api/incidents/bulk", body: `{"ids":["` + strings.Join([]string{a, b, "inc_1", c}, `","`) + `"],"status":"ACKNOWLEDGED"}`}).want(t, http.StatusOK)
		got.is(t, map[string]string{
			"data.0.id": a, "data.0.incident.status": "ACKNOWLEDGED", "data.0.error": "null",
			"data.1.id": b, "data.1.incident": "null", "data.1.error.code": "CONFLICT",
			"data.2.id": "inc_1", "data.2.error.code": "NOT_FOUND", "data.3.incident.status": "ACKNOWLEDGED",
		})
		s.graphql(t, `mutation($ids: [ID!]!) { resolveIncidents(input: {ids: $ids, resolutionNote: "Over."}) { results { id incident { status notes { totalCount } service { name } } error { code } } } }`,
			map[string]any{"ids": []string{a, c}}).is(t, map[string]string{
			"errors": "absent", "data.resolveIncidents.results.0.incident.status": "RESOLVED", "data.resolveIncidents.results.1.incident.notes.totalCount": "1",
		})
		s.graphql(t, `mutation($ids: [ID!]!) { updateIncidents(input: {ids: $ids, status: SNOOZED}) { results { error { code field reason existingId } } } }`, map[string]any{"ids": []string{a}}).
			is(t, map[string]string{"data.updateIncidents.results.0.error": `{"code":"VALIDATION_ERROR","existingId":null,"field":"snoozeMinutes","reason":"required"}`})
		s.graphql(t, `mutation($ids: [ID!]!) { acknowledgeIncidents(input: {ids: $ids}) { results { incident { acknowledgedAt } } } }`, map[string]any{"ids": []string{}}).
			is(t, map[string]string{"errors.0.extensions.field": "ids", "errors.0.extensions.code": "VALIDATION_ERROR"})

		many := make([]string, 101)
		for i := range many {
			many[i] = fmt.Sprint("inc_", i)
		}
		for name, row := range map[string]struct {
			body, key string
			status    int
			field     string
		}{
			"more than a hundred": {body: `{"ids":["` + strings.Join(many, `","`) + `"]}`, status: 400, field: "ids"},
			"none":                {body: `{"ids":[],"status":"OPEN"}`, status: 400, field: "ids"},
			"without ids":         {body: `{"status":"OPEN"}`, status: 400, field: "ids"},
			"one twice":           {body: `{"ids":["` + a + `","` + a + `"]}`, status: 400, field: "ids"},
			"an unknown field":    {body: `{"ids":["` + a + `"],"action":"resolve"}`, status: 400, field: "action"},
			"a key that may read": {body: `{"ids":["` + a + `"]}`, key: s.scoped(t, "incidents:read"), status: 403, field: "absent"},
		} {
			t.Run(name, func(t *testing.T) {
				s.send(t, request{path: "/api/incidents/bulk", body: row.body, key: row.key}).want(t, row.status).is(t, map[string]string{"error.details.field": row.field})
			})
		}
	})
}
