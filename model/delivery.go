package model

import (
	"time"

	"github.com/uptrace/bun"
)

// DeliveryStatus says what became of a delivery.
type DeliveryStatus string

// The statuses of a delivery.
const (
	DeliveryPending   DeliveryStatus = "PENDING"
	DeliveryDelivered DeliveryStatus = "DELIVERED"
	DeliveryFailed    DeliveryStatus = "FAILED" // given up, or its endpoint was disabled
)

// DeliveryStatuses lists every status.
var DeliveryStatuses = []DeliveryStatus{DeliveryPending, DeliveryDelivered, DeliveryFailed}

// WebhookDelivery is one event for one endpoint: what is to be sent, or was.
type WebhookDelivery struct {
	bun.BaseModel `bun:"table:webhook_deliveries,alias:webhook_delivery"`
	Placed

	ID            string `bun:",pk"` // the webhook-id, the same at every attempt
	WebhookID     string
	IncidentID    *string // nil: a ping
	Event         WebhookEvent
	Sequence      int    // grows with each event of the incident; 0 for a ping
	Body          string // the bytes that are sent, the same at every attempt
	Status        DeliveryStatus
	AttemptCount  int        // all of them: the number of the last
	Tried         int        // those since it was made, or was asked for again
	NextAttemptAt *time.Time // nil: nothing more to do, or it waits for an earlier one of its incident
	LastStatus    *int       // of the last attempt; nil: nobody answered
	LastError     *string    // nil: the last attempt was a success
	CreatedAt     time.Time
	FinishedAt    *time.Time // nil: pending
}

// NewDelivery returns what is to be sent to an endpoint of an event at a time. Whether
// it is due at once is found when it is stored.
func NewDelivery(id string, to *Webhook, incidentID *string, event WebhookEvent, sequence int, body []byte, at time.Time) *WebhookDelivery {
	return &WebhookDelivery{
		ID: id, WebhookID: to.ID, IncidentID: incidentID, Event: event, Sequence: sequence, Body: string(body), Status: DeliveryPending, CreatedAt: at,
	}
}

// Finish ends the delivery at a time.
func (d *WebhookDelivery) Finish(status DeliveryStatus, at time.Time) {
	d.Status, d.FinishedAt, d.NextAttemptAt = status, &at, nil
}

// Renew makes the delivery wait for its turn again, with all attempts before it.
func (d *WebhookDelivery) Renew() {
	d.Status, d.FinishedAt, d.NextAttemptAt, d.Tried = DeliveryPending, nil, nil, 0
}

// WebhookAttempt is one try to send a delivery.
type WebhookAttempt struct {
	bun.BaseModel `bun:"table:webhook_attempts,alias:webhook_attempt"`
	Placed

	DeliveryID string  `bun:",pk"`
	Number     int     `bun:",pk"` // from 1
	Status     *int    // nil: nobody answered
	LatencyMS  int     `bun:"latency_ms"`
	Error      *string // nil: a success
	Answer     string  // the first 4 kB of it
	CreatedAt  time.Time
}
