package db

import (
	"time"

	"github.com/opsknight/opsknight/model"
)

// What a batch of events stores goes as arrays, as other rows do (rows.go), but to three
// tables by one statement, and without reflection.

// column gathers one value of each row.
func column[T, V any](rows []T, of func(T) V) []V {
	values := make([]V, len(rows))
	for i, row := range rows {
		values[i] = of(row)
	}
	return values
}

// jsonText is a JSON value as the driver sends it; nil is NULL.
func jsonText(j model.JSON) *string {
	if len(j) == 0 {
		return nil
	}
	text := string(j)
	return &text
}

// insertIncidents is the part of a statement that stores incidents; its parameters
// begin with $1, the environment. It leaves out an incident whose key belongs to one that is
// merged into one that is not resolved. A key that is taken is for the index to refuse: to
// leave its incident out as well, with ON CONFLICT, costs more for each of the others.
const insertIncidents = `INSERT INTO incidents (
	environment, id, title, description, status, urgency, priority, service_id, service_team_id, assignee_id, team_id, dedup_key, source,
	alert_count, custom_details, links, search_text, version, created_at, updated_at, acknowledged_at, resolved_at, snoozed_until,
	policy_id, policy_version, escalation_run, next_escalation_at, ack_timeout_at, maintenance_until, webhook_sequence
) SELECT $1, new.* FROM unnest(
	$2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[],
	$14::bigint[], $15::json[], $16::json[], $17::text[], $18::bigint[], $19::timestamptz[], $20::timestamptz[], $21::timestamptz[], $22::timestamptz[], $23::timestamptz[],
	$24::text[], $25::bigint[], $26::bigint[], $27::timestamptz[], $28::timestamptz[], $29::timestamptz[], $30::bigint[]
) AS new (id, title, description, status, urgency, priority, service_id, service_team_id, assignee_id, team_id, dedup_key, source,
	alert_count, custom_details, links, search_text, version, created_at, updated_at, acknowledged_at, resolved_at, snoozed_until,
	policy_id, policy_version, escalation_run, next_escalation_at, ack_timeout_at, maintenance_until, webhook_sequence)
WHERE NOT EXISTS (
	SELECT 1 FROM incidents AS source JOIN incidents AS target ON target.environment = $1 AND target.id = source.merged_into_id
	WHERE source.environment = $1 AND source.service_id = new.service_id AND source.dedup_key = new.dedup_key
		AND source.merged_into_id IS NOT NULL AND target.status <> 'RESOLVED'
)`

func incidentArguments(env model.Environment, incidents []*model.Incident) []any {
	type inc = *model.Incident
	return []any{
		prepared, string(env),
		column(incidents, func(i inc) string { return i.ID }),
		column(incidents, func(i inc) string { return i.Title }),
		column(incidents, func(i inc) *string { return i.Description }),
		column(incidents, func(i inc) string { return string(i.Status) }),
		column(incidents, func(i inc) string { return string(i.Urgency) }),
		column(incidents, func(i inc) *string { return (*string)(i.Priority) }),
		column(incidents, func(i inc) string { return i.ServiceID }),
		column(incidents, func(i inc) *string { return i.ServiceTeamID }),
		column(incidents, func(i inc) *string { return i.AssigneeID }),
		column(incidents, func(i inc) *string { return i.TeamID }),
		column(incidents, func(i inc) *string { return i.DedupKey }),
		column(incidents, func(i inc) *string { return i.Source }),
		column(incidents, func(i inc) int64 { return int64(i.AlertCount) }),
		column(incidents, func(i inc) *string { return jsonText(i.CustomDetails) }),
		column(incidents, func(i inc) *string { return jsonText(model.ToJSON(i.Links)) }),
		column(incidents, func(i inc) string { return i.SearchText }),
		column(incidents, func(i inc) int64 { return int64(i.Version) }),
		column(incidents, func(i inc) time.Time { return i.CreatedAt }),
		column(incidents, func(i inc) time.Time { return i.UpdatedAt }),
		column(incidents, func(i inc) *time.Time { return i.AcknowledgedAt }),
		column(incidents, func(i inc) *time.Time { return i.ResolvedAt }),
		column(incidents, func(i inc) *time.Time { return i.SnoozedUntil }),
		column(incidents, func(i inc) *string { return i.Escalation.PolicyID }),
		column(incidents, func(i inc) *int { return i.Escalation.PolicyVersion }),
		column(incidents, func(i inc) int64 { return int64(i.Escalation.Run) }),
		column(incidents, func(i inc) *time.Time { return i.Escalation.NextAt }),
		column(incidents, func(i inc) *time.Time { return i.AckTimeoutAt }),
		column(incidents, func(i inc) *time.Time { return i.MaintenanceUntil }),
		column(incidents, func(i inc) int64 { return int64(i.WebhookSequence) }),
	}
}

