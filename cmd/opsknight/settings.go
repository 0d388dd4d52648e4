package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/requestid"
)

// storage says where the data is. Every command that works on the database has it.
type storage struct{ database, direct, dataDir string }

func (s *storage) flags(flags *pflag.FlagSet) {
	flags.StringVar(&s.database, "database", "", "postgres://… or the path of a SQLite file (default: opsknight.db in --data-dir) [DATABASE_URL]")
	flags.StringVar(&s.direct, "database-direct", "", "the same postgres://… without the pooler that --database leads through: for LISTEN and for migrating [DATABASE_DIRECT_URL]")
	flags.StringVar(&s.dataDir, "data-dir", "./data", "folder of the SQLite file and of the secret key")
}

// url is what db.Open takes.
func (s *storage) url() string {
	if s.database != "" {
		return strings.TrimPrefix(s.database, "sqlite:")
	}
	return filepath.Join(s.dataDir, "opsknight.db")
}

// open opens the database, and migrates it if it lacks a migration: at most starts it does
// not, and one statement tells so.
func (s *storage) open(ctx context.Context) (*db.DB, error) {
	d, err := db.Open(ctx, s.url())
	if err != nil || d.Ping(ctx) == nil {
		return d, err
	}
	if _, err := s.migrate(ctx); err != nil {
		return nil, errors.Join(err, d.Close())
	}
	return d, nil
}

// openAsItIs opens a database that is there, and does not migrate it.
func (s *storage) openAsItIs(ctx context.Context) (*db.DB, error) {
	if !db.IsPostgres(s.url()) {
		if _, err := os.Stat(s.url()); err != nil { // to open it would make it
			return nil, fmt.Errorf("there is no database: %w", err)
		}
	}
	return db.Open(ctx, s.url())
}

// migrate migrates the database, past a pooler, as it takes a lock of its session. It
// returns the names of what was applied.
func (s *storage) migrate(ctx context.Context) (applied []string, err error) {
	url := s.url()
	if s.direct != "" {
		url = s.direct
	}
	d, err := db.Open(ctx, url)
	if err != nil {
		return nil, err
	}
	applied, err = d.Migrate(ctx)
	return applied, errors.Join(err, d.Close())
}

// customary are variables that other programs read as well.
var customary = map[string]string{"database": "DATABASE_URL", "database-direct": "DATABASE_DIRECT_URL", "database-read-url": "DATABASE_READ_URL"}

// fromEnvironment gives each flag that was not set on the command line the value
// of its environment variable.
func fromEnvironment(cmd *cobra.Command) error {
	var failed error
	cmd.Flags().VisitAll(func(flag *pflag.Flag) {
		name := "OPSKNIGHT_" + strings.ToUpper(strings.ReplaceAll(flag.Name, "-", "_"))
		value, set := os.LookupEnv(name)
		if other := customary[flag.Name]; !set && other != "" {
			name = other
			value, set = os.LookupEnv(name)
		}
		if !set || flag.Changed || failed != nil {
			return
		}
		if err := cmd.Flags().Set(flag.Name, value); err != nil {
			failed = usageError{fmt.Errorf("environment variable %s: %w", name, err)}
		}
	})
	return failed
}

// newLog returns the log that a server writes: json or text.
func newLog(cmd *cobra.Command, format string) (*slog.Logger, error) {
	switch format {
	case "json":
		return slog.New(requestid.Log(slog.NewJSONHandler(cmd.ErrOrStderr(), nil))), nil
	case "text":
		return slog.New(requestid.Log(slog.NewTextHandler(cmd.ErrOrStderr(), nil))), nil
	}
	return nil, usageError{fmt.Errorf("--log-format is json or text, not %q", format)}
}
