package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/model"
)

// pageReceiver is a program of somebody else that takes pages.
type pageReceiver struct {
	url    string
	answer http.HandlerFunc // nil: 200

	mu    sync.Mutex
	taken []taken
}

// taken is one request to one.
type taken struct {
	path, body string
	header     http.Header
}

// receive listens on loopback until the test ends.
func receive(t *testing.T) *pageReceiver {
	t.Helper()
	r := new(pageReceiver)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		body, _ := io.ReadAll(req.Body)
		r.mu.Lock()
		r.taken = append(r.taken, taken{req.URL.Path, string(body), req.Header})
		r.mu.Unlock()
		if r.answer != nil {
			r.answer(w, req)
		}
	}))
	t.Cleanup(server.Close)
	r.url = server.URL
	return r
}

// all returns what was taken so far.
func (r *pageReceiver) all() []taken {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.taken)
}

const setRules = `mutation($id: ID!, $rules: [NotificationRuleInput!]!) { setNotificationRules(input: {userId: $id, rules: $rules}) { user { notificationRules { channel urgencies host } } } }`

// rule is a notification rule as GraphQL takes it.
type rule struct {
	Channel   string   `json:"channel"`
	Urgencies []string `json:"urgencies,omitempty"`
	URL       string   `json:"url,omitempty"`
}

// quiet resolves what the example has to tell Ben of.
func (s *testServer) quiet(t testing.TB) {
	t.Helper()
	for _, slug := range []string{"payment-api", "checkout"} {
		s.resolveAll(t, s.service(t, model.Live, slug).ID)
	}
}

// rules sets how Ben is told.
func (s *testServer) rules(t testing.TB, rules ...rule) reply {
	t.Helper()
	return s.graphql(t, setRules, map[string]any{"id": s.user(t, model.Live, "ben@example.com").ID, "rules": rules})
}

// sentTo returns what was written to Ben of an incident, the oldest first, as
// "SLACK SENT 1": by what, what became of it, and after how many attempts.
func (s *testServer) sentTo(t testing.TB, incidentID string) []string {
	t.Helper()
	var found []string
	for _, n := range s.notifications(t, model.Live, incidentID) {
		found = append(found, fmt.Sprint(n.Channel, " ", n.Status, " ", n.AttemptCount))
	}
	return found
}

func (s *testServer) notifications(t testing.TB, env model.Environment, incidentID string) []*model.Notification {
	t.Helper()
	inc, err := db.Incident(t.Context(), s.db.In(env), incidentID)
	if err != nil {
		t.Fatal(err)
	}
	found, err := db.IncidentNotifications(t.Context(), s.db.In(env), inc, db.Oldest, model.Page{})
	if err != nil {
		t.Fatal(err)
	}
	return found.Nodes
}

func (s *testServer) wantSent(t testing.TB, incidentID string, want ...string) {
	t.Helper()
	if got := s.sentTo(t, incidentID); !slices.Equal(got, want) {
		t.Errorf("at %s: %q, want %q", s.clock.Now().Format(time.TimeOnly), got, want)
	}
}

var anyAckLink = regexp.MustCompile(`https://opsknight\.example\.com(/ack/[\w.-]+)`)

func TestAPageIsPostedToEachChannel(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		r := receive(t)
		s.quiet(t)
		s.rules(t, rule{Channel: "SLACK", URL: r.url + "/slack"}, rule{Channel: "SLACK", URL: r.url + "/second"}, rule{Channel: "TEAMS", URL: r.url + "/teams"},
			rule{Channel: "WEBHOOK", URL: r.url + "/program"}, rule{Channel: "SLACK", URL: r.url + "/slack"}).is(t, map[string]string{"errors": "absent"})
		r.answer = func(w http.ResponseWriter, _ *http.Request) {
			_, _ = io.WriteString(w, "ok\x00"+strings.Repeat("x", 5000))
		}
		id := s.event(t, trigger(s.ladder(t), "cpu")).at(t, "data.incident.id")
		s.tick(t)
		s.tick(t)
		s.wantSent(t, id, "INBOX SENT 0", "SLACK SENT 1", "SLACK SENT 1", "TEAMS SENT 1", "WEBHOOK SENT 1")

		var paths []string
		byID := map[string]string{}
		for _, n := range s.notifications(t, model.Live, id) {
			byID[n.ID] = n.Body
		}
		for _, one := range r.all() {
			paths = append(paths, one.path)
			key := one.header.Get("Idempotency-Key")
			if one.body == "" || byID[key] != one.body || one.header.Get("X-OpsKnight-Notification") != key || one.header.Get("Content-Type") != "application/json" {
				t.Errorf("%s was sent %s with %v", one.path, one.body, one.header)
			}
			link := anyAckLink.FindStringSubmatch(one.body)
			if link == nil {
				t.Errorf("%s has no link to acknowledge by: %s", one.path, one.body)
				continue
			}
			s.send(t, request{path: link[1], key: noKey}).want(t, http.StatusOK)
			s.send(t, request{method: http.MethodPost, path: link[1], key: noKey}).want(t, http.StatusOK)
		}
		slices.Sort(paths)
		if want := []string{"/program", "/second", "/slack", "/teams"}; !slices.Equal(paths, want) {
			t.Errorf("posted to %v, want %v", paths, want)
		}
		s.get(t, "/api/incidents/"+id).is(t, map[string]string{"data.status": "ACKNOWLEDGED", "data.assignee.name": "Ben Okafor"})
		shown := s.graphql(t, `query($id: ID!) { incident(id: $id) { notifications { nodes { attempts { answer error } } } } }`, map[string]string{"id": id})
		shown.is(t, map[string]string{"data.incident.notifications.nodes.1.attempts.0.error": "null"})
		if answer := shown.at(t, "data.incident.notifications.nodes.1.attempts.0.answer"); !strings.HasPrefix(answer, "ok\uFFFDxxx") || len(answer) > 4100 {
			t.Errorf("of the answer is kept %d bytes: %s", len(answer), cut(answer))
		}
	})
}

