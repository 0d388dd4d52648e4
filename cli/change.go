package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"strings"
	"time"

	"github.com/spf13/cobra"
)

func incidentAckCommand() *cobra.Command {
	return changing(&cobra.Command{Use: "ack ID...", Short: "Acknowledge incidents: you are on it, and nobody else is paged"}, "acknowledgeIncident", nil)
}

func incidentUnackCommand() *cobra.Command {
	return changing(&cobra.Command{Use: "unack ID...", Short: "Take an acknowledgement back: the incidents escalate again"}, "unacknowledgeIncident", nil)
}

func incidentResolveCommand() *cobra.Command {
	var note string
	cmd := &cobra.Command{Use: "resolve ID...", Short: "Resolve incidents"}
	cmd.Flags().StringVarP(&note, "note", "m", "", "what it was")
	return changing(cmd, "resolveIncident", func(_ context.Context, _ *session, input variables) error {
		if note != "" {
			input["resolutionNote"] = note
		}
		return nil
	})
}

func incidentSnoozeCommand() *cobra.Command {
	var length time.Duration
	cmd := &cobra.Command{Use: "snooze ID...", Short: "Leave incidents alone for a time", Example: "  opsknight incident snooze inc_01… --for 2h"}
	cmd.Flags().DurationVar(&length, "for", 0, "how long: 30m, 2h, 24h")
	_ = cmd.MarkFlagRequired("for")
	return changing(cmd, "snoozeIncident", func(_ context.Context, _ *session, input variables) error {
		if length < time.Minute || length%time.Minute != 0 {
			return usage("--for is whole minutes, such as 30m or 2h, not %s", length)
		}
		input["minutes"] = int(length.Minutes())
		return nil
	})
}

func incidentAssignCommand() *cobra.Command {
	var to string
	cmd := &cobra.Command{Use: "assign ID...", Short: "Give incidents to a user or a team", Example: "  opsknight incident assign inc_01… --to ann@example.com"}
	cmd.Flags().StringVar(&to, "to", "", "a user's id, e-mail address or name, a team's id or name, or nobody")
	_ = cmd.MarkFlagRequired("to")
	return changing(cmd, "assignIncident", func(ctx context.Context, s *session, input variables) error {
		if to == "nobody" {
			input["assigneeId"], input["teamId"] = nil, nil
			return nil
		}
		return s.assignTo(ctx, input, to)
	})
}

func incidentEscalateCommand() *cobra.Command {
	return changing(&cobra.Command{Use: "escalate ID...", Short: "Take incidents to the next step of their policies now"}, "escalateIncident", nil)
}

func incidentNoteCommand() *cobra.Command {
	var text string
	cmd := &cobra.Command{Use: "note ID", Short: "Add a note to an incident", Args: cobra.ExactArgs(1)}
	cmd.Flags().StringVarP(&text, "message", "m", "", "the note")
	_ = cmd.MarkFlagRequired("message")
	cmd.RunE = run(func(ctx context.Context, s *session, args []string) error {
		data, err := s.ask(ctx, `mutation($input: AddIncidentNoteInput!) {
	addIncidentNote(input: $input) { note { id content createdAt author { name } } }
}`, variables{"input": variables{"id": args[0], "content": text}})
		if err != nil {
			return err
		}
		return s.result(data, "addIncidentNote.note", []fact{
			{"Note", field("id")}, {"Author", field("author.name")}, {"Written", when("createdAt")}, {"Text", field("content")},
		})
	})
	return cmd
}

// result prints the object at a path of what was answered.
func (s *session) result(data json.RawMessage, path string, all []fact) error {
	raw, err := dig(data, path)
	if err != nil {
		return err
	}
	if s.asJSON {
		s.json(raw)
		return nil
	}
	found, err := itemOf(raw)
	if err != nil {
		return err
	}
	s.facts(found, all)
	return nil
}

// change runs a mutation that answers with an incident, and returns that.
func (s *session) change(ctx context.Context, mutation string, input variables) (json.RawMessage, error) {
	data, err := s.ask(ctx, incidentMutation(mutation), variables{"input": input})
	if err != nil {
		return nil, err
	}
	return dig(data, mutation+".incident")
}

// incidentMutation is the document of a mutation that answers with an incident.
func incidentMutation(name string) string {
	return fmt.Sprintf("mutation($input: %s%sInput!) { %s(input: $input) { incident { ...incident } } } %s", strings.ToUpper(name[:1]), name[1:], name, incidentFields)
}

func (s *session) printIncident(raw json.RawMessage) error {
	if s.asJSON {
		s.json(raw)
		return nil
	}
	found, err := itemOf(raw)
	if err != nil {
		return err
	}
	s.table(incidentColumns, []item{found})
	return nil
}

// changeEach does a change of each of several incidents. One that fails does not keep the
// others from theirs.
func changeEach(s *session, ids []string, do func(id string) (json.RawMessage, error)) error {
	var failed []error
	var found []item
	raws := []json.RawMessage{}
	for _, id := range ids {
		raw, err := do(id)
		if err != nil {
			failed = append(failed, err)
			continue
		}
		one, err := itemOf(raw)
		if err != nil {
			return err
		}
		raws, found = append(raws, raw), append(found, one)
	}
	if s.asJSON {
		text, err := json.Marshal(raws)
		failed = append(failed, err)
		s.json(text)
	} else if len(found) > 0 {
		s.table(incidentColumns, found)
	}
	return errors.Join(failed...)
}

// changing is a command that does one mutation of each of the incidents named; prepare adds
// to its input, if it is not nil.
func changing(cmd *cobra.Command, mutation string, prepare func(ctx context.Context, s *session, input variables) error) *cobra.Command {
	cmd.Args = cobra.MinimumNArgs(1)
	cmd.RunE = run(func(ctx context.Context, s *session, ids []string) error {
		input := variables{}
		if prepare != nil {
			if err := prepare(ctx, s, input); err != nil {
				return err
			}
		}
		return changeEach(s, ids, func(id string) (json.RawMessage, error) {
			own := maps.Clone(input)
			own["id"] = id
			return s.change(ctx, mutation, own)
		})
	})
	return cmd
}
