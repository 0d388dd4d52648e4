// Package incident is what happens to incidents: each operation is a function over
// a transaction, which checks who asks, locks, decides, writes, and records a line
// of the timeline.
package incident

import (
	"context"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/model"
)

// change is one field's value before and after, as the timeline shows it.
type change struct {
	Before any `json:"before"`
	After  any `json:"after"`
}

// changes are the details of a timeline line, by field.
type changes map[string]any

// line makes a timeline line of what by did to the incident in the transaction with this stamp.
func line(stamp db.Stamp, by model.Actor, inc *model.Incident, what model.IncidentEventType, details changes) *model.IncidentEvent {
	entry := &model.IncidentEvent{
		ID:         stamp.NewID(model.IncidentEventID),
		IncidentID: inc.ID,
		Type:       what,
		ActorType:  by.Type,
		ActorID:    by.ID,
		ActorName:  by.Name,
		CreatedAt:  stamp.Now,
	}
	if len(details) > 0 {
		entry.Details = model.ToJSON(details)
	}
	return entry
}

// record stores a timeline line.
func record(ctx context.Context, tx db.Tx, by model.Actor, inc *model.Incident, what model.IncidentEventType, details changes) error {
	return db.InsertIncidentEvent(ctx, tx, line(tx.Stamp, by, inc, what, details))
}
