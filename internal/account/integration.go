package account

import (
	"context"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/audit"
	"github.com/opsknight/opsknight/internal/auth"
	"github.com/opsknight/opsknight/model"
)

// CreateIntegration makes a way for a monitoring tool to send events to a service. With
// an idempotency key that was used in the last 24 hours it makes none, and returns the
// one that was made then, and true.
//
// Faults: Forbidden without the scope services:write; NotFound of the service; Invalid.
func CreateIntegration(ctx context.Context, tx db.Tx, by model.Actor, in model.CreateIntegrationInput) (_ *model.Integration, replayed bool, _ error) {
	if _, err := serviceToChange(ctx, tx, by, in.ServiceID); err != nil {
		return nil, false, err
	}
	if err := in.Validate(); err != nil {
		return nil, false, err
	}
	in.ClientMutationID = nil // it says nothing of what is asked for
	return once(ctx, tx, by, "createIntegration:"+in.ServiceID, in.IdempotencyKey, in, db.Integration, func() (*model.Integration, string, error) {
		integration := &model.Integration{
			ID: tx.NewID(model.IntegrationID), ServiceID: in.ServiceID, Name: in.Name, Type: in.Type,
			RoutingKey: auth.NewRoutingKey(), Kept: model.NewKept(tx.Now),
		}
		changes, err := db.InsertKept(ctx, tx, integration)
		if err != nil {
			return nil, "", err
		}
		return integration, integration.ID, audit.Log(ctx, tx, by, integrationSubject(integration), "created", changes)
	})
}

func integrationSubject(i *model.Integration) audit.Subject {
	return audit.Subject{Noun: "integration", ID: i.ID, Name: i.Name}
}

// UpdateIntegration changes what the input gives of an integration.
//
// Faults: Forbidden without the scope services:write; NotFound; Invalid; Conflict if
// IfMatch is not the integration's etag.
func UpdateIntegration(ctx context.Context, tx db.Tx, by model.Actor, in model.UpdateIntegrationInput) (*model.Integration, error) {
	integration, err := integrationToChange(ctx, tx, by, in.ID)
	if err != nil {
		return nil, err
	}
	if err := in.Validate(); err != nil {
		return nil, err
	}
	if err := model.MatchEtag(in.IfMatch, integration.Etag(), "integration"); err != nil {
		return nil, err
	}
	before := *integration
	if in.Name != nil {
		integration.Name = *in.Name
	}
	if in.Type != nil {
		integration.Type = *in.Type
	}
	if in.Disabled != nil {
		integration.Disabled = *in.Disabled
	}
	return integration, saveIntegration(ctx, tx, by, &before, integration, "updated")
}

// RotateIntegrationKey gives an integration another routing key: the old one leads
// nowhere from then on.
//
// Faults: Forbidden without the scope services:write; NotFound.
func RotateIntegrationKey(ctx context.Context, tx db.Tx, by model.Actor, id string) (*model.Integration, error) {
	integration, err := integrationToChange(ctx, tx, by, id)
	if err != nil {
		return nil, err
	}
	before := *integration
	integration.RoutingKey = auth.NewRoutingKey()
	return integration, saveIntegration(ctx, tx, by, &before, integration, "key_rotated")
}

func saveIntegration(ctx context.Context, tx db.Tx, by model.Actor, before, integration *model.Integration, done string) error {
	changes, err := db.UpdateChanged(ctx, tx, before, integration)
	if err != nil || changes == nil {
		return err
	}
	return audit.Log(ctx, tx, by, integrationSubject(integration), done, changes)
}

// DeleteIntegration removes an integration: its routing key leads nowhere from then on.
//
// Faults: Forbidden without the scope services:write; NotFound.
func DeleteIntegration(ctx context.Context, tx db.Tx, by model.Actor, id string) error {
	integration, err := integrationToChange(ctx, tx, by, id)
	if err != nil {
		return err
	}
	changes, err := db.DeleteKept(ctx, tx, integration)
	if err != nil {
		return err
	}
	return audit.Log(ctx, tx, by, integrationSubject(integration), "deleted", changes)
}

