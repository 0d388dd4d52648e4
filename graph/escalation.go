package graph

import (
	"context"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/auth"
	"github.com/opsknight/opsknight/internal/escalation"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/model"
)

// What the resolvers of escalations and notifications need.

// escalationOf shows where an incident is in its escalation; nil: nothing is due.
func escalationOf(inc *model.Incident) *model.IncidentEscalation {
	if inc.Escalation.NextAt == nil {
		return nil
	}
	return &model.IncidentEscalation{Incident: inc}
}

// plan tells what is still to come of an incident's escalation.
func (r *Resolver) plan(ctx context.Context, inc *model.Incident) ([]*model.EscalationMoment, error) {
	e, err := r.read(ctx, model.IncidentsRead)
	if err != nil {
		return nil, err
	}
	moments, err := escalation.Plan(ctx, e, inc)
	if err == nil {
		expectMoments(ctx, moments)
	}
	return moments, err
}

// inboxOwner returns the user whose inbox it is, and the database as that user sees it.
func (r *Resolver) inboxOwner(ctx context.Context) (db.Env, string, error) {
	by, err := auth.Require(ctx, model.IncidentsRead)
	if err == nil && by.UserID == "" {
		err = fault.New(fault.Forbidden, "An integration has no inbox: ask with an API key, or signed in.")
	}
	return r.DB.In(by.Environment), by.UserID, err
}

// expectNotifications announces what a page of notifications refers to.
func expectNotifications(ctx context.Context) func(*model.NotificationConnection, error) (*model.NotificationConnection, error) {
	return func(found *model.NotificationConnection, err error) (*model.NotificationConnection, error) {
		if err != nil {
			return nil, err
		}
		var ids, users, incidents []string
		for _, n := range found.Nodes {
			ids, users = append(ids, n.ID), append(users, n.UserID)
			incidents = appendID(incidents, n.IncidentID)
		}
		known := load(ctx)
		known.attempts.expect(ids)
		known.user.expect(users)
		known.incident.expect(incidents)
		return found, nil
	}
}
