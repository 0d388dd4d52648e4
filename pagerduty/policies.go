package pagerduty

import (
	"context"
	"slices"

	"github.com/opsknight/opsknight/internal/door"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/model"
)

type policyBody struct {
	reference
	Name            string      `json:"name"`
	Description     *string     `json:"description"`
	NumLoops        int         `json:"num_loops"`
	EscalationRules []ruleBody  `json:"escalation_rules"`
	Teams           []reference `json:"teams"` // policies belong to none
	Services        []reference `json:"services"`
}

type ruleBody struct {
	ID      string      `json:"id"`
	Delay   int         `json:"escalation_delay_in_minutes"`
	Targets []reference `json:"targets"`
}

// listPolicies serves GET /escalation_policies.
func (c *call) listPolicies(ctx context.Context) (any, error) {
	w, err := c.query.window()
	if err != nil {
		return nil, err
	}
	if len(c.query.list("user_ids")) > 0 || len(c.query.list("team_ids")) > 0 {
		return nil, fault.Field("user_ids", "not_supported", "Escalation policies are not listed by user_ids or team_ids here: leave them out, and look at the targets.")
	}
	found, err := c.policies(ctx, c.query.text("query"), c.byName(), w.limit, w.offset)
	if err != nil {
		return nil, err
	}
	items, err := door.Each(ctx, found.Nodes, c.policy)
	if err != nil {
		return nil, err
	}
	if err := c.services(ctx, items); err != nil {
		return nil, err
	}
	return c.list(ctx, "escalation_policies", items, w, found.PageInfo.HasNextPage, found)
}

func (c *call) policies(ctx context.Context, q *string, order *model.NamedOrder, limit, offset int) (*model.EscalationPolicyConnection, error) {
	return c.Resolvers.Query().EscalationPolicies(ctx, &model.EscalationPolicyFilter{Q: q}, order, &limit, nil, nil, nil, &offset)
}

// getPolicy serves GET /escalation_policies/{id}.
func (c *call) getPolicy(ctx context.Context) (any, error) {
	policy, err := c.findPolicy(ctx, c.id())
	if err != nil {
		return nil, err
	}
	body, err := c.policy(ctx, policy)
	if err != nil {
		return nil, err
	}
	return map[string]any{"escalation_policy": body}, c.services(ctx, []*policyBody{body})
}

// services adds to policies the services whose incidents they escalate.
func (c *call) services(ctx context.Context, policies []*policyBody) error {
	if len(policies) == 0 {
		return nil
	}
	ids := door.Bodies(policies, func(policy *policyBody) string { return policy.ID })
	found, err := all(func(limit, offset *int) ([]*model.Service, *model.PageInfo, error) {
		page, err := c.Resolvers.Query().Services(ctx, &model.ServiceFilter{EscalationPolicyID: ids}, byName, limit, nil, nil, nil, offset)
		if err != nil {
			return nil, nil, err
		}
		return page.Nodes, page.PageInfo, nil
	})
	for _, service := range found {
		policy := policies[slices.Index(ids, *service.EscalationPolicyID)]
		policy.Services = append(policy.Services, c.refer("service", service.ID, service.Name))
	}
	return err
}

func (c *call) findPolicy(ctx context.Context, id string) (*model.EscalationPolicy, error) {
	policy, err := c.Resolvers.Query().EscalationPolicy(ctx, id)
	if err == nil && policy == nil {
		err = door.Missing("escalation policy", id)
	}
	return policy, err
}

func (c *call) policy(ctx context.Context, policy *model.EscalationPolicy) (*policyBody, error) {
	body := &policyBody{
		reference: c.whole("escalation_policy", policy.ID, policy.Name), Name: policy.Name, Description: policy.Description,
		NumLoops: policy.RepeatCount, Teams: []reference{}, Services: []reference{},
	}
	steps, err := c.Resolvers.EscalationPolicy().Steps(ctx, policy)
	if err != nil {
		return nil, err
	}
	body.EscalationRules, err = door.Each(ctx, steps, func(ctx context.Context, step *model.EscalationStep) (ruleBody, error) {
		targets, err := c.Resolvers.EscalationStep().Targets(ctx, step)
		return ruleBody{ID: step.ID, Delay: step.EscalateAfterMinutes, Targets: door.Bodies(targets, c.target)}, err
	})
	return body, err
}

// target refers to whom a step tells. PagerDuty has no teams there.
func (c *call) target(target model.Targetable) reference {
	switch t := target.(type) {
	case *model.User:
		return c.refer("user", t.ID, t.Name)
	case *model.Team:
		return c.refer("team", t.ID, t.Name)
	case *model.Schedule:
		return c.refer("schedule", t.ID, t.Name)
	}
	return reference{}
}
