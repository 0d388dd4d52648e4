package pagerduty

import (
	"context"
	"fmt"
	"net/http"

	"github.com/99designs/gqlgen/graphql"

	"github.com/opsknight/opsknight/internal/door"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/model"
)

// mostManaged is how many incidents one request may change. Source: PagerDuty's
// reference, "Manage incidents".
const mostManaged = 250

// manageIncident serves PUT /incidents/{id}.
func (c *call) manageIncident(ctx context.Context) (any, error) {
	given, err := c.body.inner("incident")
	if err != nil {
		return nil, err
	}
	change, err := readChange(given)
	if err != nil {
		return nil, err
	}
	if change.id != "" && change.id != c.id() {
		return nil, fault.Field("id", "conflict", "The incident in the body is another than the one in the path.")
	}
	change.id = c.id()
	inc, err := c.apply(ctx, change)
	if err != nil {
		return nil, err
	}
	return c.showIncident(ctx, inc)
}

// manageIncidents serves PUT /incidents. Nothing is changed unless the whole request can
// be understood. Then each incident is changed by itself, so that one that cannot be
// stops no other; the answer is an error that names those that were not.
func (c *call) manageIncidents(ctx context.Context) (any, error) {
	items, err := c.body.objects("incidents")
	if err != nil {
		return nil, err
	}
	if len(items) > mostManaged {
		return nil, refusal{
			fault.New(fault.Invalid, "incidents names %d incidents; the limit is %d.", len(items), mostManaged),
			failure{http.StatusRequestEntityTooLarge, codeInvalid, messageInvalid},
		}
	}
	changes := make([]*change, len(items))
	named := map[string]bool{}
	for i, item := range items {
		if changes[i], err = readChange(item); err != nil {
			return nil, err
		}
		id := changes[i].id
		if id == "" || named[id] {
			return nil, fault.Field("incidents", "invalid", "Each of the incidents has an id, and each another one.")
		}
		named[id] = true
	}
	var changed []*model.Incident
	var failed []error
	for _, change := range changes {
		inc, err := c.apply(ctx, change)
		if err == nil {
			changed = append(changed, inc)
			continue
		}
		if f, _ := faultOf(err); f == nil {
			return nil, err // the server's own failure; to ask again does no harm
		}
		failed = append(failed, err)
	}
	if len(failed) > 0 {
		return nil, allFailures(failed, len(changes))
	}
	bodies, err := door.Each(ctx, changed, c.incident)
	return map[string]any{"incidents": bodies}, err
}

// allFailures is one refusal of several, shown as the first of them is.
func allFailures(failed []error, of int) error {
	first, how := faultOf(failed[0])
	if of == 1 {
		return failed[0]
	}
	all := &fault.Error{Code: first.Code}
	if done := of - len(failed); done > 0 {
		all.Problems = append(all.Problems, fault.Problem{Message: fmt.Sprintf("%d of %d incidents were changed; the others were not:", done, of)})
	}
	for _, err := range failed {
		f, _ := faultOf(err)
		all.Problems = append(all.Problems, fault.Problem{Message: f.Message})
	}
	return refusal{all, how}
}

// apply changes an incident, or refuses.
func (c *call) apply(ctx context.Context, asks *change) (*model.Incident, error) {
	if asks.policyID != nil {
		return nil, errPolicy
	}
	var inc *model.Incident
	escalate := false
	if asks.escalationLevel != nil {
		var err error
		if inc, escalate, err = c.reaches(ctx, asks); err != nil {
			return nil, err
		}
	}
	if inc == nil || asks.changes() {
		changed, err := c.update(ctx, asks)
		if err != nil {
			return nil, c.told(ctx, asks.id, err)
		}
		inc = changed
	}
	if !escalate {
		return inc, nil
	}
	done, err := c.Resolvers.Mutation().EscalateIncident(ctx, model.EscalateIncidentInput{ID: asks.id})
	if fault.Is(err, fault.Conflict) {
		return nil, refusal{fault.Of(err), cannotEscalate}
	}
	if err != nil {
		return nil, err
	}
	return done.Incident, nil
}

// changes reports whether more is asked for than an escalation.
func (asks *change) changes() bool {
	return asks.title != nil || asks.urgency != nil || asks.priority != nil || asks.noPriority || asks.resolution != nil
}

