package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
)

const (
	targetFields = `fragment target on EscalationTarget { __typename ... on User { id name } ... on Team { id name } ... on Schedule { id name } }`
	policyFields = `fragment policy on EscalationPolicy {
	id name description repeatCount steps { position escalateAfterMinutes targets { ...target } } services(first: 100) { nodes { id name } } createdAt updatedAt
} ` + targetFields
)

var policyFacts = []fact{
	{"Policy", field("id")},
	{"Name", field("name")},
	{"Description", field("description")},
	{"Repeats", field("repeatCount")},
	{"Steps", policySteps},
	{"Services", names("services.nodes")},
}

// policySteps shows the steps of a policy, a line for each.
func policySteps(i item) string {
	var lines strings.Builder
	for n, step := range i.list("steps") {
		fmt.Fprintf(&lines, "%d. %s, then after %s min\n", n+1, targetNames("targets")(step), step.text("escalateAfterMinutes"))
	}
	return lines.String()
}

// targetNames shows whom a step tells.
func targetNames(path string) func(item) string {
	return func(i item) string {
		var found []string
		for _, one := range i.list(path) {
			name := one.text("name")
			if kind := one.text("__typename"); kind != "User" {
				name = strings.ToLower(kind) + " " + name
			}
			found = append(found, name)
		}
		return strings.Join(found, ", ")
	}
}

func policyCommand() *cobra.Command {
	return group("policy", "See, make and try escalation policies",
		listCommand("List escalation policies", listing{
			document: `query($q: String, $first: Int, $after: String) {
	escalationPolicies(filter: {q: $q}, orderBy: {field: NAME, direction: ASC}, first: $first, after: $after) {
		nodes { id name description repeatCount steps { position escalateAfterMinutes targets { ...target } } services { totalCount } }
		totalCount pageInfo { hasNextPage endCursor }
	}
} ` + targetFields,
			path: "escalationPolicies", nothing: "No escalation policies.",
			columns: []column{
				{head: "ID", of: field("id")},
				{head: "NAME", of: field("name"), wide: true},
				{head: "STEPS", of: func(i item) string { return strconv.Itoa(len(i.list("steps"))) }},
				{head: "REPEATS", of: field("repeatCount")},
				{head: "SERVICES", of: field("services.totalCount")},
			},
		}),
		showCommand(policies, "Show an escalation policy and its steps", `query($id: ID!) { escalationPolicy(id: $id) { ...policy } } `+policyFields, "escalationPolicy", policyFacts),
		policyCreateCommand(), policySimulateCommand())
}

func policyCreateCommand() *cobra.Command {
	var description string
	var repeats int
	var steps []string
	cmd := &cobra.Command{
		Use: "create NAME", Short: "Make an escalation policy", Args: cobra.ExactArgs(1),
		Long: "Each --step is a step: after how many minutes the next one comes, and whom this one tells, separated by commas:\n" +
			"a user's id or e-mail address, schedule:NAME or team:NAME.",
		Example: `  opsknight policy create Payments --step 5:schedule:Primary --step 15:ann@example.com,team:Ops`,
	}
	flags := cmd.Flags()
	flags.StringVar(&description, "description", "", "what it is for")
	flags.IntVar(&repeats, "repeat", 0, "how often it begins again after the last step")
	flags.StringArrayVar(&steps, "step", nil, "MINUTES:TARGET,…; one flag for each step, in their order")
	_ = cmd.MarkFlagRequired("step")
	cmd.RunE = run(func(ctx context.Context, s *session, args []string) error {
		input := variables{"name": args[0], "repeatCount": repeats}
		addGiven(input, map[string]string{"description": description})
		all := make([]variables, len(steps))
		for i, text := range steps {
			var err error
			if all[i], err = s.step(ctx, text); err != nil {
				return err
			}
		}
		input["steps"] = all
		data, err := s.ask(ctx, `mutation($input: CreateEscalationPolicyInput!) { createEscalationPolicy(input: $input) { escalationPolicy { ...policy } } } `+policyFields, variables{"input": input})
		if err != nil {
			return err
		}
		return s.result(data, "createEscalationPolicy.escalationPolicy", policyFacts)
	})
	return cmd
}

