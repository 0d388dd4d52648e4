package gate

import (
	"context"
	"net"
	"net/http"
	"net/netip"
	"strings"

	"github.com/opsknight/opsknight/internal/auth"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/internal/ratelimit"
	"github.com/opsknight/opsknight/model"
)

// How many passwords and links may be tried in a minute: for one account from one
// address, from one address, and for one account from wherever. The last is so high
// that a stranger cannot easily keep somebody out.
const (
	guessesOfBoth    = 5
	guessesByAddress = 20
	guessesOfAccount = 50
)

// Browsers are what a server knows of how browsers reach it.
type Browsers struct {
	Secure bool // by TLS: --public-url is https
	// Local tells that only this machine reaches the server, without a proxy: a person
	// on it may set the server up without the token.
	Local bool
	// CrossOrigin refuses what another site's page makes a browser send.
	CrossOrigin *http.CrossOriginProtection
}

// Visit returns what a request without an API key is, with who is signed in by its
// cookie, if anybody is.
//
// Faults: Forbidden for what another site's page sends; RateLimited if nobody is signed
// in, and the client's address was refused too often.
func (g *Gate) Visit(r *http.Request, kind ratelimit.Kind) (*auth.Visit, ratelimit.Result, error) {
	if err := g.Browsers.CrossOrigin.Check(r); err != nil {
		return nil, ratelimit.Result{}, fault.New(fault.Forbidden, "A page of another site has sent this: a browser may only send it from this server's own pages.")
	}
	visit := auth.NewVisit(g.address(r).String(), g.Browsers.Local && isLocal(r), g.Browsers.Secure || r.TLS != nil)
	visit.Nobody = auth.Missing()
	if token := visit.Token(r); token != "" {
		visit.Person, visit.Nobody = g.Sessions.Person(r.Context(), token)
	}
	if visit.Nobody == nil {
		return visit, ratelimit.Result{}, nil
	}
	if !fault.Is(visit.Nobody, fault.Unauthorized) {
		return nil, ratelimit.Result{}, visit.Nobody
	}
	result, err := g.Blocked(r, kind)
	return visit, result, err
}

// isLocal reports whether a person on this machine has typed the server's address: the
// name rules out a page elsewhere whose name has come to lead here, and a proxy that
// passes names on.
func isLocal(r *http.Request) bool {
	peer, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil || !peer.Addr().Unmap().IsLoopback() || r.Header.Get("X-Forwarded-For") != "" || r.Header.Get("Forwarded") != "" {
		return false
	}
	host, _, err := net.SplitHostPort(r.Host)
	if err != nil {
		host = r.Host
	}
	if strings.EqualFold(host, "localhost") {
		return true
	}
	address, err := netip.ParseAddr(strings.Trim(host, "[]"))
	return err == nil && address.IsLoopback()
}

// CountAddress counts a request that needs no credentials against the client's
// address.
func (g *Gate) CountAddress(r *http.Request, kind ratelimit.Kind) (ratelimit.Result, error) {
	result := g.Limiter.Take(r.Context(), g.addressSubject(r, kind), g.Limits.Of(kind))
	return result, tooMany(result)
}

// Guess counts an attempt at an account's password, or with "" at a link, from an
// address: RateLimited if there were too many.
func (g *Gate) Guess(ctx context.Context, address, account string) error {
	type subject struct {
		name string
		most int
	}
	subjects := []subject{{"guess:" + address, guessesByAddress}}
	if account != "" {
		account = auth.Hash(model.EmailKey(account))
		subjects = append(subjects, subject{"guess:" + address + ":" + account, guessesOfBoth}, subject{"guess:" + account, guessesOfAccount})
	}
	for _, subject := range subjects {
		if err := tooMany(g.Limiter.Take(ctx, subject.name, subject.most)); err != nil {
			return err
		}
	}
	return nil
}
