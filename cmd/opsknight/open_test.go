package main

import (
	"path/filepath"
	"testing"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/db/dbtest"
)

// TestOpenMigrated: a start goes past the pooler, and waits for who migrates, only if a
// migration is missing.
func TestOpenMigrated(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *dbtest.Clock) {
		nowhere := filepath.Join(t.TempDir(), "none.db")
		opened, err := (&storage{database: d.URL(), direct: nowhere}).open(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if err := opened.Close(); err != nil {
			t.Error(err)
		}
		if made, _ := filepath.Glob(nowhere + "*"); made != nil {
			t.Errorf("opened to be migrated: %v", made)
		}
		if err := d.Rollback(t.Context()); err != nil {
			t.Fatal(err)
		}
		opened, err = (&storage{database: d.URL()}).open(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = opened.Close() }()
		if err := opened.Ping(t.Context()); err != nil {
			t.Error(err)
		}
	})
}
