package escalation

import (
	"context"
	"slices"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/oncall"
	"github.com/opsknight/opsknight/internal/rota"
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
	s := &simulation{Question: q, reader: r, fallback: settings.Fallback(), users: map[string]*model.User{}}
	if err := s.read(ctx); err != nil {
		return nil, err
	}
	at := q.At.UTC().Truncate(time.Microsecond)
	found := &model.EscalationSimulation{Service: q.Service, Policy: q.Policy, At: at, Urgency: q.Urgency}
	start := s.afterMaintenance(at)
	if start.After(at) {
		found.SuppressedUntil = &start
	}
	if err := s.run(ctx, start); err != nil {
		return nil, err
	}
	found.Moments = s.moments
	return found, nil
}

// simulation is a Question with what answers it.
type simulation struct {
	Question
	reader   db.Reader
	fallback []*model.EscalationTarget
	steps    []*model.EscalationStep
	windows  []*model.MaintenanceWindow
	reach    *rota.Reach
	users    map[string]*model.User
	moments  []*model.EscalationMoment
}

func (s *simulation) read(ctx context.Context) error {
	if s.Service != nil {
		var err error
		if s.windows, err = db.MaintenanceAfter(ctx, s.reader, s.Service.ID, s.At); err != nil {
			return err
		}
	}
	told := []*model.EscalationStep{{Targets: s.fallback}}
	if s.Policy != nil {
		steps, err := db.EscalationStepsByPolicy(ctx, s.reader, []string{s.Policy.ID})
		if err != nil {
			return err
		}
		s.steps = steps[s.Policy.ID]
		told = append(told, s.steps...)
	}
	var err error
	s.reach, err = rota.NewReach(ctx, s.reader, told, s.At, s.end().Add(oncall.MaxWindow))
	return err
}

// course is that of the policy.
func (s *simulation) course() Course {
	course := Course{Repeats: s.Policy.RepeatCount}
	for _, step := range s.steps {
		course.Waits = append(course.Waits, time.Duration(step.EscalateAfterMinutes)*time.Minute)
	}
	return course
}

// end is when the last step is over at the latest.
func (s *simulation) end() time.Time {
	at := s.At
	if s.Policy != nil {
		course := s.course()
		for _, wait := range course.Waits {
			at = at.Add(time.Duration(course.Repeats+1) * wait)
		}
	}
	for _, window := range s.windows {
		at = at.Add(window.End.Sub(window.Start))
	}
	return at
}

// afterMaintenance returns the first time from at on that is in no window.
func (s *simulation) afterMaintenance(at time.Time) time.Time {
	for _, window := range s.windows { // the earliest first
		if !window.Start.After(at) && window.End.After(at) {
			at = window.End.UTC()
		}
	}
	return at
}

func (s *simulation) run(ctx context.Context, start time.Time) error {
	if s.Policy == nil {
		return s.tell(ctx, model.MomentFallback, State{Due: start}, s.fallback)
	}
	course, state := s.course(), State{Due: start}
	for {
		state.Due = s.afterMaintenance(state.Due)
		step := s.steps[state.Step]
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
		if turn.Exhausted {
			state.Due = s.afterMaintenance(turn.Next.Due)
			return s.tell(ctx, model.MomentExhausted, state, s.fallback)
		}
		state = turn.Next
	}
}

// tell adds the moment at which these targets are told.
func (s *simulation) tell(ctx context.Context, kind model.EscalationMomentKind, state State, targets []*model.EscalationTarget) error {
	moment := &model.EscalationMoment{Kind: kind, Pass: state.Pass + 1, At: state.Due, Told: []*model.ToldUser{}, Missed: []*model.MissedTarget{}}
	s.moments = append(s.moments, moment)
	if err := s.know(ctx, targets, state.Due); err != nil {
		return err
	}
	for _, target := range targets {
		users := s.reach.Target(target, state.Due)
		if len(users) == 0 {
			moment.Missed = append(moment.Missed, s.nobody(target, state.Due))
		}
		for _, id := range users {
			s.tellUser(moment, target, id)
		}
	}
	return nil
}

// nobody says why a target has nobody to tell.
func (s *simulation) nobody(target *model.EscalationTarget, at time.Time) *model.MissedTarget {
	missed := &model.MissedTarget{Target: target, Reason: model.MissedNobodyOnCall}
	kind, id := target.Kind()
	if kind == model.TargetTeam {
		missed.Reason = model.MissedNoMembers
		return missed
	}
	missed.NextShiftAt = s.reach.NextShift(id, at)
	return missed
}

// tellUser tells a user, once in a moment, by what their rules say.
func (s *simulation) tellUser(moment *model.EscalationMoment, target *model.EscalationTarget, id string) {
	if slices.ContainsFunc(moment.Told, func(told *model.ToldUser) bool { return told.UserID == id }) {
		return
	}
	user := s.users[id]
	missed := &model.MissedTarget{Target: target, UserID: &id}
	switch channels := user.Channels(s.Urgency); {
	case user.Status == model.UserDisabled:
		missed.Reason = model.MissedDisabled
	case !model.Reaches(s.reader.Environment(), channels):
		missed.Reason = model.MissedNoChannel
	default:
		moment.Told = append(moment.Told, &model.ToldUser{UserID: id, Target: target, Channels: channels})
		return
	}
	moment.Missed = append(moment.Missed, missed)
}

// know reads the users whom targets reach at a time, as far as they are not known yet.
func (s *simulation) know(ctx context.Context, targets []*model.EscalationTarget, at time.Time) error {
	var unknown []string
	for _, target := range targets {
		for _, id := range s.reach.Target(target, at) {
			if s.users[id] == nil {
				unknown = append(unknown, id)
			}
		}
	}
	if len(unknown) == 0 {
		return nil
	}
	found, err := db.UsersByID(ctx, s.reader, unknown)
	for id, user := range found {
		s.users[id] = user
	}
	return err
}
