package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"testing"
)

func hashed(query string) string {
	sum := sha256.Sum256([]byte(query))
	return hex.EncodeToString(sum[:])
}

// named is a body that names its document by a hash; without the document if query is "".
func named(t testing.TB, query, hash string) string {
	t.Helper()
	fields := map[string]any{"extensions": map[string]any{"persistedQuery": map[string]any{"version": 1, "sha256Hash": hash}}}
	if query != "" {
		fields["query"] = query
	}
	body, err := json.Marshal(fields)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

func (s *testServer) persisted(t testing.TB, key, query, hash string) reply {
	t.Helper()
	return s.send(t, request{path: "/graphql", key: key, body: named(t, query, hash), header: map[string]string{"Accept": accepts}})
}

func TestADocumentIsNamedByItsHash(t *testing.T) {
	const query = "{viewer{name}}"
	eachServer(t, func(t *testing.T, s *testServer) {
		hash := hashed(query)
		unknown := map[string]string{"errors.0.message": "PersistedQueryNotFound", "errors.0.extensions.code": "PERSISTED_QUERY_NOT_FOUND", "data": "absent"}
		s.persisted(t, "", "", hash).want(t, 400).is(t, unknown)
		s.persisted(t, "", query, hash).want(t, 200).is(t, map[string]string{"data.viewer.name": "Demo"})
		s.persisted(t, "", "", hash).want(t, 200).is(t, map[string]string{"data.viewer.name": "Demo"})
		s.persisted(t, s.TestKey, "", hash).want(t, 200).is(t, map[string]string{"errors": "absent"})
		s.persisted(t, noKey, "", hash).want(t, 401)
		extension := url.QueryEscape(`{"persistedQuery":{"version":1,"sha256Hash":"` + hash + `"}}`)
		s.send(t, request{path: "/graphql?extensions=" + extension}).want(t, 200).is(t, map[string]string{"data.viewer.name": "Demo"})
		// For an old client the same errors, with 200.
		s.send(t, request{path: "/graphql", body: named(t, "", hashed("{nothing}"))}).want(t, 200).is(t, unknown)
	})
}

func TestAMutationNamedByItsHashIsNotRunByGET(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		id := s.open(t, "To stay open")
		query := `mutation{resolveIncident(input:{id:"` + id + `"}){incident{id}}}`
		extension := url.QueryEscape(`{"persistedQuery":{"version":1,"sha256Hash":"` + hashed(query) + `"}}`)
		s.send(t, request{path: "/graphql?query=" + url.QueryEscape(query) + "&extensions=" + extension}).want(t, 405)
		s.send(t, request{path: "/graphql?extensions=" + extension}).want(t, 405)
		s.get(t, "/api/incidents/"+id).is(t, map[string]string{"data.status": "OPEN"})
	})
}

func TestWhatMayNotRunIsNotRemembered(t *testing.T) {
	dear := "{incidents(first:100){nodes{timeline(first:100){nodes{id}}}}}"
	eachServer(t, func(t *testing.T, s *testServer) {
		for _, tt := range []struct{ name, query, hash, code string }{
			{"a wrong hash", "{viewer{name}}", hashed("{viewer{id}}"), "BAD_REQUEST"},
			{"an unknown field", "{nothing}", hashed("{nothing}"), "GRAPHQL_VALIDATION_FAILED"},
			{"text that is no GraphQL", "{", hashed("{"), "GRAPHQL_PARSE_FAILED"},
			{"what costs too much", dear, hashed(dear), "COMPLEXITY_LIMIT_EXCEEDED"},
			{"too many aliases", "{" + strings.Repeat("a:viewer{id} ", 31) + "}", hashed("{" + strings.Repeat("a:viewer{id} ", 31) + "}"), "COMPLEXITY_LIMIT_EXCEEDED"},
		} {
			s.persisted(t, "", tt.query, tt.hash).want(t, 400).is(t, map[string]string{"errors.0.extensions.code": tt.code, "data": "absent"})
			s.persisted(t, "", "", tt.hash).want(t, 400).is(t, map[string]string{"errors.0.extensions.code": "PERSISTED_QUERY_NOT_FOUND"})
		}
		open := "{setup{needed}}"
		s.persisted(t, noKey, open, hashed(open)).want(t, 200)
		s.persisted(t, noKey, "", hashed(open)).want(t, 401)
		s.persisted(t, "", "", hashed(open)).want(t, 400)
		for _, extension := range []string{
			`1`, `"x"`, `[]`, `{}`, `{"version":2,"sha256Hash":"` + hashed("{viewer{id}}") + `"}`, `{"version":1}`, `{"version":1,"sha256Hash":5}`,
			`{"version":1,"sha256Hash":"` + strings.Repeat("x", 64) + `"}`, `{"version":1,"sha256Hash":"abc"}`, `{"version":"1","sha256Hash":"` + hashed("{viewer{id}}") + `"}`,
		} {
			for _, query := range []string{"", `"query":"{viewer{id}}",`} {
				body := "{" + query + `"extensions":{"persistedQuery":` + extension + "}}"
				s.send(t, request{path: "/graphql", body: body, header: map[string]string{"Accept": accepts}}).want(t, 400).is(t, map[string]string{"errors.0.extensions.code": "BAD_REQUEST"})
			}
		}
		s.send(t, request{path: "/graphql", body: `{"query":"{viewer{name}}","extensions":{"persistedQuery":null}}`}).want(t, 200).is(t, map[string]string{"errors": "absent"})
	})
}

// TestTheMemoryOfDocumentsIsBounded sends more documents than are remembered, each as large
// as one may be.
func TestTheMemoryOfDocumentsIsBounded(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		document := func(i int) string { return fmt.Sprintf("{viewer{name}} #%d", i) + strings.Repeat("x", 60<<10) }
		const enough = 16 << 20 / (60 << 10)
		for i := range enough + 20 {
			s.persisted(t, "", document(i), hashed(document(i))).want(t, 200)
		}
		s.persisted(t, "", "", hashed(document(0))).want(t, 400)
		s.persisted(t, "", "", hashed(document(enough+19))).want(t, 200)
	})
}
