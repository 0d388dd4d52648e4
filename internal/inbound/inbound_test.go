package inbound_test

import (
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/internal/inbound"
	"github.com/opsknight/opsknight/model"
)

// sample returns one of the bodies in testdata, which are in the shape that the tool's
// documentation describes.
func sample(t testing.TB, tool, name string) []byte {
	t.Helper()
	body, err := os.ReadFile(filepath.Join("testdata", tool, name+".json"))
	if err != nil {
		t.Fatal(err)
	}
	return body
}

func header(pairs ...string) http.Header {
	h := http.Header{}
	for i := 0; i < len(pairs); i += 2 {
		h.Set(pairs[i], pairs[i+1])
	}
	return h
}

// told is an event in a line.
func told(e *model.Event) string {
	severity, source := "-", "-"
	if e.Severity != nil {
		severity = string(*e.Severity)
	}
	if e.Source != nil {
		source = *e.Source
	}
	return fmt.Sprintf("%s %s | %s | %s | %s", e.Action, severity, e.DedupKey, e.Summary, source)
}

func TestEachToolsPayloads(t *testing.T) {
	const kumaDown = "uptime-kuma:3 | Shop is down: timeout of 48000ms exceeded | https://shop.example.com"
	issue := func(of string) http.Header { return header("Sentry-Hook-Resource", of) }
	github := func(of string) http.Header { return header("X-GitHub-Event", of) }
	tests := []struct {
		tool, name string
		header     http.Header
		want       []string
	}{
		{"alertmanager", "trigger", nil, []string{
			"trigger critical | alertmanager:1d1ba6c2e7a0f3b4 | p99 of api-1:8080 is above 2 s | api-1:8080",
			"trigger warning | alertmanager:9c7e5f0a4b3d2e11 | p99 of api-2:8080 is above 2 s | api-2:8080",
		}},
		{"alertmanager", "resolve", nil, []string{
			"resolve critical | alertmanager:1d1ba6c2e7a0f3b4 | p99 of api-1:8080 is above 2 s | api-1:8080",
			"resolve warning | alertmanager:9c7e5f0a4b3d2e11 | p99 of api-2:8080 is above 2 s | api-2:8080",
		}},
		{"grafana", "trigger", nil, []string{"trigger warning | grafana:57c6d9296de2ad39 | /var of db-01 is 91 % full | db-01"}},
		{"grafana", "resolve", nil, []string{"resolve warning | grafana:57c6d9296de2ad39 | /var of db-01 is 91 % full | db-01"}},
		{"datadog", "trigger", nil, []string{"trigger critical | datadog:5790834509876543210 | [P1] [Triggered on {host:web-01}] High load | web-01"}},
		{"datadog", "resolve", nil, []string{"resolve critical | datadog:5790834509876543210 | [P1] [Recovered on {host:web-01}] High load | web-01"}},
		{"datadog", "warn", nil, []string{"trigger warning | datadog:5790834509876543210 | [Re-Warn on {host:web-01}] High load | web-01"}},
		{"datadog", "no-data", nil, []string{"trigger error | datadog:5790834509876543210 | [No Data on {host:web-01}] High load | web-01"}},
		{"sentry", "trigger", issue("issue"), []string{"trigger error | sentry:issue:1170820242 | TypeError: cart is undefined | checkout"}},
		{"sentry", "trigger", nil, []string{"trigger error | sentry:issue:1170820242 | TypeError: cart is undefined | checkout"}},
		{"sentry", "unresolved", issue("issue"), []string{"trigger error | sentry:issue:1170820242 | TypeError: cart is undefined | checkout"}},
		{"sentry", "resolve", issue("issue"), []string{"resolve error | sentry:issue:1170820242 | TypeError: cart is undefined | checkout"}},
		{"sentry", "archived", issue("issue"), []string{"resolve error | sentry:issue:1170820242 | TypeError: cart is undefined | checkout"}},
		{"sentry", "assigned", issue("issue"), nil},
		{"sentry", "trigger", issue("installation"), nil},
		{"sentry", "event-alert", issue("event_alert"), []string{"trigger critical | sentry:issue:1170820242 | ConnectionError: payments.example.com | -"}},
		{"sentry", "metric-critical", issue("metric_alert"), []string{"trigger critical | sentry:metric:4 | Critical: Too many errors | sentry"}},
		{"sentry", "metric-resolved", issue("metric_alert"), []string{"resolve - | sentry:metric:4 | Resolved: Too many errors | sentry"}},
		{"sentry", "plugin", nil, []string{"trigger warning | sentry:issue:1170820242 | TypeError: cart is undefined | checkout"}},
		{"cloudwatch", "trigger", nil, []string{"trigger - | cloudwatch:arn:aws:cloudwatch:eu-west-1:123456789012:alarm:checkout 5xx | checkout 5xx is ALARM | 123456789012 EU (Ireland)"}},
		{"cloudwatch", "resolve", nil, []string{"resolve - | cloudwatch:arn:aws:cloudwatch:eu-west-1:123456789012:alarm:checkout 5xx | checkout 5xx is OK | 123456789012 EU (Ireland)"}},
		{"cloudwatch", "raw", nil, []string{"trigger - | cloudwatch:arn:aws:cloudwatch:eu-west-1:123456789012:alarm:checkout 5xx | checkout 5xx is ALARM | 123456789012 EU (Ireland)"}},
		{"cloudwatch", "insufficient-data", nil, []string{"trigger warning | cloudwatch:arn:aws:cloudwatch:eu-west-1:123456789012:alarm:checkout 5xx | checkout 5xx is INSUFFICIENT_DATA | 123456789012 EU (Ireland)"}},
		{"cloudwatch", "eventbridge", nil, []string{"trigger - | cloudwatch:arn:aws:cloudwatch:eu-west-1:123456789012:alarm:checkout 5xx | checkout 5xx is ALARM | 123456789012 eu-west-1"}},
		{"cloudwatch", "eventbridge-raw-ok", nil, []string{"resolve - | cloudwatch:arn:aws:cloudwatch:eu-west-1:123456789012:alarm:checkout 5xx | checkout 5xx is OK | 123456789012 eu-west-1"}},
		{"cloudwatch", "text", nil, []string{"trigger - | sns:arn:aws:sns:eu-west-1:123456789012:opsknight:22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324 | Export | arn:aws:sns:eu-west-1:123456789012:opsknight"}},
		{"cloudwatch", "unsubscribe", nil, nil},
		{"azure-monitor", "trigger", nil, []string{"trigger error | azure-monitor:/subscriptions/11111111-1111-1111-1111-111111111111/providers/Microsoft.AlertsManagement/alerts/b9569717-bc32-442f-add5-83a997729330 | cpu-above-90 on web-01 | web-01"}},
		{"azure-monitor", "resolve", nil, []string{"resolve error | azure-monitor:/subscriptions/11111111-1111-1111-1111-111111111111/providers/Microsoft.AlertsManagement/alerts/b9569717-bc32-442f-add5-83a997729330 | cpu-above-90 on web-01 | web-01"}},
		{"uptime-kuma", "trigger", nil, []string{"trigger critical | " + kumaDown}},
		{"uptime-kuma", "resolve", nil, []string{"resolve critical | uptime-kuma:3 | Shop is down: 200 - OK | https://shop.example.com"}},
		{"uptime-kuma", "pending", nil, nil},
		{"uptime-kuma", "maintenance", nil, nil},
		{"uptime-kuma", "test", nil, nil},
		{"uptime-kuma", "certificate", nil, []string{"trigger warning | uptime-kuma:message:fa7128359be25fa5a719f14f89f35375 | [Shop][https://shop.example.com] server certificate shop.example.com will be expired in 7 days | uptime-kuma"}},
		{"github-actions", "trigger", github("workflow_run"), []string{"trigger error | github-actions:example/shop:159038:main | Deploy of example/shop failed on main | example/shop"}},
		{"github-actions", "resolve", github("workflow_run"), []string{"resolve error | github-actions:example/shop:159038:main | Deploy of example/shop failed on main | example/shop"}},
		{"github-actions", "trigger", nil, []string{"trigger error | github-actions:example/shop:159038:main | Deploy of example/shop failed on main | example/shop"}},
		{"github-actions", "fork", github("workflow_run"), []string{"trigger error | github-actions:example/shop:159038:main:bob/shop | Deploy of example/shop failed on main | example/shop"}},
		{"github-actions", "cancelled", github("workflow_run"), nil},
		{"github-actions", "in-progress", github("workflow_run"), nil},
		{"github-actions", "pull-request", github("workflow_run"), nil},
		{"github-actions", "ping", github("ping"), nil},
		{"github-actions", "ping", nil, nil},
		{"github-actions", "trigger", github("workflow_job"), nil},
		{"gitlab", "trigger", nil, []string{"trigger error | gitlab:pipeline:example/shop:main | Pipeline of example/shop failed on main | example/shop"}},
		{"gitlab", "resolve", nil, []string{"resolve error | gitlab:pipeline:example/shop:main | Pipeline of example/shop failed on main | example/shop"}},
		{"gitlab", "running", nil, nil},
		{"gitlab", "canceled", nil, nil},
		{"gitlab", "merge-request", nil, nil},
		{"gitlab", "job-failed", nil, []string{"trigger error | gitlab:job:example/shop:main:deploy | Job deploy of example/shop failed on main | example/shop"}},
		{"gitlab", "job-success", nil, []string{"resolve error | gitlab:job:example/shop:main:deploy | Job deploy of example/shop failed on main | example/shop"}},
		{"gitlab", "job-allowed", nil, nil},
		{"gitlab", "deployment-failed", nil, []string{"trigger error | gitlab:deployment:example/shop:production | Deployment of example/shop to production failed | example/shop"}},
		{"gitlab", "deployment-success", nil, []string{"resolve error | gitlab:deployment:example/shop:production | Deployment of example/shop to production failed | example/shop"}},
		{"gitlab", "incident-open", nil, []string{"trigger error | gitlab:incident:example/shop:23 | Checkout is slow | example/shop"}},
		{"gitlab", "incident-close", nil, []string{"resolve error | gitlab:incident:example/shop:23 | Checkout is slow | example/shop"}},
		{"gitlab", "incident-update", nil, nil},
		{"gitlab", "issue", nil, nil},
		{"gitlab", "push", nil, nil},
		{"zabbix", "trigger", nil, []string{"trigger error | zabbix:1048 | Disk of db-01 is almost full | db-01"}},
		{"zabbix", "resolve", nil, []string{"resolve error | zabbix:1048 | Disk of db-01 is almost full | db-01"}},
		{"zabbix", "acknowledge", nil, []string{"acknowledge error | zabbix:1048 | Disk of db-01 is almost full | db-01"}},
		{"zabbix", "unacknowledge", nil, nil},
		{"zabbix", "comment", nil, nil},
		{"generic", "trigger", nil, []string{"trigger critical | queue-42 | The queue of orders is growing | mq-01"}},
		{"generic", "resolve", nil, []string{"resolve - | queue-42 | An alert without a name | -"}},
		{"generic", "acknowledge", nil, []string{"acknowledge - | queue-42 | An alert without a name | -"}},
		{"generic", "own", nil, []string{"trigger critical | high-cpu-web01 | High CPU on web-01 | web-01"}},
	}
	tried := map[string]bool{}
	for _, tt := range tests {
		t.Run(tt.tool+" "+tt.name+" "+fmt.Sprint(tt.header), func(t *testing.T) {
			events, err := inbound.Read(tt.tool, inbound.Delivery{Header: tt.header, Body: sample(t, tt.tool, tt.name)})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, event := range events {
				got = append(got, told(event))
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(tt.want, "\n"))
			}
		})
		tried[filepath.Join("testdata", tt.tool, tt.name+".json")] = true
	}
	for _, name := range []string{"alertmanager/mixed", "datadog/default-trigger", "datadog/default-resolve"} { // in tests of their own
		tried[filepath.Join("testdata", name+".json")] = true
	}
	all, err := filepath.Glob("testdata/*/*.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range all {
		if !tried[path] {
			t.Errorf("nothing is expected of %s", path)
		}
	}
}

