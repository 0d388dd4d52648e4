package opsknight

import "net/http"

// Option changes one call.
type Option func(*settings)

type settings struct {
	ifMatch, ifNoneMatch, key, operation string
	repeatable                           bool
	response                             *Response
}

// IfMatch makes a change only if the object still has this ETag. Otherwise the error is
// CONFLICT.
func IfMatch(etag string) Option { return func(s *settings) { s.ifMatch = etag } }

// IfNoneMatch gets an object only if it has another ETag by now. Otherwise the error is
// NOT_MODIFIED.
func IfNoneMatch(etag string) Option { return func(s *settings) { s.ifNoneMatch = etag } }

// IdempotencyKey makes a call have its effect once, however often it is made with the key
// within 24 hours, and also by another process. Without one, a call has a key of its own.
func IdempotencyKey(key string) Option { return func(s *settings) { s.key = key } }

// OperationName says which operation of a GraphQL document runs, if it has several.
func OperationName(name string) Option { return func(s *settings) { s.operation = name } }

// Repeatable says that a repeat of the call has no second effect, as of a mutation that has
// an idempotencyKey: it is tried again also when nobody knows whether it was done.
func Repeatable() Option { return func(s *settings) { s.repeatable = true } }

// ReadResponse fills into from the last answer of the call, also if it was an error.
func ReadResponse(into *Response) Option { return func(s *settings) { s.response = into } }

// Response is what an answer says beside its body.
type Response struct {
	Status int
	Header http.Header
}

// ETag is that of the object, for [IfMatch] and [IfNoneMatch].
func (r Response) ETag() string { return r.Header.Get("ETag") }

// RequestID is by what the server's log names the request.
func (r Response) RequestID() string { return r.Header.Get("X-Request-ID") }

// Replayed reports whether an earlier call with the same idempotency key had made the object.
func (r Response) Replayed() bool { return r.Header.Get("Idempotency-Replayed") == "true" }
