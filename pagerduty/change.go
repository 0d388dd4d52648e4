package pagerduty

import (
	"slices"
	"strings"
	"time"

	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/model"
)

// change is what a request asks of an incident; what is nil or empty stays as it is.
type change struct {
	id              string
	status          *model.IncidentStatus
	title           *string
	urgency         *model.Urgency
	priority        *model.Priority
	noPriority      bool // it is taken away
	assigneeID      *string
	teamID          *string
	unassigned      bool // it is taken from whom it was assigned to
	escalationLevel *int
	policyID        *string
	resolution      *string
	snooze          *time.Duration
}

// asked are the statuses that an incident can be given.
var asked = map[string]model.IncidentStatus{
	"triggered": model.IncidentOpen, "acknowledged": model.IncidentAcknowledged, "resolved": model.IncidentResolved,
}

// readChange reads what is asked of an incident. What cannot be done here is refused,
// not passed over: it would be an order that is lost.
func readChange(given object) (*change, error) {
	asks := &change{}
	for _, read := range []func(object) error{asks.readTexts, asks.readStatus, asks.readUrgency, asks.readPriority, asks.readAssignments, asks.readEscalation} {
		if err := read(given); err != nil {
			return nil, err
		}
	}
	if given.has("conference_bridge") {
		return nil, fault.Field("conference_bridge", "not_supported", "Incidents have no conference bridge here: write its address into a note.")
	}
	return asks, nil
}

func (asks *change) readTexts(given object) error {
	id, err := given.text("id")
	if err != nil {
		return err
	}
	if id != nil {
		asks.id = *id
	}
	if asks.title, err = given.text("title"); err != nil {
		return err
	}
	asks.resolution, err = given.text("resolution")
	return err
}

// readStatus reads the status; a duration beside acknowledged snoozes, as PagerDuty's
// command line has it.
func (asks *change) readStatus(given object) error {
	text, err := given.text("status")
	if err != nil {
		return err
	}
	if text != nil {
		status, ok := asked[*text]
		if !ok {
			return refuse(invalidStatus, "status", "status is triggered, acknowledged or resolved, not %q.", short(*text))
		}
		asks.status = &status
	}
	if asks.snooze, err = given.duration(); err != nil || asks.snooze == nil {
		return err
	}
	if asks.status == nil || *asks.status != model.IncidentAcknowledged {
		return refuse(invalidSnooze, "duration", "duration goes with the status acknowledged: it snoozes.")
	}
	return nil
}

// duration reads for how many seconds something is snoozed.
func (o object) duration() (*time.Duration, error) {
	seconds, err := o.number("duration")
	if err != nil || seconds == nil {
		return nil, err
	}
	if most := int(model.MaxSnooze / time.Second); *seconds < 1 || *seconds > most {
		return nil, refuse(invalidSnooze, "duration", "duration is 1 to %d seconds, which is 30 days, not %d.", most, *seconds)
	}
	long := time.Duration(*seconds) * time.Second
	return &long, nil
}

func (asks *change) readUrgency(given object) error {
	text, err := given.text("urgency")
	if err != nil || text == nil {
		return err
	}
	urgency := model.Urgency(strings.ToUpper(*text))
	if *text != "high" && *text != "low" {
		return fault.Field("urgency", "unknown_value", "urgency is high or low, not %q.", short(*text))
	}
	asks.urgency = &urgency
	return nil
}

func (asks *change) readPriority(given object) error {
	if _, there := given["priority"]; there && !given.has("priority") {
		asks.noPriority = true
		return nil
	}
	found, err := given.reference("priority")
	if err != nil || found == nil {
		return err
	}
	priority := model.Priority(found.ID)
	if !slices.Contains(model.Priorities, priority) {
		return refuse(invalidPriority, "priority", "There is no priority %q: they are P1 to P5.", short(found.ID))
	}
	asks.priority = &priority
	return nil
}

// readAssignments reads to whom the incident is given: a user or a team, of whom it can
// have one.
func (asks *change) readAssignments(given object) error {
	if !given.has("assignments") {
		return nil
	}
	items, err := given.objects("assignments")
	if err != nil {
		return err
	}
	switch len(items) {
	case 0:
		asks.unassigned = true
		return nil
	case 1:
	default:
		return fault.Field("assignments", "too_long", "An incident is assigned to one user or one team here, not to %d: give it to the team that they are in.", len(items))
	}
	to, err := items[0].reference("assignee")
	if err != nil {
		return err
	}
	if to == nil {
		return fault.Field("assignments", "required", "An assignment has an assignee.")
	}
	switch to.Type {
	case "user", "user_reference", "":
		asks.assigneeID = &to.ID
	case "team", "team_reference":
		asks.teamID = &to.ID
	default:
		return fault.Field("assignments", "not_supported", "An incident is assigned to a user_reference or a team_reference, not to a %q.", short(to.Type))
	}
	return nil
}

func (asks *change) readEscalation(given object) error {
	policy, err := given.reference("escalation_policy")
	if err != nil {
		return err
	}
	if policy != nil {
		asks.policyID = &policy.ID
	}
	if asks.escalationLevel, err = given.number("escalation_level"); err != nil || asks.escalationLevel == nil {
		return err
	}
	if asks.status != nil || asks.assigneeID != nil || asks.teamID != nil || asks.unassigned {
		return fault.Field("escalation_level", "conflict", "escalation_level does not go with status or assignments: ask for one of them.")
	}
	return nil
}
