package graph

import (
	"context"

	"github.com/opsknight/opsknight/internal/feed"
	"github.com/opsknight/opsknight/model"
)

// telling is what a subscription tells. The executor would wait for each change with all that
// an answer takes, and make the answer by itself; so its resolver leaves the listener here, and
// who runs the subscription hears it and puts a change into the channel that the executor
// reads when that answer is to be made.
type telling struct {
	listener *feed.Listener // nil: the resolver has refused
	change   chan *model.IncidentChange
}

type tellingKey struct{}

func withTelling(ctx context.Context) (context.Context, *telling) {
	t := &telling{change: make(chan *model.IncidentChange, 1)}
	return context.WithValue(ctx, tellingKey{}, t), t
}

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
	t, ok := ctx.Value(tellingKey{}).(*telling)
	if !ok {
		panic("graph: nobody hears this subscription: run it by answers")
	}
	t.listener = listener
	return t.change, nil
}

// together has an answer look things up with the others that tell of the same change.
func (r *Resolver) together(ctx context.Context, change *model.IncidentChange) error {
	e, err := r.read(ctx, model.IncidentsRead)
	if err == nil {
		loadersOf(ctx).share(r.told.loaders(e, change))
	}
	return err
}