// one reads a delivery of one event.
func one(t *testing.T, tool string, body []byte) *model.Event {
	t.Helper()
	events, err := inbound.Read(tool, inbound.Delivery{Body: body})
	if err != nil || len(events) != 1 {
		t.Fatalf("%d events of %s (%v)", len(events), body, err)
	}
	return events[0]
}

func TestWhatIsKeptOfAnAlert(t *testing.T) {
	event := one(t, "grafana", sample(t, "grafana", "trigger"))
	var links []string
	for _, link := range event.Links {
		links = append(links, link.Text+" "+link.Href)
	}
	want := []string{
		"Runbook https://runbooks.example.com/disk", "Dashboard https://grafana.example.com/d/hosts?orgId=1", "Panel https://grafana.example.com/d/hosts?orgId=1&viewPanel=4",
		"Source of the alert https://grafana.example.com/alerting/grafana/fe1u2lsxbgwzka/view?orgId=1",
		"Silence https://grafana.example.com/alerting/silence/new?alertmanager=grafana&matcher=alertname%3DDisk+almost+full&orgId=1", "Grafana https://grafana.example.com/",
	}
	if !slices.Equal(links, want) {
		t.Errorf("the links are %q", links)
	}
	for _, kept := range []string{`"values":{"B":91.2,"C":1}`, `"host":"db-01"`, `"starts_at":"2026-11-24T09:10:00Z"`} {
		if !strings.Contains(string(event.CustomDetails), kept) {
			t.Errorf("the details lack %s: %s", kept, event.CustomDetails)
		}
	}
	if !strings.Contains(string(event.Payload), `"fingerprint": "57c6d9296de2ad39"`) {
		t.Errorf("the payload is not the alert: %s", event.Payload)
	}

	own := one(t, "generic", sample(t, "generic", "own"))
	if string(own.CustomDetails) != `{"load":18.4}` || len(own.Links) != 1 || own.Links[0].Text != "CPU" || strings.Contains(string(own.Payload), "routing_key") {
		t.Errorf("of this API's event: %s, %v, %s", own.CustomDetails, own.Links, own.Payload)
	}
	if about := one(t, "generic", sample(t, "generic", "trigger")).Description; about == nil || *about != "12,000 orders wait." {
		t.Error("the description is lost")
	}
}

