package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/db/dbtest"
	"github.com/opsknight/opsknight/graph"
	"github.com/opsknight/opsknight/internal/account"
	"github.com/opsknight/opsknight/internal/ratelimit"
	"github.com/opsknight/opsknight/model"
)

// storedKey makes a key with every scope that only runs these documents.
func (s *testServer) storedKey(t testing.TB, env model.Environment, documents ...string) (secret string, key *model.APIKey) {
	t.Helper()
	secret, key = s.newKey(t, env, model.CreateAPIKeyInput{Name: "Wall", Scopes: allScopes(), StoredDocumentsOnly: true})
	if len(documents) > 0 {
		s.store(t, env, key.ID, documents...)
	}
	return secret, key
}

// store stores documents as another server or the command does: this one is not told.
func (s *testServer) store(t testing.TB, env model.Environment, keyID string, documents ...string) {
	t.Helper()
	write(t, s, env, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.APIKey, error) {
		var read []*model.StoredDocument
		for _, text := range documents {
			document, err := graph.ReadDocument("document", text, s.db.Now)
			if err != nil {
				return nil, err
			}
			read = append(read, document)
		}
		key, _, err := account.StoreDocuments(ctx, tx, by, keyID, read)
		return key, err
	})
}

// removeStored takes documents from a key, as another server does.
func (s *testServer) removeStored(t testing.TB, keyID string, documents ...string) {
	t.Helper()
	in := model.RemoveStoredDocumentsInput{APIKeyID: keyID}
	for _, document := range documents {
		in.Sha256Hashes = append(in.Sha256Hashes, hashed(document))
	}
	write(t, s, model.Live, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.APIKey, error) {
		key, _, err := account.RemoveStoredDocuments(ctx, tx, by, in)
		return key, err
	})
}

// payload is a request for a document: its text, its hash, or both.
type payload struct{ text, hash, operation string }

func (p payload) fields() map[string]any {
	fields := map[string]any{}
	if p.text != "" {
		fields["query"] = p.text
	}
	if p.operation != "" {
		fields["operationName"] = p.operation
	}
	if p.hash != "" {
		fields["extensions"] = map[string]any{"persistedQuery": map[string]any{"version": 1, "sha256Hash": p.hash}}
	}
	return fields
}

