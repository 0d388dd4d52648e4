package db

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"github.com/opsknight/opsknight/model"
)

var teamList = list[*model.Team]{
	keys: map[string]sortKey[*model.Team]{
		string(model.NamedByCreated): byTime("team.created_at", func(t *model.Team) time.Time { return t.CreatedAt }),
		string(model.NamedByUpdated): byTime("team.updated_at", func(t *model.Team) time.Time { return t.UpdatedAt }),
		string(model.NamedByName):    byText("team.name", func(t *model.Team) string { return t.Name }),
	},
	id: func(t *model.Team) string { return t.ID },
}

var teamMemberList = list[*model.TeamMember]{
	keys: map[string]sortKey[*model.TeamMember]{
		byCreated: byTime("team_member.created_at", func(m *model.TeamMember) time.Time { return m.CreatedAt }),
	},
	id:  func(m *model.TeamMember) string { return m.UserID },
	tie: "user_id",
}

// Team returns the team with this id, or NotFound.
func Team(ctx context.Context, r Reader, id string) (*model.Team, error) {
	team := new(model.Team)
	err := named(notArchived(from(r, team)), model.TeamID, id).Scan(ctx)
	return team, notFound(err, "team", id)
}

// LockTeam is Team for a transaction that will change it or its members.
func LockTeam(ctx context.Context, tx Tx, id string) (*model.Team, error) {
	team := new(model.Team)
	err := named(notArchived(tx.lock(from(tx, team))), model.TeamID, id).Scan(ctx)
	return team, notFound(err, "team", id)
}

// TeamByName returns the team with this name, or NotFound.
func TeamByName(ctx context.Context, r Reader, name string) (*model.Team, error) {
	team := new(model.Team)
	err := notArchived(from(r, team)).Where("?TableAlias.name = ?", name).Scan(ctx)
	return team, notFound(err, "team", name)
}

// Teams returns a page of the teams that the filter leaves.
func Teams(ctx context.Context, r Reader, filter model.TeamFilter, order model.Order, page model.Page) (*model.TeamConnection, error) {
	found, err := teamList.read(ctx, r, order, page, func(q *bun.SelectQuery) *bun.SelectQuery {
		if len(filter.MemberID) > 0 {
			members := from(r, (*model.TeamMember)(nil)).Column("team_id").Where("user_id IN (?)", bun.List(filter.MemberID))
			q = q.Where("team.id IN (?)", members)
		}
		return searched(notArchived(q), filter.Q)
	})
	return &model.TeamConnection{Connection: found}, err
}

// TeamsByID returns the teams with these ids, archived ones too.
func TeamsByID(ctx context.Context, r Reader, ids []string) (map[string]*model.Team, error) {
	return byID(ctx, r, ids, func(t *model.Team) string { return t.ID })
}

// TeamMembers returns a page of a team's members, of these users if any are given.
func TeamMembers(ctx context.Context, r Reader, teamID string, userIDs []string, page model.Page) (*model.TeamMemberConnection, error) {
	found, err := teamMemberList.read(ctx, r, Oldest, page, func(q *bun.SelectQuery) *bun.SelectQuery {
		if len(userIDs) > 0 {
			q = q.Where("team_member.user_id IN (?)", bun.List(userIDs))
		}
		return q.Where("team_member.team_id = ?", teamID)
	})
	return &model.TeamMemberConnection{Connection: found}, err
}

// MembershipsByUser returns the places of these users in teams, the first one first, by
// user.
func MembershipsByUser(ctx context.Context, r Reader, userIDs []string) (map[string][]*model.TeamMember, error) {
	var rows []*model.TeamMember
	err := from(r, &rows).Where("team_member.user_id IN (?)", bun.List(userIDs)).
		Join("JOIN teams AS team ON team.environment = team_member.environment AND team.id = team_member.team_id").
		Where("team.archived_at IS NULL").OrderExpr("team_member.created_at, team_member.team_id").Scan(ctx)
	found := map[string][]*model.TeamMember{}
	for _, row := range rows {
		found[row.UserID] = append(found[row.UserID], row)
	}
	return found, err
}

// TeamMember returns a user's place in a team, or NotFound.
func TeamMember(ctx context.Context, r Reader, teamID, userID string) (*model.TeamMember, error) {
	member := new(model.TeamMember)
	err := from(r, member).Where("team_member.team_id = ?", teamID).Where("team_member.user_id = ?", userID).Scan(ctx)
	return member, notFound(err, "member", userID)
}

// MembersByTeam returns the ids of these teams' members who are not disabled, in the
// order in which they came, by team.
func MembersByTeam(ctx context.Context, r Reader, teamIDs []string) (map[string][]string, error) {
	var rows []*model.TeamMember
	err := from(r, &rows).Where("team_member.team_id IN (?)", bun.List(teamIDs)).
		Join("JOIN users AS person ON person.environment = team_member.environment AND person.id = team_member.user_id").
		Where("person.status <> ?", model.UserDisabled).
		OrderExpr("team_member.team_id, team_member.created_at, team_member.user_id").Scan(ctx)
	found := map[string][]string{}
	for _, row := range rows {
		found[row.TeamID] = append(found[row.TeamID], row.UserID)
	}
	return found, err
}

// TeamOwners counts the owners of a team.
func TeamOwners(ctx context.Context, r Reader, teamID string) (int, error) {
	n, err := from(r, (*model.TeamMember)(nil)).Where("team_member.team_id = ?", teamID).
		Where("team_member.role = ?", model.TeamOwner).Count(ctx)
	return int(n), err
}

// InsertTeamMember stores a user's place in a team; ErrUnique if the user has one.
func InsertTeamMember(ctx context.Context, tx Tx, member *model.TeamMember) error {
	return insert(ctx, tx, member)
}

// UpdateTeamMember stores a member's role.
func UpdateTeamMember(ctx context.Context, tx Tx, member *model.TeamMember) error {
	_, err := tx.bun.NewUpdate().Model(member).Column("role").WherePK().Where("environment = ?", tx.env).Exec(ctx)
	return translate(err)
}

// DeleteTeamMember takes a user out of a team.
func DeleteTeamMember(ctx context.Context, tx Tx, member *model.TeamMember) error {
	_, err := tx.bun.NewDelete().Model(member).WherePK().Where("environment = ?", tx.env).Exec(ctx)
	return translate(err)
}

// TeamUses returns what needs a team: services that it owns, policies that tell it,
// active incidents that it has, and the fallback.
func TeamUses(ctx context.Context, r Reader, id string) ([]Use, error) {
	return uses(ctx,
		useOf("service", notArchived(from(r, (*model.Service)(nil))).Where("?TableAlias.team_id = ?", id)),
		policyUses(r, "target.team_id = ?", id),
		incidentUses(r, "?TableAlias.team_id = ?", id),
		fallbackUses(r, "?TableAlias.fallback_team_id = ?", id),
	)
}
