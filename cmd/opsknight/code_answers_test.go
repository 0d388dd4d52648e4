package main

import (
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A shownAnswer is a text that a page shows by itself, and what it has to be like.
type shownAnswer struct {
	page, begins string
	is           func(t *testing.T, s *testServer) string
}

type shownAnswerList []shownAnswer

// of returns the row of a block.
func (l shownAnswerList) of(page string, block codeBlock) (shownAnswer, bool) {
	for _, one := range l {
		if one.page == page && strings.HasPrefix(block.text, one.begins) {
			return one, true
		}
	}
	return shownAnswer{}, false
}

// A shownBlock is such a block of a page.
type shownBlock struct {
	at, text string
	answer   shownAnswer
}

// check compares it with what the server says.
func (b shownBlock) check(t *testing.T, s *testServer) {
	t.Helper()
	is := b.answer.is(t, s)
	var shown, got any
	if json.Unmarshal([]byte(b.text), &shown) != nil || json.Unmarshal([]byte(is), &got) != nil {
		if !alike(b.text, is) {
			t.Errorf("%s shows\n%sand it is\n%s", b.at, b.text, is)
		}
		return
	}
	if told := likeness("it", shown, got); told != "" {
		t.Errorf("%s: %s: %s", b.at, told, is)
	}
}

// asked is the body of the answer to a request.
func asked(r request) func(t *testing.T, s *testServer) string {
	return func(t *testing.T, s *testServer) string {
		t.Helper()
		return s.send(t, r).body
	}
}

// page is a file of internal/notify/testdata, about the service that guides have.
func page(name string) func(t *testing.T, s *testServer) string {
	return func(t *testing.T, _ *testServer) string {
		t.Helper()
		text, err := os.ReadFile(filepath.Join("..", "..", "internal", "notify", "testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		return strings.NewReplacer(
			"Payments & <Cards>", "Payment API", `Payments \u0026 \u003cCards\u003e`, "Payment API",
			"\nRunbook: https://wiki.example.com/cpu?a=1&b=2", "", `\nRunbook: https://wiki.example.com/cpu?a=1\u0026b=2`, "",
		).Replace(string(text))
	}
}

func shownAnswers() shownAnswerList {
	return shownAnswerList{
		{"docs/events.md", `{"status": "invalid event"`, func(t *testing.T, s *testServer) string {
			return s.send(t, request{path: "/v2/enqueue", key: noKey, body: `{"routing_key":"` + s.RoutingKeys["payment-api"] + `","event_action":"trigger","payload":{}}`}).want(t, http.StatusBadRequest).body
		}},
		{"docs/errors.md", "{\n  \"errors\"", asked(request{path: "/graphql", body: `{"query":"mutation { acknowledgeIncident(input: {id: \"inc_1\"}) { incident { id } } }"}`})},
		{"docs/pagerduty.md", `{"error": {"message": "Not Found"`, asked(request{path: "/pagerduty/incidents/inc_1"})},
		{"docs/webhooks.md", "{\n  \"id\": \"dlv_", deliveredBody},
		{"docs/notifications.md", "[HIGH] Payment API", func(t *testing.T, s *testServer) string {
			subject, _, _ := strings.Cut(page("usual.txt")(t, s), "\n\n")
			return subject + "\n"
		}},
		{"docs/notifications.md", "High CPU on web-01\n\nService:", func(t *testing.T, s *testServer) string {
			_, body, _ := strings.Cut(page("usual.txt")(t, s), "\n\n")
			return body
		}},
		{"docs/notifications.md", "{\n  \"id\": \"not_", page("usual.webhook.json")},
		{"docs/integrations/README.md", "{\n  \"status\": \"success\"", func(t *testing.T, s *testServer) string {
			return s.send(t, request{path: "/api/integrations/uptime-kuma/" + s.RoutingKeys["payment-api"], key: noKey, body: uptimeKumaDown}).want(t, http.StatusAccepted).body
		}},
	}
}

const uptimeKumaDown = `{"heartbeat":{"monitorID":3,"status":0,"msg":"timeout"},"monitor":{"id":3,"name":"API"},"msg":"[API] Down"}`

// deliveredBody is what a webhook is told of an incident that datadog opens.
func deliveredBody(t *testing.T, s *testServer) string {
	t.Helper()
	hook, _ := s.hook(t, "", "http://127.0.0.1:9", "")
	s.send(t, request{path: "/api/events", body: `{"routing_key":"payment-api","event_action":"trigger","dedup_key":"high-cpu-web01","payload":{"summary":"High CPU on web-01","severity":"critical","source":"datadog"}}`}).want(t, http.StatusAccepted)
	id := s.get(t, "/api/webhooks/"+hook+"/deliveries").want(t, http.StatusOK).at(t, "data.0.id")
	var delivery struct{ Data struct{ Body string } }
	if err := json.Unmarshal([]byte(s.get(t, "/api/webhooks/"+hook+"/deliveries/"+id).body), &delivery); err != nil {
		t.Fatal(err)
	}
	return delivery.Data.Body
}
