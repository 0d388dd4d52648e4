package pagerduty

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/opsknight/opsknight/internal/door"
	"github.com/opsknight/opsknight/model"
)

// entryTypes are what the lines of a timeline are called. Those that PagerDuty has no
// like of keep their own name.
var entryTypes = map[model.IncidentEventType]string{
	model.EventTriggered:              "trigger",
	model.EventAcknowledged:           "acknowledge",
	model.EventUnacknowledged:         "unacknowledge",
	model.EventUnsnoozed:              "unacknowledge",
	model.EventResolved:               "resolve",
	model.EventReopened:               "reopen",
	model.EventSnoozed:                "snooze",
	model.EventEscalated:              "escalate",
	model.EventEscalationExhausted:    "exhaust_escalation_path",
	model.EventAssigned:               "assign",
	model.EventUnassigned:             "assign",
	model.EventUrgencyChanged:         "urgency_change",
	model.EventPriorityChanged:        "priority_change",
	model.EventUpdated:                "field_value_change",
	model.EventNoteAdded:              "annotate",
	model.EventMerged:                 "merge",
	model.EventNotificationSent:       "notify",
	model.EventNotificationFailed:     "notify",
	model.EventNotificationSuppressed: "notify",
}

func entryType(of model.IncidentEventType) string {
	if known := entryTypes[of]; known != "" {
		return known + "_log_entry"
	}
	return string(of) + "_log_entry"
}

type logEntryBody struct {
	reference
	CreatedAt    string            `json:"created_at"`
	Agent        reference         `json:"agent"`
	Channel      channel           `json:"channel"`
	Incident     reference         `json:"incident"`
	Service      any               `json:"service"`
	Teams        []any             `json:"teams"`
	Contexts     []any             `json:"contexts"`
	Assignees    []any             `json:"assignees,omitempty"`     // of assign
	User         any               `json:"user,omitempty"`          // who was told, of notify
	EventDetails map[string]string `json:"event_details,omitempty"` // clients expect texts
	Note         *string           `json:"note,omitempty"`
}

// listLogEntries serves GET /incidents/{id}/log_entries, the newest first, as PagerDuty
// has them.
func (c *call) listLogEntries(ctx context.Context) (any, error) {
	inc, err := c.findIncident(ctx, c.id())
	if err != nil {
		return nil, err
	}
	w, err := c.query.window()
	if err != nil {
		return nil, err
	}
	since, until, err := c.query.times()
	if err != nil {
		return nil, err
	}
	lines, err := all(func(limit, offset *int) ([]*model.IncidentEvent, *model.PageInfo, error) {
		found, err := c.Resolvers.Incident().Timeline(ctx, inc, limit, nil, nil, nil, offset)
		if err != nil {
			return nil, nil, err
		}
		return found.Nodes, found.PageInfo, nil
	})
	if err != nil {
		return nil, err
	}
	lines = slices.DeleteFunc(lines, func(line *model.IncidentEvent) bool { return !within(line.CreatedAt, since, until) })
	slices.Reverse(lines)
	page, more := cut(lines, w)
	entries, err := door.Each(ctx, page, func(ctx context.Context, line *model.IncidentEvent) (*logEntryBody, error) {
		return c.logEntry(ctx, line, inc)
	})
	if err != nil {
		return nil, err
	}
	return c.list(ctx, "log_entries", entries, w, more, count(len(lines)))
}

func within(at time.Time, since, until *time.Time) bool {
	return (since == nil || !at.Before(*since)) && (until == nil || at.Before(*until))
}

// getLogEntry serves GET /log_entries/{id}.
func (c *call) getLogEntry(ctx context.Context) (any, error) {
	found, err := c.Resolvers.Query().Node(ctx, c.id())
	if err != nil {
		return nil, err
	}
	line, ok := found.(*model.IncidentEvent)
	if !ok {
		return nil, door.Missing("log entry", c.id())
	}
	inc, err := c.findIncident(ctx, line.IncidentID)
	if err != nil {
		return nil, err
	}
	body, err := c.logEntry(ctx, line, inc)
	return map[string]any{"log_entry": body}, err
}

// details are what the lines of timelines may have that is shown here.
type details struct {
	Content    string
	Message    string
	UserID     string `json:"user_id"`
	AssigneeID after  `json:"assignee_id"`
	TeamID     after  `json:"team_id"`
}

type after struct{ After *string }

func (c *call) logEntry(ctx context.Context, line *model.IncidentEvent, inc *model.Incident) (*logEntryBody, error) {
	service, err := c.Resolvers.Incident().Service(ctx, inc)
	if err != nil {
		return nil, err
	}
	agent := c.agent(line.Actor(), service)
	body := &logEntryBody{
		reference: c.whole("log_entry", line.ID, strings.ReplaceAll(string(line.Type), "_", " ")+" by "+line.ActorName), CreatedAt: stamp(line.CreatedAt),
		Agent: agent, Channel: channel{Type: channelOf(line)}, Incident: c.refer("incident", inc.ID, inc.Title), Teams: []any{}, Contexts: []any{},
	}
	body.Type = entryType(line.Type)
	*body.Summary = strings.ToUpper((*body.Summary)[:1]) + (*body.Summary)[1:]
	if body.Service, err = c.serviceOf(ctx, service); err != nil {
		return nil, err
	}
	var about details
	_ = json.Unmarshal(line.Details, &about) // fields that are otherwise are those of another type of line
	if about.Message != "" {
		body.EventDetails = map[string]string{"description": about.Message}
	}
	if line.Type == model.EventNoteAdded {
		body.Channel.Summary, body.Note = &about.Content, &about.Content
	}
	return body, errors.Join(c.assignees(ctx, line, about, body), c.notified(ctx, about, body))
}

// assignees tells to whom the incident was given.
func (c *call) assignees(ctx context.Context, line *model.IncidentEvent, about details, body *logEntryBody) error {
	if line.Type != model.EventAssigned {
		return nil
	}
	then := &model.Incident{AssigneeID: about.AssigneeID.After, TeamID: about.TeamID.After}
	user, err := c.Resolvers.Incident().Assignee(ctx, then)
	if err != nil {
		return err
	}
	team, err := c.Resolvers.Incident().Team(ctx, then)
	if err != nil {
		return err
	}
	if team != nil {
		body.Assignees = append(body.Assignees, c.teamOf(team))
	}
	if user == nil {
		return nil
	}
	shown, err := c.userOf(ctx, user)
	body.Assignees = append(body.Assignees, shown)
	return err
}

// notified tells who was told.
func (c *call) notified(ctx context.Context, about details, body *logEntryBody) error {
	if about.UserID == "" {
		return nil
	}
	user, err := c.Resolvers.Notification().User(ctx, &model.Notification{UserID: about.UserID})
	if err != nil || user == nil {
		return err
	}
	body.User, err = c.userOf(ctx, user)
	return err
}

// channelOf tells by what something was done.
func channelOf(line *model.IncidentEvent) string {
	switch {
	case line.Type == model.EventNoteAdded:
		return "note"
	case line.ActorType == model.ActorUser:
		return "website"
	case line.ActorType == model.ActorSystem:
		return "auto"
	}
	return "api"
}
