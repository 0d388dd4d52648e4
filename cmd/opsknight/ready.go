package main

import (
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/spf13/cobra"
)

// answerTime is how long a server may take to say how it is.
const answerTime = 3 * time.Second

func readyCommand() *cobra.Command {
	var address, cert string
	cmd := &cobra.Command{
		Use:   "ready",
		Short: "Ask the server on this machine whether it is ready, for the health check of a container",
		Long:  "Ask the server on this machine for /readyz. The exit status is 0 if it is ready, otherwise 1. It takes --addr and --tls-cert as serve does.",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return ready(cmd.Context(), readyURL(address, cert != ""))
		},
	}
	cmd.Flags().StringVar(&address, "addr", "127.0.0.1:8080", "address that the server listens on")
	cmd.Flags().StringVar(&cert, "tls-cert", "", "that of serve: if there is one, the server is asked by HTTPS")
	return cmd
}

// readyURL is where a server answers that listens on an address, from the same machine.
func readyURL(address string, secured bool) string {
	scheme := "http"
	if secured {
		scheme = "https"
	}
	host, port, err := net.SplitHostPort(address)
	if ip := net.ParseIP(host); err == nil && (host == "" || ip != nil && ip.IsUnspecified()) {
		address = net.JoinHostPort("localhost", port)
	}
	return scheme + "://" + address + "/readyz"
}

func ready(ctx context.Context, url string) error {
	// Its certificate is for the name by which others know it. Nothing is told to it, and
	// nothing believed but that it answers.
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}} //nolint:gosec // on this machine
	if err := answersOK(ctx, client, url); err != nil {
		return fmt.Errorf("the server is not ready: %w", err)
	}
	return nil
}

// answersOK returns an error unless 200 is answered at a URL.
func answersOK(ctx context.Context, client *http.Client, url string) error {
	ctx, cancel := context.WithTimeout(ctx, answerTime)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	answer, err := client.Do(request)
	if err != nil {
		return err
	}
	defer func() { _ = answer.Body.Close() }()
	if answer.StatusCode != http.StatusOK {
		said, _ := io.ReadAll(io.LimitReader(answer.Body, 1<<10))
		return fmt.Errorf("%s answers %s: %s", url, answer.Status, strings.TrimSpace(string(said)))
	}
	return nil
}
