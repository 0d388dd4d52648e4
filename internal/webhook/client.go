package webhook

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"os"
	"strings"
	"syscall"
	"time"
)

const (
	connectTimeout = 5 * time.Second  // for the connection, and again for TLS
	totalTimeout   = 15 * time.Second // from the look-up of the name to the end of the answer
	keptAnswer     = 4 << 10          // how much of an answer is read, in bytes
	largestPage    = 64 << 10         // how much of a page is read
	largestHeader  = 64 << 10
)

// Client posts to endpoints that others have named. Whatever their names resolve to, it
// connects to no address that is not public or allowed. It is safe for concurrent use.
type Client struct {
	allow   []netip.Prefix
	dialer  *net.Dialer
	http    *http.Client
	timeout time.Duration
}

// Network is how a client reaches hosts, where that differs from how the system does.
type Network struct {
	Roots *x509.CertPool              // of the certificates that are believed; nil: the system's
	At    func(address string) string // where a host and port are; nil: where their names say
}

// NewClient returns a client that may connect to these networks beside the public ones.
func NewClient(allow []netip.Prefix) *Client { return NewClientIn(Network{}, allow) }

// NewClientIn is NewClient in a network of one's own. Where it says that a host is, the
// client connects only if it may.
func NewClientIn(network Network, allow []netip.Prefix) *Client {
	c := &Client{allow: allow, timeout: totalTimeout}
	c.dialer = &net.Dialer{Timeout: connectTimeout, KeepAlive: 30 * time.Second, ControlContext: c.control}
	dial := c.dialer.DialContext
	if network.At != nil {
		dial = func(ctx context.Context, kind, address string) (net.Conn, error) {
			return c.dialer.DialContext(ctx, kind, network.At(address))
		}
	}
	c.http = &http.Client{
		Transport: &http.Transport{
			Proxy:                  nil, // one would connect for us, unchecked
			DialContext:            dial,
			TLSClientConfig:        &tls.Config{RootCAs: network.Roots, MinVersion: tls.VersionTLS12},
			TLSHandshakeTimeout:    connectTimeout,
			MaxResponseHeaderBytes: largestHeader,
			DisableCompression:     true, // four kilobytes would unpack to any size
			MaxIdleConns:           256,
			MaxIdleConnsPerHost:    8,
			IdleConnTimeout:        30 * time.Second,
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return c
}

// Reach connects to where a URL leads, and sends nothing. An error says as Post's why it
// cannot be reached.
func (c *Client) Reach(ctx context.Context, to string) error {
	ctx, cancel := context.WithTimeout(ctx, c.timeout)
	defer cancel()
	where, err := url.Parse(to)
	if err != nil {
		return errors.New("the URL cannot be used")
	}
	transport := c.http.Transport.(*http.Transport)
	port := where.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443"}[where.Scheme]
	}
	conn, err := transport.DialContext(ctx, "tcp", net.JoinHostPort(where.Hostname(), port))
	if err != nil {
		return c.explain(ctx, err)
	}
	defer func() { _ = conn.Close() }()
	if where.Scheme != "https" {
		return nil
	}
	secured := transport.TLSClientConfig.Clone()
	secured.ServerName = where.Hostname()
	if err := tls.Client(conn, secured).HandshakeContext(ctx); err != nil {
		return c.explain(ctx, err)
	}
	return nil
}

// refused is why a connection was not made.
type refused struct{ why string }

func (r refused) Error() string { return r.why }

// control is called with each address before it is connected to: after the name was
// looked up, so that neither a name nor a spelling of an address gets around it.
func (c *Client) control(_ context.Context, _, address string, _ syscall.RawConn) error {
	to, err := netip.ParseAddrPort(address)
	if err != nil {
		return refused{fmt.Sprintf("%s is not an address", address)}
	}
	if why := c.refusal(to.Addr()); why != "" {
		return refused{why}
	}
	return nil
}

// Answer is what an endpoint answered.
type Answer struct {
	Status  int
	Header  http.Header
	Body    string // its beginning, as valid text: 4 kB to a Post
	Latency time.Duration
}

// OK reports whether the endpoint has taken what was sent.
func (a Answer) OK() bool { return a.Status >= 200 && a.Status < 300 }

// Post sends a body, and returns the answer whatever its status. Redirects are not
// followed. An error says, in words for who set the endpoint up, why there is no answer.
func (c *Client) Post(ctx context.Context, to string, header http.Header, body []byte) (Answer, error) {
	return c.do(ctx, http.MethodPost, to, header, body, keptAnswer)
}

// Get reads a page of at most 64 kB, and is Post for the rest.
func (c *Client) Get(ctx context.Context, from string) (Answer, error) {
	return c.do(ctx, http.MethodGet, from, nil, nil, largestPage)
}

func (c *Client) do(ctx context.Context, method, to string, header http.Header, body []byte, most int64) (Answer, error) {
	ctx, cancel := context.WithTimeout(ctx, c.timeout)
	defer cancel()
	began := time.Now() //nolint:forbidigo // measures, and decides nothing
	request, err := http.NewRequestWithContext(ctx, method, to, bytes.NewReader(body))
	if err != nil {
		return Answer{}, errors.New("the URL cannot be used")
	}
	request.Header.Set("User-Agent", "OpsKnight")
	maps.Copy(request.Header, header)
	response, err := c.http.Do(request)
	if err != nil {
		return Answer{Latency: time.Since(began)}, c.explain(ctx, err)
	}
	defer func() { _ = response.Body.Close() }()
	// What goes wrong from here on changes nothing: the endpoint has answered.
	read, _ := io.ReadAll(io.LimitReader(response.Body, most))
	text := strings.ReplaceAll(strings.ToValidUTF8(string(read), "\uFFFD"), "\x00", "\uFFFD")
	return Answer{Status: response.StatusCode, Header: response.Header, Body: text, Latency: time.Since(began)}, nil
}

// explain tells why there is no answer. What the standard library says names the whole
// URL, in which there may be a secret.
func (c *Client) explain(ctx context.Context, err error) error {
	if no, ok := errors.AsType[refused](err); ok {
		return errors.New(no.why)
	}
	if dns, ok := errors.AsType[*net.DNSError](err); ok {
		if dns.IsNotFound {
			return fmt.Errorf("there is no host %s", dns.Name)
		}
		return fmt.Errorf("the host %s could not be looked up", dns.Name)
	}
	if op, ok := errors.AsType[*net.OpError](err); ok && op.Op == "dial" && errors.Is(err, os.ErrDeadlineExceeded) {
		return fmt.Errorf("no connection within %s", connectTimeout)
	}
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		return fmt.Errorf("no answer within %s", c.timeout)
	}
	if inner, ok := errors.AsType[*url.Error](err); ok {
		err = inner.Err
	}
	return err
}
