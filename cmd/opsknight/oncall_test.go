package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/db/dbtest"
	"github.com/opsknight/opsknight/internal/ratelimit"
	"github.com/opsknight/opsknight/model"
)

// person makes a user with this name in LIVE, once.
func (s *testServer) person(t testing.TB, known map[string]string, name string) string {
	t.Helper()
	if known[name] == "" {
		known[name] = s.post(t, "/api/users", `{"name":"`+name+`","email":"`+name+`@vectors.example.com"}`).at(t, "data.id")
	}
	return known[name]
}

// vectorCase is a case of oncall-vectors.json. Its schedule is sent as it is, with
// names turned into ids.
type vectorCase struct {
	ID, Title string
	Schedule  map[string]any
	Checks    []struct {
		At     time.Time
		Expect []string
	}
	Windows []struct {
		Since, Until time.Time
		Entries      []struct {
			Start, End time.Time
			User       string
		}
		CoveragePercent json.Number `json:"coverage_percent"`
	}
}

func readVectors(t *testing.T) []vectorCase {
	t.Helper()
	text, err := os.ReadFile("../../internal/oncall/testdata/oncall-vectors.json")
	if err != nil {
		t.Fatal(err)
	}
	var all struct{ Cases []vectorCase }
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	if len(all.Cases) < 31 {
		t.Fatalf("%d cases, want 31 or more", len(all.Cases))
	}
	return all.Cases
}

// named turns the names of users into ids, wherever a schedule has them.
func (s *testServer) named(t *testing.T, known map[string]string, schedule map[string]any) {
	t.Helper()
	for _, layer := range schedule["layers"].([]any) {
		users := layer.(map[string]any)["users"].([]any)
		for i, name := range users {
			users[i] = s.person(t, known, name.(string))
		}
	}
	for _, override := range schedule["overrides"].([]any) {
		fields := override.(map[string]any)
		for _, field := range []string{"user", "replaces"} {
			if name, has := fields[field].(string); has {
				fields[field] = s.person(t, known, name)
			}
		}
	}
}

func TestTheVectorsHoldThroughTheAPI(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		known := map[string]string{}
		for _, c := range readVectors(t) {
			s.named(t, known, c.Schedule)
			c.Schedule["name"] = c.ID
			body, err := json.Marshal(c.Schedule)
			if err != nil {
				t.Fatal(err)
			}
			path := s.post(t, "/api/schedules", string(body)).header.Get("Location")
			for _, check := range c.Checks {
				got := s.get(t, path+"/on-call?at="+url.QueryEscape(check.At.Format(time.RFC3339)))
				want := "null"
				if len(check.Expect) > 0 {
					want = check.Expect[0]
				}
				name := "null"
				if got.at(t, "data.user") != "null" {
					name = got.at(t, "data.user.name")
				}
				if name != want {
					t.Errorf("%s (%s) at %s: %s, want %s", c.ID, c.Title, check.At, name, want)
				}
				same := s.graphql(t, onCallAt, map[string]any{"id": strings.TrimPrefix(path, "/api/schedules/"), "at": check.At})
				for rest, graphql := range map[string]string{"user.name": "user.name", "since": "since", "until": "until", "layer_id": "layerId"} {
					if byREST, byGraphQL := got.at(t, "data."+rest), same.at(t, "data.schedule.onCall."+graphql); byREST != byGraphQL {
						t.Errorf("%s (%s) at %s: %s by GraphQL is %s, by REST %s", c.ID, c.Title, check.At, graphql, byGraphQL, byREST)
					}
				}
			}
			for _, w := range c.Windows {
				got := s.get(t, path+"/entries?since="+w.Since.Format(time.RFC3339)+"&until="+w.Until.Format(time.RFC3339))
				var want strings.Builder
				for _, e := range w.Entries {
					fmt.Fprintln(&want, e.Start.Format(time.RFC3339), e.End.Format(time.RFC3339), e.User)
				}
				var shown strings.Builder
				starts, ends, names := got.each(t, "data.entries", "start"), got.each(t, "data.entries", "end"), got.each(t, "data.entries", "user.name")
				for i := range starts {
					fmt.Fprintln(&shown, starts[i], ends[i], names[i])
				}
				if shown.String() != want.String() {
					t.Errorf("%s (%s):\n%swant\n%s", c.ID, c.Title, shown.String(), want.String())
				}
				if asked, given := number(t, got.at(t, "data.coverage_percent")), number(t, w.CoveragePercent.String()); asked != given {
					t.Errorf("%s (%s): coverage %v, want %v", c.ID, c.Title, asked, given)
				}
				same := s.graphql(t, entriesOf, map[string]any{"id": strings.TrimPrefix(path, "/api/schedules/"), "since": w.Since, "until": w.Until})
				for _, field := range []string{"start", "end", "user.name"} {
					if byREST, byGraphQL := got.each(t, "data.entries", field), same.each(t, "data.schedule.entries.entries", field); !slices.Equal(byREST, byGraphQL) {
						t.Errorf("%s (%s): %s by GraphQL is %v, by REST %v", c.ID, c.Title, field, byGraphQL, byREST)
					}
				}
			}
		}
	})
}

