package signon_test

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/go-chi/chi/v5"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/db/dbtest"
	"github.com/opsknight/opsknight/internal/account"
	"github.com/opsknight/opsknight/internal/gate"
	"github.com/opsknight/opsknight/internal/requestid"
	"github.com/opsknight/opsknight/internal/secret"
	"github.com/opsknight/opsknight/internal/signon"
	"github.com/opsknight/opsknight/model"
	"github.com/opsknight/opsknight/web"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

// site is a server that has the door alone, and the provider that it knows.
type site struct {
	t        *testing.T
	db       *db.DB
	clock    *dbtest.Clock
	provider *provider
	gate     *gate.Gate
	http     http.Handler
	cookies  map[string]string // what the browser keeps
}

// each runs test on a site with one administrator, whose address is ann's, on each database.
func each(t *testing.T, test func(t *testing.T, s *site)) {
	t.Helper()
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *dbtest.Clock) {
		s := &site{t: t, db: d, clock: clock, provider: startProvider(t, d.Now), cookies: map[string]string{}}
		err := db.WriteDone(t.Context(), d.In(model.Live), func(ctx context.Context, tx db.Tx) error {
			user, _, err := account.CreateUser(ctx, tx, model.System(model.Live), model.CreateUserInput{Name: "Ann", Email: "ann@example.com", Role: model.RoleAdmin, TimeZone: "UTC"})
			if err != nil {
				return err
			}
			return account.SetPassword(ctx, tx, model.System(model.Live), user, "correct horse battery")
		})
		if err != nil {
			t.Fatal(err)
		}
		log := slog.New(slog.NewTextHandler(t.Output(), nil))
		s.gate = gate.New(d, log)
		s.http = s.handler(log, make([]byte, secret.KeySize))
		test(t, s)
	})
}

// handler is one server's.
func (s *site) handler(log *slog.Logger, key []byte) http.Handler {
	s.t.Helper()
	box, err := secret.New(key)
	if err != nil {
		s.t.Fatal(err)
	}
	r := chi.NewRouter()
	r.Use(requestid.Handler)
	known := signon.NewProvider(signon.Settings{Issuer: s.provider.URL, ClientID: clientID, ClientSecret: clientSecret, RedirectURL: "http://opsknight.example/oidc/callback"}, s.db.Now)
	(&signon.Handler{DB: s.db, Gate: s.gate, Box: box, Provider: known, IsPage: web.IsAppPath, Log: log}).Routes(r)
	return r
}

// get asks as a browser does that follows no redirects, and returns where the answer leads.
func (s *site) get(path string) *url.URL {
	s.t.Helper()
	r := httptest.NewRequestWithContext(s.t.Context(), http.MethodGet, path, nil)
	for name, value := range s.cookies {
		if name == "opsknight" || strings.HasPrefix(path, "/oidc/callback") {
			r.AddCookie(&http.Cookie{Name: name, Value: value})
		}
	}
	w := httptest.NewRecorder()
	s.http.ServeHTTP(w, r)
	answer := w.Result()
	if answer.StatusCode != http.StatusFound || answer.Header.Get("Cache-Control") != "no-store" || answer.Header.Get("Referrer-Policy") != "no-referrer" {
		body, _ := io.ReadAll(answer.Body)
		s.t.Fatalf("%s answered %d, %v: %s", path, answer.StatusCode, answer.Header, body)
	}
	for _, cookie := range answer.Cookies() {
		if !cookie.HttpOnly || cookie.SameSite != http.SameSiteLaxMode || cookie.Secure != s.gate.Browsers.Secure {
			s.t.Errorf("the cookie is %v", cookie)
		}
		if strings.HasSuffix(cookie.Name, "sign-in") && (cookie.Path != "/oidc/callback" || cookie.MaxAge > 600) {
			s.t.Errorf("the attempt's cookie is %v", cookie)
		}
		s.cookies[cookie.Name] = cookie.Value
		if cookie.MaxAge < 0 {
			delete(s.cookies, cookie.Name)
		}
	}
	to, err := answer.Location()
	if err != nil {
		s.t.Fatal(err)
	}
	return to
}

// begin goes to the provider, which remembers what it was asked, and returns the state.
func (s *site) begin(to string) string {
	s.t.Helper()
	there := s.get("/oidc/sign-in?to=" + url.QueryEscape(to))
	s.provider.asked = there.Query()
	if !strings.HasPrefix(there.String(), s.provider.URL+"/auth?") {
		s.t.Fatalf("it leads to %s", there)
	}
	return there.Query().Get("state")
}

// back comes from the provider with a code.
func (s *site) back(state string) *url.URL {
	s.t.Helper()
	return s.get("/oidc/callback?code=good&state=" + url.QueryEscape(state))
}

// wantProblem checks that the answer leads to the sign-in page with a word, and that nobody
// is signed in.
func (s *site) wantProblem(to *url.URL, word string) {
	s.t.Helper()
	if to.Path != "/sign-in" || to.Query().Get("problem") != word || len(to.Query().Get("request")) < 8 {
		s.t.Errorf("it leads to %s, want the problem %s", to, word)
	}
	if s.cookies["opsknight"] != "" {
		s.t.Error("there is a session")
	}
}

