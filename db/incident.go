package db

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect"

	"github.com/opsknight/opsknight/model"
)

var incidentList = list[*model.Incident]{
	keys: map[string]sortKey[*model.Incident]{
		string(model.IncidentsByCreated): byTime("", func(i *model.Incident) time.Time { return i.CreatedAt }),
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
	way, err := wayThrough(ctx, r, filter, order, page)
	if err != nil {
		return nil, err
	}
	found, err := incidentList.read(ctx, r, order, page, way.filters...)
	found.Count = func(ctx context.Context) (int, error) {
		if way.total != nil {
			return *way.total, nil
		}
		return totalIncidents(ctx, r, filter, way.rare)
	}
	return &model.IncidentConnection{Connection: found}, err
}

// IncidentsByID returns the incidents with these ids.
func IncidentsByID(ctx context.Context, r Reader, ids []string) (map[string]*model.Incident, error) {
	return byID(ctx, r, ids, func(i *model.Incident) string { return i.ID })
}

func filterIncidents(q *bun.SelectQuery, f model.IncidentFilter, rare bool) *bun.SelectQuery {
	for _, condition := range conditions(asTotals(f)) {
		q = condition.keep(q)
	}
	if f.CreatedAfter != nil {
		q = q.Where("incident.id >= ?", model.FirstID(model.IncidentID, upToMicrosecond(*f.CreatedAfter)))
	}
	if f.CreatedBefore != nil {
		q = q.Where("incident.id < ?", model.FirstID(model.IncidentID, upToMicrosecond(*f.CreatedBefore)))
	}
	if f.MergedIntoID != nil {
		q = q.Where("incident.merged_into_id = ?", *f.MergedIntoID)
	}
	if f.DedupKey != nil {
		q = q.Where("incident.dedup_key = ?", *f.DedupKey)
	}
	return searchedIncidents(q, f.Q, rare)
}

// manyMatches is how many incidents have a text that many have.
const manyMatches = 1000

// isRare reports whether a search is to go through the index, which on SQLite gathers all
// that it finds before a page is taken of it. For a text that many have it is better to go
// through the list and look at each. PostgreSQL finds that out by itself.
func isRare(ctx context.Context, r Reader, text *string) (bool, error) {
	idb, postgres := r.source()
	if postgres || !isIndexed(text) {
		return isIndexed(text), nil
	}
	some := idb.NewSelect().TableExpr("incident_search").ColumnExpr("1").Where("search_text MATCH ?", phrase(*text)).Limit(manyMatches)
	n, err := idb.NewSelect().TableExpr("(?) AS some", some).Count(ctx)
	if err != nil {
		return false, fmt.Errorf("look for how many have the text: %w", err)
	}
	return n < manyMatches, nil
}

// isIndexed reports whether the index has a text: it has what is three characters long, or
// longer.
func isIndexed(text *string) bool {
	return text != nil && utf8.RuneCountInString(strings.ToLower(*text)) >= 3
}

// phrase is a text as FTS5 takes it.
func phrase(text string) string {
	return `"` + strings.ReplaceAll(strings.ToLower(text), `"`, `""`) + `"`
}

// searchedIncidents keeps the incidents in whose search_text a text occurs; rare: see isRare.
func searchedIncidents(q *bun.SelectQuery, text *string, rare bool) *bun.SelectQuery {
	switch {
	case !rare:
		return searched(q, text)
	case q.Dialect().Name() == dialect.PG:
		return q.Where(`(incident.environment, incident.id) IN (
	SELECT text.environment, text.incident_id FROM incident_texts AS text WHERE text.search_text LIKE ? ESCAPE '\')`, pattern(*text))
	}
	return q.Where(`(incident.environment, incident.id) IN (
	SELECT text.environment, text.incident_id FROM incident_search JOIN incident_texts AS text ON text.number = incident_search.rowid
	WHERE incident_search.search_text MATCH ?)`, phrase(*text))
}

// upToMicrosecond rounds a time up to what is stored: a row is not older than it exactly if
// it is not older than that.
func upToMicrosecond(at time.Time) time.Time {
	return at.Add(time.Microsecond - time.Nanosecond).Truncate(time.Microsecond)
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

// UpdateIncidents is UpdateIncident for incidents whose title and description stay, with one
// statement.
func UpdateIncidents(ctx context.Context, tx Tx, incidents []*model.Incident, columns ...string) error {
	for _, inc := range incidents {
		wakeFor(tx, inc)
	}
	return updateIncidents(ctx, tx, incidents, columns...)
}

func updateIncidents(ctx context.Context, tx Tx, incidents []*model.Incident, columns ...string) error {
	for _, inc := range incidents {
		inc.Version++
		inc.UpdatedAt = tx.Now
	}
	return updateAll(ctx, tx, incidents, append(slices.Clone(columns), "version", "updated_at", "webhook_sequence")...)
}

// wakeFor has the engine look when something of an incident is or will be due.
func wakeFor(tx Tx, inc *model.Incident) {
	if inc.Escalation.NextAt != nil || inc.SnoozedUntil != nil || inc.AckTimeoutAt != nil || inc.MaintenanceUntil != nil {
		tx.Wake(WorkOnIncidents)
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
