package engine

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/account"
	"github.com/opsknight/opsknight/internal/secret"
	"github.com/opsknight/opsknight/internal/webhook"
	"github.com/opsknight/opsknight/model"
)

const (
	// mostRequests is how many webhooks are being sent at once, and mostToOne how many of
	// them to one endpoint: one that hangs takes no others' turns.
	mostRequests = 128
	mostToOne    = 8
	// patience is how long an endpoint may fail before it is sent to one by one.
	patience = time.Minute
	// webhookLease is how long a delivery is kept from other servers: longer than an
	// attempt takes. When a server dies while it sends, another sends after that.
	webhookLease = time.Minute
	// webhookPoll is how often the outbox is looked at when nobody says that there is
	// something in it.
	webhookPoll = time.Second
	// lastRequests is how long requests in flight may take when the server stops.
	lastRequests = 5 * time.Second
)

// Webhooks sends what is in the outbox for webhooks. Any number of servers may do so on
// one database.
type Webhooks struct {
	DB       *db.DB
	Client   *webhook.Client
	Box      *secret.Box
	Schedule webhook.Schedule
	Log      *slog.Logger
	Observe  func(outcome string) // hears of each attempt that is recorded; nil: nobody does
}

// What comes of an attempt at a webhook, as Observe hears it.
const (
	attemptDelivered = "delivered"
	attemptFailed    = "failed"   // it is tried again
	attemptGivenUp   = "given_up" // it is not
)

// Run sends whatever is due, when it is due, until ctx ends; then it lets the requests in
// flight finish. Whoever stores a delivery may say so on wake.
func (w *Webhooks) Run(ctx context.Context, wake <-chan struct{}) {
	s := w.sender(ctx)
	defer s.cancel()
	for {
		next, err := s.start(ctx)
		if err != nil && !errors.Is(err, context.Canceled) {
			w.Log.ErrorContext(ctx, "send webhooks", "error", err)
		}
		pause := time.NewTimer(next)
		select {
		case <-ctx.Done():
			pause.Stop()
			s.finish(ctx)
			return
		case sent := <-s.sent:
			if err := s.record(ctx, sent); err != nil {
				w.Log.ErrorContext(ctx, "record webhooks", "error", err)
			}
		case <-wake:
		case <-pause.C:
		}
		pause.Stop()
	}
}

// Deliver sends all that is due now, and returns how many attempts that took.
func (w *Webhooks) Deliver(ctx context.Context) (int, error) {
	s := w.sender(ctx)
	defer s.cancel()
	var failed error
	for {
		if _, err := s.start(ctx); err != nil {
			failed = errors.Join(failed, err)
		}
		if s.flying == 0 {
			return s.attempts, failed
		}
		if failed = errors.Join(failed, s.record(ctx, <-s.sent)); failed != nil {
			s.finish(ctx)
			return s.attempts, failed
		}
	}
}

// sender is what one loop knows of its requests. Only the loop itself uses it; the
// requests answer by the channel.
type sender struct {
	*Webhooks
	requests context.Context // of the requests: it outlives the loop's for a moment
	cancel   context.CancelFunc
	sent     chan outcome
	flying   int            // requests in flight
	to       map[string]int // the same by webhook
	attempts int            // that were recorded
}

func (w *Webhooks) sender(ctx context.Context) *sender {
	requests, cancel := context.WithCancel(context.WithoutCancel(ctx))
	context.AfterFunc(ctx, func() { time.AfterFunc(lastRequests, cancel) })
	return &sender{Webhooks: w, requests: requests, cancel: cancel, sent: make(chan outcome, mostRequests), to: map[string]int{}}
}

