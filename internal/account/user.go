package account

import (
	"context"
	"errors"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/audit"
	"github.com/opsknight/opsknight/internal/auth"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/model"
)

// CreateUser invites a person: a user who has not signed in yet. With an idempotency
// key that was used in the last 24 hours it makes none, and returns the one that was
// made then, and true.
//
// Faults: Forbidden without the scope users:write; Invalid; Conflict if another user has
// the e-mail address.
func CreateUser(ctx context.Context, tx db.Tx, by model.Actor, in model.CreateUserInput) (_ *model.User, replayed bool, _ error) {
	if err := by.Need(model.UsersWrite); err != nil {
		return nil, false, err
	}
	if err := in.Validate(); err != nil {
		return nil, false, err
	}
	in.ClientMutationID = nil // it says nothing of what is asked for
	return once(ctx, tx, by, "createUser", in.IdempotencyKey, in, db.User, func() (*model.User, string, error) {
		user := &model.User{
			ID: tx.NewID(model.UserID), Name: in.Name, Email: in.Email, Role: in.Role, Status: model.UserInvited,
			TimeZone: in.TimeZone, Notify: model.NotificationRules{}, Kept: model.NewKept(tx.Now),
		}
		changes, err := db.InsertKept(ctx, tx, user)
		if errors.Is(err, db.ErrUnique) {
			return nil, "", emailTaken(in.Email)
		}
		if err != nil {
			return nil, "", err
		}
		return user, user.ID, audit.Log(ctx, tx, by, userSubject(user), "created", changes)
	})
}

func userSubject(user *model.User) audit.Subject {
	return audit.Subject{Noun: "user", ID: user.ID, Name: user.Name}
}

func emailTaken(email string) error {
	return fault.New(fault.Conflict, "Another user has the e-mail address %s.", email)
}

// UpdateUser changes what the input gives of a user.
//
// Faults: Forbidden without the scope users:write, but for their own name and time zone of
// who asks, signed in; NotFound; Invalid; Conflict if another user has the e-mail address,
// if nobody else is an administrator, or if IfMatch is not the user's etag.
func UpdateUser(ctx context.Context, tx db.Tx, by model.Actor, with Hooks, in model.UpdateUserInput) (*model.User, error) {
	if err := mayUpdate(by, in); err != nil {
		return nil, err
	}
	user, err := db.LockUser(ctx, tx, in.ID)
	if err != nil {
		return nil, err
	}
	if err := in.Validate(); err != nil {
		return nil, err
	}
	if err := model.MatchEtag(in.IfMatch, user.Etag(), "user"); err != nil {
		return nil, err
	}
	before := *user
	if in.Name != nil {
		user.Name = *in.Name
	}
	if in.Email != nil {
		user.Email = *in.Email
	}
	if in.TimeZone != nil {
		user.TimeZone = *in.TimeZone
	}
	if in.Role != nil {
		user.Role = *in.Role
	}
	if in.Status != nil {
		user.Status = *in.Status
	}
	if in.NotificationRules != nil {
		if err := setRules(user, with, "notification_rules", in.NotificationRules); err != nil {
			return nil, err
		}
	}
	if err := keepAnAdmin(ctx, tx, &before, user); err != nil {
		return nil, err
	}
	changes, err := db.UpdateChanged(ctx, tx, &before, user)
	if errors.Is(err, db.ErrUnique) {
		return nil, emailTaken(user.Email)
	}
	if err != nil || changes == nil {
		return user, err
	}
	if user.EmailKey != before.EmailKey && tx.Environment() == model.Live {
		if err := db.MoveTwin(ctx, tx, &before, user); err != nil {
			return nil, err
		}
	}
	return user, audit.Log(ctx, tx, by, userSubject(user), "updated", changes)
}

// mayUpdate returns Forbidden if it is not for this actor to change that of the user.
func mayUpdate(by model.Actor, in model.UpdateUserInput) error {
	if in.IsPersonal() {
		return by.NeedSelf(in.ID, model.UsersWrite)
	}
	return by.Need(model.UsersWrite)
}

// keepAnAdmin returns Conflict if a change would leave nobody who may administer. Only
// LIVE users sign in.
func keepAnAdmin(ctx context.Context, tx db.Tx, before, after *model.User) error {
	was := before.Role == model.RoleAdmin && before.Status != model.UserDisabled
	is := after != nil && after.Role == model.RoleAdmin && after.Status != model.UserDisabled
	if !was || is || tx.Environment() != model.Live {
		return nil
	}
	others, err := db.OtherAdmins(ctx, tx, before.ID)
	if err == nil && others == 0 {
		err = fault.New(fault.Conflict, "%s is the only administrator: make somebody else one first.", before.Name)
	}
	return err
}

