package graph

import (
	"context"
	"sync"
	"time"

	"github.com/opsknight/opsknight/db"
)

// timed loads what objects are at a time, as who is on call by schedules: one loader
// for each time that a request asks for.
type timed[T any] struct {
	env  db.Env
	now  time.Time // what a request means that gives no time
	byID func(ctx context.Context, r db.Reader, ids []string, at time.Time) (map[string]T, error)

	mu       sync.Mutex
	expected []string
	loaders  map[time.Time]*related[T]
}

func newTimed[T any](e db.Env, byID func(context.Context, db.Reader, []string, time.Time) (map[string]T, error)) *timed[T] {
	return &timed[T]{env: e, now: e.Now().UTC(), byID: byID, loaders: map[time.Time]*related[T]{}}
}

// expect announces ids, for whatever time.
func (t *timed[T]) expect(ids []string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.expected = append(t.expected, ids...)
	for _, loader := range t.loaders {
		loader.expect(ids)
	}
}

// load returns what the object with this id is at a time; nil: now.
func (t *timed[T]) load(ctx context.Context, id string, at *time.Time) (T, error) {
	when := t.now
	if at != nil {
		when = at.UTC()
	}
	return t.loader(when).load(ctx, id)
}

func (t *timed[T]) loader(at time.Time) *related[T] {
	t.mu.Lock()
	defer t.mu.Unlock()
	loader := t.loaders[at]
	if loader == nil {
		loader = batch(t.env, func(ctx context.Context, r db.Reader, ids []string) (map[string]T, error) {
			return t.byID(ctx, r, ids, at)
		})
		loader.expect(t.expected)
		t.loaders[at] = loader
	}
	return loader
}
