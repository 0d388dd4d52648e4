package account

import (
	"context"
	"sync"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/auth"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/model"
)

// Login is a session that has just begun.
type Login struct {
	User    *model.User
	Token   string // what the cookie holds; only its hash is stored
	Expires time.Time
}

// CheckLogin returns the user with this e-mail address and password. It takes as long
// when there is none. r is of LIVE.
//
// Faults: Unauthorized, which does not tell what was wrong.
func CheckLogin(ctx context.Context, r db.Reader, email, password string) (*model.User, error) {
	user, err := db.UserByEmail(ctx, r, email)
	if err != nil && !fault.Is(err, fault.NotFound) {
		return nil, err
	}
	hash := nobody()
	if err == nil && user.PasswordHash != nil {
		hash = *user.PasswordHash
	}
	right, hashErr := auth.CheckPassword(password, hash)
	if hashErr != nil {
		return nil, hashErr
	}
	if err != nil || !right || user.PasswordHash == nil || user.Status == model.UserDisabled {
		return nil, fault.New(fault.Unauthorized, "The e-mail address or the password is wrong.")
	}
	return user, nil
}

// nobody is the hash of a password that nobody has.
var nobody = sync.OnceValue(func() string { return auth.HashPassword(auth.NewToken()) })

// SignIn begins a session of a user whose password was checked. tx is of LIVE.
func SignIn(ctx context.Context, tx db.Tx, user *model.User) (*Login, error) {
	login := &Login{User: user, Token: auth.NewToken(), Expires: tx.Now.Add(model.SessionLife)}
	session := &model.Session{TokenHash: auth.Hash(login.Token), UserID: user.ID, ExpiresAt: login.Expires, CreatedAt: tx.Now}
	return login, db.InsertSession(ctx, tx, session)
}

// SignOut ends the session that by is signed in with, or, with everywhere, all of
// theirs. tx is of LIVE, and so is by.
//
// Faults: Forbidden unless a person is signed in.
func SignOut(ctx context.Context, tx db.Tx, by model.Actor, everywhere bool) error {
	if err := by.NeedSession(); err != nil {
		return err
	}
	if everywhere {
		return db.DeleteSessionsOf(ctx, tx, by.UserID)
	}
	return db.DeleteSession(ctx, tx, by.Session)
}

// ChangePassword gives the user who is signed in a new password, ends all their
// sessions and begins a new one. The present password has been checked: user is who
// has it. tx is of LIVE, and so is by.
//
// Faults: Forbidden unless the user is signed in; Invalid.
func ChangePassword(ctx context.Context, tx db.Tx, by model.Actor, user *model.User, password string) (*Login, error) {
	if err := by.NeedSession(); err != nil {
		return nil, err
	}
	if by.UserID != user.ID {
		return nil, fault.New(fault.Forbidden, "Only the user may change the password.")
	}
	return choosePassword(ctx, tx, by, user.ID, password, "password_changed")
}

// choosePassword stores a password that its user has chosen, ends all their sessions
// and tokens, and begins a new session.
func choosePassword(ctx context.Context, tx db.Tx, by model.Actor, userID, password, done string) (*Login, error) {
	if err := model.CheckPassword(password); err != nil {
		return nil, err
	}
	user, err := db.LockUser(ctx, tx, userID)
	if err != nil {
		return nil, err
	}
	before := *user
	hash := auth.HashPassword(password)
	user.PasswordHash = &hash
	if user.Status == model.UserInvited {
		user.Status = model.UserActive
	}
	if err := db.DeleteSessionsOf(ctx, tx, user.ID); err != nil {
		return nil, err
	}
	if err := db.DeletePasswordTokensOf(ctx, tx, user.ID); err != nil {
		return nil, err
	}
	if err := logChange(ctx, tx, by, &before, user, done); err != nil {
		return nil, err
	}
	return SignIn(ctx, tx, user)
}
