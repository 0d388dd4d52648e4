package rest

import (
	"context"

	"github.com/opsknight/opsknight/internal/door"
	"github.com/opsknight/opsknight/model"
	api "github.com/opsknight/opsknight/rest/generated"
)

// ListIntegrations serves GET /services/{id}/integrations.
func (s *server) ListIntegrations(ctx context.Context, req api.ListIntegrationsRequestObject) (api.ListIntegrationsResponseObject, error) {
	service, err := s.findService(ctx, req.Id)
	if err != nil {
		return nil, err
	}
	w := paging(req.Params.Limit, req.Params.Offset)
	found, err := s.resolve.Service().Integrations(ctx, service, &w.limit, nil, nil, nil, &w.offset)
	if err != nil {
		return nil, err
	}
	data, err := door.Each(ctx, found.Nodes, s.integration)
	if err != nil {
		return nil, err
	}
	place, err := pagination(ctx, w, len(data), found)
	return api.ListIntegrations200JSONResponse{Data: data, Pagination: place}, err
}

// CreateIntegration serves POST /services/{id}/integrations.
func (s *server) CreateIntegration(ctx context.Context, req api.CreateIntegrationRequestObject) (api.CreateIntegrationResponseObject, error) {
	in := model.CreateIntegrationInput{ServiceID: req.Id, Name: req.Body.Name, Type: model.IntegrationEvents, IdempotencyKey: req.Params.IdempotencyKey}
	if req.Body.Type != nil {
		in.Type = model.IntegrationType(*req.Body.Type)
	}
	made, err := s.resolve.Mutation().CreateIntegration(ctx, in)
	if err != nil {
		return nil, err
	}
	body, err := s.integration(ctx, made.Integration)
	return api.CreateIntegration201JSONResponse{
		Body: api.IntegrationAnswer{Data: body},
		Headers: api.CreateIntegration201ResponseHeaders{
			Location: ptr("/api/services/" + req.Id + "/integrations/" + made.Integration.ID), IdempotencyReplayed: replayed(made.Replayed),
		},
	}, err
}

// GetIntegration serves GET /services/{id}/integrations/{integration_id}.
func (s *server) GetIntegration(ctx context.Context, req api.GetIntegrationRequestObject) (api.GetIntegrationResponseObject, error) {
	integration, err := s.findIntegration(ctx, req.Id, req.IntegrationId)
	if err != nil {
		return nil, err
	}
	body, err := s.integration(ctx, integration)
	return api.GetIntegration200JSONResponse{
		Body: api.IntegrationAnswer{Data: body}, Headers: api.GetIntegration200ResponseHeaders{ETag: etag(integration)},
	}, err
}

// UpdateIntegration serves PATCH /services/{id}/integrations/{integration_id}.
func (s *server) UpdateIntegration(ctx context.Context, req api.UpdateIntegrationRequestObject) (api.UpdateIntegrationResponseObject, error) {
	if _, err := s.findIntegration(ctx, req.Id, req.IntegrationId); err != nil {
		return nil, err
	}
	changed, err := s.resolve.Mutation().UpdateIntegration(ctx, model.UpdateIntegrationInput{
		ID: req.IntegrationId, Name: req.Body.Name, Type: (*model.IntegrationType)(req.Body.Type), Disabled: req.Body.Disabled, IfMatch: ifMatch(req.Params.IfMatch),
	})
	if err != nil {
		return nil, err
	}
	body, err := s.integration(ctx, changed.Integration)
	return api.UpdateIntegration200JSONResponse{
		Body: api.IntegrationAnswer{Data: body}, Headers: api.UpdateIntegration200ResponseHeaders{ETag: etag(changed.Integration)},
	}, err
}

// DeleteIntegration serves DELETE /services/{id}/integrations/{integration_id}.
func (s *server) DeleteIntegration(ctx context.Context, req api.DeleteIntegrationRequestObject) (api.DeleteIntegrationResponseObject, error) {
	if _, err := s.findIntegration(ctx, req.Id, req.IntegrationId); err != nil {
		return nil, err
	}
	_, err := s.resolve.Mutation().DeleteIntegration(ctx, model.DeleteIntegrationInput{ID: req.IntegrationId})
	return api.DeleteIntegration204Response{}, err
}

// RotateIntegrationKey serves POST /services/{id}/integrations/{integration_id}/rotate.
func (s *server) RotateIntegrationKey(ctx context.Context, req api.RotateIntegrationKeyRequestObject) (api.RotateIntegrationKeyResponseObject, error) {
	if _, err := s.findIntegration(ctx, req.Id, req.IntegrationId); err != nil {
		return nil, err
	}
	changed, err := s.resolve.Mutation().RotateIntegrationKey(ctx, model.RotateIntegrationKeyInput{ID: req.IntegrationId})
	if err != nil {
		return nil, err
	}
	body, err := s.integration(ctx, changed.Integration)
	return api.RotateIntegrationKey200JSONResponse{Data: body}, err
}

// findIntegration returns the integration of a service that a path names, or NotFound.
func (s *server) findIntegration(ctx context.Context, serviceID, id string) (*model.Integration, error) {
	integration, err := s.resolve.Query().Integration(ctx, id)
	if err == nil && (integration == nil || integration.ServiceID != serviceID) {
		err = door.Missing("integration", id)
	}
	return integration, err
}

func (s *server) integration(ctx context.Context, i *model.Integration) (api.Integration, error) {
	key, err := s.resolve.Integration().RoutingKey(ctx, i)
	if err != nil {
		return api.Integration{}, err
	}
	path, err := s.resolve.Integration().Path(ctx, i)
	return api.Integration{
		Id: i.ID, ServiceId: i.ServiceID, Name: i.Name, Type: api.IntegrationType(i.Type), RoutingKey: orNull(key), Path: orNull(path), Disabled: i.Disabled,
		CreatedAt: i.CreatedAt.UTC(), UpdatedAt: i.UpdatedAt.UTC(),
	}, err
}
