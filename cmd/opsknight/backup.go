package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/opsknight/opsknight/db"
)

func backupCommand() *cobra.Command {
	var s storage
	cmd := &cobra.Command{
		Use:   "backup FILE",
		Short: "Copy the SQLite database into a new file, also while a server runs",
		Long: "Copy the SQLite database into a new file, as it is at one moment: it has every event that was answered before. Servers go on meanwhile.\n\n" +
			"PostgreSQL has pg_dump for that. docs/backup.md tells what else to keep, and how to restore both.",
		Example: "  opsknight backup /var/backups/opsknight-$(date +%F).db",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return s.backup(cmd, args[0])
		},
	}
	s.flags(cmd.Flags())
	return cmd
}

func (s *storage) backup(cmd *cobra.Command, to string) error {
	if _, err := s.file("pg_dump --format=custom"); err != nil {
		return err
	}
	d, err := s.openAsItIs(cmd.Context())
	if err != nil {
		return err
	}
	defer func() { _ = d.Close() }()
	err = d.Backup(cmd.Context(), to)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s is there already: name a new file", to)
	}
	if err != nil {
		return err
	}
	made, err := db.CheckBackup(cmd.Context(), to)
	if err != nil {
		return fmt.Errorf("the backup cannot be read again: %w", err)
	}
	_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s has %s now.\n%s", to, shownBackup(made), s.secretNote())
	return err
}

func restoreCommand() *cobra.Command {
	var s storage
	var replace bool
	cmd := &cobra.Command{
		Use:   "restore FILE",
		Short: "Put a backup of a SQLite database in its place; no server may run on it",
		Long: "Put a copy of a backup where the SQLite database belongs. The backup is read from end to end first, and the server that starts next brings it up to date.\n\n" +
			"PostgreSQL has pg_restore for that. docs/backup.md tells what a server does after that.",
		Example: "  opsknight restore /var/backups/opsknight-2026-03-29.db",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return s.restore(cmd, args[0], replace)
		},
	}
	s.flags(cmd.Flags())
	cmd.Flags().BoolVar(&replace, "replace", false, "if there is a database already, keep it under another name, which is told")
	return cmd
}

func (s *storage) restore(cmd *cobra.Command, from string, replace bool) error {
	to, err := s.file("pg_restore")
	if err != nil {
		return err
	}
	found, err := db.CheckBackup(cmd.Context(), from)
	if err != nil {
		return fmt.Errorf("nothing was restored: %w", err)
	}
	kept, err := db.Restore(cmd.Context(), from, to, replace)
	switch {
	case errors.Is(err, fs.ErrExist):
		return fmt.Errorf("there is a database at %s: with --replace it is kept under another name", to)
	case errors.Is(err, db.ErrInUse):
		return fmt.Errorf("a server, or another program, uses %s: stop it first", to)
	case err != nil:
		return fmt.Errorf("restore: %w", err)
	}
	if kept != "" {
		kept = "The database that was there is kept as " + kept + ".\n"
	}
	_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s has %s now.\n%s%s", to, shownBackup(found), kept, s.secretNote())
	return err
}

// file is the path of the SQLite database; an error if it is on PostgreSQL, which has a
// program of its own for what is asked.
func (s *storage) file(instead string) (string, error) {
	if db.IsPostgres(s.url()) {
		return "", usageError{fmt.Errorf("the database is PostgreSQL: use %s, as docs/backup.md says", instead)}
	}
	return s.url(), nil
}

// secretNote tells what a backup is worth little without, if it is in a file.
func (s *storage) secretNote() string {
	path := filepath.Join(s.dataDir, secretFile)
	if _, err := os.Stat(path); err != nil {
		return ""
	}
	return "Keep " + path + " as well, in another place: without it the secrets of webhooks and channels cannot be opened.\n"
}

func shownBackup(b db.Backed) string {
	return fmt.Sprintf("%s, %.1f MB,", counted(b.Incidents, "incident"), float64(b.Bytes)/1e6)
}

// counted is a number of things in words: 1 incident, 2 addresses.
func counted(n int, thing string) string {
	switch {
	case n == 1:
		return "1 " + thing
	case strings.HasSuffix(thing, "s"):
		return fmt.Sprintf("%d %ses", n, thing)
	}
	return fmt.Sprintf("%d %ss", n, thing)
}
