package web

import (
	"bytes"
	"compress/gzip"
	"embed"
	"html/template"
	"io"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"sync"

	"github.com/opsknight/opsknight/docs"
)

// GuidesPath is the index of the guides; the others are below it.
const GuidesPath = "/guides"

// guidesPolicy lets a guide have our style sheet and our pictures, and nothing else: there
// is no script.
const guidesPolicy = "default-src 'none'; style-src 'self'; img-src 'self'; " + closedPolicy

//go:embed guides
var guidesLook embed.FS

//go:embed favicon.svg
var favicon []byte

var guidesPage = template.Must(template.ParseFS(guidesLook, "guides/page.html"))

// A shelf is what is served of the guides.
type shelf struct {
	files   map[string]*file // by the path of their address
	missing []byte           // the page for an address without a guide
}

// Guides serves the guides of docs/, rendered when the first is asked for, at /guides and
// below. Mount it for both, with all methods: it answers a wrong one itself.
func Guides() http.Handler {
	stock := sync.OnceValue(func() shelf { return stockShelf(docs.Files) })
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", guidesPolicy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")

		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			h.Set("Allow", "GET, HEAD")
			refuse(w, http.StatusMethodNotAllowed, "VALIDATION_ERROR", "The guides are only for reading: use GET.")
			return
		}
		shelf := stock()
		if file, ok := shelf.files[r.URL.Path]; ok {
			file.serve(w, r)
			return
		}
		if one := strings.TrimSuffix(r.URL.Path, "/"); shelf.files[one] != nil { // a guide has one address
			http.Redirect(w, r, one, http.StatusPermanentRedirect) //nolint:gosec // G710: one of the addresses that there are
			return
		}
		h.Set("Content-Type", contentTypes[".html"])
		h.Set("Cache-Control", "no-store")
		w.WriteHeader(http.StatusNotFound)
		if r.Method == http.MethodGet {
			_, _ = w.Write(shelf.missing)
		}
	})
}

// stockShelf renders the Markdown of fsys, and takes the pictures as they are. What it
// fails on is ours, and a test reads all of it.
func stockShelf(fsys fs.FS) shelf {
	stock := shelf{files: map[string]*file{}}
	style := must(fs.ReadFile(guidesLook, "guides/style.css"))
	sheet := must(store(bytesOf(style)))
	look := guideLook{Style: GuidesPath + "/assets/style-" + sheet.hash + ".css", Icon: GuidesPath + "/favicon.svg"}
	stock.files[look.Style] = text(style, ".css")
	stock.files[look.Style].immutable = true
	stock.files[look.Icon] = text(favicon, ".svg")

	guides := readGuides(fsys)
	look.Groups = guides.groups
	for i := range guides.all {
		one := &guides.all[i]
		stock.files[one.Path] = text(look.page(one, guides.neighbours(one.Path)), ".html")
	}
	stock.missing = look.page(&guide{Title: "There is no such guide", Body: "<p>These are the guides that there are.</p>"}, [2]*entry{})

	must(0, fs.WalkDir(fsys, "images", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		form, err := store(func() (io.ReadCloser, error) { return fsys.Open(name) })
		stock.files[GuidesPath+"/"+name] = &file{contentType: contentTypes[path.Ext(name)], stored: map[string]stored{"": form}}
		return err
	}))
	return stock
}

// guideLook is what all guides have around them.
type guideLook struct {
	Style, Icon string // addresses
	Groups      []group
}

// page returns the whole page of a guide; before and after are those of the menu.
func (l guideLook) page(of *guide, beside [2]*entry) []byte {
	var out bytes.Buffer
	must(0, guidesPage.Execute(&out, struct {
		guideLook
		*guide
		Before, After *entry
	}{l, of, beside[0], beside[1]}))
	return out.Bytes()
}

// text is a file of text with the extension, kept as gzip alone.
func text(content []byte, extension string) *file {
	var packed bytes.Buffer
	w := must(gzip.NewWriterLevel(&packed, gzip.BestCompression))
	must(w.Write(content))
	must(0, w.Close())
	return &file{contentType: contentTypes[extension], stored: map[string]stored{"gzip": must(store(bytesOf(packed.Bytes())))}}
}

func bytesOf(content []byte) func() (io.ReadCloser, error) {
	return func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(content)), nil }
}

// must returns what cannot fail with what is in the binary.
func must[T any](one T, err error) T {
	if err != nil {
		panic(err)
	}
	return one
}
