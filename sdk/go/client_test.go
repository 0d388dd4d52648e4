package opsknight_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	opsknight "github.com/opsknight/opsknight/sdk/go"
)

func TestNew(t *testing.T) {
	stub := newStub(t, answer{status: 200, body: oneIncident})
	t.Setenv("OPSKNIGHT_URL", stub.URL)
	t.Setenv("OPSKNIGHT_API_KEY", "sk_test_environment")
	for want, config := range map[string]opsknight.Config{"sk_test_environment": {}, "sk_live_here": {URL: stub.URL + "/", APIKey: "sk_live_here"}} {
		c, err := opsknight.New(config)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := c.GetIncident(t.Context(), "inc_1"); err != nil {
			t.Fatal(err)
		}
		asked := stub.requests()
		if got := asked[len(asked)-1].Header.Get("Authorization"); got != "Bearer "+want {
			t.Errorf("asked as %q, want %s", got, want)
		}
		if shown := fmt.Sprintf("%v %+v %#v %s", c, c, c, c); strings.Contains(shown, "sk_") || !strings.Contains(shown, stub.URL) {
			t.Error("a client is shown as", shown)
		}
	}
	t.Setenv("OPSKNIGHT_URL", "")
	for _, bad := range []string{"", "opsknight.example.com", "ftp://opsknight.example.com", "https://", "http://a b"} {
		if _, err := opsknight.New(opsknight.Config{URL: bad}); err == nil {
			t.Errorf("%q is taken for an address", bad)
		}
	}
}

