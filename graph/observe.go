package graph

import (
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/model"
)

// firstField is the name of the first field at the top level of a valid operation, by
// which it is counted: one of the schema, whatever its alias.
func firstField(selections ast.SelectionSet) string {
	for _, selection := range selections {
		name := ""
		switch at := selection.(type) {
		case *ast.Field:
			name = at.Name
		case *ast.InlineFragment:
			name = firstField(at.SelectionSet)
		case *ast.FragmentSpread:
			name = firstField(at.Definition.SelectionSet)
		}
		if name != "" {
			return name
		}
	}
	return ""
}

// tellOf counts an event by what it did, or by the code that it was refused with.
func (r *Resolver) tellOf(result model.EventResult, err error) {
	if r.ObserveEvent == nil {
		return
	}
	told := string(result.Action)
	if err != nil {
		told = string(fault.Internal)
		if f := fault.Of(err); f != nil {
			told = string(f.Code)
		}
	}
	r.ObserveEvent("graphql", told)
}
