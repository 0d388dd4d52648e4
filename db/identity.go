package db

import (
	"context"

	"github.com/uptrace/bun"

	"github.com/opsknight/opsknight/model"
)

// Identity returns whom an issuer knows as subject; nil if nobody here is.
func Identity(ctx context.Context, r Reader, issuer, subject string) (*model.Identity, error) {
	return readIdentity(ctx, from(r, (*model.Identity)(nil)).Where("identity.subject = ?", subject), issuer)
}

// IdentityOf returns what an issuer knows a user as; nil if it has not been told.
func IdentityOf(ctx context.Context, r Reader, userID, issuer string) (*model.Identity, error) {
	return readIdentity(ctx, from(r, (*model.Identity)(nil)).Where("identity.user_id = ?", userID), issuer)
}

func readIdentity(ctx context.Context, q *bun.SelectQuery, issuer string) (*model.Identity, error) {
	identity := new(model.Identity)
	found, err := exists(q.Model(identity).Where("identity.issuer = ?", issuer).Scan(ctx))
	if !found {
		return nil, err
	}
	return identity, nil
}

// IdentitiesOf returns all that issuers know a user as, by issuer.
func IdentitiesOf(ctx context.Context, r Reader, userID string) ([]*model.Identity, error) {
	var found []*model.Identity
	err := from(r, &found).Where("identity.user_id = ?", userID).OrderExpr("identity.issuer").Scan(ctx)
	return found, err
}

// InsertIdentity stores a new identity: ErrUnique if the subject or the user has one.
func InsertIdentity(ctx context.Context, tx Tx, identity *model.Identity) error {
	return insert(ctx, tx, identity)
}

// DeleteIdentitiesOf removes all identities of a user.
func DeleteIdentitiesOf(ctx context.Context, tx Tx, userID string) error {
	_, err := tx.bun.NewDelete().Model((*model.Identity)(nil)).Where("environment = ?", tx.env).Where("user_id = ?", userID).Exec(ctx)
	return err
}
