package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/opsknight/opsknight/tools/pages"
)

const note = "<!-- Written by `make generate` from rest/openapi.yaml: change the descriptions there. -->\n\n"

// index is the first page: every path, by tags.
func index(spec *openapi3.T, groups []tagged) string {
	var out strings.Builder
	out.WriteString("# REST reference\n\n" + note)
	out.WriteString("Every path of the REST API. How it is used is in [api.md](../api.md), what a refusal means in [errors.md](../errors.md). A running server shows the same at `/docs`, with forms to try it, and has it for code generators at `/api/openapi.json`.\n")
	for _, one := range groups {
		fmt.Fprintf(&out, "\n## %s\n\n%s\n\n| path | |\n| --- | --- |\n", one.tag.Name, one.tag.Description)
		for _, op := range one.operations {
			fmt.Fprintf(&out, "| `%s %s%s` | [%s](%s.md#%s) |\n", op.method, base(spec), op.path, op.Summary, one.file, op.anchor)
		}
	}
	return out.String()
}

func base(spec *openapi3.T) string { return strings.TrimSuffix(spec.Servers[0].URL, "/") }

// page has the operations of a tag.
func page(spec *openapi3.T, of tagged) string {
	var out strings.Builder
	fmt.Fprintf(&out, "# %s\n\n%sOf the [REST reference](README.md). %s\n", of.tag.Name, note, of.tag.Description)
	for _, op := range of.operations {
		fmt.Fprintf(&out, "\n## %s\n\n`%s %s%s`\n\n%s\n", op.Summary, op.method, base(spec), op.path, strings.TrimSpace(op.Description))
		parameters(&out, append(slices.Clone(op.at.Parameters), op.Parameters...))
		if op.RequestBody != nil {
			body(&out, op.RequestBody.Value)
		}
		answers(&out, op.Responses)
	}
	return out.String()
}

func parameters(out *strings.Builder, all openapi3.Parameters) {
	if len(all) == 0 {
		return
	}
	out.WriteString("\n| parameter | in | type | |\n| --- | --- | --- | --- |\n")
	for _, ref := range all {
		p := ref.Value
		fmt.Fprintf(out, "| `%s` | %s | %s | %s |\n", p.Name, p.In, kind(p.Schema), pages.Cell(p.Description+limits(p.Schema)+needed(p.Required && p.In != "path")))
	}
}

func body(out *strings.Builder, request *openapi3.RequestBody) {
	media := request.Content.Get("application/json")
	if media == nil {
		return
	}
	if media.Schema.Ref != "" {
		fmt.Fprintf(out, "\nTakes %s.\n", kind(media.Schema))
		return
	}
	out.WriteString("\n| in the body | type | |\n| --- | --- | --- |\n")
	fields(out, "", media.Schema.Value)
}

// answers has a line for each success; what each refusal means is on a page of its own.
func answers(out *strings.Builder, all *openapi3.Responses) {
	var refused []string
	out.WriteString("\n| answer | | |\n| --- | --- | --- |\n")
	for _, status := range slices.Sorted(maps.Keys(all.Map())) {
		if status >= "4" {
			refused = append(refused, status)
			continue
		}
		answer := all.Value(status).Value
		shown := ""
		for _, media := range answer.Content {
			if media.Schema != nil {
				shown = kind(media.Schema)
			}
		}
		fmt.Fprintf(out, "| %s | %s | %s |\n", status, pages.Cell(*answer.Description), shown)
	}
	if len(refused) > 0 {
		fmt.Fprintf(out, "\nRefused with %s: [errors.md](../errors.md).\n", strings.Join(refused, ", "))
	}
}

// schemas has each by its name.
func schemas(spec *openapi3.T) string {
	var out strings.Builder
	out.WriteString("# Schemas\n\n" + note + "What requests and answers of the [REST reference](README.md) are made of.\n")
	for _, name := range slices.Sorted(maps.Keys(spec.Components.Schemas)) {
		schema := spec.Components.Schemas[name].Value
		fmt.Fprintf(&out, "\n## %s\n\n%s\n", name, strings.TrimSpace(schema.Description))
		for _, part := range schema.AllOf {
			if part.Ref != "" {
				fmt.Fprintf(&out, "\nHas what %s has.\n", kind(part))
			}
		}
		for _, part := range schema.OneOf {
			fmt.Fprintf(&out, "\nMay be %s.\n", kind(part))
		}
		if len(schema.Enum) > 0 || !hasFields(schema) {
			fmt.Fprintf(&out, "\nType: %s.%s\n", kind(&openapi3.SchemaRef{Value: schema}), limits(&openapi3.SchemaRef{Value: schema}))
			continue
		}
		out.WriteString("\n| field | type | |\n| --- | --- | --- |\n")
		fields(&out, "", schema)
	}
	return out.String()
}

