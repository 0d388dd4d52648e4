package oncall_test

import (
	"encoding/json"
	"os"
	"testing"
	"time"

	"github.com/opsknight/opsknight/internal/oncall"
	"github.com/opsknight/opsknight/model"
)

// vectors are the cases that define who is on call.
type vectors struct {
	Cases []struct {
		ID, Title string
		Schedule  vectorSchedule
		Checks    []struct {
			At     time.Time
			Expect []string
		}
		Windows []struct {
			Since, Until time.Time
			Entries      []struct {
				Start, End time.Time
				User       string
			}
			CoveragePercent float64 `json:"coverage_percent"`
		}
	}
}

type vectorSchedule struct {
	TimeZone string `json:"time_zone"`
	Layers   []struct {
		ID       string
		Priority int
		Start    time.Time
		End      *time.Time
		TimeZone *string `json:"time_zone"`
		Users    []string
		Rotation struct {
			Start  time.Time
			Unit   model.RotationUnit
			Length int
		}
		Restrictions []model.Restriction
	}
	Overrides []struct {
		ID, User   string
		Start, End time.Time
		Replaces   *string
	}
}

func (s vectorSchedule) definition() model.ScheduleDefinition {
	def := model.ScheduleDefinition{TimeZone: s.TimeZone}
	for _, l := range s.Layers {
		def.Layers = append(def.Layers, &model.Layer{
			ID: l.ID, Priority: l.Priority, Start: l.Start, End: l.End, TimeZone: l.TimeZone, UserIDs: l.Users,
			RotationStart: l.Rotation.Start, RotationUnit: l.Rotation.Unit, RotationLength: l.Rotation.Length, Restrictions: l.Restrictions,
		})
	}
	for _, o := range s.Overrides {
		def.Overrides = append(def.Overrides, &model.Override{ID: o.ID, UserID: o.User, Start: o.Start, End: o.End, ReplacesID: o.Replaces})
	}
	return def
}

func TestVectors(t *testing.T) {
	text, err := os.ReadFile("testdata/oncall-vectors.json")
	if err != nil {
		t.Fatal(err)
	}
	var all vectors
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	if len(all.Cases) < 31 {
		t.Fatalf("%d cases, want 31 or more", len(all.Cases))
	}
	for _, c := range all.Cases {
		t.Run(c.ID+" "+c.Title, func(t *testing.T) {
			p := plan(t, c.Schedule.definition())
			for _, check := range c.Checks {
				got, want := p.At(check.At).UserID, ""
				if len(check.Expect) > 0 {
					want = check.Expect[0]
				}
				if got != want {
					t.Errorf("at %s: %q, want %q", check.At, got, want)
				}
			}
			for _, w := range c.Windows {
				entries := p.Entries(w.Since, w.Until)
				var want []oncall.Entry
				for _, e := range w.Entries {
					want = append(want, oncall.Entry{UserID: e.User, Start: e.Start, End: e.End})
				}
				if shown(entries) != shown(want) {
					t.Errorf("from %s until %s\n%s\nwant\n%s", w.Since, w.Until, shown(entries), shown(want))
				}
				if got := oncall.CoveragePercent(entries, w.Since, w.Until); got != w.CoveragePercent {
					t.Errorf("coverage %v, want %v", got, w.CoveragePercent)
				}
			}
		})
	}
}
