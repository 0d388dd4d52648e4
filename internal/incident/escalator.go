package incident

import (
	"context"
	"fmt"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/escalation"
	"github.com/opsknight/opsknight/internal/notify"
	"github.com/opsknight/opsknight/model"
)

// escalator takes incidents to people. It has read all that it needs to know of a
// batch of them at once.
type escalator struct {
	tx    db.Tx
	pager *notify.Pager
	journal

	handlings map[string]*model.Handling // by service
	courses   map[db.PolicyVersion]*db.Course
	fallback  []*model.EscalationTarget
	audience  *escalation.Audience
	targets   map[string]namedTarget // by id
	did       Escalated
}

// namedTarget is what a timeline says of a team or a schedule.
type namedTarget struct{ name, zone string }

func newEscalator(ctx context.Context, tx db.Tx, pager *notify.Pager, incidents []*model.Incident) (*escalator, error) {
	e := &escalator{tx: tx, pager: pager, journal: *newJournal(tx)}
	return e, e.know(ctx, incidents)
}

// know reads all that it needs to know of these incidents: their services and policies say
// what that is.
func (e *escalator) know(ctx context.Context, incidents []*model.Incident) error {
	tx := e.tx
	settings, err := db.Settings(ctx, tx)
	if err != nil {
		return err
	}
	e.fallback = settings.Fallback()
	var services []string
	var versions []db.PolicyVersion
	for _, inc := range incidents {
		services = append(services, inc.ServiceID)
		if version := escalation.VersionOf(inc); version != nil {
			versions = append(versions, *version)
		}
	}
	if e.handlings, err = db.HandlingsByID(ctx, tx, distinct(services)); err != nil {
		return err
	}
	if e.courses, err = db.CoursesByVersion(ctx, tx, distinct(versions)); err != nil {
		return err
	}
	return e.readAudience(ctx)
}

// knows reports whether it has read what it needs to know of each of these incidents.
func (e *escalator) knows(incidents []*model.Incident) bool {
	for _, inc := range incidents {
		version := escalation.VersionOf(inc)
		if e.handlings[inc.ServiceID] == nil || version != nil && e.courses[*version] == nil {
			return false
		}
	}
	return true
}

