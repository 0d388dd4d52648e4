package graph

import (
	"context"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/model"
)

func (r *queryResolver) AuditLog(ctx context.Context, filter *model.AuditFilter, direction model.OrderDirection, first *int, after *string, last *int, before *string, offset *int) (*model.AuditEntryConnection, error) {
	e, err := r.administer(ctx)
	if err != nil {
		return nil, err
	}
	if filter == nil {
		filter = &model.AuditFilter{}
	}
	order := model.Order{Field: string(model.NamedByCreated), Direction: direction}
	return db.AuditLog(ctx, e, *filter, order, page(first, after, last, before, offset))
}
