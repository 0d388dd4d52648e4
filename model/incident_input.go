package model

import (
	"slices"
	"strings"
	"time"

	"github.com/opsknight/opsknight/internal/fault"
)

// MaxIdempotencyKey is the longest idempotency key, in characters.
const MaxIdempotencyKey = 255

// Validate says what is wrong with the input, all of it at once.
func (in *CreateIncidentInput) Validate() error {
	var problems fault.Collector
	checkLength(&problems, "title", in.Title, 1, MaxTitle)
	if in.ServiceID == "" {
		problems.Add("service_id", "required", "service_id is required.")
	}
	checkOptional(&problems, "description", in.Description, MaxDescription)
	checkOptionalEnum(&problems, "urgency", in.Urgency, Urgencies)
	checkOptionalEnum(&problems, "priority", in.Priority, Priorities)
	checkOptional(&problems, "dedup_key", in.DedupKey, MaxDedupKey)
	checkObject(&problems, "custom_details", in.CustomDetails)
	checkIdempotencyKey(&problems, in.IdempotencyKey)
	if in.AssigneeID != nil && in.TeamID != nil {
		problems.Add("team_id", "conflict", "An incident is assigned to one user or to one team: give assignee_id or team_id, not both.")
	}
	return problems.Err()
}

// Validate says what is wrong with the input at now, all of it at once.
func (in *UpdateIncidentInput) Validate(now time.Time) error {
	var problems fault.Collector
	if in.Title != nil {
		checkLength(&problems, "title", *in.Title, 1, MaxTitle)
	}
	checkOptional(&problems, "description", in.Description.Value(), MaxDescription)
	checkOptionalEnum(&problems, "status", in.Status, IncidentStatuses)
	checkOptionalEnum(&problems, "urgency", in.Urgency, Urgencies)
	checkOptionalEnum(&problems, "priority", in.Priority.Value(), Priorities)
	checkObject(&problems, "custom_details", in.CustomDetails.Value())
	if in.AssigneeID.Value() != nil && in.TeamID.Value() != nil {
		problems.Add("team_id", "conflict", "An incident is assigned to one user or to one team: give assignee_id or team_id, not both.")
	}
	in.checkSnooze(&problems, now)
	if in.ResolutionNote != nil {
		if in.Status == nil || *in.Status != IncidentResolved {
			problems.Add("resolution_note", "conflict", "resolution_note goes with the status RESOLVED.")
		}
		checkLength(&problems, "resolution_note", *in.ResolutionNote, 1, MaxNote)
	}
	return problems.Err()
}

func (in *UpdateIncidentInput) checkSnooze(problems *fault.Collector, now time.Time) {
	snoozing := in.Status != nil && *in.Status == IncidentSnoozed
	switch {
	case !snoozing && in.SnoozeMinutes != nil:
		problems.Add("snooze_minutes", "conflict", "snooze_minutes goes with the status SNOOZED.")
	case !snoozing && in.SnoozedUntil != nil:
		problems.Add("snoozed_until", "conflict", "snoozed_until goes with the status SNOOZED.")
	case !snoozing:
	case in.SnoozeMinutes == nil && in.SnoozedUntil == nil:
		problems.Add("snooze_minutes", "required", "To snooze, give snooze_minutes or snoozed_until.")
	case in.SnoozeMinutes != nil && in.SnoozedUntil != nil:
		problems.Add("snoozed_until", "conflict", "Give snooze_minutes or snoozed_until, not both.")
	case in.SnoozeMinutes != nil && (*in.SnoozeMinutes < 1 || *in.SnoozeMinutes > int(MaxSnooze/time.Minute)):
		problems.Add("snooze_minutes", "out_of_range", "snooze_minutes is 1 to %d, which is 30 days, not %d.", int(MaxSnooze/time.Minute), *in.SnoozeMinutes)
	case in.SnoozedUntil != nil && !in.SnoozedUntil.After(now):
		problems.Add("snoozed_until", "out_of_range", "snoozed_until has passed: give a time to come.")
	case in.SnoozedUntil != nil && in.SnoozedUntil.After(now.Add(MaxSnooze)):
		problems.Add("snoozed_until", "out_of_range", "snoozed_until is more than 30 days ahead.")
	}
}

