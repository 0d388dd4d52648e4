package rest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"runtime/debug"
	"strings"

	"github.com/go-chi/chi/v5"

	"github.com/opsknight/opsknight/internal/door"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/internal/requestid"
)

// statuses is the only table from an error's code to its HTTP status. Source: the
// API reference, "Error Codes".
var statuses = map[fault.Code]int{
	fault.Unauthorized: http.StatusUnauthorized,
	fault.Forbidden:    http.StatusForbidden,
	fault.NotFound:     http.StatusNotFound,
	fault.Invalid:      http.StatusBadRequest,
	fault.Conflict:     http.StatusConflict,
	fault.RateLimited:  http.StatusTooManyRequests,
	fault.Internal:     http.StatusInternalServerError,
}

// statusError is a fault that has another status than its code's: a body too
// large or of the wrong type, a method that the path does not have.
type statusError struct {
	fault  *fault.Error
	status int
}

func (e statusError) Error() string { return e.fault.Message }

// errorBody is the shape of every failure.
type errorBody struct {
	Error errorShape `json:"error"`
}

type errorShape struct {
	Code       fault.Code    `json:"code"`
	Message    string        `json:"message"`
	RetryAfter int           `json:"retry_after,omitempty"`
	Details    *errorDetails `json:"details,omitempty"`
}

type errorDetails struct {
	Field      string         `json:"field,omitempty"`
	Reason     string         `json:"reason,omitempty"`
	IncidentID string         `json:"incident_id,omitempty"`
	UsedBy     []fault.Use    `json:"used_by,omitempty"`
	Errors     []errorProblem `json:"errors,omitempty"`
}

type errorProblem struct {
	Field   string `json:"field"`
	Reason  string `json:"reason"`
	Message string `json:"message"`
}

// clientFault returns the fault in err, and its status. Any other error is logged
// and becomes an internal one.
func (s *server) clientFault(r *http.Request, err error) (*fault.Error, int) {
	if special, ok := errors.AsType[statusError](err); ok {
		return special.fault, special.status
	}
	if f := fault.Of(err); f != nil {
		return f, statuses[f.Code]
	}
	if !errors.Is(err, context.Canceled) {
		s.log.ErrorContext(r.Context(), "request", "method", r.Method, "path", loggable(r), "error", err)
	}
	f := fault.New(fault.Internal, "Internal error. The log has the rest under the request id %s.", requestid.Of(r.Context()))
	return f, http.StatusInternalServerError
}

// loggable is the request's path without the token that the links of feeds and pages
// have, or an integration's routing key: who has it needs no other credential.
func loggable(r *http.Request) string {
	at := chi.RouteContext(r.Context())
	if at == nil {
		return r.URL.Path
	}
	if pattern := at.RoutePattern(); strings.Contains(pattern, "{token}") || strings.Contains(pattern, "{routing_key}") {
		return pattern
	}
	return r.URL.Path
}

// fail answers a request that failed.
func (s *server) fail(w http.ResponseWriter, r *http.Request, err error) {
	f, status := s.clientFault(r, err)
	writeFault(w, status, f)
}

// writeFault writes a fault in the documented shape.
func writeFault(w http.ResponseWriter, status int, f *fault.Error) {
	shape := errorShape{Code: f.Code, Message: f.Message, RetryAfter: int(f.RetryAfter.Seconds())}
	if len(f.Problems) > 0 || f.Existing != "" || len(f.UsedBy) > 0 {
		shape.Details = &errorDetails{IncidentID: f.Existing, UsedBy: f.UsedBy}
	}
	if len(f.Problems) > 0 {
		shape.Details.Field, shape.Details.Reason = f.Problems[0].Field, f.Problems[0].Reason
	}
	if len(f.Problems) > 1 {
		for _, p := range f.Problems {
			shape.Details.Errors = append(shape.Details.Errors, errorProblem(p))
		}
	}
	if status == http.StatusUnauthorized {
		w.Header().Set("WWW-Authenticate", "Bearer")
	}
	writeJSON(w, status, errorBody{shape})
}

// writeJSON writes an answer. What it is given always marshals.
func writeJSON(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body)
}

// unreadable answers a request that passed the validator and could not be read all
// the same: whatever that is, the client sent it.
func (s *server) unreadable(w http.ResponseWriter, r *http.Request, err error) {
	if fault.Of(err) == nil {
		s.log.WarnContext(r.Context(), "the validator let pass what cannot be read", "path", loggable(r), "error", err)
		err = fault.New(fault.Invalid, "The request is not as /api/openapi.json describes it.")
	}
	s.fail(w, r, err)
}

// notFound answers a path that does not exist.
func notFound(w http.ResponseWriter, r *http.Request) {
	writeFault(w, http.StatusNotFound, fault.New(fault.NotFound, "There is no %s here; /api/openapi.json lists the paths.", door.Path(r)))
}

// WrongMethod answers a method that the path does not have.
func WrongMethod(routes chi.Routes) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		allowed := door.Allowed(routes, r)
		if allowed == "" { // a method that HTTP does not have reaches this on any path
			NotFound(w, r)
			return
		}
		allow(w, r, allowed)
	}
}

// allow answers a method that the path does not have, with those it has.
func allow(w http.ResponseWriter, r *http.Request, methods string) {
	w.Header().Set("Allow", methods)
	writeFault(w, http.StatusMethodNotAllowed, fault.New(fault.Invalid, "%s has no %s; it has %s.", door.Path(r), r.Method, methods))
}

// Recover answers a panic in the shape of the path's failures, and logs it.
func Recover(o Options) func(http.Handler) http.Handler {
	s := &server{log: o.Log}
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			defer func() {
				panicked := recover()
				if panicked == nil {
					return
				}
				if err, ok := panicked.(error); ok && errors.Is(err, http.ErrAbortHandler) {
					panic(panicked)
				}
				err := fmt.Errorf("panic: %v\n%s", panicked, debug.Stack())
				s.answerPanic(o.Failures, w, r, err)
			}()
			next.ServeHTTP(w, r)
		})
	}
}

func (s *server) answerPanic(others []Failures, w http.ResponseWriter, r *http.Request, err error) {
	for _, other := range others {
		if other.Serves(r.URL.Path) {
			other.Answer(w, r, err)
			return
		}
	}
	if isPagerDuty(r.URL.Path) {
		s.failPagerDuty(w, r, err)
		return
	}
	s.fail(w, r, err)
}

// NotFound answers paths outside the API.
func NotFound(w http.ResponseWriter, r *http.Request) {
	f := fault.New(fault.NotFound, "There is no %s here.", door.Path(r))
	if isPagerDuty(r.URL.Path) {
		writePagerDutyFault(w, r, http.StatusNotFound, f)
		return
	}
	writeFault(w, http.StatusNotFound, f)
}
