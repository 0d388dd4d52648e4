package e2e

import (
	"bufio"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/opsknight/opsknight/db/dbtest"
)

// people are those of the provider, with what it says of them. Those with an account are
// of the example.
var people = map[string]map[string]any{
	"alice":      {"email": "Alice@example.com", "email_verified": true, "name": "Alice Smith"},
	"ben":        {"email": "ben@example.com", "email_verified": true, "name": "Ben Okafor"},
	"mallory":    {"email": "alice@example.com", "email_verified": false, "name": "Mallory"},
	"alice-anew": {"email": "alice@example.com", "email_verified": true, "name": "Alice Smith"},
	"nina":       {"email": "nina@example.com", "email_verified": true, "name": "Nina New", "zoneinfo": "Asia/Tokyo"},
}

// identityProvider is where oidc-provider is to be, which a test starts when it will.
type identityProvider struct {
	issuer string
	port   string
}

func newIdentityProvider(t *testing.T) *identityProvider {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_, port, err := net.SplitHostPort(listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	if err := listener.Close(); err != nil {
		t.Fatal(err)
	}
	// By another name than the servers', so that browsers take it for another site.
	return &identityProvider{issuer: "http://localhost:" + port, port: port}
}

// flags are those of a server that knows the provider.
func (p *identityProvider) flags(newUsers string) []string {
	return []string{
		"--oidc-issuer", p.issuer, "--oidc-client-id", "opsknight", "--oidc-client-secret", "a secret/of+the client",
		"--oidc-name", "Example ID", "--oidc-new-users", newUsers,
	}
}

// start starts the provider, which knows these servers.
func (p *identityProvider) start(t *testing.T, servers ...*server) {
	t.Helper()
	claims, err := json.Marshal(people)
	if err != nil {
		t.Fatal(err)
	}
	var back []string
	for _, s := range servers {
		back = append(back, s.url+"/oidc/callback")
	}
	cmd := servers[0].nodeCommand(t, map[string]string{"OIDC_PORT": p.port, "OIDC_REDIRECT_URIS": strings.Join(back, ","), "OIDC_PEOPLE": string(claims)}, "oidc-provider.mjs")
	cmd.Stderr = t.Output()
	input, err := cmd.StdinPipe() // which ends with the test, and with it the provider
	if err != nil {
		t.Fatal(err)
	}
	output, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = input.Close()
		_ = cmd.Wait()
	})
	if said := bufio.NewScanner(output); !said.Scan() || said.Text() != "listening" {
		t.Fatalf("the provider says %q, %v", said.Text(), said.Err())
	}
}

// visitor is a browser without pages: it keeps cookies, and is led nowhere by itself.
type visitor struct {
	t      *testing.T
	server *server
	client *http.Client
}

