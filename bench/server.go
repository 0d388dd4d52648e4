package main

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"flag"
	"log/slog"
	"net"
	"net/http"
	"net/http/pprof"
	"os"
	"sync"
	"time"

	"github.com/go-chi/chi/v5"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/graph"
	"github.com/opsknight/opsknight/internal/engine"
	"github.com/opsknight/opsknight/internal/feed"
	"github.com/opsknight/opsknight/internal/gate"
	"github.com/opsknight/opsknight/internal/incident"
	"github.com/opsknight/opsknight/internal/metrics"
	"github.com/opsknight/opsknight/internal/notify"
	"github.com/opsknight/opsknight/internal/ratelimit"
	"github.com/opsknight/opsknight/internal/requestid"
	"github.com/opsknight/opsknight/internal/secret"
	"github.com/opsknight/opsknight/internal/webhook"
	"github.com/opsknight/opsknight/model"
	"github.com/opsknight/opsknight/rest"
)

// What stores the events of a server that is measured.
const (
	modeProduct = "product" // a group commit
	modeSingle  = "single"  // one transaction per event
	modeNone    = "none"    // nothing: the handler alone, and no engine
)

// limits are counted against, and let everything through.
var limits = ratelimit.Limits{Events: 1e9, Reads: 1e9, Writes: 1e9}

// serve is the child process that is measured: the product's own doors, gate and engine,
// with one of the ways to store events. It prints its address as one line of JSON.
func serve(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("serve", flag.ExitOnError)
	url := flags.String("database", "", "")
	mode := flags.String("mode", modeProduct, "")
	plainly := flags.Bool("baselines", false, "")
	if err := flags.Parse(args); err != nil {
		return err
	}
	d, err := db.Open(ctx, *url)
	if err != nil {
		return err
	}
	defer func() { _ = d.Close() }()
	log := newLog()
	events := incident.NewBatcher(d, log)
	defer events.Close()
	doors, err := routes(ctx, d, events, *mode, log)
	if err != nil {
		return err
	}
	r := http.NewServeMux()
	r.Handle("/", doors)
	r.HandleFunc("/settled", settled(d))
	r.HandleFunc("/debug/pprof/profile", pprof.Profile)
	if *plainly {
		if err := mountBaselines(ctx, r, d, *url); err != nil {
			return err
		}
	}
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	if err := json.NewEncoder(os.Stdout).Encode(listener.Addr().String()); err != nil {
		return err
	}
	server := &http.Server{Handler: r, ReadHeaderTimeout: grace}
	go func() {
		<-ctx.Done()
		_ = server.Close()
	}()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// routes opens the doors that loads go through, and starts what `opsknight serve` runs
// beside them.
func routes(ctx context.Context, d *db.DB, events *incident.Batcher, mode string, log *slog.Logger) (http.Handler, error) {
	pager, err := newPager()
	if err != nil {
		return nil, err
	}
	g := gate.New(d, log)
	g.Limits = limits
	changes := feed.New(d, log)
	measured := metrics.New(d)
	events.Observe = measured.Batch
	if mode != modeNone {
		e := newEngine(d, pager, log)
		e.Observe = measured.Escalated
		go e.Run(ctx)
	}
	go g.Keys.Run(ctx)
	go g.Limiter.Run(ctx)
	go changes.Run(ctx)
	go d.RunSignals(ctx, "", log)
	resolvers := &graph.Resolver{DB: d, Events: events, Feed: changes, Gate: g, Pager: pager, ObserveEvent: measured.Event}
	options := rest.Options{Resolvers: resolvers, Gate: g, Log: log, Loaders: resolvers.WithLoaders, ByName: resolvers.ByName, Send: sender(d, events, mode), Observe: measured.Event}
	r := chi.NewRouter()
	r.Use(requestid.Handler, measured.Requests, rest.Recover(options))
	if err := rest.Mount(r, options); err != nil {
		return nil, err
	}
	r.Handle("/graphql", graph.Handler(graph.Options{Root: resolvers, Gate: g, Log: log, Introspection: true, Observe: measured.Operation}))
	return r, nil
}

// sender stores events in the mode that is measured.
func sender(d *db.DB, events *incident.Batcher, mode string) rest.Send {
	switch mode {
	case modeNone:
		return func(_ context.Context, _ model.Actor, event *model.Event) (model.EventResult, error) {
			inc := &model.Incident{ID: rand.Text(), Title: event.Summary, Status: model.IncidentOpen, Urgency: model.UrgencyHigh, DedupKey: &event.DedupKey, AlertCount: 1}
			return model.EventResult{Action: model.OutcomeTriggered, DedupKey: event.DedupKey, Incident: inc, Service: &model.Handling{Service: &model.Service{}}}, nil
		}
	case modeSingle:
		return (&single{db: d}).send
	}
	return events.Send
}

// single stores each event in a transaction of its own. It remembers services, as the
// product does: there is nothing between them but the group commit and its statement.
type single struct {
	db       *db.DB
	services sync.Map // by routing key
}

func (s *single) send(ctx context.Context, by model.Actor, event *model.Event) (model.EventResult, error) {
	out, err := db.Write(ctx, s.db.In(by.Environment), func(ctx context.Context, tx db.Tx) ([]incident.Outcome, error) {
		arrivals := []incident.Arrival{{By: by, Event: event}}
		known, found := s.services.Load(event.RoutingKey)
		if found {
			arrivals[0].Service, _ = known.(*model.Handling)
		}
		out, err := incident.Send(ctx, tx, arrivals)
		if !found && err == nil {
			s.services.Store(event.RoutingKey, arrivals[0].Service)
		}
		return out, err
	})
	if err != nil {
		return model.EventResult{}, err
	}
	return out[0].Result, out[0].Err
}

// settled answers when nothing is due any more: a load has cost what it has made the
// engine do as well.
func settled(d *db.DB) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		for {
			next, err := db.NextDue(r.Context(), d.In(model.Test))
			if err != nil {
				http.Error(w, err.Error(), http.StatusInternalServerError)
				return
			}
			now, late := d.Now(), false
			for _, at := range next {
				late = late || !at.After(now)
			}
			if !late {
				break
			}
			time.Sleep(20 * time.Millisecond)
		}
		// What the engine does every other second would else be done while another is measured.
		if _, err := d.FoldTotals(r.Context()); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		if err := d.IndexTexts(r.Context()); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
		}
	}
}

// newLog is a log without warnings: they are of mails of the example that nobody sends.
func newLog() *slog.Logger {
	return slog.New(slog.NewJSONHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError}))
}

// newPager writes pages as a server does.
func newPager() (*notify.Pager, error) {
	box, err := secret.New(make([]byte, secret.KeySize))
	return &notify.Pager{URL: "http://127.0.0.1:8080", Box: box}, err
}

// newEngine is a server's engine, without a mail server.
func newEngine(d *db.DB, pager *notify.Pager, log *slog.Logger) *engine.Engine {
	return &engine.Engine{
		DB: d, Pager: pager, Log: log, Notifications: &engine.Notifications{DB: d, Sender: &notify.Sender{}, Log: log},
		Webhooks: &engine.Webhooks{DB: d, Client: webhook.NewClient(nil), Box: pager.Box, Schedule: webhook.DefaultSchedule, Log: log},
	}
}
