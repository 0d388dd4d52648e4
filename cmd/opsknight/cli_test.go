package main

import (
	"bufio"
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/db/dbtest"
	"github.com/opsknight/opsknight/internal/ratelimit"
	"github.com/opsknight/opsknight/model"
)

var update = flag.Bool("update", false, "write the golden files")

// transcript is what a person sees who runs commands against a server, one after the other.
type transcript struct {
	server *testServer
	key    string
	text   strings.Builder
	names  map[string]string // stand-ins of ids, by id
	counts map[string]int    // of ids, by prefix
}

func newTranscript(s *testServer) *transcript {
	return &transcript{server: s, key: s.LiveKey, names: map[string]string{}, counts: map[string]int{}}
}

// run runs a command, and adds what it prints and its exit status. It returns what it has
// printed to standard output.
func (tr *transcript) run(t *testing.T, args ...string) string {
	t.Helper()
	return tr.runWith(t, args, "--url", tr.server.url, "--api-key", tr.key, "--config", emptyConfig(t))
}

// onDatabase is run for a command that works on the database, whose folder is folder.
func (tr *transcript) onDatabase(t *testing.T, folder string, args ...string) string {
	t.Helper()
	return tr.runWith(t, args, "--database", tr.server.db.URL(), "--data-dir", folder)
}

func (tr *transcript) runWith(t *testing.T, args []string, more ...string) string {
	t.Helper()
	var stdout, stderr bytes.Buffer
	status := run(t.Context(), append(args, more...), &stdout, &stderr)
	fmt.Fprintf(&tr.text, "$ opsknight %s\n%s%s", quoted(args), stdout.String(), stderr.String())
	if status != exitOK {
		fmt.Fprintf(&tr.text, "(exit status %d)\n", status)
	}
	tr.text.WriteString("\n")
	return stdout.String()
}

func emptyConfig(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "config.json")
	if err := os.WriteFile(path, []byte("{}"), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func quoted(args []string) string {
	shown := make([]string, len(args))
	for i, arg := range args {
		if shown[i] = arg; strings.ContainsAny(arg, " '\"{}$&?") || arg == "" {
			shown[i] = "'" + strings.ReplaceAll(arg, "'", `'\''`) + "'"
		}
	}
	return strings.Join(shown, " ")
}

var (
	anID      = regexp.MustCompile(`\b([a-z]{3,4})_[0-9a-z]{26}\b`)
	aTime     = regexp.MustCompile(`\d{4}-\d\d-\d\d \d\d:\d\d:\d\d`)
	anInstant = regexp.MustCompile(`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z`)
	aSecret   = regexp.MustCompile(`\bsk_(live|test)_\w{20,}|\b[A-Z2-7]{26}\b|\b[0-9a-f]{32}\b|…\w{4}\b`)
	aRequest  = regexp.MustCompile(`request [A-Z2-7]{26}`)
)

// stable is a text without what differs from run to run, each as long as it was: ids, times,
// the ids of requests and the server's address.
func (tr *transcript) stable(text string) string {
	text = anID.ReplaceAllStringFunc(text, func(id string) string {
		if tr.names[id] == "" {
			prefix, rest, _ := strings.Cut(id, "_")
			tr.counts[prefix]++
			tr.names[id] = fmt.Sprintf("%s_%0*d", prefix, len(rest), tr.counts[prefix])
		}
		return tr.names[id]
	})
	text = aTime.ReplaceAllString(text, "YYYY-MM-DD hh:mm:ss")
	text = anInstant.ReplaceAllString(text, "YYYY-MM-DDThh:mm:ssZ")
	text = aRequest.ReplaceAllString(text, "request ID")
	text = aSecret.ReplaceAllString(text, "SECRET")
	return strings.ReplaceAll(text, tr.server.url, "http://server")
}

// golden compares the transcript with the file of this name, or writes that.
func (tr *transcript) golden(t *testing.T, name string) {
	t.Helper()
	path, got := filepath.Join("testdata", "cli", name+".txt"), tr.stable(tr.text.String())
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; run with -update if it is meant to. Got:\n%s", path, got)
	}
}

