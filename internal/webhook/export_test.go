package webhook

import (
	"net"
	"time"
)

// Resolve makes the client look names up with a resolver.
func (c *Client) Resolve(with *net.Resolver) { c.dialer.Resolver = with }

// Within makes the client wait no longer for an answer.
func (c *Client) Within(timeout time.Duration) { c.timeout = timeout }
