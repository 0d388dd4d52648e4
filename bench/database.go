package main

import (
	"os"
	"path/filepath"

	"github.com/opsknight/opsknight/db/dbtest"
)

// newDatabase makes an empty database of a kind, which end removes. pid is PostgreSQL's
// process; 0 of SQLite, which has none.
func newDatabase(kind string) (url string, pid int, end func(), _ error) {
	dir, err := os.MkdirTemp("", "opsknight-bench-")
	if err != nil {
		return "", 0, nil, err
	}
	remove := func() { _ = os.RemoveAll(dir) }
	if kind != "postgres" {
		return filepath.Join(dir, "bench.db"), 0, remove, nil
	}
	// As in production: a commit is on the disk before it is answered.
	server, err := dbtest.Start("shared_buffers=256MB", "max_wal_size=4GB")
	if err != nil {
		remove()
		return "", 0, nil, err
	}
	return server.URL("postgres"), server.PID(), func() {
		server.Stop()
		remove()
	}, nil
}
