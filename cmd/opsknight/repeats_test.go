package main

import (
	"context"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/incident"
	"github.com/opsknight/opsknight/model"
)

// once sends with an idempotency key.
func once(key, path, body string) request {
	return request{path: path, body: body, header: map[string]string{"Idempotency-Key": key}}
}

func TestARepeatWithAnIdempotencyKeyMakesNothing(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		svc := s.service(t, model.Live, "payment-api").ID
		body := `{"title":"Once","service_id":"` + svc + `","custom_details":{"a":1}}`
		first := s.send(t, once("k1", "/api/incidents", body)).want(t, http.StatusCreated)
		id := first.at(t, "data.id")
		if first.header.Get("Idempotency-Replayed") != "" {
			t.Error("the first request is called a repeat")
		}
		s.patch(t, "/api/incidents/"+id, `{"title":"Renamed since"}`).want(t, 200)
		before := s.stored(t)

		again := s.send(t, once("k1", "/api/incidents", body)).want(t, http.StatusCreated)
		again.is(t, map[string]string{"data.id": id, "data.title": "Renamed since"})
		if again.header.Get("Idempotency-Replayed") != "true" || again.header.Get("Location") != first.header.Get("Location") {
			t.Error("the repeat's headers are", again.header)
		}
		s.send(t, once("k1", "/api/incidents", strings.Replace(body, "Once", "Twice", 1))).want(t, http.StatusConflict).is(t, map[string]string{"error.code": "CONFLICT"})
		const mutation = `mutation($svc:ID!,$key:String!,$title:String!){createIncident(input:{title:$title,serviceId:$svc,idempotencyKey:$key}){incident{id} replayed}}`
		s.graphql(t, mutation, map[string]any{"svc": svc, "key": "k1", "title": "Other"}).is(t, map[string]string{"errors.0.extensions.code": "CONFLICT"})
		if s.stored(t) != before {
			t.Error("a repeat stored something")
		}

		made := s.graphql(t, mutation, map[string]any{"svc": svc, "key": "k2", "title": "By GraphQL"})
		made.is(t, map[string]string{"data.createIncident.replayed": "false"})
		s.graphql(t, mutation, map[string]any{"svc": svc, "key": "k2", "title": "By GraphQL"}).
			is(t, map[string]string{"data.createIncident": `{"incident":{"id":"` + made.at(t, "data.createIncident.incident.id") + `"},"replayed":true}`})

		t.Run("of another API key or environment it is another", func(t *testing.T) {
			other, _ := s.keyWith(t, model.Live, "incidents:write", "incidents:read")
			for key, service := range map[string]string{other: svc, s.TestKey: s.service(t, model.Test, "payment-api").ID} {
				r := once("k1", "/api/incidents", strings.Replace(body, svc, service, 1))
				r.key = key
				if got := s.send(t, r).want(t, http.StatusCreated); got.at(t, "data.id") == id {
					t.Error("it answered with another key's incident")
				}
			}
		})
		t.Run("on another path it is another", func(t *testing.T) {
			note := s.send(t, once("k1", "/api/incidents/"+id+"/notes", `{"content":"x"}`)).want(t, http.StatusCreated)
			again := s.send(t, once("k1", "/api/incidents/"+id+"/notes", `{"content":"x"}`)).want(t, http.StatusCreated)
			if note.at(t, "data.id") != again.at(t, "data.id") || again.header.Get("Idempotency-Replayed") != "true" {
				t.Errorf("the note is written twice: %s, %s", note.body, again.body)
			}
			s.send(t, once("k1", "/api/incidents/"+id+"/notes", `{"content":"y"}`)).want(t, http.StatusConflict)
			s.send(t, once("k1", "/api/incidents/"+s.open(t, "Other")+"/notes", `{"content":"y"}`)).want(t, http.StatusCreated)
			s.get(t, "/api/incidents/"+id+"/notes").is(t, map[string]string{"pagination.total": "1"})
		})
		t.Run("after 24 hours it is another", func(t *testing.T) {
			s.clock.Advance(24*time.Hour - time.Microsecond)
			s.send(t, once("k1", "/api/incidents", body)).want(t, http.StatusCreated).is(t, map[string]string{"data.id": id})
			s.clock.Advance(time.Microsecond)
			if got := s.send(t, once("k1", "/api/incidents", body)).want(t, http.StatusCreated); got.at(t, "data.id") == id {
				t.Error("it is still the first")
			}
		})
	})
}

