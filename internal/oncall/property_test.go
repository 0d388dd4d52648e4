package oncall_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"
	"time"

	"github.com/opsknight/opsknight/internal/oncall"
	"github.com/opsknight/opsknight/model"
)

// schedules is how many random schedules are compared: go test ./internal/oncall -run Slow -schedules 20000
var schedules = flag.Int("schedules", 460, "random schedules to compare with the slow evaluation")

// changes are the hours around which the clocks of odd zones changed.
var changes = []struct{ zone, around string }{
	{"America/New_York", "2024-03-10 07:00"},
	{"America/New_York", "2024-11-03 06:00"},
	{"Europe/London", "2024-03-31 01:00"},
	{"Europe/London", "2024-10-27 01:00"},
	{"Europe/Dublin", "2024-03-31 01:00"},
	{"Europe/Dublin", "2024-10-27 01:00"},
	{"Australia/Lord_Howe", "2024-04-06 15:00"},
	{"Australia/Lord_Howe", "2024-10-05 15:30"},
	{"Pacific/Apia", "2011-12-30 10:00"},
	{"Pacific/Apia", "2011-09-24 14:00"},
	{"Pacific/Chatham", "2024-04-06 14:00"},
	{"Pacific/Chatham", "2024-09-28 14:00"},
	{"America/Santiago", "2024-04-07 03:00"},
	{"America/Santiago", "2024-09-08 04:00"},
	{"Asia/Pyongyang", "2018-05-04 15:00"},
	{"Asia/Kathmandu", "1985-12-31 18:30"},
	{"Africa/Casablanca", "2024-03-10 02:00"},
	{"Africa/Casablanca", "2024-04-14 02:00"},
	{"Antarctica/Troll", "2024-03-31 01:00"},
	{"Pacific/Kwajalein", "1993-08-21 12:00"},
	{"America/Caracas", "2016-05-01 07:00"},
	{"Europe/Istanbul", "2015-11-08 01:00"},
	{"UTC", "2024-02-29 00:00"},
}

// random makes schedules whose times lie near a minute.
type random struct {
	*rand.Rand
	near int64
}

func (r random) pick(of ...string) string { return of[r.IntN(len(of))] }

// within returns a minute within days of the middle, mostly a round one.
func (r random) within(days int64) time.Time {
	round := []int64{1, 15, 30, 60}[r.IntN(4)]
	m := r.near + r.Int64N(2*days*24*60) - days*24*60
	return time.Unix(m/round*round*60, 0).UTC()
}

func (r random) definition(zone string) model.ScheduleDefinition {
	def := model.ScheduleDefinition{TimeZone: zone, Disabled: map[string]bool{}}
	if r.IntN(4) == 0 {
		def.Disabled["bob"] = true
	}
	for i := range r.IntN(4) {
		l := &model.Layer{ID: "L" + strconv.Itoa(i), Priority: r.IntN(3), Start: r.within(20), RotationStart: r.within(15)}
		if r.IntN(3) == 0 {
			l.Start = r.within(3)
		}
		if r.IntN(3) == 0 {
			end := l.Start.Add(time.Duration(1+r.IntN(30*24*60)) * time.Minute)
			l.End = &end
		}
		for range r.IntN(5) {
			l.UserIDs = append(l.UserIDs, r.pick("ann", "bob", "cat", "dan"))
		}
		l.RotationUnit = model.RotationUnits[r.IntN(len(model.RotationUnits))]
		switch l.RotationUnit {
		case model.RotationHours:
			l.RotationLength = 1 + r.IntN(50)
		case model.RotationDays:
			l.RotationLength = 1 + r.IntN(9)
		case model.RotationWeeks, model.RotationMonths:
			l.RotationLength = 1
		}
		for range r.IntN(4) {
			l.Restrictions = append(l.Restrictions, r.restriction())
		}
		if r.IntN(5) == 0 {
			other := changes[r.IntN(len(changes))].zone
			l.TimeZone = &other
		}
		def.Layers = append(def.Layers, l)
	}
	for i := range r.IntN(5) {
		o := &model.Override{ID: "o" + strconv.Itoa(i), UserID: r.pick("ann", "bob", "zed"), Start: r.within(3)}
		o.End = o.Start.Add(time.Duration(1+r.IntN(3*24*60)) * time.Minute)
		if r.IntN(3) == 0 {
			replaced := r.pick("ann", "bob", "cat", "zed")
			o.ReplacesID = &replaced
		}
		def.Overrides = append(def.Overrides, o)
	}
	return def
}

func (r random) restriction() model.Restriction {
	round := []int{1, 15, 30, 60}[r.IntN(4)]
	start := r.IntN(24*60) / round * round
	made := model.Restriction{
		Type: model.RestrictionDaily, StartTime: fmt.Sprintf("%02d:%02d", start/60, start%60), DurationSeconds: 60 * (1 + r.IntN(30*60)),
	}
	if r.IntN(2) == 0 {
		weekday := 1 + r.IntN(7)
		made.Type, made.StartDay = model.RestrictionWeekly, &weekday
		made.DurationSeconds = 60 * (1 + r.IntN(9*24*60))
	}
	return made
}

