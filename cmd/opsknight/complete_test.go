package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/opsknight/opsknight/db/dbtest"
	"github.com/opsknight/opsknight/internal/demo"
)

// TestShellsComplete presses Tab in bash, zsh and fish, with the scripts that `opsknight
// completion` prints, against a server.
func TestShellsComplete(t *testing.T) {
	url := dbtest.URL(t, "sqlite")
	made, err := demo.Fill(t.Context(), dbtest.Open(t, url))
	if err != nil {
		t.Fatal(err)
	}
	p := startProcess(t, url)
	programs := t.TempDir()
	installOpsknight(t, programs)
	shells := map[string]func(words ...string) []string{
		"bash": func(words ...string) []string {
			return []string{"bash", "--norc", "-c", `source /usr/share/bash-completion/bash_completion
source <(opsknight completion bash)
compopt() { :; } # which only readline may call
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}; COMP_TYPE=9
__start_opsknight
printf '%s\n' "${COMPREPLY[@]}"`, "bash"}
		},
		// What Tab inserts, zsh draws on a terminal: the widget hands it to compadd instead.
		"zsh": func(words ...string) []string {
			return []string{"zsh", "-fec", `autoload -Uz compinit && compinit -u -D
source <(opsknight completion zsh)
compadd() { :; }
_describe() { print -l -- "${(@P)4:-${(@)completions}}"; print -l -- "${(@)completions}"; }
words=("$@"); CURRENT=$#
[[ $_comps[opsknight] == _opsknight ]] || exit 3
_opsknight`, "zsh"}
		},
		"fish": func(words ...string) []string {
			return []string{"fish", "--no-config", "-c", `opsknight completion fish | source
complete -C "$argv"`}
		},
	}
	for shell, command := range shells {
		for _, tt := range []struct {
			name, want string
			words      []string
		}{
			{"a command", "incident", []string{"opsknight", "inc"}},
			{"a command of a command", "snooze", []string{"opsknight", "incident", "sno"}},
			{"a flag", "--urgency", []string{"opsknight", "incident", "list", "--urg"}},
			{"the value of a flag", "resolved", []string{"opsknight", "incident", "list", "--status", "res"}},
			{"the slug of a service", "checkout", []string{"opsknight", "service", "show", "che"}},
			{"a service as the value of a flag", "payment-api", []string{"opsknight", "incident", "list", "--service", "pay"}},
			{"the id of an incident", "inc_", []string{"opsknight", "incident", "ack", "inc_"}},
			{"a user", "ben@example.com", []string{"opsknight", "incident", "list", "--assignee", "be"}},
		} {
			t.Run(shell+": "+tt.name, func(t *testing.T) {
				args := append(command(tt.words...), tt.words...)
				cmd := exec.CommandContext(t.Context(), args[0], args[1:]...)
				cmd.Env = append(os.Environ(), "PATH="+programs+":"+os.Getenv("PATH"), "HOME="+t.TempDir(), "OPSKNIGHT_URL="+p.url, "OPSKNIGHT_API_KEY="+made.LiveKey)
				out, err := cmd.CombinedOutput()
				if err != nil {
					t.Fatalf("%v: %s", err, out)
				}
				for line := range strings.Lines(string(out)) {
					if offered, _, _ := strings.Cut(strings.TrimSpace(line), "\t"); strings.HasPrefix(offered, tt.want) {
						return
					}
				}
				t.Errorf("%s is not offered, but:\n%s", tt.want, out)
			})
		}
	}
}

// TestManualPages writes the pages, and has man read each.
func TestManualPages(t *testing.T) {
	folder := t.TempDir()
	if status := run(t.Context(), []string{"man", folder}, t.Output(), t.Output()); status != exitOK {
		t.Fatalf("the exit status is %d", status)
	}
	pages, err := filepath.Glob(filepath.Join(folder, "*.1"))
	if err != nil || len(pages) < 60 {
		t.Fatalf("there are %d pages: %v", len(pages), err)
	}
	page, err := os.ReadFile(filepath.Join(folder, "opsknight-incident-snooze.1"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"OPSKNIGHT-INCIDENT-SNOOZE" "1"`, "how long: 30m, 2h, 24h", "opsknight-incident(1)"} {
		if !strings.Contains(string(page), want) {
			t.Errorf("the page of snooze lacks %q:\n%s", want, page)
		}
	}
	if strings.Contains(string(page), "Auto generated") {
		t.Error("the page tells the day on which it was written, and differs each time")
	}
}
