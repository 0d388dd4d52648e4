package db

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"github.com/opsknight/opsknight/model"
)

// byCreated sorts a list by the time its rows were made.
const byCreated = "CREATED_AT"

// Oldest is the order of timelines: as things happened.
var Oldest = model.Order{Field: byCreated, Direction: model.Ascending}

var eventList = list[*model.IncidentEvent]{
	keys: map[string]sortKey[*model.IncidentEvent]{
		byCreated: byTime("incident_event.created_at", func(e *model.IncidentEvent) time.Time { return e.CreatedAt }),
	},
	id: func(e *model.IncidentEvent) string { return e.ID },
}

var alertList = list[*model.Alert]{
	keys: map[string]sortKey[*model.Alert]{
		byCreated: byTime("alert.created_at", func(a *model.Alert) time.Time { return a.CreatedAt }),
	},
	id: func(a *model.Alert) string { return a.ID },
}

// IncidentEvents returns a page of an incident's timeline, with the lines of what is
// merged into it; with types, of those lines only.
func IncidentEvents(ctx context.Context, r Reader, inc *model.Incident, order model.Order, page model.Page, types ...model.IncidentEventType) (*model.IncidentEventConnection, error) {
	found, err := eventList.read(ctx, r, order, page, func(q *bun.SelectQuery) *bun.SelectQuery {
		q = ofIncident(r, q, "incident_event.incident_id", inc)
		if len(types) > 0 {
			q = q.Where("incident_event.type IN (?)", bun.List(types))
		}
		return q
	})
	return &model.IncidentEventConnection{Connection: found}, err
}

// LastIncidentEvents returns of each of these incidents the last line of its timeline
// that is of one of these types. One that has none is left out.
func LastIncidentEvents(ctx context.Context, r Reader, incidentIDs []string, types []model.IncidentEventType) (map[string]*model.IncidentEvent, error) {
	var lines []*model.IncidentEvent
	err := from(r, &lines).Where("incident_event.incident_id IN (?)", bun.List(incidentIDs)).
		Where("incident_event.type IN (?)", bun.List(types)).
		Where(`NOT EXISTS (SELECT 1 FROM incident_events AS later
			WHERE later.environment = incident_event.environment AND later.incident_id = incident_event.incident_id AND later.type IN (?)
			AND (later.created_at, later.id) > (incident_event.created_at, incident_event.id))`, bun.List(types)).
		Scan(ctx)
	found := make(map[string]*model.IncidentEvent, len(lines))
	for _, line := range lines {
		found[line.IncidentID] = line
	}
	return found, err
}

// IncidentEvent returns one line of a timeline, or NotFound.
func IncidentEvent(ctx context.Context, r Reader, id string) (*model.IncidentEvent, error) {
	line := new(model.IncidentEvent)
	err := named(from(r, line), model.IncidentEventID, id).Scan(ctx)
	return line, notFound(err, "timeline line", id)
}

// Alerts returns a page of an incident's alerts, with those of what is merged into
// it.
func Alerts(ctx context.Context, r Reader, inc *model.Incident, order model.Order, page model.Page) (*model.AlertConnection, error) {
	found, err := alertList.read(ctx, r, order, page, func(q *bun.SelectQuery) *bun.SelectQuery {
		return ofIncident(r, q, "alert.incident_id", inc)
	})
	return &model.AlertConnection{Connection: found}, err
}

// InsertIncidentEvent stores one line of a timeline.
func InsertIncidentEvent(ctx context.Context, tx Tx, line *model.IncidentEvent) error {
	tx.effects.lines = true
	return insert(ctx, tx, line)
}

// Alert returns one alert, or NotFound.
func Alert(ctx context.Context, r Reader, id string) (*model.Alert, error) {
	alert := new(model.Alert)
	err := named(from(r, alert), model.AlertID, id).Scan(ctx)
	return alert, notFound(err, "alert", id)
}