func (p payload) json(t testing.TB) string {
	t.Helper()
	text, err := json.Marshal(p.fields())
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// query is the payload as the query string of a GET.
func (p payload) query(t testing.TB) string {
	t.Helper()
	values := url.Values{}
	for name, value := range p.fields() {
		text, isText := value.(string)
		if !isText {
			raw, err := json.Marshal(value)
			if err != nil {
				t.Fatal(err)
			}
			text = string(raw)
		}
		values.Set(name, text)
	}
	return values.Encode()
}

// ways are the transports. Each sends a payload, and returns what the answer has, with its
// errors below "errors" however the transport tells them.
func (s *testServer) ways() map[string]func(t *testing.T, key string, p payload) reply {
	stream := map[string]string{"Accept": "text/event-stream"}
	event := func(t *testing.T, got reply) reply {
		t.Helper()
		_, after, _ := strings.Cut(got.want(t, http.StatusOK).body, "data: ")
		body, _, _ := strings.Cut(after, "\n")
		return reply{body: body}
	}
	return map[string]func(t *testing.T, key string, p payload) reply{
		"POST": func(t *testing.T, key string, p payload) reply {
			return s.send(t, request{path: "/graphql", key: key, body: p.json(t)}).want(t, http.StatusOK)
		},
		"GET": func(t *testing.T, key string, p payload) reply {
			return s.send(t, request{path: "/graphql?" + p.query(t), key: key}).want(t, http.StatusOK)
		},
		"events by POST": func(t *testing.T, key string, p payload) reply {
			return event(t, s.send(t, request{path: "/graphql", key: key, body: p.json(t), header: stream}))
		},
		"events by GET": func(t *testing.T, key string, p payload) reply {
			return event(t, s.send(t, request{path: "/graphql?" + p.query(t), key: key, header: stream}))
		},
		"WebSocket": func(t *testing.T, key string, p payload) reply {
			k := s.listen(t, key)
			k.say(t, `{"type":"subscribe","id":"1","payload":`+p.json(t)+`}`)
			got := k.hear(t)
			raw := struct{ Payload json.RawMessage }{}
			if err := json.Unmarshal([]byte(got.body), &raw); err != nil {
				t.Fatal(err)
			}
			if got.at(t, "type") == "error" {
				return reply{body: `{"errors":` + string(raw.Payload) + `}`}
			}
			return reply{body: string(raw.Payload)}
		},
	}
}

const (
	wallDocument = "query Wall {\n  viewer { name }\n}\n"
	twoDocuments = "query One { viewer { name } } query Two { viewer { id } }"
)

func TestAKeyOfStoredDocumentsRunsThoseAlone(t *testing.T) {
	const elsewhere, introspection = "{viewer{id name}}", "{__schema{queryType{name}}}"
	tests := []struct {
		name string
		payload
		want string // a code, or the path of what is answered
	}{
		{"a stored document by its hash", payload{hash: hashed(wallDocument)}, "data.viewer.name"},
		{"its text", payload{text: wallDocument}, "data.viewer.name"},
		{"its text and its hash", payload{text: wallDocument, hash: hashed(wallDocument)}, "data.viewer.name"},
		{"one of its two operations", payload{hash: hashed(twoDocuments), operation: "One"}, "data.viewer.name"},
		{"none of its two operations", payload{hash: hashed(twoDocuments), operation: "Three"}, "GRAPHQL_VALIDATION_FAILED"},
		{"a text that is not stored", payload{text: "{viewer{id}}"}, "FORBIDDEN"},
		{"a hash of which none is stored", payload{hash: hashed("{viewer{id}}")}, "FORBIDDEN"},
		{"a text and a hash that are not stored", payload{text: "{viewer{id}}", hash: hashed("{viewer{id}}")}, "FORBIDDEN"},
		{"the stored text with a space more", payload{text: wallDocument + " "}, "FORBIDDEN"},
		{"the stored text by another hash", payload{text: wallDocument, hash: hashed(twoDocuments)}, "BAD_REQUEST"},
		{"another text by a stored hash", payload{text: "{viewer{id}}", hash: hashed(wallDocument)}, "BAD_REQUEST"},
		{"what another key has sent by its hash", payload{hash: hashed(elsewhere)}, "FORBIDDEN"},
		{"what is stored for another key", payload{hash: hashed("{viewer{type}}")}, "FORBIDDEN"},
		{"what is stored for a key of the sandbox", payload{hash: hashed("{viewer{role}}")}, "FORBIDDEN"},
		{"introspection", payload{text: introspection}, "FORBIDDEN"},
		{"__typename", payload{text: "{__typename}"}, "FORBIDDEN"},
		{"what is open to everybody", payload{text: "{setup{needed}}"}, "FORBIDDEN"},
		{"what is no GraphQL", payload{text: "{"}, "FORBIDDEN"},
	}
	eachServer(t, func(t *testing.T, s *testServer) {
		secret, _ := s.storedKey(t, model.Live, wallDocument, twoDocuments)
		s.storedKey(t, model.Live, "{viewer{type}}")
		sandbox, _ := s.storedKey(t, model.Test, "{viewer{role}}")
		s.persisted(t, "", elsewhere, hashed(elsewhere)).want(t, 200)
		s.persisted(t, sandbox, "", hashed("{viewer{role}}")).want(t, 200).is(t, map[string]string{"data.viewer.role": "ADMIN"})
		for way, send := range s.ways() {
			for _, tt := range tests {
				t.Run(way+": "+tt.name, func(t *testing.T) {
					got := send(t, secret, tt.payload)
					if strings.HasPrefix(tt.want, "data.") {
						got.is(t, map[string]string{"errors": "absent", tt.want: "Wall"})
						return
					}
					if code := got.at(t, "errors.0.extensions.code"); code != tt.want || got.at(t, "data") != "absent" {
						t.Errorf("answered %s, want %s: %s", code, tt.want, cut(got.body))
					}
					if message := got.at(t, "errors.0.message"); tt.want == "FORBIDDEN" && !strings.Contains(message, "storeDocuments") {
						t.Error("it does not say what to do:", message)
					}
				})
			}
		}
		// By the specification a request that does not run is 400.
		s.persisted(t, secret, "", hashed(elsewhere)).want(t, 400).is(t, map[string]string{"errors.0.extensions.code": "FORBIDDEN", "data": "absent"})
		// What it runs is not what others find.
		s.persisted(t, "", "", hashed(wallDocument)).want(t, 400).is(t, map[string]string{"errors.0.extensions.code": "PERSISTED_QUERY_NOT_FOUND"})
	})
}

func TestAStoredDocumentKeepsItsLimits(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		id := s.open(t, "Payments fail")
		resolve := `mutation Resolve($id: ID!) { resolveIncident(input: {id: $id}) { incident { status } } }`
		pages := `query Pages($n: Int) { incidents(first: $n) { nodes { timeline(first: $n) { nodes { id } } } } }`
		schema := "query Schema { __schema { queryType { name } } }"
		secret, key := s.storedKey(t, model.Live, resolve, pages, schema)
		named := payload{hash: hashed(resolve)}
		s.send(t, request{path: "/graphql?" + named.query(t) + "&variables=" + url.QueryEscape(`{"id":"`+id+`"}`), key: secret}).want(t, http.StatusMethodNotAllowed)
		with := func(p payload, variables string) string {
			return strings.TrimSuffix(p.json(t), "}") + `,"variables":` + variables + `}`
		}
		s.send(t, request{path: "/graphql", key: secret, body: with(named, `{"id":"`+id+`"}`)}).is(t, map[string]string{"data.resolveIncident.incident.status": "RESOLVED"})
		s.send(t, request{path: "/graphql", key: secret, body: with(payload{hash: hashed(pages)}, `{"n":2}`)}).is(t, map[string]string{"errors": "absent"})
		s.send(t, request{path: "/graphql", key: secret, body: with(payload{hash: hashed(pages)}, `{"n":100}`)}).is(t, map[string]string{"errors.0.extensions.code": "COMPLEXITY_LIMIT_EXCEEDED"})
		s.persisted(t, secret, "", hashed(schema)).is(t, map[string]string{"data.__schema.queryType.name": "Query"})
		// Its scopes hold as those of any key.
		narrow, narrowKey := s.newKey(t, model.Live, model.CreateAPIKeyInput{Name: "Narrow", Scopes: []string{"services:read"}, StoredDocumentsOnly: true})
		s.store(t, model.Live, narrowKey.ID, resolve)
		s.send(t, request{path: "/graphql", key: narrow, body: with(named, `{"id":"`+id+`"}`)}).is(t, map[string]string{"errors.0.extensions.code": "FORBIDDEN", "data": "null"})
		// It ends as any key does.
		write(t, s, model.Live, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.APIKey, error) {
			return account.RevokeAPIKey(ctx, tx, by, key.ID)
		})
		s.clock.Advance(keyLife)
		s.persisted(t, secret, "", hashed(schema)).want(t, http.StatusUnauthorized)
	})
}

