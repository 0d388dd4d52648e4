// Package cli has the commands that use the API, as anybody's client does: it knows the
// schema, and nothing of the server.
package cli

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"
)

// UsageError is a fault in what the caller has written: the command line, the environment
// or the config file.
type UsageError struct{ error }

// Unwrap returns the fault.
func (e UsageError) Unwrap() error { return e.error }

func usage(format string, args ...any) error { return UsageError{fmt.Errorf(format, args...)} }

// Commands returns the commands that use the API. By environment flags get the values of
// variables: who runs a command has done so before, but cobra does not when it completes one.
func Commands(environment func(*cobra.Command) error) []*cobra.Command {
	commands := []*cobra.Command{
		incidentCommand(), eventCommand(), onCallCommand(), scheduleCommand(), overrideCommand(),
		serviceCommand(), teamCommand(), userCommand(), policyCommand(), webhookCommand(),
		whoamiCommand(), apiCommand(), graphqlCommand(),
	}
	for _, cmd := range commands {
		bind(cmd)
		complete(cmd, environment)
	}
	return commands
}

// group is a command that only has others.
func group(use, short string, commands ...*cobra.Command) *cobra.Command {
	cmd := &cobra.Command{
		Use: use, Short: short, Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(commands...)
	return cmd
}

// bind adds the flags that all commands of the API share.
func bind(cmd *cobra.Command) {
	flags := cmd.PersistentFlags()
	flags.String("url", "", "the server (default "+defaultURL+")")
	flags.String("api-key", "", "the API key; other users of this machine may see what is written here: set OPSKNIGHT_API_KEY instead")
	flags.String("config", "", "the config file, JSON with url and api_key (default "+configPlace+")")
	flags.StringP("output", "o", "table", "table, or json as the API has it")
	_ = cmd.RegisterFlagCompletionFunc("output", cobra.FixedCompletions([]string{"table", "json"}, cobra.ShellCompDirectiveNoFileComp))
}

// session is one run of a command: the API and where it prints.
type session struct {
	*client
	*printer
}

// run makes a command of the API out of what it does.
func run(do func(ctx context.Context, s *session, args []string) error) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, args []string) (err error) {
		out, err := newPrinter(cmd)
		if err != nil {
			return err
		}
		api, err := newClient(cmd)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, out.flush()) }()
		return do(cmd.Context(), &session{api, out}, args)
	}
}
