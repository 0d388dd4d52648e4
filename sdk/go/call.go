package opsknight

import (
	"bytes"
	"cmp"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
)

// mostAnswer is the longest answer that is read, in bytes.
const mostAnswer = 64 << 20

// call is one request, which may take several attempts.
type call struct {
	method, path string // the path begins with a slash, and is escaped
	query        url.Values
	body         any
	accept       string
	keyed        bool // the server takes an Idempotency-Key
	event        bool // the body is an event, which has a dedup key
	safe         bool // it changes nothing, though it is a POST
	anonymous    bool // the body has the credential
}

// do makes a call, and decodes the answer into into, unless that is nil.
func (c *Client) do(ctx context.Context, call call, into any, options []Option) error {
	answer, err := c.exchange(ctx, call, options)
	if err != nil || into == nil {
		return err
	}
	if err := json.Unmarshal(answer, into); err != nil {
		return &Error{Status: http.StatusOK, Code: CodeUnexpected, Message: c.base + " has answered what cannot be read: " + err.Error(), cause: err}
	}
	return nil
}

// exchange makes attempts until one is answered, or none can be.
func (c *Client) exchange(ctx context.Context, call call, options []Option) ([]byte, error) {
	var s settings
	for _, option := range options {
		option(&s)
	}
	if call.keyed {
		s.key = cmp.Or(s.key, rand.Text())
	}
	if event, ok := call.body.(Event); ok && event.DedupKey == "" && event.EventAction == EventActionTrigger {
		event.DedupKey = rand.Text()
		call.body = event
	}
	var body []byte
	if call.body != nil {
		var err error
		if body, err = json.Marshal(call.body); err != nil {
			return nil, fmt.Errorf("opsknight: the body of %s %s: %w", call.method, call.path, err)
		}
	}
	repeatable := call.method == http.MethodGet || call.method == http.MethodDelete || call.keyed || call.event || call.safe || s.repeatable
	perhapsDone := false
	for failures := 1; ; failures++ {
		answer, err := c.attempt(ctx, call, s, body)
		var why *Error
		switch {
		case err == nil:
			return answer, nil
		case !errors.As(err, &why), ctx.Err() != nil:
			return nil, err
		case perhapsDone && call.method == http.MethodDelete && why.Status == http.StatusNotFound:
			return nil, nil // an attempt whose answer was lost has deleted it
		case failures == c.config.Retry.Attempts, !why.passing(), !repeatable && !why.unseen():
			return nil, why
		}
		perhapsDone = perhapsDone || !why.unseen()
		if err := c.again(ctx, failures, why); err != nil {
			return nil, err
		}
	}
}

// attempt sends a request once, and returns the answer's body if it is one of success.
func (c *Client) attempt(ctx context.Context, call call, s settings, body []byte) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, c.config.Timeout)
	defer cancel()
	response, err := c.send(ctx, call, s, body)
	if err != nil {
		return nil, err
	}
	defer func() { _ = response.Body.Close() }()
	answer, err := io.ReadAll(io.LimitReader(response.Body, mostAnswer))
	if err != nil {
		return nil, c.unreachable(err)
	}
	if s.response != nil {
		*s.response = Response{Status: response.StatusCode, Header: response.Header}
	}
	if response.StatusCode < 200 || response.StatusCode > 299 {
		return nil, c.refusal(response.StatusCode, response.Header, answer)
	}
	return answer, nil
}

// send sends a request.
func (c *Client) send(ctx context.Context, call call, s settings, body []byte) (*http.Response, error) {
	at := c.base + call.path
	if len(call.query) > 0 {
		at += "?" + call.query.Encode()
	}
	request, err := http.NewRequestWithContext(ctx, call.method, at, bytes.NewReader(body))
	if err != nil {
		return nil, fmt.Errorf("opsknight: %w", err)
	}
	header := request.Header
	header.Set("Accept", cmp.Or(call.accept, "application/json"))
	header.Set("User-Agent", "opsknight-go/"+Version)
	for name, value := range map[string]string{"If-Match": s.ifMatch, "If-None-Match": s.ifNoneMatch, "Idempotency-Key": s.key} {
		if value != "" {
			header.Set(name, value)
		}
	}
	if c.config.APIKey != "" && !call.anonymous {
		header.Set("Authorization", "Bearer "+c.config.APIKey)
	}
	if body != nil {
		header.Set("Content-Type", "application/json")
	}
	response, err := c.config.HTTPClient.Do(request)
	if err != nil {
		return nil, c.unreachable(err)
	}
	return response, nil
}

// unreachable says why there is no answer.
func (c *Client) unreachable(err error) *Error {
	e := &Error{Code: CodeUnreachable, cause: err}
	var network *net.OpError
	switch {
	case errors.As(err, &network):
		e.unsent = network.Op == "dial"
		err = network
	case errors.Is(err, context.DeadlineExceeded):
		err = fmt.Errorf("no answer within %s", c.config.Timeout)
	}
	e.Message = fmt.Sprintf("%s cannot be reached: %s", c.base, err)
	return e
}
