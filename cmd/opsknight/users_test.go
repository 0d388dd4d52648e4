package main

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/opsknight/opsknight/model"
)

func TestAUserByREST(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		made := s.post(t, "/api/users", `{"name":"Dana Lee","email":"Dana@example.com"}`)
		path := "/api/users/" + made.at(t, "data.id")
		made.is(t, map[string]string{
			"data.name": "Dana Lee", "data.email": "Dana@example.com", "data.role": "USER", "data.status": "INVITED", "data.time_zone": "UTC", "data.created_at": "2024-01-15T10:30:00Z",
		})
		if got := made.header.Get("Location"); got != path {
			t.Errorf("Location is %q, want %q", got, path)
		}
		s.post(t, "/api/users", `{"name":"Eve","email":"eve@example.com","role":"RESPONDER","time_zone":"Europe/Rome"}`).
			is(t, map[string]string{"data.role": "RESPONDER", "data.status": "INVITED", "data.time_zone": "Europe/Rome"})

		tag := s.get(t, path).header.Get("ETag")
		s.send(t, request{path: path, header: map[string]string{"If-None-Match": tag}}).want(t, http.StatusNotModified)
		s.clock.Advance(time.Minute)
		changed := s.patch(t, path, `{"name":"Dana Lee-Smith","time_zone":"America/New_York"}`).want(t, http.StatusOK)
		changed.is(t, map[string]string{
			"data.name": "Dana Lee-Smith", "data.time_zone": "America/New_York", "data.email": "Dana@example.com", "data.role": "USER", "data.status": "INVITED",
			"data.created_at": "2024-01-15T10:30:00Z", "data.updated_at": "2024-01-15T10:31:00Z",
		})
		s.send(t, request{path: path, header: map[string]string{"If-None-Match": tag}}).want(t, http.StatusOK)
		change := request{method: http.MethodPatch, path: path, body: `{"role":"ADMIN","status":"ACTIVE"}`, header: map[string]string{"If-Match": tag}}
		s.send(t, change).want(t, http.StatusConflict)
		change.header["If-Match"] = changed.header.Get("ETag")
		s.send(t, change).want(t, http.StatusOK).is(t, map[string]string{"data.role": "ADMIN", "data.status": "ACTIVE"})
		s.patch(t, path, `{"email":"DANA@example.com"}`).want(t, http.StatusOK).is(t, map[string]string{"data.email": "DANA@example.com"}) // as it is, but for the case

		s.remove(t, path)
		s.patch(t, path, `{"name":"A"}`).want(t, http.StatusNotFound)
		s.send(t, request{method: http.MethodDelete, path: path}).want(t, http.StatusNotFound)
		s.get(t, "/api/users?q=dana@").is(t, map[string]string{"pagination.total": "0"})
		if again := s.post(t, "/api/users", `{"name":"Dana Lee","email":"dana@EXAMPLE.com"}`).at(t, "data.id"); path == "/api/users/"+again {
			t.Error("the deleted user is back")
		}
	})
}

