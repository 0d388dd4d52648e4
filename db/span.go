package db

import "context"

// Tracer begins a span of a piece of work, for a trace; what it returns ends it.
type Tracer func(ctx context.Context, name string) (context.Context, func(error))

// Span begins a span, if the work is traced.
func (d *DB) Span(ctx context.Context, name string) (context.Context, func(error)) {
	if d == nil || d.Trace == nil {
		return ctx, func(error) {}
	}
	return d.Trace(ctx, name)
}
