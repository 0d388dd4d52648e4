package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"net/http"
	"runtime"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgtype"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/model"
)

// listPath is what somebody asks who wants to know what is to be done.
const listPath = "/api/incidents?limit=25&status=OPEN,ACKNOWLEDGED&urgency=MEDIUM,HIGH"

// writtenQuery reads all that the answer to listPath says, in one statement.
const writtenQuery = `
SELECT i.id, i.title, i.description, i.status, i.urgency, i.priority, i.dedup_key, i.source, i.alert_count, i.custom_details, i.links,
  i.created_at, i.updated_at, i.acknowledged_at, i.resolved_at, i.snoozed_until, i.merged_into_id, i.escalation_last, i.next_escalation_at,
  s.id, s.name, u.id, u.name, t.id, t.name, p.id, p.name,
  (SELECT CAST(SUM(n) AS BIGINT) FROM incident_kinds WHERE environment = $1 AND status IN ('OPEN', 'ACKNOWLEDGED') AND urgency IN ('MEDIUM', 'HIGH'))
FROM incidents i
JOIN services s ON s.environment = i.environment AND s.id = i.service_id
LEFT JOIN users u ON u.environment = i.environment AND u.id = i.assignee_id
LEFT JOIN teams t ON t.environment = i.environment AND t.id = i.team_id
LEFT JOIN escalation_policies p ON p.environment = i.environment AND p.id = i.policy_id
WHERE i.environment = $1 AND i.status_rank IN (1, 2) AND i.urgency_rank IN (2, 3)
ORDER BY i.id DESC LIMIT 25`

// writtenList is the answer to listPath, as encoding/json writes it.
type writtenList struct {
	Data       []writtenIncident `json:"data"`
	Pagination struct {
		HasMore bool `json:"has_more"`
		Limit   int  `json:"limit"`
		Offset  int  `json:"offset"`
		Total   int  `json:"total"`
	} `json:"pagination"`
}

type writtenIncident struct {
	AcknowledgedAt *time.Time         `json:"acknowledged_at"`
	AlertCount     int                `json:"alert_count"`
	Assignee       *pageNamed         `json:"assignee"`
	CreatedAt      *time.Time         `json:"created_at"`
	CustomDetails  json.RawMessage    `json:"custom_details"`
	DedupKey       *string            `json:"dedup_key"`
	Description    *string            `json:"description"`
	Escalation     *writtenEscalation `json:"escalation"`
	ID             string             `json:"id"`
	Links          json.RawMessage    `json:"links"`
	MergedIntoID   *string            `json:"merged_into_id"`
	Priority       *string            `json:"priority"`
	ResolvedAt     *time.Time         `json:"resolved_at"`
	Service        *pageNamed         `json:"service"`
	SnoozedUntil   *time.Time         `json:"snoozed_until"`
	Source         *string            `json:"source"`
	Status         string             `json:"status"`
	Team           *pageNamed         `json:"team"`
	Title          string             `json:"title"`
	UpdatedAt      *time.Time         `json:"updated_at"`
	Urgency        string             `json:"urgency"`
}

type writtenEscalation struct {
	NextAt time.Time  `json:"next_at"`
	Policy *pageNamed `json:"policy"`
	Step   int        `json:"step"`
}

// written answers listPath by one statement and encoding/json: what somebody would write
// who needs this list and nothing else. It knows neither keys nor limits.
type written struct {
	query func(context.Context) (_ rows, end func(), _ error)
}

// rows are what pgx and database/sql have in common.
type rows interface {
	Next() bool
	Scan(into ...any) error
	Err() error
}

