// Package oncall tells who is on call. It is pure: the rules, and no clock, database
// or network. One function answers the API, the pager and the calendar feeds.
//
// Source of the rules: testdata/oncall-vectors.json, "rules". In short: turns follow
// the clock on the wall; a wall time that comes twice counts the first time, and one
// that is skipped is read as if the clocks had not changed; all intervals are half-open.
package oncall

import (
	"fmt"
	"slices"
	"time"

	"github.com/opsknight/opsknight/model"
)

// Limits of what is asked for at once; callers hold them.
const (
	MaxWindow  = 366 * 24 * time.Hour
	MaxEntries = 10_000
)

// Plan is a schedule made ready to be asked. It never changes, and any number of
// goroutines may ask it.
type Plan struct {
	layers    []layer // those that win first
	given     []layer // in the order of the definition
	overrides []override
	zones     []*time.Location
	disabled  func(userID string) bool
}

// override puts one user on call for a time.
type override struct {
	id, user, replaces string // replaces "": whoever is
	start, end         int64
}

// New makes a schedule ready to be asked. Users who are disabled keep their turns, but
// those are gaps, through which the next layer shows; so are their overrides.
//
// It fails for an unknown time zone, and for a restriction without a time of day.
func New(def model.ScheduleDefinition) (*Plan, error) {
	p := &Plan{disabled: func(id string) bool { return def.Disabled[id] }}
	home, err := p.zone(def.TimeZone)
	if err != nil {
		return nil, err
	}
	homeClock := &clock{loc: p.zones[home], last: none}
	order := make([]int, len(def.Layers))
	for i, l := range def.Layers {
		made, err := newLayer(l, homeClock)
		if err != nil {
			return nil, err
		}
		made.turns, made.walls = home, home
		if l.TimeZone != nil {
			if made.walls, err = p.zone(*l.TimeZone); err != nil {
				return nil, err
			}
		}
		p.given = append(p.given, made)
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		if one, other := def.Layers[a].Priority, def.Layers[b].Priority; one != other {
			return other - one
		}
		return b - a // of two with one priority the later wins
	})
	for _, i := range order {
		p.layers = append(p.layers, p.given[i])
	}
	for _, o := range def.Overrides {
		made := override{id: o.ID, user: o.UserID, start: o.Start.Unix(), end: o.End.Unix()}
		if o.ReplacesID != nil {
			made.replaces = *o.ReplacesID
		}
		p.overrides = append(p.overrides, made)
	}
	return p, nil
}

// zone returns the number of a time zone among those of the plan.
func (p *Plan) zone(name string) (int, error) {
	loc, err := time.LoadLocation(name)
	if err != nil {
		return 0, fmt.Errorf("time zone: %w", err)
	}
	for i, known := range p.zones {
		if known.String() == loc.String() {
			return i, nil
		}
	}
	p.zones = append(p.zones, loc)
	return len(p.zones) - 1, nil
}

// clocks returns a clock for each zone, for one question.
func (p *Plan) clocks() []clock {
	clocks := make([]clock, len(p.zones))
	for i, loc := range p.zones {
		clocks[i] = clock{loc: loc, last: none}
	}
	return clocks
}

// Answer is who is on call at an instant, and what says so.
type Answer struct {
	UserID     string // "": nobody
	LayerID    string // "": an override, or nobody
	OverrideID string // "": a layer, or nobody
}

// At returns who is on call at an instant.
func (p *Plan) At(at time.Time) Answer {
	t, clocks := at.Unix(), p.clocks()
	for i := range p.layers {
		if user, _ := p.layers[i].user(clocks, t); user != "" && !p.disabled(user) {
			return p.overridden(Answer{UserID: user, LayerID: p.layers[i].id}, t)
		}
	}
	return p.overridden(Answer{}, t)
}

// overridden applies the overrides, in their order, to what the layers say.
func (p *Plan) overridden(answer Answer, t int64) Answer {
	for i := range p.overrides {
		o := &p.overrides[i]
		if t < o.start || t >= o.end || o.replaces != "" && o.replaces != answer.UserID || p.disabled(o.user) {
			continue
		}
		answer = Answer{UserID: o.user, OverrideID: o.id}
	}
	return answer
}

// Shift is who is on call at an instant, and for how long.
type Shift struct {
	Answer
	Since *time.Time // when this person's shift, or the gap, began; nil: more than MaxWindow ago
	Until *time.Time // the next change of the person; nil: more than MaxWindow ahead
	// Neither is outside the years 1 to 9999, which is as far as times are written.
}

// ShiftAt returns who is on call at an instant, and since and until when. A change of
// the layer that leaves the person is none.
func (p *Plan) ShiftAt(at time.Time) Shift {
	shift := Shift{Answer: p.At(at)}
	t := at.Unix()
	most := int64(MaxWindow / time.Second)
	latest := min(t+most, lastSecond)
	walk := p.walk(t)
	for walk.step(); walk.now <= latest; walk.step() {
		if walk.answer.UserID != shift.UserID {
			shift.Until = instant(walk.now)
			break
		}
	}
	for back := int64(day); ; back = min(back*8, most) {
		began := p.lastChange(t-back, t)
		if began > t-back && began >= firstSecond {
			shift.Since = instant(began)
		}
		if shift.Since != nil || back == most {
			return shift
		}
	}
}

// lastChange returns when the person changed last in (since, t], or since if never.
func (p *Plan) lastChange(since, t int64) int64 {
	walk := p.walk(since)
	last, user := since, walk.answer.UserID
	for walk.step(); walk.now <= t; walk.step() {
		if walk.answer.UserID != user {
			last, user = walk.now, walk.answer.UserID
		}
	}
	return last
}

func instant(t int64) *time.Time {
	at := time.Unix(t, 0).UTC()
	return &at
}
