package main

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/opsknight/opsknight/model"
)

const (
	createSchedule = `mutation($in: CreateScheduleInput!) { createSchedule(input: $in) { replayed clientMutationId schedule {
		id name timeZone description etag layers { id name priority start end timeZone users { id name } rotation { start unit length } restrictions { type startDay startTime durationSeconds } }
		overrides { totalCount nodes { id user { name } replaces { name } start end } } } } }`
	createOverride = `mutation($in: CreateOverrideInput!) { createOverride(input: $in) { override { id scheduleId user { id } replaces { id } } } }`
	updateOverride = `mutation($in: UpdateOverrideInput!) { updateOverride(input: $in) { override { end replaces { id } } } }`
	addLayer       = `mutation($in: AddScheduleLayerInput!) { addScheduleLayer(input: $in) { layer { id } schedule { layers { id } } } }`
	updateLayer    = `mutation($in: UpdateScheduleLayerInput!) { updateScheduleLayer(input: $in) { layer { id start name users { id } } schedule { layers { id end } } } }`
	removeLayer    = `mutation($in: RemoveScheduleLayerInput!) { removeScheduleLayer(input: $in) { schedule { layers { id end } } } }`
	updateSchedule = `mutation($in: UpdateScheduleInput!) { updateSchedule(input: $in) { schedule { name description timeZone etag layers { id } } } }`
	deleteSchedule = `mutation($in: DeleteScheduleInput!) { deleteSchedule(input: $in) { deletedId } }`
	onCallAt       = `query($id: ID!, $at: DateTime) { schedule(id: $id) { onCall(at: $at) { user { name } users { name } since until layerId overrideId } } }`
	entriesOf      = `query($id: ID!, $since: DateTime, $until: DateTime) { schedule(id: $id) { entries(since: $since, until: $until) {
		coveragePercent entries { start end user { name } } gaps { start end } layers { layerId index entries { user { name } } } } } }`
)

// in are the variables of a mutation with one input.
func in(fields map[string]any) map[string]any { return map[string]any{"in": fields} }

// daily is a layer of these users, a day each from 1 January at 09:00.
func daily(users ...string) map[string]any {
	return map[string]any{"name": "Days", "start": "2024-01-01T09:00:00Z", "users": append([]string{}, users...), "rotation": map[string]any{"unit": "DAYS"}}
}