func TestUsersAreListed(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		ids := map[string]string{}
		for _, name := range []string{"Zoe", "Yan", "Xia"} {
			s.clock.Advance(time.Minute)
			ids[name] = s.post(t, "/api/users", `{"name":"`+name+`","email":"`+strings.ToLower(name)+`@new.example.com"}`).at(t, "data.id")
		}
		team := s.post(t, "/api/teams", `{"name":"New","members":[{"user_id":"`+ids["Zoe"]+`"},{"user_id":"`+ids["Xia"]+`"}]}`).at(t, "data.id")
		s.clock.Advance(time.Minute)
		s.patch(t, "/api/users/"+ids["Zoe"], `{"role":"RESPONDER","status":"DISABLED"}`).want(t, http.StatusOK)
		for query, want := range map[string][]string{
			"q=NEW.exa":                                 {"Xia", "Yan", "Zoe"},
			"q=NEW.exa&sort=name&order=asc":             {"Xia", "Yan", "Zoe"},
			"q=NEW.exa&order=asc":                       {"Zoe", "Yan", "Xia"},
			"q=NEW.exa&sort=updated_at":                 {"Zoe", "Xia", "Yan"},
			"q=NEW.exa&limit=2":                         {"Xia", "Yan"},
			"q=NEW.exa&limit=2&offset=2":                {"Zoe"},
			"q=YAN@":                                    {"Yan"},
			"q=" + ids["Xia"]:                           {"Xia"},
			"q=%25":                                     {},
			"role=ADMIN":                                {"Alice Smith"},
			"role=RESPONDER&sort=name&order=asc":        {"Ben Okafor", "Chiara Russo", "Zoe"},
			"role=ADMIN,USER&sort=name&order=asc":       {"Alice Smith", "Xia", "Yan"},
			"status=DISABLED":                           {"Zoe"},
			"status=INVITED,DISABLED&sort=name":         {"Zoe", "Yan", "Xia"},
			"status=ACTIVE&role=USER":                   {},
			"team_id=" + team:                           {"Xia", "Zoe"},
			"team_id=" + team + "&status=INVITED":       {"Xia"},
			"team_id=" + team + "," + team + "x&q=zoe":  {"Zoe"},
			"team_id=" + s.team(t, model.Test).ID:       {},
			"team_id=" + team + "&sort=name&order=desc": {"Zoe", "Xia"},
		} {
			if got := s.get(t, "/api/users?"+query).each(t, "data", "name"); !slices.Equal(got, want) {
				t.Errorf("%s has %q, want %q", query, got, want)
			}
		}
		s.get(t, "/api/users?q=new.exa&limit=2").is(t, map[string]string{"pagination": `{"has_more":true,"limit":2,"offset":0,"total":3}`})
		s.graphql(t, `query($team:ID!){users(filter:{teamId:[$team],status:[INVITED,DISABLED]},orderBy:{field:NAME,direction:ASC},first:1){nodes{name status role} totalCount}}`, map[string]any{"team": team}).
			is(t, map[string]string{"data.users": `{"nodes":[{"name":"Xia","role":"USER","status":"INVITED"}],"totalCount":2}`})
	})
}

func TestAUserByGraphQL(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		made := s.graphql(t, `mutation{createUser(input:{name:"Dana Lee",email:"dana@example.com",clientMutationId:"a"}){clientMutationId replayed user{id role status timeZone notificationRules{channel} etag}}}`, nil)
		made.is(t, map[string]string{
			"errors": "absent", "data.createUser.clientMutationId": "a", "data.createUser.replayed": "false", "data.createUser.user.role": "USER",
			"data.createUser.user.status": "INVITED", "data.createUser.user.timeZone": "UTC", "data.createUser.user.notificationRules": "[]",
		})
		id, tag := made.at(t, "data.createUser.user.id"), made.at(t, "data.createUser.user.etag")
		const update = `mutation($in:UpdateUserInput!){updateUser(input:$in){clientMutationId user{name role status}}}`
		s.graphql(t, update, map[string]any{"in": map[string]any{"id": id, "role": "RESPONDER", "status": "ACTIVE", "ifMatch": tag, "clientMutationId": "b"}}).
			is(t, map[string]string{"data.updateUser": `{"clientMutationId":"b","user":{"name":"Dana Lee","role":"RESPONDER","status":"ACTIVE"}}`})
		for name, row := range map[string]struct {
			in          map[string]any
			code, field string
		}{
			"an etag of before":           {map[string]any{"id": id, "name": "A", "ifMatch": tag}, "CONFLICT", "absent"},
			"an address that is taken":    {map[string]any{"id": id, "email": "BEN@example.com"}, "CONFLICT", "absent"},
			"an address that is none":     {map[string]any{"id": id, "email": "dana"}, "VALIDATION_ERROR", "email"},
			"an unknown zone":             {map[string]any{"id": id, "timeZone": "Mars/Olympus"}, "VALIDATION_ERROR", "timeZone"},
			"a user who is not there":     {map[string]any{"id": "usr_1", "name": "A"}, "NOT_FOUND", "absent"},
			"the last one to administer":  {map[string]any{"id": s.user(t, model.Live, "alice@example.com").ID, "role": "USER"}, "CONFLICT", "absent"},
			"of the other environment":    {map[string]any{"id": s.user(t, model.Test, "ben@example.com").ID, "name": "A"}, "NOT_FOUND", "absent"},
			"a name that is far too long": {map[string]any{"id": id, "name": strings.Repeat("x", 101)}, "VALIDATION_ERROR", "name"},
		} {
			t.Run(name, func(t *testing.T) {
				s.graphql(t, update, map[string]any{"in": row.in}).is(t, map[string]string{"errors.0.extensions.code": row.code, "errors.0.extensions.field": row.field})
			})
		}
		const remove = `mutation($id:ID!){deleteUser(input:{id:$id,clientMutationId:"c"}){deletedId clientMutationId}}`
		s.graphql(t, remove, map[string]any{"id": id}).is(t, map[string]string{"data.deleteUser": `{"clientMutationId":"c","deletedId":"` + id + `"}`})
		s.graphql(t, `query($id:ID!){user(id:$id){id} node(id:$id){id}}`, map[string]any{"id": id}).is(t, map[string]string{"data": `{"node":null,"user":null}`, "errors": "absent"})
		s.graphql(t, remove, map[string]any{"id": s.user(t, model.Live, "ben@example.com").ID}).
			is(t, map[string]string{"errors.0.extensions.code": "CONFLICT", "errors.0.extensions.usedBy.0.kind": "schedule"})
	})
}

