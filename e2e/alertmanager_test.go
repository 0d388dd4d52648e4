package e2e

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// alertmanagerSettings send each alert to the two receivers of a server: PagerDuty's
// format, and Alertmanager's own. Nothing waits for more alerts.
const alertmanagerSettings = `
global:
  resolve_timeout: 1h
  http_config: {tls_config: {ca_file: %[1]q}}
route:
  receiver: pagerduty
  group_by: [alertname, instance]
  group_wait: 0s
  group_interval: 1s
  repeat_interval: 1h
  routes:
    - {receiver: pagerduty, continue: true}
    - {receiver: webhook}
receivers:
  - name: webhook
    webhook_configs:
      - url: %[2]s/api/integrations/alertmanager/%[4]s
  - name: pagerduty
    pagerduty_configs:
      - url: %[2]s/v2/enqueue
        routing_key: %[3]s
        severity: '{{ .CommonLabels.severity }}'
        source: '{{ .CommonLabels.instance }}'
        description: '{{ .CommonAnnotations.summary }}'
`

// TestAlertmanagerSends runs Debian's Alertmanager, from an alert as Prometheus would send
// it to an incident that is resolved.
func TestAlertmanagerSends(t *testing.T) {
	program := installed(t, "prometheus-alertmanager", "apt-get install prometheus-alertmanager")
	each(t, func(t *testing.T, s *server) {
		dir := t.TempDir()
		settings := fmt.Sprintf(alertmanagerSettings, s.authority, s.url, s.RoutingKeys["payment-api"], s.RoutingKeys["checkout"])
		file := filepath.Join(dir, "alertmanager.yml")
		if err := os.WriteFile(file, []byte(settings), 0o600); err != nil {
			t.Fatal(err)
		}
		address := freeAddress(t)
		var log bytes.Buffer
		cmd := exec.CommandContext(t.Context(), program, "--config.file", file, "--storage.path", dir, "--web.listen-address", address, "--cluster.listen-address", "")
		cmd.Stdout, cmd.Stderr = &log, &log
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			_ = cmd.Process.Kill()
			_ = cmd.Wait()
			if t.Failed() {
				t.Log(log.String())
			}
		})
		awaitReady(t, "http://"+address+"/-/ready")

		now := time.Now().UTC()
		alert := map[string]any{
			"labels":      map[string]string{"alertname": "HighCPU", "instance": "web-01", "severity": "critical"},
			"annotations": map[string]string{"summary": "CPU of web-01 is at 97 %"},
			"startsAt":    now.Add(-time.Minute), "endsAt": now.Add(time.Hour), "generatorURL": "http://prometheus.example.com/graph",
		}
		post := func() {
			t.Helper()
			body, err := json.Marshal([]any{alert})
			if err != nil {
				t.Fatal(err)
			}
			answer, err := http.Post("http://"+address+"/api/v2/alerts", "application/json", bytes.NewReader(body))
			if err != nil {
				t.Fatal(err)
			}
			_ = answer.Body.Close()
			if answer.StatusCode != http.StatusOK {
				t.Fatal("Alertmanager answered ", answer.Status)
			}
		}
		post()
		fired := map[string]incident{}
		for _, service := range []string{"Payment API", "Checkout"} {
			inc := s.titled(t, service, "CPU of web-01 is at 97 %", "OPEN")
			if inc.Urgency != "HIGH" || inc.Source != "web-01" {
				t.Errorf("the incident is %+v", inc)
			}
			fired[service] = inc
		}
		alert["endsAt"] = time.Now().UTC().Add(-time.Second)
		post()
		for service, opened := range fired {
			if resolved := s.titled(t, service, "CPU of web-01 is at 97 %", "RESOLVED"); resolved.ID != opened.ID {
				t.Errorf("it has resolved %s, and opened %s", resolved.ID, opened.ID)
			}
		}
	})
}

// freeAddress is where a program that cannot choose a port by itself may listen.
func freeAddress(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = listener.Close() }()
	return listener.Addr().String()
}

// awaitReady waits until a program that was started answers.
func awaitReady(t *testing.T, url string) {
	t.Helper()
	eventually(t, url+" answers", func() bool {
		answer, err := http.Get(url)
		if err != nil {
			return false
		}
		_ = answer.Body.Close()
		return answer.StatusCode == http.StatusOK
	})
}

// titled waits until the one incident of a service with a title has a status.
func (s *server) titled(t *testing.T, service, title, status string) (found incident) {
	t.Helper()
	eventually(t, title+" is "+status, func() bool {
		var list struct{ Data []incident }
		s.ask(t, http.MethodGet, "/api/incidents?q="+url.QueryEscape(title), nil, &list)
		ours := slices.DeleteFunc(list.Data, func(i incident) bool { return i.Service.Name != service })
		if len(ours) != 1 || ours[0].Status != status {
			return false
		}
		found = ours[0]
		return true
	})
	return found
}
