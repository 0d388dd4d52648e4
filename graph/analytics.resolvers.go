package graph

import (
	"context"
	"time"

	"github.com/opsknight/opsknight/graph/generated"
	"github.com/opsknight/opsknight/internal/analytics"
	"github.com/opsknight/opsknight/internal/oncall"
	"github.com/opsknight/opsknight/internal/rota"
	"github.com/opsknight/opsknight/model"
)

func (r *coverageGapResolver) Schedule(ctx context.Context, obj *model.CoverageGap) (*model.Schedule, error) {
	return load(ctx).schedule.load(ctx, obj.ScheduleID)
}

func (r *incidentAnalyticsResolver) Total(ctx context.Context, obj *model.IncidentAnalytics) (*model.IncidentFigures, error) {
	return figures(ctx, r.Resolver, func() *model.IncidentFigures { return analytics.Total(obj) })
}

func (r *incidentAnalyticsResolver) Days(ctx context.Context, obj *model.IncidentAnalytics, timeZone *string) ([]*model.IncidentDay, error) {
	loc, err := r.zone(ctx, timeZone)
	if err != nil {
		return nil, err
	}
	days := oncall.Days(loc, obj.Since, obj.Until)
	return figures(ctx, r.Resolver, func() []*model.IncidentDay { return analytics.ByDay(obj, days) })
}

func (r *incidentAnalyticsResolver) WeekHours(ctx context.Context, obj *model.IncidentAnalytics, timeZone *string) ([]*model.WeekHour, error) {
	loc, err := r.zone(ctx, timeZone)
	if err != nil {
		return nil, err
	}
	return figures(ctx, r.Resolver, func() []*model.WeekHour { return analytics.ByWeekHour(obj, loc) })
}

func (r *incidentAnalyticsResolver) Urgencies(ctx context.Context, obj *model.IncidentAnalytics) ([]*model.UrgencyFigures, error) {
	return figures(ctx, r.Resolver, func() []*model.UrgencyFigures { return analytics.ByUrgency(obj) })
}

func (r *incidentAnalyticsResolver) Priorities(ctx context.Context, obj *model.IncidentAnalytics) ([]*model.PriorityFigures, error) {
	return figures(ctx, r.Resolver, func() []*model.PriorityFigures { return analytics.ByPriority(obj) })
}

func (r *incidentAnalyticsResolver) Services(ctx context.Context, obj *model.IncidentAnalytics, first int, offset int) ([]*model.ServiceFigures, error) {
	all, err := figures(ctx, r.Resolver, func() []*model.ServiceFigures { return analytics.ByService(obj) })
	if err != nil {
		return nil, err
	}
	found, err := cutOut(all, first, offset)
	expectServices(ctx, found, func(of *model.ServiceFigures) string { return of.ServiceID })
	return found, err
}

func (r *incidentAnalyticsResolver) Teams(ctx context.Context, obj *model.IncidentAnalytics, first int, offset int) ([]*model.TeamFigures, error) {
	all, err := figures(ctx, r.Resolver, func() []*model.TeamFigures { return analytics.ByTeam(obj) })
	if err != nil {
		return nil, err
	}
	found, err := cutOut(all, first, offset)
	for _, of := range found {
		load(ctx).team.expect(appendID(nil, of.TeamID))
	}
	return found, err
}

func (r *onCallAnalyticsResolver) Users(ctx context.Context, obj *model.OnCallAnalytics, first int, offset int) ([]*model.UserOnCallTime, error) {
	found, err := cutOut(obj.Users, first, offset)
	for _, of := range found {
		load(ctx).user.expect([]string{of.UserID})
		expectTimes(ctx, of.Schedules)
	}
	return found, err
}

func (r *onCallAnalyticsResolver) Schedules(ctx context.Context, obj *model.OnCallAnalytics, first int, offset int) ([]*model.ScheduleOnCallTime, error) {
	found, err := cutOut(obj.Schedules, first, offset)
	for _, of := range found {
		load(ctx).schedule.expect([]string{of.ScheduleID})
		expectTimes(ctx, of.Users)
	}
	return found, err
}

func (r *onCallTimeResolver) Schedule(ctx context.Context, obj *model.OnCallTime) (*model.Schedule, error) {
	return load(ctx).schedule.load(ctx, obj.ScheduleID)
}

func (r *onCallTimeResolver) User(ctx context.Context, obj *model.OnCallTime) (*model.User, error) {
	return load(ctx).user.load(ctx, obj.UserID)
}

