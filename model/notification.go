package model

import (
	"fmt"
	"time"

	"github.com/uptrace/bun"
)

// NotificationStatus is what became of a notification.
type NotificationStatus string

// The statuses of a notification.
const (
	NotificationPending    NotificationStatus = "PENDING"    // to be sent, perhaps again
	NotificationSent       NotificationStatus = "SENT"       // taken by the channel
	NotificationFailed     NotificationStatus = "FAILED"     // given up
	NotificationSuppressed NotificationStatus = "SUPPRESSED" // of TEST, where nobody is told
)

// NotificationStatuses lists every status.
var NotificationStatuses = []NotificationStatus{NotificationPending, NotificationSent, NotificationFailed, NotificationSuppressed}

// Notification is a message to a person: a page about an incident, or a letter about
// the person's account. It is stored with what is sent, so that each attempt is the same.
type Notification struct {
	bun.BaseModel `bun:"table:notifications,alias:notification"`
	Placed

	ID            string `bun:",pk"` // also what a receiver knows a repeat by
	UserID        string
	IncidentID    *string // nil: a letter
	Occasion      string  // what it tells of; once for an incident, a user, a channel and a slot
	Channel       NotificationChannel
	Slot          int    // from 0: which of the user's destinations by the channel
	Destination   string // an e-mail address, or the sealed URL; "" for the inbox
	Subject       string // one line
	Body          string // plain text of a mail; else what is posted
	Status        NotificationStatus
	AttemptCount  int        `bun:"attempts"`
	NextAttemptAt *time.Time // nil: there is nothing left to do
	LastError     *string    // nil: the last attempt has not failed
	ReadAt        *time.Time // nil: not read in the inbox
	CreatedAt     time.Time
	FinishedAt    *time.Time // nil: to be sent
}

// NotificationAttempt is one attempt to send a notification.
type NotificationAttempt struct {
	bun.BaseModel `bun:"table:notification_attempts,alias:attempt"`
	Placed

	NotificationID string  `bun:",pk"`
	Number         int     `bun:",pk"` // from 1
	Error          *string // nil: it was sent
	Answer         string  // the first 4 kB
	LatencyMs      int
	CreatedAt      time.Time
}

// Occasions: what a notification tells of.

// StepOccasion is that of a step of an escalation.
func (e *Escalation) StepOccasion() string {
	return fmt.Sprintf("step %d.%d.%d", e.Run, e.Pass+1, e.Step+1)
}

// FallbackOccasion is that of a pass that has reached nobody, or of an escalation
// without a policy.
func (e *Escalation) FallbackOccasion() string { return fmt.Sprintf("fallback %d.%d", e.Run, e.Pass+1) }

// ExhaustedOccasion is that of an escalation that has no step left.
func (e *Escalation) ExhaustedOccasion() string { return fmt.Sprintf("exhausted %d", e.Run) }

// NotificationWaits are how long the attempts at a notification wait for each other:
// together less than the hour for which a link in a letter is good.
var NotificationWaits = []time.Duration{5 * time.Second, 15 * time.Second, time.Minute, 5 * time.Minute, 15 * time.Minute, 30 * time.Minute}

// Sent records that the notification was sent at a time.
func (n *Notification) Sent(at time.Time) {
	n.AttemptCount++
	n.LastError = nil
	n.finish(NotificationSent, at)
}

// Failed records that an attempt has failed at a time, and when the next one is: not
// before the other side asks for it. After the last, or one that cannot go better
// another time, it is given up.
func (n *Notification) Failed(at time.Time, why string, final bool, asked time.Duration) {
	if n.AttemptCount++; final || n.AttemptCount > len(NotificationWaits) {
		n.GiveUp(at, why)
		return
	}
	n.LastError = &why
	next := at.Add(max(NotificationWaits[n.AttemptCount-1], asked))
	n.NextAttemptAt = &next
}

// GiveUp records why the notification is not sent, nor tried again.
func (n *Notification) GiveUp(at time.Time, why string) {
	n.LastError = &why
	n.finish(NotificationFailed, at)
}

func (n *Notification) finish(status NotificationStatus, at time.Time) {
	n.Status, n.NextAttemptAt, n.FinishedAt = status, nil, &at
	if n.IncidentID == nil {
		n.Body = "" // it may hold a token
	}
}
