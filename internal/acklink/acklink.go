// Package acklink is the page behind the acknowledge link of a page: who has the link
// acknowledges the incident with one click, without signing in. It asks for the click
// because programs that look at mails follow the links in them.
package acklink

import (
	"context"
	"embed"
	"errors"
	"html/template"
	"log/slog"
	"net/http"

	"github.com/go-chi/chi/v5"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/internal/incident"
	"github.com/opsknight/opsknight/internal/notify"
	"github.com/opsknight/opsknight/internal/requestid"
	"github.com/opsknight/opsknight/model"
)

// Path is where the door is; the rest of the path is the token.
const Path = "/ack"

//go:embed page.html
var pageFile embed.FS

var pageHTML = template.Must(template.ParseFS(pageFile, "page.html"))

// policy lets the page have its own style and send its own form, and nothing else.
const policy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

// Handler serves the page by GET, and acknowledges by POST.
type Handler struct {
	DB    *db.DB
	Pager *notify.Pager
	Log   *slog.Logger
}

// view is what the page shows.
type view struct {
	Title     string // of the page
	Message   string
	Incident  *model.Incident
	Service   string
	Ask       bool // for the click
	RequestID string
}

// Routes mounts the door.
func (h *Handler) Routes(r chi.Router) {
	r.Get(Path+"/{token}", h.serve(h.look))
	r.Post(Path+"/{token}", h.serve(h.acknowledge))
}

// serve finds what the link grants, and shows what act makes of it.
func (h *Handler) serve(act func(ctx context.Context, g notify.Grant) (view, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		header := w.Header()
		header.Set("Content-Type", "text/html; charset=utf-8")
		header.Set("Content-Security-Policy", policy)
		header.Set("Referrer-Policy", "no-referrer") // the link is a credential
		header.Set("Cache-Control", "no-store")
		header.Set("X-Content-Type-Options", "nosniff")
		header.Set("X-Robots-Tag", "noindex")
		status, shown := http.StatusOK, view{}
		grant, ok := h.Pager.Granted(chi.URLParam(r, "token"), h.DB.Now())
		var err error
		if ok {
			shown, err = act(r.Context(), grant)
		} else {
			err = fault.New(fault.NotFound, "This link is not good, or no longer: a link in a page is good for seven days. Sign in to see the incident.")
		}
		if err != nil {
			status, shown = h.failed(r.Context(), err)
		}
		shown.RequestID = requestid.Of(r.Context())
		w.WriteHeader(status)
		if err := pageHTML.Execute(w, shown); err != nil {
			h.Log.WarnContext(r.Context(), "acknowledge page", "error", err)
		}
	}
}

func (h *Handler) failed(ctx context.Context, err error) (int, view) {
	f := fault.Of(err)
	switch {
	case f == nil:
		h.Log.ErrorContext(ctx, "acknowledge page", "error", err)
		return http.StatusInternalServerError, view{Title: "Something went wrong", Message: "The incident was not acknowledged. Try again, or sign in and acknowledge it there."}
	case f.Code == fault.NotFound:
		return http.StatusNotFound, view{Title: "Nothing here", Message: f.Message}
	case f.Code == fault.Forbidden:
		return http.StatusForbidden, view{Title: "Not allowed", Message: f.Message}
	}
	return http.StatusConflict, view{Title: "Not acknowledged", Message: f.Message}
}

func (h *Handler) look(ctx context.Context, g notify.Grant) (view, error) {
	e := h.DB.In(g.Environment)
	inc, err := db.Incident(ctx, e, g.IncidentID)
	if err != nil {
		return view{}, err
	}
	shown, err := h.view(ctx, e, inc)
	if err != nil {
		return view{}, err
	}
	if inc.MergedIntoID != nil || inc.Status == model.IncidentResolved || inc.Status == model.IncidentAcknowledged {
		shown.Title, shown.Message = "There is nothing to acknowledge", "The incident is "+string(inc.Status)+"."
		return shown, nil
	}
	shown.Title, shown.Ask = "Acknowledge this incident?", true
	return shown, nil
}

func (h *Handler) acknowledge(ctx context.Context, g notify.Grant) (view, error) {
	e := h.DB.In(g.Environment)
	inc, err := db.Write(ctx, e, func(ctx context.Context, tx db.Tx) (*model.Incident, error) {
		by, err := holder(ctx, tx, g)
		if err != nil {
			return nil, err
		}
		return incident.Acknowledge(ctx, tx, by, g.IncidentID)
	})
	if err != nil {
		return view{}, err
	}
	shown, err := h.view(ctx, e, inc)
	shown.Title, shown.Message = "Acknowledged", "The incident is yours to work on, and its escalation has stopped."
	return shown, err
}

func (h *Handler) view(ctx context.Context, e db.Env, inc *model.Incident) (view, error) {
	services, err := db.ServicesByID(ctx, e, []string{inc.ServiceID})
	if err != nil {
		return view{}, err
	}
	service := services[inc.ServiceID]
	if service == nil {
		return view{}, errors.New("an incident has no service")
	}
	return view{Incident: inc, Service: service.Name}, nil
}

// holder is the user whom the link was sent to, who may acknowledge whatever their role:
// they were paged. A user who is disabled by now may not.
func holder(ctx context.Context, tx db.Tx, g notify.Grant) (model.Actor, error) {
	user, err := db.User(ctx, tx, g.UserID)
	if err != nil {
		return model.Actor{}, err
	}
	if user.Status == model.UserDisabled {
		return model.Actor{}, fault.New(fault.Forbidden, "%s is disabled and can acknowledge nothing.", user.Name)
	}
	return model.Actor{
		Environment: tx.Environment(), Type: model.ActorUser, ID: user.ID, Name: user.Name, UserID: user.ID, Role: model.RoleResponder,
	}, nil
}
