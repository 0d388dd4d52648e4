package signon

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"

	"golang.org/x/oauth2"

	"github.com/opsknight/opsknight/internal/auth"
	"github.com/opsknight/opsknight/internal/secret"
)

const (
	attemptLife = 10 * time.Minute // for a person to sign in at the provider
	longestTo   = 1024             // bytes of a destination: the cookie has to hold it
	home        = "/"              // where who signs in goes who came for nothing else
	purpose     = "single sign-on" // for which an attempt is sealed
)

// attempt is what a browser brings back from the provider, in a sealed cookie.
type attempt struct {
	State    string    `json:"s"` // which the provider sends back: the answer is to this attempt
	Nonce    string    `json:"n"` // which the ID token has: it was made for this attempt
	Verifier string    `json:"v"` // of PKCE: the code is of no use to who lacks it
	To       string    `json:"t"`
	Expires  time.Time `json:"e"`
}

func newAttempt(to string, now time.Time) attempt {
	return attempt{State: auth.NewToken(), Nonce: auth.NewToken(), Verifier: oauth2.GenerateVerifier(), To: to, Expires: now.Add(attemptLife)}
}

func (a attempt) seal(box *secret.Box) string {
	text, err := json.Marshal(a)
	if err != nil {
		panic(err) // of texts and a time
	}
	return box.Seal(purpose, string(text))
}

// openAttempt returns the attempt whose cookie the request has.
func openAttempt(box *secret.Box, visit *auth.Visit, r *http.Request, now time.Time) (attempt, error) {
	var a attempt
	sent, err := r.Cookie(cookieName(visit))
	if err != nil {
		return a, failed(expired, errors.New("the browser has no cookie of an attempt"))
	}
	text, err := box.Open(purpose, sent.Value)
	if err == nil {
		err = json.Unmarshal([]byte(text), &a)
	}
	if err == nil && !now.Before(a.Expires) {
		err = errors.New("the attempt is too old")
	}
	if err != nil {
		return attempt{}, failed(expired, err)
	}
	return a, nil
}

// cookieName has the prefix with which a browser takes a cookie by TLS only. That of the
// session, __Host-, is for cookies of all paths.
func cookieName(visit *auth.Visit) string {
	if visit.Secure {
		return "__Secure-opsknight-sign-in"
	}
	return "opsknight-sign-in"
}

// cookie is sent to the callback alone. It is Lax, as the provider's page leads there.
func cookie(visit *auth.Visit, value string, life time.Duration) *http.Cookie {
	return &http.Cookie{ //nolint:gosec // G124: without TLS a browser would drop a Secure cookie
		Name: cookieName(visit), Value: value, Path: CallbackPath, MaxAge: int(life / time.Second),
		HttpOnly: true, Secure: visit.Secure, SameSite: http.SameSiteLaxMode,
	}
}

// destination returns the address of a page of the app, without a host; home for what is
// none. Browsers take a backslash for a slash, and leave out tabs and new lines.
func destination(to string, isPage func(path string) bool) string {
	if len(to) > longestTo || !strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//") || strings.ContainsAny(to, "\\\t\r\n") {
		return home
	}
	u, err := url.Parse(to)
	if err != nil || u.Scheme != "" || u.Host != "" || u.User != nil || !isPage(u.Path) {
		return home
	}
	return (&url.URL{Path: u.Path, RawPath: u.RawPath, RawQuery: u.RawQuery}).String()
}
