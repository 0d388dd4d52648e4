package account

import (
	"context"
	"errors"
	"fmt"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/audit"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/model"
)

// CreateEscalationPolicy makes a policy. With an idempotency key that was used in the
// last 24 hours it makes none, and returns the one that was made then, and true.
//
// Faults: Forbidden without the scope services:write; Invalid, also for an unknown
// target; Conflict if another policy has the name.
func CreateEscalationPolicy(ctx context.Context, tx db.Tx, by model.Actor, in model.CreateEscalationPolicyInput) (_ *model.EscalationPolicy, replayed bool, _ error) {
	if err := by.Need(model.ServicesWrite); err != nil {
		return nil, false, err
	}
	if err := in.Validate(); err != nil {
		return nil, false, err
	}
	in.ClientMutationID = nil // it says nothing of what is asked for
	return once(ctx, tx, by, "createEscalationPolicy", in.IdempotencyKey, in, db.EscalationPolicy, func() (*model.EscalationPolicy, string, error) {
		policy := &model.EscalationPolicy{
			ID: tx.NewID(model.PolicyID), Name: in.Name, Description: in.Description,
			RepeatCount: in.RepeatCount, StepsVersion: 1, Kept: model.NewKept(tx.Now),
		}
		changes, err := db.InsertKept(ctx, tx, policy)
		if errors.Is(err, db.ErrUnique) {
			return nil, "", policyNameTaken(in.Name)
		}
		if err != nil {
			return nil, "", err
		}
		steps, err := newSteps(ctx, tx, in.Steps, nil)
		if err != nil {
			return nil, "", err
		}
		if err := db.InsertEscalationSteps(ctx, tx, policy, steps); err != nil {
			return nil, "", err
		}
		return policy, policy.ID, audit.Log(ctx, tx, by, policySubject(policy), "created", changes, stepChanges(nil, steps))
	})
}

func policySubject(policy *model.EscalationPolicy) audit.Subject {
	return audit.Subject{Noun: "escalation_policy", ID: policy.ID, Name: policy.Name}
}

func policyNameTaken(name string) error {
	return fault.New(fault.Conflict, "Another escalation policy has the name %s.", name)
}

// UpdateEscalationPolicy changes what the input gives of a policy. Other steps, or
// another number of repeats, are a new version of it: incidents that escalate by an
// earlier one go on by that.
//
// Faults: as of CreateEscalationPolicy; NotFound; Conflict if IfMatch is not the
// policy's etag.
func UpdateEscalationPolicy(ctx context.Context, tx db.Tx, by model.Actor, in model.UpdateEscalationPolicyInput) (*model.EscalationPolicy, error) {
	if err := by.Need(model.ServicesWrite); err != nil {
		return nil, err
	}
	policy, err := db.LockEscalationPolicy(ctx, tx, in.ID)
	if err != nil {
		return nil, err
	}
	if err := in.Validate(); err != nil {
		return nil, err
	}
	if err := model.MatchEtag(in.IfMatch, policy.Etag(), "escalation policy"); err != nil {
		return nil, err
	}
	before := *policy
	if in.Name != nil {
		policy.Name = *in.Name
	}
	if description, given := in.Description.ValueOK(); given {
		policy.Description = description
	}
	if in.RepeatCount != nil {
		policy.RepeatCount = *in.RepeatCount
	}
	stepped, err := changeSteps(ctx, tx, &before, policy, in.Steps)
	if err != nil {
		return nil, err
	}
	changes, err := db.UpdateChanged(ctx, tx, &before, policy)
	if errors.Is(err, db.ErrUnique) {
		return nil, policyNameTaken(policy.Name)
	}
	if err != nil || changes == nil {
		return policy, err
	}
	return policy, audit.Log(ctx, tx, by, policySubject(policy), "updated", changes, stepped)
}

