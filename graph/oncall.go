package graph

import (
	"context"
	"time"

	"github.com/opsknight/opsknight/model"
)

// What the resolvers of who is on call need.

// onCall loads who is on call by a schedule at a time; nil: now.
func (r *Resolver) onCall(ctx context.Context, schedule *model.Schedule, at *time.Time) (*model.OnCall, error) {
	if _, err := r.read(ctx, model.SchedulesRead); err != nil {
		return nil, err
	}
	found, err := load(ctx).onCall.load(ctx, schedule.ID, at)
	if err != nil {
		return nil, err
	}
	answer := *found
	answer.Schedule = schedule
	return &answer, nil
}

// onCalls reads a page of schedules, and who is on call by each.
func (r *Resolver) onCalls(ctx context.Context, at *time.Time, filter *model.ScheduleFilter, orderBy *model.NamedOrder, p model.Page) (*model.OnCallConnection, error) {
	found, err := r.schedules(ctx, filter, orderBy, p)
	if err != nil {
		return nil, err
	}
	answers := make([]*model.OnCall, len(found.Nodes))
	for i, schedule := range found.Nodes {
		if answers[i], err = r.onCall(ctx, schedule, at); err != nil {
			return nil, err
		}
	}
	return &model.OnCallConnection{Connection: model.Connection[*model.OnCall]{
		Nodes: answers, Cursors: found.Cursors, PageInfo: found.PageInfo, Count: found.Count,
	}}, nil
}

// serviceOnCall loads whom the first step of a service's policy would reach.
func serviceOnCall(ctx context.Context, service *model.Service, at *time.Time) ([]*model.User, error) {
	reached := []*model.User{}
	if service.EscalationPolicyID == nil {
		return reached, nil
	}
	ids, err := load(ctx).reached.load(ctx, *service.EscalationPolicyID, at)
	if err != nil {
		return nil, err
	}
	found, err := users(ctx, ids)
	for _, user := range found {
		if user.Status != model.UserDisabled {
			reached = append(reached, user)
		}
	}
	return reached, err
}

// expectEntries announces the users of entries.
func expectEntries(ctx context.Context, found *model.ScheduleEntries) {
	var ids []string
	for _, entry := range found.Entries {
		ids = append(ids, entry.UserID)
	}
	for _, layer := range found.Layers {
		for _, entry := range layer.Entries {
			ids = append(ids, entry.UserID)
		}
	}
	load(ctx).user.expect(ids)
}

// expectPreview announces the users of a preview.
func expectPreview(ctx context.Context, preview *model.SchedulePreview) {
	expectEntries(ctx, preview.Result)
	var ids []string
	for _, moved := range preview.Moved {
		ids = append(ids, moved.UserID)
	}
	load(ctx).user.expect(ids)
}