func TestAKeyOfStoredDocumentsOpensNoOtherDoor(t *testing.T) {
	limits := ratelimit.Limits{Events: 100, Reads: 100, Writes: 100}
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *dbtest.Clock) {
		s := startServer(t, d, clock, limits)
		secret, _ := s.storedKey(t, model.Live, wallDocument)
		withRoute := strings.Replace(sampleTrigger, "payment-api", s.RoutingKeys["payment-api"], 1)
		left := map[string]int{}
		before := s.stored(t)
		for _, door := range []struct {
			name, kind string
			send       request
		}{
			{"REST, a list", "reads", request{path: "/api/incidents"}},
			{"REST, a path that is not there", "reads", request{path: "/api/nothing"}},
			{"REST, a write", "writes", request{path: "/api/incidents", body: `{"title":"x","service_id":"payment-api"}`}},
			{"REST, on call", "reads", request{path: "/api/on-calls"}},
			{"an event", "events", request{path: "/api/events", body: sampleTrigger}},
			{"an event with the key of an integration", "events", request{path: "/api/events", body: withRoute}},
			{"the audit log", "reads", request{path: "/audit-log.ndjson"}},
		} {
			door.send.key = secret
			got := s.send(t, door.send).want(t, http.StatusForbidden)
			if got.at(t, "error.code") != "FORBIDDEN" || !strings.Contains(got.at(t, "error.message"), "stored") {
				t.Errorf("%s answers %s", door.name, got.body)
			}
			left[door.kind]++
			if remaining := got.header.Get("X-RateLimit-Remaining"); remaining != fmt.Sprint(100-left[door.kind]) {
				t.Errorf("%s: %s requests are left after %d", door.name, remaining, left[door.kind])
			}
		}
		for _, r := range []request{{path: "/incidents"}, {path: "/users/me"}, {method: http.MethodPut, path: "/incidents", body: `{"incidents":[]}`}} {
			r.header = map[string]string{"Authorization": "Token token=" + secret}
			s.duty(t, r).refusedAs(t, http.StatusForbidden, 2010, "stored")
		}
		if s.stored(t) != before {
			t.Error("something was stored")
		}
		s.persisted(t, secret, "", hashed(wallDocument)).want(t, 200)
	})
}

