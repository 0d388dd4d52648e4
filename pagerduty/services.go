package pagerduty

import (
	"context"

	"github.com/go-chi/chi/v5"

	"github.com/opsknight/opsknight/internal/door"
	"github.com/opsknight/opsknight/model"
)

// serviceStatuses are PagerDuty's names of the health of a service.
var serviceStatuses = map[model.ServiceStatus]string{
	model.ServiceOperational: "active", model.ServiceDegraded: "warning", model.ServiceCritical: "critical", model.ServiceMaintenance: "maintenance",
}

type serviceBody struct {
	reference
	Name                   string       `json:"name"`
	Description            *string      `json:"description"`
	Status                 string       `json:"status"`
	Teams                  []any        `json:"teams"`
	EscalationPolicy       any          `json:"escalation_policy"`
	Integrations           []any        `json:"integrations"`
	AcknowledgementTimeout *int         `json:"acknowledgement_timeout"` // seconds; nil: never
	AutoResolveTimeout     *int         `json:"auto_resolve_timeout"`    // incidents are not resolved by themselves
	AlertCreation          string       `json:"alert_creation"`
	IncidentUrgencyRule    *urgencyRule `json:"incident_urgency_rule"`
	CreatedAt              string       `json:"created_at"`
	UpdatedAt              string       `json:"updated_at"`
}

type urgencyRule struct {
	Type    string `json:"type"`
	Urgency string `json:"urgency"`
}

// listServices serves GET /services.
func (c *call) listServices(ctx context.Context) (any, error) {
	w, err := c.query.window()
	if err != nil {
		return nil, err
	}
	filter := &model.ServiceFilter{Q: c.query.text("query"), TeamID: c.query.list("team_ids")}
	found, err := c.Resolvers.Query().Services(ctx, filter, c.byName(), &w.limit, nil, nil, nil, &w.offset)
	if err != nil {
		return nil, err
	}
	items, err := door.Each(ctx, found.Nodes, c.service)
	if err != nil {
		return nil, err
	}
	return c.list(ctx, "services", items, w, found.PageInfo.HasNextPage, found)
}

// getService serves GET /services/{id}.
func (c *call) getService(ctx context.Context) (any, error) {
	service, err := c.findService(ctx)
	if err != nil {
		return nil, err
	}
	body, err := c.service(ctx, service)
	return map[string]any{"service": body}, err
}

func (c *call) findService(ctx context.Context) (*model.Service, error) {
	service, err := c.Resolvers.Query().Service(ctx, c.id())
	if err == nil && service == nil {
		err = door.Missing("service", c.id())
	}
	return service, err
}

func (c *call) service(ctx context.Context, service *model.Service) (*serviceBody, error) {
	body := &serviceBody{
		reference: c.whole("service", service.ID, service.Name), Name: service.Name, Description: service.Description,
		Teams: []any{}, Integrations: []any{}, AlertCreation: "create_alerts_and_incidents",
		IncidentUrgencyRule: &urgencyRule{Type: "constant", Urgency: "severity_based"},
		CreatedAt:           stamp(service.CreatedAt), UpdatedAt: stamp(service.UpdatedAt),
	}
	if service.AckTimeoutMinutes != nil {
		seconds := *service.AckTimeoutMinutes * 60
		body.AcknowledgementTimeout = &seconds
	}
	status, err := c.Resolvers.Service().Status(ctx, service)
	if err != nil {
		return nil, err
	}
	body.Status = serviceStatuses[status]
	team, err := c.Resolvers.Service().Team(ctx, service)
	if err != nil {
		return nil, err
	}
	if team != nil {
		body.Teams = append(body.Teams, c.teamOf(team))
	}
	policy, err := c.Resolvers.Service().EscalationPolicy(ctx, service)
	if err != nil {
		return nil, err
	}
	if policy != nil {
		if body.EscalationPolicy, err = c.policyOf(ctx, policy); err != nil {
			return nil, err
		}
	}
	return body, c.integrated(ctx, service, body)
}

// integrated tells how events reach the service: its first integrations, up to the
// size of a page.
func (c *call) integrated(ctx context.Context, service *model.Service, body *serviceBody) error {
	most := model.MaxPage
	found, err := c.Resolvers.Service().Integrations(ctx, service, &most, nil, nil, nil, nil)
	if err != nil {
		return err
	}
	for _, integration := range found.Nodes {
		if !c.full.integrations {
			body.Integrations = append(body.Integrations, c.integrationOf(integration))
			continue
		}
		whole, err := c.integration(ctx, integration, service)
		if err != nil {
			return err
		}
		body.Integrations = append(body.Integrations, whole)
	}
	return nil
}

// integrationKind is the type of every integration: all take the events of PagerDuty's
// Events API v2.
const integrationKind = "events_api_v2_inbound_integration"

func (c *call) integrationOf(integration *model.Integration) reference {
	shown := c.refer(integrationKind, integration.ID, integration.Name)
	self := c.integrationAt(integration)
	shown.Self = &self
	return shown
}

func (c *call) integrationAt(integration *model.Integration) string {
	return c.api + paths["service"] + integration.ServiceID + "/integrations/" + integration.ID
}

type integrationBody struct {
	reference
	Name           string    `json:"name"`
	Service        reference `json:"service"`
	IntegrationKey *string   `json:"integration_key"` // nil for who may not write services
	CreatedAt      string    `json:"created_at"`
}

func (c *call) integration(ctx context.Context, integration *model.Integration, service *model.Service) (*integrationBody, error) {
	key, err := c.Resolvers.Integration().RoutingKey(ctx, integration)
	body := &integrationBody{
		reference: c.whole(integrationKind, integration.ID, integration.Name), Name: integration.Name, IntegrationKey: key,
		Service: c.refer("service", service.ID, service.Name), CreatedAt: stamp(integration.CreatedAt),
	}
	self := c.integrationAt(integration)
	body.Self = &self
	return body, err
}

// getIntegration serves GET /services/{id}/integrations/{integration_id}.
func (c *call) getIntegration(ctx context.Context) (any, error) {
	service, err := c.findService(ctx)
	if err != nil {
		return nil, err
	}
	id := chi.URLParam(c.request, "integration_id")
	found, err := c.Resolvers.Query().Integration(ctx, id)
	if err == nil && (found == nil || found.ServiceID != service.ID) {
		err = door.Missing("integration", id)
	}
	if err != nil {
		return nil, err
	}
	body, err := c.integration(ctx, found, service)
	return map[string]any{"integration": body}, err
}
