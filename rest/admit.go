package rest

import (
	"bytes"
	"errors"
	"io"
	"mime"
	"net/http"
	"strings"

	"github.com/opsknight/opsknight/internal/auth"
	"github.com/opsknight/opsknight/internal/door"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/internal/gate"
	"github.com/opsknight/opsknight/internal/strictjson"
)

// bodyLimit is the size of a body of the API but events, in bytes.
const bodyLimit = 1 << 20

// admit lets in who has a key and has not used up its limit. It is in front of the
// routes, so that what is not found or not allowed carries the headers too.
func (s *server) admit(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		actor, result, err := s.gate.Admit(r)
		gate.Headers(w.Header(), result)
		if err != nil {
			s.fail(w, r, err)
			return
		}
		next.ServeHTTP(w, r.WithContext(auth.With(r.Context(), actor)))
	})
}

// strictBody reads a body that is exactly one JSON value of a fair size, or answers
// that it is not.
func strictBody(w http.ResponseWriter, r *http.Request) bool {
	if r.Method != http.MethodPost && r.Method != http.MethodPatch {
		return true
	}
	mediaType, parameters, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if charset := parameters["charset"]; err != nil || mediaType != "application/json" || charset != "" && !strings.EqualFold(charset, "utf-8") {
		writeFault(w, http.StatusUnsupportedMediaType, fault.New(fault.Invalid, "Send the body as Content-Type: application/json, in UTF-8."))
		return false
	}
	body, err := readBody(w, r, bodyLimit)
	if err == nil {
		if why := strictjson.Check(body); why != nil {
			err = statusError{fault.New(fault.Invalid, "The request body is not valid JSON: %s.", why), http.StatusBadRequest}
		}
	}
	if err != nil {
		special, _ := errors.AsType[statusError](err)
		writeFault(w, special.status, special.fault)
		return false
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	return true
}

// readBody reads a body of at most limit bytes, or returns a statusError.
func readBody(w http.ResponseWriter, r *http.Request, limit int64) ([]byte, error) {
	body, refused, status := door.ReadBody(w, r, limit)
	if refused != nil {
		return nil, statusError{refused, status}
	}
	return body, nil
}
