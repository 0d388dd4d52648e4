package db

import (
	"context"
	"embed"
	"fmt"
	"time"

	"github.com/gofrs/flock"
	"github.com/uptrace/bun"
	"github.com/uptrace/bun/migrate"
)

//go:embed migrations/*.sql
var migrationFiles embed.FS

// migrationLock is the key of the advisory lock held while migrating: any number
// that nothing else on the database uses.
const migrationLock = 0x6f70736b6e69676874 % (1 << 62)

const lockRetry = 50 * time.Millisecond

// migrator returns Bun's migrator over the embedded files. Its own lock is not
// used: it fails at once when another process migrates, and stays after a crash.
func (d *DB) migrator() (*migrate.Migrator, error) {
	migrations := migrate.NewMigrations()
	if err := migrations.Discover(migrationFiles); err != nil {
		return nil, err
	}
	return migrate.NewMigrator(d.writer, migrations,
		migrate.WithMarkAppliedOnSuccess(true),
		migrate.WithUpsert(true),
		migrate.AfterMigration(markInTransaction),
		migrate.WithTemplateData(map[string]bool{"Postgres": d.postgres}),
	), nil
}

// markInTransaction records a migration in its own transaction. Bun records it
// after the commit, and a crash in between would have it run again for ever.
func markInTransaction(ctx context.Context, tx bun.IConn, migration *migrate.Migration) error {
	_, err := tx.ExecContext(ctx, fmt.Sprintf(
		`INSERT INTO bun_migrations (name, group_id) VALUES ('%s', %d) ON CONFLICT (name) DO NOTHING`, migration.Name, migration.GroupID))
	return err
}

// Migrate brings the database to the state this program needs. Any number of
// processes may call it at once: one does the work, the others wait for it. It
// returns the names of what was applied.
func (d *DB) Migrate(ctx context.Context) ([]string, error) {
	var applied []string
	err := d.exclusively(ctx, func(m *migrate.Migrator) error {
		group, err := m.Migrate(ctx)
		if err != nil {
			return err
		}
		for _, migration := range group.Migrations {
			applied = append(applied, migration.String())
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("migrate: %w", err)
	}
	return applied, nil
}

// exclusively runs work while no other process migrates.
func (d *DB) exclusively(ctx context.Context, work func(*migrate.Migrator) error) error {
	unlock, err := d.lockMigrations(ctx)
	if err != nil {
		return err
	}
	defer unlock()
	migrator, err := d.migrator()
	if err != nil {
		return err
	}
	if err := migrator.Init(ctx); err != nil {
		return err
	}
	return work(migrator)
}

func (d *DB) lockMigrations(ctx context.Context) (unlock func(), err error) {
	if d.postgres {
		conn, err := d.writer.Conn(ctx)
		if err != nil {
			return nil, err
		}
		if err := takeLock(ctx, conn); err != nil {
			_ = conn.Close()
			return nil, err
		}
		return func() {
			// Also when ctx has ended: the connection goes back to the pool.
			_, _ = conn.ExecContext(context.WithoutCancel(ctx), "SELECT pg_advisory_unlock(?)", int64(migrationLock))
			_ = conn.Close()
		}, nil
	}
	lock := flock.New(d.url + ".migrating")
	if _, err := lock.TryLockContext(ctx, lockRetry); err != nil {
		return nil, err
	}
	return func() { _ = lock.Unlock() }, nil
}

// takeLock asks for the lock again and again. Who waited for it in one statement would hold
// a snapshot meanwhile, for whose end the migration waits that builds an index concurrently.
func takeLock(ctx context.Context, conn bun.Conn) error {
	for {
		var taken bool
		if err := conn.QueryRowContext(ctx, "SELECT pg_try_advisory_lock(?)", int64(migrationLock)).Scan(&taken); err != nil || taken {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(lockRetry):
		}
	}
}

// migrated returns an error if the database lacks a migration or cannot tell.
func (d *DB) migrated(ctx context.Context) error {
	applied, err := d.applied(ctx)
	if err != nil {
		return err
	}
	missing, _, err := compareMigrations(applied)
	if err == nil && len(missing) > 0 {
		err = fmt.Errorf("%d migrations are missing; run opsknight migrate", len(missing))
	}
	return err
}

// applied are the names of the migrations that a database has.
func (d *DB) applied(ctx context.Context) ([]string, error) {
	migrator, err := d.migrator()
	if err != nil {
		return nil, err
	}
	all, err := migrator.AppliedMigrations(ctx)
	if err != nil {
		return nil, err
	}
	names := make([]string, len(all))
	for i, one := range all {
		names[i] = one.Name
	}
	return names, nil
}

// compareMigrations tells which of ours a database lacks that has these, and which it has
// beside ours.
func compareMigrations(applied []string) (missing, unknown []string, err error) {
	ours := migrate.NewMigrations()
	if err := ours.Discover(migrationFiles); err != nil {
		return nil, nil, err
	}
	there := map[string]bool{}
	for _, name := range applied {
		there[name] = true
	}
	for _, migration := range ours.Sorted() {
		if !there[migration.Name] {
			missing = append(missing, migration.Name)
		}
		delete(there, migration.Name)
	}
	for _, name := range applied {
		if there[name] {
			unknown = append(unknown, name)
		}
	}
	return missing, unknown, nil
}

// Rollback undoes every migration.
func (d *DB) Rollback(ctx context.Context) error {
	return d.exclusively(ctx, func(m *migrate.Migrator) error {
		for {
			group, err := m.Rollback(ctx)
			if err != nil || len(group.Migrations) == 0 {
				return err
			}
		}
	})
}
