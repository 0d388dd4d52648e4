package graph

import (
	"context"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/model"
)

// The timelines of the incidents of one page are read together: each of them is asked for
// the same lines, as the last one.

// lines is which lines of a timeline a field shows.
type lines struct {
	window model.Window // without cursors, which are places in one timeline
	notes  bool         // only what people wrote
}

func (l lines) types() []model.IncidentEventType {
	if l.notes {
		return []model.IncidentEventType{model.EventNoteAdded}
	}
	return nil
}

// timelinePages and timelineCounts make the loaders of such pages and of their totals.
func timelinePages(e db.Env) *variants[lines, []*model.IncidentEvent] {
	return newVariants(e, func(ctx context.Context, r db.Reader, ids []string, of lines) (map[string][]*model.IncidentEvent, error) {
		return db.IncidentEventPages(ctx, r, ids, of.window, of.types()...)
	})
}

func timelineCounts(e db.Env) *variants[bool, int] {
	return newVariants(e, func(ctx context.Context, r db.Reader, ids []string, notes bool) (map[string]int, error) {
		return db.CountIncidentEvents(ctx, r, ids, lines{notes: notes}.types()...)
	})
}

// timeline reads a page of an incident's timeline, or of its notes.
func (r *Resolver) timeline(ctx context.Context, inc *model.Incident, notes bool, p model.Page) (*model.IncidentEventConnection, error) {
	e, err := r.read(ctx, model.IncidentsRead)
	if err != nil {
		return nil, err
	}
	of, found := lines{notes: notes}, load(ctx)
	if of.window, err = p.Window(db.Oldest); err != nil {
		return nil, err
	}
	pages := found.timelines.of(of)
	if p.After != nil || p.Before != nil || of.window.Offset > 0 || !pages.expects(inc.ID) {
		return db.IncidentEvents(ctx, e, inc, db.Oldest, p, of.types()...)
	}
	rows, err := pages.load(ctx, inc.ID)
	if err != nil {
		return nil, err
	}
	return db.IncidentEventsOf(rows, of.window, func(ctx context.Context) (int, error) {
		return found.timelineCounts.of(notes).load(ctx, inc.ID)
	}), nil
}
