package auth

import (
	"context"
	"net/http"
	"time"

	"github.com/opsknight/opsknight/internal/fault"
)

// Visit is what a request without an API key may be: a browser's, which signs in or
// is signed in by a cookie.
type Visit struct {
	Address string // the client's network, for what is limited by it
	Local   bool   // whether the client is on this machine and may set the server up without a token
	Person  Person // who is signed in
	Nobody  error  // why nobody is; nil: somebody is
	Secure  bool   // the browser talks to the server by TLS, perhaps through a proxy

	answer *http.Cookie
}

// NewVisit returns the visit of a request.
func NewVisit(address string, local, secure bool) *Visit {
	return &Visit{Address: address, Local: local, Secure: secure}
}

// name is the cookie's. A browser takes one with the prefix __Host- only by TLS, from
// the host itself and for all of it, so that no other host can set it.
func (v *Visit) name() string {
	if v.Secure {
		return "__Host-opsknight"
	}
	return "opsknight"
}

// Token returns the session's token that a request has; "" if it has none.
func (v *Visit) Token(r *http.Request) string {
	cookie, err := r.Cookie(v.name())
	if err != nil {
		return ""
	}
	return cookie.Value
}

// Keep makes the answer carry a session's token.
func (v *Visit) Keep(token string, until time.Time) { v.answer = v.cookie(token, until, 0) }

// End makes the answer take the session's token from the browser.
func (v *Visit) End() { v.answer = v.cookie("", time.Time{}, -1) }

func (v *Visit) cookie(token string, expires time.Time, maxAge int) *http.Cookie {
	return &http.Cookie{ //nolint:gosec // G124: without TLS a browser would drop a Secure cookie
		Name: v.name(), Value: token, Path: "/", Expires: expires, MaxAge: maxAge,
		HttpOnly: true, Secure: v.Secure, SameSite: http.SameSiteLaxMode,
	}
}

// Answer writes the cookie that the answer is to carry, if there is one.
func (v *Visit) Answer(header http.Header) {
	if v != nil && v.answer != nil {
		header.Add("Set-Cookie", v.answer.String())
	}
}

type visitKey struct{}

// WithVisit returns ctx with the visit.
func WithVisit(ctx context.Context, visit *Visit) context.Context {
	return context.WithValue(ctx, visitKey{}, visit)
}

// VisitOf returns the visit, or nil if the request has an API key.
func VisitOf(ctx context.Context) *Visit {
	visit, _ := ctx.Value(visitKey{}).(*Visit)
	return visit
}

// ByBrowser returns the visit: Forbidden if the request has an API key.
func ByBrowser(ctx context.Context) (*Visit, error) {
	if visit := VisitOf(ctx); visit != nil {
		return visit, nil
	}
	return nil, fault.New(fault.Forbidden, "This is for people who sign in: send it without an API key.")
}
