package auth

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/crypto/argon2"
)

// The parameters of argon2id, by OWASP's "Password Storage Cheat Sheet": 19 MiB,
// two passes, one thread.
const (
	argonMemory  = 19 * 1024
	argonTime    = 2
	argonThreads = 1
	argonKey     = 32
	argonSalt    = 16
	longestKey   = 1024 // that is checked, of a hash made with other parameters
)

// HashPassword returns a password's argon2id hash in the PHC string format.
func HashPassword(password string) string {
	salt := make([]byte, argonSalt)
	_, _ = rand.Read(salt)
	key := argon2.IDKey([]byte(password), salt, argonTime, argonMemory, argonThreads, argonKey)
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, argonMemory, argonTime, argonThreads,
		base64.RawStdEncoding.EncodeToString(salt), base64.RawStdEncoding.EncodeToString(key))
}

var errPasswordHash = errors.New("the stored password hash is not one of argon2id")

// CheckPassword reports whether the password has this hash, which may have been
// made with other parameters.
func CheckPassword(password, hash string) (bool, error) {
	var version int
	var memory, passes uint32
	var threads uint8
	var encoded string
	if _, err := fmt.Sscanf(hash, "$argon2id$v=%d$m=%d,t=%d,p=%d$%s", &version, &memory, &passes, &threads, &encoded); err != nil || version != argon2.Version {
		return false, errPasswordHash
	}
	saltText, keyText, ok := strings.Cut(encoded, "$")
	salt, saltErr := base64.RawStdEncoding.DecodeString(saltText)
	key, keyErr := base64.RawStdEncoding.DecodeString(keyText)
	if !ok || saltErr != nil || keyErr != nil {
		return false, errPasswordHash
	}
	length := len(key)
	if length < 1 || length > longestKey {
		return false, errPasswordHash
	}
	got := argon2.IDKey([]byte(password), salt, passes, memory, threads, uint32(length))
	return subtle.ConstantTimeCompare(got, key) == 1, nil
}