func TestAUserIsRefused(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		path, other := "/api/users/"+s.user(t, model.Live, "ben@example.com").ID, "/api/users/"+s.user(t, model.Test, "ben@example.com").ID
		read := s.scoped(t, "users:read")
		create := func(fields string) request { return request{path: "/api/users", body: `{"name":"A",` + fields + `}`} }
		change := func(body string) request { return request{method: http.MethodPatch, path: path, body: body} }
		for name, row := range map[string]struct {
			request
			status int
			field  string
		}{
			"without a name":                            {request{path: "/api/users", body: `{"email":"a@example.com"}`}, 400, "name"},
			"a name of spaces":                          {request{path: "/api/users", body: `{"name":" ","email":"a@example.com"}`}, 400, "name"},
			"without an address":                        {request{path: "/api/users", body: `{"name":"A"}`}, 400, "email"},
			"an address without a host":                 {create(`"email":"a@"`), 400, "email"},
			"an address with a name before it":          {create(`"email":"A <a@example.com>"`), 400, "email"},
			"an address with a space around it":         {create(`"email":" a@example.com"`), 400, "email"},
			"an address that is too long":               {create(`"email":"` + strings.Repeat("x", 250) + `@e.com"`), 400, "email"},
			"an address that is taken":                  {create(`"email":"ben@example.com"`), 409, "absent"},
			"an address that is taken, in capitals":     {create(`"email":"BEN@EXAMPLE.COM"`), 409, "absent"},
			"a role that there is not":                  {create(`"email":"a@example.com","role":"KING"`), 400, "role"},
			"an unknown zone":                           {create(`"email":"a@example.com","time_zone":"Mars/Olympus"`), 400, "time_zone"},
			"the server's own zone":                     {create(`"email":"a@example.com","time_zone":"Local"`), 400, "time_zone"},
			"no zone":                                   {create(`"email":"a@example.com","time_zone":""`), 400, "time_zone"},
			"a status to begin with":                    {create(`"email":"a@example.com","status":"ACTIVE"`), 400, "status"},
			"a new name of null":                        {change(`{"name":null}`), 400, "name"},
			"a new address that is taken, in capitals":  {change(`{"email":"Chiara@Example.com"}`), 409, "absent"},
			"a new address that is none":                {change(`{"email":"ben"}`), 400, "email"},
			"a new zone that is unknown":                {change(`{"time_zone":"Europe/Atlantis"}`), 400, "time_zone"},
			"a status that there is not":                {change(`{"status":"ASLEEP"}`), 400, "status"},
			"a rule of a channel that there is not":     {change(`{"notification_rules":[{"channel":"FAX"}]}`), 400, "notification_rules.0.channel"},
			"a rule of an urgency that there is not":    {change(`{"notification_rules":[{"channel":"EMAIL"},{"channel":"INBOX","urgencies":["NOW"]}]}`), 400, "notification_rules.1.urgencies.0"},
			"a rule without a channel":                  {change(`{"notification_rules":[{"urgencies":["LOW"]}]}`), 400, "notification_rules.0.channel"},
			"a rule of Slack without a URL":             {change(`{"notification_rules":[{"channel":"EMAIL"},{"channel":"SLACK"}]}`), 400, "notification_rules.1.url"},
			"a rule of e-mail with a URL":               {change(`{"notification_rules":[{"channel":"EMAIL","url":"https://example.com"}]}`), 400, "notification_rules.0.url"},
			"a rule that posts to what is no URL":       {change(`{"notification_rules":[{"channel":"TEAMS","url":"example.com"}]}`), 400, "notification_rules.0.url"},
			"a rule that posts to a private address":    {change(`{"notification_rules":[{"channel":"WEBHOOK","url":"http://10.0.0.1/"}]}`), 400, "notification_rules.0.url"},
			"a rule that posts to a cloud's metadata":   {change(`{"notification_rules":[{"channel":"SLACK","url":"http://169.254.169.254/latest"}]}`), 400, "notification_rules.0.url"},
			"a rule with a password in its URL":         {change(`{"notification_rules":[{"channel":"SLACK","url":"https://ben:secret@example.com/"}]}`), 400, "notification_rules.0.url"},
			"a rule with a URL that is too long":        {change(`{"notification_rules":[{"channel":"SLACK","url":"https://example.com/` + strings.Repeat("x", 2000) + `"}]}`), 400, "notification_rules.0.url"},
			"more than twenty rules":                    {change(`{"notification_rules":[` + strings.Repeat(`{"channel":"EMAIL"},`, 20) + `{"channel":"INBOX"}]}`), 400, "notification_rules"},
			"a user who does not exist":                 {request{method: http.MethodPatch, path: "/api/users/usr_1", body: `{}`}, 404, "absent"},
			"of the other environment, to read":         {request{path: other}, 404, "absent"},
			"of the other environment, to change":       {request{method: http.MethodPatch, path: other, body: `{"name":"A"}`}, 404, "absent"},
			"of the other environment, to delete":       {request{method: http.MethodDelete, path: other}, 404, "absent"},
			"a filter of a role that there is not":      {request{path: "/api/users?role=KING"}, 400, "role"},
			"a filter of a status that there is not":    {request{path: "/api/users?status=ACTIVE,ASLEEP"}, 400, "status"},
			"a sort that there is not":                  {request{path: "/api/users?sort=email"}, 400, "sort"},
			"made with a key that may only read":        {request{path: "/api/users", body: `{"name":"A","email":"a@example.com"}`, key: read}, 403, "absent"},
			"changed with a key that may only read":     {request{method: http.MethodPatch, path: path, body: `{"name":"A"}`, key: read}, 403, "absent"},
			"deleted with a key that may only read":     {request{method: http.MethodDelete, path: path, key: read}, 403, "absent"},
			"listed with a key that may only write":     {request{path: "/api/users", key: s.scoped(t, "users:write")}, 403, "absent"},
			"made with a key whose owner may only read": {request{path: "/api/users", body: `{"name":"A","email":"a@example.com"}`, key: s.keyOf(t, "ben@example.com")}, 403, "absent"},
		} {
			t.Run(name, func(t *testing.T) {
				s.send(t, row.request).want(t, row.status).is(t, map[string]string{"error.details.field": row.field})
			})
		}
	})
}

