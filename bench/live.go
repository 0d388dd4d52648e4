package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/coder/websocket"
	"golang.org/x/sync/errgroup"
)

const (
	subscriptions  = 1000
	perSocket      = 20  // as many as the server lets one have
	changesASecond = 200 // on the services in turn
	allMatching    = 200 // subscriptions that are told of everything
	burst          = 200 // changes at once for those
	liveGrace      = 30 * time.Second
)

const watch = `subscription($filter: IncidentFilter) { incidentChanged(filter: $filter) { cursor event { type } incident { id title status service { id name } } } }`

// live measures how long a change takes to those who listen.
func (b *bench) live(ctx context.Context, database string) error {
	s, err := serving(ctx, database, modeBatch)
	if err != nil {
		return err
	}
	defer s.end()
	t := s.target
	fmt.Printf("\n## Subscriptions on %s\n\n", database)
	profiled := b.profile(ctx, t, database+"-live")
	before := cpuOf(s.pid)
	heard, err := b.listened(ctx, t, subscriptions, func(i int) []string { return []string{t.Listened[i%len(t.Listened)]} }, int(b.length.Seconds())*changesASecond, time.Second/changesASecond)
	if err != nil {
		return err
	}
	if err := profiled(); err != nil {
		return err
	}
	memory, err := peakMemory(s.pid)
	if err != nil {
		return err
	}
	at := func(q float64) time.Duration {
		return heard[int(q*float64(len(heard)-1))].Round(100 * time.Microsecond)
	}
	fmt.Printf("%d subscriptions, each to one of %d services, %d changes a second for %s: all %d tellings came. From the request to the telling p50 %s, p99 %s, the last %s. Server: %.0f %% of a CPU, at most %d MB.\n",
		subscriptions, len(t.Listened), changesASecond, b.length, len(heard), at(0.5), at(0.99), at(1), 100*(cpuOf(s.pid)-before).Seconds()/b.length.Seconds(), memory)
	began := time.Now()
	heard, err = b.listened(ctx, t, allMatching, func(int) []string { return nil }, burst, 0)
	if err != nil {
		return err
	}
	took := time.Since(began)
	fmt.Printf("\n%d subscriptions to everything, %d changes at once: %d tellings in %s, %.0f a second.\n", allMatching, burst, len(heard), took.Round(time.Millisecond), float64(len(heard))/took.Seconds())
	return nil
}

// listened opens n subscriptions to services, makes changes with a pause between them, and
// returns how long each telling took, ascending, after all have come.
func (b *bench) listened(ctx context.Context, t target, n int, services func(int) []string, changes int, pause time.Duration) ([]time.Duration, error) {
	ctx, cancel := context.WithTimeout(ctx, b.length+2*liveGrace)
	defer cancel()
	want := 0
	for i := range n {
		if ids := services(i); ids == nil {
			want += changes
		} else {
			want += changes / len(t.Listened)
		}
	}
	ears := &ears{want: want, done: make(chan struct{})}
	for from := 0; from < n; from += perSocket {
		if err := ears.open(ctx, t, from, min(n, from+perSocket), services); err != nil {
			return nil, err
		}
	}
	group, sending := errgroup.WithContext(ctx)
	group.SetLimit(64)
	for i := range changes {
		group.Go(func() error { return change(sending, t, t.Listened[i%len(t.Listened)]) })
		if pause > 0 {
			time.Sleep(pause)
		}
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	select {
	case <-ears.done:
	case <-time.After(liveGrace):
		return nil, fmt.Errorf("%d of %d tellings came", len(ears.took), want)
	}
	slices.Sort(ears.took)
	return ears.took, nil
}

// ears are all who listen.
type ears struct {
	want int
	done chan struct{}

	mu   sync.Mutex
	took []time.Duration
}

// open opens one socket with the subscriptions from i to before j, and returns when the
// server has begun with them: it answers messages in their order.
func (e *ears) open(ctx context.Context, t target, i, j int, services func(int) []string) error {
	conn, answer, err := websocket.Dial(ctx, "ws://"+t.Addr+"/graphql", &websocket.DialOptions{Subprotocols: []string{"graphql-transport-ws"}})
	if answer != nil && answer.Body != nil {
		_ = answer.Body.Close()
	}
	if err != nil {
		return err
	}
	conn.SetReadLimit(1 << 20)
	messages := []any{map[string]any{"type": "connection_init", "payload": map[string]string{"Authorization": "Bearer " + t.Key}}}
	for ; i < j; i++ {
		filter := map[string]any{}
		if ids := services(i); ids != nil {
			filter["serviceId"] = ids
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
	time.Sleep(20 * time.Millisecond) // for the last of them to read where the timelines end
	go e.hear(ctx, conn)
	return nil
}

// hear notes how long each telling took: its title says when its change was asked for.
func (e *ears) hear(ctx context.Context, conn *websocket.Conn) {
	defer func() { _ = conn.CloseNow() }()
	for {
		_, body, err := conn.Read(ctx)
		if err != nil {
			return
		}
		_, rest, ok := bytes.Cut(body, []byte("asked at "))
		if !ok {
			continue
		}
		digits, _, _ := bytes.Cut(rest, []byte{'"'})
		at, err := strconv.ParseInt(string(digits), 10, 64)
		if err != nil {
			continue
		}
		took := time.Since(time.Unix(0, at))
		e.mu.Lock()
		e.took = append(e.took, took)
		if len(e.took) == e.want {
			close(e.done)
		}
		e.mu.Unlock()
	}
}

// change opens an incident on a service.
func change(ctx context.Context, t target, service string) error {
	body := fmt.Sprintf(`{"routing_key":%q,"event_action":"trigger","payload":{"summary":"asked at %d"}}`, service, time.Now().UnixNano())
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+t.Addr+"/api/events", strings.NewReader(body))
	if err != nil {
		return err
	}
	r.Header.Set("Authorization", "Bearer "+t.Key)
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return err
	}
	_ = answer.Body.Close()
	if answer.StatusCode != http.StatusAccepted {
		return errors.New("a change was answered " + answer.Status)
	}
	return nil
}

// peakMemory is the most that a process has used, in megabytes.
func peakMemory(pid int) (int, error) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(status)) {
		if fields := strings.Fields(line); fields[0] == "VmHWM:" {
			kilobytes, err := strconv.Atoi(fields[1])
			return kilobytes >> 10, err
		}
	}
	return 0, errors.New("the system does not tell")
}
