// Package secret keeps what the database must not show: it seals small texts, and
// signs what the server gives out and takes back, by keys that it derives from one.
package secret

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
)

// KeySize is the size of the server's secret key, in bytes.
const KeySize = 32

// version begins every sealed text: it says how to open it.
const version = "v1."

// ErrSealed is returned for a sealed text that cannot be opened: by another key, for
// another purpose, or changed since.
var ErrSealed = errors.New("a sealed text cannot be opened with this secret key")

// Box seals and signs with one secret key. It is safe for concurrent use.
type Box struct {
	key  []byte
	aead cipher.AEAD
}

// New returns the box of a secret key of 32 bytes.
func New(key []byte) (*Box, error) {
	if len(key) != KeySize {
		return nil, fmt.Errorf("the secret key has %d bytes, not %d", len(key), KeySize)
	}
	b := &Box{key: append([]byte(nil), key...)}
	block, err := aes.NewCipher(b.derive("seal"))
	if err != nil {
		return nil, err
	}
	b.aead, err = cipher.NewGCM(block)
	return b, err
}

// Parse returns the box of a secret key in base64, with or without padding.
func Parse(text string) (*Box, error) {
	key, err := base64.RawStdEncoding.DecodeString(strings.TrimRight(strings.TrimSpace(text), "="))
	if err != nil {
		return nil, fmt.Errorf("the secret key is not base64 of %d bytes, such as `openssl rand -base64 %d` prints", KeySize, KeySize)
	}
	return New(key)
}

// derive returns the key for one use. What one use reveals tells nothing of another's.
func (b *Box) derive(use string) []byte {
	key, err := hkdf.Key(sha256.New, b.key, nil, "opsknight "+use, KeySize)
	if err != nil { // only of a length that SHA-256 cannot give
		panic(err)
	}
	return key
}

// Seal returns a text that only Open with the same purpose turns back. The purpose
// names the place where it is kept, as "webhook whk_…": moved to another place, the
// text does not open. Sealed twice, a text looks different.
func (b *Box) Seal(purpose, text string) string {
	nonce := make([]byte, b.aead.NonceSize())
	_, _ = rand.Read(nonce) // never fails: the program ends instead
	return version + base64.RawStdEncoding.EncodeToString(b.aead.Seal(nonce, nonce, []byte(text), []byte(purpose)))
}

// Open returns the text that Seal has sealed, or ErrSealed.
func (b *Box) Open(purpose, sealed string) (string, error) {
	encoded, ok := strings.CutPrefix(sealed, version)
	if !ok {
		return "", ErrSealed
	}
	raw, err := base64.RawStdEncoding.DecodeString(encoded)
	if err != nil || len(raw) < b.aead.NonceSize() {
		return "", ErrSealed
	}
	nonce, text := raw[:b.aead.NonceSize()], raw[b.aead.NonceSize():]
	opened, err := b.aead.Open(nil, nonce, text, []byte(purpose))
	if err != nil {
		return "", ErrSealed
	}
	return string(opened), nil
}

// Sign returns a signature of a message, which is good for one purpose.
func (b *Box) Sign(purpose string, message []byte) []byte {
	mac := hmac.New(sha256.New, b.derive("sign "+purpose))
	_, _ = mac.Write(message)
	return mac.Sum(nil)
}

// Verify reports whether a signature is what Sign returns for purpose and message. It
// takes the same time for every wrong one.
func (b *Box) Verify(purpose string, message, signature []byte) bool {
	return hmac.Equal(signature, b.Sign(purpose, message))
}

// Fingerprint names the secret key and tells nothing of it.
func (b *Box) Fingerprint() string { return hex.EncodeToString(b.derive("fingerprint")[:16]) }
