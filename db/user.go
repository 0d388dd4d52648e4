package db

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"github.com/opsknight/opsknight/model"
)

var userList = list[*model.User]{
	keys: map[string]sortKey[*model.User]{
		string(model.NamedByCreated): byTime("user.created_at", func(u *model.User) time.Time { return u.CreatedAt }),
		string(model.NamedByUpdated): byTime("user.updated_at", func(u *model.User) time.Time { return u.UpdatedAt }),
		string(model.NamedByName):    byText("user.name", func(u *model.User) string { return u.Name }),
	},
	id: func(u *model.User) string { return u.ID },
}

// notArchived leaves out what has been deleted but still has history.
func notArchived(q *bun.SelectQuery) *bun.SelectQuery {
	return q.Where("?TableAlias.archived_at IS NULL")
}

// User returns the user with this id, or NotFound.
func User(ctx context.Context, r Reader, id string) (*model.User, error) {
	user := new(model.User)
	err := named(notArchived(from(r, user)), model.UserID, id).Scan(ctx)
	return user, notFound(err, "user", id)
}

// UserByEmail returns the user with this e-mail, or NotFound.
func UserByEmail(ctx context.Context, r Reader, email string) (*model.User, error) {
	user := new(model.User)
	err := notArchived(from(r, user)).Where("?TableAlias.email_key = ?", model.EmailKey(email)).Scan(ctx)
	return user, notFound(err, "user", email)
}

// LockUserByEmail is UserByEmail for a transaction that will change it.
func LockUserByEmail(ctx context.Context, tx Tx, email string) (*model.User, error) {
	user := new(model.User)
	err := notArchived(tx.lock(from(tx, user))).Where("?TableAlias.email_key = ?", model.EmailKey(email)).Scan(ctx)
	return user, notFound(err, "user", email)
}

// LockUser is User for a transaction that will change it.
func LockUser(ctx context.Context, tx Tx, id string) (*model.User, error) {
	user := new(model.User)
	err := named(notArchived(tx.lock(from(tx, user))), model.UserID, id).Scan(ctx)
	return user, notFound(err, "user", id)
}

// Users returns a page of the users that the filter leaves.
func Users(ctx context.Context, r Reader, filter model.UserFilter, order model.Order, page model.Page) (*model.UserConnection, error) {
	found, err := userList.read(ctx, r, order, page, func(q *bun.SelectQuery) *bun.SelectQuery {
		if len(filter.Role) > 0 {
			q = q.Where("?TableAlias.role IN (?)", bun.List(filter.Role))
		}
		if len(filter.Status) > 0 {
			q = q.Where("?TableAlias.status IN (?)", bun.List(filter.Status))
		}
		if len(filter.TeamID) > 0 {
			members := from(r, (*model.TeamMember)(nil)).Column("user_id").Where("team_id IN (?)", bun.List(filter.TeamID))
			q = q.Where("? IN (?)", bun.Ident("user.id"), members) // beside a subquery ?TableAlias is that one's
		}
		return searched(notArchived(q), filter.Q)
	})
	return &model.UserConnection{Connection: found}, err
}

// UsersByID returns the users with these ids, archived ones too: what they did
// still names them.
func UsersByID(ctx context.Context, r Reader, ids []string) (map[string]*model.User, error) {
	return byID(ctx, r, ids, func(u *model.User) string { return u.ID })
}

// OtherAdmins counts the administrators beside a user who may sign in, and locks them:
// of two who go at the same time, the second must see that the first has gone.
func OtherAdmins(ctx context.Context, tx Tx, id string) (int, error) {
	var ids []string
	err := tx.lock(notArchived(from(tx, (*model.User)(nil)))).Column("id").Where("?TableAlias.role = ?", model.RoleAdmin).
		Where("?TableAlias.status <> ?", model.UserDisabled).Where("?TableAlias.id <> ?", id).Scan(ctx, &ids)
	return len(ids), err
}

// UserUses returns what needs a user: rotations and overrides to come, policies, active
// incidents, teams whose last owner the user is, and the fallback.
func UserUses(ctx context.Context, tx Tx, id string) ([]Use, error) {
	return uses(ctx,
		useOf("schedule", notArchived(from(tx, (*model.Schedule)(nil))).Where(`(EXISTS (
	SELECT 1 FROM schedule_layers AS layer JOIN schedule_layer_users AS turn ON turn.environment = layer.environment AND turn.layer_id = layer.id
	WHERE layer.environment = schedule.environment AND layer.schedule_id = schedule.id AND turn.user_id = ? AND (layer.end_at IS NULL OR layer.end_at > ?))
OR EXISTS (SELECT 1 FROM schedule_overrides AS override WHERE override.environment = schedule.environment AND override.schedule_id = schedule.id
	AND override.user_id = ? AND override.end_at > ?))`, id, tx.Now, id, tx.Now)),
		policyUses(tx, "target.user_id = ?", id),
		incidentUses(tx, "?TableAlias.assignee_id = ?", id),
		query{"team", notArchived(from(tx, (*model.Team)(nil))).ColumnExpr("?TableAlias.id, ?TableAlias.name").Where(`(
	SELECT count(*) FROM team_members AS owner WHERE owner.environment = team.environment AND owner.team_id = team.id AND owner.role = 'OWNER') = 1
AND EXISTS (SELECT 1 FROM team_members AS owner WHERE owner.environment = team.environment AND owner.team_id = team.id AND owner.role = 'OWNER' AND owner.user_id = ?)`, id).
			OrderExpr("?TableAlias.name")},
		fallbackUses(tx, "?TableAlias.fallback_user_id = ?", id),
	)
}

// LeaveTeams takes a user out of every team.
func LeaveTeams(ctx context.Context, tx Tx, userID string) error {
	_, err := tx.bun.NewDelete().Model((*model.TeamMember)(nil)).Where("environment = ?", tx.env).Where("user_id = ?", userID).Exec(ctx)
	return err
}

// MoveTwin gives the TEST user that stands for a LIVE one the LIVE user's new e-mail
// address, by which the two belong together. It is the one statement of a LIVE
// transaction that writes to TEST. An address that another TEST user has is left to it.
func MoveTwin(ctx context.Context, tx Tx, was, is *model.User) error {
	_, err := tx.bun.NewUpdate().Model((*model.User)(nil)).
		Set("email = ?", is.Email).Set("email_key = ?", is.EmailKey).Set("search_text = ?", is.SearchText).
		Set("version = version + 1").Set("updated_at = ?", tx.Now).
		Where("environment = ?", model.Test).Where("email_key = ?", was.EmailKey).Where("archived_at IS NULL").
		Where("NOT EXISTS (SELECT 1 FROM users AS other WHERE other.environment = ? AND other.email_key = ? AND other.archived_at IS NULL)", model.Test, is.EmailKey).
		Exec(ctx)
	return err
}

// UpdateUser stores these columns of a user.
func UpdateUser(ctx context.Context, tx Tx, user *model.User, columns ...string) error {
	user.Index()
	user.Changed(tx.Now)
	return update(ctx, tx, user, user.ID, append(columns, "version", "updated_at")...)
}
