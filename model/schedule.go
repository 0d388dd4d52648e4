package model

import (
	"time"

	"github.com/uptrace/bun"
)

// Schedule tells who is on call when: layers of rotations, and overrides of them.
type Schedule struct {
	bun.BaseModel `bun:"table:schedules,alias:schedule"`
	Placed
	Kept

	ID          string `bun:",pk"`
	Name        string
	Description *string
	TimeZone    string     // IANA name
	SearchText  string     `audit:"-"`
	ArchivedAt  *time.Time // nil: not deleted
}

// Index sets what a search looks in.
func (s *Schedule) Index() { s.SearchText = searchText(s.Name, s.ID) }

// Layer is one rotation of a schedule.
type Layer struct {
	bun.BaseModel `bun:"table:schedule_layers,alias:layer"`
	Placed

	ID             string `bun:",pk"`
	ScheduleID     string
	Position       int // in the schedule: of two layers with one priority the later wins
	Name           *string
	Priority       int        // the highest that has somebody wins
	Start          time.Time  `bun:"start_at"` // nobody is on call by the layer before
	End            *time.Time `bun:"end_at"`   // nor from here on; nil: for ever
	TimeZone       *string    // of the restrictions; nil: the schedule's
	UserIDs        []string   `bun:"-"` // in the order of their turns; empty: nobody
	RotationStart  time.Time  // when turn 0 begins, before or after Start: it fixes only the phase
	RotationUnit   RotationUnit
	RotationLength int           // of a turn, in units
	Restrictions   []Restriction `bun:",type:json"` // when the layer holds, a union; empty: always
}

// RotationUnit is what the length of a turn is counted in.
type RotationUnit string

// The units of rotations. Turns of days, weeks and months begin at one time of day,
// whatever the clocks do; so do turns of hours that divide a day or are whole days.
const (
	RotationHours  RotationUnit = "hours"
	RotationDays   RotationUnit = "days"
	RotationWeeks  RotationUnit = "weeks"
	RotationMonths RotationUnit = "months"
)

// RotationUnits lists every unit.
var RotationUnits = []RotationUnit{RotationHours, RotationDays, RotationWeeks, RotationMonths}

// Restriction is a window of each day or week in which a layer holds.
type Restriction struct {
	Type            RestrictionType `json:"type"`
	StartDay        *int            `json:"start_day,omitempty"` // for weekly: 1 Monday … 7 Sunday (ISO)
	StartTime       string          `json:"start_time"`          // HH:MM on the wall clock
	DurationSeconds int             `json:"duration_seconds"`    // on the wall clock: whole minutes; 22:00 and 8 h end at 06:00
}

// RestrictionType is how often a restriction's window comes.
type RestrictionType string

// The types of restrictions.
const (
	RestrictionDaily  RestrictionType = "daily"
	RestrictionWeekly RestrictionType = "weekly"
)

// RestrictionTypes lists every type.
var RestrictionTypes = []RestrictionType{RestrictionDaily, RestrictionWeekly}

// Override puts one user on call for a time, whatever the layers say.
type Override struct {
	bun.BaseModel `bun:"table:schedule_overrides,alias:override"`
	Placed

	ID         string `bun:",pk"`
	ScheduleID string
	Position   int // in the order in which they were made: the later wins
	UserID     string
	Start      time.Time `bun:"start_at"`
	End        time.Time `bun:"end_at"`
	ReplacesID *string   // only while this user is on call; nil: always
	CreatedAt  time.Time
}

// ScheduleDefinition is all of a schedule that decides who is on call: layers and
// overrides are in the order of their positions.
type ScheduleDefinition struct {
	TimeZone  string
	Layers    []*Layer
	Overrides []*Override
	Disabled  map[string]bool // users who are: their turns are gaps
}

// Rotation is how the users of a layer take turns.
type Rotation struct {
	Start  time.Time
	Unit   RotationUnit
	Length int
}

// Rotation tells how the layer's users take turns.
func (l *Layer) Rotation() *Rotation {
	return &Rotation{Start: l.RotationStart, Unit: l.RotationUnit, Length: l.RotationLength}
}
