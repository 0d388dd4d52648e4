package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/pgdialect"
)

// A replica of PostgreSQL answers what may be a moment old. Whatever is wrong with it, the
// primary answers instead: it costs time and no answer.

const (
	// MaxReplicaLag is how far a replica may be behind to be read from.
	MaxReplicaLag = 5 * time.Second
	// replicaChecks is how often a replica is looked at.
	replicaChecks = time.Second
	// replicaCheck is how long a look may take.
	replicaCheck = 2 * time.Second
	// replicaMarks is how many places in the primary's log are remembered: an hour of looks.
	replicaMarks = 3600
)

// replica is a replica of the database, and what is known of it.
type replica struct {
	pool *sql.DB
	// reads is the primary as Bun sees it, but that what it selects is read from the replica
	// while that is fit.
	reads *bun.DB

	fit          atomic.Pointer[fitness] // nil: it is not read from
	taken, asked atomic.Int64            // statements that it has answered, and those that it might have
	failed       atomic.Pointer[error]   // the last that it has not answered, for the log

	state atomic.Pointer[ReplicaState]
	look  sync.Mutex // that goes on
	marks []mark
}

// fitness is a time in which a replica is fit. Whoever still waits for its answer when that is
// over asks the primary.
type fitness struct {
	lost context.Context
	lose context.CancelFunc
}

// mark says where the primary's log ended at a time.
type mark struct {
	at  time.Time
	end int64 // bytes
}

// ReplicaState is what is known of a replica.
type ReplicaState struct {
	Fit   bool          // it is read from
	Why   string        // it is not, for a person who may not see addresses
	Lag   time.Duration // everything that the primary had so long ago the replica has
	Taken int64         // statements that the replica has answered
	Asked int64         // statements that it might have answered: the primary has answered the rest
}

// ReadFrom has what may be a moment old read from a replica of the database at url:
// postgres://…. It is called before anything else uses the database. Nothing is read from
// the replica before CheckReplica has found it fit, so that it need not answer yet.
func (d *DB) ReadFrom(url string) error {
	if !d.postgres {
		return errors.New("a SQLite file has no replica: read from one of PostgreSQL, or from none")
	}
	if !IsPostgres(url) {
		return errors.New("a replica is named by postgres://…")
	}
	pool, err := postgresPool(url)
	if err != nil {
		return fmt.Errorf("open replica: %w", err)
	}
	d.replica = &replica{pool: pool}
	d.replica.state.Store(&ReplicaState{Why: "nobody has looked at it yet"})
	d.replica.reads = bun.NewDB(d.writer.DB, pgdialect.New(), bun.WithConnResolver(resolver{d.replica, d.writer.DB}))
	return nil
}

// FromReplica returns e as it was a moment ago: read from the replica, if there is one and
// it is fit. Nothing that somebody has just changed is read so.
func (e Env) FromReplica() Env {
	e.old = e.replica != nil
	return e
}

// resolver is what Bun asks where to send a statement. Its own one knows no lag, and goes on
// asking a replica that does not answer.
type resolver struct {
	*replica
	primary *sql.DB
}

// ResolveConn implements bun.ConnResolver; nil: the primary.
func (r resolver) ResolveConn(_ context.Context, query bun.Query) bun.IConn {
	if !bun.IsReadOnlyQuery(query) {
		return nil
	}
	return r.conn(r.primary)
}

// conn is where a SELECT is sent.
func (r *replica) conn(primary *sql.DB) bun.IConn {
	r.asked.Add(1)
	if fit := r.fit.Load(); fit != nil {
		return failover{resolver{r, primary}, fit}
	}
	return primary
}

// Close implements bun.ConnResolver. Whoever has opened the pools closes them.
func (resolver) Close() error { return nil }

// failover asks the replica, and the primary if that does not answer.
type failover struct {
	resolver
	fit *fitness
}

// QueryContext implements bun.IConn.
func (f failover) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	within, here := f.fit.within(ctx)
	rows, err := f.pool.QueryContext(within, query, args...)
	here()
	if f.answered(ctx, err) {
		return rows, err
	}
	return f.primary.QueryContext(ctx, query, args...)
}

// QueryRowContext implements bun.IConn.
func (f failover) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	within, here := f.fit.within(ctx)
	row := f.pool.QueryRowContext(within, query, args...)
	here()
	if f.answered(ctx, row.Err()) {
		return row
	}
	return f.primary.QueryRowContext(ctx, query, args...)
}

// ExecContext implements bun.IConn. Nothing that it runs is read from.
func (f failover) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	return f.primary.ExecContext(ctx, query, args...)
}

// answered reports whether the replica's answer counts. Whatever has failed is asked of the
// primary: a statement that is wrong fails there too, and one that needs what a migration
// has just made does not.
func (f failover) answered(ctx context.Context, err error) bool {
	if err == nil {
		f.taken.Add(1)
		return true
	}
	if ctx.Err() != nil { // who asks has gone
		return true
	}
	f.failed.Store(&err)
	f.replica.fit.CompareAndSwap(f.fit, nil) // until it is looked at again
	return false
}

