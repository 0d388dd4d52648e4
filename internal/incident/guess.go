package incident

import (
	lru "github.com/hashicorp/golang-lru/v2"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/model"
)

const (
	mostSeen   = 50_000 // keys that are remembered to have an incident, perhaps
	guessPause = 64     // batches that are looked up first after one that was not and should have been
)

// guess is what one server takes for likely, so that a batch in which all is as it seems is
// stored with one statement and without a look-up: an event whose key was not seen here
// before opens an incident, as in a storm of new alerts, and one whose key was seen adds an
// alert to the incident that was opened then, as in a storm of repeats. The database finds
// out what was guessed wrongly.
type guess struct {
	seen              *lru.Cache[db.DedupKey, struct{}]
	opening, repeated pause
	hooks             knownHooks
}

// knownHooks is whether there are webhooks to tell, as it was read.
type knownHooks struct {
	any bool
	as  reading
}

// pause is for how many batches more nothing is guessed.
type pause int

// over counts a batch, and reports whether guesses are made of it.
func (p *pause) over() bool {
	if *p > 0 {
		*p--
		return false
	}
	return true
}

func newGuess() *guess {
	seen, err := lru.New[db.DedupKey, struct{}](mostSeen)
	if err != nil {
		panic(err) // the size is positive
	}
	return &guess{seen: seen}
}

// opens reports whether each of the arrivals is a trigger with a key of its own
// that was not seen before, and marks their keys as seen.
func (g *guess) opens(arrivals []Arrival) bool {
	all := true
	for _, arrival := range arrivals {
		if !arrival.triggers() {
			all = false
			continue
		}
		if arrival.Event.DedupKey != "" {
			seen, _ := g.seen.ContainsOrAdd(arrival.key(), struct{}{})
			all = all && !seen
		}
	}
	return all
}

// repeats reports whether each of the arrivals is a trigger with a key that was seen before.
func (g *guess) repeats(arrivals []Arrival) bool {
	for _, arrival := range arrivals {
		if !arrival.triggers() || !g.seen.Contains(arrival.key()) {
			return false
		}
	}
	return true
}

// triggers reports whether the event is one that nothing refuses, and is to open an incident
// of a known service or to add to one.
func (a Arrival) triggers() bool {
	return a.Service != nil && a.Event.Action == model.ActionTrigger && a.check() == nil
}

// key names the incident that the event is about, of a known service.
func (a Arrival) key() db.DedupKey {
	return db.DedupKey{ServiceID: a.Service.ID, Key: a.Event.DedupKey}
}
