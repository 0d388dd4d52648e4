package e2e

import (
	"net/http"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// node runs a script or a program of the folder node, where its clients are installed.
func (s *server) node(t *testing.T, env map[string]string, args ...string) string {
	t.Helper()
	return run(t, s.nodeCommand(t, env, args...))
}

func (s *server) nodeCommand(t *testing.T, env map[string]string, args ...string) *exec.Cmd {
	t.Helper()
	installed(t, "node/node_modules/.package-lock.json", "run make e2e, or npm ci in e2e/node")
	cmd := exec.CommandContext(t.Context(), installed(t, "node", "the clients of JavaScript need Node 20 or later"), args...)
	cmd.Dir = "node"
	cmd.Env = append(os.Environ(), "NODE_EXTRA_CA_CERTS="+s.authority, "NO_COLOR=1",
		"OPSKNIGHT_URL="+s.url, "OPSKNIGHT_HOST="+s.host, "OPSKNIGHT_KEY="+s.LiveKey, "OPSKNIGHT_ROUTING_KEY="+s.RoutingKeys["payment-api"])
	for name, value := range env {
		cmd.Env = append(cmd.Env, name+"="+value)
	}
	return cmd
}

func TestPdjsSendsEvents(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		for _, step := range []struct{ action, status string }{{"trigger", "OPEN"}, {"acknowledge", "ACKNOWLEDGED"}, {"resolve", "RESOLVED"}} {
			s.node(t, nil, "pdjs.mjs", step.action)
			if inc := s.is(t, "pdjs", step.status, 1); inc.Title != "Queue is growing" || inc.Urgency != "MEDIUM" || inc.Source != "worker-01" {
				t.Errorf("the incident is %+v", inc)
			}
		}
		s.node(t, nil, "pdjs.mjs", "change")
		if changes := s.changes(t); len(changes) != 1 || changes[0] != "Deployed worker 1.2" {
			t.Errorf("the change events are %q", changes)
		}
		s.node(t, nil, "pdjs.mjs", "unknown")
	})
}

// changes are the summaries of all change events.
func (s *server) changes(t *testing.T) []string {
	t.Helper()
	var found struct{ Data []struct{ Summary string } }
	s.ask(t, http.MethodGet, "/api/change-events", nil, &found)
	var summaries []string
	for _, one := range found.Data {
		summaries = append(summaries, one.Summary)
	}
	return summaries
}

func TestPagerDutyCLISendsEvents(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		home := map[string]string{"HOME": t.TempDir()}
		for _, step := range []struct{ action, status string }{{"trigger", "OPEN"}, {"acknowledge", "ACKNOWLEDGED"}, {"resolve", "RESOLVED"}} {
			said := s.node(t, home, "node_modules/pagerduty-cli/bin/run", "event", "alert", "--routing_key", s.RoutingKeys["payment-api"], "--dedup_key", "pd-cli", "--action", step.action,
				"--summary", "Replica lags", "--source", "db-02", "--severity", "warning", "--keys", "lag", "--values", "90 s", "--endpoint", s.url+"/v2/enqueue")
			if !strings.Contains(said, "Event processed") || !strings.Contains(said, "pd-cli") {
				t.Errorf("%s: it says %q", step.action, said)
			}
			if inc := s.is(t, "pd-cli", step.status, 1); inc.Title != "Replica lags" || inc.Urgency != "MEDIUM" || inc.Source != "db-02" {
				t.Errorf("the incident is %+v", inc)
			}
		}
		said := s.node(t, home, "node_modules/pagerduty-cli/bin/run", "event", "change", "--routing_key", s.RoutingKeys["payment-api"], "--summary", "Failed over to db-02", "--endpoint", s.url+"/v2/change/enqueue")
		if !strings.Contains(said, "Change event processed") {
			t.Errorf("it says %q", said)
		}
		if changes := s.changes(t); len(changes) != 1 || changes[0] != "Failed over to db-02" {
			t.Errorf("the change events are %q", changes)
		}
	})
}

// trigger opens an incident and returns its id.
func (s *server) trigger(t *testing.T, dedupKey string) string {
	t.Helper()
	var sent struct {
		Data struct{ Incident struct{ ID string } }
	}
	s.ask(t, http.MethodPost, "/api/events", map[string]any{
		"routing_key": "payment-api", "event_action": "trigger", "dedup_key": dedupKey, "payload": map[string]string{"summary": "Payments fail", "severity": "critical"},
	}, &sent)
	return sent.Data.Incident.ID
}

func TestPdjsResponds(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		s.node(t, map[string]string{"OPSKNIGHT_INCIDENT": s.trigger(t, "pdjs-api")}, "pdjs-api.mjs")
		s.is(t, "pdjs-api", "RESOLVED", 1)
	})
}

// TestPagerDutyCLIResponds needs the name of PagerDuty's host to lead here: the commands
// that read and respond have no setting for it. Those that take the ids of incidents check
// that they begin with P or Q, so that it acknowledges and resolves by rest put.
func TestPagerDutyCLIResponds(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		home := map[string]string{"HOME": t.TempDir(), "NODE_OPTIONS": "--require ./named.cjs"}
		pd := func(args ...string) string {
			t.Helper()
			return s.node(t, home, append([]string{"node_modules/pagerduty-cli/bin/run"}, args...)...)
		}
		says := func(want string, args ...string) {
			t.Helper()
			if said := pd(args...); !strings.Contains(said, want) {
				t.Errorf("pd %s says %q, want %q", strings.Join(args, " "), said, want)
			}
		}
		pd("auth", "add", "--token", s.LiveKey, "--default")
		id := s.trigger(t, "pd-cli")
		says(id, "incident", "list", "--statuses", "triggered", "--pipe")
		says("Payments fail", "incident", "list", "--output", "json")
		says(`"acknowledged"`, "rest", "put", "--endpoint", "incidents/"+id, "--data", `{"incident":{"type":"incident_reference","status":"acknowledged"}}`)
		s.is(t, "pd-cli", "ACKNOWLEDGED", 1)
		pd("incident", "notes", "--id", id, "--note", "By the command line")
		says("By the command line", "incident", "notes", "--id", id, "--output", "json")
		says(`"resolved"`, "rest", "put", "--endpoint", "incidents/"+id, "--data", `{"incident":{"type":"incident_reference","status":"resolved"}}`)
		s.is(t, "pd-cli", "RESOLVED", 1)
		says("Payment API", "service", "list", "--output", "json")
		says("alice@example.com", "user", "list", "--output", "json")
		for _, what := range []string{"schedule", "team", "ep"} {
			if said := pd(what, "list", "--pipe"); len(strings.TrimSpace(said)) < 30 {
				t.Errorf("pd %s list says %q", what, said)
			}
		}
	})
}
