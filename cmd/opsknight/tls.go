package main

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"sync"
	"time"
)

// certificate is the server's own, from two files in PEM form. It is read anew after
// either has changed, so that it can be renewed while the server runs.
type certificate struct {
	certFile, keyFile string
	log               *slog.Logger

	mu   sync.Mutex
	pair *tls.Certificate
	seen [2]fileState // of the files when they were last read
}

// fileState tells one content of a file from the next, as well as that can be told
// without reading it. A link's is that of where it leads: what Kubernetes mounts is
// renewed by moving links.
type fileState struct {
	modified time.Time
	size     int64
}

// loadCertificate reads the certificate of --tls-cert and --tls-key; nil if neither is
// given.
func loadCertificate(certFile, keyFile string, log *slog.Logger) (*certificate, error) {
	if certFile == "" && keyFile == "" {
		return nil, nil
	}
	if certFile == "" || keyFile == "" {
		return nil, usageError{errors.New("give both --tls-cert and --tls-key, or neither")}
	}
	c := &certificate{certFile: certFile, keyFile: keyFile, log: log}
	if err := c.read(c.state()); err != nil {
		return nil, usageError{fmt.Errorf("--tls-cert and --tls-key: %w", err)}
	}
	return c, nil
}

// config returns how connections are encrypted.
func (c *certificate) config() *tls.Config {
	return &tls.Config{
		MinVersion: tls.VersionTLS12,
		GetCertificate: func(hello *tls.ClientHelloInfo) (*tls.Certificate, error) {
			return c.current(hello.Context()), nil
		},
	}
}

// current returns the certificate. Files that changed into what cannot be used leave it
// as it was: they may be only half written, and then change again.
func (c *certificate) current(ctx context.Context) *tls.Certificate {
	c.mu.Lock()
	defer c.mu.Unlock()
	state := c.state()
	if state == c.seen {
		return c.pair
	}
	if err := c.read(state); err != nil {
		c.log.ErrorContext(ctx, "the certificate has changed and cannot be used: the one before stays", "cert", c.certFile, "key", c.keyFile, "error", err)
		return c.pair
	}
	c.log.InfoContext(ctx, "the certificate was read anew", "until", c.pair.Leaf.NotAfter)
	return c.pair
}

// read takes the files as they are. Their state is that of before, so that what changes
// meanwhile is read again.
func (c *certificate) read(state [2]fileState) error {
	c.seen = state
	pair, err := tls.LoadX509KeyPair(c.certFile, c.keyFile)
	if err == nil {
		c.pair = &pair
	}
	return err
}

// state is zero for a file that is not there.
func (c *certificate) state() (found [2]fileState) {
	for i, name := range []string{c.certFile, c.keyFile} {
		if file, err := os.Stat(name); err == nil {
			found[i] = fileState{file.ModTime(), file.Size()}
		}
	}
	return found
}
