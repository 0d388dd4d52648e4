package escalation

import (
	"context"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/oncall"
	"github.com/opsknight/opsknight/model"
)

// Question is what an incident would be like.
type Question struct {
	Service *model.Service          // nil: of any
	Policy  *model.EscalationPolicy // nil: the service has none
	At      time.Time               // when it would open
	Urgency model.Urgency
}

// Simulate tells who would be told of an incident, when and why, if nobody answered
// it and nothing were set up otherwise until then. Times are in UTC.
func Simulate(ctx context.Context, r db.Reader, q Question) (*model.EscalationSimulation, error) {
	settings, err := db.Settings(ctx, r)
	if err != nil {
		return nil, err
	}
	s := &simulation{urgency: q.Urgency, reader: r, fallback: settings.Fallback()}
	if q.Policy != nil {
		steps, err := db.EscalationStepsByPolicy(ctx, r, []string{q.Policy.ID})
		if err != nil {
			return nil, err
		}
		s.course = &db.Course{RepeatCount: q.Policy.RepeatCount, Steps: steps[q.Policy.ID]}
	}
	at := q.At.UTC().Truncate(time.Microsecond)
	if q.Service != nil {
		if s.windows, err = db.MaintenanceAfter(ctx, r, q.Service.ID, at); err != nil {
			return nil, err
		}
	}
	found := &model.EscalationSimulation{Service: q.Service, Policy: q.Policy, At: at, Urgency: q.Urgency}
	start := model.AfterMaintenance(s.windows, at)
	if start.After(at) {
		found.SuppressedUntil = &start
	}
	found.Moments, err = s.from(ctx, State{Due: start})
	return found, err
}

// Plan tells what is still to come of an incident's escalation if nobody answers it,
// as Simulate does; nothing if no step is due.
func Plan(ctx context.Context, r db.Reader, inc *model.Incident) ([]*model.EscalationMoment, error) {
	if inc.Escalation.NextAt == nil {
		return []*model.EscalationMoment{}, nil
	}
	settings, err := db.Settings(ctx, r)
	if err != nil {
		return nil, err
	}
	s := &simulation{urgency: inc.Urgency, reader: r, fallback: settings.Fallback()}
	if key := VersionOf(inc); key != nil {
		courses, err := db.CoursesByVersion(ctx, r, []db.PolicyVersion{*key})
		if err != nil {
			return nil, err
		}
		s.course = courses[*key]
	}
	state := StateOf(inc)
	if s.windows, err = db.MaintenanceAfter(ctx, r, inc.ServiceID, state.Due); err != nil {
		return nil, err
	}
	return s.from(ctx, state)
}

// simulation is what tells how an escalation goes on.
type simulation struct {
	reader   db.Reader
	urgency  model.Urgency
	course   *db.Course // nil: there is no policy
	fallback []*model.EscalationTarget
	windows  []*model.MaintenanceWindow // the earliest first
	audience *Audience
	moments  []*model.EscalationMoment
}

// from returns the moments from a state on.
func (s *simulation) from(ctx context.Context, state State) ([]*model.EscalationMoment, error) {
	asked := []*model.EscalationStep{{Targets: s.fallback}}
	if s.course != nil {
		asked = append(asked, s.course.Steps...)
	}
	var err error
	s.audience, err = NewAudience(ctx, s.reader, asked, state.Due, s.end(state.Due).Add(oncall.MaxWindow))
	if err != nil {
		return nil, err
	}
	err = s.run(ctx, state)
	return s.moments, err
}

// end is when the last step is over at the latest.
func (s *simulation) end(at time.Time) time.Time {
	if s.course != nil {
		for _, step := range s.course.Steps {
			at = at.Add(time.Duration(s.course.RepeatCount+1) * wait(step))
		}
	}
	for _, window := range s.windows {
		at = at.Add(window.End.Sub(window.Start))
	}
	return at
}

func (s *simulation) run(ctx context.Context, state State) error {
	if s.course == nil {
		return s.tell(ctx, model.MomentFallback, state, s.fallback)
	}
	course := CourseOf(s.course)
	for !course.Over(state) {
		state.Due = model.AfterMaintenance(s.windows, state.Due)
		step := s.course.Steps[state.Step]
		if err := s.tell(ctx, model.MomentStep, state, step.Targets); err != nil {
			return err
		}
		now := s.moments[len(s.moments)-1]
		now.Step = step
		turn := course.After(state, now.Reached())
		if turn.Fallback {
			if err := s.tell(ctx, model.MomentFallback, state, s.fallback); err != nil {
				return err
			}
		}
		state = turn.Next
	}
	// No step is left: the pass that is over is the last.
	state.Due = model.AfterMaintenance(s.windows, state.Due)
	state.Pass--
	return s.tell(ctx, model.MomentExhausted, state, s.fallback)
}

// tell adds the moment at which these targets are told.
func (s *simulation) tell(ctx context.Context, kind model.EscalationMomentKind, state State, targets []*model.EscalationTarget) error {
	if err := s.audience.Know(ctx, targets, state.Due); err != nil {
		return err
	}
	told, missed := s.audience.Tell(targets, s.urgency, state.Due)
	s.moments = append(s.moments, &model.EscalationMoment{Kind: kind, Pass: state.Pass + 1, At: state.Due, Told: told, Missed: missed})
	return nil
}
