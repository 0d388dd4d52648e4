package pagerduty

import (
	"context"
	"errors"

	"github.com/opsknight/opsknight/model"
)

// The mappings of our statuses and urgencies to PagerDuty's. A snoozed incident is one
// that somebody has seen and put off: PagerDuty too keeps it acknowledged. A suppressed
// one is neither seen nor over; it is shown as triggered where it is asked for by its
// id, and left out of lists, which tell what people are to look at.
var (
	statuses = map[model.IncidentStatus]string{
		model.IncidentOpen: "triggered", model.IncidentSuppressed: "triggered",
		model.IncidentAcknowledged: "acknowledged", model.IncidentSnoozed: "acknowledged",
		model.IncidentResolved: "resolved",
	}
	listed = map[string][]model.IncidentStatus{
		"triggered":    {model.IncidentOpen},
		"acknowledged": {model.IncidentAcknowledged, model.IncidentSnoozed},
		"resolved":     {model.IncidentResolved},
	}
	urgencies = map[model.Urgency]string{model.UrgencyHigh: "high", model.UrgencyMedium: "low", model.UrgencyLow: "low"}
	urgent    = map[string][]model.Urgency{"high": {model.UrgencyHigh}, "low": {model.UrgencyMedium, model.UrgencyLow}}
)

// incidentBody is an incident. It has no incident_number, as incidents have none here.
type incidentBody struct {
	reference
	Title              string            `json:"title"`
	Description        *string           `json:"description"`
	Status             string            `json:"status"`
	Urgency            string            `json:"urgency"`
	Priority           *priorityBody     `json:"priority"`
	IncidentKey        *string           `json:"incident_key"`
	Service            any               `json:"service"`
	Assignments        []assignment      `json:"assignments"`
	AssignedVia        *string           `json:"assigned_via"`
	Acknowledgements   []acknowledgement `json:"acknowledgements"`
	LastStatusChangeAt string            `json:"last_status_change_at"`
	LastStatusChangeBy *reference        `json:"last_status_change_by"`
	EscalationPolicy   any               `json:"escalation_policy"`
	Teams              []any             `json:"teams"`
	AlertCounts        alertCounts       `json:"alert_counts"`
	PendingActions     []pendingAction   `json:"pending_actions"`
	ResolveReason      *resolveReason    `json:"resolve_reason"`
	IsMergeable        bool              `json:"is_mergeable"`
	Body               detailsBody       `json:"body"`
	CreatedAt          string            `json:"created_at"`
	UpdatedAt          string            `json:"updated_at"`
	ResolvedAt         *string           `json:"resolved_at"`
}

type assignment struct {
	At       string `json:"at"`
	Assignee any    `json:"assignee"`
}

type acknowledgement struct {
	At           string    `json:"at"`
	Acknowledger reference `json:"acknowledger"`
}

type alertCounts struct {
	All       int `json:"all"`
	Triggered int `json:"triggered"`
	Resolved  int `json:"resolved"`
}

type pendingAction struct {
	Type string `json:"type"`
	At   string `json:"at"`
}

type resolveReason struct {
	Type     string    `json:"type"`
	Incident reference `json:"incident"`
}

type detailsBody struct {
	Type    string `json:"type"`
	Details string `json:"details"` // clients expect a text
}

// incident makes the body of an incident. What it refers to comes from the loaders.
func (c *call) incident(ctx context.Context, inc *model.Incident) (*incidentBody, error) {
	body := &incidentBody{
		reference: c.whole("incident", inc.ID, inc.Title), Title: inc.Title, Description: inc.Description,
		Status: statuses[inc.Status], Urgency: urgencies[inc.Urgency], IncidentKey: inc.DedupKey,
		Assignments: []assignment{}, Acknowledgements: []acknowledgement{}, Teams: []any{}, PendingActions: pending(inc),
		AlertCounts: alertCounts{All: inc.AlertCount, Triggered: inc.AlertCount}, LastStatusChangeAt: stamp(inc.CreatedAt),
		IsMergeable: inc.MergedIntoID == nil && inc.Status != model.IncidentResolved, Body: detailsBody{Type: "incident_body"},
		CreatedAt: stamp(inc.CreatedAt), UpdatedAt: stamp(inc.UpdatedAt), ResolvedAt: stampOrNil(inc.ResolvedAt),
	}
	if inc.Status == model.IncidentResolved {
		body.AlertCounts.Triggered, body.AlertCounts.Resolved = 0, inc.AlertCount
	}
	if inc.Description != nil {
		body.Body.Details = *inc.Description
	}
	if inc.Priority != nil {
		body.Priority = c.priority(*inc.Priority)
	}
	if inc.MergedIntoID != nil {
		body.ResolveReason = &resolveReason{Type: "merge_resolve_reason", Incident: c.refer("incident", *inc.MergedIntoID, *inc.MergedIntoID)}
	}
	service, err := c.Resolvers.Incident().Service(ctx, inc)
	if err != nil {
		return nil, err
	}
	if body.Service, err = c.serviceOf(ctx, service); err != nil {
		return nil, err
	}
	return body, errors.Join(c.assigned(ctx, inc, body), c.changed(ctx, inc, service, body), c.escalating(ctx, inc, body))
}

