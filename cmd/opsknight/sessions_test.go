package main

import (
	"fmt"
	"maps"
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

// browser keeps the cookie that the server gives it, as a browser does on a page of the
// server's own.
type browser struct {
	*testServer
	cookie string
	header map[string]string
}

func (s *testServer) browser() *browser {
	return &browser{testServer: s, header: map[string]string{"Sec-Fetch-Site": "same-origin"}}
}

// run runs a document without an API key.
func (b *browser) run(t testing.TB, query string, variables any) reply {
	t.Helper()
	header := maps.Clone(b.header)
	header["Authorization"] = ""
	if b.cookie != "" {
		header["Cookie"] = b.cookie
	}
	answer := b.send(t, request{path: "/graphql", body: gqlWith(t, query, variables), key: noKey, header: header})
	if set := answer.header.Get("Set-Cookie"); set != "" {
		b.cookie, _, _ = strings.Cut(set, ";")
		if strings.Contains(set, "Max-Age=0") {
			b.cookie = ""
		}
	}
	return answer
}

const signIn = `mutation($email: String!, $password: String!) { signIn(input: {email: $email, password: $password}) { viewer { id name type role environment } expiresAt } }`

// signIn signs a browser in as the example's administrator.
func (s *testServer) signIn(t testing.TB) *browser {
	t.Helper()
	b := s.browser()
	b.run(t, signIn, s.Admin).is(t, map[string]string{"errors": "absent", "data.signIn.viewer.name": "Alice Smith"})
	return b
}

// invite invites somebody, who takes the password, and returns their browser.
func (b *browser) invite(t testing.TB, email, role, password string) *browser {
	t.Helper()
	token := b.run(t, `mutation($email: String!, $role: Role!) { inviteUser(input: {name: "Dora", email: $email, role: $role}) { token user { status } } }`, map[string]string{"email": email, "role": role}).
		at(t, "data.inviteUser.token")
	invited := b.browser()
	invited.run(t, `mutation($token: String!, $password: String!) { acceptInvitation(input: {token: $token, password: $password}) { viewer { role } } }`, map[string]string{"token": token, "password": password}).
		is(t, map[string]string{"errors": "absent", "data.acceptInvitation.viewer.role": role})
	return invited
}

func TestAPersonSignsInAndOut(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		b := s.browser()
		answer := b.run(t, signIn, s.Admin)
		alice := s.user(t, model.Live, "alice@example.com").ID
		answer.is(t, map[string]string{"errors": "absent", "data.signIn.viewer.id": alice, "data.signIn.viewer.type": "USER", "data.signIn.viewer.role": "ADMIN", "data.signIn.expiresAt": "2024-02-14T10:30:00Z"})
		if cookie := answer.header.Get("Set-Cookie"); !strings.HasPrefix(cookie, "opsknight=") || !strings.Contains(cookie, "HttpOnly") || !strings.Contains(cookie, "SameSite=Lax") || !strings.Contains(cookie, "Path=/") {
			t.Errorf("the cookie is %q", cookie)
		}
		b.run(t, `{ viewer { id environment scopes role } incidents { totalCount } apiKeys { totalCount } }`, nil).is(t, map[string]string{"errors": "absent", "data.viewer.id": alice, "data.viewer.environment": "LIVE"})

		second, stolen := s.signIn(t), *b
		b.run(t, `mutation { signOut(input: {}) { signedOut } }`, nil).is(t, map[string]string{"data.signOut.signedOut": "true"})
		if b.cookie != "" {
			t.Error("the browser keeps its cookie")
		}
		b.run(t, `{ viewer { id } }`, nil).want(t, http.StatusUnauthorized)
		stolen.run(t, `{ viewer { id } }`, nil).want(t, http.StatusUnauthorized).is(t, map[string]string{"errors.0.message": "The session has ended: sign in again."})
		second.run(t, `{ viewer { id } }`, nil).want(t, http.StatusOK)
		third := s.signIn(t)
		second.run(t, `mutation { signOut(input: {everywhere: true}) { signedOut } }`, nil).want(t, http.StatusOK)
		third.run(t, `{ viewer { id } }`, nil).want(t, http.StatusUnauthorized)
	})
}

func TestTheCookieIsTheHostsAloneByTLS(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		s.gate.Browsers.Secure = true // as --public-url with https has it
		b := s.browser()
		cookie := b.run(t, signIn, s.Admin).header.Get("Set-Cookie")
		for _, part := range []string{"__Host-opsknight=", "Path=/", "HttpOnly", "Secure", "SameSite=Lax"} {
			if !strings.Contains(cookie, part) || strings.Contains(cookie, "Domain") {
				t.Errorf("the cookie is %q, without %s", cookie, part)
			}
		}
		b.run(t, `{ viewer { name } }`, nil).is(t, map[string]string{"data.viewer.name": "Alice Smith"})
		plain := *b
		plain.cookie = strings.TrimPrefix(b.cookie, "__Host-")
		plain.run(t, `{ viewer { name } }`, nil).want(t, http.StatusUnauthorized)
		before := b.cookie
		if b.run(t, signIn, s.Admin); b.cookie == before {
			t.Error("to sign in again has not renewed the session's token")
		}
	})
}

