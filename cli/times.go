package cli

import (
	"strings"
	"time"
)

// parseTime reads a time that people write: of a day, of a day and a time in the time zone of
// whoever writes it or with one of its own; how long ago it is, or with + how long until then.
func parseTime(text string, now time.Time) (time.Time, error) {
	if later, ok := strings.CutPrefix(text, "+"); ok {
		if until, err := time.ParseDuration(later); err == nil {
			return now.Add(until), nil
		}
	}
	if ago, err := time.ParseDuration(text); err == nil {
		return now.Add(-ago), nil
	}
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006-01-02T15:04", "2006-01-02 15:04", "2006-01-02"} {
		if at, err := time.ParseInLocation(layout, text, time.Local); err == nil {
			return at, nil
		}
	}
	return time.Time{}, usage("%q is no time: write 2026-03-29, 2026-03-29T14:00, 2026-03-29T14:00:00Z, 24h for a day ago, or +24h for in a day", text)
}

// optionalTime is parseTime for a flag that may be left out.
func optionalTime(text string, now time.Time) (*time.Time, error) {
	if text == "" {
		return nil, nil
	}
	at, err := parseTime(text, now)
	return &at, err
}
