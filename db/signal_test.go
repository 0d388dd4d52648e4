package db_test

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/db/dbtest"
	"github.com/opsknight/opsknight/model"
)

// woken waits until an engine is woken.
func woken(t *testing.T, what string, wakeups <-chan struct{}) {
	t.Helper()
	select {
	case <-wakeups:
	case <-time.After(20 * time.Second):
		t.Fatal("nobody was woken: ", what)
	}
}

func TestACommitWakesTheEngineOfItsProcess(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *dbtest.Clock) {
		wakeups, other := d.Wakeups(db.WorkOnIncidents), d.Wakeups(db.WorkOnIncidents)
		asleep := func(what string) {
			t.Helper()
			select {
			case <-wakeups:
				t.Error("the engine is woken by", what)
			default:
			}
		}
		_ = add(t, d, model.Live, func(context.Context, db.Tx) error { return nil })
		asleep("a transaction that makes nothing due")
		_ = add(t, d, model.Live, func(_ context.Context, tx db.Tx) error {
			tx.Wake(db.WorkOnIncidents)
			return context.Canceled
		})
		asleep("a transaction that is rolled back")
		_ = add(t, d, model.Live, func(_ context.Context, tx db.Tx) error {
			tx.Wake(db.WorkOnIncidents)
			return nil
		})
		woken(t, "by a commit", wakeups)
		woken(t, "by a commit, as well", other)
		asleep("a commit, twice")
		notifications := d.Wakeups(db.WorkOnNotifications)
		_ = add(t, d, model.Live, func(_ context.Context, tx db.Tx) error {
			tx.Wake(db.WorkOnNotifications)
			return nil
		})
		woken(t, "by a commit that makes notifications due", notifications)
		asleep("a commit that makes notifications due")
	})
}

func TestChangesOfWhatPeopleSetUpAreNoticed(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *dbtest.Clock) {
		before := d.SetupVersion()
		if err := add(t, d, model.Live, func(ctx context.Context, tx db.Tx) error {
			_, err := db.InsertKept(ctx, tx, testService(tx, "Payment API"))
			return err
		}); err != nil {
			t.Fatal(err)
		}
		if d.SetupVersion() == before {
			t.Error("a new service was not noticed")
		}
	})
}

// TestServersHearOfEachOther has two servers on one PostgreSQL, one of which loses its
// listener's connection.
func TestServersHearOfEachOther(t *testing.T) {
	url := dbtest.URL(t, "postgres")
	one, other := dbtest.Open(t, url), dbtest.Open(t, url)
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan struct{})
	wakeups := other.Wakeups(db.WorkOnIncidents)
	go func() {
		defer close(ended)
		other.RunSignals(ctx, "", slog.New(slog.DiscardHandler))
	}()
	sending := make(chan struct{})
	go func() {
		defer close(sending)
		one.RunSignals(ctx, "", slog.New(slog.DiscardHandler))
	}()
	defer func() { stop(); <-ended; <-sending }()

	woken(t, "by beginning to listen", wakeups)
	wake := func(_ context.Context, tx db.Tx) error {
		tx.Wake(db.WorkOnIncidents)
		return nil
	}
	if err := add(t, one, model.Live, wake); err != nil {
		t.Fatal(err)
	}
	woken(t, "by a commit of another server", wakeups)
	deliveries := other.Wakeups(db.WorkOnDeliveries)
	if err := add(t, one, model.Live, wake); err != nil {
		t.Fatal(err)
	}
	woken(t, "by a second commit of another server", wakeups)
	select {
	case <-deliveries:
		t.Error("a commit that makes incidents due is taken for one that makes deliveries due")
	default:
	}

	before := other.SetupVersion()
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close(t.Context()) }()
	if _, err := conn.Exec(t.Context(), "SELECT pg_notify('opsknight', 'ANOTHER due lines')"); err != nil {
		t.Fatal(err)
	}
	woken(t, "by a server that does not say what is due", wakeups)
	woken(t, "by a server that does not say what is due, as well", deliveries)
	if _, err := conn.Exec(t.Context(), "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query = 'LISTEN opsknight'"); err != nil {
		t.Fatal(err)
	}
	woken(t, "by listening again after the connection was lost", wakeups)
	if other.SetupVersion() == before {
		t.Error("what was said meanwhile is not thought of")
	}
	if err := add(t, one, model.Live, wake); err != nil {
		t.Fatal(err)
	}
	woken(t, "by a commit of another server, after that", wakeups)
}
