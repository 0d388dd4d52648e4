package graph_test

import (
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/opsknight/opsknight/graph"
	"github.com/opsknight/opsknight/graph/generated"
)

// TestEveryListHasAPrice finds the lists of objects in the schema: each is a part of a
// connection or cut to pages, has as many items as ids were given or as an analysis has
// days, or is in the table of lengths. (That
// every connection costs as much as its page is a test of the started server.)
func TestEveryListHasAPrice(t *testing.T) {
	schema := generated.NewExecutableSchema(generated.Config{}).Schema()
	found := map[string]bool{}
	for _, of := range schema.Types {
		if of.Kind != ast.Object && of.Kind != ast.Interface || strings.HasPrefix(of.Name, "__") {
			continue
		}
		for _, field := range of.Fields {
			name := of.Name + "." + field.Name
			found[name] = true
			if field.Type.Elem == nil || strings.HasSuffix(of.Name, "Connection") || field.Arguments.ForName("ids") != nil || field.Arguments.ForName("first") != nil || name == "IncidentAnalytics.days" {
				continue
			}
			kind := schema.Types[field.Type.Name()].Kind
			if (kind == ast.Object || kind == ast.Interface || kind == ast.Union) && !graph.IsPriced(of.Name, field.Name) {
				t.Errorf("%s is a list of %s, and its length is not in the table of graph/cost.go", name, field.Type.Name())
			}
		}
	}
	for name := range graph.Priced() {
		if !found[name] {
			t.Errorf("graph/cost.go knows the length of %s, which is not in the schema", name)
		}
	}
}