func TestDocumentsAreStoredBySignedInAdministrators(t *testing.T) {
	const store = `mutation($key: ID!, $documents: [String!]!) { storeDocuments(input: {apiKeyId: $key, documents: $documents}) { apiKey { id storedDocuments { totalCount } } storedDocuments { sha256Hash operationNames text createdAt } } }`
	const remove = `mutation($key: ID!, $hashes: [String!]!) { removeStoredDocuments(input: {apiKeyId: $key, sha256Hashes: $hashes}) { removedHashes apiKey { storedDocuments(first: 1) { totalCount nodes { text } pageInfo { hasNextPage } } } } }`
	const list = `query($after: String) { apiKeys(first: 1) { nodes { storedDocumentsOnly storedDocuments(first: 1, after: $after) { totalCount pageInfo { endCursor hasNextPage } edges { node { sha256Hash } } } } } }`
	eachServer(t, func(t *testing.T, s *testServer) {
		b := s.signIn(t)
		s.clock.Advance(keyLife) // it is newer than the keys of the example
		made := b.run(t, `mutation { createApiKey(input: {name: "Wall", scopes: ["incidents:read"], storedDocumentsOnly: true}) { secret apiKey { id storedDocumentsOnly storedDocuments { totalCount } } } }`, nil)
		made.is(t, map[string]string{"data.createApiKey.apiKey.storedDocumentsOnly": "true", "data.createApiKey.apiKey.storedDocuments.totalCount": "0"})
		id, secret := made.at(t, "data.createApiKey.apiKey.id"), made.at(t, "data.createApiKey.secret")
		s.persisted(t, secret, "", hashed(wallDocument)).is(t, map[string]string{"errors.0.extensions.code": "FORBIDDEN"})

		s.clock.Advance(keyLife)
		given := map[string]any{"key": id, "documents": []string{twoDocuments, wallDocument, twoDocuments, "{viewer{id}}"}}
		got := b.run(t, store, given)
		got.is(t, map[string]string{"errors": "absent", "data.storeDocuments.apiKey.storedDocuments.totalCount": "3"})
		if names := got.each(t, "data.storeDocuments.storedDocuments", "operationNames"); !slices.Equal(names, []string{`["One","Two"]`, `["Wall"]`, `[]`}) {
			t.Errorf("the operations are %q", names)
		}
		if texts := got.each(t, "data.storeDocuments.storedDocuments", "text"); !slices.Equal(texts, []string{twoDocuments, wallDocument, "{viewer{id}}"}) {
			t.Errorf("the texts are %q", texts)
		}
		s.persisted(t, secret, "", hashed(wallDocument)).is(t, map[string]string{"data.viewer.name": "Wall"}) // here at once
		first := got.at(t, "data.storeDocuments.storedDocuments.0.createdAt")
		s.clock.Advance(keyLife)
		b.run(t, store, given).is(t, map[string]string{"data.storeDocuments.storedDocuments.0.createdAt": first, "data.storeDocuments.apiKey.storedDocuments.totalCount": "3"})

		// The list has each once, page by page.
		seen := map[string]bool{}
		after := any(nil)
		for range 3 {
			page := b.run(t, list, map[string]any{"after": after})
			page.is(t, map[string]string{"errors": "absent", "data.apiKeys.nodes.0.storedDocuments.totalCount": "3", "data.apiKeys.nodes.0.storedDocumentsOnly": "true"})
			seen[page.at(t, "data.apiKeys.nodes.0.storedDocuments.edges.0.node.sha256Hash")] = true
			after = page.at(t, "data.apiKeys.nodes.0.storedDocuments.pageInfo.endCursor")
		}
		for _, document := range []string{twoDocuments, wallDocument, "{viewer{id}}"} {
			if !seen[hashed(document)] {
				t.Errorf("%s is not in the list", document)
			}
		}

		s.clock.Advance(keyLife)
		removed := b.run(t, remove, map[string]any{"key": id, "hashes": []string{hashed(wallDocument), hashed("nothing"), hashed(wallDocument)}})
		removed.is(t, map[string]string{
			"errors": "absent", "data.removeStoredDocuments.removedHashes": `["` + hashed(wallDocument) + `"]`,
			"data.removeStoredDocuments.apiKey.storedDocuments.totalCount": "2",
		})
		s.persisted(t, secret, "", hashed(wallDocument)).is(t, map[string]string{"errors.0.extensions.code": "FORBIDDEN"})
		s.graphqlAs(t, secret, wallDocument, nil).is(t, map[string]string{"errors.0.extensions.code": "FORBIDDEN"})
		s.wantAudit(t, model.Live, id, []string{"api_key.created", "api_key.documents_stored", "api_key.documents_removed"})
		log := s.auditOf(t, model.Live, id)
		for i, says := range []string{"stored_documents_only", hashed(twoDocuments), hashed(wallDocument)} {
			if !strings.Contains(string(log[i].Changes), says) {
				t.Errorf("%s does not tell of %s: %s", log[i].Action, says, log[i].Changes)
			}
		}

		// Nobody else, and nobody in the other environment.
		for name, refused := range map[string]reply{
			"a key":       s.graphqlAs(t, "", store, given),
			"a responder": b.invite(t, "eve@example.com", "RESPONDER", "correct horse battery").run(t, store, given),
		} {
			if code := refused.at(t, "errors.0.extensions.code"); code != "FORBIDDEN" {
				t.Errorf("%s is answered %s", name, refused.body)
			}
		}
		sandbox := s.signIn(t)
		sandbox.header["X-OpsKnight-Environment"] = "TEST"
		for _, refused := range []reply{sandbox.run(t, store, given), sandbox.run(t, remove, map[string]any{"key": id, "hashes": []string{hashed(twoDocuments)}})} {
			refused.is(t, map[string]string{"errors.0.extensions.code": "NOT_FOUND"})
		}
		s.persisted(t, secret, "", hashed(twoDocuments)).is(t, map[string]string{"errors.0.extensions.code": "GRAPHQL_VALIDATION_FAILED"}) // it has two operations, and none is named
	})
}

