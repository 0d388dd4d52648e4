package incident

import (
	"context"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/model"
)

// How long a batcher believes what it has read of what people set up, and of how many. It
// hears of changes on this server at once, and of others' in a moment; one of which it does
// not hear, it finds after that time.
const (
	believed       = 2 * time.Second
	mostRemembered = 10_000
)

// memory has what events have lately been about, so that a batch need not look it up: a
// service by its route, a user or a team by its id.
type memory[T any] struct {
	known *lru.Cache[remembered, fact[T]]
}

type remembered struct {
	environment model.Environment
	name        string
}

// fact is what was read, and when.
type fact[T any] struct {
	what T
	as   reading
}

// reading is the time at which something was read, and the version that what people set up
// had then.
type reading struct {
	at    time.Time
	setup int64
}

// readingNow is that of what is read next.
func readingNow(e db.Env) reading { return reading{e.Now(), e.SetupVersion()} }

// holds reports whether what was read then is still believed.
func (r reading) holds(e db.Env) bool {
	return r.setup == e.SetupVersion() && e.Now().Sub(r.at) < believed
}

func newMemory[T any]() *memory[T] {
	known, err := lru.New[remembered, fact[T]](mostRemembered)
	if err != nil {
		panic(err) // the size is positive
	}
	return &memory[T]{known: known}
}

// recall returns what has this name; false: it has to be read.
func (m *memory[T]) recall(e db.Env, name string) (T, bool) {
	found, ok := m.known.Get(remembered{e.Environment(), name})
	if !ok || !found.as.holds(e) {
		return *new(T), false
	}
	return found.what, true
}

// remember keeps what has this name, as it was read.
func (m *memory[T]) remember(env model.Environment, name string, what T, as reading) {
	m.known.Add(remembered{env, name}, fact[T]{what, as})
}

// these returns, by name, those with these names: as they are remembered or, what is not,
// as it is read.
func (m *memory[T]) these(ctx context.Context, e db.Env, names []string, read func(context.Context, db.Reader, []string) (map[string]T, error)) (map[string]T, error) {
	found := make(map[string]T, len(names))
	var unknown []string
	for _, name := range distinct(names) {
		if what, ok := m.recall(e, name); ok {
			found[name] = what
		} else {
			unknown = append(unknown, name)
		}
	}
	if len(unknown) == 0 {
		return found, nil
	}
	as := readingNow(e)
	more, err := read(ctx, e, unknown)
	for name, what := range more {
		found[name] = what
		m.remember(e.Environment(), name, what, as)
	}
	return found, err
}
