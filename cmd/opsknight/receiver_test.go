package main

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/webhook"
	"github.com/opsknight/opsknight/model"
)

// receiver is an endpoint on this host that keeps what it is sent.
type receiver struct {
	url string

	mu     sync.Mutex
	got    []received
	answer func(n int, r received) int // the status of the nth request, from 1; nil: 200
	header http.Header                 // of every answer
}

type received struct {
	header http.Header
	body   string
}

func (r received) id() string { return r.header.Get("Webhook-Id") }

func newReceiver(t testing.TB) *receiver {
	t.Helper()
	r := &receiver{header: http.Header{}}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		body, err := io.ReadAll(req.Body)
		if err != nil {
			return
		}
		status := r.take(received{req.Header.Clone(), string(body)})
		for name, values := range r.header {
			w.Header()[name] = values
		}
		w.WriteHeader(status)
		_, _ = io.WriteString(w, "said the receiver")
	}))
	t.Cleanup(server.Close)
	r.url = server.URL
	return r
}

func (r *receiver) take(one received) int {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.got = append(r.got, one)
	if r.answer == nil {
		return http.StatusOK
	}
	return r.answer(len(r.got), one)
}

// all returns what it was sent since it was last asked.
func (r *receiver) all() []received {
	r.mu.Lock()
	defer r.mu.Unlock()
	got := r.got
	r.got = nil
	return got
}

// answers makes the receiver answer so from now on; 0: 200.
func (r *receiver) answers(status func(n int, r received) int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.answer = status
}

func always(status int) func(int, received) int { return func(int, received) int { return status } }

// hook makes a webhook of every event, and returns its id and its secret.
func (s *testServer) hook(t testing.TB, key, url, more string) (id, secret string) {
	t.Helper()
	body := `{"url":` + quote(url) + `,"events":["incident.triggered","incident.acknowledged","incident.resolved","incident.escalated","incident.assigned"]` + more + `}`
	made := s.send(t, request{path: "/api/webhooks", key: key, body: body}).want(t, http.StatusCreated)
	return made.at(t, "data.id"), made.at(t, "data.secret")
}

// unheard opens an incident of which no webhook is told, and returns its id.
func (s *testServer) unheard(t testing.TB, title string) string {
	t.Helper()
	return write(t, s, model.Live, func(ctx context.Context, tx db.Tx, _ model.Actor) (string, error) {
		service, err := db.ServiceBySlug(ctx, tx, "payment-api")
		if err != nil {
			return "", err
		}
		inc := &model.Incident{
			ID: tx.NewID(model.IncidentID), Title: title, Status: model.IncidentOpen, Urgency: model.UrgencyHigh, ServiceID: service.ID,
			Links: []model.Link{}, Version: 1, CreatedAt: tx.Now, UpdatedAt: tx.Now,
		}
		return inc.ID, db.InsertIncident(ctx, tx, inc)
	})
}

// tell stores an event of an incident for the webhooks that want it, as the operations
// do, and returns the deliveries' ids.
func (s *testServer) tell(t testing.TB, env model.Environment, incidentID string, event model.WebhookEvent, sequence int) []string {
	t.Helper()
	s.clock.Advance(time.Millisecond) // so that lists of what is told have one order
	return write(t, s, env, func(ctx context.Context, tx db.Tx, _ model.Actor) ([]string, error) {
		inc, err := db.LockIncident(ctx, tx, incidentID)
		if err != nil {
			return nil, err
		}
		hooks, err := db.ActiveWebhooks(ctx, tx)
		if err != nil {
			return nil, err
		}
		var ids []string
		var deliveries []*model.WebhookDelivery
		for _, hook := range hooks {
			if hook.Wants(event, inc) {
				id := tx.NewID(model.DeliveryID)
				body := webhook.Body(id, event, tx.Now, sequence, inc, webhook.Ref{ID: inc.ServiceID, Name: "Payment API"}, nil, nil)
				ids = append(ids, id)
				deliveries = append(deliveries, model.NewDelivery(id, hook, &inc.ID, event, sequence, body, tx.Now))
			}
		}
		return ids, db.InsertDeliveries(ctx, tx, deliveries)
	})
}

// deliver sends what is due, and checks how many attempts that took.
func (s *testServer) deliver(t testing.TB, want int) {
	t.Helper()
	n, err := s.outbox.Deliver(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if n != want {
		t.Fatalf("%d attempts, want %d", n, want)
	}
}

// signed checks both signatures of a request by what HMAC is, not by what signs here.
func (r received) signed(t testing.TB, secrets ...string) {
	t.Helper()
	var ours, standard []string
	for _, secret := range secrets {
		mac := hmac.New(sha256.New, []byte(secret))
		_, _ = io.WriteString(mac, r.body)
		ours = append(ours, "sha256="+hex.EncodeToString(mac.Sum(nil)))
		key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(secret, "whsec_"))
		if err != nil || len(key) != 32 || !strings.HasPrefix(secret, "whsec_") {
			t.Fatalf("the secret %q is not whsec_ and base64 of 32 bytes", secret)
		}
		mac = hmac.New(sha256.New, key)
		_, _ = fmt.Fprintf(mac, "%s.%s.%s", r.id(), r.header.Get("Webhook-Timestamp"), r.body)
		standard = append(standard, "v1,"+base64.StdEncoding.EncodeToString(mac.Sum(nil)))
	}
	if got, want := r.header.Get("X-OpsKnight-Signature"), strings.Join(ours, ","); got != want {
		t.Errorf("X-OpsKnight-Signature is %s, want %s", got, want)
	}
	if got, want := r.header.Get("webhook-signature"), strings.Join(standard, " "); got != want {
		t.Errorf("webhook-signature is %s, want %s", got, want)
	}
}

// sequences are the sequences of what was received, in its order.
func sequences(t testing.TB, got []received) []string {
	t.Helper()
	var all []string
	for _, one := range got {
		all = append(all, reply{body: one.body}.at(t, "sequence"))
	}
	return all
}

func wantSequences(t testing.TB, got []received, want ...string) {
	t.Helper()
	if all := sequences(t, got); !slices.Equal(all, want) {
		t.Fatalf("the sequences are %v, want %v", all, want)
	}
}
