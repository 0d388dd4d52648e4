package cli

import (
	"strings"
	"testing"
	"time"
)

func TestTimesOfPeople(t *testing.T) {
	for _, tt := range []struct{ zone, text, want string }{
		{"UTC", "2026-03-29T14:00", "2026-03-29T14:00:00Z"},
		{"Europe/Berlin", "2026-03-29", "2026-03-28T23:00:00Z"},
		{"Europe/Berlin", "2026-03-29T01:59", "2026-03-29T00:59:00Z"},
		{"Europe/Berlin", "2026-03-29T02:30", "does not exist here"},
		{"Europe/Berlin", "2026-03-29T03:00", "2026-03-29T01:00:00Z"},
		{"Europe/Berlin", "2026-10-25T02:30", "is there twice"},
		{"Europe/Berlin", "2026-10-25T03:00", "2026-10-25T02:00:00Z"},
		{"America/New_York", "2026-11-01T01:30", "is there twice"},
		{"America/New_York", "2026-11-01T00:59", "2026-11-01T04:59:00Z"},
		{"Australia/Lord_Howe", "2026-04-05T01:45", "is there twice"},
		{"Australia/Lord_Howe", "2026-10-04T02:15", "does not exist here"},
		{"Asia/Kathmandu", "2026-06-01 12:00:00", "2026-06-01T06:15:00Z"},
		{"Pacific/Apia", "2011-12-30T12:00", "does not exist here"},
	} {
		t.Run(tt.zone+" "+tt.text, func(t *testing.T) {
			zone, err := time.LoadLocation(tt.zone)
			if err != nil {
				t.Fatal(err)
			}
			var wall time.Time
			for _, layout := range []string{"2006-01-02T15:04", "2006-01-02 15:04:05", "2006-01-02"} {
				if at, err := time.Parse(layout, tt.text); err == nil {
					wall = at
				}
			}
			at, err := local(wall, tt.text, zone)
			got := at.UTC().Format(time.RFC3339)
			if err != nil {
				got = err.Error()
			}
			if !strings.Contains(got, tt.want) {
				t.Errorf("it is %s, want %s", got, tt.want)
			}
		})
	}
}

func TestATimeMayBeToldByHowFarItIs(t *testing.T) {
	for text, want := range map[string]time.Duration{"24h": -24 * time.Hour, "90m": -90 * time.Minute, "+2h": 2 * time.Hour, "0s": 0} {
		at, err := parseTime(text)
		if far := time.Until(at) - want; err != nil || far.Abs() > time.Minute {
			t.Errorf("%s is %s from what is meant: %v", text, far, err)
		}
	}
	for _, text := range []string{"", "yesterday", "+tomorrow", "2026-13-01", "2026-02-30", "14:00"} {
		if at, err := parseTime(text); err == nil {
			t.Errorf("%q is taken for %s", text, at)
		}
	}
}
