package model

import "time"

// Escalation is how far an incident has been taken to people, who are told step by step
// until somebody acknowledges it. It goes by one version of one policy from its first
// step on.
type Escalation struct {
	PolicyID      *string    // nil: its service had no policy, the fallback is told
	PolicyVersion *int       // of the policy's steps
	Run           int        `bun:"escalation_run"`     // how often it has begun with the first step
	Pass          int        `bun:"escalation_pass"`    // how often all steps are done
	Step          int        `bun:"escalation_step"`    // the index of the next step
	Last          int        `bun:"escalation_last"`    // the step that ran last, from 1; 0: none has
	Reached       bool       `bun:"escalation_reached"` // this pass has reached somebody
	NextAt        *time.Time `bun:"next_escalation_at"` // nil: no step is due
}

// Begin starts an escalation with the first step of a service's policy, as it is now.
func (e *Escalation) Begin(handling *Handling, at time.Time) {
	*e = Escalation{PolicyID: handling.EscalationPolicyID, Run: e.Run + 1, NextAt: &at}
	if e.PolicyID != nil {
		e.PolicyVersion = &handling.StepsVersion
	}
}

// IncidentEscalation is where an incident is in its escalation, as GraphQL shows it.
type IncidentEscalation struct{ Incident *Incident }

// Step is the one that was told last, from 1; 0: none was.
func (e *IncidentEscalation) Step() int { return e.Incident.Escalation.Last }

// Pass is how often the steps are gone through, from 1.
func (e *IncidentEscalation) Pass() int { return e.Incident.Escalation.Pass + 1 }

// NextAt is when the next step is due.
func (e *IncidentEscalation) NextAt() *time.Time { return e.Incident.Escalation.NextAt }

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

// Message says in words why a target, or a user, is not told. name is that of the
// target, user that of the user, zone the time zone of a schedule.
func (m *MissedTarget) Message(name, user, zone string) string {
	switch m.Reason {
	case MissedDisabled:
		return user + " is disabled"
	case MissedNoChannel:
		return user + " has no rule for this urgency that reaches further than the inbox"
	case MissedNoMembers:
		return "no active members in " + name
	case MissedNobodyOnCall:
	}
	return "nobody on call in " + name + "; " + nextShift(m.NextShiftAt, zone)
}

func nextShift(at *time.Time, zone string) string {
	if at == nil {
		return "no shift in the next 366 days"
	}
	loc, err := time.LoadLocation(zone)
	if err != nil {
		loc = time.UTC
	}
	return "next shift " + at.In(loc).Format("2006-01-02 15:04 MST")
}