// TestCommands runs every command of the API against a server.
func TestCommands(t *testing.T) {
	for name, script := range map[string]func(t *testing.T, tr *transcript){
		"whoami":           func(t *testing.T, tr *transcript) { tr.run(t, "whoami"); tr.run(t, "whoami", "-o", "json") },
		"event":            runEvents,
		"incident":         runIncidents,
		"incident-actions": runIncidentActions,
		"oncall":           runOnCall,
		"objects":          runObjects,
		"policy":           runPolicies,
		"webhook":          runWebhooks,
		"raw":              runRaw,
		"refused":          runRefused,
		"database":         runOnDatabase,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dbtest.Each(t, func(t *testing.T, d *db.DB, clock *dbtest.Clock) {
				// What follows is told apart by its time, as by a real clock.
				d.Now = func() time.Time { clock.Advance(time.Millisecond); return clock.Now() }
				tr := newTranscript(startServer(t, d, clock, ratelimit.Limits{}))
				script(t, tr)
				tr.golden(t, name)
			})
		})
	}
}

// opened opens an incident by an event, and returns its id.
func (tr *transcript) opened(t *testing.T, summary string) string {
	t.Helper()
	said := tr.run(t, "event", "trigger", summary, "-r", "payment-api", "--severity", "critical", "--dedup-key", summary, "--source", "web-01", "--details", `{"cpu": 97}`)
	tr.server.tick(t)
	return anID.FindString(said)
}

func runEvents(t *testing.T, tr *transcript) {
	tr.opened(t, "High CPU")
	tr.run(t, "event", "trigger", "High CPU", "--routing-key", "payment-api", "--dedup-key", "High CPU", "-o", "json")
	tr.run(t, "event", "ack", "High CPU", "-r", "payment-api")
	tr.run(t, "event", "resolve", "High CPU", "-r", "payment-api")
	tr.run(t, "event", "resolve", "High CPU", "-r", "payment-api")
	tr.run(t, "event", "change", "Deployed 1.4.2", "-r", "payment-api", "--source", "ci", "--link", "CI=https://ci.example.com/42")
	tr.run(t, "event", "trigger", "High CPU")
	tr.run(t, "event", "trigger", "High CPU", "-r", "nowhere")
	tr.run(t, "event", "trigger", "High CPU", "-r", "payment-api", "--severity", "high")
	tr.run(t, "event", "trigger", "High CPU", "-r", "payment-api", "--details", "{cpu")
}

func runIncidents(t *testing.T, tr *transcript) {
	id := tr.opened(t, "High CPU")
	tr.run(t, "incident", "list")
	tr.run(t, "incident", "list", "--status", "open", "--urgency", "high", "--service", "Payment API", "--assignee", "chiara@example.com", "--team", "platform")
	tr.run(t, "incident", "list", "--search", "nothing like it")
	tr.run(t, "incident", "list", "--search", "nothing like it", "-o", "json")
	tr.run(t, "incident", "list", "--limit", "1")
	tr.run(t, "incident", "list", "--search", "high cpu", "-o", "json")
	tr.run(t, "incident", "list", "--since", "2020-01-01", "--until", "2020-01-02T10:00")
	tr.run(t, "incident", "list", "--since", "yesterday")
	tr.run(t, "incident", "list", "--status", "closed")
	tr.run(t, "incident", "list", "--service", "payments")
	tr.run(t, "incident", "show", id)
	tr.run(t, "incident", "show", id, "-o", "json")
	tr.run(t, "incident", "show", model.IncidentID+"00000000000000000000000000")
	tr.run(t, "incident", "create", "Payments are slow", "--service", "payment-api", "--urgency", "low", "--priority", "p3", "--description", "Since noon", "--assign", "ben@example.com")
	tr.run(t, "incident", "create", "Payments are slow")
}

