// Package strictjson checks JSON that comes from outside before anything decodes
// it. encoding/json takes the last of two equal keys, replaces invalid UTF-8, and
// matches names in any case; and a NUL passes it, but not PostgreSQL.
package strictjson

import (
	"bytes"
	"errors"
	"io"

	"github.com/go-json-experiment/json/jsontext"
)

// MaxDepth is how deep arrays and objects may be nested.
const MaxDepth = 100

var (
	errSyntax    = errors.New("it is malformed")
	errDuplicate = errors.New("an object has the same key twice")
	errTrailing  = errors.New("something follows the value")
	errDepth     = errors.New("it is nested more than 100 levels deep")
	errNUL       = errors.New("a text contains a NUL character")
	errEmpty     = errors.New("it is empty")
)

// Check returns nil if body is exactly one JSON value that every part of the
// server can take. The error ends a sentence that says of what.
func Check(body []byte) error {
	if len(bytes.TrimSpace(body)) == 0 {
		return errEmpty
	}
	decoder := jsontext.NewDecoder(bytes.NewBuffer(body))
	for done := false; !done; {
		token, err := decoder.ReadToken()
		switch {
		case errors.Is(err, jsontext.ErrDuplicateName):
			return errDuplicate
		case err != nil:
			return errSyntax
		case decoder.StackDepth() > MaxDepth:
			return errDepth
		case token.Kind() == '"' && bytes.IndexByte([]byte(token.String()), 0) >= 0:
			return errNUL
		}
		done = decoder.StackDepth() == 0
	}
	if _, err := decoder.ReadToken(); !errors.Is(err, io.EOF) {
		return errTrailing
	}
	return nil
}
