package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/opsknight/opsknight/db/dbtest"
	"github.com/opsknight/opsknight/internal/ratelimit"
)

// A pageTrial is what is run of a page, and what it should answer.
type pageTrial struct {
	name  string
	steps []step
	shown []shownBlock
}

// A step is a block of a shell, a command of a console, or a document of GraphQL.
type step struct {
	at      string
	shell   string // else it is
	graphql string
	answer  string // JSON that the page shows below it; of a document, its variables
	output  string // of a console
	console bool
}

// add takes a block to run.
func (p *pageTrial) add(at string, block codeBlock) {
	switch block.language {
	case "sh":
		p.steps = append(p.steps, step{at: at, shell: block.text})
	case "graphql":
		p.steps = append(p.steps, step{at: at, graphql: block.text})
	case "console": // after "$ " a command, and what it prints up to the next
		continued := false
		for line := range strings.Lines(block.text) {
			command, ok := strings.CutPrefix(line, "$ ")
			switch {
			case ok:
				p.steps = append(p.steps, step{at: at, shell: command, console: true})
			case continued:
				p.last().shell += line
			default:
				p.last().output += line
			}
			continued = (ok || continued) && strings.HasSuffix(line, "\\\n")
		}
	}
}

func (p *pageTrial) last() *step { return &p.steps[len(p.steps)-1] }

func (p *pageTrial) expect(answer string)    { p.last().answer = answer }
func (p *pageTrial) variables(answer string) { p.last().answer = answer }

// run runs the page on both databases, each on a server of its own.
func (p *pageTrial) run(t *testing.T) {
	t.Parallel()
	for _, kind := range []string{"sqlite", "postgres"} {
		t.Run(kind, func(t *testing.T) {
			url := dbtest.URL(t, kind)
			d := dbtest.Open(t, url)
			s := startServer(t, d, dbtest.NewClock(), ratelimit.Limits{})
			s.db.Now = time.Now // what commands and receivers have
			for _, block := range p.shown {
				block.check(t, s)
			}
			filled := s.fillings(t)
			p.runShell(t, s, url, filled)
			for _, one := range p.steps {
				if one.graphql != "" {
					one.ask(t, s, filled)
				}
			}
		})
	}
}

// ask runs a document with the key of the sandbox.
func (one step) ask(t *testing.T, s *testServer, filled fillings) {
	t.Helper()
	variables := map[string]any{}
	if one.answer != "" {
		if err := json.Unmarshal([]byte(filled.fill(one.answer)), &variables); err != nil {
			t.Fatalf("%s: %v", one.at, err)
		}
	}
	body, err := json.Marshal(map[string]any{"query": filled.fill(one.graphql), "variables": variables})
	if err != nil {
		t.Fatal(err)
	}
	got := s.send(t, request{path: "/graphql", body: string(body), key: s.TestKey}).want(t, http.StatusOK)
	if got.at(t, "errors") != "absent" {
		t.Errorf("%s: %s", one.at, cut(got.body))
	}
}

// aProgram is `opsknight` for the page: this test program. What serves until it is stopped is
// stopped once it listens.
const aProgram = `#!/usr/bin/env bash
set -euo pipefail
export ` + asCommand + `=1
if [ "$1" != serve ]; then
  exec "$PROGRAM" "$@"
fi
unset DATABASE_URL
log=$(mktemp)
"$PROGRAM" "$@" --addr 127.0.0.1:0 2>"$log" &
for _ in $(seq 200); do
  if grep -q '"msg":"listening"' "$log"; then
    kill "$!"
    wait "$!"
    exit 0
  fi
  kill -0 "$!" 2>/dev/null || break
  sleep 0.05
done
cat "$log" >&2
exit 1
`

// runShell runs the steps for a shell in one bash, so that what one sets the next has.
func (p *pageTrial) runShell(t *testing.T, s *testServer, url string, filled fillings) {
	t.Helper()
	dir := t.TempDir()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(os.Mkdir(filepath.Join(dir, "bin"), 0o700))
	must(os.WriteFile(filepath.Join(dir, "bin", "opsknight"), []byte(aProgram), 0o700))
	script := "set -euo pipefail\n"
	for i, one := range p.steps {
		if one.shell == "" {
			continue
		}
		fail := "--fail-with-body"
		if strings.Contains(one.answer, `"error`) { // the page shows a refusal
			fail = ""
		}
		script += fmt.Sprintf("exec >%d.out 2>%d.err\ncurl() { command curl -sS %s \"$@\"; }\n%s\n", i, i, fail, filled.fill(one.shell))
	}
	cmd := exec.CommandContext(t.Context(), "bash", "-c", script)
	cmd.Dir = dir
	program, err := filepath.Abs(os.Args[0])
	must(err)
	cmd.Env = append(os.Environ(), "PATH="+filepath.Join(dir, "bin")+":"+os.Getenv("PATH"), "PROGRAM="+program, "DATABASE_URL="+url,
		"URL="+s.url, "KEY="+s.TestKey, "ROUTING_KEY="+filled.named["ROUTING_KEY"], "NO_PROXY=*", "HOME="+dir, "XDG_CONFIG_HOME="+dir, "NO_COLOR=1", "TZ=UTC")
	failed := cmd.Run()
	for i, one := range p.steps {
		if one.shell == "" {
			continue
		}
		out, err := os.ReadFile(filepath.Join(dir, fmt.Sprintf("%d.out", i)))
		if errors.Is(err, os.ErrNotExist) {
			return // one before it has failed
		}
		must(err)
		if _, err := os.Stat(filepath.Join(dir, fmt.Sprintf("%d.out", i+1))); failed != nil && (i+1 == len(p.steps) || err != nil) {
			said, _ := os.ReadFile(filepath.Join(dir, fmt.Sprintf("%d.err", i)))
			t.Fatalf("%s: %v: %s%s\n%s", one.at, failed, said, cut(string(out)), filled.fill(one.shell))
		}
		one.compare(t, string(out))
	}
}

