package main

import (
	"cmp"
	"encoding/base64"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/opsknight/opsknight/model"
)

// listed is an incident as the tests of lists know it.
type listed struct{ id, title, status, urgency, createdAt, updatedAt string }

// populate opens 30 incidents, most of them at the same moment as another, of every
// status and urgency, and returns them beside the example's own.
func (s *testServer) populate(t *testing.T) []listed {
	t.Helper()
	statuses := []string{"OPEN", "ACKNOWLEDGED", "RESOLVED", "SNOOZED", "SUPPRESSED"}
	urgencies := []string{"low", "medium", "high"}
	services := []string{s.service(t, model.Live, "payment-api").ID, s.service(t, model.Live, "checkout").ID}
	for i := range 30 {
		if i%4 == 0 {
			s.clock.Advance(time.Hour)
		}
		id := s.post(t, "/api/incidents", fmt.Sprintf(`{"title":"Number %02d","service_id":%q,"urgency":%q}`, i, services[i%2], strings.ToUpper(urgencies[i%3]))).at(t, "data.id")
		if status := statuses[i%5]; status != "OPEN" {
			doorways[0].status(t, s, id, status).want(t, 200)
		}
	}
	got := s.get(t, "/api/incidents?limit=100")
	var all []listed
	for i, id := range got.each(t, "data", "id") {
		one := func(field string) string { return got.at(t, fmt.Sprintf("data.%d.%s", i, field)) }
		all = append(all, listed{id, one("title"), one("status"), one("urgency"), one("created_at"), one("updated_at")})
	}
	if len(all) != 34 {
		t.Fatalf("there are %d incidents, want 34", len(all))
	}
	return all
}

func ids(all []listed) []string {
	found := make([]string, len(all))
	for i, one := range all {
		found[i] = one.id
	}
	return found
}

// sorted returns the ids in an order of the contract.
func sorted(all []listed, field string, descending bool) []string {
	statuses := []string{"OPEN", "ACKNOWLEDGED", "RESOLVED", "SNOOZED", "SUPPRESSED"}
	urgencies := []string{"LOW", "MEDIUM", "HIGH"}
	all = slices.Clone(all)
	slices.SortFunc(all, func(a, b listed) int {
		by := map[string]int{
			"created_at": strings.Compare(a.createdAt, b.createdAt), "updated_at": strings.Compare(a.updatedAt, b.updatedAt),
			"status":  cmp.Compare(slices.Index(statuses, a.status), slices.Index(statuses, b.status)),
			"urgency": cmp.Compare(slices.Index(urgencies, a.urgency), slices.Index(urgencies, b.urgency)),
		}
		return cmp.Or(by[field], strings.Compare(a.id, b.id))
	})
	if descending {
		slices.Reverse(all)
	}
	return ids(all)
}

func TestEverySortPagesWithoutRepeatOrGap(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		all := s.populate(t)
		for _, field := range []string{"created_at", "updated_at", "urgency", "status"} {
			for _, direction := range []string{"asc", "desc"} {
				want := sorted(all, field, direction == "desc")
				t.Run(field+" "+direction, func(t *testing.T) {
					t.Run("offset", func(t *testing.T) { s.pageByOffset(t, field, direction, want) })
					t.Run("cursor, forward", func(t *testing.T) { s.pageByCursor(t, field, direction, want, false) })
					t.Run("cursor, backward", func(t *testing.T) { s.pageByCursor(t, field, direction, want, true) })
				})
			}
		}
		if got := s.get(t, "/api/incidents?limit=100").each(t, "data", "id"); !slices.Equal(got, sorted(all, "created_at", true)) {
			t.Error("the default is not the newest first")
		}
		if got := s.get(t, "/api/incidents?limit=100&sort=urgency").each(t, "data", "id"); !slices.Equal(got, sorted(all, "urgency", true)) {
			t.Error("the default order is not desc")
		}
	})
}

