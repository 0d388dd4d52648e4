// Package engine does what is due by itself: for now, it sends the mails of the
// outbox. Any number of servers may run it on one database.
package engine

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/notify"
	"github.com/opsknight/opsknight/model"
)

const (
	// every is how often the engine looks for what is due.
	every = time.Second
	// mailBatch is how many mails are taken at once.
	mailBatch = 20
	// lease is how long a mail is kept from other servers: longer than all of a batch
	// takes. When a server dies while it sends, another sends the mail after that.
	lease = 15 * time.Minute
)

// Engine does what is due. Mailer is nil if the server sends no mail.
type Engine struct {
	DB     *db.DB
	Mailer *notify.Mailer
	Log    *slog.Logger
}

// Run ticks until ctx ends.
func (e *Engine) Run(ctx context.Context) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		if err := e.Tick(ctx); err != nil && !errors.Is(err, context.Canceled) {
			e.Log.ErrorContext(ctx, "tick", "error", err)
		}
	}
}

// Tick does all that is due now.
func (e *Engine) Tick(ctx context.Context) error {
	if e.Mailer == nil {
		return nil
	}
	for _, env := range model.Environments {
		for {
			n, err := e.sendMails(ctx, e.DB.In(env))
			if err != nil {
				return fmt.Errorf("send mails: %w", err)
			}
			if n < mailBatch {
				break
			}
		}
	}
	return nil
}

// sendMails sends a batch of mails that are due, and returns how many it took. What
// became of each is stored whether the server is about to stop or not.
func (e *Engine) sendMails(ctx context.Context, env db.Env) (int, error) {
	mails, err := db.Write(ctx, env, func(ctx context.Context, tx db.Tx) ([]*model.Mail, error) {
		return db.LeaseMails(ctx, tx, mailBatch, lease)
	})
	if err != nil {
		return 0, err
	}
	for _, mail := range mails {
		failed := e.Mailer.Send(ctx, mail)
		if failed != nil {
			e.Log.WarnContext(ctx, "mail", "id", mail.ID, "attempt", mail.Attempts+1, "error", failed)
		}
		err := db.WriteDone(context.WithoutCancel(ctx), env, func(ctx context.Context, tx db.Tx) error {
			outcome := *mail
			if failed != nil {
				outcome.Failed(tx.Now, failed.Error())
			} else {
				outcome.Sent(tx.Now)
			}
			return db.UpdateMail(ctx, tx, &outcome)
		})
		if err != nil {
			return 0, err
		}
	}
	return len(mails), nil
}
