package main

import (
	"bytes"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/legacy"

	"github.com/opsknight/opsknight/model"
)

// documentation is openapi.yaml, as a client's tools read it.
type documentation struct {
	spec   *openapi3.T
	routes routers.Router
}

var documented31 = sync.OnceValues(func() (*documentation, error) {
	spec, err := openapi3.NewLoader().LoadFromFile("../../rest/openapi.yaml")
	if err != nil {
		return nil, err
	}
	routes, err := legacy.NewRouter(spec)
	// What it checks of version 3.1 by another library compiles the schema for each
	// answer. Its own checks know types that may be null as well.
	spec.OpenAPI = "3.0.3"
	return &documentation{spec, routes}, err
})

// checkAnswer reports an answer below /api that is not as openapi.yaml describes it:
// the status, the headers and the body. Every request of this package's tests passes
// here.
func checkAnswer(t testing.TB, method, path string, got reply) {
	t.Helper()
	at, err := url.Parse(path)
	if err != nil || !strings.HasPrefix(at.Path, "/api/") || at.Path == "/api/openapi.json" || method == http.MethodHead {
		return
	}
	documentation, err := documented31()
	if err != nil {
		t.Fatal(err)
	}
	route, parameters, err := documentation.routes.FindRoute(&http.Request{Method: method, URL: at})
	if strings.HasSuffix(at.Path, "/") { // it takes /incidents/ for /incidents
		err = routers.ErrPathNotFound
	}
	if err != nil || got.status == http.StatusMethodNotAllowed && route.Operation.Responses.Value("405") == nil {
		checkFailure(t, documentation.spec, method, path, got)
		return
	}
	err = openapi3filter.ValidateResponse(t.Context(), &openapi3filter.ResponseValidationInput{
		RequestValidationInput: &openapi3filter.RequestValidationInput{
			Request: &http.Request{Method: method, URL: at}, PathParams: parameters, Route: route,
		},
		Status: got.status, Header: got.header, Body: io.NopCloser(bytes.NewReader([]byte(got.body))),
		Options: &openapi3filter.Options{IncludeResponseStatus: true, MultiError: true},
	})
	if err != nil {
		t.Errorf("%s %s answered %d, which is not as documented: %v\n%s", method, path, got.status, err, cut(got.body))
	}
}

// checkFailure checks the answer of a path that is not documented: a failure in the
// documented shape.
func checkFailure(t testing.TB, spec *openapi3.T, method, path string, got reply) {
	t.Helper()
	value, ok := got.look(t, "error")
	if got.status < 400 || !ok {
		t.Errorf("%s %s is not documented and answered %d: %s", method, path, got.status, cut(got.body))
		return
	}
	if err := spec.Components.Schemas["Failure"].Value.VisitJSON(value); err != nil {
		t.Errorf("%s %s answered %d in a shape that is not documented: %v\n%s", method, path, got.status, err, cut(got.body))
	}
}

// TestEveryOperationIsDocumentedWhole looks for what a reader needs of each operation, and
// checks that the examples are as their schemas say.
func TestEveryOperationIsDocumentedWhole(t *testing.T) {
	documentation, err := documented31()
	if err != nil {
		t.Fatal(err)
	}
	for path, item := range documentation.spec.Paths.Map() {
		for method, operation := range item.Operations() {
			what := method + " " + path
			if operation.Summary == "" || operation.Description == "" || operation.OperationID == "" || len(operation.Tags) != 1 {
				t.Errorf("%s has no summary, description, name or place", what)
			}
			errors := []string{"400", "401", "429", "500"}
			if operation.Security == nil || len(*operation.Security) > 0 { // an API key, which may lack the scope
				errors = append(errors, "403")
			}
			if strings.Contains(path, "{") {
				errors = append(errors, "404")
			}
			if operation.RequestBody != nil {
				errors = append(errors, "413")
				checkExample(t, what+", its body", operation.RequestBody.Value.Content["application/json"])
			}
			for _, status := range errors {
				if operation.Responses.Value(status) == nil {
					t.Errorf("%s does not document %s", what, status)
				}
			}
			for status, answer := range operation.Responses.Map() {
				if media := answer.Value.Content["application/json"]; media != nil && strings.HasPrefix(status, "2") {
					checkExample(t, what+", its answer", media)
				}
			}
		}
	}
}

// checkExample reports an example that there is not, or that is not as its schema says.
func checkExample(t *testing.T, what string, media *openapi3.MediaType) {
	t.Helper()
	examples := []any{media.Example}
	if len(media.Examples) > 0 {
		examples = nil
	}
	for _, example := range media.Examples {
		examples = append(examples, example.Value.Value)
	}
	for _, example := range examples {
		if example == nil {
			t.Errorf("%s has no example", what)
		} else if err := media.Schema.Value.VisitJSON(example); err != nil {
			t.Errorf("%s: the example is not as documented: %v", what, err)
		}
	}
}

// nullable returns the fields of a body that may be null, as paths: "layers.0.end".
// Of a list it takes the item that an example has.
func nullable(schema *openapi3.Schema, example any, path string) []string {
	var found []string
	if schema.Type != nil && schema.Type.Includes("null") && path != "" {
		found = append(found, path)
	}
	switch value := example.(type) {
	case []any:
		if len(value) > 0 && schema.Items != nil {
			found = append(found, nullable(schema.Items.Value, value[0], path+".0")...)
		}
	default:
		inner, _ := example.(map[string]any)
		for name, property := range schema.Properties {
			found = append(found, nullable(property.Value, inner[name], strings.TrimPrefix(path+"."+name, "."))...)
		}
	}
	return found
}

