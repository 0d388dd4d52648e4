package web_test

import (
	"fmt"
	"html"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/opsknight/opsknight/docs"
	"github.com/opsknight/opsknight/web"
)

// ask asks for a guide; headers are pairs of name and value.
func ask(method, path string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, path, nil)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Add(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	guides.ServeHTTP(w, r)
	return w
}

var guides = web.Guides()

func TestGuidesAnswer(t *testing.T) {
	tests := []struct {
		name, method, path, accept string
		status                     int
		coding, contentType, part  string
	}{
		{"the index", "GET", "/guides", "gzip, br", 200, "gzip", "text/html; charset=utf-8", "<h1>Guides</h1>"},
		{"to a client that unpacks nothing", "GET", "/guides/on-call", "", 200, "", "text/html; charset=utf-8", `<h2 id="layers-and-turns">`},
		{"a folder's index", "GET", "/guides/integrations", "", 200, "", "text/html; charset=utf-8", "<h1>Integrations</h1>"},
		{"a page in a folder", "GET", "/guides/integrations/zabbix", "", 200, "", "text/html; charset=utf-8", `<a href="/guides/integrations/zabbix" aria-current="page">`},
		{"a picture", "GET", "/guides/images/sign-in.png", "gzip", 200, "", "image/png", "PNG"},
		{"HEAD has no body", "HEAD", "/guides", "gzip", 200, "gzip", "text/html; charset=utf-8", ""},
		{"the other address of a page", "GET", "/guides/on-call/", "", 308, "", "text/html; charset=utf-8", "/guides/on-call"},
		{"no such page", "GET", "/guides/nonsense", "gzip", 404, "", "text/html; charset=utf-8", "There is no such guide"},
		{"no such page, HEAD", "HEAD", "/guides/nonsense", "gzip", 404, "", "text/html; charset=utf-8", ""},
		{"a file that is no page", "GET", "/guides/docs.go", "", 404, "", "text/html; charset=utf-8", "There is no such guide"},
		{"another method", "POST", "/guides", "", 405, "", "application/json", "VALIDATION_ERROR"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := ask(tt.method, tt.path, "Accept-Encoding", tt.accept)
			h := w.Header()
			if w.Code != tt.status || h.Get("Content-Encoding") != tt.coding || h.Get("Content-Type") != tt.contentType {
				t.Fatalf("status %d, %v", w.Code, h)
			}
			if policy := h.Get("Content-Security-Policy"); !strings.HasPrefix(policy, "default-src 'none'; style-src 'self'; img-src 'self'; base") {
				t.Errorf("the policy is %q", policy)
			}
			if tt.method == http.MethodHead && w.Body.Len() > 0 {
				t.Errorf("HEAD has a body: %s", w.Body)
			}
			if !strings.Contains(body(t, w), tt.part) {
				t.Errorf("it lacks %q", tt.part)
			}
			if tt.status == http.StatusMethodNotAllowed && h.Get("Allow") != "GET, HEAD" {
				t.Errorf("Allow is %q", h.Get("Allow"))
			}
			if tag := h.Get("ETag"); tt.status == http.StatusOK {
				if again := ask(tt.method, tt.path, "Accept-Encoding", tt.accept, "If-None-Match", tag); tag == "" || again.Code != http.StatusNotModified {
					t.Errorf("with the tag %s it answers %d", tag, again.Code)
				}
			}
		})
	}
}

var (
	address = regexp.MustCompile(`(?:href|src)="([^"]*)"`)
	anchor  = regexp.MustCompile(` id="([^"]*)"`)
)

// elsewhere are the addresses on this server that guides lead to beside guides; cmd/opsknight
// routes them.
var elsewhere = []string{"/", "/docs", "/playground"}