func TestWhatCannotBeStored(t *testing.T) {
	dear := "{incidents(first:100){nodes{timeline(first:100){nodes{id}}}}}"
	tests := []struct {
		name      string
		documents []string
		field     string
		says      string
	}{
		{"no document", nil, "documents", "1 to 100"},
		{"101 documents", slices.Repeat([]string{"{viewer{id}}"}, 101), "documents", "1 to 100"},
		{"an empty one", []string{""}, "documents.0", "no operation"},
		{"no GraphQL", []string{"{viewer{id}}", "{"}, "documents.1", "Expected Name"},
		{"an unknown field", []string{"{viewer{id}}", "{\n  nothing\n}"}, "documents.1", `Cannot query field "nothing" on type "Query". (line 2, column 3)`},
		{"a fragment alone", []string{"fragment F on Viewer{id}"}, "documents.0", "no operation"},
		{"a fragment that nobody uses", []string{"{viewer{id}} fragment F on Viewer{id}"}, "documents.0", "never used"},
		{"what costs too much", []string{dear}, "documents.0", "the limit is 5000"},
		{"what is too deep", []string{"{incidents{nodes" + strings.Repeat("{service{incidents(first:1){nodes", 5) + "{id}" + strings.Repeat("}}}", 5) + "}}"}, "documents.0", "the limit is 12"},
		{"too many aliases", []string{"{" + strings.Repeat("a:viewer{id} ", 31) + "}"}, "documents.0", "31 aliases; the limit is 30"},
		{"@defer", []string{"{viewer{...@defer{id}}}"}, "documents.0", "defer"},
		{"one that is too long", []string{"{viewer{id}} #" + strings.Repeat("x", 64<<10)}, "documents.0", "the limit is 65536"},
		{"a second operation of one name", []string{"query A{viewer{id}} query A{viewer{id}}"}, "documents.0", `"A"`},
	}
	const store = `mutation($key: ID!, $documents: [String!]!) { storeDocuments(input: {apiKeyId: $key, documents: $documents}) { apiKey { id } } }`
	eachServer(t, func(t *testing.T, s *testServer) {
		b := s.signIn(t)
		_, key := s.storedKey(t, model.Live)
		stored := func() int {
			found, err := db.StoredHashes(t.Context(), s.db.In(model.Live), key.ID)
			if err != nil {
				t.Fatal(err)
			}
			return len(found)
		}
		for _, tt := range tests {
			t.Run(tt.name, func(t *testing.T) {
				documents := append([]string{}, tt.documents...)
				got := b.run(t, store, map[string]any{"key": key.ID, "documents": documents})
				got.is(t, map[string]string{"errors.0.extensions.code": "VALIDATION_ERROR", "errors.0.extensions.field": tt.field, "data": "null"})
				if message := got.at(t, "errors.0.message"); !strings.Contains(message, tt.says) || !strings.HasPrefix(message, tt.field) {
					t.Errorf("it says %q", message)
				}
				if stored() != 0 {
					t.Error("something was stored")
				}
			})
		}
		refused := func(keyID, code, says string, documents ...string) {
			t.Helper()
			got := b.run(t, store, map[string]any{"key": keyID, "documents": documents})
			if got.at(t, "errors.0.extensions.code") != code || !strings.Contains(got.at(t, "errors.0.message"), says) {
				t.Errorf("%s: answered %s, want %s", says, cut(got.body), code)
			}
		}
		_, open := s.keyWith(t, model.Live, "incidents:read")
		refused(open.ID, "CONFLICT", "storedDocumentsOnly", wallDocument)
		refused("key_1", "NOT_FOUND", "no API key", wallDocument)
		for _, hash := range []string{"", "x", strings.Repeat("x", 64), strings.ToUpper(hashed("a"))} {
			b.run(t, `mutation($key: ID!, $hash: String!) { removeStoredDocuments(input: {apiKeyId: $key, sha256Hashes: [$hash]}) { removedHashes } }`, map[string]any{"key": key.ID, "hash": hash}).
				is(t, map[string]string{"errors.0.extensions.code": "VALIDATION_ERROR", "errors.0.extensions.field": "sha256Hashes.0"})
		}
		// As many as a key may have, and one more.
		for i := range model.MaxDocuments / model.MaxDocumentsAtATime {
			some := make([]string, model.MaxDocumentsAtATime)
			for j := range some {
				some[j] = fmt.Sprintf("{viewer{id}} #%d", i*len(some)+j)
			}
			s.store(t, model.Live, key.ID, some...)
		}
		refused(key.ID, "CONFLICT", "1001 documents; the limit is 1000", "{viewer{id}} #1", "{viewer{id}} #1000")
		b.run(t, store, map[string]any{"key": key.ID, "documents": []string{"{viewer{id}} #999"}}).is(t, map[string]string{"errors": "absent"})
		write(t, s, model.Live, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.APIKey, error) {
			return account.RevokeAPIKey(ctx, tx, by, key.ID)
		})
		refused(key.ID, "CONFLICT", "revoked", "{viewer{id}} #999")
	})
}

