package e2e

import (
	"bufio"
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/json"
	"encoding/pem"
	"io"
	"math/big"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/opsknight/opsknight/db/dbtest"
)

// server is a running `opsknight serve`, with the example of `opsknight demo` in its
// database. It speaks HTTPS, because the clients that only take a host do.
type server struct {
	*exec.Cmd
	url, host string // https://127.0.0.1:port, and without the scheme
	authority string // the file of the certificate that clients have to trust
	client    *http.Client
	arguments []string // of the command
	storage   []string // those that name its database

	LiveKey     string            `json:"live_key"`
	TestKey     string            `json:"test_key"`
	RoutingKeys map[string]string `json:"routing_keys"`
	Admin       struct{ Email, Password string }
}

// each runs test against a server on each database. The servers know no rate limits.
func each(t *testing.T, test func(t *testing.T, s *server)) {
	t.Helper()
	for _, kind := range []string{"sqlite", "postgres"} {
		t.Run(kind, func(t *testing.T) { test(t, start(t, dbtest.URL(t, kind))) })
	}
}

func start(t *testing.T, database string) *server {
	t.Helper()
	program, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	s := &server{authority: filepath.Join(dir, "authority.pem"), storage: []string{"--database", database, "--data-dir", dir}}
	certificate, key := filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	trusted := issue(t, s.authority, certificate, key)
	s.client = &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: trusted}, MaxIdleConnsPerHost: 100}, Timeout: time.Minute}

	s.fill(t, program, database, dir)
	s.arguments = []string{
		"serve", "--database", database, "--data-dir", dir, "--addr", "127.0.0.1:0",
		"--rate-events", "0", "--rate-reads", "0", "--rate-writes", "0", "--tls-cert", certificate, "--tls-key", key,
	}
	s.serve(t, program)
	return s
}

// startPlain starts a server that speaks plain HTTP, as on the developer's own machine,
// and may send webhooks to that. Without the example it has no user yet. more are flags of serve.
func startPlain(t *testing.T, database string, example bool, more ...string) *server {
	t.Helper()
	program, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	s := &server{client: http.DefaultClient, arguments: append([]string{
		"serve", "--database", database, "--data-dir", dir, "--addr", "127.0.0.1:0", "--log-format", "json",
		"--rate-events", "0", "--rate-reads", "0", "--rate-writes", "0", "--webhook-allow-cidr", "127.0.0.0/8",
	}, more...)}
	if example {
		s.fill(t, program, database, dir)
	}
	s.serve(t, program)
	s.url = "http://" + s.host
	return s
}

// fill puts the example into the database.
func (s *server) fill(t *testing.T, program, database, dir string) {
	t.Helper()
	example, err := exec.CommandContext(t.Context(), program, "demo", "--json", "--database", database, "--data-dir", dir).Output()
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(example, s); err != nil {
		t.Fatal(err)
	}
}

// another starts one more server on the same database.
func (s *server) another(t *testing.T) *server {
	t.Helper()
	program, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	other := *s
	other.serve(t, program)
	return &other
}

func (s *server) serve(t *testing.T, program string) {
	t.Helper()
	s.Cmd = exec.CommandContext(t.Context(), program, s.arguments...)
	log, err := s.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Start(); err != nil {
		t.Fatal(err)
	}
	read := make(chan struct{})
	t.Cleanup(func() {
		_ = s.Process.Kill()
		<-read // to its end: what was an error is the test's
		_ = s.Wait()
	})
	s.listening(t, bufio.NewScanner(log), read)
}

// listening waits until the server says where it listens, and reads on: what it logs as
// an error is the test's. When all is read, it closes read.
func (s *server) listening(t *testing.T, lines *bufio.Scanner, read chan<- struct{}) {
	t.Helper()
	for lines.Scan() {
		var line struct{ Msg, Addr string }
		if json.Unmarshal(lines.Bytes(), &line) != nil || line.Msg != "listening" {
			continue
		}
		s.host, s.url = line.Addr, "https://"+line.Addr
		go func() {
			defer close(read)
			for lines.Scan() {
				if bytes.Contains(lines.Bytes(), []byte(`"level":"ERROR"`)) {
					t.Errorf("the server logged %s", lines.Text())
				}
			}
		}()
		return
	}
	close(read)
	t.Fatal("the server did not start")
}

// ask sends a request with the live key and reads the answer into into, unless that is nil.
func (s *server) ask(t *testing.T, method, path string, body, into any) {
	t.Helper()
	sent, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	status, answer := s.send(t, method, path, "application/json", bytes.NewReader(sent))
	if status >= 300 {
		t.Fatalf("%s %s answered %d: %s", method, path, status, answer)
	}
	if err := json.Unmarshal(answer, into); err != nil {
		t.Fatalf("%s %s answered %s: %v", method, path, answer, err)
	}
}