func runIncidentActions(t *testing.T, tr *transcript) {
	one, other := tr.opened(t, "High CPU"), tr.opened(t, "Disk is full")
	tr.run(t, "incident", "ack", one, other)
	tr.run(t, "incident", "unack", one)
	tr.run(t, "incident", "unack", one, model.IncidentID+"00000000000000000000000000", other)
	tr.run(t, "incident", "escalate", one)
	tr.run(t, "incident", "assign", one, "--to", "ben@example.com")
	tr.run(t, "incident", "assign", one, "--to", "Platform")
	tr.run(t, "incident", "assign", one, "--to", "nobody")
	tr.run(t, "incident", "assign", one, "--to", "somebody")
	tr.run(t, "incident", "snooze", one, "--for", "2h")
	tr.run(t, "incident", "snooze", one, "--for", "90s")
	tr.run(t, "incident", "note", one, "-m", "It was the load balancer")
	tr.run(t, "incident", "resolve", one, "-m", "Restarted")
	tr.run(t, "incident", "resolve", other, "-o", "json")
}

func runOnCall(t *testing.T, tr *transcript) {
	tr.run(t, "oncall")
	tr.run(t, "oncall", "--schedule", "platform on call", "--at", "2024-03-31T01:30:00Z")
	tr.run(t, "oncall", "--schedule", "Nobody's")
	tr.run(t, "schedule", "list")
	tr.run(t, "schedule", "show", "Platform on call")
	tr.run(t, "override", "create", "--schedule", "Platform on call", "--user", "alice@example.com", "--from", "2030-01-02T10:00:00Z", "--for", "2h")
	tr.run(t, "override", "create", "--schedule", "Platform on call", "--user", "alice@example.com", "--from", "2030-01-02T10:00:00Z", "--to", "2030-01-02T09:00:00Z")
	tr.run(t, "override", "create", "--schedule", "Platform on call", "--user", "alice@example.com")
	tr.run(t, "schedule", "render", "Platform on call", "--since", "2030-01-01T00:00:00Z", "--until", "2030-01-04T00:00:00Z")
	tr.run(t, "schedule", "render", "Platform on call", "--since", "2030-01-01T00:00:00Z", "--until", "2030-01-04T00:00:00Z", "-o", "json")
}

func runObjects(t *testing.T, tr *transcript) {
	for _, kind := range []string{"service", "team", "user"} {
		tr.run(t, kind, "list")
	}
	tr.run(t, "service", "show", "payment-api")
	tr.run(t, "service", "create", "Ledger", "--team", "Platform", "--policy", "Payment API", "--description", "Books")
	tr.run(t, "service", "create", "Ledger")
	tr.run(t, "team", "show", "Platform")
	tr.run(t, "team", "create", "Finance", "--member", "ben@example.com", "--member", "Alice Smith")
	tr.run(t, "user", "show", "ben@example.com")
	tr.run(t, "user", "create", "Dana Kim", "--email", "dana@example.com", "--role", "responder", "--time-zone", "Asia/Seoul")
	tr.run(t, "user", "create", "Dana Kim", "--email", "dana@example.com", "--role", "boss")
	tr.run(t, "user", "list", "--search", "dana", "-o", "json")
}

func runPolicies(t *testing.T, tr *transcript) {
	tr.run(t, "policy", "list")
	tr.run(t, "policy", "show", "checkout")
	tr.run(t, "policy", "create", "Nights", "--step", "5:schedule:Platform on call", "--step", "15:ben@example.com,team:Platform", "--repeat", "2")
	tr.run(t, "policy", "create", "Nights", "--step", "Ben Okafor")
	tr.run(t, "policy", "simulate", "--service", "payment-api", "--at", "2030-01-02T10:00:00Z")
	tr.run(t, "policy", "simulate", "Nights", "--at", "2030-01-02T10:00:00Z", "--urgency", "low", "-o", "json")
	tr.run(t, "policy", "simulate")
}

func runWebhooks(t *testing.T, tr *transcript) {
	tr.run(t, "webhook", "list")
	tr.run(t, "graphql", `mutation { createWebhook(input: {name: "Chat", url: "https://1.1.1.1/hook", events: [INCIDENT_TRIGGERED]}) { webhook { name status } } }`)
	tr.run(t, "webhook", "list")
	delivery := anID.FindString(tr.run(t, "webhook", "ping", "Chat"))
	tr.run(t, "webhook", "deliveries", "Chat")
	tr.run(t, "webhook", "deliveries", "Chat", "--status", "failed")
	tr.run(t, "webhook", "redeliver", delivery)
	tr.run(t, "webhook", "redeliver", model.DeliveryID+"00000000000000000000000000")
	tr.run(t, "webhook", "deliveries", "Nowhere")
}

