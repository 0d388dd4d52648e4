package model

// IncidentCountsFilter says which incidents are counted as they now are; what is empty
// filters nothing.
type IncidentCountsFilter struct {
	Status     []IncidentStatus
	Urgency    []Urgency
	ServiceID  []string
	TeamID     []string // the incident's own team, or its service's
	AssigneeID []string
}

// IncidentCount is how many incidents of a service have a status and an urgency.
type IncidentCount struct {
	ServiceID string
	Status    IncidentStatus
	Urgency   Urgency
	Incidents int
}

// IncidentCounts are how many incidents there are now.
type IncidentCounts struct {
	Incidents int
	Statuses  []*StatusCount  // each
	Urgencies []*UrgencyCount // each, the highest first
	Services  []*ServiceCount // those with incidents, the ones with the most first
}

// StatusCount is how many incidents have a status.
type StatusCount struct {
	Status    IncidentStatus
	Incidents int
}

// UrgencyCount is how many incidents have an urgency.
type UrgencyCount struct {
	Urgency   Urgency
	Incidents int
}

// ServiceCount is how many incidents a service has.
type ServiceCount struct {
	ServiceID string
	Incidents int
	Urgencies []*UrgencyCount // each, the highest first
}
