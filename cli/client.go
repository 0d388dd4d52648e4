package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"time"

	"github.com/spf13/cobra"
)

const (
	requestTimeout = 30 * time.Second
	mostAnswer     = 64 << 20 // bytes
)

// client asks the API.
type client struct {
	base *url.URL
	key  string
	http *http.Client
}

func newClient(cmd *cobra.Command) (*client, error) {
	c, err := readConfig(cmd)
	if err != nil {
		return nil, err
	}
	base, err := parseURL(c.URL)
	if err != nil {
		return nil, err
	}
	return &client{base: base, key: c.APIKey, http: &http.Client{}}, nil
}

// variables are those of a document.
type variables map[string]any

// apiError is why the API has not done what was asked.
type apiError struct {
	Message    string `json:"message"`
	Extensions struct {
		Code      string `json:"code"`
		Field     string `json:"field"`
		RequestID string `json:"requestId"`
	} `json:"extensions"`
}

func (e *apiError) Error() string {
	text := e.Message
	if e.Extensions.RequestID != "" {
		text += " (" + e.Extensions.Code + ", request " + e.Extensions.RequestID + ")"
	}
	return text
}

// answer is what GraphQL answers.
type answer struct {
	Data   json.RawMessage `json:"data"`
	Errors []*apiError     `json:"errors"`
}

// ask runs a document, and returns its data.
func (c *client) ask(ctx context.Context, document string, with variables) (json.RawMessage, error) {
	body, err := json.Marshal(map[string]any{"query": document, "variables": with})
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, requestTimeout)
	defer cancel()
	response, err := c.send(ctx, http.MethodPost, "/graphql", "application/graphql-response+json, application/json", body)
	if err != nil {
		return nil, err
	}
	defer func() { _ = response.Body.Close() }()
	return c.read(response)
}

// read reads an answer of GraphQL.
func (c *client) read(response *http.Response) (json.RawMessage, error) {
	text, err := io.ReadAll(io.LimitReader(response.Body, mostAnswer))
	if err != nil {
		return nil, c.unreachable(err)
	}
	var got answer
	if err := json.Unmarshal(text, &got); err != nil || got.Data == nil && len(got.Errors) == 0 {
		return nil, c.stranger(response)
	}
	if len(got.Errors) > 0 {
		return got.Data, got.Errors[0]
	}
	return got.Data, nil
}

// send sends a request. Its body may be nil.
func (c *client) send(ctx context.Context, method, path, accept string, body []byte) (*http.Response, error) {
	at, err := c.base.Parse(path)
	if err != nil {
		return nil, usage("%q is no path: %w", path, err)
	}
	request, err := http.NewRequestWithContext(ctx, method, at.String(), bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Authorization", "Bearer "+c.key)
	request.Header.Set("Accept", accept)
	request.Header.Set("User-Agent", "opsknight-cli")
	if body != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	response, err := c.http.Do(request)
	if err != nil {
		return nil, c.unreachable(err)
	}
	return response, nil
}

// unreachable says why there is no answer.
func (c *client) unreachable(err error) error {
	var network *net.OpError
	switch {
	case errors.Is(err, context.Canceled):
		return errors.New("interrupted")
	case errors.Is(err, context.DeadlineExceeded):
		return fmt.Errorf("%s has not answered within %d seconds", c.base, int(requestTimeout.Seconds()))
	case errors.As(err, &network):
		err = network.Err
	}
	return fmt.Errorf("cannot reach %s: %w. Start a server by `opsknight serve`, or say where it is by --url or OPSKNIGHT_URL", c.base, err)
}

// stranger says that who has answered is not this server.
func (c *client) stranger(response *http.Response) error {
	return fmt.Errorf("%s has answered %s, and not as OpsKnight does: look at --url, and at what stands in front of the server", c.base, response.Status)
}
