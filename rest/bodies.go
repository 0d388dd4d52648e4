package rest

import (
	"context"
	"reflect"
	"sync"
	"time"

	"github.com/oapi-codegen/nullable"
	"golang.org/x/sync/errgroup"

	"github.com/opsknight/opsknight/internal/door"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/model"
	api "github.com/opsknight/opsknight/rest/generated"
)

// nulls are those of each type. A Nullable is a map, and a list has hundreds that are null:
// one for all of them takes no memory. Nobody changes what is in one.
var nulls sync.Map // a nullable.Nullable[T] by the reflect.Type of T

// null is what is not there.
func null[T any]() nullable.Nullable[T] {
	known, ok := nulls.Load(reflect.TypeFor[T]())
	if !ok {
		known, _ = nulls.LoadOrStore(reflect.TypeFor[T](), nullable.NewNullNullable[T]())
	}
	return known.(nullable.Nullable[T]) //nolint:forcetypeassert // by its type
}

// orNull shows what a nil pointer is: null.
func orNull[T any](value *T) nullable.Nullable[T] {
	if value == nil {
		return null[T]()
	}
	return nullable.NewNullableWithValue(*value)
}

// jsonOrNull shows what is not there as null.
func jsonOrNull(value model.JSON) nullable.Nullable[model.JSON] {
	if len(value) == 0 {
		return null[model.JSON]()
	}
	return nullable.NewNullableWithValue(value)
}

func timeOrNull(at *time.Time) nullable.Nullable[time.Time] {
	if at == nil {
		return null[time.Time]()
	}
	return nullable.NewNullableWithValue(at.UTC())
}

// incident makes the body of an incident.
func (s *server) incident(ctx context.Context, inc *model.Incident) (api.Incident, error) {
	bodies, err := s.incidents(ctx, []*model.Incident{inc})
	if err != nil {
		return api.Incident{}, err
	}
	return bodies[0], nil
}

// incidents makes the bodies of the incidents of a page. What they refer to is looked up at
// once, each kind in one batch.
func (s *server) incidents(ctx context.Context, page []*model.Incident) ([]api.Incident, error) {
	var services []*model.Service
	var users []*model.User
	var teams []*model.Team
	var escalations []nullable.Nullable[api.Escalation]
	g, ctx := errgroup.WithContext(ctx)
	of := s.resolve.Incident()
	gather(ctx, g, page, of.Service, &services)
	gather(ctx, g, page, of.Assignee, &users)
	gather(ctx, g, page, of.Team, &teams)
	gather(ctx, g, page, s.escalation, &escalations)
	if err := g.Wait(); err != nil {
		return nil, err
	}
	bodies := make([]api.Incident, len(page))
	for i, inc := range page {
		bodies[i] = incidentBody(inc, services[i], assignment{users[i], teams[i]})
		bodies[i].Escalation = escalations[i]
	}
	return bodies, nil
}

// gather looks up what the items of a page refer to.
func gather[T, B any](ctx context.Context, g *errgroup.Group, page []T, look func(context.Context, T) (B, error), into *[]B) {
	g.Go(func() (err error) {
		defer fault.Catch(&err)
		*into, err = door.InTurn(ctx, page, look)
		return err
	})
}

// assignment is whom an incident is given to: at most one of the two.
type assignment struct {
	user *model.User
	team *model.Team
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
		Assignee:       null[api.Reference](),
		Team:           null[api.Reference](),
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
		Escalation:     null[api.Escalation](),
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
		body.Id = null[string]()
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
