package pagerduty

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/opsknight/opsknight/internal/door"
	"github.com/opsknight/opsknight/model"
)

type scheduleBody struct {
	reference
	Name                 string       `json:"name"`
	Description          *string      `json:"description"`
	TimeZone             string       `json:"time_zone"`
	Users                []reference  `json:"users"` // who take turns
	EscalationPolicies   []reference  `json:"escalation_policies"`
	Teams                []reference  `json:"teams"` // schedules belong to none
	ScheduleLayers       []*layerBody `json:"schedule_layers,omitempty"`
	FinalSchedule        *layerBody   `json:"final_schedule,omitempty"`
	OverridesSubschedule *layerBody   `json:"overrides_subschedule,omitempty"`
}

type layerBody struct {
	ID                         *string           `json:"id"`
	Name                       string            `json:"name"`
	Start                      *string           `json:"start,omitempty"`
	End                        *string           `json:"end,omitempty"`
	RotationVirtualStart       *string           `json:"rotation_virtual_start,omitempty"`
	RotationTurnLengthSeconds  *int              `json:"rotation_turn_length_seconds,omitempty"` // nil: months are not all of one length
	Users                      []layerUser       `json:"users,omitempty"`
	Restrictions               []restrictionBody `json:"restrictions,omitempty"`
	RenderedScheduleEntries    []entryBody       `json:"rendered_schedule_entries"`
	RenderedCoveragePercentage *float64          `json:"rendered_coverage_percentage"`
}

type layerUser struct {
	User reference `json:"user"`
}

type restrictionBody struct {
	Type            string `json:"type"`
	StartTimeOfDay  string `json:"start_time_of_day"`
	StartDayOfWeek  *int   `json:"start_day_of_week,omitempty"`
	DurationSeconds int    `json:"duration_seconds"`
}

type entryBody struct {
	Start string    `json:"start"`
	End   string    `json:"end"`
	User  reference `json:"user"`
}

// listSchedules serves GET /schedules.
func (c *call) listSchedules(ctx context.Context) (any, error) {
	w, err := c.query.window()
	if err != nil {
		return nil, err
	}
	found, err := c.Resolvers.Query().Schedules(ctx, &model.ScheduleFilter{Q: c.query.text("query")}, c.byName(), &w.limit, nil, nil, nil, &w.offset)
	if err != nil {
		return nil, err
	}
	items, err := door.Each(ctx, found.Nodes, c.schedule)
	if err != nil {
		return nil, err
	}
	if err := c.tellers(ctx, items); err != nil {
		return nil, err
	}
	return c.list(ctx, "schedules", items, w, found.PageInfo.HasNextPage, found)
}

// getSchedule serves GET /schedules/{id}. With since and until it tells who is on call
// from then till then.
func (c *call) getSchedule(ctx context.Context) (any, error) {
	schedule, err := c.findSchedule(ctx, c.id())
	if err != nil {
		return nil, err
	}
	since, until, err := c.query.times()
	if err != nil {
		return nil, err
	}
	body, err := c.schedule(ctx, schedule)
	if err != nil {
		return nil, err
	}
	if err := c.layers(ctx, schedule, body); err != nil {
		return nil, err
	}
	if err := c.tellers(ctx, []*scheduleBody{body}); err != nil {
		return nil, err
	}
	if since != nil && until != nil {
		if err := c.render(ctx, schedule, body, since, until); err != nil {
			return nil, err
		}
	}
	return map[string]any{"schedule": body}, nil
}

func (c *call) findSchedule(ctx context.Context, id string) (*model.Schedule, error) {
	schedule, err := c.Resolvers.Query().Schedule(ctx, id)
	if err == nil && schedule == nil {
		err = door.Missing("schedule", id)
	}
	return schedule, err
}

// schedule makes the body of a schedule as lists have it: without layers.
func (c *call) schedule(ctx context.Context, schedule *model.Schedule) (*scheduleBody, error) {
	body := &scheduleBody{
		reference: c.whole("schedule", schedule.ID, schedule.Name), Name: schedule.Name, Description: schedule.Description,
		TimeZone: schedule.TimeZone, Users: []reference{}, EscalationPolicies: []reference{}, Teams: []reference{},
	}
	layers, err := c.Resolvers.Schedule().Layers(ctx, schedule)
	if err != nil {
		return nil, err
	}
	seen := map[string]bool{}
	for _, layer := range layers {
		users, err := c.Resolvers.ScheduleLayer().Users(ctx, layer)
		if err != nil {
			return nil, err
		}
		for _, user := range users {
			if !seen[user.ID] {
				seen[user.ID] = true
				body.Users = append(body.Users, c.refer("user", user.ID, user.Name))
			}
		}
	}
	return body, nil
}

