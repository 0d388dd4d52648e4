package webhook

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// Schedule says how often something is tried, and how long after the attempt before.
// The first is 0: at once.
type Schedule []time.Duration

// DefaultSchedule tries for three days.
var DefaultSchedule = Schedule{
	0, 5 * time.Second, 5 * time.Minute, 30 * time.Minute, 2 * time.Hour, 5 * time.Hour,
	10 * time.Hour, 14 * time.Hour, 20 * time.Hour, 24 * time.Hour,
}

const (
	// jitter spreads what failed together, as a part of the wait.
	jitter = 0.2
	// refusedTries is how often something is tried that the endpoint refuses: it will
	// hardly change its mind.
	refusedTries = 3
	// longestWait bounds what an endpoint may ask for with Retry-After.
	longestWait = 24 * time.Hour
	// longestSchedule bounds the waits of a schedule together.
	longestSchedule = 30 * 24 * time.Hour
)

// ParseSchedule reads waits such as "0s,5s,5m".
func ParseSchedule(texts []string) (Schedule, error) {
	var schedule Schedule
	var total time.Duration
	for _, text := range texts {
		wait, err := time.ParseDuration(strings.TrimSpace(text))
		if err != nil || wait < 0 || wait > longestSchedule {
			return nil, fmt.Errorf("%q is not a time such as 5s, 30m or 2h", text)
		}
		schedule = append(schedule, wait)
		total += wait
	}
	if len(schedule) == 0 || schedule[0] != 0 {
		return nil, errors.New("the schedule begins with 0s: the first attempt is at once")
	}
	if total > longestSchedule {
		return nil, errors.New("the waits are longer than 30 days together")
	}
	return schedule, nil
}

// Next returns how long to wait for the next attempt after as many as were tried, the
// last of which failed with this answer (without a status: with none); false if that was
// the last.
func (s Schedule) Next(tried int, answer Answer, now time.Time) (time.Duration, bool) {
	if tried >= len(s) || refuses(answer.Status) && tried >= refusedTries {
		return 0, false
	}
	wait := time.Duration(float64(s[tried]) * (1 - jitter + 2*jitter*rand.Float64())) //nolint:gosec // spreads load, hides nothing
	return max(wait, retryAfter(answer, now)), true
}

// refuses reports whether a status says that the request itself is wrong.
func refuses(status int) bool {
	switch status {
	case http.StatusRequestTimeout, http.StatusTooEarly, http.StatusTooManyRequests:
		return false
	}
	return status >= 400 && status < 500
}

// retryAfter returns how long the endpoint asks to be left alone: seconds, or a date.
func retryAfter(answer Answer, now time.Time) time.Duration {
	text := answer.Header.Get("Retry-After")
	wait := time.Duration(0)
	if seconds, err := strconv.ParseInt(text, 10, 64); err == nil {
		wait = time.Duration(min(max(seconds, 0), int64(longestWait/time.Second))) * time.Second
	} else if at, err := http.ParseTime(text); err == nil {
		wait = at.Sub(now)
	}
	return min(max(wait, 0), longestWait)
}
