// Package docs carries the guides, as the repository has them, so that the server can show
// them.
package docs

import "embed"

// Files are the guides in Markdown and what they show, by their paths in this folder.
//
//go:embed *.md adr/*.md graphql-reference/*.md integrations/*.md rest-reference/*.md images
var Files embed.FS
