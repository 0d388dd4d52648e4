package model

import "time"

// IncidentAnalyticsFilter says which incidents analytics count; what is empty filters
// nothing.
type IncidentAnalyticsFilter struct {
	ServiceID []string
	TeamID    []string // the incident's own team, or its service's
	Urgency   []Urgency
}

// IncidentAnalytics is what was read of the incidents of a window. What is counted of
// them is counted when it is asked for.
type IncidentAnalytics struct {
	Since, Until    time.Time
	Incidents       []CountedIncident
	Services, Teams []string // the ids that incidents name by their places
}

// CountedIncident is what analytics read of an incident. There may be a million of them,
// so each is small: ids are places in lists.
type CountedIncident struct {
	CreatedAt                                 int64 // microseconds since 1970
	Acknowledged, Resolved                    int64 // microseconds after it was created; NotYet: it is not
	Service, Team, ServiceTeam                int32 // places in IncidentAnalytics; NoPlace: none
	AutoEscalations, HandEscalations, Reopens int32
	Status, Urgency                           uint8 // places in IncidentStatuses and Urgencies
	Priority                                  uint8 // the place in Priorities; its length: none
	Merged                                    bool  // another incident stands for it
}

// What a counted incident has not.
const (
	NotYet  int64 = -1
	NoPlace int32 = -1
)

// IncidentFigures are what there is to count of some incidents.
type IncidentFigures struct {
	Incidents            int // but for those that are merged into another
	Open                 int
	Acknowledged         int
	Snoozed              int
	Suppressed           int
	Resolved             int
	Mtta, Mttr           *DurationFigures
	AutomaticEscalations int
	ManualEscalations    int
	Reopened             int // incidents
	Merged               int
}

// DurationFigures sum up durations, in seconds; nil where there are none.
type DurationFigures struct {
	N              int
	Mean, P50, P95 *float64
}

// IncidentDay is what there is to count of a day.
type IncidentDay struct {
	Date       string // 2006-01-02
	Start, End time.Time
	Figures    *IncidentFigures
}

// WeekHours are the hours of a week by the clock.
const WeekHours = 7 * 24

// ServiceFigures is what there is to count of a service.
type ServiceFigures struct {
	ServiceID string
	Figures   *IncidentFigures
}

// UrgencyFigures is what there is to count of an urgency.
type UrgencyFigures struct {
	Urgency Urgency
	Figures *IncidentFigures
}

// PriorityFigures is what there is to count of a priority.
type PriorityFigures struct {
	Priority *Priority // nil: none was given
	Figures  *IncidentFigures
}

// TeamFigures is what there is to count of a team.
type TeamFigures struct {
	TeamID  *string // nil: no team has them
	Figures *IncidentFigures
}

// OnCallAnalytics are how long people are on call in a window.
type OnCallAnalytics struct {
	Since, Until time.Time
	Users        []*UserOnCallTime
	Schedules    []*ScheduleOnCallTime
}

// UserOnCallTime is how long a user is on call.
type UserOnCallTime struct {
	UserID    string
	Seconds   float64 // by whatever schedule: a moment counts once
	Shifts    int
	Schedules []*OnCallTime
}

// ScheduleOnCallTime is how long people are on call by a schedule.
type ScheduleOnCallTime struct {
	ScheduleID      string
	Seconds         float64
	CoveragePercent float64
	Users           []*OnCallTime
	Gaps            []*ScheduleGap
}

// OnCallTime is how long one user is on call by one schedule.
type OnCallTime struct {
	ScheduleID, UserID string
	Seconds            float64
	Shifts             int
}

// CoverageGap is a time for which nobody is on call by a schedule.
type CoverageGap struct {
	ScheduleID string
	Start, End time.Time
}

// MaxCounted is how many incidents analytics count at most.
const MaxCounted = 1_000_000
