package account

import (
	"context"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/model"
)

// CreateOverride puts one user on call for a time. With an idempotency key that was
// used in the last 24 hours it makes no override, and returns the one that was made
// then, and true.
//
// Faults: Forbidden without the scope schedules:write; NotFound; Invalid, also for an
// unknown user.
func CreateOverride(ctx context.Context, tx db.Tx, by model.Actor, in model.CreateOverrideInput) (_ *model.Schedule, _ *model.Override, replayed bool, _ error) {
	schedule, err := scheduleToChange(ctx, tx, by, in.ScheduleID)
	if err != nil {
		return nil, nil, false, err
	}
	if err := model.CheckOverride(in.Start, in.End); err != nil {
		return nil, nil, false, err
	}
	in.ClientMutationID = nil
	override, replayed, err := once(ctx, tx, by, "createOverride:"+in.ScheduleID, in.IdempotencyKey, in, db.Override, func() (*model.Override, string, error) {
		override := &model.Override{ID: tx.NewID(model.OverrideID), UserID: in.UserID, Start: in.Start.UTC(), End: in.End.UTC(), ReplacesID: in.Replaces}
		if err := checkOverrideUsers(ctx, tx, override); err != nil {
			return nil, "", err
		}
		if err := db.InsertOverrides(ctx, tx, schedule.ID, []*model.Override{override}); err != nil {
			return nil, "", err
		}
		return override, override.ID, overridden(ctx, tx, by, schedule, "override_created", nil, override)
	})
	return schedule, override, replayed, err
}

func checkOverrideUsers(ctx context.Context, tx db.Tx, override *model.Override) error {
	if err := checkUsers(ctx, tx, "user", override.UserID); err != nil || override.ReplacesID == nil {
		return err
	}
	return checkUsers(ctx, tx, "replaces", *override.ReplacesID)
}

// UpdateOverride changes what the input gives of an override. It keeps its place
// among the others.
//
// Faults: as of CreateOverride.
func UpdateOverride(ctx context.Context, tx db.Tx, by model.Actor, in model.UpdateOverrideInput) (*model.Schedule, *model.Override, error) {
	schedule, override, err := overrideToChange(ctx, tx, by, in.ScheduleID, in.OverrideID)
	if err != nil {
		return nil, nil, err
	}
	before := *override
	if in.UserID != nil {
		override.UserID = *in.UserID
	}
	if in.Start != nil {
		override.Start = in.Start.UTC()
	}
	if in.End != nil {
		override.End = in.End.UTC()
	}
	if replaces, given := in.Replaces.ValueOK(); given {
		override.ReplacesID = replaces
	}
	if err := model.CheckOverride(override.Start, override.End); err != nil {
		return nil, nil, err
	}
	if err := checkOverrideUsers(ctx, tx, override); err != nil {
		return nil, nil, err
	}
	if string(model.ToJSON(&before)) == string(model.ToJSON(override)) {
		return schedule, override, nil
	}
	if err := db.UpdateOverride(ctx, tx, override); err != nil {
		return nil, nil, err
	}
	return schedule, override, overridden(ctx, tx, by, schedule, "override_updated", &before, override)
}

// DeleteOverride takes an override back.
//
// Faults: Forbidden without the scope schedules:write; NotFound.
func DeleteOverride(ctx context.Context, tx db.Tx, by model.Actor, scheduleID, overrideID string) (*model.Schedule, error) {
	schedule, override, err := overrideToChange(ctx, tx, by, scheduleID, overrideID)
	if err != nil {
		return nil, err
	}
	if err := db.DeleteOverride(ctx, tx, overrideID); err != nil {
		return nil, err
	}
	return schedule, overridden(ctx, tx, by, schedule, "override_deleted", override, nil)
}

func overrideToChange(ctx context.Context, tx db.Tx, by model.Actor, scheduleID, overrideID string) (*model.Schedule, *model.Override, error) {
	schedule, err := scheduleToChange(ctx, tx, by, scheduleID)
	if err != nil {
		return nil, nil, err
	}
	override, err := db.Override(ctx, tx, overrideID)
	if err == nil && override.ScheduleID != scheduleID {
		err = fault.New(fault.NotFound, "The schedule has no override %s.", overrideID)
	}
	return schedule, override, err
}

// overridden records in its schedule that an override has changed.
func overridden(ctx context.Context, tx db.Tx, by model.Actor, schedule *model.Schedule, done string, was, is *model.Override) error {
	change := model.Change{}
	if was != nil {
		change.Before = shownOverrides(was)[0]
	}
	if is != nil {
		change.After = shownOverrides(is)[0]
	}
	before := *schedule
	return saveSchedule(ctx, tx, by, &before, schedule, done, model.Changes{"override": change})
}

// shownOverride is an override as the audit log shows it.
type shownOverride struct {
	ID       string    `json:"id"`
	User     string    `json:"user"`
	Start    time.Time `json:"start"`
	End      time.Time `json:"end"`
	Replaces *string   `json:"replaces"`
}

func shownOverrides(overrides ...*model.Override) []shownOverride {
	shown := make([]shownOverride, len(overrides))
	for i, o := range overrides {
		shown[i] = shownOverride{o.ID, o.UserID, o.Start.UTC(), o.End.UTC(), o.ReplacesID}
	}
	return shown
}
