package rest

import (
	"cmp"
	"context"
	"net/http"
	"strings"

	"github.com/opsknight/opsknight/internal/auth"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/internal/gate"
	"github.com/opsknight/opsknight/internal/ratelimit"
	"github.com/opsknight/opsknight/model"
)

// The paths of PagerDuty's Events API stand at the root of the host, where its clients
// look for them. Their only credential is the routing key. Sources: PagerDuty's
// references of "Events API v2", "Change events" and "Events API v1".
const (
	pathEnqueue       = "/v2/enqueue"
	pathChangeEnqueue = "/v2/change/enqueue"
	pathV1            = "/generic/2010-04-15/create_event.json"
)

// pagerDutyAnswer is how PagerDuty answers every event.
type pagerDutyAnswer struct {
	Status      string   `json:"status"`
	Message     string   `json:"message"`
	DedupKey    string   `json:"dedup_key,omitempty"`
	IncidentKey string   `json:"incident_key,omitempty"` // what v1 calls the dedup key
	Errors      []string `json:"errors,omitempty"`
}

// isPagerDuty reports whether failures on this path are answered as PagerDuty does.
func isPagerDuty(path string) bool {
	return strings.HasPrefix(path, "/v2/") || strings.HasPrefix(path, "/generic/")
}

// posted is what a body asks for, and the routing key that it has.
type posted struct {
	routingKey string
	run        func(ctx context.Context, by model.Actor) (model.EventResult, error)
}

// enqueue serves POST /v2/enqueue.
func (s *server) enqueue(w http.ResponseWriter, r *http.Request) {
	s.pagerDuty(w, r, "pagerduty", s.v2, func(result model.EventResult) (int, pagerDutyAnswer) {
		return http.StatusAccepted, pagerDutyAnswer{Status: "success", Message: "Event processed", DedupKey: result.DedupKey}
	})
}

// enqueueChange serves POST /v2/change/enqueue.
func (s *server) enqueueChange(w http.ResponseWriter, r *http.Request) {
	s.pagerDuty(w, r, "pagerduty-change", s.change, func(model.EventResult) (int, pagerDutyAnswer) {
		return http.StatusAccepted, pagerDutyAnswer{Status: "success", Message: "Change event processed"}
	})
}

// createEvent serves POST /generic/2010-04-15/create_event.json, of v1.
func (s *server) createEvent(w http.ResponseWriter, r *http.Request) {
	s.pagerDuty(w, r, "pagerduty-v1", s.v1, func(result model.EventResult) (int, pagerDutyAnswer) {
		return http.StatusOK, pagerDutyAnswer{Status: "success", Message: "Event processed", IncidentKey: result.DedupKey}
	})
}

func (s *server) v2(r *http.Request, body []byte) (posted, error) {
	event, err := decodeEvent(body)
	if err != nil {
		return posted{}, err
	}
	event.RoutingKey = cmp.Or(event.RoutingKey, r.Header.Get("X-Routing-Key"))
	return s.eventOf(event), nil
}

func (s *server) v1(_ *http.Request, body []byte) (posted, error) {
	event, err := decodeV1(body)
	if err != nil {
		return posted{}, err
	}
	return s.eventOf(event), nil
}

func (s *server) eventOf(event *model.Event) posted {
	return posted{event.RoutingKey, func(ctx context.Context, by model.Actor) (model.EventResult, error) { return s.send(ctx, by, event) }}
}

func (s *server) change(r *http.Request, body []byte) (posted, error) {
	change, err := decodeChange(body)
	if err != nil {
		return posted{}, err
	}
	change.RoutingKey = cmp.Or(change.RoutingKey, r.Header.Get("X-Routing-Key"))
	return posted{change.RoutingKey, func(ctx context.Context, by model.Actor) (model.EventResult, error) {
		_, err := s.resolve.Mutation().SendChangeEvent(auth.With(ctx, by), *change)
		return model.EventResult{Action: model.OutcomeRecorded}, err
	}}, nil
}

// pagerDuty serves one of PagerDuty's paths: read makes of a body what it asks for.
func (s *server) pagerDuty(
	w http.ResponseWriter, r *http.Request, door string,
	read func(*http.Request, []byte) (posted, error), answer func(model.EventResult) (int, pagerDutyAnswer),
) {
	result, err := s.takePagerDuty(w, r, read)
	s.tellOf(door, result, err)
	if err != nil {
		s.failPagerDuty(w, r, err)
		return
	}
	status, body := answer(result)
	writeJSON(w, status, body)
}

func (s *server) takePagerDuty(w http.ResponseWriter, r *http.Request, read func(*http.Request, []byte) (posted, error)) (none model.EventResult, _ error) {
	if r.Method != http.MethodPost {
		return none, s.uncounted(w, r, nil, onlyPost(w, r))
	}
	body, err := readBody(w, r, eventLimit)
	if err != nil {
		return none, s.uncounted(w, r, nil, err)
	}
	asked, err := read(r, body)
	if err != nil {
		return none, s.uncounted(w, r, nil, err)
	}
	integration, result, err := s.gate.RoutingKey(r, asked.routingKey)
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
	return asked.run(r.Context(), *integration)
}

// failPagerDuty answers a request that failed as PagerDuty does.
func (s *server) failPagerDuty(w http.ResponseWriter, r *http.Request, err error) {
	f, status := s.clientFault(r, err)
	writePagerDutyFault(w, r, status, f)
}

func writePagerDutyFault(w http.ResponseWriter, r *http.Request, status int, f *fault.Error) {
	names := pagerDutyNames[r.URL.Path]
	answer := pagerDutyAnswer{Status: "invalid event", Message: "Event object is invalid"}
	for _, problem := range f.Problems {
		message := problem.Message
		if name, other := names[problem.Field]; other && len(message) >= len(problem.Field) && strings.EqualFold(message[:len(problem.Field)], problem.Field) {
			message = name + message[len(problem.Field):]
		}
		answer.Errors = append(answer.Errors, message)
	}
	switch {
	case len(f.Problems) == 1 && f.Problems[0].Field == "routing_key" && f.Problems[0].Reason == "not_found":
		answer.Message = "Invalid routing key"
	case f.Code == fault.RateLimited:
		answer.Status, answer.Message = "throttle exceeded", f.Message
		if r.URL.Path == pathV1 {
			status = http.StatusForbidden
		}
	case f.Code == fault.Internal:
		answer.Status, answer.Message = "internal error", f.Message
	}
	if len(answer.Errors) == 0 {
		answer.Errors = []string{f.Message}
	}
	writeJSON(w, status, answer)
}
