package main

import (
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/opsknight/opsknight/model"
)

// routingKey is what an integration's key looks like.
var routingKey = regexp.MustCompile(`^[0-9a-f]{32}$`)

// wantRefused checks that the doors of events answer to a routing key as they do to one
// that was never there.
func (s *testServer) wantRefused(t *testing.T, key string) {
	t.Helper()
	before := s.stored(t)
	for _, door := range []request{{path: "/v2/enqueue", key: noKey}, {path: "/api/events", key: noKey}, {path: "/api/events"}} {
		door.body = trigger("0123456789abcdef0123456789abcdef", "a")
		want := s.send(t, door)
		door.body = trigger(key, "a")
		if got := s.send(t, door); got.status != want.status || got.body != want.body || got.status < 400 {
			t.Errorf("%s answered %d, and %d to an unknown key: %s", door.path, got.status, want.status, got.body)
		}
	}
	if s.stored(t) != before {
		t.Error("an event with a key that is refused was stored")
	}
}

// wantTaken checks that an event with no other credential than a routing key opens an
// incident on the service.
func (s *testServer) wantTaken(t *testing.T, key, service, dedupKey string) {
	t.Helper()
	s.send(t, request{path: "/v2/enqueue", key: noKey, body: trigger(key, dedupKey)}).want(t, http.StatusAccepted)
	s.get(t, "/api/incidents?dedup_key="+dedupKey).is(t, map[string]string{"pagination.total": "1", "data.0.service.id": service, "data.0.alert_count": "1"})
	s.send(t, request{path: "/api/events", key: noKey, body: trigger(key, dedupKey)}).want(t, http.StatusAccepted).
		is(t, map[string]string{"data.action": "deduplicated", "data.incident.service.id": service, "data.incident.alert_count": "2"})
}

func TestAnIntegrationByREST(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		service := s.service(t, model.Live, "checkout").ID
		list := "/api/services/" + service + "/integrations"
		s.clock.Advance(time.Minute)
		made := s.post(t, list, `{"name":"Alertmanager","type":"ALERTMANAGER"}`)
		path, key := list+"/"+made.at(t, "data.id"), made.at(t, "data.routing_key")
		made.is(t, map[string]string{"data.name": "Alertmanager", "data.type": "ALERTMANAGER", "data.service_id": service, "data.disabled": "false"})
		if got := made.header.Get("Location"); got != path || !routingKey.MatchString(key) {
			t.Errorf("Location is %q, want %q; the routing key is %q", got, path, key)
		}
		tag := s.get(t, path).header.Get("ETag")
		s.send(t, request{path: path, header: map[string]string{"If-None-Match": tag}}).want(t, http.StatusNotModified)
		s.clock.Advance(time.Minute)
		s.patch(t, path, `{"name":"Grafana","type":"GRAFANA"}`).want(t, http.StatusOK).
			is(t, map[string]string{"data.name": "Grafana", "data.type": "GRAFANA", "data.routing_key": key, "data.disabled": "false"})
		s.send(t, request{path: path, header: map[string]string{"If-None-Match": tag}}).want(t, http.StatusOK)
		s.send(t, request{method: http.MethodPatch, path: path, body: `{"name":"A"}`, header: map[string]string{"If-Match": tag}}).want(t, http.StatusConflict)

		second := s.post(t, list, `{"name":"Grafana"}`) // names need not differ, as keys do
		second.is(t, map[string]string{"data.type": "EVENTS"})
		if second.at(t, "data.routing_key") == key {
			t.Error("two integrations have one routing key")
		}
		if names := s.get(t, list).each(t, "data", "name"); !slices.Equal(names, []string{"Monitoring", "Grafana", "Grafana"}) {
			t.Errorf("the list has %q, want the oldest first", names)
		}
		s.get(t, list+"?limit=1&offset=1").is(t, map[string]string{"data.0.id": made.at(t, "data.id"), "pagination": `{"has_more":true,"limit":1,"offset":1,"total":3}`})

		s.wantTaken(t, key, service, "before")
		s.remove(t, path)
		s.clock.Advance(forgotten)
		s.wantRefused(t, key)
		s.wantTaken(t, second.at(t, "data.routing_key"), service, "after")
	})
}

