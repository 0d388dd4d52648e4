package db

import (
	"context"
	"fmt"
)

// IndexTexts has the index that searches go through take in the texts that were stored since
// it last did. Until then a search reads them one by one. On SQLite there are none.
func (d *DB) IndexTexts(ctx context.Context) error {
	if !d.postgres {
		return nil
	}
	if _, err := d.writer.DB.ExecContext(ctx, "SELECT gin_clean_pending_list('incident_texts_search')"); err != nil {
		return fmt.Errorf("index the texts of incidents: %w", err)
	}
	return nil
}