func (c *call) update(ctx context.Context, asks *change) (*model.Incident, error) {
	in := model.UpdateIncidentInput{ID: asks.id, Status: asks.status, Title: asks.title, Urgency: asks.urgency, ResolutionNote: asks.resolution}
	if asks.snooze != nil {
		snoozed, until := model.IncidentSnoozed, c.Now().UTC().Add(*asks.snooze)
		in.Status, in.SnoozedUntil = &snoozed, &until
	}
	if asks.priority != nil || asks.noPriority {
		in.Priority = graphql.OmittableOf(asks.priority)
	}
	if asks.assigneeID != nil || asks.unassigned {
		in.AssigneeID = graphql.OmittableOf(asks.assigneeID)
	}
	if asks.teamID != nil {
		in.TeamID = graphql.OmittableOf(asks.teamID)
	}
	if keep, err := c.keepsUrgency(ctx, asks); err != nil || keep {
		in.Urgency = nil
		if err != nil {
			return nil, err
		}
	}
	changed, err := c.Resolvers.Mutation().UpdateIncident(ctx, in)
	if err != nil {
		return nil, err
	}
	return changed.Incident, nil
}

// keepsUrgency reports whether an incident that is to be low is so already: MEDIUM is
// shown as low, and a client that writes back what it has read means no change.
func (c *call) keepsUrgency(ctx context.Context, asks *change) (bool, error) {
	if asks.urgency == nil || *asks.urgency != model.UrgencyLow || !c.by.Can(model.IncidentsRead) {
		return false, nil
	}
	inc, err := c.findIncident(ctx, asks.id)
	return err == nil && inc.Urgency == model.UrgencyMedium, err
}

// reaches reports whether the level that is asked for is the next of the incident, to
// which it then escalates; the one that it is at is no change.
func (c *call) reaches(ctx context.Context, asks *change) (*model.Incident, bool, error) {
	inc, err := c.findIncident(ctx, asks.id)
	if err != nil {
		return nil, false, err
	}
	levels, err := c.levels(ctx, inc)
	if err != nil {
		return nil, false, err
	}
	level, at := *asks.escalationLevel, max(inc.Escalation.Last, 1)
	switch {
	case inc.Status != model.IncidentOpen:
		return nil, false, refuse(cannotEscalate, "escalation_level", "Incident %s is %s: only a triggered one escalates.", inc.ID, statuses[inc.Status])
	case level == at:
		return inc, false, nil
	case level == at+1 && level <= levels:
		return inc, true, nil
	}
	return nil, false, refuse(cannotEscalate, "escalation_level", "Incident %s is at level %d of %d: it can escalate to the next level only, not to %d.", inc.ID, at, levels, level)
}

// levels returns how many steps the incident's policy has.
func (c *call) levels(ctx context.Context, inc *model.Incident) (int, error) {
	policy, err := c.Resolvers.IncidentEscalation().Policy(ctx, &model.IncidentEscalation{Incident: inc})
	if err != nil || policy == nil {
		return 0, err
	}
	steps, err := c.Resolvers.EscalationPolicy().Steps(ctx, policy)
	return len(steps), err
}

// told gives a Conflict the code that PagerDuty has for the state of the incident.
func (c *call) told(ctx context.Context, id string, err error) error {
	if !fault.Is(err, fault.Conflict) || !c.by.Can(model.IncidentsRead) {
		return err
	}
	inc, findErr := c.findIncident(ctx, id)
	switch {
	case findErr != nil:
		return err
	case inc.MergedIntoID != nil:
		return refusal{fault.Of(err), alreadyMerged}
	case inc.Status == model.IncidentResolved:
		return refusal{fault.Of(err), alreadyResolved}
	}
	return err
}

// snoozeIncident serves POST /incidents/{id}/snooze.
func (c *call) snoozeIncident(ctx context.Context) (any, error) {
	long, err := c.body.duration()
	if err != nil {
		return nil, err
	}
	if long == nil {
		return nil, refuse(invalidSnooze, "duration", "duration is required: for how many seconds to snooze.")
	}
	until := c.Now().UTC().Add(*long)
	done, err := c.Resolvers.Mutation().SnoozeIncident(ctx, model.SnoozeIncidentInput{ID: c.id(), Until: &until})
	if err != nil {
		return nil, c.told(ctx, c.id(), err)
	}
	return c.showIncident(ctx, done.Incident)
}

// mergeIncidents serves PUT /incidents/{id}/merge.
func (c *call) mergeIncidents(ctx context.Context) (any, error) {
	sources, err := c.body.objects("source_incidents")
	if err != nil {
		return nil, err
	}
	ids := make([]string, len(sources))
	for i, source := range sources {
		id, err := source.text("id")
		if err != nil {
			return nil, err
		}
		if id == nil {
			return nil, fault.Field("source_incidents", "required", "Each of source_incidents has an id.")
		}
		ids[i] = *id
	}
	merged, err := c.Resolvers.Mutation().MergeIncidents(ctx, model.MergeIncidentsInput{TargetID: c.id(), SourceIds: ids})
	if err != nil {
		return nil, c.told(ctx, c.id(), err)
	}
	return c.showIncident(ctx, merged.Incident)
}
