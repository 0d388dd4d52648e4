package model

import (
	"bytes"
	"crypto/rand"
	"io"
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

// IDs makes the ids of one transaction. They sort by its time, to the microsecond, and
// within it by the order in which they were made: an order by id is one by creation.
type IDs struct {
	millisecond uint64
	entropy     *ulid.MonotonicEntropy
}

// NewIDs returns a source of ids for a transaction at this time. It is not safe
// for concurrent use, as a transaction is not.
func NewIDs(at time.Time) *IDs {
	start := make([]byte, entropySize)
	_, _ = rand.Read(start) // never fails
	setMicrosecond(start, at)
	return &IDs{millisecond: ulid.Timestamp(at), entropy: ulid.Monotonic(io.MultiReader(bytes.NewReader(start), rand.Reader), 0)}
}

// entropySize is how many bytes of a ULID are not its millisecond.
const entropySize = 10

// setMicrosecond puts the microseconds of a time, which a ULID has no place for, into the
// ten highest bits of what is random in it. The eleventh is 0: however many ids follow,
// they do not count up into the next microsecond.
func setMicrosecond(entropy []byte, at time.Time) {
	micros := at.Nanosecond() / int(time.Microsecond) % 1000
	entropy[0] = byte(micros >> 2)
	entropy[1] = byte(micros&3<<6) | entropy[1]&0b00011111
}

// FirstID returns the least id with this prefix that can be made at a time, to the
// microsecond: all that was made before has a lower one.
func FirstID(prefix string, at time.Time) string {
	var id ulid.ULID
	_ = id.SetTime(ulid.Timestamp(at)) // fails after the year 10889
	setMicrosecond(id[6:], at)
	return prefix + strings.ToLower(id.String())
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
