package model

import (
	"fmt"
	"slices"
	"time"

	"github.com/uptrace/bun"
)

// IncidentStatus says where an incident stands.
type IncidentStatus string

// The statuses, in the order of the contract.
const (
	IncidentOpen         IncidentStatus = "OPEN"
	IncidentAcknowledged IncidentStatus = "ACKNOWLEDGED"
	IncidentResolved     IncidentStatus = "RESOLVED"
	IncidentSnoozed      IncidentStatus = "SNOOZED"
	IncidentSuppressed   IncidentStatus = "SUPPRESSED"
)

// UnresolvedStatuses lists those of incidents that are not over.
var UnresolvedStatuses = []IncidentStatus{IncidentOpen, IncidentAcknowledged, IncidentSnoozed, IncidentSuppressed}

// IncidentStatuses lists every status in its rank: sorting by status sorts so.
var IncidentStatuses = []IncidentStatus{
	IncidentOpen, IncidentAcknowledged, IncidentResolved, IncidentSnoozed, IncidentSuppressed,
}

// nextStatuses says which status may follow which. Source: the domain rules,
// "Incidents".
var nextStatuses = map[IncidentStatus][]IncidentStatus{
	IncidentOpen:         {IncidentAcknowledged, IncidentResolved, IncidentSnoozed, IncidentSuppressed},
	IncidentAcknowledged: {IncidentOpen, IncidentResolved, IncidentSnoozed, IncidentSuppressed},
	IncidentSnoozed:      {IncidentOpen, IncidentAcknowledged, IncidentResolved, IncidentSuppressed},
	IncidentSuppressed:   {IncidentOpen, IncidentAcknowledged, IncidentResolved, IncidentSnoozed},
	IncidentResolved:     {IncidentOpen},
}

// CanBecome reports whether an incident may pass from s to next.
func (s IncidentStatus) CanBecome(next IncidentStatus) bool {
	return slices.Contains(nextStatuses[s], next)
}

// Urgency says how fast somebody must respond.
type Urgency string

// The urgencies.
const (
	UrgencyLow    Urgency = "LOW"
	UrgencyMedium Urgency = "MEDIUM"
	UrgencyHigh   Urgency = "HIGH"
)

// Urgencies lists every urgency in its rank: sorting by urgency sorts so.
var Urgencies = []Urgency{UrgencyLow, UrgencyMedium, UrgencyHigh}

// Priority says how much an incident matters, P1 the most.
type Priority string

// The priorities.
const (
	PriorityP1 Priority = "P1"
	PriorityP2 Priority = "P2"
	PriorityP3 Priority = "P3"
	PriorityP4 Priority = "P4"
	PriorityP5 Priority = "P5"
)

// Priorities lists every priority.
var Priorities = []Priority{PriorityP1, PriorityP2, PriorityP3, PriorityP4, PriorityP5}

// Incident is a problem with one service that somebody must respond to.
type Incident struct {
	bun.BaseModel `bun:"table:incidents,alias:incident"`
	Placed

	ID             string `bun:",pk"`
	Title          string
	Description    *string
	Status         IncidentStatus
	Urgency        Urgency
	Priority       *Priority // nil: none was given
	ServiceID      string
	ServiceTeamID  *string // the team of its service, for the filter by team
	AssigneeID     *string // nil: assigned to no user; never set together with TeamID
	TeamID         *string // nil: assigned to no team
	DedupKey       *string // nil: events find it by no key
	Source         *string
	AlertCount     int
	CustomDetails  JSON
	Links          []Link `bun:",type:json"`
	SearchText     string // kept by package db for the filter `q`
	Version        int    // grows with every change but new alerts
	CreatedAt      time.Time
	UpdatedAt      time.Time
	AcknowledgedAt *time.Time // of the first time; kept through un-acknowledge and reopen
	ResolvedAt     *time.Time // nil: not resolved
	SnoozedUntil   *time.Time // nil: not snoozed
	MergedIntoID   *string    // nil: it stands for itself
	MergedCount    int        // how many incidents are merged into it

	Escalation
	AckTimeoutAt     *time.Time // nil: its acknowledgement lasts
	MaintenanceUntil *time.Time // nil: no maintenance of its service holds it up
	WebhookSequence  int        // of the last webhook that told of it

	// What analytics count.
	AutoEscalations int // steps that ran by themselves, but for the first of each run
	HandEscalations int // escalations that somebody asked for
	Reopens         int // how often it was opened again after it was resolved
}

// Etag changes with every change of the incident that a reader can see.
func (i *Incident) Etag() string { return fmt.Sprintf("%d-%d", i.Version, i.AlertCount) }

// Link is a page about an incident.
type Link struct {
	Href string `json:"href"`
	Text string `json:"text"`
}

// MaxSnooze is the longest time an incident can be snoozed for.
const MaxSnooze = 30 * 24 * time.Hour

// Limits of an incident's texts, in characters.
const (
	MaxTitle       = 500
	MaxDescription = 10_000
	MaxNote        = 10_000
	MaxDedupKey    = 255
)
