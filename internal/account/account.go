// Package account is what people set up: services, teams, users, escalation
// policies, schedules, API keys, saved views and settings. Each operation is a function over a
// transaction, which checks who asks, locks, decides, writes, and logs the change.
package account

import (
	"context"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/internal/idempotency"
	"github.com/opsknight/opsknight/model"
)

// once makes an object, or returns the one that the same request by its idempotency
// key made before, and true. in is the request as it is compared.
func once[T any](
	ctx context.Context, tx db.Tx, by model.Actor, operation string, key *string, in any,
	read func(context.Context, db.Reader, string) (*T, error), work func() (made *T, id string, err error),
) (made *T, replayed bool, err error) {
	if err := model.CheckIdempotencyKey(key); err != nil {
		return nil, false, err
	}
	id, replayed, err := idempotency.Once(ctx, tx, by, operation, key, in, func() (id string, err error) {
		made, id, err = work()
		return id, err
	})
	if replayed {
		made, err = read(ctx, tx, id)
	}
	return made, replayed, err
}

// named turns NotFound of something that an input names into Invalid of the field
// that names it.
func named(err error, field string) error {
	if f := fault.Of(err); f != nil && f.Code == fault.NotFound {
		return fault.Field(field, "not_found", "%s", f.Message)
	}
	return err
}
