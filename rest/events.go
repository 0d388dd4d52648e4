package rest

import (
	"context"
	"errors"
	"net/http"
	"slices"

	"github.com/opsknight/opsknight/internal/auth"
	"github.com/opsknight/opsknight/internal/door"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/internal/gate"
	"github.com/opsknight/opsknight/internal/ratelimit"
	"github.com/opsknight/opsknight/model"
	api "github.com/opsknight/opsknight/rest/generated"
)

// eventLimit is the size of an event, in bytes. Source: PagerDuty's Events API,
// which takes 512 KB.
const eventLimit = 512 << 10

// Send takes in one event and returns after it is stored.
type Send func(ctx context.Context, by model.Actor, event *model.Event) (model.EventResult, error)

// event serves POST /api/events.
func (s *server) event(w http.ResponseWriter, r *http.Request) {
	by, result, err := s.takeEvent(w, r)
	s.tellOf("events", result, err)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	body, err := s.eventAnswer(s.loaders(auth.With(r.Context(), by)), result)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	writeJSON(w, http.StatusAccepted, body)
}

// tellOf counts an event by what it did, or by the code that it was refused with.
func (s *server) tellOf(door string, result model.EventResult, err error) {
	if s.observe == nil {
		return
	}
	if err == nil {
		s.observe(door, string(result.Action))
		return
	}
	code := fault.Internal
	if special, ok := errors.AsType[statusError](err); ok {
		code = special.fault.Code
	} else if f := fault.Of(err); f != nil {
		code = f.Code
	}
	s.observe(door, string(code))
}

// takeEvent lets in the sender of an event, counts it, and takes it in.
//
// An integration's routing key needs no other credential, but an API key that is
// sent beside must be good, or its sender would believe that it is.
func (s *server) takeEvent(w http.ResponseWriter, r *http.Request) (by model.Actor, none model.EventResult, err error) {
	credentials := auth.CredentialsOf(r.Header)
	var key *model.Actor
	if credentials.Secret != "" {
		actor, result, err := s.gate.Authenticate(r, ratelimit.Events)
		if err != nil {
			gate.Headers(w.Header(), result)
			return by, none, err
		}
		key = &actor
	}
	if r.Method != http.MethodPost {
		return by, none, s.uncounted(w, r, key, onlyPost(w, r))
	}
	body, err := readBody(w, r, eventLimit)
	if err != nil {
		return by, none, s.uncounted(w, r, key, err)
	}
	event, err := decodeEvent(body)
	if err != nil {
		return by, none, s.uncounted(w, r, key, err)
	}
	if event.RoutingKey == "" {
		event.RoutingKey = credentials.RoutingKey
	}
	by, err = s.sender(w, r, key, credentials.RoutingKey, event)
	if err != nil {
		return by, none, err
	}
	counted, err := s.gate.Count(r.Context(), by, ratelimit.Events)
	gate.Headers(w.Header(), counted)
	if err != nil {
		return by, none, err
	}
	taken, err := s.send(r.Context(), by, event)
	return by, taken, err
}

// uncounted counts a request that is refused before it is known whose it is.
func (s *server) uncounted(w http.ResponseWriter, r *http.Request, key *model.Actor, why error) error {
	var result ratelimit.Result
	var err error
	if key != nil {
		result, err = s.gate.Count(r.Context(), *key, ratelimit.Events)
	} else {
		result, err = s.gate.Refuse(r, ratelimit.Events, nil)
	}
	gate.Headers(w.Header(), result)
	if err != nil {
		return err
	}
	return why
}

func onlyPost(w http.ResponseWriter, r *http.Request) error {
	w.Header().Set("Allow", http.MethodPost)
	return statusError{fault.New(fault.Invalid, "%s has no %s; it has POST.", door.Path(r), r.Method), http.StatusMethodNotAllowed}
}

// sender returns who sends the event: the integration whose routing key it has, or
// else the API key.
func (s *server) sender(w http.ResponseWriter, r *http.Request, key *model.Actor, token string, event *model.Event) (model.Actor, error) {
	routingKey := event.RoutingKey
	if token != "" && !model.IsRoutingKey(routingKey) {
		routingKey = token // it names the service by slug or id: the token must be of that
	}
	integration, result, err := s.gate.RoutingKey(r, routingKey)
	if err != nil {
		gate.Headers(w.Header(), result)
		return model.Actor{}, err
	}
	switch {
	case integration != nil && key != nil && key.Environment != integration.Environment:
		return model.Actor{}, s.uncounted(w, r, key, fault.New(fault.Forbidden,
			"The routing key is of %s, and the API key of %s: events do not cross.", integration.Environment, key.Environment))
	case integration != nil:
		if !slices.Contains([]string{integration.RoutingKey, integration.ServiceID, integration.ServiceSlug}, event.RoutingKey) {
			return model.Actor{}, s.uncounted(w, r, key, fault.New(fault.Forbidden,
				"The integration key in Authorization is not of the service that routing_key names."))
		}
		return *integration, nil
	case key != nil:
		return *key, nil
	case routingKey == "" || !model.IsRoutingKey(routingKey):
		result, err = s.gate.Refuse(r, ratelimit.Events, auth.Missing())
	default:
		result, err = s.gate.Refuse(r, ratelimit.Events, fault.New(fault.Unauthorized, "The routing key is not valid: it is unknown or disabled. Send an integration's key, or an API key."))
	}
	gate.Headers(w.Header(), result)
	return model.Actor{}, err
}

// eventBody is the answer to an event.
type eventBody struct {
	Status   string          `json:"status"`
	Message  string          `json:"message"`
	DedupKey string          `json:"dedup_key"`
	Data     eventEffectBody `json:"data"`
}

type eventEffectBody struct {
	Action   model.EventOutcome `json:"action"`
	Incident *api.Incident      `json:"incident"`
}

func (s *server) eventAnswer(ctx context.Context, result model.EventResult) (eventBody, error) {
	body := eventBody{Status: "success", Message: "Event processed", DedupKey: result.DedupKey, Data: eventEffectBody{Action: result.Action}}
	if result.Incident == nil {
		return body, nil
	}
	incident, err := s.eventIncident(ctx, result)
	body.Data.Incident = &incident
	return body, err
}

// eventIncident makes the body of the incident that an event was for, without a look-up
// where what is known from storing it will do.
func (s *server) eventIncident(ctx context.Context, result model.EventResult) (api.Incident, error) {
	inc, service := result.Incident, result.Service
	escalates := inc.Escalation.NextAt != nil && inc.Escalation.PolicyID != nil
	if inc.ServiceID != service.ID || escalates && (service.EscalationPolicyID == nil || *service.EscalationPolicyID != *inc.Escalation.PolicyID) {
		return s.incident(ctx, inc) // merged, or begun with another policy
	}
	body := incidentBody(inc, service.Service, assignment{result.Assignee, result.Team})
	if escalates {
		body.Escalation = escalationBody(&model.IncidentEscalation{Incident: inc}, api.Reference{Id: *inc.Escalation.PolicyID, Name: service.PolicyName})
	}
	return body, nil
}
