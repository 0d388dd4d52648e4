package graph

import (
	"context"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/graph/generated"
	"github.com/opsknight/opsknight/internal/incident"
	"github.com/opsknight/opsknight/model"
)

func (r *incidentResolver) Service(ctx context.Context, obj *model.Incident) (*model.Service, error) {
	return one(ctx, load(ctx).service, &obj.ServiceID)
}

func (r *incidentResolver) Assignee(ctx context.Context, obj *model.Incident) (*model.User, error) {
	return one(ctx, load(ctx).user, obj.AssigneeID)
}

func (r *incidentResolver) Team(ctx context.Context, obj *model.Incident) (*model.Team, error) {
	return one(ctx, load(ctx).team, obj.TeamID)
}

func (r *incidentResolver) Escalation(ctx context.Context, obj *model.Incident) (*model.IncidentEscalation, error) {
	return escalationOf(obj), nil
}

func (r *incidentResolver) LastStatusChange(ctx context.Context, obj *model.Incident) (*model.IncidentEvent, error) {
	if _, err := r.read(ctx, model.IncidentsRead); err != nil {
		return nil, err
	}
	return load(ctx).statusChange.load(ctx, obj.ID)
}

func (r *incidentResolver) LastAssignment(ctx context.Context, obj *model.Incident) (*model.IncidentEvent, error) {
	if _, err := r.read(ctx, model.IncidentsRead); err != nil {
		return nil, err
	}
	return load(ctx).assignment.load(ctx, obj.ID)
}

func (r *incidentResolver) Notifications(ctx context.Context, obj *model.Incident, first *int, after *string, last *int, before *string, offset *int) (*model.NotificationConnection, error) {
	e, err := r.read(ctx, model.IncidentsRead)
	if err != nil {
		return nil, err
	}
	return expectNotifications(ctx)(db.IncidentNotifications(ctx, e, obj, db.Oldest, page(first, after, last, before, offset)))
}

func (r *incidentResolver) MergedInto(ctx context.Context, obj *model.Incident) (*model.Incident, error) {
	return one(ctx, load(ctx).incident, obj.MergedIntoID)
}

func (r *incidentResolver) Merged(ctx context.Context, obj *model.Incident, first *int, after *string, last *int, before *string, offset *int) (*model.IncidentConnection, error) {
	e, err := r.read(ctx, model.IncidentsRead)
	if err != nil {
		return nil, err
	}
	found, err := db.Incidents(ctx, e, model.IncidentFilter{MergedIntoID: &obj.ID}, db.Oldest, page(first, after, last, before, offset))
	if err != nil {
		return nil, err
	}
	expectIncidents(ctx, found.Nodes)
	return found, nil
}

func (r *incidentResolver) Timeline(ctx context.Context, obj *model.Incident, first *int, after *string, last *int, before *string, offset *int) (*model.IncidentEventConnection, error) {
	return r.timeline(ctx, obj, false, page(first, after, last, before, offset))
}

func (r *incidentResolver) Alerts(ctx context.Context, obj *model.Incident, first *int, after *string, last *int, before *string, offset *int) (*model.AlertConnection, error) {
	e, err := r.read(ctx, model.IncidentsRead)
	if err != nil {
		return nil, err
	}
	return db.Alerts(ctx, e, obj, db.Oldest, page(first, after, last, before, offset))
}

func (r *incidentResolver) ChangeEvents(ctx context.Context, obj *model.Incident, first *int, after *string, last *int, before *string, offset *int) (*model.ChangeEventConnection, error) {
	return r.changeEvents(ctx, obj.Changes(), page(first, after, last, before, offset))
}

func (r *incidentResolver) Notes(ctx context.Context, obj *model.Incident, first *int, after *string, last *int, before *string, offset *int) (*model.NoteConnection, error) {
	lines, err := r.timeline(ctx, obj, true, page(first, after, last, before, offset))
	if err != nil {
		return nil, err
	}
	return lines.Notes(), nil
}