// wantSession checks who is signed in.
func (s *site) wantSession(name string) {
	s.t.Helper()
	person, err := s.gate.Sessions.Person(s.t.Context(), s.cookies["opsknight"])
	if err != nil || person.Actor.Name != name {
		s.t.Errorf("signed in is %q, %v; want %s", person.Actor.Name, err, name)
	}
}

func TestSigningIn(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		state := s.begin("/incidents?status=all")
		asked := s.provider.asked
		for name, want := range map[string]string{"client_id": clientID, "response_type": "code", "scope": "openid email profile", "code_challenge_method": "S256", "redirect_uri": "http://opsknight.example/oidc/callback"} {
			if asked.Get(name) != want {
				t.Errorf("%s is %q, want %q", name, asked.Get(name), want)
			}
		}
		for _, name := range []string{"state", "nonce", "code_challenge"} {
			if len(asked.Get(name)) < 43 || strings.Contains(s.cookies["opsknight-sign-in"], asked.Get(name)) {
				t.Errorf("%s is %q, and the cookie %q", name, asked.Get(name), s.cookies["opsknight-sign-in"])
			}
		}
		if to := s.back(state); to.String() != "/incidents?status=all" {
			t.Errorf("it leads to %s", to)
		}
		s.wantSession("Ann")
		if s.cookies["opsknight-sign-in"] != "" {
			t.Error("the attempt's cookie is left")
		}
		if other := s.begin("/"); other == state {
			t.Error("two attempts have one state")
		}
		if s.provider.searches != 1 {
			t.Errorf("the provider was discovered %d times", s.provider.searches)
		}
	})
}

func TestByTLSTheCookiesAreForTLSOnly(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		s.gate.Browsers.Secure = true
		state := s.begin("/")
		if s.cookies["__Secure-opsknight-sign-in"] == "" {
			t.Errorf("the cookies are %v", s.cookies)
		}
		s.back(state)
		if s.cookies["__Host-opsknight"] == "" {
			t.Errorf("the cookies are %v", s.cookies)
		}
	})
}

func TestAnyServerOfADatabaseTakesTheBrowserBack(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		log := slog.New(slog.NewTextHandler(t.Output(), nil))
		state := s.begin("/services")
		s.http = s.handler(log, make([]byte, secret.KeySize))
		if to := s.back(state); to.String() != "/services" {
			t.Errorf("it leads to %s", to)
		}
		delete(s.cookies, "opsknight")
		state = s.begin("/services")
		foreign := make([]byte, secret.KeySize)
		foreign[0] = 1
		s.http = s.handler(log, foreign)
		s.wantProblem(s.back(state), "expired")
	})
}

func TestAnAnswerThatIsNotToThisBrowsersAttempt(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		s.wantProblem(s.back("made-up"), "expired")
		state := s.begin("/")
		kept := s.cookies["opsknight-sign-in"]
		s.wantProblem(s.back(state+"x"), "expired")
		s.wantProblem(s.back(""), "expired")
		if s.cookies["opsknight-sign-in"] != kept {
			t.Fatal("an answer to another attempt has ended this one")
		}
		s.clock.Advance(10 * time.Minute)
		s.wantProblem(s.back(state), "expired")
		state = s.begin("/")
		kept = s.cookies["opsknight-sign-in"]
		s.back(state)
		s.wantSession("Ann")
		delete(s.cookies, "opsknight")
		s.wantProblem(s.back(state), "expired")
		s.cookies["opsknight-sign-in"] = kept + "x"
		s.wantProblem(s.back(state), "expired")
		if s.provider.tokens != 1 {
			t.Errorf("codes were exchanged %d times, want once", s.provider.tokens)
		}
	})
}

func TestIDTokensThatAreRefused(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		now := s.db.Now()
		for name, claims := range map[string]map[string]any{
			"of another nonce":     {"nonce": "another"},
			"without a nonce":      {"nonce": nil},
			"of another issuer":    {"iss": "https://evil.example"},
			"for another client":   {"aud": "another"},
			"given to another":     {"aud": []string{clientID, "another"}, "azp": "another"},
			"that is over":         {"exp": now.Add(-time.Second).Unix()},
			"that is for later":    {"nbf": now.Add(time.Hour).Unix()},
			"without a subject":    {"sub": ""},
			"with a long subject":  {"sub": strings.Repeat("x", 256)},
			"with NUL in it":       {"sub": "a\x00"},
			"with a number for it": {"email": 5},
		} {
			t.Run(name, func(t *testing.T) {
				s.provider.claims = claims
				s.wantProblem(s.back(s.begin("/")), "failed")
			})
		}
		t.Run("signed by somebody else", func(t *testing.T) {
			s.provider.claims, s.provider.signer = nil, keys()[1]
			s.wantProblem(s.back(s.begin("/")), "failed")
		})
		s.provider.claims, s.provider.signer = nil, keys()[0]
		s.back(s.begin("/"))
		s.wantSession("Ann")
	})
}

