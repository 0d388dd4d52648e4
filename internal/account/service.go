package account

import (
	"context"
	"errors"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/auth"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/model"
)

// CreateService makes a service that the team, if one is given, owns.
//
// Faults: Forbidden without the scope services:write; Conflict if another service
// has the name.
func CreateService(ctx context.Context, tx db.Tx, by model.Actor, name string, teamID *string) (*model.Service, error) {
	if err := by.Need(model.ServicesWrite); err != nil {
		return nil, err
	}
	service := model.NewService(tx.NewID(model.ServiceID), name, tx.Now)
	service.TeamID = teamID
	err := db.InsertService(ctx, tx, service)
	if errors.Is(err, db.ErrUnique) {
		return nil, fault.New(fault.Conflict, "Another service has the name %s, or the slug %s.", name, service.Slug)
	}
	return service, err
}

// CreateIntegration makes a way for a monitoring tool to send events to the service.
//
// Faults: Forbidden without the scope services:write.
func CreateIntegration(ctx context.Context, tx db.Tx, by model.Actor, serviceID, name string) (*model.Integration, error) {
	if err := by.Need(model.ServicesWrite); err != nil {
		return nil, err
	}
	integration := &model.Integration{
		ID: tx.NewID(model.IntegrationID), ServiceID: serviceID, Name: name, Type: model.IntegrationEvents,
		RoutingKey: auth.NewRoutingKey(), Kept: model.NewKept(tx.Now),
	}
	return integration, db.InsertIntegration(ctx, tx, integration)
}
