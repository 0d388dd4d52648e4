package main

import (
	"bufio"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// receivers are those that docs/webhooks.md shows, and what runs them.
var receivers = map[string][]string{
	"receiver.go":  {"go", "run"},
	"receiver.py":  {"python3"},
	"receiver.mjs": {"node"},
}

// startReceiver runs one of the guide's receivers, and returns its address and the lines
// that it prints from then on.
func startReceiver(t *testing.T, file, secret string) (address string, lines *bufio.Scanner) {
	t.Helper()
	path := filepath.Join("..", "..", "docs", "receivers", file)
	command := receivers[file]
	program, arguments := command[0], append(command[1:], path)
	if program == "go" { // built first: `go run` has a child that would outlive it
		program, arguments = filepath.Join(t.TempDir(), "receiver"), nil
		if out, err := exec.CommandContext(t.Context(), "go", "build", "-o", program, path).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
	}
	cmd := exec.CommandContext(t.Context(), program, arguments...)
	cmd.Env = append(os.Environ(), "WEBHOOK_SECRET="+secret, "PORT=0")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatalf("the guide's receiver needs %s: %v", command[0], err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	lines = bufio.NewScanner(out)
	if !lines.Scan() {
		t.Fatal("it did not start")
	}
	return strings.TrimPrefix(lines.Text(), "listening on "), lines
}

// TestTheGuidesReceivers runs each against this server, with the webhook's secret and
// with another.
func TestTheGuidesReceivers(t *testing.T) {
	for file := range receivers {
		t.Run(file, func(t *testing.T) {
			eachServer(t, func(t *testing.T, s *testServer) {
				s.db.Now = time.Now // a receiver looks at the clock
				// The address is known after the start, and the secret is needed for it.
				hook, secret := s.hook(t, "", "http://127.0.0.1:9", "")
				path := "/api/webhooks/" + hook
				ping := func(secret, status, lastStatus string) {
					address, lines := startReceiver(t, file, secret)
					s.patch(t, path, `{"url":"http://`+address+`"}`).want(t, http.StatusOK)
					id := s.send(t, request{path: path + "/ping", body: "{}"}).want(t, http.StatusCreated).at(t, "data.id")
					if _, err := s.outbox.Deliver(t.Context()); err != nil {
						t.Fatal(err)
					}
					s.get(t, path+"/deliveries/"+id).is(t, map[string]string{"data.status": status, "data.last_status": lastStatus})
					if status != "DELIVERED" {
						return
					}
					if !lines.Scan() || lines.Text() != "received webhook.ping "+id {
						t.Errorf("it prints %q", lines.Text())
					}
				}
				ping(secret, "DELIVERED", "204")
				_, other := s.hook(t, "", "http://127.0.0.1:9", "")
				ping(other, "PENDING", "401")
				// While both secrets sign, either is good.
				s.send(t, request{path: path + "/rotate-secret", body: "{}"}).want(t, http.StatusOK)
				ping(secret, "DELIVERED", "204")
			})
		})
	}
}

// TestTheGuideShowsItsReceivers compares the guide with the files that the tests run.
func TestTheGuideShowsItsReceivers(t *testing.T) {
	guide, err := os.ReadFile(filepath.Join("..", "..", "docs", "webhooks.md"))
	if err != nil {
		t.Fatal(err)
	}
	for file := range receivers {
		source, err := os.ReadFile(filepath.Join("..", "..", "docs", "receivers", file))
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(guide), "\n"+string(source)+"```\n") {
			t.Errorf("docs/webhooks.md does not show %s as it is", file)
		}
	}
}
