package db

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/pgdialect"
)

// postgresConnections is the size of the pool. Writes of events are gathered into
// few transactions, so a small pool serves many clients.
const postgresConnections = 20

// postgresSettings are those of each connection.
var postgresSettings = map[string]string{
	"application_name": "opsknight",
	"timezone":         "UTC",
	// Both cost short queries more than they ever gain.
	"jit":                             "off",
	"max_parallel_workers_per_gather": "0",
	// What is prepared has plans that do not depend on the values: to plan anew
	// for each execution would cost as much as the execution.
	"plan_cache_mode": "force_generic_plan",
	// Who and what an incident names is checked for each row that is stored. At the
	// usual 4, made for disks that turn, tables of a hundred rows are read from end
	// to end for it.
	"random_page_cost": "1.1",
}

func openPostgres(ctx context.Context, url string) (*DB, error) {
	pool, err := postgresPool(url)
	if err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	if err := pool.PingContext(ctx); err != nil {
		_ = pool.Close()
		return nil, fmt.Errorf("open database: %w", oneLine{err})
	}
	both := bun.NewDB(pool, pgdialect.New())
	return &DB{writer: both, reader: both, url: url, postgres: true, node: newNode(), signals: newSignals(), Now: time.Now}, nil
}

// postgresPool returns a pool of connections, none of which is open yet.
func postgresPool(url string) (*sql.DB, error) {
	config, err := pgx.ParseConfig(url)
	if err != nil {
		return nil, err
	}
	// Bun writes arguments into the text. Prepared, every distinct text would be
	// parsed, planned and cached for nothing; the statements that are worth
	// preparing ask for it themselves (see prepared).
	config.DefaultQueryExecMode = pgx.QueryExecModeSimpleProtocol
	config.StatementCacheCapacity = mostPrepared
	for name, value := range postgresSettings {
		config.RuntimeParams[name] = value
	}
	pool := stdlib.OpenDB(*config, stdlib.OptionAfterConnect(timesInUTC))
	pool.SetMaxOpenConns(postgresConnections)
	pool.SetMaxIdleConns(postgresConnections)
	return pool, nil
}

// timesInUTC makes a connection return times in UTC rather than in the zone of
// this process.
func timesInUTC(_ context.Context, conn *pgx.Conn) error {
	conn.TypeMap().RegisterType(&pgtype.Type{
		Name:  "timestamptz",
		OID:   pgtype.TimestamptzOID,
		Codec: &pgtype.TimestamptzCodec{ScanLocation: time.UTC},
	})
	return nil
}

// oneLine is an error of pgx, which has a line for each address and way that were tried, and
// says most of them twice.
type oneLine struct{ error }

func (e oneLine) Error() string {
	var said []string
	for line := range strings.Lines(e.error.Error()) {
		if line = strings.TrimSpace(line); !slices.Contains(said, line) {
			said = append(said, line)
		}
	}
	first, rest := said[0], said[1:]
	if len(rest) == 0 {
		return first
	}
	return first + " " + strings.Join(rest, "; ")
}

func (e oneLine) Unwrap() error { return e.error }
