package model

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/opsknight/opsknight/internal/fault"
)

// Limits of a schedule.
const (
	MaxLayers          = 100 // beside those that have ended
	maxLayerUsers      = 1000
	maxRestrictions    = 100
	maxOverrides       = 1000 // that are given at once
	maxRotationLength  = 1_000_000
	maxPriority        = 1_000_000
	maxWindowSeconds   = 366 * 24 * 3600
	lastWeekday        = 7
	restrictionPattern = "15:04"
)

// Validate says what is wrong with the input, all of it at once.
func (in *CreateScheduleInput) Validate() error {
	var problems fault.Collector
	checkLength(&problems, "name", in.Name, 1, MaxName)
	checkOptional(&problems, "description", in.Description, MaxDescription)
	checkIdempotencyKey(&problems, in.IdempotencyKey)
	checkTimeZone(&problems, "time_zone", in.TimeZone)
	checkLayers(&problems, in.Layers)
	checkOverrides(&problems, in.Overrides)
	return problems.Err()
}

// Validate says what is wrong with the input, all of it at once.
func (in *UpdateScheduleInput) Validate() error {
	var problems fault.Collector
	if in.Name != nil {
		checkLength(&problems, "name", *in.Name, 1, MaxName)
	}
	checkOptional(&problems, "description", in.Description.Value(), MaxDescription)
	if in.TimeZone != nil {
		checkTimeZone(&problems, "time_zone", *in.TimeZone)
	}
	checkLayers(&problems, in.Layers)
	checkEffectiveAt(&problems, in.EffectiveAt)
	return problems.Err()
}

// Validate says what is wrong with the input, all of it at once.
func (in *PreviewScheduleInput) Validate() error {
	var problems fault.Collector
	if in.TimeZone != nil {
		checkTimeZone(&problems, "time_zone", *in.TimeZone)
	} else if in.ScheduleID == nil {
		problems.Add("time_zone", "required", "time_zone is required of a new schedule.")
	}
	checkLayers(&problems, in.Layers)
	checkOverrides(&problems, in.Overrides)
	checkEffectiveAt(&problems, in.EffectiveAt)
	return problems.Err()
}

// CheckLayer says what is wrong with a layer, all of it at once.
func CheckLayer(in *ScheduleLayerInput, effectiveAt *time.Time) error {
	var problems fault.Collector
	checkLayer(&problems, "", in)
	checkEffectiveAt(&problems, effectiveAt)
	return problems.Err()
}

// CheckEffectiveAt says what is wrong with the date of a change.
func CheckEffectiveAt(at *time.Time) error {
	var problems fault.Collector
	checkEffectiveAt(&problems, at)
	return problems.Err()
}

func checkEffectiveAt(problems *fault.Collector, at *time.Time) {
	if at != nil {
		checkMinute(problems, "effective_at", *at)
	}
}

// CheckOverride says what is wrong with the times of an override.
func CheckOverride(start, end time.Time) error {
	var problems fault.Collector
	checkOverride(&problems, "", start, end)
	return problems.Err()
}

func checkLayers(problems *fault.Collector, layers []*ScheduleLayerInput) {
	if len(layers) > MaxLayers {
		problems.Add("layers", "too_long", "layers has %d; a schedule has at most %d.", len(layers), MaxLayers)
		return
	}
	kept := map[string]bool{}
	for i, layer := range layers {
		at := fmt.Sprintf("layers.%d.", i)
		checkLayer(problems, at, layer)
		if layer.ID != nil {
			if kept[*layer.ID] {
				problems.Add(at+"id", "duplicate", "%sid is that of an earlier layer.", at)
			}
			kept[*layer.ID] = true
		}
	}
}

