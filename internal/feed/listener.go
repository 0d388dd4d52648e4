package feed

import (
	"context"
	"errors"
	"sync"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/model"
)

// Listener is told of changes from a position on.
type Listener struct {
	feed   *Feed
	stream *stream
	wants  func(*model.IncidentChange) bool

	start db.FeedStart   // what there was when it began
	at    model.Position // what it has been told of so far
	queue chan *model.IncidentChange

	once sync.Once
	why  error // set before queue is closed
}

// Listen returns a listener that is told of the changes that it wants, from now on or,
// with after, from the one after that.
func (f *Feed) Listen(ctx context.Context, env model.Environment, after *model.Position, wants func(*model.IncidentChange) bool) (*Listener, error) {
	l := &Listener{feed: f, stream: f.streams[env], wants: wants, queue: make(chan *model.IncidentChange, most)}
	if after != nil {
		l.at = *after
		return l, nil
	}
	var err error
	l.start, err = db.FeedHead(ctx, l.stream.env)
	l.at = l.start.Position
	return l, err
}

// Run hands each change to tell, in their order, until ctx ends or tell returns false. It
// returns why it has ended: nil with ctx.
//
// Faults: RateLimited if tell has taken the changes too slowly; Internal if the server is
// stopping.
func (l *Listener) Run(ctx context.Context, tell func(*model.IncidentChange) bool) error {
	defer l.leave()
	for {
		joined, err := l.catchUp(ctx, tell)
		if err != nil || !joined {
			return endOf(ctx, err)
		}
		for {
			select {
			case <-ctx.Done():
				return nil
			case change, more := <-l.queue:
				if !more {
					return l.why
				}
				if !l.at.Before(change.Position) {
					continue // it was told when it caught up
				}
				l.at = change.Position
				if !tell(change) { // only what it wants is put there
					return nil
				}
			}
		}
	}
}

func endOf(ctx context.Context, err error) error {
	if errors.Is(err, context.Canceled) || ctx.Err() != nil {
		return nil
	}
	return err
}

// catchUp tells what is stored already, and joins those who are told as it comes. It
// returns false if tell wants no more.
func (l *Listener) catchUp(ctx context.Context, tell func(*model.IncidentChange) bool) (joined bool, _ error) {
	for {
		changes, _, err := read(ctx, l.stream.env, l.at)
		if err != nil {
			return false, err
		}
		for _, change := range changes {
			l.at = change.Position
			if l.want(change) && !tell(change) {
				return false, nil
			}
		}
		if joined, err := l.join(); joined || err != nil {
			return joined, err
		}
	}
}

func (l *Listener) want(change *model.IncidentChange) bool {
	return change.Incident != nil && !l.start.Has(change.Position) && l.wants(change)
}

// join joins the stream, unless that has already passed what the listener was told of.
func (l *Listener) join() (bool, error) {
	l.feed.mu.Lock()
	defer l.feed.mu.Unlock()
	s := l.stream
	switch {
	case l.feed.ended:
		return false, errStopping
	case len(s.listeners) == 0:
		s.at = l.at // nobody has read since
	case l.at.Before(s.at):
		return false, nil
	}
	s.listeners[l] = struct{}{}
	poke(s.joined)
	return true, nil
}

func poke(c chan<- struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

// offer puts a change into the queue, or ends a listener whose queue is full.
func (l *Listener) offer(change *model.IncidentChange) bool {
	if !l.want(change) {
		return true
	}
	select {
	case l.queue <- change:
		return true
	default:
		l.end(errTooSlow)
		return false
	}
}

func (l *Listener) end(why error) {
	l.once.Do(func() {
		l.why = why
		close(l.queue)
	})
}

// leave takes the listener out of the stream.
func (l *Listener) leave() {
	l.feed.mu.Lock()
	defer l.feed.mu.Unlock()
	delete(l.stream.listeners, l)
}
