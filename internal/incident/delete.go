package incident

import (
	"context"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/audit"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/model"
)

// Delete removes an incident with its timeline and alerts, for ever. What was merged
// into it stands for itself again, resolved.
//
// Faults: Forbidden without the scope incidents:write, and unless the user, or the
// owner of the key, is an administrator; NotFound.
func Delete(ctx context.Context, tx db.Tx, by model.Actor, id string) error {
	if err := by.Need(model.IncidentsWrite); err != nil {
		return err
	}
	if by.Type != model.ActorSystem && by.Role != model.RoleAdmin {
		return fault.New(fault.Forbidden, "Only an administrator, or an API key of one, may delete an incident. Resolve or suppress it instead.")
	}
	inc, err := db.LockIncident(ctx, tx, id)
	if err != nil {
		return err
	}
	if inc.MergedIntoID != nil {
		if err := leave(ctx, tx, by, inc); err != nil {
			return err
		}
	}
	if err := release(ctx, tx, by, inc); err != nil {
		return err
	}
	if err := db.DeleteIncident(ctx, tx, inc); err != nil {
		return err
	}
	return audit.Log(ctx, tx, by, audit.Subject{Noun: "incident", ID: inc.ID, Name: inc.Title}, "deleted", model.Changes{
		"status": {Before: inc.Status}, "service_id": {Before: inc.ServiceID}, "created_at": {Before: inc.CreatedAt},
	})
}

// leave takes the alerts of an incident from the one that it is merged into.
func leave(ctx context.Context, tx db.Tx, by model.Actor, inc *model.Incident) error {
	target, err := db.LockIncident(ctx, tx, *inc.MergedIntoID)
	if err != nil {
		return err
	}
	target.MergedCount--
	target.AlertCount -= inc.AlertCount
	if err := db.UpdateIncident(ctx, tx, target, mergeColumns...); err != nil {
		return err
	}
	return db.InsertIncidentEvent(ctx, tx, line(tx.Stamp, by, target, model.EventUpdated, changes{"merged": change{inc.ID, nil}}))
}

// release lets what is merged into an incident stand for itself.
func release(ctx context.Context, tx db.Tx, by model.Actor, inc *model.Incident) error {
	merged, err := db.LockMergedInto(ctx, tx, inc.ID)
	if err != nil {
		return err
	}
	for _, source := range merged[inc.ID] {
		source.MergedIntoID = nil
		if err := db.UpdateIncident(ctx, tx, source, mergeColumns...); err != nil {
			return err
		}
		left := line(tx.Stamp, by, source, model.EventUpdated, changes{"merged_into_id": change{inc.ID, nil}})
		if err := db.InsertIncidentEvent(ctx, tx, left); err != nil {
			return err
		}
	}
	return nil
}
