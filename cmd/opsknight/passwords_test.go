package main

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/db/dbtest"
	"github.com/opsknight/opsknight/internal/ratelimit"
	"github.com/opsknight/opsknight/model"
)

func TestAPasswordIsChanged(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		s.clock.Advance(time.Minute) // since the example was made
		b, other := s.signIn(t), s.signIn(t)
		const change = `mutation($now: String!, $then: String!) { changePassword(input: {currentPassword: $now, newPassword: $then}) { viewer { name } } }`
		b.run(t, change, map[string]string{"now": "wrong", "then": "a new long password"}).is(t, map[string]string{"errors.0.extensions.field": "currentPassword"})
		b.run(t, change, map[string]string{"now": s.Admin.Password, "then": "short"}).is(t, map[string]string{"errors.0.extensions.reason": "too_short"})
		before := b.cookie
		b.run(t, change, map[string]string{"now": s.Admin.Password, "then": "a new long password"}).is(t, map[string]string{"errors": "absent"})
		if b.cookie == before {
			t.Error("the session kept its token")
		}
		b.run(t, `{ viewer { id } }`, nil).want(t, http.StatusOK)
		other.run(t, `{ viewer { id } }`, nil).want(t, http.StatusUnauthorized)
		s.graphql(t, change, map[string]string{"now": "x", "then": "y"}).is(t, map[string]string{"errors.0.extensions.code": "FORBIDDEN"})
		s.clock.Advance(time.Minute)
		s.browser().run(t, signIn, s.Admin).is(t, map[string]string{"errors.0.extensions.code": "UNAUTHORIZED"})
		s.Admin.Password = "a new long password"
		s.signIn(t)
		s.wantAudit(t, model.Live, s.user(t, model.Live, "alice@example.com").ID, []string{"user.created", "user.password_set", "user.password_changed"})
	})
}

func TestAnInvitation(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		admin := s.signIn(t)
		const invite = `mutation($email: String!) { inviteUser(input: {name: "Dora", email: $email}) { token expiresAt user { id status role } } }`
		const accept = `mutation($token: String!) { acceptInvitation(input: {token: $token, password: "correct horse battery"}) { viewer { name } } }`
		first := admin.run(t, invite, map[string]string{"email": "dora@example.com"})
		first.is(t, map[string]string{"errors": "absent", "data.inviteUser.user.status": "INVITED", "data.inviteUser.user.role": "USER", "data.inviteUser.expiresAt": "2024-01-22T10:30:00Z"})
		second := admin.run(t, invite, map[string]string{"email": "DORA@example.com"})
		if first.at(t, "data.inviteUser.user.id") != second.at(t, "data.inviteUser.user.id") {
			t.Error("to invite again has made another user")
		}
		dora := s.browser()
		dora.run(t, accept, map[string]string{"token": first.at(t, "data.inviteUser.token")}).is(t, map[string]string{"errors.0.extensions.code": "FORBIDDEN", "errors.0.extensions.field": "token"})
		token := map[string]string{"token": second.at(t, "data.inviteUser.token")}
		dora.run(t, accept, token).is(t, map[string]string{"errors": "absent", "data.acceptInvitation.viewer.name": "Dora"})
		dora.run(t, `{ viewer { name } }`, nil).want(t, http.StatusOK)
		s.browser().run(t, accept, token).is(t, map[string]string{"errors.0.extensions.code": "FORBIDDEN"})
		admin.run(t, invite, map[string]string{"email": "dora@example.com"}).is(t, map[string]string{"errors.0.extensions.code": "CONFLICT"})
		late := admin.run(t, invite, map[string]string{"email": "late@example.com"}).at(t, "data.inviteUser.token")
		s.clock.Advance(model.TokenInvitation.Life())
		s.browser().run(t, accept, map[string]string{"token": late}).is(t, map[string]string{"errors.0.extensions.code": "FORBIDDEN"})
		dora.run(t, invite, map[string]string{"email": "x@example.com"}).is(t, map[string]string{"errors.0.extensions.code": "FORBIDDEN"})
		s.graphql(t, invite, map[string]string{"email": "x@example.com"}).is(t, map[string]string{"errors.0.extensions.code": "FORBIDDEN"})
	})
}

// passwordToken returns the token of the last mail to somebody, as its link has it.
func (s *testServer) passwordToken(t testing.TB, email string) string {
	t.Helper()
	mails := write(t, s, model.Live, func(ctx context.Context, tx db.Tx, _ model.Actor) ([]*model.Notification, error) {
		return db.LeaseNotifications(ctx, tx, 100, 0)
	})
	for i := len(mails) - 1; i >= 0; i-- {
		if _, token, found := strings.Cut(mails[i].Body, "#token="); found && mails[i].Destination == email {
			token, _, _ = strings.Cut(token, "\n")
			return token
		}
	}
	t.Fatalf("there is no mail with a link for %s in %d mails", email, len(mails))
	return ""
}

func TestAForgottenPassword(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *dbtest.Clock) {
		silent := startServer(t, d, clock, ratelimit.Limits{})
		s := startServer(t, d, clock, ratelimit.Limits{}, func(s *server) { s.letters.URL = "https://opsknight.example.com" })
		const request = `mutation($email: String!) { requestPasswordReset(input: {email: $email}) { accepted } }`
		const reset = `mutation($token: String!, $password: String! = "a new long password") { resetPassword(input: {token: $token, newPassword: $password}) { viewer { name } } }`
		b := s.browser()
		silent.browser().run(t, request, map[string]string{"email": "alice@example.com"}).is(t, map[string]string{"errors.0.extensions.code": "CONFLICT"})
		signedIn := s.signIn(t)
		known, unknown := b.run(t, request, map[string]string{"email": "Alice@example.com"}), b.run(t, request, map[string]string{"email": "nobody@example.com"})
		if known.body != unknown.body {
			t.Errorf("the answers tell who is known: %s, %s", known.body, unknown.body)
		}
		token := s.passwordToken(t, "alice@example.com")
		b.run(t, reset, map[string]string{"token": token, "password": "short"}).is(t, map[string]string{"errors.0.extensions.reason": "too_short"})
		b.run(t, reset, map[string]string{"token": token}).is(t, map[string]string{"errors": "absent", "data.resetPassword.viewer.name": "Alice Smith"})
		signedIn.run(t, `{ viewer { id } }`, nil).want(t, http.StatusUnauthorized)
		b.run(t, `{ viewer { id } }`, nil).want(t, http.StatusOK)
		b.run(t, reset, map[string]string{"token": token}).is(t, map[string]string{"errors.0.extensions.code": "FORBIDDEN"})
		s.clock.Advance(time.Minute)
		b.run(t, request, map[string]string{"email": "alice@example.com"}).want(t, http.StatusOK)
		late := s.passwordToken(t, "alice@example.com")
		s.clock.Advance(time.Hour)
		b.run(t, reset, map[string]string{"token": late}).is(t, map[string]string{"errors.0.extensions.code": "FORBIDDEN"})
	})
}
