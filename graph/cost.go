package graph

import (
	"encoding/json"
	"math"
	"reflect"
	"strconv"
	"time"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/opsknight/opsknight/graph/scalar"
	"github.com/opsknight/opsknight/internal/oncall"
	"github.com/opsknight/opsknight/internal/rota"
	"github.com/opsknight/opsknight/model"
)

// What an operation costs: the fields that its answer may have. What lies below a list
// costs as often as the list may be long.

// lists are how long the lists are taken to be that are no connections: as long as they
// usually are at most. A test knows every list of the schema and wants it here.
var lists = map[string]int{
	"Schedule.entries":                    20, // all of its lists at once
	"ScheduleEntries.entries":             1,
	"ScheduleEntries.gaps":                1,
	"ScheduleEntries.layers":              3,
	"LayerEntries.entries":                1,
	"Query.previewSchedule":               20,
	"SchedulePreview.moved":               1,
	"MovedShifts.gained":                  2,
	"MovedShifts.lost":                    2,
	"Schedule.layers":                     2,
	"ScheduleLayer.users":                 5,
	"ScheduleLayer.restrictions":          2,
	"User.shifts":                         20,
	"User.memberships":                    10,
	"User.notificationRules":              3,
	"EscalationPolicy.steps":              3,
	"EscalationStep.targets":              2,
	"EscalationSimulation.moments":        20,
	"IncidentEscalation.plan":             20,
	"EscalationMoment.told":               3,
	"EscalationMoment.missed":             2,
	"ToldUser.channels":                   2,
	"Service.onCall":                      2,
	"OnCall.users":                        1,
	"Notification.attempts":               3,
	"WebhookDelivery.attempts":            5,
	"Incident.links":                      2,
	"ChangeEvent.links":                   2,
	"AcknowledgeIncidentsPayload.results": model.MaxPage,
	"ResolveIncidentsPayload.results":     model.MaxPage,
	"UpdateIncidentsPayload.results":      model.MaxPage,
	"IncidentCounts.statuses":             len(model.IncidentStatuses),
	"IncidentCounts.urgencies":            len(model.Urgencies),
	"ServiceCount.urgencies":              len(model.Urgencies),
	"IncidentAnalytics.weekHours":         model.WeekHours,
	"IncidentAnalytics.urgencies":         len(model.Urgencies),
	"IncidentAnalytics.priorities":        len(model.Priorities) + 1,

	"StoreDocumentsPayload.storedDocuments": model.MaxDocumentsAtATime,
}

// length is how long the list of a field may be; 1 if it is none.
func (m measure) length(f *ast.Field) int {
	if f.Definition == nil || f.ObjectDefinition == nil {
		return 1
	}
	if f.ObjectDefinition.Name == "IncidentAnalytics" && f.Name == "days" {
		return m.days
	}
	if f.Definition.Arguments.ForName("first") != nil { // a connection, or what is cut to pages
		return m.pageLength(f)
	}
	if length, long := lists[f.ObjectDefinition.Name+"."+f.Name]; long {
		return length
	}
	if ids := reflect.ValueOf(m.argument(f, "ids")); ids.Kind() == reflect.Slice {
		return max(1, ids.Len())
	}
	return 1
}

// analysis is what an analysis of incidents costs beside its fields: it may read a
// million rows. An operation has room for four.
const analysis = 1000

// introspections are what the fields cost that read the schema, with all below them: the
// answer to one is as large as the schema, however few fields it names.
var introspections = map[string]int{"__schema": 1000, "__type": 200}

// surcharge is what a field costs beside what its answer has.
func surcharge(f *ast.Field) int {
	if f.ObjectDefinition != nil && f.ObjectDefinition.Name == "Query" && f.Name == "incidentAnalytics" {
		return analysis
	}
	return 0
}

// within is the measure of what lies below a field: below an analysis it knows how many
// days there are.
func (m measure) within(f *ast.Field) measure {
	if surcharge(f) > 0 {
		m.days = m.daysOf(f)
	}
	return m
}

// daysOf is how many days of the calendar the window of an analysis has at most.
func (m measure) daysOf(f *ast.Field) int {
	w := rota.PastWindowOf(m.now(), m.time(f, "since"), m.time(f, "until"))
	const cut = 2 // it may begin and end within days
	return int(min(max(w.Until.Sub(w.Since), 0), oncall.MaxWindow)/(24*time.Hour)) + cut
}

// time is the value of an argument that is a time; nil if it is not given or none.
func (m measure) time(f *ast.Field, name string) *time.Time {
	at, err := scalar.UnmarshalDateTime(m.argument(f, name))
	if err != nil {
		return nil
	}
	return &at
}

// pageLength is how many items a page has. Numbers that no page may have
// are refused when it is read.
func (m measure) pageLength(f *ast.Field) int {
	for _, name := range []string{"first", "last"} {
		switch n := m.argument(f, name).(type) {
		case int64:
			return int(min(max(n, 1), model.MaxPage))
		case int:
			return min(max(n, 1), model.MaxPage)
		case json.Number:
			if n, err := n.Int64(); err == nil {
				return int(min(max(n, 1), model.MaxPage))
			}
		}
	}
	if usual := f.Definition.Arguments.ForName("first").DefaultValue; usual != nil {
		if n, err := strconv.Atoi(usual.Raw); err == nil {
			return n
		}
	}
	return model.DefaultPage
}

// filtered is how many values the longest list has by which a field filters. Each becomes
// part of a statement, which is run for each object that has the field. Resolvers limit the
// lists of ids and inputs, and say more of them.
func (m measure) filtered(f *ast.Field) (most int) {
	for _, given := range f.Arguments {
		if given.Name == "ids" || given.Name == "input" {
			continue
		}
		value := m.argument(f, given.Name)
		most = max(most, listed(value))
		fields, _ := value.(map[string]any)
		for _, field := range fields {
			most = max(most, listed(field))
		}
	}
	return most
}

// listed is how many values a list has; 0 if it is none.
func listed(value any) int {
	if list := reflect.ValueOf(value); list.Kind() == reflect.Slice {
		return list.Len()
	}
	return 0
}

// argument is the value of an argument; nil if it is not given or no value.
func (m measure) argument(f *ast.Field, name string) any {
	given := f.Arguments.ForName(name)
	if given == nil {
		return nil
	}
	value, err := given.Value.Value(m.variables)
	if err != nil {
		return nil
	}
	return value
}

func times(a, b int) int {
	if a != 0 && b > math.MaxInt32/a {
		return math.MaxInt32
	}
	return a * b
}
