package incident

import (
	"cmp"
	"context"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/internal/idempotency"
	"github.com/opsknight/opsknight/internal/notify"
	"github.com/opsknight/opsknight/model"
)

// Create opens an incident by hand. A user who is given it is told by pager. With an idempotency key that was used in the
// last 24 hours it opens none, and returns the one that was opened then, and true.
//
// Faults: Forbidden without the scope incidents:write; Invalid; Conflict, naming
// the incident, if one with the same dedup key is open on the service, and if the
// idempotency key was used for another request.
func Create(ctx context.Context, tx db.Tx, by model.Actor, pager *notify.Pager, in model.CreateIncidentInput) (_ *model.Incident, replayed bool, _ error) {
	if err := by.Need(model.IncidentsWrite); err != nil {
		return nil, false, err
	}
	if err := in.Validate(); err != nil {
		return nil, false, err
	}
	in.ClientMutationID = nil // it says nothing of what is asked for
	var inc *model.Incident
	id, replayed, err := idempotency.Once(ctx, tx, by, "createIncident", in.IdempotencyKey, in, func() (string, error) {
		var err error
		inc, err = create(ctx, tx, by, pager, in)
		if err != nil {
			return "", err
		}
		return inc.ID, nil
	})
	if replayed {
		inc, err = db.Incident(ctx, tx, id)
	}
	return inc, replayed, err
}

func create(ctx context.Context, tx db.Tx, by model.Actor, pager *notify.Pager, in model.CreateIncidentInput) (*model.Incident, error) {
	if _, err := db.Service(ctx, tx, in.ServiceID); err != nil {
		return nil, unknown(err, "service_id", "service", in.ServiceID)
	}
	service, err := db.HandlingOf(ctx, tx, in.ServiceID)
	if err != nil {
		return nil, err
	}
	source := "api"
	inc := &model.Incident{
		ID:            tx.NewID(model.IncidentID),
		Title:         in.Title,
		Description:   in.Description,
		Status:        model.IncidentOpen,
		Urgency:       model.UrgencyHigh,
		Priority:      in.Priority,
		ServiceID:     service.ID,
		ServiceTeamID: service.TeamID,
		DedupKey:      emptyIsNil(in.DedupKey),
		Source:        &source,
		CustomDetails: in.CustomDetails,
		Links:         []model.Link{},
		Version:       1,
		CreatedAt:     tx.Now,
		UpdatedAt:     tx.Now,
	}
	if in.Urgency != nil {
		inc.Urgency = *in.Urgency
	}
	assigned, assignee, err := assign(ctx, tx, inc, in.AssigneeID, in.TeamID)
	if err != nil {
		return nil, err
	}
	j := newJournal(tx)
	j.begin(by, inc, service)
	if assigned != nil {
		j.add(by, inc, model.EventAssigned, assigned)
		if err := j.tellAssignee(ctx, tx, by, pager, inc, assignee); err != nil {
			return nil, err
		}
	}
	if inc.DedupKey != nil {
		if err := keyIsFree(ctx, tx, inc); err != nil {
			return nil, err
		}
	}
	inserted, err := db.InsertIncidents(ctx, tx, []*model.Incident{inc})
	if err != nil {
		return nil, err
	}
	if !inserted {
		// By an event, at this very moment.
		return nil, cmp.Or(keyIsFree(ctx, tx, inc), alreadyOpen(*inc.DedupKey, nil))
	}
	return inc, j.store(ctx, tx)
}

// keyIsFree returns Conflict if another incident takes the events of its dedup key.
func keyIsFree(ctx context.Context, tx db.Tx, inc *model.Incident) error {
	other, err := db.ActiveIncident(ctx, tx, db.DedupKey{ServiceID: inc.ServiceID, Key: *inc.DedupKey})
	if err == nil && other != nil {
		err = alreadyOpen(*inc.DedupKey, other)
	}
	return err
}

func alreadyOpen(key string, other *model.Incident) error {
	conflict := fault.New(fault.Conflict, "An incident with the dedup_key %q is already open on this service.", key)
	if other != nil {
		conflict.Existing = other.ID
		conflict.Message = "Incident " + other.ID + " with the same dedup_key is already open on this service."
	}
	return conflict
}

// unknown turns NotFound of something that an input names into Invalid of the
// field that names it: what was asked for was not this object.
func unknown(err error, field, noun, id string) error {
	if fault.Is(err, fault.NotFound) {
		return fault.Field(field, "not_found", "There is no %s %s.", noun, id)
	}
	return err
}

func emptyIsNil(s *string) *string {
	if s == nil || *s == "" {
		return nil
	}
	return s
}
