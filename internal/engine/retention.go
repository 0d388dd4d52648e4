package engine

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/model"
)

const (
	// forgetEvery is how often a server looks for what is too old.
	forgetEvery = time.Hour
	// mostForgotten is how many rows are looked at together, and deleted by one transaction.
	// They are few, as on SQLite nobody else writes meanwhile.
	mostForgotten = 200
)

// Retention deletes what was over for longer than it is kept. Any number of servers may do
// so on one database: they share the work.
type Retention struct {
	DB      *db.DB
	Keep    map[db.History]time.Duration // what is not in it is kept for ever
	Log     *slog.Logger
	Observe func(what string, n int) // hears how many rows were deleted; nil: nobody does
}

// Run deletes what is too old, now and then, until ctx ends.
func (r *Retention) Run(ctx context.Context) {
	for len(r.Keep) > 0 {
		began := r.DB.Now()
		forgotten, err := r.Forget(ctx)
		if ctx.Err() != nil {
			return
		}
		if err != nil {
			r.Log.ErrorContext(ctx, "delete what is too old", "error", err)
		}
		for what, n := range forgotten {
			r.Log.InfoContext(ctx, "deleted what is too old", "what", what, "rows", n, "took", r.DB.Now().Sub(began).Round(time.Millisecond).String())
		}
		if !sleep(ctx, forgetEvery, nil) {
			return
		}
	}
}

// Forget deletes all that is too old now, and returns how many rows of what there were. What
// fails of one kind does not keep the others.
func (r *Retention) Forget(ctx context.Context) (map[db.History]int, error) {
	forgotten := map[db.History]int{}
	var failed error
	for _, what := range db.Histories {
		keep, limited := r.Keep[what]
		if !limited {
			continue
		}
		for _, env := range model.Environments {
			n, err := r.forget(ctx, r.DB.In(env), what, r.DB.Now().Add(-keep))
			if n > 0 {
				forgotten[what] += n
			}
			if ctx.Err() != nil {
				return forgotten, ctx.Err()
			}
			failed = errors.Join(failed, err)
		}
	}
	return forgotten, failed
}

func (r *Retention) forget(ctx context.Context, e db.Env, what db.History, before time.Time) (int, error) {
	all := 0
	for after := ""; ; {
		began := r.DB.Now()
		old, last, err := db.OldRows(ctx, e, what, before, after, mostForgotten)
		if err != nil {
			return all, err
		}
		if len(old) > 0 { // or nobody is kept from writing
			n, err := db.Write(ctx, e, func(ctx context.Context, tx db.Tx) (int, error) { return db.Forget(ctx, tx, what, before, old) })
			if err != nil {
				return all, err
			}
			all += n
			if r.Observe != nil {
				r.Observe(string(what), n)
			}
		}
		// It rests for as long as it has worked: others have the database for half of the time,
		// and for longer when it is slow.
		if after = last; after == "" || !sleep(ctx, r.DB.Now().Sub(began), nil) {
			return all, ctx.Err()
		}
	}
}