func TestRulesAreForUrgencies(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		r := receive(t)
		s.quiet(t)
		s.rules(t, rule{"SLACK", []string{"HIGH"}, r.url}, rule{Channel: "EMAIL", Urgencies: []string{"HIGH", "MEDIUM"}}, rule{Channel: "INBOX", Urgencies: []string{"LOW"}})
		service := s.ladder(t)
		for severity, want := range map[string][]string{
			"critical": {"INBOX SENT 0", "SLACK SENT 1", "EMAIL FAILED 1"}, // there is no mail server
			"error":    {"INBOX SENT 0", "EMAIL FAILED 1"},
			"info":     nil, // the inbox alone reaches nobody: the next step is due
		} {
			id := s.event(t, `{"routing_key":`+quote(service)+`,"event_action":"trigger","payload":{"summary":"Down","source":"web-01","severity":`+quote(severity)+`}}`).at(t, "data.incident.id")
			s.tick(t)
			got := s.sentTo(t, id)
			if severity == "info" {
				got = slices.DeleteFunc(got, func(one string) bool { return one == "INBOX SENT 0" || one == "EMAIL FAILED 1" }) // Chiara's
			}
			if !slices.Equal(got, want) {
				t.Errorf("%s: %q, want %q", severity, got, want)
			}
		}
		if got := len(r.all()); got != 1 {
			t.Errorf("Slack was told %d times, want once", got)
		}
	})
}

func TestAFailedPageIsTriedAgain(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		r := receive(t)
		s.quiet(t)
		answers := make(chan func(http.ResponseWriter), 4)
		r.answer = func(w http.ResponseWriter, _ *http.Request) {
			select {
			case answer := <-answers:
				answer(w)
			default:
				t.Error("a page comes too early")
			}
		}
		say := func(status int, after string) {
			answers <- func(w http.ResponseWriter) {
				if after != "" {
					w.Header().Set("Retry-After", after)
				}
				w.WriteHeader(status)
			}
		}
		s.rules(t, rule{Channel: "SLACK", URL: r.url})
		id := s.event(t, trigger(s.ladder(t), "cpu")).at(t, "data.incident.id")
		for _, step := range []struct {
			name   string
			after  time.Duration // since the attempt before
			status int           // 0: nothing is sent
			asked  string
			want   string
		}{
			{"the server has a fault", 0, 503, "", "SLACK PENDING 1"},
			{"it is too early", 4 * time.Second, 0, "", "SLACK PENDING 1"},
			{"it is due, and asked to wait for longer than it would", time.Second, 429, "120", "SLACK PENDING 2"},
			{"it is too early for who asked", 119 * time.Second, 0, "", "SLACK PENDING 2"},
			{"asked to wait until a time", time.Second, 503, s.clock.Now().Add(10 * time.Minute).Format(http.TimeFormat), "SLACK PENDING 3"},
			{"too early for that time", 7 * time.Minute, 0, "", "SLACK PENDING 3"},
			{"it is taken", time.Minute, 200, "", "SLACK SENT 4"},
			{"it is not sent again", time.Hour, 0, "", "SLACK SENT 4"},
		} {
			s.clock.Advance(step.after)
			if step.status != 0 {
				say(step.status, step.asked)
			}
			s.tick(t)
			if got := s.sentTo(t, id); got[1] != step.want {
				t.Fatalf("%s: %s, want %s", step.name, got[1], step.want)
			}
		}
		all := r.all()
		for _, one := range all[1:] {
			if one.body != all[0].body || one.header.Get("Idempotency-Key") != all[0].header.Get("Idempotency-Key") {
				t.Errorf("an attempt differs from the first: %s with %v", one.body, one.header)
			}
		}
	})
}

