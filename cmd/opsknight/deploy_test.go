package main

import (
	"io"
	"net/http"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/opsknight/opsknight/db/dbtest"
)

// TestAlertsAndDashboardAskForMetricsThatExist compares the names in deploy with what a server
// shows; of labels it has none yet, but all of their names.
func TestAlertsAndDashboardAskForMetricsThatExist(t *testing.T) {
	p := startProcess(t, dbtest.URL(t, "postgres"), "--database-read-url", "postgres://127.0.0.1:1/nowhere")
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, p.url+"/metrics", nil)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	shown, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	documented, err := os.ReadFile("../../docs/operations.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{"prometheus/opsknight.rules.yml", "grafana/opsknight.json"} {
		text, err := os.ReadFile("../../deploy/" + file)
		if err != nil {
			t.Fatal(err)
		}
		names := regexp.MustCompile(`opsknight_[a-z_]+|process_[a-z_]+`).FindAllString(string(text), -1)
		if len(names) < 8 {
			t.Fatalf("%s asks for %d metrics", file, len(names))
		}
		for _, name := range names {
			of := regexp.MustCompile(`_(bucket|sum|count)$`).ReplaceAllString(name, "")
			isShown := strings.Contains(string(shown), "\n# HELP "+of+" ")
			isVector := strings.Contains(string(documented), "`"+of+"`") // which appears with its first label
			if !isShown && !isVector {
				t.Errorf("%s asks for %s, which there is not", file, name)
			}
		}
	}
}