func checkLayer(problems *fault.Collector, at string, in *ScheduleLayerInput) {
	checkOptional(problems, at+"name", in.Name, MaxName)
	if in.TimeZone != nil {
		checkTimeZone(problems, at+"time_zone", *in.TimeZone)
	}
	if in.Priority < -maxPriority || in.Priority > maxPriority {
		problems.Add(at+"priority", "out_of_range", "%spriority is %d to %d.", at, -maxPriority, maxPriority)
	}
	if len(in.Users) > maxLayerUsers {
		problems.Add(at+"users", "too_long", "%susers has %d; a layer has at most %d.", at, len(in.Users), maxLayerUsers)
	}
	if in.Start != nil {
		checkMinute(problems, at+"start", *in.Start)
	}
	if in.End != nil {
		checkMinute(problems, at+"end", *in.End)
		if in.Start != nil && !in.End.After(*in.Start) {
			problems.Add(at+"end", "out_of_range", "%send is not after %sstart.", at, at)
		}
	}
	checkRotation(problems, at+"rotation.", in.Rotation)
	if len(in.Restrictions) > maxRestrictions {
		problems.Add(at+"restrictions", "too_long", "%srestrictions has %d; a layer has at most %d.", at, len(in.Restrictions), maxRestrictions)
		return
	}
	for i, restriction := range in.Restrictions {
		checkRestriction(problems, fmt.Sprintf("%srestrictions.%d.", at, i), restriction)
	}
}

func checkRotation(problems *fault.Collector, at string, in *RotationInput) {
	if in == nil {
		problems.Add(at[:len(at)-1], "required", "%s is required", at[:len(at)-1])
		return
	}
	checkEnum(problems, at+"unit", in.Unit, RotationUnits)
	if in.Length < 1 || in.Length > maxRotationLength {
		problems.Add(at+"length", "out_of_range", "%slength is 1 to %d, not %d.", at, maxRotationLength, in.Length)
	}
	if in.Start != nil {
		checkMinute(problems, at+"start", *in.Start)
	}
}

func checkRestriction(problems *fault.Collector, at string, in *RestrictionInput) {
	checkEnum(problems, at+"type", in.Type, RestrictionTypes)
	switch {
	case in.Type == RestrictionWeekly && in.StartDay == nil:
		problems.Add(at+"start_day", "required", "%sstart_day is required of a weekly restriction: 1 is Monday, 7 is Sunday.", at)
	case in.Type == RestrictionWeekly && (*in.StartDay < 1 || *in.StartDay > lastWeekday):
		problems.Add(at+"start_day", "out_of_range", "%sstart_day is 1, Monday, to 7, Sunday, not %d.", at, *in.StartDay)
	case in.Type == RestrictionDaily && in.StartDay != nil:
		problems.Add(at+"start_day", "conflict", "%sstart_day goes with a weekly restriction.", at)
	}
	if at5 := in.StartTime; len(at5) != len(restrictionPattern) || !isTimeOfDay(at5) {
		problems.Add(at+"start_time", "invalid_format", "%sstart_time is a time of day such as 09:00, not %q.", at, truncate(in.StartTime))
	}
	switch n := in.DurationSeconds; {
	case n < 60 || n > maxWindowSeconds:
		problems.Add(at+"duration_seconds", "out_of_range", "%sduration_seconds is 60 to %d, which is 366 days, not %d.", at, maxWindowSeconds, n)
	case n%60 != 0:
		problems.Add(at+"duration_seconds", "out_of_range", "%sduration_seconds is whole minutes, not %d seconds.", at, n)
	}
}

func isTimeOfDay(text string) bool {
	_, err := time.Parse(restrictionPattern, text)
	return err == nil
}

func checkOverrides(problems *fault.Collector, overrides []*OverrideInput) {
	if len(overrides) > maxOverrides {
		problems.Add("overrides", "too_long", "overrides has %d; at most %d are given at once.", len(overrides), maxOverrides)
		return
	}
	for i, override := range overrides {
		checkOverride(problems, fmt.Sprintf("overrides.%d.", i), override.Start, override.End)
	}
}