func TestAPageIsGivenUp(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		r := receive(t)
		s.quiet(t)
		status := http.StatusNotFound
		r.answer = func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status) }
		s.rules(t, rule{Channel: "SLACK", URL: r.url})
		service := s.ladder(t)
		refused := s.event(t, trigger(service, "refused")).at(t, "data.incident.id")
		s.tick(t)
		s.wantSent(t, refused, "INBOX SENT 0", "SLACK FAILED 1")
		timeline := s.get(t, "/api/incidents/"+refused+"/timeline?limit=100")
		i := slices.Index(timeline.each(t, "data", "type"), "notification_failed")
		if i < 0 {
			t.Fatalf("the timeline does not tell of it: %s", timeline.body)
		}
		timeline.is(t, map[string]string{
			fmt.Sprintf("data.%d.details.error", i): "it answered 404", fmt.Sprintf("data.%d.details.next_attempt_at", i): "null", fmt.Sprintf("data.%d.details.channel", i): "SLACK",
		})

		status = http.StatusBadGateway
		broken := s.event(t, trigger(service, "broken")).at(t, "data.incident.id")
		s.patch(t, "/api/incidents/"+broken, `{"description":"It escalates no further."}`)
		s.tick(t)
		s.patch(t, "/api/incidents/"+broken, `{"status":"ACKNOWLEDGED"}`)
		for _, wait := range model.NotificationWaits {
			s.clock.Advance(wait)
			s.tick(t)
		}
		s.wantSent(t, broken, "INBOX SENT 0", fmt.Sprint("SLACK FAILED ", len(model.NotificationWaits)+1))
	})
}

func TestWhatHappensToAPageMeanwhile(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		r := receive(t)
		s.quiet(t)
		s.rules(t, rule{Channel: "SLACK", URL: r.url})
		ben := "/api/users/" + s.user(t, model.Live, "ben@example.com").ID
		service := s.ladder(t)

		// Its incident is deleted while it is sent: that is no failure, and nothing is left.
		id := s.event(t, trigger(service, "deleted")).at(t, "data.incident.id")
		r.answer = func(http.ResponseWriter, *http.Request) {
			if _, err := s.try(t.Context(), request{method: http.MethodDelete, path: "/api/incidents/" + id}); err != nil {
				t.Error(err)
			}
		}
		s.tick(t)
		if got := len(r.all()); got != 1 {
			t.Errorf("%d pages were sent, want 1", got)
		}
		s.send(t, request{path: "/api/incidents/" + id}).want(t, http.StatusNotFound)

		// Its user is disabled before it is tried again.
		r.answer = func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusBadGateway) }
		id = s.event(t, trigger(service, "disabled")).at(t, "data.incident.id")
		s.tick(t)
		s.wantSent(t, id, "INBOX SENT 0", "SLACK PENDING 1")
		s.patch(t, ben, `{"status":"DISABLED"}`).want(t, http.StatusOK)
		s.clock.Advance(5 * time.Second)
		s.tick(t)
		s.wantSent(t, id, "INBOX SENT 0", "SLACK FAILED 1")
		if got := len(r.all()); got != 2 {
			t.Errorf("%d pages were sent, want 2", got)
		}
		if why := s.notifications(t, model.Live, id)[1].LastError; why == nil || *why != "Ben Okafor was disabled before it was sent" {
			t.Errorf("the page says %v", why)
		}
	})
}