func number(t *testing.T, text string) float64 {
	t.Helper()
	value, err := json.Number(text).Float64()
	if err != nil {
		t.Fatal(err)
	}
	return value
}

// rota makes a schedule of ben and chiara, a day each from 1 January at 09:00 in London.
func (s *testServer) rota(t testing.TB, name string) (path string, ben, chiara string) {
	t.Helper()
	ben, chiara = s.user(t, model.Live, "ben@example.com").ID, s.user(t, model.Live, "chiara@example.com").ID
	made := s.post(t, "/api/schedules", `{"name":"`+name+`","time_zone":"Europe/London","layers":[{"name":"Days","start":"2024-01-01T09:00:00Z",
		"users":["`+ben+`","`+chiara+`"],"rotation":{"unit":"days","length":1}}]}`)
	return made.header.Get("Location"), ben, chiara
}

func TestAScheduleByREST(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		path, ben, chiara := s.rota(t, "Primary")
		got := s.get(t, path)
		got.is(t, map[string]string{
			"data.name": "Primary", "data.time_zone": "Europe/London", "data.layers.0.name": "Days", "data.layers.0.priority": "1",
			"data.layers.0.users.0.id": ben, "data.layers.0.users.1.name": "Chiara Russo", "data.layers.0.end": "null",
			"data.layers.0.rotation": `{"length":1,"start":"2024-01-01T09:00:00Z","unit":"days"}`, "data.layers.0.restrictions": "[]",
		})
		tag, layer := got.header.Get("ETag"), got.at(t, "data.layers.0.id")
		// It is 10:30 on 15 January: day 14 since the first of ben's.
		s.get(t, path+"/on-call").is(t, map[string]string{
			"data.user.id": ben, "data.users.0.id": ben, "data.since": "2024-01-15T09:00:00Z", "data.until": "2024-01-16T09:00:00Z",
			"data.layer_id": layer, "data.override_id": "null", "data.schedule.name": "Primary", "data.at": "2024-01-15T10:30:00Z",
		})

		override := s.post(t, path+"/overrides", `{"user":"`+chiara+`","start":"2024-01-15T10:00:00Z","end":"2024-01-15T12:00:00Z","replaces":"`+ben+`"}`)
		s.get(t, path+"/on-call").is(t, map[string]string{"data.user.id": chiara, "data.until": "2024-01-15T12:00:00Z", "data.layer_id": "null", "data.override_id": override.at(t, "data.id")})
		s.send(t, request{path: path, header: map[string]string{"If-None-Match": tag}}).want(t, http.StatusOK)
		s.get(t, override.header.Get("Location")).is(t, map[string]string{"data.user.id": chiara, "data.replaces.id": ben})
		s.patch(t, override.header.Get("Location"), `{"end":"2024-01-15T11:00:00Z","replaces":null}`).want(t, 200).
			is(t, map[string]string{"data.end": "2024-01-15T11:00:00Z", "data.replaces": "null"})
		s.get(t, path+"/overrides?since=2024-01-15T11:00:00Z").is(t, map[string]string{"pagination.total": "0"})
		s.send(t, request{method: "DELETE", path: override.header.Get("Location")}).want(t, http.StatusNoContent)
		s.get(t, path+"/on-call").is(t, map[string]string{"data.user.id": ben})

		s.get(t, path+"/entries?since=2024-01-15&until=2024-01-17").is(t, map[string]string{
			"data.entries.0.start": "2024-01-15T00:00:00Z", "data.entries.0.user.id": chiara, "data.entries.2.end": "2024-01-17T00:00:00Z",
			"data.coverage_percent": "100", "data.gaps": "[]",
		})
		s.get(t, path+"/entries?since=2023-12-31T09:00:00Z&until=2024-01-02T09:00:00Z").is(t, map[string]string{
			"data.coverage_percent": "50", "data.gaps.0.start": "2023-12-31T09:00:00Z", "data.gaps.0.end": "2024-01-01T09:00:00Z",
		})
		s.get(t, "/api/on-calls?q=prim").is(t, map[string]string{"data.0.schedule.name": "Primary", "data.0.user.id": ben, "pagination.total": "1"})
		s.get(t, "/api/schedules?user_id="+chiara+"&q=primary").is(t, map[string]string{"pagination.total": "1"})

		s.patch(t, path, `{"name":"Main","time_zone":"UTC","description":"Who answers first."}`).want(t, 200).
			is(t, map[string]string{"data.name": "Main", "data.time_zone": "UTC", "data.layers.0.id": layer})
		s.send(t, request{method: "DELETE", path: path}).want(t, http.StatusNoContent)
		s.send(t, request{path: path}).want(t, http.StatusNotFound)
		s.send(t, request{path: path + "/on-call"}).want(t, http.StatusNotFound)
	})
}

