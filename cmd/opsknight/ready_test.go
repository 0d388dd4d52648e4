package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/opsknight/opsknight/db/dbtest"
)

// TestReadyAsksTheServer asks one that is ready, and where there is none.
func TestReadyAsksTheServer(t *testing.T) {
	p := startProcess(t, dbtest.URL(t, "sqlite"))
	for address, want := range map[string]int{strings.TrimPrefix(p.url, "http://"): exitOK, "127.0.0.1:1": exitFailed} {
		var stdout, stderr bytes.Buffer
		if status := run(t.Context(), []string{"ready", "--addr", address}, &stdout, &stderr); status != want || stdout.Len() > 0 {
			t.Errorf("%s: the exit status is %d, want %d: %s", address, status, want, stderr.String())
		}
	}
}

func TestWhereAServerIsAskedWhetherItIsReady(t *testing.T) {
	for _, tt := range []struct {
		address string
		secured bool
		want    string
	}{
		{"127.0.0.1:8080", false, "http://127.0.0.1:8080/readyz"},
		{":8080", false, "http://localhost:8080/readyz"},
		{"0.0.0.0:8443", true, "https://localhost:8443/readyz"},
		{"[::]:80", false, "http://localhost:80/readyz"},
		{"[::1]:80", false, "http://[::1]:80/readyz"},
	} {
		if got := readyURL(tt.address, tt.secured); got != tt.want {
			t.Errorf("%s is asked at %s, want %s", tt.address, got, tt.want)
		}
	}
}
