package rest

import (
	"context"

	"github.com/oapi-codegen/nullable"

	"github.com/opsknight/opsknight/internal/door"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/model"
	api "github.com/opsknight/opsknight/rest/generated"
)

// ListSchedules serves GET /schedules.
func (s *server) ListSchedules(ctx context.Context, req api.ListSchedulesRequestObject) (api.ListSchedulesResponseObject, error) {
	w := paging(req.Params.Limit, req.Params.Offset)
	filter := &model.ScheduleFilter{Q: req.Params.Q, UserID: listed(req.Params.UserId)}
	found, err := s.resolve.Query().Schedules(ctx, filter, namedOrder(req.Params.Sort, req.Params.Order), &w.limit, nil, nil, nil, &w.offset)
	if err != nil {
		return nil, err
	}
	data, err := door.Each(ctx, found.Nodes, s.schedule)
	if err != nil {
		return nil, err
	}
	place, err := pagination(ctx, w, len(data), found)
	return api.ListSchedules200JSONResponse{Data: data, Pagination: place}, err
}

// CreateSchedule serves POST /schedules. The ids that it gives to layers and overrides
// are the client's own, and are not kept.
func (s *server) CreateSchedule(ctx context.Context, req api.CreateScheduleRequestObject) (api.CreateScheduleResponseObject, error) {
	in := model.CreateScheduleInput{
		Name: req.Body.Name, Description: pointer(req.Body.Description), TimeZone: req.Body.TimeZone, IdempotencyKey: req.Params.IdempotencyKey,
		Layers: layerInputs(req.Body.Layers),
	}
	for _, layer := range in.Layers {
		layer.ID = nil
	}
	for _, override := range listed(req.Body.Overrides) {
		in.Overrides = append(in.Overrides, &model.OverrideInput{
			UserID: override.User, Start: override.Start, End: override.End, Replaces: pointer(override.Replaces),
		})
	}
	made, err := s.resolve.Mutation().CreateSchedule(ctx, in)
	if err != nil {
		return nil, err
	}
	body, err := s.schedule(ctx, made.Schedule)
	return api.CreateSchedule201JSONResponse{
		Body:    api.ScheduleAnswer{Data: body},
		Headers: api.CreateSchedule201ResponseHeaders{Location: ptr("/api/schedules/" + made.Schedule.ID), IdempotencyReplayed: replayed(made.Replayed)},
	}, err
}

// GetSchedule serves GET /schedules/{id}.
func (s *server) GetSchedule(ctx context.Context, req api.GetScheduleRequestObject) (api.GetScheduleResponseObject, error) {
	schedule, err := s.findSchedule(ctx, req.Id)
	if err != nil {
		return nil, err
	}
	body, err := s.schedule(ctx, schedule)
	return api.GetSchedule200JSONResponse{Body: api.ScheduleAnswer{Data: body}, Headers: api.GetSchedule200ResponseHeaders{ETag: etag(schedule)}}, err
}

// UpdateSchedule serves PATCH /schedules/{id}.
func (s *server) UpdateSchedule(ctx context.Context, req api.UpdateScheduleRequestObject) (api.UpdateScheduleResponseObject, error) {
	changed, err := s.resolve.Mutation().UpdateSchedule(ctx, model.UpdateScheduleInput{
		ID: req.Id, Name: req.Body.Name, Description: omittable(req.Body.Description), TimeZone: req.Body.TimeZone,
		Layers: layerInputs(req.Body.Layers), EffectiveAt: req.Body.EffectiveAt, IfMatch: ifMatch(req.Params.IfMatch),
	})
	if err != nil {
		return nil, err
	}
	body, err := s.schedule(ctx, changed.Schedule)
	return api.UpdateSchedule200JSONResponse{
		Body: api.ScheduleAnswer{Data: body}, Headers: api.UpdateSchedule200ResponseHeaders{ETag: etag(changed.Schedule)},
	}, err
}

// DeleteSchedule serves DELETE /schedules/{id}.
func (s *server) DeleteSchedule(ctx context.Context, req api.DeleteScheduleRequestObject) (api.DeleteScheduleResponseObject, error) {
	_, err := s.resolve.Mutation().DeleteSchedule(ctx, model.DeleteScheduleInput{ID: req.Id})
	return api.DeleteSchedule204Response{}, err
}