func TestADatedChangeLeavesEarlierTurns(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		path, ben, chiara := s.rota(t, "Primary")
		alice := s.user(t, model.Live, "alice@example.com").ID
		layer := s.get(t, path).at(t, "data.layers.0.id")
		before := s.get(t, path+"/entries?since=2024-01-10&until=2024-02-01T09:00:00Z").body
		changed := s.patch(t, path+"/layers/"+layer, `{"users":["`+ben+`","`+chiara+`","`+alice+`"],"effective_at":"2024-02-01T09:00:00Z"}`).want(t, 200)
		changed.is(t, map[string]string{"data.start": "2024-02-01T09:00:00Z", "data.name": "Days", "data.users.2.id": alice})
		if after := s.get(t, path+"/entries?since=2024-01-10&until=2024-02-01T09:00:00Z").body; after != before {
			t.Errorf("turns before the date have moved:\n%s\nbefore\n%s", after, before)
		}
		layers := s.get(t, path+"/layers")
		layers.is(t, map[string]string{"data.0.id": layer, "data.0.end": "2024-02-01T09:00:00Z", "data.1.id": changed.at(t, "data.id"), "data.1.end": "null"})
		if users := s.get(t, path+"/entries?since=2024-02-01T09:00:00Z&until=2024-02-10T09:00:00Z").each(t, "data.entries", "user.id"); len(users) != 9 || users[2] == users[5] == false && users[0] != users[3] {
			t.Errorf("from the date on three take turns, not %v", users)
		}
		s.patch(t, path+"/layers/"+layer, `{"priority":5,"effective_at":"2024-03-01T00:00:00Z"}`).want(t, http.StatusConflict)
		s.send(t, request{method: "DELETE", path: path + "/layers/" + changed.at(t, "data.id") + "?effective_at=2024-03-01"}).want(t, http.StatusNoContent)
		s.get(t, path+"/on-call?at=2024-03-01").is(t, map[string]string{"data.user": "null", "data.users": "[]", "data.until": "null"})
		s.get(t, path+"/on-call?at=2024-02-29T12:00:00Z").is(t, map[string]string{"data.until": "2024-03-01T00:00:00Z"})
	})
}

