package graph

import (
	"context"

	"github.com/opsknight/opsknight/internal/auth"
	"github.com/opsknight/opsknight/model"
)

func (r *mutationResolver) SendEvent(ctx context.Context, input model.SendEventInput) (*model.SendEventPayload, error) {
	by, err := auth.Actor(ctx)
	if err != nil {
		return nil, err
	}
	result, err := r.Events.Send(ctx, by, input.Event())
	r.tellOf(result, err)
	if err != nil {
		return nil, err
	}
	return &model.SendEventPayload{
		Action:           result.Action,
		DedupKey:         result.DedupKey,
		Incident:         result.Incident,
		ClientMutationID: input.ClientMutationID,
	}, nil
}
