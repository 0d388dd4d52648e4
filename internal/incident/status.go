package incident

import (
	"context"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/internal/notify"
	"github.com/opsknight/opsknight/model"
)

// Acknowledge records that by is working on the incident, which stops its
// escalation. Acknowledging twice changes nothing.
//
// Faults: as of Update.
func Acknowledge(ctx context.Context, tx db.Tx, by model.Actor, id string) (*model.Incident, error) {
	return become(ctx, tx, by, id, model.IncidentAcknowledged)
}

// Unacknowledge takes an acknowledgement back: the incident is open again.
//
// Faults: as of Update; Conflict if the incident is not acknowledged.
func Unacknowledge(ctx context.Context, tx db.Tx, by model.Actor, id string) (*model.Incident, error) {
	return openFrom(ctx, tx, by, id, model.IncidentAcknowledged)
}

// Reopen opens a resolved incident again.
//
// Faults: as of Update; Conflict if the incident is not resolved, or if another
// with its dedup key is open.
func Reopen(ctx context.Context, tx db.Tx, by model.Actor, id string) (*model.Incident, error) {
	return openFrom(ctx, tx, by, id, model.IncidentResolved)
}

// Suppress hides an incident that is only noise.
//
// Faults: as of Update.
func Suppress(ctx context.Context, tx db.Tx, by model.Actor, id string) (*model.Incident, error) {
	return become(ctx, tx, by, id, model.IncidentSuppressed)
}

func become(ctx context.Context, tx db.Tx, by model.Actor, id string, status model.IncidentStatus) (*model.Incident, error) {
	return Update(ctx, tx, by, nil, model.UpdateIncidentInput{ID: id, Status: &status})
}

// openFrom opens an incident that has this status. One that is open already stays.
func openFrom(ctx context.Context, tx db.Tx, by model.Actor, id string, from model.IncidentStatus) (*model.Incident, error) {
	inc, err := lockToChange(ctx, tx, by, id)
	if err != nil {
		return nil, err
	}
	if inc.Status != from && inc.Status != model.IncidentOpen {
		return nil, fault.New(fault.Conflict, "Incident %s is %s, not %s.", id, inc.Status, from)
	}
	return become(ctx, tx, by, id, model.IncidentOpen)
}

// status moves the incident to another status, by the table of the model.
func (e *edit) status(ctx context.Context, next model.IncidentStatus, in model.UpdateIncidentInput) error {
	wakes := in.WakesAt(e.tx.Now)
	moved := next == model.IncidentSnoozed && e.inc.SnoozedUntil != nil && !wakes.Equal(*e.inc.SnoozedUntil)
	if next == e.inc.Status && !moved {
		return nil
	}
	if next != e.inc.Status && !e.inc.Status.CanBecome(next) {
		return fault.New(fault.Conflict, "Incident %s is %s: it cannot become %s.", e.inc.ID, e.inc.Status, next)
	}
	if e.inc.Status == model.IncidentResolved && e.inc.DedupKey != nil {
		if other, err := db.ActiveIncident(ctx, e.tx, db.DedupKey{ServiceID: e.inc.ServiceID, Key: *e.inc.DedupKey}); err != nil || other != nil {
			return reopenConflict(err, other)
		}
	}
	handling, err := db.HandlingOf(ctx, e.tx, e.inc.ServiceID)
	if err != nil {
		return err
	}
	what, details := transition(e.inc, next, moment{at: e.tx.Now, wakes: wakes, handling: handling})
	e.changed(what, details, statusColumns...)
	if in.ResolutionNote != nil {
		e.add(e.by, e.inc, model.EventNoteAdded, noteDetails(*in.ResolutionNote))
	}
	return nil
}

func reopenConflict(err error, other *model.Incident) error {
	if err != nil {
		return err
	}
	conflict := fault.New(fault.Conflict, "Incident %s with the same dedup_key is open: work on that one.", other.ID)
	conflict.Existing = other.ID
	return conflict
}

