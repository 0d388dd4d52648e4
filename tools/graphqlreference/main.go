// Command graphqlreference writes the reference of a GraphQL schema as Markdown: a page for
// each file of the schema, and an index.
//
//	graphqlreference SCHEMA FOLDER
//
// SCHEMA is the folder of the .graphqls files, FOLDER that of the pages, in which no others are
// kept.
package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/opsknight/opsknight/tools/pages"
)

func main() {
	if len(os.Args) != 3 {
		fail(errors.New("usage: graphqlreference SCHEMA FOLDER"))
	}
	if err := write(os.Args[1], os.Args[2]); err != nil {
		fail(err)
	}
}

func fail(err error) {
	_, _ = fmt.Fprintln(os.Stderr, "graphqlreference:", err)
	os.Exit(1)
}

// write reads the schema, and replaces the pages of the folder.
func write(schemaFolder, folder string) error {
	files, err := filepath.Glob(filepath.Join(schemaFolder, "*.graphqls"))
	if err != nil || len(files) == 0 {
		return fmt.Errorf("%s has no .graphqls: %w", schemaFolder, err)
	}
	var sources []*ast.Source
	for _, file := range files {
		text, err := os.ReadFile(file) //nolint:gosec // G304: what the command line names
		if err != nil {
			return err
		}
		sources = append(sources, &ast.Source{Name: strings.TrimSuffix(filepath.Base(file), ".graphqls"), Input: string(text)})
	}
	schema, err := gqlparser.LoadSchema(sources...)
	if err != nil {
		return err
	}
	r := gather(schema, sources)

	written := map[string]string{"README": r.index()}
	for _, page := range r.pages {
		written[page.name] = r.page(page)
	}
	return pages.Replace(folder, written)
}

// A page has what one file of the schema defines.
type page struct {
	name     string
	sections []section
}

// A section is a heading of a page with what is below it.
type section struct {
	heading string
	fields  []*ast.FieldDefinition // of Query, Mutation or Subscription
	types   []*ast.Definition
}

// reference is the schema by pages, and where each type and operation is.
type reference struct {
	schema *ast.Schema
	pages  []*page
	at     map[string]string // page and anchor, by a type's name or an operation's with its root
}

// kinds are the sections of types, in their order.
var kinds = []struct {
	kind    ast.DefinitionKind
	heading string
}{
	{ast.Object, "Objects"},
	{ast.Interface, "Interfaces"},
	{ast.Union, "Unions"},
	{ast.InputObject, "Inputs"},
	{ast.Enum, "Enums"},
	{ast.Scalar, "Scalars"},
}

// gather sorts what is defined by the file that defines it.
func gather(schema *ast.Schema, sources []*ast.Source) reference {
	r := reference{schema: schema, at: map[string]string{}}
	roots := []*ast.Definition{schema.Query, schema.Mutation, schema.Subscription}
	for _, source := range sources {
		one := &page{name: source.Name}
		for i, heading := range []string{"Queries", "Mutations", "Subscriptions"} {
			of := section{heading: heading}
			for _, field := range roots[i].Fields {
				if field.Position != nil && field.Position.Src == source && !strings.HasPrefix(field.Name, "__") {
					of.fields = append(of.fields, field)
				}
			}
			one.add(of)
		}
		for _, kind := range kinds {
			of := section{heading: kind.heading}
			for _, definition := range schema.Types {
				if definition.Kind == kind.kind && !definition.BuiltIn && definition.Position.Src == source && !slices.Contains(roots, definition) {
					of.types = append(of.types, definition)
				}
			}
			slices.SortFunc(of.types, func(a, b *ast.Definition) int { return a.Position.Start - b.Position.Start })
			one.add(of)
		}
		if len(one.sections) > 0 {
			r.pages = append(r.pages, one)
			r.place(one)
		}
	}
	return r
}

func (p *page) add(s section) {
	if len(s.fields)+len(s.types) > 0 {
		p.sections = append(p.sections, s)
	}
}

// place notes the anchors that the page's headings have.
func (r reference) place(p *page) {
	seen := map[string]int{strings.ToLower(p.title()): 1}
	anchor := func(heading string) string {
		id := strings.ReplaceAll(strings.ToLower(heading), " ", "-")
		seen[id]++
		if n := seen[id]; n > 1 {
			id = fmt.Sprintf("%s-%d", id, n-1)
		}
		return p.name + ".md#" + id
	}
	for _, s := range p.sections {
		anchor(s.heading)
		for _, field := range s.fields {
			r.at[s.heading+"."+field.Name] = anchor(field.Name)
		}
		for _, definition := range s.types {
			r.at[definition.Name] = anchor(definition.Name)
		}
	}
}

// titles are those of pages whose name is no word by itself.
var titles = map[string]string{
	"apikey": "API keys", "audit": "Audit log", "calendar": "Calendar feeds", "change": "Change events", "count": "Counts",
	"oncall": "On call", "policy": "Escalation policies", "savedview": "Saved views", "schema": "Common", "session": "Sessions", "settings": "Settings",
}

// title is what the page is about.
func (p *page) title() string {
	if title, ok := titles[p.name]; ok {
		return title
	}
	title := strings.ToUpper(p.name[:1]) + p.name[1:]
	if strings.HasSuffix(title, "s") || p.name == "escalation" || p.name == "simulation" {
		return title
	}
	return title + "s"
}
