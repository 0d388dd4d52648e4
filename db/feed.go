package db

import (
	"context"
	"fmt"

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

// FeedHead returns the position after which all lines stand that are yet to be committed.
func FeedHead(ctx context.Context, r Reader) (model.Position, error) {
	idb, postgres := r.source()
	head := model.Position{ID: "~"} // after every id
	q := idb.NewSelect().ColumnExpr("coalesce(max(position), 0)").TableExpr("incident_events")
	if postgres {
		head.ID = "" // before every id
		q = idb.NewSelect().ColumnExpr(oldestRunning)
	}
	if err := q.Scan(ctx, &head.Place); err != nil {
		return head, fmt.Errorf("find the end of the timelines: %w", err)
	}
	return head, nil
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
