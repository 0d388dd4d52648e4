package web_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/opsknight/opsknight/web"
)

const (
	script  = "console.log('hello, hello, hello')"
	brotli  = "stands for brotli" // the server never looks inside
	asset   = "/playground/assets/main-abc.js"
	forever = "public, max-age=31536000, immutable"
)

// zipped returns s as gzip.
func zipped(t *testing.T, s string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	if _, err := io.WriteString(w, s); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// unbuilt is the folder of a source tree in which nobody ran `npm run build`.
var unbuilt = fstest.MapFS{"dist/.gitkeep": {}}

// built is what `npm run build` leaves.
func built(t *testing.T) fs.FS {
	t.Helper()
	return fstest.MapFS{
		"dist/.gitkeep":                             {},
		"dist/playground/index.html.gz":             {Data: zipped(t, "<title>Playground</title>")},
		"dist/playground/index.html.br":             {Data: []byte(brotli)},
		"dist/playground/licenses.md.gz":            {Data: zipped(t, "MIT")},
		"dist/playground/licenses.md.br":            {Data: []byte(brotli)},
		"dist/playground/assets/main-abc.js.gz":     {Data: zipped(t, script)},
		"dist/playground/assets/main-abc.js.br":     {Data: []byte(brotli)},
		"dist/playground/assets/mono-abc.woff2":     {Data: []byte("font")},
		"dist/playground/assets/codicon-abc.ttf.gz": {Data: zipped(t, "font")},
		"dist/playground/assets/codicon-abc.ttf.br": {Data: []byte(brotli)},
		"dist/docs/index.html.gz":                   {Data: zipped(t, "<title>API reference</title>")},
		"dist/docs/index.html.br":                   {Data: []byte(brotli)},
		"dist/app/index.html.gz":                    {Data: zipped(t, "<title>OpsKnight</title>")},
		"dist/app/index.html.br":                    {Data: []byte(brotli)},
		"dist/app/assets/main-abc.js.gz":            {Data: zipped(t, script)},
		"dist/app/assets/main-abc.js.br":            {Data: []byte(brotli)},
	}
}

// request asks the page that the path is of; headers are pairs of name and value.
func request(t *testing.T, fsys fs.FS, method, path string, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	page := web.ServePlayground(fsys)
	switch {
	case strings.HasPrefix(path, "/docs"):
		page = web.ServeDocs(fsys)
	case !strings.HasPrefix(path, "/playground"):
		page = web.ServeApp(fsys)
	}
	r := httptest.NewRequest(method, path, nil)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Add(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	page.ServeHTTP(w, r)
	return w
}

func TestUnbuiltPagesSayHowToBuild(t *testing.T) {
	for path, of := range map[string][]string{
		"/playground": {"Playground · OpsKnight", "The playground is not", "/graphql/schema.graphqls"},
		"/docs":       {"API reference · OpsKnight", "The API reference is not", "/api/openapi.json"},
		"/incidents":  {"Incidents · OpsKnight", "The web app is not", "/graphql/schema.graphqls"},
	} {
		w := request(t, unbuilt, http.MethodGet, path)
		if w.Code != http.StatusOK {
			t.Errorf("%s: status %d, want 200", path, w.Code)
		}
		for _, want := range append(of, "without its front end", "make web", "Node 20") {
			if !strings.Contains(w.Body.String(), want) {
				t.Errorf("%s does not say %q", path, want)
			}
		}
		if strings.Contains(w.Body.String(), "<script") || strings.Contains(w.Header().Get("Content-Security-Policy"), "script-src") {
			t.Errorf("%s has a script, or may have one", path)
		}
	}
	if w := request(t, unbuilt, http.MethodGet, asset); w.Code != http.StatusNotFound {
		t.Errorf("asset: status %d, want 404", w.Code)
	}
}

func TestAnswers(t *testing.T) {
	tests := []struct {
		name, method, path, accept string
		status                     int
		coding, contentType, cache string
		body                       string // after unpacking gzip
	}{
		{"the page, brotli", "GET", "/playground", "gzip, deflate, br, zstd", 200, "br", "text/html; charset=utf-8", "no-cache", brotli},
		{"the page, gzip", "GET", "/playground", "gzip", 200, "gzip", "text/html; charset=utf-8", "no-cache", "<title>Playground</title>"},
		{"the page, to a client that unpacks nothing", "GET", "/playground", "", 200, "", "text/html; charset=utf-8", "no-cache", "<title>Playground</title>"},
		{"a script, brotli", "GET", asset, "br", 200, "br", "text/javascript; charset=utf-8", forever, brotli},
		{"a script, gzip", "GET", asset, "gzip, br;q=0", 200, "gzip", "text/javascript; charset=utf-8", forever, script},
		{"a script, to a client that unpacks nothing", "GET", asset, "identity", 200, "", "text/javascript; charset=utf-8", forever, script},
		{"a font that is stored as it is", "GET", "/playground/assets/mono-abc.woff2", "gzip, br", 200, "", "font/woff2", forever, "font"},
		{"a font that is stored compressed", "GET", "/playground/assets/codicon-abc.ttf", "gzip", 200, "gzip", "font/ttf", forever, "font"},
		{"a file without a hash in its name", "GET", "/playground/licenses.md", "", 200, "", "text/markdown; charset=utf-8", "no-cache", "MIT"},
		{"the reader", "GET", "/docs", "gzip", 200, "gzip", "text/html; charset=utf-8", "no-cache", "<title>API reference</title>"},
		{"HEAD has no body", "HEAD", asset, "gzip", 200, "gzip", "text/javascript; charset=utf-8", forever, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := request(t, built(t), tt.method, tt.path, "Accept-Encoding", tt.accept)
			if w.Code != tt.status {
				t.Fatalf("status %d, want %d", w.Code, tt.status)
			}
			h := w.Header()
			for name, want := range map[string]string{
				"Content-Encoding": tt.coding, "Content-Type": tt.contentType, "Cache-Control": tt.cache, "Vary": "Accept-Encoding",
			} {
				if got := h.Get(name); got != want {
					t.Errorf("%s is %q, want %q", name, got, want)
				}
			}
			if got := body(t, w); got != tt.body {
				t.Errorf("body %q, want %q", got, tt.body)
			}
		})
	}
}

// body returns the answer's text, unpacked if it is gzip.
func body(t *testing.T, w *httptest.ResponseRecorder) string {
	t.Helper()
	if w.Header().Get("Content-Encoding") != "gzip" || w.Body.Len() == 0 {
		return w.Body.String()
	}
	r, err := gzip.NewReader(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestEveryAnswerIsGuarded(t *testing.T) {
	for _, fsys := range []fs.FS{unbuilt, built(t)} {
		for _, path := range []string{"/playground", "/playground/", asset, "/playground/none", "/docs", "/docs/", "/docs/none"} {
			h := request(t, fsys, http.MethodGet, path).Header()
			policy := h.Get("Content-Security-Policy")
			for _, want := range []string{"default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'none'"} {
				if !strings.Contains(policy, want) {
					t.Errorf("%s: the policy %q lacks %s", path, policy, want)
				}
			}
			if strings.Contains(policy, "http") || strings.Contains(policy, "*") || strings.Contains(policy, "unsafe-eval") {
				t.Errorf("%s: the policy %q lets in others", path, policy)
			}
			if h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Referrer-Policy") != "no-referrer" {
				t.Errorf("%s: nosniff or Referrer-Policy is missing", path)
			}
		}
	}
}

func TestNotModified(t *testing.T) {
	tag := request(t, built(t), http.MethodGet, asset, "Accept-Encoding", "br").Header().Get("ETag")
	if !strings.HasPrefix(tag, `"`) || !strings.HasSuffix(tag, `"`) {
		t.Fatalf("ETag %q is not quoted", tag)
	}
	for _, header := range []string{tag, "W/" + tag, `"other", ` + tag, "*"} {
		w := request(t, built(t), http.MethodGet, asset, "Accept-Encoding", "br", "If-None-Match", header)
		if w.Code != http.StatusNotModified || w.Body.Len() != 0 || w.Header().Get("ETag") != tag {
			t.Errorf("If-None-Match %s: status %d, %d bytes, ETag %s", header, w.Code, w.Body.Len(), w.Header().Get("ETag"))
		}
	}
	for _, other := range []string{"gzip", "identity"} {
		if w := request(t, built(t), http.MethodGet, asset, "Accept-Encoding", other, "If-None-Match", tag); w.Code != http.StatusOK {
			t.Errorf("brotli's tag for %s: status %d, want 200", other, w.Code)
		}
	}
}

func TestRefusals(t *testing.T) {
	tests := []struct {
		name, method, path string
		status             int
		code               string
	}{
		{"no such asset", "GET", "/playground/assets/none.js", 404, "NOT_FOUND"},
		{"the name that an asset is stored under", "GET", asset + ".gz", 404, "NOT_FOUND"},
		{"out of the folder", "GET", "/playground/../.gitkeep", 404, "NOT_FOUND"},
		{"a longer name", "GET", "/playgroundindex.html", 404, "NOT_FOUND"},
		{"another page's file", "GET", "/docs/licenses.md", 404, "NOT_FOUND"},
		{"POST to the page", "POST", "/playground", 405, "VALIDATION_ERROR"},
		{"DELETE of an asset", "DELETE", asset, 405, "VALIDATION_ERROR"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := request(t, built(t), tt.method, tt.path)
			var answer struct {
				Error struct{ Code, Message string }
			}
			if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil {
				t.Fatalf("%v in %q", err, w.Body)
			}
			if w.Code != tt.status || answer.Error.Code != tt.code || answer.Error.Message == "" {
				t.Errorf("%d %s %q, want %d %s", w.Code, answer.Error.Code, answer.Error.Message, tt.status, tt.code)
			}
			if got := w.Header().Get("Content-Type"); got != "application/json" {
				t.Errorf("Content-Type %q", got)
			}
			if got := w.Header().Get("Cache-Control"); got != "no-store" {
				t.Errorf("Cache-Control %q", got)
			}
			if allow := w.Header().Get("Allow"); (tt.status == 405) != (allow == "GET, HEAD") {
				t.Errorf("Allow %q", allow)
			}
		})
	}
}

func TestTheAppIsShownEverywhere(t *testing.T) {
	for path, want := range map[string]string{
		"/": "<title>OpsKnight</title>", "/incidents/inc_1": "<title>OpsKnight</title>", "/app/assets/main-abc.js": script,
	} {
		if got := request(t, built(t), "GET", path); got.Code != http.StatusOK || got.Body.String() != want {
			t.Errorf("%s: %d %s", path, got.Code, got.Body)
		}
	}
	for _, path := range []string{"/app/", "/app/none.js", "/app/incidents"} {
		if got := request(t, built(t), "GET", path); got.Code != http.StatusNotFound {
			t.Errorf("%s: %d", path, got.Code)
		}
	}
}

func TestAPageHasOneAddress(t *testing.T) {
	for _, address := range []string{"/playground", "/docs"} {
		w := request(t, built(t), http.MethodGet, address+"/")
		if w.Code != http.StatusPermanentRedirect || w.Header().Get("Location") != address {
			t.Errorf("%d to %q, want 308 to %s", w.Code, w.Header().Get("Location"), address)
		}
	}
}

// TestEmbedded asks the real binary's files: the pages are there, built or not.
func TestEmbedded(t *testing.T) {
	for path, page := range map[string]struct {
		handler http.Handler
		title   string
	}{
		"/playground": {web.Playground(), "<title>Playground · OpsKnight</title>"},
		"/docs":       {web.Docs(), "<title>API reference · OpsKnight</title>"},
	} {
		w := httptest.NewRecorder()
		page.handler.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
		if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), page.title) {
			t.Errorf("%s: status %d, body %.200q", path, w.Code, w.Body)
		}
	}
}

func TestNegotiate(t *testing.T) {
	tests := []struct {
		name    string
		headers []string
		want    string
	}{
		{"no header", nil, ""},
		{"an empty header", []string{""}, ""},
		{"a browser", []string{"gzip, deflate, br, zstd"}, "br"},
		{"two headers", []string{"gzip", "br"}, "br"},
		{"any case", []string{"GZip"}, "gzip"},
		{"the client's weights", []string{"br;q=0.5, gzip;q=0.8"}, "gzip"},
		{"equal weights", []string{"gzip;q=0.5, br; q=0.5"}, "br"},
		{"a refusal", []string{"br;q=0, gzip"}, "gzip"},
		{"anything", []string{"*"}, "br"},
		{"anything but", []string{"*, br;q=0"}, "gzip"},
		{"nothing at all", []string{"*;q=0"}, ""},
		{"identity rather", []string{"identity, gzip;q=0.5"}, ""},
		{"a coding we do not have", []string{"zstd"}, ""},
		{"a weight that is no number", []string{"br;q=x, gzip;q=NaN"}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := web.Negotiate(tt.headers, []string{"br", "gzip"}); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}
