package oncall_test

import (
	"fmt"
	"strings"
	"testing"
	"time"
	_ "time/tzdata" // the same rules everywhere

	"github.com/opsknight/opsknight/internal/oncall"
	"github.com/opsknight/opsknight/model"
)

// at reads a time in UTC.
func at(text string) time.Time {
	for _, layout := range []string{time.RFC3339, "2006-01-02 15:04"} {
		if t, err := time.Parse(layout, text); err == nil {
			return t.UTC()
		}
	}
	panic("no time: " + text)
}

// layer makes one that holds for ever; by says how turns go: "1 days from 2024-01-01 09:00".
func layer(by string, users ...string) *model.Layer {
	length, unit, day, clock := 0, "", "", ""
	if _, err := fmt.Sscanf(by, "%d %s from %s %s", &length, &unit, &day, &clock); err != nil {
		panic(err)
	}
	return &model.Layer{
		ID: "L1", Priority: 1, Start: at("0001-01-01 00:00"), UserIDs: users,
		RotationStart: at(day + " " + clock), RotationUnit: model.RotationUnit(unit), RotationLength: length,
	}
}

func with(l *model.Layer, change func(*model.Layer)) *model.Layer {
	change(l)
	return l
}

func daily(start string, hours float64) model.Restriction {
	return model.Restriction{Type: model.RestrictionDaily, StartTime: start, DurationSeconds: int(hours * 3600)}
}

func weekly(weekday int, start string, hours float64) model.Restriction {
	return model.Restriction{Type: model.RestrictionWeekly, StartDay: &weekday, StartTime: start, DurationSeconds: int(hours * 3600)}
}

