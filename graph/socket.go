package graph

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/coder/websocket"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/internal/strictjson"
	"github.com/opsknight/opsknight/model"
)

// subscriptionScope is what every subscription needs.
const subscriptionScope = model.IncidentsRead

// The protocol graphql-transport-ws. Source: its specification, "GraphQL over WebSocket
// Protocol", of the library graphql-ws. gqlgen's own transport lacks most of its codes:
// docs/adr/0012 lists what.
const (
	subprotocol = "graphql-transport-ws"

	closeInvalid      = 4400
	closeUnauthorized = 4401
	closeForbidden    = 4403
	closeInitTimeout  = 4408
	closeSameID       = 4409
	closeTooManyInits = 4429
	closeRestarting   = 1012
	closeTryAgain     = 1013 // the server has failed, and has not refused the client as 4403 says

	initWithin      = 3 * time.Second
	mostSubscribed  = 20 // operations that a socket has at once
	pingEveryChecks = 4
)

// message is one of the protocol, in either direction.
type message struct {
	ID      string          `json:"id,omitempty"`
	Type    string          `json:"type"`
	Payload json.RawMessage `json:"payload,omitempty"`
}

// socketTransport serves operations of all kinds by WebSocket.
type socketTransport struct{ Options }

// Supports takes requests for a WebSocket.
func (socketTransport) Supports(r *http.Request) bool { return isUpgrade(r) }

// Do serves one socket until it is closed.
func (t socketTransport) Do(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor) {
	asPost := r.Clone(r.Context()) // a handshake is a GET, which the check else lets pass
	asPost.Method = http.MethodPost
	if t.Gate.Browsers.CrossOrigin.Check(asPost) != nil {
		t.refuse(w, r, fault.New(fault.Forbidden, "A page of another site has sent this: a browser may only send it from this server's own pages."))
		return
	}
	conn, err := websocket.Accept(w, r, &websocket.AcceptOptions{Subprotocols: []string{subprotocol}, InsecureSkipVerify: true}) // checked above
	if err != nil {
		return // it has answered
	}
	defer func() { _ = conn.CloseNow() }()
	if conn.Subprotocol() != subprotocol {
		_ = conn.Close(websocket.StatusPolicyViolation, "The subprotocol is "+subprotocol+".")
		return
	}
	conn.SetReadLimit(bodyLimit)
	ctx, cancel := context.WithCancel(r.Context())
	defer cancel()
	s := &socket{Options: t.Options, exec: exec, conn: conn, request: r, active: map[string]context.CancelFunc{}}
	defer s.operations.Wait()
	defer cancel()
	if s.init(ctx) {
		go s.keep(ctx)
		s.read(ctx)
	}
}

// socket is one connection.
type socket struct {
	Options
	exec    graphql.GraphExecutor
	conn    *websocket.Conn
	request *http.Request // with the credentials of connection_init

	operations sync.WaitGroup
	mu         sync.Mutex
	active     map[string]context.CancelFunc
}

// close closes the socket for a reason, at most as long as a frame may be.
func (s *socket) close(code websocket.StatusCode, reason string) {
	const most = 120
	if len(reason) > most {
		reason = strings.ToValidUTF8(reason[:most], "")
	}
	_ = s.conn.Close(code, reason)
}

// next reads a message; false if there is none, or none that can be read.
func (s *socket) next(ctx context.Context) (m message, _ bool) {
	_, text, err := s.conn.Read(ctx)
	if err != nil {
		if websocket.CloseStatus(err) == -1 && ctx.Err() == nil {
			s.close(websocket.StatusMessageTooBig, "A message is larger than 1 MiB, or broken.")
		}
		return m, false
	}
	if err := strictjson.Check(text); err != nil {
		s.close(closeInvalid, "A message is not valid JSON: "+err.Error()+".")
		return m, false
	}
	if json.Unmarshal(text, &m) != nil {
		s.close(closeInvalid, "A message is an object with a type.")
		return m, false
	}
	return m, true
}

// init waits for the message that brings the credentials.
func (s *socket) init(ctx context.Context) bool {
	late := time.AfterFunc(initWithin, func() { s.close(closeInitTimeout, "Connection initialisation timeout") })
	m, ok := s.next(ctx)
	for ok && (m.Type == "ping" || m.Type == "pong") && s.obey(ctx, m) { // both may be sent at any time
		m, ok = s.next(ctx)
	}
	if !late.Stop() || !ok {
		return false
	}
	if m.Type != "connection_init" {
		s.close(closeUnauthorized, "Unauthorized")
		return false
	}
	s.request = s.request.Clone(ctx)
	credentials(s.request.Header, m.Payload)
	if _, err := s.enterLive(s.request); err != nil {
		s.leave(s.refusal(ctx, err))
		return false
	}
	return s.send(message{Type: "connection_ack"}) == nil
}

// credentials puts those of connection_init where a request has them.
func credentials(header http.Header, payload json.RawMessage) {
	var given map[string]json.RawMessage
	_ = json.Unmarshal(payload, &given)
	for name, raw := range given {
		var value string
		if json.Unmarshal(raw, &value) != nil || strings.ContainsAny(value, "\r\n\x00") {
			continue
		}
		switch strings.ToLower(name) {
		case "authorization", "x-api-key", strings.ToLower(environmentHeader):
			header.Set(name, value)
		}
	}
}