// readAudience reads whom the steps tell now.
func (e *escalator) readAudience(ctx context.Context) error {
	steps := []*model.EscalationStep{{Targets: e.fallback}}
	for _, course := range e.courses {
		steps = append(steps, course.Steps...)
	}
	var err error
	if e.audience, err = escalation.AudienceAt(ctx, e.tx, steps, e.tx.Now); err != nil {
		return err
	}
	var teams, schedules []string
	for _, step := range steps {
		if err := e.audience.Know(ctx, step.Targets, e.tx.Now); err != nil {
			return err
		}
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
	return e.nameTargets(ctx, distinct(teams), distinct(schedules))
}

func (e *escalator) nameTargets(ctx context.Context, teams, schedules []string) error {
	e.targets = map[string]namedTarget{}
	if len(teams) > 0 {
		found, err := db.TeamsByID(ctx, e.tx, teams)
		if err != nil {
			return err
		}
		for id, team := range found {
			e.targets[id] = namedTarget{name: team.Name}
		}
	}
	if len(schedules) > 0 {
		found, err := db.SchedulesByID(ctx, e.tx, schedules)
		if err != nil {
			return err
		}
		for id, schedule := range found {
			e.targets[id] = namedTarget{name: schedule.Name, zone: schedule.TimeZone}
		}
	}
	return nil
}

// advance does what is due of an incident's escalation, and says what is due next. Who
// is told is who is on call now, which may be later than it was due.
func (e *escalator) advance(by model.Actor, inc *model.Incident) {
	course := e.course(inc)
	switch {
	case course == nil:
		e.tellWithoutPolicy(by, inc)
	case escalation.CourseOf(course).Over(escalation.StateOf(inc)):
		e.tellFallback(by, inc, inc.Escalation.ExhaustedOccasion(), model.EventEscalationExhausted, "Its escalation policy has no step left, and you are the fallback.")
		inc.Escalation.NextAt = nil
	default:
		e.runStep(by, inc, course)
	}
}

// course is what the incident's version of its policy does; nil: it has none.
func (e *escalator) course(inc *model.Incident) *db.Course {
	version := escalation.VersionOf(inc)
	if version == nil {
		return nil
	}
	return e.courses[*version]
}

// tellWithoutPolicy tells the fallback, which is all that there is to do.
func (e *escalator) tellWithoutPolicy(by model.Actor, inc *model.Incident) {
	e.tellFallback(by, inc, inc.Escalation.FallbackOccasion(), model.EventEscalated, "Its service has no escalation policy, and you are the fallback.")
	if by.Type != model.ActorSystem {
		e.escalated(by, inc)
	}
	inc.Escalation.Pass++
	inc.Escalation.NextAt = nil
}

// escalated counts an escalation, and has webhooks tell of it: one by hand, or a step
// after the first, which comes with the incident.
func (e *escalator) escalated(by model.Actor, inc *model.Incident) {
	if by.Type == model.ActorSystem {
		inc.AutoEscalations++
	} else {
		inc.HandEscalations++
	}
	e.announce(inc, model.WebhookEscalated)
}

// runStep runs the step that is due.
func (e *escalator) runStep(by model.Actor, inc *model.Incident, course *db.Course) {
	state := escalation.StateOf(inc)
	step := course.Steps[state.Step]
	told, missed := e.audience.Tell(step.Targets, inc.Urgency, e.tx.Now)
	what := model.EventEscalated
	if len(told) == 0 {
		what = model.EventEscalationSkipped
	}
	turn := escalation.CourseOf(course).After(state, len(told) > 0)
	details := e.details(told, missed)
	details["step"], details["pass"], details["next_at"] = state.Step+1, state.Pass+1, turn.Next.Due
	e.add(by, inc, what, details)
	if state.Step > 0 || state.Pass > 0 || by.Type != model.ActorSystem {
		e.escalated(by, inc)
	}
	e.tell(inc, told, inc.Escalation.StepOccasion(), fmt.Sprintf("Step %d of its escalation policy", state.Step+1))
	if turn.Fallback {
		e.did.PassesMissed++
		e.tellFallback(by, inc, inc.Escalation.FallbackOccasion(), model.EventEscalated, "Its escalation policy has reached nobody, and you are the fallback.")
	}
	next := turn.Next
	inc.Escalation.Last = state.Step + 1
	inc.Escalation.Pass, inc.Escalation.Step, inc.Escalation.Reached, inc.Escalation.NextAt = next.Pass, next.Step, next.Reached, &next.Due
}

// tell pages people, and gives an incident that nobody has to the first of them.
func (e *escalator) tell(inc *model.Incident, told []*model.ToldUser, occasion, step string) {
	for _, one := range told {
		reason := step + " tells you."
		if kind, id := one.Target.Kind(); kind == model.TargetSchedule {
			reason = step + " tells you: you are on call in " + e.targets[id].name + "."
		} else if kind == model.TargetTeam {
			reason = step + " tells you: you are a member of " + e.targets[id].name + "."
		}
		e.pageUser(inc, one, occasion, reason)
	}
}

func (e *escalator) pageUser(inc *model.Incident, told *model.ToldUser, occasion, reason string) {
	user := e.audience.User(told.UserID)
	p := paging{pager: e.pager, incident: inc, service: e.handlings[inc.ServiceID].Name, occasion: occasion}
	e.page(p, user, told.Channels, reason)
	if inc.AssigneeID == nil && inc.TeamID == nil {
		inc.AssigneeID = &user.ID
		e.add(model.System(e.env), inc, model.EventAssigned, changes{"assignee_id": change{nil, user.ID}})
	}
}

// tellFallback pages whom the settings name for when nobody else can be reached. That
// there is nobody is recorded as well.
func (e *escalator) tellFallback(by model.Actor, inc *model.Incident, occasion string, what model.IncidentEventType, reason string) {
	told, missed := e.audience.Tell(e.fallback, inc.Urgency, e.tx.Now)
	details := e.details(told, missed)
	details["fallback"], details["pass"] = true, inc.Escalation.Pass+1
	if len(told) == 0 && what == model.EventEscalated {
		what = model.EventEscalationSkipped
	}
	if len(e.fallback) == 0 {
		details["message"] = "nobody was reached, and the settings name no fallback"
	}
	if len(told) == 0 {
		e.did.FallbacksMissed++
	}
	e.add(by, inc, what, details)
	for _, one := range told {
		e.pageUser(inc, one, occasion, reason)
	}
}

// details are those of a line that tells who was told, and who was not.
func (e *escalator) details(told []*model.ToldUser, missed []*model.MissedTarget) changes {
	tell := make([]changes, len(told))
	for i, one := range told {
		_, target := one.Target.Kind()
		tell[i] = changes{"user_id": one.UserID, "user_name": e.audience.User(one.UserID).Name, "target_id": target, "channels": one.Channels}
	}
	miss := make([]changes, len(missed))
	for i, one := range missed {
		_, target := one.Target.Kind()
		name := ""
		if one.UserID != nil {
			name = e.audience.User(*one.UserID).Name
		}
		of := e.targets[target]
		miss[i] = changes{"target_id": target, "user_id": one.UserID, "reason": one.Reason, "message": one.Message(of.name, name, of.zone)}
	}
	return changes{"told": tell, "missed": miss}
}

func distinct[T comparable](values []T) []T {
	seen := make(map[T]bool, len(values))
	found := make([]T, 0, len(values))
	for _, value := range values {
		if !seen[value] {
			seen[value] = true
			found = append(found, value)
		}
	}
	return found
}
