package webhook

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// secretPrefix begins every secret of an endpoint, as Standard Webhooks has it.
const secretPrefix = "whsec_"

// NewSecret returns a new secret of an endpoint: 256 random bits.
func NewSecret() string {
	random := make([]byte, 32)
	_, _ = rand.Read(random) // never fails: the program ends instead
	return secretPrefix + base64.StdEncoding.EncodeToString(random)
}

// Headers returns the headers of one attempt at a time, signed with each of the secrets
// in two ways. Ours is of the body, keyed by the secret as it is shown; the one of
// Standard Webhooks is of id, time and body, keyed by the bytes that the secret spells.
func Headers(secrets []string, id string, at time.Time, body []byte) http.Header {
	timestamp := strconv.FormatInt(at.Unix(), 10)
	var ours, standard []string
	for _, secret := range secrets {
		ours = append(ours, "sha256="+hex.EncodeToString(sum([]byte(secret), body)))
		key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(secret, secretPrefix))
		if err != nil { // none of ours
			continue
		}
		standard = append(standard, "v1,"+base64.StdEncoding.EncodeToString(sum(key, []byte(id+"."+timestamp+"."), body)))
	}
	header := http.Header{}
	header.Set("Content-Type", "application/json")
	header.Set("X-OpsKnight-Signature", strings.Join(ours, ","))
	header.Set("webhook-id", id)
	header.Set("webhook-timestamp", timestamp)
	header.Set("webhook-signature", strings.Join(standard, " "))
	return header
}

func sum(key []byte, parts ...[]byte) []byte {
	mac := hmac.New(sha256.New, key)
	for _, part := range parts {
		_, _ = mac.Write(part)
	}
	return mac.Sum(nil)
}
