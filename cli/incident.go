package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
)

const incidentFields = `fragment incident on Incident {
	id title description status urgency priority source dedupKey alertCount
	service { id name } assignee { id name } team { id name } mergedInto { id title }
	createdAt updatedAt acknowledgedAt resolvedAt snoozedUntil
}`

var incidentColumns = []column{
	{head: "ID", of: field("id")},
	{head: "STATUS", of: field("status")},
	{head: "URGENCY", of: field("urgency")},
	{head: "TITLE", of: field("title"), wide: true},
	{head: "SERVICE", of: field("service.name")},
	{head: "ASSIGNEE", of: field("assignee.name", "team.name")},
	{head: "ALERTS", of: field("alertCount")},
	{head: "CREATED", of: when("createdAt")},
}

func incidentCommand() *cobra.Command {
	return group("incident", "See incidents, and act on them",
		incidentListCommand(), incidentShowCommand(), incidentCreateCommand(),
		incidentAckCommand(), incidentUnackCommand(), incidentResolveCommand(), incidentSnoozeCommand(),
		incidentAssignCommand(), incidentEscalateCommand(), incidentNoteCommand(), incidentWatchCommand())
}

var (
	statuses  = []string{"OPEN", "ACKNOWLEDGED", "RESOLVED", "SNOOZED", "SUPPRESSED"}
	urgencies = []string{"LOW", "MEDIUM", "HIGH"}
)

// incidentFilter are the flags that say which incidents are meant.
type incidentFilter struct {
	statuses, urgencies, services, teams, assignees []string
	text, since, until                              string
}

func (f *incidentFilter) bind(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringSliceVar(&f.statuses, "status", nil, "open, acknowledged, resolved, snoozed, suppressed, or all (default all but resolved)")
	flags.StringSliceVar(&f.urgencies, "urgency", nil, "low, medium, high")
	flags.StringSliceVar(&f.services, "service", nil, "of these services: id, slug or name")
	flags.StringSliceVar(&f.teams, "team", nil, "of these teams, or of their services: id or name")
	flags.StringSliceVar(&f.assignees, "assignee", nil, "assigned to these users: id, e-mail address or name")
	flags.StringVar(&f.text, "search", "", "with this in title, description or id")
	flags.StringVar(&f.since, "since", "", "created since then: 2026-03-29, 2026-03-29T14:00:00Z, or 24h ago as 24h")
	flags.StringVar(&f.until, "until", "", "created before then")
	_ = cmd.RegisterFlagCompletionFunc("status", cobra.FixedCompletions(lower(append(slices.Clone(statuses), "ALL")), cobra.ShellCompDirectiveNoFileComp))
	_ = cmd.RegisterFlagCompletionFunc("urgency", cobra.FixedCompletions(lower(urgencies), cobra.ShellCompDirectiveNoFileComp))
}

// filter is what the flags say, as the API takes it.
func (f *incidentFilter) filter(ctx context.Context, s *session) (variables, error) {
	filter := variables{}
	status, err := f.status()
	if err != nil {
		return nil, err
	}
	if status != nil {
		filter["status"] = status
	}
	if f.urgencies != nil {
		if filter["urgency"], err = oneOf("urgency", f.urgencies, urgencies); err != nil {
			return nil, err
		}
	}
	for _, named := range []struct {
		name  string
		kind  kind
		texts []string
	}{{"serviceId", services, f.services}, {"teamId", teams, f.teams}, {"assigneeId", users, f.assignees}} {
		if named.texts == nil {
			continue
		}
		if filter[named.name], err = s.ids(ctx, named.kind, named.texts); err != nil {
			return nil, err
		}
	}
	if f.text != "" {
		filter["q"] = f.text
	}
	for name, text := range map[string]string{"createdAfter": f.since, "createdBefore": f.until} {
		if text == "" {
			continue
		}
		at, err := parseTime(text)
		if err != nil {
			return nil, err
		}
		filter[name] = at
	}
	return filter, nil
}

func (f *incidentFilter) status() ([]string, error) {
	switch {
	case f.statuses == nil:
		return slices.DeleteFunc(slices.Clone(statuses), func(s string) bool { return s == "RESOLVED" }), nil
	case slices.ContainsFunc(f.statuses, func(s string) bool { return strings.EqualFold(s, "all") }):
		return nil, nil
	}
	return oneOf("status", f.statuses, statuses)
}

// oneOf checks what a flag says against what there is.
func oneOf(flag string, given, all []string) ([]string, error) {
	found := make([]string, len(given))
	for i, text := range given {
		if found[i] = strings.ToUpper(text); !slices.Contains(all, found[i]) {
			return nil, usage("--%s %q is none of %s", flag, text, strings.Join(lower(all), ", "))
		}
	}
	return found, nil
}

func lower(texts []string) []string {
	found := make([]string, len(texts))
	for i, text := range texts {
		found[i] = strings.ToLower(text)
	}
	return found
}

func incidentListCommand() *cobra.Command {
	var filter incidentFilter
	var page paging
	cmd := &cobra.Command{
		Use: "list", Short: "List incidents, the newest first", Args: cobra.NoArgs,
		Example: "  opsknight incident list --status open --service payment-api\n  opsknight incident list --status all --since 24h -o json",
	}
	filter.bind(cmd)
	page.bind(cmd)
	cmd.RunE = run(func(ctx context.Context, s *session, _ []string) error {
		with, err := filter.filter(ctx, s)
		if err != nil {
			return err
		}
		l := listing{
			document: `query($filter: IncidentFilter, $first: Int, $after: String) {
	incidents(filter: $filter, first: $first, after: $after) { nodes { ...incident } totalCount pageInfo { hasNextPage endCursor } }
} ` + incidentFields,
			path: "incidents", columns: incidentColumns, nothing: "No incidents.",
		}
		return l.show(ctx, s, variables{"filter": with}, page)
	})
	return cmd
}

