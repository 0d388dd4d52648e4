package model

import (
	"bytes"
	"context"
	"database/sql/driver"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/99designs/gqlgen/graphql"

	"github.com/opsknight/opsknight/internal/fault"
)

// JSON is any JSON value, kept as it was written. nil is null.
type JSON []byte

// MarshalJSON writes the value as it is.
func (j JSON) MarshalJSON() ([]byte, error) {
	if len(j) == 0 {
		return []byte("null"), nil
	}
	return j, nil
}

// UnmarshalJSON keeps a copy of the value.
func (j *JSON) UnmarshalJSON(value []byte) error {
	*j = nil
	if !bytes.Equal(value, []byte("null")) {
		*j = bytes.Clone(value)
	}
	return nil
}

// Value stores the value as text.
func (j JSON) Value() (driver.Value, error) {
	if len(j) == 0 {
		return nil, nil
	}
	return string(j), nil
}

// Scan reads the value as it is stored.
func (j *JSON) Scan(stored any) error {
	switch stored := stored.(type) {
	case nil:
		*j = nil
	case []byte:
		*j = bytes.Clone(stored)
	case string:
		*j = JSON(stored)
	default:
		return fmt.Errorf("scan JSON: unexpected %T", stored)
	}
	return nil
}

// MarshalGQLContext writes the value as it is.
func (j JSON) MarshalGQLContext(_ context.Context, w io.Writer) error {
	value, _ := j.MarshalJSON()
	_, err := w.Write(value)
	return err
}

// UnmarshalGQLContext accepts any JSON value without NUL, which a document can have
// in a text that it spells out.
func (j *JSON) UnmarshalGQLContext(_ context.Context, value any) error {
	if hasNUL(value) {
		return fault.New(fault.Invalid, "A text contains a NUL character.")
	}
	text, err := json.Marshal(value)
	if err != nil {
		return errors.New("the value is not JSON")
	}
	return j.UnmarshalJSON(text)
}

func hasNUL(value any) bool {
	switch value := value.(type) {
	case string:
		return strings.ContainsRune(value, 0)
	case []any:
		return slices.ContainsFunc(value, hasNUL)
	case map[string]any:
		for key, inner := range value {
			if hasNUL(key) || hasNUL(inner) {
				return true
			}
		}
	}
	return false
}

var (
	_ graphql.ContextMarshaler   = JSON(nil)
	_ graphql.ContextUnmarshaler = (*JSON)(nil)
)

// ToJSON returns a value of this server's own making as JSON.
func ToJSON(value any) JSON {
	text, err := json.Marshal(value)
	if err != nil {
		panic(fmt.Sprintf("model: %T does not marshal: %v", value, err))
	}
	return text
}

// Merge returns the object j with the keys of change set, and those that change
// gives as null removed. What is not an object is replaced. If nothing changes, it
// returns j as it was written.
func (j JSON) Merge(change JSON) JSON {
	var into, from map[string]json.RawMessage
	if json.Unmarshal(change, &from) != nil || from == nil {
		return change
	}
	if json.Unmarshal(j, &into) != nil || into == nil {
		into = map[string]json.RawMessage{}
	}
	changed := false
	for key, value := range from {
		before, had := into[key]
		switch {
		case string(value) == "null":
			changed = changed || had
			delete(into, key)
		case !had || !sameJSON(before, value):
			changed = true
			into[key] = value
		}
	}
	if !changed {
		return j
	}
	return ToJSON(into)
}

// sameJSON reports whether two values differ in white space at most.
func sameJSON(a, b []byte) bool {
	var compactA, compactB bytes.Buffer
	return json.Compact(&compactA, a) == nil && json.Compact(&compactB, b) == nil && bytes.Equal(compactA.Bytes(), compactB.Bytes())
}
