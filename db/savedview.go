package db

import (
	"context"

	"github.com/uptrace/bun"

	"github.com/opsknight/opsknight/model"
)

var savedViewList = list[*model.SavedView]{
	keys: map[string]sortKey[*model.SavedView]{
		string(model.NamedByName): byText("saved_view.name_key", func(v *model.SavedView) string { return v.NameKey }),
	},
	id: func(v *model.SavedView) string { return v.ID },
}

var savedViewOrder = model.Order{Field: string(model.NamedByName), Direction: model.Ascending}

// SavedView returns the view with this id if a user may see it, or NotFound.
func SavedView(ctx context.Context, r Reader, id, userID string) (*model.SavedView, error) {
	return readSavedView(ctx, from(r, (*model.SavedView)(nil)), id, userID)
}

// LockSavedView is SavedView for a transaction that will change it.
func LockSavedView(ctx context.Context, tx Tx, id, userID string) (*model.SavedView, error) {
	return readSavedView(ctx, tx.lock(from(tx, (*model.SavedView)(nil))), id, userID)
}

func readSavedView(ctx context.Context, q *bun.SelectQuery, id, userID string) (*model.SavedView, error) {
	view := new(model.SavedView)
	err := seenBy(named(q.Model(view), model.SavedViewID, id), userID).Scan(ctx)
	return view, notFound(err, "saved view", id)
}

// SavedViews returns a page of the views that a user may see: their own, and those that are
// shared.
func SavedViews(ctx context.Context, r Reader, userID string, page model.Page) (*model.SavedViewConnection, error) {
	found, err := savedViewList.read(ctx, r, savedViewOrder, page, func(q *bun.SelectQuery) *bun.SelectQuery {
		return seenBy(q, userID)
	})
	return &model.SavedViewConnection{Connection: found}, err
}

// seenBy keeps the views that a user may see. Who is no user, as the server itself, has none.
func seenBy(q *bun.SelectQuery, userID string) *bun.SelectQuery {
	return q.Where("(saved_view.shared OR saved_view.owner_id = ?)", userID)
}

// CountSavedViews returns how many views a user has.
func CountSavedViews(ctx context.Context, r Reader, ownerID string) (int, error) {
	n, err := from(r, (*model.SavedView)(nil)).Where("saved_view.owner_id = ?", ownerID).Count(ctx)
	return int(n), err
}

// DeletePrivateViews removes the views of a user that nobody else sees.
func DeletePrivateViews(ctx context.Context, tx Tx, ownerID string) error {
	_, err := tx.bun.NewDelete().Model((*model.SavedView)(nil)).
		Where("environment = ?", tx.env).Where("owner_id = ?", ownerID).Where("NOT shared").Exec(ctx)
	return err
}
