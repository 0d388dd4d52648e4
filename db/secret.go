package db

import (
	"context"

	"github.com/uptrace/bun"
)

// SecretFingerprint names the secret key that this database's secrets are sealed with.
type SecretFingerprint struct {
	bun.BaseModel `bun:"table:secret_fingerprint,alias:secret_fingerprint"`

	Singleton   bool `bun:",pk"`
	Fingerprint string
}

// KeepFingerprint returns the fingerprint of the secret key that the database is used
// with. The first server to ask gives its own.
func KeepFingerprint(ctx context.Context, d *DB, fingerprint string) (string, error) {
	mine := &SecretFingerprint{Singleton: true, Fingerprint: fingerprint}
	if _, err := d.writer.NewInsert().Model(mine).On("CONFLICT DO NOTHING").Exec(ctx); err != nil {
		return "", err
	}
	return Fingerprint(ctx, d)
}

// Fingerprint returns the fingerprint of the secret key that the database is used with; "":
// no server has used it yet.
func Fingerprint(ctx context.Context, d *DB) (string, error) {
	kept := new(SecretFingerprint)
	_, err := exists(d.writer.NewSelect().Model(kept).Scan(ctx))
	return kept.Fingerprint, err
}
