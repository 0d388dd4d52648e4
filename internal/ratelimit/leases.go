package ratelimit

import (
	"context"
	"crypto/rand"
	"log/slog"
	"strconv"
	"time"

	"github.com/opsknight/opsknight/db"
)

// Servers on one database hold a limit together by leasing shares of it. A server
// that wants to let requests through asks for a block of them in one transaction,
// in which it also tells what it has let through itself; the grant is what the
// limit leaves beside what all others have used and been granted. Within its block
// it asks nobody, so a request costs a statement only once in many. A block that
// is not used up is given back after a moment.
const (
	blockShare  = 20 // a block is this part of the limit, and at least 1
	grantLife   = 10 * time.Second
	returnAfter = 2 * time.Second
	denyFor     = time.Second // before asking again when nothing was left
	leaseTime   = 2 * time.Second
)

// leases is how a limiter shares its limits with other servers.
type leases struct {
	db   *db.DB
	log  *slog.Logger
	node string // this process
}

func newLeases(d *db.DB, log *slog.Logger) *leases {
	return &leases{db: d, log: log, node: rand.Text()}
}

func (s *leases) of(subject string, w *window, now time.Time) *db.RateLease {
	return &db.RateLease{Subject: subject, Node: s.node, Used: w.used(), UpdatedAt: now}
}

func (s *leases) warn(ctx context.Context, err error) {
	s.log.WarnContext(ctx, "rate limits are held by this server alone: the database did not answer", "error", err)
}

// lease asks for this server's share of the subject's limit. If the database does
// not answer, the server holds the limit by itself for a moment: it is better to
// let some requests too many through than to refuse all.
func (l *Limiter) lease(ctx context.Context, subject string, w *window, limit int) {
	l.mu.Lock()
	now := l.now()
	w.trim(now)
	own := w.count
	mine := l.leases.of(subject, w, now)
	l.mu.Unlock()

	others := 0
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), leaseTime)
	defer cancel()
	err := db.LeaseRate(ctx, l.leases.db, mine, now.Add(-Window), func(leases []*db.RateLease) int {
		others = usedByOthers(leases, now)
		return max(0, min(limit-own-others, max(1, limit/blockShare)))
	})
	if err != nil {
		l.leases.warn(ctx, err)
		others, mine.Granted = 0, limit-own
	}

	l.mu.Lock()
	defer l.mu.Unlock()
	w.others, w.granted, w.leasedAt, w.grantedUntil = others, mine.Granted, now, now.Add(grantLife)
	if mine.Granted == 0 {
		w.deniedUntil = now.Add(denyFor)
	}
	close(w.leasing)
	w.leasing = nil
}

// usedByOthers adds up what others let through in the last minute and may still
// let through.
func usedByOthers(leases []*db.RateLease, now time.Time) int {
	sum := 0
	for _, lease := range leases {
		sum += lease.Granted
		for second, n := range lease.Used {
			if at, err := strconv.ParseInt(second, 10, 64); err == nil && time.Unix(at, 0).After(now.Add(-Window)) {
				sum += n
			}
		}
	}
	return sum
}

// Return gives back the shares that nobody has used for a moment. Run calls it.
func (l *Limiter) Return(ctx context.Context) error {
	if l.leases == nil {
		return nil
	}
	now := l.now()
	var idle []*db.RateLease
	l.mu.Lock()
	for _, subject := range l.windows.Keys() {
		w, _ := l.windows.Peek(subject)
		if w.leasing == nil && !w.leasedAt.IsZero() && now.Sub(w.leasedAt) >= returnAfter {
			w.trim(now)
			idle = append(idle, l.leases.of(subject, w, now))
			w.granted, w.leasedAt = 0, time.Time{}
		}
	}
	l.mu.Unlock()
	if len(idle) == 0 {
		return nil
	}
	return db.ReturnRate(ctx, l.leases.db, idle, now.Add(-2*Window))
}

// Run gives unused shares back until ctx ends.
func (l *Limiter) Run(ctx context.Context) {
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if err := l.Return(ctx); err != nil && ctx.Err() == nil {
				l.leases.warn(ctx, err)
			}
		}
	}
}