func (r *mutationResolver) CreateIncident(ctx context.Context, input model.CreateIncidentInput) (*model.CreateIncidentPayload, error) {
	return write(ctx, r.Resolver, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.CreateIncidentPayload, error) {
		inc, replayed, err := incident.Create(ctx, tx, by, r.Pager, input)
		return &model.CreateIncidentPayload{Incident: inc, Replayed: replayed, ClientMutationID: input.ClientMutationID}, err
	})
}

func (r *mutationResolver) UpdateIncident(ctx context.Context, input model.UpdateIncidentInput) (*model.UpdateIncidentPayload, error) {
	return write(ctx, r.Resolver, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.UpdateIncidentPayload, error) {
		inc, err := incident.Update(ctx, tx, by, r.Pager, input)
		return &model.UpdateIncidentPayload{Incident: inc, ClientMutationID: input.ClientMutationID}, err
	})
}

func (r *mutationResolver) AcknowledgeIncident(ctx context.Context, input model.AcknowledgeIncidentInput) (*model.AcknowledgeIncidentPayload, error) {
	return write(ctx, r.Resolver, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.AcknowledgeIncidentPayload, error) {
		inc, err := incident.Acknowledge(ctx, tx, by, input.ID)
		return &model.AcknowledgeIncidentPayload{Incident: inc, ClientMutationID: input.ClientMutationID}, err
	})
}

func (r *mutationResolver) UnacknowledgeIncident(ctx context.Context, input model.UnacknowledgeIncidentInput) (*model.UnacknowledgeIncidentPayload, error) {
	return write(ctx, r.Resolver, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.UnacknowledgeIncidentPayload, error) {
		inc, err := incident.Unacknowledge(ctx, tx, by, input.ID)
		return &model.UnacknowledgeIncidentPayload{Incident: inc, ClientMutationID: input.ClientMutationID}, err
	})
}

func (r *mutationResolver) ResolveIncident(ctx context.Context, input model.ResolveIncidentInput) (*model.ResolveIncidentPayload, error) {
	return write(ctx, r.Resolver, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.ResolveIncidentPayload, error) {
		inc, err := incident.Resolve(ctx, tx, by, input.ID, input.ResolutionNote)
		return &model.ResolveIncidentPayload{Incident: inc, ClientMutationID: input.ClientMutationID}, err
	})
}

func (r *mutationResolver) ReopenIncident(ctx context.Context, input model.ReopenIncidentInput) (*model.ReopenIncidentPayload, error) {
	return write(ctx, r.Resolver, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.ReopenIncidentPayload, error) {
		inc, err := incident.Reopen(ctx, tx, by, input.ID)
		return &model.ReopenIncidentPayload{Incident: inc, ClientMutationID: input.ClientMutationID}, err
	})
}

func (r *mutationResolver) SnoozeIncident(ctx context.Context, input model.SnoozeIncidentInput) (*model.SnoozeIncidentPayload, error) {
	return write(ctx, r.Resolver, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.SnoozeIncidentPayload, error) {
		inc, err := incident.Snooze(ctx, tx, by, input.ID, input.Minutes, input.Until)
		return &model.SnoozeIncidentPayload{Incident: inc, ClientMutationID: input.ClientMutationID}, err
	})
}

func (r *mutationResolver) SuppressIncident(ctx context.Context, input model.SuppressIncidentInput) (*model.SuppressIncidentPayload, error) {
	return write(ctx, r.Resolver, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.SuppressIncidentPayload, error) {
		inc, err := incident.Suppress(ctx, tx, by, input.ID)
		return &model.SuppressIncidentPayload{Incident: inc, ClientMutationID: input.ClientMutationID}, err
	})
}

func (r *mutationResolver) AssignIncident(ctx context.Context, input model.AssignIncidentInput) (*model.AssignIncidentPayload, error) {
	return write(ctx, r.Resolver, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.AssignIncidentPayload, error) {
		inc, err := incident.Assign(ctx, tx, by, r.Pager, input.ID, input.AssigneeID, input.TeamID)
		return &model.AssignIncidentPayload{Incident: inc, ClientMutationID: input.ClientMutationID}, err
	})
}

