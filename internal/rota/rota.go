// Package rota reads schedules and tells by package oncall who is on call: for the
// API, the calendar feeds and the pager alike.
package rota

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/internal/oncall"
	"github.com/opsknight/opsknight/model"
)

// OnCalls returns who is on call at a time by each of these schedules, and since and
// until when, for a loader. Schedules that do not exist are left out; Schedule is not
// set.
func OnCalls(ctx context.Context, r db.Reader, scheduleIDs []string, at time.Time) (map[string]*model.OnCall, error) {
	found := map[string]*model.OnCall{}
	err := plans(ctx, r, scheduleIDs, at.Add(-oncall.MaxWindow), at.Add(oncall.MaxWindow), func(id string, plan *oncall.Plan) {
		shift := plan.ShiftAt(at)
		found[id] = &model.OnCall{
			At: at, UserID: orNil(shift.UserID), LayerID: orNil(shift.LayerID), OverrideID: orNil(shift.OverrideID), Since: shift.Since, Until: shift.Until,
		}
	})
	return found, err
}

// The times that both databases compare as they follow.
var (
	first = time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC)         //nolint:forbidigo // in UTC
	last  = time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC) //nolint:forbidigo // in UTC
)

// plans makes schedules ready to be asked for a time between since and until.
func plans(ctx context.Context, r db.Reader, scheduleIDs []string, since, until time.Time, work func(id string, plan *oncall.Plan)) error {
	if len(scheduleIDs) == 0 {
		return nil
	}
	if since.Before(first) {
		since = first
	}
	if until.After(last) {
		until = last
	}
	definitions, err := db.ScheduleDefinitions(ctx, r, scheduleIDs, since, until)
	if err != nil {
		return err
	}
	for id, definition := range definitions {
		plan, err := oncall.New(*definition)
		if err != nil {
			return fmt.Errorf("schedule %s: %w", id, err)
		}
		work(id, plan)
	}
	return nil
}

// Entries returns who is on call by a schedule in a window.
//
// Faults: Invalid for a time that is empty, too long, or has too many changes.
func Entries(ctx context.Context, r db.Reader, schedule *model.Schedule, w Window) (*model.ScheduleEntries, error) {
	if err := w.Check(); err != nil {
		return nil, err
	}
	definitions, err := db.ScheduleDefinitions(ctx, r, []string{schedule.ID}, w.Since, w.Until)
	if err != nil {
		return nil, err
	}
	return entriesOf(*definitions[schedule.ID], w)
}

func entriesOf(definition model.ScheduleDefinition, w Window) (*model.ScheduleEntries, error) {
	since, until := w.Since, w.Until
	plan, err := oncall.New(definition)
	if err != nil {
		return nil, err
	}
	entries := plan.Entries(since, until)
	if len(entries) > oncall.MaxEntries {
		return nil, tooMany()
	}
	found := &model.ScheduleEntries{
		Since: since.UTC(), Until: until.UTC(), Entries: shown(entries), CoveragePercent: oncall.CoveragePercent(entries, since, until),
		Gaps: []*model.ScheduleGap{}, Layers: []*model.LayerEntries{},
	}
	for _, gap := range oncall.Gaps(entries, since, until) {
		found.Gaps = append(found.Gaps, &model.ScheduleGap{Start: gap.Start, End: gap.End})
	}
	all := len(entries)
	for i, layer := range definition.Layers {
		alone := plan.LayerEntries(i, since, until)
		if all += len(alone); all > 2*oncall.MaxEntries {
			return nil, tooMany()
		}
		found.Layers = append(found.Layers, &model.LayerEntries{LayerID: layer.ID, Index: i, Entries: shown(alone)})
	}
	return found, nil
}

func tooMany() error {
	return fault.Field("until", "out_of_range", "There are more than %d changes between since and until: ask for less time.", oncall.MaxEntries)
}

func shown(entries []oncall.Entry) []*model.ScheduleEntry {
	found := make([]*model.ScheduleEntry, len(entries))
	for i, entry := range entries {
		found[i] = &model.ScheduleEntry{UserID: entry.UserID, Start: entry.Start, End: entry.End}
	}
	return found
}

// Window is a time to look at.
type Window struct{ Since, Until time.Time }

const week = 7 * 24 * time.Hour

// Month is how long a window of analytics is if nothing is said.
const Month = 30 * 24 * time.Hour

// WindowOf returns the window from since until until: what is left out is now, and a
// week.
func WindowOf(now time.Time, since, until *time.Time) Window {
	w := Window{Since: now.UTC().Truncate(time.Microsecond)}
	if since != nil {
		w.Since = *since
	}
	w.Until = w.Since.Add(week)
	if until != nil {
		w.Until = *until
	}
	return w
}

// PastWindowOf returns the window from since until until: what is left out is now, and 30
// days before it.
func PastWindowOf(now time.Time, since, until *time.Time) Window {
	w := Window{Until: now.UTC().Truncate(time.Microsecond)}
	if until != nil {
		w.Until = *until
	}
	w.Since = w.Until.Add(-Month)
	if since != nil {
		w.Since = *since
	}
	return w
}

// NextWindowOf is WindowOf with 30 days.
func NextWindowOf(now time.Time, since, until *time.Time) Window {
	w := WindowOf(now, since, until)
	if until == nil {
		w.Until = w.Since.Add(Month)
	}
	return w
}

// Check says what is wrong with the window.
func (w Window) Check() error {
	switch {
	case !w.Until.After(w.Since):
		return fault.Field("until", "out_of_range", "until is not after since.")
	case w.Since.UTC().Year() < 1 || w.Until.UTC().Year() > 9999:
		return fault.Field("until", "out_of_range", "since and until are in the years 1 to 9999.")
	case w.Until.Sub(w.Since) > oncall.MaxWindow:
		return fault.Field("until", "out_of_range", "From since to until are at most 366 days.")
	}
	return nil
}

// UserShifts returns when a user is on call in a window, the earliest first, by all
// schedules.
//
// Faults: as of Entries.
func UserShifts(ctx context.Context, r db.Reader, userID string, w Window) ([]*model.Shift, error) {
	if err := w.Check(); err != nil {
		return nil, err
	}
	since, until := w.Since, w.Until
	schedules, err := db.SchedulesOfUser(ctx, r, userID, since, until)
	if err != nil {
		return nil, err
	}
	byID := map[string]*model.Schedule{}
	var ids []string
	for _, schedule := range schedules {
		byID[schedule.ID] = schedule
		ids = append(ids, schedule.ID)
	}
	shifts := []*model.Shift{}
	err = plans(ctx, r, ids, since, until, func(id string, plan *oncall.Plan) {
		for _, entry := range plan.Entries(since, until) {
			if entry.UserID == userID {
				shifts = append(shifts, &model.Shift{Schedule: byID[id], Start: entry.Start, End: entry.End})
			}
		}
	})
	if err == nil && len(shifts) > oncall.MaxEntries {
		err = tooMany()
	}
	slices.SortFunc(shifts, func(a, b *model.Shift) int {
		if c := a.Start.Compare(b.Start); c != 0 {
			return c
		}
		return slices.Index(ids, a.Schedule.ID) - slices.Index(ids, b.Schedule.ID)
	})
	return shifts, err
}

func orNil(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}
