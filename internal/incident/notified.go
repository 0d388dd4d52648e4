package incident

import (
	"context"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/model"
)

// RecordNotification records an attempt to send a notification, and in the incident's
// timeline how it went. final: a failure would not go better another time. What another
// server has recorded since, because this one took too long, stays as it is.
func RecordNotification(ctx context.Context, tx db.Tx, sent *model.Notification, attempt model.NotificationAttempt, final bool) error {
	n, err := db.LockNotification(ctx, tx, sent.ID)
	if err != nil {
		return err
	}
	if n.Status != model.NotificationPending || n.AttemptCount != sent.AttemptCount {
		return nil
	}
	attempt.NotificationID, attempt.Number, attempt.CreatedAt = n.ID, n.AttemptCount+1, tx.Now
	what := model.EventNotificationSent
	details := changes{"notification_id": n.ID, "user_id": n.UserID, "channel": n.Channel, "attempt": attempt.Number}
	if attempt.Error == nil {
		n.Sent(tx.Now)
	} else {
		n.Failed(tx.Now, *attempt.Error, final)
		what = model.EventNotificationFailed
		details["error"], details["next_attempt_at"] = *attempt.Error, n.NextAttemptAt
	}
	if err := db.FinishNotificationAttempt(ctx, tx, n, &attempt); err != nil {
		return err
	}
	if n.IncidentID == nil {
		return nil
	}
	about := &model.Incident{ID: *n.IncidentID}
	return db.InsertIncidentEvent(ctx, tx, line(tx.Stamp, model.System(tx.Environment()), about, what, details))
}
