package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/opsknight/opsknight/db/dbtest"
)

// authority signs the certificates of a test.
type authority struct {
	cert *x509.Certificate
	key  *ecdsa.PrivateKey
	pool *x509.CertPool
}

func newAuthority(t *testing.T) *authority {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Authority of a test"}, NotAfter: time.Now().Add(time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	a := &authority{key: key, pool: x509.NewCertPool()}
	if a.cert, err = x509.ParseCertificate(der); err != nil {
		t.Fatal(err)
	}
	a.pool.AddCert(a.cert)
	return a
}

// issue writes the two files of a new certificate for 127.0.0.1.
func (a *authority) issue(t *testing.T, serial int64, certFile, keyFile string) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(serial), NotAfter: time.Now().Add(time.Hour), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	cert, err := x509.CreateCertificate(rand.Reader, template, a.cert, key.Public(), a.key)
	if err != nil {
		t.Fatal(err)
	}
	private, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	writePEM(t, certFile, "CERTIFICATE", cert)
	writePEM(t, keyFile, "PRIVATE KEY", private)
}

func writePEM(t *testing.T, file, kind string, der []byte) {
	t.Helper()
	if err := os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestHTTPSByACertificateThatIsRenewed(t *testing.T) {
	a := newAuthority(t)
	certFile, keyFile := filepath.Join(t.TempDir(), "cert.pem"), filepath.Join(t.TempDir(), "key.pem")
	a.issue(t, 100, certFile, keyFile)
	p := startProcess(t, dbtest.URL(t, "sqlite"), "--tls-cert", certFile, "--tls-key", keyFile)
	host := strings.TrimPrefix(p.url, "http://")

	// Each request makes a connection of its own, as a certificate is shown once a connection.
	serial := func() int64 {
		client := &http.Client{Transport: &http.Transport{
			TLSClientConfig: &tls.Config{RootCAs: a.pool}, ForceAttemptHTTP2: true, DisableKeepAlives: true,
		}}
		answer, err := client.Get("https://" + host + "/healthz")
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = answer.Body.Close() }()
		if answer.StatusCode != http.StatusOK || answer.ProtoMajor != 2 {
			t.Errorf("answered %s by %s, want 200 by HTTP/2", answer.Status, answer.Proto)
		}
		return answer.TLS.PeerCertificates[0].SerialNumber.Int64()
	}
	steps := []struct {
		what   string
		change func()
		want   int64
	}{
		{"as it started", func() {}, 100},
		{"renewed", func() { a.issue(t, 200, certFile, keyFile) }, 200},
		{"half written: the one before stays", func() { writePEM(t, certFile, "CERTIFICATE", []byte("half")) }, 200},
		{"the key is gone: the one before stays", func() { _ = os.Remove(keyFile) }, 200},
		{"written again", func() { a.issue(t, 300, certFile, keyFile) }, 300},
	}
	for _, step := range steps {
		step.change()
		if got := serial(); got != step.want {
			t.Errorf("%s: the certificate is number %d, want %d", step.what, got, step.want)
		}
	}
	if plain, err := http.Get(p.url + "/healthz"); err == nil {
		_ = plain.Body.Close()
		if plain.StatusCode != http.StatusBadRequest {
			t.Errorf("without TLS it answers %s, want 400", plain.Status)
		}
	}
	old := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: a.pool, MaxVersion: tls.VersionTLS11}}}
	if answer, err := old.Get("https://" + host + "/healthz"); err == nil {
		_ = answer.Body.Close()
		t.Error("TLS 1.1 is served")
	}
}

func TestACertificateThatCannotServe(t *testing.T) {
	a := newAuthority(t)
	dir := t.TempDir()
	certFile, keyFile := filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	a.issue(t, 100, certFile, keyFile)
	a.issue(t, 200, filepath.Join(dir, "other.pem"), filepath.Join(dir, "other-key.pem"))
	for what, files := range map[string][2]string{
		"both --tls-cert and --tls-key": {certFile, ""},
		"no such file":                  {certFile, filepath.Join(dir, "none.pem")},
		"private key does not match":    {certFile, filepath.Join(dir, "other-key.pem")},
		"failed to find any PEM data":   {dir + "/cert.pem", "/dev/null"},
	} {
		_, err := loadCertificate(files[0], files[1], nil)
		if _, usage := errors.AsType[usageError](err); !usage || !strings.Contains(err.Error(), what) {
			t.Errorf("%v: %v, want what says %q", files, err, what)
		}
	}
}
