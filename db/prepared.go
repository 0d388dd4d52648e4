package db

import (
	"context"
	"database/sql"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/pgdialect"
	"github.com/uptrace/bun/schema"
)

// Bun writes arguments into the text of a statement, which PostgreSQL then plans anew each
// time. To plan the list of a service takes ten times as long as to read it. What is read
// often goes through scan instead, which keeps the arguments apart: the text is the same for
// every service, and is planned once for a connection.

// prepared asks pgx to prepare a statement once and to send typed arguments. It goes before
// the arguments of statements that run often, and of which there are few texts.
const prepared = pgx.QueryExecModeCacheStatement

// mostPrepared is how many statements a connection keeps prepared; each takes some 50 kB of
// the database's memory.
const mostPrepared = 128

// scan reads the rows of a query into dest. On PostgreSQL the statement is prepared, if its
// text is one that will be seen again.
func scan(ctx context.Context, r Reader, q *bun.SelectQuery, dest ...any) error {
	if _, postgres := r.source(); !postgres {
		return q.Scan(ctx, dest...)
	}
	text, taken, err := takeApart(q)
	if err != nil {
		return err
	}
	if taken.unique {
		return q.Scan(ctx, dest...)
	}
	r.origin().prepared.Add(1)
	rows, err := sender(r).QueryContext(ctx, text, append([]any{prepared}, taken.values...)...)
	if err != nil {
		return err
	}
	return scanAll(ctx, q.DB(), rows, dest...)
}

// scanAll reads all rows into dest, and closes them.
func scanAll(ctx context.Context, d *bun.DB, rows *sql.Rows, dest ...any) error {
	defer func() { _ = rows.Close() }()
	if err := d.ScanRows(ctx, rows, dest...); err != nil {
		return err
	}
	return rows.Err()
}

// takeApart makes the text of a query, with $1 and so on for its arguments.
func takeApart(q *bun.SelectQuery) (string, *arguments, error) {
	taken := &arguments{Dialect: q.DB().Dialect().(*pgdialect.Dialect)}
	text, err := q.AppendQuery(schema.NewQueryGen(taken), nil)
	return string(text), taken, err
}

// sender sends statements as they are: Bun's own methods would write the arguments into them.
func sender(r Reader) bun.IConn {
	idb, _ := r.source()
	if tx, ok := idb.(bun.Tx); ok {
		return tx.Tx
	}
	if replica := r.origin().replica; replica != nil && idb == bun.IDB(replica.reads) {
		return replica.conn(replica.reads.DB)
	}
	return idb.(*bun.DB).DB
}

// arguments is a dialect that keeps texts and times apart, and leaves their places in the
// statement. Numbers stay in it: they are ranks and limits, of which there are few and by
// which plans differ.
type arguments struct {
	*pgdialect.Dialect
	values []any
	unique bool // the text has something in it that will hardly be seen again
}

func (a *arguments) AppendString(text []byte, s string) []byte { return a.place(text, s) }

func (a *arguments) AppendTime(text []byte, at time.Time) []byte { return a.place(text, at.UTC()) }

func (a *arguments) place(text []byte, value any) []byte {
	a.values = append(a.values, value)
	return strconv.AppendInt(append(text, '$'), int64(len(a.values)), 10)
}

// planned is a value by which the plan is made: it is written into the statement, which is
// then not prepared.
type planned struct{ value any }

// AppendQuery writes the value, as every argument is otherwise written.
func (p planned) AppendQuery(gen schema.QueryGen, text []byte) ([]byte, error) {
	if taken, ok := gen.Dialect().(*arguments); ok {
		taken.unique = true
		gen = schema.NewQueryGen(taken.Dialect)
	}
	return gen.Append(text, p.value), nil
}

// oneOf is a condition on the column before it: to be one of these. As an argument it is an
// array, so that the text is the same however many there are.
type oneOf []string

// AppendQuery writes the condition.
func (o oneOf) AppendQuery(gen schema.QueryGen, text []byte) ([]byte, error) {
	if taken, ok := gen.Dialect().(*arguments); ok {
		return append(taken.place(append(text, "= ANY("...), []string(o)), "::text[])"...), nil
	}
	return gen.AppendQuery(text, "IN (?)", bun.List([]string(o))), nil
}
