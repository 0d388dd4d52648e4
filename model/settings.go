package model

import (
	"strconv"
	"time"

	"github.com/uptrace/bun"
)

// Settings are those of one environment.
type Settings struct {
	bun.BaseModel `bun:"table:settings,alias:settings"`
	Placed

	FallbackUserID *string // whom an incident reaches when nobody else can be reached; at most one of the two
	FallbackTeamID *string
	Version        int
	UpdatedAt      time.Time
}

// Fallback is whom an incident reaches that reaches nobody else: nobody, or one target.
func (s *Settings) Fallback() []*EscalationTarget {
	if s.FallbackUserID == nil && s.FallbackTeamID == nil {
		return nil
	}
	return []*EscalationTarget{{UserID: s.FallbackUserID, TeamID: s.FallbackTeamID}}
}

// Etag changes with every change of the settings.
func (s *Settings) Etag() string { return strconv.Itoa(s.Version) }

// ChangesFrom returns in what the settings differ from an earlier state.
func (s *Settings) ChangesFrom(before *Settings) Changes {
	changes := Changes{}
	if value(s.FallbackUserID) != value(before.FallbackUserID) {
		changes["fallback_user_id"] = Change{before.FallbackUserID, s.FallbackUserID}
	}
	if value(s.FallbackTeamID) != value(before.FallbackTeamID) {
		changes["fallback_team_id"] = Change{before.FallbackTeamID, s.FallbackTeamID}
	}
	return changes
}

func value(text *string) string {
	if text == nil {
		return ""
	}
	return *text
}
