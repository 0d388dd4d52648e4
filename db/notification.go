package db

import (
	"context"
	"slices"
	"time"

	"github.com/uptrace/bun"

	"github.com/opsknight/opsknight/model"
)

var notificationList = list[*model.Notification]{
	keys: map[string]sortKey[*model.Notification]{
		byCreated: byTime("notification.created_at", func(n *model.Notification) time.Time { return n.CreatedAt }),
	},
	id: func(n *model.Notification) string { return n.ID },
}

// Page returns one notification about an incident, or NotFound: a letter about an
// account is nobody else's business.
func Page(ctx context.Context, r Reader, id string) (*model.Notification, error) {
	notification := new(model.Notification)
	err := named(from(r, notification), model.NotificationID, id).Where("notification.incident_id IS NOT NULL").Scan(ctx)
	return notification, notFound(err, "notification", id)
}

// IncidentNotifications returns a page of what people were sent about an incident.
func IncidentNotifications(ctx context.Context, r Reader, inc *model.Incident, order model.Order, page model.Page) (*model.NotificationConnection, error) {
	found, err := notificationList.read(ctx, r, order, page, func(q *bun.SelectQuery) *bun.SelectQuery {
		return ofIncident(r, q, "notification.incident_id", inc)
	})
	return &model.NotificationConnection{Connection: found}, err
}

// Inbox returns a page of a user's inbox; with unread, of what is not read.
func Inbox(ctx context.Context, r Reader, userID string, unread bool, page model.Page) (*model.NotificationConnection, error) {
	found, err := notificationList.read(ctx, r, Newest, page, func(q *bun.SelectQuery) *bun.SelectQuery {
		return inbox(q, userID, unread)
	})
	return &model.NotificationConnection{Connection: found}, err
}

func inbox(q *bun.SelectQuery, userID string, unread bool) *bun.SelectQuery {
	q = q.Where("notification.user_id = ?", userID).Where("notification.channel = ?", model.ChannelInbox)
	if unread {
		q = q.Where("notification.read_at IS NULL")
	}
	return q
}

// UnreadCount counts what is not read in a user's inbox.
func UnreadCount(ctx context.Context, r Reader, userID string) (int, error) {
	n, err := inbox(from(r, (*model.Notification)(nil)), userID, true).Count(ctx)
	return int(n), err
}

// MarkRead marks what is not read in a user's inbox as read: these, or with nil all. It
// returns how many.
func MarkRead(ctx context.Context, tx Tx, userID string, ids []string) (int, error) {
	q := tx.bun.NewUpdate().Model((*model.Notification)(nil)).Set("read_at = ?", tx.Now).
		Where("environment = ?", tx.env).Where("user_id = ?", userID).
		Where("channel = ?", model.ChannelInbox).Where("read_at IS NULL")
	if ids != nil {
		ids = slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return !model.IsID(id, model.NotificationID) })
		q = q.Where("id IN (?)", bun.List(append(ids, "")))
	}
	result, err := q.Exec(ctx)
	if err != nil {
		return 0, err
	}
	n, err := result.RowsAffected()
	return int(n), err
}

// AttemptsByNotification returns the attempts at these notifications, the first one
// first, by notification.
func AttemptsByNotification(ctx context.Context, r Reader, ids []string) (map[string][]*model.NotificationAttempt, error) {
	var rows []*model.NotificationAttempt
	err := from(r, &rows).Where("attempt.notification_id IN (?)", bun.List(ids)).OrderExpr("attempt.notification_id, attempt.number").Scan(ctx)
	found := map[string][]*model.NotificationAttempt{}
	for _, row := range rows {
		found[row.NotificationID] = append(found[row.NotificationID], row)
	}
	return found, err
}

// InsertNotifications stores new notifications. One that is stored already, for the
// same occasion, stays as it is.
func InsertNotifications(ctx context.Context, tx Tx, rows []*model.Notification) error {
	for _, row := range rows {
		if row.NextAttemptAt != nil {
			tx.Wake(WorkOnNotifications)
		}
	}
	return insertNew(ctx, tx, rows)
}

// LeaseNotifications returns notifications that are due and that no other server is
// about to send, the longest due first, and keeps them from others for a time.
func LeaseNotifications(ctx context.Context, tx Tx, most int, lease time.Duration) ([]*model.Notification, error) {
	var rows []*model.Notification
	err := tx.lockFree(from(tx, &rows)).Where("notification.next_attempt_at <= ?", tx.Now).
		OrderExpr("notification.next_attempt_at").Limit(int64(most)).Scan(ctx)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	ids := make([]string, len(rows))
	for i, row := range rows {
		ids[i] = row.ID
	}
	_, err = tx.bun.NewUpdate().Model((*model.Notification)(nil)).Set("next_attempt_at = ?", tx.Now.Add(lease)).
		Where("environment = ?", tx.env).Where("id IN (?)", bun.List(ids)).Exec(ctx)
	return rows, err
}

// InsertNotificationAttempt stores an attempt at a notification.
func InsertNotificationAttempt(ctx context.Context, tx Tx, attempt *model.NotificationAttempt) error {
	return insert(ctx, tx, attempt)
}

// UpdateNotification stores what became of a notification.
func UpdateNotification(ctx context.Context, tx Tx, n *model.Notification) error {
	return update(ctx, tx, n, n.ID, "status", "attempts", "next_attempt_at", "last_error", "finished_at", "body")
}

// NextNotification returns when a notification is next due; nil: none is.
func NextNotification(ctx context.Context, r Reader) (*time.Time, error) {
	var at time.Time
	found, err := exists(from(r, (*model.Notification)(nil)).Column("next_attempt_at").Where("notification.next_attempt_at IS NOT NULL").
		OrderExpr("notification.next_attempt_at").Limit(1).Scan(ctx, &at))
	if !found {
		return nil, err
	}
	at = at.UTC()
	return &at, nil
}

// LockNotification returns, locked, one notification, or NotFound.
func LockNotification(ctx context.Context, tx Tx, id string) (*model.Notification, error) {
	notification := new(model.Notification)
	err := named(tx.lock(from(tx, notification)), model.NotificationID, id).Scan(ctx)
	return notification, notFound(err, "notification", id)
}
