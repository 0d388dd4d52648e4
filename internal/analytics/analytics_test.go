package analytics_test

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"
	"time"
	_ "time/tzdata" // the same zones everywhere

	"github.com/opsknight/opsknight/internal/analytics"
	"github.com/opsknight/opsknight/internal/oncall"
	"github.com/opsknight/opsknight/model"
)

// durations is a window with one incident, acknowledged after so many seconds, for each.
func durations(seconds ...float64) *model.IncidentAnalytics {
	a := &model.IncidentAnalytics{}
	for _, one := range seconds {
		a.Incidents = append(a.Incidents, model.CountedIncident{Acknowledged: int64(one * 1e6), Resolved: model.NotYet, Team: model.NoPlace, ServiceTeam: model.NoPlace})
	}
	return a
}

func TestDurationsAreSummedUp(t *testing.T) {
	hundred := make([]float64, 100)
	for i := range hundred {
		hundred[i] = float64(100 - i)
	}
	const year = 366 * 24 * 60 * 60
	years := make([]float64, 1_000_000) // their sum in microseconds is above 2^64
	for i := range years {
		years[i] = year
	}
	for _, tt := range []struct {
		name           string
		of             []float64
		mean, p50, p95 string
	}{
		{"none", nil, "none", "none", "none"},
		{"one", []float64{90}, "90", "90", "90"},
		{"two: the lower is the middle", []float64{30, 10}, "20", "10", "30"},
		{"three", []float64{1, 100, 2}, "34.333333", "2", "100"},
		{"a hundred", hundred, "50.5", "50", "95"},
		{"a hundred and one", append([]float64{0}, hundred...), "50", "50", "95"},
		{"twenty: 19 of them are 95 of 100", hundred[80:], "10.5", "10", "19"},
		{"twenty-one: 20 of them are more", hundred[79:], "11", "11", "20"},
		{"half a microsecond is rounded up", []float64{0.000001, 0.000002}, "0.000002", "0.000001", "0.000002"},
		{"at once", []float64{0, 0}, "0", "0", "0"},
		{"a million years", years, "31622400", "31622400", "31622400"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := analytics.Total(durations(tt.of...)).Mtta
			if got, want := summed(f), fmt.Sprintf("%d %s %s %s", len(tt.of), tt.mean, tt.p50, tt.p95); got != want {
				t.Errorf("n, mean, p50 and p95 are %s, want %s", got, want)
			}
		})
	}
}

func summed(f *model.DurationFigures) string {
	return fmt.Sprintf("%d %s %s %s", f.N, shown(f.Mean), shown(f.P50), shown(f.P95))
}

func shown(value *float64) string {
	if value == nil {
		return "none"
	}
	return big.NewFloat(*value).Text('f', -1)
}

func TestHoursOfTheWeekAreThoseOfTheClock(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	a := &model.IncidentAnalytics{}
	for _, at := range []string{
		"2026-03-29T00:30:00Z", // Sunday 1:30, before the clocks go from 2 to 3
		"2026-03-29T01:30:00Z", // 3:30: there is no 2:30
		"2026-10-25T00:30:00Z", // Sunday 2:30
		"2026-10-25T01:30:00Z", // and 2:30 again
		"2026-03-29T22:00:00Z", // Monday at midnight
	} {
		created, err := time.Parse(time.RFC3339, at)
		if err != nil {
			t.Fatal(err)
		}
		a.Incidents = append(a.Incidents, model.CountedIncident{CreatedAt: created.UnixMicro()})
	}
	merged := a.Incidents[0]
	merged.Merged = true
	a.Incidents = append(a.Incidents, merged)
	want := map[model.WeekHour]bool{
		{Weekday: 7, Hour: 1, Incidents: 1}: true, {Weekday: 7, Hour: 3, Incidents: 1}: true,
		{Weekday: 7, Hour: 2, Incidents: 2}: true, {Weekday: 1, Hour: 0, Incidents: 1}: true,
	}
	hours := analytics.ByWeekHour(a, berlin)
	if len(hours) != 168 || *hours[0] != (model.WeekHour{Weekday: 1, Incidents: 1}) || hours[167].Weekday != 7 || hours[167].Hour != 23 {
		t.Errorf("the hours are %d, from %+v to %+v", len(hours), hours[0], hours[len(hours)-1])
	}
	for _, hour := range hours {
		if hour.Incidents > 0 && !want[*hour] {
			t.Errorf("%+v is not wanted", *hour)
		}
		delete(want, *hour)
	}
	if len(want) > 0 {
		t.Errorf("%v is missing", want)
	}
}

