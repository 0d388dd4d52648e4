package engine_test

import (
	"context"
	"database/sql"
	"testing"
	"time"
)

// TestTheEngineKeepsUp stores incidents one by one while the engine runs, and waits until it
// has done what they have left: changes of totals on PostgreSQL, segments of the index of
// texts on SQLite.
func TestTheEngineKeepsUp(t *testing.T) {
	const stored, most = 100, 8
	eachWorld(t, func(w *world) {
		t := w.t
		driver, left := "sqlite", "SELECT count(DISTINCT segid) FROM incident_search_idx"
		if w.d.Postgres() {
			driver, left = "pgx", "SELECT count(*) FROM incident_total_changes"
		}
		conn, err := sql.Open(driver, w.d.URL())
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = conn.Close() }()
		count := func() (n int) {
			if err := conn.QueryRowContext(t.Context(), left).Scan(&n); err != nil {
				t.Fatal(err)
			}
			return n
		}
		w.service("API", "", 0)
		for range stored {
			w.open("API")
		}
		if n := count(); n < stored {
			t.Fatalf("%d incidents have left %d, so that there is nothing to see", stored, n)
		}
		ctx, stop := context.WithTimeout(t.Context(), time.Minute)
		ended := make(chan struct{})
		go func() {
			defer close(ended)
			w.engine.Run(ctx)
		}()
		look := time.NewTicker(50 * time.Millisecond)
		defer look.Stop()
		for n := count(); n > most; n = count() {
			select {
			case <-look.C:
			case <-ctx.Done():
				t.Fatalf("after a minute %d are left, want %d at most", n, most)
			}
		}
		stop()
		<-ended
	})
}
