package main

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/opsknight/opsknight/tools/pages"
)

const note = "<!-- Written by `make generate` from graph/schema: change the descriptions there. -->\n\n"

// index is the first page: what each page has, and what each scope opens.
func (r reference) index() string {
	var out strings.Builder
	out.WriteString("# GraphQL reference\n\n" + note)
	out.WriteString("Every query, mutation, subscription and type of the GraphQL API, by what it is about. How the API is used is in [graphql.md](../graphql.md); a running server has the schema at `/graphql/schema.graphqls`, and `/playground` shows it beside the query.\n\n")
	out.WriteString("A type with `!` is never null; `[…]` is a list.\n\n")
	for _, page := range r.pages {
		fmt.Fprintf(&out, "- [%s](%s.md): %s\n", page.title(), page.name, strings.Join(page.names(), ", "))
	}
	out.WriteString("\n## By scope\n\nWhat a key may do with each [scope](../scopes.md), as the descriptions say. What is in more than one line needs both, in the cases that its description tells.\n")
	scopes := map[string][]string{}
	for _, page := range r.pages {
		for _, s := range page.sections {
			for _, field := range s.fields {
				for _, scope := range scopesOf(field.Description) {
					scopes[scope] = append(scopes[scope], fmt.Sprintf("[%s](%s)", field.Name, r.at[s.heading+"."+field.Name]))
				}
				if len(scopesOf(field.Description)) == 0 {
					scopes[""] = append(scopes[""], fmt.Sprintf("[%s](%s)", field.Name, r.at[s.heading+"."+field.Name]))
				}
			}
		}
	}
	out.WriteString("\n| scope | opens |\n| --- | --- |\n")
	var names []string
	for name := range scopes {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range append(names[1:], "") {
		shown := "`" + name + "`"
		if name == "" {
			shown = "none, or another condition"
		}
		fmt.Fprintf(&out, "| %s | %s |\n", shown, strings.Join(scopes[name], ", "))
	}
	return out.String()
}

var scopeNamed = regexp.MustCompile("`((?:events|incidents|services|schedules|users|teams):(?:read|write))`")

// scopesOf are the scopes that a description names, each once.
func scopesOf(description string) []string {
	var scopes []string
	for _, found := range scopeNamed.FindAllStringSubmatch(description, -1) {
		if !slices.Contains(scopes, found[1]) {
			scopes = append(scopes, found[1])
		}
	}
	return scopes
}

// names are those of the page's operations, or of its types if it has none.
func (p *page) names() []string {
	var operations, types []string
	for _, s := range p.sections {
		for _, field := range s.fields {
			operations = append(operations, "`"+field.Name+"`")
		}
		for _, definition := range s.types {
			types = append(types, "`"+definition.Name+"`")
		}
	}
	if len(operations) > 0 {
		return operations
	}
	return types
}

// page is one page.
func (r reference) page(p *page) string {
	var out strings.Builder
	fmt.Fprintf(&out, "# %s\n\n%sOf the [GraphQL reference](README.md).\n", p.title(), note)
	for _, s := range p.sections {
		fmt.Fprintf(&out, "\n## %s\n", s.heading)
		for _, field := range s.fields {
			r.operation(&out, field)
		}
		for _, definition := range s.types {
			r.definition(&out, definition)
		}
	}
	return out.String()
}

// operation writes a field of Query, Mutation or Subscription.
func (r reference) operation(out *strings.Builder, field *ast.FieldDefinition) {
	fmt.Fprintf(out, "\n### %s\n\n%s\n\nAnswers %s.\n", field.Name, described(field.Description, field.Directives), r.link(field.Type))
	if len(field.Arguments) == 0 {
		return
	}
	out.WriteString("\n| argument | type | |\n| --- | --- | --- |\n")
	for _, argument := range field.Arguments {
		r.row(out, argument.Name, argument.Type, described(argument.Description, argument.Directives), argument.DefaultValue)
	}
}

// definition writes a type.
func (r reference) definition(out *strings.Builder, d *ast.Definition) {
	fmt.Fprintf(out, "\n### %s\n\n%s\n", d.Name, described(d.Description, d.Directives))
	switch d.Kind {
	case ast.Object, ast.Interface:
		for _, name := range d.Interfaces {
			fmt.Fprintf(out, "\nImplements %s.\n", r.named(name, name))
		}
		out.WriteString("\n| field | type | |\n| --- | --- | --- |\n")
		for _, field := range d.Fields {
			r.row(out, field.Name, field.Type, described(field.Description, field.Directives), nil)
			for _, argument := range field.Arguments {
				r.row(out, field.Name+"("+argument.Name+":)", argument.Type, described(argument.Description, argument.Directives), argument.DefaultValue)
			}
		}
	case ast.InputObject:
		out.WriteString("\n| field | type | |\n| --- | --- | --- |\n")
		for _, field := range d.Fields {
			r.row(out, field.Name, field.Type, described(field.Description, field.Directives), field.DefaultValue)
		}
	case ast.Enum:
		out.WriteString("\n| value | |\n| --- | --- |\n")
		for _, value := range d.EnumValues {
			fmt.Fprintf(out, "| `%s` | %s |\n", value.Name, pages.Cell(described(value.Description, value.Directives)))
		}
	case ast.Union:
		var members []string
		for _, name := range d.Types {
			members = append(members, r.named(name, name))
		}
		fmt.Fprintf(out, "\nIs %s.\n", strings.Join(members, " or "))
	case ast.Scalar: // its description is all there is
	}
}

func (r reference) row(out *strings.Builder, name string, of *ast.Type, description string, standard *ast.Value) {
	if standard != nil {
		description += " Left out, it is `" + standard.String() + "`."
	}
	fmt.Fprintf(out, "| `%s` | %s | %s |\n", name, r.link(of), pages.Cell(description))
}

// described is a description, with what the directives add.
func described(description string, directives ast.DirectiveList) string {
	text := strings.TrimSpace(description)
	if deprecated := directives.ForName("deprecated"); deprecated != nil {
		if reason := deprecated.Arguments.ForName("reason"); reason != nil {
			text += " **Deprecated:** " + reason.Value.Raw
		}
	}
	if specified := directives.ForName("specifiedBy"); specified != nil {
		text += " Specified by " + specified.Arguments.ForName("url").Value.Raw + "."
	}
	return text
}

// link is a type, which leads to where it is described.
func (r reference) link(of *ast.Type) string { return r.named(of.Name(), of.String()) }

func (r reference) named(name, shown string) string {
	if at, ok := r.at[name]; ok {
		return fmt.Sprintf("[`%s`](%s)", shown, at)
	}
	return "`" + shown + "`"
}
