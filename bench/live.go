package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"sync"
	"time"

	"github.com/coder/websocket"
)

const loadStorm = "(g) changes, told to subscribers"

const (
	subscribed = 8 // subscriptions of one socket
	writers    = 8 // connections that make changes, each the next when all have been told of its last
)

const watch = `subscription($filter: IncidentFilter) { incidentChanged(filter: $filter) { cursor event { type } incident { id title status service { id name } } } }`

// live measures a storm of subscribers: as many sockets as other loads have connections,
// with eight subscriptions each, one to everything and the others to one service of a hundred.
// An exchange is a new incident that all have been told of whom it concerns.
func (b *bench) live(ctx context.Context, g *ground) error {
	s, err := g.serving(ctx)
	if err != nil {
		return err
	}
	defer s.end()
	for _, sockets := range b.connections {
		if err := b.storm(ctx, g, s, sockets); err != nil {
			return err
		}
	}
	return nil
}

func (b *bench) storm(ctx context.Context, g *ground, s *running, sockets int) error {
	ctx, hangUp := context.WithCancel(ctx)
	defer hangUp()
	ears := &ears{of: map[string]int{}, waiting: map[int64]*told{}}
	for i := range sockets {
		if err := ears.open(ctx, s.target, i); err != nil {
			return err
		}
	}
	time.Sleep(100 * time.Millisecond) // for the last of them to read where the timelines end
	return b.byTurns(ctx, g, []int{sockets}, []entrant{{load: loadStorm, server: s, send: ears.change, senders: writers}})
}

// toldOf is how many subscriptions a change concerns.
func toldOf(sockets int) int { return sockets + sockets*(subscribed-1)/listenedServices }

// ears are all who listen.
type ears struct {
	everything int            // how many listen to all services
	of         map[string]int // how many listen to this one alone

	mu      sync.Mutex
	waiting map[int64]*told // by the turn that made the change
	failed  error           // why one has stopped to listen
}

// told is who has yet to be told of a change.
type told struct {
	left int
	done chan struct{}
}

// open opens one socket with its subscriptions, and returns when the server has begun with
// them: it answers messages in their order.
func (e *ears) open(ctx context.Context, t target, socket int) error {
	conn, answer, err := websocket.Dial(ctx, "ws://"+t.Addr+"/graphql", &websocket.DialOptions{Subprotocols: []string{"graphql-transport-ws"}})
	if answer != nil && answer.Body != nil {
		_ = answer.Body.Close()
	}
	if err != nil {
		return err
	}
	conn.SetReadLimit(1 << 20)
	messages := []any{map[string]any{"type": "connection_init", "payload": map[string]string{"Authorization": "Bearer " + t.Key}}}
	for i := range subscribed {
		filter := map[string]any{}
		if i == 0 {
			e.everything++
		} else {
			service := t.Listened[(socket*subscribed+i)%len(t.Listened)]
			filter["serviceId"] = []string{service}
			e.of[service]++
		}
		messages = append(messages, map[string]any{"id": strconv.Itoa(i), "type": "subscribe", "payload": map[string]any{"query": watch, "variables": map[string]any{"filter": filter}}})
	}
	messages = append(messages, map[string]any{"type": "ping"})
	for _, m := range messages {
		body, err := json.Marshal(m)
		if err != nil {
			return err
		}
		if err := conn.Write(ctx, websocket.MessageText, body); err != nil {
			return err
		}
	}
	for {
		_, body, err := conn.Read(ctx)
		if err != nil {
			return err
		}
		if bytes.Contains(body, []byte(`"pong"`)) {
			break
		}
	}
	go e.hear(ctx, conn)
	return nil
}

// tag is what the title of a change begins with; its turn follows.
const tag = "Storm "

// hear notes what one socket is told.
func (e *ears) hear(ctx context.Context, conn *websocket.Conn) {
	defer func() { _ = conn.CloseNow() }()
	for {
		_, body, err := conn.Read(ctx)
		if err != nil {
			e.mu.Lock()
			e.failed = err
			e.mu.Unlock()
			return
		}
		_, rest, ok := bytes.Cut(body, []byte(`"`+tag))
		if !ok || !bytes.Contains(body, []byte(`"TRIGGERED"`)) { // what the engine does is told as well
			continue
		}
		digits, _, _ := bytes.Cut(rest, []byte{'"'})
		n, err := strconv.ParseInt(string(digits), 10, 64)
		if err != nil {
			continue
		}
		e.mu.Lock()
		if about := e.waiting[n]; about != nil {
			if about.left--; about.left == 0 {
				delete(e.waiting, n)
				close(about.done)
			}
		}
		e.mu.Unlock()
	}
}

// change opens an incident, and waits until all have been told of it whom it concerns.
func (e *ears) change(ctx context.Context, w *wire, at turn) error {
	service := w.Listened[at.n%listenedServices]
	about := &told{left: e.everything + e.of[service], done: make(chan struct{})}
	e.mu.Lock()
	e.waiting[at.n] = about
	e.mu.Unlock()
	if _, err := w.post("/api/events", fmt.Sprintf(`{"routing_key":%q,"event_action":"trigger","payload":{"summary":"%s%d"}}`, service, tag, at.n)); err != nil {
		return err
	}
	select {
	case <-about.done:
		return nil
	case <-time.After(grace):
		e.mu.Lock()
		defer e.mu.Unlock()
		return errors.Join(fmt.Errorf("%d subscriptions were not told of a change within %s", about.left, grace), e.failed)
	}
}
