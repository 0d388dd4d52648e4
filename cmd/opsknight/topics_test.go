package main

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"log/slog"
	"math/big"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/db/dbtest"
	"github.com/opsknight/opsknight/internal/ratelimit"
	"github.com/opsknight/opsknight/internal/sns"
	"github.com/opsknight/opsknight/internal/webhook"
)

const topicArn = "arn:aws:sns:eu-west-1:123456789012:opsknight"

// amazon is Amazon SNS on a TLS listener of this host, under a root of its own.
type amazon struct {
	roots *x509.CertPool
	key   *rsa.PrivateKey // signs messages
	at    string
	host  string
	pages map[string]http.HandlerFunc

	mu    sync.Mutex
	asked []string // the pages, in the order in which they were asked for
}

// certify makes a certificate, by a parent or by itself.
func certify(t testing.TB, name string, since, until time.Time, key any, public any, parent *x509.Certificate, names ...string) *x509.Certificate {
	t.Helper()
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: name}, NotBefore: since, NotAfter: until, DNSNames: names,
		IsCA: parent == nil, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature,
	}
	if parent == nil {
		parent = template
	}
	der, err := x509.CreateCertificate(rand.Reader, template, parent, public, key)
	if err != nil {
		t.Fatal(err)
	}
	made, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func newKey(t testing.TB, bits int) *rsa.PrivateKey {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, bits)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func inPEM(certificate *x509.Certificate) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		_ = pem.Encode(w, &pem.Block{Type: "CERTIFICATE", Bytes: certificate.Raw})
	}
}

// startAmazon starts it, with certificates that are valid at a time.
func startAmazon(t testing.TB, now time.Time) *amazon {
	t.Helper()
	rootKey, weak := newKey(t, 2048), newKey(t, 1024)
	long, past := time.Now().Add(time.Hour), time.Now().Add(-time.Hour)
	root := certify(t, "Root", past, long, rootKey, rootKey.Public(), nil)
	a := &amazon{roots: x509.NewCertPool(), key: newKey(t, 2048), host: "sns.eu-west-1.amazonaws.com"}
	a.roots.AddCert(root)
	a.pages = map[string]http.HandlerFunc{
		"/ok.pem":      inPEM(certify(t, "sns.amazonaws.com", now.Add(-time.Hour), now.Add(time.Hour), rootKey, a.key.Public(), root)),
		"/expired.pem": inPEM(certify(t, "sns.amazonaws.com", now.Add(-time.Hour), now.Add(-time.Second), rootKey, a.key.Public(), root)),
		"/early.pem":   inPEM(certify(t, "sns.amazonaws.com", now.Add(time.Second), now.Add(time.Hour), rootKey, a.key.Public(), root)),
		"/weak.pem":    inPEM(certify(t, "sns.amazonaws.com", now.Add(-time.Hour), now.Add(time.Hour), rootKey, weak.Public(), root)),
		"/text.pem":    func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("-----BEGIN")) },
		"/huge.pem": func(w http.ResponseWriter, _ *http.Request) {
			for range 1024 {
				_, _ = w.Write(make([]byte, 4096))
			}
		},
		"/moved.pem": func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/ok.pem", http.StatusFound) },
		"/": func(w http.ResponseWriter, r *http.Request) {
			if strings.Contains(r.URL.RawQuery, "Token=moved") {
				http.Redirect(w, r, "/?Action=DeleteTopic", http.StatusFound)
				return
			}
			_, _ = w.Write([]byte("<ConfirmSubscriptionResponse/>"))
		},
	}
	leaf := newKey(t, 2048)
	served := certify(t, a.host, past, long, rootKey, leaf.Public(), root, a.host)
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a.mu.Lock()
		a.asked = append(a.asked, r.Host+" "+r.Method+" "+r.URL.Path+r.URL.Query().Get("Action"))
		a.mu.Unlock()
		page := a.pages[r.URL.Path]
		if page == nil {
			page = http.NotFound
		}
		page(w, r)
	}))
	server.TLS = &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{served.Raw, root.Raw}, PrivateKey: leaf}}}
	server.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, slog.LevelError)
	server.StartTLS()
	t.Cleanup(server.Close)
	a.at = server.Listener.Addr().String()
	return a
}