// Of is the change of one of the incidents.
func (in *UpdateIncidentsInput) Of(id string) UpdateIncidentInput {
	return UpdateIncidentInput{
		ID: id, Status: in.Status, Urgency: in.Urgency, Priority: in.Priority, AssigneeID: in.AssigneeID, TeamID: in.TeamID,
		SnoozeMinutes: in.SnoozeMinutes, SnoozedUntil: in.SnoozedUntil, ResolutionNote: in.ResolutionNote,
	}
}

// WakesAt is when the incident wakes, of a valid input that snoozes at now; nil of
// one that does not.
func (in *UpdateIncidentInput) WakesAt(now time.Time) *time.Time {
	if in.SnoozeMinutes != nil {
		wakes := now.Add(time.Duration(*in.SnoozeMinutes) * time.Minute)
		return &wakes
	}
	if in.SnoozedUntil != nil {
		wakes := in.SnoozedUntil.UTC().Truncate(time.Microsecond)
		return &wakes
	}
	return nil
}

// Validate says what is wrong with the input, all of it at once.
func (in *AddIncidentNoteInput) Validate() error {
	var problems fault.Collector
	checkLength(&problems, "content", in.Content, 1, MaxNote)
	checkIdempotencyKey(&problems, in.IdempotencyKey)
	return problems.Err()
}

// MaxBulk is how many incidents one request may name.
const MaxBulk = 100

// Validate says what is wrong with the input, all of it at once.
func (in *MergeIncidentsInput) Validate() error {
	var problems fault.Collector
	checkIDs(&problems, "source_ids", in.SourceIds)
	if slices.Contains(in.SourceIds, in.TargetID) {
		problems.Add("source_ids", "conflict", "An incident cannot be merged into itself.")
	}
	return problems.Err()
}

// CheckIDs says what is wrong with the incidents that a request names.
func CheckIDs(field string, ids []string) error {
	var problems fault.Collector
	checkIDs(&problems, field, ids)
	return problems.Err()
}

func checkIDs(problems *fault.Collector, field string, ids []string) {
	switch {
	case len(ids) == 0:
		problems.Add(field, "required", "%s names no incident: give 1 to %d.", field, MaxBulk)
	case len(ids) > MaxBulk:
		problems.Add(field, "too_long", "%s names %d incidents; the limit is %d.", field, len(ids), MaxBulk)
	case len(ids) != len(slices.Compact(slices.Sorted(slices.Values(ids)))):
		problems.Add(field, "duplicate", "%s names an incident twice.", field)
	}
}

// CheckIdempotencyKey says what is wrong with an idempotency key.
func CheckIdempotencyKey(key *string) error {
	var problems fault.Collector
	checkIdempotencyKey(&problems, key)
	return problems.Err()
}

func checkIdempotencyKey(problems *fault.Collector, key *string) {
	if key == nil {
		return
	}
	if strings.TrimSpace(*key) == "" {
		problems.Add("Idempotency-Key", "required", "An idempotency key may not be empty; leave it out instead.")
	}
	checkLength(problems, "Idempotency-Key", *key, 0, MaxIdempotencyKey)
}

func checkOptionalEnum[T ~string](problems *fault.Collector, field string, value *T, documented []T) {
	if value != nil {
		checkEnum(problems, field, *value, documented)
	}
}

// checkObject records a problem if a value is neither absent nor a JSON object.
func checkObject(problems *fault.Collector, field string, value JSON) {
	if len(value) > 0 && value[0] != '{' {
		problems.Add(field, "wrong_type", "%s is a JSON object.", fieldName(field))
	}
}
