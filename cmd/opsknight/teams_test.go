package main

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/opsknight/opsknight/model"
)

func TestATeamByREST(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		ben, chiara := s.user(t, model.Live, "ben@example.com").ID, s.user(t, model.Live, "chiara@example.com").ID
		made := s.post(t, "/api/teams", `{"name":"Databases","description":null,"members":[{"user_id":"`+ben+`","role":"OWNER"}]}`)
		id := made.at(t, "data.id")
		made.is(t, map[string]string{"data.name": "Databases", "data.description": "null"})
		path := "/api/teams/" + id
		if got := made.header.Get("Location"); got != path {
			t.Errorf("Location is %q, want %q", got, path)
		}

		got := s.get(t, path)
		tag := got.header.Get("ETag")
		s.send(t, request{path: path, header: map[string]string{"If-None-Match": tag}}).want(t, http.StatusNotModified)
		s.patch(t, path, `{"description":"Where the data lives."}`).want(t, http.StatusOK).
			is(t, map[string]string{"data.description": "Where the data lives.", "data.name": "Databases"})
		s.send(t, request{path: path, header: map[string]string{"If-None-Match": tag}}).want(t, http.StatusOK)
		s.send(t, request{method: http.MethodPatch, path: path, body: `{"name":"Storage"}`, header: map[string]string{"If-Match": tag}}).want(t, http.StatusConflict)
		s.patch(t, path, `{"description":null}`).want(t, http.StatusOK).is(t, map[string]string{"data.description": "null"})

		added := s.post(t, path+"/members", `{"user_id":"`+chiara+`"}`)
		added.is(t, map[string]string{"data.user.id": chiara, "data.user.name": "Chiara Russo", "data.role": "MEMBER"})
		s.get(t, added.header.Get("Location")).is(t, map[string]string{"data.user.id": chiara})
		if members := s.get(t, path+"/members").each(t, "data", "user.id"); len(members) != 2 || members[0] != ben {
			t.Errorf("the members are %v, want %s and %s", members, ben, chiara)
		}
		if found := s.get(t, "/api/teams?member_id="+chiara+"&q=DATA").each(t, "data", "id"); len(found) != 1 || found[0] != id {
			t.Errorf("the teams of %s with \"data\" in the name are %v", chiara, found)
		}

		s.patch(t, path+"/members/"+ben, `{"role":"ADMIN"}`).want(t, http.StatusConflict)
		s.send(t, request{method: http.MethodDelete, path: path + "/members/" + ben}).want(t, http.StatusConflict)
		s.patch(t, path+"/members/"+chiara, `{"role":"OWNER"}`).want(t, http.StatusOK)
		s.send(t, request{method: http.MethodDelete, path: path + "/members/" + ben}).want(t, http.StatusNoContent)
		s.send(t, request{path: path + "/members/" + ben}).want(t, http.StatusNotFound)

		s.send(t, request{method: http.MethodDelete, path: path}).want(t, http.StatusNoContent)
		s.send(t, request{path: path}).want(t, http.StatusNotFound)
		s.post(t, "/api/teams", `{"name":"Databases"}`) // the name is free again
	})
}

func TestATeamThatIsNeededStays(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		id := s.team(t, model.Live).ID
		got := s.send(t, request{method: http.MethodDelete, path: "/api/teams/" + id}).want(t, http.StatusConflict)
		got.is(t, map[string]string{"error.code": "CONFLICT", "error.details.used_by.0.kind": "service"})
		if message := got.at(t, "error.message"); !strings.Contains(message, "service Payment API") {
			t.Errorf("the message is %q, want it to name the service", message)
		}
		s.graphql(t, `mutation($id: ID!) { deleteTeam(input: {id: $id}) { deletedId } }`, map[string]any{"id": id}).
			is(t, map[string]string{"errors.0.extensions.code": "CONFLICT", "errors.0.extensions.usedBy.0.kind": "service"})
	})
}

