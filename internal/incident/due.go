package incident

import (
	"context"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/model"
)

// WakeDue opens incidents whose snooze is over, at most limit of them, and returns how
// many. Their escalation begins with the first step.
func WakeDue(ctx context.Context, tx db.Tx, limit int) (int, error) {
	return openDue(ctx, tx, db.DueSnooze, limit, changes{"reason": "the snooze is over"})
}

// TimeOutDue takes back acknowledgements that have timed out, at most limit of them, and
// returns how many. The escalation begins with the first step.
func TimeOutDue(ctx context.Context, tx db.Tx, limit int) (int, error) {
	return openDue(ctx, tx, db.DueAckTimeout, limit, changes{"reason": "the acknowledgement has timed out"})
}

// openDue opens incidents that were not until now.
func openDue(ctx context.Context, tx db.Tx, what db.Due, limit int, why changes) (int, error) {
	incidents, err := db.LockDue(ctx, tx, what, limit)
	if err != nil || len(incidents) == 0 {
		return 0, err
	}
	handlings, err := handlingsOf(ctx, tx, incidents)
	if err != nil {
		return 0, err
	}
	j := newJournal(tx)
	for _, inc := range incidents {
		if err := j.open(ctx, tx, inc, handlings[inc.ServiceID], why); err != nil {
			return 0, err
		}
	}
	return len(incidents), j.store(ctx, tx)
}

// open opens an incident in the name of the server.
func (j *journal) open(ctx context.Context, tx db.Tx, inc *model.Incident, handling *model.Handling, why changes) error {
	what, details := transition(inc, model.IncidentOpen, moment{at: tx.Now, handling: handling})
	for name, value := range why {
		details[name] = value
	}
	j.add(model.System(j.env), inc, what, details)
	return db.UpdateIncident(ctx, tx, inc, statusColumns...)
}

// EndMaintenanceDue lets go of incidents that a maintenance has held up which is over,
// at most limit of them, and returns how many it has looked at. One that it had
// suppressed opens; one that was open goes on where it was. If the service is in
// maintenance still, or again, they go on waiting.
func EndMaintenanceDue(ctx context.Context, tx db.Tx, limit int) (int, error) {
	incidents, err := db.LockDue(ctx, tx, db.DueMaintenance, limit)
	if err != nil || len(incidents) == 0 {
		return 0, err
	}
	handlings, err := handlingsOf(ctx, tx, incidents)
	if err != nil {
		return 0, err
	}
	j := newJournal(tx)
	for _, inc := range incidents {
		handling := handlings[inc.ServiceID]
		until := handling.MaintenanceUntil(tx.Now)
		if inc.Status == model.IncidentSuppressed && until == nil {
			err = j.open(ctx, tx, inc, handling, changes{"reason": "the maintenance is over"})
		} else {
			wait(inc, until, tx.Now)
			err = db.UpdateIncident(ctx, tx, inc, statusColumns...)
		}
		if err != nil {
			return 0, err
		}
	}
	return len(incidents), j.store(ctx, tx)
}

// wait holds an incident up until the end of a maintenance; nil: it goes on now.
func wait(inc *model.Incident, until *time.Time, now time.Time) {
	inc.MaintenanceUntil = until
	switch {
	case inc.Escalation.NextAt == nil:
	case until != nil:
		inc.Escalation.NextAt = until
	case inc.Escalation.NextAt.After(now):
		inc.Escalation.NextAt = &now
	}
}

func handlingsOf(ctx context.Context, tx db.Tx, incidents []*model.Incident) (map[string]*model.Handling, error) {
	services := make([]string, len(incidents))
	for i, inc := range incidents {
		services[i] = inc.ServiceID
	}
	return db.HandlingsByID(ctx, tx, distinct(services))
}