func TestAScheduleByGraphQL(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		ben, chiara, alice := s.user(t, model.Live, "ben@example.com").ID, s.user(t, model.Live, "chiara@example.com").ID, s.user(t, model.Live, "alice@example.com").ID
		night := daily(alice)
		night["priority"], night["timeZone"] = 0, "Asia/Kathmandu"
		night["restrictions"] = []any{map[string]any{"type": "WEEKLY", "startDay": 1, "startTime": "22:00", "durationSeconds": 8 * 3600}}
		made := s.graphql(t, createSchedule, in(map[string]any{
			"name": "Primary", "timeZone": "Europe/London", "layers": []any{daily(ben, chiara), night}, "clientMutationId": "a",
			"overrides": []any{map[string]any{"userId": alice, "start": "2024-02-01T00:00:00Z", "end": "2024-02-02T00:00:00Z", "replaces": ben}},
		}))
		made.is(t, map[string]string{
			"errors": "absent", "data.createSchedule.clientMutationId": "a", "data.createSchedule.replayed": "false",
			"data.createSchedule.schedule.layers.0.rotation": `{"length":1,"start":"2024-01-01T09:00:00Z","unit":"DAYS"}`, "data.createSchedule.schedule.layers.0.priority": "1",
			"data.createSchedule.schedule.layers.1.restrictions": `[{"durationSeconds":28800,"startDay":1,"startTime":"22:00","type":"WEEKLY"}]`, "data.createSchedule.schedule.layers.1.timeZone": "Asia/Kathmandu",
			"data.createSchedule.schedule.overrides.totalCount": "1", "data.createSchedule.schedule.overrides.nodes.0.replaces.name": "Ben Okafor",
		})
		id, layer := made.at(t, "data.createSchedule.schedule.id"), made.at(t, "data.createSchedule.schedule.layers.0.id")
		s.graphql(t, `query($id: ID!) { node(id: $id) { id ... on Schedule { name } } }`, map[string]any{"id": id}).is(t, map[string]string{"data.node.name": "Primary"})
		s.graphql(t, onCallAt, map[string]any{"id": id}).is(t, map[string]string{
			"data.schedule.onCall.user.name": "Ben Okafor", "data.schedule.onCall.users.0.name": "Ben Okafor", "data.schedule.onCall.since": "2024-01-15T09:00:00Z",
			"data.schedule.onCall.until": "2024-01-16T09:00:00Z", "data.schedule.onCall.layerId": layer, "data.schedule.onCall.overrideId": "null",
		})

		overridden := s.graphql(t, createOverride, in(map[string]any{"scheduleId": id, "userId": chiara, "start": "2024-01-15T10:00:00Z", "end": "2024-01-15T12:00:00Z", "replaces": ben}))
		override := overridden.at(t, "data.createOverride.override.id")
		overridden.is(t, map[string]string{"errors": "absent", "data.createOverride.override.user.id": chiara, "data.createOverride.override.replaces.id": ben, "data.createOverride.override.scheduleId": id})
		s.graphql(t, onCallAt, map[string]any{"id": id}).is(t, map[string]string{"data.schedule.onCall.user.name": "Chiara Russo", "data.schedule.onCall.layerId": "null", "data.schedule.onCall.overrideId": override})
		s.graphql(t, updateOverride, in(map[string]any{"scheduleId": id, "overrideId": override, "end": "2024-01-15T11:00:00Z", "replaces": nil})).
			is(t, map[string]string{"data.updateOverride.override": `{"end":"2024-01-15T11:00:00Z","replaces":null}`})
		s.graphql(t, `query($id: ID!) { node(id: $id) { ... on ScheduleOverride { end } } schedule(id: "`+id+`") { overrides(since: "2024-01-15T11:00:00Z") { totalCount } } }`, map[string]any{"id": override}).
			is(t, map[string]string{"data.node.end": "2024-01-15T11:00:00Z", "data.schedule.overrides.totalCount": "1"})
		s.graphql(t, `mutation($in: DeleteOverrideInput!) { deleteOverride(input: $in) { deletedId schedule { overrides { totalCount } } } }`, in(map[string]any{"scheduleId": id, "overrideId": override})).
			is(t, map[string]string{"data.deleteOverride.deletedId": override, "data.deleteOverride.schedule.overrides.totalCount": "1"})

		got := s.graphql(t, entriesOf, map[string]any{"id": id, "since": "2023-12-31T09:00:00Z", "until": "2024-01-02T09:00:00Z"})
		got.is(t, map[string]string{
			"data.schedule.entries.coveragePercent": "50", "data.schedule.entries.gaps": `[{"end":"2024-01-01T09:00:00Z","start":"2023-12-31T09:00:00Z"}]`,
			"data.schedule.entries.entries": `[{"end":"2024-01-02T09:00:00Z","start":"2024-01-01T09:00:00Z","user":{"name":"Ben Okafor"}}]`, "data.schedule.entries.layers.0.layerId": layer,
			"data.schedule.entries.layers.1.entries": `[{"user":{"name":"Alice Smith"}}]`,
		})

		added := s.graphql(t, addLayer, in(map[string]any{"scheduleId": id, "layer": map[string]any{"users": []string{}, "rotation": map[string]any{"unit": "MONTHS", "length": 3}}}))
		third := added.at(t, "data.addScheduleLayer.layer.id")
		added.is(t, map[string]string{"errors": "absent", "data.addScheduleLayer.schedule.layers.2.id": third})
		changed := s.graphql(t, updateLayer, in(map[string]any{"scheduleId": id, "layerId": layer, "users": []string{ben, chiara, alice}, "effectiveAt": "2024-02-01T09:00:00Z"}))
		changed.is(t, map[string]string{
			"errors": "absent", "data.updateScheduleLayer.layer.start": "2024-02-01T09:00:00Z", "data.updateScheduleLayer.layer.users.2.id": alice,
			"data.updateScheduleLayer.schedule.layers.0": `{"end":"2024-02-01T09:00:00Z","id":"` + layer + `"}`,
		})
		s.graphql(t, removeLayer, in(map[string]any{"scheduleId": id, "layerId": third})).is(t, map[string]string{"errors": "absent", "data.removeScheduleLayer.schedule.layers.3": "absent"})

		renamed := s.graphql(t, updateSchedule, in(map[string]any{"id": id, "name": "Main", "description": "Who answers first."}))
		renamed.is(t, map[string]string{"errors": "absent", "data.updateSchedule.schedule.name": "Main", "data.updateSchedule.schedule.timeZone": "Europe/London"})
		s.graphql(t, updateSchedule, in(map[string]any{"id": id, "description": nil, "ifMatch": renamed.at(t, "data.updateSchedule.schedule.etag")})).
			is(t, map[string]string{"data.updateSchedule.schedule.description": "null", "data.updateSchedule.schedule.name": "Main"})
		s.graphql(t, updateSchedule, in(map[string]any{"id": id, "ifMatch": renamed.at(t, "data.updateSchedule.schedule.etag")})).is(t, map[string]string{"errors.0.extensions.code": "CONFLICT"})
		s.graphql(t, deleteSchedule, in(map[string]any{"id": id})).is(t, map[string]string{"data.deleteSchedule.deletedId": id})
		s.graphql(t, onCallAt, map[string]any{"id": id}).is(t, map[string]string{"errors": "absent", "data.schedule": "null"})
	})
}

