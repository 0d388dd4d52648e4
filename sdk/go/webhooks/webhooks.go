// Package webhooks checks that a webhook comes from an OpsKnight server, and reads it.
package webhooks

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	opsknight "github.com/opsknight/opsknight/sdk/go"
)

// DefaultTolerance is how old, or how far ahead, a webhook may be.
const DefaultTolerance = 5 * time.Minute

// Why a webhook is refused: answer it with 401.
var (
	ErrSignature = errors.New("opsknight: the webhook is not signed with this secret")
	ErrTime      = errors.New("opsknight: the webhook was sent too long ago, or by a clock that is ahead")
)

// Verifier checks webhooks.
type Verifier struct {
	// The secrets, whsec_…, as they were shown; one of them has to have signed. There may be
	// two while a secret is changed for another.
	Secrets []string
	// How old a webhook may be, DefaultTolerance if it is 0. Less than 0 is any age.
	Tolerance time.Duration
	// The clock: time.Now if it is nil.
	Now func() time.Time
}

// Verify checks one webhook with one or more secrets, and reads it. body is as it came.
func Verify(header http.Header, body []byte, secrets ...string) (*Payload, error) {
	return Verifier{Secrets: secrets}.Verify(header, body)
}

// Verify checks a webhook by Standard Webhooks' signature, which is of its time as well, and
// reads it. body is as it came: decoded and encoded again it has another signature.
func (v Verifier) Verify(header http.Header, body []byte) (*Payload, error) {
	id, timestamp := header.Get("webhook-id"), header.Get("webhook-timestamp")
	if !v.signed(header.Get("webhook-signature"), id+"."+timestamp+".", body) {
		return nil, ErrSignature
	}
	seconds, err := strconv.ParseInt(timestamp, 10, 64)
	if err != nil {
		return nil, ErrTime
	}
	if !v.fresh(time.Unix(seconds, 0)) {
		return nil, ErrTime
	}
	var payload Payload
	if err := json.Unmarshal(body, &payload); err != nil {
		return nil, fmt.Errorf("opsknight: the webhook cannot be read: %w", err)
	}
	return &payload, nil
}

// VerifyBody checks the header X-OpsKnight-Signature, which is of the body alone: it does not
// tell when the webhook was sent.
func VerifyBody(signature string, body []byte, secrets ...string) bool {
	found := false
	for _, secret := range secrets {
		if secret == "" { // anybody can sign with an empty key
			continue
		}
		want := "sha256=" + hex.EncodeToString(sum([]byte(secret), body))
		for one := range strings.SplitSeq(signature, ",") {
			found = hmac.Equal([]byte(strings.TrimSpace(one)), []byte(want)) || found
		}
	}
	return found
}

func (v Verifier) fresh(at time.Time) bool {
	tolerance := v.Tolerance
	if tolerance == 0 {
		tolerance = DefaultTolerance
	}
	now := v.Now
	if now == nil {
		now = time.Now //nolint:forbidigo // the clock of who gives none
	}
	return tolerance < 0 || now().Sub(at).Abs() <= tolerance
}

// signed reports whether one of the signatures is by one of the secrets.
func (v Verifier) signed(signatures, prefix string, body []byte) bool {
	found := false
	for _, secret := range v.Secrets {
		key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(secret, "whsec_"))
		if err != nil || len(key) == 0 {
			continue
		}
		want := "v1," + base64.StdEncoding.EncodeToString(sum(key, []byte(prefix), body))
		for one := range strings.FieldsSeq(signatures) {
			found = hmac.Equal([]byte(one), []byte(want)) || found
		}
	}
	return found
}

func sum(key []byte, parts ...[]byte) []byte {
	mac := hmac.New(sha256.New, key)
	for _, part := range parts {
		_, _ = mac.Write(part)
	}
	return mac.Sum(nil)
}

// Event is what a webhook tells of.
type Event string

// The events of webhooks.
const (
	IncidentTriggered    Event = "incident.triggered"
	IncidentAcknowledged Event = "incident.acknowledged"
	IncidentResolved     Event = "incident.resolved"
	IncidentEscalated    Event = "incident.escalated"
	IncidentAssigned     Event = "incident.assigned"
	Ping                 Event = "webhook.ping" // somebody tries the webhook
)

// Payload is the body of a webhook.
type Payload struct {
	// The same at every attempt: every event arrives at least once, and may arrive again.
	ID        string    `json:"id"`
	Event     Event     `json:"event"`
	Timestamp time.Time `json:"timestamp"` // when it happened
	// Grows with each event of the incident; 0 for a ping.
	Sequence int64 `json:"sequence"`
	// The incident as it was at that moment; nil for a ping.
	Incident *Incident `json:"incident"`
	// With a ping, the webhook.
	Webhook *opsknight.Reference `json:"webhook,omitempty"`
}

// Incident is an incident as a webhook tells it.
type Incident struct {
	ID             string                   `json:"id"`
	Title          string                   `json:"title"`
	Description    *string                  `json:"description"`
	Status         opsknight.IncidentStatus `json:"status"`
	Urgency        opsknight.Urgency        `json:"urgency"`
	Priority       *opsknight.Priority      `json:"priority"`
	Service        opsknight.Reference      `json:"service"`
	Assignee       *opsknight.Reference     `json:"assignee"`
	Team           *opsknight.Reference     `json:"team"`
	DedupKey       *string                  `json:"dedup_key"`
	Source         *string                  `json:"source"`
	AlertCount     int                      `json:"alert_count"`
	CreatedAt      time.Time                `json:"created_at"`
	UpdatedAt      time.Time                `json:"updated_at"`
	AcknowledgedAt *time.Time               `json:"acknowledged_at"`
	ResolvedAt     *time.Time               `json:"resolved_at"`
	SnoozedUntil   *time.Time               `json:"snoozed_until"`
}