// asksFor returns the pages that were asked for since it was last called.
func (a *amazon) asksFor() []string {
	a.mu.Lock()
	defer a.mu.Unlock()
	asked := a.asked
	a.asked = nil
	return asked
}

// subscription is a message that asks for a confirmation, before it is signed.
func (a *amazon) subscription() map[string]string {
	return map[string]string{
		"Type": "SubscriptionConfirmation", "MessageId": "165545c9-2a5c-472c-8df2-7ff2be2b3b1b", "Token": "2336412f37fb687f5d51e6e241d09c80", "TopicArn": topicArn,
		"Message":      "You have chosen to subscribe to the topic.\nTo confirm the subscription, visit the SubscribeURL.",
		"SubscribeURL": "https://" + a.host + "/?Action=ConfirmSubscription&TopicArn=" + url.QueryEscape(topicArn) + "&Token=2336412f37fb687f5d51e6e241d09c80",
		"Timestamp":    "2026-11-24T09:14:31.600Z", "SignatureVersion": "2", "SigningCertURL": "https://" + a.host + "/ok.pem",
	}
}

// sign signs a message as it stands.
func (a *amazon) sign(t testing.TB, m map[string]string) string {
	t.Helper()
	var text strings.Builder
	for _, name := range []string{"Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"} {
		text.WriteString(name + "\n" + m[name] + "\n")
	}
	hash, sum := crypto.SHA256, sha256.Sum256([]byte(text.String()))
	digest := sum[:]
	if m["SignatureVersion"] == "1" {
		first := sha1.Sum([]byte(text.String()))
		hash, digest = crypto.SHA1, first[:]
	}
	signature, err := rsa.SignPKCS1v15(rand.Reader, a.key, hash, digest)
	if err != nil {
		t.Fatal(err)
	}
	return base64.StdEncoding.EncodeToString(signature)
}

