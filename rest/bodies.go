package rest

import (
	"context"
	"time"

	"github.com/oapi-codegen/nullable"
	"golang.org/x/sync/errgroup"

	"github.com/opsknight/opsknight/internal/door"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/model"
	api "github.com/opsknight/opsknight/rest/generated"
)

// orNull shows what a nil pointer is: null.
func orNull[T any](value *T) nullable.Nullable[T] {
	if value == nil {
		return nullable.NewNullNullable[T]()
	}
	return nullable.NewNullableWithValue(*value)
}

// jsonOrNull shows what is not there as null.
func jsonOrNull(value model.JSON) nullable.Nullable[model.JSON] {
	if len(value) == 0 {
		return nullable.NewNullNullable[model.JSON]()
	}
	return nullable.NewNullableWithValue(value)
}

func timeOrNull(at *time.Time) nullable.Nullable[time.Time] {
	if at == nil {
		return nullable.NewNullNullable[time.Time]()
	}
	return nullable.NewNullableWithValue(at.UTC())
}

// incident makes the body of an incident. What it refers to is loaded at once.
func (s *server) incident(ctx context.Context, inc *model.Incident) (api.Incident, error) {
	var service *model.Service
	g, loading := errgroup.WithContext(ctx)
	g.Go(func() (err error) {
		defer fault.Catch(&err)
		service, err = s.resolve.Incident().Service(loading, inc)
		return err
	})
	assigned, err := s.assigned(ctx, inc)
	if err != nil {
		return api.Incident{}, err
	}
	escalation, err := s.escalation(ctx, inc)
	if err != nil {
		return api.Incident{}, err
	}
	if err := g.Wait(); err != nil {
		return api.Incident{}, err
	}
	body := incidentBody(inc, service, assigned)
	body.Escalation = escalation
	return body, nil
}

// assignment is whom an incident is given to: at most one of the two.
type assignment struct {
	user *model.User
	team *model.Team
}

func (s *server) assigned(ctx context.Context, inc *model.Incident) (a assignment, err error) {
	if a.user, err = s.resolve.Incident().Assignee(ctx, inc); err != nil {
		return a, err
	}
	a.team, err = s.resolve.Incident().Team(ctx, inc)
	return a, err
}

func incidentBody(inc *model.Incident, service *model.Service, assigned assignment) api.Incident {
	body := api.Incident{
		Id:             inc.ID,
		Title:          inc.Title,
		Description:    orNull(inc.Description),
		Status:         api.IncidentStatus(inc.Status),
		Urgency:        api.Urgency(inc.Urgency),
		Priority:       orNull((*api.Priority)(inc.Priority)),
		Service:        api.Reference{Id: service.ID, Name: service.Name},
		Assignee:       nullable.NewNullNullable[api.Reference](),
		Team:           nullable.NewNullNullable[api.Reference](),
		DedupKey:       orNull(inc.DedupKey),
		Source:         orNull(inc.Source),
		AlertCount:     inc.AlertCount,
		CustomDetails:  jsonOrNull(inc.CustomDetails),
		Links:          door.Bodies(inc.Links, linkBody),
		CreatedAt:      inc.CreatedAt.UTC(),
		UpdatedAt:      inc.UpdatedAt.UTC(),
		AcknowledgedAt: timeOrNull(inc.AcknowledgedAt),
		ResolvedAt:     timeOrNull(inc.ResolvedAt),
		SnoozedUntil:   timeOrNull(inc.SnoozedUntil),
		MergedIntoId:   orNull(inc.MergedIntoID),
		Escalation:     nullable.NewNullNullable[api.Escalation](),
	}
	if assigned.user != nil {
		body.Assignee = nullable.NewNullableWithValue(api.Reference{Id: assigned.user.ID, Name: assigned.user.Name})
	}
	if assigned.team != nil {
		body.Team = nullable.NewNullableWithValue(api.Reference{Id: assigned.team.ID, Name: assigned.team.Name})
	}
	return body
}

func actorBody(actor *model.Actor) api.Actor {
	body := api.Actor{Type: api.ActorType(actor.Type), Id: orNull(&actor.ID), Name: actor.Name}
	if actor.ID == "" {
		body.Id = nullable.NewNullNullable[string]()
	}
	return body
}

func timelineBody(line *model.IncidentEvent) api.TimelineEntry {
	return api.TimelineEntry{
		Id: line.ID, IncidentId: line.IncidentID, Type: string(line.Type), Actor: actorBody(line.Actor()), Details: jsonOrNull(line.Details), CreatedAt: line.CreatedAt.UTC(),
	}
}

func alertBody(alert *model.Alert) api.Alert {
	return api.Alert{
		Id: alert.ID, IncidentId: alert.IncidentID, DedupKey: alert.DedupKey, Summary: alert.Summary,
		Severity: orNull((*api.AlertSeverity)(alert.Severity)), Source: orNull(alert.Source),
		Payload: alert.Payload, CreatedAt: alert.CreatedAt.UTC(), ResolvedAt: timeOrNull(alert.ResolvedAt),
	}
}

func noteBody(note *model.Note) api.Note {
	return api.Note{Id: note.ID, Content: note.Content, Author: actorBody(note.Author), CreatedAt: note.CreatedAt.UTC()}
}

func linkBody(link model.Link) api.Link { return api.Link{Href: link.Href, Text: link.Text} }
