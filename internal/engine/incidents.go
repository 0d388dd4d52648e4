package engine

import (
	"context"
	"fmt"
	"runtime/debug"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/incident"
	"github.com/opsknight/opsknight/internal/notify"
	"github.com/opsknight/opsknight/model"
)

const (
	// batch is how many incidents one transaction works on, and smallBatch while requests
	// write as well: these are slower as long as it takes. On SQLite they wait, and a
	// transaction costs less beside its rows.
	batch            = 200
	smallBatch       = 50
	smallSQLiteBatch = 25
	// While requests write as well, the engine rests after each batch for so many times
	// as long as it took, and at most so long: an alert storm is taken in before it is
	// taken to people, as it is then when the monitoring tools give up.
	restTimes   = 4
	busyOthers  = 2 // transactions of others since its last batch: one may be what woke it
	longestRest = 500 * time.Millisecond
	// locked is how long what is due is left to whoever has locked it.
	locked = 50 * time.Millisecond
	// postponement is how long an incident that cannot be worked on is left alone.
	postponement = time.Minute
)

// operations are the work on incidents, and what is due when there is some.
var operations = []struct {
	name string
	due  db.Due
	do   func(ctx context.Context, tx db.Tx, pager *notify.Pager, limit int) (incident.Escalated, error)
}{
	{"escalate", db.DueEscalation, incident.EscalateDue},
	{"wake", db.DueSnooze, withoutPager(incident.WakeDue)},
	{"time out", db.DueAckTimeout, withoutPager(incident.TimeOutDue)},
	{"end maintenance", db.DueMaintenance, withoutPager(incident.EndMaintenanceDue)},
}

func withoutPager(do func(context.Context, db.Tx, int) (int, error)) func(context.Context, db.Tx, *notify.Pager, int) (incident.Escalated, error) {
	return func(ctx context.Context, tx db.Tx, _ *notify.Pager, limit int) (incident.Escalated, error) {
		n, err := do(ctx, tx, limit)
		return incident.Escalated{Incidents: n}, err
	}
}

// work does all that is due of incidents, in turn of each kind and environment, so that
// a storm of one holds up no other. It returns when something is next due.
func (e *Engine) work(ctx context.Context) (*time.Time, error) {
	for {
		var next *time.Time
		busy := false
		for _, env := range model.Environments {
			done, at, err := e.round(ctx, e.DB.In(env))
			if err != nil {
				return nil, err
			}
			busy = busy || done
			if next == nil || at != nil && at.Before(*next) {
				next = at
			}
		}
		if !busy {
			return next, nil
		}
	}
}

// round does one batch of each kind of work that is due, and reports whether there was
// any. It returns when something is due that is not yet.
func (e *Engine) round(ctx context.Context, env db.Env) (busy bool, next *time.Time, _ error) {
	dues, err := db.NextDue(ctx, env)
	if err != nil {
		return false, nil, err
	}
	for i, operation := range operations {
		at, ever := dues[operation.due]
		if !ever {
			continue
		}
		if now := e.DB.Now(); !at.After(now) {
			n, err := e.operateAndRest(ctx, env, i)
			if err != nil {
				return false, nil, err
			}
			if n > 0 {
				busy = true
				continue
			}
			at = now.Add(locked) // somebody else has it
		}
		if next == nil || at.Before(*next) {
			next = &at
		}
	}
	return busy, next, nil
}

// operateAndRest does one batch of an operation, and then leaves the database to the
// requests if they use it.
func (e *Engine) operateAndRest(ctx context.Context, env db.Env, operation int) (int, error) {
	began := time.Now() //nolint:forbidigo // measures, and decides nothing that is stored
	n, err := e.operate(ctx, env, operation)
	before := e.commits
	e.commits = e.DB.Commits()
	e.beside = e.commits-before-1 >= busyOthers
	if n == 0 || err != nil || !e.beside {
		return n, err
	}
	rest := time.NewTimer(min(restTimes*time.Since(began), longestRest))
	defer rest.Stop()
	select {
	case <-ctx.Done():
	case <-rest.C:
	}
	return n, nil
}

// operate does one batch of an operation. If it fails, it is tried with one incident,
// so that one which cannot be worked on does not hold up the others: that is logged, and
// left alone for a while.
func (e *Engine) operate(ctx context.Context, env db.Env, operation int) (int, error) {
	n, err := e.attempt(ctx, env, operation, e.most())
	if err == nil || ctx.Err() != nil {
		return n, err
	}
	if n, err = e.attempt(ctx, env, operation, 1); err == nil || ctx.Err() != nil {
		return n, err
	}
	op := operations[operation]
	id, postponeErr := db.Write(ctx, env, func(ctx context.Context, tx db.Tx) (string, error) {
		return db.PostponeDue(ctx, tx, op.due, postponement)
	})
	if postponeErr != nil || id == "" {
		return 0, fmt.Errorf("%s: %w", op.name, err)
	}
	e.Log.ErrorContext(ctx, "an incident cannot be worked on; it is tried again later", "operation", op.name,
		"incident", id, "environment", env.Environment(), "error", err)
	return 1, nil
}

// most is how many incidents the next batch may have.
func (e *Engine) most() int {
	switch {
	case !e.beside:
		return batch
	case e.DB.Postgres():
		return smallBatch
	default:
		return smallSQLiteBatch
	}
}

func (e *Engine) attempt(ctx context.Context, env db.Env, operation, limit int) (n int, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v\n%s", r, debug.Stack())
		}
	}()
	ctx, end := e.DB.Span(ctx, "engine: "+operations[operation].name)
	defer func() { end(err) }()
	did, err := db.Write(ctx, env, func(ctx context.Context, tx db.Tx) (incident.Escalated, error) {
		return operations[operation].do(ctx, tx, e.Pager, limit)
	})
	if err != nil {
		return 0, err
	}
	if e.Observe != nil && did.Incidents > 0 {
		e.Observe(did)
	}
	return did.Incidents, nil
}
