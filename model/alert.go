package model

import (
	"time"

	"github.com/uptrace/bun"
)

// Severity is how bad a monitoring tool says its finding is.
type Severity string

// The severities of the Events API.
const (
	SeverityCritical Severity = "critical"
	SeverityError    Severity = "error"
	SeverityWarning  Severity = "warning"
	SeverityInfo     Severity = "info"
)

// Severities lists every severity, the worst first.
var Severities = []Severity{SeverityCritical, SeverityError, SeverityWarning, SeverityInfo}

// Urgency is the urgency of an incident that an event of this severity opens.
func (s Severity) Urgency() Urgency {
	switch s {
	case SeverityCritical:
		return UrgencyHigh
	case SeverityError, SeverityWarning:
		return UrgencyMedium
	case SeverityInfo:
		return UrgencyLow
	}
	return UrgencyHigh
}

// Alert is one trigger event of an incident, as it came.
type Alert struct {
	bun.BaseModel `bun:"table:alerts,alias:alert"`
	Placed

	ID         string `bun:",pk"`
	IncidentID string
	DedupKey   string
	Summary    string
	Severity   *Severity
	Source     *string
	Payload    JSON // the event as it was sent, without its routing key
	CreatedAt  time.Time
	ResolvedAt *time.Time // nil: no event has resolved it alone, as one of a merged incident may be
}
