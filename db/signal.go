package db

import (
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5"
)

// What a transaction may mean for work that goes on beside requests: something is due,
// or what people set up has changed. This process hears of its own transactions at
// once; the other servers on one PostgreSQL by NOTIFY, sent after the commit: inside
// the transaction it would take a lock of the whole server at each commit.
const (
	signalChannel = "opsknight"
	signalDue     = "due"
	signalSetup   = "setup"
	signalLines   = "lines"
	// signalPause is the least time between two NOTIFYs of one process.
	signalPause = 50 * time.Millisecond
	// listenPause is how long a lost listener waits before it connects again.
	listenPause = time.Second
)

// Work is what can be due: kinds of it, of which each has its own loop in the engine. To look
// for what is not there costs more than to take in an event.
type Work uint8

// The kinds of work.
const (
	WorkOnIncidents Work = 1 << iota
	WorkOnNotifications
	WorkOnDeliveries

	allWork = WorkOnIncidents | WorkOnNotifications | WorkOnDeliveries
)

// workNames are the kinds as other servers are told of them, after signalDue. Without any,
// as servers before did it, each may be meant.
var workNames = map[Work]string{WorkOnIncidents: "incidents", WorkOnNotifications: "notifications", WorkOnDeliveries: "deliveries"}

// effects are what a transaction has done that others wait to hear of.
type effects struct {
	due          Work
	setup, lines bool
}

// add adds what else was done.
func (e *effects) add(more effects) {
	e.due |= more.due
	e.setup = e.setup || more.setup
	e.lines = e.lines || more.lines
}

// Wake tells the engines, once tx has committed, that there is something to do.
func (tx Tx) Wake(what Work) { tx.effects.due |= what }

// signals are what one process knows of changes.
type signals struct {
	setup   atomic.Int64 // grows whenever what people set up may have changed
	commits atomic.Int64 // of this process

	mu      sync.Mutex
	wakeups map[Work][]chan struct{} // of something that is due
	growths []chan struct{}          // of timelines
	pending effects                  // not yet told to other processes
	tell    chan struct{}            // there is something to tell them
}

func newSignals() *signals {
	return &signals{wakeups: map[Work][]chan struct{}{}, tell: make(chan struct{}, 1)}
}

// happened takes note of effects, of this process or of another.
func (s *signals) happened(what effects) {
	if what.setup {
		s.setup.Add(1)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for work := range workNames {
		if what.due&work != 0 {
			pokeAll(s.wakeups[work])
		}
	}
	if what.lines {
		pokeAll(s.growths)
	}
}

// committed takes note of the effects of a transaction of this process.
func (d *DB) committed(what effects) {
	d.signals.commits.Add(1)
	if what == (effects{}) {
		return
	}
	d.signals.happened(what)
	if !d.postgres {
		return
	}
	d.signals.mu.Lock()
	defer d.signals.mu.Unlock()
	d.signals.pending.add(what)
	poke(d.signals.tell)
}

func pokeAll(all []chan struct{}) {
	for _, c := range all {
		poke(c)
	}
}

func poke(c chan<- struct{}) {
	select {
	case c <- struct{}{}:
	default: // it knows already
	}
}

// SetupVersion grows whenever what people set up may have changed, here or on another
// server: what was read before may be stale.
func (d *DB) SetupVersion() int64 { return d.signals.setup.Load() }

// Commits counts the transactions of this process that have committed: how busy it is.
func (d *DB) Commits() int64 { return d.signals.commits.Load() }

// Wakeups returns a channel that has something in it whenever a transaction has made
// work of one kind due since it was last read.
func (d *DB) Wakeups(work Work) <-chan struct{} {
	return d.signals.hear(func(s *signals, c chan struct{}) { s.wakeups[work] = append(s.wakeups[work], c) })
}

// Growths returns a channel that has something in it whenever a transaction has added
// lines to timelines since it was last read, here or on another server.
func (d *DB) Growths() <-chan struct{} {
	return d.signals.hear(func(s *signals, c chan struct{}) { s.growths = append(s.growths, c) })
}

func (s *signals) hear(add func(s *signals, c chan struct{})) <-chan struct{} {
	c := make(chan struct{}, 1)
	s.mu.Lock()
	defer s.mu.Unlock()
	add(s, c)
	return c
}

// RunSignals exchanges signals with the other servers on the database until ctx ends;
// directURL is that of PostgreSQL itself where the database is opened through a pooler
// that cannot LISTEN, else "". SQLite has one server, and nothing to exchange.
func (d *DB) RunSignals(ctx context.Context, directURL string, log *slog.Logger) {
	if !d.postgres {
		return
	}
	if directURL == "" {
		directURL = d.url
	}
	var both sync.WaitGroup
	both.Go(func() { d.tellOthers(ctx, log) })
	both.Go(func() { d.hearOthers(ctx, directURL, log) })
	both.Wait()
}

func (d *DB) tellOthers(ctx context.Context, log *slog.Logger) {
	pause := time.NewTicker(signalPause)
	defer pause.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-d.signals.tell:
		}
		if err := d.notify(ctx); err != nil && ctx.Err() == nil {
			log.WarnContext(ctx, "notify the other servers", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-pause.C:
		}
	}
}

