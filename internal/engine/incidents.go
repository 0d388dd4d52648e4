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
	// batch is how many incidents one transaction works on.
	batch = 200
	// postponement is how long an incident that cannot be worked on is left alone.
	postponement = time.Minute
)

// operations are the work on incidents, and what is due when there is some.
var operations = []struct {
	name string
	due  db.Due
	do   func(ctx context.Context, tx db.Tx, pager *notify.Pager, limit int) (int, error)
}{
	{"escalate", db.DueEscalation, incident.EscalateDue},
	{"wake", db.DueSnooze, withoutPager(incident.WakeDue)},
	{"time out", db.DueAckTimeout, withoutPager(incident.TimeOutDue)},
	{"end maintenance", db.DueMaintenance, withoutPager(incident.EndMaintenanceDue)},
}

func withoutPager(do func(context.Context, db.Tx, int) (int, error)) func(context.Context, db.Tx, *notify.Pager, int) (int, error) {
	return func(ctx context.Context, tx db.Tx, _ *notify.Pager, limit int) (int, error) {
		return do(ctx, tx, limit)
	}
}

// work does all that is due of incidents, in turn of each kind and environment, so that
// a storm of one holds up no other. It returns when something is next due.
func (e *Engine) work(ctx context.Context) (*time.Time, error) {
	for busy := true; busy; {
		busy = false
		for _, env := range model.Environments {
			for i := range operations {
				n, err := e.operate(ctx, e.DB.In(env), i)
				if err != nil {
					return nil, err
				}
				busy = busy || n > 0
			}
		}
	}
	var next *time.Time
	for _, env := range model.Environments {
		at, err := db.NextDue(ctx, e.DB.In(env))
		if err != nil {
			return nil, err
		}
		if next == nil || at != nil && at.Before(*next) {
			next = at
		}
	}
	return next, nil
}

// operate does one batch of an operation. If it fails, it is tried with one incident,
// so that one which cannot be worked on does not hold up the others: that is logged, and
// left alone for a while.
func (e *Engine) operate(ctx context.Context, env db.Env, operation int) (int, error) {
	n, err := e.attempt(ctx, env, operation, batch)
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

func (e *Engine) attempt(ctx context.Context, env db.Env, operation, limit int) (n int, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v\n%s", r, debug.Stack())
		}
	}()
	return db.Write(ctx, env, func(ctx context.Context, tx db.Tx) (int, error) {
		return operations[operation].do(ctx, tx, e.Pager, limit)
	})
}
