package graph

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"sync"

	"github.com/99designs/gqlgen/graphql"
	"github.com/hashicorp/golang-lru/v2/simplelru"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/opsknight/opsknight/internal/auth"
	"github.com/opsknight/opsknight/model"
)

// Automatic persisted queries: a client sends the SHA-256 of its document and leaves the
// document out; only if the server does not know it, it is sent once with its hash. Source:
// the protocol of Apollo's clients, which urql and Relay speak too.

// The memory of documents that clients have sent by their hashes. One that is forgotten is
// sent again.
const (
	mostPersisted      = 10_000
	mostPersistedBytes = 16 << 20
)

// notFoundCode tells a client to send its document. Clients look for the message too.
const (
	notFoundCode    = "PERSISTED_QUERY_NOT_FOUND"
	notFoundMessage = "PersistedQueryNotFound"
)

// documents are texts of documents by their hashes; those idle longest are forgotten first.
type documents struct {
	mu    sync.Mutex
	texts *simplelru.LRU[string, string]
	bytes int
}

func newDocuments() *documents {
	d := &documents{}
	texts, err := simplelru.NewLRU(mostPersisted, func(_, text string) { d.bytes -= len(text) })
	if err != nil {
		panic(err) // the size is positive
	}
	d.texts = texts
	return d
}

func (d *documents) get(hash string) (string, bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.texts.Get(hash)
}

func (d *documents) add(hash, text string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.texts.Contains(hash) {
		return
	}
	d.bytes += len(text)
	d.texts.Add(hash, text)
	for d.bytes > mostPersistedBytes {
		d.texts.RemoveOldest()
	}
}

// persisted is the extension that finds documents by their hashes. It comes before the
// guard, which then sees the document whoever sent it.
type persisted struct {
	known  *documents
	stored storedTexts
	refuse func(ctx context.Context, err error) *gqlerror.Error
}

// ExtensionName names the extension.
func (persisted) ExtensionName() string { return "PersistedQueries" }

// Validate accepts every schema.
func (persisted) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationParameters finds the document that a request names, or checks that the one
// it brings is what it says, and one that the key may run.
func (p persisted) MutateOperationParameters(ctx context.Context, params *graphql.RawParams) *gqlerror.Error {
	hash, given, ok := persistedHash(params.Extensions)
	if !ok {
		return refusedQuery(badRequest, "extensions.persistedQuery is an object with version, which is 1, and sha256Hash, which is the SHA-256 of the query in 64 hexadecimal digits.")
	}
	if given && params.Query != "" && hashOf(params.Query) != hash {
		return refusedQuery(badRequest, "extensions.persistedQuery.sha256Hash is not the hash of this query.")
	}
	if by, err := auth.Actor(ctx); err == nil && by.StoredOnly {
		return p.findStored(ctx, by, hash, params)
	}
	if !given || params.Query != "" {
		return nil
	}
	text, known := p.known.get(hash)
	if !known {
		return refusedQuery(notFoundCode, notFoundMessage)
	}
	params.Query = text
	return nil
}

// findStored is the same for a key that runs only the documents that are stored for it.
func (p persisted) findStored(ctx context.Context, by model.Actor, hash string, params *graphql.RawParams) *gqlerror.Error {
	if params.Query != "" {
		if !by.MayRun(hashOf(params.Query)) {
			return p.refuse(ctx, notStored())
		}
		return nil
	}
	text, err := p.stored.text(ctx, by, hash)
	if err != nil {
		return p.refuse(ctx, err)
	}
	params.Query = text
	return nil
}

// keepPersisted is the extension that remembers a document which came with its hash. It comes
// after all that refuses operations, so that only what may run is kept.
type keepPersisted struct{ known *documents }

// ExtensionName names the extension.
func (keepPersisted) ExtensionName() string { return "KeepPersistedQueries" }

// Validate accepts every schema.
func (keepPersisted) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationContext keeps the document. Who has no credentials may name one, but not
// have others forgotten; nor has a key whose documents are stored any need of it.
func (k keepPersisted) MutateOperationContext(ctx context.Context, operation *graphql.OperationContext) *gqlerror.Error {
	if hash, given, _ := persistedHash(operation.Extensions); given {
		if by, err := auth.Actor(ctx); err == nil && !by.StoredOnly {
			k.known.add(hash, operation.RawQuery)
		}
	}
	return nil
}

// persistedHash reads the extension persistedQuery of a request: ok is false for one that is
// given and cannot be read.
func persistedHash(extensions map[string]any) (hash string, given, ok bool) {
	value, given := extensions["persistedQuery"]
	if !given || value == nil {
		return "", false, true
	}
	fields, _ := value.(map[string]any)
	version, _ := fields["version"].(json.Number)
	hash, _ = fields["sha256Hash"].(string)
	digits, err := hex.DecodeString(hash)
	return hash, true, version == "1" && err == nil && len(digits) == sha256.Size
}

func hashOf(query string) string {
	sum := sha256.Sum256([]byte(query))
	return hex.EncodeToString(sum[:])
}

func refusedQuery(code, message string) *gqlerror.Error {
	return &gqlerror.Error{Message: message, Extensions: map[string]any{"code": code}}
}