func TestARepeatMakesNothingOfWhatPeopleSetUp(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		service := "/api/services/" + s.service(t, model.Live, "checkout").ID
		schedule, ben, chiara := s.rota(t, "First")
		team := s.post(t, "/api/teams", `{"name":"First"}`).at(t, "data.id")
		for _, row := range []struct{ path, body, other string }{
			{"/api/services", `{"name":"Search"}`, `{"name":"Find"}`},
			{service + "/integrations", `{"name":"Monitoring"}`, `{"name":"Metrics"}`},
			{service + "/maintenance-windows", `{"end":"2024-01-16T00:00:00Z"}`, `{"end":"2024-01-17T00:00:00Z"}`},
			{"/api/users", `{"name":"Dana","email":"dana@example.com"}`, `{"name":"Eve","email":"eve@example.com"}`},
			{"/api/teams", `{"name":"Data"}`, `{"name":"Reports"}`},
			{"/api/teams/" + team + "/members", `{"user_id":"` + ben + `"}`, `{"user_id":"` + chiara + `"}`},
			{"/api/schedules", `{"name":"Second","time_zone":"UTC"}`, `{"name":"Third","time_zone":"UTC"}`},
			{schedule + "/layers", `{"rotation":{"unit":"days"}}`, `{"rotation":{"unit":"weeks"}}`},
			{schedule + "/overrides", `{"user":"` + ben + `","start":"2024-02-01T00:00:00Z","end":"2024-02-02T00:00:00Z"}`, `{"user":"` + chiara + `","start":"2024-02-01T00:00:00Z","end":"2024-02-02T00:00:00Z"}`},
			{"/api/escalation-policies", `{"name":"Second","steps":[{"targets":[{"type":"USER","id":"` + ben + `"}]}]}`, `{"name":"Third","steps":[{"targets":[{"type":"USER","id":"` + ben + `"}]}]}`},
		} {
			t.Run(strings.TrimPrefix(row.path, "/api/"), func(t *testing.T) {
				first := s.send(t, once("k", row.path, row.body)).want(t, http.StatusCreated)
				total := s.get(t, row.path).at(t, "pagination.total")
				s.clock.Advance(time.Minute)
				again := s.send(t, once("k", row.path, row.body)).want(t, http.StatusCreated)
				if again.body != first.body || again.header.Get("Location") != first.header.Get("Location") || again.header.Get("Idempotency-Replayed") != "true" {
					t.Errorf("the repeat answered %v %s, the first %s", again.header, again.body, first.body)
				}
				s.send(t, once("k", row.path, row.other)).want(t, http.StatusConflict)
				s.get(t, row.path).is(t, map[string]string{"pagination.total": total})
				s.send(t, once("other", row.path, row.other)).want(t, http.StatusCreated)
			})
		}
	})
}

// TestARepeatShowsNoSecretAgain makes keys and calendar feeds, whose secrets are not stored.
func TestARepeatShowsNoSecretAgain(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		b := s.signIn(t)
		schedule, _, _ := s.rota(t, "Primary")
		for name, row := range map[string]struct{ mutation, id, secret string }{
			"an API key":      {`createApiKey(input: {name: "Reports", scopes: ["incidents:read"], idempotencyKey: "k"}) { replayed secret apiKey { id } }`, "data.createApiKey.apiKey.id", "data.createApiKey.secret"},
			"a calendar feed": {`createCalendarFeed(input: {scheduleId: "` + strings.TrimPrefix(schedule, "/api/schedules/") + `", idempotencyKey: "k"}) { replayed path calendarFeed { id } }`, "data.createCalendarFeed.calendarFeed.id", "data.createCalendarFeed.path"},
		} {
			t.Run(name, func(t *testing.T) {
				first := b.run(t, "mutation { "+row.mutation+" }", nil)
				first.is(t, map[string]string{"errors": "absent"})
				if secret := first.at(t, row.secret); len(secret) < 40 {
					t.Errorf("the secret is %s", secret)
				}
				b.run(t, "mutation { "+row.mutation+" }", nil).is(t, map[string]string{"errors": "absent", row.id: first.at(t, row.id), row.secret: "null"})
				b.run(t, "mutation { "+strings.Replace(row.mutation, "idempotencyKey", `clientMutationId: "other", idempotencyKey`, 1)+" }", nil).is(t, map[string]string{row.id: first.at(t, row.id)})
			})
		}
	})
}