func TestRandomSchedulesAgreeWithTheSlowEvaluation(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	if given, err := strconv.ParseUint(os.Getenv("ONCALL_SEED"), 10, 64); err == nil {
		seed = given
	}
	for n := range *schedules {
		r := random{Rand: rand.New(rand.NewPCG(seed, uint64(n)))}
		change := changes[n%len(changes)]
		r.near = at(change.around).Unix() / 60
		def := r.definition(change.zone)
		const days = 24 * 60
		slow := newReference(def, r.near-60*days, r.near+60*days)
		since := r.near - r.Int64N(3*days)
		until := since + 1 + r.Int64N(4*days)
		p := plan(t, def)
		from, to := time.Unix(since*60, 0), time.Unix(until*60, 0)
		want := slow.entries(since, until)
		if got := p.Entries(from, to); shown(got) != shown(want) {
			text, _ := json.MarshalIndent(def, "", " ")
			t.Fatalf("ONCALL_SEED=%d, schedule %d, from %s until %s\n%s\nwant\n%s\n%s", seed, n, from.UTC(), to.UTC(), shown(got), shown(want), text)
		}
		for m := since; m < until; m += 1 + r.Int64N(40) {
			if got := p.At(time.Unix(m*60, 0)).UserID; got != slow.at(m) {
				t.Fatalf("ONCALL_SEED=%d, schedule %d, at %s: %q, want %q", seed, n, time.Unix(m*60, 0).UTC(), got, slow.at(m))
			}
		}
		agree(t, p, from, to, r, fmt.Sprintf("ONCALL_SEED=%d, schedule %d", seed, n))
	}
}

// agree checks that the package's answers agree with each other.
func agree(t *testing.T, p *oncall.Plan, from, to time.Time, r random, what string) {
	t.Helper()
	entries := p.Entries(from, to)
	middle := from.Add(time.Duration(r.Int64N(int64(to.Sub(from))))).Truncate(time.Minute)
	if middle.After(from) && middle.Before(to) {
		if parts := join(append(p.Entries(from, middle), p.Entries(middle, to)...)); shown(parts) != shown(entries) {
			t.Fatalf("%s: in two parts\n%s\nas a whole\n%s", what, shown(parts), shown(entries))
		}
	}
	var fromSegments []oncall.Entry
	for _, s := range p.Segments(from, to) {
		if got := p.At(s.Start); got != s.Answer {
			t.Fatalf("%s: at %s %+v, and in segments %+v", what, s.Start, got, s.Answer)
		}
		if s.UserID != "" {
			fromSegments = append(fromSegments, oncall.Entry{UserID: s.UserID, Start: s.Start, End: s.End})
		}
	}
	if shown(join(fromSegments)) != shown(entries) {
		t.Fatalf("%s: segments do not join to the entries", what)
	}
	for _, e := range entries {
		shift := p.ShiftAt(e.Start)
		if shift.UserID != e.UserID || shift.Since != nil && shift.Since.After(e.Start) ||
			e.Start.After(from) && !shift.Since.Equal(e.Start) || e.End.Before(to) && !shift.Until.Equal(e.End) {
			t.Fatalf("%s: the shift at %s is %s since %v until %v, and its entry %v", what, e.Start, shift.UserID, moment(shift.Since), moment(shift.Until), e)
		}
	}
}

// join joins entries of one user that touch.
func join(entries []oncall.Entry) []oncall.Entry {
	var joined []oncall.Entry
	for _, e := range entries {
		if last := len(joined) - 1; last >= 0 && joined[last].UserID == e.UserID && joined[last].End.Equal(e.Start) {
			joined[last].End = e.End
			continue
		}
		joined = append(joined, e)
	}
	return joined
}

// TestARotationOfLongAgoTurnsAsOneOfToday moves the start of a rotation by whole rounds,
// back to the last century. Nobody's turn may move.
func TestARotationOfLongAgoTurnsAsOneOfToday(t *testing.T) {
	for _, change := range changes {
		loc, err := time.LoadLocation(change.zone)
		if err != nil {
			t.Fatal(err)
		}
		middle := at(change.around)
		for _, unit := range model.RotationUnits {
			turns := func(years int) string {
				year, month, day := middle.In(loc).AddDate(0, 0, -20).Date()
				start := time.Date(year-years, month, min(day, 28), 2, 30, 0, 0, loc)
				l := &model.Layer{
					ID: "L1", Start: middle.AddDate(-1, 0, 0), UserIDs: []string{"ann", "bob", "cat"},
					RotationStart: start, RotationUnit: unit, RotationLength: 1,
				}
				return shown(plan(t, model.ScheduleDefinition{TimeZone: change.zone, Layers: []*model.Layer{l}}).
					Entries(middle.AddDate(0, 0, -9), middle.AddDate(0, 0, 40)))
			}
			// 28 years have a whole number of weeks, and of rounds of three turns of any unit.
			if today, longAgo := turns(0), turns(28); today != longAgo {
				t.Errorf("%s, %s:\n%s\nand since 28 years earlier\n%s", change.zone, unit, today, longAgo)
			}
		}
	}
}
