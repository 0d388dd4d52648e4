package account

import (
	"context"
	"maps"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/rota"
	"github.com/opsknight/opsknight/model"
)

// PreviewSchedule tells who would be on call by a schedule that is not stored, and
// whose shifts from now on it would move.
//
// Faults: Forbidden without the scope schedules:read; NotFound of the schedule that it
// would replace; Invalid, also for an unknown user.
func PreviewSchedule(ctx context.Context, e db.Env, by model.Actor, in model.PreviewScheduleInput) (*model.SchedulePreview, error) {
	if err := by.Need(model.SchedulesRead); err != nil {
		return nil, err
	}
	if err := in.Validate(); err != nil {
		return nil, err
	}
	stored := &model.ScheduleDefinition{}
	if in.ScheduleID != nil {
		if _, err := db.Schedule(ctx, e, *in.ScheduleID); err != nil {
			return nil, err
		}
		found, err := db.ScheduleDefinitions(ctx, e, []string{*in.ScheduleID}, in.Since, in.Until)
		if err != nil {
			return nil, err
		}
		stored = found[*in.ScheduleID]
	}
	wanted, err := wantedDefinition(ctx, e, *stored, in)
	if err != nil {
		return nil, err
	}
	if in.ScheduleID == nil {
		return rota.Preview(nil, wanted, rota.Window{Since: in.Since, Until: in.Until}, e.Now())
	}
	return rota.Preview(stored, wanted, rota.Window{Since: in.Since, Until: in.Until}, e.Now())
}

// wantedDefinition is a stored schedule with what the input gives in its place.
func wantedDefinition(ctx context.Context, e db.Env, stored model.ScheduleDefinition, in model.PreviewScheduleInput) (model.ScheduleDefinition, error) {
	wanted := stored
	var users, added []string
	if in.TimeZone != nil {
		wanted.TimeZone = *in.TimeZone
	}
	if in.Layers != nil {
		layers, err := mergeLayers(e.Stamp(), stored.Layers, in.Layers, in.EffectiveAt)
		if err != nil {
			return wanted, err
		}
		wanted.Layers = layers
		for _, layer := range layers {
			users = append(users, layer.UserIDs...)
		}
		added = newUsers(stored.Layers, layers)
	}
	if in.Overrides != nil {
		wanted.Overrides = nil
		for _, o := range in.Overrides {
			wanted.Overrides = append(wanted.Overrides, &model.Override{UserID: o.UserID, Start: o.Start, End: o.End, ReplacesID: o.Replaces})
			users, added = append(users, o.UserID), append(added, o.UserID)
			if o.Replaces != nil {
				users, added = append(users, *o.Replaces), append(added, *o.Replaces)
			}
		}
	}
	found, err := db.UsersByID(ctx, e, users)
	if err != nil {
		return wanted, err
	}
	for _, id := range added {
		if user := found[id]; user == nil || user.ArchivedAt != nil {
			return wanted, unknownUser("users", id)
		}
	}
	wanted.Disabled = maps.Clone(stored.Disabled)
	if wanted.Disabled == nil {
		wanted.Disabled = map[string]bool{}
	}
	for id, user := range found {
		if user.Status == model.UserDisabled {
			wanted.Disabled[id] = true
		}
	}
	return wanted, nil
}