func TestAScheduleIsRefused(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		path, ben, _ := s.rota(t, "Primary")
		other := s.user(t, model.Test, "ben@example.com").ID
		make := func(zone, layer string) request {
			return request{path: "/api/schedules", body: `{"name":"A","time_zone":"` + zone + `","layers":[` + layer + `]}`}
		}
		layer := func(fields string) string {
			return `{"start":"2024-01-01T00:00:00Z","users":[],"rotation":{"unit":"days","length":1}` + fields + `}`
		}
		over := func(fields string) request { return request{path: path + "/overrides", body: `{` + fields + `}`} }
		for name, row := range map[string]struct {
			request
			status int
			field  string
		}{
			"an unknown zone":                          {make("Mars/Olympus", ""), 400, "time_zone"},
			"the server's own zone":                    {make("Local", ""), 400, "time_zone"},
			"no zone":                                  {make("", ""), 400, "time_zone"},
			"an unknown zone of a layer":               {make("UTC", layer(`,"time_zone":"x"`)), 400, "layers.0.time_zone"},
			"an end before the start":                  {make("UTC", layer(`,"end":"2023-01-01T00:00:00Z"`)), 400, "layers.0.end"},
			"an end at the start":                      {make("UTC", layer(`,"end":"2024-01-01T00:00:00Z"`)), 400, "layers.0.end"},
			"a layer that starts within a minute":      {make("UTC", `{"start":"2024-01-01T00:00:30Z","rotation":{"unit":"days"}}`), 400, "layers.0.start"},
			"a rotation that starts within a minute":   {make("UTC", `{"rotation":{"unit":"days","start":"2024-01-01T00:00:00.5Z"}}`), 400, "layers.0.rotation.start"},
			"a turn of no length":                      {make("UTC", `{"rotation":{"unit":"days","length":0}}`), 400, "layers.0.rotation.length"},
			"a turn of less than none":                 {make("UTC", `{"rotation":{"unit":"days","length":-1}}`), 400, "layers.0.rotation.length"},
			"a unit that there is not":                 {make("UTC", `{"rotation":{"unit":"years","length":1}}`), 400, "layers.0.rotation.unit"},
			"a layer without a rotation":               {make("UTC", `{}`), 400, "layers.0.rotation"},
			"a user who does not exist":                {make("UTC", `{"users":["usr_1"],"rotation":{"unit":"days"}}`), 400, "users"},
			"a user of the other environment":          {make("UTC", `{"users":["`+other+`"],"rotation":{"unit":"days"}}`), 400, "users"},
			"a window of no length":                    {make("UTC", layer(`,"restrictions":[{"type":"daily","start_time":"09:00","duration_seconds":0}]`)), 400, "layers.0.restrictions.0.duration_seconds"},
			"a window of seconds":                      {make("UTC", layer(`,"restrictions":[{"type":"daily","start_time":"09:00","duration_seconds":90}]`)), 400, "layers.0.restrictions.0.duration_seconds"},
			"a window that starts at no time":          {make("UTC", layer(`,"restrictions":[{"type":"daily","start_time":"25:00","duration_seconds":60}]`)), 400, "layers.0.restrictions.0.start_time"},
			"a window that starts at a second":         {make("UTC", layer(`,"restrictions":[{"type":"daily","start_time":"09:00:30","duration_seconds":60}]`)), 400, "layers.0.restrictions.0.start_time"},
			"a weekly window without a day":            {make("UTC", layer(`,"restrictions":[{"type":"weekly","start_time":"09:00","duration_seconds":60}]`)), 400, "layers.0.restrictions.0.start_day"},
			"a weekly window on the eighth day":        {make("UTC", layer(`,"restrictions":[{"type":"weekly","start_day":8,"start_time":"09:00","duration_seconds":60}]`)), 400, "layers.0.restrictions.0.start_day"},
			"a name that is taken":                     {request{path: "/api/schedules", body: `{"name":"Primary","time_zone":"UTC"}`}, 409, "absent"},
			"an override that ends before it starts":   {over(`"user":"` + ben + `","start":"2024-01-02T00:00:00Z","end":"2024-01-01T00:00:00Z"`), 400, "end"},
			"an override of seconds":                   {over(`"user":"` + ben + `","start":"2024-01-02T00:00:01Z","end":"2024-01-03T00:00:00Z"`), 400, "start"},
			"an override by nobody":                    {over(`"user":"usr_1","start":"2024-01-02T00:00:00Z","end":"2024-01-03T00:00:00Z"`), 400, "user"},
			"an override of nobody":                    {over(`"user":"` + ben + `","replaces":"usr_1","start":"2024-01-02T00:00:00Z","end":"2024-01-03T00:00:00Z"`), 400, "replaces"},
			"entries of more than 366 days":            {request{path: path + "/entries?since=2024-01-01&until=2025-01-02"}, 400, "until"},
			"entries that end before they start":       {request{path: path + "/entries?since=2024-01-02&until=2024-01-01"}, 400, "until"},
			"entries that ended before now":            {request{path: path + "/entries?until=2024-01-01"}, 400, "until"},
			"who is on call at no time":                {request{path: path + "/on-call?at=soon"}, 400, "at"},
			"with a key that may only read":            {request{path: "/api/schedules", body: `{"name":"A","time_zone":"UTC"}`, key: s.scoped(t, "schedules:read")}, 403, "absent"},
			"on-call, with a key for other objects":    {request{path: "/api/on-calls", key: s.scoped(t, "users:read")}, 403, "absent"},
			"a layer that does not exist":              {request{method: "PATCH", path: path + "/layers/lay_1", body: `{}`}, 404, "absent"},
			"an override that does not exist":          {request{method: "DELETE", path: path + "/overrides/ovr_1"}, 404, "absent"},
			"a layer of a schedule that is not there":  {request{method: "DELETE", path: "/api/schedules/sch_1/layers/lay_1"}, 404, "absent"},
			"a layer as given that the schedule lacks": {request{method: "PATCH", path: path, body: `{"layers":[{"id":"lay_1","rotation":{"unit":"days"}}]}`}, 400, "layers"},
		} {
			t.Run(name, func(t *testing.T) {
				s.send(t, row.request).want(t, row.status).is(t, map[string]string{"error.details.field": row.field})
			})
		}
	})
}

