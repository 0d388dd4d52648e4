// Package web carries the pages that the server shows in a browser. They are
// built by `npm run build` in this folder and are part of the binary; a server
// built without them says so where they would be.
package web

import (
	"embed"
	"io/fs"
	"net/http"
	"strings"
)

// The folder holds only .gitkeep before the first `npm run build`; "all:" is
// what lets that one be embedded.
//
//go:embed all:dist
var dist embed.FS

//go:embed unbuilt.html
var unbuilt []byte

// page is the playground's address, which vite.config.ts knows as well.
const page = "/playground"

// The editor sets styles from scripts, which is what 'unsafe-inline' is for; it
// runs no script that is not a file of ours, and talks to nobody but this server.
const (
	builtPolicy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; " +
		"img-src 'self' data:; font-src 'self' data:; connect-src 'self'; worker-src 'self'; " + closedPolicy
	unbuiltPolicy = "default-src 'none'; style-src 'unsafe-inline'; " + closedPolicy
	closedPolicy  = "base-uri 'none'; frame-ancestors 'none'; form-action 'none'"
)

// Playground serves GraphiQL at /playground and its files below that. It needs
// nothing from any other server. Mount it for /playground and for everything
// below, with all methods: it answers a wrong one itself.
func Playground() http.Handler {
	return playground(dist)
}

// playground serves the build in the folder dist/playground of fsys, if it is there.
func playground(fsys fs.FS) http.Handler {
	files := openFiles(fsys, "dist/playground")

	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", builtPolicy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")

		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			h.Set("Allow", "GET, HEAD")
			refuse(w, http.StatusMethodNotAllowed, "VALIDATION_ERROR", "This page is only for reading: use GET.")
			return
		}

		name, _ := strings.CutPrefix(r.URL.Path, page+"/")
		switch r.URL.Path {
		case page:
			name = "index.html"
		case page + "/": // the page has one address
			http.Redirect(w, r, page, http.StatusPermanentRedirect)
			return
		}

		file, ok := files[name]
		switch {
		case ok:
			file.serve(w, r)
		case r.URL.Path == page:
			h.Set("Content-Security-Policy", unbuiltPolicy)
			h.Set("Content-Type", contentTypes[".html"])
			h.Set("Cache-Control", "no-cache")
			_, _ = w.Write(unbuilt)
		default:
			refuse(w, http.StatusNotFound, "NOT_FOUND", "There is no such file.")
		}
	})
}

// refuse answers in the API's error shape. Code and message must need no escaping.
func refuse(w http.ResponseWriter, status int, code, message string) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(`{"error":{"code":"` + code + `","message":"` + message + `"}}` + "\n"))
}
