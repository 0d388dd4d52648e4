package opsknight

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"strconv"
	"time"
)

// Retry says when and how often a call is made again. A zero field has its default.
//
// Tried again are 429, 502, 503, 504 and lost connections: reads and deletions always; what
// has an idempotency key or a dedup key always, as each attempt has the same; every other
// change only when the server surely has not seen it or has refused it for its rate limit.
type Retry struct {
	// How often a call is made in all, 5 times. 1 is never again.
	Attempts int
	// How long the first pause is, 500 milliseconds; each is twice that before, give or take
	// half of it.
	First time.Duration
	// The longest pause, 30 seconds.
	Most time.Duration
	// The longest Retry-After that is waited for, 2 minutes. If the server asks for more, the
	// error comes at once, with its RetryAfter.
	LongestAsked time.Duration
}

func (r Retry) withDefaults() Retry {
	return Retry{
		Attempts: cmp.Or(r.Attempts, 5), First: cmp.Or(r.First, 500*time.Millisecond),
		Most: cmp.Or(r.Most, 30*time.Second), LongestAsked: cmp.Or(r.LongestAsked, 2*time.Minute),
	}
}

// pause is how long to wait after so many failures, and false if no more is to be tried.
func (c *Client) pause(failures int, why *Error) (time.Duration, bool) {
	if why.RetryAfter > c.config.Retry.LongestAsked {
		return 0, false
	}
	wait := c.config.Retry.Most
	if doublings := failures - 1; doublings < 30 {
		wait = min(wait, c.config.Retry.First<<doublings)
	}
	wait = wait/2 + time.Duration(c.config.Random()*float64(wait))
	return max(min(wait, c.config.Retry.Most), why.RetryAfter), true
}

// passing reports whether another attempt may do better.
func (e *Error) passing() bool {
	switch e.Status {
	case http.StatusTooManyRequests, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return true
	}
	return e.Code == CodeUnreachable
}

// unseen reports whether the server surely has done nothing.
func (e *Error) unseen() bool { return e.Status == http.StatusTooManyRequests || e.unsent }

// again waits for the next attempt, or returns the error to end with.
func (c *Client) again(ctx context.Context, failures int, why *Error) error {
	wait, ok := c.pause(failures, why)
	if !ok {
		return why
	}
	if err := c.config.Sleep(ctx, wait); err != nil {
		return fmt.Errorf("%w; while waiting to try again: %w", why, err)
	}
	return nil
}

// retryAfter reads the header: seconds, or a date. 0 is none, or one that has passed.
func retryAfter(header string, now time.Time) time.Duration {
	if seconds, err := strconv.ParseUint(header, 10, 31); err == nil {
		return time.Duration(seconds) * time.Second
	}
	if at, err := http.ParseTime(header); err == nil {
		return max(at.Sub(now), 0)
	}
	return 0
}
