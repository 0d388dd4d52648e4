package graph

import (
	"cmp"
	"context"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/graph/generated"
	"github.com/opsknight/opsknight/internal/account"
	"github.com/opsknight/opsknight/model"
)

func (r *integrationResolver) RoutingKey(ctx context.Context, obj *model.Integration) (*string, error) {
	return toWhoMayChangeIt(ctx, obj.RoutingKey)
}

func (r *integrationResolver) Path(ctx context.Context, obj *model.Integration) (*string, error) {
	return toWhoMayChangeIt(ctx, obj.Path())
}

func (r *mutationResolver) CreateService(ctx context.Context, input model.CreateServiceInput) (*model.CreateServicePayload, error) {
	return write(ctx, r.Resolver, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.CreateServicePayload, error) {
		service, replayed, err := account.CreateService(ctx, tx, by, input)
		return &model.CreateServicePayload{Service: service, Replayed: replayed, ClientMutationID: input.ClientMutationID}, err
	})
}

func (r *mutationResolver) UpdateService(ctx context.Context, input model.UpdateServiceInput) (*model.UpdateServicePayload, error) {
	return write(ctx, r.Resolver, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.UpdateServicePayload, error) {
		service, err := account.UpdateService(ctx, tx, by, input)
		return &model.UpdateServicePayload{Service: service, ClientMutationID: input.ClientMutationID}, err
	})
}

func (r *mutationResolver) DeleteService(ctx context.Context, input model.DeleteServiceInput) (*model.DeleteServicePayload, error) {
	done, err := write(ctx, r.Resolver, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.DeleteServicePayload, error) {
		err := account.DeleteService(ctx, tx, by, input.ID)
		return &model.DeleteServicePayload{DeletedID: input.ID, ClientMutationID: input.ClientMutationID}, err
	})
	r.Gate.Keys.Forget()
	return done, err
}

func (r *mutationResolver) CreateIntegration(ctx context.Context, input model.CreateIntegrationInput) (*model.CreateIntegrationPayload, error) {
	return write(ctx, r.Resolver, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.CreateIntegrationPayload, error) {
		integration, replayed, err := account.CreateIntegration(ctx, tx, by, input)
		return &model.CreateIntegrationPayload{Integration: integration, Replayed: replayed, ClientMutationID: input.ClientMutationID}, err
	})
}

func (r *mutationResolver) UpdateIntegration(ctx context.Context, input model.UpdateIntegrationInput) (*model.UpdateIntegrationPayload, error) {
	done, err := write(ctx, r.Resolver, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.UpdateIntegrationPayload, error) {
		integration, err := account.UpdateIntegration(ctx, tx, by, input)
		return &model.UpdateIntegrationPayload{Integration: integration, ClientMutationID: input.ClientMutationID}, err
	})
	r.Gate.Keys.Forget()
	return done, err
}

func (r *mutationResolver) RotateIntegrationKey(ctx context.Context, input model.RotateIntegrationKeyInput) (*model.RotateIntegrationKeyPayload, error) {
	done, err := write(ctx, r.Resolver, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.RotateIntegrationKeyPayload, error) {
		integration, err := account.RotateIntegrationKey(ctx, tx, by, input.ID)
		return &model.RotateIntegrationKeyPayload{Integration: integration, ClientMutationID: input.ClientMutationID}, err
	})
	r.Gate.Keys.Forget()
	return done, err
}

func (r *mutationResolver) DeleteIntegration(ctx context.Context, input model.DeleteIntegrationInput) (*model.DeleteIntegrationPayload, error) {
	done, err := write(ctx, r.Resolver, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.DeleteIntegrationPayload, error) {
		err := account.DeleteIntegration(ctx, tx, by, input.ID)
		return &model.DeleteIntegrationPayload{DeletedID: input.ID, ClientMutationID: input.ClientMutationID}, err
	})
	r.Gate.Keys.Forget()
	return done, err
}

func (r *mutationResolver) CreateMaintenanceWindow(ctx context.Context, input model.CreateMaintenanceWindowInput) (*model.CreateMaintenanceWindowPayload, error) {
	return write(ctx, r.Resolver, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.CreateMaintenanceWindowPayload, error) {
		window, replayed, err := account.CreateMaintenanceWindow(ctx, tx, by, input)
		return &model.CreateMaintenanceWindowPayload{MaintenanceWindow: window, Replayed: replayed, ClientMutationID: input.ClientMutationID}, err
	})
}

