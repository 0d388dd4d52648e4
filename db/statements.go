package db

import (
	"context"
	"sync/atomic"

	"github.com/uptrace/bun"
)

// CountStatements returns what tells how many statements have been sent to d since.
// It is for tests of what a request costs; the linter keeps it out of the server.
// The prepared statements of ingest are not counted.
func CountStatements(d *DB) func() int {
	c := &counter{}
	shared := d.reader == d.writer
	d.writer = d.writer.WithQueryHook(c)
	if d.reader = d.reader.WithQueryHook(c); shared {
		d.reader = d.writer
	}
	if d.replica != nil {
		d.replica.reads = d.replica.reads.WithQueryHook(c)
	}
	before := d.prepared.Load()
	return func() int { return int(c.sent.Load() + d.prepared.Load() - before) }
}

type counter struct{ sent atomic.Int64 }

func (c *counter) BeforeQuery(ctx context.Context, _ *bun.QueryEvent) context.Context { return ctx }

func (c *counter) AfterQuery(context.Context, *bun.QueryEvent) { c.sent.Add(1) }
