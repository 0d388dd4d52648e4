package web

import (
	"bytes"
	"html/template"
	"io/fs"
	"path"
	"strconv"
	"strings"
	"unicode"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	gmtext "github.com/yuin/goldmark/text"
)

// A guide is one page, rendered.
type guide struct {
	Path    string // of its address
	Title   string
	Body    template.HTML // without the title
	Content []heading
}

// A heading is a line of the table of contents.
type heading struct {
	ID, Text string
	Level    int // 2 or 3
}

// A group is a part of the menu, and an entry a guide in it.
type group struct {
	Name    string
	Entries []entry
}

type entry struct{ Path, Name string }

// guides are all pages, and the menu that leads to most of them.
type guides struct {
	all    []guide
	groups []group
}

var markdown = goldmark.New(
	// The policy refuses styles in the page, by which cells are aligned else.
	goldmark.WithExtensions(extension.Linkify, extension.NewTable(extension.WithTableCellAlignMethod(extension.TableCellAlignAttribute))),
	goldmark.WithParserOptions(parser.WithAutoHeadingID()),
)

// readGuides renders each .md of fsys. The menu is the index: README.md, with its headings
// and its lists of links.
func readGuides(fsys fs.FS) guides {
	type page struct {
		name     string
		source   []byte
		document ast.Node
	}
	var pages []page
	titles := map[string]string{} // by the path of their address
	must(0, fs.WalkDir(fsys, ".", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && path.Ext(name) == ".md" {
			one := page{name: name, source: must(fs.ReadFile(fsys, name))}
			one.document = parse(one.source)
			titles[guidePath(name)] = title(one.document, one.source)
			pages = append(pages, one)
		}
		return err
	}))
	var read guides
	for _, one := range pages {
		relink(fsys, one.name, one.document)
		nameLinks(one.document, one.source, titles)
		if one.name == "README.md" {
			read.groups = menu(one.document, one.source)
		}
		read.all = append(read.all, render(one.document, one.source, guidePath(one.name)))
	}
	return read
}

// title is the first heading.
func title(document ast.Node, source []byte) string {
	if heading, ok := document.FirstChild().(*ast.Heading); ok {
		return plain(heading, source)
	}
	return ""
}

// nameLinks calls the pages that links name as files by their titles.
func nameLinks(document ast.Node, source []byte, titles map[string]string) {
	walk(document, func(node ast.Node) {
		link, ok := node.(*ast.Link)
		if !ok || !strings.HasSuffix(plain(link, source), ".md") {
			return
		}
		target, _, _ := strings.Cut(string(link.Destination), "#")
		if name := titles[target]; name != "" {
			link.RemoveChildren(link)
			link.AppendChild(link, ast.NewString([]byte(name)))
		}
	})
}

// neighbours are the entries before and after the path in the menu; nil: there is none.
func (g guides) neighbours(path string) [2]*entry {
	var flat []entry
	for _, group := range g.groups {
		flat = append(flat, group.Entries...)
	}
	var beside [2]*entry
	for i := range flat {
		if flat[i].Path != path {
			continue
		}
		if i > 0 {
			beside[0] = &flat[i-1]
		}
		if i+1 < len(flat) {
			beside[1] = &flat[i+1]
		}
	}
	return beside
}

// guidePath is the path of the address of a file: of a folder's README.md it is the folder's.
func guidePath(name string) string {
	name = strings.TrimSuffix(name, ".md")
	if path.Base(name) == "README" {
		name = path.Dir(name)
	}
	return path.Join(GuidesPath, name)
}

func parse(source []byte) ast.Node {
	return markdown.Parser().Parse(gmtext.NewReader(source), parser.WithContext(parser.NewContext(parser.WithIDs(&anchors{}))))
}

