package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// schema is what a test needs of the introspection of the GraphQL schema.
type schema struct{ types map[string]schemaType }

type schemaType struct {
	Kind, Name  string
	Fields      []schemaField
	InputFields []schemaInput
	EnumValues  []struct{ Name string }
}

type schemaField struct {
	Name string
	Args []schemaInput
	Type typeRef
}

type schemaInput struct {
	Name         string
	Type         typeRef
	DefaultValue *string
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

const introspection = `{ __schema { types { kind name
  fields(includeDeprecated: true) { name args { ...input } type { ...ref } }
  inputFields { ...input } enumValues { name } } } }
fragment input on __InputValue { name defaultValue type { ...ref } }
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