func TestRetries(t *testing.T) {
	ok := answer{status: 200, body: oneIncident}
	status := func(status int, retryAfter string) answer {
		return answer{status: status, header: map[string]string{"Retry-After": retryAfter}, body: `{"error":{"code":"INTERNAL_ERROR","message":"No."}}`}
	}
	lost, none := answer{}, []time.Duration(nil)
	get := func(c *opsknight.Client) error {
		_, err := c.GetIncident(t.Context(), "inc_1")
		return err
	}
	create := func(c *opsknight.Client) error {
		_, err := c.CreateIncident(t.Context(), opsknight.CreateIncident{Title: "Down", ServiceID: "svc_1"})
		return err
	}
	update := func(c *opsknight.Client) error {
		_, err := c.UpdateIncident(t.Context(), "inc_1", opsknight.UpdateIncident{Status: opsknight.IncidentStatusResolved})
		return err
	}
	merge := func(c *opsknight.Client) error {
		_, err := c.MergeIncidents(t.Context(), "inc_1", opsknight.MergeIncidents{SourceIDs: []string{"inc_2"}})
		return err
	}
	mergeAnyway := func(c *opsknight.Client) error {
		_, err := c.MergeIncidents(t.Context(), "inc_1", opsknight.MergeIncidents{SourceIDs: []string{"inc_2"}}, opsknight.Repeatable())
		return err
	}
	remove := func(c *opsknight.Client) error { return c.DeleteIncident(t.Context(), "inc_1") }
	query := func(c *opsknight.Client) error { return c.Query(t.Context(), "{ viewer { name } }", nil, nil) }
	mutate := func(c *opsknight.Client) error {
		return c.Query(t.Context(), "mutation { x }", nil, nil)
	}
	half, one, two := 500*time.Millisecond, time.Second, 2*time.Second
	for _, tt := range []struct {
		name    string
		call    func(*opsknight.Client) error
		answers []answer
		waited  []time.Duration
		status  int // of the error; 0: none, -1: a connection that was lost
	}{
		{"at once", get, []answer{ok}, none, 0},
		{"each pause is twice the one before", get, []answer{status(502, ""), status(503, ""), status(504, ""), ok}, []time.Duration{half, one, two}, 0},
		{"no more than five times", get, []answer{status(503, "")}, []time.Duration{half, one, two, 2 * two}, 503},
		{"a lost connection", get, []answer{lost, ok}, []time.Duration{half}, 0},
		{"a connection that stays lost", get, []answer{lost}, []time.Duration{half, one, two, 2 * two}, -1},
		{"asked for seconds", get, []answer{status(429, "30"), ok}, []time.Duration{30 * time.Second}, 0},
		{"asked for a date", get, []answer{status(503, "Mon, 15 Jan 2024 12:01:00 GMT"), ok}, []time.Duration{time.Minute}, 0},
		{"asked for a date that has passed", get, []answer{status(503, "Mon, 15 Jan 2024 11:01:00 GMT"), ok}, []time.Duration{half}, 0},
		{"asked for nonsense", get, []answer{status(503, "soon"), ok}, []time.Duration{half}, 0},
		{"asked for too much", get, []answer{status(429, "121"), ok}, none, 429},
		{"asked for ages", get, []answer{status(429, "99999999999999999999"), ok}, []time.Duration{half}, 0},
		{"another failure", get, []answer{status(500, "1"), ok}, none, 500},
		{"an object is made with a key", create, []answer{lost, status(503, ""), ok}, []time.Duration{half, one}, 0},
		{"a change that was perhaps made", update, []answer{status(503, ""), ok}, none, 503},
		{"a change whose answer was lost", update, []answer{lost, ok}, none, -1},
		{"a change that was refused for the rate limit", update, []answer{status(429, "1"), ok}, []time.Duration{one}, 0},
		{"a POST without a key", merge, []answer{status(502, ""), ok}, none, 502},
		{"a POST that the caller says may be repeated", mergeAnyway, []answer{status(502, ""), ok}, []time.Duration{half}, 0},
		{"a deletion", remove, []answer{status(502, ""), {status: 204}}, []time.Duration{half}, 0},
		{"a deletion that an attempt has made", remove, []answer{lost, status(404, "")}, []time.Duration{half}, 0},
		{"a deletion of what is not there", remove, []answer{status(404, "")}, none, 404},
		{"a deletion of what is not there, at the second attempt", remove, []answer{status(429, "1"), status(404, "")}, []time.Duration{one}, 404},
		{"a query", query, []answer{status(503, ""), {status: 200, body: `{"data":{}}`}}, []time.Duration{half}, 0},
		{"a mutation", mutate, []answer{status(503, ""), {status: 200, body: `{"data":{}}`}}, none, 503},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := newStub(t, tt.answers...)
			c, waited := s.client(t, opsknight.Retry{})
			err := tt.call(c)
			var why *opsknight.Error
			switch errors.As(err, &why); {
			case tt.status == 0 && err != nil, tt.status != 0 && err == nil:
				t.Fatalf("the error is %v, want status %d", err, tt.status)
			case tt.status == -1 && (why.Code != opsknight.CodeUnreachable || why.Status != 0), tt.status > 0 && why.Status != tt.status:
				t.Errorf("the error is %#v, want status %d", why, tt.status)
			}
			if !slices.Equal(*waited, tt.waited) {
				t.Errorf("waited %v, want %v", *waited, tt.waited)
			}
			if len(s.requests()) != len(tt.waited)+1 {
				t.Errorf("asked %d times", len(s.requests()))
			}
			for _, r := range s.requests()[1:] {
				if r.Header.Get("Idempotency-Key") != s.requests()[0].Header.Get("Idempotency-Key") {
					t.Error("the attempts have different keys")
				}
			}
		})
	}
}

func TestPausesAreSpreadAndBounded(t *testing.T) {
	for _, random := range []float64{0, 0.999} {
		s := newStub(t, answer{status: 503})
		var waited []time.Duration
		c, err := opsknight.New(opsknight.Config{
			URL: s.URL, Retry: opsknight.Retry{Attempts: 100, First: time.Second, Most: 8 * time.Second},
			Random: func() float64 { return random },
			Sleep:  func(_ context.Context, d time.Duration) error { waited = append(waited, d); return nil },
		})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := c.GetUser(t.Context(), "usr_1"); err == nil {
			t.Fatal("no error")
		}
		least, most := 500*time.Millisecond, 1500*time.Millisecond
		if waited[0] < least || waited[0] > most || (random > 0) != (waited[0] > time.Second) {
			t.Error("the first pause is", waited[0])
		}
		for _, d := range waited[5:] {
			if d < 4*time.Second || d > 8*time.Second {
				t.Error("a late pause is", d)
			}
		}
	}
}

func TestNothingIsAskedWhereNobodyListens(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_ = listener.Close()
	s := &stub{}
	s.Server = newStub(t, answer{status: 200}).Server
	s.URL = "http://" + listener.Addr().String()
	c, waited := s.client(t, opsknight.Retry{Attempts: 3})
	_, err = c.MergeIncidents(t.Context(), "inc_1", opsknight.MergeIncidents{}) // surely not done, so tried again
	var why *opsknight.Error
	if !errors.As(err, &why) || why.Code != opsknight.CodeUnreachable || len(*waited) != 2 || !strings.Contains(err.Error(), s.URL) {
		t.Errorf("the error is %v after %d pauses", err, len(*waited))
	}
	var network *net.OpError
	if !errors.As(err, &network) {
		t.Error("the cause is lost")
	}
}

