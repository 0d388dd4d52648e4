package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"

	"github.com/opsknight/opsknight/internal/build"
)

// manSection is that of programs which anybody runs.
const manSection = "1"

func manCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "man FOLDER",
		Short:   "Write the manual pages of all commands into a folder",
		Long:    "Write the manual pages of all commands into a folder that is there, as opsknight.1, opsknight-incident-list.1 and so on.",
		Example: "  opsknight man /usr/local/share/man/man1",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if about, err := os.Stat(args[0]); err != nil || !about.IsDir() {
				return fmt.Errorf("%s is no folder", args[0])
			}
			root := cmd.Root()
			root.DisableAutoGenTag = true // it would name the day on which they were written
			from := build.Read()
			header := &doc.GenManHeader{Section: manSection, Manual: "OpsKnight", Source: "OpsKnight " + from.Version}
			if !from.Time.IsZero() { // or else it is SOURCE_DATE_EPOCH, or today
				header.Date = &from.Time
			}
			return doc.GenManTree(root, header, args[0])
		},
	}
}
