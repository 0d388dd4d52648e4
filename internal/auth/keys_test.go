package auth_test

import (
	"log/slog"
	"sync"
	"testing"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/db/dbtest"
	"github.com/opsknight/opsknight/internal/auth"
	"github.com/opsknight/opsknight/internal/demo"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

func TestABusyKeyIsLookedUpOnceInAWhile(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *dbtest.Clock) {
		made, err := demo.Fill(t.Context(), d)
		if err != nil {
			t.Fatal(err)
		}
		statements := db.CountStatements(d)
		keys := auth.NewKeys(d, slog.New(slog.NewTextHandler(t.Output(), nil)))
		for _, step := range []struct {
			name  string
			after time.Duration
			most  int
		}{
			{"the first use", 0, 1},
			{"a moment later", time.Second, 0},
			{"when what is remembered is old", 3 * time.Second, 1},
		} {
			clock.Advance(step.after)
			before := statements()
			var wg sync.WaitGroup
			for range 50 {
				wg.Go(func() {
					if _, err := keys.APIKey(t.Context(), made.LiveKey); err != nil {
						t.Error(err)
					}
				})
			}
			wg.Wait()
			if n := statements() - before; n > step.most {
				t.Errorf("%s: %d look-ups for 50 requests at once, want at most %d", step.name, n, step.most)
			}
		}
		before := statements()
		for range 50 {
			if integration, err := keys.Integration(t.Context(), made.RoutingKeys["checkout"]); err != nil || integration == nil {
				t.Fatal(integration, err)
			}
			if integration, err := keys.Integration(t.Context(), "00000000000000000000000000000000"); err != nil || integration != nil {
				t.Fatal(integration, err)
			}
		}
		if n := statements() - before; n != 2 {
			t.Errorf("%d look-ups of two routing keys, want one of each", n)
		}
	})
}
