package model

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/uptrace/bun"

	"github.com/opsknight/opsknight/internal/fault"
)

// Limits of saved views.
const (
	MaxSavedViews = 100 // of one owner
	maxGivenID    = 100 // characters of an id in a filter, which may be of nothing
)

// SavedView is the filters and the order of a list of incidents, under a name.
type SavedView struct {
	bun.BaseModel `bun:"table:saved_views,alias:saved_view"`
	Placed
	Kept

	ID      string `bun:",pk"`
	OwnerID string // the only one who sees it unless it is shared
	Name    string
	NameKey string `audit:"-"` // the name as it is compared: see ViewNameKey
	Shared  bool
	Filter  JSON // an IncidentFilter, as SetFilter writes it
	OrderBy JSON // an IncidentOrder; nil: the usual one
}

// Index sets the name as it is compared and sorted.
func (v *SavedView) Index() { v.NameKey = ViewNameKey(v.Name) }

// ViewNameKey returns the name of a view as names are compared: without case, and without
// space around it.
func ViewNameKey(name string) string { return strings.ToLower(strings.TrimSpace(name)) }

// SetFilter keeps a filter. Two that are spelled alike are kept alike: the fields in one
// order, and without those that filter nothing.
func (v *SavedView) SetFilter(filter IncidentFilter) {
	if filter.Q != nil && *filter.Q == "" {
		filter.Q = nil
	}
	v.Filter = ToJSON(filter)
}

// SetOrder keeps an order; nil is the usual one.
func (v *SavedView) SetOrder(order *IncidentOrder) {
	v.OrderBy = nil
	if order != nil {
		v.OrderBy = ToJSON(order)
	}
}

// Shows returns what the view has of the incidents, and in which order; nil: the usual one.
func (v *SavedView) Shows() (*IncidentFilter, *IncidentOrder, error) {
	filter := new(IncidentFilter)
	if err := json.Unmarshal(v.Filter, filter); err != nil {
		return nil, nil, fmt.Errorf("saved view %s: filter: %w", v.ID, err)
	}
	if v.OrderBy == nil {
		return filter, nil, nil
	}
	order := new(IncidentOrder)
	if err := json.Unmarshal(v.OrderBy, order); err != nil {
		return nil, nil, fmt.Errorf("saved view %s: order: %w", v.ID, err)
	}
	return filter, order, nil
}

// Validate says what is wrong with the input, all of it at once.
func (in *CreateSavedViewInput) Validate() error {
	var problems fault.Collector
	checkLength(&problems, "name", in.Name, 1, MaxName)
	checkKeptFilter(&problems, in.Filter)
	checkIdempotencyKey(&problems, in.IdempotencyKey)
	return problems.Err()
}

// Validate says what is wrong with the input, all of it at once.
func (in *UpdateSavedViewInput) Validate() error {
	var problems fault.Collector
	if in.Name != nil {
		checkLength(&problems, "name", *in.Name, 1, MaxName)
	}
	checkKeptFilter(&problems, in.Filter)
	return problems.Err()
}

// checkKeptFilter records what is wrong with a filter that is to be kept; nil is none. The
// guard counts the values of a filter that is sent with a list, and cannot count those of
// one that is kept: its lists are as long as that allows.
func checkKeptFilter(problems *fault.Collector, filter *IncidentFilter) {
	if filter == nil {
		return
	}
	filter.check(problems, "filter.")
	for _, list := range []struct {
		field string
		n     int
		ids   []string
	}{
		{"status", len(filter.Status), nil},
		{"urgency", len(filter.Urgency), nil},
		{"service_id", len(filter.ServiceID), filter.ServiceID},
		{"team_id", len(filter.TeamID), filter.TeamID},
		{"assignee_id", len(filter.AssigneeID), filter.AssigneeID},
	} {
		if list.n > MaxPage {
			problems.Add("filter."+list.field, "too_long", "filter.%s has %d values; the limit is %d.", list.field, list.n, MaxPage)
			continue
		}
		for _, id := range list.ids {
			checkLength(problems, "filter."+list.field, id, 0, maxGivenID)
		}
	}
}
