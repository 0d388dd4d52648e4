package rest

import (
	"context"

	"github.com/oapi-codegen/nullable"

	"github.com/opsknight/opsknight/internal/door"
	"github.com/opsknight/opsknight/model"
	api "github.com/opsknight/opsknight/rest/generated"
)

// EscalateIncident serves POST /incidents/{id}/escalate.
func (s *server) EscalateIncident(ctx context.Context, req api.EscalateIncidentRequestObject) (api.EscalateIncidentResponseObject, error) {
	changed, err := s.resolve.Mutation().EscalateIncident(ctx, model.EscalateIncidentInput{ID: req.Id, IdempotencyKey: req.Params.IdempotencyKey})
	if err != nil {
		return nil, err
	}
	body, err := s.incident(ctx, changed.Incident)
	return api.EscalateIncident200JSONResponse{
		Body:    api.IncidentAnswer{Data: body},
		Headers: api.EscalateIncident200ResponseHeaders{ETag: etag(changed.Incident), IdempotencyReplayed: replayed(changed.Replayed)},
	}, err
}

// GetEscalation serves GET /incidents/{id}/escalation.
func (s *server) GetEscalation(ctx context.Context, req api.GetEscalationRequestObject) (api.GetEscalationResponseObject, error) {
	inc, err := s.findIncident(ctx, req.Id)
	if err != nil {
		return nil, err
	}
	at := &model.IncidentEscalation{Incident: inc}
	policy, err := s.resolve.IncidentEscalation().Policy(ctx, at)
	if err != nil {
		return nil, err
	}
	moments, err := s.resolve.IncidentEscalation().Plan(ctx, at)
	if err != nil {
		return nil, err
	}
	plan, err := door.Each(ctx, moments, s.moment)
	return api.GetEscalation200JSONResponse{Data: api.EscalationPlan{
		Policy: reference(policy), Step: at.Step(), Pass: at.Pass(), NextAt: timeOrNull(at.NextAt()), Plan: plan,
	}}, err
}

// escalation makes the part of an incident's body that says where its escalation is.
func (s *server) escalation(ctx context.Context, inc *model.Incident) (nullable.Nullable[api.Escalation], error) {
	none := null[api.Escalation]()
	at, err := s.resolve.Incident().Escalation(ctx, inc)
	if err != nil || at == nil {
		return none, err
	}
	policy, err := s.resolve.IncidentEscalation().Policy(ctx, at)
	if err != nil || policy == nil {
		return none, err
	}
	return escalationBody(at, api.Reference{Id: policy.ID, Name: policy.Name}), nil
}

func escalationBody(at *model.IncidentEscalation, policy api.Reference) nullable.Nullable[api.Escalation] {
	return nullable.NewNullableWithValue(api.Escalation{Policy: policy, Step: at.Step(), NextAt: timeOrNull(at.NextAt())})
}

func reference(policy *model.EscalationPolicy) nullable.Nullable[api.Reference] {
	if policy == nil {
		return null[api.Reference]()
	}
	return nullable.NewNullableWithValue(api.Reference{Id: policy.ID, Name: policy.Name})
}

func (s *server) moment(ctx context.Context, moment *model.EscalationMoment) (api.EscalationMoment, error) {
	body := api.EscalationMoment{
		At: moment.At.UTC(), Kind: api.EscalationMomentKind(moment.Kind), Pass: moment.Pass, Step: null[int](),
	}
	if moment.Step != nil {
		body.Step = nullable.NewNullableWithValue(moment.Step.Position)
	}
	var err error
	if body.Told, err = door.Each(ctx, moment.Told, s.told); err != nil {
		return body, err
	}
	body.Missed, err = door.Each(ctx, moment.Missed, s.missed)
	return body, err
}

func (s *server) told(ctx context.Context, told *model.ToldUser) (api.ToldUser, error) {
	user, err := s.resolve.ToldUser().User(ctx, told)
	if err != nil {
		return api.ToldUser{}, err
	}
	target, err := s.resolve.ToldUser().Target(ctx, told)
	if err != nil {
		return api.ToldUser{}, err
	}
	return api.ToldUser{
		User: api.Reference{Id: user.ID, Name: user.Name}, Target: targetBody(target),
		Channels: door.Bodies(told.Channels, func(c model.NotificationChannel) api.NotificationChannel { return api.NotificationChannel(c) }),
	}, nil
}

func (s *server) missed(ctx context.Context, missed *model.MissedTarget) (api.MissedTarget, error) {
	body := api.MissedTarget{Reason: api.MissedTargetReason(missed.Reason), User: null[api.Reference]()}
	target, err := s.resolve.MissedTarget().Target(ctx, missed)
	if err != nil {
		return body, err
	}
	user, err := s.resolve.MissedTarget().User(ctx, missed)
	if err != nil {
		return body, err
	}
	if user != nil {
		body.User = nullable.NewNullableWithValue(api.Reference{Id: user.ID, Name: user.Name})
	}
	body.Target = targetBody(target)
	body.Message, err = s.resolve.MissedTarget().Message(ctx, missed)
	return body, err
}