// leave closes the socket of who may not be here, or of whom the server cannot tell.
func (s *socket) leave(why gqlerror.List) {
	code := websocket.StatusCode(closeForbidden)
	if why[0].Extensions["code"] == string(fault.Internal) {
		code = closeTryAgain
	}
	s.close(code, why[0].Message)
}

// keep looks from time to time whether the client may be here, and is.
func (s *socket) keep(ctx context.Context) {
	check := time.NewTicker(checkEvery)
	defer check.Stop()
	for n := 1; ; n++ {
		select {
		case <-ctx.Done():
			return
		case <-s.Root.Feed.Stopped():
			s.close(closeRestarting, "The server is stopping: connect again.")
			return
		case <-check.C:
		}
		if _, err := s.enterLive(s.request); err != nil {
			s.leave(s.refusal(ctx, err))
			return
		}
		if n%pingEveryChecks == 0 {
			ping, cancel := context.WithTimeout(ctx, writeWithin)
			err := s.conn.Ping(ping)
			cancel()
			if err != nil {
				_ = s.conn.CloseNow()
				return
			}
		}
	}
}

// read obeys the client's messages until it closes the socket, or has to be closed.
func (s *socket) read(ctx context.Context) {
	for {
		m, ok := s.next(ctx)
		if !ok || !s.obey(ctx, m) {
			return
		}
	}
}

func (s *socket) obey(ctx context.Context, m message) bool {
	switch m.Type {
	case "ping":
		return s.send(message{Type: "pong", Payload: m.Payload}) == nil
	case "pong":
	case "complete":
		s.mu.Lock()
		cancel := s.active[m.ID]
		s.mu.Unlock()
		if cancel != nil {
			cancel()
		}
	case "subscribe":
		return s.start(ctx, m)
	case "connection_init":
		s.close(closeTooManyInits, "Too many initialisation requests")
		return false
	default:
		s.close(closeInvalid, "A message has an unknown type.")
		return false
	}
	return true
}

// start runs an operation beside the others.
func (s *socket) start(ctx context.Context, m message) bool {
	if m.ID == "" {
		s.close(closeInvalid, "A subscribe message needs an id.")
		return false
	}
	ctx, cancel := context.WithCancel(ctx)
	s.mu.Lock()
	_, same := s.active[m.ID]
	many := len(s.active) >= mostSubscribed
	if !same && !many {
		s.active[m.ID] = cancel
	}
	s.mu.Unlock()
	switch {
	case same:
		cancel()
		s.close(closeSameID, "Subscriber for "+m.ID+" already exists")
		return false
	case many:
		defer cancel()
		return s.refuseOperation(m.ID, s.refusal(ctx, fault.New(fault.RateLimited, "A socket may have %d operations at once: complete one of them first.", mostSubscribed))) == nil
	}
	s.operations.Go(func() {
		defer cancel()
		s.operate(ctx, m)
	})
	return true
}

// operate runs an operation, and tells the client how it has ended unless that is what
// the client asked for.
func (s *socket) operate(ctx context.Context, m message) {
	var fields map[string]json.RawMessage
	_ = json.Unmarshal(m.Payload, &fields)
	params, bad := fromFields(fields)
	ended := outcome{}
	if bad != nil {
		ended.refused = gqlerror.List{{Message: bad.message, Extensions: map[string]any{"code": bad.code}}}
	} else {
		operation := answers{Options: s.Options, exec: s.exec, enter: func() (context.Context, error) { return s.enterLive(s.request) }}
		head := nextHead(m.ID)
		ended = operation.run(ctx, params, func(answer []byte) error { return s.write(slices.Concat(head, answer, []byte{'}'})) })
	}
	s.mu.Lock()
	delete(s.active, m.ID) // before the client is told: it may use the id again
	s.mu.Unlock()
	switch {
	case ended.left:
		s.leave(ended.refused)
	case ctx.Err() != nil:
	case len(ended.refused) > 0:
		_ = s.refuseOperation(m.ID, ended.refused)
	default:
		_ = s.send(message{ID: m.ID, Type: "complete"})
	}
}

// nextHead is how a message with an answer begins; the answer and a brace follow.
func nextHead(id string) []byte {
	text, err := json.Marshal(id)
	if err != nil {
		panic(err) // a string can be encoded
	}
	return slices.Concat([]byte(`{"id":`), text, []byte(`,"type":"next","payload":`))
}

func (s *socket) refuseOperation(id string, why gqlerror.List) error {
	body, err := json.Marshal(why)
	if err != nil {
		return err
	}
	return s.send(message{ID: id, Type: "error", Payload: body})
}

// send sends a message.
func (s *socket) send(m message) error {
	body, err := json.Marshal(m)
	if err != nil {
		return err
	}
	return s.write(body)
}

// write sends the text of a message. A client that does not take it loses the socket.
func (s *socket) write(text []byte) error {
	ctx, cancel := context.WithTimeout(context.Background(), writeWithin)
	defer cancel()
	return s.conn.Write(ctx, websocket.MessageText, text)
}
