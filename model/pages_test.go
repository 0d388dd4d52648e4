package model_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/opsknight/opsknight/model"
)

// TestThePageOfConceptsHasTheStatuses compares docs/concepts.md with which status may follow
// which.
func TestThePageOfConceptsHasTheStatuses(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("..", "docs", "concepts.md"))
	if err != nil {
		t.Fatal(err)
	}
	shown := map[model.IncidentStatus][]string{}
	for _, row := range regexp.MustCompile(`(?m)^\| ([A-Z]+) \| ([A-Z]+(?:, [A-Z]+)*) \|$`).FindAllStringSubmatch(string(page), -1) {
		shown[model.IncidentStatus(row[1])] = strings.Split(row[2], ", ")
	}
	for _, from := range model.IncidentStatuses {
		for _, to := range model.IncidentStatuses {
			if told := slices.Contains(shown[from], string(to)); told != from.CanBecome(to) {
				t.Errorf("by the page it is %t that %s may become %s", told, from, to)
			}
		}
		if !strings.Contains(string(page), "\n| "+string(from)+" | ") {
			t.Errorf("the page does not say what %s means", from)
		}
	}
}
