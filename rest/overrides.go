package rest

import (
	"context"

	"github.com/oapi-codegen/nullable"

	"github.com/opsknight/opsknight/internal/door"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/model"
	api "github.com/opsknight/opsknight/rest/generated"
)

// ListOverrides serves GET /schedules/{id}/overrides.
func (s *server) ListOverrides(ctx context.Context, req api.ListOverridesRequestObject) (api.ListOverridesResponseObject, error) {
	schedule, err := s.findSchedule(ctx, req.Id)
	if err != nil {
		return nil, err
	}
	var problems fault.Collector
	since, until := readTime(&problems, "since", req.Params.Since), readTime(&problems, "until", req.Params.Until)
	if err := problems.Err(); err != nil {
		return nil, err
	}
	w := paging(req.Params.Limit, req.Params.Offset)
	found, err := s.resolve.Schedule().Overrides(ctx, schedule, since, until, &w.limit, nil, nil, nil, &w.offset)
	if err != nil {
		return nil, err
	}
	data, err := door.Each(ctx, found.Nodes, s.override)
	if err != nil {
		return nil, err
	}
	place, err := pagination(ctx, w, len(data), found)
	return api.ListOverrides200JSONResponse{Data: data, Pagination: place}, err
}

// CreateOverride serves POST /schedules/{id}/overrides.
func (s *server) CreateOverride(ctx context.Context, req api.CreateOverrideRequestObject) (api.CreateOverrideResponseObject, error) {
	made, err := s.resolve.Mutation().CreateOverride(ctx, model.CreateOverrideInput{
		ScheduleID: req.Id, UserID: req.Body.User, Start: req.Body.Start, End: req.Body.End,
		Replaces: pointer(req.Body.Replaces), IdempotencyKey: req.Params.IdempotencyKey,
	})
	if err != nil {
		return nil, err
	}
	body, err := s.override(ctx, made.Override)
	return api.CreateOverride201JSONResponse{
		Body: api.OverrideAnswer{Data: body},
		Headers: api.CreateOverride201ResponseHeaders{
			Location: ptr("/api/schedules/" + made.Schedule.ID + "/overrides/" + made.Override.ID), IdempotencyReplayed: replayed(made.Replayed),
		},
	}, err
}

// GetOverride serves GET /schedules/{id}/overrides/{override_id}.
func (s *server) GetOverride(ctx context.Context, req api.GetOverrideRequestObject) (api.GetOverrideResponseObject, error) {
	schedule, err := s.findSchedule(ctx, req.Id)
	if err != nil {
		return nil, err
	}
	found, err := s.resolve.Query().Node(ctx, req.OverrideId)
	if err != nil {
		return nil, err
	}
	override, ok := found.(*model.Override)
	if !ok || override.ScheduleID != schedule.ID {
		return nil, door.Missing("override", req.OverrideId)
	}
	body, err := s.override(ctx, override)
	return api.GetOverride200JSONResponse{Data: body}, err
}

// UpdateOverride serves PATCH /schedules/{id}/overrides/{override_id}.
func (s *server) UpdateOverride(ctx context.Context, req api.UpdateOverrideRequestObject) (api.UpdateOverrideResponseObject, error) {
	changed, err := s.resolve.Mutation().UpdateOverride(ctx, model.UpdateOverrideInput{
		ScheduleID: req.Id, OverrideID: req.OverrideId, UserID: req.Body.User, Start: req.Body.Start, End: req.Body.End, Replaces: omittable(req.Body.Replaces),
	})
	if err != nil {
		return nil, err
	}
	body, err := s.override(ctx, changed.Override)
	return api.UpdateOverride200JSONResponse{Data: body}, err
}

// DeleteOverride serves DELETE /schedules/{id}/overrides/{override_id}.
func (s *server) DeleteOverride(ctx context.Context, req api.DeleteOverrideRequestObject) (api.DeleteOverrideResponseObject, error) {
	_, err := s.resolve.Mutation().DeleteOverride(ctx, model.DeleteOverrideInput{ScheduleID: req.Id, OverrideID: req.OverrideId})
	return api.DeleteOverride204Response{}, err
}

func (s *server) override(ctx context.Context, override *model.Override) (api.Override, error) {
	body := api.Override{
		Id: override.ID, Start: override.Start.UTC(), End: override.End.UTC(), CreatedAt: override.CreatedAt.UTC(),
		Replaces: null[api.Reference](),
	}
	user, err := s.resolve.ScheduleOverride().User(ctx, override)
	if err != nil {
		return body, err
	}
	body.User = userReference(user)
	replaces, err := s.resolve.ScheduleOverride().Replaces(ctx, override)
	if replaces != nil {
		body.Replaces = nullable.NewNullableWithValue(userReference(replaces))
	}
	return body, err
}
