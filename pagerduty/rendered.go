package pagerduty

import (
	"context"
	"time"

	"github.com/opsknight/opsknight/internal/door"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/model"
)

// render adds who is on call in a time: by all, by each layer alone, and by overrides.
func (c *call) render(ctx context.Context, schedule *model.Schedule, body *scheduleBody, since, until *time.Time) error {
	found, err := c.Resolvers.Schedule().Entries(ctx, schedule, since, until)
	if err != nil {
		return err
	}
	if body.FinalSchedule.RenderedScheduleEntries, err = door.Each(ctx, found.Entries, c.entry); err != nil {
		return err
	}
	body.FinalSchedule.RenderedCoveragePercentage = &found.CoveragePercent
	for _, of := range found.Layers {
		for _, layer := range body.ScheduleLayers {
			if *layer.ID != of.LayerID {
				continue
			}
			if layer.RenderedScheduleEntries, err = door.Each(ctx, of.Entries, c.entry); err != nil {
				return err
			}
		}
	}
	overrides, err := c.overrides(ctx, schedule, since, until)
	if err != nil {
		return err
	}
	body.OverridesSubschedule.RenderedScheduleEntries, err = door.Each(ctx, overrides, func(ctx context.Context, o *model.Override) (entryBody, error) {
		shown, err := c.override(ctx, o)
		return entryBody{Start: shown.Start, End: shown.End, User: shown.User}, err
	})
	return err
}

func (c *call) entry(ctx context.Context, entry *model.ScheduleEntry) (entryBody, error) {
	user, err := c.Resolvers.ScheduleEntry().User(ctx, entry)
	if err != nil {
		return entryBody{}, err
	}
	return entryBody{Start: stamp(entry.Start), End: stamp(entry.End), User: c.refer("user", user.ID, user.Name)}, nil
}

// listScheduleUsers serves GET /schedules/{id}/users: who is on call from since till
// until.
func (c *call) listScheduleUsers(ctx context.Context) (any, error) {
	if err := c.by.Need(model.UsersRead); err != nil {
		return nil, err
	}
	schedule, err := c.findSchedule(ctx, c.id())
	if err != nil {
		return nil, err
	}
	since, until, err := c.query.times()
	if err != nil {
		return nil, err
	}
	found, err := c.Resolvers.Schedule().Entries(ctx, schedule, since, until)
	if err != nil {
		return nil, err
	}
	var firsts []*model.ScheduleEntry // of each user
	seen := map[string]bool{}
	for _, entry := range found.Entries {
		if !seen[entry.UserID] {
			seen[entry.UserID] = true
			firsts = append(firsts, entry)
		}
	}
	users, err := door.Each(ctx, firsts, func(ctx context.Context, entry *model.ScheduleEntry) (*userBody, error) {
		user, err := c.Resolvers.ScheduleEntry().User(ctx, entry)
		if err != nil {
			return nil, err
		}
		return c.user(ctx, user)
	})
	return map[string]any{"users": users}, err
}

type overrideBody struct {
	ID    string    `json:"id"`
	Start string    `json:"start"`
	End   string    `json:"end"`
	User  reference `json:"user"`
}

// listOverrides serves GET /schedules/{id}/overrides.
func (c *call) listOverrides(ctx context.Context) (any, error) {
	schedule, err := c.findSchedule(ctx, c.id())
	if err != nil {
		return nil, err
	}
	since, until, err := c.query.times()
	if err != nil {
		return nil, err
	}
	if since == nil || until == nil {
		return nil, fault.Field("since", "required", "since and until are required.")
	}
	overrides, err := c.overrides(ctx, schedule, since, until)
	if err != nil {
		return nil, err
	}
	bodies, err := door.Each(ctx, overrides, c.override)
	return map[string]any{"overrides": bodies}, err
}

func (c *call) overrides(ctx context.Context, schedule *model.Schedule, since, until *time.Time) ([]*model.Override, error) {
	return all(func(limit, offset *int) ([]*model.Override, *model.PageInfo, error) {
		found, err := c.Resolvers.Schedule().Overrides(ctx, schedule, since, until, limit, nil, nil, nil, offset)
		if err != nil {
			return nil, nil, err
		}
		return found.Nodes, found.PageInfo, nil
	})
}

func (c *call) override(ctx context.Context, of *model.Override) (overrideBody, error) {
	user, err := c.Resolvers.ScheduleOverride().User(ctx, of)
	if err != nil {
		return overrideBody{}, err
	}
	return overrideBody{ID: of.ID, Start: stamp(of.Start), End: stamp(of.End), User: c.refer("user", user.ID, user.Name)}, nil
}