func runRaw(t *testing.T, tr *transcript) {
	tr.run(t, "api", "get", "/api/services?limit=1")
	tr.run(t, "api", "get", "/api/incidents/nope")
	tr.run(t, "api", "get", "/nowhere")
	tr.run(t, "api", "get", "api/incidents")
	tr.run(t, "graphql", `query($n: Int!) { incidents(first: $n) { totalCount } }`, "--variable", "n=1")
	tr.run(t, "graphql", `{ viewer { name, shoeSize } }`)
	tr.run(t, "graphql", "@no-such-file.graphql")
	tr.run(t, "graphql", "{ viewer { name } }", "--variable", "n")
}

func runOnDatabase(t *testing.T, tr *transcript) {
	folder := t.TempDir()
	tr.onDatabase(t, folder, "migrate")
	made := tr.onDatabase(t, folder, "key", "create", "--name", "Datadog", "--owner", "alice@example.com", "--scopes", "events:write")
	tr.onDatabase(t, folder, "key", "list")
	tr.onDatabase(t, folder, "key", "revoke", anID.FindString(made))
	tr.onDatabase(t, folder, "key", "revoke", model.APIKeyID+"00000000000000000000000000")
	tr.onDatabase(t, folder, "admin", "create", "--email", "alice@example.com", "--name", "Alice")
	tr.onDatabase(t, folder, "demo")
}

func runRefused(t *testing.T, tr *transcript) {
	tr.key = "ok_live_wrong"
	for _, args := range [][]string{{"whoami"}, {"incident", "list"}, {"api", "get", "/api/incidents"}, {"incident", "watch"}} {
		tr.run(t, args...)
	}
	tr.key = tr.server.LiveKey
	tr.run(t, "incident", "list", "-o", "yaml")
	tr.run(t, "incident", "lsit")
	tr.run(t, "incident", "show")
	tr.run(t, "incident", "list", "--limit", "0")
	tr.run(t, "incident", "list", "--limit", strconv.Quote("many"))
}

// TestWatchShowsWhatHappens has somebody watch while an incident is opened and resolved, and
// then interrupt it.
func TestWatchShowsWhatHappens(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		ctx, interrupt := context.WithCancel(t.Context())
		defer interrupt()
		shown, stdout := io.Pipe()
		args := []string{"incident", "watch", "--status", "all", "--url", s.url, "--api-key", s.LiveKey, "--config", emptyConfig(t)}
		ended := make(chan int)
		go func() { ended <- run(ctx, args, stdout, t.Output()) }()
		lines := bufio.NewScanner(shown)
		next := func(want string) {
			t.Helper()
			if !lines.Scan() || !strings.Contains(lines.Text(), want) {
				t.Fatalf("%q is shown, want %q in it: %v", lines.Text(), want, lines.Err())
			}
		}
		s.begun(t, 1)
		tr := newTranscript(s)
		tr.run(t, "event", "trigger", "High CPU", "-r", "payment-api", "--dedup-key", "High CPU")
		next("OPEN  High CPU (Payment API)")
		tr.run(t, "event", "resolve", "High CPU", "-r", "payment-api")
		next("RESOLVED  High CPU (Payment API)")
		interrupt()
		go func() { _, _ = io.Copy(io.Discard, shown) }()
		if status := <-ended; status != exitOK {
			t.Errorf("an interrupted watch ends with %d", status)
		}
	})
}

