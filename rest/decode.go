package rest

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/internal/lenient"
	"github.com/opsknight/opsknight/internal/strictjson"
	"github.com/opsknight/opsknight/model"
)

// decodeEvent reads an event of the Events API, leniently: null and empty texts
// are as good as absent, unknown fields are kept with the alert, and what is only
// for people (links, images, timestamps) is taken if it can be. What cannot be
// understood at all is Invalid. The event is not validated.
func decodeEvent(body []byte) (*model.Event, error) {
	fields, err := decodeObject(body)
	if err != nil {
		return nil, err
	}
	var problems fault.Collector
	event := &model.Event{
		RoutingKey: fields.Text(&problems, "", "routing_key"),
		Action:     model.EventAction(strings.ToLower(fields.Text(&problems, "", "event_action"))),
		DedupKey:   fields.Text(&problems, "", "dedup_key"),
		Links:      slices.Concat(lenient.Links(fields["links"]), lenient.Images(fields["images"]), fields.Client()),
	}
	if service := fields.Text(&problems, "", "service_id"); event.RoutingKey == "" {
		event.RoutingKey = service
	}
	if event.Action == model.ActionTrigger {
		decodePayload(&problems, event, payloadOf(&problems, fields))
	}
	delete(fields, "routing_key")
	delete(fields, "service_id")
	event.Payload = model.ToJSON(fields)
	return event, problems.Err()
}

// decodeObject reads a body that is one JSON object.
func decodeObject(body []byte) (lenient.Object, error) {
	if err := strictjson.Check(body); err != nil {
		return nil, fault.New(fault.Invalid, "The event is not valid JSON: %s.", err)
	}
	fields, ok := lenient.Read(body)
	if !ok {
		return nil, fault.New(fault.Invalid, "The event is one JSON object.")
	}
	return fields, nil
}

// payloadOf returns the payload of an event; an empty one if it has none.
func payloadOf(problems *fault.Collector, fields lenient.Object) lenient.Object {
	payload, ok := lenient.Read(fields["payload"])
	if !ok && !lenient.IsNull(fields["payload"]) {
		problems.Add("payload", "wrong_type", "payload is an object.")
	}
	return payload
}

func decodePayload(problems *fault.Collector, event *model.Event, payload lenient.Object) {
	event.Summary = payload.Text(problems, "payload.", "summary")
	if source := payload.Text(problems, "payload.", "source"); source != "" {
		event.Source = &source
	}
	if severity := payload.Text(problems, "payload.", "severity"); severity != "" {
		event.Severity = ptr(model.Severity(strings.ToLower(severity)))
	}
	_ = event.CustomDetails.UnmarshalJSON(orNullJSON(payload["custom_details"]))
}

func orNullJSON(raw json.RawMessage) json.RawMessage {
	if len(raw) == 0 {
		return json.RawMessage("null")
	}
	return raw
}