// tellers adds to schedules the policies that tell who is on call by them, for who may
// read policies.
func (c *call) tellers(ctx context.Context, schedules []*scheduleBody) error {
	if !c.by.Can(model.ServicesRead) {
		return nil
	}
	byID := map[string]*scheduleBody{}
	for _, schedule := range schedules {
		byID[schedule.ID] = schedule
	}
	for offset, more := 0, len(schedules) > 0; more; offset += model.MaxPage {
		found, err := c.policies(ctx, nil, byName, model.MaxPage, offset)
		if err != nil {
			return err
		}
		told, err := door.Each(ctx, found.Nodes, c.toldBy)
		if err != nil {
			return err
		}
		for _, one := range told {
			for id := range targetIDs(one) {
				if schedule := byID[id]; schedule != nil {
					schedule.EscalationPolicies = append(schedule.EscalationPolicies, c.refer("escalation_policy", one.policy.ID, one.policy.Name))
				}
			}
		}
		more = found.PageInfo.HasNextPage
	}
	return nil
}

// targetIDs are the ids of all that a policy tells.
func targetIDs(by told) map[string]bool {
	ids := map[string]bool{}
	for _, target := range slices.Concat(by.targets...) {
		ids[targetID(target)] = true
	}
	return ids
}

// layers adds the layers, the one that counts most first, as PagerDuty has them.
func (c *call) layers(ctx context.Context, schedule *model.Schedule, body *scheduleBody) error {
	layers, err := c.Resolvers.Schedule().Layers(ctx, schedule)
	if err != nil {
		return err
	}
	body.ScheduleLayers = make([]*layerBody, len(layers))
	for i, layer := range byWeight(layers) {
		if body.ScheduleLayers[i], err = c.layer(ctx, layer); err != nil {
			return err
		}
		if layer.Name == nil {
			body.ScheduleLayers[i].Name = fmt.Sprintf("Layer %d", len(layers)-i) // as PagerDuty numbers them
		}
	}
	body.FinalSchedule = &layerBody{Name: "Final Schedule", RenderedScheduleEntries: []entryBody{}}
	body.OverridesSubschedule = &layerBody{Name: "Overrides", RenderedScheduleEntries: []entryBody{}}
	return nil
}

func (c *call) layer(ctx context.Context, layer *model.Layer) (*layerBody, error) {
	start, turns := stamp(layer.Start), stamp(layer.RotationStart)
	body := &layerBody{
		ID: &layer.ID, Start: &start, End: stampOrNil(layer.End), RotationVirtualStart: &turns,
		RotationTurnLengthSeconds: turnSeconds(layer), RenderedScheduleEntries: []entryBody{},
	}
	if layer.Name != nil {
		body.Name = *layer.Name
	}
	users, err := c.Resolvers.ScheduleLayer().Users(ctx, layer)
	body.Users = door.Bodies(users, func(user *model.User) layerUser { return layerUser{c.refer("user", user.ID, user.Name)} })
	body.Restrictions = door.Bodies(layer.Restrictions, func(r model.Restriction) restrictionBody {
		return restrictionBody{
			Type: string(r.Type) + "_restriction", StartTimeOfDay: r.StartTime + ":00", StartDayOfWeek: r.StartDay, DurationSeconds: r.DurationSeconds,
		}
	})
	return body, err
}

// turnSeconds is how long a turn is; nil of months, which are not all of one length.
func turnSeconds(layer *model.Layer) *int {
	var unit time.Duration
	switch layer.RotationUnit {
	case model.RotationHours:
		unit = time.Hour
	case model.RotationDays:
		unit = 24 * time.Hour
	case model.RotationWeeks:
		unit = 7 * 24 * time.Hour
	case model.RotationMonths:
		return nil
	}
	seconds := layer.RotationLength * int(unit/time.Second)
	return &seconds
}

// byWeight returns the layers in the order in which they count: the highest priority
// first, and of two with one priority the later.
func byWeight(layers []*model.Layer) []*model.Layer {
	sorted := slices.Clone(layers)
	slices.SortStableFunc(sorted, func(a, b *model.Layer) int {
		return cmp.Or(cmp.Compare(b.Priority, a.Priority), cmp.Compare(b.Position, a.Position))
	})
	return sorted
}