// DeleteUser archives a user, who leaves the teams, whose API keys end, and who is no
// longer known by single sign-on. The e-mail address is free again, and what the user did
// still names the user. Of the user's views those stay that are shared.
//
// Faults: Forbidden without the scope users:write; NotFound; Conflict, naming what, if
// something needs the user, and if nobody else is an administrator.
func DeleteUser(ctx context.Context, tx db.Tx, by model.Actor, id string) error {
	user, err := userToChange(ctx, tx, by, id)
	if err != nil {
		return err
	}
	if err := keepAnAdmin(ctx, tx, user, nil); err != nil {
		return err
	}
	needed, err := db.UserUses(ctx, tx, id)
	if err != nil {
		return err
	}
	if err := fault.InUse("User "+user.Name, needed); err != nil {
		return err
	}
	if err := db.LeaveTeams(ctx, tx, id); err != nil {
		return err
	}
	if err := db.DeleteIdentitiesOf(ctx, tx, id); err != nil {
		return err
	}
	if err := db.DeletePrivateViews(ctx, tx, id); err != nil {
		return err
	}
	keys, err := db.LockKeysOf(ctx, tx, id)
	if err != nil {
		return err
	}
	if err := revoke(ctx, tx, by, keys...); err != nil {
		return err
	}
	before := *user
	user.ArchivedAt = &tx.Now
	if _, err := db.UpdateChanged(ctx, tx, &before, user); err != nil {
		return err
	}
	return audit.Log(ctx, tx, by, userSubject(user), "deleted")
}

func userToChange(ctx context.Context, tx db.Tx, by model.Actor, id string) (*model.User, error) {
	if err := by.Need(model.UsersWrite); err != nil {
		return nil, err
	}
	return db.LockUser(ctx, tx, id)
}

// SetNotificationRules says how a user is told of incidents.
//
// Faults: Forbidden unless it is the user who asks, signed in, or without the scope
// users:write; NotFound; Invalid.
func SetNotificationRules(ctx context.Context, tx db.Tx, by model.Actor, with Hooks, in model.SetNotificationRulesInput) (*model.User, error) {
	if err := by.NeedSelf(in.UserID, model.UsersWrite); err != nil {
		return nil, err
	}
	user, err := db.LockUser(ctx, tx, in.UserID)
	if err != nil {
		return nil, err
	}
	if err := in.Validate(); err != nil {
		return nil, err
	}
	before := *user
	if err := setRules(user, with, "rules", in.Rules); err != nil {
		return nil, err
	}
	changes, err := db.UpdateChanged(ctx, tx, &before, user)
	if err != nil || changes == nil {
		return user, err
	}
	return user, audit.Log(ctx, tx, by, userSubject(user), "notification_rules_set", changes)
}

// SetPassword gives a user a password in the name of the server, makes an invited user
// active, and ends the user's sessions.
//
// Faults: Forbidden unless an administrator is signed in; Invalid.
func SetPassword(ctx context.Context, tx db.Tx, by model.Actor, user *model.User, password string) error {
	if err := by.NeedAdminSession(); err != nil {
		return err
	}
	if err := model.CheckPassword(password); err != nil {
		return err
	}
	before := *user
	hash := auth.HashPassword(password)
	user.PasswordHash = &hash
	if user.Status == model.UserInvited {
		user.Status = model.UserActive
	}
	if err := db.DeleteSessionsOf(ctx, tx, user.ID); err != nil {
		return err
	}
	return logChange(ctx, tx, by, &before, user, "password_set")
}

// logChange stores what has changed of a user, and logs it.
func logChange(ctx context.Context, tx db.Tx, by model.Actor, before, user *model.User, done string) error {
	changes, err := db.UpdateChanged(ctx, tx, before, user)
	if err != nil {
		return err
	}
	return audit.Log(ctx, tx, by, userSubject(user), done, changes)
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
		TimeZone: live.TimeZone, Notify: live.Notify, Kept: model.NewKept(tx.Now),
	}
	changes, err := db.InsertKept(ctx, tx, twin)
	if err != nil {
		return nil, err
	}
	return twin, audit.Log(ctx, tx, model.System(model.Test), userSubject(twin), "created", changes)
}
