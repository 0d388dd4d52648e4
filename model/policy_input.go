package model

import (
	"fmt"

	"github.com/opsknight/opsknight/internal/fault"
)

// Limits of a policy. Source: the domain rules, "Escalation".
const (
	maxSteps           = 50
	maxTargets         = 50
	maxRepeatCount     = 9
	maxEscalateMinutes = 10_080 // a week
)

// Validate says what is wrong with the input, all of it at once.
func (in *CreateEscalationPolicyInput) Validate() error {
	var problems fault.Collector
	checkLength(&problems, "name", in.Name, 1, MaxName)
	checkOptional(&problems, "description", in.Description, MaxDescription)
	checkIdempotencyKey(&problems, in.IdempotencyKey)
	checkRepeatCount(&problems, in.RepeatCount)
	checkSteps(&problems, in.Steps)
	return problems.Err()
}

// Validate says what is wrong with the input, all of it at once.
func (in *UpdateEscalationPolicyInput) Validate() error {
	var problems fault.Collector
	if in.Name != nil {
		checkLength(&problems, "name", *in.Name, 1, MaxName)
	}
	checkOptional(&problems, "description", in.Description.Value(), MaxDescription)
	if in.RepeatCount != nil {
		checkRepeatCount(&problems, *in.RepeatCount)
	}
	if in.Steps != nil {
		checkSteps(&problems, in.Steps)
	}
	return problems.Err()
}

func checkRepeatCount(problems *fault.Collector, n int) {
	if n < 0 || n > maxRepeatCount {
		problems.Add("repeat_count", "out_of_range", "repeat_count is 0 to %d, not %d.", maxRepeatCount, n)
	}
}

func checkSteps(problems *fault.Collector, steps []*EscalationStepInput) {
	if len(steps) < 1 || len(steps) > maxSteps {
		problems.Add("steps", "out_of_range", "A policy has 1 to %d steps, not %d.", maxSteps, len(steps))
		return
	}
	kept := map[string]bool{}
	for i, step := range steps {
		at := fmt.Sprintf("steps.%d", i)
		if step.ID != nil && kept[*step.ID] {
			problems.Add(at+".id", "duplicate", "%s.id is that of an earlier step.", at)
		}
		if step.ID != nil {
			kept[*step.ID] = true
		}
		if n := step.EscalateAfterMinutes; n < 1 || n > maxEscalateMinutes {
			problems.Add(at+".escalate_after_minutes", "out_of_range", "%s.escalate_after_minutes is 1 to %d, which is a week, not %d.", at, maxEscalateMinutes, n)
		}
		if len(step.Targets) < 1 || len(step.Targets) > maxTargets {
			problems.Add(at+".targets", "out_of_range", "A step has 1 to %d targets, not %d.", maxTargets, len(step.Targets))
		}
		checkTargets(problems, at, step.Targets)
	}
}

func checkTargets(problems *fault.Collector, at string, targets []*EscalationTargetInput) {
	seen := map[EscalationTargetInput]bool{}
	for j, target := range targets {
		field := fmt.Sprintf("%s.targets.%d", at, j)
		checkEnum(problems, field+".type", target.Type, EscalationTargetTypes)
		if seen[*target] {
			problems.Add(field, "duplicate", "%s is a target that the step has already.", field)
		}
		seen[*target] = true
	}
}
