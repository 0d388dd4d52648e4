package rest

import (
	"cmp"
	"net/http"
	"strings"

	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/internal/gate"
	"github.com/opsknight/opsknight/internal/ratelimit"
	"github.com/opsknight/opsknight/model"
)

// The paths of PagerDuty's Events API stand at the root of the host, where its
// clients look for them. Source: PagerDuty's "Events API v2" reference.

// pagerDutyAnswer is how PagerDuty answers every event.
type pagerDutyAnswer struct {
	Status   string   `json:"status"`
	Message  string   `json:"message"`
	DedupKey string   `json:"dedup_key,omitempty"`
	Errors   []string `json:"errors,omitempty"`
}

func isPagerDuty(path string) bool { return strings.HasPrefix(path, "/v2/") }

// enqueue serves POST /v2/enqueue. Its only credential is the routing key.
func (s *server) enqueue(w http.ResponseWriter, r *http.Request) {
	taken, err := s.takePagerDuty(w, r)
	s.tellOf("pagerduty", taken, err)
	if err != nil {
		s.failPagerDuty(w, r, err)
		return
	}
	writeJSON(w, http.StatusAccepted, pagerDutyAnswer{Status: "success", Message: "Event processed", DedupKey: taken.DedupKey})
}

func (s *server) takePagerDuty(w http.ResponseWriter, r *http.Request) (none model.EventResult, _ error) {
	if r.Method != http.MethodPost {
		return none, s.uncounted(w, r, nil, onlyPost(w, r))
	}
	body, err := readBody(w, r, eventLimit)
	if err != nil {
		return none, s.uncounted(w, r, nil, err)
	}
	event, err := decodeEvent(body)
	if err != nil {
		return none, s.uncounted(w, r, nil, err)
	}
	event.RoutingKey = cmp.Or(event.RoutingKey, r.Header.Get("X-Routing-Key"))
	integration, result, err := s.gate.RoutingKey(r, event.RoutingKey)
	if err != nil {
		gate.Headers(w.Header(), result)
		return none, err
	}
	if integration == nil {
		return none, s.uncounted(w, r, nil, fault.Field("routing_key", "not_found", "Invalid routing key"))
	}
	counted, err := s.gate.Count(r.Context(), *integration, ratelimit.Events)
	gate.Headers(w.Header(), counted)
	if err != nil {
		return none, err
	}
	return s.send(r.Context(), *integration, event)
}

// failPagerDuty answers a request that failed as PagerDuty does.
func (s *server) failPagerDuty(w http.ResponseWriter, r *http.Request, err error) {
	f, status := s.clientFault(r, err)
	answer := pagerDutyAnswer{Status: "invalid event", Message: "Event object is invalid"}
	for _, problem := range f.Problems {
		answer.Errors = append(answer.Errors, problem.Message)
	}
	switch {
	case len(f.Problems) == 1 && f.Problems[0].Field == "routing_key" && f.Problems[0].Reason == "not_found":
		answer.Message = "Invalid routing key"
	case f.Code == fault.RateLimited:
		answer.Status, answer.Message = "throttle exceeded", f.Message
	case f.Code == fault.Internal:
		answer.Status, answer.Message = "internal error", f.Message
	}
	if len(answer.Errors) == 0 {
		answer.Errors = []string{f.Message}
	}
	writeJSON(w, status, answer)
}
