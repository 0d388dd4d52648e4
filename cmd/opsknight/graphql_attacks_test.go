package main

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/db/dbtest"
	"github.com/opsknight/opsknight/internal/ratelimit"
)

// TestGraphQLWithstandsDisguises sends what is too large in places where a limit is easily
// forgotten: in fragments, behind @skip, in variables, in defaults.
func TestGraphQLWithstandsDisguises(t *testing.T) {
	repeated := func(n int, format string) string {
		var all strings.Builder
		for i := range n {
			all.WriteString(strings.ReplaceAll(format, "#", fmt.Sprint(i)))
		}
		return all.String()
	}
	doubled := "{incidents{nodes{...F0}}}"
	for i := range 45 {
		doubled += fmt.Sprintf(" fragment F%d on Incident{%s}", i, strings.Repeat(fmt.Sprintf("service{incidents{nodes{...F%d}}} ", i+1), 2))
	}
	doubled += " fragment F45 on Incident{id}"
	paged := "{nodes{service{incidents(first:$n){nodes{service{incidents(first:$n){nodes{id}}}}}}}}}"
	all := slices.Repeat([]string{"OPEN"}, 100_000)
	const filtered = "query($f:IncidentFilter){incidents(filter:$f){totalCount}}"
	tests := []struct {
		name, body, code string
		within           time.Duration // far above what it takes, for the race detector and a busy machine
	}{
		{"aliases in one fragment", gql("{...F} fragment F on Query{" + repeated(31, "a#:viewer{id} ") + "}"), "COMPLEXITY_LIMIT_EXCEEDED", 100 * time.Millisecond},
		{"aliases in many fragments", gql("{" + repeated(20, "...F# ") + "}" + repeated(20, "fragment F# on Query{a#:viewer{id} b#:viewer{id}} ")), "COMPLEXITY_LIMIT_EXCEEDED", 100 * time.Millisecond},
		{"__typename by one fragment", gql("{" + strings.Repeat("...F ", 900) + "} fragment F on Query{__typename viewer{__typename}}"), "COMPLEXITY_LIMIT_EXCEEDED", 250 * time.Millisecond},
		{"__typename by many fragments", gql("{" + repeated(20, "...F# ") + "}" + repeated(20, "fragment F# on Query{"+strings.Repeat("__typename ", 10)+"} ")), "COMPLEXITY_LIMIT_EXCEEDED", 100 * time.Millisecond},
		{"a chain of 200 fragments, begun 270 times", gql("{" + strings.Repeat("a{...F0}", 270) + "}" + chain(200)), "COMPLEXITY_LIMIT_EXCEEDED", 100 * time.Millisecond},
		{"one field 400 times, each with __typename", gql("{" + strings.Repeat("viewer{__typename} ", 400) + "}"), "COMPLEXITY_LIMIT_EXCEEDED", 1000 * time.Millisecond},
		{"__typename by inline fragments", gql("{" + strings.Repeat("...{__typename}", 300) + "}"), "COMPLEXITY_LIMIT_EXCEEDED", 100 * time.Millisecond},
		{"pages that are skipped", gql("{incidents(first:100)@skip(if:true){nodes{service{incidents(first:100){nodes{id}}}}}}"), "COMPLEXITY_LIMIT_EXCEEDED", 100 * time.Millisecond},
		{"pages whose length is a variable's default", gql("query($n:Int=100){incidents(first:$n)" + paged), "COMPLEXITY_LIMIT_EXCEEDED", 100 * time.Millisecond},
		{"directives of a variable", gql("query($a:Boolean!" + strings.Repeat(" @x", 900) + "){viewer{id @skip(if:$a)}}"), "COMPLEXITY_LIMIT_EXCEEDED", 100 * time.Millisecond},
		{"directives of a fragment", gql("{...F} fragment F on Query" + strings.Repeat(" @x", 900) + "{viewer{id}}"), "COMPLEXITY_LIMIT_EXCEEDED", 100 * time.Millisecond},
		{"a cycle of three fragments", gql("{...A} fragment A on Query{...B} fragment B on Query{...C} fragment C on Query{...A}"), "GRAPHQL_VALIDATION_FAILED", 100 * time.Millisecond},
		{"a cycle of a fragment through fields", gql("{incidents{nodes{...A}}} fragment A on Incident{service{incidents{nodes{...A}}}}"), "GRAPHQL_VALIDATION_FAILED", 100 * time.Millisecond},
		{"fields doubled through 45 fragments", gql(doubled), "QUERY_TOO_DEEP", 200 * time.Millisecond},
		{"conflicts through fragments", gql("{" + repeated(40, "...F# ") + "}" + repeated(40, "fragment F# on Query{incidents(first:#){totalCount}} ")), "COMPLEXITY_LIMIT_EXCEEDED", 200 * time.Millisecond},
		{"conflicts without arguments", gql("{viewer{" + repeated(30, "id:name id ") + "}}"), "GRAPHQL_VALIDATION_FAILED", 200 * time.Millisecond},
		{"500 unknown fields", gql("{" + repeated(500, "x# ") + "}"), "GRAPHQL_VALIDATION_FAILED", 200 * time.Millisecond},
		{"900 unknown input fields", gql("{incidents(filter:{" + repeated(900, "x#:1 ") + "}){totalCount}}"), "GRAPHQL_VALIDATION_FAILED", 200 * time.Millisecond},
		{"100,000 ids", gqlWith(t, "query($i:[ID!]!){nodes(ids:$i){id}}", map[string]any{"i": all}), "COMPLEXITY_LIMIT_EXCEEDED", 3000 * time.Millisecond},
		{"100,000 nulls", gqlWith(t, "query($i:[ID!]!){nodes(ids:$i){id}}", map[string]any{"i": make([]any, 100_000)}), "GRAPHQL_VALIDATION_FAILED", 1200 * time.Millisecond},
		{"a filter by 100,000 statuses", gqlWith(t, filtered, map[string]any{"f": map[string]any{"status": all}}), "COMPLEXITY_LIMIT_EXCEEDED", 3000 * time.Millisecond},
		{"a filter by 100,000 statuses, for each root field", gqlWith(t, "query($s:[IncidentStatus!]){"+repeated(20, "a#:incidents(filter:{status:$s}){totalCount} ")+"}", map[string]any{"s": all}), "COMPLEXITY_LIMIT_EXCEEDED", 3000 * time.Millisecond},
		{"a filter by 101 services, in a fragment", gql("{...F} fragment F on Query{incidents(filter:{serviceId:[" + strings.Repeat(`"x" `, 101) + "]}){totalCount}}"), "COMPLEXITY_LIMIT_EXCEEDED", 100 * time.Millisecond},
		{"the schema six times", gql("{" + repeated(6, "a#:__schema{types{name fields{name args{name type{fields{name}}} type{fields{name}}}}} ") + "}"), "COMPLEXITY_LIMIT_EXCEEDED", 100 * time.Millisecond},
		{"fields of fields of fields of types", gql("{__schema{types{fields{type{fields{type{fields{type{name}}}}}}}}}"), "GRAPHQL_VALIDATION_FAILED", 100 * time.Millisecond},
		{"an Int of an exponent", `{"query":"query($n:Int){incidents(first:$n){totalCount}}","variables":{"n":1e999999}}`, "GRAPHQL_VALIDATION_FAILED", 100 * time.Millisecond},
		{"a byte order mark before the body", "\ufeff" + gql("{viewer{id}}"), "BAD_REQUEST", 100 * time.Millisecond},
		{"101 levels of variables", `{"query":"{viewer{id}}","variables":{"a":` + strings.Repeat("[", 100) + strings.Repeat("]", 100) + "}}", "BAD_REQUEST", 100 * time.Millisecond},
	}
	// Not beside other tests, because it measures time.
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *dbtest.Clock) {
		s := startServer(t, d, clock, ratelimit.Limits{})
		for _, tt := range tests {
			t.Run(tt.name, func(t *testing.T) {
				var got reply
				fastest := time.Hour // of three: the machine may be doing something else
				for try := 0; try < 3 && fastest > slowness*tt.within; try++ {
					start := time.Now()
					got = s.send(t, request{path: "/graphql", body: tt.body, header: map[string]string{"Accept": accepts}})
					fastest = min(fastest, time.Since(start))
				}
				t.Logf("%v, %d bytes", fastest, len(got.body))
				if fastest > slowness*tt.within {
					t.Errorf("it took %v, want %v", fastest, slowness*tt.within)
				}
				got.want(t, 400).is(t, map[string]string{"errors.0.extensions.code": tt.code, "data": "absent"})
				if len(got.body) > 8<<10 {
					t.Errorf("an answer of %d bytes: %s", len(got.body), cut(got.body))
				}
			})
		}
		s.graphql(t, `{incidents(filter:{serviceId:[`+strings.Repeat(`"x" `, 100)+`]}){totalCount}}`, nil).is(t, map[string]string{"errors": "absent"})
	})
}

