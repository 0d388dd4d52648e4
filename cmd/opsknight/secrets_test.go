package main

import (
	"bytes"
	"context"
	"encoding/base64"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/opsknight/opsknight/db/dbtest"
)

// testSecretKey is the secret key of tests that start a process.
var testSecretKey = base64.StdEncoding.EncodeToString([]byte("the secret key of all the tests "))

// startAndStop serves until it listens, or returns why it does not.
func startAndStop(t *testing.T, args ...string) (code int, said string) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	log := &stopper{word: `"msg":"listening"`, stop: cancel}
	code = run(ctx, append([]string{"serve", "--addr", "127.0.0.1:0"}, args...), io.Discard, log)
	return code, log.String()
}

// stopper is a log that ends its server when it says a word.
type stopper struct {
	bytes.Buffer
	word string
	stop func()
}

func (s *stopper) Write(line []byte) (int, error) {
	if bytes.Contains(line, []byte(s.word)) {
		s.stop()
	}
	return s.Buffer.Write(line)
}

func TestADatabaseIsServedWithOneSecretKey(t *testing.T) {
	for _, kind := range []string{"sqlite", "postgres"} {
		t.Run(kind, func(t *testing.T) {
			url, first, other := dbtest.URL(t, kind), t.TempDir(), t.TempDir()
			for range 2 {
				if code, said := startAndStop(t, "--database", url, "--data-dir", first); code != exitOK {
					t.Fatalf("exit status %d: %s", code, said)
				}
			}
			path := filepath.Join(first, secretFile)
			key, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
				t.Error("its mode is", info.Mode(), err)
			}
			for name, args := range map[string][]string{
				"the file of another folder": {"--data-dir", other},
				"another key":                {"--data-dir", first, "--secret-key", testSecretKey},
			} {
				code, said := startAndStop(t, append(args, "--database", url)...)
				if code != exitFailed || !strings.Contains(said, "another secret key") {
					t.Errorf("with %s: exit status %d: %s", name, code, said)
				}
			}
			if code, said := startAndStop(t, "--database", url, "--data-dir", other, "--secret-key", strings.TrimSpace(string(key))); code != exitOK {
				t.Errorf("the key itself is refused: exit status %d: %s", code, said)
			}
		})
	}
}
