package analytics

import (
	"math/bits"
	"slices"

	"github.com/opsknight/opsknight/model"
)

// grouped counts incidents by groups, of which each is in one or two: of tells their
// places, NoPlace for no second.
func grouped(incidents []model.CountedIncident, groups int, of func(*model.CountedIncident) (first, second int32)) []*model.IncidentFigures {
	found := make([]*model.IncidentFigures, groups)
	for i := range found {
		found[i] = &model.IncidentFigures{Mtta: &model.DurationFigures{}, Mttr: &model.DurationFigures{}}
	}
	for i := range incidents {
		first, second := of(&incidents[i])
		count(found[first], &incidents[i])
		if second != model.NoPlace {
			count(found[second], &incidents[i])
		}
	}
	sumUp(incidents, found, of, acknowledged, func(f *model.IncidentFigures) *model.DurationFigures { return f.Mtta })
	sumUp(incidents, found, of, resolved, func(f *model.IncidentFigures) *model.DurationFigures { return f.Mttr })
	return found
}

// count adds an incident to the figures. One that is merged into another is only counted
// as such: the other stands for it.
func count(f *model.IncidentFigures, inc *model.CountedIncident) {
	if inc.Merged {
		f.Merged++
		return
	}
	f.Incidents++
	switch model.IncidentStatuses[inc.Status] {
	case model.IncidentOpen:
		f.Open++
	case model.IncidentAcknowledged:
		f.Acknowledged++
	case model.IncidentSnoozed:
		f.Snoozed++
	case model.IncidentSuppressed:
		f.Suppressed++
	case model.IncidentResolved:
		f.Resolved++
	}
	f.AutomaticEscalations += int(inc.AutoEscalations)
	f.ManualEscalations += int(inc.HandEscalations)
	if inc.Reopens > 0 {
		f.Reopened++
	}
	if acknowledged(inc) != model.NotYet {
		f.Mtta.N++
	}
	if resolved(inc) != model.NotYet {
		f.Mttr.N++
	}
}

// acknowledged is how long an incident that stands for itself took to be acknowledged for
// the first time, and resolved until it was resolved for the last; else NotYet.
func acknowledged(inc *model.CountedIncident) int64 {
	if inc.Merged {
		return model.NotYet
	}
	return inc.Acknowledged
}

func resolved(inc *model.CountedIncident) int64 {
	if inc.Merged {
		return model.NotYet
	}
	return inc.Resolved
}

// sumUp sets one of the durations of all groups, whose N is known. The durations of each
// group lie side by side in one list.
func sumUp(
	incidents []model.CountedIncident, groups []*model.IncidentFigures, of func(*model.CountedIncident) (first, second int32),
	duration func(*model.CountedIncident) int64, figures func(*model.IncidentFigures) *model.DurationFigures,
) {
	next := make([]int, len(groups)) // where the next duration of a group goes
	all := 0
	for i, group := range groups {
		next[i] = all
		all += figures(group).N
	}
	durations := make([]int64, all)
	for i := range incidents {
		lasted := duration(&incidents[i])
		if lasted == model.NotYet {
			continue
		}
		first, second := of(&incidents[i])
		durations[next[first]] = lasted
		next[first]++
		if second != model.NoPlace {
			durations[next[second]] = lasted
			next[second]++
		}
	}
	for i, group := range groups {
		f := figures(group)
		set(f, durations[next[i]-f.N:next[i]])
	}
}

// set sums up durations of microseconds, and sorts them.
func set(f *model.DurationFigures, durations []int64) {
	if len(durations) == 0 {
		return
	}
	slices.Sort(durations)
	f.Mean, f.P50, f.P95 = seconds(mean(durations)), seconds(percentile(durations, 50)), seconds(percentile(durations, 95))
}

// mean is the arithmetic mean, rounded to the microsecond, halves up. The sum of a
// million durations of a year does not fit into 64 bits.
func mean(durations []int64) int64 {
	var high, low, carry uint64
	for _, duration := range durations {
		low, carry = bits.Add64(low, uint64(duration), 0) //nolint:gosec // not negative
		high += carry
	}
	n := uint64(len(durations))
	low, carry = bits.Add64(low, n/2, 0)
	quotient, _ := bits.Div64(high+carry, low, n)
	return int64(quotient) //nolint:gosec // at most the longest of them
}

// percentile is the nearest rank: the shortest of the durations that at least percent of
// them do not exceed. It is always one of them. They are sorted.
func percentile(durations []int64, percent int) int64 {
	rank := (len(durations)*percent + 99) / 100
	return durations[rank-1]
}

func seconds(microseconds int64) *float64 {
	value := float64(microseconds) / 1e6
	return &value
}
