package model

import (
	"encoding/hex"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/uptrace/bun"

	"github.com/opsknight/opsknight/internal/fault"
)

// Limits of the documents that are stored for API keys.
const (
	MaxDocument         = 64 << 10 // bytes of one, as of a document that is sent
	MaxDocuments        = 1000     // of one key
	MaxDocumentsAtATime = 100
)

// hashLength is how many hexadecimal digits a SHA-256 has.
const hashLength = 64

// StoredDocument is a GraphQL document that an API key may run which runs no other.
type StoredDocument struct {
	bun.BaseModel `bun:"table:stored_documents,alias:stored_document"`
	Placed

	APIKeyID       string
	Hash           string `bun:",pk"` // hex SHA-256 of the text, in lower case
	Text           string
	OperationNames []string `bun:",type:jsonb"` // of those that have one, in their order
	CreatedAt      time.Time
}

// Sha256Hash is what a request names the document by.
func (d *StoredDocument) Sha256Hash() string { return d.Hash }

// Validate says what is wrong with the document as a text: whether it is GraphQL that may
// run is another question. field is what the document was given as.
func (d *StoredDocument) Validate(field string) error {
	switch {
	case len(d.Text) > MaxDocument:
		return fault.Field(field, "too_long", "%s is longer than a document may be: the limit is %d bytes.", field, MaxDocument)
	case !utf8.ValidString(d.Text) || strings.ContainsRune(d.Text, 0):
		return fault.Field(field, "invalid_character", "%s is no text: it has a NUL character, or is not valid UTF-8.", field)
	}
	return nil
}

// Validate says whether the input has as many documents as it may; each is looked at by itself.
func (in *StoreDocumentsInput) Validate() error {
	if n := len(in.Documents); n < 1 || n > MaxDocumentsAtATime {
		return fault.Field("documents", "out_of_range", "documents has 1 to %d texts, not %d.", MaxDocumentsAtATime, n)
	}
	return nil
}

// Validate says what is wrong with the input, all of it at once.
func (in *RemoveStoredDocumentsInput) Validate() error {
	var problems fault.Collector
	if n := len(in.Sha256Hashes); n < 1 || n > MaxDocumentsAtATime {
		problems.Add("sha256_hashes", "out_of_range", "sha256Hashes has 1 to %d hashes, not %d.", MaxDocumentsAtATime, n)
		return problems.Err()
	}
	for i, hash := range in.Sha256Hashes {
		if !isDocumentHash(hash) {
			field := fmt.Sprintf("sha256_hashes.%d", i)
			problems.Add(field, "invalid", "sha256Hashes.%d is not the hash of a document: that has %d hexadecimal digits, in lower case.", i, hashLength)
		}
	}
	return problems.Err()
}

func isDocumentHash(hash string) bool {
	_, err := hex.DecodeString(hash)
	return err == nil && len(hash) == hashLength && hash == strings.ToLower(hash)
}
