// Package auth tells from a request's credentials who asks, and keeps that in its
// context. Nothing else touches that key of the context.
package auth

import (
	"context"

	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/model"
)

type actorKey struct{}

// With returns ctx with who asks.
func With(ctx context.Context, actor model.Actor) context.Context {
	return context.WithValue(ctx, actorKey{}, actor)
}

// Actor returns who asks, or Unauthorized.
func Actor(ctx context.Context) (model.Actor, error) {
	actor, ok := ctx.Value(actorKey{}).(model.Actor)
	if !ok {
		return actor, Missing()
	}
	return actor, nil
}

// Require returns who asks if they have the scope: Unauthorized or Forbidden if not.
func Require(ctx context.Context, scope model.Scope) (model.Actor, error) {
	actor, err := Actor(ctx)
	if err != nil {
		return actor, err
	}
	return actor, actor.Need(scope)
}

// Missing is the fault of a request without credentials.
func Missing() *fault.Error {
	return fault.New(fault.Unauthorized, "An API key is required: send it as \"Authorization: Bearer sk_live_…\" or in X-API-Key.")
}

// Wrong is the fault of a key that is unknown, revoked or expired. It does not
// tell which: that is nobody's business who has not got the key.
func Wrong() *fault.Error {
	return fault.New(fault.Unauthorized, "The API key is not valid: it is unknown, revoked or expired.")
}