// TestACommandTellsWhatIsWrong has the config, the server and the output be as they should not.
func TestACommandTellsWhatIsWrong(t *testing.T) {
	t.Setenv("OPSKNIGHT_URL", "")
	t.Setenv("OPSKNIGHT_API_KEY", "")
	stranger := serveHandler(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusBadGateway)
		_, _ = io.WriteString(w, "<html>Bad gateway</html>")
	}))
	for name, tt := range map[string]struct {
		config string
		args   []string
		status int
		want   string
	}{
		"half a config":         {`{"url": "http://127.0`, nil, exitUsage, "it ends before its JSON does"},
		"no JSON":               {"{\n\"url\": x}", nil, exitUsage, "line 2: invalid character"},
		"an unknown setting":    {`{"uri": "http://127.0.0.1"}`, nil, exitUsage, `unknown field "uri"`},
		"more than one config":  {`{} {}`, nil, exitUsage, "there is something after its JSON"},
		"no key":                {`{}`, nil, exitUsage, "there is no API key: set OPSKNIGHT_API_KEY"},
		"no address":            {`{"api_key": "k", "url": "localhost:8080"}`, nil, exitUsage, `"localhost:8080" is no address of a server`},
		"nobody there":          {`{"api_key": "k", "url": "http://127.0.0.1:1"}`, nil, exitFailed, "cannot reach http://127.0.0.1:1: connect: connection refused. Start a server by `opsknight serve`"},
		"somebody else there":   {`{"api_key": "k"}`, []string{"--url", stranger}, exitFailed, "has answered 502 Bad Gateway, and not as OpsKnight does"},
		"a path of REST of it":  {`{"api_key": "k"}`, []string{"--url", stranger, "api", "get", "/api/incidents"}, exitFailed, "and not as OpsKnight does"},
		"a config that is gone": {"", []string{"--config", filepath.Join(t.TempDir(), "gone.json")}, exitUsage, "no such file or directory"},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "config.json")
			if err := os.WriteFile(path, []byte(tt.config), 0o600); err != nil {
				t.Fatal(err)
			}
			args := append([]string{"whoami", "--config", path}, tt.args...)
			if len(tt.args) > 2 {
				args = append(append([]string{}, tt.args[2:]...), "--config", path, tt.args[0], tt.args[1])
			}
			var stdout, stderr bytes.Buffer
			if status := run(t.Context(), args, &stdout, &stderr); status != tt.status || !strings.Contains(stderr.String(), tt.want) || stdout.Len() > 0 {
				t.Errorf("status %d, want %d; %q, want %q in it; output %q", status, tt.status, stderr.String(), tt.want, stdout.String())
			}
			if first, _, _ := strings.Cut(stderr.String(), "\n"); !strings.HasPrefix(first, "opsknight: ") {
				t.Errorf("it begins with %q", first)
			}
		})
	}
}

// TestAClosedOutputIsToldByTheStatus closes what commands write to, each of a kind of output.
func TestAClosedOutputIsToldByTheStatus(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		read, closed, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		_ = read.Close()
		defer func() { _ = closed.Close() }()
		api := []string{"--url", s.url, "--api-key", s.LiveKey, "--config", emptyConfig(t)}
		database := []string{"--database", s.db.URL(), "--data-dir", t.TempDir()}
		for _, tt := range []struct {
			args, where []string
		}{
			{[]string{"whoami"}, api},
			{[]string{"incident", "list"}, api},
			{[]string{"incident", "list", "-o", "json"}, api},
			{[]string{"event", "trigger", "High CPU", "-r", "payment-api"}, api},
			{[]string{"oncall"}, api},
			{[]string{"service", "show", "payment-api"}, api},
			{[]string{"schedule", "render", "Platform on call"}, api},
			{[]string{"api", "get", "/api/incidents"}, api},
			{[]string{"graphql", "{ viewer { id } }"}, api},
			{[]string{"key", "list"}, database},
			{[]string{"key", "list", "--json"}, database},
			{[]string{"doctor"}, database},
			{[]string{"migrate"}, database},
			{[]string{"demo"}, database},
			{[]string{"completion", "bash"}, nil},
			{[]string{"--version"}, nil},
			{[]string{"incident", "--help"}, nil},
		} {
			var stderr bytes.Buffer
			status := run(t.Context(), append(tt.args, tt.where...), closed, &stderr)
			if want := "opsknight: the output was closed before all of it was written: broken pipe\n"; status != exitFailed || stderr.String() != want {
				t.Errorf("%s: status %d, %q, want %q", tt.args, status, stderr.String(), want)
			}
		}
	})
}
