// Command opsknight is the OpsKnight server and what administers its database.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
	_ "time/tzdata" // for machines without a database of time zones

	"github.com/spf13/cobra"
	_ "golang.org/x/crypto/x509roots/fallback" // for machines without certificates of authorities

	"github.com/opsknight/opsknight/cli"
	"github.com/opsknight/opsknight/internal/build"
)

func main() {
	signal.Ignore(syscall.SIGPIPE) // who closes the output early is told so, by the status as well
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// The exit statuses.
const (
	exitOK     = 0
	exitFailed = 1
	exitUsage  = 2 // the command line is wrong
)

// usageError is a fault in the command line.
type usageError struct{ error }

// run executes one command line and returns the exit status.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	root := rootCommand()
	root.SetArgs(args)
	out := &output{Writer: stdout}
	root.SetOut(out)
	root.SetErr(stderr)
	ran, err := root.ExecuteContextC(ctx)
	if out.failed != nil { // which not every command looks at, and none need
		err = out.failed
	}
	if err == nil {
		return exitOK
	}
	for line := range strings.Lines(err.Error()) { // one for each that has failed
		_, _ = fmt.Fprintln(stderr, "opsknight:", strings.TrimSuffix(line, "\n"))
	}
	_, wrong := errors.AsType[usageError](err)
	if _, also := errors.AsType[cli.UsageError](err); wrong || also {
		_, _ = fmt.Fprintf(stderr, "Run %s --help to see what it takes.\n", ran.CommandPath())
		return exitUsage
	}
	return exitFailed
}

func rootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:   "opsknight",
		Short: "Incident management and on-call: a GraphQL and REST server",
		Long: "OpsKnight takes in the events of monitoring tools, opens incidents, and serves them by GraphQL and REST.\n\n" +
			"Every flag --x-y can also be set by the environment variable OPSKNIGHT_X_Y, and --database by DATABASE_URL.",
		Version:       version(),
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return cmd.Help()
		},
	}
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	root.AddCommand(serveCommand(), migrateCommand(), backupCommand(), restoreCommand(), doctorCommand(), demoCommand(), keyCommand(), adminCommand())
	root.AddCommand(cli.Commands(fromEnvironment)...)
	root.AddCommand(manCommand(), readyCommand())
	prepare(root)
	return root
}

// version is what --version tells.
func version() string {
	from := build.Read()
	told := []string{from.Version}
	if from.Revision != "" {
		told = append(told, "revision "+from.Revision)
	}
	return strings.Join(append(told, from.Go), ", ")
}

// prepare makes each command take its flags from the environment too, and wrong
// arguments, missing flags and unknown commands usage errors.
func prepare(cmd *cobra.Command) {
	check := cmd.Args
	cmd.Args = func(cmd *cobra.Command, args []string) error {
		if err := fromEnvironment(cmd); err != nil {
			return err
		}
		if check(cmd, args) != nil {
			return usageError{wrongArguments(cmd, args)}
		}
		if err := errors.Join(cmd.ValidateRequiredFlags(), cmd.ValidateFlagGroups()); err != nil {
			return usageError{err}
		}
		return nil
	}
	for _, sub := range cmd.Commands() {
		prepare(sub)
	}
}

// wrongArguments says what a command takes that was not given what it takes.
func wrongArguments(cmd *cobra.Command, args []string) error {
	if cmd.HasAvailableSubCommands() {
		cmd.SuggestionsMinimumDistance = 2 // letters
		meant := ""
		if similar := cmd.SuggestionsFor(args[0]); len(similar) > 0 {
			meant = ": do you mean " + strings.Join(similar, " or ") + "?"
		}
		return fmt.Errorf("%s has no command %q%s", cmd.CommandPath(), args[0], meant)
	}
	_, takes, _ := strings.Cut(cmd.Use, " ")
	switch {
	case takes == "":
		return fmt.Errorf("%s takes no arguments, and was given %q", cmd.CommandPath(), args[0])
	case len(args) == 0:
		return fmt.Errorf("%s takes %s, and was given none", cmd.CommandPath(), takes)
	}
	return fmt.Errorf("%s takes %s, and was given %d: put what has spaces into quotes", cmd.CommandPath(), takes, len(args))
}
