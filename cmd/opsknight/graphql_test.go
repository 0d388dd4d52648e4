package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/db/dbtest"
	"github.com/opsknight/opsknight/internal/ratelimit"
	"github.com/opsknight/opsknight/model"
)

const (
	accepts    = "application/graphql-response+json"
	acceptJSON = "application/json"
)

// gql is the body of a request that has a query and no variables.
func gql(query string) string {
	body, _ := json.Marshal(map[string]string{"query": query})
	return string(body)
}

// gqlWith is gql with variables.
func gqlWith(t testing.TB, query string, variables any) string {
	t.Helper()
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

func TestGraphQLOverHTTP(t *testing.T) {
	viewer := "query=" + url.QueryEscape("{viewer{name}}")
	mutation := gql(`mutation{resolveIncident(input:{id:"inc_1"}){incident{id}}}`)
	const ok = `{"viewer":{"name":"Demo"}}`
	tests := []struct {
		name   string
		send   request
		accept string
		status int
		code   string // "": data is answered
	}{
		{"a query by POST", request{body: gql("{viewer{name}}")}, accepts, 200, ""},
		{"a query by GET", request{path: "?" + viewer}, accepts, 200, ""},
		{"a query by GET with variables", request{path: "?query=" + url.QueryEscape("query($a:Boolean!){viewer{name id @include(if:$a)}}") + "&variables=" + url.QueryEscape(`{"a":false}`)}, accepts, 200, ""},
		{"a query by GET with an operation's name", request{path: "?query=" + url.QueryEscape("query A{viewer{name}} query B{viewer{id}}") + "&operationName=A"}, accepts, 200, ""},
		{"one of two operations", request{body: `{"query":"query A{viewer{name}} query B{viewer{id}}","operationName":"A"}`}, accepts, 200, ""},
		{"nulls for what is optional", request{body: `{"query":"{viewer{name}}","variables":null,"operationName":null,"extensions":null}`}, accepts, 200, ""},
		{"unknown entries", request{body: `{"query":"{viewer{name}}","nothing":1,"extensions":{"a":1}}`}, accepts, 200, ""},
		{"a media type with a charset", request{body: gql("{viewer{name}}"), header: map[string]string{"Content-Type": "application/json; charset=UTF-8"}}, accepts, 200, ""},
		{"a mutation by GET", request{path: "?query=" + url.QueryEscape(`mutation{resolveIncident(input:{id:"inc_1"}){incident{id}}}`)}, accepts, 405, "BAD_REQUEST"},
		{"a mutation by GET, named", request{path: "?operationName=B&query=" + url.QueryEscape(`query A{viewer{name}} mutation B{resolveIncident(input:{id:"inc_1"}){incident{id}}}`)}, accepts, 405, "BAD_REQUEST"},
		{"PUT", request{method: "PUT", body: gql("{viewer{name}}")}, accepts, 405, "BAD_REQUEST"},
		{"DELETE", request{method: "DELETE"}, accepts, 405, "BAD_REQUEST"},
		{"PATCH", request{method: "PATCH", body: mutation}, accepts, 405, "BAD_REQUEST"},
		{"no Content-Type", request{body: gql("{viewer{name}}"), header: map[string]string{"Content-Type": ""}}, accepts, 415, "BAD_REQUEST"},
		{"text/plain", request{body: gql("{viewer{name}}"), header: map[string]string{"Content-Type": "text/plain"}}, accepts, 415, "BAD_REQUEST"},
		{"urlencoded", request{body: viewer, header: map[string]string{"Content-Type": "application/x-www-form-urlencoded"}}, accepts, 415, "BAD_REQUEST"},
		{"multipart", request{body: "--x\r\n\r\n--x--", header: map[string]string{"Content-Type": "multipart/form-data; boundary=x"}}, accepts, 415, "BAD_REQUEST"},
		{"application/graphql", request{body: "{viewer{name}}", header: map[string]string{"Content-Type": "application/graphql"}}, accepts, 415, "BAD_REQUEST"},
		{"another charset", request{body: gql("{viewer{name}}"), header: map[string]string{"Content-Type": "application/json; charset=latin1"}}, accepts, 415, "BAD_REQUEST"},
		{"a batch", request{body: "[" + gql("{viewer{name}}") + "," + gql("{viewer{name}}") + "]"}, accepts, 400, "BAD_REQUEST"},
		{"an empty batch", request{body: "[]"}, accepts, 400, "BAD_REQUEST"},
		{"no query", request{body: "{}"}, accepts, 400, "BAD_REQUEST"},
		{"no query by GET", request{}, accepts, 400, "BAD_REQUEST"},
		{"an empty body", request{method: "POST", header: map[string]string{"Content-Type": "application/json"}}, accepts, 400, "BAD_REQUEST"},
		{"a query that is null", request{body: `{"query":null}`}, accepts, 400, "BAD_REQUEST"},
		{"a query that is a number", request{body: `{"query":5}`}, accepts, 400, "BAD_REQUEST"},
		{"variables that are a list", request{body: `{"query":"{viewer{name}}","variables":[]}`}, accepts, 400, "BAD_REQUEST"},
		{"variables that are a text", request{body: `{"query":"{viewer{name}}","variables":"{}"}`}, accepts, 400, "BAD_REQUEST"},
		{"an operation's name that is a number", request{body: `{"query":"{viewer{name}}","operationName":1}`}, accepts, 400, "BAD_REQUEST"},
		{"variables by GET that are not JSON", request{path: "?" + viewer + "&variables={"}, accepts, 400, "BAD_REQUEST"},
		{"a query string that is broken", request{path: "?" + viewer + "&a=%zz"}, accepts, 400, "BAD_REQUEST"},
		{"text that is no GraphQL", request{body: gql("{viewer{name}")}, accepts, 400, "GRAPHQL_PARSE_FAILED"},
		{"an unknown field", request{body: gql("{nothing}")}, accepts, 400, "GRAPHQL_VALIDATION_FAILED"},
		{"a missing argument", request{body: gql("{incident{id}}")}, accepts, 400, "GRAPHQL_VALIDATION_FAILED"},
		{"a subscription", request{body: gql("subscription{incidentChanged{cursor}}")}, accepts, 406, "SUBSCRIPTION_TRANSPORT"},
		{"a subscription by GET", request{path: "?query=subscription%7BincidentChanged%7Bcursor%7D%7D"}, accepts, 406, "SUBSCRIPTION_TRANSPORT"},
		{"an answer in parts", request{body: gql("{incidents{nodes{id ...on Incident @defer{title}}}}")}, accepts, 400, "GRAPHQL_VALIDATION_FAILED"},
		{"an unknown operation", request{body: `{"query":"query A{viewer{name}}","operationName":"B"}`}, accepts, 400, "*"},
		{"two operations without a name", request{body: gql("query A{viewer{name}} query B{viewer{id}}")}, accepts, 400, "*"},
		{"a missing variable", request{body: gql("query($id:ID!){incident(id:$id){id}}")}, accepts, 400, "*"},

		{"an unknown field, for an old client", request{body: gql("{nothing}")}, acceptJSON, 200, "GRAPHQL_VALIDATION_FAILED"},
		{"text that is no GraphQL, for an old client", request{body: gql("{")}, acceptJSON, 200, "GRAPHQL_PARSE_FAILED"},
		{"a missing variable, for an old client", request{body: gql("query($id:ID!){incident(id:$id){id}}")}, acceptJSON, 200, "*"},
		{"malformed JSON, for an old client", request{body: "{"}, acceptJSON, 400, "BAD_REQUEST"},
		{"no query, for an old client", request{body: "{}"}, acceptJSON, 400, "BAD_REQUEST"},
		{"a batch, for an old client", request{body: "[{}]"}, acceptJSON, 400, "BAD_REQUEST"},
		{"an unknown field, for a client that does not say", request{body: gql("{nothing}")}, "", 200, "GRAPHQL_VALIDATION_FAILED"},

		{"no key", request{body: gql("{viewer{name}}"), key: noKey}, accepts, 401, "UNAUTHORIZED"},
		{"no key, for an old client", request{body: gql("{viewer{name}}"), key: noKey}, acceptJSON, 401, "UNAUTHORIZED"},
		{"a body that is too large", request{body: gql("{viewer{name}}" + strings.Repeat(" ", 1<<20))}, accepts, 413, "VALIDATION_ERROR"},
		{"a query that is too large", request{body: gql("{viewer{name}}" + strings.Repeat(" ", 64<<10))}, accepts, 413, "VALIDATION_ERROR"},
		{"an Accept that nothing fits", request{body: gql("{viewer{name}}")}, "text/html", 406, "BAD_REQUEST"},
		{"an Accept that nothing fits, and a mutation", request{body: mutation}, "text/html", 406, "BAD_REQUEST"},
	}
	eachServer(t, func(t *testing.T, s *testServer) {
		for _, tt := range tests {
			t.Run(tt.name, func(t *testing.T) {
				r := tt.send
				r.path = "/graphql" + r.path
				r.header = map[string]string{"Accept": tt.accept}
				for name, value := range tt.send.header {
					r.header[name] = value
				}
				got := s.send(t, r).want(t, tt.status)
				want := map[string]string{accepts: accepts, acceptJSON: acceptJSON, "": acceptJSON, "text/html": acceptJSON}[tt.accept]
				for name, value := range map[string]string{
					"Content-Type": want + "; charset=utf-8", "X-Content-Type-Options": "nosniff", "Vary": "Accept", "Cache-Control": "no-store",
				} {
					if got.header.Get(name) != value {
						t.Errorf("%s is %q, want %q", name, got.header.Get(name), value)
					}
				}
				if tt.code == "" {
					got.is(t, map[string]string{"data": ok, "errors": "absent"})
					return
				}
				code := got.at(t, "errors.0.extensions.code")
				if code != tt.code && (tt.code != "*" || code == "absent" || code == "INTERNAL_ERROR") {
					t.Errorf("the code is %s, want %s: %s", code, tt.code, cut(got.body))
				}
				if got.at(t, "data") != "absent" || got.at(t, "errors.0.message") == "absent" || got.at(t, "errors.0.extensions.requestId") == "absent" {
					t.Error("not a request error:", cut(got.body))
				}
				if tt.status == http.StatusMethodNotAllowed {
					allow := got.header.Get("Allow")
					if !strings.Contains(allow, "POST") || strings.Contains(allow, "GET") != (r.method != "") {
						t.Error("Allow is", allow)
					}
				}
			})
		}
	})
}

func TestAcceptIsReadWithItsWeights(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		for accept, want := range map[string]string{
			"*/*":           acceptJSON,
			"application/*": acceptJSON,
			"application/json, application/graphql-response+json":       accepts,
			"application/graphql-response+json, application/json;q=0.9": accepts,
			"application/graphql-response+json;q=0.5, application/json": acceptJSON,
			"text/html, application/json;q=0.1":                         acceptJSON,
			"text/html,application/xhtml+xml,*/*;q=0.8":                 acceptJSON,
			"application/graphql-response+json;q=0, application/json":   acceptJSON,
			"application/graphql-response+json; charset=utf-8":          accepts,
			"APPLICATION/JSON":                                       acceptJSON,
			"application/json;q=x":                                   acceptJSON,
			"application/json;q=0, */*":                              accepts,
			"application/graphql-response+json;q=0, application/*":   acceptJSON,
			"application/json;q=nan":                                 acceptJSON,
			"application/json;q=1e309, text/html":                    acceptJSON,
			"text/event-stream;q=0.0, application/json":              acceptJSON,
			"application/json;q=0.2, application/*;q=0.9, */*;q=0.1": accepts,
		} {
			got := s.send(t, request{path: "/graphql", body: gql("{viewer{name}}"), header: map[string]string{"Accept": accept}}).want(t, 200)
			if got.header.Get("Content-Type") != want+"; charset=utf-8" {
				t.Errorf("%s is answered with %s", accept, got.header.Get("Content-Type"))
			}
		}
		for _, accept := range []string{"text/html", "application/json;q=0", "image/*", "application/xml", "text/event-stream;q=0.000", "application/json;q=-1", ",,;", "*"} {
			s.send(t, request{path: "/graphql", body: gql("{viewer{name}}"), header: map[string]string{"Accept": accept}}).want(t, http.StatusNotAcceptable)
		}
		options := s.send(t, request{method: "OPTIONS", path: "/graphql", key: noKey}).want(t, http.StatusNoContent)
		if options.header.Get("Allow") != "GET, POST, OPTIONS" {
			t.Error("Allow is", options.header.Get("Allow"))
		}
		if head := s.send(t, request{method: "HEAD", path: "/graphql?query=" + url.QueryEscape("{viewer{name}}")}); head.status != 200 || head.body != "" {
			t.Error("HEAD answered", head.status, head.body)
		}
	})
}

