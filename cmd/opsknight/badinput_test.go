package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// commands are all that do something themselves.
func commands(cmd *cobra.Command) []*cobra.Command {
	if !cmd.HasSubCommands() {
		return []*cobra.Command{cmd}
	}
	var all []*cobra.Command
	for _, sub := range cmd.Commands() {
		all = append(all, commands(sub)...)
	}
	return all
}

// asksTheAPI reports whether a command is a client of a server.
func asksTheAPI(cmd *cobra.Command) bool {
	return cmd.InheritedFlags().Lookup("api-key") != nil || cmd.Flags().Lookup("api-key") != nil
}

// filled is a command line of a command in which nothing is missing.
func filled(t *testing.T, cmd *cobra.Command) []string {
	t.Helper()
	line := strings.Fields(cmd.CommandPath())[1:]
	needed := map[string][]string{
		"incident snooze": {"--for", "2h"}, "incident assign": {"--to", "nobody"}, "incident note": {"-m", "text"}, "incident create": {"--service", "svc_1"},
		"event trigger": {"-r", "payment-api"}, "event ack": {"-r", "payment-api"}, "event resolve": {"-r", "payment-api"}, "event change": {"-r", "payment-api"},
		"override create": {"--schedule", "sch_1", "--user", "usr_1", "--for", "2h"}, "policy create": {"--step", "5:usr_1"}, "policy simulate": {"pol_1"},
		"user create": {"--email", "a@example.com"},
	}
	_, takes, _ := strings.Cut(cmd.Use, " ")
	if takes != "" && !strings.HasPrefix(takes, "[") {
		line = append(line, map[string]string{"PATH": "/api/incidents", "QUERY": "{ viewer { id } }", "ID": "inc_00000000000000000000000000", "ID...": "inc_00000000000000000000000000"}[takes])
		if line[len(line)-1] == "" {
			line[len(line)-1] = "something"
		}
	}
	return append(line, needed[strings.Join(strings.Fields(cmd.CommandPath())[1:], " ")]...)
}

// complaint runs a command line and fails unless it ends with this status and one clear
// sentence, which it returns.
func complaint(t *testing.T, status int, args ...string) string {
	t.Helper()
	var stdout, stderr bytes.Buffer
	got := run(t.Context(), args, &stdout, &stderr)
	lines := strings.Split(strings.TrimSuffix(stderr.String(), "\n"), "\n")
	if got == exitUsage {
		if last := lines[len(lines)-1]; !strings.HasPrefix(last, "Run opsknight") {
			t.Errorf("%s ends with %q, which does not tell where there is help", args, last)
		}
		lines = lines[:len(lines)-1]
	}
	said := strings.Join(lines, "\n")
	switch {
	case got != status:
		t.Errorf("%s: the exit status is %d, want %d: %s", args, got, status, said)
	case len(lines) != 1 || !strings.HasPrefix(said, "opsknight: ") || len(said) < 20:
		t.Errorf("%s says %q, want one sentence of opsknight", args, said)
	case strings.Contains(said, "goroutine") || strings.Contains(said, ".go:"):
		t.Errorf("%s shows a stack trace: %s", args, said)
	case stdout.Len() > 0:
		t.Errorf("%s prints %q beside its complaint", args, stdout.String())
	}
	return said
}

// TestEveryCommandOfTheAPISaysWhatIsWrong gives each a wrong key, no server, half a config
// file, and what it does not take.
func TestEveryCommandOfTheAPISaysWhatIsWrong(t *testing.T) {
	half := filepath.Join(t.TempDir(), "config.json")
	if err := os.WriteFile(half, []byte(`{"url": "http://127.0`), 0o600); err != nil {
		t.Fatal(err)
	}
	empty := emptyConfig(t)
	eachServer(t, func(t *testing.T, s *testServer) {
		for _, cmd := range commands(rootCommand()) {
			if !asksTheAPI(cmd) {
				continue
			}
			line := filled(t, cmd)
			with := func(more ...string) []string { return append(append([]string{}, line...), more...) }
			complaint(t, exitFailed, with("--config", empty, "--url", s.url, "--api-key", "sk_test_wrong")...)
			complaint(t, exitFailed, with("--config", empty, "--url", "http://127.0.0.1:1", "--api-key", s.TestKey)...)
			if _, takes, _ := strings.Cut(cmd.Use, " "); slices.Contains([]string{"ID", "ID...", "SERVICE", "TEAM", "USER", "SCHEDULE", "POLICY", "WEBHOOK", "DELIVERY"}, takes) {
				complaint(t, exitFailed, with("--config", empty, "--url", s.url, "--api-key", s.TestKey)...) // it names what there is not
			}
			complaint(t, exitUsage, with("--config", half)...)
			complaint(t, exitUsage, with("--config", empty)...) // there is no key
			complaint(t, exitUsage, with("--no-such-flag")...)
			complaint(t, exitUsage, with("-o", "yaml", "--config", empty, "--url", s.url, "--api-key", s.TestKey)...)
		}
	})
}

// TestEveryCommandOfTheDatabaseSaysWhatIsWrong gives each a database that is none.
func TestEveryCommandOfTheDatabaseSaysWhatIsWrong(t *testing.T) {
	none := filepath.Join(t.TempDir(), "none.db")
	if err := os.WriteFile(none, []byte(strings.Repeat("This is no database. ", 100)), 0o600); err != nil {
		t.Fatal(err)
	}
	byName := map[string]int{"serve": exitFailed, "migrate": exitFailed, "demo": exitFailed, "backup": exitUsage, "restore": exitUsage} // these two are for SQLite
	for _, cmd := range commands(rootCommand()) {
		if cmd.Flags().Lookup("database") == nil {
			continue
		}
		line := filled(t, cmd)
		complaint(t, exitUsage, append(line, "--no-such-flag")...)
		if !strings.HasSuffix(cmd.Use, "...") {
			complaint(t, exitUsage, append(line, "one", "too", "many")...)
		}
		if status, ok := byName[cmd.Name()]; ok {
			complaint(t, exitFailed, append(line, "--database", none)...)
			complaint(t, status, append(line, "--database", "postgres://127.0.0.1:1/opsknight")...)
		}
	}
}