func TestAFailureKeepsNoIdempotencyKey(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		svc := s.service(t, model.Live, "payment-api").ID
		create := func(more string) request {
			return once("k", "/api/incidents", `{"title":"x","service_id":"`+svc+`"`+more+`}`)
		}
		blocking := s.event(t, sampleTrigger).at(t, "data.incident.id")
		s.send(t, create(`,"urgency":"NOW"`)).want(t, 400)
		s.send(t, create(`,"assignee_id":"usr_1"`)).want(t, 400)
		s.send(t, create(`,"dedup_key":"high-cpu-web01"`)).want(t, 409)
		s.patch(t, "/api/incidents/"+blocking, `{"status":"RESOLVED"}`).want(t, 200)
		made := s.send(t, create(`,"dedup_key":"high-cpu-web01"`)).want(t, http.StatusCreated)
		if made.header.Get("Idempotency-Replayed") != "" {
			t.Error("the failure was kept")
		}
		// And a repeat of what was made comes before the conflict with itself.
		s.send(t, create(`,"dedup_key":"high-cpu-web01"`)).want(t, http.StatusCreated).is(t, map[string]string{"data.id": made.at(t, "data.id")})
	})
}

func TestRepeatsAtTheSameTimeMakeOne(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		svc := s.service(t, model.Live, "payment-api").ID
		r := once("k", "/api/incidents", `{"title":"At once","service_id":"`+svc+`"}`)
		const senders = 16
		answers := make([]reply, senders)
		var wg sync.WaitGroup
		for i := range senders {
			wg.Go(func() {
				var err error
				if answers[i], err = s.try(t.Context(), r); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		found := s.get(t, "/api/incidents?q=At+once")
		found.is(t, map[string]string{"pagination.total": "1"})
		made := 0
		for _, got := range answers {
			switch {
			case got.status == http.StatusConflict:
			case got.status != http.StatusCreated || got.at(t, "data.id") != found.at(t, "data.0.id"):
				t.Errorf("answered %d: %s", got.status, got.body)
			case got.header.Get("Idempotency-Replayed") == "":
				made++
			}
		}
		if made != 1 {
			t.Errorf("%d answers say that they made the incident, want one", made)
		}
	})
}

func TestARepeatWhileTheFirstStillRuns(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		svc := s.service(t, model.Live, "payment-api").ID
		by := model.Actor{Environment: model.Live, Type: model.ActorAPIKey, ID: s.keyID(t), Role: model.RoleAdmin, Scopes: model.Scopes}
		key := "k"
		in := model.CreateIncidentInput{Title: "Slow", ServiceID: svc, IdempotencyKey: &key}
		r := once(key, "/api/incidents", `{"title":"Slow","service_id":"`+svc+`"}`)
		made := write(t, s, model.Live, func(ctx context.Context, tx db.Tx, _ model.Actor) (*model.Incident, error) {
			inc, _, err := incident.Create(ctx, tx, by, nil, in)
			if s.db.Postgres() { // on SQLite the repeat would wait for this transaction, as there is one writer
				s.send(t, r).want(t, http.StatusConflict).is(t, map[string]string{"error.code": "CONFLICT"})
			}
			return inc, err
		})
		s.send(t, r).want(t, http.StatusCreated).is(t, map[string]string{"data.id": made.ID})
	})
}

