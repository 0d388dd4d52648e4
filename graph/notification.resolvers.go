package graph

import (
	"context"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/graph/generated"
	"github.com/opsknight/opsknight/internal/account"
	"github.com/opsknight/opsknight/model"
)

func (r *mutationResolver) MarkNotificationsRead(ctx context.Context, input model.MarkNotificationsReadInput) (*model.MarkNotificationsReadPayload, error) {
	return write(ctx, r.Resolver, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.MarkNotificationsReadPayload, error) {
		marked, left, err := account.MarkRead(ctx, tx, by, input.Ids)
		return &model.MarkNotificationsReadPayload{MarkedCount: marked, UnreadCount: left, ClientMutationID: input.ClientMutationID}, err
	})
}

func (r *notificationResolver) User(ctx context.Context, obj *model.Notification) (*model.User, error) {
	return one(ctx, load(ctx).user, &obj.UserID)
}

func (r *notificationResolver) Incident(ctx context.Context, obj *model.Notification) (*model.Incident, error) {
	return one(ctx, load(ctx).incident, obj.IncidentID)
}

func (r *notificationResolver) Attempts(ctx context.Context, obj *model.Notification) ([]*model.NotificationAttempt, error) {
	return load(ctx).attempts.load(ctx, obj.ID)
}

func (r *queryResolver) Inbox(ctx context.Context, unread bool, first *int, after *string, last *int, before *string, offset *int) (*model.NotificationConnection, error) {
	e, owner, err := r.inboxOwner(ctx)
	if err != nil {
		return nil, err
	}
	return expectNotifications(ctx)(db.Inbox(ctx, e, owner, unread, page(first, after, last, before, offset)))
}

func (r *queryResolver) InboxUnreadCount(ctx context.Context) (int, error) {
	e, owner, err := r.inboxOwner(ctx)
	if err != nil {
		return 0, err
	}
	return db.UnreadCount(ctx, e, owner)
}

func (r *Resolver) Notification() generated.NotificationResolver { return &notificationResolver{r} }

type notificationResolver struct{ *Resolver }
