// Package graph is the API: the resolvers of the GraphQL schema, which REST calls
// too, and the schema's door.
package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/account"
	"github.com/opsknight/opsknight/internal/auth"
	"github.com/opsknight/opsknight/internal/feed"
	"github.com/opsknight/opsknight/internal/gate"
	"github.com/opsknight/opsknight/internal/incident"
	"github.com/opsknight/opsknight/internal/notify"
	"github.com/opsknight/opsknight/model"
)

// Resolver is the root of all resolvers.
type Resolver struct {
	Letters account.Letters
	Pager   *notify.Pager
	Hooks   account.Hooks
	DB      *db.DB
	Events  *incident.Batcher
	Feed    *feed.Feed
	Gate    *gate.Gate

	SingleSignOn *model.SingleSignOn // nil: people sign in by passwords alone

	ObserveEvent func(door, result string) // hears of each event; nil: nobody does

	analyses turns
	told     told
}

// read returns the database as the actor sees it, if they have the scope.
func (r *Resolver) read(ctx context.Context, scope model.Scope) (db.Env, error) {
	by, err := auth.Require(ctx, scope)
	return r.seenBy(ctx, by), err
}

// seenBy returns the database as an actor sees it: who can change nothing waits for no change
// of their own, and may see it as it was a moment ago. Not so in a mutation or a
// subscription, which tell of what has just happened.
func (r *Resolver) seenBy(ctx context.Context, by model.Actor) db.Env {
	e := r.DB.In(by.Environment)
	if by.OnlyReads() && (!graphql.HasOperationContext(ctx) || graphql.GetOperationContext(ctx).Operation.Operation == ast.Query) {
		return e.FromReplica()
	}
	return e
}

// administer returns the database as a signed-in administrator sees it.
func (r *Resolver) administer(ctx context.Context) (db.Env, error) {
	by, err := auth.Actor(ctx)
	if err != nil {
		return db.Env{}, err
	}
	return r.DB.In(by.Environment), by.NeedAdminSession()
}

// write runs one operation of the actor in one transaction.
func write[T any](ctx context.Context, r *Resolver, operation func(ctx context.Context, tx db.Tx, by model.Actor) (T, error)) (T, error) {
	by, err := auth.Actor(ctx)
	if err != nil {
		var none T
		return none, err
	}
	return db.Write(ctx, r.DB.In(by.Environment), func(ctx context.Context, tx db.Tx) (T, error) {
		return operation(ctx, tx, by)
	})
}

// nullIfMissing makes what was not found null: a missing single object is no error.
func nullIfMissing[T any](found *T, err error) (*T, error) {
	if isNotFound(err) {
		return nil, nil
	}
	return found, err
}
