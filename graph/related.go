package graph

import (
	"context"
	"slices"
	"sync"
	"time"

	"github.com/graph-gophers/dataloader/v7"

	"github.com/opsknight/opsknight/internal/fault"
)

// batchWait is how long a loader gathers ids. The library's own 16 ms would be
// most of a request's time.
const batchWait = 500 * time.Microsecond

// related loads the objects of one kind that a request refers to, each once. A page
// says at once to what all of its items refer: the first of them that is asked for
// then brings all, without waiting for others and in one statement, however busy
// the machine is. What no page has announced is gathered for a moment by a
// dataloader.
type related[T any] struct {
	byID  func(ctx context.Context, ids []string) (map[string]T, error)
	named func(id, name string) T // an object of which nothing else is shown; nil: there is none

	mu       sync.Mutex
	expected []string
	found    map[string]T
	others   *dataloader.Loader[string, T] // nil until an id is asked for that was not announced
}

// expect announces ids. Nothing is read unless one of them is asked for.
func (r *related[T]) expect(ids []string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, id := range ids {
		if _, known := r.found[id]; !known && !slices.Contains(r.expected, id) {
			r.expected = append(r.expected, id)
		}
	}
}

// expects reports whether an id was announced.
func (r *related[T]) expects(id string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	_, known := r.found[id]
	return known || slices.Contains(r.expected, id)
}

// load returns the object with this id, or the zero value if there is none.
func (r *related[T]) load(ctx context.Context, id string) (T, error) {
	value, done, err := r.announced(ctx, id)
	if done {
		return value, err
	}
	if all := load(ctx); all.byName && r.named != nil {
		name, done, err := all.names.announced(ctx, id)
		if name != "" {
			return r.named(id, name), err
		}
		if done {
			return value, err
		}
	}
	return r.gathering().Load(ctx, id)()
}

// gathering returns the dataloader for what was not announced.
func (r *related[T]) gathering() *dataloader.Loader[string, T] {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.others == nil {
		r.others = dataloader.NewBatchedLoader(r.gathered, dataloader.WithWait[string, T](batchWait))
	}
	return r.others
}

// gathered reads what a dataloader has gathered.
func (r *related[T]) gathered(ctx context.Context, ids []string) []*dataloader.Result[T] {
	found, err := func() (found map[string]T, err error) {
		defer fault.Catch(&err) // the library would write a panic past the log
		return r.byID(ctx, ids)
	}()
	results := make([]*dataloader.Result[T], len(ids))
	for i, id := range ids {
		results[i] = &dataloader.Result[T]{Data: found[id], Error: err}
	}
	return results
}

// announced is load for the ids that were announced; done is false for any other.
func (r *related[T]) announced(ctx context.Context, id string) (value T, done bool, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if value, done = r.found[id]; done || !slices.Contains(r.expected, id) {
		return value, done, nil
	}
	found, err := r.byID(ctx, r.expected)
	if err != nil {
		return value, true, err
	}
	if r.found == nil {
		r.found = make(map[string]T, len(r.expected))
	}
	for _, one := range r.expected {
		r.found[one] = found[one]
	}
	r.expected = nil
	return r.found[id], true, nil
}
