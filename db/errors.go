package db

import (
	"database/sql"
	"errors"

	"github.com/jackc/pgx/v5/pgconn"
	sqlite "modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"github.com/opsknight/opsknight/internal/fault"
)

// SQLSTATE codes of PostgreSQL.
const (
	pgForeignKey    = "23503"
	pgUnique        = "23505"
	pgSerialization = "40001"
	pgDeadlock      = "40P01"
)

// ErrUnique is returned by a write that a unique index refused. Operations turn it
// into a Conflict that says what is in the way.
var ErrUnique = errors.New("a row with this key exists")

// ErrReference is returned by a write that names an object which does not exist in
// its environment, or that deletes one which is still named.
var ErrReference = errors.New("a row that is referred to does not exist, or is still referred to")

// translate turns a driver's errors into this package's.
func translate(err error) error {
	switch {
	case err == nil:
		return nil
	case isCode(err, pgUnique, sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY):
		return errors.Join(ErrUnique, err)
	case isCode(err, pgForeignKey, sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY):
		return errors.Join(ErrReference, err)
	}
	return err
}

// notFound turns "no rows" into NotFound, naming what was asked for.
func notFound(err error, noun, id string) error {
	if errors.Is(err, sql.ErrNoRows) {
		return fault.New(fault.NotFound, "There is no %s %s.", noun, shown(id))
	}
	return err
}

// shown keeps a client's own words short in an answer to it.
func shown(id string) string {
	if len(id) > 64 {
		return "with this id"
	}
	return id
}

// isRetryable reports whether the same transaction may succeed if it is run again.
func isRetryable(err error) bool {
	pg, ok := errors.AsType[*pgconn.PgError](err)
	return ok && (pg.Code == pgDeadlock || pg.Code == pgSerialization)
}

func isCode(err error, postgres string, lite ...int) bool {
	if pg, ok := errors.AsType[*pgconn.PgError](err); ok {
		return pg.Code == postgres
	}
	if lite3, ok := errors.AsType[*sqlite.Error](err); ok {
		for _, code := range lite {
			if lite3.Code() == code {
				return true
			}
		}
	}
	return false
}
