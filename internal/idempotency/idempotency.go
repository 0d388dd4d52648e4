// Package idempotency lets a repeated request have no second effect.
package idempotency

import (
	"context"
	"crypto/sha256"
	"encoding/hex"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/model"
)

// Once runs work, which makes an object and returns its id, unless the same actor
// had it done in the last 24 hours by the same operation and idempotency key: then
// it returns that object's id, and true. The key is stored by the transaction that
// makes the object, so a failure leaves none. Without a key it just runs work.
//
// Faults: those of work; Conflict if the key was used for another request, and while
// the first is still running.
func Once(ctx context.Context, tx db.Tx, by model.Actor, operation string, key *string, request any, work func() (string, error)) (id string, replayed bool, err error) {
	if key == nil {
		id, err = work()
		return id, false, err
	}
	sum := sha256.Sum256(model.ToJSON(request))
	claim := &db.IdempotencyKey{ActorID: by.ID, Operation: operation, Key: *key, RequestHash: hex.EncodeToString(sum[:])}
	earlier, err := db.ClaimIdempotencyKey(ctx, tx, claim)
	if err != nil {
		return "", false, err
	}
	if earlier != nil {
		if earlier.RequestHash != claim.RequestHash {
			return "", false, fault.New(fault.Conflict, "This idempotency key was used for another request in the last 24 hours. Take a new key for a new request.")
		}
		return earlier.ObjectID, true, nil
	}
	if id, err = work(); err != nil {
		return "", false, err
	}
	claim.ObjectID = id
	return id, false, db.UpdateIdempotencyKey(ctx, tx, claim)
}
