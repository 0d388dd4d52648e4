package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/db/dbtest"
	"github.com/opsknight/opsknight/internal/ratelimit"
)

// schema is what a test needs of the introspection of the GraphQL schema.
type schema struct{ types map[string]schemaType }

type schemaType struct {
	Kind, Name, Description string
	SpecifiedByURL          *string
	Fields                  []schemaField
	InputFields             []schemaInput
	EnumValues              []struct{ Name, Description string }
}

type schemaField struct {
	Name, Description string
	Args              []schemaInput
	Type              typeRef
}

type schemaInput struct {
	Name, Description string
	Type              typeRef
	DefaultValue      *string
}

type typeRef struct {
	Kind, Name string
	OfType     *typeRef
}

// named is the type without its wrappers.
func (t typeRef) named() string {
	for t.OfType != nil {
		t = *t.OfType
	}
	return t.Name
}

const introspection = `{ __schema { types { kind name description specifiedByURL
  fields(includeDeprecated: true) { name description args { ...input } type { ...ref } }
  inputFields { ...input } enumValues(includeDeprecated: true) { name description } } } }
fragment input on __InputValue { name description defaultValue type { ...ref } }
fragment ref on __Type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }`

func (s *testServer) introspect(t testing.TB) schema {
	t.Helper()
	var answer struct {
		Data struct {
			Schema struct{ Types []schemaType } `json:"__schema"`
		}
	}
	got := s.graphql(t, introspection, nil).want(t, 200)
	if err := json.Unmarshal([]byte(got.body), &answer); err != nil {
		t.Fatal(err)
	}
	found := schema{types: map[string]schemaType{}}
	for _, one := range answer.Data.Schema.Types {
		found.types[one.Name] = one
	}
	if len(found.types["Query"].Fields) == 0 || len(found.types["Mutation"].Fields) == 0 {
		t.Fatal("the schema has no fields:", cut(got.body))
	}
	return found
}

// input is the type of a mutation's argument, and payload that of its answer.
func (s schema) of(mutation schemaField) (input, payload schemaType) {
	return s.types[mutation.Args[0].Type.named()], s.types[mutation.Type.named()]
}

func hasInput(of schemaType, name string) bool {
	return slices.ContainsFunc(of.InputFields, func(f schemaInput) bool { return f.Name == name })
}

func hasField(of schemaType, name string) bool {
	return slices.ContainsFunc(of.Fields, func(f schemaField) bool { return f.Name == name })
}

func TestEverythingInTheSchemaIsDescribed(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *dbtest.Clock) {
		described := func(what, description string) {
			if !strings.HasSuffix(strings.TrimSpace(description), ".") {
				t.Errorf("%s is described by %q, which is no sentence", what, description)
			}
		}
		for name, of := range startServer(t, d, clock, ratelimit.Limits{}).introspect(t).types {
			if strings.HasPrefix(name, "__") {
				continue
			}
			if standard := slices.Contains([]string{"ID", "Int", "Float", "String", "Boolean"}, name); of.Kind == "SCALAR" && !standard {
				if of.SpecifiedByURL == nil {
					t.Errorf("the scalar %s has no @specifiedBy", name)
				}
			}
			if name != "Query" && name != "Mutation" {
				described(name, of.Description)
			}
			for _, field := range of.Fields {
				described(name+"."+field.Name, field.Description)
				for _, arg := range field.Args {
					described(name+"."+field.Name+"("+arg.Name+")", arg.Description)
				}
			}
			for _, field := range of.InputFields {
				described(name+"."+field.Name, field.Description)
			}
			for _, value := range of.EnumValues {
				described(name+"."+value.Name, value.Description)
			}
		}
	})
}

func TestMutationsTakeOneInputAndAnswerAPayload(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *dbtest.Clock) {
		schema := startServer(t, d, clock, ratelimit.Limits{}).introspect(t)
		for _, mutation := range schema.types["Mutation"].Fields {
			if len(mutation.Args) != 1 || mutation.Args[0].Name != "input" || mutation.Args[0].Type.Kind != "NON_NULL" {
				t.Errorf("%s does not take one input", mutation.Name)
				continue
			}
			input, payload := schema.of(mutation)
			title := strings.ToUpper(mutation.Name[:1]) + mutation.Name[1:]
			if input.Name != title+"Input" || payload.Name != title+"Payload" {
				t.Errorf("%s takes %s and answers %s", mutation.Name, input.Name, payload.Name)
			}
			if !hasInput(input, "clientMutationId") || !hasField(payload, "clientMutationId") {
				t.Errorf("%s has no clientMutationId", mutation.Name)
			}
			// The first administrator can be made only once, whatever is repeated. An
			// escalation by hand makes pages.
			makes := (strings.HasPrefix(mutation.Name, "create") || strings.HasPrefix(mutation.Name, "add") || mutation.Name == "escalateIncident") &&
				mutation.Name != "createFirstAdmin"
			if makes != hasInput(input, "idempotencyKey") || makes != hasField(payload, "replayed") {
				t.Errorf("%s: makes something %v, takes an idempotency key %v, tells of repeats %v", mutation.Name, makes, hasInput(input, "idempotencyKey"), hasField(payload, "replayed"))
			}
		}
	})
}