func TestAResolveHasTheKeyOfItsTrigger(t *testing.T) {
	for name, row := range map[string]struct{ tool, trigger, resolve string }{
		"an alert without a fingerprint": {
			"alertmanager", `{"alerts":[{"status":"firing","labels":{"b":"2","a":"1"}}]}`, `{"alerts":[{"status":"resolved","labels":{"a":"1","b":"2"}}]}`,
		},
		"a group's status where an alert has none": {"alertmanager", `{"status":"firing","alerts":[{"fingerprint":"x"}]}`, `{"status":"resolved","alerts":[{"fingerprint":"x"}]}`},
		"Datadog's own body":                       {"datadog", string(sample(t, "datadog", "default-trigger")), string(sample(t, "datadog", "default-resolve"))},
		"Datadog without a cycle":                  {"datadog", `{"title":"A","alert_id":"1","alert_scope":"host:a","alert_transition":"Triggered"}`, `{"title":"B","alert_id":1,"alert_scope":"host:a","alert_transition":"Recovered"}`},
		"Datadog without a transition":             {"datadog", `{"title":"A","aggreg_key":"k","alert_type":"error"}`, `{"title":"B","aggreg_key":"k","alert_transition":"null","alert_type":"success"}`},
		"an alarm without an ARN":                  {"cloudwatch", `{"AlarmName":"a","AWSAccountId":"1","Region":"r","NewStateValue":"ALARM"}`, `{"AlarmName":"a","AWSAccountId":1,"Region":"r","NewStateValue":"OK"}`},
		"an alarm by two ways":                     {"cloudwatch", string(sample(t, "cloudwatch", "trigger")), string(sample(t, "cloudwatch", "eventbridge-raw-ok"))},
		"Azure's older id":                         {"azure-monitor", `{"data":{"essentials":{"originAlertId":"a","monitorCondition":"Fired"}}}`, `{"data":{"essentials":{"originAlertId":"a","monitorCondition":"Resolved"}}}`},
		"a monitor without a name":                 {"uptime-kuma", `{"heartbeat":{"status":0,"monitorID":7},"monitor":null}`, `{"heartbeat":{"status":"1"},"monitor":{"id":"7"}}`},
		"an issue's alert and its end":             {"sentry", string(sample(t, "sentry", "event-alert")), string(sample(t, "sentry", "resolve"))},
		"the issue by its address only":            {"sentry", `{"data":{"event":{"issue_url":"https://sentry.io/api/0/issues/1170820242/"}}}`, string(sample(t, "sentry", "resolve"))},
		"Sentry's plugin and the issue's end":      {"sentry", string(sample(t, "sentry", "plugin")), string(sample(t, "sentry", "resolve"))},
		"a metric of Sentry":                       {"sentry", string(sample(t, "sentry", "metric-critical")), string(sample(t, "sentry", "metric-resolved"))},
		"Zabbix by numbers":                        {"zabbix", `{"event_id":5,"event_value":1}`, `{"event_id":"5","event_value":0}`},
		"a title where there is no id":             {"generic", `{"title":"Disk full","host":"db"}`, `{"title":"Disk full","host":"db","state":"OK"}`},
		"other names of one thing":                 {"generic", `{"incident_key":"a","name":"x","alert_status":"DOWN"}`, `{"fingerprint":"a","alert_status":"up"}`},
		"a key that is too long":                   {"generic", `{"id":"` + strings.Repeat("ü", 300) + `","title":"x"}`, `{"alias":"` + strings.Repeat("ü", 300) + `","status":"closed"}`},
	} {
		t.Run(name, func(t *testing.T) {
			opened, closed := one(t, row.tool, []byte(row.trigger)), one(t, row.tool, []byte(row.resolve))
			if opened.Action != model.ActionTrigger || closed.Action != model.ActionResolve || opened.DedupKey != closed.DedupKey || opened.DedupKey == "" {
				t.Errorf("%s\n%s", told(opened), told(closed))
			}
		})
	}
}

