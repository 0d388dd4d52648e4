package db

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"github.com/opsknight/opsknight/model"
)

// CountedIncidents reads what analytics count of the incidents that were created in a
// window: by a range of the index of their times, and at most so many.
func CountedIncidents(ctx context.Context, r Reader, filter model.IncidentAnalyticsFilter, since, until time.Time, most int) (*model.IncidentAnalytics, error) {
	found := &model.IncidentAnalytics{Since: since.UTC(), Until: until.UTC()}
	rows, err := countedIncidents(r, filter, since, until, most).Rows(ctx)
	if err != nil {
		return nil, fmt.Errorf("read incidents to count: %w", err)
	}
	defer func() { _ = rows.Close() }()
	services, teams := places{ids: &found.Services}, places{ids: &found.Teams}
	var line struct {
		created, acknowledged, resolved instant
		service, team, serviceTeam      sql.RawBytes
	}
	for rows.Next() {
		inc := model.CountedIncident{}
		err := rows.Scan(
			&line.created, &line.acknowledged, &line.resolved, &line.service, &line.team, &line.serviceTeam, &inc.Status, &inc.Urgency, &inc.Priority,
			&inc.Merged, &inc.AutoEscalations, &inc.HandEscalations, &inc.Reopens,
		)
		if err != nil {
			return nil, fmt.Errorf("read an incident to count: %w", err)
		}
		inc.CreatedAt = line.created.microseconds
		inc.Acknowledged, inc.Resolved = line.acknowledged.after(line.created), line.resolved.after(line.created)
		inc.Service, inc.Team, inc.ServiceTeam = services.of(line.service), teams.of(line.team), teams.of(line.serviceTeam)
		found.Incidents = append(found.Incidents, inc)
	}
	return found, rows.Err()
}

func countedIncidents(r Reader, filter model.IncidentAnalyticsFilter, since, until time.Time, most int) *bun.SelectQuery {
	q := from(r, (*model.Incident)(nil)).
		ColumnExpr("?, ?, ?", timeOf(r, "created_at"), timeOf(r, "acknowledged_at"), timeOf(r, "resolved_at")).
		ColumnExpr("incident.service_id, incident.team_id, incident.service_team_id, incident.status_rank - 1, incident.urgency_rank - 1").
		ColumnExpr("COALESCE(CAST(substr(incident.priority, 2) AS INTEGER) - 1, ?)", len(model.Priorities)).
		ColumnExpr("incident.merged_into_id IS NOT NULL, incident.auto_escalations, incident.hand_escalations, incident.reopens").
		Limit(int64(most))
	return filterIncidents(q, model.IncidentFilter{
		ServiceID: filter.ServiceID, TeamID: filter.TeamID, Urgency: filter.Urgency, CreatedAfter: &since, CreatedBefore: &until,
	}, false)
}

// timeOf selects a time as an instant reads it: on Postgres microseconds, as to send a
// million times as text and to read them again is most of the work; on SQLite the text
// that is stored, which the driver leaves as it is.
func timeOf(r Reader, column string) bun.Safe {
	if _, postgres := r.source(); postgres {
		return bun.Safe("(EXTRACT(EPOCH FROM incident." + column + ") * 1000000)::bigint")
	}
	return bun.Safe("incident." + column + " || ''")
}

// instant is a time that may be NULL.
type instant struct {
	microseconds int64 // since 1970
	set          bool
}

// Scan reads a column that timeOf selects.
func (i *instant) Scan(value any) error {
	switch v := value.(type) {
	case nil:
		*i = instant{}
	case int64:
		*i = instant{v, true}
	case string:
		at, err := time.Parse("2006-01-02 15:04:05.999999999-07:00", v)
		if err != nil {
			return err
		}
		*i = instant{at.UnixMicro(), true}
	default:
		return fmt.Errorf("a %T is no time", value)
	}
	return nil
}

// after is how long after another the instant is. Clocks of two servers may differ a
// little: none is earlier.
func (i instant) after(other instant) int64 {
	if !i.set {
		return model.NotYet
	}
	return max(0, i.microseconds-other.microseconds)
}

// places gives each id that it is shown a place in a list.
type places struct {
	ids   *[]string
	known map[string]int32
}

func (p *places) of(id sql.RawBytes) int32 {
	if id == nil {
		return model.NoPlace
	}
	if place, known := p.known[string(id)]; known {
		return place
	}
	if p.known == nil {
		p.known = map[string]int32{}
	}
	place := int32(len(*p.ids)) //nolint:gosec // no more than incidents are counted
	name := string(id)
	p.known[name] = place
	*p.ids = append(*p.ids, name)
	return place
}
