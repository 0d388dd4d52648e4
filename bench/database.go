package main

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/db/dbtest"
	"github.com/opsknight/opsknight/internal/durable"
	"github.com/opsknight/opsknight/model"
)

var databaseNames = map[string]string{"postgres": "PostgreSQL", "sqlite": "SQLite"}

// ground is a database that has grown. Each server that is measured gets a copy, so that no
// load finds what another has stored.
type ground struct {
	target
	database string // a key of databaseNames
	stored   int    // incidents
	version  string // of the database

	dir    string
	server *dbtest.Server // nil: SQLite
	copies int
}

const grown = "grown" // its name

// newGround stores n incidents in a new database of a kind, and what loads need. end
// removes it.
func newGround(ctx context.Context, database string, n int) (_ *ground, err error) {
	g := &ground{database: database, stored: n}
	if g.dir, err = os.MkdirTemp("", "opsknight-bench-"); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			g.end()
		}
	}()
	if database == "postgres" {
		// As in production: a commit is on the disk before it is answered.
		if g.server, err = dbtest.Start(settings...); err != nil {
			return nil, err
		}
		if err = g.exec(ctx, "CREATE DATABASE "+grown); err != nil {
			return nil, err
		}
	}
	return g, g.fill(ctx)
}

func (g *ground) fill(ctx context.Context) error {
	url := g.url(grown)
	d, err := db.Open(ctx, url)
	if err != nil {
		return err
	}
	defer func() { _ = d.Close() }()
	if _, err := d.Migrate(ctx); err != nil {
		return err
	}
	if err := dbtest.Grow(ctx, url, model.Test, g.stored); err != nil {
		return err
	}
	if _, err := d.FoldTotals(ctx); err != nil { // as servers have done in those years, every other second
		return err
	}
	if g.target, err = prepare(ctx, d); err != nil {
		return err
	}
	if g.version, err = versionOf(ctx, url); err != nil {
		return err
	}
	return g.age(ctx)
}

func (g *ground) url(name string) string {
	if g.server == nil {
		return filepath.Join(g.dir, name+".db")
	}
	return g.server.URL(name)
}

// copy makes a copy, which remove removes.
func (g *ground) copy(ctx context.Context) (url string, remove func(), err error) {
	g.copies++
	name := fmt.Sprintf("copy%d", g.copies)
	if g.server == nil {
		return g.url(name), func() {
			for _, suffix := range []string{"", "-wal", "-shm"} {
				_ = os.Remove(g.url(name) + suffix)
			}
		}, durable.CopyFile(g.url(grown), g.url(name)) // on the disk, or that is still busy while servers are measured
	}
	// To write a copy into the log instead would keep the disk busy while servers are measured.
	return g.url(name), func() {
		_ = g.exec(context.WithoutCancel(ctx), "DROP DATABASE IF EXISTS "+name+" WITH (FORCE)")
	}, g.exec(ctx, "CREATE DATABASE "+name+" TEMPLATE "+grown+" STRATEGY file_copy")
}

// copyTime is for one statement that makes a copy.
const copyTime = 5 * time.Minute

func (g *ground) exec(ctx context.Context, statement string) error {
	ctx, cancel := context.WithTimeout(ctx, copyTime)
	defer cancel()
	conn, err := pgx.Connect(ctx, g.server.URL("postgres"))
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close(ctx) }()
	_, err = conn.Exec(ctx, statement)
	return err
}

// pid is the database's process; 0: it has none of its own.
func (g *ground) pid() int {
	if g.server == nil {
		return 0
	}
	return g.server.PID()
}

func (g *ground) end() {
	if g.server != nil {
		g.server.Stop()
	}
	_ = os.RemoveAll(g.dir)
}

// versionOf asks a database which version it is.
func versionOf(ctx context.Context, url string) (string, error) {
	driver, question := "sqlite", "SELECT sqlite_version()"
	if db.IsPostgres(url) {
		driver, question = "pgx", "SHOW server_version"
	}
	conn, err := sql.Open(driver, url)
	if err != nil {
		return "", err
	}
	defer func() { _ = conn.Close() }()
	var version string
	return version, conn.QueryRowContext(ctx, question).Scan(&version)
}
