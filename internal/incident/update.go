package incident

import (
	"context"
	"errors"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/internal/notify"
	"github.com/opsknight/opsknight/model"
)

// Update changes what the input gives of an incident, all of it or nothing, and
// records one line for each kind of change. What already is as asked is no change. A
// user who is given the incident is told by pager.
//
// Faults: Forbidden without the scope incidents:write; NotFound; Invalid; Conflict
// if the status may not follow the present one, if IfMatch is not the incident's
// etag, and, naming the other, if the incident is merged into another.
func Update(ctx context.Context, tx db.Tx, by model.Actor, pager *notify.Pager, in model.UpdateIncidentInput) (*model.Incident, error) {
	inc, err := lockToChange(ctx, tx, by, in.ID)
	if err != nil {
		return nil, err
	}
	if err := in.Validate(tx.Now); err != nil {
		return nil, err
	}
	if err := model.MatchEtag(in.IfMatch, inc.Etag(), "incident"); err != nil {
		return nil, err
	}
	edit := &edit{journal: *newJournal(tx), tx: tx, by: by, pager: pager, inc: inc}
	edit.texts(in)
	edit.urgency(in)
	edit.priority(in)
	if err := edit.assignment(ctx, in); err != nil {
		return nil, err
	}
	if in.Status != nil {
		if err := edit.status(ctx, *in.Status, in); err != nil {
			return nil, err
		}
	}
	return inc, edit.save(ctx)
}

// lockToChange returns an incident that by may change, and that may be changed: one
// that is merged into another stays as it is.
func lockToChange(ctx context.Context, tx db.Tx, by model.Actor, id string) (*model.Incident, error) {
	if err := by.Need(model.IncidentsWrite); err != nil {
		return nil, err
	}
	inc, err := db.LockIncident(ctx, tx, id)
	if err == nil && inc.MergedIntoID != nil {
		err = mergedAlready(inc)
	}
	return inc, err
}

// edit gathers the changes of one Update: the columns to store, and the lines that
// tell of them.
type edit struct {
	journal
	tx      db.Tx
	by      model.Actor
	pager   *notify.Pager
	inc     *model.Incident
	columns []string
}

func (e *edit) changed(what model.IncidentEventType, details changes, columns ...string) {
	e.columns = append(e.columns, columns...)
	e.add(e.by, e.inc, what, details)
}

func (e *edit) save(ctx context.Context) error {
	if len(e.lines) == 0 {
		return nil
	}
	err := db.UpdateIncident(ctx, e.tx, e.inc, e.columns...)
	if errors.Is(err, db.ErrUnique) {
		// An event opened one at the very moment at which this was reopened.
		return fault.New(fault.Conflict, "Another incident with the same dedup_key has just been opened: work on that one.")
	}
	if err != nil {
		return err
	}
	return e.store(ctx, e.tx)
}

func (e *edit) texts(in model.UpdateIncidentInput) {
	details := changes{}
	var columns []string
	if in.Title != nil && *in.Title != e.inc.Title {
		details["title"] = change{e.inc.Title, *in.Title}
		e.inc.Title = *in.Title
		columns = append(columns, "title")
	}
	if text, given := in.Description.ValueOK(); given && !equal(text, e.inc.Description) {
		details["description"] = change{e.inc.Description, text}
		e.inc.Description = text
		columns = append(columns, "description")
	}
	if custom, given := in.CustomDetails.ValueOK(); given {
		merged := custom
		if custom != nil {
			merged = e.inc.CustomDetails.Merge(custom)
		}
		if string(merged) != string(e.inc.CustomDetails) {
			details["custom_details"] = change{e.inc.CustomDetails, merged}
			e.inc.CustomDetails = merged
			columns = append(columns, "custom_details")
		}
	}
	if len(columns) > 0 {
		e.changed(model.EventUpdated, details, columns...)
	}
}

func (e *edit) urgency(in model.UpdateIncidentInput) {
	if in.Urgency != nil && *in.Urgency != e.inc.Urgency {
		details := changes{"urgency": change{e.inc.Urgency, *in.Urgency}}
		e.inc.Urgency = *in.Urgency
		e.changed(model.EventUrgencyChanged, details, "urgency")
	}
}

func (e *edit) priority(in model.UpdateIncidentInput) {
	if priority, given := in.Priority.ValueOK(); given && !equal(priority, e.inc.Priority) {
		details := changes{"priority": change{e.inc.Priority, priority}}
		e.inc.Priority = priority
		e.changed(model.EventPriorityChanged, details, "priority")
	}
}

// assignment hands the incident over. To give it to a user takes it from a team,
// and the other way round.
func (e *edit) assignment(ctx context.Context, in model.UpdateIncidentInput) error {
	user, userGiven := in.AssigneeID.ValueOK()
	team, teamGiven := in.TeamID.ValueOK()
	if !userGiven && !teamGiven {
		return nil
	}
	if !userGiven && team == nil {
		user = e.inc.AssigneeID
	}
	if !teamGiven && user == nil {
		team = e.inc.TeamID
	}
	details, assignee, err := assign(ctx, e.tx, e.inc, user, team)
	if err != nil || details == nil {
		return err
	}
	what := model.EventAssigned
	if user == nil && team == nil {
		what = model.EventUnassigned
	}
	e.changed(what, details, "assignee_id", "team_id")
	return e.tellAssignee(ctx, e.tx, e.by, e.pager, e.inc, assignee)
}

// tellAssignee pages the user whom somebody else has just given an incident.
func (j *journal) tellAssignee(ctx context.Context, tx db.Tx, by model.Actor, pager *notify.Pager, inc *model.Incident, assignee *model.User) error {
	if assignee == nil || by.Type == model.ActorUser && by.UserID == assignee.ID {
		return nil
	}
	service, err := db.HandlingOf(ctx, tx, inc.ServiceID)
	if err != nil {
		return err
	}
	p := paging{pager: pager, incident: inc, service: service.Name, occasion: "assigned " + j.lines[len(j.lines)-1].ID}
	j.page(p, assignee, assignee.Channels(inc.Urgency), by.Name+" has assigned it to you.")
	return nil
}

// assign sets whom the incident is given to, and returns what changed, or nil if
// nothing did, and the user who newly has it, if one does.
func assign(ctx context.Context, tx db.Tx, inc *model.Incident, userID, teamID *string) (_ changes, assignee *model.User, _ error) {
	if equal(userID, inc.AssigneeID) && equal(teamID, inc.TeamID) {
		return nil, nil, nil
	}
	if userID != nil {
		user, err := db.User(ctx, tx, *userID)
		if err != nil {
			return nil, nil, unknown(err, "assignee_id", "user", *userID)
		}
		if user.Status == model.UserDisabled {
			return nil, nil, fault.Field("assignee_id", "disabled", "%s is disabled and can be given no incident.", user.Name)
		}
		assignee = user
	}
	if teamID != nil {
		if _, err := db.Team(ctx, tx, *teamID); err != nil {
			return nil, nil, unknown(err, "team_id", "team", *teamID)
		}
	}
	details := changes{}
	if !equal(userID, inc.AssigneeID) {
		details["assignee_id"] = change{inc.AssigneeID, userID}
	}
	if !equal(teamID, inc.TeamID) {
		details["team_id"] = change{inc.TeamID, teamID}
	}
	inc.AssigneeID, inc.TeamID = userID, teamID
	return details, assignee, nil
}

func equal[T comparable](a, b *T) bool {
	if a == nil || b == nil {
		return a == b
	}
	return *a == *b
}
