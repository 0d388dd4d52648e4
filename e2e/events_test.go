package e2e

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/PagerDuty/go-pagerduty"
	"github.com/nicholas-fedor/shoutrrr"
	"github.com/nicholas-fedor/shoutrrr/pkg/types"
	"github.com/prometheus/alertmanager/alert"
	amcommoncfg "github.com/prometheus/alertmanager/config/common"
	"github.com/prometheus/alertmanager/notify"
	ampagerduty "github.com/prometheus/alertmanager/notify/pagerduty"
	"github.com/prometheus/alertmanager/template"
	commoncfg "github.com/prometheus/common/config"
	"github.com/prometheus/common/model"
)

const noSuchKey = "0123456789abcdef0123456789abcdef"

// pagerDutyClient is go-pagerduty, told of this server by the option it has for that.
func (s *server) pagerDutyClient() *pagerduty.Client {
	client := pagerduty.NewClient(s.LiveKey, pagerduty.WithV2EventsAPIEndpoint(s.url), pagerduty.WithAPIEndpoint(s.url+"/pagerduty"))
	client.HTTPClient = s.client
	return client
}

func TestGoPagerDutySendsEvents(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		client := s.pagerDutyClient()
		event := pagerduty.V2Event{
			RoutingKey: s.RoutingKeys["payment-api"], Action: "trigger", DedupKey: "go-pagerduty", Client: "test", ClientURL: "https://monitor.example.com",
			Links: []any{map[string]string{"href": "https://example.com", "text": "Runbook"}}, Images: []any{map[string]string{"src": "https://example.com/a.png"}},
			Payload: &pagerduty.V2Payload{Summary: "High CPU on web-01", Source: "web-01", Severity: "warning", Timestamp: "2015-07-17T08:42:58.315+0000", Component: "cpu", Details: map[string]any{"load": 18.4}},
		}
		for _, step := range []struct {
			action, status string
			alerts         int
		}{{"trigger", "OPEN", 1}, {"trigger", "OPEN", 2}, {"acknowledge", "ACKNOWLEDGED", 2}, {"resolve", "RESOLVED", 2}} {
			event.Action = step.action
			if step.action != "trigger" {
				event.Payload = nil
			}
			got, err := client.ManageEventWithContext(t.Context(), &event)
			if err != nil || got.Status != "success" || got.DedupKey != "go-pagerduty" || got.Message != "Event processed" {
				t.Fatalf("%s: %+v, %v", step.action, got, err)
			}
			if inc := s.is(t, "go-pagerduty", step.status, step.alerts); inc.Title != "High CPU on web-01" || inc.Urgency != "MEDIUM" || inc.Source != "web-01" || inc.Service.Name != "Payment API" {
				t.Errorf("the incident is %+v", inc)
			}
		}
		event.RoutingKey = noSuchKey
		_, err := client.ManageEventWithContext(t.Context(), &event)
		if refused, ok := errors.AsType[pagerduty.APIError](err); !ok || refused.StatusCode != http.StatusBadRequest || refused.Temporary() {
			t.Errorf("an unknown routing key: %v", err)
		}
		s.leadHere(t) // the function that is no method has no setting for the host, and reads the errors of events
		_, err = pagerduty.ManageEventWithContext(t.Context(), event)
		refused, ok := errors.AsType[pagerduty.EventsAPIV2Error](err)
		if !ok || !refused.BadRequest() || refused.Temporary() || len(refused.APIError.ErrorObject.Errors) != 1 || refused.APIError.ErrorObject.Message != "Invalid routing key" {
			t.Errorf("an unknown routing key: %v", err)
		}
	})
}

func TestGoPagerDutySendsChangeEvents(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		change := pagerduty.ChangeEvent{
			RoutingKey: s.RoutingKeys["payment-api"],
			Payload: pagerduty.ChangeEventPayload{
				Summary: "Deployed payment-api 2.14.0", Source: "ci", Timestamp: time.Now().Add(-time.Minute).Format(time.RFC3339), CustomDetails: map[string]any{"build": 1432},
			},
			Links: []pagerduty.ChangeEventLink{{Href: "https://ci.example.com/1432", Text: "Build 1432"}},
		}
		got, err := s.pagerDutyClient().CreateChangeEventWithContext(t.Context(), change)
		if err != nil || got.Status != "success" || got.Message != "Change event processed" || len(got.Errors) > 0 {
			t.Fatalf("%+v, %v", got, err)
		}
		var sent struct {
			Data struct{ Incident struct{ ID string } }
		}
		s.ask(t, http.MethodPost, "/api/events", map[string]any{"routing_key": "payment-api", "event_action": "trigger", "payload": map[string]string{"summary": "Payments fail"}}, &sent)
		var near struct {
			Data []struct {
				Summary string
				Links   []struct{ Href string }
			}
		}
		s.ask(t, http.MethodGet, "/api/incidents/"+sent.Data.Incident.ID+"/change-events", nil, &near)
		if len(near.Data) != 1 || near.Data[0].Summary != "Deployed payment-api 2.14.0" || near.Data[0].Links[0].Href != "https://ci.example.com/1432" {
			t.Errorf("near the incident are %+v", near.Data)
		}
	})
}

// TestGoPagerDutySendsV1 needs the name of PagerDuty's host to lead here: that client of v1
// has no setting for it.
func TestGoPagerDutySendsV1(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		s.leadHere(t)
		event := pagerduty.Event{ServiceKey: s.RoutingKeys["checkout"], IncidentKey: "srv01/HTTP", Description: "HTTP of srv01 fails", Client: "Monitor", Details: "all of it"}
		for _, step := range []struct{ action, status string }{{"trigger", "OPEN"}, {"acknowledge", "ACKNOWLEDGED"}, {"resolve", "RESOLVED"}} {
			event.Type = step.action
			got, err := pagerduty.CreateEventWithHTTPClient(event, http.DefaultClient)
			if err != nil || got.Status != "success" || got.IncidentKey != "srv01/HTTP" {
				t.Fatalf("%s: %+v, %v", step.action, got, err)
			}
			s.is(t, "srv01/HTTP", step.status, 1)
		}
	})
}

