package rest

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// sentence begins a sentence with a field or a library's words: the reference's own
// example says "Title is required" of the field title. Names with a dot or an
// underscore are kept as they are spelt.
func sentence(s string) string {
	if s == "" || strings.ContainsAny(s, "._") && !strings.Contains(s, " ") {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// list names the values of an enum.
func list(values []any) string {
	names := make([]string, 0, len(values))
	for _, value := range values {
		if value == nil {
			value = "null"
		}
		names = append(names, fmt.Sprint(value))
	}
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " or " + names[last]
}

// shown is a client's own value, kept short.
func shown(value any) string {
	const most = 60
	text, err := json.Marshal(value)
	if err != nil {
		return "this"
	}
	if runes := []rune(string(text)); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return string(text)
}

var typeNames = map[string]string{
	"string": "a text", "integer": "a whole number", "number": "a number", "boolean": "true or false",
	"object": "an object", "array": "a list", "null": "null",
}

// types names what a schema takes.
func types(schema *openapi3.Schema) string {
	var names []any
	for _, name := range schema.Type.Slice() {
		names = append(names, typeNames[name])
	}
	if len(names) == 0 {
		return "something else"
	}
	return list(names)
}
