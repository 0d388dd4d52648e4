package rest

import (
	"context"

	"github.com/opsknight/opsknight/internal/door"
	"github.com/opsknight/opsknight/model"
	api "github.com/opsknight/opsknight/rest/generated"
)

// ListEscalationPolicies serves GET /escalation-policies.
func (s *server) ListEscalationPolicies(ctx context.Context, req api.ListEscalationPoliciesRequestObject) (api.ListEscalationPoliciesResponseObject, error) {
	w := paging(req.Params.Limit, req.Params.Offset)
	filter := &model.EscalationPolicyFilter{Q: req.Params.Q}
	found, err := s.resolve.Query().EscalationPolicies(ctx, filter, namedOrder(req.Params.Sort, req.Params.Order), &w.limit, nil, nil, nil, &w.offset)
	if err != nil {
		return nil, err
	}
	data, err := door.Each(ctx, found.Nodes, s.policy)
	if err != nil {
		return nil, err
	}
	place, err := pagination(ctx, w, len(data), found)
	return api.ListEscalationPolicies200JSONResponse{Data: data, Pagination: place}, err
}

// CreateEscalationPolicy serves POST /escalation-policies.
func (s *server) CreateEscalationPolicy(ctx context.Context, req api.CreateEscalationPolicyRequestObject) (api.CreateEscalationPolicyResponseObject, error) {
	in := model.CreateEscalationPolicyInput{
		Name: req.Body.Name, Description: pointer(req.Body.Description), Steps: door.Bodies(req.Body.Steps, stepInput), IdempotencyKey: req.Params.IdempotencyKey,
	}
	if req.Body.RepeatCount != nil {
		in.RepeatCount = *req.Body.RepeatCount
	}
	made, err := s.resolve.Mutation().CreateEscalationPolicy(ctx, in)
	if err != nil {
		return nil, err
	}
	body, err := s.policy(ctx, made.EscalationPolicy)
	return api.CreateEscalationPolicy201JSONResponse{
		Body: api.EscalationPolicyAnswer{Data: body},
		Headers: api.CreateEscalationPolicy201ResponseHeaders{
			Location: ptr("/api/escalation-policies/" + made.EscalationPolicy.ID), IdempotencyReplayed: replayed(made.Replayed),
		},
	}, err
}

// GetEscalationPolicy serves GET /escalation-policies/{id}.
func (s *server) GetEscalationPolicy(ctx context.Context, req api.GetEscalationPolicyRequestObject) (api.GetEscalationPolicyResponseObject, error) {
	policy, err := s.resolve.Query().EscalationPolicy(ctx, req.Id)
	if err != nil {
		return nil, err
	}
	if policy == nil {
		return nil, door.Missing("escalation policy", req.Id)
	}
	body, err := s.policy(ctx, policy)
	return api.GetEscalationPolicy200JSONResponse{
		Body: api.EscalationPolicyAnswer{Data: body}, Headers: api.GetEscalationPolicy200ResponseHeaders{ETag: etag(policy)},
	}, err
}

// UpdateEscalationPolicy serves PATCH /escalation-policies/{id}.
func (s *server) UpdateEscalationPolicy(ctx context.Context, req api.UpdateEscalationPolicyRequestObject) (api.UpdateEscalationPolicyResponseObject, error) {
	in := model.UpdateEscalationPolicyInput{
		ID: req.Id, Name: req.Body.Name, Description: omittable(req.Body.Description), RepeatCount: req.Body.RepeatCount, IfMatch: ifMatch(req.Params.IfMatch),
	}
	if req.Body.Steps != nil {
		in.Steps = door.Bodies(*req.Body.Steps, stepInput)
	}
	changed, err := s.resolve.Mutation().UpdateEscalationPolicy(ctx, in)
	if err != nil {
		return nil, err
	}
	body, err := s.policy(ctx, changed.EscalationPolicy)
	return api.UpdateEscalationPolicy200JSONResponse{
		Body: api.EscalationPolicyAnswer{Data: body}, Headers: api.UpdateEscalationPolicy200ResponseHeaders{ETag: etag(changed.EscalationPolicy)},
	}, err
}

// DeleteEscalationPolicy serves DELETE /escalation-policies/{id}.
func (s *server) DeleteEscalationPolicy(ctx context.Context, req api.DeleteEscalationPolicyRequestObject) (api.DeleteEscalationPolicyResponseObject, error) {
	_, err := s.resolve.Mutation().DeleteEscalationPolicy(ctx, model.DeleteEscalationPolicyInput{ID: req.Id})
	return api.DeleteEscalationPolicy204Response{}, err
}

const defaultEscalateMinutes = 15

func stepInput(body api.SetStep) *model.EscalationStepInput {
	in := &model.EscalationStepInput{ID: pointer(body.Id), EscalateAfterMinutes: defaultEscalateMinutes}
	if body.EscalateAfterMinutes != nil {
		in.EscalateAfterMinutes = *body.EscalateAfterMinutes
	}
	in.Targets = door.Bodies(body.Targets, func(t api.SetTarget) *model.EscalationTargetInput {
		return &model.EscalationTargetInput{Type: model.EscalationTargetType(t.Type), ID: t.Id}
	})
	return in
}

func (s *server) policy(ctx context.Context, policy *model.EscalationPolicy) (api.EscalationPolicy, error) {
	body := api.EscalationPolicy{
		Id: policy.ID, Name: policy.Name, Description: orNull(policy.Description), RepeatCount: policy.RepeatCount,
		CreatedAt: policy.CreatedAt.UTC(), UpdatedAt: policy.UpdatedAt.UTC(),
	}
	steps, err := s.resolve.EscalationPolicy().Steps(ctx, policy)
	if err != nil {
		return body, err
	}
	body.Steps, err = door.Each(ctx, steps, s.step)
	return body, err
}

func (s *server) step(ctx context.Context, step *model.EscalationStep) (api.Step, error) {
	targets, err := s.resolve.EscalationStep().Targets(ctx, step)
	return api.Step{
		Id: step.ID, Position: step.Position, EscalateAfterMinutes: step.EscalateAfterMinutes, Targets: door.Bodies(targets, targetBody),
	}, err
}

func targetBody(target model.Targetable) api.Target {
	switch t := target.(type) {
	case *model.User:
		return api.Target{Type: api.TargetType(model.TargetUser), Id: t.ID, Name: t.Name}
	case *model.Team:
		return api.Target{Type: api.TargetType(model.TargetTeam), Id: t.ID, Name: t.Name}
	case *model.Schedule:
		return api.Target{Type: api.TargetType(model.TargetSchedule), Id: t.ID, Name: t.Name}
	}
	return api.Target{}
}
