package webhooks_test

import (
	"errors"
	"net/http"
	"testing"
	"time"

	"github.com/opsknight/opsknight/sdk/go/webhooks"
)

// The vectors are those of the server's own tests, which OpenSSL has computed.
const (
	secret    = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="
	another   = "whsec_ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA="
	body      = `{"a":1}`
	bodyOnly  = "sha256=0644de49523cf2c6c385a72deab74a857df1aa5a4539f5b8fceeab5813730bc7"
	signature = "v1,+4x6jTfRt2VbJeypEzVTu5WSn/3oOpA9e3tZV1NPC8U="
)

var sent = time.Date(2024, 1, 15, 10, 30, 0, 0, time.UTC)

func header(id, timestamp, signature string) http.Header {
	h := http.Header{}
	h.Set("webhook-id", id)
	h.Set("webhook-timestamp", timestamp)
	h.Set("webhook-signature", signature)
	return h
}

func TestVerify(t *testing.T) {
	for _, tt := range []struct {
		name      string
		header    http.Header
		body      string
		secrets   []string
		late      time.Duration
		tolerance time.Duration
		want      error
	}{
		{"signed", header("dlv_1", "1705314600", signature), body, []string{secret}, 0, 0, nil},
		{"signed by the first of two", header("dlv_1", "1705314600", signature+" v1,AAAA"), body, []string{secret}, 0, 0, nil},
		{"signed by the second of two", header("dlv_1", "1705314600", "v1,AAAA "+signature), body, []string{another, secret}, 0, 0, nil},
		{"another secret", header("dlv_1", "1705314600", signature), body, []string{another}, 0, 0, webhooks.ErrSignature},
		{"no secret", header("dlv_1", "1705314600", signature), body, nil, 0, 0, webhooks.ErrSignature},
		{"an empty secret", header("dlv_1", "1705314600", signature), body, []string{"", "whsec_", "whsec_?"}, 0, 0, webhooks.ErrSignature},
		{"another body", header("dlv_1", "1705314600", signature), body + " ", []string{secret}, 0, 0, webhooks.ErrSignature},
		{"another id", header("dlv_2", "1705314600", signature), body, []string{secret}, 0, 0, webhooks.ErrSignature},
		{"another time", header("dlv_1", "1705314601", signature), body, []string{secret}, 0, 0, webhooks.ErrSignature},
		{"another version", header("dlv_1", "1705314600", "v2"+signature[2:]), body, []string{secret}, 0, 0, webhooks.ErrSignature},
		{"no signature", header("dlv_1", "1705314600", ""), body, []string{secret}, 0, 0, webhooks.ErrSignature},
		{"no headers", http.Header{}, body, []string{secret}, 0, 0, webhooks.ErrSignature},
		{"just in time", header("dlv_1", "1705314600", signature), body, []string{secret}, 5 * time.Minute, 0, nil},
		{"too late", header("dlv_1", "1705314600", signature), body, []string{secret}, 5*time.Minute + time.Second, 0, webhooks.ErrTime},
		{"too early", header("dlv_1", "1705314600", signature), body, []string{secret}, -5*time.Minute - time.Second, 0, webhooks.ErrTime},
		{"within a longer time", header("dlv_1", "1705314600", signature), body, []string{secret}, time.Hour, time.Hour, nil},
		{"at any time", header("dlv_1", "1705314600", signature), body, []string{secret}, 1e6 * time.Hour, -1, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			v := webhooks.Verifier{Secrets: tt.secrets, Tolerance: tt.tolerance, Now: func() time.Time { return sent.Add(tt.late) }}
			got, err := v.Verify(tt.header, []byte(tt.body))
			if !errors.Is(err, tt.want) || (err == nil) != (got != nil) {
				t.Errorf("got %v, %v; want %v", got, err, tt.want)
			}
		})
	}
	if _, err := webhooks.Verify(header("dlv_1", "1705314600", signature), []byte(body), secret); !errors.Is(err, webhooks.ErrTime) {
		t.Error("a webhook of years ago makes", err)
	}
}

func TestVerifyBody(t *testing.T) {
	for name, tt := range map[string]struct {
		signature, body string
		secrets         []string
		want            bool
	}{
		"signed":            {bodyOnly, body, []string{secret}, true},
		"signed by two":     {"sha256=00," + bodyOnly, body, []string{another, secret}, true},
		"another body":      {bodyOnly, "{}", []string{secret}, false},
		"another secret":    {bodyOnly, body, []string{another}, false},
		"no secret":         {bodyOnly, body, nil, false},
		"an empty secret":   {"sha256=" + "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad", "", []string{""}, false},
		"without its kind":  {bodyOnly[7:], body, []string{secret}, false},
		"no signature":      {"", body, []string{secret}, false},
		"a cut signature":   {bodyOnly[:40], body, []string{secret}, false},
		"in another letter": {"SHA256" + bodyOnly[6:], body, []string{secret}, false},
	} {
		if got := webhooks.VerifyBody(tt.signature, []byte(tt.body), tt.secrets...); got != tt.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
