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

	more chan struct{} // something waits, or it has ended

	mu      sync.Mutex
	waiting []*model.IncidentChange // what it wants, at most so many
	why     error                   // it has ended, and is told nothing after what waits
}

// Listen returns a listener that is told of the changes that it wants, from now on or,
// with after, from the one after that.
func (f *Feed) Listen(ctx context.Context, env model.Environment, after *model.Position, wants func(*model.IncidentChange) bool) (*Listener, error) {
	l := &Listener{feed: f, stream: f.streams[env], wants: wants, more: make(chan struct{}, 1)}
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
	if joined, err := l.catchUp(ctx, tell); err != nil || !joined {
		return endOf(ctx, err)
	}
	for ctx.Err() == nil {
		change, why := l.take()
		switch {
		case why != nil:
			return why
		case change == nil:
			select {
			case <-ctx.Done():
			case <-l.more:
			}
		case l.at.Before(change.Position): // else it was told when it caught up
			l.at = change.Position
			if !tell(change) {
				return nil
			}
		}
	}
	return nil
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

// offer has a change wait for the listener if it wants it, or ends the listener if too many
// wait already.
func (l *Listener) offer(change *model.IncidentChange) bool {
	if !l.want(change) {
		return true
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	defer poke(l.more)
	if len(l.waiting) >= most {
		l.why = errTooSlow
		return false
	}
	l.waiting = append(l.waiting, change)
	return true
}

// take returns the change that has waited longest, or why there will be no more; neither: none
// waits now.
func (l *Listener) take() (change *model.IncidentChange, why error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.waiting) == 0 {
		return nil, l.why
	}
	change = l.waiting[0]
	l.waiting[0] = nil // nothing holds what was told
	if l.waiting = l.waiting[1:]; len(l.waiting) == 0 {
		l.waiting = nil
	}
	return change, nil
}

// end ends the listener when what waits has been told.
func (l *Listener) end(why error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.why = why
	poke(l.more)
}

// leave takes the listener out of the stream.
func (l *Listener) leave() {
	l.feed.mu.Lock()
	defer l.feed.mu.Unlock()
	delete(l.stream.listeners, l)
}
