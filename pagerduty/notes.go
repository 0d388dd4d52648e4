package pagerduty

import (
	"context"

	"github.com/opsknight/opsknight/internal/door"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/model"
)

type noteBody struct {
	ID        string    `json:"id"`
	User      reference `json:"user"`
	Content   string    `json:"content"`
	CreatedAt string    `json:"created_at"`
	Channel   channel   `json:"channel"`
}

type channel struct {
	Type    string  `json:"type"`
	Summary *string `json:"summary,omitempty"`
}

// listNotes serves GET /incidents/{id}/notes: all of them, as PagerDuty has no pages of
// notes.
func (c *call) listNotes(ctx context.Context) (any, error) {
	inc, err := c.findIncident(ctx, c.id())
	if err != nil {
		return nil, err
	}
	service, err := c.Resolvers.Incident().Service(ctx, inc)
	if err != nil {
		return nil, err
	}
	notes, err := all(func(limit, offset *int) ([]*model.Note, *model.PageInfo, error) {
		found, err := c.Resolvers.Incident().Notes(ctx, inc, limit, nil, nil, nil, offset)
		if err != nil {
			return nil, nil, err
		}
		return found.Nodes, found.PageInfo, nil
	})
	if err != nil {
		return nil, err
	}
	return map[string]any{"notes": door.Bodies(notes, func(note *model.Note) noteBody { return c.note(note, service) })}, nil
}

// all reads a list to its end, or to where PagerDuty's pages end.
func all[T any](read func(limit, offset *int) ([]T, *model.PageInfo, error)) ([]T, error) {
	found := []T{}
	for limit, more := model.MaxPage, true; more && len(found) < deepest; {
		offset := len(found)
		page, at, err := read(&limit, &offset)
		if err != nil {
			return nil, err
		}
		found, more = append(found, page...), at.HasNextPage
	}
	return found, nil
}

func (c *call) note(note *model.Note, service *model.Service) noteBody {
	return noteBody{
		ID: note.ID, User: c.agent(note.Author, service), Content: note.Content, CreatedAt: stamp(note.CreatedAt), Channel: channel{Type: "note"},
	}
}

// createNote serves POST /incidents/{id}/notes.
func (c *call) createNote(ctx context.Context) (any, error) {
	given, err := c.body.inner("note")
	if err != nil {
		return nil, err
	}
	content, err := given.text("content")
	if err != nil {
		return nil, err
	}
	if content == nil {
		return nil, fault.Field("content", "required", "Content cannot be empty.")
	}
	made, err := c.Resolvers.Mutation().AddIncidentNote(ctx, model.AddIncidentNoteInput{ID: c.id(), Content: *content})
	if err != nil {
		return nil, c.told(ctx, c.id(), err)
	}
	// A note is never the server's own, which is what a service would stand for.
	return map[string]any{"note": c.note(made.Note, &model.Service{})}, nil
}