// within returns ctx, which ends also if the replica is lost before here is called: with the
// first rows an answer is there.
func (f *fitness) within(ctx context.Context) (within context.Context, here func()) {
	within, end := context.WithCancel(ctx)
	stop := context.AfterFunc(f.lost, end)
	return within, func() { stop() }
}

// CheckReplica looks whether the replica is fit to be read from, and returns what is known of
// it; nil: there is none. The error says more, for the log.
func (d *DB) CheckReplica(ctx context.Context) (*ReplicaState, error) {
	if d.replica == nil {
		return nil, nil
	}
	ctx, cancel := context.WithTimeout(ctx, replicaCheck)
	defer cancel()
	r := d.replica
	r.look.Lock()
	defer r.look.Unlock()
	lag, why, err := r.compare(ctx, d.writer.DB, d.Now())
	if err != nil {
		lag, why = r.state.Load().Lag, "it does not answer"
	}
	r.state.Store(&ReplicaState{Fit: why == "", Why: why, Lag: lag})
	switch fit := r.fit.Load(); {
	case fit == nil && why == "":
		lost, lose := context.WithCancel(context.Background())
		r.fit.Store(&fitness{lost, lose})
	case fit != nil && why != "":
		r.fit.Store(nil)
		fit.lose()
	}
	return d.ReplicaState(), err
}

// compare returns how far the replica is behind, and why it is not fit; "": it is.
func (r *replica) compare(ctx context.Context, primary *sql.DB, now time.Time) (lag time.Duration, why string, _ error) {
	here, err := placeOf(ctx, primary, "pg_current_wal_lsn()")
	if err != nil {
		return 0, "", fmt.Errorf("look where the primary is: %w", err)
	}
	r.remember(mark{now, here.end})
	there, err := placeOf(ctx, r.pool, "pg_last_wal_replay_lsn()")
	if err != nil {
		return 0, "", fmt.Errorf("look where the replica is: %w", err)
	}
	if !there.follows || there.cluster != here.cluster || there.database != here.database {
		return 0, "it is no replica of this database", nil
	}
	passed := r.passed(there.end)
	if lag = now.Sub(r.marks[0].at); !passed || lag > MaxReplicaLag {
		return lag, "it is behind", nil
	}
	return lag, "", nil
}

// place is where a server is.
type place struct {
	cluster  int64 // which it shares with its replicas
	database string
	follows  bool  // it is a replica
	end      int64 // of its log, or of what it has done of its primary's: bytes
}

func placeOf(ctx context.Context, server *sql.DB, end string) (p place, _ error) {
	err := server.QueryRowContext(ctx, "SELECT system_identifier, current_database(), pg_is_in_recovery(), COALESCE(pg_wal_lsn_diff("+end+", '0/0'), 0)::bigint FROM pg_control_system()").
		Scan(&p.cluster, &p.database, &p.follows, &p.end)
	return p, err
}

// remember adds a mark. A log that ends before it did is that of another primary.
func (r *replica) remember(m mark) {
	if n := len(r.marks); n > 0 && m.end < r.marks[n-1].end {
		r.marks = nil
	}
	if len(r.marks) == replicaMarks {
		r.marks = r.marks[1:]
	}
	r.marks = append(r.marks, m)
}

// passed forgets the marks before the last one that the replica has passed, and reports
// whether there is one.
func (r *replica) passed(end int64) bool {
	last := -1
	for i, m := range r.marks {
		if m.end <= end {
			last = i
		}
	}
	if last < 0 {
		return false
	}
	r.marks = append([]mark(nil), r.marks[last:]...)
	return true
}

// ReplicaState returns what is known of the replica; nil: there is none.
func (d *DB) ReplicaState() *ReplicaState {
	if d.replica == nil {
		return nil
	}
	state := *d.replica.state.Load()
	state.Taken = d.replica.taken.Load() // before those that were asked, which are no fewer
	state.Asked = d.replica.asked.Load()
	return &state
}

// RunReplica looks at the replica, if there is one, until ctx ends, and logs whenever it
// begins or ceases to be read from.
func (d *DB) RunReplica(ctx context.Context, log *slog.Logger) {
	if d.replica == nil {
		return
	}
	ticker := time.NewTicker(replicaChecks)
	defer ticker.Stop()
	told := ""
	for first := true; ; first = false {
		state, err := d.CheckReplica(ctx)
		switch {
		case ctx.Err() != nil:
			return
		case state.Fit && (first || told != ""):
			log.InfoContext(ctx, "the replica is read from")
		case !state.Fit && state.Why != told:
			log.WarnContext(ctx, "the replica is not read from", "why", state.Why, "lag", state.Lag.String(), "error", err)
		}
		if failed := d.replica.failed.Swap(nil); failed != nil && state.Fit {
			log.WarnContext(ctx, "a statement has failed on the replica", "error", *failed)
		}
		told = state.Why
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}
