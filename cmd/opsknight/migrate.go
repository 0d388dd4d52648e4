package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/opsknight/opsknight/db"
)

func migrateCommand() *cobra.Command {
	var s storage
	cmd := &cobra.Command{
		Use:   "migrate",
		Short: "Bring the database up to date",
		Long:  "Bring the database up to date. serve does so at its start too; run it alone to do it before.",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			d, err := db.Open(cmd.Context(), s.url())
			if err != nil {
				return err
			}
			defer func() { _ = d.Close() }()
			applied, err := d.Migrate(cmd.Context())
			if err != nil {
				return err
			}
			for _, name := range applied {
				_, _ = fmt.Fprintln(cmd.OutOrStdout(), "applied", name)
			}
			_, err = fmt.Fprintln(cmd.OutOrStdout(), "The database is up to date.")
			return err
		},
	}
	s.flags(cmd.Flags())
	return cmd
}