// compare compares what a step has printed with what the page shows.
func (one step) compare(t *testing.T, out string) {
	t.Helper()
	if one.console && !alike(one.output, out) {
		t.Errorf("%s prints\n%sand the page shows\n%s", one.at, out, one.output)
	}
	if one.answer == "" {
		return
	}
	var shown, got any
	if err := json.Unmarshal([]byte(one.answer), &shown); err != nil {
		t.Fatalf("%s: what is shown below is no JSON: %v", one.at, err)
	}
	decoder := json.NewDecoder(strings.NewReader(out))
	for {
		err := decoder.Decode(&got) // of several, the last is shown
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("%s: %v: %s", one.at, err, out)
		}
	}
	if told := likeness("the answer", shown, got); told != "" {
		t.Errorf("%s: %s: %s", one.at, told, cut(out))
	}
}

// fillings are what a page leaves to its reader.
type fillings struct {
	text  *strings.Replacer
	ids   map[string][]string // by their prefix
	named map[string]string   // values of variables that a page shows as …
	given map[string]int      // how many ids of a prefix were given out
}

var (
	anOpenID    = regexp.MustCompile(`\b([a-z]{3,4})_…`)
	anOpenValue = regexp.MustCompile(`\b([A-Z_]+)=…`)
)

// fill puts in what is left out: the address, keys, values of variables, and ids, those of
// one kind in turn.
func (f fillings) fill(text string) string {
	text = f.text.Replace(text)
	text = anOpenValue.ReplaceAllStringFunc(text, func(open string) string {
		name := strings.TrimSuffix(open, "=…")
		if value, ok := f.named[name]; ok {
			return name + "=" + value
		}
		return open
	})
	return anOpenID.ReplaceAllStringFunc(text, func(open string) string {
		prefix := strings.TrimSuffix(open, "_…")
		ids := f.ids[prefix]
		if len(ids) == 0 {
			return open
		}
		f.given[prefix]++
		return ids[(f.given[prefix]-1)%len(ids)]
	})
}

// fillings are of the sandbox, but for the routing key.
func (s *testServer) fillings(t *testing.T) fillings {
	t.Helper()
	f := fillings{
		text: strings.NewReplacer("http://127.0.0.1:8080", s.url, "https://opsknight.example.com", s.url, "sk_test_…", s.TestKey, "sk_live_…", s.LiveKey, "T…/B…/…", "T0/B0/0"),
		ids:  map[string][]string{}, given: map[string]int{},
		named: map[string]string{"ROUTING_KEY": s.RoutingKeys["payment-api"], "KEY": s.TestKey, "OPSKNIGHT_API_KEY": s.TestKey},
	}
	s.send(t, request{path: "/api/webhooks", key: s.TestKey, body: `{"url":"https://hooks.example.com/page","events":["incident.triggered"]}`}).want(t, http.StatusCreated)
	schedule := ""
	for _, path := range []string{"incidents?status=OPEN,ACKNOWLEDGED&order=asc", "users?order=asc", "services?order=asc", "teams", "schedules", "escalation-policies", "webhooks", "schedules/%s/layers"} {
		if strings.Contains(path, "%s") {
			path = fmt.Sprintf(path, schedule)
		}
		var page struct{ Data []struct{ ID string } }
		answer := s.send(t, request{path: "/api/" + path, key: s.TestKey}).want(t, http.StatusOK)
		if err := json.NewDecoder(bytes.NewReader([]byte(answer.body))).Decode(&page); err != nil || len(page.Data) == 0 {
			t.Fatalf("%s: %v: %s", path, err, answer.body)
		}
		for _, one := range page.Data {
			prefix, _, _ := strings.Cut(one.ID, "_")
			f.ids[prefix] = append(f.ids[prefix], one.ID)
		}
		if path == "schedules" {
			schedule = page.Data[0].ID
		}
	}
	return f
}
