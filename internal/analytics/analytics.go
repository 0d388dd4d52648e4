// Package analytics counts incidents, and sums up how long they took to be acknowledged
// and resolved. It is pure: whoever asks has read them. docs/analytics.md has the rules
// for people.
//
// All is in whole microseconds, as both databases keep times, and summed up in whole
// numbers: nothing depends on the order in which the incidents were read.
package analytics

import (
	"cmp"
	"slices"
	"sort"
	"time"

	"github.com/opsknight/opsknight/internal/oncall"
	"github.com/opsknight/opsknight/model"
)

// Total counts all.
func Total(a *model.IncidentAnalytics) *model.IncidentFigures {
	return grouped(a.Incidents, 1, func(*model.CountedIncident) (int32, int32) { return 0, model.NoPlace })[0]
}

// ByDay counts each of these days, which are back to back, by when the incidents were
// created. A day without incidents is there too.
func ByDay(a *model.IncidentAnalytics, days []oncall.Day) []*model.IncidentDay {
	starts := make([]int64, len(days))
	for i, day := range days {
		starts[i] = day.Start.UnixMicro()
	}
	figures := grouped(a.Incidents, len(days), func(inc *model.CountedIncident) (int32, int32) {
		after := sort.Search(len(starts), func(i int) bool { return starts[i] > inc.CreatedAt })
		return int32(after) - 1, model.NoPlace //nolint:gosec // a window has 368 days at most
	})
	found := make([]*model.IncidentDay, len(days))
	for i, day := range days {
		found[i] = &model.IncidentDay{Date: day.Date, Start: day.Start, End: day.End, Figures: figures[i]}
	}
	return found
}

// ByWeekHour counts each hour of the week by the clock of a time zone, from Monday at
// midnight on, by when the incidents were created.
func ByWeekHour(a *model.IncidentAnalytics, loc *time.Location) []*model.WeekHour {
	found := make([]*model.WeekHour, 0, model.WeekHours)
	for i := range model.WeekHours {
		found = append(found, &model.WeekHour{Weekday: i/24 + 1, Hour: i % 24})
	}
	for i := range a.Incidents {
		if a.Incidents[i].Merged {
			continue
		}
		created := time.UnixMicro(a.Incidents[i].CreatedAt).In(loc)
		monday := (int(created.Weekday()) + 6) % 7 // days since
		found[24*monday+created.Hour()].Incidents++
	}
	return found
}

// ByUrgency counts each urgency, the highest first.
func ByUrgency(a *model.IncidentAnalytics) []*model.UrgencyFigures {
	figures := grouped(a.Incidents, len(model.Urgencies), func(inc *model.CountedIncident) (int32, int32) { return int32(inc.Urgency), model.NoPlace })
	found := make([]*model.UrgencyFigures, 0, len(figures))
	for i, urgency := range slices.Backward(model.Urgencies) {
		found = append(found, &model.UrgencyFigures{Urgency: urgency, Figures: figures[i]})
	}
	return found
}

// ByPriority counts each priority, P1 first, and at last those that have none.
func ByPriority(a *model.IncidentAnalytics) []*model.PriorityFigures {
	figures := grouped(a.Incidents, len(model.Priorities)+1, func(inc *model.CountedIncident) (int32, int32) { return int32(inc.Priority), model.NoPlace })
	found := make([]*model.PriorityFigures, len(figures))
	for i := range figures {
		found[i] = &model.PriorityFigures{Figures: figures[i]}
		if i < len(model.Priorities) {
			found[i].Priority = &model.Priorities[i]
		}
	}
	return found
}

// ByService counts each service that has incidents, those with the most first.
func ByService(a *model.IncidentAnalytics) []*model.ServiceFigures {
	figures := grouped(a.Incidents, len(a.Services), func(inc *model.CountedIncident) (int32, int32) { return inc.Service, model.NoPlace })
	found := make([]*model.ServiceFigures, len(figures))
	for i := range figures {
		found[i] = &model.ServiceFigures{ServiceID: a.Services[i], Figures: figures[i]}
	}
	slices.SortFunc(found, func(x, y *model.ServiceFigures) int {
		return cmp.Or(most(x.Figures, y.Figures), cmp.Compare(x.ServiceID, y.ServiceID))
	})
	return found
}

// ByTeam counts each team that has incidents, those with the most first, and those of no
// team. An incident that has a team of its own beside its service's counts for both, as
// the filter by either finds it.
func ByTeam(a *model.IncidentAnalytics) []*model.TeamFigures {
	none := int32(len(a.Teams)) //nolint:gosec // places are int32
	figures := grouped(a.Incidents, len(a.Teams)+1, func(inc *model.CountedIncident) (int32, int32) {
		switch {
		case inc.Team == model.NoPlace && inc.ServiceTeam == model.NoPlace:
			return none, model.NoPlace
		case inc.Team == model.NoPlace || inc.Team == inc.ServiceTeam:
			return inc.ServiceTeam, model.NoPlace
		}
		return inc.Team, inc.ServiceTeam
	})
	var found []*model.TeamFigures
	for i, of := range figures {
		team := &model.TeamFigures{Figures: of}
		if i < len(a.Teams) {
			team.TeamID = &a.Teams[i]
		} else if of.Incidents+of.Merged == 0 {
			continue
		}
		found = append(found, team)
	}
	slices.SortFunc(found, func(x, y *model.TeamFigures) int {
		return cmp.Or(most(x.Figures, y.Figures), cmp.Compare(orEmpty(x.TeamID), orEmpty(y.TeamID)))
	})
	return found
}

// most puts what has the most incidents first, and of those what has the most merged.
func most(x, y *model.IncidentFigures) int {
	return cmp.Or(cmp.Compare(y.Incidents, x.Incidents), cmp.Compare(y.Merged, x.Merged))
}

func orEmpty(text *string) string {
	if text == nil {
		return ""
	}
	return *text
}
