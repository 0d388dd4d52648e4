package db

import (
	"context"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"github.com/opsknight/opsknight/model"
)

var incidentList = list[*model.Incident]{
	keys: map[string]sortKey[*model.Incident]{
		string(model.IncidentsByCreated): byTime("incident.created_at", func(i *model.Incident) time.Time { return i.CreatedAt }),
		string(model.IncidentsByUpdated): byTime("incident.updated_at", func(i *model.Incident) time.Time { return i.UpdatedAt }),
		string(model.IncidentsByUrgency): byRank("incident.urgency_rank", model.Urgencies, func(i *model.Incident) model.Urgency { return i.Urgency }),
		string(model.IncidentsByStatus):  byRank("incident.status_rank", model.IncidentStatuses, func(i *model.Incident) model.IncidentStatus { return i.Status }),
	},
	id: func(i *model.Incident) string { return i.ID },
}

// Incident returns the incident with this id, or NotFound.
func Incident(ctx context.Context, r Reader, id string) (*model.Incident, error) {
	return readIncident(ctx, from(r, (*model.Incident)(nil)), id)
}

// LockIncident is Incident for a transaction that will change it: until it ends,
// others wait.
func LockIncident(ctx context.Context, tx Tx, id string) (*model.Incident, error) {
	return readIncident(ctx, tx.lock(from(tx, (*model.Incident)(nil))), id)
}

func readIncident(ctx context.Context, q *bun.SelectQuery, id string) (*model.Incident, error) {
	inc := new(model.Incident)
	err := named(q.Model(inc), model.IncidentID, id).Scan(ctx)
	return inc, notFound(err, "incident", id)
}

// Incidents returns a page of the incidents that the filter leaves.
func Incidents(ctx context.Context, r Reader, filter model.IncidentFilter, order model.Order, page model.Page) (*model.IncidentConnection, error) {
	found, err := incidentList.read(ctx, r, order, page, func(q *bun.SelectQuery) *bun.SelectQuery {
		return filterIncidents(q, filter)
	})
	found.Count = func(ctx context.Context) (int, error) { return totalIncidents(ctx, r, filter) }
	return &model.IncidentConnection{Connection: found}, err
}

// IncidentsByID returns the incidents with these ids.
func IncidentsByID(ctx context.Context, r Reader, ids []string) (map[string]*model.Incident, error) {
	return byID(ctx, r, ids, func(i *model.Incident) string { return i.ID })
}

func filterIncidents(q *bun.SelectQuery, f model.IncidentFilter) *bun.SelectQuery {
	if len(f.Status) > 0 {
		q = q.Where("incident.status IN (?)", bun.List(f.Status))
	}
	if len(f.Urgency) > 0 {
		q = q.Where("incident.urgency IN (?)", bun.List(f.Urgency))
	}
	if len(f.ServiceID) > 0 {
		q = q.Where("incident.service_id IN (?)", bun.List(f.ServiceID))
	}
	if len(f.AssigneeID) > 0 {
		q = q.Where("incident.assignee_id IN (?)", bun.List(f.AssigneeID))
	}
	if len(f.TeamID) > 0 {
		q = q.Where("(incident.team_id IN (?) OR incident.service_team_id IN (?))", bun.List(f.TeamID), bun.List(f.TeamID))
	}
	if f.CreatedAfter != nil {
		q = q.Where("incident.created_at >= ?", f.CreatedAfter.UTC())
	}
	if f.CreatedBefore != nil {
		q = q.Where("incident.created_at < ?", f.CreatedBefore.UTC())
	}
	if f.MergedIntoID != nil {
		q = q.Where("incident.merged_into_id = ?", *f.MergedIntoID)
	}
	if f.DedupKey != nil {
		q = q.Where("incident.dedup_key = ?", *f.DedupKey)
	}
	return searched(q, f.Q)
}

// likeLiteral makes LIKE match its special characters as they are.
var likeLiteral = strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`)

// InsertIncident stores a new incident.
func InsertIncident(ctx context.Context, tx Tx, inc *model.Incident) error {
	setSearchText(inc)
	wakeFor(tx, inc)
	return insert(ctx, tx, inc)
}

// UpdateIncident stores these columns of an incident, and that it has changed: its
// version and updated_at.
func UpdateIncident(ctx context.Context, tx Tx, inc *model.Incident, columns ...string) error {
	inc.Version++
	inc.UpdatedAt = tx.Now
	setSearchText(inc)
	wakeFor(tx, inc)
	return update(ctx, tx, inc, inc.ID, append(columns, "version", "updated_at", "search_text", "webhook_sequence")...)
}

// wakeFor has the engine look when something of an incident is or will be due.
func wakeFor(tx Tx, inc *model.Incident) {
	if inc.Escalation.NextAt != nil || inc.SnoozedUntil != nil || inc.AckTimeoutAt != nil || inc.MaintenanceUntil != nil {
		tx.Wake()
	}
}

// setSearchText keeps what `q` searches. It is made here and not by the database
// because SQLite's lower() knows only ASCII.
func setSearchText(inc *model.Incident) {
	parts := []string{inc.Title, inc.ID}
	if inc.Description != nil {
		parts = append(parts, *inc.Description)
	}
	inc.SearchText = strings.ToLower(strings.Join(parts, "\n"))
}
