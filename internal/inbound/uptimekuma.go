package inbound

import (
	"cmp"
	"strings"

	"github.com/opsknight/opsknight/model"
)

// uptimeKuma reads a change of a monitor. Source: Uptime Kuma 1.23 and 2.0, the
// notification "Webhook" with its preset body, whose heartbeat has one of four statuses.
func uptimeKuma(d Delivery) ([]*model.Event, error) {
	body, err := d.object()
	if err != nil {
		return nil, err
	}
	beat, monitor, message := body.Object("heartbeat"), body.Object("monitor"), body.Some("msg")
	if len(beat) == 0 {
		return kumaMessage(d, message)
	}
	found := finding{action: model.ActionTrigger, severity: model.SeverityCritical}
	switch status := beat.Some("status"); status {
	case "0": // down
	case "1": // up
		found.action = model.ActionResolve
	case "2", "3": // not known yet, and under maintenance
		return nil, nil
	default:
		return nil, unknown("heartbeat.status", status, "0 (down), 1 (up), 2 (pending) and 3 (maintenance)")
	}
	id := cmp.Or(beat.Some("monitorID", "monitor_id"), monitor.Some("id"))
	if id == "" {
		return nil, required("heartbeat.monitorID", "it names the monitor.")
	}
	name, why := cmp.Or(monitor.Some("name", "pathName"), "Monitor "+id), beat.Some("msg")
	found.key, found.summary, found.raw = keyOf("uptime-kuma", id), name+" is down", d.Body
	if why != "" {
		found.summary += ": " + why
	}
	page := monitor.Some("url")
	if page == "https://" || page == "http://" { // as monitors have it that watch no page
		page = ""
	}
	found.source = cmp.Or(page, monitor.Some("hostname"), name)
	found.links = link("What is monitored", page)
	found.details = map[string]any{
		"monitor": name, "type": monitor.Some("type"), "hostname": monitor.Some("hostname"), "port": monitor.Some("port"), "description": monitor.Some("description"),
		"tags": monitor["tags"], "message": why, "time": beat.Some("time"), "ping_ms": beat.Some("ping"), "retries": beat.Some("retries"),
	}
	return []*model.Event{found.event()}, nil
}

// kumaMessage reads a message that is about no heartbeat: the test of a notification,
// which ends with the word Testing and is no event, or a certificate that will expire.
func kumaMessage(d Delivery, message string) ([]*model.Event, error) {
	if message == "" {
		return nil, required("heartbeat", "the preset body of Uptime Kuma's webhook has it.")
	}
	words := strings.Fields(message)
	if words[len(words)-1] == "Testing" {
		return nil, nil
	}
	return []*model.Event{finding{
		action: model.ActionTrigger, key: keyOf("uptime-kuma", "message", digest(message)), severity: model.SeverityWarning,
		summary: message, source: "uptime-kuma", raw: d.Body,
	}.event()}, nil
}
