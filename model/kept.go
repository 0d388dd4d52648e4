package model

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/opsknight/opsknight/internal/fault"
)

// Kept is embedded by what people set up and change: it counts and dates the changes.
type Kept struct {
	Version   int // grows with every change
	CreatedAt time.Time
	UpdatedAt time.Time
}

// NewKept returns the Kept of what is made at a time.
func NewKept(at time.Time) Kept { return Kept{Version: 1, CreatedAt: at, UpdatedAt: at} }

// Changed counts and dates a change. Only package db calls it.
func (k *Kept) Changed(at time.Time) {
	k.Version++
	k.UpdatedAt = at
}

// Etag names a state of the object: it changes whenever the object does.
func (k *Kept) Etag() string { return strconv.Itoa(k.Version) }

// MatchEtag returns Conflict unless ifMatch is nil or lists the etag. It is what the
// client has seen of the object that it wants to change.
func MatchEtag(ifMatch *string, etag, noun string) error {
	if ifMatch == nil || slices.Contains(strings.Split(*ifMatch, ","), etag) {
		return nil
	}
	return fault.New(fault.Conflict, "The %s has changed since you read it: its ETag is now %q. Read it again and repeat the change if it still makes sense.", noun, etag)
}

// searchText is what a search looks in: the given texts in lower case. It is made
// here and not by the database because SQLite's lower() knows only ASCII.
func searchText(texts ...string) string { return strings.ToLower(strings.Join(texts, "\n")) }
