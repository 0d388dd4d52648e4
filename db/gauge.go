package db

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"github.com/opsknight/opsknight/model"
)

// MostCounted bounds what a count for the metrics costs: what is more is shown as that.
const MostCounted = 100_000

// Backlog is what of an outbox is to be sent, now or later.
type Backlog struct {
	Count  int
	Oldest *time.Time // since when the longest due has been; nil: nothing is to be sent
}

// NotificationBacklog returns what is to be sent to people.
func NotificationBacklog(ctx context.Context, r Reader) (Backlog, error) {
	return backlog(ctx, r, (*model.Notification)(nil))
}

// WebhookBacklog returns what is to be sent to endpoints; of what waits in order, the
// first.
func WebhookBacklog(ctx context.Context, r Reader) (Backlog, error) {
	return backlog(ctx, r, (*model.WebhookDelivery)(nil))
}

func backlog(ctx context.Context, r Reader, table any) (Backlog, error) {
	waiting := from(r, table).Column("next_attempt_at").Where("next_attempt_at IS NOT NULL").Limit(MostCounted)
	idb, _ := r.source()
	var count int
	err := idb.NewSelect().TableExpr("(?) AS waiting", waiting).ColumnExpr("COUNT(*)").Scan(ctx, &count)
	if err != nil {
		return Backlog{}, fmt.Errorf("count the outbox: %w", err)
	}
	// Not MIN, which SQLite returns as text.
	var oldest time.Time
	found, err := exists(from(r, table).Column("next_attempt_at").Where("next_attempt_at IS NOT NULL").OrderExpr("next_attempt_at").Limit(1).Scan(ctx, &oldest))
	if err != nil {
		return Backlog{}, fmt.Errorf("find the oldest of the outbox: %w", err)
	}
	if !found { // or nothing any more
		return Backlog{}, nil
	}
	oldest = oldest.UTC()
	return Backlog{Count: count, Oldest: &oldest}, nil
}

// Pool is how the connections of one pool are used.
type Pool struct {
	Name         string // what it is for
	Most         int
	InUse, Idle  int
	Waits        int64 // for a connection, since the start
	WaitDuration time.Duration
}

// Pools returns how the connections to the database are used.
func (d *DB) Pools() []Pool {
	if d.reader != d.writer {
		return []Pool{pool("write", d.writer.Stats()), pool("read", d.reader.Stats())}
	}
	pools := []Pool{pool("all", d.writer.Stats())}
	if d.replica != nil {
		pools = append(pools, pool("replica", d.replica.pool.Stats()))
	}
	return pools
}

func pool(name string, of sql.DBStats) Pool {
	return Pool{Name: name, Most: of.MaxOpenConnections, InUse: of.InUse, Idle: of.Idle, Waits: of.WaitCount, WaitDuration: of.WaitDuration}
}
