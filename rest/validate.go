package rest

import (
	"cmp"
	"errors"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/legacy"

	"github.com/opsknight/opsknight/internal/door"
	"github.com/opsknight/opsknight/internal/fault"
)

// validator checks requests against openapi.yaml before any handler sees them.
type validator struct {
	routes routers.Router
	spec   *openapi3.T
}

// newValidator returns the validator of a specification. It does not look at examples and
// defaults, for each of which kin-openapi would compile the schema: that took most of the time
// until a server answered, and a test looks at them.
//
// To kin-openapi it is one of version 3.0: those of 3.1 it checks with another
// library, which compiles the schema for each value, and whose errors say neither
// which field is at fault nor what it should be. What is used of 3.1, types that
// may be null, its own checks know as well.
func newValidator(spec *openapi3.T) (*validator, error) {
	routes, err := legacy.NewRouter(spec, openapi3.DisableExamplesValidation(), openapi3.DisableSchemaDefaultsValidation())
	older := *spec
	older.OpenAPI = "3.0.3"
	return &validator{routes: routes, spec: &older}, err
}

var validation = &openapi3filter.Options{
	MultiError:         true,
	AuthenticationFunc: openapi3filter.NoopAuthenticationFunc, // admit has done it
	SchemaValidationOptions: []openapi3.SchemaValidationOption{
		// kin-openapi's own takes the 30th of February and the 61st second.
		openapi3.WithStringFormatValidators(map[string]openapi3.StringFormatValidator{
			"date-time": openapi3.NewCallbackValidator(func(text string) error {
				_, err := time.Parse(time.RFC3339, text)
				return err
			}),
		}),
	},
}

// find returns the operation that a request is for. HEAD is for that of GET.
func (v *validator) find(r *http.Request) (*routers.Route, map[string]string, error) {
	if r.Method == http.MethodHead {
		asGet := *r
		asGet.Method = http.MethodGet
		r = &asGet
	}
	found, pathParameters, err := v.routes.FindRoute(r)
	if err != nil {
		return nil, nil, err
	}
	for _, value := range pathParameters {
		if value == "" { // it takes /incidents for /incidents/{id}
			return nil, nil, routers.ErrPathNotFound
		}
	}
	route := *found
	route.Spec = v.spec
	return &route, pathParameters, nil
}

// onlyOthers returns the methods of a path without a parameter that does not have
// this one, and "" for any other path: /incidents/{id} would take the path of
// /incidents/bulk for an incident.
func (v *validator) onlyOthers(r *http.Request) string {
	item := v.spec.Paths.Value(strings.TrimPrefix(r.URL.Path, "/api"))
	if item == nil {
		return ""
	}
	methods := slices.Collect(maps.Keys(item.Operations()))
	if item.Get != nil {
		methods = append(methods, http.MethodHead)
	}
	if slices.Contains(methods, r.Method) {
		return ""
	}
	slices.SortFunc(methods, func(a, b string) int { return slices.Index(door.Methods, a) - slices.Index(door.Methods, b) })
	return strings.Join(methods, ", ")
}

// request refuses what does not fit the specification, naming each field at fault.
// Paths and methods that it does not have are left to the router, whatever their
// body is.
func (v *validator) request(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if methods := v.onlyOthers(r); methods != "" {
			allow(w, r, methods)
			return
		}
		route, pathParameters, err := v.find(r)
		if err != nil {
			next.ServeHTTP(w, r)
			return
		}
		if !strictBody(w, r) {
			return
		}
		if err := checkQuery(r, route); err != nil {
			writeFault(w, http.StatusBadRequest, fault.Of(err))
			return
		}
		err = openapi3filter.ValidateRequest(r.Context(), &openapi3filter.RequestValidationInput{
			Request: r, Route: route, PathParams: pathParameters, Options: validation,
		})
		if err != nil {
			writeFault(w, http.StatusBadRequest, invalid(err))
			return
		}
		next.ServeHTTP(w, r)
	})
}

