package model

import (
	"strconv"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"github.com/opsknight/opsknight/internal/fault"
)

// ChangeEvent is something that was done to a service: a deployment, a new setting. It
// pages nobody; whoever responds to an incident of the service sees it beside.
type ChangeEvent struct {
	bun.BaseModel `bun:"table:change_events,alias:change_event"`
	Placed

	ID            string `bun:",pk"`
	ServiceID     string
	Summary       string
	Source        *string
	CustomDetails JSON
	Links         []Link    `bun:",type:json"`
	OccurredAt    time.Time // never later than CreatedAt
	CreatedAt     time.Time
}

// NearIncident is how long before an incident a change may lie to be shown with it.
const NearIncident = 24 * time.Hour

// ChangeEventFilter says which change events a list has; what is empty filters nothing.
type ChangeEventFilter struct {
	ServiceID []string
	Since     *time.Time // inclusive
	Until     *time.Time // exclusive
}

// Changes returns the filter of the change events that lie near the incident: those of
// its service, from a day before it was opened until it was resolved.
func (i *Incident) Changes() ChangeEventFilter {
	since := i.CreatedAt.Add(-NearIncident)
	return ChangeEventFilter{ServiceID: []string{i.ServiceID}, Since: &since, Until: i.ResolvedAt}
}

// Validate says what is wrong with the input, all of it at once.
func (in *SendChangeEventInput) Validate() error {
	var problems fault.Collector
	if strings.TrimSpace(in.RoutingKey) == "" {
		problems.Add("routing_key", "required", "routing_key is required: an integration key, a service id or a service's slug.")
	}
	checkLength(&problems, "summary", in.Summary, 1, MaxSummary)
	for i, link := range in.Links {
		checkPage(&problems, "links."+strconv.Itoa(i)+".href", link.Href)
	}
	return problems.Err()
}
