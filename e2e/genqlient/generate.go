// Package genqlient is what genqlient makes of the GraphQL schema and of operations.graphql:
// that it can, and that the answers fit its types, is what the tests are after.
package genqlient

//go:generate go tool genqlient
