// Package signon signs people in who have an account with the OpenID Connect provider of
// their company: it sends the browser there, and makes a session of what comes back.
package signon

import (
	"context"
	"crypto/subtle"
	"errors"
	"log/slog"
	"net/http"
	"net/url"

	"github.com/go-chi/chi/v5"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/account"
	"github.com/opsknight/opsknight/internal/auth"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/internal/gate"
	"github.com/opsknight/opsknight/internal/ratelimit"
	"github.com/opsknight/opsknight/internal/requestid"
	"github.com/opsknight/opsknight/internal/secret"
	"github.com/opsknight/opsknight/model"
)

// Where the browser goes to be sent to the provider, and where the provider sends it back.
const (
	SignInPath   = "/oidc/sign-in"
	CallbackPath = "/oidc/callback"
)

// page is where somebody is told what went wrong.
const page = "/sign-in"

// Handler sends browsers to the provider and takes them back. It keeps nothing between the
// two but a cookie, so that any server of a database can take back whom another has sent.
type Handler struct {
	DB       *db.DB
	Gate     *gate.Gate
	Box      *secret.Box
	Provider *Provider
	NewUsers *model.Role            // of people without an account, who get one; nil: they get none
	IsPage   func(path string) bool // whether the app has a page there
	Log      *slog.Logger
}

// Routes mounts the door.
func (h *Handler) Routes(r chi.Router) {
	r.Get(SignInPath, h.signIn)
	r.Get(CallbackPath, h.callback)
}

// signIn sends the browser to the provider.
func (h *Handler) signIn(w http.ResponseWriter, r *http.Request) {
	to := destination(r.URL.Query().Get("to"), h.IsPage)
	visit, err := h.admit(w, r)
	if err != nil {
		h.refuse(w, r, err, to)
		return
	}
	attempt := newAttempt(to, h.DB.Now())
	there, err := h.Provider.authURL(r.Context(), attempt)
	if err != nil {
		h.refuse(w, r, err, to)
		return
	}
	http.SetCookie(w, cookie(visit, attempt.seal(h.Box), attemptLife))
	redirect(w, r, there)
}

// callback takes the browser back from the provider, and signs in who has come.
func (h *Handler) callback(w http.ResponseWriter, r *http.Request) {
	visit, err := h.admit(w, r)
	if err != nil {
		h.refuse(w, r, err, "")
		return
	}
	query := r.URL.Query()
	attempt, err := openAttempt(h.Box, visit, r, h.DB.Now())
	if err == nil && subtle.ConstantTimeCompare([]byte(attempt.State), []byte(query.Get("state"))) != 1 {
		err = failed(expired, errors.New("the state is not that of the browser's last attempt"))
	}
	if err != nil { // a cookie that is there may be of an attempt that still goes on
		h.refuse(w, r, err, "")
		return
	}
	http.SetCookie(w, cookie(visit, "", -1))
	login, err := h.login(r.Context(), attempt, query)
	if err != nil {
		h.refuse(w, r, err, attempt.To)
		return
	}
	visit.Keep(login.Token, login.Expires)
	visit.Answer(w.Header())
	redirect(w, r, attempt.To)
}

// login begins a session of who has come back with the answer to an attempt.
func (h *Handler) login(ctx context.Context, attempt attempt, answer url.Values) (*account.Login, error) {
	who, err := h.Provider.claims(ctx, attempt, answer)
	if err != nil {
		return nil, err
	}
	begin := func() (*account.Login, error) {
		return db.Write(ctx, h.DB.In(model.Live), func(ctx context.Context, tx db.Tx) (*account.Login, error) {
			return account.SignInByClaims(ctx, tx, who, h.NewUsers)
		})
	}
	login, err := begin()
	if errors.Is(err, db.ErrUnique) || fault.Is(err, fault.Conflict) { // of another request, at this very moment
		login, err = begin()
	}
	h.Gate.Sessions.Forget()
	return login, err
}

// admit counts a request against the client's address.
func (h *Handler) admit(w http.ResponseWriter, r *http.Request) (*auth.Visit, error) {
	visit, _, err := h.Gate.Visit(r, ratelimit.Writes)
	if err != nil {
		return nil, err
	}
	result, err := h.Gate.CountAddress(r, ratelimit.Writes)
	gate.Headers(w.Header(), result)
	return visit, err
}

// refuse leads back to the sign-in page, which says what went wrong in a sentence for the
// word in its address. The log has the rest, by the request's id.
func (h *Handler) refuse(w http.ResponseWriter, r *http.Request, err error, to string) {
	word := problemOf(err)
	level := word.level()
	if word == internal {
		word = broken
	}
	h.Log.Log(r.Context(), level, "single sign-on", "problem", string(word), "error", cut(err.Error()))
	query := url.Values{"problem": {string(word)}, "request": {requestid.Of(r.Context())}}
	if to != "" && to != home {
		query.Set("to", to)
	}
	redirect(w, r, page+"?"+query.Encode())
}

// redirect keeps the address, in which there may be a code, from whoever comes next.
func redirect(w http.ResponseWriter, r *http.Request, to string) {
	header := w.Header()
	header.Set("Cache-Control", "no-store")
	header.Set("Referrer-Policy", "no-referrer")
	http.Redirect(w, r, to, http.StatusFound) //nolint:gosec // G710: what the browser has named was turned into a page of ours, by destination
}
