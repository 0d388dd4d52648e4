package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/opsknight/opsknight/model"
)

// specification is what a test needs of openapi.json.
type specification struct {
	Paths map[string]map[string]json.RawMessage
}

func (s *testServer) specification(t testing.TB) specification {
	t.Helper()
	var spec specification
	if err := json.Unmarshal([]byte(s.send(t, request{path: "/api/openapi.json", key: noKey}).want(t, 200).body), &spec); err != nil {
		t.Fatal(err)
	}
	if len(spec.Paths) < 8 {
		t.Fatal("the specification has no paths")
	}
	return spec
}

// methods returns the methods of a path as Allow lists them.
func (s specification) methods(path string) string {
	var has []string
	for _, method := range []string{"get", "head", "post", "patch", "delete"} {
		known := method
		if method == "head" {
			known = "get"
		}
		if s.Paths[path][known] != nil {
			has = append(has, strings.ToUpper(method))
		}
	}
	return strings.Join(has, ", ")
}

// example returns the body that the specification shows of an operation; "" if it
// takes none.
func (s specification) example(t testing.TB, path, method string) string {
	t.Helper()
	var operation struct {
		RequestBody *struct {
			Content map[string]struct{ Example json.RawMessage }
		}
	}
	if err := json.Unmarshal(s.Paths[path][strings.ToLower(method)], &operation); err != nil {
		t.Fatal(err)
	}
	if operation.RequestBody == nil {
		return ""
	}
	example := string(operation.RequestBody.Content["application/json"].Example)
	if example == "" {
		t.Errorf("%s %s has a body and no example of one", method, path)
	}
	return example
}

// parameter is one in a path.
var parameter = regexp.MustCompile(`\{[a-z_]+\}`)

// world is one environment: its key and the ids of everything in it.
type world struct {
	env model.Environment
	key string
	ids []string
}

// fill puts an incident with an assignee, an alert and a note into the environment,
// and gathers the ids of everything in it.
func (s *testServer) fill(t *testing.T, env model.Environment, key string) world {
	t.Helper()
	w := world{env: env, key: key}
	send := func(r request) reply {
		r.key = key
		got := s.send(t, r)
		if got.status > 299 {
			t.Fatalf("%s answered %d: %s", r.path, got.status, got.body)
		}
		return got
	}
	id := send(request{path: "/api/events", body: sampleTrigger}).at(t, "data.incident.id")
	send(request{path: "/api/incidents/" + id + "/notes", body: `{"content":"Only in ` + string(env) + `"}`})
	send(request{method: "PATCH", path: "/api/incidents/" + id, body: `{"assignee_id":"` + s.user(t, env, "ben@example.com").ID + `"}`})
	send(request{path: "/graphql", body: gql(`mutation{sendChangeEvent(input:{routingKey:"payment-api",summary:"Only here"}){changeEvent{id}}}`)})
	w.ids = append(w.ids, s.view(t, key, map[string]any{"name": "Only in " + string(env), "shared": true}))
	gather := func(path string) {
		got := s.send(t, request{path: "/api" + path, key: key})
		if _, isList := got.look(t, "pagination"); got.status != http.StatusOK || !isList {
			return
		}
		for _, id := range got.each(t, "data", "id") {
			if id != "absent" && !slices.Contains(w.ids, id) {
				w.ids = append(w.ids, id)
			}
		}
	}
	paths := s.specification(t).Paths
	for path := range paths {
		if path != "/events" && !strings.Contains(path, "{") {
			gather(path)
		}
	}
	for _, of := range slices.Clone(w.ids) {
		for path := range paths {
			if head, rest, within := strings.Cut(path, "{id}/"); within && !strings.Contains(rest, "{") {
				gather(head + of + "/" + rest)
			}
		}
	}
	for _, prefix := range []string{"inc_", "evt_", "alt_", "chg_", "svc_", "usr_", "team_"} {
		if !slices.ContainsFunc(w.ids, func(id string) bool { return strings.HasPrefix(id, prefix) }) {
			t.Fatalf("%s has no %s…: %q", env, prefix, w.ids)
		}
	}
	return w
}

// TestNothingCrosses walks every path and every field of the schema with a key of
// one environment and the ids of the other.
func TestNothingCrosses(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		live, test := s.fill(t, model.Live, s.LiveKey), s.fill(t, model.Test, s.TestKey)
		for _, one := range []struct{ here, there world }{{live, test}, {test, live}} {
			t.Run(string(one.here.env)+" key", func(t *testing.T) {
				before := s.stored(t)
				t.Run("REST paths", func(t *testing.T) { s.walkPaths(t, one.here, one.there) })
				t.Run("REST references", func(t *testing.T) { s.walkReferences(t, one.here, one.there) })
				t.Run("GraphQL", func(t *testing.T) { s.walkSchema(t, one.here, one.there) })
				if after := s.stored(t); after != before {
					t.Errorf("something changed:\n%s\nbefore:\n%s", after, before)
				}
			})
		}
	})
}

// none checks that an answer has nothing of another world.
func (w world) none(t *testing.T, what string, got reply) {
	t.Helper()
	if strings.Contains(got.body, "Only in "+string(w.env)) {
		t.Errorf("%s shows a note of %s: %s", what, w.env, cut(got.body))
	}
	for _, id := range w.ids {
		// A refusal may name the id that was asked for; an object is shown by its id.
		if strings.Contains(got.body, `"id":"`+id) || strings.Contains(got.body, `_id":"`+id) {
			t.Errorf("%s shows %s of %s: %s", what, id, w.env, cut(got.body))
		}
	}
}

