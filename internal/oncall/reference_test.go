package oncall_test

import (
	"fmt"
	"slices"
	"sort"
	"time"

	"github.com/opsknight/opsknight/internal/oncall"
	"github.com/opsknight/opsknight/model"
)

// reference tells who is on call by the rules and nothing else: it looks at each
// minute by itself, and learns what the clocks show by reading them. It shares no code
// with the package. What it is asked must lie in the middle of its span.
type reference struct {
	def   model.ScheduleDefinition
	from  int64 // minutes since 1970: its span
	until int64
	turns [][]refTurn  // of each layer
	spans [][][2]int64 // of each layer: when its restrictions hold, in minutes
}

type refTurn struct{ k, begins int64 }

// wallTable has what the clocks of a zone show at each minute of a span.
type wallTable struct {
	from  int64
	shown []int64 // minutes that the wall shows
	least int64   // of shown
	first []int64 // the first minute at which it shows least, least+1, …; 0: never
}

func newWallTable(zone string, from, until int64) *wallTable {
	loc, err := time.LoadLocation(zone)
	if err != nil {
		panic(err)
	}
	table := &wallTable{from: from}
	for m := from; m < until; m++ {
		text := time.Unix(m*60, 0).In(loc).Format("2006-01-02 15:04")
		read, err := time.Parse("2006-01-02 15:04", text)
		if err != nil {
			panic(err)
		}
		wall := read.Unix() / 60
		table.shown = append(table.shown, wall)
	}
	table.least = slices.Min(table.shown)
	table.first = make([]int64, slices.Max(table.shown)-table.least+1)
	for i, wall := range table.shown {
		if table.first[wall-table.least] == 0 {
			table.first[wall-table.least] = from + int64(i)
		}
	}
	return table
}

// wallTables are those that were made, by zone and span.
var wallTables = map[string]*wallTable{}

// resolve returns the minute at which the clocks show a wall time. false: not in the
// span.
func (w *wallTable) resolve(wall int64) (int64, bool) {
	if i := wall - w.least; i >= 0 && i < int64(len(w.first)) && w.first[i] != 0 {
		return w.first[i], true
	}
	for i := 1; i < len(w.shown); i++ {
		if w.shown[i-1] < wall && wall < w.shown[i] { // skipped
			return w.from + int64(i) - 1 + wall - w.shown[i-1], true
		}
	}
	return 0, false
}

func newReference(def model.ScheduleDefinition, from, until int64) *reference {
	r := &reference{def: def, from: from, until: until}
	for _, l := range def.Layers {
		r.turns = append(r.turns, r.turnsOf(l))
		r.spans = append(r.spans, r.spansOf(l))
	}
	return r
}

func (r *reference) table(zone string) *wallTable {
	key := fmt.Sprint(zone, r.from, r.until)
	if wallTables[key] == nil {
		wallTables[key] = newWallTable(zone, r.from, r.until)
	}
	return wallTables[key]
}

// turnsOf lists the turns that begin in the span.
func (r *reference) turnsOf(l *model.Layer) []refTurn {
	table := r.table(r.def.TimeZone)
	start := l.RotationStart.Unix() / 60
	first := table.shown[start-r.from]
	var turns []refTurn
	for _, direction := range []int64{1, -1} {
		for k := min(0, direction); ; k += direction {
			var begins int64
			var ok bool
			n := k * int64(l.RotationLength)
			switch {
			case k == 0:
				begins, ok = start, true
			case l.RotationUnit == model.RotationMonths:
				begins, ok = table.resolve(refMonths(first, n))
			case l.RotationUnit == model.RotationWeeks:
				begins, ok = table.resolve(first + n*7*24*60)
			case l.RotationUnit == model.RotationDays:
				begins, ok = table.resolve(first + n*24*60)
			case 24%l.RotationLength == 0 || l.RotationLength%24 == 0:
				begins, ok = table.resolve(first + n*60)
			default:
				begins = start + n*60
				ok = begins >= r.from && begins < r.until
			}
			if !ok {
				break
			}
			turns = append(turns, refTurn{k, begins})
		}
	}
	sort.Slice(turns, func(i, j int) bool { return turns[i].k > turns[j].k })
	return turns
}