func TestASessionEnds(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		b := s.signIn(t)
		dora := b.invite(t, "dora@example.com", "RESPONDER", "correct horse battery")
		dora.run(t, `{ viewer { role } apiKeys { totalCount } }`, nil).is(t, map[string]string{"errors.0.extensions.code": "FORBIDDEN"})
		s.patch(t, "/api/users/"+s.user(t, model.Live, "dora@example.com").ID, `{"status":"DISABLED"}`).want(t, http.StatusOK)
		dora.run(t, `{ viewer { id } }`, nil).want(t, http.StatusUnauthorized)
		dora.run(t, signIn, map[string]string{"email": "dora@example.com", "password": "correct horse battery"}).is(t, map[string]string{"errors.0.extensions.code": "UNAUTHORIZED"})
		s.clock.Advance(model.SessionLife)
		b.run(t, `{ viewer { id } }`, nil).want(t, http.StatusUnauthorized)
	})
}

func TestWithoutCredentialsOnlySignInIsOpen(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		b := s.browser()
		for name, query := range map[string]string{
			"a query":                            `{ incidents { totalCount } }`,
			"the schema":                         `{ __schema { types { name } } }`,
			"beside what is open":                `{ setup { needed } viewer { id } }`,
			"beside what is open, by a fragment": `query { ...F } fragment F on Query { setup { needed } ... on Query { viewer { id } } }`,
			"a mutation beside what is open":     `mutation { signOut(input: {}) { signedOut } requestPasswordReset(input: {email: "a@b.c"}) { accepted } }`,
			"no GraphQL":                         `{`,
			"what is not in the schema":          `{ setUp { needed } }`,
		} {
			t.Run(name, func(t *testing.T) {
				b.run(t, query, nil).want(t, http.StatusUnauthorized).is(t, map[string]string{"errors.0.extensions.code": "UNAUTHORIZED", "data": "absent"})
			})
		}
		b.run(t, `{ setup { needed tokenRequired viewer { name } } __typename }`, nil).want(t, http.StatusOK).is(t, map[string]string{"data.setup.needed": "false", "data.setup.viewer": "null"})
		s.graphql(t, signIn, s.Admin).is(t, map[string]string{"errors.0.extensions.code": "FORBIDDEN"}) // by an API key
	})
}

func TestPagesOfOtherSitesAreRefused(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		b := s.signIn(t)
		for name, header := range map[string]map[string]string{
			"another site, by a new browser":                 {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"},
			"another host of the same site":                  {"Sec-Fetch-Site": "same-site", "Origin": "https://blog.example"},
			"another origin, by a browser without the field": {"Origin": "https://evil.example"},
		} {
			t.Run(name, func(t *testing.T) {
				other := *b
				other.header = header
				other.run(t, `mutation { signOut(input: {}) { signedOut } }`, nil).want(t, http.StatusForbidden)
				other.run(t, signIn, s.Admin).want(t, http.StatusForbidden)
			})
		}
		b.run(t, `{ viewer { id } }`, nil).want(t, http.StatusOK)
	})
}

func TestASessionActsInTheEnvironmentItNames(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		admin := s.signIn(t)
		dora := admin.invite(t, "dora@example.com", "RESPONDER", "correct horse battery")
		dora.header["X-OpsKnight-Environment"] = "TEST"
		viewer := dora.run(t, `{ viewer { id environment role } }`, nil)
		twin := s.user(t, model.Test, "dora@example.com")
		viewer.is(t, map[string]string{"data.viewer.id": twin.ID, "data.viewer.environment": "TEST", "data.viewer.role": "RESPONDER"})
		if live := s.user(t, model.Live, "dora@example.com"); live.ID == twin.ID || twin.Name != "Dora" {
			t.Errorf("the twin of %s is %+v", live.ID, twin)
		}
		made := dora.run(t, `mutation($s: ID!) { createIncident(input: {title: "Try", serviceId: $s}) { incident { id timeline { nodes { actor { id type } } } } } }`, map[string]string{"s": s.service(t, model.Test, "checkout").ID})
		made.is(t, map[string]string{"errors": "absent", "data.createIncident.incident.timeline.nodes.0.actor.id": twin.ID})
		dora.header["X-OpsKnight-Environment"] = "live"
		dora.run(t, `query($id: ID!) { incident(id: $id) { id } viewer { environment } }`, map[string]string{"id": made.at(t, "data.createIncident.incident.id")}).
			is(t, map[string]string{"data.incident": "null", "data.viewer.environment": "LIVE"})
		dora.header["X-OpsKnight-Environment"] = "STAGING"
		dora.run(t, `{ viewer { id } }`, nil).want(t, http.StatusBadRequest).is(t, map[string]string{"errors.0.extensions.code": "VALIDATION_ERROR"})
		admin.header["X-OpsKnight-Environment"] = "TEST"
		admin.run(t, `mutation { signOut(input: {}) { signedOut } }`, nil).is(t, map[string]string{"data.signOut.signedOut": "true"})
	})
}