// TestADocumentIsRemovedByAnotherServer takes a document from a key on one server, and looks
// how long another runs it.
func TestADocumentIsRemovedByAnotherServer(t *testing.T) {
	const listening = "subscription Open { incidentChanged { incident { title } } }"
	eachServer(t, func(t *testing.T, s *testServer) {
		other := emptyServer(t, s.db, s.clock, s.gate.Limits)
		other.Result = s.Result
		secret, key := s.storedKey(t, model.Live, wallDocument, listening)
		for _, server := range []*testServer{s, other} {
			server.persisted(t, secret, "", hashed(wallDocument)).want(t, 200).is(t, map[string]string{"data.viewer.name": "Wall"})
		}
		k := other.listen(t, secret)
		k.say(t, `{"type":"subscribe","id":"1","payload":`+payload{hash: hashed(listening)}.json(t)+`}`)
		other.begun(t, 1)
		other.open(t, "Told of")
		k.hear(t).is(t, map[string]string{"payload.data.incidentChanged.incident.title": "Told of"})

		b := s.signIn(t)
		b.run(t, `mutation($key: ID!, $hashes: [String!]!) { removeStoredDocuments(input: {apiKeyId: $key, sha256Hashes: $hashes}) { removedHashes } }`,
			map[string]any{"key": key.ID, "hashes": []string{hashed(wallDocument), hashed(listening)}}).is(t, map[string]string{"errors": "absent"})
		s.persisted(t, secret, "", hashed(wallDocument)).want(t, 400).is(t, map[string]string{"errors.0.extensions.code": "FORBIDDEN"})
		s.clock.Advance(keyLife)
		for _, named := range []payload{{hash: hashed(wallDocument)}, {text: wallDocument}} {
			for way, send := range other.ways() {
				if got := send(t, secret, named); got.at(t, "errors.0.extensions.code") != "FORBIDDEN" {
					t.Errorf("%s: the other server answers %s", way, cut(got.body))
				}
			}
		}
		// What listens by it hears no more; the socket stays for other documents.
		other.open(t, "Not told of")
		k.hear(t).is(t, map[string]string{"type": "error", "id": "1", "payload.0.extensions.code": "FORBIDDEN"})
		other.begunAtMost(t, 0)
		k.settled(t)
		// And what is stored by one server soon runs on the other.
		other.store(t, model.Live, key.ID, wallDocument)
		s.clock.Advance(keyLife)
		for _, server := range []*testServer{s, other} {
			server.persisted(t, secret, "", hashed(wallDocument)).want(t, 200)
		}
	})
}

