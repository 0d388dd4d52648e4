// Package engine does what is due by itself: it escalates, wakes and times out
// incidents, and sends what the outbox has. Any number of servers may run it on one
// database.
package engine

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/incident"
	"github.com/opsknight/opsknight/internal/notify"
)

const (
	// poll is how often the engine looks for what is due although nothing has told it
	// to: what a server that was killed could not tell the others.
	poll = 5 * time.Second
	// pause is how long it rests after a failure.
	pause = time.Second
)

// Engine does what is due.
type Engine struct {
	DB            *db.DB
	Pager         *notify.Pager
	Notifications *Notifications
	Webhooks      *Webhooks
	Log           *slog.Logger
	Observe       func(incident.Escalated) // hears of each batch that is stored; nil: nobody does

	// Only the loop of incidents uses these.
	commits int64 // of the process, when the last batch was done
	beside  bool  // requests have written while it was
}

// Run does what is due until ctx ends, each kind of work beside the others.
func (e *Engine) Run(ctx context.Context) {
	var loops sync.WaitGroup
	loops.Go(func() { e.loop(ctx, "work on incidents", e.work) })
	loops.Go(func() { e.Notifications.Run(ctx) })
	loops.Go(func() { e.Webhooks.Run(ctx, e.DB.Wakeups(db.WorkOnDeliveries)) })
	loops.Go(func() { e.keepUp(ctx) })
	loops.Wait()
}

// Tick does all that is due now, and returns when there is nothing left.
func (e *Engine) Tick(ctx context.Context) error {
	if _, err := e.work(ctx); err != nil {
		return err
	}
	for {
		n, err := e.Notifications.Deliver(ctx)
		if err != nil {
			return err
		}
		if n == 0 {
			_, err = e.Webhooks.Deliver(ctx)
			return err
		}
	}
}

// loop does work whenever a transaction has made something due, at the time that the
// work says, and now and then.
func (e *Engine) loop(ctx context.Context, name string, work func(context.Context) (next *time.Time, err error)) {
	wakeups := e.DB.Wakeups(db.WorkOnIncidents)
	for {
		wait := poll
		next, err := work(ctx)
		if ctx.Err() != nil {
			return
		}
		if err != nil {
			e.Log.ErrorContext(ctx, name, "error", err)
			wait = pause
		} else if next != nil {
			wait = min(wait, max(0, next.Sub(e.DB.Now())))
		}
		if !sleep(ctx, wait, wakeups) {
			return
		}
	}
}

// sleep waits for a time, or until something wakes it; false: ctx has ended.
func sleep(ctx context.Context, wait time.Duration, wakeups <-chan struct{}) bool {
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
	case <-wakeups:
	}
	return true
}
