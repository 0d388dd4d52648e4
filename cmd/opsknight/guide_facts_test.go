package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/pflag"
)

// guide reads a page, by its path from the root of the repository on.
func guide(t *testing.T, name string) string {
	t.Helper()
	page, err := os.ReadFile(filepath.Join("..", "..", filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(page)
}

// TestTheReadmeHasEveryFlag compares the settings in README.md with the flags of serve, their
// variables and their defaults.
func TestTheReadmeHasEveryFlag(t *testing.T) {
	rows := map[string][]string{}
	for _, row := range regexp.MustCompile("(?m)^\\| `--([a-z-]+)` \\| (.+?) \\| (.+?) \\|").FindAllStringSubmatch(guide(t, "README.md"), -1) {
		rows[row[1]] = row[2:]
	}
	flags := serveCommand().Flags()
	flags.VisitAll(func(flag *pflag.Flag) {
		row, ok := rows[flag.Name]
		if !ok {
			t.Errorf("README.md lacks --%s", flag.Name)
			return
		}
		if variable := "OPSKNIGHT_" + strings.ToUpper(strings.ReplaceAll(flag.Name, "-", "_")); !strings.Contains(row[0], "`"+variable+"`") {
			t.Errorf("--%s has the variable %s, and README.md says %s", flag.Name, variable, row[0])
		}
		standard := strings.NewReplacer("h0m0s", "h", "m0s", "m").Replace(strings.Trim(flag.DefValue, "[]"))
		if standard != "" && !strings.Contains(row[1], "`"+standard+"`") {
			t.Errorf("--%s is %s if it is not given, and README.md says %s", flag.Name, standard, row[1])
		}
	})
	for name := range rows {
		if flags.Lookup(name) == nil {
			t.Errorf("serve has no --%s", name)
		}
	}
}

// TestThePageOfRateLimitsHasTheLimits compares docs/rate-limits.md with the flags of serve.
func TestThePageOfRateLimitsHasTheLimits(t *testing.T) {
	rows := regexp.MustCompile(`(?m)^\| (events|reads|writes) \| ([0-9]+) \|`).FindAllStringSubmatch(guide(t, "docs/rate-limits.md"), -1)
	if len(rows) != 3 {
		t.Fatalf("the page has the limits %v", rows)
	}
	for _, row := range rows {
		if standard := serveCommand().Flags().Lookup("rate-" + row[1]).DefValue; standard != row[2] {
			t.Errorf("serve allows %s %s, and the page says %s", standard, row[1], row[2])
		}
	}
}
