package auth

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"math/big"
	"strings"

	"github.com/opsknight/opsknight/model"
)

// secretLength is how many characters of base62 hold 256 bits.
const secretLength = 43

// NewSecret returns a new API key secret of env: its prefix and 256 random bits in
// base62.
func NewSecret(env model.Environment) string { return env.Prefix() + NewToken() }

// NewToken returns 256 random bits in base62, as sessions and links have.
func NewToken() string {
	random := make([]byte, 32)
	_, _ = rand.Read(random) // never fails: the program ends instead
	digits := new(big.Int).SetBytes(random).Text(62)
	return strings.Repeat("0", secretLength-len(digits)) + digits
}

// Hash returns what is stored of a secret: its SHA-256, in hex. A secret has 256
// random bits, so it needs neither salt nor a slow hash.
func Hash(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

// NewRoutingKey returns a new routing key of an integration: 128 random bits in hex.
func NewRoutingKey() string {
	random := make([]byte, 16)
	_, _ = rand.Read(random)
	return hex.EncodeToString(random)
}

// isSecret reports whether s has the form of an API key: what has not is refused
// without a look-up.
func isSecret(s string) bool {
	for _, env := range model.Environments {
		if digits, ok := strings.CutPrefix(s, env.Prefix()); ok {
			return isToken(digits)
		}
	}
	return false
}

// isToken reports whether s has the form of what NewToken returns.
func isToken(s string) bool { return len(s) == secretLength }
