package webhook_test

import (
	"crypto/x509"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"

	"github.com/opsknight/opsknight/internal/webhook"
)

// TestReachConnectsAndSendsNothing reaches servers with and without TLS, and is told why it
// does not reach others.
func TestReachConnectsAndSendsNothing(t *testing.T) {
	asked := http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("something was sent") })
	plain, secured := httptest.NewServer(asked), httptest.NewTLSServer(asked)
	t.Cleanup(plain.Close)
	t.Cleanup(secured.Close)
	roots := x509.NewCertPool()
	roots.AddCert(secured.Certificate())
	loopback := []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}
	believing := webhook.NewClientIn(webhook.Network{Roots: roots}, loopback)
	for _, tt := range []struct {
		name   string
		client *webhook.Client
		to     string
		why    string // in the error; "": there is none
	}{
		{"without TLS", believing, plain.URL, ""},
		{"with TLS", believing, secured.URL, ""},
		{"with a certificate of nobody", webhook.NewClient(loopback), secured.URL, "certificate"},
		{"where nobody listens", believing, "http://127.0.0.1:1", "connection refused"},
		{"where it may not go", webhook.NewClient(nil), plain.URL, "is not public"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			err := tt.client.Reach(t.Context(), tt.to)
			if (err == nil) != (tt.why == "") || err != nil && !strings.Contains(err.Error(), tt.why) {
				t.Errorf("%s: %v, want %q in it", tt.to, err, tt.why)
			}
		})
	}
}
