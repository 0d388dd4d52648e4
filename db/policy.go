package db

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"github.com/opsknight/opsknight/model"
)

var policyList = list[*model.EscalationPolicy]{
	keys: map[string]sortKey[*model.EscalationPolicy]{
		string(model.NamedByCreated): byTime("escalation_policy.created_at", func(p *model.EscalationPolicy) time.Time { return p.CreatedAt }),
		string(model.NamedByUpdated): byTime("escalation_policy.updated_at", func(p *model.EscalationPolicy) time.Time { return p.UpdatedAt }),
		string(model.NamedByName):    byText("escalation_policy.name", func(p *model.EscalationPolicy) string { return p.Name }),
	},
	id: func(p *model.EscalationPolicy) string { return p.ID },
}

// EscalationPolicy returns the policy with this id, or NotFound.
func EscalationPolicy(ctx context.Context, r Reader, id string) (*model.EscalationPolicy, error) {
	policy := new(model.EscalationPolicy)
	err := named(notArchived(from(r, policy)), model.PolicyID, id).Scan(ctx)
	return policy, notFound(err, "escalation policy", id)
}

// LockEscalationPolicy is EscalationPolicy for a transaction that will change it.
func LockEscalationPolicy(ctx context.Context, tx Tx, id string) (*model.EscalationPolicy, error) {
	policy := new(model.EscalationPolicy)
	err := named(notArchived(tx.lock(from(tx, policy))), model.PolicyID, id).Scan(ctx)
	return policy, notFound(err, "escalation policy", id)
}

// EscalationPolicyByName returns the policy with this name, or NotFound.
func EscalationPolicyByName(ctx context.Context, r Reader, name string) (*model.EscalationPolicy, error) {
	policy := new(model.EscalationPolicy)
	err := notArchived(from(r, policy)).Where("?TableAlias.name = ?", name).Scan(ctx)
	return policy, notFound(err, "escalation policy", name)
}

// EscalationPolicies returns a page of the policies that the filter leaves.
func EscalationPolicies(ctx context.Context, r Reader, filter model.EscalationPolicyFilter, order model.Order, page model.Page) (*model.EscalationPolicyConnection, error) {
	found, err := policyList.read(ctx, r, order, page, func(q *bun.SelectQuery) *bun.SelectQuery {
		return searched(notArchived(q), filter.Q)
	})
	return &model.EscalationPolicyConnection{Connection: found}, err
}

// EscalationPoliciesByID returns the policies with these ids, archived ones too.
func EscalationPoliciesByID(ctx context.Context, r Reader, ids []string) (map[string]*model.EscalationPolicy, error) {
	return byID(ctx, r, ids, func(p *model.EscalationPolicy) string { return p.ID })
}

// EscalationStepsByPolicy returns the steps in force of these policies, with their
// targets, in their order, by policy.
func EscalationStepsByPolicy(ctx context.Context, r Reader, policyIDs []string) (map[string][]*model.EscalationStep, error) {
	steps, err := escalationSteps(ctx, r, func(q *bun.SelectQuery) *bun.SelectQuery {
		return q.Join("JOIN escalation_policies AS policy ON policy.environment = escalation_step.environment AND policy.id = escalation_step.policy_id AND policy.steps_version = escalation_step.version").
			Where("escalation_step.policy_id IN (?)", bun.List(policyIDs))
	})
	found := map[string][]*model.EscalationStep{}
	for _, step := range steps {
		found[step.PolicyID] = append(found[step.PolicyID], step)
	}
	return found, err
}

// PolicyVersion names one version of a policy's steps.
type PolicyVersion struct {
	PolicyID string
	Version  int
}

// Course is what a version of a policy does.
type Course struct {
	RepeatCount int
	Steps       []*model.EscalationStep // with their targets, in their order
}

