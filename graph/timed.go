package graph

import (
	"context"
	"sync"
	"time"

	"github.com/opsknight/opsknight/db"
)

// variants loads what objects have by arguments of a field, as the first lines of their
// timelines: one loader for each set of arguments that a request gives.
type variants[K comparable, T any] struct {
	env  db.Env
	byID func(ctx context.Context, r db.Reader, ids []string, of K) (map[string]T, error)

	mu       sync.Mutex
	expected []string
	loaders  map[K]*related[T]
}

func newVariants[K comparable, T any](e db.Env, byID func(context.Context, db.Reader, []string, K) (map[string]T, error)) *variants[K, T] {
	return &variants[K, T]{env: e, byID: byID, loaders: map[K]*related[T]{}}
}

// expect announces ids, for whatever arguments.
func (v *variants[K, T]) expect(ids []string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.expected = append(v.expected, ids...)
	for _, loader := range v.loaders {
		loader.expect(ids)
	}
}

// of returns the loader for one set of arguments.
func (v *variants[K, T]) of(key K) *related[T] {
	v.mu.Lock()
	defer v.mu.Unlock()
	loader := v.loaders[key]
	if loader == nil {
		loader = batch(v.env, func(ctx context.Context, r db.Reader, ids []string) (map[string]T, error) {
			return v.byID(ctx, r, ids, key)
		})
		loader.expect(v.expected)
		v.loaders[key] = loader
	}
	return loader
}

// timed loads what objects are at a time, as who is on call by schedules.
type timed[T any] struct {
	*variants[time.Time, T]
	now time.Time // what a request means that gives no time
}

func newTimed[T any](e db.Env, byID func(context.Context, db.Reader, []string, time.Time) (map[string]T, error)) *timed[T] {
	return &timed[T]{variants: newVariants(e, byID), now: e.Now().UTC()}
}

// load returns what the object with this id is at a time; nil: now.
func (t *timed[T]) load(ctx context.Context, id string, at *time.Time) (T, error) {
	when := t.now
	if at != nil {
		when = at.UTC()
	}
	return t.of(when).load(ctx, id)
}