func TestAScheduleIsRefusedByGraphQL(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		path, ben, _ := s.rota(t, "Primary")
		id, other := strings.TrimPrefix(path, "/api/schedules/"), s.user(t, model.Test, "ben@example.com").ID
		layer := s.get(t, path).at(t, "data.layers.0.id")
		of := func(name string, value any) map[string]any {
			made := daily()
			made[name] = value
			return map[string]any{"name": "A", "timeZone": "UTC", "layers": []any{made}}
		}
		during := func(restriction map[string]any) map[string]any { return of("restrictions", []any{restriction}) }
		over := func(fields map[string]any) map[string]any {
			fields["scheduleId"] = id
			return fields
		}
		const day, next = "2024-02-01T00:00:00Z", "2024-02-02T00:00:00Z"
		for name, row := range map[string]struct {
			query       string
			in          map[string]any
			code, field string
		}{
			"an unknown zone":                          {createSchedule, map[string]any{"name": "A", "timeZone": "Mars/Olympus"}, "VALIDATION_ERROR", "timeZone"},
			"the server's own zone":                    {createSchedule, map[string]any{"name": "A", "timeZone": "localtime"}, "VALIDATION_ERROR", "timeZone"},
			"a zone with leap seconds":                 {createSchedule, map[string]any{"name": "A", "timeZone": "right/UTC"}, "VALIDATION_ERROR", "timeZone"},
			"a name that is taken":                     {createSchedule, map[string]any{"name": "Primary", "timeZone": "UTC"}, "CONFLICT", "absent"},
			"an empty idempotency key":                 {createSchedule, map[string]any{"name": "A", "timeZone": "UTC", "idempotencyKey": ""}, "VALIDATION_ERROR", "idempotencyKey"},
			"an unknown zone of a layer":               {createSchedule, of("timeZone", "x"), "VALIDATION_ERROR", "layers.0.timeZone"},
			"an end at the start":                      {createSchedule, of("end", "2024-01-01T09:00:00Z"), "VALIDATION_ERROR", "layers.0.end"},
			"a layer that starts within a minute":      {createSchedule, of("start", "2024-01-01T00:00:30Z"), "VALIDATION_ERROR", "layers.0.start"},
			"a layer that ends within a minute":        {createSchedule, of("end", "2024-02-01T00:00:30Z"), "VALIDATION_ERROR", "layers.0.end"},
			"a rotation that starts within a minute":   {createSchedule, of("rotation", map[string]any{"unit": "DAYS", "start": "2024-01-01T00:00:00.5Z"}), "VALIDATION_ERROR", "layers.0.rotation.start"},
			"a turn of no length":                      {createSchedule, of("rotation", map[string]any{"unit": "DAYS", "length": 0}), "VALIDATION_ERROR", "layers.0.rotation.length"},
			"a turn of less than none":                 {createSchedule, of("rotation", map[string]any{"unit": "DAYS", "length": -1}), "VALIDATION_ERROR", "layers.0.rotation.length"},
			"a user who does not exist":                {createSchedule, of("users", []string{"usr_1"}), "VALIDATION_ERROR", "users"},
			"a user of the other environment":          {createSchedule, of("users", []string{other}), "VALIDATION_ERROR", "users"},
			"a layer of another schedule":              {createSchedule, of("id", layer), "VALIDATION_ERROR", "layers"},
			"a window of no length":                    {createSchedule, during(map[string]any{"type": "DAILY", "startTime": "09:00", "durationSeconds": 0}), "VALIDATION_ERROR", "layers.0.restrictions.0.durationSeconds"},
			"a window of seconds":                      {createSchedule, during(map[string]any{"type": "DAILY", "startTime": "09:00", "durationSeconds": 90}), "VALIDATION_ERROR", "layers.0.restrictions.0.durationSeconds"},
			"a window that starts at a second":         {createSchedule, during(map[string]any{"type": "DAILY", "startTime": "09:00:30", "durationSeconds": 60}), "VALIDATION_ERROR", "layers.0.restrictions.0.startTime"},
			"a weekly window without a day":            {createSchedule, during(map[string]any{"type": "WEEKLY", "startTime": "09:00", "durationSeconds": 60}), "VALIDATION_ERROR", "layers.0.restrictions.0.startDay"},
			"an override, given with it, by nobody":    {createSchedule, map[string]any{"name": "A", "timeZone": "UTC", "overrides": []any{map[string]any{"userId": "usr_1", "start": day, "end": next}}}, "VALIDATION_ERROR", "overrides.0.userId"},
			"an override, given with it, of no time":   {createSchedule, map[string]any{"name": "A", "timeZone": "UTC", "overrides": []any{map[string]any{"userId": ben, "start": day, "end": day}}}, "VALIDATION_ERROR", "overrides.0.end"},
			"an override that ends before it starts":   {createOverride, over(map[string]any{"userId": ben, "start": next, "end": day}), "VALIDATION_ERROR", "end"},
			"an override of seconds":                   {createOverride, over(map[string]any{"userId": ben, "start": "2024-02-01T00:00:01Z", "end": next}), "VALIDATION_ERROR", "start"},
			"an override by nobody":                    {createOverride, over(map[string]any{"userId": "usr_1", "start": day, "end": next}), "VALIDATION_ERROR", "userId"},
			"an override of nobody":                    {createOverride, over(map[string]any{"userId": ben, "start": day, "end": next, "replaces": "usr_1"}), "VALIDATION_ERROR", "replaces"},
			"an override of a schedule that is not":    {createOverride, map[string]any{"scheduleId": "sch_1", "userId": ben, "start": day, "end": next}, "NOT_FOUND", "absent"},
			"an override that is not there":            {updateOverride, over(map[string]any{"overrideId": "ovr_1"}), "NOT_FOUND", "absent"},
			"a layer that is not there":                {updateLayer, over(map[string]any{"layerId": "lay_1"}), "NOT_FOUND", "absent"},
			"a layer that ends when its change begins": {updateLayer, over(map[string]any{"layerId": layer, "end": day, "effectiveAt": day}), "VALIDATION_ERROR", "end"},
			"a change from within a minute on":         {updateLayer, over(map[string]any{"layerId": layer, "priority": 2, "effectiveAt": "2024-02-01T00:00:01Z"}), "VALIDATION_ERROR", "effectiveAt"},
			"a layer that is removed within a minute":  {removeLayer, over(map[string]any{"layerId": layer, "effectiveAt": "2024-02-01T00:00:01Z"}), "VALIDATION_ERROR", "effectiveAt"},
			"a new layer of nobody who exists":         {addLayer, over(map[string]any{"layer": daily("usr_1")}), "VALIDATION_ERROR", "users"},
			"a new layer and an empty idempotency key": {addLayer, over(map[string]any{"layer": daily(), "idempotencyKey": ""}), "VALIDATION_ERROR", "idempotencyKey"},
			"to delete what is not there":              {deleteSchedule, map[string]any{"id": "sch_1"}, "NOT_FOUND", "absent"},
		} {
			t.Run(name, func(t *testing.T) {
				s.graphql(t, row.query, in(row.in)).is(t, map[string]string{"errors.0.extensions.code": row.code, "errors.0.extensions.field": row.field})
			})
		}
		for name, window := range map[string]map[string]any{
			"entries of more than 366 days":      {"since": "2024-01-01T00:00:00Z", "until": "2025-01-01T00:00:01Z"},
			"entries that end before they start": {"since": "2024-01-02T00:00:00Z", "until": "2024-01-01T00:00:00Z"},
			"entries that ended before now":      {"until": "2024-01-01T00:00:00Z"},
		} {
			t.Run(name, func(t *testing.T) {
				window["id"] = id
				want := map[string]string{"errors.0.extensions.code": "VALIDATION_ERROR", "errors.0.extensions.field": "until", "data.schedule": "null"}
				s.graphql(t, entriesOf, window).is(t, want)
				delete(want, "data.schedule")
				s.graphql(t, `query($id: ID!, $since: DateTime, $until: DateTime) { user(id: "`+ben+`") { shifts(since: $since, until: $until) { start } } schedule(id: $id) { id } }`, window).is(t, want)
			})
		}
		s.get(t, path+"/entries?since=2024-01-01&until=2025-01-01") // 366 days
		t.Run("more layers than a schedule has", func(t *testing.T) {
			layers := make([]any, model.MaxLayers)
			for i := range layers {
				layers[i] = daily()
			}
			full := s.graphql(t, createSchedule, in(map[string]any{"name": "Full", "timeZone": "UTC", "layers": layers})).at(t, "data.createSchedule.schedule.id")
			s.graphql(t, addLayer, in(map[string]any{"scheduleId": full, "layer": daily()})).is(t, map[string]string{"errors.0.extensions.field": "layers"})
		})
		t.Run("a schedule that a policy needs", func(t *testing.T) {
			s.post(t, "/api/escalation-policies", `{"name":"Needs it","steps":[{"targets":[{"type":"SCHEDULE","id":"`+id+`"}]}]}`)
			s.graphql(t, deleteSchedule, in(map[string]any{"id": id})).is(t, map[string]string{"errors.0.extensions.code": "CONFLICT", "errors.0.extensions.usedBy.0.name": "Needs it"})
		})
	})
}