func TestARoutingKeyThatIsRotatedOrDisabled(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		service := s.service(t, model.Live, "checkout").ID
		made := s.post(t, "/api/services/"+service+"/integrations", `{"name":"Monitoring"}`)
		path, old := made.header.Get("Location"), made.at(t, "data.routing_key")
		s.wantTaken(t, old, service, "new")

		s.clock.Advance(time.Minute)
		rotated := s.send(t, request{path: path + "/rotate", body: `{}`}).want(t, http.StatusOK)
		key := rotated.at(t, "data.routing_key")
		rotated.is(t, map[string]string{"data.id": made.at(t, "data.id"), "data.name": "Monitoring"})
		if !routingKey.MatchString(key) || key == old {
			t.Errorf("the routing key has become %q, and was %q", key, old)
		}
		s.get(t, path).is(t, map[string]string{"data.routing_key": key})
		s.clock.Advance(forgotten)
		s.wantRefused(t, old)
		s.wantTaken(t, key, service, "rotated")

		s.patch(t, path, `{"disabled":true}`).want(t, http.StatusOK).is(t, map[string]string{"data.disabled": "true", "data.routing_key": key})
		s.clock.Advance(forgotten)
		s.wantRefused(t, key)
		again := s.send(t, request{path: path + "/rotate", body: `{}`}).want(t, http.StatusOK).at(t, "data.routing_key")
		s.clock.Advance(forgotten)
		s.wantRefused(t, again) // another key enables nothing
		s.patch(t, path, `{"disabled":false}`).want(t, http.StatusOK)
		s.clock.Advance(forgotten)
		s.wantTaken(t, again, service, "enabled")

		// The log tells of each, and gives no key away.
		id := made.at(t, "data.id")
		s.clock.Advance(time.Minute)
		s.wantAudit(t, model.Live, id, []string{"integration.created", "integration.key_rotated", "integration.updated", "integration.key_rotated", "integration.updated"})
		s.remove(t, path)
		log := s.auditOf(t, model.Live, id)
		for _, entry := range log {
			for _, secret := range []string{old, key, again} {
				if strings.Contains(string(entry.Changes)+entry.ObjectName, secret) {
					t.Errorf("%s has a routing key: %s", entry.Action, entry.Changes)
				}
			}
		}
		if got := string(log[1].Changes); got != `{"routing_key":{"before":"(secret)","after":"(secret)"}}` {
			t.Errorf("the rotation is logged as %s", got)
		}
		if last := log[len(log)-1]; last.Action != "integration.deleted" || !strings.Contains(string(last.Changes), "Monitoring") {
			t.Errorf("the deletion is logged as %s with %s", last.Action, last.Changes)
		}
	})
}

func TestARoutingKeyIsShownOnlyToWhoMayChangeIt(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		list := "/api/services/" + s.service(t, model.Live, "checkout").ID + "/integrations"
		id, secret := s.get(t, list).at(t, "data.0.id"), s.RoutingKeys["checkout"]
		query := request{path: "/graphql", body: gql(`{integration(id:"` + id + `"){name routingKey} services{nodes{integrations{nodes{routingKey}}}}}`)}
		for name, row := range map[string]struct {
			key   string
			shown bool
		}{
			"a key that may only read": {s.scoped(t, "services:read"), false},
			"a key that may change it": {s.scoped(t, "services:read", "services:write"), true},
		} {
			for path, send := range map[string]request{"data.0.routing_key": {path: list}, "data.routing_key": {path: list + "/" + id}, "data.integration.routingKey": query} {
				send.key = row.key
				got, want := s.send(t, send).want(t, http.StatusOK), "null"
				if row.shown {
					want = secret
				}
				got.is(t, map[string]string{path: want, "errors": "absent"})
				if strings.Contains(got.body, secret) != row.shown {
					t.Errorf("%s, %s: %s", name, send.path, cut(got.body))
				}
			}
		}
	})
}