func TestASchedulesWithoutLayersOrUsersAreAccepted(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		for name, body := range map[string]string{
			"no layers":                 `{"name":"1","time_zone":"UTC"}`,
			"empty lists":               `{"name":"2","time_zone":"UTC","layers":[],"overrides":[]}`,
			"a layer without users":     `{"name":"3","time_zone":"UTC","layers":[{"users":[],"rotation":{"unit":"weeks","length":1}}]}`,
			"an anchor after the start": `{"name":"4","time_zone":"UTC","layers":[{"start":"2024-01-01T00:00:00Z","users":[],"rotation":{"start":"2030-01-01T00:00:00Z","unit":"months","length":3}}]}`,
		} {
			t.Run(name, func(t *testing.T) {
				path := s.post(t, "/api/schedules", body).header.Get("Location")
				s.get(t, path+"/on-call").is(t, map[string]string{"data.user": "null"})
				s.get(t, path+"/entries?since=2024-01-01&until=2024-02-01").is(t, map[string]string{"data.coverage_percent": "0", "data.entries": "[]"})
			})
		}
	})
}

func TestAPolicyByREST(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		path, ben, chiara := s.rota(t, "Primary")
		schedule, team := strings.TrimPrefix(path, "/api/schedules/"), s.team(t, model.Live).ID
		made := s.post(t, "/api/escalation-policies", `{"name":"Payments","steps":[{"escalate_after_minutes":5,"targets":[{"type":"SCHEDULE","id":"`+schedule+`"},{"type":"USER","id":"`+chiara+`"}]},
			{"targets":[{"type":"TEAM","id":"`+team+`"}]}]}`)
		policy := made.header.Get("Location")
		made.is(t, map[string]string{
			"data.repeat_count": "0", "data.steps.0.position": "1", "data.steps.0.targets.0.name": "Primary", "data.steps.0.targets.0.type": "SCHEDULE",
			"data.steps.0.targets.1.id": chiara, "data.steps.1.escalate_after_minutes": "15", "data.steps.1.targets.0.name": "Platform",
		})
		first := made.at(t, "data.steps.0.id")
		s.clock.Advance(time.Minute)
		changed := s.patch(t, policy, `{"repeat_count":3,"steps":[{"targets":[{"type":"USER","id":"`+ben+`"}]},{"id":"`+first+`","targets":[{"type":"USER","id":"`+chiara+`"}]}]}`).want(t, 200)
		changed.is(t, map[string]string{"data.repeat_count": "3", "data.steps.1.id": first, "data.steps.1.position": "2", "data.steps.0.targets.0.id": ben})
		if tag := changed.header.Get("ETag"); tag != `"2"` {
			t.Errorf("the ETag is %s after one change", tag)
		}
		s.patch(t, policy, `{"repeat_count":3}`).want(t, 200).is(t, map[string]string{"data.steps.1.id": first})
		for name, row := range map[string]struct {
			body   string
			status int
			field  string
		}{
			"no steps":                   {`{"name":"A","steps":[]}`, 400, "steps"},
			"a step without targets":     {`{"name":"A","steps":[{"targets":[]}]}`, 400, "steps.0.targets"},
			"a wait of no time":          {`{"name":"A","steps":[{"escalate_after_minutes":0,"targets":[{"type":"USER","id":"` + ben + `"}]}]}`, 400, "steps.0.escalate_after_minutes"},
			"a wait of more than a week": {`{"name":"A","steps":[{"escalate_after_minutes":10081,"targets":[{"type":"USER","id":"` + ben + `"}]}]}`, 400, "steps.0.escalate_after_minutes"},
			"a target that is not there": {`{"name":"A","steps":[{"targets":[{"type":"TEAM","id":"` + ben + `"}]}]}`, 400, "steps.0.targets.0.id"},
			"a target twice":             {`{"name":"A","steps":[{"targets":[{"type":"USER","id":"` + ben + `"},{"type":"USER","id":"` + ben + `"}]}]}`, 400, "steps.0.targets.1"},
			"ten repeats":                {`{"name":"A","repeat_count":10,"steps":[{"targets":[{"type":"USER","id":"` + ben + `"}]}]}`, 400, "repeat_count"},
			"a name that is taken":       {`{"name":"Payments","steps":[{"targets":[{"type":"USER","id":"` + ben + `"}]}]}`, 409, "absent"},
		} {
			t.Run(name, func(t *testing.T) {
				s.send(t, request{path: "/api/escalation-policies", body: row.body}).want(t, row.status).is(t, map[string]string{"error.details.field": row.field})
			})
		}
		s.clock.Advance(time.Minute)
		s.patch(t, policy, `{"steps":[{"targets":[{"type":"SCHEDULE","id":"`+schedule+`"}]}]}`).want(t, 200)
		s.clock.Advance(time.Minute)
		s.send(t, request{method: "DELETE", path: path}).want(t, 409).is(t, map[string]string{"error.details.used_by.0.kind": "escalation policy"})
		s.send(t, request{method: "DELETE", path: policy}).want(t, http.StatusNoContent)
		s.send(t, request{method: "DELETE", path: path}).want(t, http.StatusNoContent)
		s.wantAudit(t, model.Live, made.at(t, "data.id"), []string{"escalation_policy.created", "escalation_policy.updated", "escalation_policy.updated", "escalation_policy.deleted"})
	})
}

