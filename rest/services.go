package rest

import (
	"context"

	"github.com/oapi-codegen/nullable"

	"github.com/opsknight/opsknight/model"
	api "github.com/opsknight/opsknight/rest/generated"
)

// ListServices serves GET /services.
func (s *server) ListServices(ctx context.Context, req api.ListServicesRequestObject) (api.ListServicesResponseObject, error) {
	w := paging(req.Params.Limit, req.Params.Offset)
	found, err := s.resolve.Query().Services(ctx, nil, namedOrder(req.Params.Sort, req.Params.Order), &w.limit, nil, nil, nil, &w.offset)
	if err != nil {
		return nil, err
	}
	data, err := each(ctx, found.Nodes, s.service)
	if err != nil {
		return nil, err
	}
	place, err := pagination(ctx, w, len(data), found)
	return api.ListServices200JSONResponse{Data: data, Pagination: place}, err
}

// GetService serves GET /services/{id}.
func (s *server) GetService(ctx context.Context, req api.GetServiceRequestObject) (api.GetServiceResponseObject, error) {
	service, err := s.resolve.Query().Service(ctx, req.Id)
	if err != nil {
		return nil, err
	}
	if service == nil {
		return nil, missing("service", req.Id)
	}
	body, err := s.service(ctx, service)
	return api.GetService200JSONResponse{Data: body}, err
}

func (s *server) service(ctx context.Context, service *model.Service) (api.Service, error) {
	body := api.Service{
		Id: service.ID, Name: service.Name, Slug: service.Slug, Description: orNull(service.Description),
		AckTargetMinutes: service.AckTargetMinutes, ResolveTargetMinutes: service.ResolveTargetMinutes,
		AckTimeoutMinutes: orNull(service.AckTimeoutMinutes),
		Team:              nullable.NewNullNullable[api.Reference](),
		CreatedAt:         service.CreatedAt.UTC(), UpdatedAt: service.UpdatedAt.UTC(),
	}
	status, err := s.resolve.Service().Status(ctx, service)
	if err != nil {
		return body, err
	}
	body.Status = api.ServiceStatus(status)
	team, err := s.resolve.Service().Team(ctx, service)
	if team != nil {
		body.Team = nullable.NewNullableWithValue(api.Reference{Id: team.ID, Name: team.Name})
	}
	return body, err
}
