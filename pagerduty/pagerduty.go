// Package pagerduty serves the part of PagerDuty's REST API v2 that reads incidents and
// responds to them, below /pagerduty: tools for PagerDuty whose base URL can be changed
// work here. Like rest it holds a generated.ResolverRoot, and can do nothing that the
// schema cannot. Sources: PagerDuty's "REST API v2" reference and its guides to errors,
// pagination and rate limits; docs/pagerduty.md tells what is served, and what differs.
package pagerduty

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"

	"github.com/opsknight/opsknight/graph/generated"
	"github.com/opsknight/opsknight/internal/auth"
	"github.com/opsknight/opsknight/internal/door"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/internal/gate"
	"github.com/opsknight/opsknight/internal/strictjson"
	"github.com/opsknight/opsknight/model"
)

// Prefix is below which path the API is.
const Prefix = "/pagerduty"

// Serves reports whether a path is the API's.
func Serves(path string) bool { return path == Prefix || strings.HasPrefix(path, Prefix+"/") }

// bodyLimit is the size of a body, in bytes.
const bodyLimit = 1 << 20

// API is PagerDuty's API.
type API struct {
	Resolvers generated.ResolverRoot
	Gate      *gate.Gate
	Log       *slog.Logger
	Loaders   func(context.Context) context.Context // gives a request its dataloaders
	Now       func() time.Time
	URL       string // where people reach the server; "": where the request has reached it
}

// handler answers a call with what is to be shown as JSON; nil: nothing is.
type handler func(*call, context.Context) (any, error)

// route is a path that is served.
type route struct {
	method, path string
	status       int
	serve        handler
}

// routes are the paths that are served.
var routes = []route{
	{http.MethodGet, "/incidents", http.StatusOK, (*call).listIncidents},
	{http.MethodPost, "/incidents", http.StatusCreated, (*call).createIncident},
	{http.MethodPut, "/incidents", http.StatusOK, (*call).manageIncidents},
	{http.MethodGet, "/incidents/{id}", http.StatusOK, (*call).getIncident},
	{http.MethodPut, "/incidents/{id}", http.StatusOK, (*call).manageIncident},
	{http.MethodPost, "/incidents/{id}/snooze", http.StatusCreated, (*call).snoozeIncident},
	{http.MethodPut, "/incidents/{id}/merge", http.StatusOK, (*call).mergeIncidents},
	{http.MethodGet, "/incidents/{id}/notes", http.StatusOK, (*call).listNotes},
	{http.MethodPost, "/incidents/{id}/notes", http.StatusCreated, (*call).createNote},
	{http.MethodGet, "/incidents/{id}/alerts", http.StatusOK, (*call).listAlerts},
	{http.MethodGet, "/incidents/{id}/alerts/{alert_id}", http.StatusOK, (*call).getAlert},
	{http.MethodGet, "/incidents/{id}/log_entries", http.StatusOK, (*call).listLogEntries},
	{http.MethodGet, "/log_entries/{id}", http.StatusOK, (*call).getLogEntry},
	{http.MethodGet, "/oncalls", http.StatusOK, (*call).listOnCalls},
	{http.MethodGet, "/services", http.StatusOK, (*call).listServices},
	{http.MethodGet, "/services/{id}", http.StatusOK, (*call).getService},
	{http.MethodGet, "/services/{id}/integrations/{integration_id}", http.StatusOK, (*call).getIntegration},
	{http.MethodGet, "/users", http.StatusOK, (*call).listUsers},
	{http.MethodGet, "/users/me", http.StatusOK, (*call).getCurrentUser},
	{http.MethodGet, "/users/{id}", http.StatusOK, (*call).getUser},
	{http.MethodGet, "/users/{id}/contact_methods", http.StatusOK, (*call).listContactMethods},
	{http.MethodGet, "/teams", http.StatusOK, (*call).listTeams},
	{http.MethodGet, "/teams/{id}", http.StatusOK, (*call).getTeam},
	{http.MethodGet, "/teams/{id}/members", http.StatusOK, (*call).listTeamMembers},
	{http.MethodGet, "/schedules", http.StatusOK, (*call).listSchedules},
	{http.MethodGet, "/schedules/{id}", http.StatusOK, (*call).getSchedule},
	{http.MethodGet, "/schedules/{id}/users", http.StatusOK, (*call).listScheduleUsers},
	{http.MethodGet, "/schedules/{id}/overrides", http.StatusOK, (*call).listOverrides},
	{http.MethodGet, "/escalation_policies", http.StatusOK, (*call).listPolicies},
	{http.MethodGet, "/escalation_policies/{id}", http.StatusOK, (*call).getPolicy},
	{http.MethodGet, "/priorities", http.StatusOK, (*call).listPriorities},
	{http.MethodGet, "/abilities", http.StatusOK, (*call).listAbilities},
	{http.MethodGet, "/abilities/{id}", http.StatusNoContent, (*call).testAbility},
}

