package rest

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/opsknight/opsknight/internal/door"
	"github.com/opsknight/opsknight/internal/fault"
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
		RoutingKey: fields.text(&problems, "", "service_key"),
		Action:     model.EventAction(strings.ToLower(fields.text(&problems, "", "event_type"))),
		DedupKey:   fields.text(&problems, "", "incident_key"),
		Links:      append(contexts(fields["contexts"]), fields.client()...),
	}
	if event.Action == model.ActionTrigger {
		event.Summary = fields.text(&problems, "", "description")
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

// contexts takes what v1 has in place of links and images, in their order.
func contexts(raw json.RawMessage) []model.Link {
	return linksBy(raw, func(one json.RawMessage) model.Link {
		var image struct{ Src string }
		if _ = json.Unmarshal(one, &image); image.Src != "" {
			return imageOf(one)
		}
		return linkOf(one)
	})
}

// decodeChange reads a change event. A time that cannot be read is as good as absent.
func decodeChange(body []byte) (*model.SendChangeEventInput, error) {
	fields, err := decodeObject(body)
	if err != nil {
		return nil, err
	}
	var problems fault.Collector
	change := &model.SendChangeEventInput{RoutingKey: fields.text(&problems, "", "routing_key")}
	var payload object
	if len(fields["payload"]) > 0 && json.Unmarshal(fields["payload"], &payload) != nil {
		problems.Add("payload", "wrong_type", "payload is an object.")
	}
	change.Summary = payload.text(&problems, "payload.", "summary")
	if source := payload.text(&problems, "payload.", "source"); source != "" {
		change.Source = &source
	}
	var at string
	if json.Unmarshal(payload["timestamp"], &at) == nil {
		if occurred, ok := door.ParseTime(at); ok {
			change.OccurredAt = &occurred
		}
	}
	_ = change.CustomDetails.UnmarshalJSON(orNullJSON(payload["custom_details"]))
	for _, link := range slices.Concat(links(fields["links"]), images(fields["images"])) {
		change.Links = append(change.Links, &link)
	}
	return change, problems.Err()
}
