package account

import (
	"context"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/audit"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/model"
)

// StoreDocuments lets a key run these documents, of which the texts, hashes and names are
// given and known to be good. It returns the key, and the documents as they are stored,
// each once. What is stored already stays as it is.
//
// Faults: Forbidden unless an administrator is signed in; NotFound; Conflict for a key that
// is revoked or runs any document, or that would have more than it may.
func StoreDocuments(ctx context.Context, tx db.Tx, by model.Actor, keyID string, documents []*model.StoredDocument) (*model.APIKey, []*model.StoredDocument, error) {
	if err := by.NeedAdminSession(); err != nil {
		return nil, nil, err
	}
	key, err := db.LockAPIKey(ctx, tx, keyID)
	if err != nil {
		return nil, nil, err
	}
	if err := takesDocuments(key); err != nil {
		return nil, nil, err
	}
	stored, err := db.StoredHashes(ctx, tx, key.ID)
	if err != nil {
		return nil, nil, err
	}
	var added []*model.StoredDocument
	var hashes []string
	given := map[string]bool{}
	for _, document := range documents {
		if given[document.Hash] {
			continue
		}
		given[document.Hash] = true
		hashes = append(hashes, document.Hash)
		if !stored[document.Hash] {
			document.APIKeyID, document.CreatedAt = key.ID, tx.Now
			added = append(added, document)
		}
	}
	if n := len(stored) + len(added); n > model.MaxDocuments {
		return nil, nil, fault.New(fault.Conflict, "API key %s would have %d documents; the limit is %d. Remove those that no page sends any more, by removeStoredDocuments.", key.ID, n, model.MaxDocuments)
	}
	if len(added) > 0 {
		if err := db.InsertStoredDocuments(ctx, tx, added); err != nil {
			return nil, nil, err
		}
		if err := audit.Log(ctx, tx, by, keySubject(key), "documents_stored", model.Changes{"documents": {After: shownDocuments(added)}}); err != nil {
			return nil, nil, err
		}
	}
	found, err := db.StoredDocumentsByHash(ctx, tx, key.ID, hashes)
	return key, inOrder(found, hashes), err
}

// takesDocuments returns why no document can be stored for a key.
func takesDocuments(key *model.APIKey) error {
	switch {
	case key.RevokedAt != nil:
		return fault.New(fault.Conflict, "API key %s is revoked: it runs nothing any more.", key.ID)
	case !key.StoredDocumentsOnly:
		return fault.New(fault.Conflict, "API key %s runs any document. Make a key with storedDocumentsOnly, and store the documents for that.", key.ID)
	}
	return nil
}

// RemoveStoredDocuments takes documents from a key, by their hashes. It returns the key,
// and the hashes of those that it had.
//
// Faults: Forbidden unless an administrator is signed in; Invalid; NotFound.
func RemoveStoredDocuments(ctx context.Context, tx db.Tx, by model.Actor, in model.RemoveStoredDocumentsInput) (*model.APIKey, []string, error) {
	if err := by.NeedAdminSession(); err != nil {
		return nil, nil, err
	}
	if err := in.Validate(); err != nil {
		return nil, nil, err
	}
	key, err := db.LockAPIKey(ctx, tx, in.APIKeyID)
	if err != nil {
		return nil, nil, err
	}
	found, err := db.StoredDocumentsByHash(ctx, tx, key.ID, in.Sha256Hashes)
	if err != nil {
		return nil, nil, err
	}
	removed := []string{}
	documents := inOrder(found, in.Sha256Hashes)
	for _, document := range documents {
		removed = append(removed, document.Hash)
	}
	if len(removed) == 0 {
		return key, removed, nil
	}
	if err := db.DeleteStoredDocuments(ctx, tx, key.ID, removed); err != nil {
		return nil, nil, err
	}
	return key, removed, audit.Log(ctx, tx, by, keySubject(key), "documents_removed", model.Changes{"documents": {Before: shownDocuments(documents)}})
}

// inOrder returns the documents that were found by these hashes, in their order, each once.
func inOrder(found map[string]*model.StoredDocument, hashes []string) []*model.StoredDocument {
	ordered := make([]*model.StoredDocument, 0, len(found))
	seen := map[string]bool{}
	for _, hash := range hashes {
		if document := found[hash]; document != nil && !seen[hash] {
			seen[hash] = true
			ordered = append(ordered, document)
		}
	}
	return ordered
}

// shownDocument is what the audit log shows of a document: its text may be long, and its
// hash tells it.
type shownDocument struct {
	Hash           string   `json:"sha256_hash"`
	OperationNames []string `json:"operation_names"`
}

func shownDocuments(documents []*model.StoredDocument) []shownDocument {
	shown := make([]shownDocument, len(documents))
	for i, document := range documents {
		shown[i] = shownDocument{document.Hash, document.OperationNames}
	}
	return shown
}
