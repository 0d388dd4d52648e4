package engine

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/incident"
	"github.com/opsknight/opsknight/internal/notify"
	"github.com/opsknight/opsknight/model"
)

const (
	// sendersAtOnce is how many notifications are sent at the same time.
	sendersAtOnce = 16
	// notificationLease is how long a notification is kept from other servers: longer
	// than it takes to send one. When a server dies while it sends, another sends the
	// notification after that.
	notificationLease = time.Minute
)

// Notifications sends what people are told.
type Notifications struct {
	DB     *db.DB
	Sender *notify.Sender
	Log    *slog.Logger
	// Observe hears of each attempt and its outcome; nil: nobody does.
	Observe func(channel model.NotificationChannel, outcome string)
}

// Run sends what is due until ctx ends. What is being sent then is recorded still.
func (s *Notifications) Run(ctx context.Context) {
	var sending sync.WaitGroup
	defer sending.Wait()
	wakeups := s.DB.Wakeups(db.WorkOnNotifications)
	finished := make(chan struct{}, 1)
	free := make(chan struct{}, sendersAtOnce)
	for {
		n, err := s.lease(ctx, cap(free)-len(free), func(env db.Env, row *model.Notification) {
			free <- struct{}{}
			sending.Go(func() {
				s.send(ctx, env, row)
				<-free
				select {
				case finished <- struct{}{}:
				default:
				}
			})
		})
		wait := poll
		switch {
		case ctx.Err() != nil:
			return
		case err != nil:
			s.Log.ErrorContext(ctx, "notifications", "error", err)
			wait = pause
		case n > 0 && len(free) < cap(free):
			continue // there may be more
		case n == 0:
			wait = s.untilNext(ctx)
		}
		timer := time.NewTimer(wait)
		select {
		case <-ctx.Done():
		case <-timer.C:
		case <-wakeups:
		case <-finished:
		}
		timer.Stop()
	}
}

// untilNext returns how long it is until something is next due.
func (s *Notifications) untilNext(ctx context.Context) time.Duration {
	wait := poll
	for _, env := range model.Environments {
		if next, err := db.NextNotification(ctx, s.DB.In(env)); err == nil && next != nil {
			wait = min(wait, max(0, next.Sub(s.DB.Now())))
		}
	}
	return wait
}

// Deliver sends a batch of what is due, and returns how many when all are recorded.
func (s *Notifications) Deliver(ctx context.Context) (int, error) {
	var sending sync.WaitGroup
	defer sending.Wait()
	return s.lease(ctx, sendersAtOnce, func(env db.Env, row *model.Notification) {
		sending.Go(func() { s.send(ctx, env, row) })
	})
}

// lease takes at most so many of what is due, and hands them to send.
func (s *Notifications) lease(ctx context.Context, most int, send func(db.Env, *model.Notification)) (int, error) {
	taken := 0
	for _, env := range model.Environments {
		if taken == most {
			break
		}
		e := s.DB.In(env)
		next, err := db.NextNotification(ctx, e)
		if err != nil {
			return taken, err
		}
		if next == nil || next.After(s.DB.Now()) {
			continue
		}
		rows, err := db.Write(ctx, e, func(ctx context.Context, tx db.Tx) ([]*model.Notification, error) {
			return incident.LeaseNotifications(ctx, tx, most-taken, notificationLease)
		})
		if err != nil {
			return taken, fmt.Errorf("lease notifications: %w", err)
		}
		for _, row := range rows {
			send(e, row)
		}
		taken += len(rows)
	}
	return taken, nil
}

// send sends one notification and records the attempt, whether the server is about to
// stop or not.
func (s *Notifications) send(ctx context.Context, env db.Env, row *model.Notification) {
	began := time.Now() //nolint:forbidigo // measures, and decides nothing
	ctx, end := s.DB.Span(ctx, "notification by "+string(row.Channel))
	out := s.Sender.Send(ctx, row, s.DB.Now())
	defer func() { end(out.Err) }()
	if out.Stopped(ctx) {
		return // the lease will end
	}
	if s.Observe != nil {
		s.Observe(row.Channel, out.Word())
	}
	if out.Err != nil {
		s.Log.WarnContext(ctx, "a notification was not sent", "notification", row.ID, "channel", row.Channel, "attempt", row.AttemptCount+1, "error", out.Err)
	}
	err := db.WriteDone(context.WithoutCancel(ctx), env, func(ctx context.Context, tx db.Tx) error {
		return incident.RecordNotification(ctx, tx, row, out, time.Since(began))
	})
	if err != nil {
		s.Log.ErrorContext(ctx, "an attempt to send a notification is not recorded: it will be sent again", "notification", row.ID, "error", err)
	}
}