func newVisitor(t *testing.T, s *server) *visitor {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &visitor{t, s, &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
}

// open returns where an address leads; the address itself if it leads nowhere.
func (v *visitor) open(at string) *url.URL {
	v.t.Helper()
	answer, err := v.client.Get(at)
	return v.led(answer, err)
}

func (v *visitor) led(answer *http.Response, err error) *url.URL {
	v.t.Helper()
	if err != nil {
		v.t.Fatal(err)
	}
	body, err := io.ReadAll(answer.Body)
	_ = answer.Body.Close()
	if err != nil {
		v.t.Fatal(err)
	}
	if answer.StatusCode >= 400 {
		v.t.Fatalf("%s answered %d: %s", answer.Request.URL, answer.StatusCode, body)
	}
	if answer.StatusCode < 300 {
		return answer.Request.URL
	}
	to, err := answer.Location()
	if err != nil {
		v.t.Fatal(err)
	}
	return to
}

// begin goes to the server's door, and returns where in the provider it leads.
func (v *visitor) begin(to string) *url.URL {
	v.t.Helper()
	return v.open(v.server.url + "/oidc/sign-in?to=" + url.QueryEscape(to))
}

// as says at the provider who one is ("" cancels), and returns where that leads: back to
// the server, with an answer.
func (v *visitor) as(sub string, there *url.URL) *url.URL {
	v.t.Helper()
	asked := v.open(there.String())
	if !strings.HasPrefix(asked.Path, "/interaction/") {
		v.t.Fatalf("the provider leads to %s", asked)
	}
	answer, err := v.client.PostForm(asked.String(), url.Values{"sub": {sub}})
	back := v.open(v.led(answer, err).String())
	if !strings.HasPrefix(back.String(), v.server.url+"/oidc/callback?") {
		v.t.Fatalf("the provider leads to %s", back)
	}
	return back
}

// signIn goes the whole way, and returns where it ends.
func (v *visitor) signIn(sub, to string) *url.URL {
	v.t.Helper()
	return v.open(v.as(sub, v.begin(to)).String())
}

// wantProblem checks where one ended, and that nobody is signed in.
func (v *visitor) wantProblem(ended *url.URL, word string) {
	v.t.Helper()
	if ended.Path != "/sign-in" || ended.Query().Get("problem") != word {
		v.t.Errorf("it ends at %s, want the problem %s", ended, word)
	}
	if who := v.asks(`{ setup { viewer { name } } }`); who != `{"setup":{"viewer":null}}` {
		v.t.Errorf("signed in is %s", who)
	}
}

// asks returns the data of a query as who is signed in.
func (v *visitor) asks(query string) string {
	v.t.Helper()
	body, err := json.Marshal(map[string]string{"query": query})
	if err != nil {
		v.t.Fatal(err)
	}
	answer, err := v.client.Post(v.server.url+"/graphql", "application/json", strings.NewReader(string(body)))
	if err != nil {
		v.t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	var read struct {
		Data   json.RawMessage
		Errors json.RawMessage
	}
	if err := json.NewDecoder(answer.Body).Decode(&read); err != nil || read.Errors != nil {
		v.t.Fatalf("%s: %s, %v", query, read.Errors, err)
	}
	return string(read.Data)
}

// TestSingleSignOnByARealProvider goes through what a browser and a provider may do, at two
// servers of one database: one gives no accounts to who has none, one does.
func TestSingleSignOnByARealProvider(t *testing.T) {
	for _, kind := range []string{"sqlite", "postgres"} {
		t.Run(kind, func(t *testing.T) {
			provider := newIdentityProvider(t)
			strict := startPlain(t, dbtest.URL(t, kind), true, provider.flags("none")...)
			open := strict.anotherPlain(t, "--oidc-new-users", "responder")
			down := newVisitor(t, strict)
			down.wantProblem(down.begin("/services"), "unreachable")
			if told := down.asks(`{ setup { singleSignOn { name url } } }`); told != `{"setup":{"singleSignOn":{"name":"Example ID","url":"/oidc/sign-in"}}}` {
				t.Errorf("the sign-in page is told %s", told)
			}
			empty := startPlain(t, dbtest.URL(t, kind), false, provider.flags("responder")...)
			provider.start(t, strict, open, empty)

			t.Run("before there is an administrator", func(t *testing.T) {
				v := newVisitor(t, empty)
				v.wantProblem(v.signIn("nina", "/"), "set-up-first")
				if needed := v.asks(`{ setup { needed } }`); needed != `{"setup":{"needed":true}}` {
					t.Errorf("it is set up by now: %s", needed)
				}
			})
			t.Run("who has an account", func(t *testing.T) { checkLinking(t, strict, open) })
			t.Run("who is refused", func(t *testing.T) { checkRefusals(t, strict) })
			t.Run("who has no account", func(t *testing.T) { checkNewUser(t, strict, open) })
			t.Run("answers that were not asked for", func(t *testing.T) { checkForgeries(t, strict) })
		})
	}
}

func checkLinking(t *testing.T, servers ...*server) {
	for _, s := range servers {
		v := newVisitor(t, s)
		if ended := v.signIn("alice", "/incidents?status=all"); ended.String() != s.url+"/incidents?status=all" {
			t.Errorf("it ends at %s", ended)
		}
		if who := v.asks(`{ viewer { name role hasPassword } }`); who != `{"viewer":{"name":"Alice Smith","role":"ADMIN","hasPassword":true}}` {
			t.Errorf("signed in is %s", who)
		}
		if log := v.asks(`{ auditLog(first: 1) { nodes { action actor { name } } } }`); !strings.Contains(log, `"user.identity_linked"`) || !strings.Contains(log, "Alice Smith") {
			t.Errorf("the last in the audit log is %s", log)
		}
		if ended := v.open(s.url + "/oidc/sign-in?to=" + url.QueryEscape("//evil.example")); ended.Host == "evil.example" {
			t.Errorf("it leads to %s", ended)
		}
	}
}

func checkRefusals(t *testing.T, s *server) {
	for sub, word := range map[string]string{"": "denied", "mallory": "email-unverified", "alice-anew": "other-identity"} {
		v := newVisitor(t, s)
		v.wantProblem(v.signIn(sub, "/"), word)
	}
	v := newVisitor(t, s)
	v.signIn("ben", "/")
	if who := v.asks(`{ viewer { name } }`); who != `{"viewer":{"name":"Ben Okafor"}}` {
		t.Errorf("signed in is %s", who)
	}
	var found struct{ Data []struct{ ID string } }
	s.ask(t, http.MethodGet, "/api/users?q=ben@example.com", nil, &found)
	if len(found.Data) != 1 {
		t.Fatalf("found %+v", found)
	}
	s.ask(t, http.MethodPatch, "/api/users/"+found.Data[0].ID, map[string]string{"status": "DISABLED"}, &struct{}{})
	v = newVisitor(t, s)
	v.wantProblem(v.signIn("ben", "/"), "disabled")
}

func checkNewUser(t *testing.T, strict, open *server) {
	v := newVisitor(t, strict)
	v.wantProblem(v.signIn("nina", "/"), "no-account")
	v = newVisitor(t, open)
	if ended := v.signIn("nina", ""); ended.String() != open.url+"/" {
		t.Errorf("it ends at %s", ended)
	}
	if who := v.asks(`{ viewer { name role hasPassword } }`); who != `{"viewer":{"name":"Nina New","role":"RESPONDER","hasPassword":false}}` {
		t.Errorf("signed in is %s", who)
	}
	v = newVisitor(t, strict) // where she is known by now
	if ended := v.signIn("nina", "/teams"); ended.String() != strict.url+"/teams" {
		t.Errorf("it ends at %s", ended)
	}
}

func checkForgeries(t *testing.T, s *server) {
	t.Run("of another browser", func(t *testing.T) {
		victim, attacker := newVisitor(t, s), newVisitor(t, s)
		victim.begin("/")
		victim.wantProblem(victim.open(attacker.as("alice", attacker.begin("/")).String()), "expired")
	})
	t.Run("of no attempt", func(t *testing.T) {
		attacker, victim := newVisitor(t, s), newVisitor(t, s)
		victim.wantProblem(victim.open(attacker.as("alice", attacker.begin("/")).String()), "expired")
	})
	t.Run("a second time", func(t *testing.T) {
		v := newVisitor(t, s)
		back := v.as("alice", v.begin("/"))
		cookies := v.client.Jar.Cookies(back)
		v.open(back.String())
		again := newVisitor(t, s)
		again.wantProblem(again.open(back.String()), "expired")
		again.client.Jar.SetCookies(back, cookies) // as who has read them before: the code was used
		again.wantProblem(again.open(back.String()), "expired")
	})
	t.Run("with another nonce", func(t *testing.T) {
		v := newVisitor(t, s)
		there := v.begin("/")
		asked := there.Query()
		asked.Set("nonce", "of-somebody-elses-attempt")
		there.RawQuery = asked.Encode()
		v.wantProblem(v.open(v.as("alice", there).String()), "failed")
	})
	t.Run("with the code of another attempt", func(t *testing.T) {
		v, other := newVisitor(t, s), newVisitor(t, s)
		mine, theirs := v.as("alice", v.begin("/")), other.as("nina", other.begin("/"))
		asked := mine.Query()
		asked.Set("code", theirs.Query().Get("code"))
		mine.RawQuery = asked.Encode()
		v.wantProblem(v.open(mine.String()), "expired") // by PKCE: the code is of another verifier
	})
	t.Run("that is nonsense", func(t *testing.T) {
		v := newVisitor(t, s)
		for _, query := range []string{"", "state=x", "code=%00&state=%00", "error=" + strings.Repeat("x", 3000), "%zz"} {
			v.wantProblem(v.open(s.url+"/oidc/callback?"+query), "expired")
		}
	})
}

// TestSingleSignOnInABrowser goes the whole way in Chromium, from one site to another.
func TestSingleSignOnInABrowser(t *testing.T) {
	for _, kind := range []string{"sqlite", "postgres"} {
		t.Run(kind, func(t *testing.T) {
			provider := newIdentityProvider(t)
			s := startPlain(t, dbtest.URL(t, kind), true, provider.flags("responder")...)
			provider.start(t, s)
			installed(t, "../web/node_modules/.package-lock.json", "run npm ci in web")
			cmd := exec.CommandContext(t.Context(), installed(t, "node", "the pages' tests need Node 20 or later"), "e2e/oidc.mjs", "--url", s.url, "--also", provider.issuer)
			cmd.Dir = filepath.Join("..", "web")
			cmd.Env = os.Environ()
			out, err := cmd.CombinedOutput()
			if err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			t.Logf("%s", out)
		})
	}
}

// anotherPlain starts one more server on the same database, with flags of its own.
func (s *server) anotherPlain(t *testing.T, more ...string) *server {
	t.Helper()
	program, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	other := *s
	other.arguments = append(slices.Clone(s.arguments), more...)
	other.serve(t, program)
	other.url = "http://" + other.host
	return &other
}
