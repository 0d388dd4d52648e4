package model

import (
	"strings"
	"time"

	"github.com/uptrace/bun"
)

// Identity is what a provider of single sign-on knows a user as. It is of a LIVE user,
// who has at most one of each issuer.
type Identity struct {
	bun.BaseModel `bun:"table:identities,alias:identity"`
	Placed

	Issuer    string `bun:",pk"`
	Subject   string `bun:",pk"`
	UserID    string
	CreatedAt time.Time
}

// maxSubject is OpenID Connect's own limit, in bytes.
const maxSubject = 255

// Claims are what a provider of single sign-on says of somebody who has signed in there.
type Claims struct {
	Issuer        string
	Subject       string // what the issuer calls them, for ever
	Email         string // "": the provider does not tell
	EmailVerified bool   // the provider has made sure that the address is theirs
	Name          string // "": the provider does not tell
	TimeZone      string // as the provider has it: perhaps none that there is
}

// HasSubject reports whether the subject is one that can be stored.
func (c Claims) HasSubject() bool {
	return c.Subject != "" && len(c.Subject) <= maxSubject && !strings.Contains(c.Subject, "\x00")
}

// NewUser is the input that makes a user of somebody who has no account. A name or a time
// zone that cannot be used is replaced: it must keep nobody from signing in.
func (c Claims) NewUser(role Role) CreateUserInput {
	in := CreateUserInput{Name: strings.TrimSpace(c.Name), Email: c.Email, Role: role, TimeZone: c.TimeZone}
	if in.Name == "" || strings.ContainsRune(in.Name, 0) {
		in.Name, _, _ = strings.Cut(c.Email, "@")
	}
	if letters := []rune(in.Name); len(letters) > MaxName {
		in.Name = string(letters[:MaxName])
	}
	if !IsTimeZone(in.TimeZone) {
		in.TimeZone = DefaultTimeZone
	}
	return in
}
