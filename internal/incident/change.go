package incident

import (
	"context"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/model"
)

// RecordChange records that something was done to a service. It touches no incident and
// tells nobody. A change without a time, or with one that has not come, is of now: it
// would otherwise stand above all that really happened.
//
// Faults: Forbidden without the scope events:write; Invalid, also for a routing key that
// leads to no service.
func RecordChange(ctx context.Context, tx db.Tx, by model.Actor, in model.SendChangeEventInput) (*model.ChangeEvent, error) {
	if err := by.Need(model.EventsWrite); err != nil {
		return nil, err
	}
	if err := in.Validate(); err != nil {
		return nil, err
	}
	route := routeOf(by, in.RoutingKey)
	found, err := db.HandlingsByRoute(ctx, tx, []string{route})
	if err != nil {
		return nil, err
	}
	service := found[route]
	if service == nil {
		return nil, UnknownRoute()
	}
	change := &model.ChangeEvent{
		ID: tx.NewID(model.ChangeEventID), ServiceID: service.ID, Summary: in.Summary, Source: in.Source, CustomDetails: in.CustomDetails,
		Links: []model.Link{}, OccurredAt: tx.Now, CreatedAt: tx.Now,
	}
	if in.OccurredAt != nil && in.OccurredAt.Before(tx.Now) {
		change.OccurredAt = in.OccurredAt.UTC()
	}
	for _, link := range in.Links {
		change.Links = append(change.Links, *link)
	}
	return change, db.InsertChangeEvent(ctx, tx, change)
}
