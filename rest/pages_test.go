package rest_test

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"

	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/rest"
)

// TestThePageOfErrorsHasEveryCode compares the table of docs/errors.md with the statuses that
// codes have.
func TestThePageOfErrorsHasEveryCode(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("..", "docs", "errors.md"))
	if err != nil {
		t.Fatal(err)
	}
	shown := map[fault.Code]int{}
	for _, row := range regexp.MustCompile("(?m)^\\| `([A-Z_]+)` \\| ([0-9]+) \\|").FindAllStringSubmatch(string(page), -1) {
		status, err := strconv.Atoi(row[2])
		if err != nil {
			t.Fatal(err)
		}
		shown[fault.Code(row[1])] = status
	}
	if !maps.Equal(shown, rest.Statuses) || len(shown) != len(fault.Codes) {
		t.Errorf("the page has %v, and the server %v", shown, rest.Statuses)
	}
}
