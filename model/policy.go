package model

import (
	"time"

	"github.com/uptrace/bun"
)

// EscalationPolicy says whom an incident is taken to, step by step, until somebody
// acknowledges it.
type EscalationPolicy struct {
	bun.BaseModel `bun:"table:escalation_policies,alias:escalation_policy"`
	Placed
	Kept

	ID           string `bun:",pk"`
	Name         string
	Description  *string
	RepeatCount  int        // how often the steps are gone through again
	StepsVersion int        `audit:"-"` // of the steps in force; earlier ones stay for incidents that began with them
	SearchText   string     `audit:"-"`
	ArchivedAt   *time.Time // nil: not deleted
}

// Index sets what a search looks in.
func (p *EscalationPolicy) Index() { p.SearchText = searchText(p.Name, p.ID) }

// EscalationVersion is a state of a policy's steps.
type EscalationVersion struct {
	bun.BaseModel `bun:"table:escalation_versions,alias:escalation_version"`
	Placed

	PolicyID    string `bun:",pk"`
	Version     int    `bun:",pk"`
	RepeatCount int
	CreatedAt   time.Time
}

// EscalationStep is one step of a policy.
type EscalationStep struct {
	bun.BaseModel `bun:"table:escalation_steps,alias:escalation_step"`
	Placed

	PolicyID             string `bun:",pk"`
	Version              int    `bun:",pk"`
	Position             int    `bun:",pk"` // from 1
	ID                   string // the same in each version that has the step
	EscalateAfterMinutes int    // how long the next step waits

	Targets []*EscalationTarget `bun:"-"`
}

// EscalationTarget is whom a step tells: a user, each member of a team, or who is on
// call by a schedule. One of the three is set.
type EscalationTarget struct {
	bun.BaseModel `bun:"table:escalation_targets,alias:escalation_target"`
	Placed

	PolicyID   string `bun:",pk"`
	Version    int    `bun:",pk"`
	Step       int    `bun:",pk"` // the step's position
	Position   int    `bun:",pk"`
	UserID     *string
	TeamID     *string
	ScheduleID *string
}

// EscalationTargetType is the kind of whom a step tells.
type EscalationTargetType string

// The kinds of targets.
const (
	TargetUser     EscalationTargetType = "USER"
	TargetTeam     EscalationTargetType = "TEAM"
	TargetSchedule EscalationTargetType = "SCHEDULE"
)

// EscalationTargetTypes lists every kind.
var EscalationTargetTypes = []EscalationTargetType{TargetUser, TargetTeam, TargetSchedule}

// NewTarget returns the target that an input names.
func NewTarget(in *EscalationTargetInput) *EscalationTarget {
	target := &EscalationTarget{}
	switch in.Type {
	case TargetUser:
		target.UserID = &in.ID
	case TargetTeam:
		target.TeamID = &in.ID
	case TargetSchedule:
		target.ScheduleID = &in.ID
	}
	return target
}

// Kind tells what the target is, and its id.
func (t *EscalationTarget) Kind() (kind EscalationTargetType, id string) {
	switch {
	case t.UserID != nil:
		return TargetUser, *t.UserID
	case t.TeamID != nil:
		return TargetTeam, *t.TeamID
	}
	return TargetSchedule, *t.ScheduleID
}

// Targetable is whom a step can tell, as GraphQL shows it.
type Targetable interface{ IsEscalationTarget() }

// IsEscalationTarget marks the type as one that a step can tell.
func (*User) IsEscalationTarget() {}

// IsEscalationTarget marks the type as one that a step can tell.
func (*Team) IsEscalationTarget() {}

// IsEscalationTarget marks the type as one that a step can tell.
func (*Schedule) IsEscalationTarget() {}
