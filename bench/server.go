package main

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/http/pprof"
	"os"

	"github.com/go-chi/chi/v5"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/graph"
	"github.com/opsknight/opsknight/internal/account"
	"github.com/opsknight/opsknight/internal/demo"
	"github.com/opsknight/opsknight/internal/engine"
	"github.com/opsknight/opsknight/internal/feed"
	"github.com/opsknight/opsknight/internal/gate"
	"github.com/opsknight/opsknight/internal/incident"
	"github.com/opsknight/opsknight/internal/notify"
	"github.com/opsknight/opsknight/internal/secret"
	"github.com/opsknight/opsknight/internal/webhook"
	"github.com/opsknight/opsknight/model"
	"github.com/opsknight/opsknight/rest"
)

// What stores the events of a server that is measured.
const (
	modeNone   = "none"   // nothing: the handler alone
	modeSingle = "single" // one transaction per event
	modeBatch  = "batch"  // a group commit
	modeEngine = "engine" // the product: the same, and the engine takes the incidents to people
)

var modeNames = map[string]string{
	modeNone:   "handler without a database",
	modeSingle: "one transaction per event",
	modeBatch:  "group commit",
	modeEngine: "group commit, with the engine",
}

const (
	benchServices    = 32
	listenedServices = 100
	benchIncidents   = 2000
)

// target is what a load needs to know of the server it is for.
type target struct {
	Addr     string
	Key      string
	Services []string // ids
	Listened []string // those, and more without incidents
}

// serve is the child process that is measured: the product's own doors, with one
// of the ways to store events. It prints its target as one line of JSON.
func serve(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("serve", flag.ExitOnError)
	url := flags.String("database", "", "")
	mode := flags.String("mode", modeBatch, "")
	stored := flags.Int("incidents", benchIncidents, "")
	if err := flags.Parse(args); err != nil {
		return err
	}
	d, err := db.Open(ctx, *url)
	if err != nil {
		return err
	}
	defer func() { _ = d.Close() }()
	if _, err := d.Migrate(ctx); err != nil {
		return err
	}
	t, err := prepare(ctx, d, *stored)
	if err != nil {
		return err
	}
	log := slog.New(slog.NewJSONHandler(os.Stderr, nil))
	events := incident.NewBatcher(d, log)
	defer events.Close()
	pager, err := newPager()
	if err != nil {
		return err
	}
	if *mode == modeEngine {
		go newEngine(d, pager, log).Run(ctx)
	}
	g := gate.New(d, log)
	changes := feed.New(d, log)
	go changes.Run(ctx)
	go d.RunSignals(ctx, "", log)
	resolvers := &graph.Resolver{DB: d, Events: events, Feed: changes, Gate: g, Pager: pager}
	r := chi.NewRouter()
	err = rest.Mount(r, rest.Options{Resolvers: resolvers, Gate: g, Log: log, Loaders: resolvers.WithLoaders, Send: sender(d, events, *mode)})
	if err != nil {
		return err
	}
	r.Handle("/graphql", graph.Handler(graph.Options{Root: resolvers, Gate: g, Log: log}))
	baseline, err := newPlain(ctx, d)
	if err != nil {
		return err
	}
	r.HandleFunc("/plain", baseline.memory)
	r.HandleFunc("/plain/read", baseline.database)
	r.HandleFunc("/debug/pprof/profile", pprof.Profile)
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	t.Addr = listener.Addr().String()
	if err := json.NewEncoder(os.Stdout).Encode(t); err != nil {
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

// sender stores events in the mode that is measured.
func sender(d *db.DB, events *incident.Batcher, mode string) rest.Send {
	switch mode {
	case modeNone:
		return func(_ context.Context, _ model.Actor, event *model.Event) (model.EventResult, error) {
			inc := &model.Incident{ID: rand.Text(), Title: event.Summary, Status: model.IncidentOpen, Urgency: model.UrgencyHigh, DedupKey: &event.DedupKey, AlertCount: 1}
			return model.EventResult{Action: model.OutcomeTriggered, DedupKey: event.DedupKey, Incident: inc, Service: &model.Handling{Service: &model.Service{}}}, nil
		}
	case modeSingle:
		return func(ctx context.Context, by model.Actor, event *model.Event) (model.EventResult, error) {
			out, err := db.Write(ctx, d.In(by.Environment), func(ctx context.Context, tx db.Tx) ([]incident.Outcome, error) {
				return incident.Send(ctx, tx, []incident.Arrival{{By: by, Event: event}})
			})
			if err != nil {
				return model.EventResult{}, err
			}
			return out[0].Result, out[0].Err
		}
	}
	return events.Send
}

// prepare fills the database with so many incidents, and returns what a load needs of it.
func prepare(ctx context.Context, d *db.DB, stored int) (*target, error) {
	made, err := demo.Fill(ctx, d)
	if err != nil {
		return nil, err
	}
	t := &target{Key: made.TestKey}
	by := model.System(model.Test)
	return t, db.WriteDone(ctx, d.In(model.Test), func(ctx context.Context, tx db.Tx) error {
		policy, err := db.EscalationPolicyByName(ctx, tx, "Payment API") // of the example
		if err != nil {
			return err
		}
		for i := range benchServices {
			name := fmt.Sprintf("Bench %d", i)
			service, err := db.ServiceBySlug(ctx, tx, model.Slug(name))
			if err != nil {
				in := model.ServiceNamed(name)
				in.EscalationPolicyID = &policy.ID
				if service, _, err = account.CreateService(ctx, tx, by, in); err != nil {
					return err
				}
				if err := incidents(ctx, tx, by, service, stored/benchServices); err != nil {
					return err
				}
			}
			t.Services = append(t.Services, service.ID)
		}
		t.Listened = append(t.Listened, t.Services...)
		for i := benchServices; i < listenedServices; i++ {
			service, _, err := account.CreateService(ctx, tx, by, model.ServiceNamed(fmt.Sprintf("Listened %d", i)))
			if err != nil {
				return err
			}
			t.Listened = append(t.Listened, service.ID)
		}
		return nil
	})
}

// incidents opens incidents that somebody has.
func incidents(ctx context.Context, tx db.Tx, by model.Actor, service *model.Service, n int) error {
	someone, err := db.UserByEmail(ctx, tx, "ben@example.com")
	if err != nil {
		return err
	}
	pager, err := newPager()
	if err != nil {
		return err
	}
	for i := range n {
		in := model.CreateIncidentInput{Title: fmt.Sprintf("Check %d of %s failed", i, service.Name), ServiceID: service.ID, AssigneeID: &someone.ID}
		if _, _, err := incident.Create(ctx, tx, by, pager, in); err != nil {
			return err
		}
	}
	return nil
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
