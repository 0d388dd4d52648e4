package rest

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/opsknight/opsknight/internal/fault"
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
		RoutingKey: fields.text(&problems, "", "routing_key"),
		Action:     model.EventAction(strings.ToLower(fields.text(&problems, "", "event_action"))),
		DedupKey:   fields.text(&problems, "", "dedup_key"),
		Links:      slices.Concat(links(fields["links"]), images(fields["images"]), fields.client()),
	}
	if service := fields.text(&problems, "", "service_id"); event.RoutingKey == "" {
		event.RoutingKey = service
	}
	if event.Action == model.ActionTrigger {
		decodePayload(&problems, event, fields["payload"])
	}
	delete(fields, "routing_key")
	delete(fields, "service_id")
	event.Payload = model.ToJSON(fields)
	return event, problems.Err()
}

// decodeObject reads a body that is one JSON object.
func decodeObject(body []byte) (object, error) {
	if err := strictjson.Check(body); err != nil {
		return nil, fault.New(fault.Invalid, "The event is not valid JSON: %s.", err)
	}
	var fields object
	if json.Unmarshal(body, &fields) != nil || fields == nil {
		return nil, fault.New(fault.Invalid, "The event is one JSON object.")
	}
	return fields, nil
}

func decodePayload(problems *fault.Collector, event *model.Event, raw json.RawMessage) {
	var payload object
	if len(raw) > 0 && json.Unmarshal(raw, &payload) != nil {
		problems.Add("payload", "wrong_type", "payload is an object.")
		return
	}
	event.Summary = payload.text(problems, "payload.", "summary")
	if source := payload.text(problems, "payload.", "source"); source != "" {
		event.Source = &source
	}
	if severity := payload.text(problems, "payload.", "severity"); severity != "" {
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

// object is a JSON object whose values are still to be read.
type object map[string]json.RawMessage

// text returns a field that is a text; "" if it is absent or null.
func (o object) text(problems *fault.Collector, path, name string) string {
	raw, given := o[name]
	var s *string
	if given && json.Unmarshal(raw, &s) != nil {
		problems.Add(path+name, "wrong_type", "%s is a text.", path+name)
		return ""
	}
	if s == nil {
		return ""
	}
	return *s
}

// client is the tool that sends, as a link to its page if it has given one.
func (o object) client() []model.Link {
	var ignored fault.Collector // what is only for people
	name, page := o.text(&ignored, "", "client"), o.text(&ignored, "", "client_url")
	if !model.IsPage(page) {
		return nil
	}
	return []model.Link{{Href: page, Text: name}}
}

// links takes of a list of links those that have the address of a page.
func links(raw json.RawMessage) []model.Link { return linksBy(raw, linkOf) }

// images takes of a list of images those that have an address, as links to them.
func images(raw json.RawMessage) []model.Link { return linksBy(raw, imageOf) }

func linksBy(raw json.RawMessage, read func(json.RawMessage) model.Link) []model.Link {
	var listed []json.RawMessage
	_ = json.Unmarshal(raw, &listed)
	var found []model.Link
	for _, one := range listed {
		if link := read(one); model.IsPage(link.Href) {
			found = append(found, link)
		}
	}
	return found
}

func linkOf(raw json.RawMessage) model.Link {
	var link struct{ Href, Text string }
	_ = json.Unmarshal(raw, &link)
	return model.Link{Href: link.Href, Text: link.Text}
}

// imageOf leads where the image would, and else to the image.
func imageOf(raw json.RawMessage) model.Link {
	var image struct{ Src, Href, Alt string }
	_ = json.Unmarshal(raw, &image)
	if model.IsPage(image.Href) {
		return model.Link{Href: image.Href, Text: image.Alt}
	}
	return model.Link{Href: image.Src, Text: image.Alt}
}
