package db

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/uptrace/bun"

	"github.com/opsknight/opsknight/model"
)

// feedRow is a line of a timeline and where it stands.
type feedRow struct {
	model.IncidentEvent `bun:",extend"`

	Position int64 `bun:",scanonly"`
	Settled  bool  `bun:",scanonly"` // no line that is yet to be committed will stand before it
}

// FeedLine is a line of a timeline, and where it stands among all of them.
type FeedLine struct {
	Event    *model.IncidentEvent
	Position model.Position
}

// oldestRunning is the number of the oldest transaction of PostgreSQL that still runs.
const oldestRunning = "pg_snapshot_xmin(pg_current_snapshot())::text::bigint"

// FeedStart is where a reader of the timelines begins who wants only what is yet to come.
type FeedStart struct {
	Position model.Position // all lines that are yet to be committed stand after it

	end     int64   // the number of PostgreSQL's next transaction; 0 if no line after Position was there
	running []int64 // transactions before end that were not committed yet, in order
}

// Has reports whether a line after Position was committed already, above a transaction
// that still ran.
func (s FeedStart) Has(line model.Position) bool {
	_, running := slices.BinarySearch(s.running, line.Place)
	return line.Place < s.end && !running
}

// FeedHead returns where the timelines end now.
func FeedHead(ctx context.Context, r Reader) (FeedStart, error) {
	start, err := feedStart(ctx, r)
	if err != nil {
		return start, fmt.Errorf("find the end of the timelines: %w", err)
	}
	return start, nil
}

func feedStart(ctx context.Context, r Reader) (start FeedStart, _ error) {
	idb, postgres := r.source()
	if !postgres {
		start.Position.ID = "~" // after every id
		err := idb.NewSelect().ColumnExpr("coalesce(max(position), 0)").TableExpr("incident_events").Scan(ctx, &start.Position.Place)
		return start, err
	}
	var snapshot string
	if err := idb.NewSelect().ColumnExpr("pg_current_snapshot()::text").Scan(ctx, &snapshot); err != nil {
		return start, err
	}
	err := start.parse(snapshot)
	return start, err
}

// parse reads PostgreSQL's text of a snapshot: "oldest running:next:running,running".
func (s *FeedStart) parse(snapshot string) error {
	parts := strings.Split(snapshot, ":")
	if len(parts) != 3 {
		return fmt.Errorf("%q is not a snapshot", snapshot)
	}
	var errs [2]error
	s.Position.Place, errs[0] = strconv.ParseInt(parts[0], 10, 64)
	s.end, errs[1] = strconv.ParseInt(parts[1], 10, 64)
	if err := errors.Join(errs[:]...); err != nil || parts[2] == "" {
		return err
	}
	for _, text := range strings.Split(parts[2], ",") {
		number, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return err
		}
		s.running = append(s.running, number)
	}
	slices.Sort(s.running)
	return nil
}

// FeedAfter returns the lines after a position, at most limit, in their order. With
// pending there are lines that cannot be told yet: ask again in a moment.
//
// A transaction takes its number early and may commit late: who reads what is there, and
// goes on after it, would never see the lines of one that was overtaken. So what is told
// ends below the oldest transaction that still runs.
func FeedAfter(ctx context.Context, r Reader, after model.Position, limit int) (lines []FeedLine, pending bool, _ error) {
	var rows []feedRow
	// SQLite finds the position without an index, as the row's number, if no index that
	// begins with the environment is in the way.
	settled, table := "TRUE", "incident_events AS incident_event NOT INDEXED"
	if _, postgres := r.source(); postgres {
		settled, table = "incident_event.position < "+oldestRunning, "incident_events AS incident_event"
	}
	err := from(r, &rows).ModelTableExpr(table).ColumnExpr("incident_event.*, ? AS settled", bun.Safe(settled)).
		Where("incident_event.position >= ?", after.Place). // what an index can begin at
		Where("(incident_event.position > ? OR incident_event.id > ?)", after.Place, after.ID).
		OrderExpr("incident_event.position, incident_event.id").Limit(int64(limit)).Scan(ctx)
	if err != nil {
		return nil, false, fmt.Errorf("read the timelines: %w", err)
	}
	for i := range rows {
		row := &rows[i]
		if !row.Settled {
			return lines, true, nil
		}
		lines = append(lines, FeedLine{&row.IncidentEvent, model.Position{Place: row.Position, ID: row.ID, At: row.CreatedAt.UTC()}})
	}
	return lines, len(rows) == limit, nil
}
