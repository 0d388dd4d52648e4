package cli

import (
	"context"
	"strings"

	"github.com/spf13/cobra"
)

// listCommand lists what is searched by a text; its document has the variable $q.
func listCommand(short string, l listing) *cobra.Command {
	var search string
	var page paging
	cmd := &cobra.Command{Use: "list", Short: short, Args: cobra.NoArgs}
	cmd.Flags().StringVar(&search, "search", "", "with this in what they are called")
	page.bind(cmd)
	cmd.RunE = run(func(ctx context.Context, s *session, _ []string) error {
		with := variables{"q": nil}
		if search != "" {
			with["q"] = search
		}
		return l.show(ctx, s, with, page)
	})
	return cmd
}

// showCommand shows one object of a kind; its document has the variable $id.
func showCommand(of kind, short, document, path string, all []fact) *cobra.Command {
	cmd := &cobra.Command{Use: "show " + strings.ToUpper(of.name[strings.LastIndexByte(of.name, ' ')+1:]), Short: short, Args: cobra.ExactArgs(1)}
	cmd.RunE = run(func(ctx context.Context, s *session, args []string) error {
		id, err := s.id(ctx, of, args[0])
		if err != nil {
			return err
		}
		raw, found, err := s.object(ctx, document, path, of.name, args[0], variables{"id": id})
		if err != nil {
			return err
		}
		if s.asJSON {
			s.json(raw)
			return nil
		}
		s.facts(found, all)
		return nil
	})
	return cmd
}

const serviceFields = `fragment service on Service {
	id name slug description status team { id name } escalationPolicy { id name } onCall { id name }
	ackTargetMinutes resolveTargetMinutes ackTimeoutMinutes createdAt updatedAt
}`

var serviceFacts = []fact{
	{"Service", field("id")},
	{"Name", field("name")},
	{"Slug", field("slug")},
	{"Description", field("description")},
	{"Status", field("status")},
	{"Team", field("team.name")},
	{"Policy", field("escalationPolicy.name")},
	{"On call", names("onCall")},
}

func serviceCommand() *cobra.Command {
	return group("service", "See and make services",
		listCommand("List services", listing{
			document: `query($q: String, $first: Int, $after: String) {
	services(filter: {q: $q}, orderBy: {field: NAME, direction: ASC}, first: $first, after: $after) { nodes { ...service } totalCount pageInfo { hasNextPage endCursor } }
} ` + serviceFields,
			path: "services", nothing: "No services.",
			columns: []column{
				{head: "ID", of: field("id")},
				{head: "NAME", of: field("name"), wide: true},
				{head: "SLUG", of: field("slug")},
				{head: "STATUS", of: field("status")},
				{head: "TEAM", of: field("team.name")},
				{head: "ON CALL", of: names("onCall"), wide: true},
			},
		}),
		showCommand(services, "Show a service", `query($id: ID!) { service(id: $id) { ...service } } `+serviceFields, "service", serviceFacts),
		serviceCreateCommand())
}

func serviceCreateCommand() *cobra.Command {
	var slug, description, team, policy string
	cmd := &cobra.Command{
		Use: "create NAME", Short: "Make a service", Args: cobra.ExactArgs(1),
		Example: `  opsknight service create "Payment API" --policy Payments`,
	}
	flags := cmd.Flags()
	flags.StringVar(&slug, "slug", "", "what events may name it by (default made of the name)")
	flags.StringVar(&description, "description", "", "what it is")
	flags.StringVar(&team, "team", "", "whose it is: id or name")
	flags.StringVar(&policy, "policy", "", "the escalation policy of its incidents: id or name")
	cmd.RunE = run(func(ctx context.Context, s *session, args []string) error {
		input := variables{"name": args[0]}
		addGiven(input, map[string]string{"slug": slug, "description": description})
		if err := s.addIDs(ctx, input, map[string]named{"teamId": {teams, team}, "escalationPolicyId": {policies, policy}}); err != nil {
			return err
		}
		data, err := s.ask(ctx, `mutation($input: CreateServiceInput!) { createService(input: $input) { service { ...service } } } `+serviceFields, variables{"input": input})
		if err != nil {
			return err
		}
		return s.result(data, "createService.service", serviceFacts)
	})
	return cmd
}

// named is an object as somebody has named it; "": they have not.
type named struct {
	kind kind
	text string
}

// addIDs adds the ids of what is named.
func (s *session) addIDs(ctx context.Context, input variables, all map[string]named) error {
	for name, one := range all {
		if one.text == "" {
			continue
		}
		id, err := s.id(ctx, one.kind, one.text)
		if err != nil {
			return err
		}
		input[name] = id
	}
	return nil
}

const teamFields = `fragment team on Team {
	id name description members(first: 100) { totalCount nodes { role user { id name email } } } services(first: 100) { totalCount nodes { id name } } createdAt updatedAt
}`

