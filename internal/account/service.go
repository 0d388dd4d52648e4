package account

import (
	"context"
	"errors"
	"strings"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/audit"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/model"
)

// CreateService makes a service. With an idempotency key that was used in the last 24
// hours it makes none, and returns the one that was made then, and true.
//
// Faults: Forbidden without the scope services:write; Invalid, also for an unknown team
// or policy; Conflict if another service has the name or slug.
func CreateService(ctx context.Context, tx db.Tx, by model.Actor, in model.CreateServiceInput) (_ *model.Service, replayed bool, _ error) {
	if err := by.Need(model.ServicesWrite); err != nil {
		return nil, false, err
	}
	if err := in.Validate(); err != nil {
		return nil, false, err
	}
	in.ClientMutationID = nil // it says nothing of what is asked for
	return once(ctx, tx, by, "createService", in.IdempotencyKey, in, db.Service, func() (*model.Service, string, error) {
		service := &model.Service{
			ID: tx.NewID(model.ServiceID), Name: in.Name, Slug: model.Slug(in.Name), Description: in.Description,
			TeamID: in.TeamID, EscalationPolicyID: in.EscalationPolicyID, AckTargetMinutes: in.AckTargetMinutes,
			ResolveTargetMinutes: in.ResolveTargetMinutes, AckTimeoutMinutes: in.AckTimeoutMinutes, Kept: model.NewKept(tx.Now),
		}
		if in.Slug != nil {
			service.Slug = *in.Slug
		}
		if service.Slug == "" { // the name has no letter of a slug
			service.Slug = "service-" + strings.TrimPrefix(service.ID, model.ServiceID)
		}
		if err := checkOwners(ctx, tx, in.TeamID, in.EscalationPolicyID); err != nil {
			return nil, "", err
		}
		changes, err := db.InsertKept(ctx, tx, service)
		if errors.Is(err, db.ErrUnique) {
			return nil, "", serviceTaken(service)
		}
		if err != nil {
			return nil, "", err
		}
		return service, service.ID, audit.Log(ctx, tx, by, serviceSubject(service), "created", changes)
	})
}

func serviceSubject(service *model.Service) audit.Subject {
	return audit.Subject{Noun: "service", ID: service.ID, Name: service.Name}
}

func serviceTaken(service *model.Service) error {
	return fault.New(fault.Conflict, "Another service has the name %s, or the slug %s.", service.Name, service.Slug)
}

// checkOwners returns Invalid unless a service's team and policy exist.
func checkOwners(ctx context.Context, tx db.Tx, teamID, policyID *string) error {
	if teamID != nil {
		if _, err := db.Team(ctx, tx, *teamID); err != nil {
			return named(err, "team_id")
		}
	}
	if policyID != nil {
		if _, err := db.EscalationPolicy(ctx, tx, *policyID); err != nil {
			return named(err, "escalation_policy_id")
		}
	}
	return nil
}

// UpdateService changes what the input gives of a service.
//
// Faults: as of CreateService; NotFound; Conflict if IfMatch is not the service's etag.
func UpdateService(ctx context.Context, tx db.Tx, by model.Actor, in model.UpdateServiceInput) (*model.Service, error) {
	service, err := serviceToChange(ctx, tx, by, in.ID)
	if err != nil {
		return nil, err
	}
	if err := in.Validate(); err != nil {
		return nil, err
	}
	if err := model.MatchEtag(in.IfMatch, service.Etag(), "service"); err != nil {
		return nil, err
	}
	before := *service
	applyService(service, in)
	if err := checkOwners(ctx, tx, in.TeamID.Value(), in.EscalationPolicyID.Value()); err != nil {
		return nil, err
	}
	changes, err := db.UpdateChanged(ctx, tx, &before, service)
	if errors.Is(err, db.ErrUnique) {
		return nil, serviceTaken(service)
	}
	if err != nil || changes == nil {
		return service, err
	}
	if _, moved := changes["team_id"]; moved {
		if err := db.MoveIncidentsToTeam(ctx, tx, service); err != nil {
			return nil, err
		}
	}
	return service, audit.Log(ctx, tx, by, serviceSubject(service), "updated", changes)
}

func applyService(service *model.Service, in model.UpdateServiceInput) {
	if in.Name != nil {
		service.Name = *in.Name
	}
	if in.Slug != nil {
		service.Slug = *in.Slug
	}
	if description, given := in.Description.ValueOK(); given {
		service.Description = description
	}
	if team, given := in.TeamID.ValueOK(); given {
		service.TeamID = team
	}
	if policy, given := in.EscalationPolicyID.ValueOK(); given {
		service.EscalationPolicyID = policy
	}
	if in.AckTargetMinutes != nil {
		service.AckTargetMinutes = *in.AckTargetMinutes
	}
	if in.ResolveTargetMinutes != nil {
		service.ResolveTargetMinutes = *in.ResolveTargetMinutes
	}
	if timeout, given := in.AckTimeoutMinutes.ValueOK(); given {
		service.AckTimeoutMinutes = timeout
	}
}

// DeleteService archives a service: its name and slug are free again, its routing keys
// lead nowhere, and what happened to it stays.
//
// Faults: Forbidden without the scope services:write; NotFound; Conflict, naming them,
// while incidents of it are not resolved.
func DeleteService(ctx context.Context, tx db.Tx, by model.Actor, id string) error {
	service, err := serviceToChange(ctx, tx, by, id)
	if err != nil {
		return err
	}
	needed, err := db.ServiceUses(ctx, tx, id)
	if err != nil {
		return err
	}
	if err := fault.InUse("Service "+service.Name, needed); err != nil {
		return err
	}
	before := *service
	service.ArchivedAt = &tx.Now
	if _, err := db.UpdateChanged(ctx, tx, &before, service); err != nil {
		return err
	}
	return audit.Log(ctx, tx, by, serviceSubject(service), "deleted")
}

func serviceToChange(ctx context.Context, tx db.Tx, by model.Actor, id string) (*model.Service, error) {
	if err := by.Need(model.ServicesWrite); err != nil {
		return nil, err
	}
	return db.LockService(ctx, tx, id)
}
