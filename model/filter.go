package model

import (
	"time"

	"github.com/opsknight/opsknight/internal/fault"
)

// IncidentFilter says which incidents a list has; what is empty filters nothing. As JSON it
// is spelled as in the GraphQL schema: saved views keep it so.
type IncidentFilter struct {
	Status        []IncidentStatus `json:"status,omitempty"`
	Urgency       []Urgency        `json:"urgency,omitempty"`
	ServiceID     []string         `json:"serviceId,omitempty"`
	TeamID        []string         `json:"teamId,omitempty"` // the incident's own team, or its service's
	AssigneeID    []string         `json:"assigneeId,omitempty"`
	CreatedAfter  *time.Time       `json:"createdAfter,omitempty"`  // inclusive
	CreatedBefore *time.Time       `json:"createdBefore,omitempty"` // exclusive
	Q             *string          `json:"q,omitempty"`             // text in title, description or id
	DedupKey      *string          `json:"dedupKey,omitempty"`
	MergedIntoID  *string          `json:"-"` // merged into this incident; the schema has another field for these
}

// Validate says what is wrong with the filter.
func (f *IncidentFilter) Validate() error {
	var problems fault.Collector
	f.check(&problems, "")
	return problems.Err()
}

// check records what is wrong with the filter; prefix leads to it in an input.
func (f *IncidentFilter) check(problems *fault.Collector, prefix string) {
	for _, status := range f.Status {
		checkEnum(problems, prefix+"status", status, IncidentStatuses)
	}
	for _, urgency := range f.Urgency {
		checkEnum(problems, prefix+"urgency", urgency, Urgencies)
	}
	checkOptional(problems, prefix+"q", f.Q, MaxTitle)
	checkOptional(problems, prefix+"dedup_key", f.DedupKey, MaxDedupKey)
}

// IncidentOrderField is what incidents are sorted by.
type IncidentOrderField string

// The orders of incidents.
const (
	IncidentsByCreated IncidentOrderField = "CREATED_AT"
	IncidentsByUpdated IncidentOrderField = "UPDATED_AT"
	IncidentsByUrgency IncidentOrderField = "URGENCY"
	IncidentsByStatus  IncidentOrderField = "STATUS"
)

// IncidentOrder is the order of a list of incidents, as JSON as in the GraphQL schema.
type IncidentOrder struct {
	Field     IncidentOrderField `json:"field"`
	Direction OrderDirection     `json:"direction"`
}

// Order returns the order; the default is the newest first.
func (o *IncidentOrder) Order() Order {
	if o == nil {
		return Order{string(IncidentsByCreated), Descending}
	}
	return Order{string(o.Field), o.Direction}
}

// NamedOrderField is what services, teams, users and the like are sorted by.
type NamedOrderField string

// The orders of named things.
const (
	NamedByCreated NamedOrderField = "CREATED_AT"
	NamedByUpdated NamedOrderField = "UPDATED_AT"
	NamedByName    NamedOrderField = "NAME"
)

// NamedOrder is the order of a list of named things.
type NamedOrder struct {
	Field     NamedOrderField
	Direction OrderDirection
}

// Order returns the order; the default is the newest first.
func (o *NamedOrder) Order() Order {
	if o == nil {
		return Order{string(NamedByCreated), Descending}
	}
	return Order{string(o.Field), o.Direction}
}

// TeamFilter says which teams a list has; what is empty filters nothing.
type TeamFilter struct {
	Q        *string  // text in name or id
	MemberID []string // of which one of these users is a member
}

// ServiceFilter says which services a list has; what is empty filters nothing.
type ServiceFilter struct {
	Q                  *string // text in name, slug or id
	TeamID             []string
	EscalationPolicyID []string
}

// EscalationPolicyFilter says which policies a list has; what is empty filters
// nothing.
type EscalationPolicyFilter struct {
	Q *string // text in name or id
}

// ScheduleFilter says which schedules a list has; what is empty filters nothing.
type ScheduleFilter struct {
	Q      *string  // text in name or id
	UserID []string // one of whom takes turns in a layer
}

// UserFilter says which users a list has; what is empty filters nothing.
type UserFilter struct {
	Q      *string // text in name, e-mail address or id
	Role   []Role
	Status []UserStatus
	TeamID []string // members of one of these teams
}

// Validate says what is wrong with the filter.
func (f *UserFilter) Validate() error {
	var problems fault.Collector
	checkOptional(&problems, "q", f.Q, MaxTitle)
	for _, role := range f.Role {
		checkEnum(&problems, "role", role, Roles)
	}
	for _, status := range f.Status {
		checkEnum(&problems, "status", status, UserStatuses)
	}
	return problems.Err()
}

// AuditFilter says which changes the audit log's list has; what is empty filters
// nothing.
type AuditFilter struct {
	ObjectID      []string
	UserID        []string // who did it, or whose API key
	Action        []string
	CreatedAfter  *time.Time // inclusive
	CreatedBefore *time.Time // exclusive
}

// CheckSearch says what is wrong with a text to search for.
func CheckSearch(q *string) error {
	var problems fault.Collector
	checkOptional(&problems, "q", q, MaxTitle)
	return problems.Err()
}

// WebhookFilter says which webhooks a list has; what is empty filters nothing.
type WebhookFilter struct {
	Q      *string // text in name, URL or id
	Status []WebhookStatus
}

// Validate says what is wrong with the filter.
func (f *WebhookFilter) Validate() error {
	var problems fault.Collector
	checkOptional(&problems, "q", f.Q, MaxTitle)
	for _, status := range f.Status {
		checkEnum(&problems, "status", status, WebhookStatuses)
	}
	return problems.Err()
}

// DeliveryFilter says which deliveries a list has; what is empty filters nothing.
type DeliveryFilter struct {
	Status        []DeliveryStatus
	Event         []WebhookEvent
	IncidentID    []string
	CreatedAfter  *time.Time // inclusive
	CreatedBefore *time.Time // exclusive
}

// Validate says what is wrong with the filter.
func (f *DeliveryFilter) Validate() error {
	var problems fault.Collector
	for _, status := range f.Status {
		checkEnum(&problems, "status", status, DeliveryStatuses)
	}
	for _, event := range f.Event {
		if event != WebhookPing {
			checkEnum(&problems, "event", event, WebhookEvents)
		}
	}
	return problems.Err()
}
