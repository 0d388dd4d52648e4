package oncall

import "time"

// Seconds. Instants are unix seconds; wall times are the seconds that a clock on the
// wall shows, counted as if it were in UTC.
const (
	minute = 60
	hour   = 60 * minute
	day    = 24 * hour
	week   = 7 * day
)

// calm is how far from a change of the clocks everything is plain arithmetic: no zone
// has ever moved by more than a day, nor do two offsets differ by more than 26 hours.
const calm = 2 * day

// The years 1 to 9999.
const (
	firstSecond = -62_135_596_800
	lastSecond  = 253_402_300_799
)

// forever is later than any time that is asked for.
const forever = int64(1) << 60

// zone is the time for which a location has one offset from UTC.
type zone struct {
	start, end int64 // [start, end); -forever and forever where it has no bound
	offset     int64 // seconds east of UTC
}

// none has no instant: what a clock remembers at first.
var none = zone{start: 1, end: 0}

// clock tells wall times in one location. It remembers the last zone that it was
// asked for, because times are mostly asked for in their order; so it is not safe for
// concurrent use.
type clock struct {
	loc  *time.Location
	last zone
}

// at returns the zone at an instant.
func (c *clock) at(t int64) zone {
	if t >= c.last.start && t < c.last.end {
		return c.last
	}
	local := time.Unix(t, 0).In(c.loc)
	_, offset := local.Zone()
	z := zone{start: -forever, end: forever, offset: int64(offset)}
	start, end := local.ZoneBounds()
	if !start.IsZero() {
		z.start = start.Unix()
	}
	if !end.IsZero() {
		z.end = end.Unix()
	}
	// At some ends of far years Go gives bounds that leave the instant out.
	z.start = min(z.start, t)
	if z.end <= t {
		z.end = t + day
	}
	c.last = z
	return z
}

// resolve returns the instant at which the clocks show a wall time: the first, if they
// show it twice; if they skip it, the one at which they would have shown it without
// the change. Source: RFC 5545, 3.3.5.
func (c *clock) resolve(wall int64) int64 {
	z := c.at(wall - day) // no offset is as much as a day
	for {
		t := wall - z.offset
		if t < z.end {
			return t
		}
		next := c.at(z.end)
		if wall-next.offset < next.start {
			return t // skipped
		}
		z = next
	}
}

// calmUntil returns up to when everything is plain arithmetic, and the offset; false
// near a change of the clocks.
func (c *clock) calmUntil(t int64) (until, offset int64, ok bool) {
	z := c.at(t)
	return z.end - calm, z.offset, t >= z.start+calm && t < z.end-calm
}

// floorDiv is a / b rounded down.
func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// addMonths moves a wall time by months to the same day of the month, or to the last
// if the month has fewer days.
func addMonths(wall, months int64) int64 {
	date := time.Unix(wall, 0).UTC()
	total := int64(date.Year())*12 + int64(date.Month()) - 1 + months
	first := civil(floorDiv(total, 12), total-12*floorDiv(total, 12)+1, 1)
	after := civil(floorDiv(total+1, 12), total+1-12*floorDiv(total+1, 12)+1, 1)
	days := min(int64(date.Day())-1, (after-first)/day-1)
	return first + days*day + wall - floorDiv(wall, day)*day
}

// civil returns the midnight that begins a date.
func civil(year, month, dayOfMonth int64) int64 {
	return time.Date(int(year), time.Month(month), int(dayOfMonth), 0, 0, 0, 0, time.UTC).Unix() //nolint:forbidigo // in UTC
}

// monthsBetween returns how many whole calendar months lie from one wall time's month
// to another's.
func monthsBetween(from, to int64) int64 {
	a, b := time.Unix(from, 0).UTC(), time.Unix(to, 0).UTC()
	return int64(b.Year()-a.Year())*12 + int64(b.Month()) - int64(a.Month())
}
