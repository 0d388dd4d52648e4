package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"

	"github.com/spf13/cobra"
)

func whoamiCommand() *cobra.Command {
	return &cobra.Command{
		Use: "whoami", Short: "Show whose API key it is, and what it may do", Args: cobra.NoArgs,
		RunE: run(func(ctx context.Context, s *session, _ []string) error {
			data, err := s.ask(ctx, `{ viewer { type id name environment role scopes } }`, nil)
			if err != nil {
				return err
			}
			return s.result(data, "viewer", []fact{
				{"Server", func(item) string { return s.base.String() }},
				{"Key", field("id")},
				{"Name", field("name")},
				{"Environment", field("environment")},
				{"Role", field("role")},
				{"Scopes", field("scopes")},
			})
		}),
	}
}

func apiCommand() *cobra.Command {
	return group("api", "Ask the REST API", &cobra.Command{
		Use: "get PATH", Short: "Print what a path of the REST API answers", Args: cobra.ExactArgs(1),
		Example: "  opsknight api get '/api/incidents?status=open&limit=5'",
		RunE: run(func(ctx context.Context, s *session, args []string) error {
			if !strings.HasPrefix(args[0], "/") || strings.HasPrefix(args[0], "//") {
				return usage("%q is no path: it begins with one /, like /api/incidents", args[0])
			}
			ctx, cancel := context.WithTimeout(ctx, requestTimeout)
			defer cancel()
			response, err := s.send(ctx, http.MethodGet, args[0], "application/json", nil)
			if err != nil {
				return err
			}
			defer func() { _ = response.Body.Close() }()
			body, err := io.ReadAll(io.LimitReader(response.Body, mostAnswer))
			if err != nil {
				return s.unreachable(err)
			}
			if response.StatusCode >= http.StatusBadRequest {
				return restError(s.client, response, body)
			}
			if json.Valid(body) {
				s.json(body)
			} else { // a calendar, a download
				s.buffer.Write(body)
			}
			return nil
		}),
	})
}

// restError is what REST answers when it refuses.
func restError(c *client, response *http.Response, body []byte) error {
	var got struct {
		Error struct{ Code, Message string } `json:"error"`
	}
	if err := json.Unmarshal(body, &got); err != nil || got.Error.Message == "" {
		return c.stranger(response)
	}
	return fmt.Errorf("%s (%s, request %s)", got.Error.Message, got.Error.Code, response.Header.Get("X-Request-Id"))
}

func graphqlCommand() *cobra.Command {
	var given []string
	cmd := &cobra.Command{
		Use: "graphql QUERY", Short: "Run a GraphQL document, and print its data", Args: cobra.ExactArgs(1),
		Long: "QUERY is a document, @FILE or - for standard input. Each --variable is NAME=VALUE, of which VALUE is JSON or else a text.",
		Example: "  opsknight graphql '{ viewer { name } }'\n" +
			"  opsknight graphql @incidents.graphql --variable first=5",
	}
	cmd.Flags().StringArrayVar(&given, "variable", nil, "NAME=VALUE")
	cmd.RunE = run(func(ctx context.Context, s *session, args []string) error {
		document, err := documentOf(cmd, args[0])
		if err != nil {
			return err
		}
		with, err := variablesOf(given)
		if err != nil {
			return err
		}
		data, err := s.ask(ctx, document, with)
		if data != nil && string(data) != "null" { // what there is, though not all of it could be found
			s.json(data)
		}
		return err
	})
	return cmd
}

func documentOf(cmd *cobra.Command, text string) (string, error) {
	switch path, file := strings.CutPrefix(text, "@"); {
	case text == "-":
		read, err := io.ReadAll(cmd.InOrStdin())
		return string(read), err
	case file:
		read, err := os.ReadFile(path) //nolint:gosec // the caller's own
		if err != nil {
			return "", UsageError{err}
		}
		return string(read), nil
	}
	return text, nil
}

func variablesOf(texts []string) (variables, error) {
	all := variables{}
	for _, text := range texts {
		name, value, ok := strings.Cut(text, "=")
		if !ok || name == "" {
			return nil, usage("--variable %q is not NAME=VALUE", text)
		}
		all[name] = value
		if json.Valid([]byte(value)) {
			all[name] = json.RawMessage(value)
		}
	}
	return all, nil
}
