package db

import (
	"context"

	"github.com/uptrace/bun"

	"github.com/opsknight/opsknight/model"
)

// withMerged is a query for the ids of an incident and of those merged into it.
func withMerged(r Reader, id string) *bun.SelectQuery {
	return from(r, (*model.Incident)(nil)).Column("id").Where("(incident.id = ? OR incident.merged_into_id = ?)", id, id)
}

// ofIncident leaves the rows of an incident, with those of what is merged into it.
// column is their column that names the incident.
func ofIncident(r Reader, q *bun.SelectQuery, column string, inc *model.Incident) *bun.SelectQuery {
	if inc.MergedCount == 0 { // as nearly all: the index has them in their order
		return q.Where("? = ?", bun.Ident(column), inc.ID)
	}
	return q.Where("? IN (?)", bun.Ident(column), withMerged(r, inc.ID))
}

// LockMergedInto returns, locked, the incidents that are merged into one of these,
// by the id of that.
func LockMergedInto(ctx context.Context, tx Tx, ids ...string) (map[string][]*model.Incident, error) {
	var rows []*model.Incident
	err := tx.lock(from(tx, &rows)).Where("incident.merged_into_id IN (?)", bun.List(ids)).OrderExpr("incident.id").Scan(ctx)
	found := map[string][]*model.Incident{}
	for _, inc := range rows {
		found[*inc.MergedIntoID] = append(found[*inc.MergedIntoID], inc)
	}
	return found, err
}

// DeleteIncident removes an incident with its timeline and alerts. Nothing may be
// merged into it.
func DeleteIncident(ctx context.Context, tx Tx, inc *model.Incident) error {
	_, err := tx.bun.NewDelete().Model(inc).WherePK().Where("environment = ?", tx.env).Exec(ctx)
	return err
}