func TestAnIntegrationByGraphQL(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		service := s.service(t, model.Live, "checkout").ID
		made := s.graphql(t, `mutation($s:ID!){createIntegration(input:{serviceId:$s,name:"Datadog",type:DATADOG,clientMutationId:"a"}){clientMutationId replayed integration{id serviceId type disabled routingKey etag}}}`, map[string]any{"s": service})
		made.is(t, map[string]string{
			"errors": "absent", "data.createIntegration.clientMutationId": "a", "data.createIntegration.replayed": "false",
			"data.createIntegration.integration.serviceId": service, "data.createIntegration.integration.type": "DATADOG", "data.createIntegration.integration.disabled": "false",
		})
		id, key := made.at(t, "data.createIntegration.integration.id"), made.at(t, "data.createIntegration.integration.routingKey")
		s.wantTaken(t, key, service, "graphql")
		const update = `mutation($in:UpdateIntegrationInput!){updateIntegration(input:$in){clientMutationId integration{name type disabled}}}`
		tag := made.at(t, "data.createIntegration.integration.etag")
		s.graphql(t, update, map[string]any{"in": map[string]any{"id": id, "disabled": true, "ifMatch": tag, "clientMutationId": "b"}}).
			is(t, map[string]string{"data.updateIntegration": `{"clientMutationId":"b","integration":{"disabled":true,"name":"Datadog","type":"DATADOG"}}`})
		rotated := s.graphql(t, `mutation($id:ID!){rotateIntegrationKey(input:{id:$id}){integration{disabled routingKey}}}`, map[string]any{"id": id})
		rotated.is(t, map[string]string{"data.rotateIntegrationKey.integration.disabled": "true"})
		if other := rotated.at(t, "data.rotateIntegrationKey.integration.routingKey"); !routingKey.MatchString(other) || other == key {
			t.Errorf("the routing key has become %q, and was %q", other, key)
		}
		for name, row := range map[string]struct {
			in          map[string]any
			code, field string
		}{
			"an etag of before":               {map[string]any{"id": id, "name": "A", "ifMatch": tag}, "CONFLICT", "absent"},
			"a name of spaces":                {map[string]any{"id": id, "name": " "}, "VALIDATION_ERROR", "name"},
			"an integration that is not here": {map[string]any{"id": "int_1", "name": "A"}, "NOT_FOUND", "absent"},
		} {
			t.Run(name, func(t *testing.T) {
				s.graphql(t, update, map[string]any{"in": row.in}).is(t, map[string]string{"errors.0.extensions.code": row.code, "errors.0.extensions.field": row.field})
			})
		}
		s.graphql(t, `mutation($id:ID!){deleteIntegration(input:{id:$id}){deletedId}}`, map[string]any{"id": id}).is(t, map[string]string{"data.deleteIntegration.deletedId": id})
		s.graphql(t, `query($id:ID!){integration(id:$id){id} node(id:$id){id}}`, map[string]any{"id": id}).is(t, map[string]string{"data": `{"integration":null,"node":null}`, "errors": "absent"})
	})
}