func (s *testServer) pageByOffset(t *testing.T, field, direction string, want []string) {
	t.Helper()
	var got []string
	for offset := 0; ; offset += 7 {
		page := s.get(t, fmt.Sprintf("/api/incidents?sort=%s&order=%s&limit=7&offset=%d", field, direction, offset))
		got = append(got, page.each(t, "data", "id")...)
		page.is(t, map[string]string{"pagination.total": fmt.Sprint(len(want))})
		if page.at(t, "pagination.has_more") == "false" {
			break
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("the pages have\n%q, want\n%q", got, want)
	}
	found := s.graphql(t, `query($order:IncidentOrder){incidents(orderBy:$order,first:5,offset:10){nodes{id} pageInfo{hasNextPage hasPreviousPage}}}`, map[string]any{
		"order": map[string]string{"field": strings.ToUpper(field), "direction": strings.ToUpper(direction)},
	})
	if got := found.each(t, "data.incidents.nodes", "id"); !slices.Equal(got, want[10:15]) {
		t.Errorf("first 5 from offset 10 are %q, want %q", got, want[10:15])
	}
}

func (s *testServer) pageByCursor(t *testing.T, field, direction string, want []string, backward bool) {
	t.Helper()
	const query = `query($order:IncidentOrder,$first:Int,$after:String,$last:Int,$before:String){
		incidents(orderBy:$order,first:$first,after:$after,last:$last,before:$before){
			nodes{id} edges{cursor node{id}} totalCount pageInfo{hasNextPage hasPreviousPage startCursor endCursor}}}`
	variables := map[string]any{"order": map[string]string{"field": strings.ToUpper(field), "direction": strings.ToUpper(direction)}}
	size, cursor, from, more, other := "first", "after", "endCursor", "hasNextPage", "hasPreviousPage"
	if backward {
		size, cursor, from, more, other = "last", "before", "startCursor", "hasPreviousPage", "hasNextPage"
	}
	variables[size] = 6
	var got []string
	for page := 0; page < 10; page++ {
		found := s.graphql(t, query, variables).want(t, 200)
		nodes := found.each(t, "data.incidents.nodes", "id")
		if edges := found.each(t, "data.incidents.edges", "node.id"); !slices.Equal(edges, nodes) {
			t.Fatalf("edges have %q, nodes %q", edges, nodes)
		}
		found.is(t, map[string]string{"data.incidents.totalCount": fmt.Sprint(len(want)), "data.incidents.pageInfo." + other: fmt.Sprint(page > 0)})
		if backward {
			got = append(slices.Clone(nodes), got...)
		} else {
			got = append(got, nodes...)
		}
		if found.at(t, "data.incidents.pageInfo."+more) == "false" {
			break
		}
		variables[cursor] = found.at(t, "data.incidents.pageInfo."+from)
	}
	if !slices.Equal(got, want) {
		t.Errorf("the pages have\n%q, want\n%q", got, want)
	}
}

func TestPagesStandStillWhileTheListGrows(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		all := s.populate(t)
		want := sorted(all, "created_at", true)
		first := s.graphql(t, `{incidents(first:10){nodes{id} pageInfo{endCursor}}}`, nil)
		got := first.each(t, "data.incidents.nodes", "id")
		s.clock.Advance(time.Second)
		s.open(t, "In between")
		second := s.graphql(t, `query($after:String){incidents(first:100,after:$after){nodes{id}}}`, map[string]any{"after": first.at(t, "data.incidents.pageInfo.endCursor")})
		if got = append(got, second.each(t, "data.incidents.nodes", "id")...); !slices.Equal(got, want) {
			t.Errorf("the pages have\n%q, want\n%q", got, want)
		}
	})
}

