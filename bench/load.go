package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httputil"
	"strconv"
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
		status, body, err := readAnswer(in)
		if err != nil {
			return latencies, err
		}
		if status >= http.StatusMultipleChoices || bytes.Contains(body, []byte(`"errors"`)) {
			return latencies, fmt.Errorf("answer %d: %s", status, body)
		}
		latencies = append(latencies, time.Since(began))
	}
	return latencies, nil
}

// readAnswer reads one answer. net/http would do the same for
// several times the CPU, which the server that is measured would lack.
func readAnswer(in *bufio.Reader) (status int, body []byte, err error) {
	length := -1
	for {
		line, err := in.ReadSlice('\n')
		if err != nil {
			return 0, nil, err
		}
		line = bytes.TrimRight(line, "\r\n")
		switch {
		case len(line) == 0:
			body, err = readBody(in, length)
			return status, body, err
		case status == 0 && len(line) >= len("HTTP/1.1 200"):
			status, err = strconv.Atoi(string(line[9:12]))
		case bytes.HasPrefix(line, []byte("Content-Length: ")):
			length, err = strconv.Atoi(string(line[len("Content-Length: "):]))
		}
		if err != nil {
			return 0, nil, err
		}
	}
}

// readBody reads a body of this length, or one in chunks if it is negative.
func readBody(in *bufio.Reader, length int) ([]byte, error) {
	if length >= 0 {
		body := make([]byte, length)
		_, err := io.ReadFull(in, body)
		return body, err
	}
	body, err := io.ReadAll(httputil.NewChunkedReader(in))
	if err != nil {
		return nil, err
	}
	_, err = in.ReadSlice('\n') // the empty line after the last chunk
	return body, err
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
	return get(t, "/api/incidents?limit=25")
}

func graphqlList(t target, _ int) []byte {
	return post(t, "/graphql", `{"query":"{incidents(first:25){nodes{id title status urgency dedupKey alertCount createdAt updatedAt service{id name} assignee{id name}}}}"}`)
}

func graphqlListTotal(t target, _ int) []byte {
	return post(t, "/graphql", `{"query":"{incidents(first:25){totalCount nodes{id title status urgency dedupKey alertCount createdAt updatedAt service{id name} assignee{id name}}}}"}`)
}

func get(t target, path string) []byte {
	return fmt.Appendf(nil, "GET %s HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer %s\r\n\r\n", path, t.Key)
}

func post(t target, path, body string) []byte {
	return fmt.Appendf(nil, "POST %s HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", path, t.Key, len(body), body)
}
