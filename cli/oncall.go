package cli

import (
	"context"

	"github.com/spf13/cobra"
)

var onCallColumns = []column{
	{head: "SCHEDULE", of: field("schedule.name"), wide: true},
	{head: "ON CALL", of: func(i item) string {
		if name := i.text("user.name"); name != "" {
			return name
		}
		return "nobody"
	}},
	{head: "E-MAIL", of: field("user.email")},
	{head: "SINCE", of: when("since")},
	{head: "UNTIL", of: when("until")},
	{head: "BY", of: func(i item) string {
		if i.text("overrideId") != "" {
			return "override"
		}
		return ""
	}},
}

func onCallCommand() *cobra.Command {
	var schedule, at string
	var page paging
	cmd := &cobra.Command{
		Use: "oncall", Short: "Show who is on call", Args: cobra.NoArgs,
		Example: "  opsknight oncall\n  opsknight oncall --schedule Primary --at 2026-03-29T02:30",
	}
	cmd.Flags().StringVar(&schedule, "schedule", "", "of one schedule: id or name (default all)")
	cmd.Flags().StringVar(&at, "at", "", "at that time (default now)")
	page.bind(cmd)
	cmd.RunE = run(func(ctx context.Context, s *session, _ []string) error {
		moment, err := optionalTime(at)
		if err != nil {
			return err
		}
		const fields = `schedule { id name timeZone } at user { id name email } since until overrideId`
		if schedule == "" {
			l := listing{
				document: `query($at: DateTime, $first: Int, $after: String) {
	onCalls(at: $at, first: $first, after: $after) { nodes { ` + fields + ` } totalCount pageInfo { hasNextPage endCursor } }
}`,
				path: "onCalls", columns: onCallColumns, nothing: "There are no schedules.",
			}
			return l.show(ctx, s, variables{"at": moment}, page)
		}
		id, err := s.id(ctx, schedules, schedule)
		if err != nil {
			return err
		}
		raw, found, err := s.object(ctx, `query($id: ID!, $at: DateTime) { schedule(id: $id) { onCall(at: $at) { `+fields+` } } }`, "schedule", "schedule", schedule, variables{"id": id, "at": moment})
		if err != nil {
			return err
		}
		if s.asJSON {
			raw, err = dig(raw, "onCall")
			s.json(raw)
			return err
		}
		one, _ := found.at("onCall").(map[string]any)
		s.table(onCallColumns, []item{one})
		return nil
	})
	return cmd
}

func scheduleCommand() *cobra.Command {
	return group("schedule", "See who is on call when", scheduleListCommand(), scheduleShowCommand(), scheduleRenderCommand())
}

func scheduleListCommand() *cobra.Command {
	return listCommand("List schedules", listing{
		document: `query($q: String, $first: Int, $after: String) {
	schedules(filter: {q: $q}, orderBy: {field: NAME, direction: ASC}, first: $first, after: $after) {
		nodes { id name description timeZone onCall { user { id name } until } } totalCount pageInfo { hasNextPage endCursor }
	}
}`,
		path: "schedules", nothing: "No schedules.",
		columns: []column{
			{head: "ID", of: field("id")},
			{head: "NAME", of: field("name"), wide: true},
			{head: "TIME ZONE", of: field("timeZone")},
			{head: "ON CALL", of: field("onCall.user.name")},
			{head: "UNTIL", of: when("onCall.until")},
		},
	})
}

func scheduleShowCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "show SCHEDULE", Short: "Show a schedule and its layers", Args: cobra.ExactArgs(1)}
	cmd.RunE = run(func(ctx context.Context, s *session, args []string) error {
		id, err := s.id(ctx, schedules, args[0])
		if err != nil {
			return err
		}
		raw, found, err := s.object(ctx, `query($id: ID!) {
	schedule(id: $id) {
		id name description timeZone onCall { user { id name } until }
		layers { id name priority start end timeZone users { id name } rotation { start unit length } restrictions { type startDay startTime durationSeconds } }
	}
}`, "schedule", "schedule", args[0], variables{"id": id})
		if err != nil {
			return err
		}
		if s.asJSON {
			s.json(raw)
			return nil
		}
		s.facts(found, []fact{
			{"Schedule", field("id")},
			{"Name", field("name")},
			{"Description", field("description")},
			{"Time zone", field("timeZone")},
			{"On call", field("onCall.user.name")},
			{"Until", when("onCall.until")},
		})
		if layers := found.list("layers"); len(layers) > 0 {
			s.line("")
			s.table([]column{
				{head: "LAYER", of: field("name", "id"), wide: true},
				{head: "PRIORITY", of: field("priority")},
				{head: "FROM", of: when("start")},
				{head: "UNTIL", of: when("end")},
				{head: "EVERY", of: rotation},
				{head: "USERS", of: names("users"), wide: true},
			}, layers)
		}
		return nil
	})
	return cmd
}

func scheduleRenderCommand() *cobra.Command {
	var since, until string
	cmd := &cobra.Command{
		Use: "render SCHEDULE", Short: "Show the shifts of a schedule, with its overrides, and when nobody is on call", Args: cobra.ExactArgs(1),
		Example: "  opsknight schedule render Primary --since 2026-03-28 --until 2026-04-04",
	}
	cmd.Flags().StringVar(&since, "since", "", "from then on (default now)")
	cmd.Flags().StringVar(&until, "until", "", "until then (default a week later)")
	cmd.RunE = run(func(ctx context.Context, s *session, args []string) error {
		id, err := s.id(ctx, schedules, args[0])
		if err != nil {
			return err
		}
		from, err := optionalTime(since)
		if err != nil {
			return err
		}
		to, err := optionalTime(until)
		if err != nil {
			return err
		}
		_, found, err := s.object(ctx, `query($id: ID!, $since: DateTime, $until: DateTime) {
	schedule(id: $id) { entries(since: $since, until: $until) { since until coveragePercent entries { start end user { id name } } gaps { start end } } }
}`, "schedule", "schedule", args[0], variables{"id": id, "since": from, "until": to})
		if err != nil {
			return err
		}
		return s.rendered(found)
	})
	return cmd
}