// TestSomebodyWhoHasLeftStaysInThePast takes somebody out of a rotation from a date on, and
// deletes them after it: the schedule has them in its past, and can still be changed.
func TestSomebodyWhoHasLeftStaysInThePast(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		_, _, chiara := s.rota(t, "Primary")
		dana := s.post(t, "/api/users", `{"name":"Dana","email":"dana@example.com"}`).at(t, "data.id")
		path := s.post(t, "/api/schedules", `{"name":"Data","time_zone":"UTC","layers":[{"start":"2024-01-01T00:00:00Z","users":["`+dana+`"],"rotation":{"unit":"days"}}]}`).header.Get("Location")
		layer := s.get(t, path).at(t, "data.layers.0.id")
		s.patch(t, path+"/layers/"+layer, `{"users":["`+chiara+`"],"effective_at":"2024-02-01T00:00:00Z"}`).want(t, http.StatusOK)
		s.send(t, request{method: http.MethodDelete, path: "/api/users/" + dana}).want(t, http.StatusConflict).is(t, map[string]string{"error.details.used_by.0.name": "Data"})
		s.clock.Advance(30 * 24 * time.Hour)
		s.send(t, request{method: http.MethodDelete, path: "/api/users/" + dana}).want(t, http.StatusNoContent)
		s.get(t, path+"/on-call?at=2024-01-15").is(t, map[string]string{"data.user.name": "Dana"})
		s.patch(t, path, `{"time_zone":"Europe/London"}`).want(t, http.StatusOK)
		s.post(t, path+"/layers", `{"users":["`+chiara+`"],"rotation":{"unit":"weeks"}}`)
		s.send(t, request{path: path + "/layers", body: `{"users":["` + dana + `"],"rotation":{"unit":"weeks"}}`}).want(t, http.StatusBadRequest).is(t, map[string]string{"error.details.field": "users"})
		s.patch(t, path+"/layers/"+layer, `{"users":["`+chiara+`","`+dana+`"]}`).want(t, http.StatusOK) // in the past, where she was
		const preview = `query($in: PreviewScheduleInput!) { previewSchedule(input: $in) { result { coveragePercent } } }`
		window := map[string]any{"scheduleId": strings.TrimPrefix(path, "/api/schedules/"), "since": "2024-03-01T00:00:00Z", "until": "2024-03-08T00:00:00Z", "layers": []any{daily(chiara)}, "effectiveAt": "2024-03-02T00:00:00Z"}
		s.graphql(t, preview, in(window)).is(t, map[string]string{"errors": "absent", "data.previewSchedule.result.coveragePercent": "100"})
		window["layers"] = []any{daily(dana)}
		s.graphql(t, preview, in(window)).is(t, map[string]string{"errors.0.extensions.field": "users"})
	})
}

