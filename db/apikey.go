package db

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"github.com/opsknight/opsknight/model"
)

var apiKeyList = list[*model.APIKey]{
	keys: map[string]sortKey[*model.APIKey]{
		byCreated: byTime("api_key.created_at", func(k *model.APIKey) time.Time { return k.CreatedAt }),
	},
	id: func(k *model.APIKey) string { return k.ID },
}

// Newest is the default order of lists.
var Newest = model.Order{Field: byCreated, Direction: model.Descending}

// KeyOwner is an API key with what its owner may do now.
type KeyOwner struct {
	Key    *model.APIKey
	Role   model.Role
	Status model.UserStatus
}

// APIKeyByHash returns the key with this hash, of either environment, and its
// owner's role and status, which are those of the LIVE user with the owner's
// e-mail. nil if there is no such key, or its owner is gone.
func APIKeyByHash(ctx context.Context, d *DB, hash string) (*KeyOwner, error) {
	var row struct {
		model.APIKey `bun:",extend"`
		OwnerRole    model.Role
		OwnerStatus  model.UserStatus
	}
	found, err := exists(d.reader.NewSelect().Model(&row).
		ColumnExpr("api_key.*, live.role AS owner_role, live.status AS owner_status").
		Join("JOIN users AS owner ON owner.environment = api_key.environment AND owner.id = api_key.owner_id").
		Join("JOIN users AS live ON live.environment = ? AND live.email_key = owner.email_key AND live.archived_at IS NULL", model.Live).
		Where("api_key.hash = ?", hash).Scan(ctx))
	if !found {
		return nil, err
	}
	return &KeyOwner{Key: &row.APIKey, Role: row.OwnerRole, Status: row.OwnerStatus}, nil
}

// APIKeys returns a page of the keys, revoked ones too.
func APIKeys(ctx context.Context, r Reader, page model.Page) (*model.APIKeyConnection, error) {
	found, err := apiKeyList.read(ctx, r, Newest, page, func(q *bun.SelectQuery) *bun.SelectQuery { return q })
	return &model.APIKeyConnection{Connection: found}, err
}

// APIKey returns the key with this id, or NotFound.
func APIKey(ctx context.Context, r Reader, id string) (*model.APIKey, error) {
	key := new(model.APIKey)
	err := named(from(r, key), model.APIKeyID, id).Scan(ctx)
	return key, notFound(err, "API key", id)
}

// LockAPIKey returns the key with this id for a change, or NotFound.
func LockAPIKey(ctx context.Context, tx Tx, id string) (*model.APIKey, error) {
	key := new(model.APIKey)
	err := named(tx.lock(from(tx, key)), model.APIKeyID, id).Scan(ctx)
	return key, notFound(err, "API key", id)
}

// LockDemoKeys returns the keys made by `opsknight demo` that are not revoked.
func LockDemoKeys(ctx context.Context, tx Tx) ([]*model.APIKey, error) {
	var keys []*model.APIKey
	err := tx.lock(from(tx, &keys)).Where("demo").Where("revoked_at IS NULL").OrderExpr("id").Scan(ctx)
	return keys, err
}

// LockKeysOf returns a user's keys that are not revoked.
func LockKeysOf(ctx context.Context, tx Tx, userID string) ([]*model.APIKey, error) {
	var keys []*model.APIKey
	err := tx.lock(from(tx, &keys)).Where("owner_id = ?", userID).Where("revoked_at IS NULL").OrderExpr("id").Scan(ctx)
	return keys, err
}

// InsertAPIKey stores a new key.
func InsertAPIKey(ctx context.Context, tx Tx, key *model.APIKey) error { return insert(ctx, tx, key) }

// UpdateAPIKey stores these columns of a key.
func UpdateAPIKey(ctx context.Context, tx Tx, key *model.APIKey, columns ...string) error {
	return update(ctx, tx, key, key.ID, columns...)
}

// TouchAPIKeys stores when keys were last used, by id, unless a later use is stored.
func TouchAPIKeys(ctx context.Context, tx Tx, used map[string]time.Time) error {
	for id, at := range used {
		_, err := tx.bun.NewUpdate().Model((*model.APIKey)(nil)).Set("last_used_at = ?", at.UTC()).
			Where("environment = ?", tx.env).Where("id = ?", id).
			Where("last_used_at IS NULL OR last_used_at < ?", at.UTC()).Exec(ctx)
		if err != nil {
			return err
		}
	}
	return nil
}
