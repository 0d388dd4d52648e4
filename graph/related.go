package graph

import (
	"context"
	"slices"
	"sync"

	"github.com/graph-gophers/dataloader/v7"
)

// related loads the objects of one kind that a request refers to, each once. A page
// says at once to what all of its items refer: the first of them that is asked for
// then brings all, without waiting for others and in one statement, however busy
// the machine is. What no page has announced is gathered for a moment by a
// dataloader.
type related[T any] struct {
	byID   func(ctx context.Context, ids []string) (map[string]T, error)
	others *dataloader.Loader[string, T]

	mu       sync.Mutex
	expected []string
	found    map[string]T
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
	return r.others.Load(ctx, id)()
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
	for _, one := range r.expected {
		r.found[one] = found[one]
	}
	r.expected = nil
	return r.found[id], true, nil
}
