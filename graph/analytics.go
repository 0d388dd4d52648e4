package graph

import (
	"context"
	"sync"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/auth"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/internal/rota"
	"github.com/opsknight/opsknight/model"
)

// What the resolvers of analytics need.

// mostAnalyses are how many analyses of incidents a server works on at once. One may
// read a million rows, for which it has one of the few connections that read.
const mostAnalyses = 2

// turns makes who comes when enough are at work wait.
type turns struct {
	made  sync.Once
	taken chan struct{}
}

// take waits for a turn; done ends it.
//
// Faults: RateLimited if there is none while ctx lasts.
func (t *turns) take(ctx context.Context) (done func(), _ error) {
	t.made.Do(func() { t.taken = make(chan struct{}, mostAnalyses) })
	select {
	case t.taken <- struct{}{}:
		return func() { <-t.taken }, nil
	case <-ctx.Done():
		return nil, tooBusy()
	}
}

// tooBusy is the fault of an analysis that does not end in the time of an operation.
func tooBusy() error {
	busy := fault.New(fault.RateLimited, "The server is busy with analyses. Retry after 10 seconds, or ask for less time.")
	busy.RetryAfter = operationTimeout
	return busy
}

// incidentAnalytics reads what there is to count of the incidents of a window.
func (r *Resolver) incidentAnalytics(ctx context.Context, since, until *time.Time, filter *model.IncidentAnalyticsFilter) (*model.IncidentAnalytics, error) {
	e, err := r.read(ctx, model.IncidentsRead)
	if err != nil {
		return nil, err
	}
	e = e.FromReplica() // up to a million rows, to which the last seconds matter little
	w := rota.PastWindowOf(e.Now(), since, until)
	if err := w.Check(); err != nil {
		return nil, err
	}
	if filter == nil {
		filter = &model.IncidentAnalyticsFilter{}
	}
	done, err := r.analyses.take(ctx)
	if err != nil {
		return nil, err
	}
	defer done()
	// Both databases keep microseconds.
	found, err := db.CountedIncidents(ctx, e, *filter, w.Since.Truncate(time.Microsecond), w.Until.Truncate(time.Microsecond), model.MaxCounted+1)
	if err != nil && ctx.Err() != nil {
		return nil, tooBusy()
	}
	if err == nil && len(found.Incidents) > model.MaxCounted {
		return nil, fault.Field("until", "out_of_range", "There are more than %d incidents between since and until: ask for less time, or filter.", model.MaxCounted)
	}
	return found, err
}

// figures counts incidents that were read, when it is its turn.
func figures[T any](ctx context.Context, r *Resolver, count func() T) (T, error) {
	done, err := r.analyses.take(ctx)
	if err != nil {
		var none T
		return none, err
	}
	defer done()
	return count(), nil
}

// zone returns a time zone by its name; nil: that of the user who asks, or of the API key's
// owner.
func (r *Resolver) zone(ctx context.Context, timeZone *string) (*time.Location, error) {
	by, err := auth.Actor(ctx)
	if err != nil {
		return nil, err
	}
	name := model.DefaultTimeZone
	if timeZone != nil {
		name = *timeZone
		if !model.IsTimeZone(name) {
			return nil, fault.Field("time_zone", "unknown_value", "time_zone is the IANA name of a time zone such as Europe/London.")
		}
	} else if by.UserID != "" {
		user, err := db.User(ctx, r.DB.In(by.Environment), by.UserID)
		if err != nil {
			return nil, err
		}
		name = user.TimeZone
	}
	return time.LoadLocation(name)
}

// schedulesOf returns the database, and the ids of the schedules that are asked for; none:
// of all.
func (r *Resolver) schedulesOf(ctx context.Context, ids []string) (db.Env, []string, error) {
	e, err := r.read(ctx, model.SchedulesRead)
	if err != nil {
		return e, nil, err
	}
	found, err := db.ScheduleIDs(ctx, e, ids)
	return e, found, err
}

// cutOut returns a page of what is known whole.
func cutOut[T any](all []T, first, offset int) ([]T, error) {
	w, err := page(&first, nil, nil, nil, &offset).Window(model.Order{})
	if err != nil {
		return nil, err
	}
	from := min(w.Offset, len(all))
	return append([]T{}, all[from:min(from+w.Limit, len(all))]...), nil
}

// expectServices announces the services that a page of figures is about.
func expectServices[T any](ctx context.Context, page []T, id func(T) string) {
	services := make([]string, len(page))
	for i, of := range page {
		services[i] = id(of)
	}
	load(ctx).service.expect(services)
	load(ctx).serviceStatus.expect(services)
}

// expectTimes announces the users and schedules of times.
func expectTimes(ctx context.Context, times []*model.OnCallTime) {
	var users, schedules []string
	for _, one := range times {
		users, schedules = append(users, one.UserID), append(schedules, one.ScheduleID)
	}
	load(ctx).user.expect(users)
	load(ctx).schedule.expect(schedules)
}
