package oncall

import (
	"fmt"
	"time"

	"github.com/opsknight/opsknight/model"
)

// window is a restriction: it comes every period from a wall time on, and holds for a
// length of wall time.
type window struct {
	first  int64 // one wall time at which it starts
	period int64
	length int64
}

// monday is a wall time at which a Monday begins.
const monday = 4 * day

func newWindow(r model.Restriction) (window, error) {
	at, err := time.Parse("15:04", r.StartTime)
	if err != nil {
		return window{}, fmt.Errorf("restriction starts at %q, which is no time of day", r.StartTime)
	}
	w := window{
		first: int64(at.Hour())*hour + int64(at.Minute())*minute, period: day, length: int64(r.DurationSeconds),
	}
	if r.Type == model.RestrictionWeekly {
		w.period = week
		w.first += monday
		if r.StartDay != nil {
			w.first += int64(*r.StartDay-1) * day
		}
	}
	return w, nil
}

// always reports whether the windows overlap so far that no change of the clocks can
// tear them apart.
func (w window) always() bool { return w.length >= w.period+calm+day }

// holds reports whether it holds at an instant, and an instant up to which that is so,
// or from which on it has to be asked again.
func (w window) holds(c *clock, t int64) (in bool, until int64) {
	if w.always() {
		return true, forever
	}
	calmUntil, offset, ok := c.calmUntil(t)
	if !ok {
		return w.nearChange(c, t)
	}
	now := t + offset
	since := now - w.first - floorDiv(now-w.first, w.period)*w.period // the latest start
	// A window that is longer than its period may have several that hold: the last to
	// start is the last to end.
	in = since < w.length
	next := w.period - since // the next start
	if in {
		next = w.length - since // the end, unless another has started by then
	}
	return in, min(t+next, calmUntil)
}

// nearChange is holds near a change of the clocks: it looks at each window around.
func (w window) nearChange(c *clock, t int64) (in bool, until int64) {
	until = t + day
	now := t + c.at(t).offset
	k := floorDiv(now-w.length-calm-w.first, w.period)
	for ; w.first+k*w.period <= now+calm; k++ {
		starts := c.resolve(w.first + k*w.period)
		ends := c.resolve(w.first + k*w.period + w.length)
		if starts <= t && t < ends {
			in = true
		}
		for _, edge := range []int64{starts, ends} {
			if edge > t {
				until = min(until, edge)
			}
		}
	}
	return in, until
}
