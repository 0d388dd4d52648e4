package main

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"runtime"
	"sync"
	"testing"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/db/dbtest"
	"github.com/opsknight/opsknight/internal/ratelimit"
	"github.com/opsknight/opsknight/internal/webhook"
	"github.com/opsknight/opsknight/model"
)

// storm stores deliveries for every webhook of so many incidents with so many events
// each, and returns how many.
func (s *testServer) storm(t *testing.T, incidents, events int) int {
	t.Helper()
	service := s.service(t, model.Live, "checkout").ID
	return write(t, s, model.Live, func(ctx context.Context, tx db.Tx, _ model.Actor) (int, error) {
		hooks, err := db.ActiveWebhooks(ctx, tx)
		if err != nil {
			return 0, err
		}
		total := 0
		for range incidents {
			inc := &model.Incident{
				ID: tx.NewID(model.IncidentID), Title: "Storm", Status: model.IncidentOpen, Urgency: model.UrgencyHigh,
				ServiceID: service, Links: []model.Link{}, Version: 1, CreatedAt: tx.Now, UpdatedAt: tx.Now,
			}
			if err := db.InsertIncident(ctx, tx, inc); err != nil {
				return 0, err
			}
			var deliveries []*model.WebhookDelivery
			for sequence := range events {
				for _, hook := range hooks {
					id := tx.NewID(model.DeliveryID)
					body := webhook.Body(id, model.WebhookAssigned, tx.Now, sequence+1, inc, webhook.Ref{ID: service, Name: "Checkout"}, nil, nil)
					deliveries = append(deliveries, model.NewDelivery(id, hook, &inc.ID, model.WebhookAssigned, sequence+1, body, tx.Now))
				}
			}
			if err := db.InsertDeliveries(ctx, tx, deliveries); err != nil {
				return 0, err
			}
			total += len(deliveries)
		}
		return total, nil
	})
}

// heap is how much memory is in use, in bytes.
func heap() uint64 {
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.HeapInuse
}

// TestTenThousandDeliveriesToReceiversThatFailHalf fails the first attempt at each
// delivery: every event arrives all the same, in order and in bounded memory. Under the
// race detector it is a thousand; .ci/run runs it without as well.
func TestTenThousandDeliveriesToReceiversThatFailHalf(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *dbtest.Clock) {
		s := startServer(t, d, clock, ratelimit.Limits{})
		var mu sync.Mutex
		failed, last, most := map[string]bool{}, map[string]int{}, uint64(0)
		var wrong []string
		const endpoints, events = 10, 10
		incidents := 100
		if raced {
			incidents = 10
		}
		for endpoint := range endpoints {
			receiver := newReceiver(t)
			receiver.answers(func(n int, one received) int {
				receiver.got = nil // it is told too much to keep
				mu.Lock()
				defer mu.Unlock()
				if !failed[one.id()] {
					failed[one.id()] = true
					if len(failed)%1000 == 0 {
						most = max(most, heap())
					}
					return http.StatusInternalServerError
				}
				body := reply{body: one.body}
				of, sequence := fmt.Sprint(endpoint, body.at(t, "incident.id")), 0
				if _, err := fmt.Sscan(body.at(t, "sequence"), &sequence); err != nil || sequence != last[of]+1 {
					wrong = append(wrong, fmt.Sprintf("%s: %d after %d", of, sequence, last[of]))
				}
				last[of] = sequence
				return http.StatusOK
			})
			s.hook(t, "", receiver.url, "")
		}
		total := s.storm(t, incidents, events)
		runtime.GC()
		before, attempts := heap(), 0
		for range events + 1 {
			n, err := s.outbox.Deliver(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			attempts += n
			clock.Advance(6 * time.Second)
		}
		if total != endpoints*incidents*events || attempts != 2*total || len(wrong) > 0 {
			t.Errorf("%d deliveries took %d attempts; out of order: %v", total, attempts, wrong)
		}
		for of, sequence := range last {
			if sequence != events {
				t.Errorf("%s was told up to %d of %d", of, sequence, events)
			}
		}
		if len(last) != endpoints*incidents {
			t.Errorf("%d pairs were told of, want %d", len(last), endpoints*incidents)
		}
		const bound = 64 << 20
		if most > before+bound {
			t.Errorf("memory grew from %d to %d MB", before>>20, most>>20)
		}
	})
}

// TestAnEndpointThatHangsHoldsUpNoOther has one endpoint that never answers with more
// due than there is room for, and one behind it.
func TestAnEndpointThatHangsHoldsUpNoOther(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		let := make(chan struct{})
		var hanging sync.WaitGroup
		hanging.Add(8)
		hang := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
			hanging.Done()
			<-let
		}))
		t.Cleanup(hang.Close)
		s.hook(t, "", hang.URL, "")
		const incidents = 40
		s.storm(t, incidents, 1)
		told := make(chan struct{}, incidents)
		quick := newReceiver(t)
		quick.answers(func(int, received) int {
			told <- struct{}{}
			return http.StatusOK
		})
		ctx, stop := context.WithCancel(t.Context())
		ended := make(chan struct{})
		go func() {
			defer close(ended)
			s.outbox.Run(ctx, nil)
		}()
		hanging.Wait() // eight requests, and no more, hang
		s.hook(t, "", quick.url, "")
		s.storm(t, incidents, 1)
		for range incidents {
			<-told
		}
		stop()
		close(let)
		<-ended
	})
}