func TestFilters(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		svc, other := s.service(t, model.Live, "payment-api").ID, s.service(t, model.Live, "checkout").ID
		team, ben := s.team(t, model.Live).ID, s.user(t, model.Live, "ben@example.com").ID
		s.populate(t)
		s.clock.Advance(time.Hour) // 18:30
		pick := func(title, more string) string {
			return s.post(t, "/api/incidents", `{"title":`+quote(title)+`,"service_id":"`+svc+`",`+more+`"urgency":"LOW"}`).at(t, "data.id")
		}
		percent := pick(`100% of C:\Temp_1`, `"assignee_id":"`+ben+`",`)
		upper := pick("Überlauf der Warteschlange", `"team_id":"`+team+`",`)
		keyed := pick("Keyed", `"dedup_key":"the key","description":"Disk ÄRGER",`)
		tests := []struct {
			name, query string
			filter      map[string]any
			total       int
		}{
			{"nothing", "", nil, 37},
			{"one status", "status=RESOLVED", map[string]any{"status": "RESOLVED"}, 6},
			{"two statuses", "status=SNOOZED,SUPPRESSED", map[string]any{"status": []string{"SNOOZED", "SUPPRESSED"}}, 12},
			{"a status twice", "status=SNOOZED,SNOOZED", map[string]any{"status": []string{"SNOOZED", "SNOOZED"}}, 6},
			{"every status", "status=OPEN,ACKNOWLEDGED,RESOLVED,SNOOZED,SUPPRESSED", map[string]any{"status": []string{"OPEN", "ACKNOWLEDGED", "RESOLVED", "SNOOZED", "SUPPRESSED"}}, 37},
			{"one urgency", "urgency=MEDIUM", map[string]any{"urgency": "MEDIUM"}, 10},
			{"two urgencies", "urgency=MEDIUM,HIGH", map[string]any{"urgency": []string{"MEDIUM", "HIGH"}}, 22},
			{"one service", "service_id=" + other, map[string]any{"serviceId": other}, 17},
			{"two services", "service_id=" + other + "," + svc, map[string]any{"serviceId": []string{other, svc}}, 37},
			{"a service and none", "service_id=" + other + ",svc_1", map[string]any{"serviceId": []string{other, "svc_1"}}, 17},
			{"a service that does not exist", "service_id=svc_1", map[string]any{"serviceId": "svc_1"}, 0},
			{"nonsense for a service", "service_id=%27--", map[string]any{"serviceId": "'--"}, 0},
			{"the team of the services", "team_id=" + team, map[string]any{"teamId": team}, 37},
			{"a team that does not exist", "team_id=team_1", map[string]any{"teamId": "team_1"}, 0},
			{"an assignee", "assignee_id=" + ben, map[string]any{"assigneeId": ben}, 1},
			{"an assignee who does not exist", "assignee_id=usr_1", map[string]any{"assigneeId": "usr_1"}, 0},
			{"created at this moment or later", "created_after=2024-01-15T19:30:00Z", map[string]any{"createdAfter": "2024-01-15T19:30:00Z"}, 3},
			{"the same with an offset", "created_after=2024-01-15T21:30:00%2B02:00", map[string]any{"createdAfter": "2024-01-15T21:30:00+02:00"}, 3},
			{"the same with a + that is not escaped", "created_after=2024-01-15T21:30:00+02:00", map[string]any{"createdAfter": "2024-01-15T21:30:00+02:00"}, 3},
			{"the same without an offset, which is UTC", "created_after=2024-01-15T19:30:00", nil, 3},
			{"a microsecond after", "created_after=2024-01-15T19:30:00.000001Z", map[string]any{"createdAfter": "2024-01-15T19:30:00.000001Z"}, 0},
			{"created before this moment", "created_before=2024-01-15T19:30:00Z", map[string]any{"createdBefore": "2024-01-15T19:30:00Z"}, 34},
			{"a microsecond more", "created_before=2024-01-15T19:30:00.000001Z", map[string]any{"createdBefore": "2024-01-15T19:30:00.000001Z"}, 37},
			{"a date", "created_after=2024-01-15", nil, 37},
			{"the next date", "created_after=2024-01-16", nil, 0},
			{"before a date", "created_before=2024-01-15", nil, 0},
			{"before the next date", "created_before=2024-01-16", nil, 37},
			{"the first and last years there are", "created_after=0001-01-01&created_before=9999-12-31T23:59:59Z", map[string]any{"createdAfter": "0001-01-01T00:00:00Z", "createdBefore": "9999-12-31T23:59:59Z"}, 37},
			{"after and before", "created_after=2024-01-15T10:30:00Z&created_before=2024-01-15T10:30:01Z", map[string]any{"createdAfter": "2024-01-15T10:30:00Z", "createdBefore": "2024-01-15T10:30:01Z"}, 4},
			{"after after before", "created_after=2024-01-16&created_before=2024-01-15", nil, 0},
			{"a text in the title", "q=Number%200", map[string]any{"q": "Number 0"}, 10},
			{"in another case", "q=nUMBER%200", map[string]any{"q": "nUMBER 0"}, 10},
			{"letters beyond ASCII, in another case", "q=" + url.QueryEscape("überlauf"), map[string]any{"q": "ÜBERLAUF"}, 1},
			{"a text in the description", "q=" + url.QueryEscape("ärger"), map[string]any{"q": "Ärger"}, 1},
			{"a text in the id", "q=" + upper, map[string]any{"q": strings.ToUpper(upper)}, 1},
			{"a percent sign", "q=100%25", map[string]any{"q": "100%"}, 1},
			{"a percent sign that matches not everything", "q=Num%25r", map[string]any{"q": "Num%r"}, 0},
			{"an underscore", "q=Temp_1", map[string]any{"q": "Temp_1"}, 1},
			{"an underscore that matches not any letter", "q=N_mber", map[string]any{"q": "N_mber"}, 0},
			{"a backslash", "q=" + url.QueryEscape(`C:\T`), map[string]any{"q": `C:\T`}, 1},
			{"a quote", "q=%27", map[string]any{"q": "'"}, 0},
			{"a question mark", "q=%3F0", map[string]any{"q": "?0"}, 0},
			{"an empty text", "q=", map[string]any{"q": ""}, 37},
			{"a dedup key", "dedup_key=the+key", map[string]any{"dedupKey": "the key"}, 1},
			{"a dedup key in another case", "dedup_key=The+key", map[string]any{"dedupKey": "The key"}, 0},
			{
				"all together", "status=OPEN&urgency=LOW&service_id=" + svc + "&team_id=" + team + "&assignee_id=" + ben + "&created_after=2024-01-15&created_before=2024-01-16&q=temp",
				map[string]any{"status": "OPEN", "urgency": "LOW", "serviceId": svc, "teamId": team, "assigneeId": ben, "createdAfter": "2024-01-15T00:00:00Z", "createdBefore": "2024-01-16T00:00:00Z", "q": "temp"},
				1,
			},
			{"all together but one", "status=RESOLVED&urgency=LOW&service_id=" + svc + "&assignee_id=" + ben, map[string]any{"status": "RESOLVED", "urgency": "LOW", "serviceId": svc, "assigneeId": ben}, 0},
			{"empty lists, which filter nothing", "", map[string]any{"status": []string{}, "urgency": []string{}, "serviceId": []string{}, "teamId": []string{}, "assigneeId": []string{}}, 37},
			{"nulls, which filter nothing", "", map[string]any{"status": nil, "serviceId": nil, "q": nil, "dedupKey": nil, "createdAfter": nil}, 37},
		}
		for _, tt := range tests {
			t.Run(tt.name, func(t *testing.T) {
				got := s.get(t, "/api/incidents?limit=100&"+tt.query)
				if n := len(got.each(t, "data", "id")); n != tt.total || got.at(t, "pagination.total") != fmt.Sprint(tt.total) {
					t.Errorf("REST: %d incidents, total %s; want %d", n, got.at(t, "pagination.total"), tt.total)
				}
				if tt.filter == nil && tt.query != "" {
					return
				}
				found := s.graphql(t, `query($filter:IncidentFilter){incidents(first:100,filter:$filter){nodes{id} totalCount}}`, map[string]any{"filter": tt.filter}).want(t, 200)
				if n := len(found.each(t, "data.incidents.nodes", "id")); n != tt.total || found.at(t, "data.incidents.totalCount") != fmt.Sprint(tt.total) {
					t.Errorf("GraphQL: %d incidents, total %s; want %d", n, found.at(t, "data.incidents.totalCount"), tt.total)
				}
			})
		}
		s.get(t, "/api/incidents?q=temp_").is(t, map[string]string{"data.0.id": percent})
		s.get(t, "/api/incidents?dedup_key=the%20key").is(t, map[string]string{"data.0.id": keyed})
		nested := s.graphql(t, `query($svc:ID!,$ben:ID!,$other:ID!){
			service(id:$svc){incidents(filter:{status:[RESOLVED]}){totalCount} none:incidents(filter:{serviceId:[$other]}){totalCount}}
			user(id:$ben){incidents{totalCount nodes{id}}}}`, map[string]any{"svc": svc, "ben": ben, "other": other})
		nested.is(t, map[string]string{"data.service.incidents.totalCount": "3", "data.service.none.totalCount": "0", "data.user.incidents": `{"nodes":[{"id":"` + percent + `"}],"totalCount":1}`})
	})
}

