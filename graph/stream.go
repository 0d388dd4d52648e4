package graph

import (
	"context"
	"encoding/json"
	"mime"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// typeEvents is the media type of server-sent events.
const typeEvents = "text/event-stream"

// streamTransport serves operations of all kinds by server-sent events, one to a request:
// the "distinct connections mode" of the GraphQL over SSE protocol. Source: the
// specification of the library graphql-sse.
type streamTransport struct{ Options }

// wantsEvents reports whether a request asks for server-sent events. One for the headers
// alone does not: the answer to it would stay open with nothing to send.
func wantsEvents(r *http.Request) bool {
	if r.Method == http.MethodHead {
		return false
	}
	for part := range strings.SplitSeq(acceptOf(r), ",") {
		mediaType, parameters, err := mime.ParseMediaType(strings.TrimSpace(part))
		if err == nil && mediaType == typeEvents && weight(parameters) > 0 {
			return true
		}
	}
	return false
}

// Supports takes requests for server-sent events and nothing else. A client that takes JSON
// as well, as urql does, is only given events of a subscription: httpTransport hands it over.
func (streamTransport) Supports(r *http.Request) bool {
	_, takesJSON := accepted(acceptOf(r))
	return wantsEvents(r) && !takesJSON
}

// Do serves one operation until it ends.
func (t streamTransport) Do(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor) {
	params, refused := httpTransport(t).params(w, r)
	if refused != nil {
		httpTransport(t).refuseCounted(w, r, refused)
		return
	}
	params.Headers = r.Header
	t.stream(w, r, exec, params)
}

// stream answers with events until the operation ends.
func (t streamTransport) stream(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor, params *graphql.RawParams) {
	if _, err := t.enterLive(r); err != nil {
		t.refuse(w, r, err)
		return
	}
	control := http.NewResponseController(w)
	_ = control.SetReadDeadline(time.Time{}) // the one for requests would end the stream
	header := w.Header()
	header.Set("Content-Type", typeEvents+"; charset=utf-8")
	header.Set("Cache-Control", "no-cache, no-transform")
	header.Set("X-Accel-Buffering", "no") // a proxy that gathers events would hold them back
	header.Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(http.StatusOK)

	ctx, cancel := context.WithCancel(r.Context())
	defer cancel()
	s := &stream{w: w, control: control, end: cancel}
	_ = s.write(":\n\n")
	var keeping sync.WaitGroup
	keeping.Go(func() { t.keep(ctx, r, s) })
	defer keeping.Wait()
	defer cancel()

	operation := answers{Options: t.Options, exec: exec, enter: func() (context.Context, error) { return t.enterLive(r) }, byGet: r.Method != http.MethodPost}
	ended := operation.run(ctx, params, s.next)
	if len(ended.refused) > 0 && ctx.Err() == nil {
		s.refuse(ended.refused)
	}
	_ = s.write("event: complete\ndata: \n\n")
}

// keep looks from time to time whether the client may still listen, and keeps proxies from
// taking the stream for dead.
func (t streamTransport) keep(ctx context.Context, r *http.Request, s *stream) {
	check := time.NewTicker(checkEvery)
	defer check.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-t.Root.Feed.Stopped():
			s.end()
			return
		case <-check.C:
		}
		if _, err := t.enterLive(r); err != nil {
			s.refuse(t.refusal(ctx, err))
			s.end()
			return
		}
		_ = s.write(":\n\n")
	}
}

// stream writes the events of one answer.
type stream struct {
	mu      sync.Mutex
	w       http.ResponseWriter
	control *http.ResponseController
	end     context.CancelFunc
}

// refuse sends why the operation does not run, or not on.
func (s *stream) refuse(why gqlerror.List) {
	body, err := json.Marshal(struct {
		Errors gqlerror.List `json:"errors"`
	}{why})
	if err == nil {
		_ = s.next(body) // who has gone needs no reason
	}
}

// next sends an answer of the operation.
func (s *stream) next(answer []byte) error {
	return s.write("event: next\ndata: " + string(answer) + "\n\n")
}

// write sends a piece. A client that does not take it loses the stream.
func (s *stream) write(text string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	_ = s.control.SetWriteDeadline(graphql.Now().Add(writeWithin))
	_, err := s.w.Write([]byte(text))
	if err == nil {
		err = s.control.Flush()
	}
	if err != nil {
		s.end()
	}
	return err
}
