package model

import (
	"fmt"
	"net/mail"

	"github.com/opsknight/opsknight/internal/fault"
)

const maxRules = 20

// Validate says what is wrong with the input, all of it at once.
func (in *CreateUserInput) Validate() error {
	var problems fault.Collector
	checkLength(&problems, "name", in.Name, 1, MaxName)
	checkEmail(&problems, in.Email)
	checkEnum(&problems, "role", in.Role, Roles)
	checkTimeZone(&problems, "time_zone", in.TimeZone)
	checkIdempotencyKey(&problems, in.IdempotencyKey)
	return problems.Err()
}

// IsPersonal reports whether all that is to change is what people may change of their own:
// name and time zone.
func (in *UpdateUserInput) IsPersonal() bool {
	return in.Email == nil && in.Role == nil && in.Status == nil && in.NotificationRules == nil
}

// Validate says what is wrong with the input, all of it at once.
func (in *UpdateUserInput) Validate() error {
	var problems fault.Collector
	if in.Name != nil {
		checkLength(&problems, "name", *in.Name, 1, MaxName)
	}
	if in.Email != nil {
		checkEmail(&problems, *in.Email)
	}
	checkOptionalEnum(&problems, "role", in.Role, Roles)
	checkOptionalEnum(&problems, "status", in.Status, UserStatuses)
	if in.TimeZone != nil {
		checkTimeZone(&problems, "time_zone", *in.TimeZone)
	}
	checkRules(&problems, "notification_rules", in.NotificationRules)
	return problems.Err()
}

func checkEmail(problems *fault.Collector, email string) {
	checkLength(problems, "email", email, 1, MaxEmail)
	if address, err := mail.ParseAddress(email); email != "" && (err != nil || address.Address != email) {
		problems.Add("email", "invalid_format", "email is not an address such as ann@example.com.")
	}
}

// Validate says what is wrong with the input, all of it at once.
func (in *SetNotificationRulesInput) Validate() error {
	var problems fault.Collector
	checkRules(&problems, "rules", in.Rules)
	return problems.Err()
}

func checkRules(problems *fault.Collector, field string, rules []*NotificationRuleInput) {
	if len(rules) > maxRules {
		problems.Add(field, "too_long", "%s has %d; a user has at most %d.", field, len(rules), maxRules)
	}
	for i, rule := range rules {
		checkEnum(problems, fmt.Sprintf("%s.%d.channel", field, i), rule.Channel, NotificationChannels)
		for _, urgency := range rule.Urgencies {
			checkEnum(problems, fmt.Sprintf("%s.%d.urgencies", field, i), urgency, Urgencies)
		}
		if rule.URL != nil && !rule.Channel.Posts() {
			problems.Add(fmt.Sprintf("%s.%d.url", field, i), "not_allowed", "%s has no URL: it goes to the user.", rule.Channel)
		}
	}
}