func incidentShowCommand() *cobra.Command {
	return &cobra.Command{
		Use: "show ID", Short: "Show an incident and its timeline", Args: cobra.ExactArgs(1),
		RunE: run(func(ctx context.Context, s *session, args []string) error {
			raw, found, err := s.object(ctx, `query($id: ID!) {
	incident(id: $id) { ...incident links { href text } customDetails
		escalation { policy { name } step nextAt }
		timeline(last: 50) { totalCount nodes { id type createdAt actor { name } details } }
	}
} `+incidentFields, "incident", "incident", args[0], variables{"id": args[0]})
			if err != nil {
				return err
			}
			if s.asJSON {
				s.json(raw)
				return nil
			}
			s.showIncident(found)
			return nil
		}),
	}
}

func (p *printer) showIncident(found item) {
	p.facts(found, []fact{
		{"Incident", field("id")},
		{"Title", field("title")},
		{"Status", field("status")},
		{"Urgency", field("urgency")},
		{"Priority", field("priority")},
		{"Service", field("service.name")},
		{"Assignee", field("assignee.name", "team.name")},
		{"Source", field("source")},
		{"Dedup key", field("dedupKey")},
		{"Alerts", field("alertCount")},
		{"Created", when("createdAt")},
		{"Acknowledged", when("acknowledgedAt")},
		{"Resolved", when("resolvedAt")},
		{"Snoozed until", when("snoozedUntil")},
		{"Merged into", field("mergedInto.id")},
		{"Next step", when("escalation.nextAt")},
		{"Description", field("description")},
		{"Details", details},
	})
	lines := found.list("timeline.nodes")
	if len(lines) == 0 {
		return
	}
	p.line("")
	if total := found.text("timeline.totalCount"); total != fmt.Sprint(len(lines)) {
		p.line("The last %d of %s lines of its timeline:", len(lines), total)
	}
	p.table([]column{
		{head: "WHEN", of: when("createdAt")}, {head: "WHAT", of: field("type")}, {head: "WHO", of: field("actor.name")}, {head: "DETAILS", of: lineDetails, wide: true},
	}, lines)
}

// details shows what the sender has told beside the title.
func details(i item) string {
	value := i.at("customDetails")
	if value == nil {
		return ""
	}
	text, err := json.MarshalIndent(value, "", "  ")
	if err != nil {
		return ""
	}
	return string(text)
}

// lineDetails shows of a line of a timeline what a reader looks for first.
func lineDetails(i item) string {
	if text := i.text("details.content", "details.message", "details.resolution_note"); text != "" {
		return text
	}
	var told []string
	for _, one := range i.list("details.told") {
		told = append(told, one.text("user_name"))
	}
	return strings.Join(told, ", ")
}

func incidentCreateCommand() *cobra.Command {
	var service, description, urgency, priority, assignee string
	cmd := &cobra.Command{
		Use: "create TITLE", Short: "Open an incident", Args: cobra.ExactArgs(1),
		Example: `  opsknight incident create "Payments are slow" --service payment-api --urgency high`,
	}
	flags := cmd.Flags()
	flags.StringVar(&service, "service", "", "id, slug or name")
	flags.StringVar(&description, "description", "", "what is known")
	flags.StringVar(&urgency, "urgency", "high", "low, medium or high")
	flags.StringVar(&priority, "priority", "", "P1 to P5")
	flags.StringVar(&assignee, "assign", "", "to whom: a user's id, e-mail address or name, or a team's id or name")
	_ = cmd.MarkFlagRequired("service")
	cmd.RunE = run(func(ctx context.Context, s *session, args []string) error {
		input := variables{"title": args[0]}
		level, err := oneOf("urgency", []string{urgency}, urgencies)
		if err != nil {
			return err
		}
		input["urgency"] = level[0]
		if input["serviceId"], err = s.id(ctx, services, service); err != nil {
			return err
		}
		for name, value := range map[string]string{"description": description, "priority": strings.ToUpper(priority)} {
			if value != "" {
				input[name] = value
			}
		}
		if assignee != "" {
			if err := s.assignTo(ctx, input, assignee); err != nil {
				return err
			}
		}
		raw, err := s.change(ctx, "createIncident", input)
		if err != nil {
			return err
		}
		return s.printIncident(raw)
	})
	return cmd
}

// assignTo adds to an input who is to have the incident: a user, or else a team.
func (s *session) assignTo(ctx context.Context, input variables, to string) error {
	if strings.HasPrefix(to, teams.prefix) {
		input["teamId"] = to
		return nil
	}
	if strings.HasPrefix(to, users.prefix) {
		input["assigneeId"] = to
		return nil
	}
	for _, one := range []struct {
		name string
		kind kind
	}{{"assigneeId", users}, {"teamId", teams}} {
		found, err := s.named(ctx, one.kind, to)
		if err != nil {
			return err
		}
		if len(found) > 1 {
			return fmt.Errorf("there are %d %ss called %q: give the id of one", len(found), one.kind.name, to)
		}
		if len(found) == 1 {
			input[one.name] = found[0]
			return nil
		}
	}
	return fmt.Errorf("there is no user and no team %q: give an id, an e-mail address or a name", to)
}
