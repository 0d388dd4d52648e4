package graph

import (
	"context"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/model"
)

// page gathers the arguments that every connection takes.
func page(first *int, after *string, last *int, before *string, offset *int) model.Page {
	return model.Page{First: first, After: after, Last: last, Before: before, Offset: offset}
}

// incidents reads a page of incidents for each field that lists them.
func (r *Resolver) incidents(ctx context.Context, filter *model.IncidentFilter, orderBy *model.IncidentOrder, p model.Page) (*model.IncidentConnection, error) {
	e, err := r.read(ctx, model.IncidentsRead)
	if err != nil {
		return nil, err
	}
	if filter, err = checked(filter); err != nil {
		return nil, err
	}
	found, err := db.Incidents(ctx, e, *filter, orderBy.Order(), p)
	if err != nil {
		return nil, err
	}
	expectIncidents(ctx, found.Nodes)
	return found, nil
}

// checked returns a filter that may be used; nil: one that leaves everything.
func checked(filter *model.IncidentFilter) (*model.IncidentFilter, error) {
	if filter == nil {
		return &model.IncidentFilter{}, nil
	}
	return filter, filter.Validate()
}

// changeEvents reads a page of change events for each field that lists them.
func (r *Resolver) changeEvents(ctx context.Context, filter model.ChangeEventFilter, p model.Page) (*model.ChangeEventConnection, error) {
	e, err := r.read(ctx, model.IncidentsRead)
	if err != nil {
		return nil, err
	}
	found, err := db.ChangeEvents(ctx, e, filter, db.Latest, p)
	if err != nil {
		return nil, err
	}
	expectChangeEvents(ctx, found.Nodes)
	return found, nil
}

// teams reads a page of teams for each field that lists them.
func (r *Resolver) teams(ctx context.Context, filter *model.TeamFilter, orderBy *model.NamedOrder, p model.Page) (*model.TeamConnection, error) {
	e, err := r.read(ctx, model.TeamsRead)
	if err != nil {
		return nil, err
	}
	if filter == nil {
		filter = &model.TeamFilter{}
	}
	if err := model.CheckSearch(filter.Q); err != nil {
		return nil, err
	}
	return db.Teams(ctx, e, *filter, orderBy.Order(), p)
}

// services reads a page of services for each field that lists them.
func (r *Resolver) services(ctx context.Context, filter *model.ServiceFilter, orderBy *model.NamedOrder, p model.Page) (*model.ServiceConnection, error) {
	e, err := r.read(ctx, model.ServicesRead)
	if err != nil {
		return nil, err
	}
	if filter == nil {
		filter = &model.ServiceFilter{}
	}
	if err := model.CheckSearch(filter.Q); err != nil {
		return nil, err
	}
	found, err := db.Services(ctx, e, *filter, orderBy.Order(), p)
	if err != nil {
		return nil, err
	}
	load(ctx).expectServices(found.Nodes)
	return found, nil
}

// schedules reads a page of schedules for each field that lists them.
func (r *Resolver) schedules(ctx context.Context, filter *model.ScheduleFilter, orderBy *model.NamedOrder, p model.Page) (*model.ScheduleConnection, error) {
	e, err := r.read(ctx, model.SchedulesRead)
	if err != nil {
		return nil, err
	}
	if filter == nil {
		filter = &model.ScheduleFilter{}
	}
	if err := model.CheckSearch(filter.Q); err != nil {
		return nil, err
	}
	found, err := db.Schedules(ctx, e, *filter, orderBy.Order(), p)
	if err != nil {
		return nil, err
	}
	load(ctx).expectSchedules(found.Nodes)
	return found, nil
}

// within returns the filter confined to one more list of ids: those of field, of
// which id is to be one. If the filter names others, nothing can match.
func within(filter *model.IncidentFilter, field func(*model.IncidentFilter) *[]string, id string) *model.IncidentFilter {
	confined := model.IncidentFilter{}
	if filter != nil {
		confined = *filter
	}
	ids := field(&confined)
	if len(*ids) == 0 {
		*ids = []string{id}
		return &confined
	}
	for _, named := range *ids {
		if named == id {
			*ids = []string{id}
			return &confined
		}
	}
	*ids = []string{"none"} // no object has this id
	return &confined
}