// checkQuery refuses what kin-openapi lets pass: a query that does not parse, that
// has a parameter the operation does not have, or one of them twice, or text that
// no database takes.
func checkQuery(r *http.Request, route *routers.Route) error {
	values, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return fault.New(fault.Invalid, "The query string is malformed.")
	}
	var known []string
	numbers := map[string]bool{}
	for _, parameters := range []openapi3.Parameters{route.Operation.Parameters, route.PathItem.Parameters} {
		for _, p := range parameters {
			if p.Value.In == openapi3.ParameterInQuery {
				known = append(known, p.Value.Name)
				numbers[p.Value.Name] = p.Value.Schema.Value.Type.Is(openapi3.TypeInteger)
			}
		}
	}
	var problems fault.Collector
	for name, given := range values {
		switch {
		case !slices.Contains(known, name):
			problems.Add(name, "unknown", "There is no query parameter %q; there is %s.", name, cmp.Or(strings.Join(known, ", "), "none"))
		case len(given) > 1:
			problems.Add(name, "duplicate", "%s is given %d times; give it once.", name, len(given))
		case !isText(given[0]):
			problems.Add(name, "invalid_encoding", "%s is not text in UTF-8.", name)
		case numbers[name] && given[0] == "":
			problems.Add(name, "wrong_type", "%s must be a whole number.", sentence(name))
		}
	}
	return problems.Err()
}

func isText(s string) bool {
	return strings.ToValidUTF8(s, "") == s && !strings.ContainsRune(s, 0)
}

// invalid turns kin-openapi's errors into a fault with one problem for each.
func invalid(err error) *fault.Error {
	var problems fault.Collector
	collect(&problems, "", err)
	if found := fault.Of(problems.Err()); found != nil {
		return found
	}
	return fault.New(fault.Invalid, "The request is not valid.")
}

func collect(problems *fault.Collector, field string, err error) {
	if many, ok := err.(openapi3.MultiError); ok { //nolint:errorlint // each is taken by itself, not searched through
		for _, one := range many {
			collect(problems, field, one)
		}
		return
	}
	if request, ok := err.(*openapi3filter.RequestError); ok { //nolint:errorlint // as above
		if p := request.Parameter; p != nil {
			field = p.Name
			if _, unreadable := errors.AsType[*openapi3filter.ParseError](request.Err); unreadable {
				problems.Add(field, "wrong_type", "%s must be %s.", sentence(field), types(p.Schema.Value))
				return
			}
		}
		if request.Err == nil {
			problems.Add(field, "invalid", "%s.", sentence(request.Reason))
			return
		}
		collect(problems, field, request.Err)
		return
	}
	if schema, ok := errors.AsType[*openapi3.SchemaError](err); ok {
		describe(problems, field, schema)
		return
	}
	problems.Add(field, "invalid", "%s.", sentence(err.Error()))
}

// describe says in a sentence what a value does not fulfil.
func describe(problems *fault.Collector, field string, err *openapi3.SchemaError) {
	if path := strings.Join(err.JSONPointer(), "."); path != "" && field == "" {
		field = path
	}
	name := sentence(field)
	switch err.SchemaField {
	case "required":
		problems.Add(field, "required", "%s is required", name)
	case "properties", "additionalProperties":
		unknown(problems, field, err)
	case "enum":
		problems.Add(field, "unknown_value", "%s is %s, not %s.", name, list(err.Schema.Enum), shown(err.Value))
	case "minLength":
		problems.Add(field, "required", "%s is required", name)
	case "maxLength":
		problems.Add(field, "too_long", "%s is longer than %d characters.", name, *err.Schema.MaxLength)
	case "minimum":
		problems.Add(field, "out_of_range", "%s is %v or more.", name, *err.Schema.Min)
	case "maximum":
		problems.Add(field, "out_of_range", "%s is %v or less.", name, *err.Schema.Max)
	case "format":
		problems.Add(field, "invalid_format", "%s is not a time such as 2024-01-15T10:30:00Z.", name)
	default:
		if field == "" {
			name = "The request body"
		}
		problems.Add(field, "wrong_type", "%s must be %s.", name, types(err.Schema))
	}
}

// unknown names the fields of an object that its schema does not have.
func unknown(problems *fault.Collector, path string, err *openapi3.SchemaError) {
	value, _ := err.Value.(map[string]any)
	for _, name := range slices.Sorted(maps.Keys(value)) {
		if _, known := err.Schema.Properties[name]; !known {
			field := strings.TrimPrefix(path+"."+name, ".")
			problems.Add(field, "unknown", "There is no field %q here.", field)
		}
	}
}
