package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/account"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/model"
)

func keyCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "key",
		Short: "Create, list and revoke API keys, on the database",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(keyCreateCommand(), keyListCommand(), keyRevokeCommand(), keyStoreCommand(), keyDocumentsCommand(), keyUnstoreCommand())
	return cmd
}

// keySettings are the flags that the three commands share.
type keySettings struct {
	storage
	environment string
	asJSON      bool
}

func (s *keySettings) bind(cmd *cobra.Command) {
	s.flags(cmd.Flags())
	cmd.Flags().StringVar(&s.environment, "environment", "LIVE", "LIVE, or TEST for the sandbox")
	cmd.Flags().BoolVar(&s.asJSON, "json", false, "print JSON")
}

// with opens the database and runs work as the system in the environment.
func (s *keySettings) with(cmd *cobra.Command, work func(ctx context.Context, e db.Env, by model.Actor) error) error {
	env, err := model.ParseEnvironment(strings.ToUpper(s.environment))
	if err != nil {
		return usageError{err}
	}
	d, err := s.open(cmd.Context())
	if err != nil {
		return err
	}
	defer func() { _ = d.Close() }()
	return work(cmd.Context(), d.In(env), model.System(env))
}

// shownKey is a key as these commands print it.
type shownKey struct {
	ID          string            `json:"id"`
	Name        string            `json:"name"`
	Environment model.Environment `json:"environment"`
	Scopes      []model.Scope     `json:"scopes"`
	LastFour    string            `json:"last_four"`
	StoredOnly  bool              `json:"stored_documents_only"`
	Secret      string            `json:"secret,omitempty"`
	CreatedAt   time.Time         `json:"created_at"`
	ExpiresAt   *time.Time        `json:"expires_at"`
	LastUsedAt  *time.Time        `json:"last_used_at"`
	RevokedAt   *time.Time        `json:"revoked_at"`
}

func showKey(key *model.APIKey, secret string) shownKey {
	return shownKey{key.ID, key.Name, key.Environment, key.Scopes, key.LastFour, key.StoredDocumentsOnly, secret, key.CreatedAt, key.ExpiresAt, key.LastUsedAt, key.RevokedAt}
}

func printJSON(cmd *cobra.Command, value any) error {
	out := json.NewEncoder(cmd.OutOrStdout())
	out.SetIndent("", "  ")
	return out.Encode(value)
}

func keyCreateCommand() *cobra.Command {
	var s keySettings
	var in model.CreateAPIKeyInput
	var owner string
	var expires time.Duration
	cmd := &cobra.Command{
		Use:     "create",
		Short:   "Make an API key and print its secret, this once",
		Example: "  opsknight key create --name Datadog --owner alice@example.com --scopes events:write",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return s.with(cmd, func(ctx context.Context, e db.Env, by model.Actor) error {
				if expires > 0 {
					at := e.Now().Add(expires)
					in.ExpiresAt = &at
				}
				key, secret, err := createKey(ctx, e, by, owner, in)
				if err != nil {
					return err
				}
				if s.asJSON {
					return printJSON(cmd, showKey(key, secret))
				}
				_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s\n\nThis is the secret of key %s (%s). It is not shown again.\n", secret, key.ID, key.Name)
				return err
			})
		},
	}
	s.bind(cmd)
	cmd.Flags().StringVar(&in.Name, "name", "", "what the key is for")
	cmd.Flags().StringVar(&owner, "owner", "", "e-mail of the user whose role bounds it")
	cmd.Flags().StringSliceVar(&in.Scopes, "scopes", nil, "what it may do, separated by commas, such as incidents:read,events:write")
	cmd.Flags().DurationVar(&expires, "expires-in", 0, "after which time it ends by itself, such as 720h; 0: never")
	cmd.Flags().BoolVar(&in.StoredDocumentsOnly, "stored-documents-only", false, "it runs only the GraphQL documents that opsknight key store gives it")
	for _, name := range []string{"name", "owner", "scopes"} {
		_ = cmd.MarkFlagRequired(name)
	}
	return cmd
}

