// Package scalar coerces the built-in scalars as the GraphQL specification says.
// gqlgen's own take a number for a String and text for an Int.
package scalar

import (
	"encoding/json"
	"io"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/99designs/gqlgen/graphql"
)

// Error says why a value is none of its type.
type Error string

func (e Error) Error() string { return string(e) }

// MarshalInt writes an Int.
func MarshalInt(i int) graphql.Marshaler { return graphql.MarshalInt(i) }

// UnmarshalInt reads an Int, which has 32 bits.
func UnmarshalInt(value any) (int, error) {
	var n int64
	switch value := value.(type) {
	case json.Number:
		parsed, err := strconv.ParseInt(value.String(), 10, 32)
		if err != nil {
			return 0, Error("an Int is a whole number of 32 bits")
		}
		n = parsed
	case int64:
		n = value
	case int:
		n = int64(value)
	default:
		return 0, Error("an Int is a whole number of 32 bits")
	}
	if n < math.MinInt32 || n > math.MaxInt32 {
		return 0, Error("an Int is a whole number of 32 bits")
	}
	return int(n), nil
}

// MarshalFloat writes a Float, as people write numbers: gqlgen's own writes a million as
// 1e+06.
func MarshalFloat(f float64) graphql.Marshaler {
	return graphql.WriterFunc(func(w io.Writer) {
		_, _ = io.WriteString(w, strconv.FormatFloat(f, 'f', -1, 64))
	})
}

// UnmarshalFloat reads a Float: a number, whole or not.
func UnmarshalFloat(value any) (float64, error) {
	switch value := value.(type) {
	case json.Number:
		if f, err := value.Float64(); err == nil {
			return f, nil
		}
	case float64:
		return value, nil
	case int64:
		return float64(value), nil
	case int:
		return float64(value), nil
	}
	return 0, Error("a Float is a number")
}

// MarshalString writes a String.
func MarshalString(s string) graphql.Marshaler { return graphql.MarshalString(s) }

// UnmarshalString reads a String. NUL is refused here for every argument at once:
// PostgreSQL cannot store or compare it.
func UnmarshalString(value any) (string, error) {
	s, ok := value.(string)
	switch {
	case !ok:
		return "", Error("a String is text in quotes")
	case strings.ContainsRune(s, 0):
		return "", Error("the text contains a NUL character")
	case !utf8.ValidString(s):
		return "", Error("the text is not valid UTF-8")
	}
	return s, nil
}

// MarshalID writes an ID.
func MarshalID(s string) graphql.Marshaler { return graphql.MarshalString(s) }

// UnmarshalID reads an ID: text, or a whole number as its digits.
func UnmarshalID(value any) (string, error) {
	switch value := value.(type) {
	case json.Number:
		if _, err := strconv.ParseInt(value.String(), 10, 64); err == nil {
			return value.String(), nil
		}
	case int64:
		return strconv.FormatInt(value, 10), nil
	case string:
		return UnmarshalString(value)
	}
	return "", Error("an ID is text in quotes")
}

// MarshalDateTime writes a DateTime in UTC.
func MarshalDateTime(t time.Time) graphql.Marshaler {
	return graphql.MarshalString(t.UTC().Format(time.RFC3339Nano))
}

// UnmarshalDateTime reads a DateTime.
func UnmarshalDateTime(value any) (time.Time, error) {
	if s, ok := value.(string); ok {
		t, err := time.Parse(time.RFC3339Nano, s)
		if t = t.UTC(); err == nil && t.Year() > 0 && t.Year() < 10_000 {
			return t, nil
		}
	}
	return time.Time{}, Error(`a DateTime is RFC 3339 with an offset, as "2024-01-15T10:30:00Z"`)
}
