package account

import (
	"context"
	"slices"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/model"
)

// AddLayer adds a layer to a schedule, after those that it has. With an idempotency
// key that was used in the last 24 hours it adds none, and returns the one that was
// added then, and true.
//
// Faults: Forbidden without the scope schedules:write; NotFound; Invalid, also for an
// unknown user.
func AddLayer(ctx context.Context, tx db.Tx, by model.Actor, in model.AddScheduleLayerInput) (_ *model.Schedule, _ *model.Layer, replayed bool, _ error) {
	schedule, err := scheduleToChange(ctx, tx, by, in.ScheduleID)
	if err != nil {
		return nil, nil, false, err
	}
	in.Layer.ID = nil // a new one
	if err := model.CheckLayer(in.Layer, nil); err != nil {
		return nil, nil, false, err
	}
	was, err := layersOf(ctx, tx, schedule)
	if err != nil {
		return nil, nil, false, err
	}
	in.ClientMutationID = nil
	read := func(_ context.Context, _ db.Reader, id string) (*model.Layer, error) { return layerOf(was, id) }
	layer, replayed, err := once(ctx, tx, by, "addScheduleLayer:"+in.ScheduleID, in.IdempotencyKey, in, read, func() (*model.Layer, string, error) {
		layer := in.Layer.Layer(tx.Now)
		layer.ID = tx.NewID(model.LayerID)
		return layer, layer.ID, changeLayers(ctx, tx, by, schedule, was, append(slices.Clone(was), layer), "layer_added")
	})
	return schedule, layer, replayed, err
}

// UpdateLayer changes what the input gives of a layer, at all times or from a date
// on: then the layer ends there, and another that begins there has the change.
//
// Faults: as of AddLayer; Conflict if the layer has ended before the date.
func UpdateLayer(ctx context.Context, tx db.Tx, by model.Actor, in model.UpdateScheduleLayerInput) (*model.Schedule, *model.Layer, error) {
	schedule, err := scheduleToChange(ctx, tx, by, in.ScheduleID)
	if err != nil {
		return nil, nil, err
	}
	was, err := layersOf(ctx, tx, schedule)
	if err != nil {
		return nil, nil, err
	}
	layer, err := layerOf(was, in.LayerID)
	if err != nil {
		return nil, nil, err
	}
	changed := changedLayer(layer, in)
	if err := model.CheckLayer(changed, in.EffectiveAt); err != nil {
		return nil, nil, err
	}
	wanted := changed.Layer(tx.Now)
	after, err := applyLayer(tx.Stamp, layer, wanted, in.EffectiveAt)
	if err != nil {
		return nil, nil, err
	}
	i := slices.Index(was, layer)
	layers := slices.Concat(was[:i], after, was[i+1:])
	return schedule, after[len(after)-1], changeLayers(ctx, tx, by, schedule, was, layers, "layer_updated")
}

// changedLayer describes a layer with what the input changes of it.
func changedLayer(layer *model.Layer, in model.UpdateScheduleLayerInput) *model.ScheduleLayerInput {
	changed := layer.Input()
	if name, given := in.Name.ValueOK(); given {
		changed.Name = name
	}
	if end, given := in.End.ValueOK(); given {
		changed.End = end
	}
	if zone, given := in.TimeZone.ValueOK(); given {
		changed.TimeZone = zone
	}
	if in.Priority != nil {
		changed.Priority = *in.Priority
	}
	if in.Start != nil {
		changed.Start = in.Start
	}
	if in.Users != nil {
		changed.Users = in.Users
	}
	if in.Rotation != nil {
		if in.Rotation.Start == nil {
			in.Rotation.Start = &layer.RotationStart
		}
		changed.Rotation = in.Rotation
	}
	if in.Restrictions != nil {
		changed.Restrictions = in.Restrictions
	}
	return changed
}

// RemoveLayer removes a layer, or ends it at a date.
//
// Faults: Forbidden without the scope schedules:write; NotFound; Invalid; Conflict if
// the layer has ended before the date.
func RemoveLayer(ctx context.Context, tx db.Tx, by model.Actor, in model.RemoveScheduleLayerInput) (*model.Schedule, error) {
	schedule, err := scheduleToChange(ctx, tx, by, in.ScheduleID)
	if err != nil {
		return nil, err
	}
	was, err := layersOf(ctx, tx, schedule)
	if err != nil {
		return nil, err
	}
	layer, err := layerOf(was, in.LayerID)
	if err != nil {
		return nil, err
	}
	if err := model.CheckEffectiveAt(in.EffectiveAt); err != nil {
		return nil, err
	}
	after, err := applyLayer(tx.Stamp, layer, nil, in.EffectiveAt)
	if err != nil {
		return nil, err
	}
	i := slices.Index(was, layer)
	return schedule, changeLayers(ctx, tx, by, schedule, was, slices.Concat(was[:i], after, was[i+1:]), "layer_removed")
}

// changeLayers stores the layers of a schedule after a change, and logs it.
func changeLayers(ctx context.Context, tx db.Tx, by model.Actor, schedule *model.Schedule, was, layers []*model.Layer, done string) error {
	changes, err := storeLayers(ctx, tx, schedule, was, layers)
	if err != nil {
		return err
	}
	before := *schedule
	return saveSchedule(ctx, tx, by, &before, schedule, done, changes)
}

func layersOf(ctx context.Context, r db.Reader, schedule *model.Schedule) ([]*model.Layer, error) {
	found, err := db.LayersBySchedule(ctx, r, []string{schedule.ID})
	return found[schedule.ID], err
}

func layerOf(layers []*model.Layer, id string) (*model.Layer, error) {
	for _, layer := range layers {
		if layer.ID == id {
			return layer, nil
		}
	}
	return nil, fault.New(fault.NotFound, "The schedule has no layer %s.", id)
}