func plan(t testing.TB, def model.ScheduleDefinition) *oncall.Plan {
	t.Helper()
	p, err := oncall.New(def)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// shown writes entries in UTC: "ann 03-08 09:00 → 03-09 09:00".
func shown(entries []oncall.Entry) string {
	var lines []string
	for _, e := range entries {
		lines = append(lines, e.UserID+e.Start.Format(" 01-02 15:04")+" → "+e.End.Format("01-02 15:04"))
	}
	return strings.Join(lines, "\n")
}

func TestTurns(t *testing.T) {
	for _, tt := range []struct {
		name         string
		zone         string
		layers       []*model.Layer
		overrides    []*model.Override
		disabled     string
		since, until string
		want         string
	}{
		{
			name: "daily in New York keeps 09:00 when summer time begins", zone: "America/New_York",
			layers: []*model.Layer{layer("1 days from 2024-01-01 14:00", "ann", "bob")}, since: "2024-03-09 00:00", until: "2024-03-12 00:00",
			want: "bob 03-09 00:00 → 03-09 14:00\nann 03-09 14:00 → 03-10 13:00\nbob 03-10 13:00 → 03-11 13:00\nann 03-11 13:00 → 03-12 00:00",
		},
		{
			name: "daily at midnight in Santiago, which skips midnight when summer time begins", zone: "America/Santiago",
			layers: []*model.Layer{layer("1 days from 2024-09-01 04:00", "ann", "bob")}, since: "2024-09-07 00:00", until: "2024-09-09 12:00",
			// 8 September begins at 01:00, which is 04:00 in UTC, as 00:00 would have been.
			want: "bob 09-07 00:00 → 09-07 04:00\nann 09-07 04:00 → 09-08 04:00\nbob 09-08 04:00 → 09-09 03:00\nann 09-09 03:00 → 09-09 12:00",
		},
		{
			name: "daily at 02:50 in Chatham, which skips 02:45 to 03:45", zone: "Pacific/Chatham",
			layers: []*model.Layer{layer("1 days from 2024-09-01 14:05", "ann", "bob")}, since: "2024-09-27 00:00", until: "2024-09-29 20:00",
			want: "bob 09-27 00:00 → 09-27 14:05\nann 09-27 14:05 → 09-28 14:05\nbob 09-28 14:05 → 09-29 13:05\nann 09-29 13:05 → 09-29 20:00",
		},
		{
			name: "daily at 01:30 in Dublin, whose winter is the time that is saved", zone: "Europe/Dublin",
			layers: []*model.Layer{layer("1 days from 2024-10-20 00:30", "ann", "bob")}, since: "2024-10-26 00:00", until: "2024-10-28 12:00",
			// 01:30 comes twice on 27 October: the first counts.
			want: "bob 10-26 00:00 → 10-26 00:30\nann 10-26 00:30 → 10-27 00:30\nbob 10-27 00:30 → 10-28 01:30\nann 10-28 01:30 → 10-28 12:00",
		},
		{
			name: "a rotation that starts when the clocks show 01:30 for the second time", zone: "Europe/London",
			layers: []*model.Layer{layer("1 days from 2024-10-27 01:30", "ann", "bob")}, since: "2024-10-26 00:00", until: "2024-10-28 12:00",
			want: "ann 10-26 00:00 → 10-26 00:30\nbob 10-26 00:30 → 10-27 01:30\nann 10-27 01:30 → 10-28 01:30\nbob 10-28 01:30 → 10-28 12:00",
		},
		{
			name: "hourly through the hour that is repeated, which is one turn", zone: "America/New_York",
			layers: []*model.Layer{layer("1 hours from 2024-11-03 04:00", "ann", "bob", "cat")}, since: "2024-11-03 04:00", until: "2024-11-03 08:00",
			want: "ann 11-03 04:00 → 11-03 05:00\nbob 11-03 05:00 → 11-03 07:00\ncat 11-03 07:00 → 11-03 08:00",
		},
		{
			name: "hourly through the hour that is skipped, whose turn gives way to the next", zone: "America/New_York",
			layers: []*model.Layer{layer("1 hours from 2024-03-10 05:00", "ann", "bob", "cat", "dan")}, since: "2024-03-10 05:00", until: "2024-03-10 09:00",
			// 02:00 is read as 03:00, at which the turn after it begins.
			want: "ann 03-10 05:00 → 03-10 06:00\nbob 03-10 06:00 → 03-10 07:00\ndan 03-10 07:00 → 03-10 08:00\nann 03-10 08:00 → 03-10 09:00",
		},
		{
			name: "a weekly window that starts on the day that Apia skipped", zone: "Pacific/Apia",
			layers: []*model.Layer{with(layer("7 days from 2011-12-01 10:00", "ann"), func(l *model.Layer) {
				l.Restrictions = []model.Restriction{weekly(5, "09:00", 36)}
			})}, since: "2011-12-29 00:00", until: "2012-01-08 00:00",
			// Friday 30 December was not: its 09:00 is read as Saturday's, and 21:00 of Saturday is the end.
			want: "ann 12-30 19:00 → 12-31 07:00\nann 01-05 19:00 → 01-07 07:00",
		},
		{
			name: "a night in Pyongyang, in which the clocks jump half an hour", zone: "Asia/Pyongyang",
			layers: []*model.Layer{with(layer("1 days from 2018-05-01 00:30", "ann", "bob"), func(l *model.Layer) {
				l.Restrictions = []model.Restriction{daily("23:15", 1)}
			})}, since: "2018-05-04 00:00", until: "2018-05-05 18:00",
			// At 23:30 of 4 May, 15:00 in UTC, it becomes midnight: 23:15 to 00:15 are half an hour.
			want: "bob 05-04 14:45 → 05-04 15:15\nann 05-05 14:15 → 05-05 15:15",
		},
		{
			name: "every 6 hours in Lord Howe, through the half hour that is repeated", zone: "Australia/Lord_Howe",
			layers: []*model.Layer{layer("6 hours from 2024-04-06 13:00", "ann", "bob")}, since: "2024-04-06 12:00", until: "2024-04-07 10:00",
			want: "bob 04-06 12:00 → 04-06 13:00\nann 04-06 13:00 → 04-06 19:30\nbob 04-06 19:30 → 04-07 01:30\nann 04-07 01:30 → 04-07 07:30\nbob 04-07 07:30 → 04-07 10:00",
		},
		{
			name: "every 5 hours is elapsed time, whatever the clocks do", zone: "Europe/London",
			layers: []*model.Layer{layer("5 hours from 2024-03-30 22:00", "ann", "bob")}, since: "2024-03-30 22:00", until: "2024-03-31 13:00",
			want: "ann 03-30 22:00 → 03-31 03:00\nbob 03-31 03:00 → 03-31 08:00\nann 03-31 08:00 → 03-31 13:00",
		},
		{
			name: "every 12 hours in Apia, through the day that was skipped", zone: "Pacific/Apia",
			layers: []*model.Layer{layer("12 hours from 2011-12-29 10:00", "ann", "bob", "cat")}, since: "2011-12-29 10:00", until: "2011-12-31 12:00",
			// Those of 30 December begin when those of 31 December do, and give way to them: turn 4 is bob's.
			want: "ann 12-29 10:00 → 12-29 22:00\nbob 12-29 22:00 → 12-30 22:00\ncat 12-30 22:00 → 12-31 10:00\nann 12-31 10:00 → 12-31 12:00",
		},
		{
			name: "monthly on the 31st takes the last day of shorter months", zone: "UTC",
			layers: []*model.Layer{layer("1 months from 2024-01-31 09:00", "ann", "bob", "cat")}, since: "2024-02-01 00:00", until: "2024-05-10 00:00",
			want: "ann 02-01 00:00 → 02-29 09:00\nbob 02-29 09:00 → 03-31 09:00\ncat 03-31 09:00 → 04-30 09:00\nann 04-30 09:00 → 05-10 00:00",
		},
		{
			name: "monthly before its anchor", zone: "UTC",
			layers: []*model.Layer{layer("1 months from 2024-03-31 09:00", "ann", "bob")}, since: "2024-01-15 00:00", until: "2024-03-31 10:00",
			want: "bob 01-15 00:00 → 01-31 09:00\nann 01-31 09:00 → 02-29 09:00\nbob 02-29 09:00 → 03-31 09:00\nann 03-31 09:00 → 03-31 10:00",
		},
		{
			name: "12 months from a leap day", zone: "UTC",
			layers: []*model.Layer{layer("12 months from 2024-02-29 00:00", "ann", "bob")}, since: "2025-02-27 00:00", until: "2025-03-02 00:00",
			want: "ann 02-27 00:00 → 02-28 00:00\nbob 02-28 00:00 → 03-02 00:00",
		},
		{
			name: "a disabled user's turn shows the layer below, and nobody else's turn moves", zone: "UTC", disabled: "bob",
			layers: []*model.Layer{
				with(layer("7 days from 2024-01-01 00:00", "eve"), func(l *model.Layer) { l.ID, l.Priority = "L0", 0 }),
				layer("1 days from 2024-01-01 00:00", "ann", "bob", "cat"),
			}, since: "2024-01-01 00:00", until: "2024-01-04 00:00",
			want: "ann 01-01 00:00 → 01-02 00:00\neve 01-02 00:00 → 01-03 00:00\ncat 01-03 00:00 → 01-04 00:00",
		},
		{
			name: "an override by a disabled user changes nothing", zone: "UTC", disabled: "zed",
			layers:    []*model.Layer{layer("1 days from 2024-01-01 00:00", "ann")},
			overrides: []*model.Override{{ID: "o1", UserID: "zed", Start: at("2024-01-01 06:00"), End: at("2024-01-01 12:00")}},
			since:     "2024-01-01 00:00", until: "2024-01-02 00:00",
			want: "ann 01-01 00:00 → 01-02 00:00",
		},
		{
			name: "a layer without users, and none at all", zone: "UTC",
			layers: []*model.Layer{layer("1 days from 2024-01-01 00:00")}, since: "2024-01-01 00:00", until: "2024-01-02 00:00",
			want: "",
		},
		{
			name: "a layer's restrictions in a zone of its own", zone: "UTC",
			layers: []*model.Layer{with(layer("7 days from 2024-01-01 00:00", "ann"), func(l *model.Layer) {
				zone := "Asia/Kathmandu"
				l.TimeZone, l.Restrictions = &zone, []model.Restriction{daily("09:00", 8)}
			})}, since: "2024-01-01 00:00", until: "2024-01-02 00:00",
			want: "ann 01-01 03:15 → 01-01 11:15",
		},
		{
			name: "a weekend from Friday to Monday, with a hand-over inside", zone: "America/New_York",
			layers: []*model.Layer{with(layer("1 weeks from 2024-10-27 04:00", "ann", "bob"), func(l *model.Layer) {
				l.Restrictions = []model.Restriction{weekly(5, "18:00", 62)}
			})}, since: "2024-11-01 00:00", until: "2024-11-05 00:00",
			// Summer time ends on 3 November: the window is 63 hours long and ends at 08:00.
			want: "ann 11-01 22:00 → 11-03 04:00\nbob 11-03 04:00 → 11-04 13:00",
		},
		{
			name: "a window longer than its week holds always", zone: "UTC",
			layers: []*model.Layer{with(layer("7 days from 2024-01-01 00:00", "ann"), func(l *model.Layer) {
				l.Restrictions = []model.Restriction{weekly(1, "00:00", 400)}
			})}, since: "2024-01-01 00:00", until: "2024-01-20 00:00",
			want: "ann 01-01 00:00 → 01-20 00:00",
		},
		{
			name: "replaces looks at what earlier overrides have left", zone: "UTC",
			layers: []*model.Layer{layer("1 days from 2024-01-01 00:00", "ann", "bob")},
			overrides: []*model.Override{
				{ID: "o1", UserID: "zed", Start: at("2024-01-01 06:00"), End: at("2024-01-01 18:00")},
				{ID: "o2", UserID: "yan", Start: at("2024-01-01 00:00"), End: at("2024-01-03 00:00"), ReplacesID: ptr("zed")},
			}, since: "2024-01-01 00:00", until: "2024-01-02 00:00",
			want: "ann 01-01 00:00 → 01-01 06:00\nyan 01-01 06:00 → 01-01 18:00\nann 01-01 18:00 → 01-02 00:00",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := plan(t, model.ScheduleDefinition{
				TimeZone: tt.zone, Layers: tt.layers, Overrides: tt.overrides, Disabled: map[string]bool{tt.disabled: tt.disabled != ""},
			})
			if got := shown(p.Entries(at(tt.since), at(tt.until))); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

func ptr[T any](value T) *T { return &value }

func TestAShiftTellsSinceAndUntilWhen(t *testing.T) {
	turns := model.ScheduleDefinition{TimeZone: "Europe/London", Layers: []*model.Layer{
		with(layer("1 weeks from 2024-01-01 09:00", "ann", "bob"), func(l *model.Layer) { l.Start = at("2024-01-01 09:00") }),
		with(layer("1 days from 2024-01-01 00:00", "ann"), func(l *model.Layer) {
			l.ID, l.Priority, l.Start, l.Restrictions = "L2", 2, at("2024-01-01 09:00"), []model.Restriction{daily("12:00", 1)}
		}),
	}}
	slow := model.ScheduleDefinition{TimeZone: "UTC", Layers: []*model.Layer{layer("1000000 months from 2024-01-01 00:00", "ann", "bob")}}
	alone := model.ScheduleDefinition{TimeZone: "UTC", Layers: []*model.Layer{layer("1 days from 2024-01-01 00:00", "ann")}}
	for _, tt := range []struct {
		name, at, want string
		def            model.ScheduleDefinition
	}{
		{"in a turn of the first week, a layer above with the same person", "2024-01-03 12:30", "ann since 2024-01-01 09:00 until 2024-01-08 09:00", turns},
		{"in the second week, before the other's lunch hour", "2024-01-09 09:00", "bob since 2024-01-08 13:00 until 2024-01-09 12:00", turns},
		{"before there is anybody", "2023-12-31 00:00", " since ever until 2024-01-01 09:00", turns},
		{"at the instant of a hand-over", "2024-01-08 09:00", "bob since 2024-01-08 09:00 until 2024-01-08 12:00", turns},
		{"in a turn of 83,333 years", "2024-06-01 00:00", "ann since 2024-01-01 00:00 until ever", slow},
		{"on the last day that there is", "9999-12-31 20:00", "bob since 9999-12-31 13:00 until ever", turns},
		{"on the first day that there is", "0001-01-01 12:00", " since ever until ever", turns},
		{"one person alone", "2024-06-01 00:00", "ann since ever until ever", alone},
	} {
		t.Run(tt.name, func(t *testing.T) {
			shift := plan(t, tt.def).ShiftAt(at(tt.at))
			got := shift.UserID + " since " + moment(shift.Since) + " until " + moment(shift.Until)
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func moment(at *time.Time) string {
	if at == nil {
		return "ever"
	}
	return at.Format("2006-01-02 15:04")
}

// TestGapsDoNotEndTheEntries has more entries than are given, and a gap after each: who
// asks must see that there are too many, not fewer than there are.
func TestGapsDoNotEndTheEntries(t *testing.T) {
	l := &model.Layer{ID: "L", UserIDs: []string{"ann"}, RotationUnit: model.RotationDays, RotationLength: 1}
	for i := range 48 {
		l.Restrictions = append(l.Restrictions, model.Restriction{Type: model.RestrictionDaily, StartTime: fmt.Sprintf("%02d:%02d", i/2, i%2*30), DurationSeconds: 600})
	}
	p, err := oncall.New(model.ScheduleDefinition{TimeZone: "UTC", Layers: []*model.Layer{l}})
	if err != nil {
		t.Fatal(err)
	}
	since := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	for days, want := range map[int]int{105: 48 * 105, 208: 48 * 208, 209: oncall.MaxEntries + 1, 366: oncall.MaxEntries + 1} {
		if got := len(p.Entries(since, since.AddDate(0, 0, days))); got != want {
			t.Errorf("%d days have %d entries, want %d", days, got, want)
		}
	}
}
