package opsknight_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	opsknight "github.com/opsknight/opsknight/sdk/go"
)

// noon is when the clock of the tests stands.
var noon = time.Date(2024, 1, 15, 12, 0, 0, 0, time.UTC)

// stub is a server that answers as it is told, one answer after the other, the last for ever.
type stub struct {
	*httptest.Server
	answers []answer

	mu     sync.Mutex
	asked  []*http.Request
	bodies []string
}

// answer is one; a status of 0 loses the connection instead.
type answer struct {
	status int
	header map[string]string
	body   string
}

func newStub(t *testing.T, answers ...answer) *stub {
	t.Helper()
	s := &stub{answers: answers}
	s.Server = httptest.NewServer(http.HandlerFunc(s.serve))
	t.Cleanup(s.Close)
	return s
}

func (s *stub) serve(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	s.mu.Lock()
	s.asked = append(s.asked, r)
	s.bodies = append(s.bodies, string(body))
	next := s.answers[min(len(s.asked), len(s.answers))-1]
	s.mu.Unlock()
	if next.status == 0 {
		panic(http.ErrAbortHandler)
	}
	for name, value := range next.header {
		w.Header().Set(name, value)
	}
	w.WriteHeader(next.status)
	_, _ = io.WriteString(w, next.body)
}

// requests are all that have come.
func (s *stub) requests() []*http.Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.asked
}

// sent are their bodies.
func (s *stub) sent() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.bodies
}

// waits are the pauses that a client has made, none of which takes any time.
type waits []time.Duration

// client asks the stub. Its pauses are those that the policy means, neither longer nor shorter.
func (s *stub) client(t *testing.T, retry opsknight.Retry) (*opsknight.Client, *waits) {
	t.Helper()
	var waited waits
	c, err := opsknight.New(opsknight.Config{
		URL: s.URL + "/", APIKey: "sk_test_1", Retry: retry,
		Now:    func() time.Time { return noon },
		Random: func() float64 { return 0.5 },
		Sleep: func(ctx context.Context, d time.Duration) error {
			waited = append(waited, d)
			return ctx.Err()
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	return c, &waited
}

const oneIncident = `{"data":{"id":"inc_1","title":"Down","status":"OPEN","urgency":"HIGH","service":{"id":"svc_1","name":"API"},"created_at":"2024-01-15T10:30:00Z","description":null}}`