// statusColumns are what a transition may change.
var statusColumns = []string{
	"status", "acknowledged_at", "resolved_at", "snoozed_until", "policy_id", "policy_version", "escalation_run", "escalation_pass",
	"escalation_step", "escalation_last", "escalation_reached", "next_escalation_at", "ack_timeout_at", "maintenance_until", "reopens",
}

// moment is when a status changes, and what that depends on.
type moment struct {
	at       time.Time
	wakes    *time.Time      // the end of a snooze
	handling *model.Handling // of the incident's service
}

// transition changes the status of an incident, which may, and returns the line that
// tells of it. Only an open incident escalates: whatever was due is void, and from any
// other status it begins with the first step of what is the policy by then.
//
// acknowledged_at is of the first time and stays, or the time to acknowledge would
// be lost by an un-acknowledge.
func transition(inc *model.Incident, next model.IncidentStatus, when moment) (model.IncidentEventType, changes) {
	before := inc.Status
	details := changes{"status": change{before, next}}
	if next == model.IncidentSnoozed {
		details["snoozed_until"] = change{inc.SnoozedUntil, when.wakes}
	}
	inc.Status = next
	inc.SnoozedUntil, inc.ResolvedAt, inc.AckTimeoutAt, inc.MaintenanceUntil = nil, nil, nil, nil
	inc.Escalation.NextAt = nil
	switch next {
	case model.IncidentAcknowledged:
		if inc.AcknowledgedAt == nil {
			inc.AcknowledgedAt = &when.at
		}
		inc.AckTimeoutAt = when.handling.AckTimesOut(when.at)
	case model.IncidentResolved:
		inc.ResolvedAt = &when.at
	case model.IncidentSnoozed:
		inc.SnoozedUntil = when.wakes
	case model.IncidentOpen:
		inc.Escalation.Begin(when.handling, when.at)
		if before == model.IncidentResolved {
			inc.Reopens++
		}
	case model.IncidentSuppressed:
	}
	return transitionLine(before, next), details
}

// transitionLine names a transition: what was done, or for a return to OPEN what
// was undone.
func transitionLine(before, next model.IncidentStatus) model.IncidentEventType {
	switch next {
	case model.IncidentAcknowledged:
		return model.EventAcknowledged
	case model.IncidentResolved:
		return model.EventResolved
	case model.IncidentSnoozed:
		return model.EventSnoozed
	case model.IncidentSuppressed:
		return model.EventSuppressed
	case model.IncidentOpen:
	}
	switch before {
	case model.IncidentSnoozed:
		return model.EventUnsnoozed
	case model.IncidentSuppressed:
		return model.EventUnsuppressed
	case model.IncidentAcknowledged:
		return model.EventUnacknowledged
	case model.IncidentOpen, model.IncidentResolved:
	}
	return model.EventReopened
}

// Resolve says that the incident is over, and with a note how it ended. Resolving
// twice changes nothing.
//
// Faults: as of Update.
func Resolve(ctx context.Context, tx db.Tx, by model.Actor, id string, note *string) (*model.Incident, error) {
	resolved := model.IncidentResolved
	return Update(ctx, tx, by, nil, model.UpdateIncidentInput{ID: id, Status: &resolved, ResolutionNote: note})
}

// Snooze puts the incident aside for some minutes, or until a time.
//
// Faults: as of Update.
func Snooze(ctx context.Context, tx db.Tx, by model.Actor, id string, minutes *int, until *time.Time) (*model.Incident, error) {
	snoozed := model.IncidentSnoozed
	return Update(ctx, tx, by, nil, model.UpdateIncidentInput{ID: id, Status: &snoozed, SnoozeMinutes: minutes, SnoozedUntil: until})
}

// Assign gives the incident to a user, who is told by pager, to a team, or to nobody.
//
// Faults: as of Update.
func Assign(ctx context.Context, tx db.Tx, by model.Actor, pager *notify.Pager, id string, userID, teamID *string) (*model.Incident, error) {
	return Update(ctx, tx, by, pager, model.UpdateIncidentInput{
		ID: id, AssigneeID: graphql.OmittableOf(userID), TeamID: graphql.OmittableOf(teamID),
	})
}
