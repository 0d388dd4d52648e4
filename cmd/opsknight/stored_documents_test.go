package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/account"
	"github.com/opsknight/opsknight/model"
)

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
		manifest := `{"format": "FORMAT", "version": 1, "operations": [{"id": "ID", "name": "Role", "type": "query", "body": "query Role {\n  viewer {\n    role\n    __typename\n  }\n}"}]}`
		body := "query Role {\n  viewer {\n    role\n    __typename\n  }\n}"
		good := strings.NewReplacer("FORMAT", "apollo-persisted-query-manifest", "ID", hashed(body)).Replace(manifest)
		for text, says := range map[string]string{"{}": "no manifest", "[": "no manifest", `{"format": "apollo-persisted-query-manifest", "version": 1}`: "no operations", strings.Replace(good, hashed(body), "role", 1): `persisted.json, Role has the id "role"`, strings.Replace(good, `"version": 1`, `"version": 2`, 1): "no manifest"} {
			if _, said := command(exitFailed, "store", id, file("persisted.json", text)); !strings.Contains(said, says) {
				t.Errorf("store says %q", said)
			}
		}
		if out, _ := command(exitOK, "store", id, file("persisted.json", good)); !strings.Contains(out, hashed(body)) {
			t.Errorf("store of a manifest prints %s", out)
		}
		s.clock.Advance(keyLife)
		s.persisted(t, secret, "", hashed(body)).want(t, 200).is(t, map[string]string{"data.viewer.role": "ADMIN"})
		command(exitOK, "unstore", id, hashed(body))
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
