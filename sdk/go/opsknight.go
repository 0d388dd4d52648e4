// Package opsknight is a client of an OpsKnight server: its REST API, a method for each
// operation; its GraphQL API, with subscriptions; and the events of monitoring tools.
//
// Errors of the server are an [Error]. What may be repeated without a second effect is tried
// again, see [Retry]. A Client may be used by several goroutines at once.
package opsknight

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"
)

// Version is that of this package, as servers see it in User-Agent.
const Version = "0.1.0"

// Config says which server a client asks, and how. What has its zero value has a default.
type Config struct {
	// The server's address, as https://opsknight.example.com; OPSKNIGHT_URL if it is empty.
	URL string
	// An API key, sk_live_… or sk_test_…; OPSKNIGHT_API_KEY if it is empty. Without one a
	// client can only send events, by Client.Events.
	APIKey string
	// What sends requests; one that follows no redirect if it is nil.
	HTTPClient *http.Client
	// How long one attempt may take, 30 seconds if it is 0. Subscriptions have no end.
	Timeout time.Duration
	// After how long without a sign of life a subscription connects again, a minute if it is
	// 0. The server gives one every few seconds.
	Idle time.Duration
	// When and how often what has failed is tried again.
	Retry Retry
	// The clock: time.Now if it is nil.
	Now func() time.Time
	// Waits, or returns the context's error once that is done; by a timer if it is nil.
	Sleep func(context.Context, time.Duration) error
	// A random number of at least 0 and less than 1; math/rand's if it is nil.
	Random func() float64
}

// Client asks one server. New makes one.
type Client struct {
	base   string // without a slash at its end
	config Config
}

// String tells which server the client asks, and not by which key.
func (c *Client) String() string { return "client of " + c.base }

// GoString is String: the key is in no log.
func (c *Client) GoString() string { return c.String() }

// New makes a client. It fails if it is not said where the server is, or if that is no URL.
func New(config Config) (*Client, error) {
	config.URL = cmp.Or(config.URL, os.Getenv("OPSKNIGHT_URL"))
	config.APIKey = cmp.Or(config.APIKey, os.Getenv("OPSKNIGHT_API_KEY"))
	if config.URL == "" {
		return nil, errors.New("opsknight: say where the server is, by Config.URL or OPSKNIGHT_URL")
	}
	at, err := url.Parse(config.URL)
	if err != nil || (at.Scheme != "http" && at.Scheme != "https") || at.Host == "" {
		return nil, fmt.Errorf("opsknight: %q is no address of a server: give one as https://opsknight.example.com", config.URL)
	}
	config.Timeout = cmp.Or(config.Timeout, 30*time.Second)
	config.Idle = cmp.Or(config.Idle, time.Minute)
	config.Retry = config.Retry.withDefaults()
	if config.HTTPClient == nil {
		// A redirected POST would become a GET.
		config.HTTPClient = &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	}
	if config.Now == nil {
		config.Now = time.Now //nolint:forbidigo // the clock of who gives none
	}
	if config.Sleep == nil {
		config.Sleep = sleep
	}
	if config.Random == nil {
		config.Random = rand.Float64
	}
	return &Client{base: strings.TrimRight(config.URL, "/"), config: config}, nil
}

func sleep(ctx context.Context, wait time.Duration) error {
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