func (r *queryResolver) IncidentAnalytics(ctx context.Context, since *time.Time, until *time.Time, filter *model.IncidentAnalyticsFilter) (*model.IncidentAnalytics, error) {
	return r.incidentAnalytics(ctx, since, until, filter)
}

func (r *queryResolver) OnCallAnalytics(ctx context.Context, since *time.Time, until *time.Time, scheduleID []string) (*model.OnCallAnalytics, error) {
	e, ids, err := r.schedulesOf(ctx, scheduleID)
	if err != nil {
		return nil, err
	}
	return rota.Analyze(ctx, e, ids, rota.PastWindowOf(e.Now(), since, until))
}

func (r *queryResolver) CoverageGaps(ctx context.Context, since *time.Time, until *time.Time, scheduleID []string, first int, offset int) ([]*model.CoverageGap, error) {
	e, ids, err := r.schedulesOf(ctx, scheduleID)
	if err != nil {
		return nil, err
	}
	all, err := rota.CoverageGaps(ctx, e, ids, rota.NextWindowOf(e.Now(), since, until))
	if err != nil {
		return nil, err
	}
	found, err := cutOut(all, first, offset)
	for _, gap := range found {
		load(ctx).schedule.expect([]string{gap.ScheduleID})
	}
	return found, err
}

func (r *scheduleOnCallTimeResolver) Schedule(ctx context.Context, obj *model.ScheduleOnCallTime) (*model.Schedule, error) {
	return load(ctx).schedule.load(ctx, obj.ScheduleID)
}

func (r *scheduleOnCallTimeResolver) Users(ctx context.Context, obj *model.ScheduleOnCallTime, first int, offset int) ([]*model.OnCallTime, error) {
	return cutOut(obj.Users, first, offset)
}

func (r *scheduleOnCallTimeResolver) Gaps(ctx context.Context, obj *model.ScheduleOnCallTime, first int, offset int) ([]*model.ScheduleGap, error) {
	return cutOut(obj.Gaps, first, offset)
}

func (r *serviceFiguresResolver) Service(ctx context.Context, obj *model.ServiceFigures) (*model.Service, error) {
	return load(ctx).service.load(ctx, obj.ServiceID)
}

func (r *teamFiguresResolver) Team(ctx context.Context, obj *model.TeamFigures) (*model.Team, error) {
	return one(ctx, load(ctx).team, obj.TeamID)
}

func (r *userOnCallTimeResolver) User(ctx context.Context, obj *model.UserOnCallTime) (*model.User, error) {
	return load(ctx).user.load(ctx, obj.UserID)
}

func (r *userOnCallTimeResolver) Schedules(ctx context.Context, obj *model.UserOnCallTime, first int, offset int) ([]*model.OnCallTime, error) {
	return cutOut(obj.Schedules, first, offset)
}

func (r *Resolver) CoverageGap() generated.CoverageGapResolver { return &coverageGapResolver{r} }

func (r *Resolver) IncidentAnalytics() generated.IncidentAnalyticsResolver {
	return &incidentAnalyticsResolver{r}
}

func (r *Resolver) OnCallAnalytics() generated.OnCallAnalyticsResolver {
	return &onCallAnalyticsResolver{r}
}

func (r *Resolver) OnCallTime() generated.OnCallTimeResolver { return &onCallTimeResolver{r} }

func (r *Resolver) ScheduleOnCallTime() generated.ScheduleOnCallTimeResolver {
	return &scheduleOnCallTimeResolver{r}
}

func (r *Resolver) ServiceFigures() generated.ServiceFiguresResolver {
	return &serviceFiguresResolver{r}
}

func (r *Resolver) TeamFigures() generated.TeamFiguresResolver { return &teamFiguresResolver{r} }

func (r *Resolver) UserOnCallTime() generated.UserOnCallTimeResolver {
	return &userOnCallTimeResolver{r}
}

type (
	coverageGapResolver        struct{ *Resolver }
	incidentAnalyticsResolver  struct{ *Resolver }
	onCallAnalyticsResolver    struct{ *Resolver }
	onCallTimeResolver         struct{ *Resolver }
	scheduleOnCallTimeResolver struct{ *Resolver }
	serviceFiguresResolver     struct{ *Resolver }
	teamFiguresResolver        struct{ *Resolver }
	userOnCallTimeResolver     struct{ *Resolver }
)
