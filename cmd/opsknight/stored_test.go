package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
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
