package db

import (
	"context"

	"github.com/uptrace/bun"

	"github.com/opsknight/opsknight/model"
)

// Settings returns those of the environment; empty ones, of version 0, if nobody has
// set any.
func Settings(ctx context.Context, r Reader) (*model.Settings, error) {
	return readSettings(ctx, from(r, (*model.Settings)(nil)))
}

// LockSettings is Settings for a transaction that will change them.
func LockSettings(ctx context.Context, tx Tx) (*model.Settings, error) {
	return readSettings(ctx, tx.lock(from(tx, (*model.Settings)(nil))))
}

func readSettings(ctx context.Context, q *bun.SelectQuery) (*model.Settings, error) {
	settings := new(model.Settings)
	_, err := exists(q.Model(settings).Scan(ctx))
	return settings, err
}

// StoreSettings stores the settings.
func StoreSettings(ctx context.Context, tx Tx, settings *model.Settings) error {
	settings.Place(tx.env)
	_, err := tx.bun.NewInsert().Model(settings).Returning("NULL").On("CONFLICT (environment) DO UPDATE").
		Set("fallback_user_id = EXCLUDED.fallback_user_id").Set("fallback_team_id = EXCLUDED.fallback_team_id").
		Set("version = EXCLUDED.version").Set("updated_at = EXCLUDED.updated_at").Exec(ctx)
	return translate(err)
}
