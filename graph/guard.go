package graph

import (
	"context"
	"fmt"
	"math"
	"strings"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/parser"
	"github.com/vektah/gqlparser/v2/validator/core"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"github.com/opsknight/opsknight/model"
)

// guard refuses documents that are too large in any way. What is written is
// counted before the document is validated, because the rule that merges fields is
// quadratic; what it expands to is counted after, each fragment once, because
// expanding them is exponential.
type guard struct{ now func() time.Time }

// The limits of a document as it is written.
const (
	mostOperations = 10
	mostFragments  = 50
	mostVariables  = 50
	mostAliases    = 30
	mostDirectives = 50
	mostSelections = 1000
	mostSameKey    = 10  // selections of one response key that have arguments
	mostTypenames  = 100 // selections of __typename in one object: clients add one to each set and fragment
)

// The limits of an operation with its fragments expanded.
const (
	mostRoots         = 20
	mostDepth         = 12
	mostExpanded      = 1000
	mostIntrospection = 20 // levels below __schema and __type: the usual query has 15
	mostCost          = 5000
	mostFiltered      = model.MaxPage // values in one list of a filter
)

// ExtensionName names the extension.
func (guard) ExtensionName() string { return "Guard" }

// Validate accepts every schema.
func (guard) Validate(graphql.ExecutableSchema) error { return nil }

func tooMuch(code, what string, n, most int) *gqlerror.Error {
	return &gqlerror.Error{
		Message:    fmt.Sprintf("The operation has %d %s; the limit is %d.", n, what, most),
		Extensions: map[string]any{"code": code},
	}
}

// MutateOperationParameters counts what is written.
func (guard) MutateOperationParameters(_ context.Context, params *graphql.RawParams) *gqlerror.Error {
	doc, err := parser.ParseQueryWithTokenLimit(&ast.Source{Input: params.Query}, tokenLimit)
	if err != nil || doc == nil {
		return nil // the executor says what is wrong
	}
	c := written{keys: map[string]int{}, fragments: make(map[string]ast.SelectionSet, len(doc.Fragments))}
	for _, fragment := range doc.Fragments {
		c.fragments[fragment.Name] = fragment.SelectionSet
	}
	for _, operation := range doc.Operations {
		c.directives += len(operation.Directives)
		c.variables += len(operation.VariableDefinitions)
		for _, variable := range operation.VariableDefinitions {
			c.directives += len(variable.Directives)
		}
		c.selections(operation.SelectionSet)
	}
	for _, fragment := range doc.Fragments {
		c.directives += len(fragment.Directives)
		c.selections(fragment.SelectionSet)
	}
	for _, limit := range []struct {
		n, most int
		what    string
	}{
		{len(doc.Operations), mostOperations, "operations"},
		{len(doc.Fragments), mostFragments, "fragments"},
		{c.variables, mostVariables, "variables"},
		{c.aliases, mostAliases, "aliases"},
		{c.directives, mostDirectives, "directives"},
		{c.count, mostSelections, "selections"},
		{c.sameKey, mostSameKey, "selections with one name"},
		{c.typenames, mostTypenames, "selections of __typename in one object"},
	} {
		if limit.n > limit.most {
			return tooMuch("COMPLEXITY_LIMIT_EXCEEDED", limit.what, limit.n, limit.most)
		}
	}
	return nil
}

// written counts what a document has as it is written.
type written struct {
	count, directives, variables, aliases, sameKey, typenames int

	keys      map[string]int
	fragments map[string]ast.SelectionSet
}

// selections counts the set of an object, and all below it.
func (c *written) selections(set ast.SelectionSet) {
	c.typenames = max(c.typenames, c.typenamesIn(set, map[string]bool{}))
	c.within(set)
}

// typenamesIn counts the selections of __typename and its like in one object, those of
// fragments with them: the rule that merges fields compares each with each.
func (c *written) typenamesIn(set ast.SelectionSet, seen map[string]bool) (n int) {
	for _, selection := range set {
		switch s := selection.(type) {
		case *ast.Field:
			if strings.HasPrefix(s.Name, "__") {
				n++
			}
		case *ast.InlineFragment:
			n += c.typenamesIn(s.SelectionSet, seen)
		case *ast.FragmentSpread:
			if !seen[s.Name] {
				seen[s.Name] = true
				n += c.typenamesIn(c.fragments[s.Name], seen)
			}
		}
	}
	return n
}

func (c *written) within(set ast.SelectionSet) {
	for _, selection := range set {
		c.count++
		switch s := selection.(type) {
		case *ast.Field:
			c.field(s)
		case *ast.InlineFragment:
			c.directives += len(s.Directives)
			c.within(s.SelectionSet)
		case *ast.FragmentSpread:
			c.directives += len(s.Directives)
		}
	}
}