func (s *testServer) walkPaths(t *testing.T, here, there world) {
	t.Helper()
	spec := s.specification(t)
	for path, operations := range spec.Paths {
		for method := range operations {
			method = strings.ToUpper(method)
			switch {
			case method == "PARAMETERS":
			case !strings.Contains(path, "{"):
				if method == http.MethodGet {
					there.none(t, path, s.send(t, request{path: "/api" + path + "?limit=100", key: here.key}).want(t, 200))
				}
			default:
				body := spec.example(t, path, method)
				for _, id := range there.ids {
					got := s.send(t, request{method: method, path: "/api" + parameter.ReplaceAllString(path, id), key: here.key, body: body})
					if got.status != http.StatusNotFound {
						t.Errorf("%s %s of %s answered %d: %s", method, path, id, got.status, cut(got.body))
					}
				}
			}
		}
	}
}

func (s *testServer) walkReferences(t *testing.T, here, there world) {
	t.Helper()
	own := s.service(t, here.env, "payment-api").ID
	mine := s.send(t, request{path: "/api/incidents?limit=1", key: here.key}).at(t, "data.0.id")
	service, user, team := s.service(t, there.env, "payment-api").ID, s.user(t, there.env, "ben@example.com").ID, s.team(t, there.env).ID
	for _, query := range []string{"service_id=" + service, "assignee_id=" + user, "team_id=" + team, "service_id=" + service + ",x&team_id=" + team} {
		s.send(t, request{path: "/api/incidents?" + query, key: here.key}).want(t, 200).is(t, map[string]string{"data": "[]", "pagination.total": "0"})
	}
	for _, tt := range []struct {
		send  request
		field string
	}{
		{request{path: "/api/incidents", body: `{"title":"x","service_id":"` + service + `"}`}, "service_id"},
		{request{path: "/api/incidents", body: `{"title":"x","service_id":"` + own + `","assignee_id":"` + user + `"}`}, "assignee_id"},
		{request{path: "/api/incidents", body: `{"title":"x","service_id":"` + own + `","team_id":"` + team + `"}`}, "team_id"},
		{request{method: "PATCH", path: "/api/incidents/" + mine, body: `{"assignee_id":"` + user + `"}`}, "assignee_id"},
		{request{method: "PATCH", path: "/api/incidents/" + mine, body: `{"team_id":"` + team + `"}`}, "team_id"},
		{request{path: "/api/events", body: strings.Replace(sampleTrigger, "payment-api", service, 1)}, "routing_key"},
	} {
		tt.send.key = here.key
		s.refuses(t, refusal{"", tt.send, 400, tt.field, "not_found"})
	}
}

func (s *testServer) walkSchema(t *testing.T, here, there world) {
	t.Helper()
	schema := s.introspect(t)
	for _, id := range there.ids {
		s.graphqlAs(t, here.key, `query($id:ID!){node(id:$id){id} nodes(ids:[$id]){id}}`, map[string]string{"id": id}).is(t, map[string]string{"data": `{"node":null,"nodes":[null]}`})
	}
	for _, field := range schema.types["Query"].Fields {
		named := slices.ContainsFunc(field.Args, func(a schemaInput) bool { return a.Name == "id" })
		switch {
		case named:
			for _, id := range there.ids {
				got := s.graphqlAs(t, here.key, schema.call("Query", field, id), nil)
				if got.at(t, "data."+field.Name) != "null" || got.at(t, "errors") != "absent" {
					t.Errorf("%s of %s answered %s", field.Name, id, cut(got.body))
				}
			}
		case strings.HasSuffix(field.Type.named(), "Connection"):
			query := fmt.Sprintf("{%s(first:100){nodes{id} edges{node{id}} totalCount}}", field.Name)
			there.none(t, field.Name, s.graphqlAs(t, here.key, query, nil).want(t, 200))
		}
	}
	for _, field := range schema.types["Mutation"].Fields {
		input := schema.types[field.Args[0].Type.named()]
		if !slices.ContainsFunc(input.InputFields, func(i schemaInput) bool { return i.Type.Kind == "NON_NULL" && i.Type.named() == "ID" }) {
			continue
		}
		for _, id := range there.ids {
			got := s.graphqlAs(t, here.key, schema.call("Mutation", field, id), nil).want(t, 200)
			code := got.at(t, "errors.0.extensions.code")
			if strings.HasSuffix(field.Name, "Incidents") && code == "absent" { // tells of each by itself
				code = s.graphqlAs(t, here.key, `mutation($ids: [ID!]!) { `+field.Name+`(input: {ids: $ids}) { results { error { code } } } }`, map[string]any{"ids": []string{id}}).
					at(t, "data."+field.Name+".results.0.error.code")
			}
			if code != "NOT_FOUND" && code != "FORBIDDEN" && code != "VALIDATION_ERROR" {
				t.Errorf("%s of %s answered %s", field.Name, id, cut(got.body))
			}
			there.none(t, field.Name, got)
		}
	}
}

// TestTheSameNamesExistInBothWorlds sends one event to both.
func TestTheSameNamesExistInBothWorlds(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		live := s.event(t, sampleTrigger)
		test := s.send(t, request{path: "/api/events", key: s.TestKey, body: sampleTrigger}).want(t, http.StatusAccepted)
		for _, got := range []reply{live, test} {
			got.is(t, map[string]string{"data.action": "triggered", "data.incident.alert_count": "1"})
		}
		s.event(t, strings.Replace(sampleAcknowledge, "acknowledge", "resolve", 1))
		s.send(t, request{path: "/api/incidents/" + test.at(t, "data.incident.id"), key: s.TestKey}).is(t, map[string]string{"data.status": "OPEN"})
	})
}
