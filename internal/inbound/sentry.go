package inbound

import (
	"cmp"
	"strings"

	"github.com/opsknight/opsknight/internal/lenient"
	"github.com/opsknight/opsknight/model"
)

// sentry reads what an internal integration of Sentry sends of issues and alerts, and what
// its older webhook plugin sends of issues. Source: Sentry's documentation, "Webhooks" of
// the integration platform. Other resources, as comments and installations, are no events.
func sentry(d Delivery) ([]*model.Event, error) {
	body, err := d.object()
	if err != nil {
		return nil, err
	}
	data := body.Object("data")
	resource := plain(d.Header.Get("Sentry-Hook-Resource"))
	var found finding
	switch {
	case len(data["metric_alert"]) > 0 && (resource == "" || resource == "metric alert"):
		found, err = sentryMetric(body, data)
	case len(data["issue"]) > 0 && (resource == "" || resource == "issue" || resource == "activity alert"):
		found, err = sentryIssue(body, data.Object("issue"))
	case len(data["event"]) > 0 && (resource == "" || resource == "event alert"):
		found, err = sentryEvent(data)
	case resource == "" && len(data) == 0 && body.Some("id") != "":
		found = sentryPlugin(body)
	case resource == "" && len(data) == 0:
		return nil, required("data", "an internal integration of Sentry sends it.")
	case resource == "issue" || resource == "event alert" || resource == "metric alert":
		return nil, required("data", "it has what the header Sentry-Hook-Resource names.")
	}
	if err != nil || found.action == "" {
		return nil, err
	}
	found.raw = d.Body
	return []*model.Event{found.event()}, nil
}

// sentryIssue reads a change of an issue. That somebody is assigned, which rules can do,
// is no acknowledgement.
func sentryIssue(body, issue lenient.Object) (finding, error) {
	var action model.EventAction
	switch status := body.Some("action"); plain(status) {
	case "created", "unresolved", "triggered":
		action = model.ActionTrigger
	case "resolved", "archived", "ignored":
		action = model.ActionResolve
	case "assigned":
		return finding{}, nil
	default:
		return finding{}, unknown("action", status, "created, unresolved, triggered, resolved, archived, ignored and assigned")
	}
	id := issue.Some("id")
	if id == "" {
		return finding{}, required("data.issue.id", "it names the issue.")
	}
	project := issue.Object("project")
	return finding{
		action: action, key: keyOf("sentry", "issue", id), severity: severityOf(issue.Some("level")),
		summary: issue.Some("title"), source: cmp.Or(project.Some("slug", "name"), "sentry"), about: issue.Some("culprit"),
		details: map[string]any{
			"issue": issue.Some("shortId"), "project": project.Some("slug", "name"), "platform": issue.Some("platform"), "level": issue.Some("level"),
			"culprit": issue.Some("culprit"), "events": issue.Some("count"), "users": issue.Some("userCount"), "substatus": issue.Some("substatus"), "metadata": issue["metadata"],
		},
		links: linked(link("Sentry", issue.Some("web_url", "permalink"))),
	}, nil
}

// sentryEvent reads an alert of an issue: the rule's, by the event that it was for. Its
// end is told by the issue.
func sentryEvent(data lenient.Object) (finding, error) {
	event := data.Object("event")
	id := event.Some("issue_id", "groupID")
	if id == "" {
		address := strings.TrimRight(event.Some("issue_url"), "/")
		id = address[strings.LastIndex(address, "/")+1:]
	}
	if id == "" {
		return finding{}, required("data.event.issue_id", "it names the issue.")
	}
	return finding{
		action: model.ActionTrigger, key: keyOf("sentry", "issue", id), severity: severityOf(event.Some("level")),
		summary: event.Some("title", "message"), source: event.Some("project_slug", "project_name", "logger"), about: event.Some("culprit"),
		details: map[string]any{
			"rule": data.Some("triggered_rule"), "culprit": event.Some("culprit"), "level": event.Some("level"), "platform": event.Some("platform"),
			"release": event.Some("release"), "environment": event.Some("environment"), "tags": event["tags"], "metadata": event["metadata"],
		},
		links: linked(link("Sentry", event.Some("web_url", "url"))),
	}, nil
}

// sentryMetric reads an alert of a metric.
func sentryMetric(body, data lenient.Object) (finding, error) {
	alert := data.Object("metric_alert")
	rule := alert.Object("alert_rule")
	word := body.Some("action")
	action := model.ActionTrigger
	switch plain(word) {
	case "critical", "warning":
	case "resolved":
		action = model.ActionResolve
	default:
		return finding{}, unknown("action", word, "critical, warning and resolved")
	}
	id := alert.Some("id", "identifier")
	if id == "" {
		return finding{}, required("data.metric_alert.id", "it names the alert.")
	}
	return finding{
		action: action, key: keyOf("sentry", "metric", id), severity: severityOf(word),
		summary: cmp.Or(data.Some("description_title"), alert.Some("title"), rule.Some("name")), source: "sentry", about: data.Some("description_text"),
		details: map[string]any{
			"rule": rule.Some("name"), "query": rule.Some("query"), "aggregate": rule.Some("aggregate"), "environment": rule.Some("environment"),
			"projects": alert["projects"], "started": alert.Some("date_started"),
		},
		links: linked(link("Sentry", data.Some("web_url"))),
	}, nil
}

// sentryPlugin reads what the older plugin "WebHooks" sends. Its id is the issue's.
func sentryPlugin(body lenient.Object) finding {
	return finding{
		action: model.ActionTrigger, key: keyOf("sentry", "issue", body.Some("id")), severity: severityOf(body.Some("level")),
		summary: cmp.Or(body.Object("event").Some("title"), body.Some("message", "culprit")), source: body.Some("project_slug", "project_name", "project"), about: body.Some("culprit"),
		details: map[string]any{
			"project": body.Some("project_name", "project"), "level": body.Some("level"), "culprit": body.Some("culprit"), "logger": body.Some("logger"), "rules": body["triggering_rules"],
		},
		links: linked(link("Sentry", body.Some("url"))),
	}
}
