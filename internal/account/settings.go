package account

import (
	"context"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/audit"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/model"
)

// UpdateSettings changes what the input gives of the environment's settings. To name a
// user as the fallback takes it from a team, and the other way round.
//
// Faults: Forbidden unless an administrator is signed in; Invalid, also for an unknown
// or disabled user; Conflict if IfMatch is not the settings' etag.
func UpdateSettings(ctx context.Context, tx db.Tx, by model.Actor, in model.UpdateSettingsInput) (*model.Settings, error) {
	if err := by.NeedAdminSession(); err != nil {
		return nil, err
	}
	settings, err := db.LockSettings(ctx, tx)
	if err != nil {
		return nil, err
	}
	if err := model.MatchEtag(in.IfMatch, settings.Etag(), "settings"); err != nil {
		return nil, err
	}
	user, userGiven := in.FallbackUserID.ValueOK()
	team, teamGiven := in.FallbackTeamID.ValueOK()
	if user != nil && team != nil {
		return nil, fault.Field("fallback_team_id", "conflict", "The fallback is one user or one team, not both.")
	}
	if err := checkFallback(ctx, tx, user, team); err != nil {
		return nil, err
	}
	before := *settings
	if userGiven || team != nil {
		settings.FallbackUserID = user
	}
	if teamGiven || user != nil {
		settings.FallbackTeamID = team
	}
	changes := settings.ChangesFrom(&before)
	if len(changes) == 0 {
		return settings, nil
	}
	settings.Version++
	settings.UpdatedAt = tx.Now
	if err := db.StoreSettings(ctx, tx, settings); err != nil {
		return nil, err
	}
	return settings, audit.Log(ctx, tx, by, audit.Subject{Noun: "settings", ID: "settings", Name: "Settings"}, "updated", changes)
}

func checkFallback(ctx context.Context, tx db.Tx, userID, teamID *string) error {
	if userID != nil {
		user, err := db.User(ctx, tx, *userID)
		if err != nil {
			return named(err, "fallback_user_id")
		}
		if user.Status == model.UserDisabled {
			return fault.Field("fallback_user_id", "disabled", "%s is disabled and can be told of nothing.", user.Name)
		}
	}
	if teamID != nil {
		if _, err := db.Team(ctx, tx, *teamID); err != nil {
			return named(err, "fallback_team_id")
		}
	}
	return nil
}
