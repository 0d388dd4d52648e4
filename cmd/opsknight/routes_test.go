package main

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/go-chi/chi/v5"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/db/dbtest"
	"github.com/opsknight/opsknight/graph"
	"github.com/opsknight/opsknight/graph/generated"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/internal/incident"
	"github.com/opsknight/opsknight/internal/metrics"
	"github.com/opsknight/opsknight/internal/ratelimit"
	"github.com/opsknight/opsknight/model"
	"github.com/opsknight/opsknight/pagerduty"
	"github.com/opsknight/opsknight/rest"
)

// TestEveryDocumentedEndpointIsRoutedAndNoOther compares the router with openapi.json.
func TestEveryDocumentedEndpointIsRoutedAndNoOther(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *dbtest.Clock) {
		s := startServer(t, d, clock, ratelimit.Limits{})
		var documented []string
		for path, operations := range s.specification(t).Paths {
			for method := range operations {
				if method != "parameters" {
					documented = append(documented, strings.ToUpper(method)+" /api"+path)
				}
			}
		}
		events := incident.NewBatcher(d, slog.New(slog.DiscardHandler))
		t.Cleanup(events.Close)
		handler, err := routes(server{db: d, log: slog.New(slog.DiscardHandler), gate: s.gate, events: events, metrics: metrics.New(d)})
		if err != nil {
			t.Fatal(err)
		}
		var routed []string
		err = chi.Walk(handler.(chi.Routes), func(method, path string, _ http.Handler, _ ...func(http.Handler) http.Handler) error {
			switch {
			case strings.HasPrefix(path, "/api/integrations/") && method != http.MethodPost:
			case path == "/api/events" && method != http.MethodPost, path == "/api/openapi.json": // they refuse other methods themselves
			case strings.HasPrefix(path, "/api/"):
				routed = append(routed, method+" "+path)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		slices.Sort(documented)
		slices.Sort(routed)
		if !slices.Equal(documented, routed) {
			t.Errorf("documented:\n%s\nrouted:\n%s", strings.Join(documented, "\n"), strings.Join(routed, "\n"))
		}
	})
}

// TestPagesNeedNoKey reads the pages as a browser does, built into this binary or not.
func TestPagesNeedNoKey(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		for path, title := range map[string]string{"/playground": "Playground", "/docs": "API reference", "/guides": "Guides"} {
			got := s.send(t, request{path: path, key: noKey}).want(t, http.StatusOK)
			if !strings.Contains(got.body, "<title>"+title+" · OpsKnight</title>") {
				t.Errorf("%s is not the page of that name: %s", path, cut(got.body))
			}
			s.send(t, request{path: path + "/", key: noKey}).want(t, http.StatusPermanentRedirect)
			s.send(t, request{path: path + "/assets/none.js", key: noKey}).want(t, http.StatusNotFound)
			s.send(t, request{path: path, key: noKey, body: "{}"}).want(t, http.StatusMethodNotAllowed)
		}
	})
}

// TestTheAppIsAtItsAddresses opens the app as a link in a page or a mail does.
func TestTheAppIsAtItsAddresses(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		for _, path := range []string{"/", "/incidents", "/incidents/inc_01", "/settings/api-keys", "/reset-password", "/accept-invitation"} {
			got := s.send(t, request{path: path, key: noKey}).want(t, http.StatusOK)
			if !strings.Contains(got.body, "OpsKnight</title>") || got.header.Get("Content-Type") != "text/html; charset=utf-8" {
				t.Errorf("%s is not the app: %s", path, cut(got.body))
			}
			s.send(t, request{path: path, key: noKey, body: "{}"}).want(t, http.StatusMethodNotAllowed)
		}
		for _, path := range []string{"/app/", "/app/assets/none.js", "/no-such-page", "/incidentsx"} {
			s.send(t, request{path: path, key: noKey}).want(t, http.StatusNotFound)
		}
	})
}

// failing are resolvers of which one fails as a test says.
type failing struct {
	*graph.Resolver
	fail func() error
}

func (f failing) Query() generated.QueryResolver { return failingQuery{f.Resolver.Query(), f.fail} }
func (f failing) Incident() generated.IncidentResolver {
	return failingIncident{f.Resolver.Incident(), f.fail}
}

type failingQuery struct {
	generated.QueryResolver
	fail func() error
}

func (q failingQuery) Service(context.Context, string) (*model.Service, error) { return nil, q.fail() }

type failingIncident struct {
	generated.IncidentResolver
	fail func() error
}

func (i failingIncident) Service(context.Context, *model.Incident) (*model.Service, error) {
	return nil, i.fail()
}

