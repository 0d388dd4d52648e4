package incident

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"
	"strings"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/model"
)

// Arrival is an event and who sent it.
type Arrival struct {
	By      model.Actor
	Event   *model.Event
	Service *model.Handling // that it is for, if that is known; nil: Send looks it up
}

// Outcome is the answer to one event: a result, or the fault that refused it.
type Outcome struct {
	Result model.EventResult
	Err    error
}

// errRaced ends a transaction in which another server opened an incident with one
// of its keys first. Run again, it finds that incident.
var errRaced = errors.New("another transaction opened an incident with the same dedup key")

// Send takes in events in the order in which they came, as many as there are in
// one transaction, and returns an outcome for each. A trigger opens an incident,
// or adds an alert to the one that is not resolved and has its dedup key; an
// acknowledge or resolve without such an incident is ignored. With the key of an
// incident that is merged into one that is not resolved, a trigger adds an alert to
// that one, and a resolve resolves only the alerts with the key.
//
// Faults, in an event's own outcome: Forbidden without the scope events:write;
// Invalid, also for a routing key that leads to no service. They affect no other
// event.
func Send(ctx context.Context, tx db.Tx, arrivals []Arrival) ([]Outcome, error) {
	outcomes := make([]Outcome, len(arrivals))
	var routes []string
	for i, arrival := range arrivals {
		if outcomes[i].Err = arrival.check(); outcomes[i].Err == nil && arrival.Service == nil {
			routes = append(routes, arrival.route())
		}
	}
	found, err := services(ctx, tx, routes)
	if err != nil {
		return nil, err
	}
	in := newIntake(tx.Stamp, tx.Environment())
	var keys []db.DedupKey
	for i := range arrivals {
		arrival := &arrivals[i]
		if arrival.Service == nil {
			arrival.Service = found[arrival.route()]
		}
		switch {
		case outcomes[i].Err != nil:
		case arrival.Service == nil:
			outcomes[i].Err = UnknownRoute()
		case nameKey(tx.Stamp, arrival.Event):
			// What nobody chose, nobody else has: there is nothing to look up.
		default:
			keys = append(keys, db.DedupKey{ServiceID: arrival.Service.ID, Key: arrival.Event.DedupKey})
		}
	}
	if err := in.load(ctx, tx, keys); err != nil {
		return nil, err
	}
	for i, arrival := range arrivals {
		if outcomes[i].Err == nil {
			outcomes[i].Result = in.take(arrival, arrival.Service)
		}
	}
	return outcomes, in.store(ctx, tx)
}

// check says why the event is refused whatever is stored.
func (a Arrival) check() error {
	if err := a.By.Need(model.EventsWrite); err != nil {
		return err
	}
	return a.Event.Validate()
}

// nameKey gives an event without a dedup key one of its own, and reports whether
// it did.
func nameKey(stamp db.Stamp, event *model.Event) bool {
	if event.DedupKey != "" {
		return false
	}
	event.DedupKey = stamp.NewID("")
	return true
}

// route names the service that the event is for: an integration speaks for its own.
func (a Arrival) route() string { return routeOf(a.By, a.Event.RoutingKey) }

func routeOf(by model.Actor, routingKey string) string {
	if by.Type == model.ActorIntegration {
		return by.ServiceID
	}
	return routingKey
}

// services returns the services of these routes.
func services(ctx context.Context, tx db.Tx, routes []string) (map[string]*model.Handling, error) {
	if len(routes) == 0 {
		return nil, nil
	}
	slices.Sort(routes)
	return db.HandlingsByRoute(ctx, tx, slices.Compact(routes))
}

// UnknownRoute is the fault of a routing key that leads to no service.
func UnknownRoute() *fault.Error {
	return fault.Field("routing_key", "not_found", "routing_key leads to no service: give an integration key, a service id or a service's slug.")
}

