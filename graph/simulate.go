package graph

import (
	"context"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/escalation"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/model"
)

// What the resolvers of simulateEscalation need.

// latestSimulation leaves room for all steps of any policy before the year 10,000.
const latestSimulation = 9900

// simulate tells who would be told of an incident by a policy or of a service; nil if
// there is none.
func (r *Resolver) simulate(ctx context.Context, policyID, serviceID *string, at *time.Time, urgency model.Urgency) (*model.EscalationSimulation, error) {
	e, err := r.read(ctx, model.ServicesRead)
	if err != nil {
		return nil, err
	}
	q := escalation.Question{At: e.Now(), Urgency: urgency}
	if at != nil {
		q.At = *at
	}
	if year := q.At.UTC().Year(); year < 1 || year > latestSimulation {
		return nil, fault.Field("at", "out_of_range", "at is in the years 1 to %d.", latestSimulation)
	}
	switch {
	case policyID != nil && serviceID != nil:
		return nil, fault.Field("service_id", "conflict", "Give policyId or serviceId, not both.")
	case policyID == nil && serviceID == nil:
		return nil, fault.Field("policy_id", "required", "Give policyId or serviceId.")
	case serviceID != nil:
		if q.Service, err = db.Service(ctx, e, *serviceID); err == nil {
			policyID = q.Service.EscalationPolicyID
		}
	}
	if err == nil && policyID != nil {
		q.Policy, err = db.EscalationPolicy(ctx, e, *policyID)
	}
	if err != nil {
		return nullIfMissing[model.EscalationSimulation](nil, err)
	}
	found, err := escalation.Simulate(ctx, e, q)
	if err == nil {
		expectMoments(ctx, found.Moments)
	}
	return found, err
}

// expectMoments announces the users and targets of moments of an escalation.
func expectMoments(ctx context.Context, moments []*model.EscalationMoment) {
	var ids []string
	var steps []*model.EscalationStep
	for _, moment := range moments {
		if moment.Step != nil {
			steps = append(steps, moment.Step)
		}
		for _, told := range moment.Told {
			ids = append(ids, told.UserID)
		}
		for _, missed := range moment.Missed {
			ids = appendID(ids, missed.UserID)
		}
	}
	load(ctx).user.expect(ids)
	load(ctx).expectTargets(steps)
}

// missedMessage says in words why somebody is not told.
func missedMessage(ctx context.Context, missed *model.MissedTarget) (string, error) {
	found, err := target(ctx, missed.Target)
	if err != nil {
		return "", err
	}
	user, err := one(ctx, load(ctx).user, missed.UserID)
	if err != nil {
		return "", err
	}
	name, zone, who := "", "", ""
	switch of := found.(type) {
	case *model.Team:
		name = of.Name
	case *model.Schedule:
		name, zone = of.Name, of.TimeZone
	}
	if user != nil {
		who = user.Name
	}
	return missed.Message(name, who, zone), nil
}