// TestTheCommandStoresDocuments stores, lists and removes by the command, beside a running
// server.
func TestTheCommandStoresDocuments(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		command := func(want int, args ...string) (out, said string) {
			t.Helper()
			var stdout, stderr bytes.Buffer
			if code := run(t.Context(), append([]string{"key"}, append(args, "--database", s.db.URL())...), &stdout, &stderr); code != want {
				t.Fatalf("%q ends with %d: %s", args, code, stderr.String())
			}
			return stdout.String(), stderr.String()
		}
		file := func(name, text string) string {
			t.Helper()
			path := filepath.Join(t.TempDir(), name)
			if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			return path
		}
		made, _ := command(exitOK, "create", "--name", "Wall", "--owner", "alice@example.com", "--scopes", "incidents:read", "--stored-documents-only", "--json")
		key := reply{body: made}
		key.is(t, map[string]string{"stored_documents_only": "true"})
		id, secret := key.at(t, "id"), key.at(t, "secret")
		out, _ := command(exitOK, "store", id, file("wall.graphql", wallDocument), file("two.graphql", twoDocuments))
		for _, says := range []string{hashed(wallDocument), "Wall", hashed(twoDocuments), "One Two"} {
			if !strings.Contains(out, says) {
				t.Errorf("store does not print %s: %s", says, out)
			}
		}
		s.persisted(t, secret, "", hashed(wallDocument)).want(t, 200)
		for name, says := range map[string]string{"{nothing}": `bad.graphql may not run: Cannot query field "nothing"`, "{viewer{id}} #\x00": "bad.graphql is no text", "{viewer{id}} #\xff": "bad.graphql is no text"} {
			if _, said := command(exitFailed, "store", id, file("good.graphql", "{viewer{type}}"), file("bad.graphql", name)); !strings.Contains(said, says) {
				t.Errorf("store says %q", said)
			}
		}
		listed, _ := command(exitOK, "documents", id, "--json")
		list := reply{body: `{"list":` + listed + `}`}
		if hashes := list.each(t, "list", "sha256_hash"); len(hashes) != 2 || !slices.Contains(hashes, hashed(twoDocuments)) {
			t.Errorf("documents lists %s", listed)
		}
		if out, _ := command(exitOK, "unstore", id, hashed(wallDocument), hashed("nothing")); !strings.Contains(out, "1 document") {
			t.Errorf("unstore prints %s", out)
		}
		s.clock.Advance(keyLife)
		s.persisted(t, secret, "", hashed(wallDocument)).want(t, 400).is(t, map[string]string{"errors.0.extensions.code": "FORBIDDEN"})
		if _, said := command(exitFailed, "documents", "key_1"); !strings.Contains(said, "no API key key_1") {
			t.Errorf("documents says %q", said)
		}
		if _, said := command(exitFailed, "store", id, "--environment", "TEST", file("wall.graphql", wallDocument)); !strings.Contains(said, "no API key") {
			t.Errorf("store in TEST says %q", said)
		}
	})
}