func TestATeamIsRefused(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		id, ben := s.team(t, model.Live).ID, s.user(t, model.Live, "ben@example.com").ID
		other := s.user(t, model.Test, "ben@example.com").ID
		for name, row := range map[string]struct {
			request
			status int
			field  string
		}{
			"without a name":                       {request{path: "/api/teams", body: `{}`}, 400, "name"},
			"a name of spaces":                     {request{path: "/api/teams", body: `{"name":"  "}`}, 400, "name"},
			"a name that is too long":              {request{path: "/api/teams", body: `{"name":"` + strings.Repeat("x", 101) + `"}`}, 400, "name"},
			"a name that is taken":                 {request{path: "/api/teams", body: `{"name":"Platform"}`}, 409, "absent"},
			"a field that it has not":              {request{path: "/api/teams", body: `{"name":"A","colour":"red"}`}, 400, "colour"},
			"a member who does not exist":          {request{path: "/api/teams", body: `{"name":"A","members":[{"user_id":"usr_1"}]}`}, 400, "members"},
			"a member of the other environment":    {request{path: "/api/teams", body: `{"name":"A","members":[{"user_id":"` + other + `"}]}`}, 400, "members"},
			"a member twice":                       {request{path: "/api/teams", body: `{"name":"A","members":[{"user_id":"` + ben + `"},{"user_id":"` + ben + `"}]}`}, 400, "members"},
			"a role that there is not":             {request{path: "/api/teams/" + id + "/members", body: `{"user_id":"` + ben + `","role":"KING"}`}, 400, "role"},
			"who is a member already":              {request{path: "/api/teams/" + id + "/members", body: `{"user_id":"` + ben + `"}`}, 409, "absent"},
			"a new name of null":                   {request{method: "PATCH", path: "/api/teams/" + id, body: `{"name":null}`}, 400, "name"},
			"a team that does not exist":           {request{method: "PATCH", path: "/api/teams/team_1", body: `{}`}, 404, "absent"},
			"a member who is none":                 {request{method: "DELETE", path: "/api/teams/" + id + "/members/usr_1"}, 404, "absent"},
			"a filter that there is not":           {request{path: "/api/teams?colour=red"}, 400, "colour"},
			"with a key that may only read":        {request{path: "/api/teams", body: `{"name":"A"}`, key: s.scoped(t, "teams:read")}, 403, "absent"},
			"a list, with a key for other objects": {request{path: "/api/teams", key: s.scoped(t, "users:read")}, 403, "absent"},
		} {
			t.Run(name, func(t *testing.T) {
				s.send(t, row.request).want(t, row.status).is(t, map[string]string{"error.details.field": row.field})
			})
		}
	})
}

func TestEachChangeOfATeamIsLogged(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		ben := s.user(t, model.Live, "ben@example.com").ID
		id := s.post(t, "/api/teams", `{"name":"Databases"}`).at(t, "data.id")
		path := "/api/teams/" + id
		s.clock.Advance(time.Minute)
		s.post(t, path+"/members", `{"user_id":"`+ben+`"}`)
		s.clock.Advance(time.Minute)
		s.patch(t, path, `{"name":"Storage"}`).want(t, http.StatusOK)
		s.patch(t, path, `{"name":"Storage"}`).want(t, http.StatusOK) // as it is: no change
		s.clock.Advance(time.Minute)
		s.send(t, request{method: http.MethodDelete, path: path, header: map[string]string{"X-Request-ID": "test-request-1"}}).want(t, http.StatusNoContent)
		s.wantAudit(t, model.Live, id, []string{"team.created", "team.member_added", "team.updated", "team.deleted"})
		log := s.auditOf(t, model.Live, id)
		if got := string(log[2].Changes); got != `{"name":{"before":"Databases","after":"Storage"}}` {
			t.Errorf("the change of the name is logged as %s", got)
		}
		if last := log[3]; last.ActorType != model.ActorAPIKey || last.UserID == nil || last.RequestID != "test-request-1" || last.ObjectName != "Storage" {
			t.Errorf("the deletion is logged as %+v", last)
		}
	})
}