func TestAnIntegrationIsRefused(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		list := "/api/services/" + s.service(t, model.Live, "checkout").ID + "/integrations"
		path := s.post(t, list, `{"name":"Monitoring"}`).header.Get("Location")
		id := path[strings.LastIndex(path, "/")+1:]
		elsewhere := "/api/services/" + s.service(t, model.Live, "payment-api").ID + "/integrations/" + id
		other := "/api/services/" + s.service(t, model.Test, "checkout").ID + "/integrations"
		read := s.scoped(t, "services:read")
		for name, row := range map[string]struct {
			request
			status int
			field  string
		}{
			"without a name":                             {request{path: list, body: `{}`}, 400, "name"},
			"a name of spaces":                           {request{path: list, body: `{"name":" "}`}, 400, "name"},
			"a name that is too long":                    {request{path: list, body: `{"name":"` + strings.Repeat("x", 101) + `"}`}, 400, "name"},
			"a type that there is not":                   {request{path: list, body: `{"name":"A","type":"FAX"}`}, 400, "type"},
			"a routing key of one's own":                 {request{path: list, body: `{"name":"A","routing_key":"0123456789abcdef0123456789abcdef"}`}, 400, "routing_key"},
			"a new name of null":                         {request{method: "PATCH", path: path, body: `{"name":null}`}, 400, "name"},
			"disabled by a word":                         {request{method: "PATCH", path: path, body: `{"disabled":"yes"}`}, 400, "disabled"},
			"a rotation to a key of one's own":           {request{path: path + "/rotate", body: `{"routing_key":"x"}`}, 400, "routing_key"},
			"of a service that does not exist":           {request{path: "/api/services/svc_1/integrations", body: `{"name":"A"}`}, 404, "absent"},
			"a list of a service that is not there":      {request{path: "/api/services/svc_1/integrations"}, 404, "absent"},
			"of a service of the other environment":      {request{path: other, body: `{"name":"A"}`}, 404, "absent"},
			"an integration that does not exist":         {request{path: list + "/int_1"}, 404, "absent"},
			"through another service, to read":           {request{path: elsewhere}, 404, "absent"},
			"through another service, to change":         {request{method: "PATCH", path: elsewhere, body: `{"disabled":true}`}, 404, "absent"},
			"through another service, to rotate":         {request{path: elsewhere + "/rotate", body: `{}`}, 404, "absent"},
			"through another service, to delete":         {request{method: "DELETE", path: elsewhere}, 404, "absent"},
			"made with a key that may only read":         {request{path: list, body: `{"name":"A"}`, key: read}, 403, "absent"},
			"changed with a key that may only read":      {request{method: "PATCH", path: path, body: `{"disabled":true}`, key: read}, 403, "absent"},
			"rotated with a key that may only read":      {request{path: path + "/rotate", body: `{}`, key: read}, 403, "absent"},
			"deleted with a key that may only read":      {request{method: "DELETE", path: path, key: read}, 403, "absent"},
			"listed with a key that may not read":        {request{path: list, key: s.scoped(t, "incidents:read")}, 403, "absent"},
			"a filter that there is not":                 {request{path: list + "?type=EVENTS"}, 400, "type"},
			"a second page of less than no integrations": {request{path: list + "?offset=-1"}, 400, "offset"},
		} {
			t.Run(name, func(t *testing.T) {
				s.send(t, row.request).want(t, row.status).is(t, map[string]string{"error.details.field": row.field})
			})
		}
		s.get(t, path).is(t, map[string]string{"data.name": "Monitoring", "data.disabled": "false"})
	})
}

// TestAnAPIKeyMayNameAnIntegration sends by GraphQL, whose operations only know the API key,
// to the service of an integration's routing key.
func TestAnAPIKeyMayNameAnIntegration(t *testing.T) {
	const mutation = `mutation($key: String!) {
		sendEvent(input: {routingKey: $key, eventAction: TRIGGER, dedupKey: "by-key", payload: {summary: "x"}}) { incident { service { name } } }
		sendChangeEvent(input: {routingKey: $key, summary: "x"}) { changeEvent { service { name } } }
	}`
	eachServer(t, func(t *testing.T, s *testServer) {
		send := func(apiKey, routingKey string) reply {
			t.Helper()
			return s.graphqlAs(t, apiKey, mutation, map[string]string{"key": routingKey})
		}
		refused := map[string]string{
			"errors.0.extensions.field": "routingKey", "errors.0.extensions.reason": "not_found", "errors.1.extensions.field": "routingKey", "errors.1.extensions.reason": "not_found",
		}
		key := s.RoutingKeys["checkout"]
		send(s.LiveKey, key).is(t, map[string]string{
			"errors": "absent", "data.sendEvent.incident.service.name": "Checkout", "data.sendChangeEvent.changeEvent.service.name": "Checkout",
		})
		send(s.TestKey, key).is(t, refused) // it is of LIVE
		send(s.LiveKey, "0123456789abcdef0123456789abcdef").is(t, refused)
		service := s.service(t, model.Live, "checkout").ID
		list := "/api/services/" + service + "/integrations"
		made := s.post(t, list, `{"name":"Disabled"}`)
		s.patch(t, list+"/"+made.at(t, "data.id"), `{"disabled":true}`).want(t, http.StatusOK)
		send(s.LiveKey, made.at(t, "data.routing_key")).is(t, refused)
	})
}