func TestOtherProblemsHaveOtherKeys(t *testing.T) {
	long := strings.Repeat("x", 300)
	for name, row := range map[string]struct{ tool, one, other string }{
		"other labels":             {"alertmanager", `{"alerts":[{"labels":{"a":"1","b":"2"}}]}`, `{"alerts":[{"labels":{"a":"1","b":"3"}}]}`},
		"labels that run together": {"alertmanager", `{"alerts":[{"labels":{"a":"b","c":"d"}}]}`, `{"alerts":[{"labels":{"a":"b\",\"c","d":""}}]}`},
		"another region":           {"cloudwatch", `{"AlarmName":"a","Region":"r","NewStateValue":"ALARM"}`, `{"AlarmName":"a","Region":"s","NewStateValue":"ALARM"}`},
		"another scope":            {"datadog", `{"title":"A","alert_id":1,"alert_scope":"host:a"}`, `{"title":"A","alert_id":1,"alert_scope":"host:b"}`},
		"another host in a title":  {"datadog", `{"title":"[Triggered on {host:a}] Load"}`, `{"title":"[Triggered on {host:b}] Load"}`},
		"long keys with one end":   {"generic", `{"id":"` + long + `a","title":"x"}`, `{"id":"` + long + `b","title":"x"}`},
		"another host":             {"generic", `{"title":"x","host":"a"}`, `{"title":"x","host":"b"}`},
	} {
		t.Run(name, func(t *testing.T) {
			a, b := one(t, row.tool, []byte(row.one)), one(t, row.tool, []byte(row.other))
			if a.DedupKey == b.DedupKey {
				t.Errorf("both have %s", a.DedupKey)
			}
		})
	}
}

