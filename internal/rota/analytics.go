package rota

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/internal/oncall"
	"github.com/opsknight/opsknight/model"
)

// MaxAnalyzed is how many shifts of all schedules together are looked at at once.
const MaxAnalyzed = 200_000

// Analyze tells how long people are on call in a window by these schedules, as they now
// are. Of schedules and users those with the most time are first.
//
// Faults: as of Entries; Invalid if the schedules have too many changes together.
func Analyze(ctx context.Context, r db.Reader, scheduleIDs []string, w Window) (*model.OnCallAnalytics, error) {
	found := &model.OnCallAnalytics{Since: w.Since.UTC(), Until: w.Until.UTC(), Users: []*model.UserOnCallTime{}, Schedules: []*model.ScheduleOnCallTime{}}
	shifts := map[string][]oncall.Entry{}     // by user
	times := map[string][]*model.OnCallTime{} // by user
	err := eachEntries(ctx, r, scheduleIDs, w, func(id string, entries []oncall.Entry) {
		of := scheduleTime(id, entries, w)
		for _, time := range of.Users {
			times[time.UserID] = append(times[time.UserID], time)
		}
		for _, entry := range entries {
			shifts[entry.UserID] = append(shifts[entry.UserID], entry)
		}
		found.Schedules = append(found.Schedules, of)
	})
	if err != nil {
		return nil, err
	}
	for id, of := range times {
		user := &model.UserOnCallTime{UserID: id, Seconds: union(shifts[id]).Seconds(), Shifts: len(shifts[id]), Schedules: of}
		slices.SortFunc(of, longest)
		found.Users = append(found.Users, user)
	}
	slices.SortFunc(found.Users, func(a, b *model.UserOnCallTime) int {
		return cmp.Or(cmp.Compare(b.Seconds, a.Seconds), cmp.Compare(a.UserID, b.UserID))
	})
	slices.SortFunc(found.Schedules, func(a, b *model.ScheduleOnCallTime) int {
		return cmp.Or(cmp.Compare(b.Seconds, a.Seconds), cmp.Compare(a.ScheduleID, b.ScheduleID))
	})
	return found, nil
}

// CoverageGaps returns when nobody is on call in a window by each of these schedules, the
// earliest first.
//
// Faults: as of Analyze.
func CoverageGaps(ctx context.Context, r db.Reader, scheduleIDs []string, w Window) ([]*model.CoverageGap, error) {
	var found []*model.CoverageGap
	err := eachEntries(ctx, r, scheduleIDs, w, func(id string, entries []oncall.Entry) {
		for _, gap := range oncall.Gaps(entries, w.Since, w.Until) {
			found = append(found, &model.CoverageGap{ScheduleID: id, Start: gap.Start, End: gap.End})
		}
	})
	slices.SortFunc(found, func(a, b *model.CoverageGap) int {
		return cmp.Or(a.Start.Compare(b.Start), a.End.Compare(b.End), cmp.Compare(a.ScheduleID, b.ScheduleID))
	})
	return found, err
}

// eachEntries hands who is on call in a window by each schedule to work.
func eachEntries(ctx context.Context, r db.Reader, scheduleIDs []string, w Window, work func(id string, entries []oncall.Entry)) error {
	if err := w.Check(); err != nil {
		return err
	}
	all, enough := 0, false
	err := plans(ctx, r, scheduleIDs, w.Since, w.Until, func(id string, plan *oncall.Plan) {
		if enough || ctx.Err() != nil {
			return
		}
		entries := plan.Entries(w.Since, w.Until)
		all += len(entries)
		if enough = len(entries) > oncall.MaxEntries || all > MaxAnalyzed; !enough {
			work(id, entries)
		}
	})
	if err == nil && enough {
		err = fault.Field("until", "out_of_range",
			"There are more than %d changes between since and until by one schedule, or than %d by all: ask for less time, or for some schedules.", oncall.MaxEntries, MaxAnalyzed)
	}
	if err == nil {
		err = ctx.Err()
	}
	return err
}

// scheduleTime sums up the entries of a schedule.
func scheduleTime(id string, entries []oncall.Entry, w Window) *model.ScheduleOnCallTime {
	of := &model.ScheduleOnCallTime{
		ScheduleID: id, CoveragePercent: oncall.CoveragePercent(entries, w.Since, w.Until), Users: []*model.OnCallTime{}, Gaps: []*model.ScheduleGap{},
	}
	var covered time.Duration
	byUser := map[string]time.Duration{}
	shifts := map[string]int{}
	for _, entry := range entries {
		lasts := entry.End.Sub(entry.Start)
		covered += lasts
		byUser[entry.UserID] += lasts
		shifts[entry.UserID]++
	}
	of.Seconds = covered.Seconds()
	for user, lasts := range byUser {
		of.Users = append(of.Users, &model.OnCallTime{ScheduleID: id, UserID: user, Seconds: lasts.Seconds(), Shifts: shifts[user]})
	}
	slices.SortFunc(of.Users, longest)
	for _, gap := range oncall.Gaps(entries, w.Since, w.Until) {
		of.Gaps = append(of.Gaps, &model.ScheduleGap{Start: gap.Start, End: gap.End})
	}
	return of
}

func longest(a, b *model.OnCallTime) int {
	return cmp.Or(cmp.Compare(b.Seconds, a.Seconds), cmp.Compare(a.UserID, b.UserID), cmp.Compare(a.ScheduleID, b.ScheduleID))
}

// union is how long at least one of these entries lasts. It sorts them.
func union(entries []oncall.Entry) time.Duration {
	slices.SortFunc(entries, func(a, b oncall.Entry) int { return a.Start.Compare(b.Start) })
	var sum time.Duration
	var until time.Time
	for _, entry := range entries {
		if entry.Start.After(until) {
			until = entry.Start
		}
		if entry.End.After(until) {
			sum += entry.End.Sub(until)
			until = entry.End
		}
	}
	return sum
}
