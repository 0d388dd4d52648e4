package main

import (
	"cmp"
	"errors"
	"fmt"
	"log/slog"
	"net/netip"
	"net/url"

	"github.com/spf13/pflag"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/gate"
	"github.com/opsknight/opsknight/internal/secret"
	"github.com/opsknight/opsknight/internal/signon"
	"github.com/opsknight/opsknight/model"
	"github.com/opsknight/opsknight/web"
)

// oidcSettings are the flags of single sign-on.
type oidcSettings struct{ issuer, clientID, clientSecret, name, newUsers string }

// noNewUsers is the value of --oidc-new-users by which nobody gets an account.
const noNewUsers = "none"

func (s *oidcSettings) flags(flags *pflag.FlagSet) {
	flags.StringVar(&s.issuer, "oidc-issuer", "", "OpenID Connect provider that people sign in with, as https://login.example.com; needs --oidc-client-id and --oidc-client-secret")
	flags.StringVar(&s.clientID, "oidc-client-id", "", "what the provider calls this server")
	flags.StringVar(&s.clientSecret, "oidc-client-secret", "", "by what this server proves to the provider that it is the one")
	flags.StringVar(&s.name, "oidc-name", "", "what the button says after \"Sign in with\", as Okta (default: single sign-on)")
	flags.StringVar(&s.newUsers, "oidc-new-users", noNewUsers, "who signs in with the provider and has no account gets one of this role, user or responder; none: they get none")
}

// check refuses half a configuration.
func (s *oidcSettings) check() error {
	if s.issuer == "" {
		for _, given := range [][2]string{{"client-id", s.clientID}, {"client-secret", s.clientSecret}, {"name", s.name}} {
			if given[1] != "" {
				return usageError{fmt.Errorf("--oidc-%s needs --oidc-issuer", given[0])}
			}
		}
		if s.newUsers != noNewUsers {
			return usageError{errors.New("--oidc-new-users needs --oidc-issuer")}
		}
		return nil
	}
	if s.clientID == "" || s.clientSecret == "" {
		return usageError{errors.New("--oidc-issuer needs --oidc-client-id and --oidc-client-secret, which the provider gives when this server is registered there")}
	}
	if !isIssuer(s.issuer) {
		return usageError{fmt.Errorf("--oidc-issuer %q is not an https address without query and fragment, such as https://login.example.com (http is for this machine alone)", s.issuer)}
	}
	_, err := s.role()
	return err
}

// isIssuer reports whether a text is an issuer by OpenID Connect Discovery, or one of this
// machine, which needs no TLS.
func isIssuer(text string) bool {
	issuer, err := url.Parse(text)
	if err != nil || issuer.Host == "" || issuer.RawQuery != "" || issuer.Fragment != "" {
		return false
	}
	return issuer.Scheme == "https" || issuer.Scheme == "http" && isLoopback(issuer.Hostname())
}

func isLoopback(host string) bool {
	address, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && address.IsLoopback()
}

// role is that of people who sign in and have no account; nil: they get none.
func (s *oidcSettings) role() (*model.Role, error) {
	role := model.RoleUser
	switch s.newUsers {
	case noNewUsers:
		return nil, nil
	case "user":
	case "responder":
		role = model.RoleResponder
	default:
		return nil, usageError{fmt.Errorf("--oidc-new-users is none, user or responder, not %q", s.newUsers)}
	}
	return &role, nil
}

// open returns what signs people in with the provider, and what the API tells of it; nil
// without one. People reach this server at public.
func (s *oidcSettings) open(d *db.DB, g *gate.Gate, box *secret.Box, public string, log *slog.Logger) (*signon.Handler, *model.SingleSignOn, error) {
	if s.issuer == "" {
		return nil, nil, nil
	}
	newUsers, err := s.role()
	if err != nil {
		return nil, nil, err
	}
	provider := signon.NewProvider(signon.Settings{
		Issuer: s.issuer, ClientID: s.clientID, ClientSecret: s.clientSecret, RedirectURL: public + signon.CallbackPath,
	}, d.Now)
	handler := &signon.Handler{DB: d, Gate: g, Box: box, Provider: provider, NewUsers: newUsers, IsPage: web.IsAppPath, Log: log}
	return handler, &model.SingleSignOn{Name: cmp.Or(s.name, "single sign-on"), URL: signon.SignInPath}, nil
}