func TestAPreviewIsRefused(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		path, ben, _ := s.rota(t, "Primary")
		id := strings.TrimPrefix(path, "/api/schedules/")
		const preview = `query($in: PreviewScheduleInput!) { previewSchedule(input: $in) { result { coveragePercent entries { user { name } } } moved { user { name } } } }`
		with := func(fields map[string]any) map[string]any {
			all := map[string]any{"since": "2024-02-01T00:00:00Z", "until": "2024-02-08T00:00:00Z"}
			for name, value := range fields {
				all[name] = value
			}
			return in(all)
		}
		override := map[string]any{"userId": ben, "start": "2024-02-01T00:00:00Z", "end": "2024-02-02T00:00:00Z", "replaces": "usr_1"}
		for name, row := range map[string]struct {
			in          map[string]any
			code, field string
		}{
			"a new schedule without a zone":    {with(nil), "VALIDATION_ERROR", "timeZone"},
			"an unknown zone":                  {with(map[string]any{"scheduleId": id, "timeZone": "x"}), "VALIDATION_ERROR", "timeZone"},
			"a schedule that is not there":     {with(map[string]any{"scheduleId": "sch_1"}), "NOT_FOUND", "absent"},
			"a user who does not exist":        {with(map[string]any{"timeZone": "UTC", "layers": []any{daily("usr_1")}}), "VALIDATION_ERROR", "users"},
			"an override of nobody":            {with(map[string]any{"scheduleId": id, "overrides": []any{override}}), "VALIDATION_ERROR", "users"},
			"more than 366 days":               {with(map[string]any{"scheduleId": id, "until": "2025-02-03T00:00:00Z"}), "VALIDATION_ERROR", "until"},
			"an end before the start":          {with(map[string]any{"scheduleId": id, "until": "2024-01-01T00:00:00Z"}), "VALIDATION_ERROR", "until"},
			"a change from within a minute on": {with(map[string]any{"scheduleId": id, "effectiveAt": "2024-02-01T00:00:01Z"}), "VALIDATION_ERROR", "effectiveAt"},
		} {
			t.Run(name, func(t *testing.T) {
				s.graphql(t, preview, row.in).is(t, map[string]string{"errors.0.extensions.code": row.code, "errors.0.extensions.field": row.field})
			})
		}
		s.graphqlAs(t, s.scoped(t, "services:read"), preview, with(map[string]any{"timeZone": "UTC"})).is(t, map[string]string{"errors.0.extensions.code": "FORBIDDEN"})
		s.graphql(t, preview, with(map[string]any{"timeZone": "UTC", "layers": []any{daily(ben)}})).
			is(t, map[string]string{"data.previewSchedule": `{"moved":[],"result":{"coveragePercent":100,"entries":[{"user":{"name":"Ben Okafor"}}]}}`})
	})
}

