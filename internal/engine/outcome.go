package engine

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/account"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/internal/webhook"
	"github.com/opsknight/opsknight/model"
)

// failingMost is how long an endpoint may take nothing before it is disabled.
const failingMost = 5 * 24 * time.Hour

// mostOutcomes is how many outcomes are recorded in one transaction.
const mostOutcomes = 64

// outcome is what came of one attempt.
type outcome struct {
	env       model.Environment
	hook      *model.Webhook // as it was when the delivery was leased
	delivery  *model.WebhookDelivery
	at        time.Time
	answer    webhook.Answer
	err       error // nil: it was taken
	cancelled bool  // by this server: it says nothing of the endpoint
	givenUp   bool  // found when it is recorded: it is not tried again
}

// name is what Observe hears of the outcome.
func (o outcome) name() string {
	switch {
	case o.err == nil:
		return attemptDelivered
	case o.givenUp:
		return attemptGivenUp
	}
	return attemptFailed
}

// record stores the outcome, and those that wait behind it: what is sent while a
// transaction commits shares the next one.
func (s *sender) record(ctx context.Context, first outcome) error {
	ctx = context.WithoutCancel(ctx)
	byEnv := map[model.Environment][]outcome{}
	take := func(o outcome) {
		s.flying--
		if s.to[o.hook.ID]--; s.to[o.hook.ID] == 0 {
			delete(s.to, o.hook.ID)
		}
		if !o.cancelled {
			byEnv[o.env] = append(byEnv[o.env], o)
		}
	}
	take(first)
	for n := 1; n < mostOutcomes && len(s.sent) > 0; n++ {
		take(<-s.sent)
	}
	var failed error
	for env, outcomes := range byEnv {
		err := db.WriteDone(ctx, s.DB.In(env), func(ctx context.Context, tx db.Tx) error { return s.store(ctx, tx, outcomes) })
		failed = errors.Join(failed, err)
		s.attempts += len(outcomes)
		if err == nil && s.Observe != nil {
			for _, o := range outcomes {
				s.Observe(o.name())
			}
		}
	}
	return failed
}

// store records outcomes of one environment: the attempts, what is to be done next, and
// what they say of the endpoints.
func (s *sender) store(ctx context.Context, tx db.Tx, outcomes []outcome) error {
	sent := make([]*model.WebhookDelivery, len(outcomes))
	for i, o := range outcomes {
		sent[i] = o.delivery
	}
	locked, err := db.LockDeliveries(ctx, tx, sent)
	if err != nil {
		return err
	}
	var attempts []*model.WebhookAttempt
	seen := map[string]*health{}
	for i, o := range outcomes {
		d := locked[o.delivery.ID]
		if d == nil { // deleted meanwhile, with its webhook or incident
			continue
		}
		givenUp := s.conclude(d, o, tx.Now)
		outcomes[i].givenUp = givenUp
		attempts = append(attempts, o.attempt(d.AttemptCount))
		if err := db.UpdateDelivery(ctx, tx, d); err != nil {
			return err
		}
		if givenUp {
			if err := recordFailure(ctx, tx, o.hook, d); err != nil {
				return err
			}
		}
		if seen[o.hook.ID] == nil {
			seen[o.hook.ID] = &health{hook: o.hook}
		}
		seen[o.hook.ID].see(o)
	}
	if err := db.InsertAttempts(ctx, tx, attempts); err != nil {
		return err
	}
	if err := db.Settle(ctx, tx, sent); err != nil {
		return err
	}
	for _, one := range seen {
		if err := one.store(ctx, tx); err != nil {
			return err
		}
	}
	return nil
}

// conclude says what becomes of a delivery after an attempt, and whether it is given up.
func (s *sender) conclude(d *model.WebhookDelivery, o outcome, now time.Time) (givenUp bool) {
	d.AttemptCount++
	d.Tried++
	d.LastStatus, d.LastError = nil, nil
	if o.answer.Status != 0 {
		d.LastStatus = &o.answer.Status
	}
	if o.err == nil {
		d.Finish(model.DeliveryDelivered, now)
		return false
	}
	why := o.err.Error()
	d.LastError = &why
	if d.Status != model.DeliveryPending { // its webhook was disabled meanwhile
		return false
	}
	wait, again := s.Schedule.Next(d.Tried, o.answer, now)
	if !again || o.gone() {
		d.Finish(model.DeliveryFailed, now)
		return true
	}
	next := now.Add(wait)
	d.NextAttemptAt = &next
	return false
}

// gone reports whether the endpoint says that there will never be anything again.
func (o outcome) gone() bool { return o.answer.Status == http.StatusGone }

func (o outcome) attempt(number int) *model.WebhookAttempt {
	attempt := &model.WebhookAttempt{
		DeliveryID: o.delivery.ID, Number: number, LatencyMS: int(o.answer.Latency.Milliseconds()), Answer: o.answer.Body, CreatedAt: o.at.UTC().Truncate(time.Microsecond),
	}
	if o.answer.Status != 0 {
		attempt.Status = &o.answer.Status
	}
	if o.err != nil {
		why := o.err.Error()
		attempt.Error = &why
	}
	return attempt
}

// recordFailure writes into an incident's timeline that an endpoint was not told.
func recordFailure(ctx context.Context, tx db.Tx, hook *model.Webhook, d *model.WebhookDelivery) error {
	if d.IncidentID == nil {
		return nil
	}
	by := model.System(tx.Environment())
	return db.InsertIncidentEvent(ctx, tx, &model.IncidentEvent{
		ID: tx.NewID(model.IncidentEventID), IncidentID: *d.IncidentID, Type: model.EventWebhookFailed,
		ActorType: by.Type, ActorID: by.ID, ActorName: by.Name, CreatedAt: tx.Now,
		Details: model.ToJSON(map[string]any{
			"webhook": webhook.Ref{ID: hook.ID, Name: hook.Name}, "delivery_id": d.ID, "event": d.Event, "attempts": d.Tried, "reason": d.LastError,
		}),
	})
}

// health is what some attempts say of an endpoint.
type health struct {
	hook  *model.Webhook
	taken bool
	gone  bool
	last  error
}

func (h *health) see(o outcome) {
	h.taken = h.taken || o.err == nil
	h.gone = h.gone || o.gone()
	if o.err != nil {
		h.last = o.err
	}
}

func (h *health) store(ctx context.Context, tx db.Tx) error {
	switch since := h.hook.FailingSince; {
	case h.gone:
		return disable(ctx, tx, h.hook.ID, "It answered 410: it wants nothing any more.")
	case h.taken && since == nil:
		return nil
	case h.taken:
		return db.ClearFailing(ctx, tx, h.hook.ID)
	case since == nil:
		return db.SetFailing(ctx, tx, h.hook.ID, tx.Now)
	case tx.Now.Sub(*since) >= failingMost:
		return disable(ctx, tx, h.hook.ID, fmt.Sprintf("It has taken nothing since %s; the last attempt failed: %s.", since.Format(time.RFC3339), h.last))
	}
	return nil
}

// disable ends sending to an endpoint, and what is pending for it.
func disable(ctx context.Context, tx db.Tx, id, reason string) error {
	hook, err := db.LockWebhook(ctx, tx, id)
	if f := fault.Of(err); f != nil && f.Code == fault.NotFound { // deleted meanwhile
		return nil
	}
	if err != nil {
		return err
	}
	return account.DisableWebhook(ctx, tx, model.System(tx.Environment()), hook, reason)
}