// step reads "5:schedule:Primary,ann@example.com".
func (s *session) step(ctx context.Context, text string) (variables, error) {
	after, rest, ok := strings.Cut(text, ":")
	minutes, err := strconv.Atoi(after)
	if !ok || err != nil {
		return nil, usage("--step %q does not begin with minutes: write it like 5:schedule:Primary,ann@example.com", text)
	}
	var targets []variables
	for target := range strings.SplitSeq(rest, ",") {
		of, kindName, name := users, "USER", target
		if rest, is := strings.CutPrefix(target, "schedule:"); is {
			of, kindName, name = schedules, "SCHEDULE", rest
		} else if rest, is := strings.CutPrefix(target, "team:"); is {
			of, kindName, name = teams, "TEAM", rest
		}
		id, err := s.id(ctx, of, name)
		if err != nil {
			return nil, err
		}
		targets = append(targets, variables{"type": kindName, "id": id})
	}
	return variables{"escalateAfterMinutes": minutes, "targets": targets}, nil
}

func policySimulateCommand() *cobra.Command {
	var service, at, urgency string
	cmd := &cobra.Command{
		Use: "simulate [POLICY]", Short: "Show whom an incident would be taken to, and when", Args: cobra.MaximumNArgs(1),
		Example: "  opsknight policy simulate --service payment-api --at 2026-03-29T02:30",
	}
	flags := cmd.Flags()
	flags.StringVar(&service, "service", "", "of this service, instead of a policy: id, slug or name")
	flags.StringVar(&at, "at", "", "opened at that time (default now)")
	flags.StringVar(&urgency, "urgency", "high", "low, medium or high")
	cmd.RunE = run(func(ctx context.Context, s *session, args []string) error {
		if (len(args) == 0) == (service == "") {
			return usage("name a policy, or a service by --service")
		}
		level, err := oneOf("urgency", []string{urgency}, urgencies)
		if err != nil {
			return err
		}
		moment, err := optionalTime(at)
		if err != nil {
			return err
		}
		with := variables{"at": moment, "urgency": level[0]}
		policy := ""
		if len(args) > 0 {
			policy = args[0]
		}
		if err := s.addIDs(ctx, with, map[string]named{"policyId": {policies, policy}, "serviceId": {services, service}}); err != nil {
			return err
		}
		raw, found, err := s.object(ctx, `query($policyId: ID, $serviceId: ID, $at: DateTime, $urgency: Urgency!) {
	simulateEscalation(policyId: $policyId, serviceId: $serviceId, at: $at, urgency: $urgency) {
		service { id name } policy { id name } at urgency suppressedUntil
		moments { at kind pass step { position } told { user { id name } channels target { ...target } } missed { target { ...target } reason message } }
	}
} `+targetFields, "simulateEscalation", "policy or service", policy+service, with)
		if err != nil {
			return err
		}
		return s.simulated(raw, found)
	})
	return cmd
}

// simulated prints what would happen, a line for each moment.
func (s *session) simulated(raw json.RawMessage, found item) error {
	if s.asJSON {
		s.json(raw)
		return nil
	}
	if until := when("suppressedUntil")(found); until != "" {
		s.note("The service is in maintenance until %s: nobody is paged before.", until)
	}
	s.table([]column{
		{head: "WHEN", of: when("at")},
		{head: "WHAT", of: field("kind")},
		{head: "STEP", of: func(i item) string {
			if i.text("kind") != "STEP" {
				return ""
			}
			return i.text("pass") + "." + i.text("step.position")
		}},
		{head: "TOLD", wide: true, of: told},
		{head: "NOT TOLD", wide: true, of: missed},
	}, found.list("moments"))
	return nil
}

func told(i item) string {
	var found []string
	for _, one := range i.list("told") {
		found = append(found, one.text("user.name")+" by "+strings.ToLower(one.text("channels")))
	}
	return strings.Join(found, "; ")
}

func missed(i item) string {
	var found []string
	for _, one := range i.list("missed") {
		found = append(found, one.text("message"))
	}
	return strings.Join(found, " ")
}
