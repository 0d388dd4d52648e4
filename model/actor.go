package model

import (
	"slices"

	"github.com/opsknight/opsknight/internal/fault"
)

// ActorType is the kind of who did something.
type ActorType string

// The kinds of actor.
const (
	ActorUser        ActorType = "USER"        // a person, by a web session
	ActorAPIKey      ActorType = "API_KEY"     // a script
	ActorIntegration ActorType = "INTEGRATION" // a monitoring tool, by its routing key
	ActorSystem      ActorType = "SYSTEM"      // this server by itself
)

// Actor is who asks: what every operation checks and every timeline line names.
type Actor struct {
	Environment Environment
	Type        ActorType
	ID          string // of the user, key or integration; "" for the system
	Name        string
	UserID      string // the user, or the key's owner; "" for an integration and the system
	Role        Role   // the role that user has now
	Scopes      []Scope

	// StoredOnly tells of an API key that it runs the stored documents whose hashes are in
	// Stored, and nothing else.
	StoredOnly bool
	Stored     map[string]bool

	Session string // for a person: the hash of the session's token

	Limits      RateLimits // the key's own limits
	ServiceID   string     // for an integration: the only service it may send events for
	ServiceSlug string     // for an integration: what events may name that service by
	RoutingKey  string     // for an integration
}

// Can reports whether the actor may do what needs this scope: the key has it, and
// its owner's role still allows it.
func (a Actor) Can(scope Scope) bool {
	switch a.Type {
	case ActorSystem:
		return true
	case ActorUser:
		return a.Role.Allows(scope)
	case ActorAPIKey:
		return slices.Contains(a.Scopes, scope) && a.Role.Allows(scope)
	case ActorIntegration:
		return scope == EventsWrite
	}
	return false
}

// Need returns a Forbidden fault naming the scope if the actor may not use it.
func (a Actor) Need(scope Scope) error {
	if a.Can(scope) {
		return nil
	}
	if slices.Contains(a.Scopes, scope) {
		return fault.New(fault.Forbidden, "This API key has the scope %s, but its owner's role %s no longer allows it.", scope, a.Role)
	}
	return fault.New(fault.Forbidden, "This needs the scope %s, which the API key does not have.", scope)
}

// OnlyReads reports whether the actor is an API key that changes nothing: it has no scope to
// write, or its owner's role does not allow it.
func (a Actor) OnlyReads() bool {
	return a.Type == ActorAPIKey && !slices.ContainsFunc(Scopes, func(scope Scope) bool { return scope.Writes() && a.Can(scope) })
}

// MayRun reports whether the actor may run the GraphQL document with this hash, which is its
// SHA-256 in lower-case hexadecimal digits.
func (a Actor) MayRun(hash string) bool { return !a.StoredOnly || a.Stored[hash] }

// NeedSelf returns a Forbidden fault unless it is this user who asks, signed in, or
// somebody with the scope.
func (a Actor) NeedSelf(userID string, scope Scope) error {
	if a.Type == ActorUser && a.UserID == userID {
		return nil
	}
	return a.Need(scope)
}

// NeedSession returns a Forbidden fault unless a person is signed in.
func (a Actor) NeedSession() error {
	if a.Type == ActorUser && a.Session != "" {
		return nil
	}
	return fault.New(fault.Forbidden, "Only a person who is signed in may do this; no API key can.")
}

// NeedAdminSession returns a Forbidden fault unless an administrator is signed in:
// keys, the audit log and settings are never reached by a key.
func (a Actor) NeedAdminSession() error {
	if a.Type == ActorSystem || a.Type == ActorUser && a.Role == RoleAdmin {
		return nil
	}
	return fault.New(fault.Forbidden, "Only an administrator who is signed in may do this; no API key can.")
}

// System returns the server itself as an actor in env.
func System(env Environment) Actor {
	return Actor{Environment: env, Type: ActorSystem, Name: "OpsKnight"}
}
