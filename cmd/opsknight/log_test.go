package main

import (
	"bytes"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/db/dbtest"
	"github.com/opsknight/opsknight/internal/gate"
	"github.com/opsknight/opsknight/internal/ratelimit"
	"github.com/opsknight/opsknight/internal/requestid"
	"github.com/opsknight/opsknight/model"
)

// logbook keeps what is logged. It may be written to by several goroutines.
type logbook struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (b *logbook) Write(line []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.Write(line)
}

func (b *logbook) lines() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return strings.Split(strings.TrimSpace(b.text.String()), "\n")
}

// TestNoSecretIsLogged drives the doors with secrets, while the database answers and
// when it does not any more, so that whatever can be logged is.
func TestNoSecretIsLogged(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *dbtest.Clock) {
		book := new(logbook)
		log := slog.New(requestid.Log(slog.NewJSONHandler(io.MultiWriter(book, t.Output()), nil)))
		s := startServer(t, d, clock, ratelimit.Limits{}, func(s *server) { s.log, s.gate = log, gate.New(d, log) })
		s.engine.Log, s.engine.Notifications.Log = log, log
		s.quiet(t)
		s.rules(t, rule{Channel: "SLACK", URL: "http://127.0.0.1:1/T0SECRET"}).is(t, map[string]string{"errors": "absent"})
		id := s.event(t, trigger(s.ladder(t), "cpu")).at(t, "data.incident.id")
		s.tick(t) // nobody listens there: that is logged
		page := s.notifications(t, model.Live, id)[1]
		ack := anyAckLink.FindStringSubmatch(page.Body)[1]
		schedule := s.get(t, "/api/schedules").at(t, "data.0.id")
		calendar := s.graphql(t, makeFeed, map[string]string{"schedule": schedule}).at(t, "data.createCalendarFeed.path")
		drive := func() {
			for _, r := range []request{
				{path: "/api/incidents"},
				{path: "/api/incidents/" + id},
				{path: ack, key: noKey},
				{method: http.MethodPost, path: ack, key: noKey},
				{path: calendar, key: noKey},
				{path: "/readyz", key: noKey},
				{path: "/metrics", key: noKey},
				{path: "/api/events", body: trigger(s.RoutingKeys["checkout"], "x")},
				{path: "/v2/enqueue", body: trigger(s.RoutingKeys["checkout"], "x"), key: noKey},
				{path: "/api/integrations/generic/" + s.RoutingKeys["checkout"], body: `{"title":"x"}`, key: noKey},
				{path: "/api/integrations/generic/" + s.RoutingKeys["checkout"] + "/", body: `{"title":"x"}`},
				{path: "/api/integrations/cloudwatch/" + s.RoutingKeys["checkout"], body: `{"Type":"SubscriptionConfirmation","Token":"T1SECRET"}`, key: noKey},
				{path: "/graphql", body: gqlWith(t, signIn, s.Admin), key: noKey},
				{path: "/graphql", body: gqlWith(t, `{ incidents { totalCount } }`, nil)},
				{path: "/audit-log.ndjson"},
			} {
				if _, err := s.try(t.Context(), r); err != nil {
					t.Error(err)
				}
			}
		}
		drive()
		if err := d.Close(); err != nil {
			t.Fatal(err)
		}
		drive()

		secrets := map[string]string{
			"an API key": s.LiveKey, "the URL of a rule": "T0SECRET", "the token of a page": strings.TrimPrefix(ack, "/ack/"), "the token of a feed": calendar,
			"a routing key": s.RoutingKeys["checkout"], "the token of a subscription": "T1SECRET", "a password": s.Admin.Password, "what a page says": "Step 1 of its escalation",
		}
		ofRequests := 0
		for _, line := range book.lines() {
			for what, secret := range secrets {
				if strings.Contains(line, secret) {
					t.Errorf("%s is logged: %s", what, line)
				}
			}
			var logged struct {
				Msg string
				ID  string `json:"request_id"`
			}
			if err := json.Unmarshal([]byte(line), &logged); err != nil {
				t.Errorf("%s is no JSON: %v", line, err)
			}
			if logged.ID != "" {
				ofRequests++
			} else if logged.Msg != "a notification was not sent" {
				t.Errorf("it belongs to no request: %s", line)
			}
		}
		if ofRequests < 5 {
			t.Errorf("only %d lines belong to requests: %v", ofRequests, book.lines())
		}
	})
}
