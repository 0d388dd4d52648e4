package main

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/opsknight/opsknight/model"
)

// remove deletes something, and expects that it is gone.
func (s *testServer) remove(t testing.TB, path string) {
	t.Helper()
	s.send(t, request{method: http.MethodDelete, path: path}).want(t, http.StatusNoContent)
	s.send(t, request{path: path}).want(t, http.StatusNotFound)
}

func TestAServiceByREST(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		team, policy := s.team(t, model.Live).ID, *s.service(t, model.Live, "checkout").EscalationPolicyID
		made := s.post(t, "/api/services", `{"name":"Order API, v2","description":"Takes orders.","team_id":"`+team+`","escalation_policy_id":"`+policy+`","ack_timeout_minutes":30}`)
		path := "/api/services/" + made.at(t, "data.id")
		made.is(t, map[string]string{
			"data.name": "Order API, v2", "data.slug": "order-api-v2", "data.description": "Takes orders.", "data.status": "OPERATIONAL",
			"data.team.id": team, "data.team.name": "Platform", "data.escalation_policy.id": policy, "data.escalation_policy.name": "Checkout",
			"data.ack_target_minutes": "15", "data.resolve_target_minutes": "120", "data.ack_timeout_minutes": "30", "data.created_at": "2024-01-15T10:30:00Z",
		})
		if got := made.header.Get("Location"); got != path {
			t.Errorf("Location is %q, want %q", got, path)
		}

		tag := s.get(t, path).header.Get("ETag")
		s.send(t, request{path: path, header: map[string]string{"If-None-Match": tag}}).want(t, http.StatusNotModified)
		s.clock.Advance(time.Minute)
		renamed := s.patch(t, path, `{"name":"Orders","ack_target_minutes":5,"resolve_target_minutes":60}`).want(t, http.StatusOK)
		renamed.is(t, map[string]string{
			"data.name": "Orders", "data.slug": "order-api-v2", "data.ack_target_minutes": "5", "data.resolve_target_minutes": "60",
			"data.description": "Takes orders.", "data.created_at": "2024-01-15T10:30:00Z", "data.updated_at": "2024-01-15T10:31:00Z",
		})
		s.send(t, request{path: path, header: map[string]string{"If-None-Match": tag}}).want(t, http.StatusOK)
		change := request{method: http.MethodPatch, path: path, body: `{"slug":"orders"}`, header: map[string]string{"If-Match": tag}}
		s.send(t, change).want(t, http.StatusConflict)
		change.header["If-Match"] = renamed.header.Get("ETag")
		s.send(t, change).want(t, http.StatusOK).is(t, map[string]string{"data.slug": "orders", "data.name": "Orders"})

		cleared := map[string]string{"data.name": "Orders", "data.ack_target_minutes": "5"}
		for field, shown := range map[string]string{"description": "description", "team_id": "team", "escalation_policy_id": "escalation_policy", "ack_timeout_minutes": "ack_timeout_minutes"} {
			if before := s.get(t, path).at(t, "data."+shown); before == "null" {
				t.Errorf("%s was cleared with another field", shown)
			}
			cleared["data."+shown] = "null"
			s.patch(t, path, `{"`+field+`":null}`).want(t, http.StatusOK).is(t, cleared)
		}

		s.event(t, trigger("orders", "a")).is(t, map[string]string{"data.action": "triggered", "data.incident.service.name": "Orders"})
		s.send(t, request{path: "/api/events", body: trigger("order-api-v2", "a")}).want(t, http.StatusBadRequest).is(t, map[string]string{"error.details.field": "routing_key"})
		s.resolveAll(t, made.at(t, "data.id"))
		s.remove(t, path)
		s.patch(t, path, `{"name":"Again"}`).want(t, http.StatusNotFound)
		s.send(t, request{method: http.MethodDelete, path: path}).want(t, http.StatusNotFound)
		if names := s.get(t, "/api/services").each(t, "data", "name"); slices.Contains(names, "Orders") {
			t.Errorf("the list still has the service: %v", names)
		}
		s.post(t, "/api/services", `{"name":"Orders"}`).is(t, map[string]string{"data.slug": "orders"}) // both are free again
	})
}

