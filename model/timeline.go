package model

import (
	"encoding/json"
	"time"

	"github.com/uptrace/bun"
)

// IncidentEventType is the kind of a timeline line.
type IncidentEventType string

// What can happen to an incident. Source: the domain rules, "Incidents".
const (
	EventTriggered              IncidentEventType = "triggered"
	EventAcknowledged           IncidentEventType = "acknowledged"
	EventUnacknowledged         IncidentEventType = "unacknowledged"
	EventResolved               IncidentEventType = "resolved"
	EventReopened               IncidentEventType = "reopened"
	EventSnoozed                IncidentEventType = "snoozed"
	EventUnsnoozed              IncidentEventType = "unsnoozed"
	EventSuppressed             IncidentEventType = "suppressed"
	EventUnsuppressed           IncidentEventType = "unsuppressed"
	EventEscalated              IncidentEventType = "escalated"
	EventEscalationSkipped      IncidentEventType = "escalation_skipped"
	EventEscalationExhausted    IncidentEventType = "escalation_exhausted"
	EventAssigned               IncidentEventType = "assigned"
	EventUnassigned             IncidentEventType = "unassigned"
	EventUrgencyChanged         IncidentEventType = "urgency_changed"
	EventPriorityChanged        IncidentEventType = "priority_changed"
	EventUpdated                IncidentEventType = "updated"
	EventNoteAdded              IncidentEventType = "note_added"
	EventMerged                 IncidentEventType = "merged"
	EventNotificationSent       IncidentEventType = "notification_sent"
	EventNotificationFailed     IncidentEventType = "notification_failed"
	EventNotificationSuppressed IncidentEventType = "notification_suppressed"
	EventWebhookFailed          IncidentEventType = "webhook_failed"
)

// StatusEvents are the lines that tell of an incident's status.
var StatusEvents = []IncidentEventType{
	EventTriggered, EventAcknowledged, EventUnacknowledged, EventResolved, EventReopened,
	EventSnoozed, EventUnsnoozed, EventSuppressed, EventUnsuppressed,
}

// AssignmentEvents are the lines that tell who has an incident.
var AssignmentEvents = []IncidentEventType{EventAssigned, EventUnassigned}

// IncidentEvent is one line of an incident's timeline.
type IncidentEvent struct {
	bun.BaseModel `bun:"table:incident_events,alias:incident_event"`
	Placed

	ID         string `bun:",pk"`
	IncidentID string
	Type       IncidentEventType
	ActorType  ActorType
	ActorID    string // "" for the system
	ActorName  string
	Details    JSON // what changed: before and after, or the note
	CreatedAt  time.Time
}

// Note is what somebody wrote about an incident. It is a line of the timeline.
type Note struct {
	ID        string
	Content   string
	Author    *Actor
	CreatedAt time.Time
}

// Actor is who did it.
func (e *IncidentEvent) Actor() *Actor {
	return &Actor{Environment: e.Environment, Type: e.ActorType, ID: e.ActorID, Name: e.ActorName}
}

// Note returns the note that the line is, if it is one.
func (e *IncidentEvent) Note() *Note {
	var details struct{ Content string }
	_ = json.Unmarshal(e.Details, &details)
	return &Note{ID: e.ID, Content: details.Content, Author: e.Actor(), CreatedAt: e.CreatedAt}
}
