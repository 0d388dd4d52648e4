package db

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/uptrace/bun"

	"github.com/opsknight/opsknight/model"
)

// handlings reads the services that a condition leaves, with what their incidents are
// handled by.
func handlings(ctx context.Context, r Reader, filter func(*bun.SelectQuery) *bun.SelectQuery) ([]*model.Handling, error) {
	var rows []struct {
		model.Service `bun:",extend"`
		PolicyName    string
		StepsVersion  int
	}
	err := filter(from(r, &rows).ColumnExpr("service.*, COALESCE(policy.name, '') AS policy_name, COALESCE(policy.steps_version, 0) AS steps_version").
		Join("LEFT JOIN escalation_policies AS policy ON policy.environment = service.environment AND policy.id = service.escalation_policy_id")).
		Scan(ctx)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	found := make([]*model.Handling, len(rows))
	ids := make([]string, len(rows))
	byID := make(map[string]*model.Handling, len(rows))
	for i := range rows {
		found[i] = &model.Handling{Service: &rows[i].Service, PolicyName: rows[i].PolicyName, StepsVersion: rows[i].StepsVersion}
		ids[i] = rows[i].ID
		byID[rows[i].ID] = found[i]
	}
	var windows []*model.MaintenanceWindow
	err = from(r, &windows).Where("maintenance_window.service_id IN (?)", bun.List(ids)).
		Where("maintenance_window.end_at > ?", r.at()).OrderExpr("maintenance_window.start_at, maintenance_window.id").Scan(ctx)
	for _, window := range windows {
		of := byID[window.ServiceID]
		of.Windows = append(of.Windows, window)
	}
	return found, err
}

// HandlingsByRoute returns the services that events with these routing keys are for, by
// the routing key: that of an integration which is not disabled, a service's id or its slug.
func HandlingsByRoute(ctx context.Context, r Reader, routes []string) (map[string]*model.Handling, error) {
	integrated, err := servicesByRoutingKey(ctx, r, routes)
	if err != nil {
		return nil, fmt.Errorf("find integrations: %w", err)
	}
	ids := slices.Concat(routes, slices.Collect(maps.Values(integrated)))
	rows, err := handlings(ctx, r, func(q *bun.SelectQuery) *bun.SelectQuery {
		return q.Where("service.archived_at IS NULL").Where("(service.id IN (?) OR service.slug IN (?))", bun.List(ids), bun.List(routes))
	})
	if err != nil {
		return nil, fmt.Errorf("find services: %w", err)
	}
	found := make(map[string]*model.Handling, 2*len(rows)+len(integrated))
	for _, row := range rows {
		found[row.ID], found[row.Slug] = row, row
	}
	for key, id := range integrated {
		found[key] = found[id]
	}
	return found, nil
}

// servicesByRoutingKey returns the ids of the services of these integrations, by their
// routing keys. What has not the form of one is not looked for.
func servicesByRoutingKey(ctx context.Context, r Reader, routes []string) (map[string]string, error) {
	keys := slices.DeleteFunc(slices.Clone(routes), func(route string) bool { return !model.IsRoutingKey(route) })
	if len(keys) == 0 {
		return nil, nil
	}
	var rows []*model.Integration
	err := from(r, &rows).Where("integration.routing_key IN (?)", bun.List(keys)).Where("NOT integration.disabled").Scan(ctx)
	found := make(map[string]string, len(rows))
	for _, row := range rows {
		found[row.RoutingKey] = row.ServiceID
	}
	return found, err
}

// HandlingsByID returns the services with these ids, archived ones too.
func HandlingsByID(ctx context.Context, r Reader, ids []string) (map[string]*model.Handling, error) {
	rows, err := handlings(ctx, r, func(q *bun.SelectQuery) *bun.SelectQuery { return q.Where("service.id IN (?)", bun.List(ids)) })
	found := make(map[string]*model.Handling, len(rows))
	for _, row := range rows {
		found[row.ID] = row
	}
	return found, err
}

// HandlingOf returns the service with this id, archived or not.
func HandlingOf(ctx context.Context, r Reader, serviceID string) (*model.Handling, error) {
	found, err := HandlingsByID(ctx, r, []string{serviceID})
	if err == nil && found[serviceID] == nil {
		err = fmt.Errorf("there is no service %s", serviceID)
	}
	return found[serviceID], err
}
