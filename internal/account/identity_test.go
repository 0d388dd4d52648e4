package account_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/db/dbtest"
	"github.com/opsknight/opsknight/internal/account"
	"github.com/opsknight/opsknight/internal/auth"
	"github.com/opsknight/opsknight/model"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

const issuer = "https://login.example.com"

// ann is who most cases are about.
var ann = model.Claims{Issuer: issuer, Subject: "00u1", Email: "Ann@example.com", EmailVerified: true, Name: "Ann Lee", TimeZone: "Asia/Tokyo"}

func signIn(t *testing.T, d *db.DB, who model.Claims, newUsers *model.Role) (*account.Login, error) {
	t.Helper()
	return db.Write(t.Context(), d.In(model.Live), func(ctx context.Context, tx db.Tx) (*account.Login, error) {
		return account.SignInByClaims(ctx, tx, who, newUsers)
	})
}

// run runs an operation of the server itself.
func run(t *testing.T, d *db.DB, env model.Environment, work func(ctx context.Context, tx db.Tx, by model.Actor) error) {
	t.Helper()
	err := db.WriteDone(t.Context(), d.In(env), func(ctx context.Context, tx db.Tx) error { return work(ctx, tx, model.System(env)) })
	if err != nil {
		t.Fatal(err)
	}
}

// user makes a user of LIVE with this status.
func user(t *testing.T, d *db.DB, email string, status model.UserStatus) *model.User {
	t.Helper()
	var made *model.User
	run(t, d, model.Live, func(ctx context.Context, tx db.Tx, by model.Actor) error {
		var err error
		made, _, err = account.CreateUser(ctx, tx, by, model.CreateUserInput{Name: "Made", Email: email, Role: model.RoleUser, TimeZone: "UTC"})
		if err == nil && status != model.UserInvited {
			made, err = account.UpdateUser(ctx, tx, by, account.Hooks{}, model.UpdateUserInput{ID: made.ID, Status: &status})
		}
		return err
	})
	return made
}

// with is ann with something changed.
func with(change func(*model.Claims)) model.Claims {
	who := ann
	change(&who)
	return who
}

func TestWhoMaySignInByWhatAProviderSays(t *testing.T) {
	responder := model.RoleResponder
	tests := []struct {
		name     string
		there    model.UserStatus // of the user with ann's address; "": there is none
		linked   string           // the subject that user is known by already
		who      model.Claims
		newUsers *model.Role
		want     error
		logged   string // what the audit log has of it in the end
	}{
		{name: "an active user is linked by the address", there: model.UserActive, who: ann, logged: "user.identity_linked"},
		{name: "an invited one becomes active", there: model.UserInvited, who: ann, logged: "user.identity_linked user.invitation_accepted"},
		{name: "a disabled one is refused", there: model.UserDisabled, who: ann, want: account.RefusedDisabled},
		{name: "a disabled one who is known is refused", there: model.UserDisabled, linked: "00u1", who: ann, want: account.RefusedDisabled},
		{name: "an address that is not verified is no way in", there: model.UserActive, who: with(func(c *model.Claims) { c.EmailVerified = false }), want: account.RefusedEmail},
		{name: "no address is no way in", there: model.UserActive, who: with(func(c *model.Claims) { c.Email = "" }), newUsers: &responder, want: account.RefusedEmail},
		{name: "who is known needs no address", there: model.UserActive, linked: "00u1", who: with(func(c *model.Claims) { c.Email, c.EmailVerified = "", false })},
		{name: "who is known may have another address by now", there: model.UserActive, linked: "00u1", who: with(func(c *model.Claims) { c.Email = "lee@example.com" })},
		{name: "an account of another subject is not linked again", there: model.UserActive, linked: "00u2", who: ann, want: account.RefusedOther},
		{name: "subjects are told apart by case", there: model.UserActive, linked: "00U1", who: ann, want: account.RefusedOther},
		{name: "an unknown one is refused", who: ann, want: account.RefusedUnknown},
		{name: "an unknown one gets an account", who: ann, newUsers: &responder, logged: "user.created user.identity_linked user.invitation_accepted"},
		{name: "no account by an address that is not verified", who: with(func(c *model.Claims) { c.EmailVerified = false }), newUsers: &responder, want: account.RefusedEmail},
		{name: "no account by what is no address", who: with(func(c *model.Claims) { c.Email = "ann" }), newUsers: &responder, want: account.RefusedEmail},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dbtest.Each(t, func(t *testing.T, d *db.DB, clock *dbtest.Clock) {
				user(t, d, "admin@example.com", model.UserActive)
				var there *model.User
				if tt.there != "" {
					there = user(t, d, "ann@example.com", tt.there)
				}
				if tt.linked != "" {
					run(t, d, model.Live, func(ctx context.Context, tx db.Tx, _ model.Actor) error {
						return db.InsertIdentity(ctx, tx, &model.Identity{Issuer: issuer, Subject: tt.linked, UserID: there.ID, CreatedAt: tx.Now})
					})
				}
				before := len(log(t, d))
				clock.Advance(time.Second) // the log is read by time
				login, err := signIn(t, d, tt.who, tt.newUsers)
				if got := strings.Join(log(t, d)[before:], " "); got != tt.logged {
					t.Errorf("logged %q, want %q", got, tt.logged)
				}
				if tt.want != nil {
					if !errors.Is(err, tt.want) {
						t.Errorf("it says %v, want %v", err, tt.want)
					}
					return
				}
				if err != nil {
					t.Fatal(err)
				}
				if there != nil && login.User.ID != there.ID || login.User.Status != model.UserActive {
					t.Errorf("signed in is %+v, want the active %+v", login.User, there)
				}
				session, err := db.SessionByHash(t.Context(), d, auth.Hash(login.Token))
				if err != nil || session == nil || session.User.ID != login.User.ID || !session.Session.ExpiresAt.Equal(login.Expires) {
					t.Errorf("the session is %+v, %v", session, err)
				}
				again, err := signIn(t, d, tt.who, nil)
				if err != nil || again.User.ID != login.User.ID {
					t.Errorf("the next time it is %+v, %v", again, err)
				}
			})
		})
	}
}