func TestWrongPasswordsAreSlowedDown(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		wrong := map[string]string{"email": "ALICE@example.com", "password": "not the password"}
		b := s.browser()
		for range 5 {
			b.run(t, signIn, wrong).is(t, map[string]string{"errors.0.extensions.code": "UNAUTHORIZED", "errors.0.message": "The e-mail address or the password is wrong."})
		}
		refused := b.run(t, signIn, s.Admin) // even with the right one
		refused.is(t, map[string]string{"errors.0.extensions.code": "RATE_LIMITED", "errors.0.extensions.retryAfter": "60"})
		for i := range 14 { // from one address, whatever the account
			b.run(t, signIn, map[string]string{"email": fmt.Sprintf("user%d@example.com", i), "password": "x"}).is(t, map[string]string{"errors.0.extensions.code": "UNAUTHORIZED"})
		}
		b.run(t, signIn, map[string]string{"email": "somebody@example.com", "password": "x"}).is(t, map[string]string{"errors.0.extensions.code": "RATE_LIMITED"})
		s.clock.Advance(time.Minute)
		s.signIn(t)
	})
}

func TestTheFirstAdministrator(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *dbtest.Clock) {
		s := emptyServer(t, d, clock, ratelimit.Limits{})
		token, err := db.Write(t.Context(), d.In(model.Live), account.SetupToken)
		if err != nil || token == "" {
			t.Fatal(err, token)
		}
		if again, err := db.Write(t.Context(), d.In(model.Live), account.SetupToken); again != token {
			t.Errorf("another server prints %q (%v), want the same", again, err)
		}
		const create = `mutation($name: String! = "Zoe", $password: String! = "correct horse battery", $token: String) {
			createFirstAdmin(input: {name: $name, email: "zoe@example.com", password: $password, setupToken: $token}) { viewer { name role } } }`
		b := s.browser()
		b.run(t, `{ setup { needed tokenRequired } }`, nil).is(t, map[string]string{"data.setup": `{"needed":true,"tokenRequired":true}`})
		for name, variables := range map[string]map[string]string{"no token": {}, "a wrong one": {"token": token + "x"}} {
			t.Run(name, func(t *testing.T) {
				b.run(t, create, variables).is(t, map[string]string{"errors.0.extensions.code": "FORBIDDEN", "errors.0.extensions.field": "setupToken"})
			})
		}
		b.run(t, create, map[string]string{"token": token, "password": "short"}).is(t, map[string]string{"errors.0.extensions.field": "password", "errors.0.extensions.reason": "too_short"})
		b.run(t, create, map[string]string{"token": token}).is(t, map[string]string{"errors": "absent", "data.createFirstAdmin.viewer": `{"name":"Zoe","role":"ADMIN"}`})
		b.run(t, `{ auditLog { nodes { action } } setup { needed viewer { name role environment } } }`, nil).
			is(t, map[string]string{"errors": "absent", "data.setup": `{"needed":false,"viewer":{"environment":"LIVE","name":"Zoe","role":"ADMIN"}}`, "data.auditLog.nodes": `[{"action":"user.password_chosen"},{"action":"user.created"}]`})
		s.browser().run(t, create, map[string]string{"token": token}).is(t, map[string]string{"errors.0.extensions.code": "CONFLICT"})
	})
}

func TestOnTheMachineItselfNoTokenIsAsked(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *dbtest.Clock) {
		s := emptyServer(t, d, clock, ratelimit.Limits{})
		s.gate.Browsers.Local = true
		if _, err := db.Write(t.Context(), d.In(model.Live), account.SetupToken); err != nil {
			t.Fatal(err)
		}
		const create = `mutation { createFirstAdmin(input: {name: "Zoe", email: "zoe@example.com", password: "correct horse battery"}) { viewer { name } } }`
		for name, value := range map[string]string{"X-Forwarded-For": "203.0.113.9", "Forwarded": "for=203.0.113.9", "Host": "rebound.example"} {
			b := s.browser()
			b.header[name] = value
			b.run(t, create, nil).is(t, map[string]string{"errors.0.extensions.code": "FORBIDDEN"})
		}
		s.browser().run(t, create, nil).is(t, map[string]string{"errors": "absent", "data.createFirstAdmin.viewer.name": "Zoe"})
	})
}
