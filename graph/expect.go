package graph

import (
	"context"
	"slices"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/model"
)

// What a page's items refer to, announced to the loaders before anybody asks.

// expectIncidents announces what a page of incidents refers to.
func expectIncidents(ctx context.Context, page []*model.Incident) { load(ctx).expectIncidents(page) }

func (l *loaders) expectIncidents(page []*model.Incident) {
	var ids, services, users, teams, targets, policies []string
	for _, inc := range page {
		ids = append(ids, inc.ID)
		services = append(services, inc.ServiceID)
		users = appendID(users, inc.AssigneeID)
		teams = appendID(teams, inc.TeamID)
		targets = appendID(targets, inc.MergedIntoID)
		policies = appendID(policies, inc.Escalation.PolicyID)
	}
	if l.byName {
		l.names.expect(slices.Concat(services, users, teams, policies))
		return
	}
	l.service.expect(services)
	l.serviceStatus.expect(services)
	l.user.expect(users)
	l.team.expect(teams)
	l.incident.expect(targets)
	l.policy.expect(policies)
	l.statusChange.expect(ids)
	l.assignment.expect(ids)
	l.timelines.expect(ids)
	l.timelineCounts.expect(ids)
}

// expectChangeEvents announces what a page of change events refers to.
func expectChangeEvents(ctx context.Context, page []*model.ChangeEvent) {
	var services []string
	for _, change := range page {
		services = append(services, change.ServiceID)
	}
	found := load(ctx)
	found.service.expect(services)
	found.serviceStatus.expect(services)
}

// expectServices announces what a page of services refers to.
func (l *loaders) expectServices(page []*model.Service) {
	var ids, teams, policies []string
	for _, service := range page {
		ids = append(ids, service.ID)
		teams = appendID(teams, service.TeamID)
		policies = appendID(policies, service.EscalationPolicyID)
	}
	l.serviceStatus.expect(ids)
	l.integrations.expect(ids)
	l.team.expect(teams)
	l.policy.expect(policies)
	l.reached.expect(policies)
}

// expectFeeds announces what a page of calendar feeds refers to.
func expectFeeds(ctx context.Context, page []*model.CalendarFeed) {
	var users, schedules []string
	for _, feed := range page {
		users = appendID(append(users, feed.OwnerID), feed.UserID)
		schedules = appendID(schedules, feed.ScheduleID)
	}
	found := load(ctx)
	found.user.expect(users)
	found.schedule.expect(schedules)
}

// expectViews announces what a page of saved views refers to.
func expectViews(ctx context.Context, page []*model.SavedView) {
	var users []string
	for _, view := range page {
		users = append(users, view.OwnerID)
	}
	load(ctx).user.expect(users)
}

// expectMembers announces what a page of a team's members refers to.
func expectMembers(ctx context.Context, page []*model.TeamMember) {
	var users []string
	for _, member := range page {
		users = append(users, member.UserID)
	}
	load(ctx).user.expect(users)
}

// expectUsers announces what a page of users refers to.
func (l *loaders) expectUsers(page []*model.User) {
	ids := make([]string, len(page))
	for i, user := range page {
		ids[i] = user.ID
	}
	l.memberships.expect(ids)
}

// expectPolicies announces what a page of policies refers to.
func (l *loaders) expectPolicies(page []*model.EscalationPolicy) {
	var ids []string
	for _, policy := range page {
		ids = append(ids, policy.ID)
	}
	l.steps.expect(ids)
	l.reached.expect(ids)
}

// expectTargets announces whom steps tell.
func (l *loaders) expectTargets(steps []*model.EscalationStep) {
	var users, teams, schedules []string
	for _, step := range steps {
		for _, target := range step.Targets {
			users = appendID(users, target.UserID)
			teams = appendID(teams, target.TeamID)
			schedules = appendID(schedules, target.ScheduleID)
		}
	}
	l.user.expect(users)
	l.team.expect(teams)
	l.schedule.expect(schedules)
}

// expectSchedules announces what a page of schedules refers to.
func (l *loaders) expectSchedules(page []*model.Schedule) {
	var ids []string
	for _, schedule := range page {
		ids = append(ids, schedule.ID)
	}
	l.layers.expect(ids)
	l.onCall.expect(ids)
}

// expectOverrides announces what a page of overrides refers to.
func expectOverrides(ctx context.Context, page []*model.Override) {
	var users []string
	for _, override := range page {
		users = appendID(append(users, override.UserID), override.ReplacesID)
	}
	load(ctx).user.expect(users)
}

func appendID(ids []string, id *string) []string {
	if id == nil {
		return ids
	}
	return append(ids, *id)
}

// one loads what an object refers to; nil if it refers to nothing.
func one[T any](ctx context.Context, objects *related[*T], id *string) (*T, error) {
	if id == nil {
		return nil, nil
	}
	return objects.load(ctx, *id)
}

// users loads several users, in the order of the ids.
func users(ctx context.Context, ids []string) ([]*model.User, error) {
	loader := load(ctx).user
	loader.expect(ids)
	found := make([]*model.User, len(ids))
	for i, id := range ids {
		user, err := loader.load(ctx, id)
		if err != nil {
			return nil, err
		}
		found[i] = user
	}
	return found, nil
}

// layers loads a schedule's layers. Who may read the schedule, or has just written it, may
// see them: fieldScopes looks at documents, and REST shows no schedule that it has not read.
func layers(ctx context.Context, schedule *model.Schedule) ([]*model.Layer, error) {
	return load(ctx).layers.load(ctx, schedule.ID)
}

// integrations loads a page of a service's integrations. A list of services asks for
// the first of each: they come in one statement.
func integrations(ctx context.Context, e db.Env, service *model.Service, p model.Page) (*model.IntegrationConnection, error) {
	if p.After != nil || p.Last != nil || p.Before != nil || p.Offset != nil && *p.Offset > 0 {
		return db.Integrations(ctx, e, service.ID, p)
	}
	found, err := load(ctx).integrations.load(ctx, service.ID)
	if err != nil {
		return nil, err
	}
	return db.IntegrationsOf(e, service.ID, found, p)
}

// policySteps loads a policy's steps.
func policySteps(ctx context.Context, policy *model.EscalationPolicy) ([]*model.EscalationStep, error) {
	return load(ctx).steps.load(ctx, policy.ID)
}

// targets loads whom a step tells.
func targets(ctx context.Context, step *model.EscalationStep) ([]model.Targetable, error) {
	found := make([]model.Targetable, len(step.Targets))
	for i, one := range step.Targets {
		var err error
		if found[i], err = target(ctx, one); err != nil {
			return nil, err
		}
	}
	return found, nil
}

// target loads one of whom a step tells.
func target(ctx context.Context, of *model.EscalationTarget) (model.Targetable, error) {
	switch kind, id := of.Kind(); kind {
	case model.TargetUser:
		return load(ctx).user.load(ctx, id)
	case model.TargetTeam:
		return load(ctx).team.load(ctx, id)
	default:
		return load(ctx).schedule.load(ctx, id)
	}
}