// log is the audit log of LIVE, the oldest first.
func log(t *testing.T, d *db.DB) []string {
	t.Helper()
	most := model.MaxPage
	found, err := db.AuditLog(t.Context(), d.In(model.Live), model.AuditFilter{}, db.Oldest, model.Page{First: &most})
	if err != nil {
		t.Fatal(err)
	}
	var actions []string
	for _, entry := range found.Nodes {
		actions = append(actions, entry.Action)
	}
	return actions
}

func TestBeforeTheFirstAdministratorNobodySignsIn(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *dbtest.Clock) {
		role := model.RoleUser
		if _, err := signIn(t, d, ann, &role); !errors.Is(err, account.RefusedSetUp) {
			t.Errorf("it says %v, want %v", err, account.RefusedSetUp)
		}
		if there, err := db.HasUsers(t.Context(), d.In(model.Live)); there || err != nil {
			t.Error("there is a user now:", err)
		}
	})
}

func TestWhatANewUserIs(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *dbtest.Clock) {
		user(t, d, "admin@example.com", model.UserActive)
		role := model.RoleResponder
		for name, tt := range map[string]struct{ claimed, zone, name, wantZone string }{
			"as the provider says":      {"Ann Lee", "Asia/Tokyo", "Ann Lee", "Asia/Tokyo"},
			"without a name":            {" ", "", "who", "UTC"},
			"with a NUL in the name":    {"A\x00", "UTC", "who", "UTC"},
			"with a name without end":   {strings.Repeat("ä", 150), "UTC", strings.Repeat("ä", 100), "UTC"},
			"in no time zone there is":  {"Ann", "Mars/Phobos", "Ann", "UTC"},
			"in what no time zone is":   {"Ann", "../etc/passwd", "Ann", "UTC"},
			"with what looks like HTML": {"<b>Ann</b>", "UTC", "<b>Ann</b>", "UTC"},
		} {
			t.Run(name, func(t *testing.T) {
				who := model.Claims{Issuer: issuer, Subject: name, Email: "who@" + auth.NewToken() + ".example", EmailVerified: true, Name: tt.claimed, TimeZone: tt.zone}
				login, err := signIn(t, d, who, &role)
				if err != nil {
					t.Fatal(err)
				}
				if u := login.User; u.Name != tt.name || u.TimeZone != tt.wantZone || u.Role != role || u.Status != model.UserActive || u.PasswordHash != nil || u.Email != who.Email {
					t.Errorf("the user is %+v", u)
				}
			})
		}
	})
}

