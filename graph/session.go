package graph

import (
	"context"
	"errors"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/account"
	"github.com/opsknight/opsknight/internal/auth"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/model"
)

// What the resolvers of sessions need.

// environmentHeader names the environment in which a person who is signed in acts.
const environmentHeader = "X-OpsKnight-Environment"

// open are the root fields that need no credentials.
var open = map[string]bool{
	"setup": true, "signIn": true, "createFirstAdmin": true, "acceptInvitation": true,
	"requestPasswordReset": true, "resetPassword": true, "__typename": true,
}

// isOpen reports whether an operation may be run without credentials.
func isOpen(operation *ast.OperationDefinition) bool { return areOpen(operation.SelectionSet) }

func areOpen(set ast.SelectionSet) bool {
	for _, selection := range set {
		switch s := selection.(type) {
		case *ast.Field:
			if !open[s.Name] {
				return false
			}
		case *ast.InlineFragment:
			if !areOpen(s.SelectionSet) {
				return false
			}
		case *ast.FragmentSpread:
			if !areOpen(s.Definition.SelectionSet) {
				return false
			}
		}
	}
	return true
}

// personIn returns the person as an actor in the environment that they name: LIVE if
// they name none. Their twin in TEST is made when they first go there.
func (r *Resolver) personIn(ctx context.Context, person auth.Person, named string) (model.Actor, error) {
	env := model.Environment(strings.ToUpper(strings.TrimSpace(named)))
	switch env {
	case "", model.Live:
		return person.Actor, nil
	case model.Test:
		if person.TwinID != "" {
			return person.In(model.Test), nil
		}
		twin, err := r.makeTwin(ctx, person)
		if err != nil {
			return model.Actor{}, err
		}
		person.TwinID = twin.ID
		return person.In(model.Test), nil
	}
	return model.Actor{}, fault.Field(environmentHeader, "unknown_value", "%s is LIVE or TEST.", environmentHeader)
}

func (r *Resolver) makeTwin(ctx context.Context, person auth.Person) (*model.User, error) {
	live, err := db.User(ctx, r.DB.In(model.Live), person.Actor.UserID)
	if err != nil {
		return nil, err
	}
	find := func(ctx context.Context, tx db.Tx) (*model.User, error) { return account.Twin(ctx, tx, live) }
	twin, err := db.Write(ctx, r.DB.In(model.Test), find)
	if errors.Is(err, db.ErrUnique) { // by another request, at this very moment
		twin, err = db.Write(ctx, r.DB.In(model.Test), find)
	}
	r.Gate.Sessions.Forget()
	return twin, err
}

// begin runs an operation that signs somebody in, for a browser.
func (r *Resolver) begin(ctx context.Context, work func(ctx context.Context, tx db.Tx) (*account.Login, error)) (*account.Login, error) {
	visit, err := auth.ByBrowser(ctx)
	if err != nil {
		return nil, err
	}
	login, err := db.Write(ctx, r.DB.In(model.Live), work)
	r.Gate.Sessions.Forget()
	if err == nil {
		visit.Keep(login.Token, login.Expires)
	}
	return login, err
}

// guess counts an attempt at a password, or with "" at a link.
func (r *Resolver) guess(ctx context.Context, account string) error {
	visit, err := auth.ByBrowser(ctx)
	if err != nil {
		return err
	}
	return r.Gate.Guess(ctx, visit.Address, account)
}

// signIn checks who somebody says they are, and signs them in.
func (r *Resolver) signIn(ctx context.Context, email, password string) (*account.Login, error) {
	if err := model.CheckCredentials(email, password); err != nil {
		return nil, err
	}
	if err := r.guess(ctx, email); err != nil {
		return nil, err
	}
	user, err := account.CheckLogin(ctx, r.DB.In(model.Live), email, password)
	if err != nil {
		return nil, err
	}
	return r.begin(ctx, func(ctx context.Context, tx db.Tx) (*account.Login, error) { return account.SignIn(ctx, tx, user) })
}

// changePassword checks the present password of the person who is signed in, and
// stores another.
func (r *Resolver) changePassword(ctx context.Context, present, password string) (*account.Login, error) {
	by, err := person(ctx)
	if err != nil {
		return nil, err
	}
	user, err := db.User(ctx, r.DB.In(model.Live), by.UserID)
	if err != nil {
		return nil, err
	}
	if err := r.guess(ctx, user.Email); err != nil {
		return nil, err
	}
	if user, err = account.CheckLogin(ctx, r.DB.In(model.Live), user.Email, present); err != nil {
		if fault.Is(err, fault.Unauthorized) {
			err = fault.Field("current_password", "wrong", "The present password is wrong.")
		}
		return nil, err
	}
	return r.begin(ctx, func(ctx context.Context, tx db.Tx) (*account.Login, error) {
		return account.ChangePassword(ctx, tx, by, user, password)
	})
}

// person returns who is signed in, as a LIVE user whatever the environment in which
// they act.
func person(ctx context.Context) (model.Actor, error) {
	visit, err := auth.ByBrowser(ctx)
	if err != nil {
		return model.Actor{}, err
	}
	return visit.Person.Actor, visit.Nobody
}

// useToken stores the password that the bearer of a token has chosen, and signs them
// in.
func (r *Resolver) useToken(ctx context.Context, token, password string, purpose model.PasswordTokenPurpose) (*account.Login, error) {
	if err := r.guess(ctx, ""); err != nil {
		return nil, err
	}
	return r.begin(ctx, func(ctx context.Context, tx db.Tx) (*account.Login, error) {
		return account.UsePasswordToken(ctx, tx, token, password, purpose)
	})
}

// viewerOf shows an actor as who is asking.
func viewerOf(by model.Actor) *model.Viewer {
	viewer := &model.Viewer{Type: by.Type, ID: by.ID, Name: by.Name, Environment: by.Environment, Scopes: []string{}}
	for _, scope := range model.Scopes {
		if by.Can(scope) {
			viewer.Scopes = append(viewer.Scopes, string(scope))
		}
	}
	if by.Role != "" {
		viewer.Role = &by.Role
	}
	return viewer
}

// hasPassword tells of a person whether they have a password, wherever they look; nil of
// who is no person.
func (r *Resolver) hasPassword(ctx context.Context, viewer *model.Viewer) (*bool, error) {
	if viewer.Type != model.ActorUser {
		return nil, nil
	}
	id := viewer.ID
	if viewer.Environment == model.Test { // where nobody signs in
		by, err := person(ctx)
		if err != nil {
			return nil, err
		}
		id = by.UserID
	}
	user, err := db.User(ctx, r.DB.In(model.Live), id)
	if err != nil {
		return nil, err
	}
	has := user.PasswordHash != nil
	return &has, nil
}

// viewerIn shows who has just signed in.
func viewerIn(login *account.Login) *model.Viewer {
	user := login.User
	return viewerOf(model.Actor{Environment: model.Live, Type: model.ActorUser, ID: user.ID, UserID: user.ID, Name: user.Name, Role: user.Role})
}