// plain is an incident as the slow evaluation looks at it.
type plain struct {
	created                time.Time
	acknowledged, resolved *time.Time
	service                string
	teams                  []string // each once
	status                 model.IncidentStatus
	urgency                model.Urgency
	priority               string // "": none
	merged                 bool
	autos, hands, reopens  int
	ownTeam, serviceTeam   string
}

// TestAnalyticsAreWhatASlowEvaluationSays counts random incidents twice: as the server
// does, and group by group with big numbers and lists that are gone through from the
// start for each.
func TestAnalyticsAreWhatASlowEvaluationSays(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 5))
	zones := []string{"America/New_York", "Europe/London", "Australia/Lord_Howe", "America/Santiago", "Asia/Beirut", "UTC", "Asia/Kathmandu"}
	for range 300 {
		since := time.Date(2024, time.Month(1+random.IntN(12)), 1+random.IntN(28), random.IntN(24), random.IntN(60), 0, random.IntN(1e6)*1000, time.UTC)
		until := since.Add(time.Duration(1+random.IntN(40*24*3600)) * time.Second)
		loc, err := time.LoadLocation(zones[random.IntN(len(zones))])
		if err != nil {
			t.Fatal(err)
		}
		var all []plain
		for range random.IntN(60) {
			all = append(all, randomIncident(random, since, until))
		}
		for _, day := range oncall.Days(loc, since, until) { // one at the first moment of each day
			all = append(all, plain{created: day.Start, service: "svc_0", status: model.IncidentOpen, urgency: model.UrgencyLow})
		}
		a := counted(all, since, until)
		check := func(what string, got *model.IncidentFigures, in func(plain) bool) {
			t.Helper()
			if one, other := line(got), slow(all, in); one != other {
				t.Fatalf("%s:\ngot  %s\nwant %s\nof %+v", what, one, other, all)
			}
		}
		check("total", analytics.Total(a), func(plain) bool { return true })
		for _, day := range analytics.ByDay(a, oncall.Days(loc, since, until)) {
			check(day.Date, day.Figures, func(p plain) bool { return p.created.In(loc).Format(time.DateOnly) == day.Date })
		}
		for _, of := range analytics.ByUrgency(a) {
			check(string(of.Urgency), of.Figures, func(p plain) bool { return p.urgency == of.Urgency })
		}
		for _, of := range analytics.ByPriority(a) {
			check("priority", of.Figures, func(p plain) bool {
				return of.Priority == nil && p.priority == "" || of.Priority != nil && p.priority == string(*of.Priority)
			})
		}
		var services, teams []string
		for _, of := range analytics.ByService(a) {
			services = append(services, of.ServiceID)
			check(of.ServiceID, of.Figures, func(p plain) bool { return p.service == of.ServiceID })
		}
		for _, of := range analytics.ByTeam(a) {
			id := ""
			if of.TeamID != nil {
				id = *of.TeamID
			}
			teams = append(teams, id)
			check("team "+id, of.Figures, func(p plain) bool { return slices.Contains(p.teams, id) || id == "" && len(p.teams) == 0 })
		}
		for _, p := range all {
			if !slices.Contains(services, p.service) || len(p.teams) == 0 && !slices.Contains(teams, "") {
				t.Fatalf("%v and %v lack those of %+v", services, teams, p)
			}
		}
	}
}

func randomIncident(random *rand.Rand, since, until time.Time) plain {
	p := plain{
		created: since.Add(time.Duration(random.Int64N(until.Sub(since).Microseconds())) * time.Microsecond),
		service: fmt.Sprintf("svc_%d", random.IntN(4)), status: model.IncidentStatuses[random.IntN(5)], urgency: model.Urgencies[random.IntN(3)],
		merged: random.IntN(6) == 0, autos: random.IntN(4), hands: random.IntN(3), reopens: max(0, random.IntN(4)-2),
	}
	if random.IntN(2) == 0 {
		p.priority = string(model.Priorities[random.IntN(5)])
	}
	for _, team := range []*string{&p.ownTeam, &p.serviceTeam} {
		if random.IntN(3) > 0 {
			*team = fmt.Sprintf("team_%d", random.IntN(3))
			if !slices.Contains(p.teams, *team) {
				p.teams = append(p.teams, *team)
			}
		}
	}
	after := func() *time.Time {
		// Few different ones, so that many are the same.
		at := p.created.Add(time.Duration(random.IntN(8)) * 10 * time.Second).Add(time.Duration(random.IntN(3)) * time.Microsecond)
		return &at
	}
	if random.IntN(2) == 0 {
		p.acknowledged = after()
	}
	if p.status == model.IncidentResolved {
		p.resolved = after()
	}
	return p
}

