package model

import "time"

// EscalationSimulation is who would be told of an incident that nobody answers.
type EscalationSimulation struct {
	Service         *Service          // nil: none was named
	Policy          *EscalationPolicy // nil: the service has none
	At              time.Time
	Urgency         Urgency
	SuppressedUntil *time.Time // nil: the service is not worked on then
	Moments         []*EscalationMoment
}

// EscalationMomentKind is what happens at a moment of an escalation.
type EscalationMomentKind string

// What can happen.
const (
	MomentStep      EscalationMomentKind = "STEP"
	MomentFallback  EscalationMomentKind = "FALLBACK"
	MomentExhausted EscalationMomentKind = "EXHAUSTED"
)

// EscalationMoment is one moment of an escalation.
type EscalationMoment struct {
	At     time.Time
	Kind   EscalationMomentKind
	Pass   int             // from 1
	Step   *EscalationStep // nil: the fallback is told
	Told   []*ToldUser
	Missed []*MissedTarget
}

// Reached reports whether somebody is told.
func (m *EscalationMoment) Reached() bool { return len(m.Told) > 0 }

// ToldUser is somebody whom a moment tells, by which channels and because of which
// target.
type ToldUser struct {
	UserID   string
	Target   *EscalationTarget
	Channels []NotificationChannel
}

// MissedReason is why a target is not told.
type MissedReason string

// The reasons.
const (
	MissedNobodyOnCall MissedReason = "NOBODY_ON_CALL"
	MissedNoMembers    MissedReason = "NO_MEMBERS"
	MissedDisabled     MissedReason = "DISABLED"
	MissedNoChannel    MissedReason = "NO_CHANNEL"
)

// MissedTarget is a target, or one user of it, whom a moment does not tell.
type MissedTarget struct {
	Target      *EscalationTarget
	UserID      *string // nil: the target has nobody
	Reason      MissedReason
	NextShiftAt *time.Time // with NOBODY_ON_CALL; nil: nobody in 366 days
}
