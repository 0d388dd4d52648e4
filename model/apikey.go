package model

import (
	"time"

	"github.com/uptrace/bun"
)

// APIKey lets a script use the API. Only a hash of its secret is stored.
type APIKey struct {
	bun.BaseModel `bun:"table:api_keys,alias:api_key"`
	Placed

	ID         string `bun:",pk"`
	Name       string
	Hash       string  // hex SHA-256 of the secret
	LastFour   string  // the secret's last four characters, for display
	Scopes     []Scope `bun:",type:jsonb"`
	OwnerID    string
	RateEvents *int // requests a minute; nil: the server's limit; 0: no limit
	RateReads  *int
	RateWrites *int
	ExpiresAt  *time.Time // nil: never
	RevokedAt  *time.Time // nil: not revoked
	LastUsedAt *time.Time // nil: never used; up to a few seconds late
	Demo       bool       // made by `opsknight demo`, which revokes its earlier keys
	CreatedAt  time.Time

	// StoredDocumentsOnly tells that the key runs the documents that are stored for it, and
	// opens nothing else. It is so from the start: what was given away cannot come to do more.
	StoredDocumentsOnly bool
}

// Active reports whether the key may be used at now.
func (k *APIKey) Active(now time.Time) bool {
	return k.RevokedAt == nil && (k.ExpiresAt == nil || now.Before(*k.ExpiresAt))
}

// Prefix is how the secrets of an environment's keys begin.
func (e Environment) Prefix() string {
	if e == Test {
		return "sk_test_"
	}
	return "sk_live_"
}

// RateLimits are requests a minute by kind of request. nil: the server's limit; 0: no limit.
type RateLimits struct {
	Events, Reads, Writes *int
}