func TestServicesAreListed(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		team := s.post(t, "/api/teams", `{"name":"Storage"}`).at(t, "data.id")
		policy := *s.service(t, model.Live, "checkout").EscalationPolicyID
		paths := map[string]string{}
		for _, name := range []string{"Cache", "Backups", "Archive"} {
			s.clock.Advance(time.Minute)
			paths[name] = s.post(t, "/api/services", `{"name":"`+name+`","slug":"my-`+strings.ToLower(name)+`","team_id":"`+team+`"}`).header.Get("Location")
		}
		s.clock.Advance(time.Minute)
		s.patch(t, paths["Cache"], `{"escalation_policy_id":"`+policy+`"}`).want(t, http.StatusOK)
		platform := s.team(t, model.Live).ID
		for query, want := range map[string][]string{
			"team_id=" + team:                                           {"Archive", "Backups", "Cache"},
			"team_id=" + team + "&sort=name&order=asc":                  {"Archive", "Backups", "Cache"},
			"team_id=" + team + "&sort=name":                            {"Cache", "Backups", "Archive"},
			"team_id=" + team + "&order=asc":                            {"Cache", "Backups", "Archive"},
			"team_id=" + team + "&sort=updated_at":                      {"Cache", "Archive", "Backups"},
			"team_id=" + team + "&limit=2":                              {"Archive", "Backups"},
			"team_id=" + team + "&limit=2&offset=2":                     {"Cache"},
			"team_id=" + team + "," + platform + "&sort=name&order=asc": {"Archive", "Backups", "Cache", "Checkout", "Payment API"},
			"escalation_policy_id=" + policy + "&sort=name":             {"Checkout", "Cache"},
			"escalation_policy_id=" + policy + "&team_id=" + team:       {"Cache"},
			"q=Y-bACK":                  {"Backups"},
			"q=MY-&sort=name&order=asc": {"Archive", "Backups", "Cache"},
			"q=" + strings.TrimPrefix(paths["Archive"], "/api/services/"): {"Archive"},
			"q=%25":                               {},
			"team_id=team_1":                      {},
			"team_id=" + s.team(t, model.Test).ID: {},
			"escalation_policy_id=" + *s.service(t, model.Test, "checkout").EscalationPolicyID: {},
		} {
			if got := s.get(t, "/api/services?"+query).each(t, "data", "name"); !slices.Equal(got, want) {
				t.Errorf("%s has %q, want %q", query, got, want)
			}
		}
		s.get(t, "/api/services?team_id="+team+"&limit=2").is(t, map[string]string{"pagination": `{"has_more":true,"limit":2,"offset":0,"total":3}`})
		s.graphql(t, `query($team:ID!){services(filter:{teamId:[$team],q:"my-"},orderBy:{field:NAME,direction:ASC},first:2){nodes{name} totalCount}}`, map[string]any{"team": team}).
			is(t, map[string]string{"data.services": `{"nodes":[{"name":"Archive"},{"name":"Backups"}],"totalCount":3}`})
	})
}