func TestAGroupMayBeMixed(t *testing.T) {
	events, err := inbound.Read("alertmanager", inbound.Delivery{Body: sample(t, "alertmanager", "mixed")})
	if err != nil || len(events) != 2 || events[0].Action != model.ActionTrigger || events[1].Action != model.ActionResolve || len(events[1].DedupKey) != len("alertmanager:")+32 {
		t.Errorf("%v (%v)", events, err)
	}
}

func TestGitHubsFormIsRead(t *testing.T) {
	body := sample(t, "github-actions", "trigger")
	form := strings.NewReplacer("%", "%25", "&", "%26", "+", "%2B", ";", "%3B").Replace(string(body))
	events, err := inbound.Read("github-actions", inbound.Delivery{Header: header("Content-Type", "application/x-www-form-urlencoded"), Body: []byte("payload=" + form)})
	if err != nil || len(events) != 1 || string(events[0].Payload) != string(body) {
		t.Errorf("%v (%v)", events, err)
	}
	// curl gives JSON this type when nobody says another.
	events, err = inbound.Read("github-actions", inbound.Delivery{Header: header("Content-Type", "application/x-www-form-urlencoded"), Body: body})
	if err != nil || len(events) != 1 {
		t.Errorf("%v (%v)", events, err)
	}
}