// render takes the title out of the document, which the page shows by itself, and comments,
// which are for who writes.
func render(document ast.Node, source []byte, path string) guide {
	one := guide{Path: path, Title: title(document, source)}
	var gone []ast.Node
	walk(document, func(node ast.Node) {
		switch node := node.(type) {
		case *ast.Heading:
			if node.Level == 1 {
				gone = append(gone, node)
			} else if id, ok := node.AttributeString("id"); ok && node.Level <= 3 {
				one.Content = append(one.Content, heading{ID: string(id.([]byte)), Text: plain(node, source), Level: node.Level})
			}
		case *ast.HTMLBlock, *ast.RawHTML:
			gone = append(gone, node)
		}
	})
	for _, node := range gone {
		node.Parent().RemoveChild(node.Parent(), node)
	}

	var out bytes.Buffer
	must(0, markdown.Renderer().Render(&out, source, document))
	// What is wider than a phone scrolls by itself, also by keyboard. Text has no "<" of its own.
	html := strings.NewReplacer(
		"<pre>", `<pre tabindex="0">`,
		"<table>", `<div class="table" tabindex="0"><table>`, "</table>", "</table></div>",
		"<th></th>", "<td></td>", `<th align="right"></th>`, "<td></td>", // a head without a word is none
	).Replace(out.String())
	one.Body = template.HTML(html) //nolint:gosec // G203: from our own Markdown, without raw HTML
	return one
}

// relink makes the links of a document lead to where its files are served. What is not
// served stays as text.
func relink(fsys fs.FS, name string, document ast.Node) {
	var dead []*ast.Link
	walk(document, func(node ast.Node) {
		switch node := node.(type) {
		case *ast.Image:
			node.Destination = []byte(GuidesPath + "/" + path.Join(path.Dir(name), string(node.Destination)))
		case *ast.Link:
			target, ok := relinked(fsys, name, string(node.Destination))
			if !ok {
				dead = append(dead, node)
			}
			node.Destination = []byte(target)
		}
	})
	for _, link := range dead {
		for child := link.FirstChild(); child != nil; child = link.FirstChild() {
			link.Parent().InsertBefore(link.Parent(), link, child)
		}
		link.Parent().RemoveChild(link.Parent(), link)
	}
}

// relinked returns where a link of the file leads, if there is anything.
func relinked(fsys fs.FS, name, target string) (string, bool) {
	if strings.HasPrefix(target, "#") || strings.HasPrefix(target, "/") || strings.Contains(target, ":") {
		return target, true
	}
	file, anchor, cut := strings.Cut(target, "#")
	if cut {
		anchor = "#" + anchor
	}
	file = path.Join(path.Dir(name), file)
	if info, err := fs.Stat(fsys, file); err != nil || info.IsDir() {
		return "", false
	}
	if path.Ext(file) != ".md" {
		return GuidesPath + "/" + file + anchor, true
	}
	return guidePath(file) + anchor, true
}

// menu reads the index, whose links lead to pages already.
func menu(document ast.Node, source []byte) []group {
	var groups []group
	walk(document, func(node ast.Node) {
		switch node := node.(type) {
		case *ast.Heading:
			if node.Level == 2 {
				groups = append(groups, group{Name: plain(node, source)})
			}
		case *ast.Link:
			if _, listed := node.Parent().Parent().(*ast.ListItem); listed && node.PreviousSibling() == nil {
				last := &groups[len(groups)-1]
				last.Entries = append(last.Entries, entry{Path: string(node.Destination), Name: plain(node, source)})
			}
		}
	})
	return groups
}

// walk visits each node, parents first.
func walk(document ast.Node, visit func(ast.Node)) {
	must(0, ast.Walk(document, func(node ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			visit(node)
		}
		return ast.WalkContinue, nil
	}))
}

// plain is the text of a node without its marks.
func plain(node ast.Node, source []byte) string {
	var out strings.Builder
	walk(node, func(node ast.Node) {
		switch node := node.(type) {
		case *ast.Text:
			out.Write(node.Segment.Value(source))
		case *ast.String:
			out.Write(node.Value)
		}
	})
	return out.String()
}

// anchors gives headings the ids that GitHub gives them, so that a link is good in both.
type anchors struct{ given map[string]int }

// Generate implements parser.IDs.
func (a *anchors) Generate(value []byte, _ ast.NodeKind) []byte {
	id := strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case unicode.IsLetter(r), unicode.IsNumber(r), unicode.IsMark(r), r == '-', r == '_':
			return unicode.ToLower(r)
		}
		return -1
	}, strings.TrimSpace(string(value)))
	if a.given == nil {
		a.given = map[string]int{}
	}
	a.given[id]++
	if n := a.given[id]; n > 1 {
		id += "-" + strconv.Itoa(n-1)
	}
	return []byte(id)
}

// Put implements parser.IDs, for ids that the Markdown gives: ours gives none.
func (*anchors) Put([]byte) {}
