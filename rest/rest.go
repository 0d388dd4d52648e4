// Package rest maps the documented endpoints onto the resolvers of package graph:
// it holds a generated.ResolverRoot, so it can do nothing that the schema cannot.
// openapi.yaml is the contract, of which the shapes and routes are generated.
package rest

import (
	"context"
	"log/slog"
	"net/http"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"

	"github.com/opsknight/opsknight/graph/generated"
	"github.com/opsknight/opsknight/internal/gate"
	"github.com/opsknight/opsknight/internal/ratelimit"
	api "github.com/opsknight/opsknight/rest/generated"
)

//go:generate go tool -modfile=../tools/go.mod oapi-codegen -config oapi-codegen.yaml openapi.yaml

// Options are what the REST layer needs.
type Options struct {
	Resolvers generated.ResolverRoot
	Gate      *gate.Gate
	Log       *slog.Logger
	Loaders   func(context.Context) context.Context // gives a request its dataloaders
	ByName    func(context.Context) context.Context // for a page that names what its incidents refer to
	Send      Send
	SendAll   SendAll
	Confirm   Confirm
	Enter     Enter
	Calendar  Calendar
	Observe   func(door, result string) // hears of each event; nil: nobody does
	Failures  []Failures                // of APIs that have a shape of their own
}

// Failures is how requests of an API's paths are answered that failed.
type Failures struct {
	Serves func(path string) bool
	Answer func(http.ResponseWriter, *http.Request, error)
}

// Enter returns a request's context with the person who is signed in, or why nobody
// is.
type Enter func(*http.Request) (context.Context, ratelimit.Result, error)

// server has the handlers, one for each operation of openapi.yaml.
type server struct {
	resolve generated.ResolverRoot
	gate    *gate.Gate
	send    Send
	sendAll SendAll
	confirm Confirm
	enter   Enter

	calendar Calendar
	loaders  func(context.Context) context.Context
	byName   func(context.Context) context.Context
	observe  func(door, result string)
	log      *slog.Logger
}

// Mount adds the routes of the API reference below /api, and those of PagerDuty's
// Events API at the root.
func Mount(root chi.Router, o Options) error {
	validate, err := contract()
	if err != nil {
		return err
	}
	s := &server{
		resolve: o.Resolvers, gate: o.Gate, send: o.Send, sendAll: o.SendAll, confirm: o.Confirm, enter: o.Enter,
		calendar: o.Calendar, loaders: o.Loaders, byName: o.ByName, observe: o.Observe, log: o.Log,
	}
	root.HandleFunc("/api/openapi.json", func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			allow(w, r, "GET, HEAD")
			return
		}
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Cache-Control", "no-cache")
		_, _ = w.Write(specification)
	})
	// Events have doors of their own: their format is lenient, and an integration's
	// routing key opens them without an API key.
	root.HandleFunc("/api/events", s.event)
	root.HandleFunc("/api/integrations/{type}/{routing_key}", s.inbound)
	root.HandleFunc(pathEnqueue, s.enqueue)
	root.HandleFunc(pathChangeEnqueue, s.enqueueChange)
	root.HandleFunc(pathV1, s.createEvent)
	root.HandleFunc("/audit-log.ndjson", s.exportAuditLog)
	root.HandleFunc("/ical/{token}.ics", s.calendarFeed)
	root.Route("/api", func(r chi.Router) {
		r.Use(middleware.GetHead, s.admit, validate.request, s.withLoaders, conditional)
		r.NotFound(notFound)
		r.MethodNotAllowed(WrongMethod(r))
		api.HandlerWithOptions(
			api.NewStrictHandlerWithOptions(s, nil, api.StrictHTTPServerOptions{
				RequestErrorHandlerFunc:  s.unreadable,
				ResponseErrorHandlerFunc: s.fail,
			}),
			api.ChiServerOptions{BaseRouter: r, ErrorHandlerFunc: s.unreadable},
		)
	})
	return nil
}

func (s *server) withLoaders(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(w, r.WithContext(s.loaders(r.Context())))
	})
}
