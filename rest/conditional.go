package rest

import (
	"net/http"
	"slices"
	"strings"
)

// tagged is an object whose state has a name.
type tagged interface{ Etag() string }

func etag(object tagged) *string { return ptr(`"` + object.Etag() + `"`) }

// tags returns the tags that an If-Match or If-None-Match header lists.
func tags(header string) []string {
	listed := strings.Split(header, ",")
	for i, tag := range listed {
		listed[i] = strings.Trim(strings.TrimPrefix(strings.TrimSpace(tag), "W/"), `"`)
	}
	return listed
}

// ifMatch turns the header If-Match into the argument ifMatch; "*" matches whatever
// is there.
func ifMatch(header *string) *string {
	if header == nil || *header == "*" {
		return nil
	}
	return ptr(strings.Join(tags(*header), ","))
}

// conditional answers a GET with 304 if the client has the object as it is.
func conditional(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if has := r.Header.Get("If-None-Match"); has != "" && (r.Method == http.MethodGet || r.Method == http.MethodHead) {
			w = &unlessMatched{ResponseWriter: w, has: has}
		}
		next.ServeHTTP(w, r)
	})
}

// unlessMatched writes an answer unless its ETag is one that the client has.
type unlessMatched struct {
	http.ResponseWriter
	has     string
	matched bool
}

// WriteHeader writes the status, or 304.
func (w *unlessMatched) WriteHeader(status int) {
	tag := w.Header().Get("ETag")
	w.matched = status == http.StatusOK && tag != "" &&
		(w.has == "*" || slices.Contains(tags(w.has), strings.Trim(tag, `"`)))
	if w.matched {
		w.Header().Del("Content-Type")
		status = http.StatusNotModified
	}
	w.ResponseWriter.WriteHeader(status)
}

// Write writes the body, which 304 has not.
func (w *unlessMatched) Write(body []byte) (int, error) {
	if w.matched {
		return len(body), nil
	}
	return w.ResponseWriter.Write(body)
}
