package oncall_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/opsknight/opsknight/model"
)

// large is three layers with restrictions and fifty overrides, whose rotations began
// at a time.
func large(began string) model.ScheduleDefinition {
	def := model.ScheduleDefinition{TimeZone: "America/New_York"}
	for i, restrictions := range [][]model.Restriction{
		{daily("09:00", 8), daily("17:00", 4)},
		{weekly(1, "21:00", 12), weekly(2, "21:00", 12), weekly(3, "21:00", 12), weekly(4, "21:00", 12)},
		{weekly(5, "21:00", 60), daily("00:00", 24)},
	} {
		l := layer("1 days from "+began, "ann", "bob", "cat", "dan")
		l.ID, l.Priority, l.Start, l.Restrictions = fmt.Sprint("L", i), 3-i, l.RotationStart, restrictions
		def.Layers = append(def.Layers, l)
	}
	for i := range 50 {
		start := at("2026-01-01 00:00").Add(time.Duration(i) * 7 * 24 * time.Hour)
		def.Overrides = append(def.Overrides, &model.Override{ID: fmt.Sprint("o", i), UserID: "zed", Start: start, End: start.Add(5 * time.Hour)})
	}
	return def
}

var began = []string{"2026-01-01 09:00", "1990-01-01 09:00", "0001-01-02 09:00"}

func BenchmarkAt(b *testing.B) {
	for _, start := range began {
		b.Run("since "+start[:4], func(b *testing.B) {
			p := plan(b, large(start))
			for i := 0; b.Loop(); i++ {
				p.At(at("2026-03-01 00:00").Add(time.Duration(i%300_000) * time.Minute))
			}
		})
	}
}

func BenchmarkShiftAt(b *testing.B) {
	p := plan(b, large(began[0]))
	when := at("2026-07-01 12:00")
	for b.Loop() {
		p.ShiftAt(when)
	}
}

func BenchmarkAYear(b *testing.B) {
	for _, start := range began {
		b.Run("since "+start[:4], func(b *testing.B) {
			p := plan(b, large(start))
			for b.Loop() {
				p.Entries(at("2026-01-01 00:00"), at("2027-01-01 00:00"))
			}
		})
	}
}

// TestTheCostIsBounded has bounds ten times what is promised: 20 µs for an instant, 2 ms
// for a year.
func TestTheCostIsBounded(t *testing.T) {
	for _, start := range began {
		p := plan(t, large(start))
		took := func(n int, work func(i int)) time.Duration {
			before := time.Now()
			for i := range n {
				work(i)
			}
			return time.Since(before) / time.Duration(n)
		}
		if each := took(2000, func(i int) { p.At(at("2026-01-01 00:00").Add(time.Duration(i) * 4 * time.Hour)) }); each > slowness*200*time.Microsecond {
			t.Errorf("since %s: an instant takes %v", start, each)
		}
		if each := took(5, func(int) { p.Entries(at("2026-01-01 00:00"), at("2027-01-01 00:00")) }); each > slowness*20*time.Millisecond {
			t.Errorf("since %s: a year takes %v", start, each)
		}
	}
}