// assigned tells who has the incident, and since when.
func (c *call) assigned(ctx context.Context, inc *model.Incident, body *incidentBody) error {
	user, err := c.Resolvers.Incident().Assignee(ctx, inc)
	if err != nil {
		return err
	}
	team, err := c.Resolvers.Incident().Team(ctx, inc)
	if err != nil {
		return err
	}
	if team != nil {
		body.Teams = append(body.Teams, c.teamOf(team))
	}
	if user == nil {
		return nil
	}
	given := assignment{At: stamp(inc.CreatedAt)}
	if given.Assignee, err = c.userOf(ctx, user); err != nil {
		return err
	}
	if line, err := c.line(ctx, inc, c.Resolvers.Incident().LastAssignment); err != nil {
		return err
	} else if line != nil {
		given.At = stamp(line.CreatedAt)
		via := "direct_assignment"
		if line.ActorType == model.ActorSystem {
			via = "escalation_policy"
		}
		body.AssignedVia = &via
	}
	if inc.Status != model.IncidentResolved { // a resolved incident has no assignee in PagerDuty
		body.Assignments = append(body.Assignments, given)
	}
	return nil
}

// changed tells who changed the status last, and who has acknowledged.
func (c *call) changed(ctx context.Context, inc *model.Incident, service *model.Service, body *incidentBody) error {
	if inc.ResolvedAt != nil {
		body.LastStatusChangeAt = stamp(*inc.ResolvedAt)
	}
	if inc.MergedIntoID != nil {
		return nil // the line that tells of it is that of the merge
	}
	line, err := c.line(ctx, inc, c.Resolvers.Incident().LastStatusChange)
	if err != nil || line == nil {
		return err
	}
	by := c.agent(line.Actor(), service)
	body.LastStatusChangeAt, body.LastStatusChangeBy = stamp(line.CreatedAt), &by
	if body.Status == "acknowledged" {
		body.Acknowledgements = append(body.Acknowledgements, acknowledgement{At: stamp(line.CreatedAt), Acknowledger: by})
	}
	return nil
}

// line reads a line of the incident's timeline, which who may only write does not see.
func (c *call) line(ctx context.Context, inc *model.Incident, read func(context.Context, *model.Incident) (*model.IncidentEvent, error)) (*model.IncidentEvent, error) {
	if !c.by.Can(model.IncidentsRead) {
		return nil, nil
	}
	return read(ctx, inc)
}

// escalating tells by which policy the incident escalates, or has.
func (c *call) escalating(ctx context.Context, inc *model.Incident, body *incidentBody) error {
	policy, err := c.Resolvers.IncidentEscalation().Policy(ctx, &model.IncidentEscalation{Incident: inc})
	if err != nil || policy == nil {
		return err
	}
	body.EscalationPolicy, err = c.policyOf(ctx, policy)
	return err
}

// pending tells what will happen to the incident by itself.
func pending(inc *model.Incident) []pendingAction {
	actions := []pendingAction{}
	if inc.Escalation.NextAt != nil {
		actions = append(actions, pendingAction{"escalate", stamp(*inc.Escalation.NextAt)})
	}
	if inc.SnoozedUntil != nil {
		actions = append(actions, pendingAction{"unacknowledge", stamp(*inc.SnoozedUntil)})
	}
	if inc.AckTimeoutAt != nil {
		actions = append(actions, pendingAction{"unacknowledge", stamp(*inc.AckTimeoutAt)})
	}
	return actions
}
