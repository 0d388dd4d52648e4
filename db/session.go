package db

import (
	"context"

	"github.com/opsknight/opsknight/model"
)

// SignedIn is a session with its user, and the TEST user who stands for them in the
// sandbox.
type SignedIn struct {
	Session *model.Session
	User    *model.User
	TwinID  *string // nil: there is none yet
}

// SessionByHash returns the session with this hash of its token; nil if there is none,
// or its user was deleted. Whether it has expired, and its user is disabled, is left
// to the caller.
func SessionByHash(ctx context.Context, d *DB, hash string) (*SignedIn, error) {
	live := d.In(model.Live)
	session, user := new(model.Session), new(model.User)
	if found, err := exists(from(live, session).Where("session.token_hash = ?", hash).Scan(ctx)); !found {
		return nil, err
	}
	if found, err := exists(notArchived(from(live, user)).Where("?TableAlias.id = ?", session.UserID).Scan(ctx)); !found {
		return nil, err
	}
	twin := new(model.User)
	found, err := exists(notArchived(from(d.In(model.Test), twin)).Where("?TableAlias.email_key = ?", user.EmailKey).Scan(ctx))
	if !found {
		return &SignedIn{Session: session, User: user}, err
	}
	return &SignedIn{Session: session, User: user, TwinID: &twin.ID}, nil
}

// InsertSession stores a new session, and removes those that have expired.
func InsertSession(ctx context.Context, tx Tx, session *model.Session) error {
	_, err := tx.bun.NewDelete().Model((*model.Session)(nil)).Where("environment = ?", tx.env).Where("expires_at < ?", tx.Now).Exec(ctx)
	if err != nil {
		return err
	}
	return insert(ctx, tx, session)
}

// DeleteSession removes a session.
func DeleteSession(ctx context.Context, tx Tx, hash string) error {
	_, err := tx.bun.NewDelete().Model((*model.Session)(nil)).Where("environment = ?", tx.env).Where("token_hash = ?", hash).Exec(ctx)
	return err
}

// DeleteSessionsOf removes all sessions of a user.
func DeleteSessionsOf(ctx context.Context, tx Tx, userID string) error {
	_, err := tx.bun.NewDelete().Model((*model.Session)(nil)).Where("environment = ?", tx.env).Where("user_id = ?", userID).Exec(ctx)
	return err
}

// InsertPasswordToken stores a new token in place of all that its user has.
func InsertPasswordToken(ctx context.Context, tx Tx, token *model.PasswordToken) error {
	if err := DeletePasswordTokensOf(ctx, tx, token.UserID); err != nil {
		return err
	}
	return insert(ctx, tx, token)
}

// LockPasswordToken returns the token with this hash; nil if there is none.
func LockPasswordToken(ctx context.Context, tx Tx, hash string) (*model.PasswordToken, error) {
	token := new(model.PasswordToken)
	found, err := exists(tx.lock(from(tx, token)).Where("password_token.token_hash = ?", hash).Scan(ctx))
	if !found {
		return nil, err
	}
	return token, nil
}

// DeletePasswordTokensOf removes all tokens of a user.
func DeletePasswordTokensOf(ctx context.Context, tx Tx, userID string) error {
	_, err := tx.bun.NewDelete().Model((*model.PasswordToken)(nil)).Where("environment = ?", tx.env).Where("user_id = ?", userID).Exec(ctx)
	return err
}

// HasUsers reports whether there is anybody.
func HasUsers(ctx context.Context, r Reader) (bool, error) {
	return notArchived(from(r, (*model.User)(nil))).Exists(ctx)
}

// SetupToken returns the stored token, which is this one if there was none.
func SetupToken(ctx context.Context, tx Tx, token string) (string, error) {
	row := &model.SetupToken{Token: token}
	row.Place(tx.env)
	if _, err := tx.bun.NewInsert().Model(row).Returning("NULL").On("CONFLICT DO NOTHING").Exec(ctx); err != nil {
		return "", err
	}
	return row.Token, from(tx, row).Scan(ctx)
}

// TakeSetupToken removes the stored token and returns it; "" if there is none. Others
// who want it wait until the transaction ends.
func TakeSetupToken(ctx context.Context, tx Tx) (string, error) {
	row := new(model.SetupToken)
	found, err := exists(tx.lock(from(tx, row)).Scan(ctx))
	if !found {
		return "", err
	}
	_, err = tx.bun.NewDelete().Model((*model.SetupToken)(nil)).Where("environment = ?", tx.env).Exec(ctx)
	return row.Token, err
}
