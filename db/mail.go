package db

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"github.com/opsknight/opsknight/model"
)

// InsertMail stores a mail to send.
func InsertMail(ctx context.Context, tx Tx, mail *model.Mail) error { return insert(ctx, tx, mail) }

// LeaseMails returns mails that are due and that no other server is about to send, the
// longest due first, and keeps them from others for a time.
func LeaseMails(ctx context.Context, tx Tx, most int, lease time.Duration) ([]*model.Mail, error) {
	var mails []*model.Mail
	err := tx.lockFree(from(tx, &mails)).Where("mail.next_attempt_at <= ?", tx.Now).OrderExpr("mail.next_attempt_at").Limit(int64(most)).Scan(ctx)
	if err != nil || len(mails) == 0 {
		return nil, err
	}
	ids := make([]string, len(mails))
	for i, mail := range mails {
		ids[i] = mail.ID
	}
	_, err = tx.bun.NewUpdate().Model((*model.Mail)(nil)).Set("next_attempt_at = ?", tx.Now.Add(lease)).
		Where("environment = ?", tx.env).Where("id IN (?)", bun.List(ids)).Exec(ctx)
	return mails, err
}

// UpdateMail stores what became of an attempt.
func UpdateMail(ctx context.Context, tx Tx, mail *model.Mail) error {
	return update(ctx, tx, mail, mail.ID, "attempts", "next_attempt_at", "sent_at", "last_error", "body")
}
