package web

import (
	"cmp"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"path"
	"strconv"
	"strings"
)

// contentTypes is our own list: the operating system's differs between
// machines, and a browser told not to sniff refuses a script of the wrong type.
var contentTypes = map[string]string{
	".css":   "text/css; charset=utf-8",
	".html":  "text/html; charset=utf-8",
	".js":    "text/javascript; charset=utf-8",
	".json":  "application/json",
	".md":    "text/markdown; charset=utf-8",
	".png":   "image/png",
	".svg":   "image/svg+xml",
	".ttf":   "font/ttf",
	".woff2": "font/woff2",
}

// A file is one file of a build. Text files are stored only compressed, each
// as .br and .gz (scripts/precompress.mjs), the others only as they are.
type file struct {
	contentType string
	immutable   bool              // its name has its hash: the content never changes
	stored      map[string]stored // by content coding; "" is the file as it is
}

// stored is one stored form of a file.
type stored struct {
	open func() (io.ReadCloser, error)
	size int64 // bytes
	hash string
}

// suffixes says which coding a stored file's last extension stands for.
var suffixes = map[string]string{".br": "br", ".gz": "gzip"}

// openFiles returns the files below root by their path there. A build that is
// not there has none.
func openFiles(fsys fs.FS, root string) map[string]*file {
	files := map[string]*file{}
	err := fs.WalkDir(fsys, root, func(p string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		form, err := store(func() (io.ReadCloser, error) { return fsys.Open(p) })
		if err != nil {
			return err
		}

		name := strings.TrimPrefix(p, root+"/")
		coding, ok := suffixes[path.Ext(p)]
		if ok {
			name = strings.TrimSuffix(name, path.Ext(p))
		}
		if files[name] == nil {
			files[name] = &file{
				contentType: contentTypes[path.Ext(name)],
				immutable:   strings.HasPrefix(name, "assets/"),
				stored:      map[string]stored{},
			}
		}
		files[name].stored[coding] = form
		return nil
	})
	if err != nil { // nothing was built: half of a build would be of no use
		return nil
	}
	return files
}

// store returns the form that open reads, with its size and its hash.
func store(open func() (io.ReadCloser, error)) (stored, error) {
	f, err := open()
	if err != nil {
		return stored{}, err
	}
	defer func() { _ = f.Close() }()

	hash := sha256.New()
	size, err := io.Copy(hash, f)
	return stored{open: open, size: size, hash: hex.EncodeToString(hash.Sum(nil)[:12])}, err
}

// serve answers a GET or HEAD in the best form that the client accepts.
func (f *file) serve(w http.ResponseWriter, r *http.Request) {
	coding := negotiate(r.Header.Values("Accept-Encoding"), f.codings())
	form, ok := f.stored[coding]
	unpack := !ok // a text file for a client without br and gzip
	if unpack {
		form = f.stored["gzip"]
	}

	h := w.Header()
	// Each coding is another sequence of bytes and so has a tag of its own.
	tag := fmt.Sprintf(`"%s-%s"`, form.hash, cmp.Or(coding, "identity"))
	h.Set("ETag", tag)
	h.Set("Vary", "Accept-Encoding")
	h.Set("Cache-Control", "no-cache")
	if f.immutable {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	if matches(r.Header.Get("If-None-Match"), tag) {
		w.WriteHeader(http.StatusNotModified)
		return
	}

	h.Set("Content-Type", cmp.Or(f.contentType, "application/octet-stream"))
	if coding != "" {
		h.Set("Content-Encoding", coding)
	}
	if !unpack { // the unpacked length is not known beforehand
		h.Set("Content-Length", strconv.FormatInt(form.size, 10))
	}
	if r.Method == http.MethodHead {
		return
	}
	form.copy(w, unpack)
}

// codings are those that the file is stored in, the smaller first.
func (f *file) codings() []string {
	var codings []string
	for _, coding := range []string{"br", "gzip"} {
		if _, ok := f.stored[coding]; ok {
			codings = append(codings, coding)
		}
	}
	return codings
}

// copy writes the form. It does not report errors: the files are in the
// binary, and a client that went away needs no answer.
func (s stored) copy(w io.Writer, unpack bool) {
	source, err := s.open()
	if err != nil {
		return
	}
	defer func() { _ = source.Close() }()

	var content io.Reader = source
	if unpack {
		if content, err = gzip.NewReader(source); err != nil {
			return
		}
	}
	_, _ = io.Copy(w, content) //nolint:gosec // G110: our own build, not what a client sent
}

// matches reports whether an If-None-Match header names the tag.
func matches(header, tag string) bool {
	for candidate := range strings.SplitSeq(header, ",") {
		candidate = strings.TrimPrefix(strings.TrimSpace(candidate), "W/")
		if candidate == tag || candidate == "*" {
			return true
		}
	}
	return false
}
