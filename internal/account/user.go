package account

import (
	"context"
	"errors"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/auth"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/model"
)

// CreateUser makes a user who has not signed in yet.
//
// Faults: Forbidden without the scope users:write; Invalid; Conflict if another
// user has the e-mail address.
func CreateUser(ctx context.Context, tx db.Tx, by model.Actor, name, email string, role model.Role) (*model.User, error) {
	if err := by.Need(model.UsersWrite); err != nil {
		return nil, err
	}
	if err := model.CheckUser(name, email); err != nil {
		return nil, err
	}
	user := &model.User{
		ID: tx.NewID(model.UserID), Name: name, Email: email, Role: role, Status: model.UserInvited,
		TimeZone: model.DefaultTimeZone, Kept: model.NewKept(tx.Now),
	}
	err := db.InsertUser(ctx, tx, user)
	if errors.Is(err, db.ErrUnique) {
		return nil, fault.New(fault.Conflict, "Another user has the e-mail address %s.", email)
	}
	return user, err
}

// SetPassword gives a user a password, and makes an invited user active.
//
// Faults: Forbidden unless an administrator is signed in; Invalid.
func SetPassword(ctx context.Context, tx db.Tx, by model.Actor, user *model.User, password string) error {
	if err := by.NeedAdminSession(); err != nil {
		return err
	}
	if err := model.CheckPassword(password); err != nil {
		return err
	}
	hash := auth.HashPassword(password)
	user.PasswordHash = &hash
	if user.Status == model.UserInvited {
		user.Status = model.UserActive
	}
	return db.UpdateUser(ctx, tx, user, "password_hash", "status")
}

// Twin returns the TEST user that stands for a LIVE one in the sandbox: the one
// with the same e-mail address, made if there is none. tx is of TEST.
func Twin(ctx context.Context, tx db.Tx, live *model.User) (*model.User, error) {
	twin, err := db.UserByEmail(ctx, tx, live.Email)
	if !fault.Is(err, fault.NotFound) {
		return twin, err
	}
	twin = &model.User{
		ID: tx.NewID(model.UserID), Name: live.Name, Email: live.Email, Role: live.Role, Status: live.Status,
		TimeZone: live.TimeZone, Kept: model.NewKept(tx.Now),
	}
	return twin, db.InsertUser(ctx, tx, twin)
}
