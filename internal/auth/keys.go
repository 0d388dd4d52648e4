package auth

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/model"
)

// touchEvery is how often the last use of keys is stored.
const touchEvery = 5 * time.Second

// Keys tells whose an API key or routing key is. It remembers for a moment what it
// has read, also that a key does not exist, so that neither a busy client nor one
// that guesses costs a look-up per request.
type Keys struct {
	db  *db.DB
	log *slog.Logger

	secrets *memory // by hash
	routes  *memory // by routing key

	mu   sync.Mutex
	used map[model.Environment]map[string]time.Time // keys by id, since the last Touch
}

// NewKeys returns the keys of d.
func NewKeys(d *db.DB, log *slog.Logger) *Keys {
	return &Keys{
		db: d, log: log, secrets: newMemory(), routes: newMemory(),
		used: map[model.Environment]map[string]time.Time{},
	}
}

// APIKey returns who may act with this secret now: Unauthorized if nobody may.
func (k *Keys) APIKey(ctx context.Context, secret string) (model.Actor, error) {
	if secret == "" {
		return model.Actor{}, Missing()
	}
	if !isSecret(secret) {
		return model.Actor{}, Wrong()
	}
	now := k.db.Now()
	hash := Hash(secret)
	known, err := k.secrets.recall(ctx, hash, now, func(ctx context.Context) (remembered, error) {
		return k.readKey(ctx, hash, now)
	})
	if err != nil {
		return model.Actor{}, err
	}
	if known.actor == nil || known.expires != nil && !now.Before(*known.expires) {
		return model.Actor{}, Wrong()
	}
	k.use(*known.actor, now)
	return *known.actor, nil
}

// Knows reports whether the secret is remembered, as a key or as none: whether to
// look at it costs nothing.
func (k *Keys) Knows(secret string) bool {
	return !isSecret(secret) || k.secrets.fresh(Hash(secret), k.db.Now())
}

func (k *Keys) readKey(ctx context.Context, hash string, now time.Time) (remembered, error) {
	found, err := db.APIKeyByHash(ctx, k.db, hash)
	if err != nil {
		return remembered{}, fmt.Errorf("look up API key: %w", err)
	}
	if found == nil || !found.Key.Active(now) || found.Status == model.UserDisabled {
		return remembered{at: now}, nil
	}
	key := found.Key
	var stored map[string]bool
	if key.StoredDocumentsOnly {
		if stored, err = db.StoredHashes(ctx, k.db.In(key.Environment), key.ID); err != nil {
			return remembered{}, fmt.Errorf("look up documents of API key: %w", err)
		}
	}
	return remembered{at: now, expires: key.ExpiresAt, actor: &model.Actor{
		Environment: key.Environment,
		Type:        model.ActorAPIKey,
		ID:          key.ID,
		Name:        key.Name,
		UserID:      key.OwnerID,
		Role:        found.Role,
		Scopes:      key.Scopes,
		StoredOnly:  key.StoredDocumentsOnly,
		Stored:      stored,
		Limits:      model.RateLimits{Events: key.RateEvents, Reads: key.RateReads, Writes: key.RateWrites},
	}}, nil
}

// Integration returns the integration with this routing key as an actor, or nil if
// there is none that may send.
func (k *Keys) Integration(ctx context.Context, routingKey string) (*model.Actor, error) {
	if !model.IsRoutingKey(routingKey) {
		return nil, nil
	}
	now := k.db.Now()
	known, err := k.routes.recall(ctx, routingKey, now, func(ctx context.Context) (remembered, error) {
		return k.readRoute(ctx, routingKey, now)
	})
	return known.actor, err
}

func (k *Keys) readRoute(ctx context.Context, routingKey string, now time.Time) (remembered, error) {
	found, slug, err := db.IntegrationByRoutingKey(ctx, k.db, routingKey)
	if err != nil {
		return remembered{}, fmt.Errorf("look up routing key: %w", err)
	}
	if found == nil {
		return remembered{at: now}, nil
	}
	return remembered{at: now, actor: &model.Actor{
		Environment: found.Environment, Type: model.ActorIntegration, ID: found.ID, Name: found.Name,
		ServiceID: found.ServiceID, ServiceSlug: slug, RoutingKey: routingKey,
	}}, nil
}

// KnowsRoute reports whether the routing key is remembered, as one or as none.
func (k *Keys) KnowsRoute(routingKey string) bool {
	return !model.IsRoutingKey(routingKey) || k.routes.fresh(routingKey, k.db.Now())
}

// Forget makes this server look keys up anew, after one was changed here.
func (k *Keys) Forget() {
	k.secrets.forget()
	k.routes.forget()
}

func (k *Keys) use(actor model.Actor, now time.Time) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.used[actor.Environment] == nil {
		k.used[actor.Environment] = map[string]time.Time{}
	}
	k.used[actor.Environment][actor.ID] = now
}

// Touch stores when keys were last used.
func (k *Keys) Touch(ctx context.Context) error {
	k.mu.Lock()
	used := k.used
	k.used = map[model.Environment]map[string]time.Time{}
	k.mu.Unlock()
	for env, keys := range used {
		err := db.WriteDone(ctx, k.db.In(env), func(ctx context.Context, tx db.Tx) error {
			return db.TouchAPIKeys(ctx, tx, keys)
		})
		if err != nil {
			return fmt.Errorf("store last use of API keys: %w", err)
		}
	}
	return nil
}

// Run stores when keys were last used, every few seconds until ctx ends, and then
// once more.
func (k *Keys) Run(ctx context.Context) {
	tick := time.NewTicker(touchEvery)
	defer tick.Stop()
	for ctx.Err() == nil {
		select {
		case <-ctx.Done():
		case <-tick.C:
		}
		if err := k.Touch(context.WithoutCancel(ctx)); err != nil {
			k.log.WarnContext(ctx, "keys", "error", err)
		}
	}
}
