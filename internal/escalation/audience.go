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

// Audience knows whom steps tell, in a time, as it was set up when it was made.
type Audience struct {
	reader db.Reader
	reach  *rota.Reach
	users  map[string]*model.User
}

// NewAudience reads what tells whom these steps tell from since until until.
func NewAudience(ctx context.Context, r db.Reader, steps []*model.EscalationStep, since, until time.Time) (*Audience, error) {
	reach, err := rota.NewReach(ctx, r, steps, since, until)
	return &Audience{reader: r, reach: reach, users: map[string]*model.User{}}, err
}

// AudienceAt reads what tells whom these steps tell at a time, and who is on call next
// where nobody is.
func AudienceAt(ctx context.Context, r db.Reader, steps []*model.EscalationStep, at time.Time) (*Audience, error) {
	return NewAudience(ctx, r, steps, at, at.Add(oncall.MaxWindow))
}

// Know reads the users whom targets reach at a time, as far as they are not known yet.
func (a *Audience) Know(ctx context.Context, targets []*model.EscalationTarget, at time.Time) error {
	var unknown []string
	for _, target := range targets {
		for _, id := range a.reach.Target(target, at) {
			if a.users[id] == nil && !slices.Contains(unknown, id) {
				unknown = append(unknown, id)
			}
		}
	}
	if len(unknown) == 0 {
		return nil
	}
	found, err := db.UsersByID(ctx, a.reader, unknown)
	for id, user := range found {
		a.users[id] = user
	}
	return err
}

// User returns a user whom Tell has named.
func (a *Audience) User(id string) *model.User { return a.users[id] }

// Tell returns who is told at a time when these targets are, of an incident of an
// urgency, each once; and what or who is not, and why. The targets have to be known.
func (a *Audience) Tell(targets []*model.EscalationTarget, urgency model.Urgency, at time.Time) (told []*model.ToldUser, missed []*model.MissedTarget) {
	told, missed = []*model.ToldUser{}, []*model.MissedTarget{}
	for _, target := range targets {
		users := a.reach.Target(target, at)
		if len(users) == 0 {
			missed = append(missed, a.nobody(target, at))
		}
		for _, id := range users {
			if slices.ContainsFunc(told, func(told *model.ToldUser) bool { return told.UserID == id }) {
				continue
			}
			if user, why := a.ask(target, id, urgency); why == nil {
				told = append(told, user)
			} else {
				missed = append(missed, why)
			}
		}
	}
	return told, missed
}

// nobody says why a target has nobody to tell.
func (a *Audience) nobody(target *model.EscalationTarget, at time.Time) *model.MissedTarget {
	missed := &model.MissedTarget{Target: target, Reason: model.MissedNobodyOnCall}
	kind, id := target.Kind()
	if kind == model.TargetTeam {
		missed.Reason = model.MissedNoMembers
		return missed
	}
	missed.NextShiftAt = a.reach.NextShift(id, at)
	return missed
}

// ask says by what a user is told, or why the user is not.
func (a *Audience) ask(target *model.EscalationTarget, id string, urgency model.Urgency) (*model.ToldUser, *model.MissedTarget) {
	user := a.users[id]
	channels := user.Channels(urgency)
	switch {
	case user.Status == model.UserDisabled:
		return nil, &model.MissedTarget{Target: target, UserID: &id, Reason: model.MissedDisabled}
	case !model.Reaches(a.reader.Environment(), channels):
		return nil, &model.MissedTarget{Target: target, UserID: &id, Reason: model.MissedNoChannel}
	}
	return &model.ToldUser{UserID: id, Target: target, Channels: channels}, nil
}
