package inbound

import (
	"cmp"

	"github.com/opsknight/opsknight/internal/lenient"
	"github.com/opsknight/opsknight/model"
)

// azureSeverities are those of Azure Monitor, with what its portal calls them.
var azureSeverities = map[string]model.Severity{
	"sev0": model.SeverityCritical, // Critical
	"sev1": model.SeverityError,    // Error
	"sev2": model.SeverityWarning,  // Warning
	"sev3": model.SeverityInfo,     // Informational
	"sev4": model.SeverityInfo,     // Verbose
}

// azureMonitor reads an alert in the common alert schema. Its alertId is that of the alert
// instance, which is fired and resolved under it. Source: Azure Monitor's documentation,
// "Common alert schema".
func azureMonitor(d Delivery) ([]*model.Event, error) {
	body, err := d.object()
	if err != nil {
		return nil, err
	}
	data := body.Object("data")
	alert := data.Object("essentials")
	if len(alert) == 0 {
		return nil, required("data.essentials", "enable the common alert schema in the action group's webhook.")
	}
	action := model.ActionTrigger
	switch condition := alert.Some("monitorCondition"); plain(condition) {
	case "fired", "":
	case "resolved":
		action = model.ActionResolve
	default:
		return nil, unknown("data.essentials.monitorCondition", condition, "Fired and Resolved")
	}
	id := alert.Some("alertId", "originAlertId")
	if id == "" {
		return nil, required("data.essentials.alertId", "it names the alert.")
	}
	rule, target := alert.Some("alertRule"), firstOf(alert, "configurationItems")
	summary := rule
	if target != "" {
		summary += " on " + target
	}
	portal := ""
	if resource := firstOf(alert, "alertTargetIDs"); resource != "" {
		portal = "https://portal.azure.com/#resource" + resource
	}
	return []*model.Event{finding{
		action: action, key: keyOf("azure-monitor", id), severity: azureSeverities[plain(alert.Some("severity"))],
		summary: summary, source: cmp.Or(target, firstOf(alert, "alertTargetIDs"), alert.Some("monitoringService")), about: alert.Some("description"),
		details: map[string]any{
			"rule": rule, "severity": alert.Some("severity"), "signal": alert.Some("signalType"), "service": alert.Some("monitoringService"),
			"targets": alert["alertTargetIDs"], "fired_at": alert.Some("firedDateTime"), "context": data["alertContext"], "custom_properties": data["customProperties"],
		},
		links: linked(link("Investigation", alert.Some("investigationLink")), link("Azure portal", portal)), raw: d.Body,
	}.event()}, nil
}

// firstOf returns the first text of a list.
func firstOf(o lenient.Object, name string) string {
	items, _ := o.List(name)
	for _, item := range items {
		if word := lenient.Word(item); word != "" {
			return word
		}
	}
	return ""
}
