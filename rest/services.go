package rest

import (
	"context"

	"github.com/oapi-codegen/nullable"

	"github.com/opsknight/opsknight/internal/door"
	"github.com/opsknight/opsknight/model"
	api "github.com/opsknight/opsknight/rest/generated"
)

// ListServices serves GET /services.
func (s *server) ListServices(ctx context.Context, req api.ListServicesRequestObject) (api.ListServicesResponseObject, error) {
	w := paging(req.Params.Limit, req.Params.Offset)
	filter := &model.ServiceFilter{Q: req.Params.Q, TeamID: listed(req.Params.TeamId), EscalationPolicyID: listed(req.Params.EscalationPolicyId)}
	found, err := s.resolve.Query().Services(ctx, filter, namedOrder(req.Params.Sort, req.Params.Order), &w.limit, nil, nil, nil, &w.offset)
	if err != nil {
		return nil, err
	}
	data, err := door.Each(ctx, found.Nodes, s.service)
	if err != nil {
		return nil, err
	}
	place, err := pagination(ctx, w, len(data), found)
	return api.ListServices200JSONResponse{Data: data, Pagination: place}, err
}

// CreateService serves POST /services.
func (s *server) CreateService(ctx context.Context, req api.CreateServiceRequestObject) (api.CreateServiceResponseObject, error) {
	in := model.ServiceNamed(req.Body.Name)
	in.Slug, in.Description, in.IdempotencyKey = pointer(req.Body.Slug), pointer(req.Body.Description), req.Params.IdempotencyKey
	in.TeamID, in.EscalationPolicyID = pointer(req.Body.TeamId), pointer(req.Body.EscalationPolicyId)
	in.AckTimeoutMinutes = pointer(req.Body.AckTimeoutMinutes)
	if req.Body.AckTargetMinutes != nil {
		in.AckTargetMinutes = *req.Body.AckTargetMinutes
	}
	if req.Body.ResolveTargetMinutes != nil {
		in.ResolveTargetMinutes = *req.Body.ResolveTargetMinutes
	}
	made, err := s.resolve.Mutation().CreateService(ctx, in)
	if err != nil {
		return nil, err
	}
	body, err := s.service(ctx, made.Service)
	return api.CreateService201JSONResponse{
		Body:    api.ServiceAnswer{Data: body},
		Headers: api.CreateService201ResponseHeaders{Location: ptr("/api/services/" + made.Service.ID), IdempotencyReplayed: replayed(made.Replayed)},
	}, err
}

// GetService serves GET /services/{id}.
func (s *server) GetService(ctx context.Context, req api.GetServiceRequestObject) (api.GetServiceResponseObject, error) {
	service, err := s.findService(ctx, req.Id)
	if err != nil {
		return nil, err
	}
	body, err := s.service(ctx, service)
	return api.GetService200JSONResponse{Body: api.ServiceAnswer{Data: body}, Headers: api.GetService200ResponseHeaders{ETag: etag(service)}}, err
}

// UpdateService serves PATCH /services/{id}.
func (s *server) UpdateService(ctx context.Context, req api.UpdateServiceRequestObject) (api.UpdateServiceResponseObject, error) {
	changed, err := s.resolve.Mutation().UpdateService(ctx, model.UpdateServiceInput{
		ID: req.Id, Name: req.Body.Name, Slug: req.Body.Slug, Description: omittable(req.Body.Description),
		TeamID: omittable(req.Body.TeamId), EscalationPolicyID: omittable(req.Body.EscalationPolicyId),
		AckTargetMinutes: req.Body.AckTargetMinutes, ResolveTargetMinutes: req.Body.ResolveTargetMinutes,
		AckTimeoutMinutes: omittable(req.Body.AckTimeoutMinutes), IfMatch: ifMatch(req.Params.IfMatch),
	})
	if err != nil {
		return nil, err
	}
	body, err := s.service(ctx, changed.Service)
	return api.UpdateService200JSONResponse{
		Body: api.ServiceAnswer{Data: body}, Headers: api.UpdateService200ResponseHeaders{ETag: etag(changed.Service)},
	}, err
}

// DeleteService serves DELETE /services/{id}.
func (s *server) DeleteService(ctx context.Context, req api.DeleteServiceRequestObject) (api.DeleteServiceResponseObject, error) {
	_, err := s.resolve.Mutation().DeleteService(ctx, model.DeleteServiceInput{ID: req.Id})
	return api.DeleteService204Response{}, err
}

// findService returns the service that a path names, or NotFound.
func (s *server) findService(ctx context.Context, id string) (*model.Service, error) {
	service, err := s.resolve.Query().Service(ctx, id)
	if err == nil && service == nil {
		err = door.Missing("service", id)
	}
	return service, err
}

func (s *server) service(ctx context.Context, service *model.Service) (api.Service, error) {
	body := api.Service{
		Id: service.ID, Name: service.Name, Slug: service.Slug, Description: orNull(service.Description),
		AckTargetMinutes: service.AckTargetMinutes, ResolveTargetMinutes: service.ResolveTargetMinutes,
		AckTimeoutMinutes: orNull(service.AckTimeoutMinutes),
		Team:              null[api.Reference](), EscalationPolicy: null[api.Reference](),
		CreatedAt: service.CreatedAt.UTC(), UpdatedAt: service.UpdatedAt.UTC(),
	}
	status, err := s.resolve.Service().Status(ctx, service)
	if err != nil {
		return body, err
	}
	body.Status = api.ServiceStatus(status)
	team, err := s.resolve.Service().Team(ctx, service)
	if err != nil {
		return body, err
	}
	if team != nil {
		body.Team = nullable.NewNullableWithValue(api.Reference{Id: team.ID, Name: team.Name})
	}
	policy, err := s.resolve.Service().EscalationPolicy(ctx, service)
	if policy != nil {
		body.EscalationPolicy = nullable.NewNullableWithValue(api.Reference{Id: policy.ID, Name: policy.Name})
	}
	return body, err
}
