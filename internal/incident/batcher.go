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
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/model"
)

// The size of a Batcher.
const (
	batchSize    = 512              // events in one transaction
	queueSize    = 4096             // events that wait; more wait at the door
	flushTimeout = 30 * time.Second // for one transaction
	raceAttempts = 5
	gatherTurns  = 20 // of the scheduler, without a new event
	plenty       = 32 // events, of which each has little of a transaction's fixed price to pay
)

// Batcher gathers events that come at the same time into one transaction: whatever
// has queued while the last one committed goes into the next. It never waits for
// more, so a lone event is as fast as without it. One event costs a transaction
// its fixed price; many share it.
type Batcher struct {
	db       *db.DB
	log      *slog.Logger
	services *memory[*model.Handling] // by route
	holders  *holders
	queues   map[model.Environment]chan *waiting
	loops    sync.WaitGroup

	// Observe, if it is set before the first event, hears how many events were stored by
	// one transaction.
	Observe func(n int)

	mu     sync.RWMutex // held for reading while an event is queued
	closed bool
}

// waiting are events of one sender, who waits for their outcomes. They are stored in one
// transaction, all or none.
type waiting struct {
	arrivals []Arrival
	outcomes []Outcome
	err      error // why none is stored
	done     chan struct{}
}

// NewBatcher starts a batcher for each environment of d. Close ends it.
func NewBatcher(d *db.DB, log *slog.Logger) *Batcher {
	b := &Batcher{db: d, log: log, services: newMemory[*model.Handling](), holders: newHolders(), queues: map[model.Environment]chan *waiting{}}
	for _, env := range model.Environments {
		queue := make(chan *waiting, queueSize)
		b.queues[env] = queue
		b.loops.Go(func() { b.loop(d.In(env), newGuess(), queue) })
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
	w := &waiting{arrivals: []Arrival{{By: by, Event: event}}, done: make(chan struct{})}
	if err := b.await(ctx, w); err != nil {
		return model.EventResult{}, err
	}
	return w.outcomes[0].Result, w.outcomes[0].Err
}

// SendAll takes in events of one integration in their order, at most as many as a batch
// has, and returns after the commit of the one transaction that stored them all. If one
// of them is refused, none is stored.
//
// Faults: as of the function Send.
func (b *Batcher) SendAll(ctx context.Context, by model.Actor, events []*model.Event) ([]model.EventResult, error) {
	if len(events) == 0 {
		return nil, nil
	}
	if len(events) > batchSize {
		return nil, fault.New(fault.Invalid, "%d events are sent together; the limit is %d.", len(events), batchSize)
	}
	w := &waiting{done: make(chan struct{})}
	for _, event := range events {
		arrival := Arrival{By: by, Event: event}
		if err := arrival.check(); err != nil {
			return nil, err
		}
		w.arrivals = append(w.arrivals, arrival)
	}
	if err := b.await(ctx, w); err != nil {
		return nil, err
	}
	results := make([]model.EventResult, len(events))
	for i, outcome := range w.outcomes {
		if outcome.Err != nil { // the service is gone, which all of them are for
			return nil, outcome.Err
		}
		results[i] = outcome.Result
	}
	return results, nil
}

// await returns when the events are stored, or why they are not.
func (b *Batcher) await(ctx context.Context, w *waiting) error {
	if err := b.enqueue(ctx, w); err != nil {
		return err
	}
	select {
	case <-w.done:
		return w.err
	case <-ctx.Done():
		return ctx.Err() // they may be stored all the same
	}
}

func (b *Batcher) enqueue(ctx context.Context, w *waiting) error {
	b.mu.RLock()
	defer b.mu.RUnlock()
	if b.closed {
		return errClosed
	}
	select {
	case b.queues[w.arrivals[0].By.Environment] <- w:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (b *Batcher) loop(e db.Env, g *guess, queue <-chan *waiting) {
	var next *waiting
	for {
		first := next
		if first == nil {
			var open bool
			if first, open = <-queue; !open {
				return
			}
		}
		var batch []*waiting
		batch, next = gather(first, queue)
		b.flush(e, g, batch)
	}
}

// gather takes what has queued, and returns apart what the batch has no room for. Senders
// that were answered by the last commit send their next events at nearly the same time;
// the first of them would have a transaction for itself if the others, who are ready to
// run, were not let run first. It is a turn of the scheduler and no time that is waited
// for. A batch that has plenty begins at once: the turns of so many senders would be a tenth
// of what their transaction takes.
func gather(first *waiting, queue <-chan *waiting) (batch []*waiting, over *waiting) {
	batch = []*waiting{first}
	size := len(first.arrivals)
	for idle := 0; size < batchSize && idle < gatherTurns; {
		select {
		case next, ok := <-queue:
			if !ok {
				return batch, nil
			}
			if size += len(next.arrivals); size > batchSize {
				return batch, next
			}
			batch = append(batch, next)
			idle = 0
		default:
			if size >= plenty {
				return batch, nil
			}
			idle++
			runtime.Gosched()
		}
	}
	return batch, nil
}

// flush stores a batch and answers its senders. One that fails is stored sender by sender,
// so that one bad event cannot take those of others down with it.
func (b *Batcher) flush(e db.Env, g *guess, batch []*waiting) {
	left, err := b.store(e, g, batch)
	switch {
	case err != nil && len(left) > 1:
		b.log.Error("a batch of events failed; storing them sender by sender", "senders", len(left), "error", err)
		for _, w := range left {
			b.flush(e, g, []*waiting{w})
		}
	case err != nil:
		left[0].err = err
		close(left[0].done)
	}
}

// store stores a batch and answers its senders. It returns those whom it has not answered,
// because of the error: nothing is stored of them.
func (b *Batcher) store(e db.Env, g *guess, batch []*waiting) (left []*waiting, err error) {
	left = batch
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("send: panic: %v\n%s", r, debug.Stack())
		}
	}()
	// The senders' contexts do not count: one that has gone must not end the others.
	ctx, cancel := context.WithTimeout(context.Background(), flushTimeout)
	defer cancel()
	for _, w := range batch {
		for i := range w.arrivals {
			w.arrivals[i].Service, _ = b.services.recall(e, w.arrivals[i].route())
		}
	}
	counted, outcomes, left, err := g.count(ctx, e, batch)
	if err != nil {
		return left, fmt.Errorf("send: %w", err)
	}
	b.answer(ctx, e, counted, outcomes)
	if len(left) == 0 {
		return nil, nil
	}
	var arrivals []Arrival
	for _, w := range left {
		arrivals = append(arrivals, w.arrivals...)
	}
	outcomes, err = g.open(ctx, e, arrivals)
	if err == nil && outcomes == nil {
		outcomes, err = b.lookUpAndStore(ctx, e, arrivals)
	}
	if err != nil {
		return left, fmt.Errorf("send: %w", err)
	}
	b.answer(ctx, e, left, outcomes)
	return nil, nil
}

// answer tells senders what has become of their events, which are stored. If it cannot be read
// who has the incidents, they hear that, and may send again: a wrong answer is worse.
func (b *Batcher) answer(ctx context.Context, e db.Env, senders []*waiting, outcomes []Outcome) {
	if len(senders) == 0 {
		return
	}
	if b.Observe != nil {
		b.Observe(len(outcomes))
	}
	err := b.holders.name(ctx, e, outcomes)
	for _, w := range senders {
		w.outcomes, outcomes, w.err = outcomes[:len(w.arrivals)], outcomes[len(w.arrivals):], err
		close(w.done)
	}
}

// lookUpAndStore stores arrivals in a transaction. When that comes to nothing
// because of another's, it is run again, and no longer believes what is remembered:
// a service may be gone.
func (b *Batcher) lookUpAndStore(ctx context.Context, e db.Env, arrivals []Arrival) ([]Outcome, error) {
	for attempt := 1; ; attempt++ {
		as := readingNow(e)
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
			if arrival.Service == nil && err == nil && read[i].Service != nil {
				b.services.remember(e.Environment(), arrival.route(), read[i].Service, as)
			}
		}
		return outcomes, err
	}
}
