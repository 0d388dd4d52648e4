package model

import (
	"slices"
	"strings"

	"github.com/opsknight/opsknight/internal/fault"
)

// Scope is a permission of an API key, by the API reference's "Scopes". Scopes
// are matched exactly: to write does not imply to read.
type Scope string

// The scopes of the reference.
const (
	EventsWrite    Scope = "events:write"
	IncidentsRead  Scope = "incidents:read"
	IncidentsWrite Scope = "incidents:write"
	ServicesRead   Scope = "services:read"
	ServicesWrite  Scope = "services:write"
	SchedulesRead  Scope = "schedules:read"
	SchedulesWrite Scope = "schedules:write"
	UsersRead      Scope = "users:read"
	UsersWrite     Scope = "users:write"
	TeamsRead      Scope = "teams:read"
	TeamsWrite     Scope = "teams:write"
)

// Scopes lists every scope in the reference's order.
var Scopes = []Scope{
	EventsWrite, IncidentsRead, IncidentsWrite, ServicesRead, ServicesWrite, SchedulesRead,
	SchedulesWrite, UsersRead, UsersWrite, TeamsRead, TeamsWrite,
}

// Writes reports whether the scope lets a key change something.
func (s Scope) Writes() bool { return strings.HasSuffix(string(s), ":write") }

// ParseScopes reads scopes as they are documented, refuses unknown ones by name,
// and returns each once in the reference's order.
func ParseScopes(names []string) ([]Scope, error) {
	var problems fault.Collector
	given := make([]Scope, 0, len(names))
	for _, name := range names {
		scope := Scope(strings.TrimSpace(name))
		if !slices.Contains(Scopes, scope) {
			problems.Add("scopes", "unknown_value", "There is no scope %q. The scopes are %s.", name, joinScopes(Scopes))
		}
		given = append(given, scope)
	}
	if len(given) == 0 {
		problems.Add("scopes", "required", "A key needs at least one scope of %s.", joinScopes(Scopes))
	}
	return slices.DeleteFunc(slices.Clone(Scopes), func(s Scope) bool { return !slices.Contains(given, s) }), problems.Err()
}

func joinScopes(scopes []Scope) string {
	names := make([]string, len(scopes))
	for i, scope := range scopes {
		names[i] = string(scope)
	}
	return strings.Join(names, ", ")
}

// Role says what a user may do at most; a key can do no more than its owner.
type Role string

// The roles. An ADMIN has every scope; a RESPONDER reads, works on incidents and
// schedules, and sends events; a USER reads.
const (
	RoleAdmin     Role = "ADMIN"
	RoleResponder Role = "RESPONDER"
	RoleUser      Role = "USER"
)

var roleScopes = map[Role][]Scope{
	RoleAdmin:     Scopes,
	RoleResponder: {IncidentsRead, ServicesRead, SchedulesRead, UsersRead, TeamsRead, EventsWrite, IncidentsWrite, SchedulesWrite},
	RoleUser:      {IncidentsRead, ServicesRead, SchedulesRead, UsersRead, TeamsRead},
}

// Allows reports whether a user of this role has the scope.
func (r Role) Allows(scope Scope) bool { return slices.Contains(roleScopes[r], scope) }

// ParseRole reads a role's documented spelling.
func ParseRole(s string) (Role, error) {
	role := Role(strings.ToUpper(s))
	if _, ok := roleScopes[role]; !ok {
		return "", fault.Field("role", "unknown_value", "The role is ADMIN, RESPONDER or USER, not %q.", s)
	}
	return role, nil
}

// Roles lists every role.
var Roles = []Role{RoleAdmin, RoleResponder, RoleUser}
