package rota

import (
	"context"
	"slices"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/oncall"
	"github.com/opsknight/opsknight/model"
)

// Reached returns whom the first step of each of these policies would reach at a time,
// by policy, each once, for a loader. A user who is named may be disabled: who reads
// the users leaves those out.
func Reached(ctx context.Context, r db.Reader, policyIDs []string, at time.Time) (map[string][]string, error) {
	steps, err := db.EscalationStepsByPolicy(ctx, r, policyIDs)
	if err != nil {
		return nil, err
	}
	var first []*model.EscalationStep
	for _, of := range steps {
		first = append(first, of[0])
	}
	reach, err := NewReach(ctx, r, first, at, at.Add(time.Second))
	if err != nil {
		return nil, err
	}
	found := map[string][]string{}
	for id, of := range steps {
		found[id] = reach.Step(of[0], at)
	}
	return found, nil
}

// Reach knows whom steps reach, in a time.
type Reach struct {
	plans   map[string]*oncall.Plan // by schedule
	members map[string][]string     // by team, who are not disabled
}

// NewReach reads what tells whom these steps reach from since until until.
func NewReach(ctx context.Context, r db.Reader, steps []*model.EscalationStep, since, until time.Time) (*Reach, error) {
	var teams, schedules []string
	for _, step := range steps {
		for _, target := range step.Targets {
			switch kind, id := target.Kind(); kind {
			case model.TargetTeam:
				teams = append(teams, id)
			case model.TargetSchedule:
				schedules = append(schedules, id)
			case model.TargetUser:
			}
		}
	}
	reach := &Reach{plans: map[string]*oncall.Plan{}}
	err := plans(ctx, r, schedules, since, until, func(id string, plan *oncall.Plan) { reach.plans[id] = plan })
	if err == nil && len(teams) > 0 {
		reach.members, err = db.MembersByTeam(ctx, r, teams)
	}
	return reach, err
}

// Target returns whom a target reaches at a time: a user who is named, whether disabled or not,
// the members of a team, or who is on call.
func (re *Reach) Target(target *model.EscalationTarget, at time.Time) []string {
	switch kind, id := target.Kind(); kind {
	case model.TargetUser:
		return []string{id}
	case model.TargetTeam:
		return re.members[id]
	case model.TargetSchedule:
		if plan := re.plans[id]; plan != nil {
			if user := plan.At(at).UserID; user != "" {
				return []string{user}
			}
		}
	}
	return nil
}

// NextShift returns when the next shift by a schedule begins, at a time at which nobody
// is on call; nil: none does in 366 days.
func (re *Reach) NextShift(scheduleID string, at time.Time) *time.Time {
	plan := re.plans[scheduleID]
	if plan == nil {
		return nil
	}
	return plan.ShiftAt(at).Until
}

// Step returns whom a step reaches at a time, each once, in the order of its targets.
func (re *Reach) Step(step *model.EscalationStep, at time.Time) []string {
	var found []string
	for _, target := range step.Targets {
		for _, user := range re.Target(target, at) {
			if !slices.Contains(found, user) {
				found = append(found, user)
			}
		}
	}
	return found
}
