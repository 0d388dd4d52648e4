package db

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"github.com/opsknight/opsknight/model"
)

var scheduleList = list[*model.Schedule]{
	keys: map[string]sortKey[*model.Schedule]{
		string(model.NamedByCreated): byTime("schedule.created_at", func(s *model.Schedule) time.Time { return s.CreatedAt }),
		string(model.NamedByUpdated): byTime("schedule.updated_at", func(s *model.Schedule) time.Time { return s.UpdatedAt }),
		string(model.NamedByName):    byText("schedule.name", func(s *model.Schedule) string { return s.Name }),
	},
	id: func(s *model.Schedule) string { return s.ID },
}

// Schedule returns the schedule with this id, or NotFound.
func Schedule(ctx context.Context, r Reader, id string) (*model.Schedule, error) {
	schedule := new(model.Schedule)
	err := named(notArchived(from(r, schedule)), model.ScheduleID, id).Scan(ctx)
	return schedule, notFound(err, "schedule", id)
}

// LockSchedule is Schedule for a transaction that will change it, its layers or its
// overrides.
func LockSchedule(ctx context.Context, tx Tx, id string) (*model.Schedule, error) {
	schedule := new(model.Schedule)
	err := named(notArchived(tx.lock(from(tx, schedule))), model.ScheduleID, id).Scan(ctx)
	return schedule, notFound(err, "schedule", id)
}

// ScheduleByName returns the schedule with this name, or NotFound.
func ScheduleByName(ctx context.Context, r Reader, name string) (*model.Schedule, error) {
	schedule := new(model.Schedule)
	err := notArchived(from(r, schedule)).Where("?TableAlias.name = ?", name).Scan(ctx)
	return schedule, notFound(err, "schedule", name)
}

// Schedules returns a page of the schedules that the filter leaves.
func Schedules(ctx context.Context, r Reader, filter model.ScheduleFilter, order model.Order, page model.Page) (*model.ScheduleConnection, error) {
	found, err := scheduleList.read(ctx, r, order, page, func(q *bun.SelectQuery) *bun.SelectQuery {
		if len(filter.UserID) > 0 {
			q = q.Where(`EXISTS (SELECT 1 FROM schedule_layers AS layer
	JOIN schedule_layer_users AS turn ON turn.environment = layer.environment AND turn.layer_id = layer.id
	WHERE layer.environment = schedule.environment AND layer.schedule_id = schedule.id AND turn.user_id IN (?))`, bun.List(filter.UserID))
		}
		return searched(notArchived(q), filter.Q)
	})
	return &model.ScheduleConnection{Connection: found}, err
}

// SchedulesByID returns the schedules with these ids, archived ones too.
func SchedulesByID(ctx context.Context, r Reader, ids []string) (map[string]*model.Schedule, error) {
	return byID(ctx, r, ids, func(s *model.Schedule) string { return s.ID })
}

// SchedulesOfUser returns the schedules by which a user may be on call between since
// and until: by a layer, or by an override.
func SchedulesOfUser(ctx context.Context, r Reader, userID string, since, until time.Time) ([]*model.Schedule, error) {
	var found []*model.Schedule
	err := notArchived(from(r, &found)).Where(`(schedule.id IN (SELECT layer.schedule_id FROM schedule_layers AS layer
	JOIN schedule_layer_users AS turn ON turn.environment = layer.environment AND turn.layer_id = layer.id
	WHERE layer.environment = ? AND turn.user_id = ?)
OR schedule.id IN (SELECT schedule_id FROM schedule_overrides WHERE environment = ? AND user_id = ? AND end_at > ? AND start_at < ?))`,
		r.Environment(), userID, r.Environment(), userID, since.UTC(), until.UTC()).
		OrderExpr("schedule.name, schedule.id").Scan(ctx)
	return found, err
}

// ScheduleUses returns the policies that tell who is on call by a schedule.
func ScheduleUses(ctx context.Context, r Reader, id string) ([]Use, error) {
	return uses(ctx, policyUses(r, "target.schedule_id = ?", id))
}

// TouchSchedule counts and dates a change of a schedule's layers or overrides.
func TouchSchedule(ctx context.Context, tx Tx, schedule *model.Schedule) error {
	schedule.Changed(tx.Now)
	return update(ctx, tx, schedule, schedule.ID, "version", "updated_at")
}

// ScheduleIDs returns the ids of all schedules, or of those of these that there are.
func ScheduleIDs(ctx context.Context, r Reader, of []string) ([]string, error) {
	q := notArchived(from(r, (*model.Schedule)(nil))).Column("id").OrderExpr("schedule.id")
	if len(of) > 0 {
		q = q.Where("schedule.id IN (?)", bun.List(of))
	}
	var ids []string
	err := q.Scan(ctx, &ids)
	return ids, err
}