func checkOverride(problems *fault.Collector, at string, start, end time.Time) {
	checkMinute(problems, at+"start", start)
	checkMinute(problems, at+"end", end)
	if !end.After(start) {
		problems.Add(at+"end", "out_of_range", "%send is not after %sstart.", at, at)
	}
}

// checkMinute records a problem if a time is no whole minute: the times of schedules
// have no seconds.
func checkMinute(problems *fault.Collector, field string, at time.Time) {
	if !at.Truncate(time.Minute).Equal(at) {
		problems.Add(field, "out_of_range", "%s is a whole minute, without seconds.", fieldName(field))
	}
	if year := at.UTC().Year(); year < 1 || year > 9999 {
		problems.Add(field, "out_of_range", "%s is in the years 1 to 9999.", fieldName(field))
	}
}

// checkTimeZone records a problem if a name is not that of a time zone.
func checkTimeZone(problems *fault.Collector, field, name string) {
	if !IsTimeZone(name) {
		problems.Add(field, "unknown_value", "%s is the IANA name of a time zone such as Europe/London, not %q.", fieldName(field), truncate(name))
	}
}

// notZones are names that Go takes on some machines and that are none of IANA's: UTC, the
// server's own zone, and one for "not known yet".
var notZones = []string{"", "Local", "localtime", "posixrules", "Factory"}

// IsTimeZone reports whether there is a time zone with this IANA name.
func IsTimeZone(name string) bool {
	// Some machines have each zone twice more: below right/ with leap seconds.
	if slices.Contains(notZones, name) || strings.HasPrefix(name, "posix/") || strings.HasPrefix(name, "right/") {
		return false
	}
	_, err := time.LoadLocation(name)
	return err == nil
}

// Layer returns the layer that a valid input describes: at is the time for what it
// leaves out.
func (in *ScheduleLayerInput) Layer(at time.Time) *Layer {
	layer := &Layer{
		Name: in.Name, Priority: in.Priority, Start: at.Truncate(time.Minute), End: utc(in.End), TimeZone: in.TimeZone,
		UserIDs: append([]string{}, in.Users...), Restrictions: []Restriction{},
	}
	if in.ID != nil {
		layer.ID = *in.ID
	}
	if in.Start != nil {
		layer.Start = in.Start.UTC()
	}
	layer.SetRotation(in.Rotation)
	layer.SetRestrictions(in.Restrictions)
	return layer
}

// SetRotation takes over a valid rotation.
func (l *Layer) SetRotation(in *RotationInput) {
	l.RotationStart, l.RotationUnit, l.RotationLength = l.Start, in.Unit, in.Length
	if in.Start != nil {
		l.RotationStart = in.Start.UTC()
	}
}

// SetRestrictions takes over valid restrictions.
func (l *Layer) SetRestrictions(in []*RestrictionInput) {
	l.Restrictions = make([]Restriction, len(in))
	for i, r := range in {
		l.Restrictions[i] = Restriction{Type: r.Type, StartDay: r.StartDay, StartTime: r.StartTime, DurationSeconds: r.DurationSeconds}
	}
}

// Input describes the layer as an input does.
func (l *Layer) Input() *ScheduleLayerInput {
	in := &ScheduleLayerInput{
		ID: &l.ID, Name: l.Name, Priority: l.Priority, Start: &l.Start, End: l.End, TimeZone: l.TimeZone, Users: l.UserIDs,
		Rotation: &RotationInput{Start: &l.RotationStart, Unit: l.RotationUnit, Length: l.RotationLength},
	}
	for _, r := range l.Restrictions {
		in.Restrictions = append(in.Restrictions, &RestrictionInput{Type: r.Type, StartDay: r.StartDay, StartTime: r.StartTime, DurationSeconds: r.DurationSeconds})
	}
	return in
}

func utc(at *time.Time) *time.Time {
	if at == nil {
		return nil
	}
	in := at.UTC()
	return &in
}