func TestAServiceByGraphQL(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		made := s.graphql(t, `mutation($team:ID!){createService(input:{name:"Search",teamId:$team,clientMutationId:"a"}){
			clientMutationId replayed service{id slug status ackTargetMinutes resolveTargetMinutes ackTimeoutMinutes etag team{name} escalationPolicy{name}}}}`, map[string]any{"team": s.team(t, model.Live).ID})
		made.is(t, map[string]string{
			"errors": "absent", "data.createService.clientMutationId": "a", "data.createService.replayed": "false", "data.createService.service.slug": "search",
			"data.createService.service.status": "OPERATIONAL", "data.createService.service.ackTargetMinutes": "15", "data.createService.service.resolveTargetMinutes": "120",
			"data.createService.service.ackTimeoutMinutes": "null", "data.createService.service.team.name": "Platform", "data.createService.service.escalationPolicy": "null",
		})
		id := made.at(t, "data.createService.service.id")
		const update = `mutation($in:UpdateServiceInput!){updateService(input:$in){clientMutationId service{name slug team{name} ackTargetMinutes}}}`
		tag := made.at(t, "data.createService.service.etag")
		s.graphql(t, update, map[string]any{"in": map[string]any{"id": id, "slug": "find", "teamId": nil, "ifMatch": tag, "clientMutationId": "b"}}).
			is(t, map[string]string{"data.updateService": `{"clientMutationId":"b","service":{"ackTargetMinutes":15,"name":"Search","slug":"find","team":null}}`})
		for name, row := range map[string]struct {
			in          map[string]any
			code, field string
		}{
			"an etag of before":            {map[string]any{"id": id, "ifMatch": tag}, "CONFLICT", "absent"},
			"a slug that is taken":         {map[string]any{"id": id, "slug": "checkout"}, "CONFLICT", "absent"},
			"a team that does not exist":   {map[string]any{"id": id, "teamId": "team_1"}, "VALIDATION_ERROR", "teamId"},
			"a policy that does not exist": {map[string]any{"id": id, "escalationPolicyId": "pol_1"}, "VALIDATION_ERROR", "escalationPolicyId"},
			"a target of no time":          {map[string]any{"id": id, "ackTargetMinutes": 0}, "VALIDATION_ERROR", "ackTargetMinutes"},
			"a service that is not there":  {map[string]any{"id": "svc_1", "name": "A"}, "NOT_FOUND", "absent"},
		} {
			t.Run(name, func(t *testing.T) {
				s.graphql(t, update, map[string]any{"in": row.in}).is(t, map[string]string{"errors.0.extensions.code": row.code, "errors.0.extensions.field": row.field})
			})
		}
		const remove = `mutation($id:ID!){deleteService(input:{id:$id,clientMutationId:"c"}){deletedId clientMutationId}}`
		s.graphql(t, remove, map[string]any{"id": id}).is(t, map[string]string{"data.deleteService": `{"clientMutationId":"c","deletedId":"` + id + `"}`})
		s.graphql(t, `query($id:ID!){service(id:$id){id} node(id:$id){id}}`, map[string]any{"id": id}).is(t, map[string]string{"data": `{"node":null,"service":null}`, "errors": "absent"})
		busy := s.service(t, model.Live, "checkout").ID
		s.graphql(t, remove, map[string]any{"id": busy}).is(t, map[string]string{"errors.0.extensions.code": "CONFLICT", "errors.0.extensions.usedBy.0.kind": "incident"})
	})
}