func TestStatusesAreWholeWords(t *testing.T) {
	for status, want := range map[string]model.EventAction{
		"firing": "trigger", "ALERT": "trigger", "Problem": "trigger", "down": "trigger", " Open ": "trigger", "unresolved": "trigger", "failed": "trigger", "critical": "trigger", "": "trigger",
		"ok": "resolve", "OK.": "resolve", "up": "resolve", "Recovered": "resolve", "resolved": "resolve", "closed": "resolve", "normal": "resolve", "success": "resolve",
		"acknowledged": "acknowledge", "Ack": "acknowledge",
		"upstream_down": "refused", "upstream down": "refused", "not ok": "refused", "not-ok": "refused", "backup": "refused", "back up": "refused", "not resolved": "refused", "is_up": "refused",
		"startup": "refused", "okay?no": "refused", "downgraded": "refused", "inactive alert": "refused", "1": "refused", "true": "refused",
	} {
		t.Run(status, func(t *testing.T) {
			events, err := inbound.Read("generic", inbound.Delivery{Body: []byte(`{"title":"x","status":"` + status + `"}`)})
			got := model.EventAction("refused")
			if err == nil {
				got = events[0].Action
			} else if f := fault.Of(err); f.Code != fault.Invalid || f.Problems[0].Field != "status" || !strings.Contains(f.Message, "firing") || !strings.Contains(f.Message, "recovered") {
				t.Errorf("refused by %v", err)
			}
			if got != want {
				t.Errorf("it is %s, want %s", got, want)
			}
		})
	}
	for body, want := range map[string]model.EventAction{
		`{"title":"x","action":"updated","status":"firing"}`:   "trigger", // the first known word
		`{"title":"x","status":null,"state":"ok"}`:             "resolve",
		`{"title":"x","status":{"a":1},"state":["ok"]}`:        "trigger", // neither is a word
		`{"title":"x","event_action":"resolve","status":"up"}`: "resolve",
	} {
		if got := one(t, "generic", []byte(body)); got.Action != want {
			t.Errorf("%s is %s, want %s", body, got.Action, want)
		}
	}
}

func TestSeveritiesAreWholeWords(t *testing.T) {
	labels := func(severity string) string {
		return `{"alerts":[{"labels":{"alertname":"x","severity":` + severity + `}}]}`
	}
	azure := func(severity string) string {
		return `{"data":{"essentials":{"alertId":"a","severity":"` + severity + `"}}}`
	}
	for _, tt := range []struct{ tool, body, want string }{
		{"alertmanager", labels(`"CRITICAL"`), "critical"},
		{"alertmanager", labels(`"page"`), "critical"},
		{"alertmanager", labels(`"err"`), "error"},
		{"alertmanager", labels(`"Warning"`), "warning"},
		{"alertmanager", labels(`"none"`), "-"},
		{"alertmanager", labels(`"uncritical"`), "-"},
		{"alertmanager", labels(`"no-info"`), "-"},
		{"alertmanager", labels(`null`), "-"},
		{"alertmanager", labels(`{}`), "-"},
		{"azure-monitor", azure("Sev0"), "critical"},
		{"azure-monitor", azure("sev1"), "error"},
		{"azure-monitor", azure("Sev2"), "warning"},
		{"azure-monitor", azure("Sev3"), "info"},
		{"azure-monitor", azure("Sev4"), "info"},
		{"azure-monitor", azure("Sev5"), "-"},
		{"zabbix", `{"event_id":1,"event_severity":"Disaster"}`, "critical"},
		{"zabbix", `{"event_id":1,"event_severity":"High"}`, "error"},
		{"zabbix", `{"event_id":1,"event_severity":"Average"}`, "warning"},
		{"zabbix", `{"event_id":1,"event_severity":"Not classified"}`, "info"},
		{"zabbix", `{"event_id":1,"event_severity":"Katastrophe","event_nseverity":"5"}`, "critical"},
		{"zabbix", `{"event_id":1,"event_severity":"{EVENT.SEVERITY}","event_nseverity":0}`, "info"},
		{"zabbix", `{"event_id":1}`, "-"},
		{"datadog", `{"title":"x","alert_priority":"P2","alert_type":"error"}`, "error"},
		{"datadog", `{"title":"x","alert_priority":"P5","alert_type":"error"}`, "info"},
		{"datadog", `{"title":"[Warn] x"}`, "warning"},
		{"datadog", `{"title":"x"}`, "-"},
		{"generic", `{"title":"x","severity":"none","priority":"P3"}`, "warning"},
		{"generic", `{"title":"x","priority":1}`, "critical"},
		{"generic", `{"title":"x","level":1}`, "-"},
		{"generic", `{"title":"x","priority":"low"}`, "info"},
		{"sentry", `{"data":{"event":{"issue_id":1,"level":"fatal"}}}`, "critical"},
		{"sentry", `{"data":{"event":{"issue_id":1,"level":"debug"}}}`, "info"},
	} {
		got := "-"
		if event := one(t, tt.tool, []byte(tt.body)); event.Severity != nil {
			got = string(*event.Severity)
		}
		if got != tt.want {
			t.Errorf("%s %s: %s, want %s", tt.tool, tt.body, got, tt.want)
		}
	}
}