// createKey makes a key for the LIVE user with this e-mail address, or in TEST for
// that user's twin.
func createKey(ctx context.Context, e db.Env, by model.Actor, email string, in model.CreateAPIKeyInput) (*model.APIKey, string, error) {
	live, err := db.UserByEmail(ctx, e.In(model.Live), email)
	if fault.Is(err, fault.NotFound) {
		return nil, "", fmt.Errorf("there is no user %s; make one with opsknight admin create", email)
	}
	if err != nil {
		return nil, "", err
	}
	var secret string
	key, err := db.Write(ctx, e, func(ctx context.Context, tx db.Tx) (*model.APIKey, error) {
		owner := live
		if e.Environment() == model.Test {
			if owner, err = account.Twin(ctx, tx, live); err != nil {
				return nil, err
			}
		}
		in.OwnerID = &owner.ID
		key, made, err := account.CreateAPIKey(ctx, tx, by, in)
		secret = made
		return key, err
	})
	return key, secret, err
}

func keyListCommand() *cobra.Command {
	var s keySettings
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the API keys, the newest first",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return s.with(cmd, func(ctx context.Context, e db.Env, _ model.Actor) error {
				keys, err := allKeys(ctx, e)
				if err != nil {
					return err
				}
				if s.asJSON {
					shown := make([]shownKey, len(keys))
					for i, key := range keys {
						shown[i] = showKey(key, "")
					}
					return printJSON(cmd, shown)
				}
				table := tabwriter.NewWriter(cmd.OutOrStdout(), 0, 0, 2, ' ', 0)
				_, _ = fmt.Fprintln(table, "ID\tNAME\tSECRET\tSTATE\tLAST USED\tSCOPES")
				for _, key := range keys {
					_, _ = fmt.Fprintf(table, "%s\t%s\t%s…%s\t%s\t%s\t%s\n", key.ID, key.Name, key.Environment.Prefix(), key.LastFour,
						keyState(key, e.Now()), shownTime(key.LastUsedAt), joined(key.Scopes))
				}
				return table.Flush()
			})
		},
	}
	s.bind(cmd)
	return cmd
}

func allKeys(ctx context.Context, e db.Env) ([]*model.APIKey, error) {
	var all []*model.APIKey
	size := model.MaxPage
	page := model.Page{First: &size}
	for {
		found, err := db.APIKeys(ctx, e, page)
		if err != nil {
			return nil, err
		}
		all = append(all, found.Nodes...)
		if !found.PageInfo.HasNextPage {
			return all, nil
		}
		page.After = found.PageInfo.EndCursor
	}
}

func keyState(key *model.APIKey, now time.Time) string {
	switch {
	case key.RevokedAt != nil:
		return "revoked"
	case !key.Active(now):
		return "expired"
	}
	return "active"
}

func shownTime(at *time.Time) string {
	if at == nil {
		return "never"
	}
	return at.UTC().Format(time.DateTime + "Z")
}

func joined(scopes []model.Scope) string {
	names := make([]string, len(scopes))
	for i, scope := range scopes {
		names[i] = string(scope)
	}
	return strings.Join(names, " ")
}

func keyRevokeCommand() *cobra.Command {
	var s keySettings
	cmd := &cobra.Command{
		Use:   "revoke ID",
		Short: "End an API key; running servers refuse it within five seconds",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return s.with(cmd, func(ctx context.Context, e db.Env, by model.Actor) error {
				key, err := db.Write(ctx, e, func(ctx context.Context, tx db.Tx) (*model.APIKey, error) {
					return account.RevokeAPIKey(ctx, tx, by, args[0])
				})
				if err != nil {
					return err
				}
				if s.asJSON {
					return printJSON(cmd, showKey(key, ""))
				}
				_, err = fmt.Fprintf(cmd.OutOrStdout(), "Key %s (%s) is revoked.\n", key.ID, key.Name)
				return err
			})
		},
	}
	s.bind(cmd)
	return cmd
}
