package web

import "github.com/yuin/goldmark/ast"

// What the tests need of the inside: pages whose build they choose.
var (
	ServePlayground = playground.serve
	ServeDocs       = reference.serve
	ServeApp        = app.serve
	Negotiate       = negotiate
)

// Anchors returns the ids of the headings of a page in Markdown.
func Anchors(source []byte) []string {
	var ids []string
	walk(parse(source), func(node ast.Node) {
		if heading, ok := node.(*ast.Heading); ok {
			id, _ := heading.AttributeString("id")
			ids = append(ids, string(id.([]byte)))
		}
	})
	return ids
}

// HasIndentedCode reports whether a page in Markdown has a block of code without a fence.
func HasIndentedCode(source []byte) bool {
	found := false
	walk(parse(source), func(node ast.Node) {
		_, indented := node.(*ast.CodeBlock)
		found = found || indented
	})
	return found
}
