package cli

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/spf13/cobra"
)

func eventCommand() *cobra.Command {
	return group("event", "Send events, as monitoring tools do",
		eventTriggerCommand(), eventFollowUpCommand("ack", "ACKNOWLEDGE", "Acknowledge the incident with a dedup key"),
		eventFollowUpCommand("resolve", "RESOLVE", "Resolve the incident with a dedup key"), eventChangeCommand())
}

// sentFacts tell what has become of an event.
var sentFacts = []fact{
	{"Action", field("action")}, {"Dedup key", field("dedupKey")}, {"Incident", field("incident.id")}, {"Status", field("incident.status")}, {"Title", field("incident.title")},
}

func (s *session) sendEvent(ctx context.Context, input variables) error {
	data, err := s.ask(ctx, `mutation($input: SendEventInput!) {
	sendEvent(input: $input) { action dedupKey incident { id title status } }
}`, variables{"input": input})
	if err != nil {
		return err
	}
	return s.result(data, "sendEvent", sentFacts)
}

// routingFlag says where an event goes.
func routingFlag(cmd *cobra.Command, routing *string) {
	cmd.Flags().StringVarP(routing, "routing-key", "r", "", "an integration's key, or a service's id or slug")
	_ = cmd.MarkFlagRequired("routing-key")
}

func eventTriggerCommand() *cobra.Command {
	var routing, dedup, severity, source, details, component, class, cluster string
	cmd := &cobra.Command{
		Use: "trigger SUMMARY", Short: "Open an incident, or add an alert to the one with the dedup key", Args: cobra.ExactArgs(1),
		Example: `  opsknight event trigger "High CPU on web-01" -r payment-api --severity critical --dedup-key web-01-cpu`,
	}
	routingFlag(cmd, &routing)
	flags := cmd.Flags()
	flags.StringVar(&dedup, "dedup-key", "", "what the problem is known by: later events with it are about the same incident")
	flags.StringVar(&severity, "severity", "", "critical, error, warning or info")
	flags.StringVar(&source, "source", "", "what has the problem, such as a host")
	flags.StringVar(&component, "component", "", "the part of it that has the problem")
	flags.StringVar(&cluster, "group", "", "what it is a part of")
	flags.StringVar(&class, "class", "", "the kind of the problem")
	flags.StringVar(&details, "details", "", `more about it, as JSON: '{"cpu": 97}'`)
	cmd.RunE = run(func(ctx context.Context, s *session, args []string) error {
		payload := variables{"summary": args[0]}
		if severity != "" {
			level, err := oneOf("severity", []string{severity}, []string{"CRITICAL", "ERROR", "WARNING", "INFO"})
			if err != nil {
				return err
			}
			payload["severity"] = level[0]
		}
		if err := addDetails(payload, details); err != nil {
			return err
		}
		addGiven(payload, map[string]string{"source": source, "component": component, "group": cluster, "class": class})
		input := variables{"routingKey": routing, "eventAction": "TRIGGER", "payload": payload}
		addGiven(input, map[string]string{"dedupKey": dedup})
		return s.sendEvent(ctx, input)
	})
	return cmd
}

// addGiven adds the texts that are not "".
func addGiven(input variables, texts map[string]string) {
	for name, text := range texts {
		if text != "" {
			input[name] = text
		}
	}
}

func addDetails(input variables, details string) error {
	if details == "" {
		return nil
	}
	if !json.Valid([]byte(details)) {
		return usage(`--details is no JSON: %s; write it like '{"cpu": 97}'`, details)
	}
	input["customDetails"] = json.RawMessage(details)
	return nil
}

func eventFollowUpCommand(name, action, short string) *cobra.Command {
	var routing string
	cmd := &cobra.Command{Use: name + " DEDUP-KEY", Short: short, Args: cobra.ExactArgs(1)}
	routingFlag(cmd, &routing)
	cmd.RunE = run(func(ctx context.Context, s *session, args []string) error {
		return s.sendEvent(ctx, variables{"routingKey": routing, "eventAction": action, "dedupKey": args[0]})
	})
	return cmd
}

func eventChangeCommand() *cobra.Command {
	var routing, source, details, at string
	var links []string
	cmd := &cobra.Command{
		Use: "change SUMMARY", Short: "Tell of a change, such as a deployment, that may explain incidents", Args: cobra.ExactArgs(1),
		Example: `  opsknight event change "Deployed 1.4.2" -r payment-api --link https://ci.example.com/42`,
	}
	routingFlag(cmd, &routing)
	flags := cmd.Flags()
	flags.StringVar(&source, "source", "", "who or what has made it")
	flags.StringVar(&details, "details", "", "more about it, as JSON")
	flags.StringVar(&at, "at", "", "when it was made (default now)")
	flags.StringSliceVar(&links, "link", nil, "where there is more: an address, or TEXT=ADDRESS")
	cmd.RunE = run(func(ctx context.Context, s *session, args []string) error {
		input := variables{"routingKey": routing, "summary": args[0]}
		addGiven(input, map[string]string{"source": source})
		if err := addDetails(input, details); err != nil {
			return err
		}
		if at != "" {
			occurred, err := parseTime(at)
			if err != nil {
				return err
			}
			input["occurredAt"] = occurred
		}
		if links != nil {
			input["links"] = linksOf(links)
		}
		data, err := s.ask(ctx, `mutation($input: SendChangeEventInput!) {
	sendChangeEvent(input: $input) { changeEvent { id summary source service { id name } occurredAt links { href text } } }
}`, variables{"input": input})
		if err != nil {
			return err
		}
		return s.result(data, "sendChangeEvent.changeEvent", []fact{
			{"Change", field("id")}, {"Summary", field("summary")}, {"Service", field("service.name")}, {"Source", field("source")}, {"Made", when("occurredAt")},
		})
	})
	return cmd
}

func linksOf(texts []string) []variables {
	links := make([]variables, len(texts))
	for i, text := range texts {
		links[i] = variables{"href": text}
		if name, href, ok := strings.Cut(text, "="); ok && !strings.Contains(name, ":") {
			links[i] = variables{"href": href, "text": name}
		}
	}
	return links
}
