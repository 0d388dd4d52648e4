package graph

import (
	"context"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/graph/generated"
	"github.com/opsknight/opsknight/internal/account"
	"github.com/opsknight/opsknight/model"
)

func (r *escalationPolicyResolver) Steps(ctx context.Context, obj *model.EscalationPolicy) ([]*model.EscalationStep, error) {
	return policySteps(ctx, obj)
}

func (r *escalationPolicyResolver) Services(ctx context.Context, obj *model.EscalationPolicy, orderBy *model.NamedOrder, first *int, after *string, last *int, before *string, offset *int) (*model.ServiceConnection, error) {
	return r.services(ctx, &model.ServiceFilter{EscalationPolicyID: []string{obj.ID}}, orderBy, page(first, after, last, before, offset))
}

func (r *escalationStepResolver) Targets(ctx context.Context, obj *model.EscalationStep) ([]model.Targetable, error) {
	return targets(ctx, obj)
}

func (r *mutationResolver) CreateEscalationPolicy(ctx context.Context, input model.CreateEscalationPolicyInput) (*model.CreateEscalationPolicyPayload, error) {
	return write(ctx, r.Resolver, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.CreateEscalationPolicyPayload, error) {
		policy, replayed, err := account.CreateEscalationPolicy(ctx, tx, by, input)
		return &model.CreateEscalationPolicyPayload{EscalationPolicy: policy, Replayed: replayed, ClientMutationID: input.ClientMutationID}, err
	})
}

func (r *mutationResolver) UpdateEscalationPolicy(ctx context.Context, input model.UpdateEscalationPolicyInput) (*model.UpdateEscalationPolicyPayload, error) {
	return write(ctx, r.Resolver, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.UpdateEscalationPolicyPayload, error) {
		policy, err := account.UpdateEscalationPolicy(ctx, tx, by, input)
		return &model.UpdateEscalationPolicyPayload{EscalationPolicy: policy, ClientMutationID: input.ClientMutationID}, err
	})
}

func (r *mutationResolver) DeleteEscalationPolicy(ctx context.Context, input model.DeleteEscalationPolicyInput) (*model.DeleteEscalationPolicyPayload, error) {
	return write(ctx, r.Resolver, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.DeleteEscalationPolicyPayload, error) {
		err := account.DeleteEscalationPolicy(ctx, tx, by, input.ID)
		return &model.DeleteEscalationPolicyPayload{DeletedID: input.ID, ClientMutationID: input.ClientMutationID}, err
	})
}

func (r *queryResolver) EscalationPolicy(ctx context.Context, id string) (*model.EscalationPolicy, error) {
	e, err := r.read(ctx, model.ServicesRead)
	if err != nil {
		return nil, err
	}
	return nullIfMissing(db.EscalationPolicy(ctx, e, id))
}

func (r *queryResolver) EscalationPolicies(ctx context.Context, filter *model.EscalationPolicyFilter, orderBy *model.NamedOrder, first *int, after *string, last *int, before *string, offset *int) (*model.EscalationPolicyConnection, error) {
	e, err := r.read(ctx, model.ServicesRead)
	if err != nil {
		return nil, err
	}
	if filter == nil {
		filter = &model.EscalationPolicyFilter{}
	}
	if err := model.CheckSearch(filter.Q); err != nil {
		return nil, err
	}
	found, err := db.EscalationPolicies(ctx, e, *filter, orderBy.Order(), page(first, after, last, before, offset))
	if err != nil {
		return nil, err
	}
	load(ctx).expectPolicies(found.Nodes)
	return found, nil
}

func (r *Resolver) EscalationPolicy() generated.EscalationPolicyResolver {
	return &escalationPolicyResolver{r}
}

func (r *Resolver) EscalationStep() generated.EscalationStepResolver {
	return &escalationStepResolver{r}
}

type (
	escalationPolicyResolver struct{ *Resolver }
	escalationStepResolver   struct{ *Resolver }
)
