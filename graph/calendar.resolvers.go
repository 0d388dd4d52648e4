package graph

import (
	"context"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/graph/generated"
	"github.com/opsknight/opsknight/internal/account"
	"github.com/opsknight/opsknight/internal/auth"
	"github.com/opsknight/opsknight/model"
)

func (r *calendarFeedResolver) Schedule(ctx context.Context, obj *model.CalendarFeed) (*model.Schedule, error) {
	return one(ctx, load(ctx).schedule, obj.ScheduleID)
}

func (r *calendarFeedResolver) User(ctx context.Context, obj *model.CalendarFeed) (*model.User, error) {
	return one(ctx, load(ctx).user, obj.UserID)
}

func (r *calendarFeedResolver) Owner(ctx context.Context, obj *model.CalendarFeed) (*model.User, error) {
	return load(ctx).user.load(ctx, obj.OwnerID)
}

func (r *mutationResolver) CreateCalendarFeed(ctx context.Context, input model.CreateCalendarFeedInput) (*model.CreateCalendarFeedPayload, error) {
	return write(ctx, r.Resolver, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.CreateCalendarFeedPayload, error) {
		feed, token, err := account.CreateCalendarFeed(ctx, tx, by, input)
		payload := &model.CreateCalendarFeedPayload{CalendarFeed: feed, Replayed: token == "", ClientMutationID: input.ClientMutationID}
		if token != "" {
			path := "/ical/" + token + ".ics"
			payload.Path = &path
		}
		return payload, err
	})
}

func (r *mutationResolver) RevokeCalendarFeed(ctx context.Context, input model.RevokeCalendarFeedInput) (*model.RevokeCalendarFeedPayload, error) {
	return write(ctx, r.Resolver, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.RevokeCalendarFeedPayload, error) {
		err := account.RevokeCalendarFeed(ctx, tx, by, input.ID)
		return &model.RevokeCalendarFeedPayload{RevokedID: input.ID, ClientMutationID: input.ClientMutationID}, err
	})
}

func (r *queryResolver) CalendarFeeds(ctx context.Context, first *int, after *string, last *int, before *string, offset *int) (*model.CalendarFeedConnection, error) {
	by, err := auth.Require(ctx, model.SchedulesRead)
	if err != nil {
		return nil, err
	}
	owner := &by.UserID
	if by.NeedAdminSession() == nil {
		owner = nil
	}
	found, err := db.CalendarFeeds(ctx, r.DB.In(by.Environment), owner, page(first, after, last, before, offset))
	if err != nil {
		return nil, err
	}
	expectFeeds(ctx, found.Nodes)
	return found, nil
}

func (r *Resolver) CalendarFeed() generated.CalendarFeedResolver { return &calendarFeedResolver{r} }

type calendarFeedResolver struct{ *Resolver }
