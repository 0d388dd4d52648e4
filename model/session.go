package model

import (
	"time"

	"github.com/uptrace/bun"
)

// Session is a person's being signed in by a browser. It is of a LIVE user.
type Session struct {
	bun.BaseModel `bun:"table:sessions,alias:session"`
	Placed

	TokenHash string `bun:",pk"` // of what the cookie holds
	UserID    string
	ExpiresAt time.Time
	CreatedAt time.Time
}

// SessionLife is how long a session lasts.
const SessionLife = 30 * 24 * time.Hour

// PasswordTokenPurpose is what a password token was made for.
type PasswordTokenPurpose string

// The purposes.
const (
	TokenInvitation PasswordTokenPurpose = "INVITATION"
	TokenReset      PasswordTokenPurpose = "RESET"
)

// Life is how long a token for this purpose can be used.
func (p PasswordTokenPurpose) Life() time.Duration {
	if p == TokenReset {
		return time.Hour
	}
	return 7 * 24 * time.Hour
}

// PasswordToken lets somebody choose a password, once, without having one.
type PasswordToken struct {
	bun.BaseModel `bun:"table:password_tokens,alias:password_token"`
	Placed

	TokenHash string `bun:",pk"`
	UserID    string
	Purpose   PasswordTokenPurpose
	ExpiresAt time.Time
	CreatedAt time.Time
}

// SetupToken is what the first administrator is made with, while there is nobody.
type SetupToken struct {
	bun.BaseModel `bun:"table:setup_tokens,alias:setup_token"`
	Placed

	Token string
}
