package rest

import (
	"context"

	"github.com/opsknight/opsknight/internal/door"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/model"
	api "github.com/opsknight/opsknight/rest/generated"
)

// ListLayers serves GET /schedules/{id}/layers.
func (s *server) ListLayers(ctx context.Context, req api.ListLayersRequestObject) (api.ListLayersResponseObject, error) {
	layers, err := s.layersOf(ctx, req.Id)
	if err != nil {
		return nil, err
	}
	data, err := door.Each(ctx, layers, s.layer)
	return api.ListLayers200JSONResponse{Data: data}, err
}

// AddLayer serves POST /schedules/{id}/layers.
func (s *server) AddLayer(ctx context.Context, req api.AddLayerRequestObject) (api.AddLayerResponseObject, error) {
	made, err := s.resolve.Mutation().AddScheduleLayer(ctx, model.AddScheduleLayerInput{
		ScheduleID: req.Id, Layer: layerInput(*req.Body), IdempotencyKey: req.Params.IdempotencyKey,
	})
	if err != nil {
		return nil, err
	}
	body, err := s.layer(ctx, made.Layer)
	return api.AddLayer201JSONResponse{
		Body: api.LayerAnswer{Data: body},
		Headers: api.AddLayer201ResponseHeaders{
			Location: ptr("/api/schedules/" + made.Schedule.ID + "/layers/" + made.Layer.ID), IdempotencyReplayed: replayed(made.Replayed),
		},
	}, err
}

// GetLayer serves GET /schedules/{id}/layers/{layer_id}.
func (s *server) GetLayer(ctx context.Context, req api.GetLayerRequestObject) (api.GetLayerResponseObject, error) {
	layers, err := s.layersOf(ctx, req.Id)
	if err != nil {
		return nil, err
	}
	for _, layer := range layers {
		if layer.ID == req.LayerId {
			body, err := s.layer(ctx, layer)
			return api.GetLayer200JSONResponse{Data: body}, err
		}
	}
	return nil, door.Missing("layer", req.LayerId)
}

// UpdateLayer serves PATCH /schedules/{id}/layers/{layer_id}.
func (s *server) UpdateLayer(ctx context.Context, req api.UpdateLayerRequestObject) (api.UpdateLayerResponseObject, error) {
	in := model.UpdateScheduleLayerInput{
		ScheduleID: req.Id, LayerID: req.LayerId, Name: omittable(req.Body.Name), Priority: req.Body.Priority, Start: req.Body.Start,
		End: omittable(req.Body.End), TimeZone: omittable(req.Body.TimeZone), EffectiveAt: req.Body.EffectiveAt,
	}
	if req.Body.Users != nil {
		in.Users = append([]string{}, *req.Body.Users...)
	}
	if req.Body.Rotation != nil {
		in.Rotation = rotationInput(*req.Body.Rotation)
	}
	if req.Body.Restrictions != nil {
		in.Restrictions = restrictionInputs(*req.Body.Restrictions)
	}
	changed, err := s.resolve.Mutation().UpdateScheduleLayer(ctx, in)
	if err != nil {
		return nil, err
	}
	body, err := s.layer(ctx, changed.Layer)
	return api.UpdateLayer200JSONResponse{Data: body}, err
}

// RemoveLayer serves DELETE /schedules/{id}/layers/{layer_id}.
func (s *server) RemoveLayer(ctx context.Context, req api.RemoveLayerRequestObject) (api.RemoveLayerResponseObject, error) {
	var problems fault.Collector
	effectiveAt := readTime(&problems, "effective_at", req.Params.EffectiveAt)
	if err := problems.Err(); err != nil {
		return nil, err
	}
	_, err := s.resolve.Mutation().RemoveScheduleLayer(ctx, model.RemoveScheduleLayerInput{ScheduleID: req.Id, LayerID: req.LayerId, EffectiveAt: effectiveAt})
	return api.RemoveLayer204Response{}, err
}

func (s *server) layersOf(ctx context.Context, scheduleID string) ([]*model.Layer, error) {
	schedule, err := s.findSchedule(ctx, scheduleID)
	if err != nil {
		return nil, err
	}
	return s.resolve.Schedule().Layers(ctx, schedule)
}

// layerInputs returns the layers that a body gives; nil if it gives none.
func layerInputs(layers *[]api.CreateLayer) []*model.ScheduleLayerInput {
	if layers == nil {
		return nil
	}
	return door.Bodies(*layers, layerInput)
}

func layerInput(body api.CreateLayer) *model.ScheduleLayerInput {
	in := &model.ScheduleLayerInput{
		ID: pointer(body.Id), Name: pointer(body.Name), Priority: 1, Start: pointer(body.Start), End: pointer(body.End),
		TimeZone: pointer(body.TimeZone), Users: listed(body.Users), Rotation: rotationInput(body.Rotation),
	}
	if body.Priority != nil {
		in.Priority = *body.Priority
	}
	if body.Restrictions != nil {
		in.Restrictions = restrictionInputs(*body.Restrictions)
	}
	return in
}

func rotationInput(body api.SetRotation) *model.RotationInput {
	in := &model.RotationInput{Start: pointer(body.Start), Unit: model.RotationUnit(body.Unit), Length: 1}
	if body.Length != nil {
		in.Length = *body.Length
	}
	return in
}

func restrictionInputs(restrictions []api.Restriction) []*model.RestrictionInput {
	return door.Bodies(restrictions, func(r api.Restriction) *model.RestrictionInput {
		return &model.RestrictionInput{Type: model.RestrictionType(r.Type), StartDay: r.StartDay, StartTime: r.StartTime, DurationSeconds: r.DurationSeconds}
	})
}

func (s *server) layer(ctx context.Context, layer *model.Layer) (api.Layer, error) {
	users, err := s.resolve.ScheduleLayer().Users(ctx, layer)
	return api.Layer{
		Id: layer.ID, Name: orNull(layer.Name), Priority: layer.Priority, Start: layer.Start.UTC(), End: timeOrNull(layer.End), TimeZone: orNull(layer.TimeZone),
		Users:    door.Bodies(users, userReference),
		Rotation: api.Rotation{Start: layer.RotationStart.UTC(), Unit: api.RotationUnit(layer.RotationUnit), Length: layer.RotationLength},
		Restrictions: door.Bodies(layer.Restrictions, func(r model.Restriction) api.Restriction {
			return api.Restriction{Type: api.RestrictionType(r.Type), StartDay: r.StartDay, StartTime: r.StartTime, DurationSeconds: r.DurationSeconds}
		}),
	}, err
}
