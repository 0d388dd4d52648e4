package metrics

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
)

// methods are the labels of methods: a client may make up others.
var methods = map[string]bool{
	http.MethodGet: true, http.MethodHead: true, http.MethodPost: true, http.MethodPut: true, http.MethodPatch: true,
	http.MethodDelete: true, http.MethodOptions: true,
}

// Requests measures each request by its route: the pattern, not the path, of which there
// is no end.
func (m *Metrics) Requests(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began := time.Now() //nolint:forbidigo // measures, and decides nothing
		method := r.Method
		if !methods[method] {
			method = "other"
		}
		answer := middleware.NewWrapResponseWriter(w, r.ProtoMajor)
		defer func() {
			if staysOpen(answer) {
				return
			}
			route := chi.RouteContext(r.Context()).RoutePattern()
			if route == "" || answer.Status() == http.StatusNotFound && route == "/api/*" {
				route = "none"
			}
			m.requests.WithLabelValues(method, route, class(answer.Status())).Observe(time.Since(began).Seconds())
		}()
		next.ServeHTTP(answer, r)
	})
}

// staysOpen reports whether an answer lasts as long as its client listens, which tells
// nothing of the server.
func staysOpen(answer middleware.WrapResponseWriter) bool {
	return answer.Status() == http.StatusSwitchingProtocols || strings.HasPrefix(answer.Header().Get("Content-Type"), "text/event-stream")
}

// class is that of a status, as 2xx. Nothing written is a 200.
func class(status int) string {
	if status == 0 {
		status = http.StatusOK
	}
	return strconv.Itoa(status/100) + "xx"
}
