package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"

	"github.com/opsknight/opsknight/db"
)

// The loads that read, as the report names them.
const (
	loadPage        = "(e) GraphQL, 50 with service and assignee"
	loadPageMemory  = "(e) encoding/json, from memory"
	loadPageRead    = "(e) encoding/json, after the same statements"
	loadList        = "(f) REST, a filtered list of 25"
	loadListWritten = "(f) written by hand"
)

// reads measures a page by GraphQL and a list by REST against handlers that write the same
// bytes by encoding/json, in one process.
func (b *bench) reads(ctx context.Context, g *ground) error {
	s, err := g.serving(ctx, "-baselines")
	if err != nil {
		return err
	}
	defer s.end()
	if err := s.settle(ctx); err != nil { // the engine changes what answers say
		return err
	}
	entrants := []entrant{
		{load: loadPage, server: s, send: posting("/graphql", pageBody)},
		{load: loadPageMemory, server: s, send: posting("/plain", pageBody), baseline: true},
		{load: loadPageRead, server: s, send: posting("/plain/read", pageBody), baseline: true},
		{load: loadList, server: s, send: getting(listPath)},
		{load: loadListWritten, server: s, send: getting("/written"), baseline: true},
	}
	err = errors.Join(
		sameAnswers(ctx, s.target, func(w *wire, path string) ([]byte, error) { return w.post(path, pageBody) }, "/graphql", "/plain", "/plain/read"),
		sameAnswers(ctx, s.target, (*wire).get, listPath, "/written"),
	)
	if err != nil {
		return err
	}
	return b.byTurns(ctx, g, b.connections, entrants)
}

func getting(path string) exchange {
	return func(_ context.Context, w *wire, _ turn) error {
		_, err := w.get(path)
		return err
	}
}

func posting(path, body string) exchange {
	return func(_ context.Context, w *wire, _ turn) error {
		_, err := w.post(path, body)
		return err
	}
}

// sameAnswers fails unless all paths answer the same.
func sameAnswers(ctx context.Context, t target, ask func(*wire, string) ([]byte, error), paths ...string) error {
	var first []byte
	for i, path := range paths {
		body, err := once(ctx, t, func(w *wire) ([]byte, error) { return ask(w, path) })
		if err != nil {
			return err
		}
		body = bytes.TrimSpace(body)
		if i == 0 {
			first = body
		}
		if !bytes.Equal(first, body) {
			return fmt.Errorf("%s answers\n%s\nand %s\n%s", paths[0], first, path, body)
		}
	}
	return nil
}

// mountBaselines opens the doors of the handlers that reads are measured against.
func mountBaselines(ctx context.Context, r *http.ServeMux, d *db.DB, url string) error {
	p := newPlain(ctx, d)
	r.HandleFunc("/plain", p.memory)
	r.HandleFunc("/plain/read", p.database)
	byHand, err := newWritten(ctx, url)
	if err != nil {
		return err
	}
	r.Handle("/written", byHand)
	return nil
}

// writeJSON answers with a value as encoding/json writes it.
func writeJSON(w http.ResponseWriter, value any, err error) {
	var body []byte
	if err == nil {
		body, err = json.Marshal(value)
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(body)
}
