// Package ratelimit counts requests in a sliding window of 60 seconds: exactly on
// one server, and within a tenth for several servers on one database together.
package ratelimit

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"github.com/hashicorp/golang-lru/v2/simplelru"

	"github.com/opsknight/opsknight/db"
)

// Window is the time in which requests are counted.
const Window = time.Minute

// Kind is a kind of request, each with a limit of its own.
type Kind string

// The kinds of the API reference, "Rate Limits".
const (
	Events Kind = "events"
	Reads  Kind = "reads"
	Writes Kind = "writes"
)

// Limits are requests a minute by kind; 0 is no limit.
type Limits struct{ Events, Reads, Writes int }

// Of returns the limit of one kind.
func (l Limits) Of(kind Kind) int {
	switch kind {
	case Events:
		return l.Events
	case Reads:
		return l.Reads
	case Writes:
		return l.Writes
	}
	return l.Reads
}

// Result is what a request's counting told.
type Result struct {
	Allowed    bool
	Limit      int // 0: no limit, and nothing else is set
	Remaining  int
	Reset      time.Time     // when the oldest counted request no longer counts
	RetryAfter time.Duration // if not Allowed: whole seconds, at least one
}

// mostSubjects bounds the memory of a Limiter. The one that was idle longest is
// forgotten first.
const mostSubjects = 50_000

// Limiter counts the requests of many subjects.
type Limiter struct {
	now    func() time.Time
	leases *leases // nil: this is the only server

	mu      sync.Mutex
	windows *simplelru.LRU[string, *window]
}

// New returns a limiter. If d is a database that several servers may share, they
// hold the limits together.
func New(d *db.DB, log *slog.Logger) *Limiter {
	windows, err := simplelru.NewLRU[string, *window](mostSubjects, nil)
	if err != nil {
		panic(err) // the size is positive
	}
	l := &Limiter{now: func() time.Time { return d.Now() }, windows: windows}
	if d.Postgres() {
		l.leases = newLeases(d, log)
	}
	return l
}

// Take counts one request of the subject, and says whether its limit allows it.
// A request that is refused is not counted.
func (l *Limiter) Take(ctx context.Context, subject string, limit int) Result {
	if limit <= 0 {
		return Result{Allowed: true}
	}
	for {
		l.mu.Lock()
		now := l.now()
		w := l.window(subject)
		w.trim(now)
		if w.count >= limit || now.Before(w.deniedUntil) {
			defer l.mu.Unlock()
			return w.result(now, limit, false)
		}
		if l.leases == nil || w.spend(now) {
			defer l.mu.Unlock()
			w.add(now, limit)
			return w.result(now, limit, true)
		}
		leasing := w.leasing
		if leasing == nil {
			w.leasing = make(chan struct{})
		}
		l.mu.Unlock()
		if leasing == nil {
			l.lease(ctx, subject, w, limit)
			continue
		}
		select {
		case <-leasing: // another request asks for the share of this one too
		case <-ctx.Done():
			return Result{Limit: limit, Reset: now.Add(Window), RetryAfter: time.Second}
		}
	}
}

// Peek says what Take would, and counts nothing.
func (l *Limiter) Peek(subject string, limit int) Result {
	if limit <= 0 {
		return Result{Allowed: true}
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	w := l.window(subject)
	w.trim(now)
	return w.result(now, limit, w.count < limit && !now.Before(w.deniedUntil))
}

func (l *Limiter) window(subject string) *window {
	w, ok := l.windows.Get(subject)
	if !ok {
		w = &window{}
		l.windows.Add(subject, w)
	}
	return w
}