// notify sends what has gathered. What fails is not sent again: the others look by
// themselves from time to time.
func (d *DB) notify(ctx context.Context) error {
	d.signals.mu.Lock()
	what := d.signals.pending
	d.signals.pending = effects{}
	d.signals.mu.Unlock()
	_, err := d.writer.ExecContext(ctx, "SELECT pg_notify(?, ?)", signalChannel, strings.Join(append([]string{d.node}, what.words()...), " "))
	return err
}

// words are the effects as other servers are told of them.
func (e effects) words() []string {
	var words []string
	if e.due != 0 {
		words = append(words, signalDue)
	}
	for work, name := range workNames {
		if e.due&work != 0 {
			words = append(words, name)
		}
	}
	if e.setup {
		words = append(words, signalSetup)
	}
	if e.lines {
		words = append(words, signalLines)
	}
	return words
}

func (d *DB) hearOthers(ctx context.Context, url string, log *slog.Logger) {
	for ctx.Err() == nil {
		err := d.listen(ctx, url)
		if ctx.Err() != nil {
			return
		}
		log.WarnContext(ctx, "listening to the other servers; connecting again", "error", err)
		select {
		case <-ctx.Done():
		case <-time.After(listenPause):
		}
	}
}

// listen hears the other servers until the connection is lost.
func (d *DB) listen(ctx context.Context, url string) error {
	conn, err := pgx.Connect(ctx, url)
	if err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	defer func() { _ = conn.Close(context.WithoutCancel(ctx)) }()
	if _, err := conn.Exec(ctx, "LISTEN "+signalChannel); err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	// Nobody knows what was said before.
	d.signals.happened(effects{due: allWork, setup: true, lines: true})
	for {
		said, err := conn.WaitForNotification(ctx)
		if err != nil {
			return fmt.Errorf("listen: %w", err)
		}
		if what, other := d.heard(said.Payload); other {
			d.signals.happened(what)
		}
	}
}

// heard reads a signal, unless this process itself has sent it.
func (d *DB) heard(payload string) (what effects, other bool) {
	node, text, _ := strings.Cut(payload, " ")
	words := strings.Fields(text)
	for work, name := range workNames {
		if slices.Contains(words, name) {
			what.due |= work
		}
	}
	if what.due == 0 && slices.Contains(words, signalDue) {
		what.due = allWork
	}
	what.setup, what.lines = slices.Contains(words, signalSetup), slices.Contains(words, signalLines)
	return what, node != d.node
}

// newNode names this process among the servers on a database.
func newNode() string { return rand.Text() }