// mergeLayers returns the layers of a schedule after all of them are given anew: one
// with an id is the one that it had, changed; those left out are removed.
func mergeLayers(stamp db.Stamp, was []*model.Layer, given []*model.ScheduleLayerInput, effectiveAt *time.Time) ([]*model.Layer, error) {
	kept := map[string]bool{}
	var layers []*model.Layer
	for _, in := range given {
		wanted := in.Layer(stamp.Now)
		if in.ID == nil {
			wanted.ID = stamp.NewID(model.LayerID)
			if effectiveAt != nil && wanted.Start.Before(*effectiveAt) {
				wanted.Start = effectiveAt.UTC()
			}
			layers = append(layers, wanted)
			continue
		}
		layer, err := layerOf(was, *in.ID)
		if err != nil {
			return nil, named(err, "layers")
		}
		kept[layer.ID] = true
		after, err := applyLayer(stamp, layer, wanted, effectiveAt)
		if err != nil {
			return nil, err
		}
		layers = append(layers, after...)
	}
	for _, layer := range was {
		switch {
		case kept[layer.ID]:
		case effectiveAt != nil && layer.End != nil && !layer.End.After(*effectiveAt):
			layers = append(layers, layer) // it is history
		default:
			after, err := applyLayer(stamp, layer, nil, effectiveAt)
			if err != nil {
				return nil, err
			}
			layers = append(layers, after...)
		}
	}
	return layers, nil
}

// applyLayer returns what becomes of a layer that is to be as wanted, or gone if that
// is nil, at all times or from a date on. What it was before the date stays.
func applyLayer(stamp db.Stamp, layer, wanted *model.Layer, effectiveAt *time.Time) ([]*model.Layer, error) {
	if wanted != nil {
		wanted.ID, wanted.ScheduleID, wanted.Placed, wanted.Position = layer.ID, layer.ScheduleID, layer.Placed, layer.Position
		if string(model.ToJSON(layer)) == string(model.ToJSON(wanted)) {
			return []*model.Layer{layer}, nil
		}
	}
	switch {
	case effectiveAt == nil, !layer.Start.Before(*effectiveAt):
		if wanted == nil {
			return nil, nil
		}
		return []*model.Layer{wanted}, nil
	case layer.End != nil && !layer.End.After(*effectiveAt):
		return nil, fault.New(fault.Conflict, "Layer %s has ended before effective_at.", layer.ID)
	}
	ended := *layer
	from := effectiveAt.UTC()
	ended.End = &from
	if wanted == nil {
		return []*model.Layer{&ended}, nil
	}
	wanted.ID = stamp.NewID(model.LayerID)
	if wanted.Start.Before(from) {
		wanted.Start = from
	}
	if wanted.End != nil && !wanted.End.After(wanted.Start) {
		return nil, fault.Field("end", "out_of_range", "end is not after effective_at.")
	}
	return []*model.Layer{&ended, wanted}, nil
}

// storeLayers stores the layers of a schedule in place of those that it had, and
// tells what has changed; nil if nothing has.
func storeLayers(ctx context.Context, tx db.Tx, schedule *model.Schedule, was, layers []*model.Layer) (model.Changes, error) {
	before, after := shownLayers(was), shownLayers(layers)
	if string(model.ToJSON(before)) == string(model.ToJSON(after)) {
		return nil, nil
	}
	present := 0
	for _, layer := range layers {
		if layer.End != nil && !layer.End.After(layer.Start) {
			return nil, fault.Field("end", "out_of_range", "A layer's end is not after its start.")
		}
		if layer.End == nil || layer.End.After(tx.Now) {
			present++
		}
	}
	if present > model.MaxLayers {
		return nil, fault.Field("layers", "too_long", "A schedule has at most %d layers that have not ended.", model.MaxLayers)
	}
	if err := checkUsers(ctx, tx, "users", newUsers(was, layers)...); err != nil {
		return nil, err
	}
	return model.Changes{"layers": {Before: before, After: after}}, db.ReplaceLayers(ctx, tx, schedule.ID, layers)
}

// newUsers returns the users of layers who were not in that layer before. A layer that
// has ended may have users who were deleted since.
func newUsers(was, layers []*model.Layer) []string {
	before := map[string][]string{}
	for _, layer := range was {
		before[layer.ID] = layer.UserIDs
	}
	var users []string
	for _, layer := range layers {
		for _, id := range layer.UserIDs {
			if !slices.Contains(before[layer.ID], id) {
				users = append(users, id)
			}
		}
	}
	return users
}

// shownLayer is a layer as the audit log shows it.
type shownLayer struct {
	ID           string              `json:"id"`
	Name         *string             `json:"name"`
	Priority     int                 `json:"priority"`
	Start        time.Time           `json:"start"`
	End          *time.Time          `json:"end"`
	TimeZone     *string             `json:"time_zone"`
	Users        []string            `json:"users"`
	Rotation     shownRotation       `json:"rotation"`
	Restrictions []model.Restriction `json:"restrictions"`
}

type shownRotation struct {
	Start  time.Time          `json:"start"`
	Unit   model.RotationUnit `json:"unit"`
	Length int                `json:"length"`
}

func shownLayers(layers []*model.Layer) []shownLayer {
	shown := make([]shownLayer, len(layers))
	for i, l := range layers {
		shown[i] = shownLayer{
			ID: l.ID, Name: l.Name, Priority: l.Priority, Start: l.Start.UTC(), End: l.End, TimeZone: l.TimeZone, Users: l.UserIDs,
			Rotation: shownRotation{l.RotationStart.UTC(), l.RotationUnit, l.RotationLength}, Restrictions: l.Restrictions,
		}
	}
	return shown
}
