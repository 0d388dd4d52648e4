// Package gate decides who may pass: it tells from a request's credentials who
// asks, and counts the request against the limit of that key, or of the client's
// address where the credentials are missing or wrong.
package gate

import (
	"context"
	"log/slog"
	"net/http"
	"net/netip"
	"strconv"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/auth"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/internal/ratelimit"
	"github.com/opsknight/opsknight/model"
)

// Gate is in front of every door of the API.
type Gate struct {
	Keys     *auth.Keys
	Sessions *auth.Sessions
	Browsers Browsers
	Limiter  *ratelimit.Limiter
	Limits   ratelimit.Limits // of keys that have none of their own, and of addresses
	Trusted  []netip.Prefix   // proxies whose X-Forwarded-For is believed
}

// New returns the gate of d, which has no limits and trusts no proxy.
func New(d *db.DB, log *slog.Logger) *Gate {
	return &Gate{
		Keys: auth.NewKeys(d, log), Sessions: auth.NewSessions(d), Limiter: ratelimit.New(d, log),
		Browsers: Browsers{CrossOrigin: http.NewCrossOriginProtection()},
	}
}

// Forget makes this server look keys and sessions up anew, after a user was changed
// here.
func (g *Gate) Forget() {
	g.Keys.Forget()
	g.Sessions.Forget()
}

// Authenticate returns who asks by the request's API key, at any door but GraphQL. Where it
// fails, the request counts against the key or, without a good one, the client's address,
// and the result tells that limit.
//
// Faults: as of AuthenticateForGraphQL; Forbidden for a key that only runs stored documents.
func (g *Gate) Authenticate(r *http.Request, kind ratelimit.Kind) (model.Actor, ratelimit.Result, error) {
	actor, result, err := g.AuthenticateForGraphQL(r, kind)
	if err != nil || !actor.StoredOnly {
		return actor, result, err
	}
	if result, err = g.Count(r.Context(), actor, kind); err == nil {
		err = fault.New(fault.Forbidden, "This API key runs the GraphQL documents that are stored for it, at /graphql, and opens nothing else: use another key here.")
	}
	return model.Actor{}, result, err
}

// AuthenticateForGraphQL is Authenticate for the door that looks at documents: it lets in a
// key that only runs those that are stored for it.
//
// Faults: Unauthorized; RateLimited if the address has failed too often: a key
// that this server does not remember is then not even looked up.
func (g *Gate) AuthenticateForGraphQL(r *http.Request, kind ratelimit.Kind) (model.Actor, ratelimit.Result, error) {
	secret := auth.CredentialsOf(r.Header).Secret
	if secret != "" && !g.Keys.Knows(secret) {
		if result, err := g.Blocked(r, kind); err != nil {
			return model.Actor{}, result, err
		}
	}
	actor, err := g.Keys.APIKey(r.Context(), secret)
	if fault.Is(err, fault.Unauthorized) {
		result, err := g.Refuse(r, kind, err)
		return model.Actor{}, result, err
	}
	return actor, ratelimit.Result{}, err
}

// Admit lets in who has a key and has not used up its limit of reads or, for a request
// that may change something, of writes.
//
// Faults: as of Authenticate and Count.
func (g *Gate) Admit(r *http.Request) (model.Actor, ratelimit.Result, error) {
	kind := ratelimit.Writes
	if r.Method == http.MethodGet || r.Method == http.MethodHead {
		kind = ratelimit.Reads
	}
	actor, result, err := g.Authenticate(r, kind)
	if err == nil {
		result, err = g.Count(r.Context(), actor, kind)
	}
	return actor, result, err
}

// Blocked returns RateLimited if the client's address has used up its limit.
func (g *Gate) Blocked(r *http.Request, kind ratelimit.Kind) (ratelimit.Result, error) {
	result := g.Limiter.Peek(g.addressSubject(r, kind), g.Limits.Of(kind))
	return result, tooMany(result)
}

// Refuse counts a request that is refused for its credentials against the client's
// address. It returns why, or RateLimited if the address has used up its limit.
func (g *Gate) Refuse(r *http.Request, kind ratelimit.Kind, why error) (ratelimit.Result, error) {
	result := g.Limiter.Take(r.Context(), g.addressSubject(r, kind), g.Limits.Of(kind))
	if err := tooMany(result); err != nil {
		return result, err
	}
	return result, why
}

// Count counts a request of the actor: RateLimited if its limit is used up.
func (g *Gate) Count(ctx context.Context, actor model.Actor, kind ratelimit.Kind) (ratelimit.Result, error) {
	result := g.Limiter.Take(ctx, actorSubject(actor, kind), g.limitOf(actor, kind))
	return result, tooMany(result)
}

// Left tells what is left of the actor's limit, and counts nothing.
func (g *Gate) Left(actor model.Actor, kind ratelimit.Kind) ratelimit.Result {
	return g.Limiter.Peek(actorSubject(actor, kind), g.limitOf(actor, kind))
}

func (g *Gate) limitOf(actor model.Actor, kind ratelimit.Kind) int {
	if own := ofKind(actor.Limits, kind); own != nil {
		return *own
	}
	return g.Limits.Of(kind)
}

func actorSubject(actor model.Actor, kind ratelimit.Kind) string {
	return string(kind) + ":" + actor.ID
}

// RoutingKey returns the integration with this routing key, or nil if there is
// none: RateLimited if the client's address has guessed too often.
func (g *Gate) RoutingKey(r *http.Request, routingKey string) (*model.Actor, ratelimit.Result, error) {
	if !g.Keys.KnowsRoute(routingKey) {
		if result, err := g.Blocked(r, ratelimit.Events); err != nil {
			return nil, result, err
		}
	}
	actor, err := g.Keys.Integration(r.Context(), routingKey)
	return actor, ratelimit.Result{}, err
}

func ofKind(limits model.RateLimits, kind ratelimit.Kind) *int {
	switch kind {
	case ratelimit.Events:
		return limits.Events
	case ratelimit.Reads:
		return limits.Reads
	case ratelimit.Writes:
		return limits.Writes
	}
	return nil
}

func tooMany(result ratelimit.Result) error {
	if result.Allowed {
		return nil
	}
	seconds, unit := int(result.RetryAfter/time.Second), "seconds"
	if seconds == 1 {
		unit = "second"
	}
	refused := fault.New(fault.RateLimited, "Too many requests. Retry after %d %s.", seconds, unit)
	refused.RetryAfter = result.RetryAfter
	return refused
}

// Headers tells the client of its limit, by the API reference's "Rate Limit Headers".
func Headers(header http.Header, result ratelimit.Result) {
	if result.Limit == 0 {
		return // no limit: there is nothing to tell
	}
	header.Set("X-RateLimit-Limit", strconv.Itoa(result.Limit))
	header.Set("X-RateLimit-Remaining", strconv.Itoa(result.Remaining))
	header.Set("X-RateLimit-Reset", strconv.FormatInt(result.Reset.Unix(), 10))
	if !result.Allowed {
		header.Set("Retry-After", strconv.Itoa(int(result.RetryAfter/time.Second)))
	}
}