func TestACallEndsWithItsContext(t *testing.T) {
	s := newStub(t, answer{status: 503})
	ctx, cancel := context.WithCancel(t.Context())
	c, err := opsknight.New(opsknight.Config{URL: s.URL, Sleep: func(ctx context.Context, _ time.Duration) error { cancel(); return ctx.Err() }})
	if err != nil {
		t.Fatal(err)
	}
	_, err = c.GetTeam(ctx, "team_1")
	var why *opsknight.Error
	if !errors.Is(err, context.Canceled) || !errors.As(err, &why) || why.Status != 503 {
		t.Error("the error is", err)
	}
}

func TestErrors(t *testing.T) {
	id := map[string]string{"X-Request-ID": "req-12345678", "Retry-After": "200"}
	for _, tt := range []struct {
		name   string
		answer answer
		want   opsknight.Error
	}{
		{
			"a field",
			answer{400, id, `{"error":{"code":"VALIDATION_ERROR","message":"Title is required","details":{"field":"title","reason":"required","errors":[{"field":"title","reason":"required","message":"Title is required"}]}}}`},
			opsknight.Error{Status: 400, Code: "VALIDATION_ERROR", Message: "Title is required", Field: "title", Reason: "required", RequestID: "req-12345678", RetryAfter: 200 * time.Second, Faults: []opsknight.Fault{{Field: "title", Reason: "required", Message: "Title is required"}}},
		},
		{
			"a conflict",
			answer{409, nil, `{"error":{"code":"CONFLICT","message":"It is needed.","details":{"incident_id":"inc_2","used_by":[{"kind":"service","id":"svc_1","name":"API"}]}}}`},
			opsknight.Error{Status: 409, Code: "CONFLICT", Message: "It is needed.", ExistingID: "inc_2", UsedBy: []opsknight.Use{{Kind: "service", ID: "svc_1", Name: "API"}}},
		},
		{
			"a rate limit without its header",
			answer{429, nil, `{"error":{"code":"RATE_LIMITED","message":"Too many requests.","retry_after":300}}`},
			opsknight.Error{Status: 429, Code: "RATE_LIMITED", Message: "Too many requests.", RetryAfter: 5 * time.Minute},
		},
		{
			"GraphQL",
			answer{400, nil, `{"errors":[{"message":"No such field.","extensions":{"code":"GRAPHQL_VALIDATION_FAILED","requestId":"req-graphql1","field":"x","reason":"y","existingId":"inc_3","retryAfter":2}}]}`},
			opsknight.Error{Status: 400, Code: "GRAPHQL_VALIDATION_FAILED", Message: "No such field.", RequestID: "req-graphql1", Field: "x", Reason: "y", ExistingID: "inc_3", RetryAfter: 2 * time.Second},
		},
		{
			"PagerDuty's format",
			answer{400, nil, `{"status":"invalid event","message":"Event object is invalid","errors":["payload.summary is required"]}`},
			opsknight.Error{Status: 400, Code: "VALIDATION_ERROR", Message: "payload.summary is required"},
		},
		{"not modified", answer{304, nil, ""}, opsknight.Error{Status: 304, Code: "NOT_MODIFIED", Message: "Nothing has changed."}},
		{"a stranger", answer{500, nil, "<html>"}, opsknight.Error{Status: 500, Code: "UNEXPECTED_ANSWER"}},
		{"a redirect", answer{302, map[string]string{"Location": "https://example.com/"}, ""}, opsknight.Error{Status: 302, Code: "UNEXPECTED_ANSWER"}},
		{"a stranger that is well", answer{200, nil, "<html>"}, opsknight.Error{Status: 200, Code: "UNEXPECTED_ANSWER"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := newStub(t, tt.answer)
			c, _ := s.client(t, opsknight.Retry{Attempts: 1})
			_, err := c.GetIncident(t.Context(), "inc_1")
			var got *opsknight.Error
			if !errors.As(err, &got) {
				t.Fatal("the error is", err)
			}
			if tt.want.Message == "" && strings.Contains(got.Message, s.URL) {
				tt.want.Message = got.Message
			}
			gotText, _ := json.Marshal(withoutGraphQL(*got))
			wantText, _ := json.Marshal(tt.want)
			if string(gotText) != string(wantText) {
				t.Errorf("got\n%s, want\n%s", gotText, wantText)
			}
			if !strings.Contains(err.Error(), got.Message) || !strings.Contains(err.Error(), string(got.Code)) {
				t.Error("it says", err)
			}
		})
	}
}

