package main

import (
	"testing"
	"time"

	"github.com/opsknight/opsknight/internal/ratelimit"
	"github.com/opsknight/opsknight/model"
)

func TestAnAnswerTellsItsCost(t *testing.T) {
	tests := []struct{ name, query, cost string }{
		{"one field", "{viewer{name}}", "2"},
		{"itself", "{rateLimit{cost}}", "2"},
		{"a page of ten, each with its service", "{incidents(first:10){nodes{id service{name}}}}", "41"},
		{"a page whose length is left out", "{incidents{nodes{id}}}", "51"},
		{"a fragment twice", "{...F ...F} fragment F on Query{viewer{name}}", "4"},
		{"a list in a list", "{escalationPolicies(first:10){nodes{steps{id}}}}", "51"},
	}
	eachServer(t, func(t *testing.T, s *testServer) {
		for _, tt := range tests {
			got := s.graphql(t, tt.query, nil).want(t, 200)
			got.is(t, map[string]string{"errors": "absent", "extensions.cost": `{"limit":5000,"requested":` + tt.cost + `}`})
		}
		s.graphql(t, "{rateLimit{cost costLimit} incidents(first:10){nodes{id service{name}}}}", nil).is(t, map[string]string{
			"data.rateLimit": `{"cost":44,"costLimit":5000}`, "extensions.cost.requested": "44",
		})
		// What is refused tells by how much; what is no operation costs nothing.
		s.graphql(t, "{incidents(first:100){nodes{timeline(first:100){nodes{id}}}}}", nil).is(t, map[string]string{
			"errors.0.extensions.code": "COMPLEXITY_LIMIT_EXCEEDED", "extensions.cost.requested": "20201", "data": "absent",
		})
		s.graphql(t, "{nothing}", nil).is(t, map[string]string{"errors.0.extensions.code": "GRAPHQL_VALIDATION_FAILED", "extensions": "absent"})
		s.graphql(t, `mutation{addIncidentNote(input:{id:"`+s.open(t, "Costs")+`",content:"x"}){note{content}}}`, nil).is(t, map[string]string{"extensions.cost.requested": "3"})
		s.graphql(t, "{rateLimit{limit remaining resetAt}}", nil).is(t, map[string]string{"data.rateLimit": `{"limit":null,"remaining":null,"resetAt":null}`})
	})
}

func TestTheRateLimitByGraphQLIsThatOfTheHeaders(t *testing.T) {
	const query = "{rateLimit{limit remaining resetAt}}"
	eachLimitedServer(t, documented, func(t *testing.T, s *testServer) {
		start := s.clock.Now().UTC()
		for _, remaining := range []string{"299", "298"} {
			got := s.graphql(t, query, nil).want(t, 200)
			got.is(t, map[string]string{"data.rateLimit.limit": "300", "data.rateLimit.remaining": remaining, "data.rateLimit.resetAt": start.Add(ratelimit.Window).Format(time.RFC3339)})
			if header := got.header.Get("X-RateLimit-Remaining"); header != remaining {
				t.Errorf("the header tells that %s remain, and the answer %s", header, remaining)
			}
		}
		own := 7
		key, _ := s.newKey(t, model.Live, model.CreateAPIKeyInput{Name: "Own", Scopes: allScopes(), RateReads: &own})
		s.graphqlAs(t, key, query, nil).is(t, map[string]string{"data.rateLimit.limit": "7", "data.rateLimit.remaining": "6"})
		s.graphqlAs(t, noKey, query, nil).want(t, 401)
	})
}
