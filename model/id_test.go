package model_test

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/opsknight/opsknight/model"
)

// TestIDsSortByTime makes ids at times of which many are in the same millisecond.
func TestIDsSortByTime(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	at := time.Date(2024, 1, 15, 10, 30, 0, 0, time.UTC)
	var ids []string
	for range 2000 {
		first := model.FirstID(model.IncidentID, at)
		if !model.IsID(first, model.IncidentID) {
			t.Fatalf("%s is no id", first)
		}
		made := model.NewIDs(at)
		ids = append(ids, first)
		for range 20 {
			ids = append(ids, made.New(model.IncidentID))
		}
		at = at.Add(time.Duration(1+random.IntN(400)) * time.Microsecond)
	}
	if !slices.IsSorted(ids) {
		t.Error("an id sorts before one that was made earlier, or before the first of its time")
	}
	if slices.Sort(ids); len(slices.Compact(ids)) != len(ids) {
		t.Error("an id was made twice")
	}
}

func TestFirstIDOfTimesThatNoIDHas(t *testing.T) {
	id := model.NewIDs(time.Date(1970, 1, 1, 0, 0, 0, 1000, time.UTC)).New(model.IncidentID)
	for _, tt := range []struct {
		name   string
		at     time.Time
		before bool
	}{
		{"before the first", time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC), true},
		{"the first", time.Unix(0, 0), true},
		{"in the last year", time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC), false},
	} {
		if got := model.FirstID(model.IncidentID, tt.at) < id; got != tt.before {
			t.Errorf("%s: %s lies before %s: %v", tt.name, model.FirstID(model.IncidentID, tt.at), id, got)
		}
	}
}
