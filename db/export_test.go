package db

import (
	"context"
	"strings"
	"text/template"
	"time"

	"github.com/uptrace/bun/dialect/pgdialect"

	"github.com/opsknight/opsknight/model"
)

// models are all that are stored.
var models = map[string]any{
	"users": (*model.User)(nil), "teams": (*model.Team)(nil), "team_members": (*model.TeamMember)(nil),
	"api_keys": (*model.APIKey)(nil), "stored_documents": (*model.StoredDocument)(nil), "services": (*model.Service)(nil), "integrations": (*model.Integration)(nil),
	"incidents": (*model.Incident)(nil), "incident_events": (*model.IncidentEvent)(nil), "alerts": (*model.Alert)(nil),
	"change_events": (*model.ChangeEvent)(nil),
	"schedules":     (*model.Schedule)(nil), "schedule_layers": (*model.Layer)(nil), "schedule_overrides": (*model.Override)(nil),
	"escalation_policies": (*model.EscalationPolicy)(nil), "escalation_versions": (*model.EscalationVersion)(nil),
	"escalation_steps": (*model.EscalationStep)(nil), "escalation_targets": (*model.EscalationTarget)(nil),
	"maintenance_windows": (*model.MaintenanceWindow)(nil), "settings": (*model.Settings)(nil), "audit_log": (*model.AuditEntry)(nil),
	"sessions": (*model.Session)(nil), "identities": (*model.Identity)(nil), "password_tokens": (*model.PasswordToken)(nil), "setup_tokens": (*model.SetupToken)(nil),
	"calendar_feeds": (*model.CalendarFeed)(nil), "saved_views": (*model.SavedView)(nil),
	"notifications": (*model.Notification)(nil), "notification_attempts": (*model.NotificationAttempt)(nil),
	"secret_fingerprint": (*SecretFingerprint)(nil),
	"idempotency_keys":   (*IdempotencyKey)(nil), "rate_leases": (*RateLease)(nil),
}

// CheckModels selects every column that a model has from its table, and returns by
// table what the database says to that. It is for a test: a field without a column
// would otherwise be found by the first request that needs it.
func CheckModels(ctx context.Context, d *DB) map[string]error {
	said := map[string]error{}
	for name, stored := range models {
		_, said[name] = d.reader.NewSelect().Model(stored).Limit(1).Exec(ctx)
	}
	return said
}

// ActiveIncidentsSQL is the statement that finds which incidents take events, and its
// arguments; on SQLite these are in it.
func ActiveIncidentsSQL(r Reader) (string, []any, error) {
	var rows []*model.Incident
	q := activeIncidents(r, &rows, []DedupKey{{"svc_1", "k"}, {"svc_2", "k"}})
	if _, postgres := r.source(); !postgres {
		return q.String(), nil, nil
	}
	text, taken, err := takeApart(q)
	return text, taken.values, err
}

// PostgresSettings are those of each connection.
var PostgresSettings = postgresSettings

// CountRepeatsSQL is the statement that counts repeated alerts, and its arguments.
func CountRepeatsSQL(e Env) (string, []any) {
	alert := &model.Alert{ID: "alt_1", DedupKey: "k", Summary: "High CPU"}
	return countRepeats(e.writer), repeatArguments(e, e.Stamp(), []Repeat{{"svc_1", alert}, {"svc_2", alert}})[1:]
}

// CountedIncidentsSQL is the statement by which analytics read a window.
func CountedIncidentsSQL(r Reader, filter model.IncidentAnalyticsFilter, since, until time.Time) string {
	return countedIncidents(r, filter, since, until, model.MaxCounted+1).String()
}

// EscalationsSQL is the statement by which PostgreSQL stores how far incidents have
// escalated, and its arguments.
func EscalationsSQL(env model.Environment, incidents []*model.Incident) (string, []any) {
	return unnestedUpdate(env, fieldsOf[*model.Incident](pgdialect.New(), append([]string{"id"}, escalationColumns...)), incidents)
}

// FoldTotalsSQL is the statement that folds the changes of totals, and its arguments.
func FoldTotalsSQL() (string, []any) { return foldTotals, []any{mostFolded, foldLock} }

// MigrationSQL is the text of a migration for one kind of database.
func MigrationSQL(file string, postgres bool) (string, error) {
	migration, err := template.ParseFS(migrationFiles, "migrations/"+file)
	if err != nil {
		return "", err
	}
	var text strings.Builder
	err = migration.Execute(&text, map[string]bool{"Postgres": postgres})
	return text.String(), err
}

// IncidentsSQL is the statement by which a page of incidents is read, and its arguments; of
// a page that is far away, with these in it.
func IncidentsSQL(ctx context.Context, r Reader, filter model.IncidentFilter, order model.Order, page model.Page) (string, []any, error) {
	way, err := wayThrough(ctx, r, filter, order, page)
	if err != nil {
		return "", nil, err
	}
	var rows []*model.Incident
	q, window, err := incidentList.query(r, &rows, order, page, way.filters)
	if err != nil {
		return "", nil, err
	}
	if _, postgres := r.source(); !postgres {
		return q.String(), nil, nil
	}
	text, taken, err := takeApart(q)
	if taken.unique || window.Offset > 0 {
		return q.String(), nil, err
	}
	return text, taken.values, err
}

// ForgettingSQL are the statements by which old rows are found, locked and deleted.
func ForgettingSQL(tx Tx, what History, before time.Time, after string, ids []string) []string {
	return []string{oldRows(tx, what, before, after, 500).String(), freeRows(tx, what, before, ids).String(), forget(tx, what, ids).String()}
}
