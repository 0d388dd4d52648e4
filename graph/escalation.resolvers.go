package graph

import (
	"context"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/graph/generated"
	"github.com/opsknight/opsknight/internal/incident"
	"github.com/opsknight/opsknight/model"
)

func (r *incidentEscalationResolver) Policy(ctx context.Context, obj *model.IncidentEscalation) (*model.EscalationPolicy, error) {
	return one(ctx, load(ctx).policy, obj.Incident.Escalation.PolicyID)
}

func (r *incidentEscalationResolver) Plan(ctx context.Context, obj *model.IncidentEscalation) ([]*model.EscalationMoment, error) {
	return r.plan(ctx, obj.Incident)
}

func (r *mutationResolver) EscalateIncident(ctx context.Context, input model.EscalateIncidentInput) (*model.EscalateIncidentPayload, error) {
	return write(ctx, r.Resolver, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.EscalateIncidentPayload, error) {
		inc, replayed, err := incident.Escalate(ctx, tx, by, r.Pager, input)
		return &model.EscalateIncidentPayload{Incident: inc, Replayed: replayed, ClientMutationID: input.ClientMutationID}, err
	})
}

func (r *Resolver) IncidentEscalation() generated.IncidentEscalationResolver {
	return &incidentEscalationResolver{r}
}

type incidentEscalationResolver struct{ *Resolver }