func TestDeliveriesThatAreRefused(t *testing.T) {
	many := `{"alerts":[` + strings.Repeat(`{"fingerprint":"x"},`, 500) + `{"fingerprint":"x"}]}`
	for name, row := range map[string]struct{ tool, body, field, reason string }{
		"no alerts":                       {"alertmanager", `{}`, "alerts", "required"},
		"alerts that are null":            {"grafana", `{"alerts":null}`, "alerts", "required"},
		"alerts that are an object":       {"alertmanager", `{"alerts":{}}`, "alerts", "required"},
		"an alert that is none":           {"alertmanager", `{"alerts":[{"fingerprint":"x"},5]}`, "alerts.1", "wrong_type"},
		"an alert of no labels":           {"alertmanager", `{"alerts":[{"status":"firing"}]}`, "alerts.0.labels", "required"},
		"a status that there is not":      {"grafana", `{"alerts":[{"fingerprint":"x","status":"not firing"}]}`, "alerts.0.status", "unknown_value"},
		"501 alerts":                      {"alertmanager", many, "alerts", "too_many"},
		"nothing of Datadog":              {"datadog", `{"a":1}`, "title", "required"},
		"nothing of Sentry":               {"sentry", `{}`, "data", "required"},
		"an issue without an id":          {"sentry", `{"action":"created","data":{"issue":{}}}`, "data.issue.id", "required"},
		"an action of Sentry's to come":   {"sentry", `{"action":"not resolved","data":{"issue":{"id":1}}}`, "action", "unknown_value"},
		"a metric without an id":          {"sentry", `{"action":"critical","data":{"metric_alert":{}}}`, "data.metric_alert.id", "required"},
		"an event of no issue":            {"sentry", `{"data":{"event":{}}}`, "data.event.issue_id", "required"},
		"nothing of SNS":                  {"cloudwatch", `{}`, "AlarmName", "required"},
		"a type that SNS has not":         {"cloudwatch", `{"Type":"Notice"}`, "Type", "unknown_value"},
		"a state in lower case":           {"cloudwatch", `{"AlarmName":"a","NewStateValue":"alarm"}`, "NewStateValue", "unknown_value"},
		"a message without an id":         {"cloudwatch", `{"Type":"Notification","Message":"x"}`, "MessageId", "required"},
		"Azure's older schema":            {"azure-monitor", `{"schemaId":"AzureMonitorMetricAlert","data":{"status":"Activated"}}`, "data.essentials", "required"},
		"a condition that Azure has not":  {"azure-monitor", `{"data":{"essentials":{"alertId":"a","monitorCondition":"Unfired"}}}`, "data.essentials.monitorCondition", "unknown_value"},
		"a status that Uptime Kuma lacks": {"uptime-kuma", `{"heartbeat":{"status":10,"monitorID":1}}`, "heartbeat.status", "unknown_value"},
		"nothing of Uptime Kuma":          {"uptime-kuma", `{}`, "heartbeat", "required"},
		"no monitor":                      {"uptime-kuma", `{"heartbeat":{"status":0}}`, "heartbeat.monitorID", "required"},
		"nothing of GitHub":               {"github-actions", `{}`, "workflow_run", "required"},
		"a run of no workflow":            {"github-actions", `{"action":"completed","workflow_run":{"conclusion":"failure"}}`, "workflow_run.workflow_id", "required"},
		"nothing of GitLab":               {"gitlab", `{}`, "object_kind", "required"},
		"a pipeline of no branch":         {"gitlab", `{"object_kind":"pipeline","object_attributes":{"status":"failed"}}`, "object_attributes.ref", "required"},
		"nothing of Zabbix":               {"zabbix", `{"event_id":"{EVENT.ID}"}`, "event_id", "required"},
		"a value that Zabbix has not":     {"zabbix", `{"event_id":1,"event_value":"2"}`, "event_value", "unknown_value"},
		"no summary":                      {"generic", `{"id":"a"}`, "summary", "required"},
		"an end of nothing":               {"generic", `{"status":"ok"}`, "dedup_key", "required"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := inbound.Read(row.tool, inbound.Delivery{Body: []byte(row.body)})
			f := fault.Of(err)
			if f == nil || f.Code != fault.Invalid || len(f.Problems) != 1 || f.Problems[0].Field != row.field || f.Problems[0].Reason != row.reason || !strings.HasSuffix(f.Message, ".") {
				t.Errorf("refused by %+v", err)
			}
		})
	}
	for _, tool := range inbound.Types() {
		for name, body := range map[string]string{
			"nothing": "", "a list": "[]", "null": "null", "a text": `"x"`, "half": `{"a":`, "a key twice": `{"a":1,"a":2}`, "two": `{} {}`, "a NUL": `{"a":"\u0000"}`,
			"half a character": `{"a":"\ud800"}`, "no UTF-8": "{\"a\":\"\xff\"}", "too deep": strings.Repeat(`{"a":`, 200) + "1" + strings.Repeat("}", 200),
		} {
			if _, err := inbound.Read(tool, inbound.Delivery{Body: []byte(body)}); !fault.Is(err, fault.Invalid) {
				t.Errorf("%s, %s: %v", tool, name, err)
			}
		}
	}
	if _, err := inbound.Read("pagerduty", inbound.Delivery{}); !fault.Is(err, fault.NotFound) || !strings.Contains(err.Error(), "uptime-kuma") {
		t.Errorf("an unknown type: %v", err)
	}
	if _, err := inbound.Read("cloudwatch", inbound.Delivery{Body: []byte(`{"Type":"SubscriptionConfirmation"}`)}); !errors.Is(err, inbound.ErrSubscription) {
		t.Errorf("a subscription: %v", err)
	}
}

