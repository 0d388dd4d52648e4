package main

import (
	"bytes"
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/db/dbtest"
	"github.com/opsknight/opsknight/internal/account"
	"github.com/opsknight/opsknight/internal/ratelimit"
	"github.com/opsknight/opsknight/model"
)

func TestHalfASingleSignOnIsRefusedAtTheStart(t *testing.T) {
	whole := []string{"--oidc-issuer", "https://login.example.com", "--oidc-client-id", "opsknight", "--oidc-client-secret", "s"}
	for name, tt := range map[string]struct {
		args []string
		says string
	}{
		"an issuer alone":              {whole[:2], "--oidc-issuer needs --oidc-client-id and --oidc-client-secret"},
		"no secret":                    {whole[:4], "--oidc-issuer needs --oidc-client-id and --oidc-client-secret"},
		"no issuer":                    {whole[2:], "--oidc-client-id needs --oidc-issuer"},
		"a secret alone":               {whole[4:], "--oidc-client-secret needs --oidc-issuer"},
		"a name alone":                 {[]string{"--oidc-name", "Okta"}, "--oidc-name needs --oidc-issuer"},
		"accounts by no issuer":        {[]string{"--oidc-new-users", "user"}, "--oidc-new-users needs --oidc-issuer"},
		"an issuer without TLS":        {append([]string{"--oidc-issuer", "http://login.example.com"}, whole[2:]...), "not an https address"},
		"an issuer that is no address": {append([]string{"--oidc-issuer", "login.example.com"}, whole[2:]...), "not an https address"},
		"an issuer with a query":       {append([]string{"--oidc-issuer", "https://login.example.com/?tenant=1"}, whole[2:]...), "not an https address"},
		"administrators by the dozen":  {append([]string{"--oidc-new-users", "admin"}, whole...), "none, user or responder"},
	} {
		t.Run(name, func(t *testing.T) {
			var out, said bytes.Buffer
			args := append([]string{"serve", "--data-dir", t.TempDir(), "--addr", "127.0.0.1:0"}, tt.args...)
			if code := run(t.Context(), args, &out, &said); code != exitUsage || !strings.Contains(said.String(), tt.says) || strings.Count(said.String(), "\n") != 2 {
				t.Errorf("it ends with %d and says\n%swant %q", code, said.String(), tt.says)
			}
		})
	}
	for _, more := range [][]string{{}, {"--oidc-new-users", "responder"}, {"--oidc-new-users", "none", "--oidc-name", "Okta"}} { // it is not asked before it is needed
		args := append(append([]string{"--data-dir", t.TempDir()}, whole...), more...)
		if code, said := startAndStop(t, args...); code != exitOK {
			t.Errorf("%v: it ends with %d: %s", more, code, said)
		}
	}
}

func TestWhatASignInPageIsTold(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *dbtest.Clock) {
		without := startServer(t, d, clock, ratelimit.Limits{})
		without.browser().run(t, `{ setup { singleSignOn { name } } }`, nil).is(t, map[string]string{"data.setup.singleSignOn": "null"})
		without.send(t, request{path: "/oidc/sign-in", key: noKey}).want(t, http.StatusNotFound)

		nobody := oidcSettings{issuer: "http://127.0.0.1:1", clientID: "opsknight", clientSecret: "s", newUsers: "user"}
		with := emptyServer(t, d, clock, ratelimit.Limits{}, func(s *server) {
			var err error
			if s.signOn, s.signOnIs, err = nobody.open(d, s.gate, s.hooks.Box, "http://opsknight.example", s.log); err != nil {
				t.Fatal(err)
			}
		})
		with.browser().run(t, `{ setup { singleSignOn { name url } } }`, nil).is(t, map[string]string{"data.setup.singleSignOn": `{"name":"single sign-on","url":"/oidc/sign-in"}`})
		down := with.send(t, request{path: "/oidc/sign-in?to=/teams", key: noKey}).want(t, http.StatusFound)
		if want := "/sign-in?problem=unreachable&request=" + down.header.Get("X-Request-ID") + "&to=%2Fteams"; down.header.Get("Location") != want {
			t.Errorf("it leads to %s, want %s", down.header.Get("Location"), want)
		}
		with.send(t, request{path: "/oidc/callback", body: "code=x", key: noKey}).want(t, http.StatusMethodNotAllowed)
	})
}

// link makes Ben of the example known by single sign-on.
func (s *testServer) link(t *testing.T, subject string) *account.Login {
	t.Helper()
	return write(t, s, model.Live, func(ctx context.Context, tx db.Tx, _ model.Actor) (*account.Login, error) {
		return account.SignInByClaims(ctx, tx, model.Claims{Issuer: "https://login.example.com", Subject: subject, Email: "ben@example.com", EmailVerified: true}, nil)
	})
}

func TestAPersonIsToldWhetherTheyHaveAPassword(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		const ask = `{ viewer { name hasPassword } setup { viewer { hasPassword } } }`
		alice, ben := s.signIn(t), s.browser()
		ben.cookie = "opsknight=" + s.link(t, "00u1").Token
		for _, env := range []string{"LIVE", "TEST"} {
			alice.header["X-OpsKnight-Environment"], ben.header["X-OpsKnight-Environment"] = env, env
			alice.run(t, ask, nil).is(t, map[string]string{"errors": "absent", "data.viewer.hasPassword": "true", "data.setup.viewer.hasPassword": "true"})
			ben.run(t, ask, nil).is(t, map[string]string{"errors": "absent", "data.viewer.name": "Ben Okafor", "data.viewer.hasPassword": "false"})
		}
		s.graphql(t, ask, nil).is(t, map[string]string{"errors": "absent", "data.viewer.hasPassword": "null"})
		s.browser().run(t, `mutation($email: String!, $password: String!) { signIn(input: {email: $email, password: $password}) { viewer { hasPassword } } }`, s.Admin).
			is(t, map[string]string{"data.signIn.viewer.hasPassword": "true"})
	})
}

// TestTheCommandUnlinks is for a person whom the provider has made anew.
func TestTheCommandUnlinks(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		s.clock.Advance(time.Minute) // since the example was made
		unlink := func(email string, code int, says string) {
			t.Helper()
			var out, said bytes.Buffer
			if got := run(t.Context(), []string{"admin", "unlink", "--email", email, "--database", s.db.URL()}, &out, &said); got != code || !strings.Contains(out.String()+said.String(), says) {
				t.Errorf("it ends with %d and says %q, want %d and %q", got, out.String()+said.String(), code, says)
			}
		}
		unlink("nobody@example.com", exitFailed, "no user nobody@example.com")
		unlink("ben@example.com", exitOK, "ben@example.com is not known by single sign-on")
		ben := s.browser()
		ben.cookie = "opsknight=" + s.link(t, "00u1").Token
		ben.run(t, `{ viewer { name } }`, nil).want(t, http.StatusOK)
		unlink("Ben@example.com", exitOK, "is no longer known as 00u1 of https://login.example.com")
		s.gate.Forget() // what this server has read of sessions just now
		ben.run(t, `{ viewer { name } }`, nil).want(t, http.StatusUnauthorized)
		s.clock.Advance(24 * time.Hour * 365 * 10) // the command has the machine's clock
		s.link(t, "00u2")
		s.wantAudit(t, model.Live, s.user(t, model.Live, "ben@example.com").ID, []string{"user.created", "user.identity_linked", "user.identity_unlinked", "user.identity_linked"})
	})
}
