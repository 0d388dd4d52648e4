package main

import (
	"encoding/json"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/opsknight/opsknight/internal/demo"
)

func demoCommand() *cobra.Command {
	var s storage
	var asJSON bool
	var url string
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Fill the database with an example, and print keys to try it with",
		Long: "Fill the database with an example: two services with a team, its people and a few incidents, in LIVE and in TEST.\n" +
			"Run again it doubles nothing; it revokes the keys it made before, and prints new ones. It works beside a running server.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			d, err := s.open(cmd.Context())
			if err != nil {
				return err
			}
			defer func() { _ = d.Close() }()
			made, err := demo.Fill(cmd.Context(), d)
			if err != nil {
				return err
			}
			if asJSON {
				out := json.NewEncoder(cmd.OutOrStdout())
				out.SetIndent("", "  ")
				return out.Encode(made)
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), demoText, made.LiveKey, made.TestKey, made.RoutingKeys["payment-api"], made.RoutingKeys["checkout"],
				made.Admin.Email, made.Admin.Password, url, url, made.TestKey, url, made.TestKey, url)
			return err
		},
	}
	s.flags(cmd.Flags())
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	cmd.Flags().StringVar(&url, "public-url", "http://127.0.0.1:8080", "where the server is, for the lines to try")
	return cmd
}

const demoText = `The example is there.

  live key      %s
  sandbox key   %s
  routing keys  %s (payment-api), %s (checkout)
  administrator %s, password %s

The keys are not shown again; run this again for new ones. With the server at
%s, send an event to the sandbox:

  curl -X POST %s/api/events \
    -H "Content-Type: application/json" \
    -H "Authorization: Bearer %s" \
    -d '{"routing_key":"payment-api","event_action":"trigger","dedup_key":"high-cpu-web01","payload":{"summary":"High CPU on web-01","severity":"critical","source":"datadog"}}'

see the incident it opens:

  curl "%s/api/incidents?status=OPEN" -H "Authorization: Bearer %s"

sign in at the same address as the administrator, choose Sandbox at the top, and
explore by GraphQL, with the sandbox key, at %s/playground
`
