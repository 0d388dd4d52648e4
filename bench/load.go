package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"sync/atomic"
	"time"
)

// drive sends requests by one connection, each after the answer to the last, until
// ctx ends. It returns how long each took.
func drive(ctx context.Context, t target, connection int, request func(target, int) []byte) ([]time.Duration, error) {
	conn, err := new(net.Dialer).DialContext(context.WithoutCancel(ctx), "tcp", t.Addr)
	if err != nil {
		return nil, err
	}
	defer func() { _ = conn.Close() }()
	in := bufio.NewReaderSize(conn, 64<<10)
	var latencies []time.Duration
	for ctx.Err() == nil {
		began := time.Now()
		if err := conn.SetDeadline(began.Add(grace)); err != nil {
			return latencies, err
		}
		if _, err := conn.Write(request(t, connection)); err != nil {
			return latencies, err
		}
		answer, err := http.ReadResponse(in, nil)
		if err != nil {
			return latencies, err
		}
		body, err := io.ReadAll(answer.Body)
		_ = answer.Body.Close()
		if err != nil {
			return latencies, err
		}
		if answer.StatusCode >= 300 || bytes.Contains(body, []byte(`"errors"`)) {
			return latencies, fmt.Errorf("answer %d: %s", answer.StatusCode, body)
		}
		latencies = append(latencies, time.Since(began))
	}
	return latencies, nil
}

var serial atomic.Int64

// ingestRequest is an event that nobody has sent before.
func ingestRequest(t target, connection int) []byte {
	n := serial.Add(1)
	body := fmt.Sprintf(`{"routing_key":%q,"event_action":"trigger","dedup_key":"bench-%d","payload":{"summary":"High CPU on web-%d","severity":"critical","source":"bench","custom_details":{"load":%d,"host":"web-%d"}}}`,
		t.Services[int(n)%len(t.Services)], n, connection, n, connection)
	return post(t, "/api/events", body)
}

func restList(t target, _ int) []byte {
	return fmt.Appendf(nil, "GET /api/incidents?limit=25 HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer %s\r\n\r\n", t.Key)
}

func graphqlList(t target, _ int) []byte {
	return post(t, "/graphql", `{"query":"{incidents(first:25){nodes{id title status urgency dedupKey alertCount createdAt updatedAt service{id name} assignee{id name}}}}"}`)
}

func graphqlListTotal(t target, _ int) []byte {
	return post(t, "/graphql", `{"query":"{incidents(first:25){totalCount nodes{id title status urgency dedupKey alertCount createdAt updatedAt service{id name} assignee{id name}}}}"}`)
}

func post(t target, path, body string) []byte {
	return fmt.Appendf(nil, "POST %s HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", path, t.Key, len(body), body)
}
