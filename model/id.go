package model

import (
	"crypto/rand"
	"strings"
	"time"

	"github.com/oklog/ulid/v2"
)

// The prefixes of ids, which make them global: an id says what it names.
const (
	IncidentID      = "inc_"
	ServiceID       = "svc_"
	IntegrationID   = "int_"
	UserID          = "usr_"
	TeamID          = "team_"
	APIKeyID        = "key_"
	IncidentEventID = "evt_"
	AlertID         = "alt_"
	ScheduleID      = "sch_"
	LayerID         = "lay_"
	OverrideID      = "ovr_"
	PolicyID        = "pol_"
	StepID          = "stp_"
	NotificationID  = "not_"
	WindowID        = "mnt_"
	AuditID         = "aud_"
	CalendarFeedID  = "cal_"
	WebhookID       = "whk_"
	DeliveryID      = "dlv_"
	ChangeEventID   = "chg_"
	SavedViewID     = "view_"
)

// IDs makes the ids of one transaction. They sort by its time, to the
// millisecond, and within it by the order in which they were made: what one
// transaction records keeps its order.
type IDs struct {
	millisecond uint64
	entropy     *ulid.MonotonicEntropy
}

// NewIDs returns a source of ids for a transaction at this time. It is not safe
// for concurrent use, as a transaction is not.
func NewIDs(at time.Time) *IDs {
	return &IDs{millisecond: ulid.Timestamp(at), entropy: ulid.Monotonic(rand.Reader, 0)}
}

// New returns a new id: the prefix and 26 characters of 0-9a-z.
func (ids *IDs) New(prefix string) string {
	// The source could only run out if its random start lay among the last of
	// 2^80 values; the transaction then fails as any other error would make it.
	return prefix + strings.ToLower(ulid.MustNew(ids.millisecond, ids.entropy).String())
}

// IsID reports whether id has the form of an id with this prefix. What has
// another form names nothing.
func IsID(id, prefix string) bool {
	rest, ok := strings.CutPrefix(id, prefix)
	if !ok || rest != strings.ToLower(rest) {
		return false
	}
	_, err := ulid.ParseStrict(strings.ToUpper(rest))
	return err == nil
}
