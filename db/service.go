package db

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"github.com/opsknight/opsknight/model"
)

var serviceList = list[*model.Service]{
	keys: map[string]sortKey[*model.Service]{
		string(model.NamedByCreated): byTime("service.created_at", func(s *model.Service) time.Time { return s.CreatedAt }),
		string(model.NamedByUpdated): byTime("service.updated_at", func(s *model.Service) time.Time { return s.UpdatedAt }),
		string(model.NamedByName):    byText("service.name", func(s *model.Service) string { return s.Name }),
	},
	id: func(s *model.Service) string { return s.ID },
}

// Service returns the service with this id, or NotFound.
func Service(ctx context.Context, r Reader, id string) (*model.Service, error) {
	service := new(model.Service)
	err := named(notArchived(from(r, service)), model.ServiceID, id).Scan(ctx)
	return service, notFound(err, "service", id)
}

// ServiceBySlug returns the service with this slug, or NotFound.
func ServiceBySlug(ctx context.Context, r Reader, slug string) (*model.Service, error) {
	service := new(model.Service)
	err := notArchived(from(r, service)).Where("service.slug = ?", slug).Scan(ctx)
	return service, notFound(err, "service", slug)
}

// Services returns a page of the services that the filter leaves.
func Services(ctx context.Context, r Reader, filter model.ServiceFilter, order model.Order, page model.Page) (*model.ServiceConnection, error) {
	found, err := serviceList.read(ctx, r, order, page, func(q *bun.SelectQuery) *bun.SelectQuery {
		if len(filter.TeamID) > 0 {
			q = q.Where("service.team_id IN (?)", bun.List(filter.TeamID))
		}
		if len(filter.EscalationPolicyID) > 0 {
			q = q.Where("service.escalation_policy_id IN (?)", bun.List(filter.EscalationPolicyID))
		}
		return searched(notArchived(q), filter.Q)
	})
	return &model.ServiceConnection{Connection: found}, err
}

// ServicesByID returns the services with these ids, archived ones too.
func ServicesByID(ctx context.Context, r Reader, ids []string) (map[string]*model.Service, error) {
	return byID(ctx, r, ids, func(s *model.Service) string { return s.ID })
}

// ServiceStatuses returns the status of each service with an active incident;
// those left out are operational.
func ServiceStatuses(ctx context.Context, r Reader, ids []string) (map[string]model.ServiceStatus, error) {
	var rows []struct {
		ServiceID string
		Worst     int
	}
	err := from(r, (*model.Incident)(nil)).Column("service_id").ColumnExpr("MAX(urgency_rank) AS worst").
		Where("service_id IN (?)", bun.List(ids)).
		Where("status IN (?)", bun.List([]model.IncidentStatus{model.IncidentOpen, model.IncidentAcknowledged})).
		Group("service_id").Scan(ctx, &rows)
	if err != nil {
		return nil, err
	}
	statuses := make(map[string]model.ServiceStatus, len(rows))
	for _, row := range rows {
		statuses[row.ServiceID] = model.ServiceDegraded
		if row.Worst == len(model.Urgencies) {
			statuses[row.ServiceID] = model.ServiceCritical
		}
	}
	return statuses, nil
}

// InsertService stores a new service; ErrUnique if its name or slug is taken.
func InsertService(ctx context.Context, tx Tx, service *model.Service) error {
	service.Index()
	return insert(ctx, tx, service)
}

// UpdateService stores these columns of the service and its updated_at; ErrUnique if its name or slug is taken.
func UpdateService(ctx context.Context, tx Tx, service *model.Service, columns ...string) error {
	service.Index()
	service.Changed(tx.Now)
	return update(ctx, tx, service, service.ID, append(columns, "search_text", "version", "updated_at")...)
}

// InsertIntegration stores a new integration.
func InsertIntegration(ctx context.Context, tx Tx, integration *model.Integration) error {
	return insert(ctx, tx, integration)
}

// Integrations returns a service's integrations, the oldest first.
func Integrations(ctx context.Context, r Reader, serviceID string) ([]*model.Integration, error) {
	var found []*model.Integration
	err := from(r, &found).Where("integration.service_id = ?", serviceID).
		OrderExpr("integration.created_at, integration.id").Scan(ctx)
	return found, err
}

// IntegrationByRoutingKey returns the integration with this routing key, of either
// environment, and its service's slug: the key is what tells which one an event is
// for. nil if no enabled integration of a service has it.
func IntegrationByRoutingKey(ctx context.Context, d *DB, routingKey string) (integration *model.Integration, slug string, err error) {
	var row struct {
		model.Integration `bun:",extend"`
		ServiceSlug       string
	}
	found, err := exists(d.reader.NewSelect().Model(&row).
		ColumnExpr("integration.*, service.slug AS service_slug").
		Join("JOIN services AS service ON service.environment = integration.environment AND service.id = integration.service_id").
		Where("integration.routing_key = ?", routingKey).Where("NOT integration.disabled").
		Where("service.archived_at IS NULL").Scan(ctx))
	if !found {
		return nil, "", err
	}
	return &row.Integration, row.ServiceSlug, nil
}

// ServicesByRoute returns the services that events with these routing keys are for,
// by the routing key: a service's id or its slug. Of each only id, name, slug and
// team are read.
func ServicesByRoute(ctx context.Context, tx Tx, routes []string) (map[string]*model.Service, error) {
	var rows []*model.Service
	if tx.postgres {
		found, err := tx.bun.Tx.QueryContext(ctx, `SELECT id, name, slug, team_id FROM services
WHERE environment = $1 AND archived_at IS NULL AND (id = ANY ($2) OR slug = ANY ($2))`, prepared, string(tx.env), routes)
		if err != nil {
			return nil, fmt.Errorf("find services: %w", err)
		}
		defer func() { _ = found.Close() }()
		for found.Next() {
			service := &model.Service{}
			if err := found.Scan(&service.ID, &service.Name, &service.Slug, &service.TeamID); err != nil {
				return nil, err
			}
			rows = append(rows, service)
		}
		if err := found.Err(); err != nil {
			return nil, err
		}
	} else {
		err := notArchived(from(tx, &rows)).Column("id", "name", "slug", "team_id").
			Where("(service.id IN (?) OR service.slug IN (?))", bun.List(routes), bun.List(routes)).Scan(ctx)
		if err != nil {
			return nil, err
		}
	}
	found := make(map[string]*model.Service, len(rows))
	for _, service := range rows {
		found[service.ID], found[service.Slug] = service, service
	}
	return found, nil
}
