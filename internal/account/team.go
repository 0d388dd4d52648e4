package account

import (
	"context"
	"errors"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/audit"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/model"
)

// CreateTeam makes a team of the given members. With an idempotency key that was used
// in the last 24 hours it makes none, and returns the one that was made then, and
// true.
//
// Faults: Forbidden without the scope teams:write; Invalid; Conflict if another team
// has the name.
func CreateTeam(ctx context.Context, tx db.Tx, by model.Actor, in model.CreateTeamInput) (_ *model.Team, replayed bool, _ error) {
	if err := by.Need(model.TeamsWrite); err != nil {
		return nil, false, err
	}
	if err := in.Validate(); err != nil {
		return nil, false, err
	}
	in.ClientMutationID = nil // it says nothing of what is asked for
	return once(ctx, tx, by, "createTeam", in.IdempotencyKey, in, db.Team, func() (*model.Team, string, error) {
		team := &model.Team{ID: tx.NewID(model.TeamID), Name: in.Name, Description: in.Description, Kept: model.NewKept(tx.Now)}
		changes, err := db.InsertKept(ctx, tx, team)
		if errors.Is(err, db.ErrUnique) {
			return nil, "", fault.New(fault.Conflict, "Another team has the name %s.", in.Name)
		}
		if err != nil {
			return nil, "", err
		}
		if err := audit.Log(ctx, tx, by, teamSubject(team), "created", changes); err != nil {
			return nil, "", err
		}
		for _, member := range in.Members {
			if _, err := addMember(ctx, tx, by, team, member.UserID, member.Role); err != nil {
				return nil, "", named(err, "members")
			}
		}
		return team, team.ID, nil
	})
}

func teamSubject(team *model.Team) audit.Subject {
	return audit.Subject{Noun: "team", ID: team.ID, Name: team.Name}
}

// UpdateTeam changes what the input gives of a team.
//
// Faults: Forbidden without the scope teams:write; NotFound; Invalid; Conflict if
// another team has the name, or IfMatch is not the team's etag.
func UpdateTeam(ctx context.Context, tx db.Tx, by model.Actor, in model.UpdateTeamInput) (*model.Team, error) {
	if err := by.Need(model.TeamsWrite); err != nil {
		return nil, err
	}
	team, err := db.LockTeam(ctx, tx, in.ID)
	if err != nil {
		return nil, err
	}
	if err := in.Validate(); err != nil {
		return nil, err
	}
	if err := model.MatchEtag(in.IfMatch, team.Etag(), "team"); err != nil {
		return nil, err
	}
	before := *team
	if in.Name != nil {
		team.Name = *in.Name
	}
	if description, given := in.Description.ValueOK(); given {
		team.Description = description
	}
	changes, err := db.UpdateChanged(ctx, tx, &before, team)
	if errors.Is(err, db.ErrUnique) {
		return nil, fault.New(fault.Conflict, "Another team has the name %s.", team.Name)
	}
	if err != nil || changes == nil {
		return team, err
	}
	return team, audit.Log(ctx, tx, by, teamSubject(team), "updated", changes)
}

// DeleteTeam archives a team: its name is free again, and what it did still names it.
//
// Faults: Forbidden without the scope teams:write; NotFound; Conflict, naming what,
// if something needs the team.
func DeleteTeam(ctx context.Context, tx db.Tx, by model.Actor, id string) error {
	if err := by.Need(model.TeamsWrite); err != nil {
		return err
	}
	team, err := db.LockTeam(ctx, tx, id)
	if err != nil {
		return err
	}
	needed, err := db.TeamUses(ctx, tx, id)
	if err != nil {
		return err
	}
	if err := fault.InUse("Team "+team.Name, needed); err != nil {
		return err
	}
	before := *team
	team.ArchivedAt = &tx.Now
	if _, err := db.UpdateChanged(ctx, tx, &before, team); err != nil {
		return err
	}
	return audit.Log(ctx, tx, by, teamSubject(team), "deleted")
}

