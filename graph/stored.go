package graph

import (
	"context"
	"fmt"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/parser"
	"github.com/vektah/gqlparser/v2/validator"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/model"
)

// Documents that are stored for API keys which run no others. Whether a key may run one is
// asked of the hashes that were read with the key; what is remembered here are texts alone,
// and a hash has one text, whoever it was stored for.

// storedTexts finds the texts of stored documents. It remembers them apart from those that
// any client can send, which would have these forgotten.
type storedTexts struct {
	db    *db.DB
	known *documents
}

// text returns the document with this hash that by may run, or why there is none.
func (s storedTexts) text(ctx context.Context, by model.Actor, hash string) (string, error) {
	if !by.MayRun(hash) {
		return "", notStored()
	}
	if text, known := s.known.get(hash); known {
		return text, nil
	}
	document, err := db.StoredDocument(ctx, s.db.In(by.Environment), by.ID, hash)
	if err != nil {
		return "", fmt.Errorf("look up stored document: %w", err)
	}
	if document == nil { // it was removed by another server, a moment ago
		return "", notStored()
	}
	s.known.add(hash, document.Text)
	return document.Text, nil
}

// notStored is the fault of a document that a key of stored documents may not run.
func notStored() *fault.Error {
	return fault.New(fault.Forbidden, "This API key runs only the documents that are stored for it, to the byte, and this is none of them: an administrator stores it by storeDocuments.")
}

// readDocuments reads the documents that are to be stored, as ReadDocument does.
//
// Faults: Invalid, naming each document that may not run.
func readDocuments(in *model.StoreDocumentsInput, now func() time.Time) ([]*model.StoredDocument, error) {
	if err := in.Validate(); err != nil {
		return nil, err
	}
	var problems fault.Collector
	documents := make([]*model.StoredDocument, len(in.Documents))
	for i, text := range in.Documents {
		document, err := ReadDocument(fmt.Sprintf("documents.%d", i), text, now)
		if refused := fault.Of(err); refused != nil {
			problem := refused.Problems[0]
			problems.Add(problem.Field, problem.Reason, "%s", problem.Message)
		}
		documents[i] = document
	}
	return documents, problems.Err()
}

// ReadDocument reads a document that is to be stored. It has to fit the schema and the
// limits of an operation, as far as these do not depend on variables: what does is looked at
// when it runs. name is what the document was given as.
//
// Faults: Invalid, of the field name.
func ReadDocument(name, text string, now func() time.Time) (*model.StoredDocument, error) {
	document := &model.StoredDocument{Hash: hashOf(text), Text: text}
	if err := document.Validate(name); err != nil {
		return nil, err
	}
	doc, refused := parseDocument(text, now)
	if refused != nil {
		return nil, fault.Field(name, "not_runnable", "%s may not run: %s%s", name, refused.Message, place(refused))
	}
	document.OperationNames = operationNames(doc)
	return document, nil
}

// parseDocument parses a document and holds it to all that one which is sent is held to.
func parseDocument(text string, now func() time.Time) (*ast.QueryDocument, *gqlerror.Error) {
	limits := guard{now: now}
	if refused := limits.MutateOperationParameters(context.Background(), &graphql.RawParams{Query: text}); refused != nil {
		return nil, refused
	}
	doc, err := parser.ParseQueryWithTokenLimit(&ast.Source{Input: text}, tokenLimit)
	if err != nil {
		return nil, gqlerror.WrapIfUnwrapped(err)
	}
	if len(doc.Operations) == 0 {
		return nil, gqlerror.Errorf("It has no operation.")
	}
	if errs := validator.ValidateWithRules(served(), doc, cappedRules(errorsPerRule, false)()); len(errs) > 0 {
		return nil, errs[0]
	}
	for _, operation := range doc.Operations {
		if refused := limits.MutateOperationContext(context.Background(), &graphql.OperationContext{Operation: operation}); refused != nil {
			return nil, refused
		}
	}
	return doc, nil
}

// place tells where in a document an error is.
func place(err *gqlerror.Error) string {
	if len(err.Locations) == 0 {
		return ""
	}
	return fmt.Sprintf(" (line %d, column %d)", err.Locations[0].Line, err.Locations[0].Column)
}

func operationNames(doc *ast.QueryDocument) []string {
	names := []string{}
	for _, operation := range doc.Operations {
		if operation.Name != "" {
			names = append(names, operation.Name)
		}
	}
	return names
}
