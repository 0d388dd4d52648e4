package graph

import (
	"context"

	"golang.org/x/sync/errgroup"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/model"
)

// What the resolvers of schema/schema.graphqls need. It is not in their file,
// because gqlgen takes everything that is not a resolver out of that.

// nodes reads several objects at once, so that the loaders see all ids together.
func (r *queryResolver) nodes(ctx context.Context, ids []string) ([]model.Node, error) {
	found := make([]model.Node, len(ids))
	g, ctx := errgroup.WithContext(ctx)
	for i, id := range ids {
		g.Go(func() (err error) {
			defer fault.Catch(&err)
			found[i], err = r.Node(ctx, id)
			return err
		})
	}
	return found, g.Wait()
}

func readNode[T any](ctx context.Context, r *queryResolver, id string, scope model.Scope, read func(context.Context, db.Reader, string) (*T, error)) (model.Node, error) {
	e, err := r.read(ctx, scope)
	if err != nil {
		return nil, err
	}
	return node(nullIfMissing(read(ctx, e, id)))
}

// node keeps a nil pointer from becoming an interface that is not nil.
func node[T any](found *T, err error) (model.Node, error) {
	if err != nil || found == nil {
		return nil, err
	}
	return any(found).(model.Node), nil
}

func scopeNames(scopes []model.Scope) []string {
	names := make([]string, len(scopes))
	for i, scope := range scopes {
		names[i] = string(scope)
	}
	return names
}
