package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// What a field of a class cannot be called in Python.
var pyKeywords = []string{
	"False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif", "else", "except", "finally", "for",
	"from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
}

func pyDoc(b *strings.Builder, indent, text string) {
	lines := words(strings.ReplaceAll(text, `\`, `\\`), 96-len(indent))
	if len(lines) == 1 {
		fmt.Fprintf(b, "%s\"\"\"%s\"\"\"\n", indent, lines[0])
		return
	}
	fmt.Fprintf(b, "%s\"\"\"%s\n", indent, lines[0])
	for _, line := range lines[1:] {
		b.WriteString(strings.TrimRight(indent+line, " ") + "\n")
	}
	fmt.Fprintf(b, "%s\"\"\"\n", indent)
}

func pyComment(b *strings.Builder, indent, text string) {
	if strings.TrimSpace(text) == "" {
		return
	}
	for _, line := range words(text, 95-len(indent)) {
		b.WriteString(strings.TrimRight(indent+"# "+line, " ") + "\n")
	}
}

func (k *kind) python() string {
	switch k.base {
	case "int", "float", "bool":
		return k.base
	case "string", "time":
		return "str"
	case "json":
		return "Any"
	case "details":
		return "Dict[str, Any]"
	case "map":
		return "Dict[str, str]"
	case "list":
		return "List[" + k.of.python() + "]"
	}
	return k.name
}

func pyOptional(of string, nullable bool) string {
	if nullable && of != "Any" {
		return "Optional[" + of + "]"
	}
	return of
}

// pyField is one field of a dictionary.
type pyField struct{ name, doc, of string }

// pyDict writes a TypedDict. Python 3.9 knows no NotRequired: fields that may be missing are
// in a class over one with those that may not. Fields that are called as keywords are need the
// functional form, whose types are texts.
func pyDict(b *strings.Builder, name, doc string, required, optional []pyField) {
	var bases []string
	plain := func(fields []pyField, suffix, total string) []pyField {
		var words []string
		rest := slices.DeleteFunc(slices.Clone(fields), func(f pyField) bool {
			if !slices.Contains(pyKeywords, f.name) {
				return false
			}
			words = append(words, fmt.Sprintf("%q: %q", f.name, f.of))
			return true
		})
		if len(words) > 0 {
			base := "_" + name + suffix
			fmt.Fprintf(b, "%s = TypedDict(%q, {%s}%s)\n\n\n", base, base, strings.Join(words, ", "), total)
			bases = append(bases, base)
		}
		return rest
	}
	required = plain(required, "Words", "")
	optional = plain(optional, "OptionalWords", ", total=False")
	body := func(fields []pyField) {
		for _, f := range fields {
			pyComment(b, "    ", f.doc)
			fmt.Fprintf(b, "    %s: %s\n", f.name, f.of)
		}
	}
	if len(required) > 0 && len(optional) > 0 {
		inner := "_" + name + "Required"
		fmt.Fprintf(b, "class %s(%s):\n", inner, pyBases(bases))
		body(required)
		b.WriteString("\n\n")
		bases, required = []string{inner}, nil
	}
	total := ""
	if len(required) == 0 {
		total = ", total=False"
	}
	fmt.Fprintf(b, "class %s(%s%s):\n", name, pyBases(bases), total)
	pyDoc(b, "    ", doc)
	if len(required)+len(optional) > 0 {
		b.WriteString("\n")
	}
	body(required)
	body(optional)
	b.WriteString("\n\n")
}

func pyBases(bases []string) string {
	if len(bases) == 0 {
		return "TypedDict"
	}
	return strings.Join(bases, ", ")
}

func pyEnum(b *strings.Builder, e *enum) {
	pyComment(b, "", e.doc)
	fmt.Fprintf(b, "%s = Literal[\n", e.name)
	for _, value := range e.values {
		fmt.Fprintf(b, "    %q,\n", value)
	}
	b.WriteString("]\n\n")
}

const pyImports = "from __future__ import annotations\n\nfrom typing import %s\n\n"

func pyTypes(c *contract) string {
	var b strings.Builder
	b.WriteString("# Written by tools/sdk from rest/openapi.yaml: do not edit.\n")
	b.WriteString("\"\"\"What the REST API takes and answers, as dictionaries. Times are RFC 3339 in UTC.\"\"\"\n\n")
	fmt.Fprintf(&b, pyImports, "Any, Dict, List, Literal, Optional, TypedDict")
	for _, e := range c.enums {
		pyEnum(&b, e)
	}
	b.WriteString("\n")
	for _, o := range c.types {
		var required, optional []pyField
		for _, f := range o.fields {
			one := pyField{f.name, f.doc, pyOptional(f.kind.python(), f.nullable)}
			if f.required {
				required = append(required, one)
			} else {
				optional = append(optional, one)
			}
		}
		pyDict(&b, o.name, o.doc, required, optional)
	}
	return strings.TrimRight(b.String(), "\n") + "\n"
}

func pyOperations(c *contract) string {
	var b strings.Builder
	b.WriteString("# Written by tools/sdk from rest/openapi.yaml: do not edit.\n")
	b.WriteString("\"\"\"The methods of the REST API, one for each operation of openapi.yaml.\"\"\"\n\n")
	fmt.Fprintf(&b, pyImports, "Any, Iterator, List, Mapping, Optional, Sequence")
	b.WriteString("from . import types as t\nfrom ._call import Call, CallOptions, quote\n\n\nclass Operations:\n")
	pyDoc(&b, "    ", "The methods of the REST API. `Client` has them.")
	b.WriteString("\n    def _call(self, call: Call, options: Optional[CallOptions]) -> Any:\n        raise NotImplementedError\n")
	b.WriteString("\n    def _pages(self, call: Call, options: Optional[CallOptions]) -> Iterator[Any]:\n        raise NotImplementedError\n")
	for _, op := range c.operations {
		pyOperation(&b, op)
	}
	return b.String()
}

// pyOf is a type as _operations.py names it.
func pyOf(k *kind) string {
	switch k.base {
	case "enum", "object":
		return "t." + k.name
	case "list":
		return "List[" + pyOf(k.of) + "]"
	}
	return k.python()
}

func pyOperation(b *strings.Builder, op *operation) {
	arguments := []string{"self"}
	path := "\"/api" + op.path + "\""
	for _, p := range op.inPath {
		arguments = append(arguments, p.name+": str")
		path = strings.Replace(path, "{"+p.name+"}", "{quote("+p.name+")}", 1)
	}
	if len(op.inPath) > 0 {
		path = "f" + path
	}
	call := fmt.Sprintf("Call(%q, %s", op.method, path)
	if op.body != nil {
		of := pyOf(op.body)
		if op.body.base == "details" {
			of = "Mapping[str, Any]"
		}
		arguments, call = append(arguments, "body: "+of), call+", body=body"
	} else if op.empty {
		call += ", body={}"
	}
	arguments = append(arguments, "*")
	var query []string
	for _, p := range op.query {
		of := pyOf(p.kind)
		if p.kind.base == "list" {
			of = "Sequence[" + pyOf(p.kind.of) + "]"
		}
		arguments = append(arguments, p.name+": Optional["+of+"] = None")
		query = append(query, fmt.Sprintf("%q: %s", p.name, p.name))
	}
	arguments = append(arguments, "options: Optional[CallOptions] = None")
	if len(query) > 0 {
		call += ", query={" + strings.Join(query, ", ") + "}"
	}
	if op.repeatable {
		call += ", keyed=True"
	}
	if op.event {
		call += ", event=True"
	}
	if op.anonymous {
		call += ", anonymous=True"
	}
	if op.data != nil {
		call += ", unwrap=True"
	}
	call += ")"
	of := "t." + op.answer
	switch {
	case op.answer == "":
		of = "None"
	case op.data != nil:
		of = pyOf(op.data)
	}
	doc := op.doc
	for _, p := range op.query {
		doc += "\n\n`" + p.name + "`: " + p.doc
	}
	fmt.Fprintf(b, "\n    def %s(\n        %s,\n    ) -> %s:\n", snake(op.name), strings.Join(arguments, ",\n        "), of)
	pyDoc(b, "        ", doc)
	fmt.Fprintf(b, "        return self._call(%s, options)\n", call)
	if op.item == nil {
		return
	}
	fmt.Fprintf(b, "\n    def %s(\n        %s,\n    ) -> Iterator[%s]:\n", snake(op.all()), strings.Join(arguments, ",\n        "), pyOf(op.item))
	pyDoc(b, "        ", "All that `"+snake(op.name)+"` lists, page by page as they are asked for; `limit` is the length of a page, and `offset` where to begin.")
	fmt.Fprintf(b, "        return self._pages(%s, options)\n", call)
}

func pyGraphQL(definitions []*ast.Definition) string {
	var b strings.Builder
	b.WriteString("# Written by tools/sdk from graph/schema: do not edit.\n")
	b.WriteString("\"\"\"The types of the GraphQL schema. An object has the fields that a query selects; an input is sent\nas a variable, and what is left out of one is not changed. Times are RFC 3339 in UTC.\"\"\"\n\n")
	fmt.Fprintf(&b, pyImports, "Any, Dict, List, Literal, Optional, TypedDict, Union")
	for _, d := range definitions {
		if d.Kind == ast.Enum {
			e := &enum{name: d.Name, doc: d.Description}
			for _, v := range d.EnumValues {
				e.values = append(e.values, v.Name)
			}
			pyEnum(&b, e)
		}
	}
	b.WriteString("\n")
	for _, d := range definitions {
		var required, optional []pyField
		for _, f := range d.Fields {
			if strings.HasPrefix(f.Name, "__") {
				continue
			}
			one := pyField{f.Name, f.Description, pyOptional(pyGraphQLType(f.Type), !f.Type.NonNull)}
			if d.Kind == ast.InputObject && f.Type.NonNull && f.DefaultValue == nil {
				required = append(required, one)
			} else {
				optional = append(optional, one)
			}
		}
		if d.Kind == ast.Object || d.Kind == ast.InputObject {
			pyDict(&b, d.Name, d.Description, required, optional)
		}
	}
	for _, d := range definitions {
		switch d.Kind {
		case ast.Interface:
			pyComment(&b, "", d.Description+" Select `__typename` to know which object it is.")
			fmt.Fprintf(&b, "%s = Dict[str, Any]\n\n", d.Name)
		case ast.Union:
			pyComment(&b, "", d.Description+" Select `__typename` to know which object it is.")
			fmt.Fprintf(&b, "%s = Union[%s]\n\n", d.Name, strings.Join(d.Types, ", "))
		case ast.Enum, ast.InputObject, ast.Object, ast.Scalar:
		}
	}
	return strings.TrimRight(b.String(), "\n") + "\n"
}

func pyGraphQLType(t *ast.Type) string {
	if t.Elem != nil {
		return "List[" + pyOptional(pyGraphQLType(t.Elem), !t.Elem.NonNull) + "]"
	}
	switch t.NamedType {
	case "ID", "String", "DateTime":
		return "str"
	case "Int":
		return "int"
	case "Float":
		return "float"
	case "Boolean":
		return "bool"
	case "JSON":
		return "Any"
	}
	return t.NamedType
}
