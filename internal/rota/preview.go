package rota

import (
	"slices"
	"time"

	"github.com/opsknight/opsknight/internal/oncall"
	"github.com/opsknight/opsknight/model"
)

// Preview tells who would be on call in a window by a schedule that is as wanted, and
// whose shifts from now on would move, against the stored one; nil: there
// is none.
//
// Faults: as of Entries.
func Preview(stored *model.ScheduleDefinition, wanted model.ScheduleDefinition, w Window, now time.Time) (*model.SchedulePreview, error) {
	if err := w.Check(); err != nil {
		return nil, err
	}
	result, err := entriesOf(wanted, w)
	if err != nil || stored == nil {
		return &model.SchedulePreview{Result: result, Moved: []*model.MovedShifts{}}, err
	}
	from, until := w.Since, w.Until
	if now.After(from) {
		from = now.UTC().Truncate(time.Minute)
	}
	preview := &model.SchedulePreview{Result: result, Moved: []*model.MovedShifts{}}
	if !until.After(from) {
		return preview, nil
	}
	before, err := oncall.New(*stored)
	if err != nil {
		return nil, err
	}
	after, err := oncall.New(wanted)
	if err != nil {
		return nil, err
	}
	preview.Moved = moved(before.Entries(from, until), after.Entries(from, until))
	return preview, nil
}

// moved tells how the shifts of each user differ, in the order in which they first do.
func moved(before, after []oncall.Entry) []*model.MovedShifts {
	was, is := byUser(before), byUser(after)
	var users []string
	for _, entry := range slices.Concat(before, after) {
		if !slices.Contains(users, entry.UserID) {
			users = append(users, entry.UserID)
		}
	}
	found := []*model.MovedShifts{}
	for _, id := range users {
		gained, lost := without(is[id], was[id]), without(was[id], is[id])
		if len(gained)+len(lost) > 0 {
			found = append(found, &model.MovedShifts{UserID: id, Gained: gained, Lost: lost})
		}
	}
	return found
}

func byUser(entries []oncall.Entry) map[string][]oncall.Entry {
	found := map[string][]oncall.Entry{}
	for _, entry := range entries {
		found[entry.UserID] = append(found[entry.UserID], entry)
	}
	return found
}

// without returns the times of entries that no other covers. Both are sorted and do
// not overlap.
func without(entries, others []oncall.Entry) []*model.ScheduleGap {
	left := []*model.ScheduleGap{}
	for _, entry := range entries {
		at := entry.Start
		for _, other := range others {
			if !other.End.After(at) || !other.Start.Before(entry.End) {
				continue
			}
			if other.Start.After(at) {
				left = append(left, &model.ScheduleGap{Start: at, End: other.Start})
			}
			at = other.End
		}
		if entry.End.After(at) {
			left = append(left, &model.ScheduleGap{Start: at, End: entry.End})
		}
	}
	return left
}
