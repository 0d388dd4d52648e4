package model

import (
	"time"

	"github.com/uptrace/bun"
)

// Mail is a mail to send, or what became of it.
type Mail struct {
	bun.BaseModel `bun:"table:mails,alias:mail"`
	Placed

	ID            string `bun:",pk"` // also the part of its Message-ID before the @, on every attempt
	Recipient     string
	Subject       string
	Body          string // plain text; "" when there is nothing left to do
	Attempts      int
	NextAttemptAt *time.Time // nil: sent, or given up
	SentAt        *time.Time // nil: not sent
	LastError     *string    // nil: the last attempt has not failed
	CreatedAt     time.Time
}

// mailWaits are how long the attempts at a mail wait for each other: together less
// than the hour for which a link in it is good.
var mailWaits = []time.Duration{10 * time.Second, time.Minute, 5 * time.Minute, 15 * time.Minute, 30 * time.Minute}

// Sent records that the mail was sent at a time.
func (m *Mail) Sent(at time.Time) {
	m.Attempts++
	m.SentAt, m.NextAttemptAt, m.LastError, m.Body = &at, nil, nil, ""
}

// Failed records that an attempt has failed at a time, and when the next one is. After
// the last the mail is given up.
func (m *Mail) Failed(at time.Time, why string) {
	m.LastError = &why
	if m.Attempts++; m.Attempts > len(mailWaits) {
		m.NextAttemptAt, m.Body = nil, ""
		return
	}
	next := at.Add(mailWaits[m.Attempts-1])
	m.NextAttemptAt = &next
}
