// Package escalation says when the steps of a policy are due and whom they tell: for
// the pager and for who asks what it would do.
package escalation

import (
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/model"
)

// Course is in what order and with what waits the steps of a policy come.
type Course struct {
	Waits   []time.Duration // for each step, how long the next one waits; at least one
	Repeats int             // how often all steps are gone through again
}

// CourseOf returns the course of a version of a policy.
func CourseOf(version *db.Course) Course {
	course := Course{Repeats: version.RepeatCount}
	for _, step := range version.Steps {
		course.Waits = append(course.Waits, wait(step))
	}
	return course
}

func wait(step *model.EscalationStep) time.Duration {
	return time.Duration(step.EscalateAfterMinutes) * time.Minute
}

// VersionOf names the version of a policy that an incident escalates by; nil: there is
// none.
func VersionOf(inc *model.Incident) *db.PolicyVersion {
	if inc.Escalation.PolicyID == nil || inc.Escalation.PolicyVersion == nil {
		return nil
	}
	return &db.PolicyVersion{PolicyID: *inc.Escalation.PolicyID, Version: *inc.Escalation.PolicyVersion}
}

// StateOf returns where the escalation of an incident stands, of which a step is due.
func StateOf(inc *model.Incident) State {
	return State{Pass: inc.Escalation.Pass, Step: inc.Escalation.Step, Due: *inc.Escalation.NextAt, Reached: inc.Escalation.Reached}
}

// State is the step that an escalation comes to next.
type State struct {
	Pass    int // from 0
	Step    int // its index
	Due     time.Time
	Reached bool // an earlier step of this pass has reached somebody
}

// Turn is what follows a step.
type Turn struct {
	Next     State // if not Exhausted; its Due is when the last wait is over
	Fallback bool  // the whole pass has reached nobody: the fallback is told at once
	// Exhausted tells that no step is left: Next is beyond the last pass, and at its Due
	// the fallback is told.
	Exhausted bool
}

// Over reports whether no step is left at a state. A pass that somebody has begun by
// hand after the last goes on to its end.
func (c Course) Over(s State) bool { return s.Pass > c.Repeats && s.Step == 0 }

// After returns what follows a step that has reached somebody or not. Due times
// follow from due times, not from when the work was done. A step that reaches nobody
// has no wait, but a pass that reaches nobody has that of its last step.
func (c Course) After(s State, reached bool) Turn {
	next := State{Pass: s.Pass, Step: s.Step + 1, Due: s.Due, Reached: s.Reached || reached}
	if next.Step < len(c.Waits) {
		if reached {
			next.Due = s.Due.Add(c.Waits[s.Step])
		}
		return Turn{Next: next}
	}
	turn := Turn{Fallback: !next.Reached, Exhausted: s.Pass >= c.Repeats}
	if reached || turn.Fallback || turn.Exhausted {
		next.Due = s.Due.Add(c.Waits[s.Step])
	}
	turn.Next = State{Pass: s.Pass + 1, Due: next.Due}
	return turn
}
