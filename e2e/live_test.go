package e2e

import (
	"bufio"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

// listener is a script that prints a line for each change that it is told of, and takes
// orders.
type listener struct {
	orders io.WriteCloser
	lines  chan string
	ended  chan error
}

func (s *server) listen(t *testing.T, script string) *listener {
	t.Helper()
	cmd := s.nodeCommand(t, nil, script)
	orders, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var complaints strings.Builder
	cmd.Stderr = &complaints
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	l := &listener{orders: orders, lines: make(chan string, 1000), ended: make(chan error, 1)}
	go func() {
		for lines := bufio.NewScanner(out); lines.Scan(); {
			if lines.Text() != "connected" {
				l.lines <- lines.Text()
			}
		}
		close(l.lines)
		l.ended <- cmd.Wait()
	}()
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		if t.Failed() {
			t.Log(complaints.String())
		}
	})
	return l
}

func (l *listener) order(t *testing.T, what string) {
	t.Helper()
	if _, err := io.WriteString(l.orders, what+"\n"); err != nil {
		t.Fatal(err)
	}
}

// hears waits for the next line.
func (l *listener) hears(t *testing.T, want string) {
	t.Helper()
	select {
	case got, more := <-l.lines:
		if !more {
			t.Fatal("it has ended by itself")
		}
		if got != want {
			t.Fatalf("it hears %q, want %q", got, want)
		}
	case <-time.After(time.Minute):
		t.Fatalf("it has not heard %q within a minute", want)
	}
}

// begins sends events until one is heard of, and returns when all of them are.
func (l *listener) begins(t *testing.T, by *server) {
	t.Helper()
	sent, heard := 0, 0
	for last := ""; last == "" || heard < sent && !strings.HasSuffix(last, key(sent)); {
		if heard == 0 {
			sent++
			by.trigger(t, key(sent))
		}
		select {
		case line, more := <-l.lines:
			if !more {
				t.Fatal("it has ended by itself")
			}
			heard++
			last = line
		case <-time.After(100 * time.Millisecond):
			if sent > 600 {
				t.Fatal("nothing is heard of")
			}
		}
	}
}

func key(n int) string { return "probe-" + strings.Repeat("x", n) }

func (l *listener) ends(t *testing.T) {
	t.Helper()
	l.order(t, "end")
	_ = l.orders.Close() // or Node would wait for more
	select {
	case err := <-l.ended:
		if err != nil {
			t.Error("it has failed: ", err)
		}
	case <-time.After(time.Minute):
		t.Error("it does not end")
	}
}

// respond changes an incident on a server.
func (s *server) respond(t *testing.T, id, status string) {
	t.Helper()
	var answer struct{}
	s.ask(t, http.MethodPatch, "/api/incidents/"+id, map[string]string{"status": status}, &answer)
}

// TestGraphQLWSMissesNothing cuts the connection, and changes what is listened to meanwhile;
// on PostgreSQL by another server.
func TestGraphQLWSMissesNothing(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		changing := s
		if strings.Contains(t.Name(), "postgres") {
			changing = s.another(t)
		}
		l := s.listen(t, "graphql-ws.mjs")
		l.begins(t, changing)
		id := changing.trigger(t, "heard")
		l.hears(t, "TRIGGERED heard")
		l.order(t, "cut")
		changing.respond(t, id, "ACKNOWLEDGED")
		changing.respond(t, id, "RESOLVED")
		l.order(t, "again")
		l.hears(t, "ACKNOWLEDGED heard")
		l.hears(t, "RESOLVED heard")
		changing.trigger(t, "later")
		l.hears(t, "TRIGGERED later")
		l.ends(t)
	})
}

func TestGraphQLSSEListens(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		l := s.listen(t, "graphql-sse.mjs")
		l.begins(t, s)
		id := s.trigger(t, "heard")
		l.hears(t, "TRIGGERED heard")
		s.respond(t, id, "RESOLVED")
		l.hears(t, "RESOLVED heard")
		l.ends(t)
	})
}