func TestGraphQLRefusesBadInput(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		svc := s.service(t, model.Live, "payment-api").ID
		const create = `mutation($i:CreateIncidentInput!){createIncident(input:$i){incident{id}}}`
		create1 := func(more string) string {
			return `{"query":` + quote(create) + `,"variables":{"i":{"title":"x","serviceId":"` + svc + `"` + more + `}}}`
		}
		inline := func(fields string) string {
			return gql(`mutation{createIncident(input:{` + fields + `}){incident{id}}}`)
		}
		tests := []struct{ name, body, code, field string }{
			{"a number for a String", inline(`title:5,serviceId:"x"`), "*", ""},
			{"a number for a String variable", strings.Replace(create1(""), `"x"`, "5", 1), "VALIDATION_ERROR", "title"},
			{"an object for a String variable", strings.Replace(create1(""), `"x"`, "{}", 1), "*", ""},
			{"a list for a String variable", strings.Replace(create1(""), `"x"`, `["x"]`, 1), "*", ""},
			{"true for an ID", inline(`title:"x",serviceId:true`), "*", ""},
			{"a fraction for an ID", strings.Replace(create1(""), quote(svc), "1.5", 1), "VALIDATION_ERROR", "serviceId"},
			{"an unknown field", create1(`,"nothing":1`), "*", ""},
			{"an unknown enum value", create1(`,"urgency":"NOW"`), "*", ""},
			{"an enum value in lower case", create1(`,"urgency":"low"`), "*", ""},
			{"an enum value that is a number", create1(`,"urgency":1`), "*", ""},
			{"no title", strings.Replace(create1(""), `"title":"x",`, "", 1), "*", ""},
			{"a title that is null", strings.Replace(create1(""), `"x"`, "null", 1), "*", ""},
			{"an empty title", strings.Replace(create1(""), `"x"`, `""`, 1), "VALIDATION_ERROR", "title"},
			{"a title of 501 characters", strings.Replace(create1(""), `"x"`, quote(strings.Repeat("ü", 501)), 1), "VALIDATION_ERROR", "title"},
			{"a service that does not exist", strings.Replace(create1(""), svc, "svc_1", 1), "VALIDATION_ERROR", "serviceId"},
			{"custom details that are a text", create1(`,"customDetails":"x"`), "VALIDATION_ERROR", "customDetails"},
			{"an empty idempotency key", create1(`,"idempotencyKey":""`), "VALIDATION_ERROR", ""},
			{"a user and a team", create1(`,"assigneeId":"usr_1","teamId":"team_1"`), "VALIDATION_ERROR", "teamId"},
			{"a NUL in a variable", create1(`,"description":"\u0000"`), "BAD_REQUEST", ""},
			{"a NUL inside custom details", create1(`,"customDetails":{"a":"\u0000"}`), "BAD_REQUEST", ""},
			{"a NUL in the query", inline(`title:"a\u0000b",serviceId:"x"`), "VALIDATION_ERROR", "title"},
			{"a NUL in the query's custom details", inline(`title:"x",serviceId:"` + svc + `",customDetails:{a:"\u0000"}`), "*", ""},
			{"a NUL in a key of the query's custom details", inline(`title:"x",serviceId:"` + svc + `",customDetails:"\u0000"`), "*", ""},
			{"a NUL as it is in the query", inline("title:\"a\x00b\",serviceId:\"x\""), "BAD_REQUEST", ""},
			{"a NUL in an id", gql(`{incident(id:"inc_\u0000"){id}}`), "VALIDATION_ERROR", "id"},
			{"invalid UTF-8", strings.Replace(create1(""), `"x"`, "\"\xff\"", 1), "BAD_REQUEST", ""},
			{"a lone surrogate", strings.Replace(create1(""), `"x"`, `"\ud800"`, 1), "BAD_REQUEST", ""},
			{"the same key twice", strings.Replace(create1(""), `"title":"x"`, `"title":"x","title":"y"`, 1), "BAD_REQUEST", ""},
			{"the same argument twice", gql(`{incident(id:"a",id:"b"){id}}`), "GRAPHQL_VALIDATION_FAILED", ""},
			{"the same input field twice", inline(`title:"x",title:"y",serviceId:"x"`), "GRAPHQL_VALIDATION_FAILED", ""},
			{"trailing data", create1("") + "x", "BAD_REQUEST", ""},
			{"100,000 levels of variables", `{"query":"{viewer{id}}","variables":{"a":` + strings.Repeat("[", 100_000) + strings.Repeat("]", 100_000) + "}}", "BAD_REQUEST", ""},
			{"an Int beyond 32 bits", gql(`{incidents(first:99999999999){totalCount}}`), "VALIDATION_ERROR", "first"},
			{"an Int variable beyond 32 bits", `{"query":"query($n:Int){incidents(first:$n){totalCount}}","variables":{"n":99999999999}}`, "VALIDATION_ERROR", "first"},
			{"an Int variable that is a text", `{"query":"query($n:Int){incidents(first:$n){totalCount}}","variables":{"n":"5"}}`, "VALIDATION_ERROR", "first"},
			{"an Int variable with a fraction", `{"query":"query($n:Int){incidents(first:$n){totalCount}}","variables":{"n":5.5}}`, "*", ""},
			{"an Int variable of 400 digits", `{"query":"query($n:Int){incidents(first:$n){totalCount}}","variables":{"n":` + strings.Repeat("9", 400) + `}}`, "*", ""},
			{"first that is far too large", gql(`{incidents(first:99999999){totalCount}}`), "VALIDATION_ERROR", "first"},
			{"first 101", gql(`{incidents(first:101){totalCount}}`), "VALIDATION_ERROR", "first"},
			{"first below 0", gql(`{incidents(first:-1){totalCount}}`), "VALIDATION_ERROR", "first"},
			{"last below 0", gql(`{incidents(last:-1){totalCount}}`), "VALIDATION_ERROR", "last"},
			{"first and last", gql(`{incidents(first:1,last:1){totalCount}}`), "VALIDATION_ERROR", "last"},
			{"an offset below 0", gql(`{incidents(offset:-1){totalCount}}`), "VALIDATION_ERROR", "offset"},
			{"an offset and a cursor", gql(`{incidents(offset:1,after:"x"){totalCount}}`), "VALIDATION_ERROR", "offset"},
			{"a cursor that is none", gql(`{incidents(after:"x"){totalCount}}`), "VALIDATION_ERROR", "after"},
			{"a time that is a word", gql(`{incidents(filter:{createdAfter:"now"}){totalCount}}`), "VALIDATION_ERROR", "createdAfter"},
			{"a time without an offset", gql(`{incidents(filter:{createdAfter:"2024-01-15T10:30:00"}){totalCount}}`), "*", ""},
			{"a time that is a number", gql(`{incidents(filter:{createdAfter:5}){totalCount}}`), "*", ""},
			{"a year that is 0 in UTC", gql(`{incidents(filter:{createdAfter:"0001-01-01T00:00:00+23:59"}){totalCount}}`), "VALIDATION_ERROR", "createdAfter"},
			{"a year of five digits in UTC", gql(`{incidents(filter:{createdAfter:"9999-12-31T23:59:59-23:59"}){totalCount}}`), "*", ""},
			{"a text to search for of 501 characters", gql(`{incidents(filter:{q:"` + strings.Repeat("x", 501) + `"}){totalCount}}`), "VALIDATION_ERROR", "q"},
			{"more than 100 ids", `{"query":"query($i:[ID!]!){nodes(ids:$i){id}}","variables":{"i":["x"` + strings.Repeat(`,"x"`, 100) + `]}}`, "VALIDATION_ERROR", "ids"},
			{"a mutation on what does not exist", gql(`mutation{acknowledgeIncident(input:{id:"inc_1"}){incident{id}}}`), "NOT_FOUND", ""},
			{"an event without its summary", gql(`mutation{sendEvent(input:{routingKey:"payment-api",eventAction:TRIGGER}){dedupKey}}`), "VALIDATION_ERROR", ""},
			{"an event for nobody", gql(`mutation{sendEvent(input:{routingKey:"no-such",eventAction:TRIGGER,payload:{summary:"x"}}){dedupKey}}`), "VALIDATION_ERROR", "routingKey"},
		}
		before := s.stored(t)
		for _, tt := range tests {
			t.Run(tt.name, func(t *testing.T) {
				got := s.send(t, request{path: "/graphql", body: tt.body})
				if got.status != 200 && got.status != 400 {
					t.Fatalf("answered %d: %s", got.status, cut(got.body))
				}
				code := got.at(t, "errors.0.extensions.code")
				if code != tt.code && (tt.code != "*" || code == "absent" || code == "INTERNAL_ERROR") {
					t.Errorf("the code is %s, want %s: %s", code, tt.code, cut(got.body))
				}
				if tt.field != "" {
					got.is(t, map[string]string{"errors.0.extensions.field": tt.field})
				}
				if message := got.at(t, "errors.0.message"); message == "absent" || len(message) > 2000 {
					t.Error("the message is", cut(message))
				}
			})
		}
		if after := s.stored(t); after != before {
			t.Errorf("something was stored:\n%s\nbefore:\n%s", after, before)
		}
		// What looks bad and is not.
		for _, query := range []string{`{incident(id:5){id}}`, `{incident(id:"` + strings.Repeat("x", 5000) + `"){id}}`, `{service(id:"svc_\ud800"){id}}`, `{user(id:"' OR 1=1"){id}}`, `{team(id:""){id}}`} {
			s.send(t, request{path: "/graphql", body: gql(query)}).want(t, 200).is(t, map[string]string{"errors": "absent"})
		}
	})
}

