package graph

import (
	"embed"
	"io/fs"
	"net/http"
	"strings"
)

//go:embed schema/*.graphqls
var schemaFiles embed.FS

// SDL serves the schema as text, for tools that generate code from it.
func SDL(w http.ResponseWriter, _ *http.Request) {
	names, err := fs.Glob(schemaFiles, "schema/*.graphqls")
	if err != nil {
		panic(err) // the pattern is well formed
	}
	parts := make([]string, len(names))
	for i, name := range names {
		text, err := fs.ReadFile(schemaFiles, name)
		if err != nil {
			panic(err) // it is embedded
		}
		parts[i] = string(text)
	}
	w.Header().Set("Content-Type", "application/graphql; charset=utf-8")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("Cache-Control", "no-cache")
	_, _ = w.Write([]byte(strings.Join(parts, "\n")))
}
