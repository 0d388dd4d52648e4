// Package requestid gives every request an id, which its answer carries and its
// log lines name.
package requestid

import (
	"context"
	"crypto/rand"
	"log/slog"
	"net/http"
	"regexp"
)

// Header is where the id is sent and answered.
const Header = "X-Request-ID"

type key struct{}

// sane is an id of a client's or proxy's own that may go into a log.
var sane = regexp.MustCompile(`^[A-Za-z0-9._-]{8,64}$`)

// Handler gives each request the id that came with it, or a new one.
func Handler(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id := r.Header.Get(Header)
		if !sane.MatchString(id) {
			id = rand.Text()
		}
		w.Header().Set(Header, id)
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), key{}, id)))
	})
}

// Of returns the request's id, or "" outside a request.
func Of(ctx context.Context) string {
	id, _ := ctx.Value(key{}).(string)
	return id
}

// Log adds the request's id to each line that a handler writes for it.
func Log(to slog.Handler) slog.Handler { return logHandler{to} }

type logHandler struct{ slog.Handler }

func (h logHandler) Handle(ctx context.Context, record slog.Record) error {
	if id := Of(ctx); id != "" {
		record.AddAttrs(slog.String("request_id", id))
	}
	return h.Handler.Handle(ctx, record)
}

func (h logHandler) WithAttrs(attrs []slog.Attr) slog.Handler {
	return logHandler{h.Handler.WithAttrs(attrs)}
}

func (h logHandler) WithGroup(name string) slog.Handler { return logHandler{h.Handler.WithGroup(name)} }
