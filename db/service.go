package db

import (
	"context"
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

// LockService is Service for a transaction that will change it.
func LockService(ctx context.Context, tx Tx, id string) (*model.Service, error) {
	service := new(model.Service)
	err := named(notArchived(tx.lock(from(tx, service))), model.ServiceID, id).Scan(ctx)
	return service, notFound(err, "service", id)
}

// ServiceUses returns the active incidents of a service.
func ServiceUses(ctx context.Context, r Reader, id string) ([]Use, error) {
	return uses(ctx, incidentUses(r, "?TableAlias.service_id = ?", id))
}

// ServiceStatuses returns the status of each service with an active incident or a
// maintenance window at a time; those left out are operational.
func ServiceStatuses(ctx context.Context, r Reader, ids []string, at time.Time) (map[string]model.ServiceStatus, error) {
	var rows []struct {
		ServiceID string
		Urgency   *model.Urgency // of active incidents; nil: a window
	}
	active, serviceID := totalsByService(r, conditions(model.IncidentCountsFilter{
		ServiceID: ids, Status: []model.IncidentStatus{model.IncidentOpen, model.IncidentAcknowledged},
	}))
	active = active.ColumnExpr("? AS service_id, urgency", serviceID).GroupExpr("?, urgency", serviceID).Having("SUM(n) > 0")
	windows := from(r, (*model.MaintenanceWindow)(nil)).ColumnExpr("service_id, NULL AS urgency").
		Where("service_id ?", oneOf(ids)).Where("start_at <= ?", at.UTC()).Where("end_at > ?", at.UTC())
	if err := scan(ctx, r, active.UnionAll(windows), &rows); err != nil {
		return nil, err
	}
	statuses := make(map[string]model.ServiceStatus, len(rows))
	for _, row := range rows {
		switch before := statuses[row.ServiceID]; {
		case row.Urgency != nil && *row.Urgency == model.UrgencyHigh:
			statuses[row.ServiceID] = model.ServiceCritical
		case row.Urgency != nil && before != model.ServiceCritical:
			statuses[row.ServiceID] = model.ServiceDegraded
		case row.Urgency == nil && before == "":
			statuses[row.ServiceID] = model.ServiceMaintenance
		}
	}
	return statuses, nil
}

// MoveIncidentsToTeam gives every incident of a service the team that now owns the
// service, by which a list finds them. Nobody has changed the incidents: their version
// and time stay.
func MoveIncidentsToTeam(ctx context.Context, tx Tx, service *model.Service) error {
	_, err := tx.bun.NewUpdate().Model((*model.Incident)(nil)).Set("service_team_id = ?", service.TeamID).
		Where("environment = ?", tx.env).Where("service_id = ?", service.ID).Exec(ctx)
	return err
}
