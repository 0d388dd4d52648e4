package main

import (
	"bytes"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/engine"
)

// TestWhatIsTooOldIsDeleted lives for three months with a server that keeps two.
func TestWhatIsTooOldIsDeleted(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		r := newReceiver(t)
		hook, _ := s.hook(t, "", r.url, "")
		resolved := s.openedBy(t, "old-1")
		open := s.openedBy(t, "old-2")
		s.send(t, request{path: "/api/incidents/" + resolved + "/notes", body: `{"content":"It was the disk."}`}).want(t, http.StatusCreated)
		s.change(t, resolved, `{"status":"RESOLVED"}`)
		s.clock.Advance(time.Minute)
		s.tick(t)
		s.clock.Advance(90 * 24 * time.Hour)
		recent := s.openedBy(t, "new")
		s.change(t, recent, `{"status":"RESOLVED"}`)
		s.post(t, "/api/teams", `{"name":"Night"}`)

		day := 24 * time.Hour
		keep := map[db.History]time.Duration{}
		for _, what := range db.Histories {
			keep[what] = 60 * day
		}
		retention := &engine.Retention{DB: s.db, Keep: keep, Log: slog.New(slog.NewTextHandler(t.Output(), nil))}
		forgotten, err := retention.Forget(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, what := range db.Histories {
			if forgotten[what] == 0 {
				t.Errorf("nothing of %s was deleted", what)
			}
		}
		for _, tt := range []struct {
			name, path string
			want       map[string]string
		}{
			{"alerts of a resolved incident", "/api/incidents/" + resolved + "/alerts", map[string]string{"data": "[]", "pagination.total": "0"}},
			{"its timeline, but for the note", "/api/incidents/" + resolved + "/timeline", map[string]string{"data.0.type": "note_added", "data.1": "absent"}},
			{"the incident, which keeps its numbers", "/api/incidents/" + resolved, map[string]string{"data.alert_count": "1", "data.status": "RESOLVED"}},
			{"alerts of one that is open", "/api/incidents/" + open + "/alerts", map[string]string{"pagination.total": "1"}},
			{"its timeline", "/api/incidents/" + open + "/timeline", map[string]string{"data.0.type": "triggered"}},
			{"alerts of a recent one", "/api/incidents/" + recent + "/alerts", map[string]string{"pagination.total": "1"}},
		} {
			t.Run(tt.name, func(t *testing.T) { s.send(t, request{path: tt.path}).want(t, http.StatusOK).is(t, tt.want) })
		}
		deliveries := s.send(t, request{path: "/api/webhooks/" + hook + "/deliveries?limit=100"}).want(t, http.StatusOK).body
		if strings.Contains(deliveries, resolved) {
			t.Errorf("deliveries are left that are too old: %s", cut(deliveries))
		}
		if log := s.signIn(t).run(t, `{ auditLog(first: 100) { nodes { action } } }`, nil).body; !strings.Contains(log, "team.created") || strings.Contains(log, "webhook.created") {
			t.Errorf("the audit log: %s", cut(log))
		}
		if again, err := retention.Forget(t.Context()); err != nil || len(again) > 0 {
			t.Errorf("a second time %v is deleted: %v", again, err)
		}
		retention.Keep = nil
		s.clock.Advance(1000 * day)
		if none, err := retention.Forget(t.Context()); err != nil || len(none) > 0 {
			t.Errorf("without a limit %v is deleted: %v", none, err)
		}
	})
}

// openedBy opens an incident by an event, and returns its id.
func (s *testServer) openedBy(t testing.TB, key string) string {
	t.Helper()
	body := `{"routing_key":"payment-api","event_action":"trigger","dedup_key":"` + key + `","payload":{"summary":"High CPU","severity":"critical","source":"web-1"}}`
	return s.send(t, request{path: "/api/events", body: body}).want(t, http.StatusAccepted).
		at(t, "data.incident.id")
}

func TestDaysThatNobodyKeeps(t *testing.T) {
	for _, tt := range []struct{ flag, days, says string }{
		{"--retention-alerts", "-1", "--retention-alerts: -1 days; it is 1 to 36525, or 0 for ever"},
		{"--retention-audit", "99999999", "--retention-audit: 99999999 days; it is 1 to 36525, or 0 for ever"},
		{"--retention-timeline", "long", "--retention-timeline"},
	} {
		var out, said bytes.Buffer
		code := run(t.Context(), []string{"serve", "--data-dir", t.TempDir(), "--addr", "127.0.0.1:0", tt.flag, tt.days}, &out, &said)
		if code != exitUsage || !strings.Contains(said.String(), tt.says) {
			t.Errorf("%s %s: it ends with %d and says %s", tt.flag, tt.days, code, said.String())
		}
	}
	if code, said := startAndStop(t, "--data-dir", t.TempDir(), "--retention-alerts", "90", "--retention-deliveries", "30"); code != exitOK {
		t.Errorf("with days it ends with %d: %s", code, said)
	}
}
