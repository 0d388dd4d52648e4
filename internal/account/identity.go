package account

import (
	"context"
	"errors"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/audit"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/model"
)

// Refusal is why somebody whom a provider of single sign-on has identified is not signed
// in: one word, which the sign-in page turns into a sentence.
type Refusal string

// The refusals.
const (
	RefusedSetUp    Refusal = "set-up-first"     // there is no administrator yet
	RefusedEmail    Refusal = "email-unverified" // no e-mail address by which to find the account
	RefusedUnknown  Refusal = "no-account"       // and new ones are not made
	RefusedDisabled Refusal = "disabled"
	RefusedOther    Refusal = "other-identity" // the provider knows the account as somebody else
)

func (r Refusal) Error() string { return "single sign-on is refused: " + string(r) }

// SignInByClaims begins a session of who a provider of single sign-on says it is. That is
// the user who is known by this identity; else the one with the e-mail address, if it is
// verified, who is known by it from now on; else, with newUsers, a new user of that role.
// tx is of LIVE. Nothing is stored if there is an error.
//
// Errors: a Refusal; db.ErrUnique or Conflict if another request is linking or making the
// same user at this very moment: try again.
func SignInByClaims(ctx context.Context, tx db.Tx, who model.Claims, newUsers *model.Role) (*Login, error) {
	user, err := identified(ctx, tx, who, newUsers)
	if err != nil {
		return nil, err
	}
	return SignIn(ctx, tx, user)
}

func identified(ctx context.Context, tx db.Tx, who model.Claims, newUsers *model.Role) (*model.User, error) {
	if there, err := db.HasUsers(ctx, tx); err != nil || !there {
		return nil, errors.Join(err, refusedIf(!there, RefusedSetUp))
	}
	known, err := db.Identity(ctx, tx, who.Issuer, who.Subject)
	if err != nil {
		return nil, err
	}
	if known != nil {
		user, err := db.LockUser(ctx, tx, known.UserID)
		if err != nil {
			return nil, err
		}
		return user, welcome(ctx, tx, user)
	}
	if who.Email == "" || !who.EmailVerified {
		return nil, RefusedEmail
	}
	user, err := db.LockUserByEmail(ctx, tx, who.Email)
	if fault.Is(err, fault.NotFound) {
		user, err = newcomer(ctx, tx, who, newUsers)
	}
	if err != nil {
		return nil, err
	}
	return user, link(ctx, tx, user, who)
}

// newcomer makes the user of somebody who has no account.
func newcomer(ctx context.Context, tx db.Tx, who model.Claims, role *model.Role) (*model.User, error) {
	if role == nil {
		return nil, RefusedUnknown
	}
	user, _, err := CreateUser(ctx, tx, model.System(model.Live), who.NewUser(*role))
	if fault.Is(err, fault.Invalid) { // of what is left after NewUser: the address
		return nil, RefusedEmail
	}
	return user, err
}

// link makes the user known by an identity, from now on.
func link(ctx context.Context, tx db.Tx, user *model.User, who model.Claims) error {
	if user.Status == model.UserDisabled {
		return RefusedDisabled
	}
	other, err := db.IdentityOf(ctx, tx, user.ID, who.Issuer)
	if err != nil {
		return err
	}
	if other != nil {
		// With the lock taken, it may be what a request beside this one has stored.
		return refusedIf(other.Subject != who.Subject, RefusedOther)
	}
	identity := &model.Identity{Issuer: who.Issuer, Subject: who.Subject, UserID: user.ID, CreatedAt: tx.Now}
	if err := db.InsertIdentity(ctx, tx, identity); err != nil {
		return err
	}
	added := model.Changes{"issuer": {After: who.Issuer}, "subject": {After: who.Subject}}
	if err := audit.Log(ctx, tx, self(user), userSubject(user), "identity_linked", added); err != nil {
		return err
	}
	return welcome(ctx, tx, user)
}

// welcome lets in a user whose identity is known. An invitation is spent by it.
func welcome(ctx context.Context, tx db.Tx, user *model.User) error {
	switch user.Status {
	case model.UserDisabled:
		return RefusedDisabled
	case model.UserActive:
		return nil
	case model.UserInvited:
	}
	before := *user
	user.Status = model.UserActive
	if err := db.DeletePasswordTokensOf(ctx, tx, user.ID); err != nil {
		return err
	}
	return logChange(ctx, tx, self(user), &before, user, "invitation_accepted")
}

// ForgetIdentities makes a user known by single sign-on no longer, until they sign in by it
// again, and ends the user's sessions. It returns what the user was known by.
//
// Faults: Forbidden unless an administrator is signed in.
func ForgetIdentities(ctx context.Context, tx db.Tx, by model.Actor, user *model.User) ([]*model.Identity, error) {
	if err := by.NeedAdminSession(); err != nil {
		return nil, err
	}
	known, err := db.IdentitiesOf(ctx, tx, user.ID)
	if err != nil || len(known) == 0 {
		return nil, err
	}
	if err := db.DeleteIdentitiesOf(ctx, tx, user.ID); err != nil {
		return nil, err
	}
	if err := db.DeleteSessionsOf(ctx, tx, user.ID); err != nil {
		return nil, err
	}
	for _, one := range known {
		removed := model.Changes{"issuer": {Before: one.Issuer}, "subject": {Before: one.Subject}}
		if err := audit.Log(ctx, tx, by, userSubject(user), "identity_unlinked", removed); err != nil {
			return nil, err
		}
	}
	return known, nil
}

// self is a user who acts before they are signed in.
func self(user *model.User) model.Actor {
	return model.Actor{Environment: model.Live, Type: model.ActorUser, ID: user.ID, UserID: user.ID, Name: user.Name, Role: user.Role}
}

// refusedIf is the refusal if it holds; nil if not.
func refusedIf(holds bool, why Refusal) error {
	if holds {
		return why
	}
	return nil
}