// GetOnCall serves GET /schedules/{id}/on-call.
func (s *server) GetOnCall(ctx context.Context, req api.GetOnCallRequestObject) (api.GetOnCallResponseObject, error) {
	schedule, err := s.findSchedule(ctx, req.Id)
	if err != nil {
		return nil, err
	}
	var problems fault.Collector
	at := readTime(&problems, "at", req.Params.At)
	if err := problems.Err(); err != nil {
		return nil, err
	}
	found, err := s.resolve.Schedule().OnCall(ctx, schedule, at)
	if err != nil {
		return nil, err
	}
	body, err := s.onCall(ctx, found)
	return api.GetOnCall200JSONResponse{Data: body}, err
}

// ListOnCalls serves GET /on-calls.
func (s *server) ListOnCalls(ctx context.Context, req api.ListOnCallsRequestObject) (api.ListOnCallsResponseObject, error) {
	var problems fault.Collector
	at := readTime(&problems, "at", req.Params.At)
	if err := problems.Err(); err != nil {
		return nil, err
	}
	w := paging(req.Params.Limit, req.Params.Offset)
	filter := &model.ScheduleFilter{Q: req.Params.Q, UserID: listed(req.Params.UserId)}
	found, err := s.resolve.Query().OnCalls(ctx, at, filter, namedOrder(req.Params.Sort, req.Params.Order), &w.limit, nil, nil, nil, &w.offset)
	if err != nil {
		return nil, err
	}
	data, err := door.Each(ctx, found.Nodes, s.onCall)
	if err != nil {
		return nil, err
	}
	place, err := pagination(ctx, w, len(data), found)
	return api.ListOnCalls200JSONResponse{Data: data, Pagination: place}, err
}

// ListEntries serves GET /schedules/{id}/entries.
func (s *server) ListEntries(ctx context.Context, req api.ListEntriesRequestObject) (api.ListEntriesResponseObject, error) {
	schedule, err := s.findSchedule(ctx, req.Id)
	if err != nil {
		return nil, err
	}
	var problems fault.Collector
	since, until := readTime(&problems, "since", req.Params.Since), readTime(&problems, "until", req.Params.Until)
	if err := problems.Err(); err != nil {
		return nil, err
	}
	found, err := s.resolve.Schedule().Entries(ctx, schedule, since, until)
	if err != nil {
		return nil, err
	}
	body := api.Entries{Since: found.Since, Until: found.Until, CoveragePercent: found.CoveragePercent}
	body.Gaps = door.Bodies(found.Gaps, func(g *model.ScheduleGap) api.Gap { return api.Gap{Start: g.Start, End: g.End} })
	body.Entries, err = door.Each(ctx, found.Entries, s.entry)
	return api.ListEntries200JSONResponse{Data: body}, err
}

// findSchedule returns the schedule that a path names, or NotFound.
func (s *server) findSchedule(ctx context.Context, id string) (*model.Schedule, error) {
	schedule, err := s.resolve.Query().Schedule(ctx, id)
	if err == nil && schedule == nil {
		err = door.Missing("schedule", id)
	}
	return schedule, err
}

func (s *server) schedule(ctx context.Context, schedule *model.Schedule) (api.Schedule, error) {
	body := api.Schedule{
		Id: schedule.ID, Name: schedule.Name, Description: orNull(schedule.Description), TimeZone: schedule.TimeZone,
		CreatedAt: schedule.CreatedAt.UTC(), UpdatedAt: schedule.UpdatedAt.UTC(),
	}
	layers, err := s.resolve.Schedule().Layers(ctx, schedule)
	if err != nil {
		return body, err
	}
	body.Layers, err = door.Each(ctx, layers, s.layer)
	return body, err
}

func (s *server) onCall(ctx context.Context, found *model.OnCall) (api.OnCall, error) {
	body := api.OnCall{
		Schedule: api.ScheduleReference{Id: found.Schedule.ID, Name: found.Schedule.Name, TimeZone: found.Schedule.TimeZone},
		At:       found.At.UTC(), Since: timeOrNull(found.Since), Until: timeOrNull(found.Until),
		LayerId: orNull(found.LayerID), OverrideId: orNull(found.OverrideID),
		User: null[api.Reference](), Users: []api.Reference{},
	}
	user, err := s.resolve.OnCall().User(ctx, found)
	if user != nil {
		body.User, body.Users = nullable.NewNullableWithValue(userReference(user)), []api.Reference{userReference(user)}
	}
	return body, err
}

func (s *server) entry(ctx context.Context, entry *model.ScheduleEntry) (api.Entry, error) {
	user, err := s.resolve.ScheduleEntry().User(ctx, entry)
	if err != nil {
		return api.Entry{}, err
	}
	return api.Entry{Start: entry.Start, End: entry.End, User: userReference(user)}, nil
}

func userReference(user *model.User) api.Reference {
	return api.Reference{Id: user.ID, Name: user.Name}
}
