package pagerduty

import (
	"context"
	"encoding/json"
	"slices"

	"github.com/go-chi/chi/v5"

	"github.com/opsknight/opsknight/internal/door"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/model"
)

type alertBody struct {
	reference
	Status      string      `json:"status"`
	AlertKey    string      `json:"alert_key"`
	Severity    *string     `json:"severity"`
	Suppressed  bool        `json:"suppressed"`
	Service     any         `json:"service"`
	Incident    reference   `json:"incident"`
	Integration *reference  `json:"integration"`
	Body        alertDetail `json:"body"`
	CreatedAt   string      `json:"created_at"`
	ResolvedAt  *string     `json:"resolved_at"`
}

type alertDetail struct {
	Type    string     `json:"type"`
	Source  *string    `json:"source"`
	Details model.JSON `json:"details"`
}

// listAlerts serves GET /incidents/{id}/alerts, the oldest first.
func (c *call) listAlerts(ctx context.Context) (any, error) {
	inc, err := c.findIncident(ctx, c.id())
	if err != nil {
		return nil, err
	}
	if sorted := c.query.text("sort_by"); sorted != nil && *sorted != "created_at" && *sorted != "created_at:asc" {
		return nil, fault.Field("sort_by", "not_supported", "Alerts are sorted by created_at:asc, not by %q.", short(*sorted))
	}
	w, err := c.query.window()
	if err != nil {
		return nil, err
	}
	alerts, more, length, err := c.alerts(ctx, inc, w)
	if err != nil {
		return nil, err
	}
	show, err := c.alertOf(ctx, inc)
	if err != nil {
		return nil, err
	}
	return c.list(ctx, "alerts", door.Bodies(alerts, show), w, more, length)
}

// alerts reads a page of an incident's alerts with the statuses that are asked for. The
// alerts of an incident have its status, but for those that an event has resolved alone,
// of what was merged into it.
func (c *call) alerts(ctx context.Context, inc *model.Incident, w window) (_ []*model.Alert, more bool, _ door.Totals, _ error) {
	wanted, err := enum(c.query, "statuses", map[string][]string{"triggered": {"triggered"}, "resolved": {"resolved"}}, invalidStatus)
	if err != nil {
		return nil, false, nil, err
	}
	read := func(limit, offset *int) (*model.AlertConnection, error) {
		return c.Resolvers.Incident().Alerts(ctx, inc, limit, nil, nil, nil, offset)
	}
	if len(wanted) == 0 || slices.Contains(wanted, "triggered") && slices.Contains(wanted, "resolved") {
		found, err := read(&w.limit, &w.offset)
		if err != nil {
			return nil, false, nil, err
		}
		return found.Nodes, found.PageInfo.HasNextPage, found, nil
	}
	every, err := all(func(limit, offset *int) ([]*model.Alert, *model.PageInfo, error) {
		found, err := read(limit, offset)
		if err != nil {
			return nil, nil, err
		}
		return found.Nodes, found.PageInfo, nil
	})
	if err != nil {
		return nil, false, nil, err
	}
	every = slices.DeleteFunc(every, func(alert *model.Alert) bool { return alertStatus(alert, inc) != wanted[0] })
	page, more := cut(every, w)
	return page, more, count(len(every)), nil
}

// cut returns the part of a whole list that a window shows.
func cut[T any](every []T, w window) (page []T, more bool) {
	from := min(w.offset, len(every))
	to := min(from+w.limit, len(every))
	return every[from:to], to < len(every)
}

func alertStatus(alert *model.Alert, inc *model.Incident) string {
	if alert.ResolvedAt != nil || inc.Status == model.IncidentResolved {
		return "resolved"
	}
	return "triggered"
}

// getAlert serves GET /incidents/{id}/alerts/{alert_id}.
func (c *call) getAlert(ctx context.Context) (any, error) {
	inc, err := c.findIncident(ctx, c.id())
	if err != nil {
		return nil, err
	}
	id := chi.URLParam(c.request, "alert_id")
	found, err := c.Resolvers.Query().Node(ctx, id)
	if err != nil {
		return nil, err
	}
	alert, ok := found.(*model.Alert)
	if ok {
		if ok, err = c.belongs(ctx, alert.IncidentID, inc); err != nil {
			return nil, err
		}
	}
	if !ok {
		return nil, door.Missing("alert", id)
	}
	show, err := c.alertOf(ctx, inc)
	if err != nil {
		return nil, err
	}
	return map[string]any{"alert": show(alert)}, nil
}

// belongs reports whether what came in for an incident is shown with inc: because it is
// the same, or is merged into it.
func (c *call) belongs(ctx context.Context, incidentID string, inc *model.Incident) (bool, error) {
	if incidentID == inc.ID {
		return true, nil
	}
	source, err := c.Resolvers.Query().Incident(ctx, incidentID)
	return err == nil && source != nil && source.MergedIntoID != nil && *source.MergedIntoID == inc.ID, err
}

// alertOf returns what makes the bodies of an incident's alerts.
func (c *call) alertOf(ctx context.Context, inc *model.Incident) (func(*model.Alert) alertBody, error) {
	service, err := c.Resolvers.Incident().Service(ctx, inc)
	if err != nil {
		return nil, err
	}
	of, err := c.serviceOf(ctx, service)
	if err != nil {
		return nil, err
	}
	return func(alert *model.Alert) alertBody {
		body := alertBody{
			reference: c.whole("alert", alert.ID, alert.Summary), Status: alertStatus(alert, inc), AlertKey: alert.DedupKey,
			Severity: (*string)(alert.Severity), Suppressed: inc.Status == model.IncidentSuppressed, Service: of,
			Incident: c.refer("incident", inc.ID, inc.Title), Body: alertDetail{Type: "alert_body", Source: alert.Source, Details: customDetails(alert)},
			CreatedAt: stamp(alert.CreatedAt), ResolvedAt: stampOrNil(alert.ResolvedAt),
		}
		self := c.api + paths["incident"] + inc.ID + "/alerts/" + alert.ID
		body.Self = &self
		if body.ResolvedAt == nil {
			body.ResolvedAt = stampOrNil(inc.ResolvedAt)
		}
		return body
	}, nil
}

// customDetails are those of the event as it was sent.
func customDetails(alert *model.Alert) model.JSON {
	var event struct {
		Payload struct {
			CustomDetails model.JSON `json:"custom_details"`
		} `json:"payload"`
	}
	_ = json.Unmarshal(alert.Payload, &event) // it is as it came, whatever that is
	return event.Payload.CustomDetails
}
