// Package calendar writes the feeds that calendar programs read: RFC 5545.
package calendar

import (
	"context"
	"fmt"
	"time"

	ics "github.com/arran4/golang-ical"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/auth"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/internal/rota"
	"github.com/opsknight/opsknight/model"
)

// How far a feed reaches back and ahead.
const (
	back  = 30 * 24 * time.Hour
	ahead = 180 * 24 * time.Hour
)

// refresh is how often a program is asked to read a feed again: an hour.
const refresh = "PT1H"

// Feed returns the feed with this token.
//
// Faults: NotFound if there is none, or what it shows is gone.
func Feed(ctx context.Context, d *db.DB, token string) ([]byte, error) {
	feed, err := db.CalendarFeedByHash(ctx, d, auth.Hash(token))
	if err != nil {
		return nil, err
	}
	if feed == nil {
		return nil, fault.New(fault.NotFound, "There is no such calendar: its link was revoked, or is not complete.")
	}
	e := d.In(feed.Environment)
	now := d.Now().UTC().Truncate(time.Hour) // a feed that has not changed has the same bytes for a while
	w := rota.Window{Since: now.Add(-back), Until: now.Add(ahead)}
	if feed.ScheduleID != nil {
		return ofSchedule(ctx, e, *feed.ScheduleID, w)
	}
	return ofUser(ctx, e, *feed.UserID, w)
}

func ofSchedule(ctx context.Context, e db.Env, id string, w rota.Window) ([]byte, error) {
	schedule, err := db.Schedule(ctx, e, id)
	if err != nil {
		return nil, err
	}
	shifts, err := rota.ScheduleShifts(ctx, e, schedule, w)
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, shift := range shifts {
		ids = append(ids, shift.UserID)
	}
	users, err := db.UsersByID(ctx, e, ids)
	if err != nil {
		return nil, err
	}
	return write(schedule.Name+" on call", shifts, func(shift *model.CalendarShift) string {
		return users[shift.UserID].Name + " on call"
	})
}

func ofUser(ctx context.Context, e db.Env, id string, w rota.Window) ([]byte, error) {
	user, err := db.User(ctx, e, id)
	if err != nil {
		return nil, err
	}
	shifts, err := rota.PersonShifts(ctx, e, id, w)
	if err != nil {
		return nil, err
	}
	return write(user.Name+" on call", shifts, func(shift *model.CalendarShift) string {
		return "On call: " + shift.Schedule.Name
	})
}

// write makes a calendar of shifts. An event's UID is the same as long as the shift has
// its user and its start, whatever the feed.
func write(name string, shifts []*model.CalendarShift, summary func(*model.CalendarShift) string) ([]byte, error) {
	calendar := ics.NewCalendarFor("OpsKnight")
	calendar.SetMethod(ics.MethodPublish)
	calendar.SetName(name)
	calendar.SetXWRCalName(name)
	calendar.SetRefreshInterval(refresh, ics.WithValue("DURATION"))
	calendar.SetXPublishedTTL(refresh)
	for _, shift := range shifts {
		event := calendar.AddEvent(fmt.Sprintf("%s-%s-%d@opsknight", shift.Schedule.ID, shift.UserID, shift.Start.Unix()))
		event.SetDtStampTime(shift.Schedule.UpdatedAt)
		event.SetStartAt(shift.Start)
		event.SetEndAt(shift.End)
		event.SetSummary(summary(shift))
		event.SetTimeTransparency(ics.TransparencyTransparent) // who is on call is not busy
	}
	return []byte(calendar.Serialize(ics.WithNewLineWindows)), nil
}