// counted are the incidents as package db reads them.
func counted(all []plain, since, until time.Time) *model.IncidentAnalytics {
	a := &model.IncidentAnalytics{Since: since, Until: until}
	place := func(ids *[]string, id string) int32 {
		if id == "" {
			return model.NoPlace
		}
		if !slices.Contains(*ids, id) {
			*ids = append(*ids, id)
		}
		return int32(slices.Index(*ids, id))
	}
	took := func(created time.Time, at *time.Time) int64 {
		if at == nil {
			return model.NotYet
		}
		return at.Sub(created).Microseconds()
	}
	for _, p := range all {
		priority := slices.Index(model.Priorities, model.Priority(p.priority))
		if priority < 0 {
			priority = len(model.Priorities)
		}
		a.Incidents = append(a.Incidents, model.CountedIncident{
			CreatedAt: p.created.UnixMicro(), Acknowledged: took(p.created, p.acknowledged), Resolved: took(p.created, p.resolved),
			Service: place(&a.Services, p.service), Team: place(&a.Teams, p.ownTeam), ServiceTeam: place(&a.Teams, p.serviceTeam),
			AutoEscalations: int32(p.autos), HandEscalations: int32(p.hands), Reopens: int32(p.reopens),
			Status: uint8(slices.Index(model.IncidentStatuses, p.status)), Urgency: uint8(slices.Index(model.Urgencies, p.urgency)), Priority: uint8(priority), Merged: p.merged,
		})
	}
	return a
}

// line writes figures down.
func line(f *model.IncidentFigures) string {
	return fmt.Sprintln(f.Incidents, f.Open, f.Acknowledged, f.Snoozed, f.Suppressed, f.Resolved, f.AutomaticEscalations, f.ManualEscalations, f.Reopened, f.Merged,
		"mtta", summed(f.Mtta), "mttr", summed(f.Mttr))
}

// slow counts incidents one by one, and writes that down.
func slow(all []plain, in func(plain) bool) string {
	var n, merged, autos, hands, reopened int
	statuses := map[model.IncidentStatus]int{}
	var acknowledged, resolved []time.Duration
	for _, p := range all {
		switch {
		case !in(p):
		case p.merged:
			merged++
		default:
			n++
			statuses[p.status]++
			autos += p.autos
			hands += p.hands
			if p.reopens > 0 {
				reopened++
			}
			if p.acknowledged != nil {
				acknowledged = append(acknowledged, p.acknowledged.Sub(p.created))
			}
			if p.resolved != nil {
				resolved = append(resolved, p.resolved.Sub(p.created))
			}
		}
	}
	return fmt.Sprintln(n, statuses[model.IncidentOpen], statuses[model.IncidentAcknowledged], statuses[model.IncidentSnoozed], statuses[model.IncidentSuppressed],
		statuses[model.IncidentResolved], autos, hands, reopened, merged, "mtta", slowly(acknowledged), "mttr", slowly(resolved))
}

// slowly sums durations up: the mean as a fraction, a percentile by counting for each
// duration how many are not longer.
func slowly(all []time.Duration) string {
	if len(all) == 0 {
		return "0 none none none"
	}
	sum := new(big.Rat)
	for _, d := range all {
		sum.Add(sum, big.NewRat(d.Microseconds(), int64(len(all))))
	}
	half := big.NewRat(1, 2)
	sum.Add(sum, half)
	rounded := new(big.Int).Quo(sum.Num(), sum.Denom())
	rank := func(percent int) string {
		best := time.Duration(-1)
		for _, d := range all {
			notLonger := 0
			for _, other := range all {
				if other <= d {
					notLonger++
				}
			}
			if notLonger*100 >= percent*len(all) && (best < 0 || d < best) {
				best = d
			}
		}
		value := float64(best.Microseconds()) / 1e6
		return shown(&value)
	}
	mean := float64(rounded.Int64()) / 1e6
	return fmt.Sprintf("%d %s %s %s", len(all), shown(&mean), rank(50), rank(95))
}
