package db

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"github.com/opsknight/opsknight/model"
)

var auditList = list[*model.AuditEntry]{
	keys: map[string]sortKey[*model.AuditEntry]{
		byCreated: byTime("audit_entry.created_at", func(a *model.AuditEntry) time.Time { return a.CreatedAt }),
	},
	id: func(a *model.AuditEntry) string { return a.ID },
}

// AuditLog returns a page of the changes that the filter leaves.
func AuditLog(ctx context.Context, r Reader, filter model.AuditFilter, order model.Order, page model.Page) (*model.AuditEntryConnection, error) {
	found, err := auditList.read(ctx, r, order, page, func(q *bun.SelectQuery) *bun.SelectQuery {
		if len(filter.ObjectID) > 0 {
			q = q.Where("audit_entry.object_id IN (?)", bun.List(filter.ObjectID))
		}
		if len(filter.UserID) > 0 {
			q = q.Where("audit_entry.user_id IN (?)", bun.List(filter.UserID))
		}
		if len(filter.Action) > 0 {
			q = q.Where("audit_entry.action IN (?)", bun.List(filter.Action))
		}
		if filter.CreatedAfter != nil {
			q = q.Where("audit_entry.created_at >= ?", filter.CreatedAfter.UTC())
		}
		if filter.CreatedBefore != nil {
			q = q.Where("audit_entry.created_at < ?", filter.CreatedBefore.UTC())
		}
		return q
	})
	return &model.AuditEntryConnection{Connection: found}, err
}

// AuditEntry returns the change with this id, or NotFound.
func AuditEntry(ctx context.Context, r Reader, id string) (*model.AuditEntry, error) {
	entry := new(model.AuditEntry)
	err := named(from(r, entry), model.AuditID, id).Scan(ctx)
	return entry, notFound(err, "audit entry", id)
}

// InsertAuditEntry stores a change.
func InsertAuditEntry(ctx context.Context, tx Tx, entry *model.AuditEntry) error {
	return insert(ctx, tx, entry)
}
