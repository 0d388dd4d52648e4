package oncall

import "github.com/opsknight/opsknight/model"

// rotation numbers the turns of a layer: turn k begins at B(k).
type rotation struct {
	start  int64 // B(0)
	first  int64 // the wall time of start
	length int64 // seconds of elapsed or wall time; for months, months
	kind   rotationKind
}

type rotationKind int

const (
	elapsed rotationKind = iota // B(k) = start + k × length
	wall                        // B(k) = resolve(local(start) + k × length)
	monthly                     // the same, in months
)

// newRotation reads a layer's rotation. Hours that are whole days, or that divide a
// day, keep the time of day as days do.
func newRotation(l *model.Layer, c *clock) rotation {
	start := l.RotationStart.Unix()
	r := rotation{start: start, first: start + c.at(start).offset, length: max(1, int64(l.RotationLength))}
	switch l.RotationUnit {
	case model.RotationMonths:
		r.kind = monthly
	case model.RotationWeeks:
		r.kind, r.length = wall, r.length*week
	case model.RotationDays:
		r.kind, r.length = wall, r.length*day
	case model.RotationHours:
		if r.length%24 == 0 || 24%r.length == 0 {
			r.kind = wall
		}
		r.length *= hour
	}
	return r
}

// begins returns the instant at which turn k begins.
func (r rotation) begins(c *clock, k int64) int64 {
	if k == 0 { // also if the clocks show its wall time twice, and it is the second
		return r.start
	}
	return c.resolve(r.wallOf(k))
}

// wallOf returns the wall time at which turn k begins.
func (r rotation) wallOf(k int64) int64 {
	if r.kind == monthly {
		return addMonths(r.first, k*r.length)
	}
	return r.first + k*r.length
}

// turn returns which turn it is at an instant, and an instant up to which that is so:
// the end of the turn or, before it, one from which on it has to be asked again.
func (r rotation) turn(c *clock, t int64) (k, until int64) {
	if r.kind == elapsed {
		k = floorDiv(t-r.start, r.length)
		return k, r.start + (k+1)*r.length
	}
	calmUntil, offset, ok := c.calmUntil(t)
	if ok {
		now := t + offset
		k = r.guess(now)
		if r.wallOf(k+1) <= now { // only months are guessed too low
			k++
		}
		return k, min(r.wallOf(k+1)-offset, calmUntil)
	}
	return r.nearChange(c, t)
}

// guess returns the turn at a wall time; for months it may be the one before.
func (r rotation) guess(now int64) int64 {
	if r.kind == monthly {
		return floorDiv(monthsBetween(r.first, now)-1, r.length)
	}
	return floorDiv(now-r.first, r.length)
}

// nearChange is turn near a change of the clocks, where turns can begin at one instant
// or in another order: the highest that has begun has it.
func (r rotation) nearChange(c *clock, t int64) (k, until int64) {
	reach := int64(2)
	if r.kind == wall {
		reach += calm / r.length
	}
	k = r.guess(t+c.at(t).offset) + reach
	until = forever
	for {
		begins := r.begins(c, k)
		if begins <= t {
			break
		}
		until = min(until, begins)
		k--
	}
	if until == forever { // the turn reaches farther than was looked
		until = t + calm
	}
	return k, until
}