// insertOpened stores incidents, lines and alerts at once: what a statement costs beside its
// rows, it costs once.
const insertOpened = `WITH opened AS (` + insertIncidents + ` RETURNING 1), lines AS (
	INSERT INTO incident_events (environment, id, incident_id, type, actor_type, actor_id, actor_name, details, created_at)
	SELECT $1, *, $31::timestamptz FROM unnest($32::text[], $33::text[], $34::text[], $35::text[], $36::text[], $37::text[], $38::json[])
), alerts AS (
	INSERT INTO alerts (environment, id, incident_id, dedup_key, summary, severity, source, payload, resolved_at, created_at)
	SELECT $1, *, $31::timestamptz FROM unnest($39::text[], $40::text[], $41::text[], $42::text[], $43::text[], $44::text[], $45::json[], $46::timestamptz[])
)`

// insertIntake stores counts as well, for which all indexes of incidents are opened even if
// there are none.
const insertIntake = insertOpened + `, counted AS (
	UPDATE incidents AS stored SET alert_count = given.alert_count, updated_at = $31::timestamptz
	FROM unnest($47::text[], $48::bigint[]) AS given (id, alert_count) WHERE stored.environment = $1 AND stored.id = given.id
)`

const countOpened = ` SELECT count(*) FROM opened`

// intakeStatement is the statement that stores an intake, and its arguments.
func intakeStatement(env model.Environment, now time.Time, in Intake) (text string, arguments []any) {
	arguments = openedArguments(env, now, in)
	if len(in.Counted) == 0 {
		return insertOpened + countOpened, arguments
	}
	type inc = *model.Incident
	return insertIntake + countOpened, append(arguments,
		column(in.Counted, func(i inc) string { return i.ID }),
		column(in.Counted, func(i inc) int64 { return int64(i.AlertCount) }),
	)
}

func openedArguments(env model.Environment, now time.Time, in Intake) []any {
	type line = *model.IncidentEvent
	type alert = *model.Alert
	return append(incidentArguments(env, in.Opened), now,
		column(in.Lines, func(l line) string { return l.ID }),
		column(in.Lines, func(l line) string { return l.IncidentID }),
		column(in.Lines, func(l line) string { return string(l.Type) }),
		column(in.Lines, func(l line) string { return string(l.ActorType) }),
		column(in.Lines, func(l line) string { return l.ActorID }),
		column(in.Lines, func(l line) string { return l.ActorName }),
		column(in.Lines, func(l line) *string { return jsonText(l.Details) }),
		column(in.Alerts, func(a alert) string { return a.ID }),
		column(in.Alerts, func(a alert) string { return a.IncidentID }),
		column(in.Alerts, func(a alert) string { return a.DedupKey }),
		column(in.Alerts, func(a alert) string { return a.Summary }),
		column(in.Alerts, func(a alert) *string { return (*string)(a.Severity) }),
		column(in.Alerts, func(a alert) *string { return a.Source }),
		column(in.Alerts, func(a alert) *string { return jsonText(a.Payload) }),
		column(in.Alerts, func(a alert) *time.Time { return a.ResolvedAt }),
	)
}