func withoutGraphQL(e opsknight.Error) opsknight.Error {
	e.GraphQL = nil
	return e
}

func TestRequests(t *testing.T) {
	s := newStub(t, answer{status: 200, header: map[string]string{"ETag": `"3"`, "X-Request-ID": "req-1", "Idempotency-Replayed": "true"}, body: oneIncident})
	c, _ := s.client(t, opsknight.Retry{})
	var response opsknight.Response
	inc, err := c.UpdateIncident(t.Context(), "a/b ?", opsknight.UpdateIncident{
		Description: opsknight.Null[string](), AssigneeID: opsknight.Value("usr_1"), SnoozedUntil: noon,
	}, opsknight.IfMatch(`"2"`), opsknight.ReadResponse(&response))
	if err != nil {
		t.Fatal(err)
	}
	r := s.requests()[0]
	if r.Method != http.MethodPatch || r.URL.EscapedPath() != "/api/incidents/a%2Fb%20%3F" || r.Header.Get("Authorization") != "Bearer sk_test_1" || r.Header.Get("If-Match") != `"2"` {
		t.Errorf("asked %s %s %v", r.Method, r.URL.EscapedPath(), r.Header)
	}
	if want := `{"description":null,"assignee_id":"usr_1","snoozed_until":"2024-01-15T12:00:00Z"}`; s.sent()[0] != want {
		t.Errorf("sent %s, want %s", s.sent()[0], want)
	}
	if inc.Title != "Down" || inc.Description != nil || response.ETag() != `"3"` || response.RequestID() != "req-1" || !response.Replayed() || response.Status != 200 {
		t.Errorf("got %+v, %+v", inc, response)
	}
	if _, err := c.CreateService(t.Context(), opsknight.CreateService{Name: "API"}, opsknight.IdempotencyKey("mine")); err != nil {
		t.Fatal(err)
	}
	if r := s.requests()[1]; r.Header.Get("Idempotency-Key") != "mine" || s.sent()[1] != `{"name":"API"}` {
		t.Errorf("sent %s with %v", s.sent()[1], r.Header)
	}
	if _, err := c.RotateIntegrationKey(t.Context(), "svc_1", "int_1"); err != nil || s.sent()[2] != "{}" || s.requests()[2].Header.Get("Idempotency-Key") != "" {
		t.Errorf("sent %s: %v", s.sent()[2], err)
	}
	if _, err := c.UpdateUser(t.Context(), "usr_1", opsknight.UpdateUser{NotificationRules: []opsknight.NotificationRule{}}); err != nil || s.sent()[3] != `{"notification_rules":[]}` {
		t.Errorf("sent %s: %v", s.sent()[3], err)
	}
}

func TestPages(t *testing.T) {
	page := func(ids string, more string) answer {
		return answer{status: 200, body: `{"data":[` + ids + `],"pagination":{"total":5,"limit":2,"offset":0,"has_more":` + more + `}}`}
	}
	s := newStub(t, page(`{"id":"inc_1"},{"id":"inc_2"}`, "true"), page(`{"id":"inc_3"}`, "true"), page(`{"id":"inc_4"}`, "false"))
	c, _ := s.client(t, opsknight.Retry{})
	params := opsknight.ListIncidentsParams{
		Limit: 2, Offset: 7, Status: []opsknight.IncidentStatus{"OPEN", "SNOOZED"}, Urgency: []opsknight.Urgency{}, Sort: opsknight.IncidentSortUrgency, Q: "a&b",
	}
	var got []string
	for inc, err := range c.AllIncidents(t.Context(), params) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, inc.ID)
	}
	if !slices.Equal(got, []string{"inc_1", "inc_2", "inc_3", "inc_4"}) {
		t.Error("got", got)
	}
	for i, want := range []string{"7", "9", "10"} {
		if q := s.requests()[i].URL.RawQuery; q != "limit=2&offset="+want+"&q=a%26b&sort=urgency&status=OPEN%2CSNOOZED" {
			t.Errorf("page %d was asked by %s", i, q)
		}
	}
	s = newStub(t, page(`{"id":"inc_1"},{"id":"inc_2"}`, "true"), answer{status: 404, body: `{"error":{"code":"NOT_FOUND","message":"No."}}`})
	c, _ = s.client(t, opsknight.Retry{})
	items, failures := 0, 0
	for _, err := range c.AllNotes(t.Context(), "inc_1", opsknight.ListNotesParams{}) {
		if items++; err != nil {
			failures++
		}
	}
	if items != 3 || failures != 1 {
		t.Errorf("%d items, %d failures", items, failures)
	}
	for _, err := range c.AllNotes(t.Context(), "inc_1", opsknight.ListNotesParams{}) {
		if err == nil {
			t.Error("a list of nothing has an item")
		}
		break
	}
}