// intake is what one Send has read and will write.
type intake struct {
	journal
	open map[db.DedupKey]*model.Incident // what is not resolved, by key, as the events so far leave it

	opened  []*model.Incident
	counted map[*model.Incident]bool // has new alerts
	moved   map[*model.Incident]bool // has a new status
	alerts  []*model.Alert
	settled []alertKey
}

// alertKey names the alerts with a key of an incident, of which that key may be of
// one that is merged into it.
type alertKey struct {
	incident *model.Incident
	key      string
}

func newIntake(stamp db.Stamp, env model.Environment) *intake {
	return &intake{
		journal: journal{stamp: stamp, env: env}, open: map[db.DedupKey]*model.Incident{},
		counted: map[*model.Incident]bool{}, moved: map[*model.Incident]bool{},
	}
}

func (in *intake) load(ctx context.Context, tx db.Tx, keys []db.DedupKey) error {
	if len(keys) == 0 {
		return nil
	}
	slices.SortFunc(keys, func(a, b db.DedupKey) int {
		return cmp.Or(strings.Compare(a.ServiceID, b.ServiceID), strings.Compare(a.Key, b.Key))
	})
	found, err := db.LockActiveIncidents(ctx, tx, slices.Compact(keys))
	if err == nil {
		in.open = found
	}
	return err
}

// take applies one event to what is in memory.
func (in *intake) take(arrival Arrival, service *model.Handling) model.EventResult {
	key := db.DedupKey{ServiceID: service.ID, Key: arrival.Event.DedupKey}
	inc := in.open[key]
	result := model.EventResult{DedupKey: key.Key, Incident: inc, Service: service}
	switch {
	case arrival.Event.Action == model.ActionTrigger && inc == nil:
		inc = in.openIncident(arrival, service)
		in.open[key] = inc
		result.Action, result.Incident = model.OutcomeTriggered, inc
		in.addAlert(arrival, inc)
	case arrival.Event.Action == model.ActionTrigger:
		result.Action = model.OutcomeDeduplicated
		in.addAlert(arrival, inc)
	case inc == nil:
		result.Action = model.OutcomeIgnored
	case !key.Of(inc) && arrival.Event.Action == model.ActionResolve:
		result.Action = model.OutcomeResolved
		in.resolveAlerts(inc, key.Key)
	case !key.Of(inc): // to begin with one of merged problems is not to begin with all
		result.Action = model.OutcomeIgnored
	case arrival.Event.Action == model.ActionAcknowledge:
		result.Action = model.OutcomeAcknowledged
		in.move(arrival, inc, model.IncidentAcknowledged)
	case arrival.Event.Action == model.ActionResolve:
		result.Action = model.OutcomeResolved
		in.move(arrival, inc, model.IncidentResolved)
		maps.DeleteFunc(in.open, func(_ db.DedupKey, open *model.Incident) bool { return open == inc })
	}
	return result
}

// openIncident makes the incident that a trigger opens.
func (in *intake) openIncident(arrival Arrival, service *model.Handling) *model.Incident {
	event := arrival.Event
	inc := &model.Incident{
		ID:            in.stamp.NewID(model.IncidentID),
		Description:   event.Description,
		Status:        model.IncidentOpen,
		Urgency:       model.UrgencyHigh,
		ServiceID:     service.ID,
		ServiceTeamID: service.TeamID,
		DedupKey:      &event.DedupKey,
		Source:        event.Source,
		CustomDetails: event.CustomDetails,
		Links:         append([]model.Link{}, event.Links...),
		Version:       1,
		CreatedAt:     in.stamp.Now,
		UpdatedAt:     in.stamp.Now,
	}
	inc.Title = event.Summary
	if runes := []rune(event.Summary); len(runes) > model.MaxTitle {
		inc.Title = string(runes[:model.MaxTitle-1]) + "…"
		inc.Description = whole(event)
	}
	if event.Severity != nil {
		inc.Urgency = event.Severity.Urgency()
	}
	in.opened = append(in.opened, inc)
	in.begin(arrival.By, inc, service)
	return inc
}

