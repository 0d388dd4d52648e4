package db

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"github.com/opsknight/opsknight/model"
)

var userList = list[*model.User]{
	keys: map[string]sortKey[*model.User]{
		string(model.NamedByCreated): byTime("user.created_at", func(u *model.User) time.Time { return u.CreatedAt }),
		string(model.NamedByUpdated): byTime("user.updated_at", func(u *model.User) time.Time { return u.UpdatedAt }),
		string(model.NamedByName):    byText("user.name", func(u *model.User) string { return u.Name }),
	},
	id: func(u *model.User) string { return u.ID },
}

// notArchived leaves out what has been deleted but still has history.
func notArchived(q *bun.SelectQuery) *bun.SelectQuery {
	return q.Where("?TableAlias.archived_at IS NULL")
}

// User returns the user with this id, or NotFound.
func User(ctx context.Context, r Reader, id string) (*model.User, error) {
	user := new(model.User)
	err := named(notArchived(from(r, user)), model.UserID, id).Scan(ctx)
	return user, notFound(err, "user", id)
}

// UserByEmail returns the user with this e-mail, or NotFound.
func UserByEmail(ctx context.Context, r Reader, email string) (*model.User, error) {
	user := new(model.User)
	err := notArchived(from(r, user)).Where("?TableAlias.email_key = ?", model.EmailKey(email)).Scan(ctx)
	return user, notFound(err, "user", email)
}

// Users returns a page of the users.
func Users(ctx context.Context, r Reader, order model.Order, page model.Page) (*model.UserConnection, error) {
	found, err := userList.read(ctx, r, order, page, notArchived)
	return &model.UserConnection{Connection: found}, err
}

// UsersByID returns the users with these ids, archived ones too: what they did
// still names them.
func UsersByID(ctx context.Context, r Reader, ids []string) (map[string]*model.User, error) {
	return byID(ctx, r, ids, func(u *model.User) string { return u.ID })
}

// InsertUser stores a new user; ErrUnique if the e-mail is taken.
func InsertUser(ctx context.Context, tx Tx, user *model.User) error {
	user.Index()
	return insert(ctx, tx, user)
}

// UpdateUser stores these columns of a user.
func UpdateUser(ctx context.Context, tx Tx, user *model.User, columns ...string) error {
	user.Index()
	user.Changed(tx.Now)
	return update(ctx, tx, user, user.ID, append(columns, "version", "updated_at")...)
}
