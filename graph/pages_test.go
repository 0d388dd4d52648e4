package graph_test

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/opsknight/opsknight/graph"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/model"
)

// guidePage reads a page of docs.
func guidePage(t *testing.T, name string) string {
	t.Helper()
	page, err := os.ReadFile(filepath.Join("..", "docs", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(page)
}

// TestThePageOfErrorsHasEveryCodeOfGraphQL compares docs/errors.md with the codes that this
// package writes beside those of faults, and the one that gqlgen does.
func TestThePageOfErrorsHasEveryCodeOfGraphQL(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	codes := []string{"GRAPHQL_PARSE_FAILED"}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range regexp.MustCompile(`"([A-Z]+(?:_[A-Z]+)+)"`).FindAllStringSubmatch(string(source), -1) {
			if !slices.Contains(fault.Codes, fault.Code(found[1])) && !slices.Contains(codes, found[1]) {
				codes = append(codes, found[1])
			}
		}
	}
	_, page, _ := strings.Cut(guidePage(t, "errors.md"), "\n## GraphQL\n")
	var shown []string
	for _, row := range regexp.MustCompile("(?m)^\\| `([A-Z_]+)` \\|").FindAllStringSubmatch(page, -1) {
		shown = append(shown, row[1])
	}
	slices.Sort(codes)
	slices.Sort(shown)
	if !slices.Equal(codes, shown) {
		t.Errorf("the page has %q, and the server %q", shown, codes)
	}
}

// TestThePageOfScopes compares docs/scopes.md with the scopes, the roles, and the types that
// other objects refer to.
func TestThePageOfScopes(t *testing.T) {
	page := guidePage(t, "scopes.md")
	rows := regexp.MustCompile("(?m)^\\| `([a-z]+:[a-z]+)` \\| .+ \\| (yes)? ?\\| (yes)? ?\\| (yes)? ?\\|$").FindAllStringSubmatch(page, -1)
	if len(rows) != len(model.Scopes) {
		t.Fatalf("the page has %d scopes, and there are %d", len(rows), len(model.Scopes))
	}
	for i, row := range rows {
		scope := model.Scope(row[1])
		if scope != model.Scopes[i] {
			t.Errorf("the page has %s where %s is", scope, model.Scopes[i])
		}
		for j, role := range model.Roles {
			if shown := row[2+j] == "yes"; shown != role.Allows(scope) {
				t.Errorf("by the page it is %t that %s has %s", shown, role, scope)
			}
		}
	}
	related := map[string]model.Scope{}
	for _, row := range regexp.MustCompile("(?m)^\\| `([A-Z][A-Za-z]+)` \\| `([a-z:]+)` \\|$").FindAllStringSubmatch(page, -1) {
		related[row[1]] = model.Scope(row[2])
	}
	if !maps.Equal(related, graph.RelatedScopes) {
		t.Errorf("the page has %v, and the server %v", related, graph.RelatedScopes)
	}
}
