package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/db/dbtest"
	"github.com/opsknight/opsknight/internal/demo"
	"github.com/opsknight/opsknight/model"
)

// process is a running `opsknight serve`.
type process struct {
	*exec.Cmd
	url     string
	metrics string // where they are, if not there
}

// startProcess runs this program as `opsknight serve` on a free port, with more flags if
// given, and waits until it listens.
func startProcess(t *testing.T, database string, flags ...string) *process {
	t.Helper()
	flags = append([]string{"serve", "--database", database, "--secret-key", testSecretKey, "--addr", "127.0.0.1:0", "--rate-events", "0"}, flags...)
	cmd := exec.CommandContext(t.Context(), os.Args[0], flags...)
	cmd.Env = append(os.Environ(), asCommand+"=1")
	log, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	lines := bufio.NewScanner(log)
	metrics := ""
	for lines.Scan() {
		var line struct{ Msg, Addr string }
		if json.Unmarshal(lines.Bytes(), &line) != nil {
			continue
		}
		switch line.Msg {
		case "metrics":
			metrics = "http://" + line.Addr
		case "listening":
			go func() {
				for lines.Scan() { // or a full pipe would stop the server
					_ = lines.Err()
				}
			}()
			return &process{cmd, "http://" + line.Addr, metrics}
		}
	}
	t.Fatal("the server did not start")
	return nil
}

// TestAnsweredEventsSurviveAKill ends the server with SIGKILL in the middle of a
// load, and finds every event that was answered 202 after a restart.
func TestAnsweredEventsSurviveAKill(t *testing.T) {
	for _, kind := range []string{"sqlite", "postgres"} {
		t.Run(kind, func(t *testing.T) {
			url := dbtest.URL(t, kind)
			d := dbtest.Open(t, url)
			made, err := demo.Fill(t.Context(), d)
			if err != nil {
				t.Fatal(err)
			}
			p := startProcess(t, url)
			answered := loadUntilKilled(t, p, made.TestKey)
			startProcess(t, url) // recovers what there is to recover
			for _, key := range answered {
				found, err := db.Incidents(t.Context(), d.In(model.Test), model.IncidentFilter{DedupKey: &key}, db.Newest, model.Page{})
				if err != nil {
					t.Fatal(err)
				}
				if len(found.Nodes) != 1 || found.Nodes[0].AlertCount != 1 {
					t.Fatalf("event %s was answered 202; %d incidents have its key", key, len(found.Nodes))
				}
			}
		})
	}
}

// loadUntilKilled sends events until the server is killed, which happens after
// some hundred answers, and returns the dedup keys of those that were answered.
func loadUntilKilled(t *testing.T, p *process, key string) []string {
	t.Helper()
	const senders, enough = 16, 400
	var mu sync.Mutex
	var answered []string
	var wg sync.WaitGroup
	for sender := range senders {
		wg.Go(func() {
			for n := 0; ; n++ {
				dedup := fmt.Sprintf("event-%d-%d", sender, n)
				if !sendEvent(t, p.url, key, dedup) {
					return
				}
				mu.Lock()
				answered = append(answered, dedup)
				if len(answered) == enough {
					_ = p.Process.Kill()
				}
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	_ = p.Wait()
	if len(answered) < enough {
		t.Fatalf("the server answered only %d events before it was gone", len(answered))
	}
	return answered
}

// sendEvent reports whether the event was answered with 202.
func sendEvent(t *testing.T, url, key, dedup string) bool {
	body, err := json.Marshal(map[string]any{
		"routing_key": "payment-api", "event_action": "trigger", "dedup_key": dedup,
		"payload": map[string]string{"summary": "High CPU on web-01", "severity": "critical", "source": "test"},
	})
	if err != nil {
		t.Error(err)
		return false
	}
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, url+"/api/events", bytes.NewReader(body))
	if err != nil {
		t.Error(err)
		return false
	}
	req.Header.Set("Authorization", "Bearer "+key)
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return false // the server is gone
	}
	_ = res.Body.Close()
	return res.StatusCode == http.StatusAccepted
}

func TestACommandLineThatIsWrongIsExplainedInOneLine(t *testing.T) {
	for _, tt := range []struct {
		name string
		args []string
		code int
		says string
	}{
		{"no such command", []string{"sreve"}, exitUsage, `opsknight has no command "sreve": do you mean serve?`},
		{"no such flag", []string{"serve", "--adr", ":1"}, exitUsage, "unknown flag: --adr"},
		{"a flag of the wrong type", []string{"serve", "--rate-reads", "many"}, exitUsage, "--rate-reads"},
		{"a proxy that is no address", []string{"serve", "--trusted-proxy", "proxy.internal"}, exitUsage, "proxy.internal"},
		{"a missing flag", []string{"key", "create", "--name", "x"}, exitUsage, "owner"},
		{"a missing argument", []string{"key", "revoke"}, exitUsage, "opsknight key revoke takes ID, and was given none"},
		{"an unknown environment", []string{"key", "list", "--environment", "PROD"}, exitUsage, "LIVE or TEST"},
		{"a log format that is neither", []string{"serve", "--log-format", "xml"}, exitUsage, "json or text"},
		{"a secret key that is none", []string{"serve", "--secret-key", "hunter2"}, exitUsage, "--secret-key"},
		{"a network for webhooks that is none", []string{"serve", "--webhook-allow-cidr", "intranet"}, exitUsage, "--webhook-allow-cidr"},
		{"a retry schedule that waits first", []string{"serve", "--webhook-retry-schedule", "5s,1m"}, exitUsage, "begins with 0s"},
		{"an address that is taken by nobody's grant", []string{"serve", "--addr", "256.0.0.1:1"}, exitFailed, "256.0.0.1"},
		{"a database that is not there", []string{"migrate", "--database", "postgres://127.0.0.1:1/none?connect_timeout=1"}, exitFailed, "open database"},
		{"an owner who is not there", []string{"key", "create", "--name", "x", "--owner", "nobody@example.com", "--scopes", "events:write"}, exitFailed, "no user nobody@example.com"},
		{"a scope that is not there", []string{"key", "create", "--name", "x", "--owner", "alice@example.com", "--scopes", "events:red"}, exitFailed, "events:red"},
		{"a key that is not there", []string{"key", "revoke", "key_1"}, exitFailed, "There is no API key key_1"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Setenv("OPSKNIGHT_DATA_DIR", t.TempDir())
			if tt.name == "a scope that is not there" {
				if code := run(t.Context(), []string{"demo"}, new(bytes.Buffer), new(bytes.Buffer)); code != exitOK {
					t.Fatal("demo failed")
				}
			}
			var out, said bytes.Buffer
			if code := run(t.Context(), tt.args, &out, &said); code != tt.code {
				t.Errorf("exit status %d, want %d", code, tt.code)
			}
			if !strings.Contains(said.String(), tt.says) {
				t.Errorf("it says\n%swant %q in it", said.String(), tt.says)
			}
			if out.Len() > 0 {
				t.Errorf("it prints on standard output:\n%s", out.String())
			}
		})
	}
}
