package inbound

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/internal/lenient"
	"github.com/opsknight/opsknight/model"
)

// The names that tools have for a field of an event, the likeliest first. The first is
// this API's own.
var (
	actionNames   = []string{"event_action", "status", "state", "alert_status", "alert_state", "action"}
	keyNames      = []string{"dedup_key", "incident_key", "alert_id", "fingerprint", "alias", "problem_id", "id"}
	summaryNames  = []string{"summary", "title", "subject", "alert_name", "alertname", "name", "message", "msg", "text", "description"}
	severityNames = []string{"severity", "priority", "level", "urgency"}
	sourceNames   = []string{"source", "host", "hostname", "instance", "service", "server", "device", "node"}
	aboutNames    = []string{"description", "details", "message", "body", "text"}
	linkNames     = []string{"url", "link", "href", "event_url", "alert_url", "incident_url"}
)

// genericWords are what a status can say, as whole words in any case.
var genericWords = actionsByWord(map[model.EventAction]string{
	model.ActionTrigger:     "trigger,triggered,alert,alerting,alarm,firing,fired,problem,down,critical,error,failed,failure,fail,open,opened,reopened,active,new,created,unresolved,unhealthy,warning,warn",
	model.ActionAcknowledge: "acknowledge,acknowledged,ack,acked",
	model.ActionResolve:     "resolve,resolved,ok,okay,recovery,recovered,up,close,closed,normal,success,succeeded,passed,healthy,cleared,clear,inactive",
})

func actionsByWord(lists map[model.EventAction]string) map[string]model.EventAction {
	found := map[string]model.EventAction{}
	for action, words := range lists {
		for word := range strings.SplitSeq(words, ",") {
			found[word] = action
		}
	}
	return found
}

// generic reads an event of this API, or an object of which each field has one of the
// names that tools give it. Without a status it is a trigger.
func generic(d Delivery) ([]*model.Event, error) {
	body, err := d.object()
	if err != nil {
		return nil, err
	}
	fields := flat(body)
	action, err := genericAction(fields)
	if err != nil {
		return nil, err
	}
	summary, source := fields.Some(summaryNames...), fields.Some(sourceNames...)
	key := fields.Some(keyNames...)
	switch {
	case summary == "" && action == model.ActionTrigger:
		return nil, required("summary", "it, or one of %s, says what is wrong.", strings.Join(summaryNames[1:], ", "))
	case key == "" && summary == "":
		return nil, required("dedup_key", "it, or one of %s, names what was triggered.", strings.Join(keyNames[1:], ", "))
	case key == "": // the same words are the same problem
		key = keyOf("generic", digest(summary+"\n"+source))
	}
	delete(body, "routing_key") // a credential
	return []*model.Event{finding{
		action: action, key: key, severity: genericSeverity(fields), summary: summary, source: source, about: fields.Some(aboutNames...),
		details: genericDetails(body, fields),
		links: linked(
			lenient.Links(body["links"]), lenient.Images(body["images"]), link("Runbook", fields.Some("runbook_url", "runbook")),
			link("Dashboard", fields.Some("dashboard_url", "dashboard")), link("Link", fields.Some(linkNames...)),
		),
		raw: json.RawMessage(model.ToJSON(body)),
	}.event()}, nil
}

// flat returns the fields of a body, and those of its payload where it has none of that
// name: this API's events have both.
func flat(body lenient.Object) lenient.Object {
	all := maps.Clone(body.Object("payload"))
	if all == nil {
		all = lenient.Object{}
	}
	for name, raw := range body {
		if lenient.Word(raw) != "" || all[name] == nil {
			all[name] = raw
		}
	}
	return all
}

// genericAction says what the first status asks for that is a known word.
func genericAction(fields lenient.Object) (model.EventAction, error) {
	field, status := "", ""
	for _, name := range actionNames {
		word := fields.Some(name)
		if action, known := genericWords[plain(word)]; known {
			return action, nil
		}
		if word != "" && status == "" {
			field, status = name, word
		}
	}
	if status == "" {
		return model.ActionTrigger, nil
	}
	var words []string
	for _, action := range model.EventActions {
		for _, word := range slices.Sorted(maps.Keys(genericWords)) {
			if genericWords[word] == action {
				words = append(words, word)
			}
		}
	}
	return "", fault.Field(field, "unknown_value", "%s is %q, which is none of the known words, of which it has to be one whole: %s.", field, cut(status, 60), strings.Join(words, ", "))
}

// genericSeverity returns the severity that the first known word for one says. A bare
// number is one only as a priority, as in P1: levels are counted from either end.
func genericSeverity(fields lenient.Object) model.Severity {
	for _, name := range severityNames {
		if severity := severityOf(fields.Some(name)); severity != "" {
			return severity
		}
	}
	return severityOf("P" + fields.Some("priority"))
}

// genericDetails returns what is given as details, or else all that was sent.
func genericDetails(body, fields lenient.Object) map[string]any {
	for _, name := range []string{"custom_details", "details"} {
		if details, ok := lenient.Read(fields[name]); ok {
			all := map[string]any{}
			for name, raw := range details {
				all[name] = raw
			}
			return all
		}
	}
	all := map[string]any{}
	for name, raw := range body {
		all[name] = raw
	}
	return all
}