// start begins as many requests as there is room for, and returns how long the outbox
// need not be looked at.
func (s *sender) start(ctx context.Context) (time.Duration, error) {
	pause := webhookPoll
	for _, env := range model.Environments {
		if s.flying == mostRequests {
			return pause, nil
		}
		e := s.DB.In(env)
		hooks, err := db.DueWebhooks(ctx, e)
		if err != nil {
			return pause, fmt.Errorf("find webhooks: %w", err)
		}
		var due []db.DueWebhook
		for _, hook := range hooks {
			if wait := hook.Next.Sub(s.DB.Now()); wait > 0 {
				pause = min(pause, wait)
			} else if s.room(hook.Webhook) > 0 {
				due = append(due, hook)
			}
		}
		if err := s.lease(ctx, e, due); err != nil {
			return pause, fmt.Errorf("lease deliveries: %w", err)
		}
	}
	return pause, nil
}

// room is how many more requests to a webhook may begin. One that has failed for a while
// may not hold the places of others.
func (s *sender) room(hook *model.Webhook) int {
	most := mostToOne
	if hook.FailingSince != nil && s.DB.Now().Sub(*hook.FailingSince) > patience {
		most = 1
	}
	return min(most-s.to[hook.ID], mostRequests-s.flying)
}

// lease takes deliveries of these webhooks, no more than can be sent at once, and begins
// to send them.
func (s *sender) lease(ctx context.Context, e db.Env, due []db.DueWebhook) error {
	if len(due) == 0 {
		return nil
	}
	free := mostRequests - s.flying
	type taken struct {
		hook       *model.Webhook
		deliveries []*model.WebhookDelivery
	}
	all, err := db.Write(ctx, e, func(ctx context.Context, tx db.Tx) ([]taken, error) {
		var all []taken
		left := free
		for _, hook := range due {
			if hook.Status == model.WebhookDisabled { // since its deliveries were stored
				if err := db.FailPending(ctx, tx, hook.ID, account.WebhookIsDisabled); err != nil {
					return nil, err
				}
				continue
			}
			room := min(s.room(hook.Webhook), left)
			if room <= 0 {
				continue
			}
			deliveries, err := db.LeaseDeliveries(ctx, tx, hook.ID, room, webhookLease)
			if err != nil {
				return nil, err
			}
			left -= len(deliveries)
			all = append(all, taken{hook.Webhook, deliveries})
		}
		return all, nil
	})
	if err != nil {
		return err
	}
	for _, one := range all {
		for _, delivery := range one.deliveries {
			s.flying++
			s.to[one.hook.ID]++
			go func() { s.sent <- s.send(e.Environment(), one.hook, delivery) }()
		}
	}
	return nil
}

// finish waits for the requests in flight, and records what came of them.
func (s *sender) finish(ctx context.Context) {
	for s.flying > 0 {
		if err := s.record(ctx, <-s.sent); err != nil {
			s.Log.ErrorContext(ctx, "record webhooks", "error", err)
		}
	}
}

// send makes one attempt.
func (s *sender) send(env model.Environment, hook *model.Webhook, delivery *model.WebhookDelivery) outcome {
	at := s.DB.Now()
	o := outcome{env: env, hook: hook, delivery: delivery, at: at}
	secrets, err := webhook.Secrets(s.Box, hook, at)
	if err != nil {
		return s.unsealed(o, err)
	}
	header, err := webhook.OwnHeaders(s.Box, hook)
	if err != nil {
		return s.unsealed(o, err)
	}
	body := []byte(delivery.Body)
	for name, values := range webhook.Headers(secrets, delivery.ID, at, body) {
		header[name] = values
	}
	ctx, end := s.DB.Span(s.requests, "webhook "+string(delivery.Event))
	if o.answer, o.err = s.Client.Post(ctx, hook.URL, header, body); o.err == nil && !o.answer.OK() {
		o.err = fmt.Errorf("it answered %d", o.answer.Status)
	}
	end(o.err)
	o.cancelled = o.err != nil && s.requests.Err() != nil
	return o
}

func (s *sender) unsealed(o outcome, err error) outcome {
	s.Log.ErrorContext(s.requests, "webhook", "delivery", o.delivery.ID, "error", err)
	o.err = errors.New("the server cannot open the secret of this webhook: rotate it")
	return o
}