func TestInTESTNoChannelIsUsed(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		r := receive(t)
		ben := s.user(t, model.Test, "ben@example.com").ID
		as := func(method, path, body string) reply {
			t.Helper()
			return s.send(t, request{method: method, path: path, body: body, key: s.TestKey})
		}
		as(http.MethodPatch, "/api/users/"+ben, `{"notification_rules":[{"channel":"WEBHOOK","url":`+quote(r.url+"/sandbox")+`}]}`).want(t, http.StatusOK)
		policy := as(http.MethodPost, "/api/escalation-policies", `{"name":"L","steps":[{"targets":[{"type":"USER","id":"`+ben+`"}]}]}`).at(t, "data.id")
		service := as(http.MethodPost, "/api/services", `{"name":"L","escalation_policy_id":"`+policy+`"}`).at(t, "data.id")
		id := as(http.MethodPost, "/api/events", trigger(service, "cpu")).want(t, http.StatusAccepted).at(t, "data.incident.id")
		live := s.event(t, trigger(s.ladder(t), "cpu")).at(t, "data.incident.id")
		s.tick(t)
		for i, n := range s.notifications(t, model.Test, id) {
			if n.Status != model.NotificationSuppressed || i == 1 && n.Channel != model.ChannelWebhook {
				t.Errorf("%s is %s, want a suppressed page", n.Channel, n.Status)
			}
		}
		s.wantSent(t, live, "INBOX SENT 0", "EMAIL FAILED 1") // by his rules in LIVE, of which there are none
		if got := r.all(); len(got) != 0 {
			t.Errorf("something was sent: %v", got)
		}
	})
}

func TestTheURLOfARuleIsKeptAndNotShown(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		const one, other = "http://127.0.0.1:1/T0SECRET", "http://127.0.0.1:2/T1SECRET"
		id := s.user(t, model.Live, "ben@example.com").ID
		set := func(want string, rules ...rule) {
			t.Helper()
			s.rules(t, rules...).is(t, map[string]string{"errors": "absent", "data.setNotificationRules.user.notificationRules": want})
		}
		urls := func() (found []string) {
			for _, rule := range s.user(t, model.Live, "ben@example.com").Notify {
				url, err := s.outbox.Box.Open("notification rule", rule.SealedURL)
				if err != nil {
					url = "none"
				}
				found = append(found, url)
			}
			return found
		}
		wantURLs := func(want ...string) {
			t.Helper()
			if got := urls(); !slices.Equal(got, want) {
				t.Errorf("the rules lead to %v, want %v", got, want)
			}
		}
		set(`[{"channel":"SLACK","host":"127.0.0.1:1","urgencies":["HIGH"]},{"channel":"EMAIL","host":null,"urgencies":["LOW"]}]`,
			rule{"SLACK", []string{"HIGH"}, one}, rule{Channel: "EMAIL", Urgencies: []string{"LOW"}})
		set(`[{"channel":"SLACK","host":"127.0.0.1:1","urgencies":["LOW"]}]`, rule{Channel: "SLACK", Urgencies: []string{"LOW"}})
		wantURLs(one)
		set(`[{"channel":"SLACK","host":"127.0.0.1:1","urgencies":["LOW"]},{"channel":"SLACK","host":"127.0.0.1:2","urgencies":["HIGH"]}]`,
			rule{Channel: "SLACK", Urgencies: []string{"LOW"}}, rule{"SLACK", []string{"HIGH"}, other})
		set(`[{"channel":"INBOX","host":null,"urgencies":["LOW"]},{"channel":"SLACK","host":"127.0.0.1:1","urgencies":["HIGH"]},{"channel":"SLACK","host":"127.0.0.1:2","urgencies":["MEDIUM"]}]`,
			rule{Channel: "INBOX", Urgencies: []string{"LOW"}}, rule{Channel: "SLACK", Urgencies: []string{"HIGH"}}, rule{Channel: "SLACK", Urgencies: []string{"MEDIUM"}})
		wantURLs("none", one, other)
		s.patch(t, "/api/users/"+id, `{"notification_rules":[{"channel":"SLACK"}]}`).want(t, http.StatusBadRequest).is(t, map[string]string{"error.details.field": "notification_rules.0.url"})
		wantURLs("none", one, other)
		s.patch(t, "/api/users/"+id, `{"notification_rules":[{"channel":"SLACK","url":"`+other+`"},{"channel":"SLACK"}]}`).want(t, http.StatusOK)
		wantURLs(other, other)

		stored, err := json.Marshal(s.user(t, model.Live, "ben@example.com").Notify)
		if err != nil {
			t.Fatal(err)
		}
		told := string(stored) + s.graphql(t, `query($id: ID!) { user(id: $id) { notificationRules { channel host } } }`, map[string]string{"id": id}).body
		for _, entry := range s.auditOf(t, model.Live, id) {
			told += string(entry.Changes)
			if strings.Contains(string(entry.Changes), "v1.") {
				t.Errorf("the audit log shows a sealed URL: %s", entry.Changes)
			}
		}
		if strings.Contains(told, "SECRET") {
			t.Errorf("a URL is told: %s", told)
		}
		before := len(s.auditOf(t, model.Live, id))
		s.rules(t, rule{Channel: "SLACK", URL: other}, rule{Channel: "SLACK", URL: other})
		if after := len(s.auditOf(t, model.Live, id)); after != before {
			t.Error("the same rules again are logged as a change")
		}
	})
}
