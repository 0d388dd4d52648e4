// Command sdk writes what the SDKs have from the contract: their methods and types.
//
// The REST half comes from rest/openapi.yaml, the GraphQL half from graph/schema. What the
// three languages write differs; what they are told, a contract, is the same.
package main

import (
	"errors"
	"fmt"
	"go/format"
	"os"
	"path/filepath"
)

func main() {
	if len(os.Args) != 2 {
		fail(errors.New("usage: sdk <root of the repository>"))
	}
	if err := generate(os.Args[1]); err != nil {
		fail(err)
	}
}

func fail(why error) {
	_, _ = fmt.Fprintln(os.Stderr, "sdk:", why)
	os.Exit(1)
}

func generate(root string) error {
	api, err := readContract(filepath.Join(root, "rest", "openapi.yaml"))
	if err != nil {
		return err
	}
	schema, err := readSchema(filepath.Join(root, "graph", "schema"))
	if err != nil {
		return err
	}
	for _, file := range []struct {
		path string
		text string
	}{
		{"sdk/go/types_gen.go", goTypes(api)},
		{"sdk/go/operations_gen.go", goOperations(api)},
		{"sdk/go/graphql/types_gen.go", goGraphQL(schema)},
		{"sdk/typescript/src/generated/operations.ts", tsOperations(api)},
		{"sdk/python/src/opsknight/types.py", pyTypes(api)},
		{"sdk/python/src/opsknight/_operations.py", pyOperations(api)},
		{"sdk/python/src/opsknight/graphql.py", pyGraphQL(schema)},
	} {
		if err := write(filepath.Join(root, file.path), file.text); err != nil {
			return err
		}
	}
	return nil
}

func write(path, text string) error {
	body := []byte(text)
	if filepath.Ext(path) == ".go" {
		var err error
		if body, err = format.Source(body); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil { //nolint:gosec // the caller says where the repository is
		return err
	}
	return os.WriteFile(path, body, 0o644) //nolint:gosec // source text, which everybody may read
}