func (r *mutationResolver) UpdateMaintenanceWindow(ctx context.Context, input model.UpdateMaintenanceWindowInput) (*model.UpdateMaintenanceWindowPayload, error) {
	return write(ctx, r.Resolver, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.UpdateMaintenanceWindowPayload, error) {
		window, err := account.UpdateMaintenanceWindow(ctx, tx, by, input)
		return &model.UpdateMaintenanceWindowPayload{MaintenanceWindow: window, ClientMutationID: input.ClientMutationID}, err
	})
}

func (r *mutationResolver) DeleteMaintenanceWindow(ctx context.Context, input model.DeleteMaintenanceWindowInput) (*model.DeleteMaintenanceWindowPayload, error) {
	return write(ctx, r.Resolver, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.DeleteMaintenanceWindowPayload, error) {
		err := account.DeleteMaintenanceWindow(ctx, tx, by, input.ID)
		return &model.DeleteMaintenanceWindowPayload{DeletedID: input.ID, ClientMutationID: input.ClientMutationID}, err
	})
}

func (r *queryResolver) Service(ctx context.Context, id string) (*model.Service, error) {
	e, err := r.read(ctx, model.ServicesRead)
	if err != nil {
		return nil, err
	}
	return nullIfMissing(db.Service(ctx, e, id))
}

func (r *queryResolver) Services(ctx context.Context, filter *model.ServiceFilter, orderBy *model.NamedOrder, first *int, after *string, last *int, before *string, offset *int) (*model.ServiceConnection, error) {
	return r.services(ctx, filter, orderBy, page(first, after, last, before, offset))
}

func (r *queryResolver) Integration(ctx context.Context, id string) (*model.Integration, error) {
	e, err := r.read(ctx, model.ServicesRead)
	if err != nil {
		return nil, err
	}
	return nullIfMissing(db.Integration(ctx, e, id))
}

func (r *serviceResolver) Status(ctx context.Context, obj *model.Service) (model.ServiceStatus, error) {
	status, err := load(ctx).serviceStatus.load(ctx, obj.ID)
	return cmp.Or(status, model.ServiceOperational), err
}

func (r *serviceResolver) Team(ctx context.Context, obj *model.Service) (*model.Team, error) {
	return one(ctx, load(ctx).team, obj.TeamID)
}

func (r *serviceResolver) EscalationPolicy(ctx context.Context, obj *model.Service) (*model.EscalationPolicy, error) {
	return one(ctx, load(ctx).policy, obj.EscalationPolicyID)
}

func (r *serviceResolver) OnCall(ctx context.Context, obj *model.Service, at *time.Time) ([]*model.User, error) {
	return serviceOnCall(ctx, obj, at)
}

func (r *serviceResolver) Integrations(ctx context.Context, obj *model.Service, first *int, after *string, last *int, before *string, offset *int) (*model.IntegrationConnection, error) {
	e, err := r.read(ctx, model.ServicesRead)
	if err != nil {
		return nil, err
	}
	return integrations(ctx, e, obj, page(first, after, last, before, offset))
}

func (r *serviceResolver) MaintenanceWindows(ctx context.Context, obj *model.Service, past bool, first *int, after *string, last *int, before *string, offset *int) (*model.MaintenanceWindowConnection, error) {
	return r.windows(ctx, obj, past, page(first, after, last, before, offset))
}

func (r *serviceResolver) Incidents(ctx context.Context, obj *model.Service, filter *model.IncidentFilter, orderBy *model.IncidentOrder, first *int, after *string, last *int, before *string, offset *int) (*model.IncidentConnection, error) {
	ofService := within(filter, func(f *model.IncidentFilter) *[]string { return &f.ServiceID }, obj.ID)
	return r.incidents(ctx, ofService, orderBy, page(first, after, last, before, offset))
}

func (r *serviceResolver) ChangeEvents(ctx context.Context, obj *model.Service, first *int, after *string, last *int, before *string, offset *int) (*model.ChangeEventConnection, error) {
	return r.changeEvents(ctx, model.ChangeEventFilter{ServiceID: []string{obj.ID}}, page(first, after, last, before, offset))
}

func (r *Resolver) Integration() generated.IntegrationResolver { return &integrationResolver{r} }

func (r *Resolver) Service() generated.ServiceResolver { return &serviceResolver{r} }

type (
	integrationResolver struct{ *Resolver }
	serviceResolver     struct{ *Resolver }
)
