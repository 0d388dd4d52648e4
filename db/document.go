package db

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"github.com/opsknight/opsknight/model"
)

var documentList = list[*model.StoredDocument]{
	keys: map[string]sortKey[*model.StoredDocument]{
		byCreated: byTime("stored_document.created_at", func(d *model.StoredDocument) time.Time { return d.CreatedAt }),
	},
	id:  func(d *model.StoredDocument) string { return d.Hash },
	tie: "hash",
}

// StoredHashes returns the hashes of all documents of a key, without their texts.
func StoredHashes(ctx context.Context, r Reader, keyID string) (map[string]bool, error) {
	var hashes []string
	if err := documentsOf(r, (*model.StoredDocument)(nil), keyID).Column("hash").Scan(ctx, &hashes); err != nil {
		return nil, err
	}
	stored := make(map[string]bool, len(hashes))
	for _, hash := range hashes {
		stored[hash] = true
	}
	return stored, nil
}

// StoredDocument returns the document of a key with this hash; nil if there is none.
func StoredDocument(ctx context.Context, r Reader, keyID, hash string) (*model.StoredDocument, error) {
	document := new(model.StoredDocument)
	found, err := exists(documentsOf(r, document, keyID).Where("hash = ?", hash).Scan(ctx))
	if !found {
		return nil, err
	}
	return document, nil
}

// StoredDocumentsByHash returns the documents of a key with these hashes, by hash.
func StoredDocumentsByHash(ctx context.Context, r Reader, keyID string, hashes []string) (map[string]*model.StoredDocument, error) {
	var rows []*model.StoredDocument
	if err := documentsOf(r, &rows, keyID).Where("hash IN (?)", bun.List(hashes)).Scan(ctx); err != nil {
		return nil, err
	}
	found := make(map[string]*model.StoredDocument, len(rows))
	for _, row := range rows {
		found[row.Hash] = row
	}
	return found, nil
}

// StoredDocuments returns a page of the documents of a key.
func StoredDocuments(ctx context.Context, r Reader, keyID string, page model.Page) (*model.StoredDocumentConnection, error) {
	found, err := documentList.read(ctx, r, Newest, page, func(q *bun.SelectQuery) *bun.SelectQuery {
		return q.Where("stored_document.api_key_id = ?", keyID)
	})
	return &model.StoredDocumentConnection{Connection: found}, err
}

func documentsOf(r Reader, rows any, keyID string) *bun.SelectQuery {
	return from(r, rows).Where("?TableAlias.api_key_id = ?", keyID)
}

// InsertStoredDocuments stores documents. Their key is locked.
func InsertStoredDocuments(ctx context.Context, tx Tx, documents []*model.StoredDocument) error {
	return insertAll(ctx, tx, documents)
}

// DeleteStoredDocuments removes the documents of a key with these hashes.
func DeleteStoredDocuments(ctx context.Context, tx Tx, keyID string, hashes []string) error {
	_, err := tx.bun.NewDelete().Model((*model.StoredDocument)(nil)).
		Where("environment = ?", tx.env).Where("api_key_id = ?", keyID).Where("hash IN (?)", bun.List(hashes)).Exec(ctx)
	return err
}
