package main

import (
	"context"
	"log/slog"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/tracing"
)

// startTracing traces the requests and the transactions of d, if the environment names a
// collector.
func startTracing(ctx context.Context, d *db.DB, log *slog.Logger) (*tracing.Tracing, error) {
	traced, err := tracing.Start(ctx, log)
	if traced != nil {
		d.Trace = traced.Begin
	}
	return traced, err
}

// stopTracing sends the last spans.
func stopTracing(ctx context.Context, traced *tracing.Tracing, log *slog.Logger) {
	ending, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
	defer cancel()
	if err := traced.Close(ending); err != nil {
		log.WarnContext(ending, "traces", "error", err)
	}
}
