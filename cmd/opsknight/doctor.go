package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/opsknight/opsknight/db"
)

// health is what a check came to.
type health string

const (
	healthy health = "ok"
	ailing  health = "warn" // it works, but somebody should look
	broken  health = "fail"
	unused  health = "off" // it is not set up
)

// finding is what one check has found.
type finding struct {
	Check  string `json:"check"`
	Health health `json:"health"`
	Says   string `json:"says"`
}

func found(is health, format string, args ...any) finding {
	return finding{Health: is, Says: fmt.Sprintf(format, args...)}
}

// examined is what checks look at.
type examined struct {
	serveSettings
	db     *db.DB
	vitals db.Vitals
}

// checks are what the doctor looks at, after the database was opened.
var checks = []struct {
	name string
	look func(ctx context.Context, e examined) finding
}{
	{"database", lookAtDatabase},
	{"migrations", lookAtMigrations},
	{"clock", lookAtClock},
	{"replica", lookAtReplica},
	{"secret key", lookAtSecretKey},
	{"backlog", lookAtBacklog},
	{"mail", lookAtMail},
	{"single sign-on", lookAtSignOn},
	{"webhooks", lookAtWebhooks},
	{"public address", lookAtPublicURL},
}

func doctorCommand() *cobra.Command {
	var s serveSettings
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "doctor",
		Short: "Look whether all that a server needs is there and reachable",
		Long: "Look at the database, its migrations, the clock, what waits to be done, and whether mail server, sign-on provider, webhooks and the public address can be reached from here.\n\n" +
			"It takes the flags and variables of serve, and changes nothing. The exit status is 1 if something fails.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return s.examine(cmd.Context(), cmd.OutOrStdout(), asJSON)
		},
	}
	s.bind(cmd.Flags())
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

// errUnwell says that the doctor has found something that fails.
var errUnwell = errors.New("something has to be mended: see the lines that say fail")

func (s *serveSettings) examine(ctx context.Context, to io.Writer, asJSON bool) error {
	findings, err := s.findings(ctx)
	if err != nil {
		return err
	}
	if err := printFindings(to, findings, asJSON); err != nil {
		return err
	}
	for _, one := range findings {
		if one.Health == broken {
			return errUnwell
		}
	}
	return nil
}

// findings are those of all checks; of the database alone, if that does not answer, or is none of ours.
func (s *serveSettings) findings(ctx context.Context) ([]finding, error) {
	if err := s.oidc.check(); err != nil {
		return nil, err
	}
	d, err := s.openAsItIs(ctx)
	if err != nil {
		return []finding{{"database", broken, err.Error()}}, nil
	}
	defer func() { _ = d.Close() }()
	if s.readURL != "" {
		if err := d.ReadFrom(s.readURL); err != nil {
			return nil, usageError{fmt.Errorf("--database-read-url: %w", err)}
		}
	}
	vitals, err := d.Vitals(ctx)
	if err != nil {
		return []finding{{"database", broken, err.Error()}}, nil
	}
	var all []finding
	for _, check := range checks {
		one := check.look(ctx, examined{*s, d, vitals})
		one.Check = check.name
		all = append(all, one)
	}
	return all, nil
}

func printFindings(to io.Writer, findings []finding, asJSON bool) error {
	if asJSON {
		out := json.NewEncoder(to)
		out.SetIndent("", "  ")
		return out.Encode(findings)
	}
	width := 0
	for _, one := range findings {
		width = max(width, len(one.Check))
	}
	for _, one := range findings {
		says := strings.ReplaceAll(one.Says, "\n", "\n"+strings.Repeat(" ", width+8)) // under each other
		if _, err := fmt.Fprintf(to, "%-4s  %-*s  %s\n", one.Health, width, one.Check, says); err != nil {
			return err
		}
	}
	return nil
}
