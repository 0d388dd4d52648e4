package opsknight

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"iter"
	"maps"
	"net/http"
	"strings"
	"time"
)

// Subscribe runs a GraphQL subscription by server-sent events, and yields the data of each
// answer, as it comes, until the context ends or the loop does.
//
// After a lost connection it connects again and goes on from the last cursor: the document
// declares $after, gives it to its only root field and selects cursor there. What happens
// before the first cursor and while the connection is away is not told. It connects again for
// ever if it once was connected; what the server refuses ends it with an [Error].
func Subscribe[T any](ctx context.Context, c *Client, document string, variables map[string]any) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		s := &subscription{Client: c, document: document, variables: maps.Clone(variables)}
		if s.variables == nil {
			s.variables = map[string]any{}
		}
		var none T
		err := s.run(ctx, func(data json.RawMessage) error {
			var item T
			if err := json.Unmarshal(data, &item); err != nil {
				return err
			}
			if !yield(item, nil) {
				return errEnough
			}
			return nil
		})
		if !errors.Is(err, errEnough) && ctx.Err() == nil {
			yield(none, err)
		}
	}
}

var (
	errEnough = errors.New("the caller has had enough")
	errLost   = errors.New("the server has ended the stream")
)

type subscription struct {
	*Client
	document  string
	variables map[string]any
	connected bool // once at least
	failures  int  // since the last answer
}

// run follows the stream, again and again.
func (s *subscription) run(ctx context.Context, each func(json.RawMessage) error) error {
	for {
		err := s.follow(ctx, each)
		var why *Error
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case errors.Is(err, errLost):
			why = &Error{Code: CodeUnreachable, Message: err.Error(), cause: err}
		case !errors.As(err, &why), !why.passing() && why.Code != ErrorCodeRateLimited:
			return err
		}
		s.failures++
		switch {
		case !s.connected && s.failures >= s.config.Retry.Attempts:
			return why
		case s.connected && !strings.Contains(s.document, "$after"):
			return why // what happens meanwhile would be lost without a word
		}
		if err := s.again(ctx, s.failures, why); err != nil {
			return err
		}
	}
}

// follow connects, and hands out answers until the stream ends; why it has is its error.
func (s *subscription) follow(ctx context.Context, each func(json.RawMessage) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	alive := time.AfterFunc(s.config.Idle, cancel)
	defer alive.Stop()

	body, err := json.Marshal(question{Query: s.document, Variables: s.variables})
	if err != nil {
		return err
	}
	response, err := s.send(ctx, call{method: http.MethodPost, path: "/graphql", accept: "text/event-stream"}, settings{}, body)
	if err != nil {
		return err
	}
	defer func() { _ = response.Body.Close() }()
	if !strings.HasPrefix(response.Header.Get("Content-Type"), "text/event-stream") || response.StatusCode != http.StatusOK {
		answer, err := io.ReadAll(io.LimitReader(response.Body, mostAnswer))
		if err != nil {
			return s.unreachable(err)
		}
		return s.refusal(response.StatusCode, response.Header, answer)
	}
	s.connected = true
	lines := bufio.NewReader(response.Body)
	var data []byte
	for {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			return errLost
		}
		alive.Reset(s.config.Idle)
		line = bytes.TrimRight(line, "\r\n")
		if more, ok := bytes.CutPrefix(line, []byte("data:")); ok {
			data = append(data, bytes.TrimPrefix(more, []byte(" "))...)
		}
		if len(line) > 0 {
			continue
		}
		if len(data) > 0 {
			if err := s.answer(data, each); err != nil {
				return err
			}
		}
		data = data[:0]
	}
}

// answer hands out one answer, after it has kept where the stream stands.
func (s *subscription) answer(text []byte, each func(json.RawMessage) error) error {
	var data json.RawMessage
	if err := s.decode(text, &data); err != nil {
		return err
	}
	s.failures = 0
	if _, root, err := onlyField(data); err == nil {
		var at struct {
			Cursor string `json:"cursor"`
		}
		if json.Unmarshal(root, &at) == nil && at.Cursor != "" {
			s.variables["after"] = at.Cursor
		}
	}
	return each(data)
}
