package incident

import (
	"context"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/internal/idempotency"
	"github.com/opsknight/opsknight/internal/notify"
	"github.com/opsknight/opsknight/model"
)

// Escalated is what a batch of steps has done, for the metrics.
type Escalated struct {
	Incidents       int
	Lags            []time.Duration // how long after they were due the steps were run
	PassesMissed    int             // passes that reached nobody
	FallbacksMissed int             // fallbacks that reached nobody
}

// EscalateDue takes incidents of which a step is due to whom the step tells, at most
// limit of them: each by one step. One whose service is in maintenance waits for its
// end.
func EscalateDue(ctx context.Context, tx db.Tx, pager *notify.Pager, limit int) (Escalated, error) {
	// What there is to know is read before anything is locked: who acknowledges one of them
	// waits for as long as it is.
	soon, err := db.PeekDue(ctx, tx, db.DueEscalation, limit)
	if err != nil || len(soon) == 0 {
		return Escalated{}, err
	}
	e, err := newEscalator(ctx, tx, pager, soon)
	if err != nil {
		return Escalated{}, err
	}
	incidents, err := db.LockDue(ctx, tx, db.DueEscalation, limit)
	if err != nil || len(incidents) == 0 {
		return Escalated{}, err
	}
	if !e.knows(incidents) { // another server has those that were to be expected
		if err := e.know(ctx, incidents); err != nil {
			return Escalated{}, err
		}
	}
	e.did.Incidents = len(incidents)
	by := model.System(tx.Environment())
	for _, inc := range incidents {
		due := *inc.Escalation.NextAt
		wait(inc, e.handlings[inc.ServiceID].MaintenanceUntil(tx.Now), tx.Now)
		if inc.MaintenanceUntil == nil {
			e.did.Lags = append(e.did.Lags, tx.Now.Sub(due))
			e.advance(by, inc)
		}
	}
	if err := db.UpdateEscalations(ctx, tx, incidents); err != nil {
		return Escalated{}, err
	}
	return e.did, e.store(ctx, tx)
}

// Escalate runs the next step of the incident's escalation now. A first step that is
// due and has not run yet runs before it. After the last step the next pass begins.
// Without a policy the fallback is told. With an idempotency key that was used in the
// last 24 hours nothing happens, and it returns true.
//
// Faults: Forbidden without the scope incidents:write; NotFound; Conflict unless the
// incident is open, and, naming the other, if it is merged into another, and if the
// idempotency key was used for another request.
func Escalate(ctx context.Context, tx db.Tx, by model.Actor, pager *notify.Pager, in model.EscalateIncidentInput) (_ *model.Incident, replayed bool, _ error) {
	inc, err := lockToChange(ctx, tx, by, in.ID)
	if err != nil {
		return nil, false, err
	}
	in.ClientMutationID = nil // it says nothing of what is asked for
	_, replayed, err = idempotency.Once(ctx, tx, by, "escalateIncident:"+in.ID, in.IdempotencyKey, in, func() (string, error) {
		return inc.ID, escalateNow(ctx, tx, by, pager, inc)
	})
	return inc, replayed, err
}

func escalateNow(ctx context.Context, tx db.Tx, by model.Actor, pager *notify.Pager, inc *model.Incident) error {
	if inc.Status != model.IncidentOpen {
		return fault.New(fault.Conflict, "Incident %s is %s: only an open incident escalates.", inc.ID, inc.Status)
	}
	e, err := newEscalator(ctx, tx, pager, []*model.Incident{inc})
	if err != nil {
		return err
	}
	e.escalate(by, inc)
	if err := db.UpdateEscalations(ctx, tx, []*model.Incident{inc}); err != nil {
		return err
	}
	tx.Wake(db.WorkOnIncidents)
	return e.store(ctx, tx)
}

// escalate runs the next step, whenever it is due.
func (e *escalator) escalate(by model.Actor, inc *model.Incident) {
	course := e.course(inc)
	if course == nil {
		e.tellWithoutPolicy(by, inc)
		return
	}
	at := &inc.Escalation
	if at.Pass == 0 && at.Step == 0 && at.NextAt != nil && !at.NextAt.After(e.tx.Now) {
		e.runStep(model.System(e.env), inc, course)
	}
	at.NextAt = &e.tx.Now
	e.runStep(by, inc, course)
}
