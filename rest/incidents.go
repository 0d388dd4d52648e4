package rest

import (
	"context"
	"strings"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/oapi-codegen/nullable"

	"github.com/opsknight/opsknight/internal/door"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/model"
	api "github.com/opsknight/opsknight/rest/generated"
)

// ListIncidents serves GET /incidents.
func (s *server) ListIncidents(ctx context.Context, req api.ListIncidentsRequestObject) (api.ListIncidentsResponseObject, error) {
	filter, err := incidentFilter(req.Params)
	if err != nil {
		return nil, err
	}
	order := &model.IncidentOrder{Field: model.IncidentsByCreated, Direction: direction(req.Params.Order)}
	if req.Params.Sort != nil {
		order.Field = model.IncidentOrderField(strings.ToUpper(string(*req.Params.Sort)))
	}
	w := paging(req.Params.Limit, req.Params.Offset)
	ctx = s.byName(ctx)
	found, err := s.resolve.Query().Incidents(ctx, filter, order, &w.limit, nil, nil, nil, &w.offset)
	if err != nil {
		return nil, err
	}
	data, err := s.incidents(ctx, found.Nodes)
	if err != nil {
		return nil, err
	}
	place, err := pagination(ctx, w, len(data), found)
	return api.ListIncidents200JSONResponse{Data: data, Pagination: place}, err
}

func incidentFilter(p api.ListIncidentsParams) (*model.IncidentFilter, error) {
	filter := &model.IncidentFilter{Q: p.Q, DedupKey: p.DedupKey}
	if p.Status != nil {
		filter.Status = door.Bodies(*p.Status, func(s api.IncidentStatus) model.IncidentStatus { return model.IncidentStatus(s) })
	}
	if p.Urgency != nil {
		filter.Urgency = door.Bodies(*p.Urgency, func(u api.Urgency) model.Urgency { return model.Urgency(u) })
	}
	for ids, into := range map[*[]string]*[]string{p.ServiceId: &filter.ServiceID, p.TeamId: &filter.TeamID, p.AssigneeId: &filter.AssigneeID} {
		if ids != nil {
			*into = *ids
		}
	}
	var problems fault.Collector
	filter.CreatedAfter = readTime(&problems, "created_after", p.CreatedAfter)
	filter.CreatedBefore = readTime(&problems, "created_before", p.CreatedBefore)
	return filter, problems.Err()
}

// readTime reads a time as door.ParseTime does.
func readTime(problems *fault.Collector, field string, text *string) *time.Time {
	if text == nil {
		return nil
	}
	// A "+" that was not escaped in the query arrives as a space.
	at, ok := door.ParseTime(strings.Replace(*text, " ", "+", 1))
	if !ok {
		problems.Add(field, "invalid_format", "%s is a date such as 2024-01-15, or a time such as 2024-01-15T10:30:00Z.", field)
		return nil
	}
	return &at
}

// CreateIncident serves POST /incidents.
func (s *server) CreateIncident(ctx context.Context, req api.CreateIncidentRequestObject) (api.CreateIncidentResponseObject, error) {
	in := model.CreateIncidentInput{
		Title:          req.Body.Title,
		ServiceID:      req.Body.ServiceId,
		Description:    pointer(req.Body.Description),
		Urgency:        (*model.Urgency)(req.Body.Urgency),
		Priority:       (*model.Priority)(pointer(req.Body.Priority)),
		AssigneeID:     pointer(req.Body.AssigneeId),
		TeamID:         pointer(req.Body.TeamId),
		DedupKey:       pointer(req.Body.DedupKey),
		IdempotencyKey: req.Params.IdempotencyKey,
	}
	if custom := pointer(req.Body.CustomDetails); custom != nil {
		in.CustomDetails = *custom
	}
	made, err := s.resolve.Mutation().CreateIncident(ctx, in)
	if err != nil {
		return nil, err
	}
	body, err := s.incident(ctx, made.Incident)
	return api.CreateIncident201JSONResponse{
		Body:    api.IncidentAnswer{Data: body},
		Headers: api.CreateIncident201ResponseHeaders{Location: ptr("/api/incidents/" + made.Incident.ID), IdempotencyReplayed: replayed(made.Replayed)},
	}, err
}

// GetIncident serves GET /incidents/{id}.
func (s *server) GetIncident(ctx context.Context, req api.GetIncidentRequestObject) (api.GetIncidentResponseObject, error) {
	inc, err := s.findIncident(ctx, req.Id)
	if err != nil {
		return nil, err
	}
	body, err := s.incident(ctx, inc)
	return api.GetIncident200JSONResponse{
		Body:    api.IncidentAnswer{Data: body},
		Headers: api.GetIncident200ResponseHeaders{ETag: etag(inc)},
	}, err
}

// UpdateIncident serves PATCH /incidents/{id}.
func (s *server) UpdateIncident(ctx context.Context, req api.UpdateIncidentRequestObject) (api.UpdateIncidentResponseObject, error) {
	in := model.UpdateIncidentInput{
		ID:             req.Id,
		Title:          req.Body.Title,
		Description:    omittable(req.Body.Description),
		Status:         (*model.IncidentStatus)(req.Body.Status),
		Urgency:        (*model.Urgency)(req.Body.Urgency),
		AssigneeID:     omittable(req.Body.AssigneeId),
		TeamID:         omittable(req.Body.TeamId),
		SnoozeMinutes:  req.Body.SnoozeMinutes,
		SnoozedUntil:   req.Body.SnoozedUntil,
		ResolutionNote: req.Body.ResolutionNote,
		IfMatch:        ifMatch(req.Params.IfMatch),
	}
	if req.Body.Priority.IsSpecified() {
		in.Priority = graphql.OmittableOf((*model.Priority)(pointer(req.Body.Priority)))
	}
	if req.Body.CustomDetails.IsSpecified() {
		var custom model.JSON
		if given := pointer(req.Body.CustomDetails); given != nil {
			custom = *given
		}
		in.CustomDetails = graphql.OmittableOf(custom)
	}
	changed, err := s.resolve.Mutation().UpdateIncident(ctx, in)
	if err != nil {
		return nil, err
	}
	body, err := s.incident(ctx, changed.Incident)
	return api.UpdateIncident200JSONResponse{
		Body:    api.IncidentAnswer{Data: body},
		Headers: api.UpdateIncident200ResponseHeaders{ETag: etag(changed.Incident)},
	}, err
}

// findIncident returns the incident that a path names, or NotFound: in a path, what
// does not exist is an error.
func (s *server) findIncident(ctx context.Context, id string) (*model.Incident, error) {
	inc, err := s.resolve.Query().Incident(ctx, id)
	if err == nil && inc == nil {
		err = door.Missing("incident", id)
	}
	return inc, err
}

func replayed(was bool) *string {
	if !was {
		return nil
	}
	return ptr("true")
}

func ptr[T any](value T) *T { return &value }

// pointer returns nil for what is absent or null.
func pointer[T any](n nullable.Nullable[T]) *T {
	value, err := n.Get()
	if err != nil {
		return nil
	}
	return &value
}

// omittable tells an absent field from null, as the GraphQL inputs do.
func omittable[T any](n nullable.Nullable[T]) graphql.Omittable[*T] {
	if !n.IsSpecified() {
		return graphql.Omittable[*T]{}
	}
	return graphql.OmittableOf(pointer(n))
}
