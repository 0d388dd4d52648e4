package rest

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/go-chi/chi/v5"

	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/internal/gate"
	"github.com/opsknight/opsknight/internal/inbound"
	"github.com/opsknight/opsknight/internal/ratelimit"
	"github.com/opsknight/opsknight/model"
)

// SendAll takes in events of one integration, all or none, and returns after they are
// stored.
type SendAll func(ctx context.Context, by model.Actor, events []*model.Event) ([]model.EventResult, error)

// Confirm tells Amazon SNS that a topic may send here, if the message that asks for it is
// Amazon's.
type Confirm func(ctx context.Context, message []byte) error

// inboundAnswer is the answer to what a tool has sent in its own format.
type inboundAnswer struct {
	Status  string         `json:"status"`
	Message string         `json:"message"`
	Data    []inboundEvent `json:"data"`
}

type inboundEvent struct {
	Action   model.EventOutcome `json:"action"`
	DedupKey string             `json:"dedup_key"`
	Incident *inboundIncident   `json:"incident"`
}

// inboundIncident is the little that tools may want to know: a group can have hundreds.
type inboundIncident struct {
	ID     string               `json:"id"`
	Status model.IncidentStatus `json:"status"`
}

// inbound serves POST /api/integrations/{type}/{routing_key}. Its only credential is the
// routing key in the path: most tools can be given an address and nothing else.
func (s *server) inbound(w http.ResponseWriter, r *http.Request) {
	tool := chi.URLParam(r, "type")
	results, err := s.takeInbound(w, r, tool)
	s.tellOfInbound(tool, results, err)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	answer := inboundAnswer{Status: "success", Message: fmt.Sprintf("%d events processed", len(results)), Data: []inboundEvent{}}
	if len(results) == 1 {
		answer.Message = "1 event processed"
	}
	for _, result := range results {
		event := inboundEvent{Action: result.Action, DedupKey: result.DedupKey}
		if inc := result.Incident; inc != nil {
			event.Incident = &inboundIncident{inc.ID, inc.Status}
		}
		answer.Data = append(answer.Data, event)
	}
	writeJSON(w, http.StatusAccepted, answer)
}

// tellOfInbound counts each event of a delivery by what it did. The type is of those
// there are, as every name that is counted by stays.
func (s *server) tellOfInbound(tool string, results []model.EventResult, err error) {
	if !inbound.Known(tool) {
		tool = "unknown"
	}
	if err != nil {
		s.tellOf(tool, model.EventResult{}, err)
		return
	}
	for _, result := range results {
		s.tellOf(tool, result, nil)
	}
}

// takeInbound lets in a tool by its routing key, counts the request, and takes in what it
// tells.
func (s *server) takeInbound(w http.ResponseWriter, r *http.Request, tool string) ([]model.EventResult, error) {
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", http.MethodPost)
		return nil, s.uncounted(w, r, nil, statusError{fault.New(fault.Invalid, "This path has no %s; it has POST.", r.Method), http.StatusMethodNotAllowed})
	}
	if !inbound.Known(tool) {
		_, err := inbound.Read(tool, inbound.Delivery{})
		return nil, s.uncounted(w, r, nil, err)
	}
	key := chi.URLParam(r, "routing_key")
	integration, result, err := s.gate.RoutingKey(r, key)
	if err != nil {
		gate.Headers(w.Header(), result)
		return nil, err
	}
	if integration == nil {
		return nil, s.uncounted(w, r, nil, fault.New(fault.Unauthorized, "The routing key in the path is not valid: it is unknown or disabled."))
	}
	counted, err := s.gate.Count(r.Context(), *integration, ratelimit.Events)
	gate.Headers(w.Header(), counted)
	if err != nil {
		return nil, err
	}
	body, err := readBody(w, r, eventLimit)
	if err != nil {
		return nil, err
	}
	events, err := inbound.Read(tool, inbound.Delivery{Header: r.Header, Body: body})
	if errors.Is(err, inbound.ErrSubscription) {
		return nil, s.confirm(r.Context(), body)
	}
	if err != nil {
		return nil, err
	}
	for _, event := range events {
		event.RoutingKey = integration.RoutingKey
	}
	return s.sendAll(r.Context(), *integration, events)
}
