package db

import (
	"context"
	"slices"
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

// shownLines is a query for the lines of these incidents' timelines, each with the incident
// that it is shown with as root_id: its own, and the one that this is merged into.
func shownLines(r Reader, incidentIDs []string, types []model.IncidentEventType) *bun.SelectQuery {
	ids := bun.List(incidentIDs)
	q := from(r, (*model.IncidentEvent)(nil)).Join(`JOIN (
			SELECT id AS root_id, id AS incident_id FROM incidents WHERE environment = ? AND id IN (?)
			UNION ALL SELECT merged_into_id, id FROM incidents WHERE environment = ? AND merged_into_id IN (?)
		) AS shown ON shown.incident_id = incident_event.incident_id`, r.Environment(), ids, r.Environment(), ids)
	if len(types) > 0 {
		q = q.Where("incident_event.type IN (?)", bun.List(types))
	}
	return q
}

// IncidentEventPages returns of each of these incidents the lines that IncidentEvents shows
// in a window without cursors, in one statement, for IncidentEventsOf.
func IncidentEventPages(ctx context.Context, r Reader, incidentIDs []string, window model.Window, types ...model.IncidentEventType) (map[string][]*model.IncidentEvent, error) {
	direction := "ASC"
	if window.Backward {
		direction = "DESC"
	}
	order := "incident_event.created_at " + direction + ", incident_event.id " + direction
	numbered := shownLines(r, incidentIDs, types).
		ColumnExpr("shown.root_id, incident_event.id, ROW_NUMBER() OVER (PARTITION BY shown.root_id ORDER BY " + order + ") AS place")
	var rows []*struct {
		model.IncidentEvent `bun:",extend"`
		RootID              string
	}
	err := from(r, &rows).ModelTableExpr(`(SELECT line.*, numbered.root_id FROM (?) AS numbered
		JOIN incident_events AS line ON line.environment = ? AND line.id = numbered.id
		WHERE numbered.place <= ?) AS incident_event`, numbered, r.Environment(), window.Limit+1).OrderExpr(order).Scan(ctx)
	found := make(map[string][]*model.IncidentEvent, len(incidentIDs))
	for _, row := range rows {
		found[row.RootID] = append(found[row.RootID], &row.IncidentEvent)
	}
	return found, err
}

// IncidentEventsOf makes the page of a window of what IncidentEventPages has found of one
// incident. count counts its whole timeline.
func IncidentEventsOf(found []*model.IncidentEvent, window model.Window, count func(context.Context) (int, error)) *model.IncidentEventConnection {
	return &model.IncidentEventConnection{Connection: eventList.page(slices.Clone(found), window, Oldest, count)}
}

// CountIncidentEvents counts the lines of each of these incidents' timelines; with types,
// those lines only.
func CountIncidentEvents(ctx context.Context, r Reader, incidentIDs []string, types ...model.IncidentEventType) (map[string]int, error) {
	var rows []struct {
		RootID string
		N      int
	}
	err := shownLines(r, incidentIDs, types).ColumnExpr("shown.root_id, COUNT(*) AS n").GroupExpr("shown.root_id").Scan(ctx, &rows)
	found := make(map[string]int, len(rows))
	for _, row := range rows {
		found[row.RootID] = row.N
	}
	return found, err
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
