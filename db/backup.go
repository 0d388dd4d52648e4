package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/opsknight/opsknight/internal/durable"
)

// ErrInUse is returned by Restore if a server, or another program, has the file open.
var ErrInUse = errors.New("another program uses the database")

// Backup copies a SQLite database into a new file, as it is at one moment: it has all that
// was committed before it began. Others go on reading and writing meanwhile. The file can
// be read by its owner alone: it has what people wrote, and hashes of keys and passwords.
func (d *DB) Backup(ctx context.Context, path string) (err error) {
	if d.postgres {
		return errors.New("a PostgreSQL database is backed up by pg_dump")
	}
	// SQLite writes into an empty file, but makes none that only its owner may read.
	file, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600) //nolint:gosec // the path is the operator's own
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(path))
		}
	}()
	if err := file.Close(); err != nil {
		return err
	}
	if _, err := d.writer.ExecContext(ctx, "VACUUM INTO ?", path); err != nil {
		return fmt.Errorf("copy the database: %w", err)
	}
	return durable.SyncFile(path)
}

// Backed is what a backup has.
type Backed struct {
	Incidents int   // of both environments
	Bytes     int64 // of the file
	Missing   int   // migrations that were made since
}

// CheckBackup reads a backup, or another SQLite file that nobody uses, from end to end. It
// returns an error if it is damaged, is no database of this program, or is one of a newer.
func CheckBackup(ctx context.Context, path string) (Backed, error) {
	about, err := os.Stat(path)
	if err != nil {
		return Backed{}, err
	}
	if !about.Mode().IsRegular() {
		return Backed{}, fmt.Errorf("%s is no file", path)
	}
	file, err := openFile(ctx, path, url.Values{"mode": {"ro"}, "immutable": {"1"}})
	if err != nil {
		return Backed{}, fmt.Errorf("it is damaged, or no SQLite database: %w", err)
	}
	defer func() { _ = file.Close() }()
	found := Backed{Bytes: about.Size()}
	var state string
	if err := file.QueryRowContext(ctx, "PRAGMA integrity_check(1)").Scan(&state); err != nil {
		return Backed{}, fmt.Errorf("%s is damaged, or no SQLite database: %w", path, err)
	}
	if state != "ok" {
		_, what, _ := strings.Cut(strings.TrimSpace(state), "\n") // after in which database
		return Backed{}, fmt.Errorf("%s is damaged: %s", path, what)
	}
	if found.Missing, err = missingIn(ctx, file); err != nil {
		return Backed{}, fmt.Errorf("%s %w", path, err)
	}
	if err := file.QueryRowContext(ctx, "SELECT COUNT(*) FROM incidents").Scan(&found.Incidents); err != nil {
		return Backed{}, fmt.Errorf("count the incidents of %s: %w", path, err)
	}
	return found, nil
}

// missingIn is how many migrations a database lacks. The error goes on from its name.
func missingIn(ctx context.Context, file *sql.DB) (int, error) {
	rows, err := file.QueryContext(ctx, "SELECT name FROM bun_migrations ORDER BY name")
	if err != nil {
		return 0, fmt.Errorf("is no database of OpsKnight: %w", err)
	}
	defer func() { _ = rows.Close() }()
	var applied []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return 0, err
		}
		applied = append(applied, name)
	}
	if err := rows.Err(); err != nil {
		return 0, err
	}
	missing, unknown, err := compareMigrations(applied)
	if err != nil {
		return 0, err
	}
	if len(unknown) > 0 {
		return 0, fmt.Errorf("was made by a newer OpsKnight, as it has migration %s: restore it with that one", unknown[len(unknown)-1])
	}
	return len(missing), nil
}

// replaced is what is put behind the name of a database in whose place another is restored.
const replaced = ".replaced"

// Restore puts a copy of a backup where the database at path is to be. If there is one
// already, it is kept as kept, if replace says so, and otherwise the error is fs.ErrExist.
func Restore(ctx context.Context, backup, path string, replace bool) (kept string, err error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		return "", err
	}
	draft := path + ".restoring"
	if err := durable.CopyFile(backup, draft); err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, ignoring(fs.ErrNotExist, os.Remove(draft))) }()
	if isThere(path) {
		if !replace {
			return "", fs.ErrExist
		}
		if kept, err = setAside(ctx, path); err != nil {
			return "", err
		}
	}
	// What a log or its index would have of another database would be mixed into this one.
	for _, left := range []string{"-wal", "-shm", "-journal"} {
		if err := ignoring(fs.ErrNotExist, os.Remove(path+left)); err != nil {
			return kept, err
		}
	}
	if err := os.Rename(draft, path); err != nil {
		return kept, err
	}
	return kept, durable.SyncFolder(filepath.Dir(path))
}

// setAside renames a database that nobody uses.
func setAside(ctx context.Context, path string) (kept string, err error) {
	kept = path + replaced
	if isThere(kept) {
		return "", fmt.Errorf("%s is still there from an earlier time: move it away first", kept)
	}
	file, err := openFile(ctx, path, url.Values{"mode": {"rw"}})
	if err != nil {
		return "", err
	}
	// It leaves the mode with a log, and its log, only if no other has it open.
	var mode string
	err = file.QueryRowContext(ctx, "PRAGMA journal_mode = DELETE").Scan(&mode)
	if err := errors.Join(err, file.Close()); err != nil || mode != "delete" {
		return "", errors.Join(ErrInUse, err)
	}
	return kept, os.Rename(path, kept)
}

// openFile opens a SQLite file by one connection, and nothing of it is set.
func openFile(ctx context.Context, path string, options url.Values) (*sql.DB, error) {
	file, err := sql.Open("sqlite", sqliteDSN(path, options))
	if err != nil {
		return nil, err
	}
	file.SetMaxOpenConns(1)
	if err := file.PingContext(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("open %s: %w", path, err), file.Close())
	}
	return file, nil
}

func isThere(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// ignoring is err, unless it is one of those that do not matter.
func ignoring(ignored, err error) error {
	if errors.Is(err, ignored) {
		return nil
	}
	return err
}
