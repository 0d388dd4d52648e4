package rest

import (
	"context"

	"github.com/opsknight/opsknight/internal/door"
	"github.com/opsknight/opsknight/model"
	api "github.com/opsknight/opsknight/rest/generated"
)

// ListMaintenanceWindows serves GET /services/{id}/maintenance-windows.
func (s *server) ListMaintenanceWindows(ctx context.Context, req api.ListMaintenanceWindowsRequestObject) (api.ListMaintenanceWindowsResponseObject, error) {
	service, err := s.findService(ctx, req.Id)
	if err != nil {
		return nil, err
	}
	w := paging(req.Params.Limit, req.Params.Offset)
	past := req.Params.Past != nil && *req.Params.Past
	found, err := s.resolve.Service().MaintenanceWindows(ctx, service, past, &w.limit, nil, nil, nil, &w.offset)
	if err != nil {
		return nil, err
	}
	place, err := pagination(ctx, w, len(found.Nodes), found)
	return api.ListMaintenanceWindows200JSONResponse{Data: door.Bodies(found.Nodes, windowBody), Pagination: place}, err
}

// CreateMaintenanceWindow serves POST /services/{id}/maintenance-windows.
func (s *server) CreateMaintenanceWindow(ctx context.Context, req api.CreateMaintenanceWindowRequestObject) (api.CreateMaintenanceWindowResponseObject, error) {
	made, err := s.resolve.Mutation().CreateMaintenanceWindow(ctx, model.CreateMaintenanceWindowInput{
		ServiceID: req.Id, Description: pointer(req.Body.Description), Start: pointer(req.Body.Start), End: req.Body.End, IdempotencyKey: req.Params.IdempotencyKey,
	})
	if err != nil {
		return nil, err
	}
	return api.CreateMaintenanceWindow201JSONResponse{
		Body: api.MaintenanceWindowAnswer{Data: windowBody(made.MaintenanceWindow)},
		Headers: api.CreateMaintenanceWindow201ResponseHeaders{
			Location: ptr("/api/services/" + req.Id + "/maintenance-windows/" + made.MaintenanceWindow.ID), IdempotencyReplayed: replayed(made.Replayed),
		},
	}, nil
}

// GetMaintenanceWindow serves GET /services/{id}/maintenance-windows/{window_id}.
func (s *server) GetMaintenanceWindow(ctx context.Context, req api.GetMaintenanceWindowRequestObject) (api.GetMaintenanceWindowResponseObject, error) {
	window, err := s.findWindow(ctx, req.Id, req.WindowId)
	if err != nil {
		return nil, err
	}
	return api.GetMaintenanceWindow200JSONResponse{
		Body: api.MaintenanceWindowAnswer{Data: windowBody(window)}, Headers: api.GetMaintenanceWindow200ResponseHeaders{ETag: etag(window)},
	}, nil
}

// UpdateMaintenanceWindow serves PATCH /services/{id}/maintenance-windows/{window_id}.
func (s *server) UpdateMaintenanceWindow(ctx context.Context, req api.UpdateMaintenanceWindowRequestObject) (api.UpdateMaintenanceWindowResponseObject, error) {
	if _, err := s.findWindow(ctx, req.Id, req.WindowId); err != nil {
		return nil, err
	}
	changed, err := s.resolve.Mutation().UpdateMaintenanceWindow(ctx, model.UpdateMaintenanceWindowInput{
		ID: req.WindowId, Description: omittable(req.Body.Description), Start: req.Body.Start, End: req.Body.End, IfMatch: ifMatch(req.Params.IfMatch),
	})
	if err != nil {
		return nil, err
	}
	return api.UpdateMaintenanceWindow200JSONResponse{
		Body:    api.MaintenanceWindowAnswer{Data: windowBody(changed.MaintenanceWindow)},
		Headers: api.UpdateMaintenanceWindow200ResponseHeaders{ETag: etag(changed.MaintenanceWindow)},
	}, nil
}

// DeleteMaintenanceWindow serves DELETE /services/{id}/maintenance-windows/{window_id}.
func (s *server) DeleteMaintenanceWindow(ctx context.Context, req api.DeleteMaintenanceWindowRequestObject) (api.DeleteMaintenanceWindowResponseObject, error) {
	if _, err := s.findWindow(ctx, req.Id, req.WindowId); err != nil {
		return nil, err
	}
	_, err := s.resolve.Mutation().DeleteMaintenanceWindow(ctx, model.DeleteMaintenanceWindowInput{ID: req.WindowId})
	return api.DeleteMaintenanceWindow204Response{}, err
}

// findWindow returns the maintenance window of a service that a path names, or NotFound.
func (s *server) findWindow(ctx context.Context, serviceID, id string) (*model.MaintenanceWindow, error) {
	found, err := s.resolve.Query().Node(ctx, id)
	if err != nil {
		return nil, err
	}
	window, ok := found.(*model.MaintenanceWindow)
	if !ok || window.ServiceID != serviceID {
		return nil, door.Missing("maintenance window", id)
	}
	return window, nil
}

func windowBody(w *model.MaintenanceWindow) api.MaintenanceWindow {
	return api.MaintenanceWindow{
		Id: w.ID, ServiceId: w.ServiceID, Description: orNull(w.Description), Start: w.Start.UTC(), End: w.End.UTC(),
		CreatedAt: w.CreatedAt.UTC(), UpdatedAt: w.UpdatedAt.UTC(),
	}
}
