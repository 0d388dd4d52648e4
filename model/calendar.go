package model

import (
	"time"

	"github.com/uptrace/bun"
)

// CalendarFeed shows a schedule, or a user's shifts, to who has its link.
type CalendarFeed struct {
	bun.BaseModel `bun:"table:calendar_feeds,alias:calendar_feed"`
	Placed

	ID         string `bun:",pk"`
	TokenHash  string
	ScheduleID *string // one of the two is set
	UserID     *string
	OwnerID    string // who made it
	CreatedAt  time.Time
}

// CalendarShift is a shift with its true ends, also where it reaches out of the time
// that was asked for.
type CalendarShift struct {
	Schedule   *Schedule
	UserID     string
	Start, End time.Time
}
