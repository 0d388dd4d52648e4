package model

import (
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