// withNull sets a path of a decoded body to null, and makes the objects on the way.
func withNull(body any, path []string) any {
	if len(path) == 0 {
		return nil
	}
	if list, ok := body.([]any); ok {
		changed := slices.Clone(list)
		changed[0] = withNull(list[0], path[1:])
		return changed
	}
	changed := map[string]any{}
	if object, ok := body.(map[string]any); ok {
		maps.Copy(changed, object)
	}
	changed[path[0]] = withNull(changed[path[0]], path[1:])
	return changed
}

// TestEveryNullableFieldTakesNull sends null to each field of each body that may be
// null, on objects that exist. A path that answers 404 to what is not there has read
// the body before.
func TestEveryNullableFieldTakesNull(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		documentation, err := documented31()
		if err != nil {
			t.Fatal(err)
		}
		ids := s.examples(t)
		fields := 0
		for path, item := range documentation.spec.Paths.Map() {
			for method, operation := range item.Operations() {
				if operation.RequestBody == nil || path == "/events" { // events are read by other rules
					continue
				}
				media := operation.RequestBody.Value.Content["application/json"]
				body := ids.in(t, media.Example)
				for _, field := range nullable(media.Schema.Value, body, "") {
					fields++
					t.Run(method+" "+path+" "+field, func(t *testing.T) {
						sent, err := json.Marshal(withNull(body, strings.Split(field, ".")))
						if err != nil {
							t.Fatal(err)
						}
						got := s.send(t, request{method: method, path: "/api" + ids.path(path), body: string(sent)})
						if got.status >= 500 || got.status == http.StatusBadRequest || got.status == http.StatusNotFound {
							t.Errorf("null is refused: %d %s", got.status, cut(got.body))
						}
					})
				}
			}
		}
		if fields < 30 {
			t.Errorf("%d fields may be null; there are more", fields)
		}
	})
}

// examples are objects that stand for the ids of the documentation's examples: by the
// prefix of the id.
type examples map[string]string

func (s *testServer) examples(t *testing.T) examples {
	t.Helper()
	schedule, ben, _ := s.rota(t, "Primary")
	service := s.service(t, model.Live, "payment-api").ID
	found := examples{
		"usr_": ben, "team_": s.team(t, model.Live).ID, "svc_": service, "inc_": s.open(t, "Example"), "sch_": strings.TrimPrefix(schedule, "/api/schedules/"),
		"lay_": s.get(t, schedule).at(t, "data.layers.0.id"), "pol_": s.get(t, "/api/escalation-policies").at(t, "data.0.id"),
		"int_": s.get(t, "/api/services/"+service+"/integrations").at(t, "data.0.id"),
		"mnt_": s.post(t, "/api/services/"+service+"/maintenance-windows", `{"end":"2024-01-15T11:00:00Z"}`).at(t, "data.id"),
		"ovr_": s.post(t, schedule+"/overrides", `{"user":"`+ben+`","start":"2024-01-15T11:00:00Z","end":"2024-01-15T12:00:00Z"}`).at(t, "data.id"),
	}
	found["whk_"] = s.post(t, "/api/webhooks", `{"url":"http://127.0.0.1:9/","events":["incident.triggered"]}`).at(t, "data.id")
	found["dlv_"] = s.send(t, request{path: "/api/webhooks/" + found["whk_"] + "/ping", body: "{}"}).want(t, http.StatusCreated).at(t, "data.id")
	return found
}

// exampleID is an id as the documentation's examples have it.
var exampleID = regexp.MustCompile(`(usr|team|svc|inc|sch|lay|pol|stp|int|mnt|ovr|whk)_01[0-9a-z]{24}`)

// in returns an example's body with ids of objects that exist.
func (e examples) in(t *testing.T, example any) any {
	t.Helper()
	text, err := json.Marshal(example)
	if err != nil {
		t.Fatal(err)
	}
	text = exampleID.ReplaceAllFunc(text, func(id []byte) []byte { return []byte(e[strings.SplitAfter(string(id), "_")[0]]) })
	var body any
	if err := json.Unmarshal(text, &body); err != nil {
		t.Fatal(err)
	}
	return body
}

// path returns a path with ids of objects that exist.
func (e examples) path(path string) string {
	for noun, prefix := range map[string]string{
		"/incidents/{id}": "inc_", "/services/{id}": "svc_", "/teams/{id}": "team_", "/users/{id}": "usr_", "/schedules/{id}": "sch_", "/escalation-policies/{id}": "pol_",
		"/webhooks/{id}": "whk_",
	} {
		if rest, ok := strings.CutPrefix(path, noun); ok {
			path = strings.Replace(noun, "{id}", e[prefix], 1) + rest
		}
	}
	return strings.NewReplacer("{integration_id}", e["int_"], "{window_id}", e["mnt_"], "{layer_id}", e["lay_"], "{override_id}", e["ovr_"], "{user_id}", e["usr_"], "{delivery_id}", e["dlv_"]).Replace(path)
}