// TestEveryConnectionCostsAsMuchAsItsPage asks each connection for 250 fields of each item:
// those of a page of a hundred cost too much, those of a page of one do not.
func TestEveryConnectionCostsAsMuchAsItsPage(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *dbtest.Clock) {
		s := startServer(t, d, clock, ratelimit.Limits{})
		schema := s.introspect(t)
		connections := 0
		for name, of := range schema.types {
			for _, field := range of.Fields {
				if !strings.HasSuffix(field.Type.named(), "Connection") {
					continue
				}
				connections++
				query := func(first int) string {
					selection := fmt.Sprintf("%s(first: %d) { nodes { %s } }", field.Name, first, "...F ...F ...F ...F ...F")
					node := strings.TrimSuffix(field.Type.named(), "Connection")
					document := " fragment F on " + node + " { " + scalars(schema, node, 50) + " }"
					if name == "Query" {
						return "{ " + selection + " }" + document
					}
					return `{ nodes(ids: ["x"]) { ... on ` + name + " { " + selection + " } } }" + document
				}
				if code := s.graphql(t, query(100), nil).at(t, "errors.0.extensions.code"); code != "COMPLEXITY_LIMIT_EXCEEDED" {
					t.Errorf("%s.%s: a page of 100 that costs too much answers %s", name, field.Name, code)
				}
				if code := s.graphql(t, query(1), nil).at(t, "errors.0.extensions.code"); code == "COMPLEXITY_LIMIT_EXCEEDED" || code == "GRAPHQL_VALIDATION_FAILED" {
					t.Errorf("%s.%s: a page of one answers %s", name, field.Name, code)
				}
			}
		}
		if connections < 20 {
			t.Errorf("the schema has %d connections; there are more", connections)
		}
	})
}

// scalars selects fields of a type that have no selection of their own, n in all.
func scalars(s schema, name string, n int) string {
	var names []string
	for _, field := range s.types[name].Fields {
		if kind := s.types[field.Type.named()].Kind; kind == "SCALAR" || kind == "ENUM" {
			names = append(names, field.Name)
		}
	}
	var selected []string
	for i := range n {
		selected = append(selected, names[i%len(names)])
	}
	return strings.Join(selected, " ")
}

// call writes an operation of one field: what it requires is given, ids as id.
func (s schema) call(operation string, f schemaField, id string) string {
	selection := ""
	if kind := s.types[f.Type.named()].Kind; kind == "OBJECT" || kind == "INTERFACE" || kind == "UNION" {
		selection = "{ __typename }"
	}
	return fmt.Sprintf("%s { %s%s %s }", strings.ToLower(operation), f.Name, s.arguments(f.Args, id), selection)
}

func (s schema) arguments(inputs []schemaInput, id string) string {
	given := s.required(inputs, id)
	if given == "" {
		return ""
	}
	return "(" + given + ")"
}

func (s schema) required(inputs []schemaInput, id string) string {
	var given []string
	for _, input := range inputs {
		if input.Type.Kind == "NON_NULL" && input.DefaultValue == nil {
			given = append(given, input.Name+": "+s.value(*input.Type.OfType, id))
		}
	}
	return strings.Join(given, ", ")
}

func (s schema) value(of typeRef, id string) string {
	if of.Kind == "NON_NULL" {
		return s.value(*of.OfType, id)
	}
	if of.Kind == "LIST" {
		return "[" + s.value(*of.OfType, id) + "]"
	}
	switch found := s.types[of.Name]; found.Kind {
	case "ENUM":
		return found.EnumValues[0].Name
	case "INPUT_OBJECT":
		return "{" + s.required(found.InputFields, id) + "}"
	}
	switch of.Name {
	case "ID":
		return quote(id)
	case "Int", "Float":
		return "1"
	case "Boolean":
		return "true"
	case "DateTime":
		return `"2024-01-16T00:00:00Z"`
	}
	return `"x"`
}
