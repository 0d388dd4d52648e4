package opsknight

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"time"
)

// Codes of errors that this package finds, beside those of [ErrorCode] and, for GraphQL,
// those of the server's docs/graphql.md.
const (
	CodeUnreachable ErrorCode = "UNREACHABLE"       // there was no answer, or not all of it
	CodeUnexpected  ErrorCode = "UNEXPECTED_ANSWER" // something else than OpsKnight has answered
	CodeNotModified ErrorCode = "NOT_MODIFIED"      // the object still has the ETag of IfNoneMatch
)

// Error is why a call has not done what was asked: errors.As finds it.
type Error struct {
	// The HTTP status; 0 if there was no answer. By GraphQL it may be 200.
	Status int
	// What a program can test.
	Code ErrorCode
	// What a person can read.
	Message string
	// The field at fault, and what is wrong with it in one word, if it is a field.
	Field, Reason string
	// All faults, where there are several.
	Faults []Fault
	// With CONFLICT: the object in the way, or what needs the one that was to be deleted.
	ExistingID string
	UsedBy     []Use
	// By what the server's log names the request.
	RequestID string
	// How long the server asks to wait; 0 if it does not.
	RetryAfter time.Duration
	// All errors of a GraphQL answer.
	GraphQL []GraphQLError

	cause  error
	unsent bool // the server has not seen the request
}

// GraphQLError is one error of a GraphQL answer.
type GraphQLError struct {
	Message string `json:"message"`
	// The field of the answer: names, and places in lists.
	Path       []any          `json:"path,omitempty"`
	Extensions map[string]any `json:"extensions,omitempty"`
}

// Error is the message, with the code and the request's id.
func (e *Error) Error() string {
	text := fmt.Sprintf("opsknight: %s (%s", e.Message, e.Code)
	if e.RequestID != "" {
		text += ", request " + e.RequestID
	}
	return text + ")"
}

// Unwrap is why there was no answer, if there was none.
func (e *Error) Unwrap() error { return e.cause }

// refusal reads why the server has not done what was asked.
func (c *Client) refusal(status int, header http.Header, body []byte) *Error {
	e := &Error{Status: status, RequestID: header.Get("X-Request-ID"), RetryAfter: retryAfter(header.Get("Retry-After"), c.config.Now())}
	var answer struct {
		Error   *Failure        `json:"error"`
		Message string          `json:"message"` // as PagerDuty's events API has it
		Errors  json.RawMessage `json:"errors"`
	}
	var faults []GraphQLError
	var texts []string
	switch err := json.Unmarshal(body, &answer); {
	case status == http.StatusNotModified:
		e.Code, e.Message = CodeNotModified, "Nothing has changed."
	case err == nil && answer.Error != nil && answer.Error.Code != "":
		e.failure(answer.Error)
	case err == nil && json.Unmarshal(answer.Errors, &faults) == nil && len(faults) > 0 && faults[0].Message != "":
		e.graphql(faults)
	case err == nil && answer.Message != "":
		e.Code, e.Message = codeOf(status), answer.Message
		if json.Unmarshal(answer.Errors, &texts) == nil && len(texts) > 0 {
			e.Message = texts[0]
		}
	default:
		e.Code = CodeUnexpected
		e.Message = fmt.Sprintf("%s has answered %d %s, and not as OpsKnight does: look at the URL, and at what stands in front of the server.", c.base, status, http.StatusText(status))
	}
	return e
}

func (e *Error) failure(f *Failure) {
	e.Code, e.Message = f.Code, f.Message
	if e.RetryAfter == 0 {
		e.RetryAfter = time.Duration(f.RetryAfter) * time.Second
	}
	d := f.Details
	if d == nil {
		return
	}
	e.Field, e.Reason, e.ExistingID = d.Field, d.Reason, d.IncidentID
	e.Faults, e.UsedBy = d.Errors, d.UsedBy
}

// graphql reads the errors of a GraphQL answer; the first is what the error says.
func (e *Error) graphql(faults []GraphQLError) {
	e.GraphQL, e.Message = faults, faults[0].Message
	text := func(name string) string {
		s, _ := faults[0].Extensions[name].(string)
		return s
	}
	e.Code, e.Field, e.Reason, e.ExistingID = ErrorCode(cmp.Or(text("code"), string(ErrorCodeInternalError))), text("field"), text("reason"), text("existingId")
	if id := text("requestId"); id != "" {
		e.RequestID = id
	}
	if seconds, ok := faults[0].Extensions["retryAfter"].(float64); ok && e.RetryAfter == 0 {
		e.RetryAfter = time.Duration(seconds * float64(time.Second))
	}
}

// codeOf is the code of a failure that tells none: those of PagerDuty's events API.
func codeOf(status int) ErrorCode {
	switch {
	case status == http.StatusTooManyRequests:
		return ErrorCodeRateLimited
	case status < http.StatusInternalServerError:
		return ErrorCodeValidationError
	}
	return ErrorCodeInternalError
}
