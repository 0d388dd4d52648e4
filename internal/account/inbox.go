package account

import (
	"context"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/model"
)

// MarkRead marks notifications in the inbox of by as read: these, or with nil all. It
// returns how many were not read before, and how many are not now. Ids of what is not in
// the inbox are passed over.
//
// Faults: Forbidden without the scope incidents:read, and for an integration, which has
// no inbox; Invalid for too many ids.
func MarkRead(ctx context.Context, tx db.Tx, by model.Actor, ids []string) (marked, left int, _ error) {
	if err := by.Need(model.IncidentsRead); err != nil {
		return 0, 0, err
	}
	if by.UserID == "" {
		return 0, 0, fault.New(fault.Forbidden, "An integration has no inbox: ask with an API key, or signed in.")
	}
	if len(ids) > model.MaxBulk {
		return 0, 0, fault.Field("ids", "too_long", "ids names %d notifications; the limit is %d.", len(ids), model.MaxBulk)
	}
	marked, err := db.MarkRead(ctx, tx, by.UserID, ids)
	if err != nil {
		return 0, 0, err
	}
	left, err = db.UnreadCount(ctx, tx, by.UserID)
	return marked, left, err
}