func TestErrorsOfVariablesNameThem(t *testing.T) {
	const create = "mutation($i:CreateIncidentInput!){createIncident(input:$i){incident{id}}}"
	eachServer(t, func(t *testing.T, s *testServer) {
		for _, tt := range []struct {
			name, query, variables, message, path string
		}{
			{"an Int that is missing", "query($n:Int!){incidents(first:$n){totalCount}}", `{}`, "$n is required: the variables of the request lack it.", `["variable","n"]`},
			{"an Int that is null", "query($n:Int!){incidents(first:$n){totalCount}}", `{"n":null}`, "$n is required: it cannot be null.", `["variable","n"]`},
			{"an Int with an exponent", "query($n:Int){incidents(first:$n){totalCount}}", `{"n":1e999999}`, "$n is no Int.", `["variable","n"]`},
			{"an Int that is true", "query($n:Int){incidents(first:$n){totalCount}}", `{"n":true}`, "$n: cannot use bool as Int.", `["variable","n"]`},
			{"an input field that is missing", create, `{"i":{"title":"x"}}`, "$i.serviceId is required: the variables of the request lack it.", `["variable","i","serviceId"]`},
			{"an input field that is unknown", create, `{"i":{"titel":"x"}}`, "$i.titel is no field of the input.", `["variable","i","titel"]`},
			{"an item that is null", "query($i:[ID!]!){nodes(ids:$i){id}}", `{"i":["x",null]}`, "$i[1] is required: it cannot be null.", `["variable","i",1]`},
		} {
			t.Run(tt.name, func(t *testing.T) {
				body := `{"query":` + quote(tt.query) + `,"variables":` + tt.variables + "}"
				s.send(t, request{path: "/graphql", body: body, header: map[string]string{"Accept": accepts}}).want(t, 400).is(t, map[string]string{
					"errors.0.message": tt.message, "errors.0.path": tt.path, "errors.0.extensions.code": "GRAPHQL_VALIDATION_FAILED", "data": "absent",
				})
			})
		}
	})
}

