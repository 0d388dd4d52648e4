package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/db/dbtest"
	"github.com/opsknight/opsknight/internal/account"
	"github.com/opsknight/opsknight/internal/demo"
	"github.com/opsknight/opsknight/internal/engine"
	"github.com/opsknight/opsknight/internal/feed"
	"github.com/opsknight/opsknight/internal/gate"
	"github.com/opsknight/opsknight/internal/incident"
	"github.com/opsknight/opsknight/internal/metrics"
	"github.com/opsknight/opsknight/internal/notify"
	"github.com/opsknight/opsknight/internal/ratelimit"
	"github.com/opsknight/opsknight/internal/secret"
	"github.com/opsknight/opsknight/internal/sns"
	"github.com/opsknight/opsknight/model"
)

// asCommand in the environment makes this test program the command itself, for
// tests that need a process of it.
const asCommand = "OPSKNIGHT_TEST_AS_COMMAND"

func TestMain(m *testing.M) {
	if os.Getenv(asCommand) != "" {
		main()
	}
	dbtest.Main(m)
}

// documented are the limits of the API reference.
var documented = ratelimit.Limits{Events: 100, Reads: 300, Writes: 100}

// testServer is a started server on a database of its own with the example in it.
type testServer struct {
	demo.Result
	db      *db.DB
	clock   *dbtest.Clock
	gate    *gate.Gate
	pager   *notify.Pager
	engine  *engine.Engine
	outbox  *engine.Webhooks
	feed    *feed.Feed
	handler http.Handler
	url     string
}

// eachServer runs test against a server without rate limits on each database, beside
// other tests.
func eachServer(t *testing.T, test func(t *testing.T, s *testServer)) {
	t.Helper()
	eachLimitedServer(t, ratelimit.Limits{}, test)
}

func eachLimitedServer(t *testing.T, limits ratelimit.Limits, test func(t *testing.T, s *testServer)) {
	t.Helper()
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *dbtest.Clock) { test(t, startServer(t, d, clock, limits)) })
}

// startServer serves the real routes on d, with the example in it, until the test ends.
func startServer(t testing.TB, d *db.DB, clock *dbtest.Clock, limits ratelimit.Limits, options ...func(*server)) *testServer {
	t.Helper()
	made, err := demo.Fill(t.Context(), d)
	if err != nil {
		t.Fatal(err)
	}
	s := emptyServer(t, d, clock, limits, options...)
	s.Result = made
	return s
}

// emptyServer is startServer without the example.
func emptyServer(t testing.TB, d *db.DB, clock *dbtest.Clock, limits ratelimit.Limits, options ...func(*server)) *testServer {
	t.Helper()
	s := &testServer{db: d, clock: clock}
	log := slog.New(slog.NewTextHandler(t.Output(), nil)) // shown when the test fails
	events := incident.NewBatcher(d, log)
	t.Cleanup(events.Close)
	s.gate = gate.New(d, log)
	s.gate.Limits = limits
	s.pager, s.outbox = testPager(t), testOutbox(t, d, log)
	serving := server{
		db: d, log: log, gate: s.gate, events: events, introspection: true, pager: s.pager,
		hooks: account.Hooks{Box: s.outbox.Box, Client: s.outbox.Client}, metrics: metrics.New(d),
		topics: &sns.Confirmer{Client: s.outbox.Client, Now: d.Now, Log: log},
	}
	events.Observe, s.outbox.Observe = serving.metrics.Batch, serving.metrics.Webhook
	for _, option := range options {
		option(&serving)
	}
	s.engine = &engine.Engine{DB: d, Pager: s.pager, Log: log, Webhooks: s.outbox, Observe: serving.metrics.Escalated}
	s.engine.Notifications = &engine.Notifications{
		DB: d, Sender: &notify.Sender{Client: s.outbox.Client, Box: s.outbox.Box}, Log: log, Observe: serving.metrics.Notification,
	}
	serving.feed = feed.New(d, log)
	s.feed = serving.feed
	telling, stop := context.WithCancel(t.Context())
	var told sync.WaitGroup
	told.Go(func() { serving.feed.Run(telling) })
	t.Cleanup(func() { // before the database is closed
		stop()
		told.Wait()
	})
	handler, err := routes(serving)
	if err != nil {
		t.Fatal(err)
	}
	s.handler = handler
	s.url = serveHandler(t, handler)
	return s
}

// testPager writes pages that lead to a server of this name.
func testPager(t testing.TB) *notify.Pager {
	t.Helper()
	box, err := secret.New(make([]byte, secret.KeySize))
	if err != nil {
		t.Fatal(err)
	}
	return &notify.Pager{URL: "https://opsknight.example.com", Box: box}
}

