package main

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/graph"
	"github.com/opsknight/opsknight/internal/account"
	"github.com/opsknight/opsknight/model"
)

// shownDocument is a stored document as these commands print it.
type shownDocument struct {
	Hash           string    `json:"sha256_hash"`
	OperationNames []string  `json:"operation_names"`
	CreatedAt      time.Time `json:"created_at"`
}

// show prints documents as a table, or as JSON.
func (s *keySettings) show(cmd *cobra.Command, documents []*model.StoredDocument) error {
	if s.asJSON {
		shown := make([]shownDocument, len(documents))
		for i, d := range documents {
			shown[i] = shownDocument{d.Hash, d.OperationNames, d.CreatedAt}
		}
		return printJSON(cmd, shown)
	}
	table := tabwriter.NewWriter(cmd.OutOrStdout(), 0, 0, 2, ' ', 0)
	_, _ = fmt.Fprintln(table, "SHA-256\tSTORED\tOPERATIONS")
	for _, d := range documents {
		_, _ = fmt.Fprintf(table, "%s\t%s\t%s\n", d.Hash, shownTime(&d.CreatedAt), strings.Join(d.OperationNames, " "))
	}
	return table.Flush()
}

func keyStoreCommand() *cobra.Command {
	var s keySettings
	cmd := &cobra.Command{
		Use:     "store ID FILE...",
		Short:   "Let a key that runs only stored GraphQL documents run those of files",
		Long:    "Lets a key that was made with --stored-documents-only run the GraphQL documents of files, each to the byte what clients send or hash, or of a .json manifest that Apollo's generate-persisted-query-manifest writes. What is stored already stays. Either all are stored or none.",
		Example: "  opsknight key store key_01hm6aqh20 dashboard/*.graphql",
		Args:    cobra.MinimumNArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			return s.with(cmd, func(ctx context.Context, e db.Env, by model.Actor) error {
				documents, err := readFiles(args[1:], e.Now)
				if err != nil {
					return err
				}
				stored, err := db.Write(ctx, e, func(ctx context.Context, tx db.Tx) ([]*model.StoredDocument, error) {
					var all []*model.StoredDocument
					for some := range slices.Chunk(documents, model.MaxDocumentsAtATime) {
						_, stored, err := account.StoreDocuments(ctx, tx, by, args[0], some)
						if err != nil {
							return nil, err
						}
						all = append(all, stored...)
					}
					return all, nil
				})
				if err != nil {
					return err
				}
				return s.show(cmd, stored)
			})
		},
	}
	s.bind(cmd)
	return cmd
}

// readFiles reads the documents of files: one of each, or those of a manifest.
func readFiles(paths []string, now func() time.Time) ([]*model.StoredDocument, error) {
	var documents []*model.StoredDocument
	for _, path := range paths {
		text, err := os.ReadFile(path) //nolint:gosec // G304: whoever runs the command names the file
		if err != nil {
			return nil, err
		}
		name := filepath.Base(path)
		texts := []namedText{{name, string(text)}}
		if filepath.Ext(path) == ".json" {
			if texts, err = readManifest(name, text); err != nil {
				return nil, err
			}
		}
		for _, one := range texts {
			document, err := graph.ReadDocument(one.name, one.text, now)
			if err != nil {
				return nil, err
			}
			documents = append(documents, document)
		}
	}
	return documents, nil
}

// namedText is a document with what it is called in an error.
type namedText struct{ name, text string }

// manifestFormat is how a manifest of Apollo's generate-persisted-query-manifest names itself.
const manifestFormat = "apollo-persisted-query-manifest"

// readManifest reads the documents of a manifest, whose ids have to be their hashes: another
// id would be sent by clients and found by nobody.
func readManifest(name string, text []byte) ([]namedText, error) {
	var manifest struct {
		Format     string
		Version    int
		Operations []struct{ ID, Name, Body string }
	}
	if err := json.Unmarshal(text, &manifest); err != nil || manifest.Format != manifestFormat || manifest.Version != 1 {
		return nil, fmt.Errorf("%s is no manifest of the format %s, version 1; documents are stored from .graphql files", name, manifestFormat)
	}
	if len(manifest.Operations) == 0 {
		return nil, fmt.Errorf("%s has no operations", name)
	}
	texts := make([]namedText, len(manifest.Operations))
	for i, operation := range manifest.Operations {
		texts[i] = namedText{name + ", " + operation.Name, operation.Body}
		if hash := fmt.Sprintf("%x", sha256.Sum256([]byte(operation.Body))); operation.ID != hash {
			return nil, fmt.Errorf("%s has the id %q, which is not the SHA-256 of its body: make the manifest without an id of your own", texts[i].name, operation.ID)
		}
	}
	return texts, nil
}

func keyDocumentsCommand() *cobra.Command {
	var s keySettings
	cmd := &cobra.Command{
		Use:   "documents ID",
		Short: "List the GraphQL documents that are stored for an API key, the newest first",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return s.with(cmd, func(ctx context.Context, e db.Env, _ model.Actor) error {
				key, err := db.APIKey(ctx, e, args[0])
				if err != nil {
					return err
				}
				documents, err := allDocuments(ctx, e, key.ID)
				if err != nil {
					return err
				}
				return s.show(cmd, documents)
			})
		},
	}
	s.bind(cmd)
	return cmd
}

func allDocuments(ctx context.Context, e db.Env, keyID string) ([]*model.StoredDocument, error) {
	var all []*model.StoredDocument
	size := model.MaxPage
	page := model.Page{First: &size}
	for {
		found, err := db.StoredDocuments(ctx, e, keyID, page)
		if err != nil {
			return nil, err
		}
		all = append(all, found.Nodes...)
		if !found.PageInfo.HasNextPage {
			return all, nil
		}
		page.After = found.PageInfo.EndCursor
	}
}

func keyUnstoreCommand() *cobra.Command {
	var s keySettings
	cmd := &cobra.Command{
		Use:   "unstore ID SHA-256...",
		Short: "Take GraphQL documents from an API key; running servers refuse them within five seconds",
		Args:  cobra.MinimumNArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			return s.with(cmd, func(ctx context.Context, e db.Env, by model.Actor) error {
				removed, err := db.Write(ctx, e, func(ctx context.Context, tx db.Tx) ([]string, error) {
					_, removed, err := account.RemoveStoredDocuments(ctx, tx, by, model.RemoveStoredDocumentsInput{APIKeyID: args[0], Sha256Hashes: args[1:]})
					return removed, err
				})
				if err != nil {
					return err
				}
				if s.asJSON {
					return printJSON(cmd, removed)
				}
				noun := "documents were"
				if len(removed) == 1 {
					noun = "document was"
				}
				_, err = fmt.Fprintf(cmd.OutOrStdout(), "%d %s removed.\n", len(removed), noun)
				return err
			})
		},
	}
	s.bind(cmd)
	return cmd
}