func TestCursorsThatAreNone(t *testing.T) {
	forged := func(text string) string { return base64.RawURLEncoding.EncodeToString([]byte(text)) }
	eachServer(t, func(t *testing.T, s *testServer) {
		byStatus := s.graphql(t, `{incidents(orderBy:{field:STATUS}){pageInfo{endCursor}}}`, nil).at(t, "data.incidents.pageInfo.endCursor")
		for name, cursor := range map[string]string{
			"a word":               "x",
			"empty":                "",
			"not base64":           "%%%",
			"of another order":     byStatus,
			"not JSON":             forged("{"),
			"of the wrong shape":   forged(`{"a":1}`),
			"with too few parts":   forged(`["CREATED_AT DESC"]`),
			"with a number":        forged(`["CREATED_AT DESC",5,"x"]`),
			"with a bad time":      forged(`["CREATED_AT DESC","yesterday","x"]`),
			"with a NUL":           forged(`["CREATED_AT DESC","2024-01-15T10:30:00Z","\u0000"]`),
			"with the year 0":      forged(`["CREATED_AT DESC","0000-01-01T00:00:00Z","x"]`),
			"with the year 10000":  forged(`["CREATED_AT DESC","9999-12-31T23:00:00-23:00","x"]`),
			"with the year 0, UTC": forged(`["CREATED_AT DESC","0001-01-01T00:00:00+23:00","x"]`),
		} {
			for _, argument := range []string{"first:5,after", "last:5,before"} {
				got := s.graphql(t, `query($c:String){incidents(`+argument+`:$c){nodes{id}}}`, map[string]string{"c": cursor}).want(t, 200)
				field := argument[strings.Index(argument, ",")+1:]
				if got.at(t, "errors.0.extensions.code") != "VALIDATION_ERROR" || got.at(t, "errors.0.extensions.field") != field {
					t.Errorf("%s, %s: %s", name, argument, got.body)
				}
			}
		}
		for name, cursor := range map[string]string{
			"the last time there is": forged(`["CREATED_AT DESC","9999-12-31T23:59:59.999999999Z","` + strings.Repeat("z", 100) + `"]`),
			"invalid UTF-8":          forged("[\"CREATED_AT DESC\",\"2024-01-15T10:30:00Z\",\"\xff\"]"),
			"a quote":                forged(`["CREATED_AT DESC","2024-01-15T10:30:00Z","' OR 1=1"]`),
		} {
			s.graphql(t, `query($c:String){incidents(first:5,after:$c){nodes{id}}}`, map[string]string{"c": cursor}).want(t, 200).is(t, map[string]string{"errors": "absent"})
			_ = name
		}
		for _, rank := range []string{"99999999999999999999", "x", "1.5"} {
			s.graphql(t, `query($c:String){incidents(orderBy:{field:STATUS},after:$c){nodes{id}}}`, map[string]string{"c": forged(`["STATUS DESC","` + rank + `","x"]`)}).
				is(t, map[string]string{"errors.0.extensions.code": "VALIDATION_ERROR"})
		}
		s.graphql(t, `query($c:String){incidents(orderBy:{field:STATUS},after:$c){nodes{id}}}`, map[string]string{"c": forged(`["STATUS DESC","9223372036854775807","x"]`)}).is(t, map[string]string{"errors": "absent"})
	})
}

