package oncall_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/opsknight/opsknight/internal/oncall"
)

func TestDays(t *testing.T) {
	for _, tt := range []struct {
		name, zone, since, until, want string
	}{
		{"summer time begins in New York", "America/New_York", "2024-03-09T05:00:00Z", "2024-03-12T04:00:00Z", "2024-03-09 24h, 2024-03-10 23h, 2024-03-11 24h"},
		{"summer time ends in New York", "America/New_York", "2024-11-02T04:00:00Z", "2024-11-05T05:00:00Z", "2024-11-02 24h, 2024-11-03 25h, 2024-11-04 24h"},
		{"summer time begins in London", "Europe/London", "2024-03-30T00:00:00Z", "2024-04-01T23:00:00Z", "2024-03-30 24h, 2024-03-31 23h, 2024-04-01 24h"},
		{"summer time ends in London", "Europe/London", "2024-10-26T23:00:00Z", "2024-10-29T00:00:00Z", "2024-10-27 25h, 2024-10-28 24h"},
		{"half an hour in Lord Howe", "Australia/Lord_Howe", "2024-04-05T13:00:00Z", "2024-04-07T13:30:00Z", "2024-04-06 24h, 2024-04-07 24h30m"},
		{"and back", "Australia/Lord_Howe", "2024-10-04T13:30:00Z", "2024-10-06T13:00:00Z", "2024-10-05 24h, 2024-10-06 23h30m"},
		{"no midnight in Santiago", "America/Santiago", "2024-09-07T04:00:00Z", "2024-09-10T03:00:00Z", "2024-09-07 24h, 2024-09-08 23h, 2024-09-09 24h"},
		{"an hour before midnight twice in Santiago", "America/Santiago", "2024-04-06T03:00:00Z", "2024-04-08T04:00:00Z", "2024-04-06 25h, 2024-04-07 24h"},
		{"no midnight in Beirut", "Asia/Beirut", "2024-03-29T22:00:00Z", "2024-04-01T21:00:00Z", "2024-03-30 24h, 2024-03-31 23h, 2024-04-01 24h"},
		{"midnight skipped by a change before it in Toronto", "America/Toronto", "1919-03-30T05:00:00Z", "1919-04-01T04:00:00Z", "1919-03-30 23h30m, 1919-03-31 23h30m"},
		{"midnight twice in Havana", "America/Havana", "2024-11-02T04:00:00Z", "2024-11-05T05:00:00Z", "2024-11-02 24h, 2024-11-03 25h, 2024-11-04 24h"},
		{"a minute after midnight in St. John's", "America/St_Johns", "2010-11-06T02:30:00Z", "2010-11-08T03:30:00Z", "2010-11-06 24h, 2010-11-07 25h"},
		{"a window that begins in the hour that comes twice there", "America/St_Johns", "2010-11-07T02:45:00Z", "2010-11-08T03:30:00Z", "2010-11-07 24h45m"},
		{"a date that Samoa skipped", "Pacific/Apia", "2011-12-29T10:00:00Z", "2012-01-01T10:00:00Z", "2011-12-29 24h, 2011-12-31 24h, 2012-01-01 24h"},
		{"cut at both ends", "Asia/Kolkata", "2024-01-15T10:30:00Z", "2024-01-15T19:00:00.5Z", "2024-01-15 8h, 2024-01-16 30m0.5s"},
		{"within one day", "UTC", "2024-01-15T10:30:00Z", "2024-01-15T10:30:00.000001Z", "2024-01-15 1µs"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, d := range oncall.Days(zoneOf(t, tt.zone), instantOf(t, tt.since), instantOf(t, tt.until)) {
				got = append(got, d.Date+" "+short(d.End.Sub(d.Start)))
			}
			if all := strings.Join(got, ", "); all != tt.want {
				t.Errorf("got  %s\nwant %s", all, tt.want)
			}
		})
	}
}

// short leaves out the minutes and seconds that are none.
func short(d time.Duration) string {
	text := d.String()
	for _, none := range []string{"m0s", "h0m"} {
		if strings.HasSuffix(text, none) {
			text = strings.TrimSuffix(text, none[1:])
		}
	}
	return text
}

// TestDaysArePutTogetherByTheClocks looks at each hour of windows in many zones: the days
// are back to back, and an instant's day is the date that the clocks show, unless they
// have shown the next day's midnight before.
func TestDaysArePutTogetherByTheClocks(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 11))
	zones := []string{"America/New_York", "Europe/London", "Australia/Lord_Howe", "America/Santiago", "Asia/Beirut", "America/Havana", "Pacific/Apia", "Asia/Tehran", "Africa/Cairo", "America/Sao_Paulo", "Antarctica/Troll", "America/Nuuk"}
	for range 400 {
		loc := zoneOf(t, zones[random.IntN(len(zones))])
		since := time.Unix(random.Int64N(60*365*86400), random.Int64N(1e6)*1000).UTC()
		until := since.Add(time.Duration(1 + random.Int64N(int64(90*24*time.Hour)))).Truncate(time.Microsecond).Add(time.Microsecond)
		what := fmt.Sprintf("%s from %s until %s", loc, since, until)
		days := oncall.Days(loc, since, until)
		at := since
		for i, d := range days {
			if !d.Start.Equal(at) || !d.End.After(d.Start) || i > 0 && d.Date <= days[i-1].Date {
				t.Fatalf("%s: %v after %s", what, d, at)
			}
			at = d.End
			for hour := d.Start; hour.Before(d.End); hour = hour.Add(30 * time.Minute) {
				shown := hour.In(loc).Format(time.DateOnly)
				// Clocks that go back over midnight show the day before again.
				again := shown < d.Date && hour.Add(-2*time.Hour).In(loc).Format(time.DateOnly) <= shown && hour.Add(2*time.Hour).In(loc).Format(time.DateOnly) >= d.Date
				if shown != d.Date && !again {
					t.Fatalf("%s: %s is in %v, and the clocks show %s", what, hour, d, shown)
				}
			}
		}
		if !at.Equal(until) {
			t.Fatalf("%s: the days end at %s", what, at)
		}
	}
}

func zoneOf(t *testing.T, name string) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

func instantOf(t *testing.T, text string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		t.Fatal(err)
	}
	return at
}
