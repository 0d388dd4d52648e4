package main

import (
	"context"
	"log/slog"
	"net/http"
	"strings"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/graph"
	"github.com/opsknight/opsknight/internal/account"
	"github.com/opsknight/opsknight/internal/acklink"
	"github.com/opsknight/opsknight/internal/calendar"
	"github.com/opsknight/opsknight/internal/feed"
	"github.com/opsknight/opsknight/internal/gate"
	"github.com/opsknight/opsknight/internal/incident"
	"github.com/opsknight/opsknight/internal/metrics"
	"github.com/opsknight/opsknight/internal/notify"
	"github.com/opsknight/opsknight/internal/requestid"
	"github.com/opsknight/opsknight/internal/signon"
	"github.com/opsknight/opsknight/internal/sns"
	"github.com/opsknight/opsknight/internal/tracing"
	"github.com/opsknight/opsknight/model"
	"github.com/opsknight/opsknight/pagerduty"
	"github.com/opsknight/opsknight/rest"
	"github.com/opsknight/opsknight/web"
)

// server is what the doors of one process share.
type server struct {
	db            *db.DB
	log           *slog.Logger
	gate          *gate.Gate
	events        *incident.Batcher
	feed          *feed.Feed
	introspection bool
	letters       account.Letters
	pager         *notify.Pager
	hooks         account.Hooks
	publicURL     string // where people reach the server; "": where they have
	topics        *sns.Confirmer
	signOn        *signon.Handler     // nil: people sign in by passwords alone
	signOnIs      *model.SingleSignOn // what the API tells of it
	tracing       *tracing.Tracing    // nil: nothing is traced
	metrics       *metrics.Metrics
	metricsApart  bool // they have a listener of their own
}

// routes opens every door.
func routes(s server) (http.Handler, error) {
	resolvers := &graph.Resolver{DB: s.db, Events: s.events, Feed: s.feed, Gate: s.gate, Letters: s.letters, Pager: s.pager, Hooks: s.hooks, SingleSignOn: s.signOnIs, ObserveEvent: s.metrics.Event}
	door := graph.Options{Root: resolvers, Gate: s.gate, Log: s.log, Introspection: s.introspection, Observe: s.metrics.Operation}
	duty := &pagerduty.API{Resolvers: resolvers, Gate: s.gate, Log: s.log, Loaders: resolvers.WithLoaders, Now: s.db.Now, URL: strings.TrimSuffix(s.publicURL, "/")}
	options := rest.Options{
		Resolvers: resolvers, Gate: s.gate, Log: s.log, Send: s.events.Send, SendAll: s.events.SendAll, Confirm: s.topics.Confirm, Loaders: resolvers.WithLoaders, ByName: resolvers.ByName, Enter: door.Enter,
		Observe:  s.metrics.Event,
		Failures: []rest.Failures{{Serves: pagerduty.Serves, Answer: duty.Fail}},
		Calendar: func(ctx context.Context, token string) ([]byte, error) { return calendar.Feed(ctx, s.db, token) },
	}
	r := chi.NewRouter()
	r.Use(pagerduty.ByName, requestid.Handler, s.tracing.Requests, s.metrics.Requests, rest.Recover(options), middleware.GetHead)
	r.NotFound(rest.NotFound)
	r.MethodNotAllowed(func(w http.ResponseWriter, req *http.Request) {
		if pagerduty.Serves(req.URL.Path) {
			duty.WrongMethod(r)(w, req)
			return
		}
		rest.WrongMethod(r)(w, req)
	})
	if err := rest.Mount(r, options); err != nil {
		return nil, err
	}
	duty.Mount(r)
	r.Handle("/graphql", graph.Handler(door))
	r.Get("/graphql/schema.graphqls", graph.SDL)
	mountPage(r, "/playground", web.Playground())
	mountPage(r, "/docs", web.Docs())
	mountPage(r, web.GuidesPath, web.Guides())
	app := web.App()
	r.Handle("/app/*", app)
	for _, path := range web.AppPaths {
		r.Handle(path, app)
	}
	if s.signOn != nil {
		s.signOn.Routes(r)
	}
	(&acklink.Handler{DB: s.db, Pager: s.pager, Log: s.log}).Routes(r)
	if !s.metricsApart {
		r.Method(http.MethodGet, "/metrics", s.metrics.Handler())
	}
	r.Get("/healthz", s.healthz)
	r.Get("/readyz", s.readyz)
	return r, nil
}

// mountPage routes a page and its files.
func mountPage(r chi.Router, path string, page http.Handler) {
	r.Handle(path, page)
	r.Handle(path+"/*", page)
}

// healthz says that the process lives.
func (server) healthz(w http.ResponseWriter, _ *http.Request) { status(w, http.StatusOK, "ok") }

// readyz says whether it can serve: the database answers and is migrated. Without its
// replica it can.
func (s server) readyz(w http.ResponseWriter, r *http.Request) {
	if err := s.db.Ping(r.Context()); err != nil {
		s.log.WarnContext(r.Context(), "not ready", "error", err)
		status(w, http.StatusServiceUnavailable, "the database does not answer, or is not migrated")
		return
	}
	text := "ok"
	if replica := s.db.ReplicaState(); replica != nil && !replica.Fit {
		text += "; the replica is not read from: " + replica.Why
	}
	status(w, http.StatusOK, text)
}

func status(w http.ResponseWriter, code int, text string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(code)
	_, _ = w.Write([]byte(text + "\n"))
}
