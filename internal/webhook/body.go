// Package webhook makes, signs and posts what endpoints of others are told, and keeps
// requests from addresses that are nobody else's business.
package webhook

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"

	"github.com/opsknight/opsknight/model"
)

// Ref names an object that an incident refers to.
type Ref struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// message is what is sent. Its fields are documented in docs/webhooks.md.
type message struct {
	ID        string             `json:"id"`
	Event     model.WebhookEvent `json:"event"`
	Timestamp time.Time          `json:"timestamp"`
	Sequence  int                `json:"sequence"`
	Incident  *incident          `json:"incident"` // nil: a ping
	Webhook   *Ref               `json:"webhook,omitempty"`
}

type incident struct {
	ID             string               `json:"id"`
	Title          string               `json:"title"`
	Description    *string              `json:"description"`
	Status         model.IncidentStatus `json:"status"`
	Urgency        model.Urgency        `json:"urgency"`
	Priority       *model.Priority      `json:"priority"`
	Service        Ref                  `json:"service"`
	Assignee       *Ref                 `json:"assignee"`
	Team           *Ref                 `json:"team"`
	DedupKey       *string              `json:"dedup_key"`
	Source         *string              `json:"source"`
	AlertCount     int                  `json:"alert_count"`
	CreatedAt      time.Time            `json:"created_at"`
	UpdatedAt      time.Time            `json:"updated_at"`
	AcknowledgedAt *time.Time           `json:"acknowledged_at"`
	ResolvedAt     *time.Time           `json:"resolved_at"`
	SnoozedUntil   *time.Time           `json:"snoozed_until"`
}

// Body returns what an endpoint is sent of an event of an incident: the same bytes at
// every attempt. id is the delivery's; at is when it happened; sequence grows with each
// event of the incident.
func Body(id string, event model.WebhookEvent, at time.Time, sequence int, inc *model.Incident, service Ref, assignee, team *Ref) []byte {
	return encode(message{ID: id, Event: event, Timestamp: at.UTC(), Sequence: sequence, Incident: &incident{
		ID: inc.ID, Title: inc.Title, Description: inc.Description, Status: inc.Status, Urgency: inc.Urgency, Priority: inc.Priority,
		Service: service, Assignee: assignee, Team: team, DedupKey: inc.DedupKey, Source: inc.Source, AlertCount: inc.AlertCount,
		CreatedAt: inc.CreatedAt.UTC(), UpdatedAt: inc.UpdatedAt.UTC(), AcknowledgedAt: utc(inc.AcknowledgedAt),
		ResolvedAt: utc(inc.ResolvedAt), SnoozedUntil: utc(inc.SnoozedUntil),
	}})
}

// PingBody returns what an endpoint is sent to try it.
func PingBody(id string, at time.Time, to Ref) []byte {
	return encode(message{ID: id, Event: model.WebhookPing, Timestamp: at.UTC(), Webhook: &to})
}

func utc(at *time.Time) *time.Time {
	if at == nil {
		return nil
	}
	moment := at.UTC()
	return &moment
}

// encode writes characters such as < as they are: this is no part of a page.
func encode(m message) []byte {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(m); err != nil { // only of times that no clock of ours has
		panic(fmt.Sprintf("webhook: %v", err))
	}
	return bytes.TrimRight(text.Bytes(), "\n")
}