// Mount adds the paths below Prefix.
func (a *API) Mount(root chi.Router) {
	root.Route(Prefix, func(r chi.Router) {
		r.Use(middleware.StripSlashes, middleware.GetHead, a.admit)
		r.NotFound(func(w http.ResponseWriter, r *http.Request) { a.Fail(w, r, noPath(r)) })
		r.MethodNotAllowed(a.WrongMethod(r))
		for _, at := range routes {
			r.Method(at.method, at.path, a.serve(at))
		}
	})
}

// WrongMethod answers a method that the path does not have, of the routes of this
// package or, for a method that HTTP does not have, of the root.
func (a *API) WrongMethod(routes chi.Routes) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		allowed := door.Allowed(routes, r)
		if allowed == "" {
			a.Fail(w, r, noPath(r))
			return
		}
		w.Header().Set("Allow", allowed)
		a.Fail(w, r, refusal{
			fault.New(fault.Invalid, "%s has no %s; it has %s.", door.Path(r), r.Method, allowed), invalidOperation(http.StatusMethodNotAllowed),
		})
	}
}

func noPath(r *http.Request) error {
	return fault.New(fault.NotFound, "There is no %s here: this server has only a part of PagerDuty's API.", door.Path(r))
}

// call is one request, and what its answer is made with.
type call struct {
	*API
	request *http.Request
	by      model.Actor
	query   query
	body    object // of POST and PUT
	base    string // where the server is reached, without a slash at the end
	api     string // where this API is reached
	full    expansions
}

// id is the one that the path names.
func (c *call) id() string { return chi.URLParam(c.request, "id") }

// serve answers the requests of a path.
func (a *API) serve(at route) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		answer, err := a.answer(w, r, at)
		if err != nil {
			a.Fail(w, r, err)
			return
		}
		if answer == nil {
			w.WriteHeader(at.status)
			return
		}
		writeJSON(w, at.status, answer)
	}
}

func (a *API) answer(w http.ResponseWriter, r *http.Request, at route) (any, error) {
	ctx := a.Loaders(r.Context())
	by, err := auth.Actor(ctx)
	if err != nil {
		return nil, err
	}
	c := &call{API: a, request: r, by: by}
	c.base, c.api = a.reached(r)
	if c.query, err = readQuery(r.URL.RawQuery); err != nil {
		return nil, err
	}
	if c.full, err = c.expand(); err != nil {
		return nil, err
	}
	if at.method != http.MethodGet {
		if c.body, err = readBody(w, r); err != nil {
			return nil, err
		}
	}
	return at.serve(c, ctx)
}

// readBody reads a body that is one JSON object, whatever it is said to be.
func readBody(w http.ResponseWriter, r *http.Request) (object, error) {
	text, refused, status := door.ReadBody(w, r, bodyLimit)
	if refused != nil {
		return nil, refusal{refused, failure{status, codeInvalid, messageInvalid}}
	}
	if err := strictjson.Check(text); err != nil {
		return nil, fault.New(fault.Invalid, "The request body is not valid JSON: %s.", err)
	}
	var fields object
	if json.Unmarshal(text, &fields) != nil || fields == nil {
		return nil, fault.New(fault.Invalid, "The request body is one JSON object.")
	}
	return fields, nil
}

// writeJSON writes an answer. What it is given always marshals.
func writeJSON(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body)
}
