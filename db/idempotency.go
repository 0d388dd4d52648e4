package db

import (
	"context"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"github.com/opsknight/opsknight/internal/fault"
)

// IdempotencyTTL is how long a repeated request is recognised.
const IdempotencyTTL = 24 * time.Hour

// IdempotencyKey is a request that was carried out, by the key its client chose.
type IdempotencyKey struct {
	bun.BaseModel `bun:"table:idempotency_keys,alias:idempotency_key"`

	Environment string
	ActorID     string
	Operation   string
	Key         string
	RequestHash string
	ObjectID    string
	CreatedAt   time.Time
}

// ClaimIdempotencyKey returns nil if tx is the first to use the key in the last 24
// hours, and otherwise the request that used it; Conflict while another transaction
// is using it. (On SQLite none can be: there is one writer.)
func ClaimIdempotencyKey(ctx context.Context, tx Tx, claim *IdempotencyKey) (*IdempotencyKey, error) {
	claim.Environment, claim.CreatedAt = string(tx.env), tx.Now
	if tx.postgres {
		var free bool
		name := strings.Join([]string{"idempotency", claim.Environment, claim.ActorID, claim.Operation, claim.Key}, "/")
		if err := tx.bun.NewRaw("SELECT pg_try_advisory_xact_lock(hashtextextended(?, 0))", name).Scan(ctx, &free); err != nil {
			return nil, err
		}
		if !free {
			return nil, fault.New(fault.Conflict, "The first request with this idempotency key is still running. Repeat it in a moment.")
		}
	}
	_, err := tx.bun.NewDelete().Model((*IdempotencyKey)(nil)).Where("environment = ?", tx.env).
		Where("actor_id = ?", claim.ActorID).Where("operation = ?", claim.Operation).Where("key = ?", claim.Key).
		Where("created_at <= ?", tx.Now.Add(-IdempotencyTTL)).Exec(ctx)
	if err != nil {
		return nil, err
	}
	result, err := tx.bun.NewInsert().Model(claim).On("CONFLICT DO NOTHING").Exec(ctx)
	if err != nil {
		return nil, translate(err)
	}
	if n, err := result.RowsAffected(); err != nil || n == 1 {
		return nil, err
	}
	earlier := new(IdempotencyKey)
	return earlier, from(tx, earlier).Where("actor_id = ?", claim.ActorID).
		Where("operation = ?", claim.Operation).Where("key = ?", claim.Key).Scan(ctx)
}

// UpdateIdempotencyKey stores the id of what the request has made.
func UpdateIdempotencyKey(ctx context.Context, tx Tx, claim *IdempotencyKey) error {
	_, err := tx.bun.NewUpdate().Model(claim).Column("object_id").Where("environment = ?", tx.env).
		Where("actor_id = ?", claim.ActorID).Where("operation = ?", claim.Operation).Where("key = ?", claim.Key).Exec(ctx)
	return err
}