func newWritten(ctx context.Context, url string) (*written, error) {
	if db.IsPostgres(url) {
		pool, err := pgxpool.New(ctx, url)
		if err != nil {
			return nil, err
		}
		query := func(ctx context.Context) (rows, func(), error) {
			found, err := pool.Query(ctx, writtenQuery, model.Test) //nolint:sqlclosecheck // end does
			return found, found.Close, err
		}
		return &written{query}, nil
	}
	conn, err := sql.Open("sqlite", "file:"+url+"?mode=ro&_pragma=query_only(1)")
	if err != nil {
		return nil, err
	}
	conn.SetMaxOpenConns(max(4, runtime.NumCPU())) // as the product reads
	conn.SetMaxIdleConns(max(4, runtime.NumCPU()))
	statement, err := conn.PrepareContext(ctx, strings.ReplaceAll(writtenQuery, "$1", "?1"))
	if err != nil {
		return nil, err
	}
	query := func(ctx context.Context) (rows, func(), error) {
		found, err := statement.QueryContext(ctx, model.Test) //nolint:rowserrcheck // read does
		if err != nil {
			return nil, func() {}, err
		}
		return found, func() { _ = found.Close() }, nil
	}
	return &written{query}, nil
}

// moment is a time of a column that may be NULL, which SQLite stores as text.
type moment struct{ at *time.Time }

// ScanTimestamptz is how pgx reads one.
func (m *moment) ScanTimestamptz(from pgtype.Timestamptz) error { //nolint:unparam // as pgx calls it
	m.at = nil
	if from.Valid {
		at := from.Time.UTC()
		m.at = &at
	}
	return nil
}

// Scan is how database/sql reads one.
func (m *moment) Scan(from any) error {
	m.at = nil
	if from == nil {
		return nil
	}
	text, ok := from.(string)
	if !ok {
		return fmt.Errorf("%v is not the text of a time", from)
	}
	at, err := time.Parse("2006-01-02 15:04:05.999999999-07:00", text)
	at = at.UTC()
	m.at = &at
	return err
}

// ServeHTTP answers with the list.
func (h *written) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	found, err := h.read(r.Context())
	writeJSON(w, found, err)
}

func (h *written) read(ctx context.Context) (*writtenList, error) {
	found, end, err := h.query(ctx)
	defer end()
	if err != nil {
		return nil, err
	}
	list := &writtenList{Data: []writtenIncident{}}
	list.Pagination.Limit = 25
	for found.Next() {
		inc, err := scanWritten(found, &list.Pagination.Total)
		if err != nil {
			return nil, err
		}
		list.Data = append(list.Data, inc)
	}
	list.Pagination.HasMore = list.Pagination.Total > len(list.Data)
	return list, found.Err()
}

func scanWritten(found rows, total *int) (inc writtenIncident, _ error) {
	var custom, links []byte
	var names [4]struct{ id, name *string }
	var times [6]moment
	var step int
	err := found.Scan(&inc.ID, &inc.Title, &inc.Description, &inc.Status, &inc.Urgency, &inc.Priority, &inc.DedupKey, &inc.Source, &inc.AlertCount, &custom, &links,
		&times[0], &times[1], &times[2], &times[3], &times[4], &inc.MergedIntoID, &step, &times[5],
		&names[0].id, &names[0].name, &names[1].id, &names[1].name, &names[2].id, &names[2].name, &names[3].id, &names[3].name, total)
	if err != nil {
		return inc, err
	}
	inc.CustomDetails, inc.Links = custom, links
	if custom == nil {
		inc.CustomDetails = json.RawMessage("null")
	}
	var policy *pageNamed
	for i, into := range []**pageNamed{&inc.Service, &inc.Assignee, &inc.Team, &policy} {
		if names[i].id != nil {
			*into = &pageNamed{*names[i].id, *names[i].name}
		}
	}
	var nextAt *time.Time
	for i, into := range []**time.Time{&inc.CreatedAt, &inc.UpdatedAt, &inc.AcknowledgedAt, &inc.ResolvedAt, &inc.SnoozedUntil, &nextAt} {
		*into = times[i].at
	}
	if nextAt != nil {
		inc.Escalation = &writtenEscalation{*nextAt, policy, step}
	}
	return inc, nil
}
