package account

import (
	"context"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/auth"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/model"
)

// CreateAPIKey makes a key in the transaction's environment and returns it with
// its secret, which is stored nowhere. Its owner is the one who makes it, unless
// the input names another.
//
// Faults: Forbidden unless an administrator is signed in; Invalid.
func CreateAPIKey(ctx context.Context, tx db.Tx, by model.Actor, in model.CreateAPIKeyInput) (*model.APIKey, string, error) {
	return createAPIKey(ctx, tx, by, in, false)
}

// CreateDemoAPIKey is CreateAPIKey for a key that RevokeDemoAPIKeys will find.
func CreateDemoAPIKey(ctx context.Context, tx db.Tx, by model.Actor, in model.CreateAPIKeyInput) (*model.APIKey, string, error) {
	return createAPIKey(ctx, tx, by, in, true)
}

func createAPIKey(ctx context.Context, tx db.Tx, by model.Actor, in model.CreateAPIKeyInput, demo bool) (*model.APIKey, string, error) {
	if err := by.NeedAdminSession(); err != nil {
		return nil, "", err
	}
	if err := in.Validate(tx.Now); err != nil {
		return nil, "", err
	}
	scopes, err := model.ParseScopes(in.Scopes)
	if err != nil {
		return nil, "", err
	}
	ownerID := by.UserID
	if in.OwnerID != nil {
		ownerID = *in.OwnerID
	}
	owner, err := db.User(ctx, tx, ownerID)
	if fault.Is(err, fault.NotFound) {
		return nil, "", fault.Field("owner_id", "not_found", "There is no user %s to own the key.", ownerID)
	}
	if err != nil {
		return nil, "", err
	}
	secret := auth.NewSecret(tx.Environment())
	key := &model.APIKey{
		ID:         tx.NewID(model.APIKeyID),
		Name:       in.Name,
		Hash:       auth.Hash(secret),
		LastFour:   secret[len(secret)-4:],
		Scopes:     scopes,
		OwnerID:    owner.ID,
		RateEvents: in.RateEvents,
		RateReads:  in.RateReads,
		RateWrites: in.RateWrites,
		ExpiresAt:  in.ExpiresAt,
		Demo:       demo,
		CreatedAt:  tx.Now,
	}
	return key, secret, db.InsertAPIKey(ctx, tx, key)
}

// RevokeAPIKey ends a key. Revoking twice changes nothing.
//
// Faults: Forbidden unless an administrator is signed in; NotFound.
func RevokeAPIKey(ctx context.Context, tx db.Tx, by model.Actor, id string) (*model.APIKey, error) {
	if err := by.NeedAdminSession(); err != nil {
		return nil, err
	}
	key, err := db.LockAPIKey(ctx, tx, id)
	if err != nil || key.RevokedAt != nil {
		return key, err
	}
	return key, revoke(ctx, tx, key)
}

// RevokeDemoAPIKeys ends the keys of earlier runs of `opsknight demo`.
func RevokeDemoAPIKeys(ctx context.Context, tx db.Tx, by model.Actor) error {
	if err := by.NeedAdminSession(); err != nil {
		return err
	}
	keys, err := db.LockDemoKeys(ctx, tx)
	if err != nil {
		return err
	}
	for _, key := range keys {
		if err := revoke(ctx, tx, key); err != nil {
			return err
		}
	}
	return nil
}

func revoke(ctx context.Context, tx db.Tx, key *model.APIKey) error {
	key.RevokedAt = &tx.Now
	return db.UpdateAPIKey(ctx, tx, key, "revoked_at")
}
