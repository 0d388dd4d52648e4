package db

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/sqlitedialect"
	_ "modernc.org/sqlite" // the driver "sqlite"
)

// openSQLite opens a SQLite file with one connection that writes and several that
// read. A transaction takes the write lock at its start: one that read first and
// wrote later would fail at once whenever another had written in between.
func openSQLite(ctx context.Context, path string) (*DB, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	// What a statement keeps aside stays in memory: an image of the program alone has no /tmp.
	common := []string{"busy_timeout(10000)", "foreign_keys(1)", "temp_store(MEMORY)"}
	writer, err := sqlitePool(ctx, path, 1, url.Values{
		"_txlock": {"immediate"},
		"_pragma": append(common, "journal_mode(WAL)", "synchronous(FULL)"),
	})
	if err != nil {
		return nil, err
	}
	// After the writer, which makes the file: a read-only connection cannot.
	reader, err := sqlitePool(ctx, path, max(4, runtime.NumCPU()), url.Values{
		"mode":    {"ro"},
		"_pragma": append(common, "query_only(1)"),
	})
	if err != nil {
		_ = writer.Close()
		return nil, err
	}
	return &DB{writer: writer, reader: reader, url: path, node: newNode(), signals: newSignals(), Now: time.Now}, nil
}

func sqlitePool(ctx context.Context, path string, size int, options url.Values) (*bun.DB, error) {
	options.Set("_time_format", "sqlite")
	pool, err := sql.Open("sqlite", sqliteDSN(path, options))
	if err != nil {
		return nil, fmt.Errorf("open database %s: %w", path, err)
	}
	pool.SetMaxOpenConns(size)
	pool.SetMaxIdleConns(size)
	if err := pool.PingContext(ctx); err != nil {
		_ = pool.Close()
		return nil, fmt.Errorf("open database %s: %w", path, err)
	}
	return bun.NewDB(pool, sqlitedialect.New()), nil
}

// sqliteDSN names a SQLite file and how it is opened.
func sqliteDSN(path string, options url.Values) string {
	return (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath(), RawQuery: options.Encode()}).String()
}
