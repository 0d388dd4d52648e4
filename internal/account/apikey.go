package account

import (
	"context"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/audit"
	"github.com/opsknight/opsknight/internal/auth"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/model"
)

// CreateAPIKey makes a key in the transaction's environment and returns it with
// its secret, which is stored nowhere. Its owner is the one who makes it, unless
// the input names another. With an idempotency key that was used in the last 24 hours it
// makes none, and returns the one that was made then, without its secret.
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
	in.ClientMutationID = nil // it says nothing of what is asked for
	read := func(ctx context.Context, _ db.Reader, id string) (*model.APIKey, error) {
		return db.LockAPIKey(ctx, tx, id)
	}
	var secret string
	key, _, err := once(ctx, tx, by, "createApiKey", in.IdempotencyKey, in, read, func() (*model.APIKey, string, error) {
		secret = auth.NewSecret(tx.Environment())
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

			StoredDocumentsOnly: in.StoredDocumentsOnly,
		}
		if err := db.InsertAPIKey(ctx, tx, key); err != nil {
			return nil, "", err
		}
		return key, key.ID, audit.Log(ctx, tx, by, keySubject(key), "created", madeKey(key))
	})
	return key, secret, err
}

func keySubject(key *model.APIKey) audit.Subject {
	return audit.Subject{Noun: "api_key", ID: key.ID, Name: key.Name}
}

// madeKey tells of a new key what the audit log shows.
func madeKey(key *model.APIKey) model.Changes {
	changes := model.Changes{
		"name": {After: key.Name}, "last_four": {After: key.LastFour}, "scopes": {After: key.Scopes}, "owner_id": {After: key.OwnerID},
	}
	if key.StoredDocumentsOnly {
		changes["stored_documents_only"] = model.Change{After: true}
	}
	if key.ExpiresAt != nil {
		changes["expires_at"] = model.Change{After: key.ExpiresAt}
	}
	for name, limit := range map[string]*int{"rate_events": key.RateEvents, "rate_reads": key.RateReads, "rate_writes": key.RateWrites} {
		if limit != nil {
			changes[name] = model.Change{After: *limit}
		}
	}
	return changes
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
	return key, revoke(ctx, tx, by, key)
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
	return revoke(ctx, tx, by, keys...)
}

func revoke(ctx context.Context, tx db.Tx, by model.Actor, keys ...*model.APIKey) error {
	for _, key := range keys {
		key.RevokedAt = &tx.Now
		if err := db.UpdateAPIKey(ctx, tx, key, "revoked_at"); err != nil {
			return err
		}
		if err := audit.Log(ctx, tx, by, keySubject(key), "revoked", model.Changes{"revoked_at": {After: tx.Now}}); err != nil {
			return err
		}
	}
	return nil
}
