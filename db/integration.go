package db

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"github.com/opsknight/opsknight/model"
)

var integrationList = list[*model.Integration]{
	keys: map[string]sortKey[*model.Integration]{
		byCreated: byTime("integration.created_at", func(i *model.Integration) time.Time { return i.CreatedAt }),
	},
	id: func(i *model.Integration) string { return i.ID },
}

// ofPresentService leaves out what belongs to a service that has been deleted: it is
// reached through its service, and is gone with it.
func ofPresentService(q *bun.SelectQuery) *bun.SelectQuery {
	return q.Where(`EXISTS (SELECT 1 FROM services AS service WHERE service.environment = ?TableAlias.environment
	AND service.id = ?TableAlias.service_id AND service.archived_at IS NULL)`)
}

// Integration returns the integration with this id, or NotFound.
func Integration(ctx context.Context, r Reader, id string) (*model.Integration, error) {
	integration := new(model.Integration)
	err := named(ofPresentService(from(r, integration)), model.IntegrationID, id).Scan(ctx)
	return integration, notFound(err, "integration", id)
}

// LockIntegration is Integration for a transaction that will change it.
func LockIntegration(ctx context.Context, tx Tx, id string) (*model.Integration, error) {
	integration := new(model.Integration)
	err := named(ofPresentService(tx.lock(from(tx, integration))), model.IntegrationID, id).Scan(ctx)
	return integration, notFound(err, "integration", id)
}

// Integrations returns a page of a service's integrations, the oldest first.
func Integrations(ctx context.Context, r Reader, serviceID string, page model.Page) (*model.IntegrationConnection, error) {
	found, err := integrationList.read(ctx, r, Oldest, page, func(q *bun.SelectQuery) *bun.SelectQuery {
		return q.Where("integration.service_id = ?", serviceID)
	})
	return &model.IntegrationConnection{Connection: found}, err
}

// FirstIntegrations returns of each of these services its integrations, the oldest
// first: as many as a page may have, and one more if there are more.
func FirstIntegrations(ctx context.Context, r Reader, serviceIDs []string) (map[string][]*model.Integration, error) {
	numbered := from(r, (*model.Integration)(nil)).
		ColumnExpr("?TableAlias.*, ROW_NUMBER() OVER (PARTITION BY service_id ORDER BY created_at, id) AS place").
		Where("integration.service_id IN (?)", bun.List(serviceIDs))
	var rows []*model.Integration
	err := from(r, &rows).ModelTableExpr("(?) AS integration", numbered).
		Where("integration.place <= ?", model.MaxPage+1).OrderExpr("integration.created_at, integration.id").Scan(ctx)
	found := map[string][]*model.Integration{}
	for _, row := range rows {
		found[row.ServiceID] = append(found[row.ServiceID], row)
	}
	return found, err
}

// IntegrationsOf makes the first page of a service's integrations of what
// FirstIntegrations has found of that service.
func IntegrationsOf(r Reader, serviceID string, found []*model.Integration, page model.Page) (*model.IntegrationConnection, error) {
	window, err := page.Window(Oldest)
	if err != nil {
		return nil, err
	}
	return &model.IntegrationConnection{Connection: integrationList.page(found, window, Oldest, func(ctx context.Context) (int, error) {
		n, err := from(r, (*model.Integration)(nil)).Where("integration.service_id = ?", serviceID).Count(ctx)
		return int(n), err
	})}, nil
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

var windowList = list[*model.MaintenanceWindow]{
	keys: map[string]sortKey[*model.MaintenanceWindow]{
		byCreated: byTime("maintenance_window.created_at", func(w *model.MaintenanceWindow) time.Time { return w.CreatedAt }),
	},
	id: func(w *model.MaintenanceWindow) string { return w.ID },
}

// MaintenanceWindow returns the window with this id, or NotFound.
func MaintenanceWindow(ctx context.Context, r Reader, id string) (*model.MaintenanceWindow, error) {
	window := new(model.MaintenanceWindow)
	err := named(ofPresentService(from(r, window)), model.WindowID, id).Scan(ctx)
	return window, notFound(err, "maintenance window", id)
}

// LockMaintenanceWindow is MaintenanceWindow for a transaction that will change it.
func LockMaintenanceWindow(ctx context.Context, tx Tx, id string) (*model.MaintenanceWindow, error) {
	window := new(model.MaintenanceWindow)
	err := named(ofPresentService(tx.lock(from(tx, window))), model.WindowID, id).Scan(ctx)
	return window, notFound(err, "maintenance window", id)
}

// MaintenanceWindows returns a page of a service's windows that end after a time, the
// oldest first; nil: of all.
func MaintenanceWindows(ctx context.Context, r Reader, serviceID string, after *time.Time, page model.Page) (*model.MaintenanceWindowConnection, error) {
	found, err := windowList.read(ctx, r, Oldest, page, func(q *bun.SelectQuery) *bun.SelectQuery {
		if after != nil {
			q = q.Where("maintenance_window.end_at > ?", after.UTC())
		}
		return q.Where("maintenance_window.service_id = ?", serviceID)
	})
	return &model.MaintenanceWindowConnection{Connection: found}, err
}

// MaintenanceAfter returns the windows of a service that end after a time, the
// earliest first: at most 1,000.
func MaintenanceAfter(ctx context.Context, r Reader, serviceID string, at time.Time) ([]*model.MaintenanceWindow, error) {
	var windows []*model.MaintenanceWindow
	err := from(r, &windows).Where("maintenance_window.service_id = ?", serviceID).Where("maintenance_window.end_at > ?", at.UTC()).
		OrderExpr("maintenance_window.start_at, maintenance_window.id").Limit(1000).Scan(ctx)
	return windows, err
}