func TestAPreviewTellsWhoseShiftsMove(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		path, ben, chiara := s.rota(t, "Primary")
		layer := s.get(t, path).at(t, "data.layers.0.id")
		got := s.graphql(t, `query($in: PreviewScheduleInput!) { previewSchedule(input: $in) {
			result { coveragePercent entries { start end user { name } } } moved { user { name } gained { start end } lost { start end } } } }`,
			map[string]any{"in": map[string]any{
				"scheduleId": strings.TrimPrefix(path, "/api/schedules/"), "since": "2024-01-14T09:00:00Z", "until": "2024-01-18T09:00:00Z",
				"layers":      []any{map[string]any{"id": layer, "start": "2024-01-01T09:00:00Z", "users": []string{chiara, ben}, "rotation": map[string]any{"unit": "DAYS", "start": "2024-01-01T09:00:00Z"}}},
				"effectiveAt": "2024-01-17T09:00:00Z",
			}})
		got.is(t, map[string]string{
			"errors": "absent", "data.previewSchedule.result.coveragePercent": "100",
			"data.previewSchedule.moved": `[{"gained":[],"lost":[{"end":"2024-01-18T09:00:00Z","start":"2024-01-17T09:00:00Z"}],"user":{"name":"Ben Okafor"}},{"gained":[{"end":"2024-01-18T09:00:00Z","start":"2024-01-17T09:00:00Z"}],"lost":[],"user":{"name":"Chiara Russo"}}]`,
		})
		if again := s.get(t, path).at(t, "data.layers.0.end"); again != "null" {
			t.Error("the preview has changed the schedule")
		}
		shifts := s.graphql(t, `{ user(id: "`+ben+`") { shifts(since: "2024-01-15T00:00:00Z", until: "2024-01-18T00:00:00Z") { schedule { name } start } } }`, nil)
		if got := shifts.each(t, "data.user.shifts", "start"); !slices.Contains(got, "2024-01-15T09:00:00Z") || !slices.Contains(got, "2024-01-17T09:00:00Z") {
			t.Errorf("the shifts of Ben start at %v, want one each second day in Primary", got)
		}
	})
}