func TestATopicIsConfirmedOnlyToAmazon(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *dbtest.Clock) {
		a := startAmazon(t, clock.Now())
		book := new(logbook)
		log := slog.New(slog.NewTextHandler(book, nil))
		reach := func(allow ...netip.Prefix) *sns.Confirmer {
			network := webhook.Network{Roots: a.roots, At: func(string) string { return a.at }}
			return &sns.Confirmer{Client: webhook.NewClientIn(network, allow), Now: d.Now, Log: log}
		}
		topics := reach(loopback)
		s := startServer(t, d, clock, ratelimit.Limits{}, func(s *server) { s.topics = topics })
		send := func(t *testing.T, key string, m map[string]string) reply {
			t.Helper()
			body, err := json.Marshal(m)
			if err != nil {
				t.Fatal(err)
			}
			return s.send(t, request{
				path: "/api/integrations/cloudwatch/" + key, key: noKey, body: string(body),
				header: map[string]string{"Content-Type": "text/plain; charset=UTF-8", "x-amz-sns-message-type": "SubscriptionConfirmation"},
			})
		}
		key := s.RoutingKeys["checkout"]
		for _, version := range []string{"1", "2"} {
			m := a.subscription()
			m["SignatureVersion"] = version
			m["Signature"] = a.sign(t, m)
			send(t, key, m).want(t, http.StatusAccepted).is(t, map[string]string{"message": "0 events processed"})
			if got, want := a.asksFor(), []string{a.host + " GET /ok.pem", a.host + " GET /ConfirmSubscription"}; !slices.Equal(got, want) {
				t.Errorf("version %s: Amazon was asked for %q, want %q", version, got, want)
			}
		}
		if lines := strings.Join(book.lines(), "\n"); strings.Count(lines, topicArn) != 2 || strings.Contains(lines, "2336412f") {
			t.Errorf("the log does not tell of the topic, or tells its token: %s", lines)
		}

		confirm := func(host, query string) string { return "https://" + host + "/?" + query }
		good := "Action=ConfirmSubscription&TopicArn=" + url.QueryEscape(topicArn) + "&Token=2336412f37fb687f5d51e6e241d09c80"
		tests := []struct {
			name  string
			set   map[string]string // of the message, before it is signed
			forge string            // a signature of one's own
			field string            // "": none is at fault
			asked int               // how many pages of Amazon's are asked for
		}{
			{"a host that begins as Amazon's", map[string]string{"SubscribeURL": confirm("sns.eu-west-1.amazonaws.com.evil.example", good)}, "", "SubscribeURL", 0},
			{"a host that ends as Amazon's", map[string]string{"SubscribeURL": confirm("evilsns.eu-west-1.amazonaws.com", good)}, "", "SubscribeURL", 0},
			{"a host below Amazon's", map[string]string{"SubscribeURL": confirm("evil.sns.eu-west-1.amazonaws.com", good)}, "", "SubscribeURL", 0},
			{"another service of Amazon's", map[string]string{"SubscribeURL": confirm("s3.eu-west-1.amazonaws.com", good)}, "", "SubscribeURL", 0},
			{"a bucket that is called sns", map[string]string{"SubscribeURL": confirm("sns.s3.eu-west-1.amazonaws.com", good)}, "", "SubscribeURL", 0},
			{"a host with a line break", map[string]string{"SubscribeURL": confirm("sns.eu-west-1.amazonaws.com\n", good)}, "", "SubscribeURL", 0},
			{"a host with a dot at its end", map[string]string{"SubscribeURL": confirm("sns.eu-west-1.amazonaws.com.", good)}, "", "SubscribeURL", 0},
			{"a host in upper case", map[string]string{"SubscribeURL": confirm("SNS.eu-west-1.amazonaws.com", good)}, "", "SubscribeURL", 0},
			{"a user before the host", map[string]string{"SubscribeURL": confirm("sns.eu-west-1.amazonaws.com@evil.example", good)}, "", "SubscribeURL", 0},
			{"Amazon's host as a password", map[string]string{"SubscribeURL": confirm("x:sns.eu-west-1.amazonaws.com@evil.example", good)}, "", "SubscribeURL", 0},
			{"a user before Amazon's host", map[string]string{"SubscribeURL": confirm("x@sns.eu-west-1.amazonaws.com", good)}, "", "SubscribeURL", 0},
			{"a backslash", map[string]string{"SubscribeURL": confirm(`evil.example\@sns.eu-west-1.amazonaws.com`, good)}, "", "SubscribeURL", 0},
			{"a port", map[string]string{"SubscribeURL": confirm("sns.eu-west-1.amazonaws.com:8443", good)}, "", "SubscribeURL", 0},
			{"an address of this host", map[string]string{"SubscribeURL": confirm("127.0.0.1", good)}, "", "SubscribeURL", 0},
			{"an address of the metadata", map[string]string{"SubscribeURL": confirm("169.254.169.254", good)}, "", "SubscribeURL", 0},
			{"http", map[string]string{"SubscribeURL": "http://" + a.host + "/?" + good}, "", "SubscribeURL", 0},
			{"a file", map[string]string{"SubscribeURL": "file:///etc/passwd"}, "", "SubscribeURL", 0},
			{"a part after #", map[string]string{"SubscribeURL": confirm(a.host, good+"#x")}, "", "SubscribeURL", 0},
			{"no address", map[string]string{"SubscribeURL": ""}, "", "SubscribeURL", 0},
			{"another action", map[string]string{"SubscribeURL": confirm(a.host, strings.Replace(good, "ConfirmSubscription", "DeleteTopic", 1))}, "", "SubscribeURL", 0},
			{"another action as well", map[string]string{"SubscribeURL": confirm(a.host, good+"&Action=DeleteTopic")}, "", "SubscribeURL", 0},
			{"another topic in the address", map[string]string{"SubscribeURL": confirm(a.host, strings.Replace(good, "opsknight", "other", 1))}, "", "SubscribeURL", 0},
			{"another token in the address", map[string]string{"SubscribeURL": confirm(a.host, good+"0")}, "", "SubscribeURL", 0},
			{"another path", map[string]string{"SubscribeURL": "https://" + a.host + "/admin?" + good}, "", "SubscribeURL", 0},
			{"a topic of another region", map[string]string{"TopicArn": strings.Replace(topicArn, "eu-west-1", "us-east-1", 1)}, "", "TopicArn", 0},
			{"a topic that is none", map[string]string{"TopicArn": "opsknight"}, "", "TopicArn", 0},
			{"no topic", map[string]string{"TopicArn": ""}, "", "TopicArn", 0},
			{"no token", map[string]string{"Token": ""}, "", "Token", 0},
			{"a certificate from elsewhere", map[string]string{"SigningCertURL": "https://sns.eu-west-1.amazonaws.com.evil.example/ok.pem"}, "", "SigningCertURL", 0},
			{"a certificate in a bucket", map[string]string{"SigningCertURL": "https://sns.eu-west-1.s3.amazonaws.com/ok.pem"}, "", "SigningCertURL", 0},
			{"a certificate by http", map[string]string{"SigningCertURL": "http://" + a.host + "/ok.pem"}, "", "SigningCertURL", 0},
			{"a certificate that is no file", map[string]string{"SigningCertURL": "https://" + a.host + "/?x=.pem"}, "", "SigningCertURL", 0},
			{"a certificate by a query", map[string]string{"SigningCertURL": "https://" + a.host + "/ok.pem?x=1"}, "", "SigningCertURL", 0},
			{"a certificate that is not there", map[string]string{"SigningCertURL": "https://" + a.host + "/none.pem"}, "", "SigningCertURL", 1},
			{"a certificate that has moved", map[string]string{"SigningCertURL": "https://" + a.host + "/moved.pem"}, "", "SigningCertURL", 1},
			{"a certificate that is a text", map[string]string{"SigningCertURL": "https://" + a.host + "/text.pem"}, "", "SigningCertURL", 1},
			{"a certificate of four megabytes", map[string]string{"SigningCertURL": "https://" + a.host + "/huge.pem"}, "", "SigningCertURL", 1},
			{"a certificate that has expired", map[string]string{"SigningCertURL": "https://" + a.host + "/expired.pem"}, "", "SigningCertURL", 1},
			{"a certificate that is not valid yet", map[string]string{"SigningCertURL": "https://" + a.host + "/early.pem"}, "", "SigningCertURL", 1},
			{"a short key", map[string]string{"SigningCertURL": "https://" + a.host + "/weak.pem"}, "", "SigningCertURL", 1},
			{"a host that shows another's certificate", map[string]string{"SigningCertURL": "https://sns.us-east-1.amazonaws.com/ok.pem"}, "", "SigningCertURL", 0},
			{"a version that there is not", map[string]string{"SignatureVersion": "3"}, "", "SignatureVersion", 0},
			{"a signature that is not base64", nil, "!", "Signature", 0},
			{"a signature of something else", nil, base64.StdEncoding.EncodeToString(make([]byte, 256)), "Signature", 1},
			{"an answer that leads elsewhere", map[string]string{"Token": "moved", "SubscribeURL": confirm(a.host, strings.Replace(good, "2336412f37fb687f5d51e6e241d09c80", "moved", 1))}, "", "", 2},
		}
		for _, tt := range tests {
			t.Run(tt.name, func(t *testing.T) {
				m := a.subscription()
				for name, value := range tt.set {
					m[name] = value
				}
				m["Signature"] = a.sign(t, m)
				if tt.forge != "" {
					m["Signature"] = tt.forge
				}
				got := send(t, key, m).want(t, http.StatusBadRequest)
				field := tt.field
				if field == "" {
					field = "absent"
				}
				got.is(t, map[string]string{"error.code": "VALIDATION_ERROR", "error.details.field": field})
				if asked := a.asksFor(); len(asked) != tt.asked {
					t.Errorf("Amazon was asked for %q, want %d pages", asked, tt.asked)
				}
			})
		}

		m := a.subscription()
		m["Signature"] = a.sign(t, m)
		m["Message"] += " " // changed after it was signed
		send(t, key, m).want(t, http.StatusBadRequest).is(t, map[string]string{"error.details.field": "Signature"})
		a.asksFor()
		m = a.subscription()
		m["Signature"] = a.sign(t, m)
		send(t, "0123456789abcdef0123456789abcdef", m).want(t, http.StatusUnauthorized)
		// Where Amazon's name leads to an address that is not public, nothing is sent.
		topics.Client = reach().Client
		send(t, key, m).want(t, http.StatusBadRequest).is(t, map[string]string{"error.details.field": "SigningCertURL"})
		if asked := a.asksFor(); len(asked) != 0 {
			t.Errorf("Amazon was asked for %q", asked)
		}
	})
}
