package incident

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"runtime/debug"
	"slices"
	"sync"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/model"
)

// The size of a Batcher.
const (
	batchSize    = 512              // events in one transaction
	queueSize    = 4096             // events that wait; more wait at the door
	flushTimeout = 30 * time.Second // for one transaction
	raceAttempts = 5
	gatherTurns  = 20 // of the scheduler, without a new event
)

// Batcher gathers events that come at the same time into one transaction: whatever
// has queued while the last one committed goes into the next. It never waits for
// more, so a lone event is as fast as without it. One event costs a transaction
// its fixed price; many share it.
type Batcher struct {
	db       *db.DB
	log      *slog.Logger
	services *serviceMemory
	queues   map[model.Environment]chan *waiting
	loops    sync.WaitGroup

	// Observe, if it is set before the first event, hears how many events were stored by
	// one transaction.
	Observe func(n int)

	mu     sync.RWMutex // held for reading while an event is queued
	closed bool
}

// waiting is an event whose sender waits for its outcome.
type waiting struct {
	arrival Arrival
	outcome Outcome
	done    chan struct{}
}

// NewBatcher starts a batcher for each environment of d. Close ends it.
func NewBatcher(d *db.DB, log *slog.Logger) *Batcher {
	b := &Batcher{db: d, log: log, services: newServiceMemory(), queues: map[model.Environment]chan *waiting{}}
	for _, env := range model.Environments {
		queue := make(chan *waiting, queueSize)
		b.queues[env] = queue
		b.loops.Go(func() { b.loop(d.In(env), newOpening(), queue) })
	}
	return b
}

// Close takes no more events, and returns when those that were taken are stored.
func (b *Batcher) Close() {
	b.mu.Lock()
	closed := b.closed
	b.closed = true
	b.mu.Unlock()
	if !closed {
		for _, queue := range b.queues {
			close(queue)
		}
	}
	b.loops.Wait()
}

var errClosed = errors.New("the server is stopping")

// Send takes in one event, and returns after the commit of the transaction that
// stored it.
//
// Faults: as of the function Send.
func (b *Batcher) Send(ctx context.Context, by model.Actor, event *model.Event) (model.EventResult, error) {
	w := &waiting{arrival: Arrival{By: by, Event: event}, done: make(chan struct{})}
	if err := b.enqueue(ctx, w); err != nil {
		return model.EventResult{}, err
	}
	select {
	case <-w.done:
		return w.outcome.Result, w.outcome.Err
	case <-ctx.Done():
		return model.EventResult{}, ctx.Err() // it may be stored all the same
	}
}

func (b *Batcher) enqueue(ctx context.Context, w *waiting) error {
	b.mu.RLock()
	defer b.mu.RUnlock()
	if b.closed {
		return errClosed
	}
	select {
	case b.queues[w.arrival.By.Environment] <- w:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (b *Batcher) loop(e db.Env, o *opening, queue <-chan *waiting) {
	for first := range queue {
		b.flush(e, o, gather(first, queue))
	}
}

// gather takes what has queued. Senders that were answered by the last commit send
// their next events at nearly the same time; the first of them would have a
// transaction for itself if the others, who are ready to run, were not let run
// first. It is a turn of the scheduler and no time that is waited for.
func gather(first *waiting, queue <-chan *waiting) []*waiting {
	batch := []*waiting{first}
	for idle := 0; len(batch) < batchSize && idle < gatherTurns; {
		select {
		case next, ok := <-queue:
			if !ok {
				return batch
			}
			batch = append(batch, next)
			idle = 0
		default:
			idle++
			runtime.Gosched()
		}
	}
	return batch
}

// flush stores a batch. One that fails is stored event by event, so that one bad
// event cannot take others down with it.
func (b *Batcher) flush(e db.Env, o *opening, batch []*waiting) {
	err := b.store(e, o, batch)
	if err != nil && len(batch) > 1 {
		b.log.Error("a batch of events failed; storing them one by one", "events", len(batch), "error", err)
		for _, w := range batch {
			b.flush(e, o, []*waiting{w})
		}
		return
	}
	for _, w := range batch {
		if err != nil {
			w.outcome = Outcome{Err: err}
		}
		close(w.done)
	}
}

func (b *Batcher) store(e db.Env, o *opening, batch []*waiting) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("send: panic: %v\n%s", r, debug.Stack())
		}
	}()
	// The senders' contexts do not count: one that has gone must not end the others.
	ctx, cancel := context.WithTimeout(context.Background(), flushTimeout)
	defer cancel()
	arrivals := make([]Arrival, len(batch))
	for i, w := range batch {
		arrivals[i] = w.arrival
		arrivals[i].Service = b.services.recall(e, w.arrival)
	}
	outcomes, err := o.try(ctx, e, arrivals)
	if err == nil && outcomes == nil {
		outcomes, err = b.lookUpAndStore(ctx, e, arrivals)
	}
	if err != nil {
		return fmt.Errorf("send: %w", err)
	}
	for i, w := range batch {
		w.outcome = outcomes[i]
	}
	if b.Observe != nil {
		b.Observe(len(batch))
	}
	return nil
}

// lookUpAndStore stores arrivals in a transaction. When that comes to nothing
// because of another's, it is run again, and no longer believes what is remembered:
// a service may be gone.
func (b *Batcher) lookUpAndStore(ctx context.Context, e db.Env, arrivals []Arrival) ([]Outcome, error) {
	for attempt := 1; ; attempt++ {
		began, setup := e.Now(), e.SetupVersion()
		read := slices.Clone(arrivals)
		outcomes, err := db.Write(ctx, e, func(ctx context.Context, tx db.Tx) ([]Outcome, error) {
			return Send(ctx, tx, read)
		})
		if errors.Is(err, errRaced) && attempt < raceAttempts {
			for i := range arrivals {
				arrivals[i].Service = nil
			}
			continue
		}
		for i, arrival := range arrivals {
			if arrival.Service == nil && err == nil {
				b.services.remember(e.Environment(), read[i], began, setup)
			}
		}
		return outcomes, err
	}
}
