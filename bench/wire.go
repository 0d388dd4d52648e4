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
	"time"
)

// grace is how long a request may take, and a server to stop.
const grace = 10 * time.Second

// wire is a connection to a server. net/http would do the same for several times the CPU,
// which the server that is measured would lack.
type wire struct {
	target
	conn net.Conn
	in   *bufio.Reader

	answered int // bytes of the last body
}

func dial(ctx context.Context, t target) (*wire, error) {
	conn, err := new(net.Dialer).DialContext(ctx, "tcp", t.Addr)
	if err != nil {
		return nil, err
	}
	return &wire{target: t, conn: conn, in: bufio.NewReaderSize(conn, 64<<10)}, nil
}

func (w *wire) close() { _ = w.conn.Close() }

// get asks for a path.
func (w *wire) get(path string) ([]byte, error) {
	return w.ask(fmt.Appendf(nil, "GET %s HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer %s\r\n\r\n", path, w.Key))
}

// post sends JSON to a path.
func (w *wire) post(path, body string) ([]byte, error) {
	return w.ask(fmt.Appendf(nil, "POST %s HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", path, w.Key, len(body), body))
}

// ask sends a request, and returns the body of its answer, if that says that it went well.
func (w *wire) ask(request []byte) ([]byte, error) {
	if err := w.conn.SetDeadline(time.Now().Add(grace)); err != nil {
		return nil, err
	}
	if _, err := w.conn.Write(request); err != nil {
		return nil, err
	}
	status, body, err := readAnswer(w.in)
	if err != nil {
		return nil, err
	}
	if status >= http.StatusMultipleChoices || bytes.Contains(body, []byte(`"errors"`)) {
		first, _, _ := bytes.Cut(request, []byte{'\r'})
		return nil, fmt.Errorf("%s: answer %d: %s", first, status, body)
	}
	w.answered = len(body)
	return body, nil
}

// readAnswer reads one answer.
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

// once asks for one answer by a connection of its own.
func once(ctx context.Context, t target, send func(*wire) ([]byte, error)) ([]byte, error) {
	w, err := dial(ctx, t)
	if err != nil {
		return nil, err
	}
	defer w.close()
	return send(w)
}
