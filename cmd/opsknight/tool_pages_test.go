package main

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/opsknight/opsknight/internal/inbound"
)

// toolPage reads a page of docs/integrations.
func toolPage(t *testing.T, name string) string {
	t.Helper()
	page, err := os.ReadFile(filepath.Join("..", "..", "docs", "integrations", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(page)
}

// runnable are a page's examples for a shell.
var runnable = regexp.MustCompile("(?s)```sh\n(.*?)```")

// paste runs a page's example in a shell, as a reader does, and returns the answers.
func (s *testServer) paste(t *testing.T, example string) []reply {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "sh", "-ec", strings.ReplaceAll(example, "curl ", "curl -sS --fail-with-body "))
	cmd.Env = append(os.Environ(), "URL="+s.url, "ROUTING_KEY="+s.RoutingKeys["checkout"], "KEY="+s.LiveKey, "NO_PROXY=*")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s\n%s", err, out, example)
	}
	var answers []reply
	decoder := json.NewDecoder(strings.NewReader(string(out)))
	for {
		var answer json.RawMessage
		err := decoder.Decode(&answer)
		if errors.Is(err, io.EOF) {
			return answers
		}
		if err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		answers = append(answers, reply{status: http.StatusAccepted, body: string(answer)})
	}
}

// TestThePagesOfTools runs what each page shows. Its requests open an incident and resolve
// it.
func TestThePagesOfTools(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		for _, tool := range inbound.Types() {
			t.Run(tool, func(t *testing.T) {
				page := toolPage(t, tool+".md")
				for _, part := range []string{"\n## A request\n", "\n## Tested with\n", "\n## What does not work\n", "/api/integrations/" + tool + "/ROUTING_KEY"} {
					if !strings.Contains(page, part) {
						t.Errorf("the page lacks %q", part)
					}
				}
				var did []string
				opened := ""
				for _, example := range runnable.FindAllStringSubmatch(page, -1) {
					for _, answer := range s.paste(t, example[1]) {
						did = append(did, answer.at(t, "data.0.action"))
						if opened == "" {
							opened = answer.at(t, "data.0.incident.id")
						} else if id := answer.at(t, "data.0.incident.id"); id != opened {
							t.Errorf("an example is about %s, and one before it about %s", id, opened)
						}
					}
				}
				want := "triggered resolved"
				if tool == "generic" || tool == "zabbix" {
					want = "triggered acknowledged resolved"
				}
				if got := strings.Join(did, " "); got != want {
					t.Fatalf("the examples did %q, want %q", got, want)
				}
				s.get(t, "/api/incidents/"+opened).is(t, map[string]string{"data.status": "RESOLVED"})
			})
		}
	})
}

// TestThePagesOfClients runs what their pages show that they send.
func TestThePagesOfClients(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		for page, want := range map[string]map[string]string{
			"go-pagerduty.md":  {"status": "success", "dedup_key": "high-cpu-web01"},
			"pagerduty-cli.md": {"status": "success", "dedup_key": "replica-lag"},
			"pdjs.md":          {"status": "success", "dedup_key": "queue"},
			"shoutrrr.md":      {"status": "success", "dedup_key": "nightly-backup"},
			"graphql.md":       {"errors": "absent", "data.incidents.nodes.0.status": "OPEN"},
		} {
			for _, example := range runnable.FindAllStringSubmatch(toolPage(t, page), -1) {
				if strings.HasPrefix(example[1], "curl ") { // others need the client
					s.paste(t, example[1])[0].is(t, want)
				}
			}
		}
	})
}

// TestTheIndexOfToolsIsWhole looks for each page in the index, and for each link's page.
func TestTheIndexOfToolsIsWhole(t *testing.T) {
	index := toolPage(t, "README.md")
	pages, err := filepath.Glob(filepath.Join("..", "..", "docs", "integrations", "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range pages {
		if name := filepath.Base(path); name != "README.md" && !strings.Contains(index, "]("+name+")") {
			t.Errorf("the index does not lead to %s", name)
		}
	}
	for _, link := range regexp.MustCompile(`\]\(([a-z./-]+\.md)\)`).FindAllStringSubmatch(index, -1) {
		if _, err := os.Stat(filepath.Join("..", "..", "docs", "integrations", link[1])); err != nil {
			t.Error(err)
		}
	}
}

// zabbixStandIn has Zabbix's HttpRequest in Node.js, by curl, and runs a script with a
// value as Zabbix does.
const zabbixStandIn = `
const {execFileSync} = require('node:child_process');
globalThis.HttpRequest = class {
  headers = []; status = 0;
  addHeader(header) { this.headers.push('-H', header); }
  post(url, body) {
    const out = execFileSync('curl', ['-sS', '-w', '\n%{http_code}', '-X', 'POST', url, ...this.headers, '-d', body], {encoding: 'utf8'});
    const end = out.lastIndexOf('\n');
    this.status = Number(out.slice(end + 1));
    return out.slice(0, end);
  }
  getStatus() { return this.status; }
};
console.log(new Function('value', process.argv[1])(process.argv[2]));
`

// TestZabbixsScript runs the script of the page with the macros that Zabbix has of a
// problem and of its recovery, and with an address that is refused.
func TestZabbixsScript(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		page := toolPage(t, "zabbix.md")
		script := regexp.MustCompile("(?s)```js\n(.*?)```").FindStringSubmatch(page)[1]
		fields := map[string]string{}
		for _, row := range regexp.MustCompile("(?m)^\\| `(\\w+)` \\| `(.+)` \\|$").FindAllStringSubmatch(page, -1) {
			fields[row[1]] = row[2]
		}
		if len(fields) < 15 {
			t.Fatalf("the page has the parameters %v", fields)
		}
		run := func(key, value string) (string, error) {
			fields["URL"] = s.url + "/api/integrations/zabbix/" + key
			fields["event_id"], fields["event_value"], fields["event_name"] = "77", value, "Disk full"
			sent, err := json.Marshal(fields)
			if err != nil {
				t.Fatal(err)
			}
			cmd := exec.CommandContext(t.Context(), "node", "-e", zabbixStandIn, script, string(sent))
			cmd.Env = append(os.Environ(), "NO_PROXY=*")
			out, err := cmd.CombinedOutput()
			return string(out), err
		}
		for _, step := range [][2]string{{"1", "OPEN"}, {"0", "RESOLVED"}} {
			if out, err := run(s.RoutingKeys["checkout"], step[0]); err != nil || out != "OK\n" {
				t.Fatalf("%v: %s", err, out)
			}
			s.get(t, "/api/incidents?dedup_key=zabbix:77").is(t, map[string]string{"data.0.status": step[1], "data.0.title": "Disk full", "data.0.source": "null"})
		}
		if out, err := run("0123456789abcdef0123456789abcdef", "1"); err == nil || !strings.Contains(out, "OpsKnight answered 401") {
			t.Errorf("the script does not tell that it was refused: %v: %s", err, out)
		}
	})
}
