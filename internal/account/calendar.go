package account

import (
	"context"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/audit"
	"github.com/opsknight/opsknight/internal/auth"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/model"
)

// CreateCalendarFeed makes a link that shows a schedule, or a user's shifts, and returns
// its token, of which only the hash is stored. With an idempotency key that was used in
// the last 24 hours it makes none, and returns the one that was made then, without its
// token.
//
// Faults: Forbidden without the scope schedules:read, and, for a key or for the shifts
// of somebody else, without schedules:write; Invalid, also for an unknown schedule or
// user.
func CreateCalendarFeed(ctx context.Context, tx db.Tx, by model.Actor, in model.CreateCalendarFeedInput) (*model.CalendarFeed, string, error) {
	if err := mayMakeFeed(by, in); err != nil {
		return nil, "", err
	}
	var name string
	switch {
	case in.ScheduleID != nil && in.UserID != nil:
		return nil, "", fault.Field("user_id", "conflict", "Give schedule_id or user_id, not both.")
	case in.ScheduleID != nil:
		schedule, err := db.Schedule(ctx, tx, *in.ScheduleID)
		if err != nil {
			return nil, "", named(err, "schedule_id")
		}
		name = schedule.Name
	case in.UserID != nil:
		user, err := db.User(ctx, tx, *in.UserID)
		if err != nil {
			return nil, "", named(err, "user_id")
		}
		name = user.Name
	default:
		return nil, "", fault.Field("schedule_id", "required", "Give schedule_id or user_id.")
	}
	in.ClientMutationID = nil // it says nothing of what is asked for
	var token string
	feed, _, err := once(ctx, tx, by, "createCalendarFeed", in.IdempotencyKey, in, db.CalendarFeed, func() (*model.CalendarFeed, string, error) {
		token = auth.NewToken()
		feed := &model.CalendarFeed{
			ID: tx.NewID(model.CalendarFeedID), TokenHash: auth.Hash(token), ScheduleID: in.ScheduleID, UserID: in.UserID, OwnerID: by.UserID, CreatedAt: tx.Now,
		}
		if err := db.InsertCalendarFeed(ctx, tx, feed); err != nil {
			return nil, "", err
		}
		return feed, feed.ID, audit.Log(ctx, tx, by, audit.Subject{Noun: "calendar_feed", ID: feed.ID, Name: name}, "created")
	})
	return feed, token, err
}

// mayMakeFeed lets a person make links for what they can see themselves. A key needs
// more: a link outlives it.
func mayMakeFeed(by model.Actor, in model.CreateCalendarFeedInput) error {
	if err := by.Need(model.SchedulesRead); err != nil {
		return err
	}
	if by.Type == model.ActorUser && (in.UserID == nil || *in.UserID == by.UserID) {
		return nil
	}
	return by.Need(model.SchedulesWrite)
}

// RevokeCalendarFeed ends a link.
//
// Faults: Forbidden unless who asks has made it and has the scope schedules:read, or
// has the scope users:write; NotFound.
func RevokeCalendarFeed(ctx context.Context, tx db.Tx, by model.Actor, id string) error {
	own := by.Can(model.SchedulesRead)
	if !own && !by.Can(model.UsersWrite) {
		return by.Need(model.SchedulesRead)
	}
	feed, err := db.CalendarFeed(ctx, tx, id)
	if err != nil {
		return err
	}
	if !own || feed.OwnerID != by.UserID {
		if err := by.Need(model.UsersWrite); err != nil {
			return err
		}
	}
	if err := db.DeleteCalendarFeed(ctx, tx, id); err != nil {
		return err
	}
	return audit.Log(ctx, tx, by, audit.Subject{Noun: "calendar_feed", ID: feed.ID, Name: feed.ID}, "revoked")
}
