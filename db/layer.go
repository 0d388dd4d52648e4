package db

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"github.com/opsknight/opsknight/model"
)

// layerUser is a place in a rotation.
type layerUser struct {
	bun.BaseModel `bun:"table:schedule_layer_users,alias:turn"`
	model.Placed

	LayerID  string `bun:",pk"`
	Position int    `bun:",pk"`
	UserID   string
}

// LayersBySchedule returns the layers of these schedules, in their order, by schedule.
func LayersBySchedule(ctx context.Context, r Reader, scheduleIDs []string) (map[string][]*model.Layer, error) {
	definitions, err := layered(ctx, r, scheduleIDs)
	layers := make(map[string][]*model.Layer, len(definitions))
	for id, definition := range definitions {
		layers[id] = definition.Layers
	}
	return layers, err
}

// layered returns the definitions of these schedules without their overrides.
func layered(ctx context.Context, r Reader, scheduleIDs []string) (map[string]*model.ScheduleDefinition, error) {
	var rows []struct {
		model.Layer  `bun:",extend"`
		OfID         string
		HomeZone     string
		LayerID      *string // nil: the schedule has no layers
		UserID       *string // nil: the layer has no users
		UserDisabled *bool
	}
	err := from(r, (*model.Schedule)(nil)).
		ColumnExpr("layer.*, schedule.id AS of_id, schedule.time_zone AS home_zone, layer.id AS layer_id").
		ColumnExpr("turn.user_id AS user_id, (person.status = ?) AS user_disabled", model.UserDisabled).
		Join("LEFT JOIN schedule_layers AS layer ON layer.environment = schedule.environment AND layer.schedule_id = schedule.id").
		Join("LEFT JOIN schedule_layer_users AS turn ON turn.environment = layer.environment AND turn.layer_id = layer.id").
		Join("LEFT JOIN users AS person ON person.environment = turn.environment AND person.id = turn.user_id").
		Where("schedule.id IN (?)", bun.List(scheduleIDs)).
		OrderExpr("schedule.id, layer.position, turn.position").Scan(ctx, &rows)
	if err != nil {
		return nil, err
	}
	found := map[string]*model.ScheduleDefinition{}
	for i := range rows {
		row := &rows[i]
		of := found[row.OfID]
		if of == nil {
			of = &model.ScheduleDefinition{TimeZone: row.HomeZone, Disabled: map[string]bool{}}
			found[row.OfID] = of
		}
		if row.LayerID == nil {
			continue
		}
		if last := len(of.Layers) - 1; last < 0 || of.Layers[last].ID != row.ID {
			row.UserIDs = []string{}
			of.Layers = append(of.Layers, &row.Layer)
		}
		if row.UserID == nil {
			continue
		}
		layer := of.Layers[len(of.Layers)-1]
		layer.UserIDs = append(layer.UserIDs, *row.UserID)
		if *row.UserDisabled {
			of.Disabled[*row.UserID] = true
		}
	}
	return found, nil
}

// ReplaceLayers stores all layers of a schedule in place of those that it had;
// ErrReference if a user does not exist.
func ReplaceLayers(ctx context.Context, tx Tx, scheduleID string, layers []*model.Layer) error {
	_, err := tx.bun.NewDelete().Model((*model.Layer)(nil)).
		Where("environment = ?", tx.env).Where("schedule_id = ?", scheduleID).Exec(ctx)
	if err != nil {
		return err
	}
	var turns []*layerUser
	for i, layer := range layers {
		layer.ScheduleID, layer.Position = scheduleID, i+1
		for j, id := range layer.UserIDs {
			turns = append(turns, &layerUser{LayerID: layer.ID, Position: j + 1, UserID: id})
		}
	}
	if err := insertAll(ctx, tx, layers); err != nil {
		return err
	}
	return insertAll(ctx, tx, turns)
}

// ScheduleDefinitions returns what decides who is on call between since and until by
// these schedules: all layers, and the overrides of that time.
func ScheduleDefinitions(ctx context.Context, r Reader, ids []string, since, until time.Time) (map[string]*model.ScheduleDefinition, error) {
	found, err := layered(ctx, r, ids)
	if err != nil {
		return nil, err
	}
	var rows []struct {
		model.Override `bun:",extend"`
		UserStatus     model.UserStatus
	}
	err = from(r, &rows).ColumnExpr("override.*, person.status AS user_status").
		Join("JOIN users AS person ON person.environment = override.environment AND person.id = override.user_id").
		Where("override.schedule_id IN (?)", bun.List(ids)).
		Where("override.end_at > ?", since.UTC()).Where("override.start_at < ?", until.UTC()).
		OrderExpr("override.schedule_id, override.position").Scan(ctx)
	if err != nil {
		return nil, err
	}
	for i := range rows {
		row := &rows[i]
		of := found[row.ScheduleID]
		of.Overrides = append(of.Overrides, &row.Override)
		if row.UserStatus == model.UserDisabled {
			of.Disabled[row.UserID] = true
		}
	}
	return found, nil
}

var overrideList = list[*model.Override]{
	keys: map[string]sortKey[*model.Override]{
		byCreated: byTime("override.created_at", func(o *model.Override) time.Time { return o.CreatedAt }),
	},
	id: func(o *model.Override) string { return o.ID },
}

// Overrides returns a page of a schedule's overrides, the oldest first: those that
// end after since and start before until, if given.
func Overrides(ctx context.Context, r Reader, scheduleID string, since, until *time.Time, page model.Page) (*model.ScheduleOverrideConnection, error) {
	found, err := overrideList.read(ctx, r, Oldest, page, func(q *bun.SelectQuery) *bun.SelectQuery {
		if since != nil {
			q = q.Where("override.end_at > ?", since.UTC())
		}
		if until != nil {
			q = q.Where("override.start_at < ?", until.UTC())
		}
		return q.Where("override.schedule_id = ?", scheduleID)
	})
	return &model.ScheduleOverrideConnection{Connection: found}, err
}

// Override returns the override with this id, or NotFound.
func Override(ctx context.Context, r Reader, id string) (*model.Override, error) {
	override := new(model.Override)
	err := named(from(r, override), model.OverrideID, id).Scan(ctx)
	return override, notFound(err, "override", id)
}

// InsertOverrides stores new overrides, after those that the schedule has, which is
// locked; ErrReference if a user does not exist.
func InsertOverrides(ctx context.Context, tx Tx, scheduleID string, overrides []*model.Override) error {
	var last int
	err := from(tx, (*model.Override)(nil)).ColumnExpr("COALESCE(MAX(position), 0)").
		Where("override.schedule_id = ?", scheduleID).Scan(ctx, &last)
	if err != nil {
		return err
	}
	for i, override := range overrides {
		override.ScheduleID, override.Position, override.CreatedAt = scheduleID, last+i+1, tx.Now
	}
	return insertAll(ctx, tx, overrides)
}

// UpdateOverride stores an override; ErrReference if a user does not exist.
func UpdateOverride(ctx context.Context, tx Tx, override *model.Override) error {
	return update(ctx, tx, override, override.ID, "user_id", "start_at", "end_at", "replaces_id")
}

// DeleteOverride takes an override back.
func DeleteOverride(ctx context.Context, tx Tx, id string) error {
	_, err := tx.bun.NewDelete().Model((*model.Override)(nil)).Where("environment = ?", tx.env).Where("id = ?", id).Exec(ctx)
	return err
}
