package oncall

import "time"

// Day is a day of the calendar in a time zone, or the part of it that a window leaves.
type Day struct {
	Date       string // 2006-01-02
	Start, End time.Time
}

// Days returns the days of a time zone between since and until, back to back and the
// earliest first, cut at both ends. A day begins when the clocks first show its midnight,
// or, if they skip that, with the change that skips it: so it has 23 or 25 hours when
// they change, and stays one day. A date that a zone has skipped whole is left out.
func Days(loc *time.Location, since, until time.Time) []Day {
	since, until = since.UTC(), until.UTC()
	c := &clock{loc: loc, last: none}
	wall := since.Unix() + c.at(since.Unix()).offset
	date := floorDiv(wall, day) * day // clocks that go back over midnight show that of the day before
	var days []Day
	for start := c.dayStart(date); start.Before(until); date += day {
		end := c.dayStart(date + day)
		if from, to := later(start, since), earlier(end, until); from.Before(to) {
			days = append(days, Day{Date: time.Unix(date, 0).UTC().Format(time.DateOnly), Start: from, End: to})
		}
		start = end
	}
	return days
}

// dayStart returns when the day with this midnight begins.
func (c *clock) dayStart(midnight int64) time.Time {
	t := c.resolve(midnight)
	if z := c.at(t); t+z.offset > midnight { // skipped
		t = z.start
	}
	return time.Unix(t, 0).UTC()
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}
