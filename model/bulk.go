package model

// OperationError is why a part of a request failed, while the rest of it went on.
type OperationError struct {
	Code       string
	Message    string
	Field      *string // the input at fault in snake case; nil: none is
	Reason     *string // what is wrong with it, in one word
	ExistingID *string // the object in the way; nil: none is
}
