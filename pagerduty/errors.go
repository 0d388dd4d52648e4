package pagerduty

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/internal/requestid"
)

// failure is how an error is shown. Source: PagerDuty's guide "Errors", but for the
// code of too many requests, which its clients know.
type failure struct {
	status  int
	code    int
	message string
}

const (
	codeInvalid    = 2001
	messageInvalid = "Invalid Input Provided"
)

// failures is the table from our codes to PagerDuty's, which has no 409.
var failures = map[fault.Code]failure{
	fault.Unauthorized: {http.StatusUnauthorized, 2006, "Authentication failed"},
	fault.Forbidden:    {http.StatusForbidden, 2010, "Access Denied"},
	fault.NotFound:     {http.StatusNotFound, 2100, "Not Found"},
	fault.Invalid:      {http.StatusBadRequest, codeInvalid, messageInvalid},
	fault.Conflict:     invalidOperation(http.StatusBadRequest),
	fault.RateLimited:  {http.StatusTooManyRequests, 2020, "Rate Limit Exceeded"},
	fault.Internal:     {http.StatusInternalServerError, 2000, "Internal Error"},
}

func invalidOperation(status int) failure { return failure{status, 2015, "Invalid operation"} }

// Failures that have codes of their own.
var (
	alreadyResolved = failure{http.StatusBadRequest, 1001, "Incident Already Resolved"}
	invalidStatus   = failure{http.StatusBadRequest, 1003, "Invalid Status Provided"}
	cannotEscalate  = failure{http.StatusBadRequest, 1006, "Cannot Escalate"}
	invalidSnooze   = failure{http.StatusBadRequest, 1013, "Snooze Duration is Invalid"}
	alreadyMerged   = failure{http.StatusBadRequest, 1019, "Incident Already Merged"}
	invalidPriority = failure{http.StatusBadRequest, 1020, "Invalid Priority"}
	badArguments    = failure{http.StatusBadRequest, 2002, "Arguments Caused Error"}
	invalidTimes    = failure{http.StatusBadRequest, 2004, "Invalid time values in 'since' and/or 'until' parameters"}
	missingAbility  = failure{http.StatusPaymentRequired, 2014, "Missing Account Ability"}
)

// refusal is a fault that is shown in another way than its code's.
type refusal struct {
	fault *fault.Error
	how   failure
}

func (e refusal) Error() string { return e.fault.Message }

// refuse returns the refusal of an input.
func refuse(how failure, field, format string, args ...any) error {
	return refusal{fault.Field(field, "invalid", format, args...), how}
}

// errorBody is the shape of every failure.
type errorBody struct {
	Error errorShape `json:"error"`
}

type errorShape struct {
	Message string   `json:"message"`
	Code    int      `json:"code"`
	Errors  []string `json:"errors"`
}

// Fail answers a request that failed as PagerDuty does. What is no fault is logged and
// shown as an internal error.
func (a *API) Fail(w http.ResponseWriter, r *http.Request, err error) {
	f, how := a.shown(r, err)
	body := errorBody{errorShape{Message: how.message, Code: how.code, Errors: []string{}}}
	for _, problem := range f.Problems {
		body.Error.Errors = append(body.Error.Errors, renamed(problem))
	}
	if len(f.Problems) == 0 {
		body.Error.Errors = append(body.Error.Errors, strings.ReplaceAll(f.Message, "dedup_key", fields["dedup_key"]))
	}
	if how.status == http.StatusUnauthorized {
		w.Header().Set("WWW-Authenticate", "Token, Bearer")
	}
	writeJSON(w, how.status, body)
}

func (a *API) shown(r *http.Request, err error) (*fault.Error, failure) {
	if f, how := faultOf(err); f != nil {
		return f, how
	}
	if !errors.Is(err, context.Canceled) {
		a.Log.ErrorContext(r.Context(), "request", "method", r.Method, "path", r.URL.Path, "error", err)
	}
	f := fault.New(fault.Internal, "The log has the rest under the request id %s.", requestid.Of(r.Context()))
	return f, failures[fault.Internal]
}

// fields are the names here of what the operations call otherwise.
var fields = map[string]string{
	"assignee_id": "assignments", "team_id": "assignments", "dedup_key": "incident_key", "service_id": "service",
	"resolution_note": "resolution", "snoozed_until": "duration", "until": "duration", "source_ids": "source_incidents",
	"q": "query", "description": "body.details", "custom_details": "body.details",
}

// renamed is a problem's message with the name that the field has here.
func renamed(p fault.Problem) string {
	if name := fields[p.Field]; name != "" {
		return strings.ReplaceAll(p.Message, p.Field, name)
	}
	return p.Message
}

// faultOf returns the fault of an error that has one, and how it is shown.
func faultOf(err error) (*fault.Error, failure) {
	if special, ok := errors.AsType[refusal](err); ok {
		return special.fault, special.how
	}
	f := fault.Of(err)
	if f == nil {
		return nil, failures[fault.Internal]
	}
	return f, failures[f.Code]
}
