// Package model has the things the API speaks of: one type per noun, which is
// at once the row of its table and the object of the GraphQL schema, and the
// rules that a value can tell by itself.
package model

import "github.com/opsknight/opsknight/internal/fault"

// Environment separates what is real from what is tried out. Every stored object
// belongs to exactly one, and nothing refers across.
type Environment string

// The two environments.
const (
	Live Environment = "LIVE"
	Test Environment = "TEST"
)

// Environments lists both, for work that is done in each.
var Environments = []Environment{Live, Test}

// ParseEnvironment reads an environment's documented spelling.
func ParseEnvironment(s string) (Environment, error) {
	switch env := Environment(s); env {
	case Live, Test:
		return env, nil
	}
	return "", fault.Field("environment", "unknown_value", "The environment is LIVE or TEST, not %q.", s)
}

// Placed is embedded by every stored object: the environment it belongs to. Only
// package db sets it, from the transaction that writes the object.
type Placed struct {
	Environment Environment
}

// Place puts the object into env.
func (p *Placed) Place(env Environment) { p.Environment = env }
