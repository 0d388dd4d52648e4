package inbound

import (
	"cmp"
	"strings"

	"github.com/opsknight/opsknight/internal/lenient"
	"github.com/opsknight/opsknight/model"
)

// zabbixSeverities are those of Zabbix's triggers, by name and by number. The names can be
// changed in Zabbix, the numbers cannot.
var zabbixSeverities = map[string]model.Severity{
	"5": model.SeverityCritical, "disaster": model.SeverityCritical,
	"4": model.SeverityError, "high": model.SeverityError,
	"3": model.SeverityWarning, "average": model.SeverityWarning,
	"2": model.SeverityWarning, "warning": model.SeverityWarning,
	"1": model.SeverityInfo, "information": model.SeverityInfo,
	"0": model.SeverityInfo, "not classified": model.SeverityInfo,
}

// zabbix reads what the media type of docs/integrations/zabbix.md sends: Zabbix's macros,
// under names of their own. A problem, its updates and its recovery have one event id.
// Source: Zabbix's documentation, "Supported macros".
func zabbix(d Delivery) ([]*model.Event, error) {
	body, err := d.object()
	if err != nil {
		return nil, err
	}
	for name, raw := range body {
		if unexpanded(lenient.Word(raw)) {
			delete(body, name)
		}
	}
	id := body.Some("event_id")
	if id == "" {
		return nil, required("event_id", "the media type sends {EVENT.ID}, of problems only.")
	}
	action, err := zabbixAction(body)
	if err != nil || action == "" {
		return nil, err
	}
	host := body.Some("host_name", "host")
	page := ""
	if base := strings.TrimRight(body.Some("zabbix_url"), "/"); base != "" && body.Some("trigger_id") != "" {
		page = base + "/tr_events.php?triggerid=" + body.Some("trigger_id") + "&eventid=" + id
	}
	return []*model.Event{finding{
		action: action, key: keyOf("zabbix", id),
		severity: cmp.Or(zabbixSeverities[plain(body.Some("event_nseverity"))], zabbixSeverities[plain(body.Some("event_severity"))]),
		summary:  body.Some("event_name", "subject"), source: host, about: body.Some("message"),
		details: map[string]any{
			"host": host, "host_ip": body.Some("host_ip"), "severity": body.Some("event_severity"), "operational_data": body.Some("event_opdata"),
			"tags": body.Some("event_tags"), "time": strings.TrimSpace(body.Some("event_date") + " " + body.Some("event_time")), "trigger": body.Some("trigger_id"),
		},
		links: linked(link("Zabbix", page), link("Trigger", body.Some("trigger_url"))), raw: d.Body,
	}.event()}, nil
}

// unexpanded reports whether a text is a macro that Zabbix had no value for.
func unexpanded(text string) bool {
	return text == "*UNKNOWN*" || strings.HasPrefix(text, "{") && strings.HasSuffix(text, "}") && !strings.Contains(text, `"`)
}

// zabbixAction says what a problem's event asks for; "": an update that is no
// acknowledgement.
func zabbixAction(body lenient.Object) (model.EventAction, error) {
	switch value := body.Some("event_value"); value {
	case "0": // {EVENT.VALUE} of what is over
		return model.ActionResolve, nil
	case "1", "":
	default:
		return "", unknown("event_value", value, "0 and 1, which the macro {EVENT.VALUE} has")
	}
	if body.Some("event_update_status") != "1" {
		return model.ActionTrigger, nil
	}
	// {EVENT.UPDATE.ACTION} lists what was done, as "acknowledged, commented".
	for done := range strings.SplitSeq(body.Some("event_update_action"), ",") {
		if plain(done) == "acknowledged" {
			return model.ActionAcknowledge, nil
		}
	}
	return "", nil
}
