package oncall_test

import (
	"testing"
	"time"

	"github.com/opsknight/opsknight/internal/oncall"
	"github.com/opsknight/opsknight/model"
)

// FuzzAnyScheduleIsAnswered asks schedules that pass validation and make no sense.
func FuzzAnyScheduleIsAnswered(f *testing.F) {
	f.Add("Pacific/Apia", int64(1_325_239_200), int64(-62_135_596_800), 1_000_000, 3, 366*24*3600, "23:59", 7)
	f.Add("UTC", int64(253_402_300_740), int64(253_402_300_740), 1, 0, 60, "00:00", 1)
	f.Add("America/New_York", int64(0), int64(253_402_300_740), 7, 2, 90_000, "02:30", 3)
	f.Add("America/New_York", int64(22), int64(253_402_300_740), 12, 3, 90_000, "00:00", 3)
	f.Add("Europe/London", int64(-62_135_596_740), int64(1_700_000_000), 5, 0, 10*24*3600, "01:30", 5)
	f.Fuzz(func(t *testing.T, zone string, now, anchor int64, length, unit, duration int, start string, weekday int) {
		const first, last = -62_135_596_800, 253_402_300_799 // the years 1 to 9999
		if now < first || now > last || anchor < first || anchor > last || length < 1 || length > 1_000_000 || duration < 60 || duration > 366*24*3600 || weekday < 1 || weekday > 7 || !model.IsTimeZone(zone) {
			return
		}
		unit = ((unit % 4) + 4) % 4
		l := &model.Layer{
			ID: "L1", Start: time.Unix(anchor, 0), RotationStart: time.Unix(anchor, 0), UserIDs: []string{"ann", "bob", "cat"},
			RotationUnit: model.RotationUnits[unit], RotationLength: length,
			Restrictions: []model.Restriction{
				{Type: model.RestrictionDaily, StartTime: start, DurationSeconds: duration},
				{Type: model.RestrictionWeekly, StartTime: start, StartDay: &weekday, DurationSeconds: duration},
			},
		}
		p, err := oncall.New(model.ScheduleDefinition{TimeZone: zone, Layers: []*model.Layer{l, {ID: "L2", RotationLength: 1}}})
		if err != nil {
			return
		}
		at := time.Unix(now, 0)
		p.At(at)
		p.ShiftAt(at)
		if entries := p.Entries(at, at.Add(oncall.MaxWindow)); len(entries) > oncall.MaxEntries+1 {
			t.Errorf("%d entries", len(entries))
		}
	})
}
