package db

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"
)

// IndexTexts does what those who store texts leave to be done in the index that searches go
// through. On PostgreSQL it has the index take in what was stored since it last did, which a
// search reads one by one until then. On SQLite it merges the segments of the index, of which
// each transaction leaves one; the more there are, the longer a search takes.
func (d *DB) IndexTexts(ctx context.Context) error {
	if !d.postgres {
		return d.mergeTexts(ctx)
	}
	if _, err := d.writer.DB.ExecContext(ctx, "SELECT gin_clean_pending_list('incident_texts_search')"); err != nil {
		return fmt.Errorf("index the texts of incidents: %w", err)
	}
	return nil
}

// mergedPages is how many pages of the index one transaction merges. They are few, as nobody
// else writes meanwhile.
const mergedPages = 16

// mergeTexts merges until no four segments are of one size. Others write in between.
func (d *DB) mergeTexts(ctx context.Context) error {
	for {
		var before, after int
		err := d.writer.RunInTx(ctx, nil, func(ctx context.Context, tx bun.Tx) error {
			if err := tx.QueryRowContext(ctx, "SELECT total_changes()").Scan(&before); err != nil {
				return err
			}
			if _, err := tx.ExecContext(ctx, "INSERT INTO incident_search (incident_search, rank) VALUES ('merge', ?)", mergedPages); err != nil {
				return err
			}
			return tx.QueryRowContext(ctx, "SELECT total_changes()").Scan(&after)
		})
		if err != nil {
			return fmt.Errorf("merge the index of the texts of incidents: %w", err)
		}
		if after-before < 2 { // the statement itself is one
			return nil
		}
	}
}
