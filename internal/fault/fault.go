// Package fault has the errors that a client may see: one documented code, one
// sentence, and the input at fault. Every other error is internal, and a client
// is told no more of it than its request id.
package fault

import (
	"errors"
	"fmt"
	"runtime/debug"
	"strings"
	"time"
)

// Code is an error code of the API reference, "Error Codes".
type Code string

// The seven codes; there are no others.
const (
	Unauthorized Code = "UNAUTHORIZED"
	Forbidden    Code = "FORBIDDEN"
	NotFound     Code = "NOT_FOUND"
	Invalid      Code = "VALIDATION_ERROR"
	Conflict     Code = "CONFLICT"
	RateLimited  Code = "RATE_LIMITED"
	Internal     Code = "INTERNAL_ERROR"
)

// Codes lists every code.
var Codes = []Code{Unauthorized, Forbidden, NotFound, Invalid, Conflict, RateLimited, Internal}

// Problem is one input at fault.
type Problem struct {
	Field   string // as the client spelled it, in snake case; "" when no single field is at fault
	Reason  string // one word a program can test: required, too_long, unknown, …
	Message string // one sentence for a person
}

// Error is an error that is written for the client.
type Error struct {
	Code       Code
	Message    string        // one sentence, naming no table, file or host
	Problems   []Problem     // for Invalid: what is wrong, the first being the one in Message
	Existing   string        // for Conflict: the id of the object in the way, if it is one
	UsedBy     []Use         // for Conflict: what needs the object that was to be deleted
	RetryAfter time.Duration // for RateLimited
}

// Use is something that needs an object.
type Use struct {
	Kind string `json:"kind"` // service, escalation policy, …
	ID   string `json:"id"`
	Name string `json:"name"`
}

// InUse is the Conflict of an object that cannot be deleted because of what needs
// it; nil if nothing does. what names the object for a sentence.
func InUse(what string, by []Use) error {
	if len(by) == 0 {
		return nil
	}
	var needs []string
	for _, use := range by {
		if use.Kind == "settings" {
			needs = append(needs, "the settings, as the fallback")
			continue
		}
		needs = append(needs, fmt.Sprintf("%s %s (%s)", use.Kind, use.Name, use.ID))
	}
	conflict := New(Conflict, "%s cannot be deleted: it is needed by %s. Change those first.", what, strings.Join(needs, ", "))
	conflict.UsedBy = by
	return conflict
}

func (e *Error) Error() string { return e.Message }

// New returns an *Error with a formatted message.
func New(code Code, format string, args ...any) *Error {
	return &Error{Code: code, Message: fmt.Sprintf(format, args...)}
}

// Field returns an Invalid error about one input.
func Field(field, reason, format string, args ...any) *Error {
	message := fmt.Sprintf(format, args...)
	return &Error{Code: Invalid, Message: message, Problems: []Problem{{Field: field, Reason: reason, Message: message}}}
}

// Of returns the *Error in err's chain, or nil if err is not one for the client.
func Of(err error) *Error {
	if found, ok := errors.AsType[*Error](err); ok {
		return found
	}
	return nil
}

// Is reports whether err is a fault with this code.
func Is(err error, code Code) bool {
	found := Of(err)
	return found != nil && found.Code == code
}

// Catch turns a panic of the function that defers it into its error. Goroutines of a
// request defer it: a panic there would end the server, as net/http does not see it.
func Catch(err *error) {
	if panicked := recover(); panicked != nil {
		*err = fmt.Errorf("panic: %v\n%s", panicked, debug.Stack())
	}
}

// Collector gathers the problems of one input, so that a client learns of all
// of them at once.
type Collector struct{ problems []Problem }

// Add records one problem.
func (c *Collector) Add(field, reason, format string, args ...any) {
	c.problems = append(c.problems, Problem{Field: field, Reason: reason, Message: fmt.Sprintf(format, args...)})
}

// Err returns an Invalid error with all problems, or nil if there are none.
func (c *Collector) Err() error {
	if len(c.problems) == 0 {
		return nil
	}
	return &Error{Code: Invalid, Message: c.problems[0].Message, Problems: c.problems}
}
