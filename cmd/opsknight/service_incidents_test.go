package main

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/opsknight/opsknight/model"
)

// forgotten is longer than a server believes what it has read of a key or a service.
const forgotten = 6 * time.Second

// trigger is the body of an event that opens an incident.
func trigger(routingKey, dedupKey string) string {
	return `{"routing_key":` + quote(routingKey) + `,"event_action":"trigger","dedup_key":` + quote(dedupKey) + `,"payload":{"summary":"Down"}}`
}

// resolveAll resolves every incident of a service.
func (s *testServer) resolveAll(t testing.TB, service string) []string {
	t.Helper()
	all := s.get(t, "/api/incidents?limit=100&service_id="+service).each(t, "data", "id")
	for _, id := range all {
		s.patch(t, "/api/incidents/"+id, `{"status":"RESOLVED"}`).want(t, http.StatusOK)
	}
	return all
}

func TestTheStatusOfAServiceFollowsItsIncidents(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		made := s.post(t, "/api/services", `{"name":"Search"}`)
		id, path := made.at(t, "data.id"), made.header.Get("Location")
		open := func(urgency string) string {
			return "/api/incidents/" + s.post(t, "/api/incidents", `{"title":"Slow","service_id":"`+id+`","urgency":"`+urgency+`"}`).at(t, "data.id")
		}
		status := func(why, want string) {
			t.Helper()
			if got := s.get(t, path).at(t, "data.status"); got != want {
				t.Errorf("%s: the status is %s, want %s", why, got, want)
			}
		}
		status("new", "OPERATIONAL")
		low := open("LOW")
		status("with an incident of LOW", "DEGRADED")
		high := open("HIGH")
		status("with an incident of HIGH too", "CRITICAL")
		s.post(t, path+"/maintenance-windows", `{"end":"2024-01-15T11:30:00Z"}`)
		status("with an incident of HIGH, worked on", "CRITICAL")
		open("HIGH") // in the window: it is suppressed
		s.patch(t, high, `{"status":"ACKNOWLEDGED"}`).want(t, http.StatusOK)
		status("with an incident of HIGH that is acknowledged", "CRITICAL")
		s.patch(t, high, `{"status":"SNOOZED","snooze_minutes":30}`).want(t, http.StatusOK)
		status("with an incident of HIGH that is snoozed", "DEGRADED")
		s.patch(t, low, `{"status":"RESOLVED"}`).want(t, http.StatusOK)
		status("with nothing active, worked on", "MAINTENANCE")
		s.graphql(t, `query($id:ID!){service(id:$id){status}}`, map[string]any{"id": id}).is(t, map[string]string{"data.service.status": "MAINTENANCE"})
		s.clock.Advance(time.Hour)
		status("with nothing active, after the work", "OPERATIONAL")
	})
}

func TestADeletedServiceKeepsItsPast(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		id, key := s.service(t, model.Live, "payment-api").ID, s.RoutingKeys["payment-api"]
		integration := s.get(t, "/api/services/"+id+"/integrations").at(t, "data.0.id")
		window := s.post(t, "/api/services/"+id+"/maintenance-windows", `{"end":"2024-02-01T00:00:00Z"}`).header.Get("Location")
		past := s.send(t, request{path: "/api/events", key: noKey, body: trigger(key, "a")}).want(t, http.StatusAccepted).at(t, "data.incident.id")
		refused := s.send(t, request{method: http.MethodDelete, path: "/api/services/" + id}).want(t, http.StatusConflict)
		refused.is(t, map[string]string{"error.code": "CONFLICT", "error.details.used_by.0.kind": "incident"})
		if named := refused.each(t, "error.details.used_by", "id"); !slices.Contains(named, past) || !strings.Contains(refused.at(t, "error.message"), past) {
			t.Errorf("the refusal does not name %s: %s", past, refused.body)
		}
		all := s.resolveAll(t, id)
		s.remove(t, "/api/services/"+id)

		s.clock.Advance(forgotten)
		s.wantRefused(t, key)
		for _, route := range []string{id, "payment-api"} {
			s.send(t, request{path: "/api/events", body: trigger(route, "a")}).want(t, http.StatusBadRequest).is(t, map[string]string{"error.details.field": "routing_key"})
		}
		s.send(t, request{path: "/api/incidents", body: `{"title":"x","service_id":"` + id + `"}`}).want(t, http.StatusBadRequest).is(t, map[string]string{"error.details.field": "service_id"})

		s.get(t, "/api/incidents/"+past).is(t, map[string]string{"data.status": "RESOLVED", "data.service.id": id, "data.service.name": "Payment API"})
		if listed := s.get(t, "/api/incidents?limit=100&service_id="+id).each(t, "data", "id"); !slices.Equal(listed, all) {
			t.Errorf("the incidents of the deleted service are %v, want %v", listed, all)
		}
		// What belongs to it is reached through it alone, so it is gone as well.
		for _, gone := range []string{"/api/services/" + id + "/integrations", "/api/services/" + id + "/integrations/" + integration, window} {
			s.send(t, request{path: gone}).want(t, http.StatusNotFound)
		}
		s.send(t, request{path: "/api/services/" + id + "/integrations/" + integration + "/rotate", body: `{}`}).want(t, http.StatusNotFound)
		s.graphql(t, `query($i:ID!,$w:ID!){integration(id:$i){id} nodes(ids:[$i,$w]){id}}`, map[string]any{"i": integration, "w": window[strings.LastIndex(window, "/")+1:]}).
			is(t, map[string]string{"data": `{"integration":null,"nodes":[null,null]}`})
	})
}

func TestIncidentsAreFoundByTheTeamThatOwnsTheirService(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		id, was := s.service(t, model.Live, "checkout").ID, s.team(t, model.Live).ID
		is := s.post(t, "/api/teams", `{"name":"Shop"}`).at(t, "data.id")
		found := func(team string) []string {
			ids := s.get(t, "/api/incidents?limit=100&service_id="+id+"&team_id="+team).each(t, "data", "id")
			slices.Sort(ids)
			return ids
		}
		own := s.post(t, "/api/incidents", `{"title":"Ours","service_id":"`+id+`","team_id":"`+was+`"}`).at(t, "data.id")
		s.event(t, trigger("checkout", "a"))
		before := found(was)
		if len(before) != 4 || len(found(is)) != 0 {
			t.Fatalf("before the move the old team has %v and the new one %v", before, found(is))
		}
		tag := s.get(t, "/api/incidents/"+own).header.Get("ETag")
		s.patch(t, "/api/services/"+id, `{"team_id":"`+is+`"}`).want(t, http.StatusOK)
		if after := found(is); !slices.Equal(after, before) {
			t.Errorf("the new team finds %v, want %v", after, before)
		}
		if left := found(was); !slices.Equal(left, []string{own}) {
			t.Errorf("the old team finds %v, want its own incident %s", left, own)
		}
		if now := s.get(t, "/api/incidents/"+own).header.Get("ETag"); now != tag {
			t.Errorf("the incident's ETag has become %s, and nobody has changed it", now)
		}
		s.clock.Advance(forgotten)
		s.event(t, trigger("checkout", "b"))
		if after := found(is); len(after) != 5 {
			t.Errorf("after one event more the new team finds %v", after)
		}
		s.patch(t, "/api/services/"+id, `{"team_id":null}`).want(t, http.StatusOK)
		if left := found(is); len(left) != 0 {
			t.Errorf("without a team its incidents are still found by the old one: %v", left)
		}
	})
}
