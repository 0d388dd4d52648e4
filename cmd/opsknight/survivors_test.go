package main

import (
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/model"
)

// flakyReceiver is an endpoint that refuses every fifth request, and keeps what it was
// sent.
type flakyReceiver struct {
	url string

	mu      sync.Mutex
	asked   int
	bodies  map[string]map[string]bool // by webhook-id
	arrived []string                   // ids in the order in which they were first taken
}

func newFlakyReceiver(t *testing.T) *flakyReceiver {
	t.Helper()
	r := &flakyReceiver{bodies: map[string]map[string]bool{}}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		body, err := io.ReadAll(req.Body)
		if err != nil {
			return // the sender was killed
		}
		r.mu.Lock()
		defer r.mu.Unlock()
		if r.asked++; r.asked%5 == 0 {
			w.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		id := req.Header.Get("Webhook-Id")
		if r.bodies[id] == nil {
			r.bodies[id] = map[string]bool{}
			r.arrived = append(r.arrived, id)
		}
		r.bodies[id][string(body)] = true
	}))
	t.Cleanup(server.Close)
	r.url = server.URL
	return r
}

// checkWebhooks compares what has arrived with what was recorded to be sent.
func (s *survival) checkWebhooks() {
	s.t.Helper()
	s.receiver.mu.Lock()
	defer s.receiver.mu.Unlock()
	recorded := map[string]*model.WebhookDelivery{}
	most := model.MaxPage
	hooks, err := db.ActiveWebhooks(s.t.Context(), s.d.In(model.Live))
	if err != nil || len(hooks) != 1 {
		s.t.Fatalf("%d webhooks: %v", len(hooks), err)
	}
	page := model.Page{First: &most}
	for {
		found, err := db.Deliveries(s.t.Context(), s.d.In(model.Live), hooks[0].ID, model.DeliveryFilter{}, page)
		if err != nil {
			s.t.Fatal(err)
		}
		for _, d := range found.Nodes {
			recorded[d.ID] = d
		}
		if !found.PageInfo.HasNextPage {
			break
		}
		page.After = found.PageInfo.EndCursor
	}
	for id, d := range recorded {
		bodies := slices.Collect(maps.Keys(s.receiver.bodies[id]))
		if d.Status != model.DeliveryDelivered || len(bodies) != 1 || bodies[0] != d.Body {
			s.t.Errorf("the delivery %s of %s is %s and has arrived with %d bodies", id, d.Event, d.Status, len(bodies))
		}
	}
	last := map[string]int{}
	for _, id := range s.receiver.arrived {
		d := recorded[id]
		if d == nil {
			s.t.Errorf("%s has arrived, and is not recorded", id)
			continue
		}
		if d.Sequence <= last[*d.IncidentID] {
			s.t.Errorf("%s: sequence %d has arrived after %d", *d.IncidentID, d.Sequence, last[*d.IncidentID])
		}
		last[*d.IncidentID] = d.Sequence
	}
	s.t.Logf("%d webhooks, by %d requests", len(recorded), s.receiver.asked)
	if incidents := len(s.incidents()); len(last) != incidents {
		s.t.Errorf("webhooks have told of %d incidents of %d", len(last), incidents)
	}
}

// mailbox keeps the ids of the mails that a post office has taken, by what they tell whom.
type mailbox struct {
	address string

	mu  sync.Mutex
	ids map[string]map[string]bool // by recipient and subject
}

func newMailbox(t *testing.T) *mailbox {
	t.Helper()
	office := openPostOffice(t)
	m := &mailbox{address: office.address, ids: map[string]map[string]bool{}}
	ended := make(chan struct{})
	t.Cleanup(func() { close(ended) })
	go func() {
		for {
			select {
			case <-ended:
				return
			case mail := <-office.mails:
				m.mu.Lock()
				about := mail.Header.Get("To") + " " + mail.Header.Get("Subject")
				if m.ids[about] == nil {
					m.ids[about] = map[string]bool{}
				}
				m.ids[about][mail.Header.Get("Message-Id")] = true
				m.mu.Unlock()
			}
		}
	}()
	return m
}

// checkMails finds one page, by its id, for each step of each incident.
func (s *survival) checkMails() {
	s.t.Helper()
	s.mails.mu.Lock()
	defer s.mails.mu.Unlock()
	pages := 0
	for about, ids := range s.mails.ids {
		if !strings.Contains(about, "survival-") {
			continue // of the example
		}
		pages++
		if len(ids) != 1 {
			s.t.Errorf("%s was sent with %d ids: %v", about, len(ids), slices.Collect(maps.Keys(ids)))
		}
	}
	want := 0
	for _, inc := range s.incidents() {
		want += inc.Escalation.Last
	}
	if pages != want {
		s.t.Errorf("%d pages were sent, want %d", pages, want)
	}
}