func (c *written) field(f *ast.Field) {
	c.directives += len(f.Directives)
	if f.Alias != f.Name {
		c.aliases++
	}
	if len(f.Arguments) > 0 {
		c.keys[f.Alias]++
		c.sameKey = max(c.sameKey, c.keys[f.Alias])
	}
	c.selections(f.SelectionSet)
}

// MutateOperationContext counts what the operation expands to.
func (g guard) MutateOperationContext(_ context.Context, operation *graphql.OperationContext) *gqlerror.Error {
	m := measure{fragments: map[fragment]extent{}, variables: operation.Variables, now: g.now}
	e := m.selections(operation.Operation.SelectionSet)
	operation.Stats.SetExtension(costStat, e.cost)
	switch {
	case e.depth > mostDepth:
		return tooMuch("QUERY_TOO_DEEP", "levels", e.depth, mostDepth)
	case e.introspection > mostIntrospection:
		return tooMuch("QUERY_TOO_DEEP", "levels of introspection", e.introspection, mostIntrospection)
	case e.fields > mostExpanded:
		return tooMuch("COMPLEXITY_LIMIT_EXCEEDED", "fields with its fragments expanded", e.fields, mostExpanded)
	case e.roots > mostRoots:
		return tooMuch("COMPLEXITY_LIMIT_EXCEEDED", "root fields", e.roots, mostRoots)
	case e.filtered > mostFiltered:
		return tooMuch("COMPLEXITY_LIMIT_EXCEEDED", "values in one list of a filter", e.filtered, mostFiltered)
	case e.cost > mostCost:
		refused := tooMuch("COMPLEXITY_LIMIT_EXCEEDED", "", e.cost, mostCost)
		refused.Message = fmt.Sprintf("The operation may answer with %d fields; the limit is %d. Ask for shorter pages, by first, or for fewer lists in lists.", e.cost, mostCost)
		return refused
	}
	return nil
}

// extent is how far a selection reaches.
type extent struct{ fields, roots, depth, introspection, filtered, cost int }

type measure struct {
	fragments map[fragment]extent
	variables map[string]any
	now       func() time.Time
	days      int // how many the analysis has that is measured
}

// fragment is one as it is measured: below an analysis it depends on the days.
type fragment struct {
	name string
	days int
}

func (m measure) selections(set ast.SelectionSet) extent {
	var sum extent
	for _, selection := range set {
		e := m.selection(selection)
		sum.fields = capped(sum.fields, e.fields)
		sum.roots = capped(sum.roots, e.roots)
		sum.cost = capped(sum.cost, e.cost)
		sum.depth = max(sum.depth, e.depth)
		sum.introspection = max(sum.introspection, e.introspection)
		sum.filtered = max(sum.filtered, e.filtered)
	}
	return sum
}

func (m measure) selection(selection ast.Selection) extent {
	switch s := selection.(type) {
	case *ast.Field:
		below := m.within(s).selections(s.SelectionSet)
		if introspections[s.Name] > 0 {
			return extent{fields: capped(1, below.fields), roots: 1, depth: 1, introspection: below.depth, cost: introspections[s.Name]}
		}
		return extent{
			fields: capped(1, below.fields), roots: 1, depth: 1 + below.depth, introspection: below.introspection,
			filtered: max(below.filtered, m.filtered(s)),
			cost:     capped(1+surcharge(s), times(below.cost, m.length(s))),
		}
	case *ast.InlineFragment:
		return m.selections(s.SelectionSet)
	case *ast.FragmentSpread:
		of := fragment{s.Name, m.days}
		e, measured := m.fragments[of]
		if !measured {
			e = m.selections(s.Definition.SelectionSet) // validated: there is no cycle
			m.fragments[of] = e
		}
		return e
	}
	return extent{}
}

func capped(a, b int) int { return min(a+b, math.MaxInt32) }

// cappedRules are the rules of validation, each giving at most so many errors.
// quiet leaves out the names that they would suggest.
func cappedRules(most int, quiet bool) func() *rules.Rules {
	return func() *rules.Rules {
		all := rules.NewDefaultRules()
		if quiet {
			for _, rule := range []core.Rule{rules.FieldsOnCorrectTypeRuleWithoutSuggestions, rules.KnownArgumentNamesRuleWithoutSuggestions, rules.KnownTypeNamesRuleWithoutSuggestions, rules.ValuesOfCorrectTypeRuleWithoutSuggestions} {
				all.ReplaceRule(strings.TrimSuffix(rule.Name, "WithoutSuggestions"), rule.RuleFunc)
			}
		}
		for name, rule := range all.GetInner() {
			all.ReplaceRule(name, func(observers *core.Events, addError core.AddErrFunc) {
				left := most
				rule(observers, func(options ...core.ErrorOption) {
					if left > 0 {
						left--
						addError(options...)
					}
				})
			})
		}
		return all
	}
}