func TestAServiceIsRefused(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		path, other := "/api/services/"+s.service(t, model.Live, "checkout").ID, "/api/services/"+s.service(t, model.Test, "checkout").ID
		create := func(fields string) request {
			return request{path: "/api/services", body: `{"name":"A",` + fields + `}`}
		}
		change := func(body string) request { return request{method: http.MethodPatch, path: path, body: body} }
		for name, row := range map[string]struct {
			request
			status int
			field  string
		}{
			"without a name":                         {request{path: "/api/services", body: `{}`}, 400, "name"},
			"a name of spaces":                       {request{path: "/api/services", body: `{"name":"  "}`}, 400, "name"},
			"a name that is too long":                {request{path: "/api/services", body: `{"name":"` + strings.Repeat("x", 101) + `"}`}, 400, "name"},
			"a name that is taken":                   {request{path: "/api/services", body: `{"name":"Checkout","slug":"other"}`}, 409, "absent"},
			"a name whose slug is taken":             {request{path: "/api/services", body: `{"name":"CHECK-OUT","slug":"checkout"}`}, 409, "absent"},
			"a name that makes a slug that is taken": {request{path: "/api/services", body: `{"name":"Payment, API!"}`}, 409, "absent"},
			"a slug with capitals":                   {create(`"slug":"Orders"`), 400, "slug"},
			"a slug that ends with a hyphen":         {create(`"slug":"orders-"`), 400, "slug"},
			"an empty slug":                          {create(`"slug":""`), 400, "slug"},
			"a slug that is too long":                {create(`"slug":"` + strings.Repeat("x", 101) + `"`), 400, "slug"},
			"a description that is too long":         {create(`"description":"` + strings.Repeat("x", 10_001) + `"`), 400, "description"},
			"a team that does not exist":             {create(`"team_id":"team_1"`), 400, "team_id"},
			"a team of the other environment":        {create(`"team_id":"` + s.team(t, model.Test).ID + `"`), 400, "team_id"},
			"a policy that does not exist":           {create(`"escalation_policy_id":"pol_1"`), 400, "escalation_policy_id"},
			"a policy of the other environment":      {create(`"escalation_policy_id":"` + *s.service(t, model.Test, "checkout").EscalationPolicyID + `"`), 400, "escalation_policy_id"},
			"a target of no time":                    {create(`"ack_target_minutes":0`), 400, "ack_target_minutes"},
			"a target of more than a year":           {create(`"resolve_target_minutes":525601`), 400, "resolve_target_minutes"},
			"a timeout of no time":                   {create(`"ack_timeout_minutes":0`), 400, "ack_timeout_minutes"},
			"a timeout of more than a week":          {create(`"ack_timeout_minutes":10081`), 400, "ack_timeout_minutes"},
			"a status of its own":                    {create(`"status":"OPERATIONAL"`), 400, "status"},
			"a new name of null":                     {change(`{"name":null}`), 400, "name"},
			"a new name that is taken":               {change(`{"name":"Payment API"}`), 409, "absent"},
			"a new slug of null":                     {change(`{"slug":null}`), 400, "slug"},
			"a new slug that is taken":               {change(`{"slug":"payment-api"}`), 409, "absent"},
			"a new team that does not exist":         {change(`{"team_id":"team_1"}`), 400, "team_id"},
			"a new policy that does not exist":       {change(`{"escalation_policy_id":"pol_1"}`), 400, "escalation_policy_id"},
			"a new target of null":                   {change(`{"ack_target_minutes":null}`), 400, "ack_target_minutes"},
			"a service that does not exist":          {request{method: http.MethodPatch, path: "/api/services/svc_1", body: `{}`}, 404, "absent"},
			"of the other environment, to read":      {request{path: other}, 404, "absent"},
			"of the other environment, to change":    {request{method: http.MethodPatch, path: other, body: `{"name":"A"}`}, 404, "absent"},
			"of the other environment, to delete":    {request{method: http.MethodDelete, path: other}, 404, "absent"},
			"by its slug":                            {request{path: "/api/services/checkout"}, 404, "absent"},
			"a filter that there is not":             {request{path: "/api/services?status=CRITICAL"}, 400, "status"},
			"a sort that there is not":               {request{path: "/api/services?sort=slug"}, 400, "sort"},
			"made with a key that may only read":     {request{path: "/api/services", body: `{"name":"A"}`, key: s.scoped(t, "services:read")}, 403, "absent"},
			"deleted with a key that may only read":  {request{method: http.MethodDelete, path: path, key: s.scoped(t, "services:read")}, 403, "absent"},
			"a list, with a key that may only write": {request{path: "/api/services", key: s.scoped(t, "services:write")}, 403, "absent"},
		} {
			t.Run(name, func(t *testing.T) {
				s.send(t, row.request).want(t, row.status).is(t, map[string]string{"error.details.field": row.field})
			})
		}
	})
}

func TestEachChangeOfAServiceIsLogged(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		made := s.post(t, "/api/services", `{"name":"Search"}`)
		path := made.header.Get("Location")
		for _, body := range []string{`{"slug":"find","ack_timeout_minutes":10}`, `{"slug":"find"}`} { // the second as it is: no change
			s.clock.Advance(time.Minute)
			s.patch(t, path, body).want(t, http.StatusOK)
		}
		s.clock.Advance(time.Minute)
		s.remove(t, path)
		s.wantAudit(t, model.Live, made.at(t, "data.id"), []string{"service.created", "service.updated", "service.deleted"})
		log := s.auditOf(t, model.Live, made.at(t, "data.id"))
		if got := string(log[1].Changes); got != `{"ack_timeout_minutes":{"before":null,"after":10},"slug":{"before":"search","after":"find"}}` {
			t.Errorf("the change is logged as %s", got)
		}
	})
}
