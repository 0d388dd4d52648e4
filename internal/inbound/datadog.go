package inbound

import (
	"cmp"
	"strings"

	"github.com/opsknight/opsknight/internal/lenient"
	"github.com/opsknight/opsknight/model"
)

// datadogTransitions are the values of $ALERT_TRANSITION. Source: Datadog's documentation
// of webhooks, "Variables".
var datadogTransitions = map[string]model.EventAction{
	"triggered": model.ActionTrigger, "re triggered": model.ActionTrigger,
	"no data": model.ActionTrigger, "re no data": model.ActionTrigger,
	"warn": model.ActionTrigger, "re warn": model.ActionTrigger, "renotify": model.ActionTrigger,
	"recovered": model.ActionResolve,
}

// datadog reads what a webhook sends of a monitor. The body is what its owner has made of
// Datadog's variables: docs/integrations/datadog.md has one, and the one that Datadog
// begins with is read too, as far as it goes.
func datadog(d Delivery) ([]*model.Event, error) {
	body, err := d.object()
	if err != nil {
		return nil, err
	}
	for name, raw := range body {
		if word := lenient.Word(raw); strings.HasPrefix(word, "$") || word == "null" { // a variable without a value, or that Datadog does not know
			delete(body, name)
		}
	}
	title := body.Some("title", "event_title", "alert_title")
	state, name := titleState(title)
	transition := body.Some("alert_transition", "transition")
	kind := body.Some("alert_type")
	key := datadogKey(body, name)
	if key == "" {
		return nil, required("title", "Datadog's variables $EVENT_TITLE and $ALERT_CYCLE_KEY say what the alert is about.")
	}
	return []*model.Event{finding{
		action: datadogAction(transition, state, kind), key: keyOf("datadog", key),
		severity: cmp.Or(severityOf(body.Some("alert_priority")), datadogSeverity(cmp.Or(transition, state)), severityOf(kind)),
		summary:  title, source: body.Some("hostname", "host"), about: body.Some("text_only_msg", "body", "event_msg"),
		details: map[string]any{
			"status": body.Some("alert_status"), "scope": body.Some("alert_scope"), "metric": body.Some("alert_metric"), "query": body.Some("alert_query"),
			"tags": body.Some("tags"), "monitor": body.Some("alert_id"), "priority": body.Some("alert_priority"), "event_type": body.Some("event_type"),
		},
		links: linked(link("Datadog", body.Some("link")), link("Snapshot", body.Some("snapshot"))),
		raw:   d.Body,
	}.event()}, nil
}

// datadogAction says what a transition asks for. One that is not known is a trigger:
// Datadog does not repeat what is refused.
func datadogAction(transition, state, kind string) model.EventAction {
	for _, word := range []string{transition, state} {
		if action, known := datadogTransitions[plain(word)]; known {
			return action
		}
	}
	if transition == "" && plain(kind) == "success" {
		return model.ActionResolve
	}
	return model.ActionTrigger
}

func datadogSeverity(transition string) model.Severity {
	if word := plain(transition); word == "warn" || word == "re warn" {
		return model.SeverityWarning
	}
	return ""
}

// datadogKey returns what links the events of an alert from its beginning to its end.
func datadogKey(body lenient.Object, name string) string {
	if key := body.Some("alert_cycle_key", "aggreg_key"); key != "" {
		return key
	}
	if monitor := body.Some("alert_id"); monitor != "" {
		return strings.TrimSuffix(keyOf(monitor, body.Some("alert_scope")), ":")
	}
	if name == "" {
		return ""
	}
	return digest(name)
}

// titleState splits a monitor's title, as "[Triggered on {host:web-01}] High load", into
// the word that tells its state and the rest, which is the same when it has recovered.
func titleState(title string) (state, rest string) {
	head, rest, found := strings.Cut(title, "]")
	state, begins := strings.CutPrefix(head, "[")
	if !found || !begins {
		return "", title
	}
	if len(state) == 2 && severityOf(state) != "" { // "[P1] [Triggered on …"
		return titleState(strings.TrimSpace(rest))
	}
	state, scope, _ := strings.Cut(state, " on ")
	return state, strings.TrimSpace(rest + " " + scope)
}
