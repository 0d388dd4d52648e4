package rest

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/opsknight/opsknight/internal/door"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/internal/lenient"
	"github.com/opsknight/opsknight/model"
)

// The two other formats of PagerDuty's Events API: v1's events, and change events. They
// are read as leniently as those of v2.

// pagerDutyNames are what fields are called on paths that have other names for them.
var pagerDutyNames = map[string]map[string]string{
	pathV1:            {"routing_key": "service_key", "event_action": "event_type", "dedup_key": "incident_key", "payload.summary": "description"},
	pathChangeEnqueue: {"summary": "payload.summary"},
}

// decodeV1 reads an event of the Events API v1. It has no severity. The event is not
// validated.
func decodeV1(body []byte) (*model.Event, error) {
	fields, err := decodeObject(body)
	if err != nil {
		return nil, err
	}
	var problems fault.Collector
	event := &model.Event{
		RoutingKey: fields.Text(&problems, "", "service_key"),
		Action:     model.EventAction(strings.ToLower(fields.Text(&problems, "", "event_type"))),
		DedupKey:   fields.Text(&problems, "", "incident_key"),
		Links:      append(lenient.Contexts(fields["contexts"]), fields.Client()...),
	}
	if event.Action == model.ActionTrigger {
		event.Summary = fields.Text(&problems, "", "description")
		_ = event.CustomDetails.UnmarshalJSON(orNullJSON(fields["details"]))
		var client *string
		if json.Unmarshal(fields["client"], &client) == nil {
			event.Source = client
		}
	}
	delete(fields, "service_key")
	event.Payload = model.ToJSON(fields)
	return event, problems.Err()
}

// decodeChange reads a change event. A time that cannot be read is as good as absent.
func decodeChange(body []byte) (*model.SendChangeEventInput, error) {
	fields, err := decodeObject(body)
	if err != nil {
		return nil, err
	}
	var problems fault.Collector
	change := &model.SendChangeEventInput{RoutingKey: fields.Text(&problems, "", "routing_key")}
	payload := payloadOf(&problems, fields)
	change.Summary = payload.Text(&problems, "payload.", "summary")
	if source := payload.Text(&problems, "payload.", "source"); source != "" {
		change.Source = &source
	}
	var at string
	if json.Unmarshal(payload["timestamp"], &at) == nil {
		if occurred, ok := door.ParseTime(at); ok {
			change.OccurredAt = &occurred
		}
	}
	_ = change.CustomDetails.UnmarshalJSON(orNullJSON(payload["custom_details"]))
	for _, link := range slices.Concat(lenient.Links(fields["links"]), lenient.Images(fields["images"])) {
		change.Links = append(change.Links, &link)
	}
	return change, problems.Err()
}
