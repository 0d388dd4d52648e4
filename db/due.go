package db

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"github.com/opsknight/opsknight/model"
)

// Due is what can be due of an incident by itself: the column that says when.
type Due string

// What can be due.
const (
	DueEscalation  Due = "next_escalation_at"
	DueSnooze      Due = "snoozed_until"
	DueAckTimeout  Due = "ack_timeout_at"
	DueMaintenance Due = "maintenance_until"
)

// Dues lists all that can be due.
var Dues = []Due{DueEscalation, DueSnooze, DueAckTimeout, DueMaintenance}

// LockDue returns, locked, incidents of which this is due, the longest due first and at
// most so many. It leaves out those that another server works on.
func LockDue(ctx context.Context, tx Tx, what Due, most int) ([]*model.Incident, error) {
	var incidents []*model.Incident
	err := scan(ctx, tx, tx.lockFree(due(tx, what, &incidents)).Limit(int64(most)), &incidents)
	if err != nil {
		return nil, fmt.Errorf("find what is due by %s: %w", what, err)
	}
	return incidents, nil
}

// PeekDue returns, without locking them, the incidents that LockDue is likely to return: of
// each only its service and its policy.
func PeekDue(ctx context.Context, tx Tx, what Due, most int) ([]*model.Incident, error) {
	var incidents []*model.Incident
	err := scan(ctx, tx, due(tx, what, &incidents).Column("service_id", "policy_id", "policy_version").Limit(int64(most)), &incidents)
	if err != nil {
		return nil, fmt.Errorf("find what is due by %s: %w", what, err)
	}
	return incidents, nil
}

func due(tx Tx, what Due, into any) *bun.SelectQuery {
	column := bun.Ident("incident." + string(what))
	return from(tx, into).Where("? <= ?", column, tx.Now).OrderExpr("?, incident.id", column)
}

// PostponeDue moves what is longest due to a later time, and returns of which incident
// it is; "" if nothing is due.
func PostponeDue(ctx context.Context, tx Tx, what Due, by time.Duration) (string, error) {
	inc := new(model.Incident)
	found, err := exists(tx.lockFree(due(tx, what, inc)).Limit(1).Scan(ctx))
	if err != nil || !found {
		return "", err
	}
	_, err = tx.bun.NewUpdate().Model(inc).Set("? = ?", bun.Ident(string(what)), tx.Now.Add(by)).
		WherePK().Where("environment = ?", tx.env).Exec(ctx)
	return inc.ID, err
}

// NextDue returns when each kind is next due of an incident; what is never due is left
// out.
func NextDue(ctx context.Context, r Reader) (map[Due]time.Time, error) {
	idb, _ := r.source()
	q := idb.NewSelect()
	for _, what := range Dues {
		column := bun.Ident(string(what))
		q = q.ColumnExpr("(?) AS ?", from(r, (*model.Incident)(nil)).ColumnExpr("?", column).Where("? IS NOT NULL", column).
			OrderExpr("?", column).Limit(1), column)
	}
	var row struct {
		NextEscalationAt, SnoozedUntil, AckTimeoutAt, MaintenanceUntil *time.Time
	}
	if err := scan(ctx, r, q, &row); err != nil {
		return nil, fmt.Errorf("find what is next due: %w", err)
	}
	next := map[Due]time.Time{}
	for what, at := range map[Due]*time.Time{
		DueEscalation: row.NextEscalationAt, DueSnooze: row.SnoozedUntil, DueAckTimeout: row.AckTimeoutAt, DueMaintenance: row.MaintenanceUntil,
	} {
		if at != nil {
			next[what] = at.UTC()
		}
	}
	return next, nil
}

// MaintenanceChanged has the engine look again at what a service's maintenance windows
// hold up.
func MaintenanceChanged(ctx context.Context, tx Tx, serviceID string) error {
	_, err := tx.bun.NewUpdate().Model((*model.Incident)(nil)).Set("maintenance_until = ?", tx.Now).
		Where("environment = ?", tx.env).Where("service_id = ?", serviceID).Where("maintenance_until IS NOT NULL").Exec(ctx)
	tx.Wake(WorkOnIncidents)
	return err
}

// escalationColumns are what an escalation changes of an incident.
var escalationColumns = []string{
	"assignee_id", "escalation_pass", "escalation_step", "escalation_last", "escalation_reached", "next_escalation_at", "maintenance_until",
	"auto_escalations", "hand_escalations",
}

// UpdateEscalations stores how far incidents have escalated and who they are assigned
// to, as UpdateIncidents does.
func UpdateEscalations(ctx context.Context, tx Tx, incidents []*model.Incident) error {
	if err := updateIncidents(ctx, tx, incidents, escalationColumns...); err != nil {
		return fmt.Errorf("update escalations: %w", err)
	}
	return nil
}

// EscalatedSince counts the incidents with this id and later ones of which a step has
// run. It is for the benchmark.
func EscalatedSince(ctx context.Context, r Reader, id string) (int, error) {
	n, err := from(r, (*model.Incident)(nil)).Where("incident.id >= ?", id).Where("incident.escalation_last > 0").Count(ctx)
	return int(n), err
}