func TestSchedulesAndPoliciesAreListed(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		chiara := s.user(t, model.Live, "chiara@example.com").ID
		for _, name := range []string{"New C", "New B", "New A"} {
			s.clock.Advance(time.Minute)
			path, _, _ := s.rota(t, name)
			s.post(t, "/api/escalation-policies", `{"name":"`+name+`","steps":[{"targets":[{"type":"SCHEDULE","id":"`+strings.TrimPrefix(path, "/api/schedules/")+`"}]}]}`)
		}
		s.clock.Advance(time.Minute)
		for path, field := range map[string]string{"/api/schedules": "schedules", "/api/escalation-policies": "escalationPolicies", "/api/on-calls": "onCalls"} {
			name, node := "name", "name"
			if field == "onCalls" {
				name, node = "schedule.name", "schedule { name }"
			}
			for _, row := range []struct {
				query, arguments string
				want             []string
			}{
				{"q=new", `filter: {q: "new"}`, []string{"New A", "New B", "New C"}},
				{"q=new&order=asc", `filter: {q: "new"}, orderBy: {field: CREATED_AT, direction: ASC}`, []string{"New C", "New B", "New A"}},
				{"q=NEW&sort=name&order=desc", `filter: {q: "NEW"}, orderBy: {field: NAME, direction: DESC}`, []string{"New C", "New B", "New A"}},
				{"q=new&sort=updated_at&order=asc&limit=2", `filter: {q: "new"}, orderBy: {field: UPDATED_AT, direction: ASC}, first: 2`, []string{"New C", "New B"}},
				{"q=new&limit=2&offset=2", `filter: {q: "new"}, first: 2, offset: 2`, []string{"New C"}},
				{"q=%25", `filter: {q: "%"}`, []string{}},
			} {
				if got := s.get(t, path+"?"+row.query).each(t, "data", name); !slices.Equal(got, row.want) {
					t.Errorf("%s?%s has %q, want %q", path, row.query, got, row.want)
				}
				got := s.graphql(t, fmt.Sprintf("{ %s(%s) { nodes { %s } edges { cursor node { %s } } totalCount } }", field, row.arguments, node, node), nil)
				if nodes, edges := got.each(t, "data."+field+".nodes", name), got.each(t, "data."+field+".edges", "node."+name); !slices.Equal(nodes, row.want) || !slices.Equal(edges, row.want) {
					t.Errorf("%s(%s) has %q and edges %q, want %q", field, row.arguments, nodes, edges, row.want)
				}
			}
			first := s.graphql(t, fmt.Sprintf(`{ %s(filter: {q: "new"}, first: 2) { pageInfo { endCursor hasNextPage hasPreviousPage } } }`, field), nil)
			first.is(t, map[string]string{"data." + field + ".pageInfo.hasNextPage": "true", "data." + field + ".pageInfo.hasPreviousPage": "false"})
			next := s.graphql(t, fmt.Sprintf(`query($c: String) { %s(filter: {q: "new"}, after: $c) { nodes { %s } } }`, field, node), map[string]any{"c": first.at(t, "data."+field+".pageInfo.endCursor")})
			if got := next.each(t, "data."+field+".nodes", name); !slices.Equal(got, []string{"New C"}) {
				t.Errorf("after the first two %s come %q", field, got)
			}
			s.get(t, path+"?q=new&limit=2").is(t, map[string]string{"pagination": `{"has_more":true,"limit":2,"offset":0,"total":3}`})
			s.send(t, request{path: path + "?sort=color"}).want(t, http.StatusBadRequest).is(t, map[string]string{"error.details.field": "sort"})
		}
		s.get(t, "/api/schedules?q=new&user_id="+chiara).is(t, map[string]string{"pagination.total": "3"})
		s.graphql(t, `query($id: [ID!]) { schedules(filter: {q: "new", userId: $id}) { totalCount } onCalls(at: "2024-01-02T10:00:00Z", filter: {q: "new", userId: $id}) { totalCount nodes { user { name } } } }`, map[string]any{"id": chiara}).
			is(t, map[string]string{"data.schedules.totalCount": "3", "data.onCalls.totalCount": "3", "data.onCalls.nodes.2.user.name": "Chiara Russo"})
	})
}
