package engine_test

import (
	"context"
	"database/sql"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/db/dbtest"
	"github.com/opsknight/opsknight/internal/engine"
	"github.com/opsknight/opsknight/model"
)

// aDay of audit entries is more than one transaction deletes.
const aDay = 450

// auditAtOnce stores entries of one moment, and lets an hour pass.
func auditAtOnce(t *testing.T, d *db.DB, clock *dbtest.Clock) {
	t.Helper()
	err := db.WriteDone(t.Context(), d.In(model.Test), func(ctx context.Context, tx db.Tx) error {
		for i := range aDay {
			entry := &model.AuditEntry{
				ID: tx.NewID(model.AuditID), Action: "team.created", ObjectID: fmt.Sprint(i), ActorType: model.ActorSystem, Changes: model.JSON("{}"), CreatedAt: tx.Now,
			}
			if err := db.InsertAuditEntry(ctx, tx, entry); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	clock.Advance(time.Hour)
}

// TestWhatIsForgottenInSeveralTransactions has one entry that is a microsecond too young.
func TestWhatIsForgottenInSeveralTransactions(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *dbtest.Clock) {
		auditAtOnce(t, d, clock)
		told := map[string]int{}
		r := &engine.Retention{
			DB: d, Keep: map[db.History]time.Duration{db.AuditHistory: time.Hour}, Log: slog.New(slog.NewTextHandler(t.Output(), nil)),
			Observe: func(what string, n int) { told[what] += n },
		}
		for _, want := range []int{0, aDay} {
			forgotten, err := r.Forget(t.Context())
			if err != nil || forgotten[db.AuditHistory] != want || told["audit"] != want {
				t.Errorf("deleted %v, want %d, and told %v: %v", forgotten, want, told, err)
			}
			clock.Advance(time.Microsecond)
		}
	})
}

func TestWhatCannotBeForgottenKeepsNothingElse(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *dbtest.Clock) {
		auditAtOnce(t, d, clock)
		breakTable(t, d, "alerts")
		keep := map[db.History]time.Duration{}
		for _, what := range db.Histories {
			keep[what] = time.Minute
		}
		forgotten, err := (&engine.Retention{DB: d, Keep: keep}).Forget(t.Context())
		if err == nil || !strings.Contains(err.Error(), "find old alerts") {
			t.Errorf("it says %v", err)
		}
		if forgotten[db.AuditHistory] != aDay {
			t.Errorf("deleted %v", forgotten)
		}
	})
}

// breakTable takes a table away.
func breakTable(t *testing.T, d *db.DB, table string) {
	t.Helper()
	driver := "sqlite"
	if d.Postgres() {
		driver = "pgx"
	}
	conn, err := sql.Open(driver, d.URL())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	if _, err := conn.ExecContext(t.Context(), "ALTER TABLE "+table+" RENAME TO gone"); err != nil {
		t.Fatal(err)
	}
}
