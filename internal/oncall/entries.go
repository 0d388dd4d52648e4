package oncall

import (
	"math"
	"time"
)

// walk goes through time from change to change. It asks a layer again only when that
// may have changed, so a year costs what its changes cost.
type walk struct {
	plan   *Plan
	clocks []clock
	turns  []turn // of each layer
	now    int64
	answer Answer // from now on
	next   int64  // up to when at least
}

// turn is who has a layer, and up to when at least.
type turn struct {
	user  string
	until int64
}

func (p *Plan) walk(t int64) *walk {
	w := &walk{plan: p, clocks: p.clocks(), turns: make([]turn, len(p.layers)), now: t}
	for i := range w.turns {
		w.turns[i].until = t
	}
	w.look()
	return w
}

// step goes on to where something may have changed.
func (w *walk) step() {
	w.now = w.next
	w.look()
}

// look finds the answer at now, and up to when it holds at least.
func (w *walk) look() {
	answer := Answer{}
	w.next = forever
	for i := range w.turns {
		layer, has := &w.plan.layers[i], &w.turns[i]
		if has.until <= w.now {
			has.user, has.until = layer.user(w.clocks, w.now)
			if has.user != "" && w.plan.disabled(has.user) {
				has.user = ""
			}
		}
		w.next = min(w.next, has.until)
		if answer.UserID == "" && has.user != "" {
			answer = Answer{UserID: has.user, LayerID: layer.id}
		}
	}
	for i := range w.plan.overrides {
		o := &w.plan.overrides[i]
		if o.start > w.now {
			w.next = min(w.next, o.start)
		}
		if o.end > w.now {
			w.next = min(w.next, o.end)
		}
	}
	w.answer = w.plan.overridden(answer, w.now)
}

// Segment is a time with one answer, which may be that nobody is on call.
type Segment struct {
	Answer
	Start, End time.Time
}

// Segments returns the answers between since and until, back to back and the earliest
// first, gaps included: one for each change of person, layer or override. It stops
// after MaxEntries+1 of them.
func (p *Plan) Segments(since, until time.Time) []Segment {
	return p.segments(since, until, MaxEntries, func(a, b Answer) bool { return a == b })
}

// segments stops after one more than most.
func (p *Plan) segments(since, until time.Time, most int, same func(a, b Answer) bool) []Segment {
	var found []Segment
	end := until.Unix()
	if until.Nanosecond() > 0 {
		end++
	}
	since, until = since.UTC(), until.UTC()
	for w := p.walk(since.Unix()); w.now < end && len(found) <= most; w.step() {
		start, stop := time.Unix(w.now, 0).UTC(), time.Unix(min(w.next, end), 0).UTC()
		if start.Before(since) {
			start = since
		}
		if stop.After(until) {
			stop = until
		}
		if last := len(found) - 1; last >= 0 && same(found[last].Answer, w.answer) {
			found[last].End = stop
			continue
		}
		if start.Before(stop) {
			found = append(found, Segment{w.answer, start, stop})
		}
	}
	return found
}

// Entry is a time for which one person is on call.
type Entry struct {
	UserID     string
	Start, End time.Time
}

// Entries returns who is on call between since and until, the earliest first: cut at
// both ends, back to back where the person changes, with gaps left out. It stops after
// MaxEntries+1 of them.
func (p *Plan) Entries(since, until time.Time) []Entry {
	entries := []Entry{}
	const most = 2*MaxEntries + 2 // each second one may be a gap
	for _, s := range p.segments(since, until, most, func(a, b Answer) bool { return a.UserID == b.UserID }) {
		if s.UserID != "" && len(entries) <= MaxEntries {
			entries = append(entries, Entry{s.UserID, s.Start, s.End})
		}
	}
	return entries
}

// LayerEntries is Entries of one layer alone, by its place in the definition.
func (p *Plan) LayerEntries(i int, since, until time.Time) []Entry {
	alone := &Plan{layers: p.given[i : i+1], zones: p.zones, disabled: p.disabled}
	return alone.Entries(since, until)
}

// Gap is a time for which nobody is on call.
type Gap struct{ Start, End time.Time }

// Gaps returns what entries leave of the time between since and until.
func Gaps(entries []Entry, since, until time.Time) []Gap {
	gaps := []Gap{}
	at := since.UTC()
	for _, entry := range entries {
		if entry.Start.After(at) {
			gaps = append(gaps, Gap{at, entry.Start})
		}
		at = entry.End
	}
	if until.After(at) {
		gaps = append(gaps, Gap{at, until.UTC()})
	}
	return gaps
}

// CoveragePercent returns how much of the time between since and until entries cover,
// in percent with four decimals; 0 if there is no such time.
func CoveragePercent(entries []Entry, since, until time.Time) float64 {
	all := until.Sub(since)
	if all <= 0 {
		return 0
	}
	var covered time.Duration
	for _, entry := range entries {
		covered += entry.End.Sub(entry.Start)
	}
	const decimals = 1e4
	return math.Round(float64(covered)/float64(all)*100*decimals) / decimals
}
