// Command restreference writes the reference of an OpenAPI description as Markdown: a page
// for each tag, one for the schemas, and an index.
//
//	restreference OPENAPI FOLDER
//
// FOLDER is that of the pages, in which no others are kept.
package main

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/opsknight/opsknight/tools/pages"
)

func main() {
	if len(os.Args) != 3 {
		fail(errors.New("usage: restreference OPENAPI FOLDER"))
	}
	if err := write(os.Args[1], os.Args[2]); err != nil {
		fail(err)
	}
}

func fail(err error) {
	_, _ = fmt.Fprintln(os.Stderr, "restreference:", err)
	os.Exit(1)
}

// write reads the description, and replaces the pages of the folder.
func write(description, folder string) error {
	spec, err := openapi3.NewLoader().LoadFromFile(description)
	if err != nil {
		return err
	}
	groups := group(spec)
	written := map[string]string{"README": index(spec, groups), "schemas": schemas(spec)}
	for _, one := range groups {
		written[one.file] = page(spec, one)
	}
	return pages.Replace(folder, written)
}

// A tagged is a tag with its operations.
type tagged struct {
	tag        *openapi3.Tag
	file       string
	operations []operation
}

// An operation is a method of a path.
type operation struct {
	method, path, anchor string
	at                   *openapi3.PathItem
	*openapi3.Operation
}

// methods are in the order in which a path's are shown.
var methods = []string{"GET", "POST", "PATCH", "PUT", "DELETE"}

// group sorts the operations by their first tag, in the order of paths.
func group(spec *openapi3.T) []tagged {
	paths := spec.Paths.InMatchingOrder()
	slices.Sort(paths)
	var groups []tagged
	for _, tag := range spec.Tags {
		one := tagged{tag: tag, file: slug(tag.Name)}
		seen := map[string]int{slug(tag.Name): 1}
		for _, path := range paths {
			item := spec.Paths.Value(path)
			for _, method := range methods {
				found := item.GetOperation(method)
				if found == nil || found.Tags[0] != tag.Name {
					continue
				}
				anchor := slug(found.Summary)
				seen[anchor]++
				if n := seen[anchor]; n > 1 {
					anchor = fmt.Sprintf("%s-%d", anchor, n-1)
				}
				one.operations = append(one.operations, operation{method, path, anchor, item, found})
			}
		}
		groups = append(groups, one)
	}
	return groups
}

// slug is a heading's anchor, and a tag's file.
func slug(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r == '-', r == '_':
			return r
		}
		return -1
	}, strings.ToLower(text))
}
