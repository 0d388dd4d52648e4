package db

import (
	"context"
	"time"

	"github.com/uptrace/bun"
)

// RateLease is what one server has told the others of one subject's requests.
type RateLease struct {
	bun.BaseModel `bun:"table:rate_leases,alias:rate_lease"`

	Subject   string         `bun:",pk"`
	Node      string         `bun:",pk"`
	Used      map[string]int `bun:",type:json"` // requests let through, by unix second
	Granted   int            // requests it may still let through without asking
	UpdatedAt time.Time
}

// LeaseRate stores mine with the grant that decide makes of it, given what all
// other servers have told of the subject. Servers that ask for one subject at the
// same time are served one after the other. Postgres only: SQLite has one server.
//
// A rate lease belongs to no environment: its subject is a key or an address.
func LeaseRate(ctx context.Context, d *DB, mine *RateLease, since time.Time, decide func(others []*RateLease) (grant int)) error {
	return d.writer.RunInTx(ctx, nil, func(ctx context.Context, tx bun.Tx) error {
		if _, err := tx.ExecContext(ctx, "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))", mine.Subject); err != nil {
			return err
		}
		var others []*RateLease
		if err := tx.NewSelect().Model(&others).Where("subject = ?", mine.Subject).
			Where("node <> ?", mine.Node).Where("updated_at > ?", since).Scan(ctx); err != nil {
			return err
		}
		mine.Granted = decide(others)
		return upsertLeases(ctx, tx, mine)
	})
}

// ReturnRate stores what leases have used, and gives back what they have not.
func ReturnRate(ctx context.Context, d *DB, leases []*RateLease, before time.Time) error {
	return d.writer.RunInTx(ctx, nil, func(ctx context.Context, tx bun.Tx) error {
		if _, err := tx.NewDelete().Model((*RateLease)(nil)).Where("updated_at < ?", before).Exec(ctx); err != nil {
			return err
		}
		return upsertLeases(ctx, tx, leases...)
	})
}

func upsertLeases(ctx context.Context, tx bun.Tx, leases ...*RateLease) error {
	if len(leases) == 0 {
		return nil
	}
	_, err := tx.NewInsert().Model(&leases).On("CONFLICT (subject, node) DO UPDATE").
		Set("used = EXCLUDED.used").Set("granted = EXCLUDED.granted").Set("updated_at = EXCLUDED.updated_at").Exec(ctx)
	return err
}