func hasFields(schema *openapi3.Schema) bool {
	return len(schema.Properties) > 0 || slices.ContainsFunc(schema.AllOf, func(part *openapi3.SchemaRef) bool { return len(part.Value.Properties) > 0 })
}

// fields has a row for each property, and for those of objects that have no name of their own.
func fields(out *strings.Builder, prefix string, schema *openapi3.Schema) {
	for _, part := range schema.AllOf {
		if part.Ref == "" {
			fields(out, prefix, part.Value)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(schema.Properties)) {
		of := schema.Properties[name]
		required := needed(slices.Contains(schema.Required, name))
		fmt.Fprintf(out, "| `%s` | %s | %s |\n", prefix+name, kind(of), pages.Cell(of.Value.Description+limits(of)+required))
		switch {
		case of.Ref != "":
		case len(of.Value.Properties) > 0 || len(of.Value.AllOf) > 0:
			fields(out, prefix+name+".", of.Value)
		case of.Value.Items != nil && of.Value.Items.Ref == "":
			fields(out, prefix+name+"[].", of.Value.Items.Value)
		}
	}
}

func needed(required bool) string {
	if required {
		return " **Required.**"
	}
	return ""
}

// kind is a type in words, which leads to where it is described.
func kind(ref *openapi3.SchemaRef) string {
	if ref.Ref != "" {
		name := ref.Ref[strings.LastIndex(ref.Ref, "/")+1:]
		return fmt.Sprintf("[`%s`](schemas.md#%s)", name, slug(name))
	}
	schema := ref.Value
	var parts []string
	for _, one := range slices.Concat(schema.OneOf, schema.AnyOf) {
		parts = append(parts, kind(one))
	}
	if len(schema.AllOf) == 1 {
		parts = append(parts, kind(schema.AllOf[0]))
	}
	for _, name := range schema.Type.Slice() {
		switch {
		case len(parts) > 0 && len(schema.OneOf) > 0:
		case name == "array" && schema.Items != nil && (schema.Items.Ref != "" || schema.Items.Value.Type != nil):
			parts = append(parts, "list of "+kind(schema.Items))
		case name == "string" && schema.Format == "date-time":
			parts = append(parts, "time")
		case name == "string" && schema.Format == "date":
			parts = append(parts, "date")
		default:
			parts = append(parts, name)
		}
	}
	if len(parts) == 0 {
		return "any"
	}
	return strings.Join(parts, " or ")
}

// limits says what a value may be, beside its type.
func limits(ref *openapi3.SchemaRef) string {
	if ref.Ref != "" {
		return ""
	}
	s := ref.Value
	var said []string
	if len(s.Enum) > 0 {
		var values []string
		for _, value := range s.Enum {
			values = append(values, fmt.Sprintf("`%v`", value))
		}
		said = append(said, "One of "+strings.Join(values, ", "))
	}
	if s.MinLength > 0 || s.MaxLength != nil {
		said = append(said, between(s.MinLength, s.MaxLength, "characters"))
	}
	if s.MinItems > 0 || s.MaxItems != nil {
		said = append(said, between(s.MinItems, s.MaxItems, "of them"))
	}
	switch {
	case s.Min != nil && s.Max != nil:
		said = append(said, fmt.Sprintf("%.0f to %.0f", *s.Min, *s.Max))
	case s.Min != nil:
		said = append(said, fmt.Sprintf("%.0f or more", *s.Min))
	case s.Max != nil:
		said = append(said, fmt.Sprintf("At most %.0f", *s.Max))
	}
	if s.Default != nil {
		said = append(said, fmt.Sprintf("Left out, it is `%v`", s.Default))
	}
	if len(said) == 0 {
		return ""
	}
	return " " + strings.Join(said, ". ") + "."
}

func between(least uint64, most *uint64, what string) string {
	switch {
	case most == nil:
		return fmt.Sprintf("At least %d %s", least, what)
	case least == 0:
		return fmt.Sprintf("At most %d %s", *most, what)
	}
	return fmt.Sprintf("%d to %d %s", least, *most, what)
}