func TestWhatTheProviderSaysOfAnAddress(t *testing.T) {
	for name, tt := range map[string]struct {
		claims, info map[string]any
		word         string // "": Ann is signed in
	}{
		"verified, as a text":                         {claims: map[string]any{"email_verified": "true"}},
		"not verified":                                {claims: map[string]any{"email_verified": false}, word: "email-unverified"},
		"not verified, as a text":                     {claims: map[string]any{"email_verified": "false"}, word: "email-unverified"},
		"a number":                                    {claims: map[string]any{"email_verified": 1}, word: "email-unverified"},
		"nothing of it":                               {claims: map[string]any{"email_verified": nil}, word: "email-unverified"},
		"of somebody without an account":              {claims: map[string]any{"email": "bob@example.com"}, word: "no-account"},
		"all of it elsewhere":                         {claims: map[string]any{"email": nil, "email_verified": nil}, info: map[string]any{"sub": "00u1", "email": "ann@example.com", "email_verified": true}},
		"elsewhere, of somebody else":                 {claims: map[string]any{"email": nil}, info: map[string]any{"sub": "00u2", "email": "ann@example.com", "email_verified": true}, word: "failed"},
		"elsewhere, of another address":               {claims: map[string]any{"email": "bob@example.com", "name": nil}, info: map[string]any{"sub": "00u1", "email": "ann@example.com", "email_verified": true}, word: "no-account"},
		"of no address, with one elsewhere":           {claims: map[string]any{"email": nil}, info: map[string]any{"sub": "00u1", "email": "ann@example.com"}, word: "email-unverified"},
		"of its own address, with a verified one too": {claims: map[string]any{"email_verified": false, "name": nil}, info: map[string]any{"sub": "00u1", "email": "ann@example.com", "email_verified": true}, word: "email-unverified"},
	} {
		t.Run(name, func(t *testing.T) {
			each(t, func(t *testing.T, s *site) {
				s.provider.claims, s.provider.info = tt.claims, tt.info
				to := s.back(s.begin("/"))
				if tt.word == "" {
					s.wantSession("Ann")
					return
				}
				s.wantProblem(to, tt.word)
			})
		})
	}
}

func TestWhatTheProviderRefuses(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		for query, word := range map[string]string{
			"error=access_denied&error_description=No": "denied",
			"error=temporarily_unavailable":            "unreachable",
			"error=server_error":                       "unreachable",
			"error=invalid_scope":                      "failed",
			"error=" + strings.Repeat("x", 5000):       "failed",
			"code=good&iss=https%3A%2F%2Fevil.example": "failed",
			"code=": "failed",
			"":      "failed",
		} {
			state := s.begin("/teams")
			to := s.get("/oidc/callback?state=" + state + "&" + query)
			s.wantProblem(to, word)
			if to.Query().Get("to") != "/teams" {
				t.Errorf("where it was to end is lost: %s", to)
			}
		}
		for _, tt := range []struct {
			status     int
			body, word string
		}{
			{http.StatusBadRequest, `{"error":"invalid_grant"}`, "expired"},
			{http.StatusUnauthorized, `{"error":"invalid_client"}`, "failed"},
			{http.StatusBadGateway, `<html>`, "unreachable"},
			{http.StatusFound, ``, "failed"},
			{http.StatusOK, `{}`, "failed"},
			{http.StatusOK, `{"access_token":"a","token_type":"Bearer"}`, "failed"},
			{http.StatusOK, `{"access_token":"a","token_type":"Bearer","id_token":5}`, "failed"},
			{http.StatusOK, `{"access_token":"a","token_type":"Bearer","id_token":"a.b.c"}`, "failed"},
			{http.StatusOK, `[`, "failed"},
		} {
			s.provider.answer = func(w http.ResponseWriter) {
				w.Header().Set("Content-Type", "application/json")
				w.Header().Set("Location", "http://127.0.0.1:1/")
				w.WriteHeader(tt.status)
				_, _ = w.Write([]byte(tt.body))
			}
			t.Run(tt.body, func(*testing.T) { s.wantProblem(s.back(s.begin("/")), tt.word) })
		}
	})
}

func TestAProviderThatIsDownIsAskedAgain(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		s.provider.down = true
		s.wantProblem(s.get("/oidc/sign-in?to=/teams"), "unreachable")
		s.provider.down = false
		state := s.begin("/")
		s.provider.down = true // where it is, is known by now
		s.back(state)
		s.wantSession("Ann")
		if s.provider.searches != 2 {
			t.Errorf("the provider was discovered %d times, want twice", s.provider.searches)
		}
	})
}

func TestAProviderThatTakesSecretsInTheBody(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		s.provider.methods = []string{"client_secret_post", "private_key_jwt"}
		s.back(s.begin("/"))
		s.wantSession("Ann")
	})
}

func TestAttemptsAreLimitedByAddress(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		s.gate.Limits.Writes = 3
		state := s.begin("/")
		s.back("made-up")
		s.back("made-up")
		s.wantProblem(s.back(state), "too-many")
		s.wantProblem(s.get("/oidc/sign-in"), "too-many")
		s.clock.Advance(time.Minute)
		s.back(state)
		s.wantSession("Ann")
	})
}