func TestETags(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		id := s.event(t, sampleTrigger).at(t, "data.incident.id")
		path := "/api/incidents/" + id
		tag := s.get(t, path).header.Get("ETag")
		if !strings.HasPrefix(tag, `"`) || !strings.HasSuffix(tag, `"`) {
			t.Fatal("the ETag is", tag)
		}
		for _, header := range []string{tag, "W/" + tag, `"x", ` + tag, "*"} {
			got := s.send(t, request{path: path, header: map[string]string{"If-None-Match": header}}).want(t, http.StatusNotModified)
			if got.body != "" || got.header.Get("ETag") != tag {
				t.Errorf("304 has the ETag %q and the body %q", got.header.Get("ETag"), got.body)
			}
		}
		s.send(t, request{path: path, header: map[string]string{"If-None-Match": `"x"`}}).want(t, http.StatusOK)

		match := func(header, body string) reply {
			return s.send(t, request{method: "PATCH", path: path, body: body, header: map[string]string{"If-Match": header}})
		}
		changed := match(tag, `{"title":"Changed"}`).want(t, 200)
		if changed.header.Get("ETag") == tag || changed.header.Get("ETag") != s.get(t, path).header.Get("ETag") {
			t.Error("PATCH answers with the ETag", changed.header.Get("ETag"))
		}
		before := s.stored(t)
		match(tag, `{"title":"Stale"}`).want(t, http.StatusConflict).is(t, map[string]string{"error.code": "CONFLICT"})
		match(`"x"`, `{"title":"Stale"}`).want(t, http.StatusConflict)
		if s.stored(t) != before {
			t.Error("a stale change was stored")
		}
		match(`"x", `+changed.header.Get("ETag"), `{"title":"One of two"}`).want(t, 200)
		match("*", `{"title":"Any"}`).want(t, 200)

		tag = s.get(t, path).header.Get("ETag")
		s.event(t, sampleTrigger) // one alert more
		s.send(t, request{path: path, header: map[string]string{"If-None-Match": tag}}).want(t, http.StatusOK)
		got := s.graphql(t, `mutation($id:ID!,$tag:String){updateIncident(input:{id:$id,title:"x",ifMatch:$tag}){incident{etag}}}`, map[string]any{"id": id, "tag": strings.Trim(tag, `"`)})
		got.is(t, map[string]string{"errors.0.extensions.code": "CONFLICT"})
		tag = s.graphql(t, `query($id:ID!){incident(id:$id){etag}}`, map[string]any{"id": id}).at(t, "data.incident.etag")
		got = s.graphql(t, `mutation($id:ID!,$tag:String){updateIncident(input:{id:$id,title:"x",ifMatch:$tag}){incident{title}}}`, map[string]any{"id": id, "tag": tag})
		got.is(t, map[string]string{"data.updateIncident.incident.title": "x"})
	})
}

func TestADedupKeyThatIsOpenAlready(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		svc, other := s.service(t, model.Live, "payment-api").ID, s.service(t, model.Live, "checkout").ID
		id := s.event(t, sampleTrigger).at(t, "data.incident.id")
		body := `{"title":"x","service_id":"` + svc + `","dedup_key":"high-cpu-web01"}`
		for _, status := range []string{"OPEN", "ACKNOWLEDGED", "SNOOZED", "SUPPRESSED"} {
			doorways[0].status(t, s, id, status)
			s.send(t, request{path: "/api/incidents", body: body}).want(t, http.StatusConflict).is(t, map[string]string{"error.code": "CONFLICT", "error.details.incident_id": id})
		}
		s.graphql(t, `mutation($svc:ID!){createIncident(input:{title:"x",serviceId:$svc,dedupKey:"high-cpu-web01"}){incident{id}}}`, map[string]any{"svc": svc}).
			is(t, map[string]string{"errors.0.extensions.code": "CONFLICT", "errors.0.extensions.existingId": id})
		s.post(t, "/api/incidents", strings.Replace(body, svc, other, 1))
		doorways[0].status(t, s, id, "RESOLVED").want(t, 200)
		made := s.post(t, "/api/incidents", body).at(t, "data.id")
		s.event(t, sampleTrigger).is(t, map[string]string{"data.action": "deduplicated", "data.incident.id": made})
		for range 2 { // an empty key is none
			s.post(t, "/api/incidents", strings.Replace(body, "high-cpu-web01", "", 1)).is(t, map[string]string{"data.dedup_key": "null"})
		}
	})
}
