package cli

import (
	"encoding/json"
	"slices"
	"strings"
)

// rendered prints the shifts of a schedule, and the gaps between them.
func (s *session) rendered(found item) error {
	if s.asJSON {
		text, err := json.Marshal(found.at("entries"))
		s.json(text)
		return err
	}
	shifts := append(found.list("entries.entries"), found.list("entries.gaps")...)
	slices.SortStableFunc(shifts, func(a, b item) int { return strings.Compare(a.text("start"), b.text("start")) })
	s.table([]column{
		{head: "FROM", of: when("start")},
		{head: "UNTIL", of: when("end")},
		{head: "ON CALL", wide: true, of: func(i item) string {
			if name := i.text("user.name"); name != "" {
				return name
			}
			return "nobody"
		}},
	}, shifts)
	s.note("%s %% of the time somebody is on call.", found.text("entries.coveragePercent"))
	return nil
}

// names shows the names of the objects at a path.
func names(path string) func(item) string {
	return func(i item) string {
		var found []string
		for _, one := range i.list(path) {
			found = append(found, one.text("name"))
		}
		return strings.Join(found, ", ")
	}
}

// rotation shows after how long the next user of a layer has their turn.
func rotation(i item) string {
	length, unit := i.text("rotation.length"), strings.ToLower(i.text("rotation.unit"))
	if length == "1" {
		return strings.TrimSuffix(unit, "s")
	}
	return length + " " + unit
}