// refMonths moves a wall time by months, one at a time.
func refMonths(wall, months int64) int64 {
	at := time.Unix(wall*60, 0).UTC()
	year, month := at.Year(), int(at.Month())
	for ; months > 0; months-- {
		if month++; month == 13 {
			year, month = year+1, 1
		}
	}
	for ; months < 0; months++ {
		if month--; month == 0 {
			year, month = year-1, 12
		}
	}
	last := []int{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}[month-1]
	if month == 2 && (year%4 == 0 && year%100 != 0 || year%400 == 0) {
		last = 29
	}
	return time.Date(year, time.Month(month), min(at.Day(), last), at.Hour(), at.Minute(), 0, 0, time.UTC).Unix() / 60
}

// spansOf lists when a layer's restrictions hold, by each day of the span.
func (r *reference) spansOf(l *model.Layer) [][2]int64 {
	zone := r.def.TimeZone
	if l.TimeZone != nil {
		zone = *l.TimeZone
	}
	table := r.table(zone)
	var spans [][2]int64
	for _, restriction := range l.Restrictions {
		at, err := time.Parse("15:04", restriction.StartTime)
		if err != nil {
			panic(err)
		}
		firstDay := time.Unix(table.shown[0]*60, 0).UTC().Truncate(24 * time.Hour)
		for d := 0; d < int(r.until-r.from)/(24*60)+2; d++ {
			date := firstDay.Add(time.Duration(d) * 24 * time.Hour)
			iso := int(date.Weekday())
			if iso == 0 {
				iso = 7
			}
			if restriction.Type == model.RestrictionWeekly && iso != *restriction.StartDay {
				continue
			}
			opens := date.Add(time.Duration(at.Hour())*time.Hour + time.Duration(at.Minute())*time.Minute)
			closes := opens.Add(time.Duration(restriction.DurationSeconds) * time.Second)
			start, startIn := table.resolve(opens.Unix() / 60)
			end, endIn := table.resolve(closes.Unix() / 60)
			if startIn && endIn {
				spans = append(spans, [2]int64{start, end})
			}
		}
	}
	return spans
}

// at returns who is on call at a minute.
func (r *reference) at(m int64) string {
	winner, best := "", 0
	for i, l := range r.def.Layers {
		user := r.layerAt(i, m)
		if user != "" && (winner == "" || l.Priority >= best) {
			winner, best = user, l.Priority
		}
	}
	for _, o := range r.def.Overrides {
		if m*60 < o.Start.Unix() || m*60 >= o.End.Unix() || r.def.Disabled[o.UserID] {
			continue
		}
		if o.ReplacesID == nil || *o.ReplacesID == winner {
			winner = o.UserID
		}
	}
	return winner
}

func (r *reference) layerAt(i int, m int64) string {
	l := r.def.Layers[i]
	if len(l.UserIDs) == 0 || m*60 < l.Start.Unix() || l.End != nil && m*60 >= l.End.Unix() {
		return ""
	}
	if len(l.Restrictions) > 0 {
		in := false
		for _, span := range r.spans[i] {
			in = in || span[0] <= m && m < span[1]
		}
		if !in {
			return ""
		}
	}
	for _, turn := range r.turns[i] { // the highest first
		if turn.begins <= m {
			n := int64(len(l.UserIDs))
			user := l.UserIDs[((turn.k%n)+n)%n]
			if r.def.Disabled[user] {
				return ""
			}
			return user
		}
	}
	panic("the span has no turn so early")
}

// entries joins the minutes between since and until.
func (r *reference) entries(since, until int64) []oncall.Entry {
	entries := []oncall.Entry{}
	for m := since; m < until; m++ {
		user := r.at(m)
		start := time.Unix(m*60, 0).UTC()
		last := len(entries) - 1
		switch {
		case user == "":
		case last >= 0 && entries[last].UserID == user && entries[last].End.Equal(start):
			entries[last].End = start.Add(time.Minute)
		default:
			entries = append(entries, oncall.Entry{UserID: user, Start: start, End: start.Add(time.Minute)})
		}
	}
	return entries
}
