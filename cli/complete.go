package cli

import (
	"context"
	"strings"
	"time"

	"github.com/spf13/cobra"
)

// completionTime is how long somebody waits for the server who has pressed Tab.
const completionTime = 3 * time.Second

// unresolved are the incidents that commands act on.
var unresolved = kind{
	"incident", "inc_",
	`query($q: String!, $first: Int!) { incidents(filter: {q: $q, status: [OPEN, ACKNOWLEDGED, SNOOZED, SUPPRESSED]}, first: $first) { nodes { id title } } }`, "incidents.nodes",
	[]string{"id", "title"},
}

// namedByFlags are the objects that flags name, wherever they are.
var namedByFlags = map[string]kind{
	"service": services, "routing-key": services, "team": teams, "policy": policies, "schedule": schedules,
	"assignee": users, "assign": users, "user": users, "replaces": users, "member": users,
}

// fixedFlags are the values of flags, wherever they are.
var fixedFlags = map[string][]string{
	"urgency": {"high", "medium", "low"}, "severity": {"critical", "error", "warning", "info"},
	"priority": {"P1", "P2", "P3", "P4", "P5"}, "role": {"admin", "responder", "user"},
}

// namedByArguments are the objects that arguments name, by how Use calls them.
var namedByArguments = map[string]kind{
	"ID": unresolved, "ID...": unresolved, "SERVICE": services, "TEAM": teams, "USER": users,
	"SCHEDULE": schedules, "POLICY": policies, "[POLICY]": policies, "WEBHOOK": webhooks,
}

// complete has a shell offer what the flags and arguments of a command can be, and of those
// that it has.
func complete(cmd *cobra.Command, environment func(*cobra.Command) error) {
	for flag, of := range namedByFlags {
		if cmd.Flags().Lookup(flag) != nil {
			_ = cmd.RegisterFlagCompletionFunc(flag, of.offered(environment))
		}
	}
	for flag, values := range fixedFlags {
		if _, already := cmd.GetFlagCompletionFunc(flag); !already && cmd.Flags().Lookup(flag) != nil {
			_ = cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp))
		}
	}
	_, argument, _ := strings.Cut(cmd.Use, " ")
	cmd.ValidArgsFunction = cobra.NoFileCompletions
	if of, ok := namedByArguments[argument]; ok {
		several := strings.HasSuffix(argument, "...")
		cmd.ValidArgsFunction = func(cmd *cobra.Command, args []string, begun string) ([]cobra.Completion, cobra.ShellCompDirective) {
			if len(args) > 0 && !several {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return of.offered(environment)(cmd, args, begun)
		}
	}
	for _, sub := range cmd.Commands() {
		complete(sub, environment)
	}
}

// offered asks the server for the objects whose names begin with a text. If it does not
// answer, or there is no key, nothing is offered.
func (of kind) offered(environment func(*cobra.Command) error) cobra.CompletionFunc {
	return func(cmd *cobra.Command, _ []string, begun string) ([]cobra.Completion, cobra.ShellCompDirective) {
		if err := environment(cmd); err != nil {
			return nil, cobra.ShellCompDirectiveError
		}
		api, err := newClient(cmd)
		if err != nil {
			return nil, cobra.ShellCompDirectiveError
		}
		ctx, cancel := context.WithTimeout(cmd.Context(), completionTime)
		defer cancel()
		found, err := of.beginning(ctx, api, begun)
		if err != nil {
			return nil, cobra.ShellCompDirectiveError
		}
		return found, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
	}
}

// beginning are the names that begin with a text, each with what else the object is called.
func (of kind) beginning(ctx context.Context, api *client, begun string) ([]cobra.Completion, error) {
	data, err := api.ask(ctx, of.document, variables{"q": begun, "first": pageSize})
	if err != nil {
		return nil, err
	}
	_, found, err := items(data, of.path)
	if err != nil {
		return nil, err
	}
	var all []cobra.Completion
	for _, one := range found {
		name := oneLine(one.text(of.names...))
		if !strings.HasPrefix(strings.ToLower(name), strings.ToLower(begun)) {
			continue
		}
		if more := one.text(of.names[1:]...); more != "" {
			name = cobra.CompletionWithDesc(name, oneLine(more))
		}
		all = append(all, name)
	}
	return all, nil
}
