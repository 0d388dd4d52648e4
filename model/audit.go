package model

import (
	"time"

	"github.com/uptrace/bun"
)

// AuditEntry is one change to what people set up: who did it, how, and what.
type AuditEntry struct {
	bun.BaseModel `bun:"table:audit_log,alias:audit_entry"`
	Placed

	ID         string `bun:",pk"`
	Action     string // noun and past participle: team.created
	ObjectID   string
	ObjectName string // at that time
	ActorType  ActorType
	ActorID    string
	ActorName  string
	UserID     *string // who it was, or whose API key; nil: the server itself
	Changes    JSON    // by field: before and after
	RequestID  string  // of the request that did it; "": none did
	CreatedAt  time.Time
}

// Actor is who did it.
func (a *AuditEntry) Actor() *Actor {
	return &Actor{Type: a.ActorType, ID: a.ActorID, Name: a.ActorName}
}

// SecretShown stands for a value that is nobody's business, as a hash of a password.
const SecretShown = "(secret)"

// Change is one field's value before and after a change, as JSON shows it.
type Change struct {
	Before any `json:"before"`
	After  any `json:"after"`
}

// Changes are the changes of one object, by field.
type Changes map[string]Change