// TestARemovedDocumentIsNotFoundByItsText has the server remember the hashes of a key and
// not yet the text of a document that is then removed elsewhere.
func TestARemovedDocumentIsNotFoundByItsText(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		secret, key := s.storedKey(t, model.Live, wallDocument, twoDocuments)
		s.graphqlAs(t, secret, wallDocument, nil).is(t, map[string]string{"errors": "absent"})
		s.removeStored(t, key.ID, twoDocuments)
		s.persisted(t, secret, "", hashed(twoDocuments)).want(t, 400).is(t, map[string]string{"errors.0.extensions.code": "FORBIDDEN"})
	})
}

// TestStoredDocumentsAreFoundWithoutStatements counts what is asked of the database.
func TestStoredDocumentsAreFoundWithoutStatements(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *dbtest.Clock) {
		count := db.CountStatements(d)
		s := startServer(t, d, clock, ratelimit.Limits{})
		secret, _ := s.storedKey(t, model.Live, wallDocument, "{viewer{id}}")
		statements := func(name string, most int, requests ...payload) {
			t.Helper()
			before := count()
			for _, p := range requests {
				s.send(t, request{path: "/graphql", key: secret, body: p.json(t)}).want(t, 200)
			}
			if n := count() - before; n != most {
				t.Errorf("%s: %d statements, want %d", name, n, most)
			}
		}
		stored, both, unknown := payload{hash: hashed(wallDocument)}, payload{text: wallDocument}, payload{hash: hashed("{viewer{type}}")}
		statements("the first use: the key, its hashes, the text", 3, stored)
		statements("again, by hash and text", 0, stored, both, stored)
		statements("what is not stored", 0, unknown, payload{text: "{viewer{type}}"}, unknown)
		statements("another document", 1, payload{hash: hashed("{viewer{id}}")})
		clock.Advance(keyLife)
		statements("when what is remembered of the key is old", 2, stored, both, stored, payload{hash: hashed("{viewer{id}}")})
		clock.Advance(keyLife)
		before := count()
		s.graphql(t, "{viewer{id}}", nil).want(t, 200)
		if n := count() - before; n != 1 {
			t.Errorf("a key of all documents: %d statements, want 1", n)
		}
	})
}
