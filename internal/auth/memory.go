package auth

import (
	"context"
	"fmt"
	"sync/atomic"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
	"golang.org/x/sync/singleflight"

	"github.com/opsknight/opsknight/model"
)

// How long a server believes what it has read of a key, and of how many keys. One
// that is revoked on another server works here no longer than that.
const (
	believe    = 3 * time.Second
	mostKeys   = 10_000
	lookUpTime = 10 * time.Second
)

// remembered is what was read of a key at a time.
type remembered struct {
	at      time.Time
	actor   *model.Actor // nil: there was no such key
	expires *time.Time   // nil: never
	twinID  string       // of a session: who stands for the user in TEST; "": nobody yet
}

// memory has what was read of keys for a moment. When that is over, one request
// reads a key anew and the others that have it wait: a busy key would otherwise be
// looked up as often at once as it has requests in flight.
type memory struct {
	known   *lru.Cache[string, remembered]
	flights singleflight.Group
	changes atomic.Int64 // what was read before a change here is not believed after it
}

func newMemory() *memory {
	known, err := lru.New[string, remembered](mostKeys)
	if err != nil {
		panic(err) // the size is positive
	}
	return &memory{known: known}
}

// fresh reports whether the key is remembered, as one or as none.
func (m *memory) fresh(key string, now time.Time) bool {
	found, ok := m.known.Peek(key)
	return ok && now.Sub(found.at) < believe
}

// recall returns what is remembered of the key, or what read says of it now.
func (m *memory) recall(ctx context.Context, key string, now time.Time, read func(context.Context) (remembered, error)) (remembered, error) {
	if found, ok := m.known.Get(key); ok && now.Sub(found.at) < believe {
		return found, nil
	}
	changes := m.changes.Load()
	found, err, _ := m.flights.Do(fmt.Sprint(changes, key), func() (any, error) {
		// The request that happens to be the first must not end the look-up of all.
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), lookUpTime)
		defer cancel()
		// Another flight may have landed since this request looked.
		if found, ok := m.known.Get(key); ok && now.Sub(found.at) < believe {
			return found, nil
		}
		found, err := read(ctx)
		if err == nil && m.changes.Load() == changes {
			m.known.Add(key, found)
		}
		return found, err
	})
	if err != nil {
		return remembered{}, err
	}
	return found.(remembered), nil
}

// forget makes every key be read anew.
func (m *memory) forget() {
	m.changes.Add(1)
	m.known.Purge()
}