// send sends a request with the live key.
func (s *server) send(t *testing.T, method, path, mediaType string, body io.Reader) (status int, answer []byte) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, s.url+path, body)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+s.LiveKey)
	if mediaType != "" {
		r.Header.Set("Content-Type", mediaType)
	}
	answered, err := s.client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answered.Body.Close() }()
	if answer, err = io.ReadAll(answered.Body); err != nil {
		t.Fatal(err)
	}
	return answered.StatusCode, answer
}

// incident is what the tests look at of one.
type incident struct {
	ID, Title, Status, Urgency, Source string
	Service                            struct{ Name string }
	AlertCount                         int
}

// incidents reads those with a dedup key by REST and by GraphQL, which must agree.
func (s *server) incidents(t *testing.T, dedupKey string) []incident {
	t.Helper()
	var rest struct {
		Data []struct {
			incident
			Count int `json:"alert_count"`
		}
	}
	s.ask(t, http.MethodGet, "/api/incidents?limit=100&dedup_key="+dedupKey, nil, &rest)
	var graphql struct {
		Data   struct{ Incidents struct{ Nodes []incident } }
		Errors []struct{ Message string }
	}
	s.ask(t, http.MethodPost, "/graphql", map[string]any{
		"query":     `query($key: String!) { incidents(filter: {dedupKey: $key}, first: 100) { nodes { id title status urgency source alertCount service { name } } } }`,
		"variables": map[string]string{"key": dedupKey},
	}, &graphql)
	if len(graphql.Errors) > 0 {
		t.Fatal(graphql.Errors)
	}
	found := graphql.Data.Incidents.Nodes
	if len(found) != len(rest.Data) {
		t.Fatalf("by GraphQL %d incidents have the key %q, by REST %d", len(found), dedupKey, len(rest.Data))
	}
	for i, one := range rest.Data {
		one.AlertCount = one.Count
		if one.incident != found[i] {
			t.Errorf("by REST: %+v\nby GraphQL: %+v", one.incident, found[i])
		}
	}
	return found
}

// is checks the one incident with a dedup key.
func (s *server) is(t *testing.T, dedupKey, status string, alerts int) incident {
	t.Helper()
	found := s.incidents(t, dedupKey)
	if len(found) != 1 {
		t.Fatalf("%d incidents have the key %q", len(found), dedupKey)
	}
	if found[0].Status != status || found[0].AlertCount != alerts {
		t.Errorf("the incident %q is %s with %d alerts, want %s with %d", dedupKey, found[0].Status, found[0].AlertCount, status, alerts)
	}
	return found[0]
}

// eventually waits until something holds, which another program decides when to do.
func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	deadline := time.Now().Add(time.Minute)
	for !holds() {
		if time.Now().After(deadline) {
			t.Fatal("after a minute this does not hold: ", what)
		}
		<-time.After(50 * time.Millisecond)
	}
}

// issue writes the certificate of an authority made for the test and, by it, one of the
// server, which goes by its address and by PagerDuty's names.
func issue(t *testing.T, authorityFile, certFile, keyFile string) *x509.CertPool {
	t.Helper()
	authorityKey, key := newKey(t), newKey(t)
	authority := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Authority of a test"}, NotAfter: time.Now().Add(time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}
	own := &x509.Certificate{
		SerialNumber: big.NewInt(2), NotAfter: time.Now().Add(time.Hour), KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, DNSNames: []string{"localhost", "api.pagerduty.com", "events.pagerduty.com"},
	}
	pool := x509.NewCertPool()
	writePEM(t, authorityFile, "CERTIFICATE", sign(t, authority, authority, authorityKey, authorityKey))
	writePEM(t, certFile, "CERTIFICATE", sign(t, own, authority, key, authorityKey))
	private, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	writePEM(t, keyFile, "PRIVATE KEY", private)
	trusted, err := os.ReadFile(authorityFile)
	if err != nil || !pool.AppendCertsFromPEM(trusted) {
		t.Fatal("the authority cannot be trusted: ", err)
	}
	return pool
}

func newKey(t *testing.T) *ecdsa.PrivateKey {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func sign(t *testing.T, cert, by *x509.Certificate, key, byKey *ecdsa.PrivateKey) []byte {
	t.Helper()
	der, err := x509.CreateCertificate(rand.Reader, cert, by, key.Public(), byKey)
	if err != nil {
		t.Fatal(err)
	}
	return der
}

func writePEM(t *testing.T, file, kind string, der []byte) {
	t.Helper()
	if err := os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}), 0o600); err != nil {
		t.Fatal(err)
	}
}

// run runs a program and returns what it printed; failing is the test's.
func run(t *testing.T, cmd *exec.Cmd) string {
	t.Helper()
	var said, complained strings.Builder
	cmd.Stdout, cmd.Stderr = &said, &complained
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s: %v\n%s%s", strings.Join(cmd.Args, " "), err, said.String(), complained.String())
	}
	return said.String()
}