func TestGraphQLWithstandsAttacks(t *testing.T) {
	cycle := func(levels int) string {
		query := "{incidents{nodes{id"
		for range levels {
			query += " service{incidents{nodes{id"
		}
		return query + strings.Repeat("}}}", levels) + "}}}"
	}
	bomb := "{...F0}"
	for i := range 24 {
		bomb += fmt.Sprintf(" fragment F%d on Query{...F%d ...F%d}", i, i+1, i+1)
	}
	bomb += " fragment F24 on Query{viewer{id}}"
	conflicts, variables, operations := "{", "query(", ""
	for i := range 100 {
		conflicts += fmt.Sprintf(`incident(id:"%d"){id} `, i)
	}
	for i := range 2000 {
		variables += fmt.Sprintf("$v%d:Int ", i)
		operations += fmt.Sprintf("query Q%d{viewer{id}} ", i)
	}
	aliases := "{"
	for i := range 101 {
		aliases += fmt.Sprintf("a%d:viewer{id} ", i)
	}
	tests := []struct {
		name, body string
		status     []int
		code       string
		within     time.Duration
		header     map[string]string
	}{
		{"101 aliases", gql(aliases + "}"), []int{400}, "COMPLEXITY_LIMIT_EXCEEDED", 100 * time.Millisecond, nil},
		{"500 times __typename", gql("{" + strings.Repeat("__typename ", 500) + "}"), []int{400}, "COMPLEXITY_LIMIT_EXCEEDED", 100 * time.Millisecond, nil},
		{"55 KB of __typename", gql("{" + strings.Repeat("__typename ", 5000) + "}"), []int{400}, "*", 100 * time.Millisecond, nil},
		{"20,000 tokens", gql("{viewer{" + strings.Repeat("id ", 20_000) + "}}"), []int{400}, "*", 100 * time.Millisecond, nil},
		{"2,000 variables", gql(variables + "){viewer{id}}"), []int{400}, "*", 100 * time.Millisecond, nil},
		{"2,000 operations", gql(operations), []int{400, 413}, "*", 100 * time.Millisecond, nil},
		{"200 directives", gql("{viewer" + strings.Repeat(" @include(if:true)", 200) + "{id}}"), []int{400}, "COMPLEXITY_LIMIT_EXCEEDED", 100 * time.Millisecond, nil},
		{"21 root fields", gql("{" + strings.Repeat("viewer{id} ", 21) + "}"), []int{400}, "COMPLEXITY_LIMIT_EXCEEDED", 100 * time.Millisecond, nil},
		{"16 levels", gql(cycle(5)), []int{400}, "QUERY_TOO_DEEP", 100 * time.Millisecond, nil},
		{"200 levels", gql(cycle(66)), []int{400}, "QUERY_TOO_DEEP", 100 * time.Millisecond, nil},
		{"levels in fragments", gql("{incidents{nodes{...A}}} fragment A on Incident{service{incidents{nodes{...B}}}} fragment B on Incident{service{incidents{nodes{...C}}}} fragment C on Incident{service{incidents{nodes{service{name}}}}}"), []int{400}, "QUERY_TOO_DEEP", 100 * time.Millisecond, nil},
		{"pages of a hundred, three deep", gql("{incidents(first:100){nodes{service{incidents(first:100){nodes{service{incidents(first:100){nodes{id}}}}}}}}}"), []int{400}, "COMPLEXITY_LIMIT_EXCEEDED", 100 * time.Millisecond, nil},
		{"pages of a hundred by variables", gqlWith(t, "query($n:Int){incidents(first:$n){nodes{timeline(last:$n){edges{cursor node{id}}}}}}", map[string]any{"n": 100}), []int{400}, "COMPLEXITY_LIMIT_EXCEEDED", 100 * time.Millisecond, nil},
		{"pages whose length is left out, three deep", gql("{incidents{nodes{service{incidents{nodes{service{incidents{nodes{id}}}}}}}}}"), []int{400}, "COMPLEXITY_LIMIT_EXCEEDED", 100 * time.Millisecond, nil},
		{"who was on call in a year, by a hundred schedules", gql(`{schedules(first:100){nodes{entries(until:"2025-01-01T00:00:00Z"){entries{start end user{name}}}}}}`), []int{400}, "COMPLEXITY_LIMIT_EXCEEDED", 100 * time.Millisecond, nil},
		{"a deep introspection", gql("{__schema{types{fields{type{" + strings.Repeat("ofType{", 40) + "name" + strings.Repeat("}", 40) + "}}}}}"), []int{400}, "QUERY_TOO_DEEP", 100 * time.Millisecond, nil},
		{"a fragment bomb", gql(bomb), []int{400}, "*", 1500 * time.Millisecond, nil},
		{"a fragment that contains itself", gql("{...F} fragment F on Query{...F}"), []int{400}, "GRAPHQL_VALIDATION_FAILED", 100 * time.Millisecond, nil},
		{"100 conflicting fields", gql(conflicts + "}"), []int{400}, "*", 100 * time.Millisecond, nil},
		{"8 MB", gql(strings.Repeat("a", 8<<20)), []int{413}, "VALIDATION_ERROR", 2 * time.Second, nil},
		{"8 MB, by a client of server-sent events", gql(strings.Repeat("a", 8<<20)), []int{413}, "VALIDATION_ERROR", 2 * time.Second, map[string]string{"Accept": "text/event-stream"}},
		{"a batch of 12", "[" + strings.Repeat(gql("{viewer{id}}")+",", 11) + gql("{viewer{id}}") + "]", []int{400}, "BAD_REQUEST", 100 * time.Millisecond, nil},
		{"a form", "query=%7Bviewer%7Bid%7D%7D", []int{415}, "BAD_REQUEST", 100 * time.Millisecond, map[string]string{"Content-Type": "application/x-www-form-urlencoded"}},
		{"a form of files", "--x\r\nContent-Disposition: form-data; name=\"operations\"\r\n\r\n{\"query\":\"{viewer{id}}\"}\r\n--x--", []int{415}, "BAD_REQUEST", 100 * time.Millisecond, map[string]string{"Content-Type": "multipart/form-data; boundary=x"}},
		{"plain text", gql("{viewer{id}}"), []int{415}, "BAD_REQUEST", 100 * time.Millisecond, map[string]string{"Content-Type": "text/plain"}},
		{"no media type", gql("{viewer{id}}"), []int{415}, "BAD_REQUEST", 100 * time.Millisecond, map[string]string{"Content-Type": ""}},
		{"a page that is far too long", gql("{incidents(first:99999999){nodes{id}}}"), []int{200}, "VALIDATION_ERROR", 100 * time.Millisecond, nil},
		{"a page of less than nothing", gql("{incidents(first:-1){nodes{id}}}"), []int{200}, "VALIDATION_ERROR", 100 * time.Millisecond, nil},
		{"a cursor that is none", gql(`{incidents(after:"x"){nodes{id}}}`), []int{200}, "VALIDATION_ERROR", 100 * time.Millisecond, nil},
		{"every list of the policies", gql("{escalationPolicies(first:100){nodes{steps{targets{...on User{memberships{team{name}}}}}}}}"), []int{400}, "COMPLEXITY_LIMIT_EXCEEDED", 100 * time.Millisecond, nil},
		{"20,000 brackets", gql(strings.Repeat("[", 20_000)), []int{400}, "GRAPHQL_PARSE_FAILED", 100 * time.Millisecond, nil},
		{"a list 20,000 deep", gql("{incident(id:" + strings.Repeat("[", 20_000) + "1" + strings.Repeat("]", 20_000) + "){id}}"), []int{400}, "*", 100 * time.Millisecond, nil},
		{"an object 8,000 deep", gql("{incident(id:" + strings.Repeat("{a:", 8000) + "1" + strings.Repeat("}", 8000) + "){id}}"), []int{400}, "*", 100 * time.Millisecond, nil},
		{"selections 20,000 deep", gql(strings.Repeat("{a", 20_000)), []int{400}, "*", 100 * time.Millisecond, nil},
		{"selections 1.5 million deep", gql(strings.Repeat("{a", 1_500_000)), []int{413}, "*", 2 * time.Second, nil},
		{"a bracket a million times", strings.Repeat("[", 1_000_000), []int{400}, "BAD_REQUEST", 100 * time.Millisecond, nil},
		{"a NUL", gql("{viewer{id}}\x00"), []int{400}, "BAD_REQUEST", 100 * time.Millisecond, nil},
		{"a text that does not end", gql(`{incident(id:"` + strings.Repeat("x", 60_000)), []int{400}, "GRAPHQL_PARSE_FAILED", 100 * time.Millisecond, nil},
		{"an operation without a selection", gql("query"), []int{400}, "GRAPHQL_PARSE_FAILED", 100 * time.Millisecond, nil},
		{"a fragment alone", gql("fragment F on Query{viewer{id}}"), []int{400}, "*", 100 * time.Millisecond, nil},
		{"a type definition", gql("type A{a:Int}"), []int{400}, "*", 100 * time.Millisecond, nil},
		{"nothing but a comment", gql("# nothing"), []int{400}, "*", 100 * time.Millisecond, nil},
		{"nothing but blanks", gql("   "), []int{400}, "*", 100 * time.Millisecond, nil},
	}
	// Not beside other tests, because it measures time.
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *dbtest.Clock) {
		s := startServer(t, d, clock, ratelimit.Limits{})
		for _, tt := range tests {
			t.Run(tt.name, func(t *testing.T) {
				header := map[string]string{"Accept": accepts}
				for name, value := range tt.header {
					header[name] = value
				}
				// The machine may be doing something else: one of three tries has to be quick.
				var got reply
				fastest := time.Hour
				for try := 0; try < 3 && fastest > slowness*tt.within; try++ {
					start := time.Now()
					got = s.send(t, request{path: "/graphql", body: tt.body, header: header})
					fastest = min(fastest, time.Since(start))
				}
				if fastest > slowness*tt.within {
					t.Errorf("it took %v, want %v", fastest, slowness*tt.within)
				}
				if got.status != tt.status[0] && got.status != tt.status[len(tt.status)-1] {
					t.Errorf("answered %d, want %v: %s", got.status, tt.status, cut(got.body))
				}
				code := got.at(t, "errors.0.extensions.code")
				if code != tt.code && (tt.code != "*" || code == "absent" || code == "INTERNAL_ERROR") {
					t.Errorf("the code is %s, want %s: %s", code, tt.code, cut(got.body))
				}
				if data := got.at(t, "data"); data != "absent" && got.status != 200 || len(got.body) > 64<<10 {
					t.Errorf("an answer of %d bytes: %s", len(got.body), cut(got.body))
				}
			})
		}
		s.graphql(t, "{viewer{name}}", nil).is(t, map[string]string{"data.viewer.name": "Demo"})
	})
}

// TestClientsMayAskForTypenamesEverywhere sends what Apollo's and urql's caches make of a
// page's query: __typename in each set and in each fragment.
func TestClientsMayAskForTypenamesEverywhere(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		document := "{incidents{nodes{"
		for i := range 30 {
			document += fmt.Sprintf("...F%d ", i)
		}
		document += "service{id __typename} assignee{id __typename} team{id __typename} lastStatusChange{actor{name __typename} __typename} __typename} pageInfo{endCursor __typename} __typename}}"
		for i := range 30 {
			document += fmt.Sprintf(" fragment F%d on Incident{id service{name __typename} __typename}", i)
		}
		s.graphql(t, document, nil).want(t, 200).is(t, map[string]string{"errors": "absent"})
	})
}