// TestTheFirstAndTheLastDaysAreAnswered asks at the ends of the years that can be written,
// where the turns before and after them cannot.
func TestTheFirstAndTheLastDaysAreAnswered(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		ben, chiara := s.user(t, model.Live, "ben@example.com").ID, s.user(t, model.Live, "chiara@example.com").ID
		for unit, length := range map[string]int{"hours": 1, "days": 1, "weeks": 3, "months": 1_000_000} {
			path := s.post(t, "/api/schedules", fmt.Sprintf(`{"name":"Every %s","time_zone":"America/New_York","layers":[{"start":"0001-01-01T00:00:00Z","users":[%q,%q],"rotation":{"unit":%q,"length":%d,"start":"2024-01-31T00:00:00Z"}}]}`,
				unit, ben, chiara, unit, length)).header.Get("Location")
			for _, at := range []string{"0001-01-01", "0001-01-01T00:00:00Z", "1900-01-01T00:00:00.123456789Z", "9999-12-31", "9999-12-31T23:59:59Z"} {
				s.get(t, path+"/on-call?at="+at)
				s.get(t, "/api/on-calls?at="+at)
			}
			for _, window := range []string{"since=0001-01-01", "since=0001-01-01&until=0001-06-30", "since=9999-01-31&until=9999-12-31"} {
				got := s.send(t, request{path: path + "/entries?" + window})
				if got.status != http.StatusOK && (unit != "hours" || got.status != http.StatusBadRequest) {
					t.Errorf("entries %s of every %s: %d %s", window, unit, got.status, cut(got.body))
				}
			}
			s.send(t, request{path: path + "/entries?since=9999-12-31"}).want(t, http.StatusBadRequest).is(t, map[string]string{"error.details.field": "until"})
		}
		s.graphql(t, `query($ben: ID!) { user(id: $ben) { shifts(since: "9999-12-30T00:00:00Z") { start } } }`, map[string]any{"ben": ben}).is(t, map[string]string{"errors.0.extensions.field": "until"})
	})
}

// TestAHundredServicesWithOnCallCostFewStatements lists services with team, policy and
// who would be paged: each service has a policy, and each policy a schedule of its own.
func TestAHundredServicesWithOnCallCostFewStatements(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *dbtest.Clock) {
		count := db.CountStatements(d)
		s := startServer(t, d, clock, ratelimit.Limits{})
		for i := range 100 {
			path, _, _ := s.rota(t, fmt.Sprint("Schedule ", i))
			team := s.team(t, model.Live).ID
			policy := s.post(t, "/api/escalation-policies", fmt.Sprintf(`{"name":"Policy %d","steps":[{"targets":[{"type":"SCHEDULE","id":"%s"},{"type":"TEAM","id":"%s"}]}]}`,
				i, strings.TrimPrefix(path, "/api/schedules/"), team)).at(t, "data.id")
			s.post(t, "/api/services", fmt.Sprintf(`{"name":"Service %d","team_id":"%s","escalation_policy_id":"%s"}`, i, team, policy))
		}
		const service = `name team{name} escalationPolicy{name} onCall{name email}`
		before := 0
		for _, of := range []struct {
			page, first string
			most        int
		}{
			{"nodes{" + service + "}", "data.services.nodes.0", 8},
			{"edges{cursor node{" + service + "}}", "data.services.edges.0.node", 8},
			{"totalCount edges{node{status " + service + "}}", "data.services.edges.0.node", 10}, // the total and the status are one more each
		} {
			query := request{path: "/graphql", body: gql("{services(first:100){" + of.page + "}}")}
			s.send(t, query).want(t, 200) // the key is remembered from here on
			before = count()
			got := s.send(t, query).want(t, 200)
			if n := count() - before; n > of.most {
				t.Errorf("%s: %d statements, want at most %d", of.page, n, of.most)
			}
			got.is(t, map[string]string{
				"errors": "absent", of.first + ".onCall.0.name": "Ben Okafor", of.first + ".team.name": "Platform",
				of.first + ".escalationPolicy.name": strings.Replace(got.at(t, of.first+".name"), "Service", "Policy", 1),
			})
		}
		for _, of := range []struct {
			path string
			most int
		}{{"/api/on-calls?limit=100", 6}, {"/api/schedules?limit=100", 4}, {"/api/escalation-policies?limit=100", 6}} {
			before = count()
			s.get(t, of.path)
			if n := count() - before; n > of.most {
				t.Errorf("%s: %d statements, want at most %d", of.path, n, of.most)
			}
		}
	})
}