// changeSteps stores a new version of the policy's steps if they or the number of
// repeats have changed; steps is nil for the ones that it has.
func changeSteps(ctx context.Context, tx db.Tx, before, policy *model.EscalationPolicy, given []*model.EscalationStepInput) (model.Changes, error) {
	if given == nil && policy.RepeatCount == before.RepeatCount {
		return nil, nil
	}
	found, err := db.EscalationStepsByPolicy(ctx, tx, []string{policy.ID})
	if err != nil {
		return nil, err
	}
	was := found[policy.ID]
	steps := was
	if given != nil {
		if steps, err = newSteps(ctx, tx, given, was); err != nil {
			return nil, err
		}
	}
	changes := stepChanges(was, steps)
	if changes == nil && policy.RepeatCount == before.RepeatCount {
		return nil, nil
	}
	policy.StepsVersion++
	return changes, db.InsertEscalationSteps(ctx, tx, policy, steps)
}

// newSteps makes the steps that an input gives. One with an id is one of was, and
// keeps it.
func newSteps(ctx context.Context, tx db.Tx, given []*model.EscalationStepInput, was []*model.EscalationStep) ([]*model.EscalationStep, error) {
	known := map[string]bool{}
	for _, step := range was {
		known[step.ID] = true
	}
	steps := make([]*model.EscalationStep, len(given))
	for i, in := range given {
		steps[i] = &model.EscalationStep{EscalateAfterMinutes: in.EscalateAfterMinutes}
		switch {
		case in.ID == nil:
			steps[i].ID = tx.NewID(model.StepID)
		case known[*in.ID]:
			steps[i].ID = *in.ID
		default:
			return nil, fault.Field(fmt.Sprintf("steps.%d.id", i), "not_found", "The policy has no step %s: leave the id out for a new one.", *in.ID)
		}
		for j, target := range in.Targets {
			if err := checkTarget(ctx, tx, target); err != nil {
				return nil, named(err, fmt.Sprintf("steps.%d.targets.%d.id", i, j))
			}
			steps[i].Targets = append(steps[i].Targets, model.NewTarget(target))
		}
	}
	return steps, nil
}

// checkTarget returns NotFound unless the target exists.
func checkTarget(ctx context.Context, tx db.Tx, target *model.EscalationTargetInput) (err error) {
	switch target.Type {
	case model.TargetUser:
		_, err = db.User(ctx, tx, target.ID)
	case model.TargetTeam:
		_, err = db.Team(ctx, tx, target.ID)
	case model.TargetSchedule:
		_, err = db.Schedule(ctx, tx, target.ID)
	}
	return err
}

// shownStep is a step as the audit log shows it.
type shownStep struct {
	ID                   string   `json:"id"`
	EscalateAfterMinutes int      `json:"escalate_after_minutes"`
	Targets              []string `json:"targets"`
}

// stepChanges tells how steps differ, or nil if they do not.
func stepChanges(before, after []*model.EscalationStep) model.Changes {
	was, is := shownSteps(before), shownSteps(after)
	if string(model.ToJSON(was)) == string(model.ToJSON(is)) {
		return nil
	}
	return model.Changes{"steps": {Before: was, After: is}}
}

func shownSteps(steps []*model.EscalationStep) []shownStep {
	shown := make([]shownStep, len(steps))
	for i, step := range steps {
		shown[i] = shownStep{ID: step.ID, EscalateAfterMinutes: step.EscalateAfterMinutes}
		for _, target := range step.Targets {
			_, id := target.Kind()
			shown[i].Targets = append(shown[i].Targets, id)
		}
	}
	return shown
}

// DeleteEscalationPolicy archives a policy.
//
// Faults: Forbidden without the scope services:write; NotFound; Conflict, naming
// them, if services need the policy.
func DeleteEscalationPolicy(ctx context.Context, tx db.Tx, by model.Actor, id string) error {
	if err := by.Need(model.ServicesWrite); err != nil {
		return err
	}
	policy, err := db.LockEscalationPolicy(ctx, tx, id)
	if err != nil {
		return err
	}
	needed, err := db.EscalationPolicyUses(ctx, tx, id)
	if err != nil {
		return err
	}
	if err := fault.InUse("Escalation policy "+policy.Name, needed); err != nil {
		return err
	}
	before := *policy
	policy.ArchivedAt = &tx.Now
	if _, err := db.UpdateChanged(ctx, tx, &before, policy); err != nil {
		return err
	}
	return audit.Log(ctx, tx, by, policySubject(policy), "deleted")
}
