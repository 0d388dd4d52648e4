package model

import (
	"slices"
	"time"

	"github.com/uptrace/bun"
)

// WebhookEvent is what an endpoint is told of.
type WebhookEvent string

// The events. Source: the API reference, "Webhooks (Outbound)".
const (
	WebhookTriggered    WebhookEvent = "incident.triggered"
	WebhookAcknowledged WebhookEvent = "incident.acknowledged"
	WebhookResolved     WebhookEvent = "incident.resolved"
	WebhookEscalated    WebhookEvent = "incident.escalated"
	WebhookAssigned     WebhookEvent = "incident.assigned"
	WebhookPing         WebhookEvent = "webhook.ping" // sent only when somebody asks for it
)

// WebhookEvents lists what an endpoint can ask for.
var WebhookEvents = []WebhookEvent{WebhookTriggered, WebhookAcknowledged, WebhookResolved, WebhookEscalated, WebhookAssigned}

// WebhookStatus says whether an endpoint is sent to.
type WebhookStatus string

// The statuses of an endpoint.
const (
	WebhookEnabled  WebhookStatus = "ENABLED"
	WebhookDisabled WebhookStatus = "DISABLED" // by a person, or because it does not take what is sent
)

// WebhookStatuses lists both.
var WebhookStatuses = []WebhookStatus{WebhookEnabled, WebhookDisabled}

// Webhook is an endpoint of somebody else that is told of incidents.
type Webhook struct {
	bun.BaseModel `bun:"table:webhooks,alias:webhook"`
	Placed
	Kept

	ID             string `bun:",pk"`
	Name           string
	Description    *string
	URL            string
	Events         []WebhookEvent `bun:",type:json"`
	ServiceIDs     []string       `bun:"service_ids,type:json"` // empty: incidents of all services
	TeamIDs        []string       `bun:"team_ids,type:json"`    // the incident's own team, or its service's; empty: all
	Urgencies      []Urgency      `bun:",type:json"`            // empty: all
	HeaderNames    []string       `bun:",type:json"`            // of the headers that are sent beside its own
	Headers        string         `audit:"secret"`              // sealed: their values, as JSON
	Secret         string         `audit:"secret"`              // sealed
	OldSecret      *string        `audit:"secret"`              // sealed; nil: never rotated
	OldSecretUntil *time.Time     // up to here the old secret signs as well
	Status         WebhookStatus
	DisabledReason *string    // nil: enabled
	DisabledAt     *time.Time // nil: enabled
	FailingSince   *time.Time `audit:"-"` // of the first failure since the last success; nil: the last attempt was one
	OwnerID        *string    // who made it; nil: the server itself
	SearchText     string     `audit:"-"`
}

// Index sets what a search looks in.
func (w *Webhook) Index() { w.SearchText = searchText(w.Name, w.URL, w.ID) }

// Wants reports whether the endpoint is to be told of this event of an incident.
func (w *Webhook) Wants(event WebhookEvent, inc *Incident) bool {
	return slices.Contains(w.Events, event) &&
		(len(w.ServiceIDs) == 0 || slices.Contains(w.ServiceIDs, inc.ServiceID)) &&
		(len(w.Urgencies) == 0 || slices.Contains(w.Urgencies, inc.Urgency)) &&
		(len(w.TeamIDs) == 0 || ofTeam(w.TeamIDs, inc.TeamID) || ofTeam(w.TeamIDs, inc.ServiceTeamID))
}

func ofTeam(teams []string, team *string) bool { return team != nil && slices.Contains(teams, *team) }

// Disable stops sending to the endpoint at a time, and keeps why.
func (w *Webhook) Disable(at time.Time, reason string) {
	w.Status, w.DisabledReason, w.DisabledAt = WebhookDisabled, &reason, &at
}

// Enable begins to send to the endpoint again.
func (w *Webhook) Enable() {
	w.Status, w.DisabledReason, w.DisabledAt, w.FailingSince = WebhookEnabled, nil, nil, nil
}

// SecretOverlap is how long a secret signs on after it was replaced.
const SecretOverlap = 24 * time.Hour
