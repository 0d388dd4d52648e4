package ratelimit

import (
	"strconv"
	"time"
)

// window has the requests of one subject in the last minute.
type window struct {
	marks []mark // ascending
	count int    // of all marks

	// The share that this server has of a limit it holds with others; see leases.
	granted      int
	grantedUntil time.Time
	leasedAt     time.Time
	others       int           // what the others had used or been granted at leasedAt
	deniedUntil  time.Time     // nothing was left for this server
	leasing      chan struct{} // closed when the share that is being asked for is known; nil: none is
}

// mark is requests at one time.
type mark struct {
	at time.Time
	n  int
}

// Up to fineLimit every request has its own time, to the millisecond. Above, those
// of one coarse step share one, so that a window never has more than some thousand
// marks, however high its limit.
const (
	fineLimit = 1000
	fine      = time.Millisecond
	coarse    = 60 * time.Millisecond
)

func (w *window) trim(now time.Time) {
	gone := 0
	for gone < len(w.marks) && !w.marks[gone].at.After(now.Add(-Window)) {
		w.count -= w.marks[gone].n
		gone++
	}
	if gone > 0 {
		w.marks = append(w.marks[:0], w.marks[gone:]...)
	}
}

func (w *window) add(now time.Time, limit int) {
	step := fine
	if limit > fineLimit {
		step = coarse
	}
	w.count++
	at := now.Truncate(step)
	if last := len(w.marks) - 1; last >= 0 && !at.After(w.marks[last].at) {
		w.marks[last].n++
		return
	}
	w.marks = append(w.marks, mark{at, 1})
}

func (w *window) result(now time.Time, limit int, allowed bool) Result {
	r := Result{Allowed: allowed, Limit: limit, Remaining: max(0, limit-w.count-w.others), Reset: now.Add(Window)}
	if len(w.marks) > 0 {
		r.Reset = w.marks[0].at.Add(Window)
	}
	if allowed {
		return r
	}
	r.Remaining = 0
	if w.count < limit && r.Reset.Before(w.deniedUntil) || len(w.marks) == 0 {
		r.Reset = w.deniedUntil
	}
	seconds := (r.Reset.Sub(now) + time.Second - 1) / time.Second
	r.RetryAfter = max(1, seconds) * time.Second
	// What it says in headers and body is whole seconds: they agree.
	r.Reset = now.Add(r.RetryAfter)
	return r
}

// spend takes one request of this server's share, if it has one left.
func (w *window) spend(now time.Time) bool {
	if w.granted == 0 || !now.Before(w.grantedUntil) {
		return false
	}
	w.granted--
	return true
}

// used are the requests by unix second, as other servers are told of them.
func (w *window) used() map[string]int {
	bySecond := map[string]int{}
	for _, m := range w.marks {
		bySecond[strconv.FormatInt(m.at.Unix(), 10)] += m.n
	}
	return bySecond
}
