package db_test

import (
	"sync"
	"testing"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/db/dbtest"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

func TestMigrateDownAndUpAgain(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *dbtest.Clock) {
		if err := d.Rollback(t.Context()); err != nil {
			t.Fatal("down:", err)
		}
		if d.Ping(t.Context()) == nil {
			t.Fatal("a database without tables is called ready")
		}
		if _, err := d.Migrate(t.Context()); err != nil {
			t.Fatal("up again:", err)
		}
		if err := d.Ping(t.Context()); err != nil {
			t.Fatal(err)
		}
	})
}

func TestServersThatStartAtOnceMigrateOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *dbtest.Clock) {
		if err := d.Rollback(t.Context()); err != nil {
			t.Fatal(err)
		}
		var wg sync.WaitGroup
		applied := make([]int, 6)
		for i := range applied {
			other := dbtest.Open(t, d.URL())
			wg.Go(func() {
				names, err := other.Migrate(t.Context())
				if err != nil {
					t.Error(err)
				}
				applied[i] = len(names)
			})
		}
		wg.Wait()
		busy := 0
		for _, n := range applied {
			if n > 0 {
				busy++
			}
		}
		if busy != 1 {
			t.Errorf("%d servers migrated, want one: %v", busy, applied)
		}
	})
}
