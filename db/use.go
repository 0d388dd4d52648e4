package db

import (
	"context"
	"strings"

	"github.com/uptrace/bun"

	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/model"
)

// Use is something that needs an object which somebody wants to delete.
type Use = fault.Use

// mostUses is how many of each kind a Conflict names.
const mostUses = 5

// query finds the id and name of what needs an object.
type query struct {
	kind string
	q    *bun.SelectQuery
}

// useOf names the rows of a query of a table with id and name.
func useOf(kind string, q *bun.SelectQuery) query {
	return query{kind, q.ColumnExpr("?TableAlias.id, ?TableAlias.name").OrderExpr("?TableAlias.name, ?TableAlias.id")}
}

// policyUses finds the policies one of whose present targets fulfils the condition.
func policyUses(r Reader, where string, id string) query {
	return useOf("escalation policy", notArchived(from(r, (*model.EscalationPolicy)(nil))).
		Where(`EXISTS (SELECT 1 FROM escalation_targets AS target WHERE target.environment = escalation_policy.environment
	AND target.policy_id = escalation_policy.id AND target.version = escalation_policy.steps_version AND `+where+")", id))
}

// incidentUses finds active incidents that fulfil the condition.
func incidentUses(r Reader, where string, id string) query {
	return query{"incident", from(r, (*model.Incident)(nil)).ColumnExpr("?TableAlias.id, ?TableAlias.title AS name").
		Where("?TableAlias.status <> ?", model.IncidentResolved).Where(where, id).OrderExpr("?TableAlias.id")}
}

// fallbackUses finds whether the settings name the object.
func fallbackUses(r Reader, where string, id string) query {
	return query{"settings", from(r, (*model.Settings)(nil)).ColumnExpr("'settings' AS id, 'the fallback' AS name").Where(where, id)}
}

// uses runs queries and gathers what they find.
func uses(ctx context.Context, queries ...query) ([]Use, error) {
	var all []Use
	for _, one := range queries {
		var rows []struct{ ID, Name string }
		if err := one.q.Limit(mostUses).Scan(ctx, &rows); err != nil {
			return nil, err
		}
		for _, row := range rows {
			all = append(all, Use{Kind: one.kind, ID: row.ID, Name: row.Name})
		}
	}
	return all, nil
}

// searched keeps the rows in whose search_text q occurs.
func searched(q *bun.SelectQuery, text *string) *bun.SelectQuery {
	if text == nil || *text == "" {
		return q
	}
	return q.Where(`?TableAlias.search_text LIKE ? ESCAPE '\'`, pattern(*text))
}

// pattern is what LIKE takes for a part of a search_text.
func pattern(text string) planned {
	return planned{"%" + likeLiteral.Replace(strings.ToLower(text)) + "%"}
}