func TestAnAlertThatSaysLittleIsNamed(t *testing.T) {
	for _, tt := range []struct{ tool, body, want string }{
		{"alertmanager", `{"alerts":[{"labels":{"job":"api"}}]}`, "An alert on api"},
		{"alertmanager", `{"alerts":[{"labels":{"alertname":"Down"},"annotations":null}]}`, "Down"},
		{"grafana", `{"alerts":[{"fingerprint":"x","annotations":{"summary":" ","message":"It is down"}}]}`, "It is down"},
		{"azure-monitor", `{"data":{"essentials":{"alertId":"a"}}}`, "An alert without a name"},
		{"uptime-kuma", `{"heartbeat":{"status":0,"monitorID":7}}`, "Monitor 7 is down"},
		{"sentry", `{"id":7}`, "An alert without a name"},
		{"zabbix", `{"event_id":7}`, "An alert without a name"},
		{"cloudwatch", `{"Type":"Notification","MessageId":"1","TopicArn":"a","Message":""}`, "A message to a"},
	} {
		if event := one(t, tt.tool, []byte(tt.body)); event.Summary != tt.want || event.Action != model.ActionTrigger {
			t.Errorf("%s %s is %s", tt.tool, tt.body, told(event))
		}
	}
}

func TestTextsAreCutToWhatIsStored(t *testing.T) {
	long := strings.Repeat("ü", 30_000)
	event := one(t, "generic", []byte(`{"title":"`+long+`","host":"`+long+`","description":"`+long+`","id":"`+long+`","url":"https://example.com/`+long+`"}`))
	if n := len([]rune(event.Summary)); n != model.MaxSummary || !strings.HasSuffix(event.Summary, "ü…") {
		t.Errorf("the summary has %d characters", n)
	}
	if n := len([]rune(event.DedupKey)); n != model.MaxDedupKey {
		t.Errorf("the key has %d characters", n)
	}
	if n := len([]rune(*event.Description)); n != model.MaxDescription {
		t.Errorf("the description has %d characters", n)
	}
	if len([]rune(*event.Source)) != 255 || len(event.Links) != 0 {
		t.Errorf("the source is %d long, the links %v", len([]rune(*event.Source)), event.Links)
	}
}
