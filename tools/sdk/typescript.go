package main

import (
	"fmt"
	"strings"
)

func tsDoc(b *strings.Builder, indent, text string) {
	lines := words(strings.ReplaceAll(text, "*/", "*∕"), 95)
	if len(lines) == 1 {
		fmt.Fprintf(b, "%s/** %s */\n", indent, lines[0])
		return
	}
	fmt.Fprintf(b, "%s/**\n", indent)
	for _, line := range lines {
		b.WriteString(strings.TrimRight(indent+" * "+line, " ") + "\n")
	}
	fmt.Fprintf(b, "%s */\n", indent)
}

func (k *kind) typescript() string {
	switch k.base {
	case "int", "float":
		return "number"
	case "bool":
		return "boolean"
	case "string", "time":
		return "string"
	case "json":
		return "unknown"
	case "details":
		return "Record<string, unknown>"
	case "list":
		return k.of.typescript() + "[]"
	}
	return k.name
}

// lower makes listIncidents of ListIncidents.
func lower(name string) string { return strings.ToLower(name[:1]) + name[1:] }

// tsOperations writes the methods. The types are those that openapi-typescript makes.
func tsOperations(c *contract) string {
	var b strings.Builder
	b.WriteString("// Written by tools/sdk from rest/openapi.yaml: do not edit.\n")
	b.WriteString("import type { Call, CallOptions } from '../call.js'\nimport type { components, operations } from './openapi.js'\n\n")
	b.WriteString("type Schemas = components['schemas']\ntype Query<Name extends keyof operations> = NonNullable<operations[Name]['parameters']['query']>\n\n")
	for _, one := range c.components {
		fmt.Fprintf(&b, "export type %s = Schemas['%s']\n", one, one)
	}
	for _, op := range c.operations {
		if len(op.query) > 0 {
			fmt.Fprintf(&b, "export type %sParams = Query<'%s'>\n", op.name, op.name)
		}
	}
	b.WriteString("\n/** The methods of the REST API, one for each operation of openapi.yaml. */\nexport abstract class Operations {\n")
	b.WriteString("  protected abstract call<T>(call: Call, options?: CallOptions): Promise<T>\n")
	b.WriteString("  protected abstract pages<T>(call: Call, options?: CallOptions): AsyncGenerator<T, void, undefined>\n")
	for _, op := range c.operations {
		tsOperation(&b, op)
	}
	b.WriteString("}\n")
	return b.String()
}

func tsOperation(b *strings.Builder, op *operation) {
	var arguments []string
	path := "/api" + op.path
	for _, p := range op.inPath {
		name := lower(goName(p.name))
		if p.name == "id" {
			name = "id"
		}
		name = strings.ReplaceAll(name, "ID", "Id")
		arguments = append(arguments, name+": string")
		path = strings.Replace(path, "{"+p.name+"}", "${encodeURIComponent("+name+")}", 1)
	}
	quote := "'"
	if len(op.inPath) > 0 {
		quote = "`"
	}
	call := fmt.Sprintf("{ method: '%s', path: %s%s%s", op.method, quote, path, quote)
	if len(op.query) > 0 {
		arguments, call = append(arguments, "params: "+op.name+"Params = {}"), call+", query: params"
	}
	switch {
	case op.body != nil:
		arguments, call = append(arguments, "body: "+op.body.typescript()), call+", body"
	case op.empty:
		call += ", body: {}"
	}
	if op.repeatable {
		call += ", keyed: true"
	}
	if op.event {
		call += ", event: true"
	}
	if op.anonymous {
		call += ", anonymous: true"
	}
	if op.data != nil {
		call += ", unwrap: true"
	}
	call += " }"
	arguments = append(arguments, "options?: CallOptions")
	of := op.answer
	switch {
	case op.answer == "":
		of = "void"
	case op.data != nil:
		of = op.data.typescript()
	}
	b.WriteString("\n")
	tsDoc(b, "  ", op.doc)
	fmt.Fprintf(b, "  %s(%s): Promise<%s> {\n    return this.call(%s, options)\n  }\n", lower(op.name), strings.Join(arguments, ", "), of, call)
	if op.item == nil {
		return
	}
	b.WriteString("\n")
	tsDoc(b, "  ", "All that `"+lower(op.name)+"` lists, page by page as they are asked for; `limit` is the length of a page, and `offset` where to begin.")
	fmt.Fprintf(b, "  %s(%s): AsyncGenerator<%s, void, undefined> {\n    return this.pages(%s, options)\n  }\n", lower(op.all()), strings.Join(arguments, ", "), op.item.typescript(), call)
}
