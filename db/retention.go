package db

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/schema"

	"github.com/opsknight/opsknight/model"
)

// History is what can be kept for a time only.
type History string

// What can be kept for a time only.
const (
	AlertHistory    History = "alerts"     // of incidents that are resolved
	TimelineHistory History = "timeline"   // of incidents that are resolved, but for notes
	DeliveryHistory History = "deliveries" // to webhooks that are finished, with their attempts
	AuditHistory    History = "audit"
)

// Histories lists all that can be kept for a time only.
var Histories = []History{AlertHistory, TimelineHistory, DeliveryHistory, AuditHistory}

// histories says of each where it is, and which of its rows were over before a time; "": all
// that were made before it.
var histories = map[History]struct{ table, prefix, over string }{
	AlertHistory:    {"alerts", model.AlertID, resolvedBefore},
	TimelineHistory: {"incident_events", model.IncidentEventID, "history.type <> 'note_added' AND " + resolvedBefore},
	DeliveryHistory: {"webhook_deliveries", model.DeliveryID, "COALESCE(history.finished_at < ?, FALSE)"},
	AuditHistory:    {"audit_log", model.AuditID, ""},
}

// resolvedBefore is whether the incident that a row is shown with was resolved before a
// time: that of the row, or the one that this is merged into, which may still be open. It
// is a value and no EXISTS, which PostgreSQL would plan as a join of both tables.
const resolvedBefore = `COALESCE((SELECT shown.status = 'RESOLVED' AND shown.resolved_at < ? FROM incidents AS own
	JOIN incidents AS shown ON shown.environment = own.environment AND shown.id = COALESCE(own.merged_into_id, own.id)
	WHERE own.environment = history.environment AND own.id = history.incident_id), FALSE)`

// OldRows looks at so many rows of a history at most, from the one after an id on, that were
// made before a time, in the order in which they were made: an id has the time in it, so
// that nothing younger is read. It returns the ids of those that were also over before that
// time, and the last id that it has looked at; "": there are no more.
func OldRows(ctx context.Context, r Reader, what History, before time.Time, after string, most int) (over []string, last string, err error) {
	var rows []struct {
		ID   string
		Done bool
	}
	if err := oldRows(r, what, before, after, most).Scan(ctx, &rows); err != nil {
		return nil, "", fmt.Errorf("find old %s: %w", what, err)
	}
	for _, row := range rows {
		if row.Done {
			over = append(over, row.ID)
		}
	}
	if len(rows) == most {
		last = rows[most-1].ID
	}
	return over, last, nil
}

func oldRows(r Reader, what History, before time.Time, after string, most int) *bun.SelectQuery {
	made := model.FirstID(histories[what].prefix, upToMicrosecond(before))
	return history(r, what).ColumnExpr("(?) AS done", overBefore(what, before)).
		Where("history.id > ?", after).Where("history.id < ?", made).
		OrderExpr("history.id").Limit(int64(most))
}

// overBefore is whether a row was over before a time.
func overBefore(what History, before time.Time) schema.QueryWithArgs {
	if over := histories[what].over; over != "" {
		return bun.SafeQuery(over, upToMicrosecond(before.UTC()))
	}
	return bun.SafeQuery("TRUE")
}

// history starts a SELECT of ids.
func history(r Reader, what History) *bun.SelectQuery {
	idb, _ := r.source()
	return idb.NewSelect().TableExpr("? AS history", bun.Ident(histories[what].table)).Column("id").
		Where("history.environment = ?", r.Environment())
}

// Forget deletes those of a history's rows with these ids that were over before a time, and
// returns how many. Rows that another server is about to delete it leaves to that.
func Forget(ctx context.Context, tx Tx, what History, before time.Time, ids []string) (int, error) {
	var free []string
	if err := freeRows(tx, what, before, ids).Scan(ctx, &free); err != nil {
		return 0, fmt.Errorf("lock old %s: %w", what, err)
	}
	if len(free) == 0 {
		return 0, nil
	}
	result, err := forget(tx, what, free).Exec(ctx)
	if err != nil {
		return 0, fmt.Errorf("delete old %s: %w", what, err)
	}
	n, err := result.RowsAffected()
	return int(n), err
}

// freeRows locks those that are still over: an incident may have been reopened.
func freeRows(tx Tx, what History, before time.Time, ids []string) *bun.SelectQuery {
	return tx.lockFree(history(tx, what)).Where("history.id IN (?)", bun.List(ids)).
		Where("?", overBefore(what, before))
}

func forget(tx Tx, what History, ids []string) *bun.DeleteQuery {
	return tx.bun.NewDelete().TableExpr("?", bun.Ident(histories[what].table)).
		Where("environment = ?", tx.env).Where("id IN (?)", bun.List(ids))
}
