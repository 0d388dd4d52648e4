package oncall_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/opsknight/opsknight/model"
)

// A drawing is a time across a change of the clocks, from the left to the right as it passes:
// what the clocks show, who is on call, and for how long.
type drawing struct {
	zone         string
	layer        *model.Layer
	since, until string        // UTC
	column       time.Duration // that one character stands for
	labels       string        // times of day to write, as "09:00"; "": each full hour
}

// drawings are those of docs/on-call.md, by their captions.
var drawings = map[string]drawing{
	"Daily at 09:00, summer time begins: New York, 8 March 2026": {
		"America/New_York", layer("1 days from 2026-03-01 14:00", "Ann", "Ben"), "2026-03-07 14:00", "2026-03-10 13:00", time.Hour, "09:00",
	},
	"Daily at 09:00, summer time ends: New York, 1 November 2026": {
		"America/New_York", layer("1 days from 2026-03-02 14:00", "Ann", "Ben"), "2026-10-31 13:00", "2026-11-03 14:00", time.Hour, "09:00",
	},
	"Daily at 01:30, which is skipped: London, 29 March 2026": {
		"Europe/London", layer("1 days from 2026-01-01 01:30", "Ann", "Ben"), "2026-03-28 23:00", "2026-03-29 03:00", 5 * time.Minute, "",
	},
	"Daily at 01:30, which comes twice: London, 25 October 2026": {
		"Europe/London", layer("1 days from 2026-01-01 01:30", "Ann", "Ben"), "2026-10-24 23:00", "2026-10-25 03:00", 5 * time.Minute, "",
	},
	"Hourly, an hour is repeated: New York, 1 November 2026": {
		"America/New_York", layer("1 hours from 2026-11-01 04:00", "Ann", "Ben", "Cat"), "2026-11-01 04:00", "2026-11-01 09:00", 5 * time.Minute, "",
	},
	"22:00 to 06:00, summer time begins: London, 29 March 2026": {
		"Europe/London", with(layer("1 weeks from 2026-01-01 00:00", "Ann"), func(l *model.Layer) { l.Restrictions = []model.Restriction{daily("22:00", 8)} }),
		"2026-03-28 21:00", "2026-03-29 06:00", 10 * time.Minute, "22:00 00:00 02:00 04:00 06:00",
	},
	"22:00 to 06:00, summer time ends: London, 25 October 2026": {
		"Europe/London", with(layer("1 weeks from 2026-01-01 00:00", "Ann"), func(l *model.Layer) { l.Restrictions = []model.Restriction{daily("22:00", 8)} }),
		"2026-10-24 20:00", "2026-10-25 07:00", 10 * time.Minute, "22:00 00:00 01:00 02:00 04:00 06:00",
	},
}

// draw asks the plan, and writes three lines.
func (d drawing) draw(t *testing.T) string {
	t.Helper()
	zone, err := time.LoadLocation(d.zone)
	if err != nil {
		t.Fatal(err)
	}
	since, until := at(d.since), at(d.until)
	columns := int(until.Sub(since)/d.column) + 1
	clock, people, lengths := blank(columns+8), blank(columns+8), blank(columns+8)
	column := func(at time.Time) int { return int(at.Sub(since) / d.column) }

	free := 0 // the first column that no label has
	for c := range columns {
		shown := since.Add(time.Duration(c) * d.column).In(zone).Format("15:04")
		if wanted := d.labels == "" && strings.HasSuffix(shown, ":00") || d.labels != "" && strings.Contains(d.labels, shown); wanted && c >= free {
			write(clock, c, shown)
			free = c + len(shown) + 1
		}
	}

	// Looked at from a day before on, so that it is seen where a turn has begun.
	entries := plan(t, model.ScheduleDefinition{TimeZone: d.zone, Layers: []*model.Layer{d.layer}}).Entries(since.AddDate(0, 0, -1), until.AddDate(0, 0, 1))
	for _, e := range entries {
		if !e.End.After(since) || !e.Start.Before(until) {
			continue
		}
		first, last := column(later(e.Start, since)), column(earlier(e.End, until))
		for c := first; c <= last; c++ {
			people[c] = mark(people[c], c, first, last)
		}
		if e.Start.Before(since) {
			people[first] = '┄'
		}
		if e.End.After(until) {
			people[last] = '┄'
		}
		write(people, (first+last)/2-(len(e.UserID)+1)/2, " "+e.UserID+" ")
		if length := lasting(e.End.Sub(e.Start)); length != "" {
			write(lengths, (first+last)/2-(len(length)-1)/2, length)
		}
	}
	return line(clock) + line(people) + line(lengths)
}

// mark is the character of a turn from first to last at column c, where was is what the turn
// before has there.
func mark(was rune, c, first, last int) rune {
	switch {
	case c == first && was == '┤':
		return '┼'
	case c == first:
		return '├'
	case c == last:
		return '┤'
	}
	return '─'
}

func lasting(d time.Duration) string {
	return strings.TrimSuffix(strings.TrimSuffix(d.String(), "0s"), "0m")
}

func blank(n int) []rune { return []rune(strings.Repeat(" ", n)) }

func write(row []rune, at int, text string) { copy(row[at:], []rune(text)) }

func line(row []rune) string { return strings.TrimRight(string(row), " ") + "\n" }

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

// TestTheDrawingsOfTheGuide draws what docs/on-call.md shows.
func TestTheDrawingsOfTheGuide(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("..", "..", "docs", "on-call.md"))
	if err != nil {
		t.Fatal(err)
	}
	for caption, one := range drawings {
		drawn := one.draw(t)
		if !strings.Contains(string(page), "\n"+caption+":\n\n```\n"+drawn+"```\n") {
			t.Errorf("the page does not have\n%s:\n\n```\n%s```", caption, drawn)
		}
		for line := range strings.Lines(drawn) {
			if utf8.RuneCountInString(line) > 80 {
				t.Errorf("%s is wider than 80 characters", caption)
			}
		}
	}
	if shown := strings.Count(string(page), ":\n\n```\n"); shown != len(drawings) {
		t.Errorf("the page has %d drawings, and %d are tested", shown, len(drawings))
	}
}