func (r *mutationResolver) AddIncidentNote(ctx context.Context, input model.AddIncidentNoteInput) (*model.AddIncidentNotePayload, error) {
	return write(ctx, r.Resolver, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.AddIncidentNotePayload, error) {
		line, replayed, err := incident.AddNote(ctx, tx, by, input)
		if err != nil {
			return nil, err
		}
		return &model.AddIncidentNotePayload{Note: line.Note(), Replayed: replayed, ClientMutationID: input.ClientMutationID}, nil
	})
}

func (r *mutationResolver) AcknowledgeIncidents(ctx context.Context, input model.AcknowledgeIncidentsInput) (*model.AcknowledgeIncidentsPayload, error) {
	results, err := r.eachIncident(ctx, input.Ids, incident.Acknowledge)
	return &model.AcknowledgeIncidentsPayload{Results: results, ClientMutationID: input.ClientMutationID}, err
}

func (r *mutationResolver) ResolveIncidents(ctx context.Context, input model.ResolveIncidentsInput) (*model.ResolveIncidentsPayload, error) {
	results, err := r.eachIncident(ctx, input.Ids, func(ctx context.Context, tx db.Tx, by model.Actor, id string) (*model.Incident, error) {
		return incident.Resolve(ctx, tx, by, id, input.ResolutionNote)
	})
	return &model.ResolveIncidentsPayload{Results: results, ClientMutationID: input.ClientMutationID}, err
}

func (r *mutationResolver) UpdateIncidents(ctx context.Context, input model.UpdateIncidentsInput) (*model.UpdateIncidentsPayload, error) {
	results, err := r.eachIncident(ctx, input.Ids, func(ctx context.Context, tx db.Tx, by model.Actor, id string) (*model.Incident, error) {
		return incident.Update(ctx, tx, by, r.Pager, input.Of(id))
	})
	return &model.UpdateIncidentsPayload{Results: results, ClientMutationID: input.ClientMutationID}, err
}

func (r *mutationResolver) MergeIncidents(ctx context.Context, input model.MergeIncidentsInput) (*model.MergeIncidentsPayload, error) {
	return write(ctx, r.Resolver, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.MergeIncidentsPayload, error) {
		inc, err := incident.Merge(ctx, tx, by, input)
		return &model.MergeIncidentsPayload{Incident: inc, ClientMutationID: input.ClientMutationID}, err
	})
}

func (r *mutationResolver) DeleteIncident(ctx context.Context, input model.DeleteIncidentInput) (*model.DeleteIncidentPayload, error) {
	return write(ctx, r.Resolver, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.DeleteIncidentPayload, error) {
		err := incident.Delete(ctx, tx, by, input.ID)
		return &model.DeleteIncidentPayload{DeletedID: input.ID, ClientMutationID: input.ClientMutationID}, err
	})
}

func (r *operationErrorResolver) Field(ctx context.Context, obj *model.OperationError) (*string, error) {
	if obj.Field == nil {
		return nil, nil
	}
	field := camel(*obj.Field)
	return &field, nil
}

func (r *queryResolver) Incident(ctx context.Context, id string) (*model.Incident, error) {
	e, err := r.read(ctx, model.IncidentsRead)
	if err != nil {
		return nil, err
	}
	return nullIfMissing(db.Incident(ctx, e, id))
}

func (r *queryResolver) Incidents(ctx context.Context, filter *model.IncidentFilter, orderBy *model.IncidentOrder, first *int, after *string, last *int, before *string, offset *int) (*model.IncidentConnection, error) {
	return r.incidents(ctx, filter, orderBy, page(first, after, last, before, offset))
}

func (r *Resolver) Incident() generated.IncidentResolver { return &incidentResolver{r} }

func (r *Resolver) OperationError() generated.OperationErrorResolver {
	return &operationErrorResolver{r}
}

type (
	incidentResolver       struct{ *Resolver }
	operationErrorResolver struct{ *Resolver }
)
