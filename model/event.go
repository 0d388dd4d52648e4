package model

import (
	"strings"

	"github.com/opsknight/opsknight/internal/fault"
)

// EventAction is what a monitoring tool asks for.
type EventAction string

// The actions of the Events API.
const (
	ActionTrigger     EventAction = "trigger"
	ActionAcknowledge EventAction = "acknowledge"
	ActionResolve     EventAction = "resolve"
)

// EventActions lists every action.
var EventActions = []EventAction{ActionTrigger, ActionAcknowledge, ActionResolve}

// MaxSummary is the longest summary of an event, in characters.
const MaxSummary = 1024

// Event is what comes in from monitoring.
type Event struct {
	RoutingKey    string // an integration's key, a service's id or its slug
	Action        EventAction
	DedupKey      string // "" on a trigger: one is made
	Summary       string
	Source        *string
	Severity      *Severity
	Description   *string
	CustomDetails JSON
	Links         []Link
	Payload       JSON // the event as it was sent, without its routing key
}

// Validate says what is wrong with the event, all of it at once.
func (e *Event) Validate() error {
	var problems fault.Collector
	if strings.TrimSpace(e.RoutingKey) == "" {
		problems.Add("routing_key", "required", "routing_key is required: an integration key, a service id or a service's slug.")
	}
	checkEnum(&problems, "event_action", e.Action, EventActions)
	checkLength(&problems, "dedup_key", e.DedupKey, 0, MaxDedupKey)
	switch e.Action {
	case ActionTrigger:
		checkLength(&problems, "payload.summary", e.Summary, 1, MaxSummary)
		if e.Severity != nil {
			checkEnum(&problems, "payload.severity", *e.Severity, Severities)
		}
	case ActionAcknowledge, ActionResolve:
		if e.DedupKey == "" {
			problems.Add("dedup_key", "required", "dedup_key is required to %s: it names what was triggered.", e.Action)
		}
	}
	return problems.Err()
}

// EventOutcome is what an event did.
type EventOutcome string

// The outcomes of an event.
const (
	OutcomeTriggered    EventOutcome = "triggered"    // it opened an incident
	OutcomeDeduplicated EventOutcome = "deduplicated" // it added an alert to one
	OutcomeAcknowledged EventOutcome = "acknowledged"
	OutcomeResolved     EventOutcome = "resolved"
	OutcomeRecorded     EventOutcome = "recorded" // it is a change event, which touches no incident
	OutcomeIgnored      EventOutcome = "ignored"  // no incident that is not resolved has its key
)

// EventResult is the answer to one event.
type EventResult struct {
	Action   EventOutcome
	DedupKey string
	Incident *Incident // nil: the event touched none
	Assignee *User     // who has the incident; nil: nobody
	Team     *Team     // that has it; nil: none
	Service  *Handling // that the event is for
}

// Event returns the input as an event. Its payload is the body that would have
// sent it to POST /api/events.
func (in *SendEventInput) Event() *Event {
	event := &Event{RoutingKey: in.RoutingKey, Action: in.EventAction}
	if in.DedupKey != nil {
		event.DedupKey = *in.DedupKey
	}
	body := map[string]any{"event_action": in.EventAction, "dedup_key": in.DedupKey}
	if p := in.Payload; p != nil {
		event.Summary, event.Source, event.Severity, event.CustomDetails = p.Summary, p.Source, p.Severity, p.CustomDetails
		body["payload"] = map[string]any{
			"summary": p.Summary, "source": p.Source, "severity": p.Severity, "timestamp": p.Timestamp,
			"component": p.Component, "group": p.Group, "class": p.Class, "custom_details": p.CustomDetails,
		}
	}
	event.Payload = ToJSON(body)
	return event
}
