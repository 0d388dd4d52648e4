package dbtest

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// unflushed leaves commits to the system's cache. What is committed is sent to a replica at
// once all the same, which it is not with synchronous_commit=off.
const unflushed = "fsync=off"

// Replicated starts a server for this test alone, with a migrated database of this name, and
// a replica of it that follows by streaming. Both end with the test.
func Replicated(t testing.TB, database string) (primary, replica *Server) {
	t.Helper()
	primary, err := Start(unflushed)
	if primary != nil {
		t.Cleanup(primary.Stop)
	}
	if err == nil {
		err = primary.Exec("CREATE DATABASE " + database)
	}
	if err == nil {
		err = migrate(primary.URL(database))
	}
	if err == nil {
		replica, err = primary.replicate()
	}
	if replica != nil {
		t.Cleanup(replica.Stop)
	}
	if err != nil {
		t.Fatalf("no PostgreSQL with a replica to test on: %v", err)
	}
	return primary, replica
}

// replicate copies the server as it runs, and starts the copy as its replica.
func (s *Server) replicate() (*Server, error) {
	dir, err := os.MkdirTemp("", "opsknight-pg-")
	if err != nil {
		return nil, err
	}
	replica := &Server{dir: dir, binary: s.binary, attributes: s.attributes}
	if err := asNobody(s.attributes, dir); err != nil {
		return replica, err
	}
	server, err := filepath.EvalSymlinks(s.binary) // what belongs to it is where it really is
	if err != nil {
		return replica, err
	}
	data := filepath.Join(dir, "data")
	copied := exec.Command(filepath.Join(filepath.Dir(server), "pg_basebackup"), "-D", data, "-d", s.base.String(), "-R", "-X", "stream", "-c", "fast", "--no-sync")
	copied.SysProcAttr, copied.Dir = s.attributes, dir
	if out, err := copied.CombinedOutput(); err != nil {
		return replica, fmt.Errorf("pg_basebackup: %w: %s", err, out)
	}
	replica.args = serverArgs(dir, []string{unflushed})
	replica.base = &url.URL{Scheme: s.base.Scheme, User: s.base.User, Path: s.base.Path, RawQuery: url.Values{"host": {dir}}.Encode()}
	return replica, replica.launch()
}

// Revive starts a server again that Kill has ended, on what is on the disk.
func (s *Server) Revive() error { return s.launch() }

// CatchUp waits until a replica has done all that its primary has done by now.
func (s *Server) CatchUp(with *Server) error {
	var end string
	if err := with.ask("SELECT pg_current_wal_flush_lsn()::text", &end); err != nil {
		return err
	}
	return s.Until("SELECT pg_last_wal_replay_lsn() >= '" + end + "'::pg_lsn")
}

// Until waits until a query on the server's own database answers TRUE.
func (s *Server) Until(query string) error {
	for deadline := time.Now().Add(30 * time.Second); ; {
		var done bool
		if err := s.ask(query, &done); err != nil || done {
			return err
		}
		if time.Now().After(deadline) {
			return fmt.Errorf("after 30 seconds it is not so: %s", query)
		}
		time.Sleep(5 * time.Millisecond)
	}
}

// Hold runs a statement on one of the server's databases, in a transaction that lasts until
// release is called. Replicas hear of it before it returns.
func (s *Server) Hold(database, statement string) (release func() error, _ error) {
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, s.URL(database))
	if err != nil {
		return nil, err
	}
	if _, err := conn.Exec(ctx, "BEGIN; "+statement); err != nil {
		return nil, errors.Join(err, conn.Close(ctx))
	}
	return func() error { return conn.Close(ctx) }, s.Exec("SELECT pg_switch_wal()") // which writes all there is
}

// ask reads one value from the server's own database.
func (s *Server) ask(query string, into any) error {
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	conn, err := pgx.Connect(ctx, s.base.String())
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close(ctx) }()
	return conn.QueryRow(ctx, query).Scan(into)
}
