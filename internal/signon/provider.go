package signon

import (
	"context"
	"crypto/subtle"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"sync/atomic"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
	"golang.org/x/sync/singleflight"

	"github.com/opsknight/opsknight/model"
)

// Settings are what a server knows of its provider.
type Settings struct {
	Issuer       string
	ClientID     string
	ClientSecret string
	RedirectURL  string // where the provider sends browsers back: CallbackPath of this server
}

// Provider asks the OpenID Connect provider. Where its doors are it tells when it is first
// needed: a provider that is down keeps no server from starting. Safe for concurrent use.
type Provider struct {
	settings Settings
	now      func() time.Time
	client   *http.Client
	known    atomic.Pointer[known]
	flight   singleflight.Group
}

// known is what a provider tells of itself.
type known struct {
	provider *oidc.Provider
	oauth    oauth2.Config
	verifier *oidc.IDTokenVerifier
}

// NewProvider returns a provider that has not been asked yet.
func NewProvider(s Settings, now func() time.Time) *Provider {
	return &Provider{settings: s, now: now, client: newClient()}
}

// authURL is where the browser goes to sign in.
func (p *Provider) authURL(ctx context.Context, a attempt) (string, error) {
	k, err := p.discover(ctx)
	if err != nil {
		return "", err
	}
	return k.oauth.AuthCodeURL(a.State, oidc.Nonce(a.Nonce), oauth2.S256ChallengeOption(a.Verifier)), nil
}

// discover returns what the provider tells of itself. It is remembered for as long as the
// server runs, and asked for again if it could not be had.
func (p *Provider) discover(ctx context.Context) (*known, error) {
	if k := p.known.Load(); k != nil {
		return k, nil
	}
	found, err, _ := p.flight.Do("", func() (any, error) {
		// The request that happens to be the first must not end the look-up of all; the
		// client has its own deadline.
		k, err := p.ask(context.WithoutCancel(ctx))
		if err != nil {
			return nil, failed(unreachable, fmt.Errorf("discover the provider: %w", err))
		}
		p.known.Store(k)
		return k, nil
	})
	if err != nil {
		return nil, err
	}
	return found.(*known), nil
}

// Check asks the provider what it tells of itself.
func (p *Provider) Check(ctx context.Context) error {
	_, err := p.discover(ctx)
	return err
}

func (p *Provider) ask(ctx context.Context) (*known, error) {
	provider, err := oidc.NewProvider(oidc.ClientContext(ctx, p.client), p.settings.Issuer)
	if err != nil {
		return nil, err
	}
	var told struct {
		AuthMethods []string `json:"token_endpoint_auth_methods_supported"`
	}
	if err := provider.Claims(&told); err != nil {
		return nil, err
	}
	endpoint := provider.Endpoint()
	endpoint.AuthStyle = oauth2.AuthStyleInHeader // OpenID Connect's default
	if len(told.AuthMethods) > 0 && !slices.Contains(told.AuthMethods, "client_secret_basic") {
		endpoint.AuthStyle = oauth2.AuthStyleInParams
	}
	return &known{
		provider: provider,
		oauth: oauth2.Config{
			ClientID: p.settings.ClientID, ClientSecret: p.settings.ClientSecret, Endpoint: endpoint, RedirectURL: p.settings.RedirectURL,
			Scopes: []string{oidc.ScopeOpenID, oidc.ScopeEmail, oidc.ScopeProfile},
		},
		verifier: provider.Verifier(&oidc.Config{ClientID: p.settings.ClientID, Now: p.now}),
	}, nil
}

// claims returns whom the provider has signed in, by the answer that the browser brings.
func (p *Provider) claims(ctx context.Context, a attempt, answer url.Values) (model.Claims, error) {
	if err := p.check(answer); err != nil {
		return model.Claims{}, err
	}
	k, err := p.discover(ctx)
	if err != nil {
		return model.Claims{}, err
	}
	ctx = oidc.ClientContext(ctx, p.client)
	token, err := k.oauth.Exchange(ctx, answer.Get("code"), oauth2.VerifierOption(a.Verifier))
	if err != nil {
		return model.Claims{}, explain(err)
	}
	raw, ok := token.Extra("id_token").(string)
	if !ok {
		return model.Claims{}, failed(broken, errors.New("the provider gives no ID token: is it one of OpenID Connect?"))
	}
	id, err := k.verifier.Verify(ctx, raw)
	if err != nil {
		return model.Claims{}, failed(broken, err)
	}
	if subtle.ConstantTimeCompare([]byte(id.Nonce), []byte(a.Nonce)) != 1 {
		return model.Claims{}, failed(broken, errors.New("the ID token has the nonce of another attempt"))
	}
	return k.read(ctx, p.settings, id, token)
}

// check tells errors of the provider, which come back as the code would.
func (p *Provider) check(answer url.Values) error {
	// RFC 9207: who names themselves must be who was asked.
	if issuer := answer.Get("iss"); issuer != "" && issuer != p.settings.Issuer {
		return failed(broken, fmt.Errorf("the answer is of another issuer: %q", cut(issuer)))
	}
	code := answer.Get("error")
	if code == "" && answer.Get("code") == "" {
		return failed(broken, errors.New("the answer has neither a code nor an error"))
	}
	if code == "" {
		return nil
	}
	why := fmt.Errorf("the provider answers %q: %q", cut(code), cut(answer.Get("error_description")))
	switch code {
	case "access_denied":
		return failed(denied, why)
	case "temporarily_unavailable", "server_error":
		return failed(unreachable, why)
	}
	return failed(broken, why)
}

// explain says why a code was not exchanged.
func explain(err error) error {
	refused, ok := errors.AsType[*oauth2.RetrieveError](err)
	if !ok {
		if _, unanswered := errors.AsType[*url.Error](err); unanswered {
			return failed(unreachable, err)
		}
		return failed(broken, err)
	}
	why := fmt.Errorf("the provider refuses the code with %d: %q: %q", refused.Response.StatusCode, cut(refused.ErrorCode), cut(refused.ErrorDescription))
	switch {
	case refused.ErrorCode == "invalid_grant": // it was used, or is too old
		return failed(expired, why)
	case refused.Response.StatusCode >= http.StatusInternalServerError:
		return failed(unreachable, why)
	}
	return failed(broken, why)
}

// cut keeps the words of others short in the log: an error may quote a whole page.
func cut(text string) string {
	const most = 500
	if letters := []rune(text); len(letters) > most {
		return string(letters[:most]) + "…"
	}
	return text
}