// whole returns the description of an incident whose title has not all of the summary:
// that, and what else is told.
func whole(event *model.Event) *string {
	text := event.Summary
	if event.Description != nil {
		text += "\n\n" + *event.Description
	}
	if runes := []rune(text); len(runes) > model.MaxDescription {
		text = string(runes[:model.MaxDescription-1]) + "…"
	}
	return &text
}

// addAlert adds an alert row and to the count: a repeat is no line of the timeline,
// so that a storm stays cheap.
func (in *intake) addAlert(arrival Arrival, inc *model.Incident) {
	inc.AlertCount++
	inc.UpdatedAt = in.stamp.Now
	in.counted[inc] = true
	alert := newAlert(in.stamp, arrival.Event)
	alert.IncidentID = inc.ID
	in.alerts = append(in.alerts, alert)
}

// newAlert makes the alert of an event, without the incident that it is about.
func newAlert(stamp db.Stamp, event *model.Event) *model.Alert {
	return &model.Alert{
		ID:        stamp.NewID(model.AlertID),
		DedupKey:  event.DedupKey,
		Summary:   event.Summary,
		Severity:  event.Severity,
		Source:    event.Source,
		Payload:   event.Payload,
		CreatedAt: stamp.Now,
	}
}

// resolveAlerts resolves the alerts with the key of an incident that is merged into
// inc, and nothing else of it.
func (in *intake) resolveAlerts(inc *model.Incident, key string) {
	in.settled = append(in.settled, alertKey{inc, key})
	for _, alert := range in.alerts {
		if alert.IncidentID == inc.ID && alert.DedupKey == key && alert.ResolvedAt == nil {
			alert.ResolvedAt = &in.stamp.Now
		}
	}
}

// move changes the status of an incident, unless it has it already. Every status
// that is not RESOLVED may become either of the two that events ask for.
func (in *intake) move(arrival Arrival, inc *model.Incident, next model.IncidentStatus) {
	if inc.Status == next {
		return
	}
	what, details := transition(inc, next, moment{at: in.stamp.Now, handling: arrival.Service})
	in.moved[inc] = true
	in.add(arrival.By, inc, what, details)
}

// movedColumns are what events may change of an incident that was there.
var movedColumns = append([]string{"alert_count"}, statusColumns...)

// store writes everything: what was there before what is new, because an incident
// that was resolved makes room for the one that is opened with its key.
func (in *intake) store(ctx context.Context, tx db.Tx) error {
	isNew := make(map[*model.Incident]bool, len(in.opened))
	for _, inc := range in.opened {
		isNew[inc] = true
	}
	var moved, counted []*model.Incident
	for inc := range in.moved {
		if !isNew[inc] {
			moved = append(moved, inc)
		}
	}
	for inc := range in.counted {
		if !isNew[inc] && !in.moved[inc] {
			counted = append(counted, inc)
		}
	}
	if err := db.UpdateIncidents(ctx, tx, moved, movedColumns...); err != nil {
		return err
	}
	for _, alerts := range in.settled {
		if err := db.ResolveAlerts(ctx, tx, alerts.incident.ID, alerts.key); err != nil {
			return err
		}
	}
	in.sort()
	inserted, err := db.InsertIntake(ctx, tx, db.Intake{Opened: in.opened, Counted: counted, Lines: in.lines, Alerts: in.alerts})
	if err == nil && !inserted {
		err = errRaced
	}
	if err != nil {
		return err
	}
	return in.send(ctx, tx)
}

// sort puts the new incidents in the order of their keys, so that two servers that
// open the same ones cannot block each other for ever.
func (in *intake) sort() {
	slices.SortFunc(in.opened, func(a, b *model.Incident) int {
		return cmp.Or(strings.Compare(a.ServiceID, b.ServiceID), strings.Compare(*a.DedupKey, *b.DedupKey))
	})
}