func TestAnInvitationIsSpentBySingleSignOn(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *dbtest.Clock) {
		admin := user(t, d, "admin@example.com", model.UserActive)
		by := model.Actor{Environment: model.Live, Type: model.ActorUser, ID: admin.ID, UserID: admin.ID, Role: model.RoleAdmin, Session: "s"}
		var token string
		run(t, d, model.Live, func(ctx context.Context, tx db.Tx, _ model.Actor) error {
			var err error
			_, token, err = account.InviteUser(ctx, tx, by, account.Letters{}, model.InviteUserInput{Name: "Ann", Email: ann.Email, Role: model.RoleUser, TimeZone: "UTC"})
			return err
		})
		if _, err := signIn(t, d, ann, nil); err != nil {
			t.Fatal(err)
		}
		_, err := db.Write(t.Context(), d.In(model.Live), func(ctx context.Context, tx db.Tx) (*account.Login, error) {
			return account.UsePasswordToken(ctx, tx, token, "correct horse battery", model.TokenInvitation)
		})
		if err == nil || !strings.Contains(err.Error(), "not valid") {
			t.Errorf("the invitation can still be used: %v", err)
		}
	})
}

func TestADeletedUserIsKnownNoLonger(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *dbtest.Clock) {
		user(t, d, "admin@example.com", model.UserActive)
		first := user(t, d, "ann@example.com", model.UserActive)
		if _, err := signIn(t, d, ann, nil); err != nil {
			t.Fatal(err)
		}
		run(t, d, model.Live, func(ctx context.Context, tx db.Tx, by model.Actor) error {
			return account.DeleteUser(ctx, tx, by, first.ID)
		})
		if _, err := signIn(t, d, ann, nil); !errors.Is(err, account.RefusedUnknown) {
			t.Errorf("it says %v, want %v", err, account.RefusedUnknown)
		}
		second := user(t, d, "ann@example.com", model.UserInvited)
		if login, err := signIn(t, d, ann, nil); err != nil || login.User.ID != second.ID {
			t.Errorf("signed in is %+v, %v, want %s", login, err, second.ID)
		}
	})
}

func TestUsersOfTheSandboxAreNobodyToAProvider(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *dbtest.Clock) {
		user(t, d, "admin@example.com", model.UserActive)
		var twin *model.User
		run(t, d, model.Test, func(ctx context.Context, tx db.Tx, by model.Actor) error {
			var err error
			twin, _, err = account.CreateUser(ctx, tx, by, model.CreateUserInput{Name: "Ann", Email: ann.Email, Role: model.RoleUser, TimeZone: "UTC"})
			return err
		})
		if _, err := signIn(t, d, ann, nil); !errors.Is(err, account.RefusedUnknown) {
			t.Errorf("it says %v, want %v", err, account.RefusedUnknown)
		}
		err := db.WriteDone(t.Context(), d.In(model.Test), func(ctx context.Context, tx db.Tx) error {
			return db.InsertIdentity(ctx, tx, &model.Identity{Issuer: issuer, Subject: "00u1", UserID: twin.ID, CreatedAt: tx.Now})
		})
		if err == nil {
			t.Error("a user of TEST has an identity")
		}
	})
}

// TestTwoFirstSignInsAtOnceMakeOneUser looks at what SignInByClaims says to the second:
// its caller tries again.
func TestTwoFirstSignInsAtOnceMakeOneUser(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *dbtest.Clock) {
		user(t, d, "admin@example.com", model.UserActive)
		role := model.RoleUser
		logins := make(chan *account.Login, 8)
		for range cap(logins) {
			go func() {
				login, err := signIn(t, d, ann, &role)
				if err != nil {
					login, err = signIn(t, d, ann, &role)
				}
				if err != nil {
					t.Error(err)
				}
				logins <- login
			}()
		}
		first := <-logins
		for range cap(logins) - 1 {
			if next := <-logins; next == nil || first == nil || next.User.ID != first.User.ID {
				t.Errorf("there are two users: %+v, %+v", first, next)
			}
		}
	})
}
