package db

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"github.com/opsknight/opsknight/model"
)

// byOccurred sorts change events by the time of the change.
const byOccurred = "OCCURRED_AT"

// Latest is the order of change events: the latest change first.
var Latest = model.Order{Field: byOccurred, Direction: model.Descending}

var changeEventList = list[*model.ChangeEvent]{
	keys: map[string]sortKey[*model.ChangeEvent]{
		byOccurred: byTime("change_event.occurred_at", func(c *model.ChangeEvent) time.Time { return c.OccurredAt }),
	},
	id: func(c *model.ChangeEvent) string { return c.ID },
}

// ChangeEvents returns a page of the change events that the filter leaves.
func ChangeEvents(ctx context.Context, r Reader, filter model.ChangeEventFilter, order model.Order, page model.Page) (*model.ChangeEventConnection, error) {
	found, err := changeEventList.read(ctx, r, order, page, func(q *bun.SelectQuery) *bun.SelectQuery {
		if len(filter.ServiceID) > 0 {
			q = q.Where("change_event.service_id IN (?)", bun.List(filter.ServiceID))
		}
		if filter.Since != nil {
			q = q.Where("change_event.occurred_at >= ?", filter.Since.UTC())
		}
		if filter.Until != nil {
			q = q.Where("change_event.occurred_at < ?", filter.Until.UTC())
		}
		return q
	})
	return &model.ChangeEventConnection{Connection: found}, err
}

// ChangeEvent returns one change event, or NotFound.
func ChangeEvent(ctx context.Context, r Reader, id string) (*model.ChangeEvent, error) {
	change := new(model.ChangeEvent)
	err := named(from(r, change), model.ChangeEventID, id).Scan(ctx)
	return change, notFound(err, "change event", id)
}

// InsertChangeEvent stores a change event.
func InsertChangeEvent(ctx context.Context, tx Tx, change *model.ChangeEvent) error {
	return insert(ctx, tx, change)
}
