package model

import (
	"regexp"
	"time"

	"github.com/opsknight/opsknight/internal/fault"
)

const (
	maxTargetMinutes = 525_600 // a year
	maxTimeout       = 10_080  // a week
)

var slugForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// ServiceNamed describes a service with the defaults of everything but its name.
func ServiceNamed(name string) CreateServiceInput {
	return CreateServiceInput{Name: name, AckTargetMinutes: DefaultAck, ResolveTargetMinutes: DefaultResolve}
}

// Validate says what is wrong with the input, all of it at once.
func (in *CreateServiceInput) Validate() error {
	var problems fault.Collector
	checkLength(&problems, "name", in.Name, 1, MaxName)
	checkSlug(&problems, in.Slug)
	checkOptional(&problems, "description", in.Description, MaxDescription)
	checkIdempotencyKey(&problems, in.IdempotencyKey)
	checkMinutes(&problems, "ack_target_minutes", &in.AckTargetMinutes, maxTargetMinutes)
	checkMinutes(&problems, "resolve_target_minutes", &in.ResolveTargetMinutes, maxTargetMinutes)
	checkMinutes(&problems, "ack_timeout_minutes", in.AckTimeoutMinutes, maxTimeout)
	return problems.Err()
}

// Validate says what is wrong with the input, all of it at once.
func (in *UpdateServiceInput) Validate() error {
	var problems fault.Collector
	if in.Name != nil {
		checkLength(&problems, "name", *in.Name, 1, MaxName)
	}
	checkSlug(&problems, in.Slug)
	checkOptional(&problems, "description", in.Description.Value(), MaxDescription)
	checkMinutes(&problems, "ack_target_minutes", in.AckTargetMinutes, maxTargetMinutes)
	checkMinutes(&problems, "resolve_target_minutes", in.ResolveTargetMinutes, maxTargetMinutes)
	checkMinutes(&problems, "ack_timeout_minutes", in.AckTimeoutMinutes.Value(), maxTimeout)
	return problems.Err()
}

func checkSlug(problems *fault.Collector, slug *string) {
	switch {
	case slug == nil:
	case len(*slug) > MaxName:
		problems.Add("slug", "too_long", "Slug has %d characters; the limit is %d.", len(*slug), MaxName)
	case !slugForm.MatchString(*slug):
		problems.Add("slug", "invalid_format", "Slug is words of a-z and 0-9 with hyphens between them, such as payment-api.")
	case IsID(*slug, ServiceID):
		problems.Add("slug", "invalid_format", "Slug has the form of an id.")
	}
}

func checkMinutes(problems *fault.Collector, field string, minutes *int, most int) {
	if minutes != nil && (*minutes < 1 || *minutes > most) {
		problems.Add(field, "out_of_range", "%s is 1 to %d, not %d.", field, most, *minutes)
	}
}

// Validate says what is wrong with the input, all of it at once.
func (in *CreateIntegrationInput) Validate() error {
	var problems fault.Collector
	checkLength(&problems, "name", in.Name, 1, MaxName)
	checkEnum(&problems, "type", in.Type, IntegrationTypes)
	checkIdempotencyKey(&problems, in.IdempotencyKey)
	return problems.Err()
}

// Validate says what is wrong with the input, all of it at once.
func (in *UpdateIntegrationInput) Validate() error {
	var problems fault.Collector
	if in.Name != nil {
		checkLength(&problems, "name", *in.Name, 1, MaxName)
	}
	checkOptionalEnum(&problems, "type", in.Type, IntegrationTypes)
	return problems.Err()
}

// Validate says what is wrong with the window, all of it at once.
func (w *MaintenanceWindow) Validate() error {
	var problems fault.Collector
	checkOptional(&problems, "description", w.Description, MaxDescription)
	for field, at := range map[string]time.Time{"start": w.Start, "end": w.End} {
		if year := at.UTC().Year(); year < 1 || year > 9999 {
			problems.Add(field, "out_of_range", "%s is in the years 1 to 9999.", fieldName(field))
		}
	}
	if !w.End.After(w.Start) {
		problems.Add("end", "out_of_range", "end is not after start.")
	}
	return problems.Err()
}
