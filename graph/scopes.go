package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/opsknight/opsknight/internal/auth"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/model"
)

// fieldScopes refuses an operation that selects more of a related object than its
// id and name without the scope to read that object: an incident's assignee may be
// named by who may read the incident, but not looked into. It looks at the document
// once, before anything runs. (What a resolver returns first it checks itself, so
// that REST, which has no document, is bound by the same.)
type fieldScopes struct{}

// relatedScopes are the scopes of types that other objects refer to.
var relatedScopes = map[string]model.Scope{
	"Service": model.ServicesRead,
	"User":    model.UsersRead,
	"Team":    model.TeamsRead,

	"Schedule":         model.SchedulesRead,
	"EscalationPolicy": model.ServicesRead,
}

// named are the fields that are shown with the object that refers.
var named = map[string]bool{"id": true, "name": true, "__typename": true}

// ExtensionName names the extension.
func (fieldScopes) ExtensionName() string { return "FieldScopes" }

// Validate accepts every schema.
func (fieldScopes) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationContext refuses the operation, naming the field and the scope.
func (fieldScopes) MutateOperationContext(ctx context.Context, operation *graphql.OperationContext) *gqlerror.Error {
	by, err := auth.Actor(ctx)
	if err != nil {
		return nil // the resolvers refuse
	}
	check := &scopeCheck{by: by, seen: map[string]bool{}}
	return check.selections(operation.Operation.SelectionSet)
}

type scopeCheck struct {
	by   model.Actor
	seen map[string]bool // fragments, each of which is looked at once
}

func (c *scopeCheck) selections(set ast.SelectionSet) *gqlerror.Error {
	for _, selection := range set {
		var err *gqlerror.Error
		switch s := selection.(type) {
		case *ast.Field:
			err = c.field(s)
		case *ast.InlineFragment:
			err = c.selections(s.SelectionSet)
		case *ast.FragmentSpread:
			if !c.seen[s.Name] {
				c.seen[s.Name] = true
				err = c.selections(s.Definition.SelectionSet)
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (c *scopeCheck) field(f *ast.Field) *gqlerror.Error {
	if scope, related := relatedScopes[f.ObjectDefinition.Name]; related && !named[f.Name] {
		if why := c.by.Need(scope); why != nil {
			refused := &gqlerror.Error{Locations: []gqlerror.Location{{Line: f.Position.Line, Column: f.Position.Column}}, Extensions: map[string]any{}}
			describe(refused, fault.Of(why))
			refused.Message = f.ObjectDefinition.Name + "." + f.Name + " needs the scope " + string(scope) + ", which this API key may not use; id and name are shown without it."
			return refused
		}
	}
	return c.selections(f.SelectionSet)
}
