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
