package main

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/opsknight/opsknight/internal/metrics"
)

// grace is how long requests in flight may take to finish when the server stops.
const grace = 10 * time.Second

// serveOn serves on a listener until ctx ends, and then lets the requests in flight
// finish. With a certificate it serves HTTPS.
func serveOn(ctx context.Context, g *errgroup.Group, listener net.Listener, own *certificate, handler http.Handler, log *slog.Logger) {
	server := &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       time.Minute,
		IdleTimeout:       2 * time.Minute,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
	serve := server.Serve
	if own != nil {
		server.TLSConfig = own.config()
		serve = func(l net.Listener) error { return server.ServeTLS(l, "", "") }
	}
	g.Go(func() error {
		if err := serve(listener); !errors.Is(err, http.ErrServerClosed) {
			return err
		}
		return nil
	})
	g.Go(func() error {
		<-ctx.Done()
		ending, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
		defer cancel()
		return server.Shutdown(ending)
	})
}

// listenForMetrics opens the listener of --metrics-addr; nil: they are on the main one.
func listenForMetrics(ctx context.Context, address string, log *slog.Logger) (net.Listener, error) {
	if address == "" {
		return nil, nil
	}
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", address)
	if err == nil {
		log.InfoContext(ctx, "metrics", "addr", listener.Addr().String())
	}
	return listener, err
}

// metricsOnly serves /metrics and nothing else.
func metricsOnly(m *metrics.Metrics) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", m.Handler())
	return mux
}
