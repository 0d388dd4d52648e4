package e2e

import (
	"net/http"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

// senders is how many requests of a storm run at once.
const senders = 64

// storm sends n events to PagerDuty's path, many at once, and fails if one is not
// answered with 202.
func (s *server) storm(t *testing.T, n int, action func(i int) string, key string) {
	t.Helper()
	var group sync.WaitGroup
	var next atomic.Int64
	for range senders {
		group.Go(func() {
			for i := int(next.Add(1)); i <= n; i = int(next.Add(1)) {
				body := `{"routing_key":"` + s.RoutingKeys["payment-api"] + `","event_action":"` + action(i) + `","dedup_key":"` + key + `","payload":{"summary":"Storm","source":"x","severity":"critical"}}`
				answer, err := s.client.Post(s.url+"/v2/enqueue", "application/json", strings.NewReader(body))
				if err != nil {
					t.Error(err)
					return
				}
				_ = answer.Body.Close()
				if answer.StatusCode != http.StatusAccepted {
					t.Errorf("event %d was answered %s", i, answer.Status)
				}
			}
		})
	}
	group.Wait()
}

func TestAStormOfOneKeyIsOneIncident(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		s.storm(t, 1000, func(int) string { return "trigger" }, "one")
		s.is(t, "one", "OPEN", 1000)
	})
}

// TestTriggersAndResolvesRace opens and resolves one key from many senders at once: there
// is never a second incident that is not resolved, and none is lost.
func TestTriggersAndResolvesRace(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		ended := make(chan struct{})
		var watch sync.WaitGroup
		watch.Go(func() {
			for looks := 0; ; looks++ {
				var open struct{ Pagination struct{ Total int } }
				s.ask(t, http.MethodGet, "/api/incidents?dedup_key=race&status=OPEN,ACKNOWLEDGED,SNOOZED,SUPPRESSED", nil, &open)
				if open.Pagination.Total > 1 {
					t.Errorf("%d incidents with one key are not resolved", open.Pagination.Total)
				}
				select {
				case <-ended:
					t.Logf("looked %d times", looks)
					return
				default:
				}
			}
		})
		actions := []string{"trigger", "resolve", "trigger", "acknowledge"}
		s.storm(t, 2000, func(i int) string { return actions[i%len(actions)] }, "race")
		close(ended)
		watch.Wait()
		alerts := 0
		for offset, more := 0, true; more; {
			var page struct {
				Data []struct {
					Alerts int `json:"alert_count"`
				}
				Pagination struct {
					More bool `json:"has_more"`
				}
			}
			s.ask(t, http.MethodGet, "/api/incidents?dedup_key=race&limit=100&offset="+strconv.Itoa(offset), nil, &page)
			for _, inc := range page.Data {
				alerts += inc.Alerts
			}
			offset, more = offset+len(page.Data), page.Pagination.More
		}
		if alerts != 1000 {
			t.Errorf("1,000 triggers were taken, and %d alerts are there", alerts)
		}
	})
}
