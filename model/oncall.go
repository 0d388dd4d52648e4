package model

import "time"

// OnCall is who is on call by a schedule at a time.
type OnCall struct {
	Schedule   *Schedule
	At         time.Time
	UserID     *string    // nil: nobody
	Since      *time.Time // nil: for more than 366 days
	Until      *time.Time // nil: no change in 366 days
	LayerID    *string    // nil: an override, or nobody
	OverrideID *string    // nil: a layer, or nobody
}

// ScheduleEntry is a time for which one user is on call.
type ScheduleEntry struct {
	UserID     string
	Start, End time.Time
}

// ScheduleGap is a time for which nobody is on call.
type ScheduleGap struct{ Start, End time.Time }

// ScheduleEntries are who is on call in a time, and how much of it is covered.
type ScheduleEntries struct {
	Since, Until    time.Time
	Entries         []*ScheduleEntry
	Gaps            []*ScheduleGap
	CoveragePercent float64
	Layers          []*LayerEntries
}

// LayerEntries are who has one layer in a time.
type LayerEntries struct {
	LayerID string
	Index   int
	Entries []*ScheduleEntry
}

// Shift is a time for which a user is on call by a schedule.
type Shift struct {
	Schedule   *Schedule
	Start, End time.Time
}

// SchedulePreview is what would be if a schedule were as given.
type SchedulePreview struct {
	Result *ScheduleEntries
	Moved  []*MovedShifts
}

// MovedShifts are how the shifts of one user would move.
type MovedShifts struct {
	UserID       string
	Gained, Lost []*ScheduleGap
}
