package main

import (
	"context"
	"fmt"
	"path/filepath"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/secret"
)

// secretFile is where the secret key is kept that nobody gave, in --data-dir.
const secretFile = "secret.key"

// secrets opens the box that this server seals and signs with: by --secret-key, else by
// the file in --data-dir, which is made at the first start. It refuses another key than
// the one that the database is used with.
func (s serveSettings) secrets(ctx context.Context, d *db.DB) (*secret.Box, error) {
	path := filepath.Join(s.dataDir, secretFile)
	given := "--secret-key"
	var box *secret.Box
	var err error
	if s.secretKey != "" {
		if box, err = secret.Parse(s.secretKey); err != nil {
			return nil, usageError{fmt.Errorf("--secret-key: %w", err)}
		}
	} else {
		given = path
		if box, err = secret.Load(path); err != nil {
			return nil, err
		}
	}
	kept, err := db.KeepFingerprint(ctx, d, box.Fingerprint())
	if err != nil {
		return nil, err
	}
	if kept != box.Fingerprint() {
		return nil, fmt.Errorf("the secrets in this database are sealed with another secret key than that of %s: "+
			"start with the key it was first served with, by --secret-key or in %s", given, path)
	}
	return box, nil
}
