package account

import (
	"context"
	"errors"
	"fmt"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/audit"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/model"
)

// CreateSchedule makes a schedule with its layers and overrides. With an idempotency
// key that was used in the last 24 hours it makes none, and returns the one that was
// made then, and true.
//
// Faults: Forbidden without the scope schedules:write; Invalid, also for an unknown
// user; Conflict if another schedule has the name.
func CreateSchedule(ctx context.Context, tx db.Tx, by model.Actor, in model.CreateScheduleInput) (_ *model.Schedule, replayed bool, _ error) {
	if err := by.Need(model.SchedulesWrite); err != nil {
		return nil, false, err
	}
	if err := in.Validate(); err != nil {
		return nil, false, err
	}
	in.ClientMutationID = nil // it says nothing of what is asked for
	return once(ctx, tx, by, "createSchedule", in.IdempotencyKey, in, db.Schedule, func() (*model.Schedule, string, error) {
		schedule := &model.Schedule{
			ID: tx.NewID(model.ScheduleID), Name: in.Name, Description: in.Description, TimeZone: in.TimeZone, Kept: model.NewKept(tx.Now),
		}
		changes, err := db.InsertKept(ctx, tx, schedule)
		if errors.Is(err, db.ErrUnique) {
			return nil, "", scheduleNameTaken(in.Name)
		}
		if err != nil {
			return nil, "", err
		}
		layers, err := mergeLayers(tx.Stamp, nil, in.Layers, nil)
		if err != nil {
			return nil, "", err
		}
		layered, err := storeLayers(ctx, tx, schedule, nil, layers)
		if err != nil {
			return nil, "", err
		}
		overridden, err := addOverrides(ctx, tx, schedule, in.Overrides)
		if err != nil {
			return nil, "", err
		}
		return schedule, schedule.ID, audit.Log(ctx, tx, by, scheduleSubject(schedule), "created", changes, layered, overridden)
	})
}

func scheduleSubject(schedule *model.Schedule) audit.Subject {
	return audit.Subject{Noun: "schedule", ID: schedule.ID, Name: schedule.Name}
}

func scheduleNameTaken(name string) error {
	return fault.New(fault.Conflict, "Another schedule has the name %s.", name)
}

// UpdateSchedule changes what the input gives of a schedule: its layers as a whole,
// at all times or from a date on.
//
// Faults: as of CreateSchedule; NotFound; Conflict if IfMatch is not the schedule's
// etag.
func UpdateSchedule(ctx context.Context, tx db.Tx, by model.Actor, in model.UpdateScheduleInput) (*model.Schedule, error) {
	schedule, err := scheduleToChange(ctx, tx, by, in.ID)
	if err != nil {
		return nil, err
	}
	if err := in.Validate(); err != nil {
		return nil, err
	}
	if err := model.MatchEtag(in.IfMatch, schedule.Etag(), "schedule"); err != nil {
		return nil, err
	}
	before := *schedule
	if in.Name != nil {
		schedule.Name = *in.Name
	}
	if description, given := in.Description.ValueOK(); given {
		schedule.Description = description
	}
	if in.TimeZone != nil {
		schedule.TimeZone = *in.TimeZone
	}
	var layered model.Changes
	if in.Layers != nil {
		was, err := layersOf(ctx, tx, schedule)
		if err != nil {
			return nil, err
		}
		layers, err := mergeLayers(tx.Stamp, was, in.Layers, in.EffectiveAt)
		if err != nil {
			return nil, err
		}
		if layered, err = storeLayers(ctx, tx, schedule, was, layers); err != nil {
			return nil, err
		}
	}
	return schedule, saveSchedule(ctx, tx, by, &before, schedule, "updated", layered)
}

// saveSchedule stores what has changed of a schedule, and that it has changed if only
// its layers or overrides have, and logs it.
func saveSchedule(ctx context.Context, tx db.Tx, by model.Actor, before, schedule *model.Schedule, done string, parts model.Changes) error {
	changes, err := db.UpdateChanged(ctx, tx, before, schedule)
	if errors.Is(err, db.ErrUnique) {
		return scheduleNameTaken(schedule.Name)
	}
	if err != nil || changes == nil && parts == nil {
		return err
	}
	if changes == nil {
		if err := db.TouchSchedule(ctx, tx, schedule); err != nil {
			return err
		}
	}
	return audit.Log(ctx, tx, by, scheduleSubject(schedule), done, changes, parts)
}

// DeleteSchedule archives a schedule.
//
// Faults: Forbidden without the scope schedules:write; NotFound; Conflict, naming
// them, if policies need the schedule.
func DeleteSchedule(ctx context.Context, tx db.Tx, by model.Actor, id string) error {
	schedule, err := scheduleToChange(ctx, tx, by, id)
	if err != nil {
		return err
	}
	needed, err := db.ScheduleUses(ctx, tx, id)
	if err != nil {
		return err
	}
	if err := fault.InUse("Schedule "+schedule.Name, needed); err != nil {
		return err
	}
	before := *schedule
	schedule.ArchivedAt = &tx.Now
	if _, err := db.UpdateChanged(ctx, tx, &before, schedule); err != nil {
		return err
	}
	return audit.Log(ctx, tx, by, scheduleSubject(schedule), "deleted")
}

func scheduleToChange(ctx context.Context, tx db.Tx, by model.Actor, id string) (*model.Schedule, error) {
	if err := by.Need(model.SchedulesWrite); err != nil {
		return nil, err
	}
	return db.LockSchedule(ctx, tx, id)
}

// checkUsers returns Invalid of the field unless each user exists.
func checkUsers(ctx context.Context, tx db.Tx, field string, ids ...string) error {
	found, err := db.UsersByID(ctx, tx, ids)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if user := found[id]; user == nil || user.ArchivedAt != nil {
			return unknownUser(field, id)
		}
	}
	return nil
}

func unknownUser(field, id string) error {
	return fault.Field(field, "not_found", "There is no user %s.", id)
}

// addOverrides stores overrides that come with a new schedule.
func addOverrides(ctx context.Context, tx db.Tx, schedule *model.Schedule, given []*model.OverrideInput) (model.Changes, error) {
	if len(given) == 0 {
		return nil, nil
	}
	overrides := make([]*model.Override, len(given))
	for i, in := range given {
		users := []string{in.UserID}
		if in.Replaces != nil {
			users = append(users, *in.Replaces)
		}
		if err := checkUsers(ctx, tx, fmt.Sprintf("overrides.%d.user", i), users...); err != nil {
			return nil, err
		}
		overrides[i] = &model.Override{ID: tx.NewID(model.OverrideID), UserID: in.UserID, Start: in.Start.UTC(), End: in.End.UTC(), ReplacesID: in.Replaces}
	}
	changes := model.Changes{"overrides": {After: shownOverrides(overrides...)}}
	return changes, db.InsertOverrides(ctx, tx, schedule.ID, overrides)
}