// TestGuidesLeadSomewhere follows every link of every page that there is on this server, from
// the index on.
func TestGuidesLeadSomewhere(t *testing.T) {
	pages := map[string]string{}
	open := []string{"/guides"}
	for len(open) > 0 {
		here := open[0]
		open = open[1:]
		if _, seen := pages[here]; seen {
			continue
		}
		w := ask("GET", here)
		if w.Code != http.StatusOK {
			t.Errorf("%s: status %d", here, w.Code)
		}
		pages[here] = body(t, w)
		if !strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") {
			continue
		}
		if title := regexp.MustCompile(`<h1>(.+)</h1>`).FindAllString(pages[here], -1); len(title) != 1 {
			t.Errorf("%s has the titles %v", here, title)
		}
		if strings.Contains(pages[here], ".md</a>") {
			t.Errorf("%s names a page as a file", here)
		}
		for _, bad := range []string{"<script", "style=", "<!--", "raw HTML"} {
			if strings.Contains(pages[here], bad) {
				t.Errorf("%s has %s", here, bad)
			}
		}
		for _, link := range address.FindAllStringSubmatch(pages[here], -1) {
			to, _, _ := strings.Cut(html.UnescapeString(link[1]), "#")
			switch {
			case to == "", strings.HasPrefix(to, "https://"), slices.Contains(elsewhere, to):
			case strings.HasPrefix(to, "/guides"):
				open = append(open, to)
			default:
				t.Errorf("%s leads to %s", here, link[1])
			}
		}
	}
	for here, page := range pages {
		for _, link := range address.FindAllStringSubmatch(page, -1) {
			to, at, ok := strings.Cut(html.UnescapeString(link[1]), "#")
			if to == "" {
				to = here
			}
			if ok && strings.HasPrefix(to, "/guides") && !slices.Contains(ids(pages[to]), at) {
				t.Errorf("%s: %s has no such place: %s", here, to, at)
			}
		}
	}
	must := func(name string) string {
		return path.Join("/guides", strings.TrimSuffix(strings.TrimSuffix(name, ".md"), "README"))
	}
	if err := fs.WalkDir(docs.Files, ".", func(name string, entry fs.DirEntry, err error) error {
		if _, reached := pages[must(name)]; err == nil && path.Ext(name) == ".md" && !reached {
			t.Errorf("no link leads to %s", name)
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
}

func ids(page string) []string {
	var ids []string
	for _, id := range anchor.FindAllStringSubmatch(page, -1) {
		ids = append(ids, html.UnescapeString(id[1]))
	}
	return ids
}

// fenced are blocks of code, whose brackets are no links; spans as well.
var (
	fenced = regexp.MustCompile("(?ms)^ *```.*?^ *```")
	span   = regexp.MustCompile("`[^`\n]*`")
	link   = regexp.MustCompile(`\]\(([^)\s]+)\)`)
)

// TestLinksOfTheRepository follows every link of every page in Markdown to a file, and to a
// heading in it.
func TestLinksOfTheRepository(t *testing.T) {
	var pages []string
	for _, pattern := range []string{"../*.md", "../docs/*.md", "../docs/*/*.md"} {
		found, err := filepath.Glob(pattern)
		if err != nil || len(found) == 0 {
			t.Fatalf("%s: %v", pattern, err)
		}
		pages = append(pages, found...)
	}
	for _, page := range pages {
		source, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		if web.HasIndentedCode(source) {
			t.Errorf("%s has code without a fence, which no test would run", page)
		}
		text := span.ReplaceAllString(fenced.ReplaceAllString(string(source), ""), "")
		for _, found := range link.FindAllStringSubmatch(text, -1) {
			if strings.HasPrefix(found[1], "https://") || strings.HasPrefix(found[1], "http://127.0.0.1") {
				continue
			}
			if err := follow(page, found[1]); err != nil {
				t.Errorf("%s: %v", page, err)
			}
		}
	}
}

// follow looks for what a link of the page leads to.
func follow(page, target string) error {
	name, at, ok := strings.Cut(target, "#")
	file := page
	if name != "" {
		file = filepath.Join(filepath.Dir(page), name)
	}
	source, err := os.ReadFile(file)
	if info, statErr := os.Stat(file); statErr == nil && info.IsDir() && !ok {
		return nil
	}
	if err != nil {
		return err
	}
	if ok && !slices.Contains(web.Anchors(source), at) {
		return fmt.Errorf("%s has no heading %s", file, at)
	}
	return nil
}

// TestAnchorsAreGitHubs compares ids with those that GitHub gives.
func TestAnchorsAreGitHubs(t *testing.T) {
	got := web.Anchors([]byte("# The `key` command\n## What's new, and what isn't?\n## Café_noir – 2\n## Key\n## Key\n"))
	if want := []string{"the-key-command", "whats-new-and-what-isnt", "café_noir--2", "key", "key-1"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
