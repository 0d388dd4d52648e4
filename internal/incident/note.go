package incident

import (
	"context"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/idempotency"
	"github.com/opsknight/opsknight/model"
)

// AddNote writes a note into the incident's timeline. With an idempotency key that
// was used in the last 24 hours it writes none, and returns the one that was
// written then, and true.
//
// Faults: Forbidden without the scope incidents:write; NotFound; Invalid; Conflict
// if the idempotency key was used for another request, and, naming the other, if the
// incident is merged into another.
func AddNote(ctx context.Context, tx db.Tx, by model.Actor, in model.AddIncidentNoteInput) (_ *model.IncidentEvent, replayed bool, _ error) {
	inc, err := lockToChange(ctx, tx, by, in.ID)
	if err != nil {
		return nil, false, err
	}
	if err := in.Validate(); err != nil {
		return nil, false, err
	}
	in.ClientMutationID = nil // it says nothing of what is asked for
	entry := line(tx.Stamp, by, inc, model.EventNoteAdded, noteDetails(in.Content))
	id, replayed, err := idempotency.Once(ctx, tx, by, "addIncidentNote:"+in.ID, in.IdempotencyKey, in, func() (string, error) {
		if err := db.InsertIncidentEvent(ctx, tx, entry); err != nil {
			return "", err
		}
		return entry.ID, db.UpdateIncident(ctx, tx, inc)
	})
	if replayed {
		entry, err = db.IncidentEvent(ctx, tx, id)
	}
	return entry, replayed, err
}

// noteDetails are the details of a timeline line that is a note.
func noteDetails(content string) changes { return changes{"content": content} }
