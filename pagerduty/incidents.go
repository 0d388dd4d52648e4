package pagerduty

import (
	"cmp"
	"context"
	"strings"
	"time"

	"github.com/opsknight/opsknight/internal/door"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/model"
)

// defaultRange is how far back a list of incidents goes that is given no range. Source:
// PagerDuty's reference, "List incidents": one month.
const defaultRange = 30 * 24 * time.Hour

// listIncidents serves GET /incidents.
func (c *call) listIncidents(ctx context.Context) (any, error) {
	filter, err := c.incidentFilter()
	if err != nil {
		return nil, err
	}
	order, err := c.incidentOrder()
	if err != nil {
		return nil, err
	}
	w, err := c.query.window()
	if err != nil {
		return nil, err
	}
	found, err := c.Resolvers.Query().Incidents(ctx, filter, order, &w.limit, nil, nil, nil, &w.offset)
	if err != nil {
		return nil, err
	}
	items, err := door.Each(ctx, found.Nodes, c.incident)
	if err != nil {
		return nil, err
	}
	return c.list(ctx, "incidents", items, w, found.PageInfo.HasNextPage, found)
}

func (c *call) incidentFilter() (*model.IncidentFilter, error) {
	filter := &model.IncidentFilter{
		ServiceID: c.query.list("service_ids"), TeamID: c.query.list("team_ids"), AssigneeID: c.query.list("user_ids"),
		DedupKey: c.query.text("incident_key"),
	}
	var err error
	if filter.Status, err = enum(c.query, "statuses", listed, invalidStatus); err != nil {
		return nil, err
	}
	if len(filter.Status) == 0 {
		for _, each := range listed {
			filter.Status = append(filter.Status, each...)
		}
	}
	if filter.Urgency, err = enum(c.query, "urgencies", urgent, failures[fault.Invalid]); err != nil {
		return nil, err
	}
	if everything := c.query.text("date_range"); everything != nil && *everything == "all" {
		return filter, nil
	}
	if filter.CreatedAfter, filter.CreatedBefore, err = c.query.times(); err != nil {
		return nil, err
	}
	if filter.CreatedAfter == nil {
		end := c.Now().UTC()
		if filter.CreatedBefore != nil {
			end = *filter.CreatedBefore
		}
		if begin := end.Add(-defaultRange); begin.Year() > 0 { // databases know no year 0
			filter.CreatedAfter = &begin
		}
	}
	return filter, nil
}

// incidentOrders are the fields of sort_by. Numbers count up as incidents are made.
var incidentOrders = map[string]model.IncidentOrderField{
	"created_at": model.IncidentsByCreated, "incident_number": model.IncidentsByCreated, "urgency": model.IncidentsByUrgency,
}

// incidentOrder reads sort_by: a field and a direction, ascending if it has none. Of
// two fields the second would only order what is equal in the first.
func (c *call) incidentOrder() (*model.IncidentOrder, error) {
	order := &model.IncidentOrder{Field: model.IncidentsByCreated, Direction: model.Ascending}
	given := c.query.text("sort_by")
	if given == nil {
		return order, nil
	}
	first, _, _ := strings.Cut(*given, ",")
	field, direction, _ := strings.Cut(first, ":")
	order.Field = incidentOrders[field]
	order.Direction = model.OrderDirection(strings.ToUpper(cmp.Or(direction, "asc")))
	if order.Field == "" || order.Direction != model.Ascending && order.Direction != model.Descending {
		return nil, fault.Field("sort_by", "unknown_value", "sort_by is created_at, incident_number or urgency, with :asc or :desc, not %q.", short(*given))
	}
	return order, nil
}

// getIncident serves GET /incidents/{id}.
func (c *call) getIncident(ctx context.Context) (any, error) {
	inc, err := c.findIncident(ctx, c.id())
	if err != nil {
		return nil, err
	}
	return c.showIncident(ctx, inc)
}

// findIncident returns the incident with this id, or NotFound.
func (c *call) findIncident(ctx context.Context, id string) (*model.Incident, error) {
	inc, err := c.Resolvers.Query().Incident(ctx, id)
	if err == nil && inc == nil {
		err = door.Missing("incident", id)
	}
	return inc, err
}

// showIncident makes an answer of one incident.
func (c *call) showIncident(ctx context.Context, inc *model.Incident) (any, error) {
	body, err := c.incident(ctx, inc)
	return map[string]any{"incident": body}, err
}

// createIncident serves POST /incidents.
func (c *call) createIncident(ctx context.Context) (any, error) {
	given, err := c.body.inner("incident")
	if err != nil {
		return nil, err
	}
	in := model.CreateIncidentInput{}
	if err := c.readNew(ctx, given, &in); err != nil {
		return nil, err
	}
	made, err := c.Resolvers.Mutation().CreateIncident(ctx, in)
	if fault.Is(err, fault.Conflict) {
		return nil, refusal{fault.Of(err), badArguments}
	}
	if err != nil {
		return nil, err
	}
	return c.showIncident(ctx, made.Incident)
}

// readNew reads an incident that is to be made.
func (c *call) readNew(ctx context.Context, given object, in *model.CreateIncidentInput) error {
	change, err := readChange(given)
	if err != nil {
		return err
	}
	service, err := given.reference("service")
	if err != nil {
		return err
	}
	if service != nil {
		in.ServiceID = service.ID
	}
	if in.DedupKey, err = given.text("incident_key"); err != nil {
		return err
	}
	if change.title != nil {
		in.Title = *change.title
	}
	in.Urgency, in.Priority = change.urgency, change.priority
	in.AssigneeID, in.TeamID = change.assigneeID, change.teamID
	if err := c.ownPolicy(ctx, in.ServiceID, change.policyID); err != nil {
		return err
	}
	return readDetails(given, in)
}

// ownPolicy refuses an escalation policy that is not the service's own.
func (c *call) ownPolicy(ctx context.Context, serviceID string, policyID *string) error {
	if policyID == nil {
		return nil
	}
	if c.by.Can(model.ServicesRead) {
		service, err := c.Resolvers.Query().Service(ctx, serviceID)
		if err != nil {
			return err
		}
		if service != nil && service.EscalationPolicyID != nil && *service.EscalationPolicyID == *policyID {
			return nil
		}
	}
	return errPolicy
}

var errPolicy = fault.Field("escalation_policy", "not_supported",
	"An incident escalates here by the policy of its service, and by no other: leave escalation_policy out, or give the service that policy.")

// readDetails reads body.details: a text is the description, an object the details.
func readDetails(given object, in *model.CreateIncidentInput) error {
	if !given.has("body") {
		return nil
	}
	body, err := given.inner("body")
	if err != nil || !body.has("details") {
		return err
	}
	details := body["details"]
	switch details[0] {
	case '"':
		in.Description, err = body.text("details")
		return err
	case '{':
		in.CustomDetails = model.JSON(details)
		return nil
	}
	return fault.Field("body.details", "wrong_type", "body.details is a text or an object, not %s.", short(string(details)))
}
