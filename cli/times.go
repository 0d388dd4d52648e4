package cli

import (
	"strings"
	"time"
)

// now is the time of whoever has written the command.
func now() time.Time {
	return time.Now() //nolint:forbidigo // a person's clock, and no server's
}

// parseTime reads a time that people write: of a day, of a day and a time in the time zone of
// whoever writes it or with one of its own; how long ago it is, or with + how long until then.
func parseTime(text string) (time.Time, error) {
	if later, ok := strings.CutPrefix(text, "+"); ok {
		if until, err := time.ParseDuration(later); err == nil {
			return now().Add(until), nil
		}
	}
	if ago, err := time.ParseDuration(text); err == nil {
		return now().Add(-ago), nil
	}
	if at, err := time.Parse(time.RFC3339Nano, text); err == nil {
		return at, nil
	}
	for _, layout := range []string{"2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006-01-02T15:04", "2006-01-02 15:04", "2006-01-02"} {
		if wall, err := time.Parse(layout, text); err == nil {
			return local(wall, text, time.Local)
		}
	}
	return time.Time{}, usage("%q is no time: write 2026-03-29, 2026-03-29T14:00, 2026-03-29T14:00:00Z, 24h for a day ago, or +24h for in a day", text)
}

// optionalTime is parseTime for a flag that may be left out.
func optionalTime(text string) (*time.Time, error) {
	if text == "" {
		return nil, nil
	}
	at, err := parseTime(text)
	return &at, err
}

// local returns when clocks of a time zone show what those of wall, in UTC, do. At a time that
// they skip, or show twice, nobody knows what is meant.
func local(wall time.Time, text string, zone *time.Location) (time.Time, error) {
	var found []time.Time
	for _, around := range []time.Duration{-24 * time.Hour, 24 * time.Hour} { // no zone changes twice in between
		_, offset := wall.Add(around).In(zone).Zone()
		at := wall.Add(-time.Duration(offset) * time.Second).In(zone)
		_, shown := at.Zone()
		if shown == offset && (len(found) == 0 || !found[0].Equal(at)) {
			found = append(found, at)
		}
	}
	switch len(found) {
	case 0:
		return time.Time{}, usage("%q does not exist here: the clocks of %s are set forward then. Write it with its offset, like 2026-03-29T14:00:00+02:00", text, zone)
	case 1:
		return found[0], nil
	}
	return time.Time{}, usage("%q is there twice: the clocks of %s are set back then. Write it with its offset, like 2026-10-25T02:30:00+02:00", text, zone)
}