// TestHeadDoesNothing sends what GET may not do by HEAD, which any page can make a browser
// send as well.
func TestHeadDoesNothing(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		id := s.open(t, "To stay open")
		resolve := "/graphql?query=" + url.QueryEscape(`mutation{resolveIncident(input:{id:"`+id+`"}){incident{id}}}`)
		listen := "/graphql?query=" + url.QueryEscape("subscription{incidentChanged{cursor}}")
		for _, tt := range []struct {
			path, accept string
			status       int
		}{
			{resolve, accepts, 405},
			{resolve, acceptJSON, 405},
			{resolve, "text/event-stream", 406},
			{listen, accepts, 406},
			{listen, "text/event-stream", 406},
			{listen, "text/event-stream, application/json", 406},
		} {
			got := s.send(t, request{method: "HEAD", path: tt.path, header: map[string]string{"Accept": tt.accept}}).want(t, tt.status)
			if got.body != "" {
				t.Error("HEAD is answered with", got.body)
			}
		}
		s.get(t, "/api/incidents/"+id).is(t, map[string]string{"data.status": "OPEN"})
	})
}

// chain is n fragments, each of which is the next, and the last __typename.
func chain(n int) string {
	var text strings.Builder
	for i := range n - 1 {
		fmt.Fprintf(&text, "fragment F%d on A{...F%d}", i, i+1)
	}
	fmt.Fprintf(&text, "fragment F%d on A{__typename}", n-1)
	return text.String()
}
