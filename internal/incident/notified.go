package incident

import (
	"context"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/internal/notify"
	"github.com/opsknight/opsknight/model"
)

// LeaseNotifications returns notifications that are due, at most so many, and keeps them
// from other servers for a time. What is for somebody who was disabled or deleted since
// is not sent: it is given up, and the incident's timeline says so.
func LeaseNotifications(ctx context.Context, tx db.Tx, most int, lease time.Duration) ([]*model.Notification, error) {
	leased, err := db.LeaseNotifications(ctx, tx, most, lease)
	if err != nil || len(leased) == 0 {
		return nil, err
	}
	ids := make([]string, len(leased))
	for i, n := range leased {
		ids[i] = n.UserID
	}
	users, err := db.UsersByID(ctx, tx, distinct(ids))
	if err != nil {
		return nil, err
	}
	send := make([]*model.Notification, 0, len(leased))
	for _, n := range leased {
		why := absent(users[n.UserID])
		if why == "" {
			send = append(send, n)
			continue
		}
		n.GiveUp(tx.Now, why)
		if err := db.UpdateNotification(ctx, tx, n); err != nil {
			return nil, err
		}
		if err := recordSending(ctx, tx, n, model.EventNotificationFailed, changes{"error": why, "next_attempt_at": nil}); err != nil {
			return nil, err
		}
	}
	return send, nil
}

// absent says why nothing is sent to a user any more; "" if something is.
func absent(user *model.User) string {
	switch {
	case user == nil || user.ArchivedAt != nil:
		return "the user was deleted before it was sent"
	case user.Status == model.UserDisabled:
		return user.Name + " was disabled before it was sent"
	}
	return ""
}

// RecordNotification records an attempt to send a notification, and in the incident's
// timeline how it went. What another server has recorded since, because this one took
// too long, stays as it is; what was deleted meanwhile, with its incident, stays gone.
func RecordNotification(ctx context.Context, tx db.Tx, sent *model.Notification, out notify.Outcome, latency time.Duration) error {
	n, err := db.LockNotification(ctx, tx, sent.ID)
	if fault.Is(err, fault.NotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	if n.Status != model.NotificationPending || n.AttemptCount != sent.AttemptCount {
		return nil
	}
	attempt := &model.NotificationAttempt{
		NotificationID: n.ID, Number: n.AttemptCount + 1, Answer: out.Answer, LatencyMs: int(latency.Milliseconds()), CreatedAt: tx.Now,
	}
	what, details := model.EventNotificationSent, changes{"attempt": attempt.Number}
	if out.Err == nil {
		n.Sent(tx.Now)
	} else {
		why := out.Err.Error()
		attempt.Error = &why
		n.Failed(tx.Now, why, out.Final, out.Asked)
		what = model.EventNotificationFailed
		details["error"], details["next_attempt_at"] = why, n.NextAttemptAt
	}
	if err := db.InsertNotificationAttempt(ctx, tx, attempt); err != nil {
		return err
	}
	if err := db.UpdateNotification(ctx, tx, n); err != nil {
		return err
	}
	return recordSending(ctx, tx, n, what, details)
}

// recordSending writes a line into the timeline of a page's incident; a letter has none.
func recordSending(ctx context.Context, tx db.Tx, n *model.Notification, what model.IncidentEventType, details changes) error {
	if n.IncidentID == nil {
		return nil
	}
	details["notification_id"], details["user_id"], details["channel"] = n.ID, n.UserID, n.Channel
	about := &model.Incident{ID: *n.IncidentID}
	return db.InsertIncidentEvent(ctx, tx, line(tx.Stamp, model.System(tx.Environment()), about, what, details))
}