func integrationToChange(ctx context.Context, tx db.Tx, by model.Actor, id string) (*model.Integration, error) {
	if err := by.Need(model.ServicesWrite); err != nil {
		return nil, err
	}
	return db.LockIntegration(ctx, tx, id)
}

// CreateMaintenanceWindow plans work on a service. With an idempotency key that was
// used in the last 24 hours it plans none, and returns what was planned then, and true.
//
// Faults: as of CreateIntegration.
func CreateMaintenanceWindow(ctx context.Context, tx db.Tx, by model.Actor, in model.CreateMaintenanceWindowInput) (_ *model.MaintenanceWindow, replayed bool, _ error) {
	if _, err := serviceToChange(ctx, tx, by, in.ServiceID); err != nil {
		return nil, false, err
	}
	in.ClientMutationID = nil
	return once(ctx, tx, by, "createMaintenanceWindow:"+in.ServiceID, in.IdempotencyKey, in, db.MaintenanceWindow, func() (*model.MaintenanceWindow, string, error) {
		window := &model.MaintenanceWindow{
			ID: tx.NewID(model.WindowID), ServiceID: in.ServiceID, Description: in.Description, Start: tx.Now, End: in.End.UTC(), Kept: model.NewKept(tx.Now),
		}
		if in.Start != nil {
			window.Start = in.Start.UTC()
		}
		if err := window.Validate(); err != nil {
			return nil, "", err
		}
		changes, err := db.InsertKept(ctx, tx, window)
		if err != nil {
			return nil, "", err
		}
		return window, window.ID, audit.Log(ctx, tx, by, windowSubject(window), "created", changes)
	})
}

func windowSubject(w *model.MaintenanceWindow) audit.Subject {
	name := "Maintenance"
	if w.Description != nil {
		name = *w.Description
	}
	return audit.Subject{Noun: "maintenance_window", ID: w.ID, Name: name}
}

// UpdateMaintenanceWindow changes what the input gives of a window.
//
// Faults: Forbidden without the scope services:write; NotFound; Invalid; Conflict if
// IfMatch is not the window's etag.
func UpdateMaintenanceWindow(ctx context.Context, tx db.Tx, by model.Actor, in model.UpdateMaintenanceWindowInput) (*model.MaintenanceWindow, error) {
	window, err := windowToChange(ctx, tx, by, in.ID)
	if err != nil {
		return nil, err
	}
	if err := model.MatchEtag(in.IfMatch, window.Etag(), "maintenance window"); err != nil {
		return nil, err
	}
	before := *window
	if description, given := in.Description.ValueOK(); given {
		window.Description = description
	}
	if in.Start != nil {
		window.Start = in.Start.UTC()
	}
	if in.End != nil {
		window.End = in.End.UTC()
	}
	if err := window.Validate(); err != nil {
		return nil, err
	}
	changes, err := db.UpdateChanged(ctx, tx, &before, window)
	if err != nil || changes == nil {
		return window, err
	}
	if err := db.MaintenanceChanged(ctx, tx, window.ServiceID); err != nil {
		return nil, err
	}
	return window, audit.Log(ctx, tx, by, windowSubject(window), "updated", changes)
}

// DeleteMaintenanceWindow removes a window.
//
// Faults: Forbidden without the scope services:write; NotFound.
func DeleteMaintenanceWindow(ctx context.Context, tx db.Tx, by model.Actor, id string) error {
	window, err := windowToChange(ctx, tx, by, id)
	if err != nil {
		return err
	}
	changes, err := db.DeleteKept(ctx, tx, window)
	if err != nil {
		return err
	}
	if err := db.MaintenanceChanged(ctx, tx, window.ServiceID); err != nil {
		return err
	}
	return audit.Log(ctx, tx, by, windowSubject(window), "deleted", changes)
}

func windowToChange(ctx context.Context, tx db.Tx, by model.Actor, id string) (*model.MaintenanceWindow, error) {
	if err := by.Need(model.ServicesWrite); err != nil {
		return nil, err
	}
	return db.LockMaintenanceWindow(ctx, tx, id)
}
