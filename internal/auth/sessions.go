package auth

import (
	"context"
	"fmt"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/model"
)

// Sessions tells whose session a cookie is of. It remembers for a moment what it has
// read, as Keys does.
type Sessions struct {
	db    *db.DB
	known *memory // by hash of the token
}

// NewSessions returns the sessions of d.
func NewSessions(d *db.DB) *Sessions { return &Sessions{db: d, known: newMemory()} }

// Person is who is signed in, and who stands for them in the sandbox.
type Person struct {
	Actor  model.Actor // in LIVE
	TwinID string      // "": no TEST user stands for them yet
}

// In returns the person as an actor in env. In TEST there has to be a twin.
func (p Person) In(env model.Environment) model.Actor {
	actor := p.Actor
	actor.Environment = env
	if env == model.Test {
		actor.ID, actor.UserID = p.TwinID, p.TwinID
	}
	return actor
}

// Person returns who is signed in by a token: Unauthorized if nobody is.
func (s *Sessions) Person(ctx context.Context, token string) (Person, error) {
	if !isToken(token) {
		return Person{}, Ended()
	}
	now := s.db.Now()
	hash := Hash(token)
	known, err := s.known.recall(ctx, hash, now, func(ctx context.Context) (remembered, error) { return s.read(ctx, hash, now) })
	if err != nil {
		return Person{}, err
	}
	if known.actor == nil || !now.Before(*known.expires) {
		return Person{}, Ended()
	}
	return Person{Actor: *known.actor, TwinID: known.twinID}, nil
}

func (s *Sessions) read(ctx context.Context, hash string, now time.Time) (remembered, error) {
	found, err := db.SessionByHash(ctx, s.db, hash)
	if err != nil {
		return remembered{}, fmt.Errorf("look up session: %w", err)
	}
	if found == nil || found.User.Status == model.UserDisabled {
		return remembered{at: now}, nil
	}
	user := found.User
	known := remembered{at: now, expires: &found.Session.ExpiresAt, actor: &model.Actor{
		Environment: model.Live, Type: model.ActorUser, ID: user.ID, Name: user.Name, UserID: user.ID, Role: user.Role, Session: hash,
	}}
	if found.TwinID != nil {
		known.twinID = *found.TwinID
	}
	return known, nil
}

// Forget makes this server look sessions up anew, after one was changed here.
func (s *Sessions) Forget() { s.known.forget() }

// Ended is the fault of a session that is unknown, over, or of somebody disabled.
func Ended() *fault.Error {
	return fault.New(fault.Unauthorized, "The session has ended: sign in again.")
}