var teamFacts = []fact{
	{"Team", field("id")}, {"Name", field("name")}, {"Description", field("description")}, {"Members", members}, {"Services", names("services.nodes")},
}

// members shows the members of a team, a line for each.
func members(i item) string {
	var lines strings.Builder
	for _, one := range i.list("members.nodes") {
		lines.WriteString(one.text("user.name") + " <" + one.text("user.email") + ">, " + strings.ToLower(one.text("role")) + "\n")
	}
	return lines.String()
}

func teamCommand() *cobra.Command {
	return group("team", "See and make teams",
		listCommand("List teams", listing{
			document: `query($q: String, $first: Int, $after: String) {
	teams(filter: {q: $q}, orderBy: {field: NAME, direction: ASC}, first: $first, after: $after) {
		nodes { id name description members { totalCount } services { totalCount } } totalCount pageInfo { hasNextPage endCursor }
	}
}`,
			path: "teams", nothing: "No teams.",
			columns: []column{
				{head: "ID", of: field("id")},
				{head: "NAME", of: field("name"), wide: true},
				{head: "MEMBERS", of: field("members.totalCount")},
				{head: "SERVICES", of: field("services.totalCount")},
				{head: "DESCRIPTION", of: field("description"), wide: true},
			},
		}),
		showCommand(teams, "Show a team, its members and services", `query($id: ID!) { team(id: $id) { ...team } } `+teamFields, "team", teamFacts),
		teamCreateCommand())
}

func teamCreateCommand() *cobra.Command {
	var description string
	var memberNames []string
	cmd := &cobra.Command{Use: "create NAME", Short: "Make a team", Args: cobra.ExactArgs(1)}
	cmd.Flags().StringVar(&description, "description", "", "what it does")
	cmd.Flags().StringSliceVar(&memberNames, "member", nil, "its members: id, e-mail address or name")
	cmd.RunE = run(func(ctx context.Context, s *session, args []string) error {
		input := variables{"name": args[0]}
		addGiven(input, map[string]string{"description": description})
		ids, err := s.ids(ctx, users, memberNames)
		if err != nil {
			return err
		}
		var all []variables
		for _, id := range ids {
			all = append(all, variables{"userId": id})
		}
		if all != nil {
			input["members"] = all
		}
		data, err := s.ask(ctx, `mutation($input: CreateTeamInput!) { createTeam(input: $input) { team { ...team } } } `+teamFields, variables{"input": input})
		if err != nil {
			return err
		}
		return s.result(data, "createTeam.team", teamFacts)
	})
	return cmd
}

const userFields = `fragment user on User { id name email role status timeZone teams(first: 100) { nodes { id name } } createdAt updatedAt }`

var userFacts = []fact{
	{"User", field("id")},
	{"Name", field("name")},
	{"E-mail", field("email")},
	{"Role", field("role")},
	{"Status", field("status")},
	{"Time zone", field("timeZone")},
	{"Teams", names("teams.nodes")},
}

func userCommand() *cobra.Command {
	return group("user", "See and make users",
		listCommand("List users", listing{
			document: `query($q: String, $first: Int, $after: String) {
	users(filter: {q: $q}, orderBy: {field: NAME, direction: ASC}, first: $first, after: $after) {
		nodes { id name email role status timeZone } totalCount pageInfo { hasNextPage endCursor }
	}
}`,
			path: "users", nothing: "No users.",
			columns: []column{
				{head: "ID", of: field("id")},
				{head: "NAME", of: field("name"), wide: true},
				{head: "E-MAIL", of: field("email"), wide: true},
				{head: "ROLE", of: field("role")},
				{head: "STATUS", of: field("status")},
				{head: "TIME ZONE", of: field("timeZone")},
			},
		}),
		showCommand(users, "Show a user", `query($id: ID!) { user(id: $id) { ...user } } `+userFields, "user", userFacts),
		userCreateCommand())
}

func userCreateCommand() *cobra.Command {
	var email, role, zone string
	cmd := &cobra.Command{Use: "create NAME", Short: "Make a user", Args: cobra.ExactArgs(1)}
	flags := cmd.Flags()
	flags.StringVar(&email, "email", "", "the e-mail address")
	flags.StringVar(&role, "role", "user", "admin, responder or user")
	flags.StringVar(&zone, "time-zone", "UTC", "such as Europe/Berlin")
	_ = cmd.MarkFlagRequired("email")
	cmd.RunE = run(func(ctx context.Context, s *session, args []string) error {
		level, err := oneOf("role", []string{role}, []string{"ADMIN", "RESPONDER", "USER"})
		if err != nil {
			return err
		}
		data, err := s.ask(ctx, `mutation($input: CreateUserInput!) { createUser(input: $input) { user { ...user } } } `+userFields,
			variables{"input": variables{"name": args[0], "email": email, "role": level[0], "timeZone": zone}})
		if err != nil {
			return err
		}
		return s.result(data, "createUser.user", userFacts)
	})
	return cmd
}
