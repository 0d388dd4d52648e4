package rest

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/oapi-codegen/nullable"

	"github.com/opsknight/opsknight/internal/door"
	"github.com/opsknight/opsknight/model"
	api "github.com/opsknight/opsknight/rest/generated"
)

// UpdateIncidents serves POST /incidents/bulk.
func (s *server) UpdateIncidents(ctx context.Context, req api.UpdateIncidentsRequestObject) (api.UpdateIncidentsResponseObject, error) {
	in := model.UpdateIncidentsInput{
		Ids: req.Body.Ids, Status: (*model.IncidentStatus)(req.Body.Status), Urgency: (*model.Urgency)(req.Body.Urgency),
		AssigneeID: omittable(req.Body.AssigneeId), TeamID: omittable(req.Body.TeamId),
		SnoozeMinutes: req.Body.SnoozeMinutes, SnoozedUntil: req.Body.SnoozedUntil, ResolutionNote: req.Body.ResolutionNote,
	}
	if req.Body.Priority.IsSpecified() {
		in.Priority = graphql.OmittableOf((*model.Priority)(pointer(req.Body.Priority)))
	}
	changed, err := s.resolve.Mutation().UpdateIncidents(ctx, in)
	if err != nil {
		return nil, err
	}
	data, err := door.Each(ctx, changed.Results, s.result)
	return api.UpdateIncidents200JSONResponse{Data: data}, err
}

func (s *server) result(ctx context.Context, of *model.IncidentResult) (api.IncidentResult, error) {
	body := api.IncidentResult{Id: of.ID, Incident: null[api.Incident](), Error: null[api.Failure]()}
	if of.Error != nil {
		body.Error = nullable.NewNullableWithValue(failure(of.Error))
		return body, nil
	}
	inc, err := s.incident(ctx, of.Incident)
	body.Incident = nullable.NewNullableWithValue(inc)
	return body, err
}

func failure(of *model.OperationError) api.Failure {
	body := api.Failure{Code: api.FailureCode(of.Code), Message: of.Message}
	if of.Field != nil || of.ExistingID != nil {
		body.Details = &api.FailureDetails{Field: of.Field, Reason: of.Reason, IncidentId: of.ExistingID}
	}
	return body
}

// MergeIncidents serves POST /incidents/{id}/merge.
func (s *server) MergeIncidents(ctx context.Context, req api.MergeIncidentsRequestObject) (api.MergeIncidentsResponseObject, error) {
	merged, err := s.resolve.Mutation().MergeIncidents(ctx, model.MergeIncidentsInput{TargetID: req.Id, SourceIds: req.Body.SourceIds})
	if err != nil {
		return nil, err
	}
	body, err := s.incident(ctx, merged.Incident)
	return api.MergeIncidents200JSONResponse{
		Body:    api.IncidentAnswer{Data: body},
		Headers: api.MergeIncidents200ResponseHeaders{ETag: etag(merged.Incident)},
	}, err
}

// DeleteIncident serves DELETE /incidents/{id}.
func (s *server) DeleteIncident(ctx context.Context, req api.DeleteIncidentRequestObject) (api.DeleteIncidentResponseObject, error) {
	_, err := s.resolve.Mutation().DeleteIncident(ctx, model.DeleteIncidentInput{ID: req.Id})
	return api.DeleteIncident204Response{}, err
}
