// Package incident is what happens to incidents: each operation is a function over
// a transaction, which checks who asks, locks, decides, writes, and records a line
// of the timeline.
package incident

import (
	"context"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/model"
)

// change is one field's value before and after, as the timeline shows it.
type change struct {
	Before any `json:"before"`
	After  any `json:"after"`
}

// changes are the details of a timeline line, by field.
type changes map[string]any

// journal is what a transaction records of incidents: the lines of their timelines, and
// what leaves the server because of them. An incident is stored after what it has in
// the journal was added, and the journal after the incident.
type journal struct {
	stamp         db.Stamp
	env           model.Environment
	lines         []*model.IncidentEvent
	announced     []announcement
	notifications []*model.Notification
}

// announcement is that webhooks tell of something that has happened to an incident.
type announcement struct {
	incident *model.Incident
	event    model.WebhookEvent
	sequence int
}

// announcedBy are the lines that webhooks tell of. An automatic step of an escalation is
// told of but for the first, which comes with the incident.
var announcedBy = map[model.IncidentEventType]model.WebhookEvent{
	model.EventTriggered:    model.WebhookTriggered,
	model.EventAcknowledged: model.WebhookAcknowledged,
	model.EventResolved:     model.WebhookResolved,
	model.EventAssigned:     model.WebhookAssigned,
	model.EventUnassigned:   model.WebhookAssigned,
}

func newJournal(tx db.Tx) *journal { return &journal{stamp: tx.Stamp, env: tx.Environment()} }

// add records what by did to the incident.
func (j *journal) add(by model.Actor, inc *model.Incident, what model.IncidentEventType, details changes) {
	entry := line(j.stamp, by, inc, what, details)
	j.lines = append(j.lines, entry)
	if event, ok := announcedBy[what]; ok {
		j.announce(inc, event)
	}
}

// begin records that by has opened an incident, whose escalation begins. In a
// maintenance of its service it is suppressed until that ends.
func (j *journal) begin(by model.Actor, inc *model.Incident, handling *model.Handling) {
	inc.Escalation.Begin(handling, j.stamp.Now)
	j.add(by, inc, model.EventTriggered, changes{"title": inc.Title, "urgency": inc.Urgency})
	if until := handling.MaintenanceUntil(j.stamp.Now); until != nil {
		what, details := transition(inc, model.IncidentSuppressed, moment{at: j.stamp.Now})
		inc.MaintenanceUntil = until
		details["maintenance_until"] = change{nil, until}
		j.add(model.System(j.env), inc, what, details)
	}
}

// announce has webhooks tell of the incident. They tell of it in the order of its
// sequence, as it is at the end of the transaction.
func (j *journal) announce(inc *model.Incident, event model.WebhookEvent) {
	inc.WebhookSequence++
	j.announced = append(j.announced, announcement{inc, event, inc.WebhookSequence})
}

// store stores the journal.
func (j *journal) store(ctx context.Context, tx db.Tx) error {
	if err := db.InsertIncidentEvents(ctx, tx, j.lines); err != nil {
		return err
	}
	return j.send(ctx, tx)
}

// send stores what leaves the server.
func (j *journal) send(ctx context.Context, tx db.Tx) error {
	if err := db.InsertNotifications(ctx, tx, j.notifications); err != nil {
		return err
	}
	return deliver(ctx, tx, j.announced)
}

// line makes a timeline line of what by did to the incident in the transaction with this stamp.
func line(stamp db.Stamp, by model.Actor, inc *model.Incident, what model.IncidentEventType, details changes) *model.IncidentEvent {
	entry := &model.IncidentEvent{
		ID:         stamp.NewID(model.IncidentEventID),
		IncidentID: inc.ID,
		Type:       what,
		ActorType:  by.Type,
		ActorID:    by.ID,
		ActorName:  by.Name,
		CreatedAt:  stamp.Now,
	}
	if len(details) > 0 {
		entry.Details = model.ToJSON(details)
	}
	return entry
}
