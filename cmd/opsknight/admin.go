package main

import (
	"bufio"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/account"
	"github.com/opsknight/opsknight/model"
)

func adminCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "admin",
		Short: "Create administrators, set passwords and end single sign-on of a user, on the database",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(adminCreateCommand(), adminPasswordCommand(), adminUnlinkCommand())
	return cmd
}

// adminSettings are the flags that the two commands share.
type adminSettings struct {
	storage
	email string
	stdin bool
}

func (s *adminSettings) bind(cmd *cobra.Command) {
	s.flags(cmd.Flags())
	cmd.Flags().StringVar(&s.email, "email", "", "the e-mail address to sign in with")
	cmd.Flags().BoolVar(&s.stdin, "password-stdin", false, "read the password from standard input; otherwise one is made and printed")
	_ = cmd.MarkFlagRequired("email")
}

// run finds or makes the user, and gives them the password.
func (s *adminSettings) run(cmd *cobra.Command, user func(ctx context.Context, tx db.Tx, by model.Actor) (*model.User, error)) error {
	password := rand.Text()
	if s.stdin {
		line, err := bufio.NewReader(cmd.InOrStdin()).ReadString('\n')
		if line == "" && err != nil {
			return fmt.Errorf("read the password: %w", err)
		}
		password = strings.TrimRight(line, "\r\n")
	}
	d, err := s.open(cmd.Context())
	if err != nil {
		return err
	}
	defer func() { _ = d.Close() }()
	by := model.System(model.Live)
	found, err := db.Write(cmd.Context(), d.In(model.Live), func(ctx context.Context, tx db.Tx) (*model.User, error) {
		found, err := user(ctx, tx, by)
		if err != nil {
			return nil, err
		}
		return found, account.SetPassword(ctx, tx, by, found, password)
	})
	if err != nil {
		return err
	}
	shown := "as given"
	if !s.stdin {
		shown = password
	}
	_, err = fmt.Fprintf(cmd.OutOrStdout(), "User %s (%s, %s), password %s\n", found.ID, found.Email, found.Role, shown)
	return err
}

func adminCreateCommand() *cobra.Command {
	var s adminSettings
	var name string
	cmd := &cobra.Command{
		Use:     "create",
		Short:   "Make an administrator",
		Example: "  opsknight admin create --name 'Alice Smith' --email alice@example.com",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return s.run(cmd, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.User, error) {
				in := model.CreateUserInput{Name: name, Email: s.email, Role: model.RoleAdmin, TimeZone: model.DefaultTimeZone}
				user, _, err := account.CreateUser(ctx, tx, by, in)
				return user, err
			})
		},
	}
	s.bind(cmd)
	cmd.Flags().StringVar(&name, "name", "", "the person's name")
	_ = cmd.MarkFlagRequired("name")
	return cmd
}

func adminPasswordCommand() *cobra.Command {
	var s adminSettings
	cmd := &cobra.Command{
		Use:   "set-password",
		Short: "Give a user a new password",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return s.run(cmd, func(ctx context.Context, tx db.Tx, _ model.Actor) (*model.User, error) {
				return db.UserByEmail(ctx, tx, s.email)
			})
		},
	}
	s.bind(cmd)
	return cmd
}

func adminUnlinkCommand() *cobra.Command {
	var s storage
	var email string
	cmd := &cobra.Command{
		Use:   "unlink",
		Short: "Forget whom single sign-on knows as a user",
		Long: "Forget whom single sign-on knows as a user, and end the user's sessions. Who signs in next with the user's e-mail address " +
			"is known as the user from then on: for a person who has got a new account with the provider.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			d, err := s.open(cmd.Context())
			if err != nil {
				return err
			}
			defer func() { _ = d.Close() }()
			known, err := db.Write(cmd.Context(), d.In(model.Live), func(ctx context.Context, tx db.Tx) ([]*model.Identity, error) {
				user, err := db.LockUserByEmail(ctx, tx, email)
				if err != nil {
					return nil, err
				}
				return account.ForgetIdentities(ctx, tx, model.System(model.Live), user)
			})
			if err != nil {
				return err
			}
			if len(known) == 0 {
				_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s is not known by single sign-on\n", email)
			}
			for _, one := range known {
				_, printErr := fmt.Fprintf(cmd.OutOrStdout(), "%s is no longer known as %s of %s\n", email, one.Subject, one.Issuer)
				err = errors.Join(err, printErr)
			}
			return err
		},
	}
	s.flags(cmd.Flags())
	cmd.Flags().StringVar(&email, "email", "", "the user's e-mail address")
	_ = cmd.MarkFlagRequired("email")
	return cmd
}