func TestListsOfServicesTeamsAndUsers(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		for path, want := range map[string][]string{
			"/api/services?sort=name&order=asc":       {"Checkout", "Payment API"},
			"/api/services?sort=name":                 {"Payment API", "Checkout"},
			"/api/users?sort=name&order=asc":          {"Alice Smith", "Ben Okafor", "Chiara Russo"},
			"/api/users?sort=name&order=desc&limit=1": {"Chiara Russo"},
			"/api/users?sort=name&order=asc&offset=2": {"Chiara Russo"},
			"/api/users?sort=created_at&order=asc":    {"Alice Smith", "Ben Okafor", "Chiara Russo"},
			"/api/users?sort=updated_at&order=asc":    {"Alice Smith", "Ben Okafor", "Chiara Russo"},
			"/api/teams":                              {"Platform"},
			"/api/teams?offset=1":                     {},
		} {
			if got := s.get(t, path).each(t, "data", "name"); !slices.Equal(got, want) {
				t.Errorf("%s has %q, want %q", path, got, want)
			}
		}
		s.get(t, "/api/users?limit=1000").is(t, map[string]string{"pagination": `{"has_more":false,"limit":100,"offset":0,"total":3}`})
		svc := s.service(t, model.Live, "payment-api")
		s.get(t, "/api/services/"+svc.ID).is(t, map[string]string{"data.slug": "payment-api", "data.status": "CRITICAL", "data.team.name": "Platform"})
		got := s.graphql(t, `{services(orderBy:{field:NAME,direction:ASC},first:1){nodes{name status team{name}} totalCount pageInfo{endCursor}} users(first:2){totalCount} teams{nodes{name}}}`, nil)
		got.is(t, map[string]string{"data.services.nodes": `[{"name":"Checkout","status":"CRITICAL","team":{"name":"Platform"}}]`, "data.services.totalCount": "2", "data.users.totalCount": "3"})
		next := s.graphql(t, `query($c:String){services(orderBy:{field:NAME,direction:ASC},after:$c){nodes{name}}}`, map[string]string{"c": got.at(t, "data.services.pageInfo.endCursor")})
		next.is(t, map[string]string{"data.services.nodes": `[{"name":"Payment API"}]`})
	})
}
