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
	reach, err := NewReach(ctx, r, first, at)
	if err != nil {
		return nil, err
	}
	found := map[string][]string{}
	for id, of := range steps {
		found[id] = reach.Step(of[0])
	}
	return found, nil
}

// Reach knows whom steps reach at a time.
type Reach struct {
	onCall  map[string]string   // by schedule
	members map[string][]string // by team, who are not disabled
}

// NewReach reads what tells whom these steps reach at a time.
func NewReach(ctx context.Context, r db.Reader, steps []*model.EscalationStep, at time.Time) (*Reach, error) {
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
	reach := &Reach{onCall: map[string]string{}}
	err := plans(ctx, r, schedules, at, at.Add(time.Second), func(id string, plan *oncall.Plan) {
		reach.onCall[id] = plan.At(at).UserID
	})
	if err == nil && len(teams) > 0 {
		reach.members, err = db.MembersByTeam(ctx, r, teams)
	}
	return reach, err
}

// Target returns whom a target reaches: a user who is named, whether disabled or not,
// the members of a team, or who is on call.
func (re *Reach) Target(target *model.EscalationTarget) []string {
	switch kind, id := target.Kind(); kind {
	case model.TargetUser:
		return []string{id}
	case model.TargetTeam:
		return re.members[id]
	case model.TargetSchedule:
		if user := re.onCall[id]; user != "" {
			return []string{user}
		}
	}
	return nil
}

// Step returns whom a step reaches, each once, in the order of its targets.
func (re *Reach) Step(step *model.EscalationStep) []string {
	var found []string
	for _, target := range step.Targets {
		for _, user := range re.Target(target) {
			if !slices.Contains(found, user) {
				found = append(found, user)
			}
		}
	}
	return found
}