func TestEachChangeOfAUserIsLogged(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		made := s.post(t, "/api/users", `{"name":"Dana","email":"dana@example.com"}`)
		id, path := made.at(t, "data.id"), made.header.Get("Location")
		for _, body := range []string{`{"role":"RESPONDER","time_zone":"Europe/Rome"}`, `{"role":"RESPONDER"}`} { // the second as it is: no change
			s.clock.Advance(time.Minute)
			s.patch(t, path, body).want(t, http.StatusOK)
		}
		s.clock.Advance(time.Minute)
		s.graphql(t, `mutation($id:ID!){setNotificationRules(input:{userId:$id,rules:[{channel:INBOX,urgencies:[LOW]}]}){user{id}}}`, map[string]any{"id": id}).is(t, map[string]string{"errors": "absent"})
		s.clock.Advance(time.Minute)
		s.remove(t, path)
		s.wantAudit(t, model.Live, id, []string{"user.created", "user.updated", "user.notification_rules_set", "user.deleted"})
		log := s.auditOf(t, model.Live, id)
		if got := string(log[1].Changes); got != `{"role":{"before":"USER","after":"RESPONDER"},"time_zone":{"before":"UTC","after":"Europe/Rome"}}` {
			t.Errorf("the change is logged as %s", got)
		}
		if last := log[3]; last.ObjectName != "Dana" || last.ActorType != model.ActorAPIKey || last.UserID == nil {
			t.Errorf("the deletion is logged as %+v", last)
		}
	})
}