func TestEvents(t *testing.T) {
	s := newStub(t, answer{status: 202, body: `{"status":"success","message":"Event processed","dedup_key":"k","data":{"action":"triggered","incident":null}}`}, answer{}, answer{status: 202, body: `{}`})
	c, waited := s.client(t, opsknight.Retry{})
	events := c.Events("0123456789abcdef0123456789abcdef")
	got, err := events.Trigger(t.Context(), opsknight.Problem{Summary: "Down", Severity: opsknight.SeverityCritical, Timestamp: noon, DedupKey: "k", CustomDetails: map[string]int{"load": 9}})
	if err != nil || got.DedupKey != "k" || got.Data.Action != opsknight.EventEffectTriggered {
		t.Fatal(got, err)
	}
	if want := `{"routing_key":"0123456789abcdef0123456789abcdef","event_action":"trigger","dedup_key":"k","payload":{"summary":"Down","severity":"critical","timestamp":"2024-01-15T12:00:00Z","custom_details":{"load":9}}}`; !sameJSON(t, s.sent()[0], want) {
		t.Errorf("sent %s, want %s", s.sent()[0], want)
	}
	if s.requests()[0].Header.Get("Authorization") != "" {
		t.Error("the API key was sent")
	}
	if _, err := events.Trigger(t.Context(), opsknight.Problem{Summary: "Down"}); err != nil || len(*waited) != 1 || s.sent()[1] != s.sent()[2] || !strings.Contains(s.sent()[1], `"dedup_key":"`) {
		t.Errorf("a lost trigger is repeated as %s then %s: %v", s.sent()[1], s.sent()[2], err)
	}
	if _, err := c.SendEvent(t.Context(), opsknight.Event{EventAction: opsknight.EventActionTrigger, ServiceID: "svc_1"}); err != nil || !strings.Contains(s.sent()[3], `"dedup_key":"`) {
		t.Errorf("sent %s: %v", s.sent()[3], err)
	}
	if err := events.Change(t.Context(), opsknight.Change{Summary: "Deployed", Timestamp: noon, Links: []opsknight.EventLink{{Href: "https://ci.example.com", Text: "Build"}}}); err != nil {
		t.Fatal(err)
	}
	if want := `{"routing_key":"0123456789abcdef0123456789abcdef","payload":{"summary":"Deployed","timestamp":"2024-01-15T12:00:00Z"},"links":[{"href":"https://ci.example.com","text":"Build"}]}`; !sameJSON(t, s.sent()[4], want) || s.requests()[4].URL.Path != "/v2/change/enqueue" {
		t.Errorf("sent %s to %s", s.sent()[4], s.requests()[4].URL)
	}
	for i, send := range []func(context.Context, string) (*opsknight.EventAnswer, error){events.Acknowledge, events.Resolve} {
		if _, err := send(t.Context(), "k"); err != nil {
			t.Fatal(err)
		}
		if want := `{"routing_key":"0123456789abcdef0123456789abcdef","event_action":"` + []string{"acknowledge", "resolve"}[i] + `","dedup_key":"k"}`; !sameJSON(t, s.sent()[5+i], want) {
			t.Errorf("sent %s, want %s", s.sent()[5+i], want)
		}
	}
}

func sameJSON(t *testing.T, a, b string) bool {
	t.Helper()
	var x, y any
	if err := errors.Join(json.Unmarshal([]byte(a), &x), json.Unmarshal([]byte(b), &y)); err != nil {
		t.Fatal(err)
	}
	left, _ := json.Marshal(x)
	right, _ := json.Marshal(y)
	return string(left) == string(right)
}
