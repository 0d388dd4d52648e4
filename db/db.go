// Package db has every SQL statement, the migrations, and the two kinds of
// database they run on: a SQLite file and PostgreSQL. Bun does not leave it.
//
// Whatever reads or writes belongs to one environment: a statement is built from a
// Reader or a Tx, which carry it, so that none can forget it.
package db

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"sync/atomic"
	"time"

	"github.com/uptrace/bun"

	"github.com/opsknight/opsknight/model"
)

// DB is an open database. Of what is stored in it, only the few functions that
// find out whose environment a request is in take a *DB; all others take In's.
type DB struct {
	writer *bun.DB
	reader *bun.DB // on Postgres the same as writer
	url    string

	replica *replica // nil: there is none

	postgres bool
	node     string // this process, among those on the database
	signals  *signals
	prepared atomic.Int64 // statements that scan has sent, see CountStatements

	// Now is the only clock. Tests set it before anything else uses the database.
	Now func() time.Time

	// Trace, if it is set before anything else uses the database, traces transactions.
	Trace Tracer
}

// Open opens the database at url: postgres://… or the path of a SQLite file, which
// is made if it does not exist. It does not migrate.
func Open(ctx context.Context, url string) (*DB, error) {
	if IsPostgres(url) {
		return openPostgres(ctx, url)
	}
	return openSQLite(ctx, url)
}

// IsPostgres reports whether url names a PostgreSQL database.
func IsPostgres(url string) bool {
	return strings.HasPrefix(url, "postgres://") || strings.HasPrefix(url, "postgresql://")
}

// Postgres reports whether this is PostgreSQL, which several servers may share.
func (d *DB) Postgres() bool { return d.postgres }

// Close closes the database.
func (d *DB) Close() error {
	var failed error
	if d.replica != nil {
		failed = d.replica.pool.Close()
	}
	if d.reader != d.writer {
		failed = errors.Join(failed, d.reader.Close())
	}
	return errors.Join(failed, d.writer.Close())
}

// Ping reports whether the database answers and has every migration.
func (d *DB) Ping(ctx context.Context) error { return d.migrated(ctx) }

// Env is an open database as one environment sees it.
type Env struct {
	*DB
	name model.Environment
	old  bool // what is read may be a moment old
}

// In returns the database as env sees it.
func (d *DB) In(env model.Environment) Env { return Env{DB: d, name: env} }

// Environment is the one that statements built from e are confined to.
func (e Env) Environment() model.Environment { return e.name }

func (e Env) source() (bun.IDB, bool) {
	if e.old {
		return e.replica.reads, true
	}
	return e.reader, e.postgres
}

func (e Env) origin() *DB { return e.DB }

func (e Env) at() time.Time { return e.Now().UTC() }

// Reader is what a query runs on: an Env, or a Tx to see its own writes. Outside
// this package a Reader can only be handed to the functions here.
type Reader interface {
	Environment() model.Environment
	source() (from bun.IDB, postgres bool)
	origin() *DB
	at() time.Time // now, or the time of the transaction
}

// Stamp is the time that every row of one transaction carries, and its new ids.
type Stamp struct {
	Now time.Time
	ids *model.IDs
}

// Stamp returns the stamp of a transaction that begins now. Postgres keeps
// microseconds: what is returned to a caller has to equal what is read back.
func (e Env) Stamp() Stamp {
	now := e.Now().UTC().Truncate(time.Microsecond)
	return Stamp{Now: now, ids: model.NewIDs(now)}
}

// NewID returns a new id with this prefix. Ids of one transaction ascend.
func (s Stamp) NewID(prefix string) string { return s.ids.New(prefix) }

// Tx is a write transaction in one environment, which only Write makes. Every row
// it writes carries the same time, Now.
type Tx struct {
	Stamp
	bun      bun.Tx
	env      model.Environment
	db       *DB
	postgres bool
	effects  *effects
}

// Environment is the one that statements built from tx are confined to.
func (tx Tx) Environment() model.Environment { return tx.env }

func (tx Tx) source() (bun.IDB, bool) { return tx.bun, tx.postgres }

func (tx Tx) origin() *DB { return tx.db }

func (tx Tx) at() time.Time { return tx.Now }

// writeAttempts is how often a transaction is tried that Postgres ended only
// because another was in its way.
const writeAttempts = 4

// Write runs fn in one transaction of e's environment and commits it if fn returns
// no error. Where Postgres ends it for the sake of another transaction (a
// deadlock), it is run again from the start, so fn has no effect but on tx.
func Write[T any](ctx context.Context, e Env, fn func(ctx context.Context, tx Tx) (T, error)) (T, error) {
	for attempt := 1; ; attempt++ {
		out, err := write(ctx, e, fn)
		if err != nil && attempt < writeAttempts && isRetryable(err) {
			continue
		}
		return out, err
	}
}

func write[T any](ctx context.Context, e Env, fn func(ctx context.Context, tx Tx) (T, error)) (out T, err error) {
	ctx, end := e.Span(ctx, "transaction")
	defer func() { end(err) }()
	stamp := e.Stamp()
	var done effects
	err = e.writer.RunInTx(ctx, nil, func(ctx context.Context, tx bun.Tx) error {
		out, err = fn(ctx, Tx{Stamp: stamp, bun: tx, env: e.name, db: e.DB, postgres: e.postgres, effects: &done})
		return err
	})
	if err == nil {
		e.committed(done)
	}
	return out, err
}

// WriteDone is Write for what returns nothing but an error.
func WriteDone(ctx context.Context, e Env, fn func(ctx context.Context, tx Tx) error) error {
	_, err := Write(ctx, e, func(ctx context.Context, tx Tx) (struct{}, error) { return struct{}{}, fn(ctx, tx) })
	return err
}

// from starts a SELECT of model's table, confined to r's environment.
func from(r Reader, model any) *bun.SelectQuery {
	idb, _ := r.source()
	return idb.NewSelect().Model(model).Where("?TableAlias.environment = ?", r.Environment())
}

// lock makes a SELECT lock the rows it returns until the transaction ends. SQLite
// has no row locks and needs none: it has one writer.
func (tx Tx) lock(q *bun.SelectQuery) *bun.SelectQuery {
	if !tx.postgres {
		return q
	}
	return q.For("UPDATE")
}

// lockFree is lock for rows of which others may have locked some: those are left out.
func (tx Tx) lockFree(q *bun.SelectQuery) *bun.SelectQuery {
	if !tx.postgres {
		return q
	}
	return q.For("UPDATE SKIP LOCKED")
}

// placed is a model that belongs to an environment.
type placed interface{ Place(env model.Environment) }

// insert stores one row in tx's environment. Nothing is read back: without "NULL" Bun
// would add RETURNING for each column that is null.
func insert(ctx context.Context, tx Tx, row placed) error {
	row.Place(tx.env)
	_, err := tx.bun.NewInsert().Model(row).Returning("NULL").Exec(ctx)
	return translate(err)
}

// update stores these columns of the row with this id.
func update(ctx context.Context, tx Tx, row placed, id string, columns ...string) error {
	_, err := tx.bun.NewUpdate().Model(row).Column(columns...).
		Where("environment = ?", tx.env).Where("id = ?", id).Exec(ctx)
	return translate(err)
}

// exists tells whether a query found a row.
func exists(err error) (bool, error) {
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

// URL is what the database was opened with.
func (d *DB) URL() string { return d.url }