// CoursesByVersion returns what these versions of policies do.
func CoursesByVersion(ctx context.Context, r Reader, versions []PolicyVersion) (map[PolicyVersion]*Course, error) {
	if len(versions) == 0 {
		return nil, nil
	}
	pairs := make([]bun.TupleValues, len(versions))
	for i, version := range versions {
		pairs[i] = bun.Tuple([]any{version.PolicyID, version.Version})
	}
	var rows []*model.EscalationVersion
	err := from(r, &rows).Where("(escalation_version.policy_id, escalation_version.version) IN (?)", bun.List(pairs)).Scan(ctx)
	if err != nil {
		return nil, err
	}
	steps, err := escalationSteps(ctx, r, func(q *bun.SelectQuery) *bun.SelectQuery {
		return q.Where("(escalation_step.policy_id, escalation_step.version) IN (?)", bun.List(pairs))
	})
	if err != nil {
		return nil, err
	}
	found := map[PolicyVersion]*Course{}
	for _, row := range rows {
		found[PolicyVersion{row.PolicyID, row.Version}] = &Course{RepeatCount: row.RepeatCount}
	}
	for _, step := range steps {
		course := found[PolicyVersion{step.PolicyID, step.Version}]
		course.Steps = append(course.Steps, step)
	}
	return found, nil
}

// escalationSteps returns the steps that a condition leaves, with their targets, in
// their order.
func escalationSteps(ctx context.Context, r Reader, filter func(*bun.SelectQuery) *bun.SelectQuery) ([]*model.EscalationStep, error) {
	var rows []struct {
		model.EscalationStep `bun:",extend"`
		UserID               *string
		TeamID               *string
		ScheduleID           *string
	}
	err := filter(from(r, &rows).ColumnExpr("escalation_step.*, target.user_id, target.team_id, target.schedule_id").
		Join("JOIN escalation_targets AS target ON target.environment = escalation_step.environment AND target.policy_id = escalation_step.policy_id AND target.version = escalation_step.version AND target.step = escalation_step.position")).
		OrderExpr("escalation_step.policy_id, escalation_step.version, escalation_step.position, target.position").Scan(ctx)
	if err != nil {
		return nil, err
	}
	var steps []*model.EscalationStep
	for i := range rows {
		row := &rows[i]
		if n := len(steps); n == 0 || steps[n-1].PolicyID != row.PolicyID || steps[n-1].Version != row.Version || steps[n-1].Position != row.Position {
			steps = append(steps, &row.EscalationStep)
		}
		step := steps[len(steps)-1]
		step.Targets = append(step.Targets, &model.EscalationTarget{UserID: row.UserID, TeamID: row.TeamID, ScheduleID: row.ScheduleID})
	}
	return steps, nil
}

// InsertEscalationSteps stores a new version of a policy's steps; ErrReference if a
// target does not exist.
func InsertEscalationSteps(ctx context.Context, tx Tx, policy *model.EscalationPolicy, steps []*model.EscalationStep) error {
	version := &model.EscalationVersion{PolicyID: policy.ID, Version: policy.StepsVersion, RepeatCount: policy.RepeatCount, CreatedAt: tx.Now}
	if err := insert(ctx, tx, version); err != nil {
		return err
	}
	var targets []*model.EscalationTarget
	for i, step := range steps {
		step.PolicyID, step.Version, step.Position = policy.ID, policy.StepsVersion, i+1
		for j, target := range step.Targets {
			target.PolicyID, target.Version, target.Step, target.Position = policy.ID, policy.StepsVersion, i+1, j+1
			targets = append(targets, target)
		}
	}
	if err := insertAll(ctx, tx, steps); err != nil {
		return err
	}
	return insertAll(ctx, tx, targets)
}

// EscalationPolicyUses returns the services that need a policy.
func EscalationPolicyUses(ctx context.Context, r Reader, id string) ([]Use, error) {
	return uses(ctx, useOf("service", notArchived(from(r, (*model.Service)(nil))).Where("?TableAlias.escalation_policy_id = ?", id)))
}