// startFailing serves REST with resolvers that fail.
func (s *testServer) startFailing(t *testing.T, fail func() error) *testServer {
	t.Helper()
	resolvers := failing{&graph.Resolver{DB: s.db, Gate: s.gate}, fail}
	options := rest.Options{
		Resolvers: resolvers, Gate: s.gate, Log: slog.New(slog.DiscardHandler), Loaders: resolvers.WithLoaders, ByName: resolvers.ByName,
		Send: func(context.Context, model.Actor, *model.Event) (model.EventResult, error) {
			return model.EventResult{}, fail()
		},
		SendAll: func(context.Context, model.Actor, []*model.Event) ([]model.EventResult, error) { return nil, fail() },
	}
	duty := &pagerduty.API{Resolvers: resolvers, Gate: s.gate, Log: slog.New(slog.DiscardHandler), Loaders: resolvers.WithLoaders, Now: s.clock.Now}
	options.Failures = []rest.Failures{{Serves: pagerduty.Serves, Answer: duty.Fail}}
	r := chi.NewRouter()
	r.Use(rest.Recover(options))
	if err := rest.Mount(r, options); err != nil {
		t.Fatal(err)
	}
	duty.Mount(r)
	broken := *s
	broken.url = serveHandler(t, r)
	return &broken
}

func TestEveryCodeHasItsStatus(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		want := map[fault.Code]int{
			fault.Unauthorized: 401, fault.Forbidden: 403, fault.NotFound: 404, fault.Invalid: 400,
			fault.Conflict: 409, fault.RateLimited: 429, fault.Internal: 500,
		}
		if len(fault.Codes) != 7 {
			t.Fatalf("there are %d codes; the reference has seven", len(fault.Codes))
		}
		var failure atomic.Pointer[fault.Error]
		broken := s.startFailing(t, func() error { return failure.Load() })
		for _, code := range fault.Codes {
			failure.Store(fault.New(code, "As the test says."))
			// Not by send: this path is not documented to answer with each of them.
			answer, err := broken.try(t.Context(), request{path: "/api/services/x"})
			if err != nil {
				t.Fatal(err)
			}
			answer.want(t, want[code]).is(t, map[string]string{"error": `{"code":"` + string(code) + `","message":"As the test says."}`})
		}
	})
}

func TestAFailureInsideTellsNothing(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		secret := "relation users of 10.0.0.7"
		for name, fail := range map[string]func() error{
			"an error": func() error { return errors.New(secret) },
			"a panic":  func() error { panic(secret) },
		} {
			t.Run(name, func(t *testing.T) {
				broken := s.startFailing(t, fail)
				for _, r := range []request{
					{path: "/api/services/x"},
					{path: "/api/incidents"}, // each incident's service is loaded in a goroutine of its own
					{path: "/api/incidents/" + s.open(t, "Here")},
					{path: "/api/events", body: sampleTrigger},
					{path: "/api/integrations/generic/" + s.RoutingKeys["checkout"], body: `{"title":"x"}`, key: noKey},
				} {
					got := broken.send(t, r).want(t, http.StatusInternalServerError)
					got.is(t, map[string]string{"error.code": "INTERNAL_ERROR"})
					if strings.Contains(got.body, "users") || strings.Contains(got.body, ".go") {
						t.Error("the answer tells of the inside:", got.body)
					}
				}
				for _, r := range []request{{path: "/services/x"}, {path: "/incidents"}, {method: "PUT", path: "/incidents/" + s.open(t, "There"), body: `{"incident":{"title":"Changed"}}`}} {
					got := broken.duty(t, r).want(t, http.StatusInternalServerError)
					got.is(t, map[string]string{"error.code": "2000"})
					if strings.Contains(got.body, "users") || strings.Contains(got.body, ".go") {
						t.Error("the answer tells of the inside:", got.body)
					}
				}
				enqueue := request{path: "/v2/enqueue", body: strings.Replace(sampleTrigger, "payment-api", s.RoutingKeys["checkout"], 1)}
				got := broken.send(t, enqueue).want(t, http.StatusInternalServerError)
				got.is(t, map[string]string{"status": "internal error", "error": "absent"})
				if strings.Contains(got.body, "users") || got.at(t, "errors.0") == "absent" {
					t.Error("not PagerDuty's shape:", got.body)
				}
			})
		}
	})
}

func TestAPanicInAResolverIsHidden(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		broken := *s
		// Without a database every resolver panics.
		broken.url = serveHandler(t, graph.Handler(graph.Options{Root: &graph.Resolver{DB: nil}, Gate: s.gate, Log: slog.New(slog.DiscardHandler)}))
		for _, query := range []string{`{incidents{nodes{id}}}`, `{nodes(ids:["inc_01jd0000000000000000000000"]){id}}`, `mutation{resolveIncident(input:{id:"x"}){incident{id}}}`} {
			got := broken.graphql(t, query, nil)
			if got.status != http.StatusOK && got.status != http.StatusInternalServerError || got.at(t, "errors.0.extensions.code") != "INTERNAL_ERROR" {
				t.Errorf("%s answered %d: %s", query, got.status, got.body)
			}
			if strings.Contains(got.body, "nil pointer") || strings.Contains(got.body, "goroutine") {
				t.Error("the answer tells of the inside:", got.body)
			}
		}
	})
}
