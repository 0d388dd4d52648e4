// Package web carries the pages that the server shows in a browser. They are
// built by `npm run build` in this folder and are part of the binary; a server
// built without them says so where they would be.
package web

import (
	"bytes"
	"embed"
	"html/template"
	"io/fs"
	"net/http"
	"slices"
	"strings"
)

// The folder holds only .gitkeep before the first `npm run build`; "all:" is
// what lets that one be embedded.
//
//go:embed all:dist
var dist embed.FS

//go:embed unbuilt.html
var unbuilt string

// The pages set styles from scripts, which is what 'unsafe-inline' is for; they
// run no script that is not a file of ours, and talk to nobody but this server.
const (
	builtPolicy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; " +
		"img-src 'self' data:; font-src 'self' data:; connect-src 'self'; worker-src 'self'; " + closedPolicy
	unbuiltPolicy = "default-src 'none'; style-src 'unsafe-inline'; " + closedPolicy
	closedPolicy  = "base-uri 'none'; frame-ancestors 'none'; form-action 'none'"
)

// A page is one build, served at Path and below it.
type page struct {
	Path  string // which its vite.config.ts knows as well; below dist it has the same
	Title string
	Name  string // in a sentence
	Spec  string // where the API that it shows is described

	// everywhere: it is shown at each address that is routed to it, and only its files are
	// below Path. Its script reads the address.
	everywhere bool
}

// AppPaths are the addresses of the app's pages, as chi has them: those that
// web/app/App.tsx routes.
var AppPaths = []string{
	"/", "/sign-in", "/forgot-password", "/reset-password", "/accept-invitation", "/account",
	"/incidents", "/incidents/*", "/dashboard", "/on-call", "/on-call/*", "/services", "/services/*", "/teams", "/teams/*",
	"/users", "/users/*", "/policies", "/policies/*", "/settings", "/settings/*", "/developers",
}

// IsAppPath reports whether the app has a page at the path of an address.
func IsAppPath(path string) bool {
	return slices.ContainsFunc(AppPaths, func(one string) bool {
		above, below := strings.CutSuffix(one, "*")
		return path == one || below && strings.HasPrefix(path, above)
	})
}

var (
	app        = page{Path: "/app", Title: "Incidents", Name: "web app", Spec: "/graphql/schema.graphqls", everywhere: true}
	playground = page{Path: "/playground", Title: "Playground", Name: "playground", Spec: "/graphql/schema.graphqls"}
	reference  = page{Path: "/docs", Title: "API reference", Name: "API reference", Spec: "/api/openapi.json"}
)

// Playground serves GraphiQL at /playground and its files below that. It needs
// nothing from any other server. Mount it for /playground and for everything
// below, with all methods: it answers a wrong one itself.
func Playground() http.Handler { return playground.serve(dist) }

// Docs serves the reader of /api/openapi.json at /docs, as Playground serves GraphiQL.
func Docs() http.Handler { return reference.serve(dist) }

// App serves the web app: its page at every address that it is mounted for, AppPaths, and
// its files below /app/.
func App() http.Handler { return app.serve(dist) }

// serve serves the page's build in the folder dist of fsys, if it is there.
func (p page) serve(fsys fs.FS) http.Handler {
	files := openFiles(fsys, "dist"+p.Path)
	notice := p.notice()

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

		name, below := strings.CutPrefix(r.URL.Path, p.Path+"/")
		shown := r.URL.Path == p.Path || p.everywhere && !below
		switch {
		case shown:
			name = "index.html"
		case r.URL.Path == p.Path+"/" && !p.everywhere: // the page has one address
			http.Redirect(w, r, p.Path, http.StatusPermanentRedirect)
			return
		}

		file, ok := files[name]
		switch {
		case ok:
			file.serve(w, r)
		case shown:
			h.Set("Content-Security-Policy", unbuiltPolicy)
			h.Set("Content-Type", contentTypes[".html"])
			h.Set("Cache-Control", "no-cache")
			_, _ = w.Write(notice)
		default:
			refuse(w, http.StatusNotFound, "NOT_FOUND", "There is no such file.")
		}
	})
}

// notice is what a server built without the page shows in its place.
func (p page) notice() []byte {
	var text bytes.Buffer
	if err := template.Must(template.New("unbuilt").Parse(unbuilt)).Execute(&text, p); err != nil {
		panic(err) // the text is ours, and tests render it for each page
	}
	return text.Bytes()
}

// refuse answers in the API's error shape. Code and message must need no escaping.
func refuse(w http.ResponseWriter, status int, code, message string) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(`{"error":{"code":"` + code + `","message":"` + message + `"}}` + "\n"))
}
