package opsknight

import (
	"cmp"
	"context"
	"crypto/rand"
	"net/http"
	"time"
)

// EventSender sends the events of a monitoring tool to one service. Its routing key is its
// only credential: the client's API key is not sent.
type EventSender struct {
	client     *Client
	routingKey string
}

// Events sends to the service whose integration has the routing key. To send with an API key,
// and name a service by its id or slug, use SendEvent.
func (c *Client) Events(routingKey string) EventSender {
	return EventSender{client: c, routingKey: routingKey}
}

// Problem is what a monitoring tool has found. Only Summary is required.
type Problem struct {
	Summary       string      // what is wrong, up to 1,024 characters
	Severity      Severity    // how bad it is; without it the urgency is HIGH
	Source        string      // where it was found
	DedupKey      string      // which problem this is; made here if it is empty, and in the answer
	Component     string      // the part
	Group         string      // the group of parts
	Class         string      // the kind of finding
	Timestamp     time.Time   // when it was found
	CustomDetails any         // anything else that is known
	Links         []EventLink // pages about it
	Images        []EventImage
	Client        string // what sent it
	ClientURL     string // and where that is
}

// Trigger opens an incident, or adds an alert to the one that has the dedup key and is not
// resolved. It returns after the event is stored.
func (s EventSender) Trigger(ctx context.Context, p Problem) (*EventAnswer, error) {
	payload := &EventPayload{
		Summary: p.Summary, Severity: p.Severity, Source: p.Source, Component: p.Component, Group: p.Group, Class: p.Class, CustomDetails: p.CustomDetails,
	}
	if !p.Timestamp.IsZero() {
		payload.Timestamp = p.Timestamp.UTC().Format(time.RFC3339Nano)
	}
	return s.send(ctx, Event{
		EventAction: EventActionTrigger, DedupKey: cmp.Or(p.DedupKey, rand.Text()), Payload: payload,
		Links: p.Links, Images: p.Images, Client: p.Client, ClientURL: p.ClientURL,
	})
}

// Acknowledge acknowledges the incident that has the dedup key.
func (s EventSender) Acknowledge(ctx context.Context, dedupKey string) (*EventAnswer, error) {
	return s.send(ctx, Event{EventAction: EventActionAcknowledge, DedupKey: dedupKey})
}

// Resolve resolves the incident that has the dedup key.
func (s EventSender) Resolve(ctx context.Context, dedupKey string) (*EventAnswer, error) {
	return s.send(ctx, Event{EventAction: EventActionResolve, DedupKey: dedupKey})
}

func (s EventSender) send(ctx context.Context, event Event) (*EventAnswer, error) {
	event.RoutingKey = s.routingKey
	var answer EventAnswer
	if err := s.client.do(ctx, call{method: http.MethodPost, path: "/api/events", body: event, event: true, anonymous: true}, &answer, nil); err != nil {
		return nil, err
	}
	return &answer, nil
}

// Change is something that was done to a service, as a deployment. Only Summary is required.
type Change struct {
	Summary       string
	Source        string    // what reports it
	Timestamp     time.Time // when it was done; now if it is zero
	CustomDetails any
	Links         []EventLink
}

// Change tells of a change. It opens no incident, and is shown with those that it lies near.
// It is not repeated if nobody knows whether it was stored, as it would then be there twice.
func (s EventSender) Change(ctx context.Context, change Change) error {
	payload := map[string]any{"summary": change.Summary}
	if change.Source != "" {
		payload["source"] = change.Source
	}
	if !change.Timestamp.IsZero() {
		payload["timestamp"] = change.Timestamp.UTC().Format(time.RFC3339Nano)
	}
	if change.CustomDetails != nil {
		payload["custom_details"] = change.CustomDetails
	}
	body := map[string]any{"routing_key": s.routingKey, "payload": payload}
	if len(change.Links) > 0 {
		body["links"] = change.Links
	}
	return s.client.do(ctx, call{method: http.MethodPost, path: "/v2/change/enqueue", body: body, anonymous: true}, nil, nil)
}