// tick does all that is due.
func (s *testServer) tick(t testing.TB) {
	t.Helper()
	if err := s.engine.Tick(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func serveHandler(t testing.TB, handler http.Handler) string {
	t.Helper()
	web := httptest.NewServer(handler)
	t.Cleanup(web.Close)
	return web.URL
}

// request is one HTTP request. What is left out is as a client usually has it: the
// method GET, or POST with a body, the live key, and the media type of JSON.
type request struct {
	method, path, body string
	key                string // noKey: none
	header             map[string]string
}

const noKey = "-"

// reply is the answer to a request.
type reply struct {
	status int
	header http.Header
	body   string
}

// verb is the method.
func (r request) verb() string {
	switch {
	case r.method != "":
		return r.method
	case r.body != "":
		return http.MethodPost
	}
	return http.MethodGet
}

// send sends the request and reads the whole answer.
func (s *testServer) send(t testing.TB, r request) reply {
	t.Helper()
	answer, err := s.try(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	checkAnswer(t, r.verb(), r.path, answer)
	return answer
}

// try is send for a goroutine, which may not end its test.
func (s *testServer) try(ctx context.Context, r request) (reply, error) {
	req, err := http.NewRequestWithContext(ctx, r.verb(), s.url+r.path, strings.NewReader(r.body))
	if err != nil {
		return reply{}, err
	}
	if r.body != "" {
		req.Header.Set("Content-Type", "application/json")
	}
	switch r.key {
	case noKey:
	case "":
		req.Header.Set("Authorization", "Bearer "+s.LiveKey)
	default:
		req.Header.Set("Authorization", "Bearer "+r.key)
	}
	req.Host = r.header["Host"] // "": as the address has it
	for name, value := range r.header {
		req.Header.Set(name, value)
		if value == "" {
			req.Header.Del(name)
		}
	}
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	res, err := client.Do(req)
	if err != nil {
		return reply{}, err
	}
	defer func() { _ = res.Body.Close() }()
	body, err := io.ReadAll(res.Body)
	return reply{res.StatusCode, res.Header, string(body)}, err
}

func (s *testServer) get(t testing.TB, path string) reply {
	t.Helper()
	return s.send(t, request{path: path}).want(t, http.StatusOK)
}

// post creates something, and expects that it was.
func (s *testServer) post(t testing.TB, path, body string) reply {
	t.Helper()
	return s.send(t, request{path: path, body: body}).want(t, http.StatusCreated)
}

func (s *testServer) patch(t testing.TB, path, body string) reply {
	t.Helper()
	return s.send(t, request{method: http.MethodPatch, path: path, body: body})
}

// event sends an event with the live key.
func (s *testServer) event(t testing.TB, body string) reply {
	t.Helper()
	return s.send(t, request{path: "/api/events", body: body}).want(t, http.StatusAccepted)
}

// graphql runs a document with the live key.
func (s *testServer) graphql(t testing.TB, query string, variables any) reply {
	t.Helper()
	return s.graphqlAs(t, "", query, variables)
}

func (s *testServer) graphqlAs(t testing.TB, key, query string, variables any) reply {
	t.Helper()
	return s.send(t, request{path: "/graphql", key: key, body: gqlWith(t, query, variables)})
}

// want ends the test if the answer has another status.
func (r reply) want(t testing.TB, status int) reply {
	t.Helper()
	if r.status != status {
		t.Fatalf("answered %d, want %d: %s", r.status, status, cut(r.body))
	}
	return r
}

// at returns a value of the body as JSON shows it: at("data.0.id"). Absent is "absent".
func (r reply) at(t testing.TB, path string) string {
	t.Helper()
	value, ok := r.look(t, path)
	if !ok {
		return "absent"
	}
	if text, isText := value.(string); isText {
		return text
	}
	shown, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return string(shown)
}

func (r reply) look(t testing.TB, path string) (any, bool) {
	t.Helper()
	decoder := json.NewDecoder(strings.NewReader(r.body))
	decoder.UseNumber()
	var value any
	if err := decoder.Decode(&value); err != nil {
		t.Fatalf("the body is not JSON: %v: %s", err, cut(r.body))
	}
	for name := range strings.SplitSeq(path, ".") {
		switch inner := value.(type) {
		case map[string]any:
			found, ok := inner[name]
			if !ok {
				return nil, false
			}
			value = found
		case []any:
			i, err := strconv.Atoi(name)
			if err != nil || i >= len(inner) {
				return nil, false
			}
			value = inner[i]
		default:
			return nil, false
		}
	}
	return value, true
}

// each returns one value of every item of a list: each("data", "id").
func (r reply) each(t testing.TB, list, path string) []string {
	t.Helper()
	items, ok := r.look(t, list)
	all, isList := items.([]any)
	if !ok || !isList {
		t.Fatalf("there is no list %s in %s", list, cut(r.body))
	}
	values := make([]string, len(all))
	for i := range all {
		values[i] = r.at(t, fmt.Sprintf("%s.%d.%s", list, i, path))
	}
	return values
}

// is reports an error for each path that has another value.
func (r reply) is(t testing.TB, want map[string]string) {
	t.Helper()
	for path, value := range want {
		if got := r.at(t, path); got != value {
			t.Errorf("%s is %s, want %s; in %s", path, got, value, cut(r.body))
		}
	}
}

func cut(s string) string {
	if len(s) > 700 {
		return s[:700] + "…"
	}
	return s
}

// quote writes a text as JSON.
func quote(s string) string {
	text, _ := json.Marshal(s)
	return string(text)
}

// write runs an operation of the server itself in one transaction.
func write[T any](t testing.TB, s *testServer, env model.Environment, operation func(ctx context.Context, tx db.Tx, by model.Actor) (T, error)) T {
	t.Helper()
	out, err := db.Write(t.Context(), s.db.In(env), func(ctx context.Context, tx db.Tx) (T, error) {
		return operation(ctx, tx, model.System(env))
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// user returns one of the example's users.
func (s *testServer) user(t testing.TB, env model.Environment, email string) *model.User {
	t.Helper()
	user, err := db.UserByEmail(t.Context(), s.db.In(env), email)
	if err != nil {
		t.Fatal(err)
	}
	return user
}

// service returns one of the example's services.
func (s *testServer) service(t testing.TB, env model.Environment, slug string) *model.Service {
	t.Helper()
	service, err := db.ServiceBySlug(t.Context(), s.db.In(env), slug)
	if err != nil {
		t.Fatal(err)
	}
	return service
}

func (s *testServer) team(t testing.TB, env model.Environment) *model.Team {
	t.Helper()
	team, err := db.TeamByName(t.Context(), s.db.In(env), "Platform")
	if err != nil {
		t.Fatal(err)
	}
	return team
}

// keyWith makes a key of the example's administrator with these scopes.
func (s *testServer) keyWith(t testing.TB, env model.Environment, scopes ...string) (secret string, key *model.APIKey) {
	t.Helper()
	return s.newKey(t, env, model.CreateAPIKeyInput{Name: "Test", Scopes: scopes})
}

func (s *testServer) newKey(t testing.TB, env model.Environment, in model.CreateAPIKeyInput) (secret string, key *model.APIKey) {
	t.Helper()
	if in.OwnerID == nil {
		in.OwnerID = &s.user(t, env, "alice@example.com").ID
	}
	key = write(t, s, env, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.APIKey, error) {
		made, itsSecret, err := account.CreateAPIKey(ctx, tx, by, in)
		secret = itsSecret
		return made, err
	})
	return secret, key
}

// stored is what there is of incidents in both environments: it changes with every
// incident, alert and line of a timeline.
func (s *testServer) stored(t testing.TB) string {
	t.Helper()
	var all strings.Builder
	for _, env := range model.Environments {
		most := model.MaxPage
		found, err := db.Incidents(t.Context(), s.db.In(env), model.IncidentFilter{}, db.Newest, model.Page{First: &most})
		if err != nil {
			t.Fatal(err)
		}
		total, err := found.TotalCount(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintln(&all, env, total)
		for _, inc := range found.Nodes {
			fmt.Fprintln(&all, inc.ID, inc.Etag(), inc.Status, inc.UpdatedAt)
		}
		changes, err := db.ChangeEvents(t.Context(), s.db.In(env), model.ChangeEventFilter{}, db.Latest, model.Page{First: &most})
		if err != nil {
			t.Fatal(err)
		}
		for _, change := range changes.Nodes {
			fmt.Fprintln(&all, change.ID)
		}
	}
	return all.String()
}

// open opens an incident on payment-api and returns its id.
func (s *testServer) open(t testing.TB, title string) string {
	t.Helper()
	service := s.service(t, model.Live, "payment-api").ID
	return s.post(t, "/api/incidents", `{"title":`+quote(title)+`,"service_id":"`+service+`"}`).at(t, "data.id")
}

// keyOf makes a LIVE key of a user with these scopes; none: with every scope.
func (s *testServer) keyOf(t testing.TB, email string, scopes ...string) string {
	t.Helper()
	if len(scopes) == 0 {
		scopes = allScopes()
	}
	secret, _ := s.newKey(t, model.Live, model.CreateAPIKeyInput{Name: "Own", Scopes: scopes, OwnerID: &s.user(t, model.Live, email).ID})
	return secret
}

// scoped makes a LIVE key with these scopes.
func (s *testServer) scoped(t testing.TB, scopes ...string) string {
	t.Helper()
	secret, _ := s.keyWith(t, model.Live, scopes...)
	return secret
}

// auditOf returns what was logged of an object, the oldest first.
func (s *testServer) auditOf(t testing.TB, env model.Environment, id string) []*model.AuditEntry {
	t.Helper()
	found, err := db.AuditLog(t.Context(), s.db.In(env), model.AuditFilter{ObjectID: []string{id}}, db.Oldest, model.Page{})
	if err != nil {
		t.Fatal(err)
	}
	return found.Nodes
}

// wantAudit checks what was logged of an object, the oldest first.
func (s *testServer) wantAudit(t testing.TB, env model.Environment, id string, want []string) {
	t.Helper()
	var got []string
	for _, entry := range s.auditOf(t, env, id) {
		got = append(got, entry.Action)
	}
	if !slices.Equal(got, want) {
		t.Errorf("logged of %s: %v, want %v", id, got, want)
	}
}
