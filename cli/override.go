package cli

import (
	"context"
	"time"

	"github.com/spf13/cobra"
)

func overrideCommand() *cobra.Command {
	return group("override", "Have somebody else on call for a time", overrideCreateCommand())
}

func overrideCreateCommand() *cobra.Command {
	var schedule, user, replaces, from, to string
	var length time.Duration
	cmd := &cobra.Command{
		Use: "create", Short: "Put somebody on call for a time, whoever the layers say", Args: cobra.NoArgs,
		Example: "  opsknight override create --schedule Primary --user ann@example.com --for 2h\n" +
			"  opsknight override create --schedule Primary --user ann@example.com --from 2026-12-24 --to 2026-12-27",
	}
	flags := cmd.Flags()
	flags.StringVar(&schedule, "schedule", "", "id or name")
	flags.StringVar(&user, "user", "", "who: id, e-mail address or name")
	flags.StringVar(&replaces, "replaces", "", "only the shifts of this user: id, e-mail address or name (default everybody's)")
	flags.StringVar(&from, "from", "", "from then on (default now)")
	flags.StringVar(&to, "to", "", "until then")
	flags.DurationVar(&length, "for", 0, "how long, instead of --to: 30m, 2h")
	_ = cmd.MarkFlagRequired("schedule")
	_ = cmd.MarkFlagRequired("user")
	cmd.MarkFlagsMutuallyExclusive("to", "for")
	cmd.MarkFlagsOneRequired("to", "for")
	cmd.RunE = run(func(ctx context.Context, s *session, _ []string) error {
		start := now().Truncate(time.Minute) // shifts are of whole minutes
		if from != "" {
			var err error
			if start, err = parseTime(from); err != nil {
				return err
			}
		}
		end := start.Add(length)
		if to != "" {
			var err error
			if end, err = parseTime(to); err != nil {
				return err
			}
		}
		input := variables{"start": start, "end": end}
		if err := s.addIDs(ctx, input, map[string]named{"scheduleId": {schedules, schedule}, "userId": {users, user}, "replaces": {users, replaces}}); err != nil {
			return err
		}
		data, err := s.ask(ctx, `mutation($input: CreateOverrideInput!) {
	createOverride(input: $input) { override { id start end user { id name } replaces { id name } } schedule { id name } }
}`, variables{"input": input})
		if err != nil {
			return err
		}
		return s.result(data, "createOverride.override", []fact{
			{"Override", field("id")}, {"On call", field("user.name")}, {"Instead of", field("replaces.name")}, {"From", when("start")}, {"Until", when("end")},
		})
	})
	return cmd
}
