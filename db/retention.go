package db

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"github.com/opsknight/opsknight/model"
)

// History is what can be kept for a time only.
type History string

// What can be kept for a time only.
const (
	AlertHistory    History = "alerts"     // of incidents that are resolved
	TimelineHistory History = "timeline"   // of incidents that are resolved, but for notes
	DeliveryHistory History = "deliveries" // that are finished, with their attempts
	AuditHistory    History = "audit"
)

// Histories lists all that can be kept for a time only.
var Histories = []History{AlertHistory, TimelineHistory, DeliveryHistory, AuditHistory}

// histories says of each where it is, and which of its rows nothing needs any more.
var histories = map[History]struct{ table, prefix, over string }{
	AlertHistory:    {"alerts", model.AlertID, ofResolved},
	TimelineHistory: {"incident_events", model.IncidentEventID, "type <> 'note_added' AND " + ofResolved},
	DeliveryHistory: {"webhook_deliveries", model.DeliveryID, "status <> 'PENDING'"},
	AuditHistory:    {"audit_log", model.AuditID, "TRUE"},
}

const ofResolved = `EXISTS (SELECT 1 FROM incidents WHERE incidents.environment = history.environment AND incidents.id = history.incident_id
	AND incidents.status = 'RESOLVED')`

// Forget deletes rows of a history that were made before a time and that nothing needs. It
// looks at so many rows at most, from the one after an id on in the order in which they were
// made: an id has the time in it, so that no more than these are read. It returns how many
// it has deleted and the last id that it has looked at; "": there are no more.
func Forget(ctx context.Context, tx Tx, what History, before time.Time, after string, most int) (deleted int, last string, err error) {
	of := histories[what]
	var ids []string
	err = tx.bun.NewSelect().TableExpr("? AS history", bun.Ident(of.table)).Column("id").
		Where("environment = ?", tx.env).Where("id > ?", after).Where("id < ?", model.FirstID(of.prefix, upToMicrosecond(before))).
		OrderExpr("id").Limit(int64(most)).Scan(ctx, &ids)
	if err != nil {
		return 0, "", fmt.Errorf("find old %s: %w", what, err)
	}
	if len(ids) == 0 {
		return 0, "", nil
	}
	result, err := tx.bun.NewDelete().TableExpr("? AS history", bun.Ident(of.table)).
		Where("environment = ?", tx.env).Where("id IN (?)", bun.List(ids)).Where(of.over).Exec(ctx)
	if err != nil {
		return 0, "", fmt.Errorf("delete old %s: %w", what, err)
	}
	n, err := result.RowsAffected()
	if len(ids) == most {
		last = ids[len(ids)-1]
	}
	return int(n), last, err
}
