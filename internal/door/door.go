// Package door is what the HTTP doors over the resolvers have in common: they read
// bodies and times alike, tell alike which methods a path has, and ask the resolvers
// of many objects at once.
package door

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/go-chi/chi/v5"
	"golang.org/x/sync/errgroup"

	"github.com/opsknight/opsknight/internal/fault"
)

// Each calls f for every item at once, as gqlgen does, so that the loaders behind f
// see all the keys in one batch.
func Each[T, B any](ctx context.Context, items []T, f func(context.Context, T) (B, error)) ([]B, error) {
	out := make([]B, len(items))
	g, ctx := errgroup.WithContext(ctx)
	for i, item := range items {
		g.Go(func() (err error) {
			defer fault.Catch(&err)
			out[i], err = f(ctx, item)
			return err
		})
	}
	return out, g.Wait()
}

// InTurn calls f for the items of a page one after the other. A page tells the loaders what
// all of its items refer to, so that the first call brings what the others ask for: they
// need not be made at once, which costs a goroutine for each.
func InTurn[T, B any](ctx context.Context, page []T, f func(context.Context, T) (B, error)) ([]B, error) {
	out := make([]B, len(page))
	for i, item := range page {
		var err error
		if out[i], err = f(ctx, item); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// Bodies makes the body of each item, for which nothing has to be asked.
func Bodies[T, B any](items []T, body func(T) B) []B {
	out := make([]B, len(items))
	for i, item := range items {
		out[i] = body(item)
	}
	return out
}

// Totals is what every connection can tell of its list.
type Totals interface {
	TotalCount(ctx context.Context) (int, error)
}

// ReadBody reads a body of at most limit bytes. It unpacks nothing: a small packed body
// can be of any size. If it cannot read it, it returns why, and the status that says so.
func ReadBody(w http.ResponseWriter, r *http.Request, limit int64) (body []byte, refused *fault.Error, status int) {
	if packed := r.Header.Get("Content-Encoding"); packed != "" && !strings.EqualFold(packed, "identity") {
		return nil, fault.New(fault.Invalid, "Send the body without a Content-Encoding: it is not unpacked here."), http.StatusUnsupportedMediaType
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, limit))
	if _, tooLarge := errors.AsType[*http.MaxBytesError](err); tooLarge {
		return nil, fault.New(fault.Invalid, "The request body is larger than %d bytes.", limit), http.StatusRequestEntityTooLarge
	}
	if err != nil {
		return nil, fault.New(fault.Invalid, "The request body could not be read."), http.StatusBadRequest
	}
	return body, nil, http.StatusOK
}

// Methods are those that paths can have, in the order in which Allow lists them.
var Methods = []string{http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete}

// Allowed returns the methods that the request's path has, as Allow lists them; "" if
// there is no such path.
func Allowed(routes chi.Routes, r *http.Request) string {
	path := r.URL.Path
	if within := chi.RouteContext(r.Context()).RoutePath; within != "" {
		path = within
	}
	var allowed []string
	for _, method := range Methods {
		served := method
		if method == http.MethodHead {
			served = http.MethodGet
		}
		if routes.Match(chi.NewRouteContext(), served, path) {
			allowed = append(allowed, method)
		}
	}
	return strings.Join(allowed, ", ")
}

// Path is the request's path, cut for a sentence.
func Path(r *http.Request) string {
	const most = 100
	if len(r.URL.Path) > most {
		return r.URL.Path[:most] + "…"
	}
	return r.URL.Path
}

// Missing is the NotFound of an object that a path names.
func Missing(noun, id string) error {
	if len(id) > 64 {
		id = "with this id"
	}
	return fault.New(fault.NotFound, "There is no %s %s.", noun, id)
}

// timeLayouts are the spellings of times by ISO 8601 that are read.
var timeLayouts = []string{
	time.RFC3339Nano, time.DateOnly, "2006-01-02T15:04:05.999999999", "2006-01-02T15:04", "2006-01-02T15:04Z07:00", "20060102T150405Z0700", "2006-01-02T15:04:05Z0700",
}

// ParseTime reads an ISO 8601 date, which is its midnight in UTC, or date and time; one
// without an offset is in UTC. ok is false for any other text.
func ParseTime(text string) (at time.Time, ok bool) {
	for _, layout := range timeLayouts {
		at, err := time.Parse(layout, text)
		if at = at.UTC(); err == nil && at.Year() > 0 && at.Year() < 10_000 {
			return at, true
		}
	}
	return time.Time{}, false
}
