// Package dbtest gives each test a migrated database of both kinds, and a clock.
// The PostgreSQL server is a private one, started by the test process.
package dbtest

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/opsknight/opsknight/db"
)

// Main runs a package's tests and then stops what they started. Packages that use
// Each call it from TestMain.
func Main(m *testing.M) {
	code := m.Run()
	stop()
	os.Exit(code)
}

// Each runs test on a SQLite and on a PostgreSQL database, each migrated, empty,
// and this test's own. A test that cannot have its Postgres fails.
func Each(t *testing.T, test func(t *testing.T, d *db.DB, clock *Clock)) {
	t.Helper()
	for _, kind := range []string{"sqlite", "postgres"} {
		t.Run(kind, func(t *testing.T) {
			d := Open(t, URL(t, kind))
			clock := NewClock()
			d.Now = clock.Now
			test(t, d, clock)
		})
	}
}

// Open opens the database at url until the test ends.
func Open(t testing.TB, url string) *db.DB {
	t.Helper()
	d, err := db.Open(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	return d
}

// URL returns the address of a new, migrated database of this kind: sqlite or
// postgres.
func URL(t testing.TB, kind string) string {
	t.Helper()
	if kind == "sqlite" {
		return sqliteURL(t)
	}
	return postgresURL(t)
}

var (
	template     []byte
	templateErr  error
	templateOnce sync.Once
)

// sqliteURL copies a migrated file, which is faster than to migrate again.
func sqliteURL(t testing.TB) string {
	t.Helper()
	templateOnce.Do(func() {
		dir, err := os.MkdirTemp("", "opsknight-sqlite-")
		if err != nil {
			templateErr = err
			return
		}
		defer func() { _ = os.RemoveAll(dir) }()
		path := filepath.Join(dir, "template.db")
		if templateErr = migrate(path); templateErr == nil {
			template, templateErr = os.ReadFile(path)
		}
	})
	if templateErr != nil {
		t.Fatal(templateErr)
	}
	path := filepath.Join(t.TempDir(), "opsknight.db")
	if err := os.WriteFile(path, template, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// migrate brings the database at url up to date and closes it.
func migrate(url string) error {
	d, err := db.Open(context.Background(), url)
	if err != nil {
		return err
	}
	if _, err := d.Migrate(context.Background()); err != nil {
		return err
	}
	return d.Close()
}

// Clock is a clock that stands still until it is advanced.
type Clock struct {
	mu  sync.Mutex
	now time.Time
}

// NewClock returns a clock at a fixed time of the reference's example.
func NewClock() *Clock { return &Clock{now: time.Date(2024, 1, 15, 10, 30, 0, 0, time.UTC)} }

// Now returns the clock's time.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Advance moves the clock forward.
func (c *Clock) Advance(by time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(by)
}

var databases atomic.Int64

// databaseName is one that no other process that tests on the same server takes.
func databaseName() string {
	return fmt.Sprintf("test_%d_%d", os.Getpid(), databases.Add(1))
}