// leadHere makes clients that have no setting for where to send or whom to trust come
// here, until the test ends.
func (s *server) leadHere(t *testing.T) {
	before := http.DefaultTransport
	t.Cleanup(func() { http.DefaultTransport = before })
	trusted := s.client.Transport.(*http.Transport).TLSClientConfig
	http.DefaultTransport = &http.Transport{TLSClientConfig: trusted.Clone(), DialContext: s.dial}
}

// dial leads every name to this server, as an entry in DNS would.
func (s *server) dial(ctx context.Context, network, _ string) (net.Conn, error) {
	return (&net.Dialer{}).DialContext(ctx, network, s.host)
}

func TestAlertmanagersNotifierSends(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		endpoint, err := url.Parse(s.url + "/v2/enqueue")
		if err != nil {
			t.Fatal(err)
		}
		trust := &commoncfg.HTTPClientConfig{TLSConfig: commoncfg.TLSConfig{CAFile: s.authority}, FollowRedirects: true, EnableHTTP2: true}
		key := commoncfg.Secret(s.RoutingKeys["payment-api"])
		v2 := ampagerduty.DefaultPagerdutyConfig
		v2.HTTPConfig, v2.URL, v2.RoutingKey, v2.Severity, v2.Source, v2.Details = trust, &amcommoncfg.URL{URL: endpoint}, key, "{{ .CommonLabels.severity }}", "prometheus", ampagerduty.DefaultPagerdutyDetails
		v2.Links = []ampagerduty.PagerdutyLink{{Href: "https://runbooks.example.com/{{ .CommonLabels.alertname }}", Text: "Runbook"}}
		v1 := ampagerduty.DefaultPagerdutyConfig
		v1.HTTPConfig, v1.ServiceKey, v1.Details = trust, key, ampagerduty.DefaultPagerdutyDetails
		for name, config := range map[string]*ampagerduty.PagerdutyConfig{"v2": &v2, "v1": &v1} {
			t.Run(name, func(t *testing.T) {
				templates, err := template.FromGlobs(nil)
				if err != nil {
					t.Fatal(err)
				}
				templates.ExternalURL = &url.URL{Scheme: "http", Host: "alertmanager.example.com"}
				var options []commoncfg.HTTPClientOption
				if name == "v1" { // whose address cannot be set
					options = append(options, commoncfg.WithDialContextFunc(s.dial))
				}
				notifier, err := ampagerduty.New(config, templates, slog.New(slog.DiscardHandler), options...)
				if err != nil {
					t.Fatal(err)
				}
				group := notify.Key("{}:{alertname=\"HighCPU\"}" + name)
				ctx := notify.WithGroupLabels(notify.WithReceiverName(notify.WithGroupKey(notify.WithNow(t.Context(), time.Now()), string(group)), "opsknight"), model.LabelSet{"alertname": "HighCPU"})
				firing := &alert.Alert{Alert: model.Alert{
					Labels: model.LabelSet{"alertname": "HighCPU", "instance": "web-01", "severity": "critical"}, Annotations: model.LabelSet{"summary": "CPU is at 97 %"},
					StartsAt: time.Now().Add(-time.Minute), EndsAt: time.Now().Add(time.Hour), GeneratorURL: "http://prometheus.example.com/graph",
				}}
				resolved := *firing
				resolved.EndsAt = time.Now().Add(-time.Second)
				for _, step := range []struct {
					alert  *alert.Alert
					status string
				}{{firing, "OPEN"}, {&resolved, "RESOLVED"}} {
					if again, err := notifier.Notify(ctx, step.alert); err != nil || again {
						t.Fatalf("it would try again: %v; %v", again, err)
					}
					if inc := s.is(t, group.Hash(), step.status, 1); !strings.Contains(inc.Title, "HighCPU") || inc.Urgency != "HIGH" {
						t.Errorf("the incident is %+v", inc)
					}
				}
			})
		}
	})
}

func TestShoutrrrSends(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		s.leadHere(t) // it has no setting for whom to trust
		sender, err := shoutrrr.CreateSender("pagerduty://" + s.host + "/" + s.RoutingKeys["checkout"] + "?severity=info&source=backup-01&dedup_key=nightly&contexts=link:https://example.com/backup")
		if err != nil {
			t.Fatal(err)
		}
		for _, step := range []struct{ action, status string }{{"trigger", "OPEN"}, {"acknowledge", "ACKNOWLEDGED"}, {"resolve", "RESOLVED"}} {
			for _, err := range sender.Send("Nightly backup has failed", &types.Params{"action": step.action}) {
				if err != nil {
					t.Fatal(step.action, err)
				}
			}
			if inc := s.is(t, "nightly", step.status, 1); inc.Urgency != "LOW" || inc.Source != "backup-01" || inc.Title != "Nightly backup has failed" {
				t.Errorf("the incident is %+v", inc)
			}
		}
		wrong, err := shoutrrr.CreateSender("pagerduty://" + s.host + "/" + noSuchKey)
		if err != nil {
			t.Fatal(err)
		}
		if errs := wrong.Send("x", nil); len(errs) != 1 || errs[0] == nil || !strings.Contains(errs[0].Error(), "Invalid routing key") {
			t.Errorf("an unknown routing key: %v", errs)
		}
	})
}
