package rest

import (
	"context"

	"github.com/opsknight/opsknight/internal/door"
	"github.com/opsknight/opsknight/model"
	api "github.com/opsknight/opsknight/rest/generated"
)

// ListTimeline serves GET /incidents/{id}/timeline.
func (s *server) ListTimeline(ctx context.Context, req api.ListTimelineRequestObject) (api.ListTimelineResponseObject, error) {
	inc, err := s.findIncident(ctx, req.Id)
	if err != nil {
		return nil, err
	}
	w := paging(req.Params.Limit, req.Params.Offset)
	found, err := s.resolve.Incident().Timeline(ctx, inc, &w.limit, nil, nil, nil, &w.offset)
	if err != nil {
		return nil, err
	}
	place, err := pagination(ctx, w, len(found.Nodes), found)
	return api.ListTimeline200JSONResponse{Data: door.Bodies(found.Nodes, timelineBody), Pagination: place}, err
}

// ListAlerts serves GET /incidents/{id}/alerts.
func (s *server) ListAlerts(ctx context.Context, req api.ListAlertsRequestObject) (api.ListAlertsResponseObject, error) {
	inc, err := s.findIncident(ctx, req.Id)
	if err != nil {
		return nil, err
	}
	w := paging(req.Params.Limit, req.Params.Offset)
	found, err := s.resolve.Incident().Alerts(ctx, inc, &w.limit, nil, nil, nil, &w.offset)
	if err != nil {
		return nil, err
	}
	place, err := pagination(ctx, w, len(found.Nodes), found)
	return api.ListAlerts200JSONResponse{Data: door.Bodies(found.Nodes, alertBody), Pagination: place}, err
}

// ListNotes serves GET /incidents/{id}/notes.
func (s *server) ListNotes(ctx context.Context, req api.ListNotesRequestObject) (api.ListNotesResponseObject, error) {
	inc, err := s.findIncident(ctx, req.Id)
	if err != nil {
		return nil, err
	}
	w := paging(req.Params.Limit, req.Params.Offset)
	found, err := s.resolve.Incident().Notes(ctx, inc, &w.limit, nil, nil, nil, &w.offset)
	if err != nil {
		return nil, err
	}
	place, err := pagination(ctx, w, len(found.Nodes), found)
	return api.ListNotes200JSONResponse{Data: door.Bodies(found.Nodes, noteBody), Pagination: place}, err
}

// AddNote serves POST /incidents/{id}/notes.
func (s *server) AddNote(ctx context.Context, req api.AddNoteRequestObject) (api.AddNoteResponseObject, error) {
	made, err := s.resolve.Mutation().AddIncidentNote(ctx, model.AddIncidentNoteInput{
		ID: req.Id, Content: req.Body.Content, IdempotencyKey: req.Params.IdempotencyKey,
	})
	if err != nil {
		return nil, err
	}
	return api.AddNote201JSONResponse{
		Body:    api.NoteAnswer{Data: noteBody(made.Note)},
		Headers: api.AddNote201ResponseHeaders{Location: ptr("/api/incidents/" + req.Id + "/notes"), IdempotencyReplayed: replayed(made.Replayed)},
	}, nil
}
