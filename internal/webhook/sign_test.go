package webhook_test

import (
	"encoding/json"
	"net/http"
	"testing"
	"time"

	"github.com/opsknight/opsknight/internal/webhook"
	"github.com/opsknight/opsknight/model"
)

// The numbers were computed by OpenSSL:
//
//	printf %s '{"a":1}' | openssl dgst -sha256 -hmac "$secret"
//	printf %s 'dlv_1.1705314600.{"a":1}' | openssl dgst -sha256 -mac HMAC -macopt hexkey:… -binary | base64
func TestSignaturesAreThoseOfOpenSSL(t *testing.T) {
	const secret = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="
	at := time.Date(2024, 1, 15, 10, 30, 0, 999_000_000, time.UTC)
	header := webhook.Headers([]string{secret}, "dlv_1", at, []byte(`{"a":1}`))
	for name, want := range map[string]string{
		"X-OpsKnight-Signature": "sha256=0644de49523cf2c6c385a72deab74a857df1aa5a4539f5b8fceeab5813730bc7",
		"webhook-id":            "dlv_1",
		"webhook-timestamp":     "1705314600",
		"webhook-signature":     "v1,+4x6jTfRt2VbJeypEzVTu5WSn/3oOpA9e3tZV1NPC8U=",
		"Content-Type":          "application/json",
	} {
		if got := header.Get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	both := webhook.Headers([]string{secret, webhook.NewSecret()}, "dlv_1", at, []byte(`{"a":1}`))
	if ours := both.Get("X-OpsKnight-Signature"); len(ours) != 2*71+1 || ours[:72] != "sha256=0644de49523cf2c6c385a72deab74a857df1aa5a4539f5b8fceeab5813730bc7," {
		t.Error("two secrets sign", ours)
	}
	if standard := both.Get("webhook-signature"); len(standard) != 2*47+1 || standard[:48] != "v1,+4x6jTfRt2VbJeypEzVTu5WSn/3oOpA9e3tZV1NPC8U= " {
		t.Error("two secrets sign", standard)
	}
}

func TestTheBodyIsTheReferences(t *testing.T) {
	at := time.Date(2024, 1, 15, 11, 30, 0, 0, time.FixedZone("east", 3600))
	inc := &model.Incident{
		ID: "inc_abc123", Title: "CPU > 90 % on <web-01>", Status: model.IncidentOpen, Urgency: model.UrgencyHigh, AlertCount: 1, CreatedAt: at, UpdatedAt: at,
	}
	got := string(webhook.Body("dlv_1", model.WebhookTriggered, at, 3, inc, webhook.Ref{ID: "svc_xyz", Name: "Payment API"}, &webhook.Ref{ID: "usr_123", Name: "Alice Smith"}, nil))
	want := `{"id":"dlv_1","event":"incident.triggered","timestamp":"2024-01-15T10:30:00Z","sequence":3,"incident":{"id":"inc_abc123","title":"CPU > 90 % on <web-01>","description":null,` +
		`"status":"OPEN","urgency":"HIGH","priority":null,"service":{"id":"svc_xyz","name":"Payment API"},"assignee":{"id":"usr_123","name":"Alice Smith"},"team":null,"dedup_key":null,` +
		`"source":null,"alert_count":1,"created_at":"2024-01-15T10:30:00Z","updated_at":"2024-01-15T10:30:00Z","acknowledged_at":null,"resolved_at":null,"snoozed_until":null}}`
	if got != want {
		t.Errorf("got\n%s, want\n%s", got, want)
	}
	ping := webhook.PingBody("dlv_2", at, webhook.Ref{ID: "whk_1", Name: "Chat"})
	if string(ping) != `{"id":"dlv_2","event":"webhook.ping","timestamp":"2024-01-15T10:30:00Z","sequence":0,"incident":null,"webhook":{"id":"whk_1","name":"Chat"}}` || !json.Valid(ping) {
		t.Error("the ping is", string(ping))
	}
}

func TestWaits(t *testing.T) {
	now := time.Date(2024, 1, 15, 10, 30, 0, 0, time.UTC)
	asks := func(status int, after string) webhook.Answer {
		return webhook.Answer{Status: status, Header: http.Header{"Retry-After": {after}}}
	}
	for _, tt := range []struct {
		name        string
		tried       int
		answer      webhook.Answer
		least, most time.Duration // 0: no more
	}{
		{"after the first", 1, webhook.Answer{Status: 500}, 4 * time.Second, 6 * time.Second},
		{"after the second", 2, webhook.Answer{}, 4 * time.Minute, 6 * time.Minute},
		{"after the ninth", 9, webhook.Answer{Status: 302}, 24 * time.Hour * 8 / 10, 24 * time.Hour * 12 / 10},
		{"after the tenth", 10, webhook.Answer{Status: 500}, 0, 0},
		{"refused twice", 2, webhook.Answer{Status: 404}, 4 * time.Minute, 6 * time.Minute},
		{"refused three times", 3, webhook.Answer{Status: 404}, 0, 0},
		{"too slow three times", 3, webhook.Answer{Status: 408}, 24 * time.Minute, 36 * time.Minute},
		{"too early three times", 3, webhook.Answer{Status: 425}, 24 * time.Minute, 36 * time.Minute},
		{"too many three times", 3, webhook.Answer{Status: 429}, 24 * time.Minute, 36 * time.Minute},
		{"asked to wait", 1, asks(429, "120"), 2 * time.Minute, 2 * time.Minute},
		{"asked to wait until", 1, asks(503, "Mon, 15 Jan 2024 10:40:00 GMT"), 10 * time.Minute, 10 * time.Minute},
		{"asked to wait for ever", 1, asks(503, "99999999999999"), 24 * time.Hour, 24 * time.Hour},
		{"asked to hurry", 2, asks(503, "1"), 4 * time.Minute, 6 * time.Minute},
		{"asked for the past", 1, asks(503, "Mon, 15 Jan 2024 10:00:00 GMT"), 4 * time.Second, 6 * time.Second},
		{"asked for nonsense", 1, asks(503, "soon"), 4 * time.Second, 6 * time.Second},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for range 100 {
				wait, again := webhook.DefaultSchedule.Next(tt.tried, tt.answer, now)
				if again != (tt.most > 0) || wait < tt.least || wait > tt.most {
					t.Fatalf("waits %v, %v; want %v to %v", wait, again, tt.least, tt.most)
				}
			}
		})
	}
}

func TestSchedules(t *testing.T) {
	for _, good := range [][]string{{"0s"}, {"0s", "5s", "5m"}, {"0", " 1h"}} {
		if schedule, err := webhook.ParseSchedule(good); err != nil || len(schedule) != len(good) {
			t.Errorf("%q: %v, %v", good, schedule, err)
		}
	}
	for _, bad := range [][]string{nil, {""}, {"5s"}, {"0s", "soon"}, {"0s", "-1s"}, {"0s", "721h"}, {"0s", "700h", "700h"}, {"0s", "2562047h", "2562047h"}} {
		if schedule, err := webhook.ParseSchedule(bad); err == nil {
			t.Errorf("%q is taken for %v", bad, schedule)
		}
	}
}
