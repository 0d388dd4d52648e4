package inbound

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/internal/lenient"
	"github.com/opsknight/opsknight/model"
)

// alertmanager reads a group of alerts. Source: Prometheus's configuration of alerting,
// "webhook_config", version 4 of the body.
func alertmanager(d Delivery) ([]*model.Event, error) {
	return group(d, "alertmanager", "Alertmanager", "a receiver's webhook_configs sends it.")
}

// grafana reads a group of alerts, which has all that Alertmanager's has and more. Source:
// Grafana's documentation, "Configure webhook notifications".
func grafana(d Delivery) ([]*model.Event, error) {
	return group(d, "grafana", "Grafana", "a contact point of the type Webhook sends it, without a custom payload.")
}

// group reads a group of alerts. Each is a problem of its own: it is known by its
// fingerprint, which is the same when it is resolved.
func group(d Delivery, tool, name, whence string) ([]*model.Event, error) {
	body, err := d.object()
	if err != nil {
		return nil, err
	}
	alerts, ok := body.List("alerts")
	if !ok {
		return nil, required("alerts", "%s", whence)
	}
	if len(alerts) > MostEvents {
		return nil, fault.Field("alerts", "too_many", "alerts has %d items, and a request may have %d: set max_alerts or its like in %s.", len(alerts), MostEvents, name)
	}
	var events []*model.Event
	for i, raw := range alerts {
		path := fmt.Sprintf("alerts.%d", i)
		alert, ok := lenient.Read(raw)
		if !ok {
			return nil, fault.Field(path, "wrong_type", "%s is an object.", path)
		}
		event, err := groupAlert(body, alert, path, tool, name)
		if err != nil {
			return nil, err
		}
		event.Payload = model.JSON(raw)
		events = append(events, event)
	}
	return events, nil
}

// groupAlert reads one alert of a group.
func groupAlert(body, alert lenient.Object, path, tool, name string) (*model.Event, error) {
	labels, notes := alert.Object("labels"), alert.Object("annotations")
	action := model.ActionTrigger
	switch status := cmp.Or(alert.Some("status"), body.Some("status")); plain(status) {
	case "firing", "":
	case "resolved":
		action = model.ActionResolve
	default:
		return nil, unknown(path+".status", status, "firing and resolved")
	}
	fingerprint := cmp.Or(alert.Some("fingerprint"), fingerprintOf(labels))
	if fingerprint == "" {
		return nil, required(path+".labels", "they name the alert, as it has no fingerprint.")
	}
	source := labels.Some("instance", "host", "hostname", "pod", "job", "service")
	summary := notes.Some("summary", "title", "message", "description")
	if summary == "" {
		summary = cmp.Or(labels.Some("alertname"), "An alert")
		if source != "" {
			summary += " on " + source
		}
	}
	return finding{
		action: action, key: keyOf(tool, fingerprint), severity: severityOf(labels.Some("severity")),
		summary: summary, source: source, about: notes.Some("description"),
		details: map[string]any{
			"labels": alert["labels"], "annotations": alert["annotations"], "starts_at": alert.Some("startsAt"),
			"values": alert["values"], "value_string": alert.Some("valueString"),
		},
		links: linked(
			link("Runbook", notes.Some("runbook_url", "runbook")),
			link("Dashboard", cmp.Or(alert.Some("dashboardURL"), notes.Some("dashboard_url", "dashboard"))), link("Panel", alert.Some("panelURL")),
			link("Source of the alert", alert.Some("generatorURL")), link("Image", alert.Some("imageURL")),
			link("Silence", alert.Some("silenceURL")), link(name, body.Some("externalURL")),
		),
	}.event(), nil
}

// fingerprintOf returns what names an alert by its labels; "" if it has none.
func fingerprintOf(labels lenient.Object) string {
	if len(labels) == 0 {
		return ""
	}
	var all strings.Builder
	for _, name := range slices.Sorted(maps.Keys(labels)) {
		pair, _ := json.Marshal([]string{name, string(labels[name])}) // quoted, so that no two sets of labels are the same text
		all.Write(pair)
	}
	return digest(all.String())
}
