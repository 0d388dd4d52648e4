package graph

import (
	"context"
	"sync"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/model"
)

// changes tells of the changes that wants names, from now on or after a cursor.
func (r *Resolver) changes(ctx context.Context, env model.Environment, after *string, wants func(*model.IncidentChange) bool) (<-chan *model.IncidentChange, error) {
	var from *model.Position
	if after != nil {
		position, err := model.ParsePosition(*after, r.DB.Now())
		if err != nil {
			return nil, err
		}
		from = &position
	}
	listener, err := r.Feed.Listen(ctx, env, from, wants)
	if err != nil {
		return nil, err
	}
	told := make(chan *model.IncidentChange)
	go func() {
		defer close(told)
		endingOf(ctx).because(func() (err error) {
			defer fault.Catch(&err)
			return listener.Run(ctx, func(change *model.IncidentChange) bool {
				select {
				case told <- change:
					return true
				case <-ctx.Done():
					return false
				}
			})
		}())
	}()
	return told, nil
}

// mostTold is of how many changes the loaders are kept: those that are being told.
const mostTold = 64

// told has the loaders of the changes that were told last. All who are told of a change look
// the same things up: its service, and who has it.
type told struct {
	mu     sync.Mutex
	of     map[*model.IncidentChange]*loaders
	recent []*model.IncidentChange // as they came
}

// loaders are those of a change. They have read nothing before it.
func (t *told) loaders(e db.Env, change *model.IncidentChange) *loaders {
	t.mu.Lock()
	defer t.mu.Unlock()
	if found, ok := t.of[change]; ok {
		return found
	}
	made := newLoaders(e)
	made.shared = true
	made.expectIncidents([]*model.Incident{change.Incident})
	if t.of == nil {
		t.of = map[*model.IncidentChange]*loaders{}
	}
	if t.of[change], t.recent = made, append(t.recent, change); len(t.recent) > mostTold {
		delete(t.of, t.recent[0])
		t.recent = t.recent[1:]
	}
	return made
}

// together has an answer look things up with the others that tell of the same change.
func (r *Resolver) together(ctx context.Context, change *model.IncidentChange) error {
	e, err := r.read(ctx, model.IncidentsRead)
	if err == nil {
		loadersOf(ctx).share(r.told.loaders(e, change))
	}
	return err
}

// ending is why a subscription has ended by itself. Its channel can only be closed; the
// transport then asks here.
type ending struct {
	mu  sync.Mutex
	why error
}

type endingKey struct{}

func withEnding(ctx context.Context) (context.Context, *ending) {
	e := &ending{}
	return context.WithValue(ctx, endingKey{}, e), e
}

// endingOf returns where the reason is kept; a transport that asks for none loses it.
func endingOf(ctx context.Context) *ending {
	if e, ok := ctx.Value(endingKey{}).(*ending); ok {
		return e
	}
	return &ending{}
}

func (e *ending) because(why error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.why = why
}

func (e *ending) reason() error {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.why
}
