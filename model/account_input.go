package model

import (
	"strings"
	"time"

	"github.com/opsknight/opsknight/internal/fault"
)

// Limits of what people set up, in characters.
const (
	MaxName         = 100
	MaxEmail        = 254
	MaxMembers      = 1000
	MinPassword     = 12
	MaxPassword     = 256
	mostRate        = 1_000_000
	DefaultAck      = 15  // minutes
	DefaultResolve  = 120 // minutes
	DefaultTimeZone = "UTC"
)

// Validate says what is wrong with the input at now, all of it at once.
func (in *CreateAPIKeyInput) Validate(now time.Time) error {
	var problems fault.Collector
	checkLength(&problems, "name", in.Name, 1, MaxName)
	checkIdempotencyKey(&problems, in.IdempotencyKey)
	if in.ExpiresAt != nil && !in.ExpiresAt.After(now) {
		problems.Add("expires_at", "out_of_range", "expires_at has passed: give a time to come, or leave it out.")
	}
	for field, rate := range map[string]*int{"rate_events": in.RateEvents, "rate_reads": in.RateReads, "rate_writes": in.RateWrites} {
		if rate != nil && (*rate < 0 || *rate > mostRate) {
			problems.Add(field, "out_of_range", "%s is 0 to %d requests a minute; 0 is no limit.", field, mostRate)
		}
	}
	if err := problems.Err(); err != nil {
		return err
	}
	_, err := ParseScopes(in.Scopes)
	return err
}

// Slug makes of a name what a URL or an event can name it by: "Payment API" is
// payment-api.
func Slug(name string) string {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	})
	return strings.Join(words, "-")
}

// CheckPassword says what is wrong with a password that somebody chooses.
func CheckPassword(password string) error {
	var problems fault.Collector
	checkLength(&problems, "password", password, 1, MaxPassword)
	if n := len([]rune(password)); n > 0 && n < MinPassword {
		problems.Add("password", "too_short", "Password has %d characters; it needs at least %d.", n, MinPassword)
	}
	return problems.Err()
}
