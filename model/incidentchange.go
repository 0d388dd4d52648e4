package model

import (
	"encoding/json"
	"slices"
	"strings"
)

// IncidentChange is a line of a timeline as it is told to who listens.
type IncidentChange struct {
	Event    *IncidentEvent
	Incident *Incident // as it is now; nil: it was deleted
	Position Position

	was *Incident // before the change, in what the line tells of that
}

// NewIncidentChange returns the change that a line tells of.
func NewIncidentChange(event *IncidentEvent, inc *Incident, at Position) *IncidentChange {
	c := &IncidentChange{Event: event, Incident: inc, Position: at}
	if inc != nil {
		c.was = c.before()
	}
	return c
}

// Cursor is where the change stands among all changes.
func (c *IncidentChange) Cursor() string { return c.Position.Cursor() }

// Touches reports whether the filter has the incident as it is now, or as it was before
// the change: a list that the incident has left has to hear of it as well.
func (f *IncidentFilter) Touches(c *IncidentChange) bool {
	return f.Matches(c.Incident) || f.Matches(c.was)
}

// before is the incident as it was before the change.
func (c *IncidentChange) before() *Incident {
	was := *c.Incident
	var details struct {
		Status     struct{ Before *IncidentStatus }
		Urgency    struct{ Before *Urgency }
		AssigneeID *struct{ Before *string } `json:"assignee_id"`
		TeamID     *struct{ Before *string } `json:"team_id"`
	}
	if json.Unmarshal(c.Event.Details, &details) != nil {
		return &was // a triggered line's urgency is no change, and a text
	}
	if details.Status.Before != nil {
		was.Status = *details.Status.Before
	}
	if details.Urgency.Before != nil {
		was.Urgency = *details.Urgency.Before
	}
	if details.AssigneeID != nil {
		was.AssigneeID = details.AssigneeID.Before
	}
	if details.TeamID != nil {
		was.TeamID = details.TeamID.Before
	}
	return &was
}

// Matches reports whether a list with the filter has the incident.
func (f *IncidentFilter) Matches(i *Incident) bool {
	switch {
	case len(f.Status) > 0 && !slices.Contains(f.Status, i.Status),
		len(f.Urgency) > 0 && !slices.Contains(f.Urgency, i.Urgency),
		len(f.ServiceID) > 0 && !slices.Contains(f.ServiceID, i.ServiceID),
		len(f.AssigneeID) > 0 && !among(f.AssigneeID, i.AssigneeID),
		len(f.TeamID) > 0 && !among(f.TeamID, i.TeamID) && !among(f.TeamID, i.ServiceTeamID),
		f.CreatedAfter != nil && i.CreatedAt.Before(*f.CreatedAfter),
		f.CreatedBefore != nil && !i.CreatedAt.Before(*f.CreatedBefore),
		f.MergedIntoID != nil && !among([]string{*f.MergedIntoID}, i.MergedIntoID),
		f.DedupKey != nil && !among([]string{*f.DedupKey}, i.DedupKey):
		return false
	}
	return f.Q == nil || strings.Contains(i.SearchText, strings.ToLower(*f.Q))
}

func among(ids []string, id *string) bool { return id != nil && slices.Contains(ids, *id) }
