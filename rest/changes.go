package rest

import (
	"context"

	"github.com/opsknight/opsknight/internal/door"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/model"
	api "github.com/opsknight/opsknight/rest/generated"
)

// ListChangeEvents serves GET /change-events.
func (s *server) ListChangeEvents(ctx context.Context, req api.ListChangeEventsRequestObject) (api.ListChangeEventsResponseObject, error) {
	var problems fault.Collector
	filter := &model.ChangeEventFilter{
		ServiceID: listed(req.Params.ServiceId), Since: readTime(&problems, "since", req.Params.Since), Until: readTime(&problems, "until", req.Params.Until),
	}
	if err := problems.Err(); err != nil {
		return nil, err
	}
	w := paging(req.Params.Limit, req.Params.Offset)
	found, err := s.resolve.Query().ChangeEvents(ctx, filter, &w.limit, nil, nil, nil, &w.offset)
	if err != nil {
		return nil, err
	}
	page, err := s.changeEvents(ctx, w, found)
	return api.ListChangeEvents200JSONResponse(page), err
}

// ListIncidentChangeEvents serves GET /incidents/{id}/change-events.
func (s *server) ListIncidentChangeEvents(ctx context.Context, req api.ListIncidentChangeEventsRequestObject) (api.ListIncidentChangeEventsResponseObject, error) {
	inc, err := s.findIncident(ctx, req.Id)
	if err != nil {
		return nil, err
	}
	w := paging(req.Params.Limit, req.Params.Offset)
	found, err := s.resolve.Incident().ChangeEvents(ctx, inc, &w.limit, nil, nil, nil, &w.offset)
	if err != nil {
		return nil, err
	}
	page, err := s.changeEvents(ctx, w, found)
	return api.ListIncidentChangeEvents200JSONResponse(page), err
}

// GetChangeEvent serves GET /change-events/{id}.
func (s *server) GetChangeEvent(ctx context.Context, req api.GetChangeEventRequestObject) (api.GetChangeEventResponseObject, error) {
	change, err := s.resolve.Query().ChangeEvent(ctx, req.Id)
	if err == nil && change == nil {
		err = door.Missing("change event", req.Id)
	}
	if err != nil {
		return nil, err
	}
	body, err := s.changeEvent(ctx, change)
	return api.GetChangeEvent200JSONResponse{Data: body}, err
}

func (s *server) changeEvents(ctx context.Context, w window, found *model.ChangeEventConnection) (api.ChangeEventList, error) {
	data, err := door.Each(ctx, found.Nodes, s.changeEvent)
	if err != nil {
		return api.ChangeEventList{}, err
	}
	place, err := pagination(ctx, w, len(data), found)
	return api.ChangeEventList{Data: data, Pagination: place}, err
}

func (s *server) changeEvent(ctx context.Context, c *model.ChangeEvent) (api.ChangeEvent, error) {
	service, err := s.resolve.ChangeEvent().Service(ctx, c)
	if err != nil {
		return api.ChangeEvent{}, err
	}
	return api.ChangeEvent{
		Id: c.ID, Summary: c.Summary, Service: api.Reference{Id: service.ID, Name: service.Name}, Source: orNull(c.Source),
		CustomDetails: jsonOrNull(c.CustomDetails), Links: door.Bodies(c.Links, linkBody), OccurredAt: c.OccurredAt.UTC(), CreatedAt: c.CreatedAt.UTC(),
	}, nil
}
