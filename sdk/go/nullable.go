package opsknight

import "encoding/json"

// Nullable is a field of a change: its zero value leaves the field as it is, [Null] empties
// it, [Value] sets it.
type Nullable[T any] struct {
	set   bool
	value *T
}

// Value sets a field.
func Value[T any](value T) Nullable[T] { return Nullable[T]{set: true, value: &value} }

// Null empties a field.
func Null[T any]() Nullable[T] { return Nullable[T]{set: true} }

// Ptr is the address of a value: for the fields of a change whose zero value means something.
func Ptr[T any](value T) *T { return &value }

// IsZero reports whether the field stays as it is.
func (n Nullable[T]) IsZero() bool { return !n.set }

// MarshalJSON is the value, or null.
func (n Nullable[T]) MarshalJSON() ([]byte, error) { return json.Marshal(n.value) }

// UnmarshalJSON reads a value or null.
func (n *Nullable[T]) UnmarshalJSON(text []byte) error {
	n.set, n.value = true, nil
	return json.Unmarshal(text, &n.value)
}