// AddTeamMember takes a user into a team. With an idempotency key that was used in the
// last 24 hours it does nothing, and returns the member, and true.
//
// Faults: Forbidden without the scope teams:write; NotFound; Invalid, also for an
// unknown user; Conflict if the user is a member.
func AddTeamMember(ctx context.Context, tx db.Tx, by model.Actor, in model.AddTeamMemberInput) (_ *model.Team, _ *model.TeamMember, replayed bool, _ error) {
	team, err := teamToChange(ctx, tx, by, in.TeamID)
	if err != nil {
		return nil, nil, false, err
	}
	if err := in.Validate(); err != nil {
		return nil, nil, false, err
	}
	in.ClientMutationID = nil
	read := func(ctx context.Context, r db.Reader, userID string) (*model.TeamMember, error) {
		return db.TeamMember(ctx, r, in.TeamID, userID)
	}
	member, replayed, err := once(ctx, tx, by, "addTeamMember:"+in.TeamID, in.IdempotencyKey, in, read, func() (*model.TeamMember, string, error) {
		made, err := addMember(ctx, tx, by, team, in.UserID, in.Role)
		return made, in.UserID, named(err, "user_id")
	})
	return team, member, replayed, err
}

func addMember(ctx context.Context, tx db.Tx, by model.Actor, team *model.Team, userID string, role model.TeamRole) (*model.TeamMember, error) {
	user, err := db.User(ctx, tx, userID)
	if err != nil {
		return nil, err
	}
	member := &model.TeamMember{TeamID: team.ID, UserID: userID, Role: role, CreatedAt: tx.Now}
	err = db.InsertTeamMember(ctx, tx, member)
	if errors.Is(err, db.ErrUnique) {
		return nil, fault.New(fault.Conflict, "%s is a member of %s already.", user.Name, team.Name)
	}
	if err != nil {
		return nil, err
	}
	return member, audit.Log(ctx, tx, by, teamSubject(team), "member_added", memberChange(userID, nil, role))
}

// UpdateTeamMember gives a member another role.
//
// Faults: Forbidden without the scope teams:write; NotFound; Invalid; Conflict for
// the last owner.
func UpdateTeamMember(ctx context.Context, tx db.Tx, by model.Actor, in model.UpdateTeamMemberInput) (*model.Team, *model.TeamMember, error) {
	team, member, err := memberToChange(ctx, tx, by, in.TeamID, in.UserID)
	if err != nil || member.Role == in.Role {
		return team, member, err
	}
	if err := keepAnOwner(ctx, tx, team, member, "be given another role"); err != nil {
		return nil, nil, err
	}
	was := member.Role
	member.Role = in.Role
	if err := db.UpdateTeamMember(ctx, tx, member); err != nil {
		return nil, nil, err
	}
	return team, member, audit.Log(ctx, tx, by, teamSubject(team), "member_updated", memberChange(member.UserID, was, in.Role))
}

// RemoveTeamMember takes a user out of a team.
//
// Faults: Forbidden without the scope teams:write; NotFound; Conflict for the last
// owner.
func RemoveTeamMember(ctx context.Context, tx db.Tx, by model.Actor, teamID, userID string) (*model.Team, error) {
	team, member, err := memberToChange(ctx, tx, by, teamID, userID)
	if err != nil {
		return nil, err
	}
	if err := keepAnOwner(ctx, tx, team, member, "leave"); err != nil {
		return nil, err
	}
	if err := db.DeleteTeamMember(ctx, tx, member); err != nil {
		return nil, err
	}
	return team, audit.Log(ctx, tx, by, teamSubject(team), "member_removed", memberChange(userID, member.Role, nil))
}

func teamToChange(ctx context.Context, tx db.Tx, by model.Actor, id string) (*model.Team, error) {
	if err := by.Need(model.TeamsWrite); err != nil {
		return nil, err
	}
	return db.LockTeam(ctx, tx, id)
}

func memberToChange(ctx context.Context, tx db.Tx, by model.Actor, teamID, userID string) (*model.Team, *model.TeamMember, error) {
	team, err := teamToChange(ctx, tx, by, teamID)
	if err != nil {
		return nil, nil, err
	}
	member, err := db.TeamMember(ctx, tx, teamID, userID)
	return team, member, err
}

// keepAnOwner returns Conflict if the member is the team's last owner.
func keepAnOwner(ctx context.Context, tx db.Tx, team *model.Team, member *model.TeamMember, do string) error {
	if member.Role != model.TeamOwner {
		return nil
	}
	owners, err := db.TeamOwners(ctx, tx, team.ID)
	if err == nil && owners == 1 {
		err = fault.New(fault.Conflict, "The last owner of %s cannot %s: make somebody else an owner first.", team.Name, do)
	}
	return err
}

func memberChange(userID string, before, after any) model.Changes {
	return model.Changes{"members." + userID: {Before: before, After: after}}
}
