package model

import (
	"encoding/base64"
	"strconv"
	"strings"
	"time"

	"github.com/opsknight/opsknight/internal/fault"
)

// Position is where a line stands in the order in which all timelines of an environment
// can be read as they grow, without missing one.
type Position struct {
	Place int64
	ID    string
	At    time.Time // when the line was made, to the millisecond
}

// MostResumed is how old a line may be after which the changes can still be read.
const MostResumed = 24 * time.Hour

// Before reports whether p stands before q.
func (p Position) Before(q Position) bool {
	return p.Place < q.Place || p.Place == q.Place && p.ID < q.ID
}

// Cursor is the position as clients keep it.
func (p Position) Cursor() string {
	text := strconv.FormatInt(p.Place, 36) + "." + strconv.FormatInt(p.At.UnixMilli(), 36) + "." + p.ID
	return base64.RawURLEncoding.EncodeToString([]byte(text))
}

// ParsePosition reads a cursor of a subscription, which has to be young enough.
func ParsePosition(cursor string, now time.Time) (Position, error) {
	text, err := base64.RawURLEncoding.DecodeString(cursor)
	parts := strings.SplitN(string(text), ".", 3)
	if err != nil || len(parts) != 3 || !IsID(parts[2], IncidentEventID) {
		return Position{}, unknownPosition()
	}
	place, placeErr := strconv.ParseInt(parts[0], 36, 64)
	milliseconds, timeErr := strconv.ParseInt(parts[1], 36, 64)
	if placeErr != nil || timeErr != nil {
		return Position{}, unknownPosition()
	}
	p := Position{Place: place, ID: parts[2], At: time.UnixMilli(milliseconds).UTC()}
	if now.Sub(p.At) > MostResumed {
		return Position{}, fault.Field("after", "expired", "after is older than 24 hours: read the list of incidents, and subscribe without it.")
	}
	return p, nil
}

func unknownPosition() error {
	return fault.Field("after", "invalid_cursor", "after is not a cursor of a change: take the cursor of the last one that you have.")
}
