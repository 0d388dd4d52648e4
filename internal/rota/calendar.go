package rota

import (
	"context"
	"slices"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/oncall"
	"github.com/opsknight/opsknight/model"
)

// ScheduleShifts returns the shifts by a schedule that touch a window, the earliest
// first, with their true ends: they stay the same as the window moves on. There are at
// most 10,000, the earliest.
func ScheduleShifts(ctx context.Context, r db.Reader, schedule *model.Schedule, w Window) ([]*model.CalendarShift, error) {
	return wholeShifts(ctx, r, []*model.Schedule{schedule}, w, func(string) bool { return true })
}

// PersonShifts returns a user's shifts by all schedules, as ScheduleShifts does.
func PersonShifts(ctx context.Context, r db.Reader, userID string, w Window) ([]*model.CalendarShift, error) {
	schedules, err := db.SchedulesOfUser(ctx, r, userID, w.Since, w.Until)
	if err != nil {
		return nil, err
	}
	return wholeShifts(ctx, r, schedules, w, func(id string) bool { return id == userID })
}

func wholeShifts(ctx context.Context, r db.Reader, schedules []*model.Schedule, w Window, wanted func(userID string) bool) ([]*model.CalendarShift, error) {
	byID := map[string]*model.Schedule{}
	var ids []string
	for _, schedule := range schedules {
		byID[schedule.ID] = schedule
		ids = append(ids, schedule.ID)
	}
	var shifts []*model.CalendarShift
	err := plans(ctx, r, ids, w.Since.Add(-oncall.MaxWindow), w.Until.Add(oncall.MaxWindow), func(id string, plan *oncall.Plan) {
		for _, entry := range plan.Entries(w.Since, w.Until) {
			if wanted(entry.UserID) {
				start, end := trueEnds(plan, entry, w)
				shifts = append(shifts, &model.CalendarShift{Schedule: byID[id], UserID: entry.UserID, Start: start, End: end})
			}
		}
	})
	slices.SortFunc(shifts, func(a, b *model.CalendarShift) int {
		if c := a.Start.Compare(b.Start); c != 0 {
			return c
		}
		return slices.Index(ids, a.Schedule.ID) - slices.Index(ids, b.Schedule.ID)
	})
	return shifts[:min(len(shifts), oncall.MaxEntries)], err
}

// trueEnds returns when an entry that a window may have cut really begins and ends. A
// shift that is longer than can be looked back begins with the year.
func trueEnds(plan *oncall.Plan, entry oncall.Entry, w Window) (start, end time.Time) {
	start, end = entry.Start, entry.End
	if start.Equal(w.Since) {
		if since := plan.ShiftAt(start).Since; since != nil {
			start = *since
		} else {
			start = time.Unix(start.Unix()-int64(start.UTC().YearDay()-1)*daySeconds, 0).UTC().Truncate(24 * time.Hour)
		}
	}
	if end.Equal(w.Until) {
		if until := plan.ShiftAt(end.Add(-time.Second)).Until; until != nil {
			end = *until
		}
	}
	return start, end
}

const daySeconds = 24 * 60 * 60
