// Package feed tells of changes to incidents as they are committed, to whoever listens in
// this process: here or on another server of the database, in one order, none missed and
// none told twice. It reads the timelines once for all listeners.
package feed

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/model"
)

const (
	// batch is how many lines are read at once.
	batch = 500
	// most is how many changes may wait for a listener that takes them more slowly than
	// they come.
	most = 1000
	// soon is when lines are looked for again that a running transaction holds back.
	soon = 10 * time.Millisecond
	// atLeast is how often lines are looked for without a signal: one may be lost.
	atLeast = 2 * time.Second
)

// Feed has the listeners of one process.
type Feed struct {
	db  *db.DB
	log *slog.Logger

	mu      sync.Mutex
	streams map[model.Environment]*stream
	ended   bool
	stopped chan struct{}
}

// stream is what is read of one environment, for its listeners.
type stream struct {
	env       db.Env
	at        model.Position // what was read so far
	listeners map[*Listener]struct{}
	joined    chan struct{} // there is a first listener
}

// New returns the feed of d. Run makes it tell.
func New(d *db.DB, log *slog.Logger) *Feed {
	f := &Feed{db: d, log: log, streams: map[model.Environment]*stream{}, stopped: make(chan struct{})}
	for _, env := range model.Environments {
		f.streams[env] = &stream{env: d.In(env), listeners: map[*Listener]struct{}{}, joined: make(chan struct{}, 1)}
	}
	return f
}

// Run tells of changes until ctx ends, and then ends all listening.
func (f *Feed) Run(ctx context.Context) {
	var group sync.WaitGroup
	for _, s := range f.streams {
		grown := f.db.Growths()
		group.Go(func() { f.run(ctx, s, grown) })
	}
	group.Wait()
	f.mu.Lock()
	defer f.mu.Unlock()
	f.ended = true
	close(f.stopped)
	for _, s := range f.streams {
		for l := range s.listeners {
			l.end(errStopping)
		}
	}
}

// Listening is how many are told of changes as they come.
func (f *Feed) Listening() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	n := 0
	for _, s := range f.streams {
		n += len(s.listeners)
	}
	return n
}

// Stopped is closed when nothing more is told, because the server is stopping.
func (f *Feed) Stopped() <-chan struct{} { return f.stopped }

// run reads what is new of one environment, as long as somebody listens.
func (f *Feed) run(ctx context.Context, s *stream, grown <-chan struct{}) {
	wait := time.NewTimer(atLeast)
	defer wait.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-s.joined:
		case <-grown:
		case <-wait.C:
		}
		wait.Reset(f.read(ctx, s))
	}
}

// read tells the listeners what is new, and returns after which time to look again.
func (f *Feed) read(ctx context.Context, s *stream) time.Duration {
	for {
		f.mu.Lock()
		from, nobody := s.at, len(s.listeners) == 0
		f.mu.Unlock()
		if nobody {
			return atLeast
		}
		changes, pending, err := read(ctx, s.env, from)
		if err != nil {
			if ctx.Err() == nil {
				f.log.ErrorContext(ctx, "tell of changes to incidents", "environment", s.env.Environment(), "error", err)
			}
			return atLeast
		}
		f.tell(s, changes)
		if len(changes) == 0 {
			if pending {
				return soon
			}
			return atLeast
		}
	}
}

func (f *Feed) tell(s *stream, changes []*model.IncidentChange) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, change := range changes {
		s.at = change.Position
		for l := range s.listeners {
			if !l.offer(change) {
				delete(s.listeners, l)
			}
		}
	}
}

// read returns the changes after a position, with the incidents as they are now. A line
// whose incident is gone tells of nothing that could be shown.
func read(ctx context.Context, r db.Reader, from model.Position) (changes []*model.IncidentChange, pending bool, _ error) {
	lines, pending, err := db.FeedAfter(ctx, r, from, batch)
	if err != nil || len(lines) == 0 {
		return nil, pending, err
	}
	ids := make([]string, len(lines))
	for i, line := range lines {
		ids[i] = line.Event.IncidentID
	}
	incidents, err := db.IncidentsByID(ctx, r, ids)
	if err != nil {
		return nil, false, err
	}
	for _, line := range lines {
		changes = append(changes, model.NewIncidentChange(line.Event, incidents[line.Event.IncidentID], line.Position))
	}
	return changes, pending, nil
}

var (
	errStopping = fault.New(fault.Internal, "The server is stopping: subscribe again, from the cursor of the last change.")
	errTooSlow  = fault.New(fault.RateLimited, "Changes come faster than this client takes them, and %d wait: subscribe again, from the cursor of the last change.", most)
)
