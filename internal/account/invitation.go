package account

import (
	"context"
	"crypto/subtle"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/audit"
	"github.com/opsknight/opsknight/internal/auth"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/model"
)

// SetupToken returns the token that the first administrator is made with; "" once
// there is anybody. tx is of LIVE.
func SetupToken(ctx context.Context, tx db.Tx) (string, error) {
	if there, err := db.HasUsers(ctx, tx); there || err != nil {
		return "", err
	}
	return db.SetupToken(ctx, tx, auth.NewToken())
}

// CreateFirstAdmin makes the first user, an administrator, and signs them in. Who is
// local needs no token. tx is of LIVE.
//
// Faults: Conflict once there is anybody; Forbidden without the right token; Invalid.
func CreateFirstAdmin(ctx context.Context, tx db.Tx, in model.CreateFirstAdminInput, local bool) (*Login, error) {
	if err := in.Validate(); err != nil {
		return nil, err
	}
	there, err := db.HasUsers(ctx, tx)
	if err != nil {
		return nil, err
	}
	if there {
		return nil, fault.New(fault.Conflict, "This server is set up: sign in, or ask an administrator for an invitation.")
	}
	token, err := db.TakeSetupToken(ctx, tx)
	if err != nil {
		return nil, err
	}
	if token == "" { // it is being set up at this very moment, or was never started
		return nil, fault.New(fault.Conflict, "This server has no set-up token: start it again, and take the one that it prints.")
	}
	given := ""
	if in.SetupToken != nil {
		given = *in.SetupToken
	}
	if !local && subtle.ConstantTimeCompare([]byte(token), []byte(given)) != 1 {
		wrong := fault.Field("setup_token", "wrong", "The set-up token is wrong: it is the one that the server printed when it started.")
		wrong.Code = fault.Forbidden
		return nil, wrong
	}
	by := model.System(model.Live)
	user, _, err := CreateUser(ctx, tx, by, model.CreateUserInput{Name: in.Name, Email: in.Email, Role: model.RoleAdmin, TimeZone: in.TimeZone})
	if err != nil {
		return nil, err
	}
	return choosePassword(ctx, tx, by, user.ID, in.Password, "password_chosen")
}

// InviteUser makes an INVITED user, or takes the one there is, and returns a token with
// which they choose a password. Earlier tokens of theirs end. If the server sends mail,
// the user gets one with a link. tx is of LIVE.
//
// Faults: Forbidden unless an administrator is signed in; Invalid; Conflict if a user
// with the e-mail address is not INVITED.
func InviteUser(ctx context.Context, tx db.Tx, by model.Actor, letters Letters, in model.InviteUserInput) (user *model.User, token string, err error) {
	if err := by.NeedAdminSession(); err != nil {
		return nil, "", err
	}
	if tx.Environment() != model.Live {
		return nil, "", fault.New(fault.Invalid, "People sign in to LIVE: invite them there.")
	}
	user, err = db.UserByEmail(ctx, tx, in.Email)
	switch {
	case fault.Is(err, fault.NotFound):
		user, _, err = CreateUser(ctx, tx, by, model.CreateUserInput{Name: in.Name, Email: in.Email, Role: in.Role, TimeZone: in.TimeZone})
	case err == nil && user.Status != model.UserInvited:
		err = emailTaken(in.Email)
	}
	if err != nil {
		return nil, "", err
	}
	if token, err = newPasswordToken(ctx, tx, user, model.TokenInvitation); err != nil {
		return nil, "", err
	}
	if letters != (Letters{}) {
		if err := db.InsertNotifications(ctx, tx, []*model.Notification{letters.invitation(tx, by, user, token)}); err != nil {
			return nil, "", err
		}
	}
	return user, token, audit.Log(ctx, tx, by, userSubject(user), "invited")
}

func newPasswordToken(ctx context.Context, tx db.Tx, user *model.User, purpose model.PasswordTokenPurpose) (string, error) {
	token := auth.NewToken()
	return token, db.InsertPasswordToken(ctx, tx, &model.PasswordToken{
		TokenHash: auth.Hash(token), UserID: user.ID, Purpose: purpose, ExpiresAt: tx.Now.Add(purpose.Life()), CreatedAt: tx.Now,
	})
}

// RequestPasswordReset mails a link to choose a new password to the user with the e-mail
// address, if one who is ACTIVE has it. tx is of LIVE.
//
// Faults: Conflict if the server sends no mail.
func RequestPasswordReset(ctx context.Context, tx db.Tx, letters Letters, email string) error {
	if letters == (Letters{}) {
		return fault.New(fault.Conflict, "This server sends no mail: ask an administrator, who can set a password with \"opsknight admin set-password\".")
	}
	user, err := db.UserByEmail(ctx, tx, email)
	if fault.Is(err, fault.NotFound) || err == nil && user.Status != model.UserActive {
		return nil
	}
	if err != nil {
		return err
	}
	token, err := newPasswordToken(ctx, tx, user, model.TokenReset)
	if err != nil {
		return err
	}
	return db.InsertNotifications(ctx, tx, []*model.Notification{letters.reset(tx, user, token)})
}

// UsePasswordToken stores the password that the bearer of a token has chosen, and signs
// them in. tx is of LIVE.
//
// Faults: Forbidden for a token that is unknown, used, over, or for another purpose;
// Invalid.
func UsePasswordToken(ctx context.Context, tx db.Tx, token, password string, purpose model.PasswordTokenPurpose) (*Login, error) {
	found, err := db.LockPasswordToken(ctx, tx, auth.Hash(token))
	if err != nil {
		return nil, err
	}
	if found == nil || found.Purpose != purpose || !tx.Now.Before(found.ExpiresAt) {
		wrong := fault.Field("token", "wrong", "This link is not valid: it was used, it is over, or there is a newer one. Ask for another.")
		wrong.Code = fault.Forbidden
		return nil, wrong
	}
	user, err := db.User(ctx, tx, found.UserID)
	if err != nil {
		return nil, err
	}
	if user.Status == model.UserDisabled {
		return nil, fault.New(fault.Forbidden, "%s is disabled: ask an administrator.", user.Name)
	}
	done := "password_reset"
	if purpose == model.TokenInvitation {
		done = "invitation_accepted"
	}
	return choosePassword(ctx, tx, self(user), user.ID, password, done)
}
