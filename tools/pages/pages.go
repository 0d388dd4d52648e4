// Package pages writes references in Markdown.
package pages

import (
	"os"
	"path/filepath"
	"strings"
)

// Replace writes the pages, by their names without .md, in the place of all that the folder
// has.
func Replace(folder string, pages map[string]string) error {
	old, err := filepath.Glob(filepath.Join(folder, "*.md"))
	if err != nil {
		return err
	}
	for _, file := range old {
		if err := os.Remove(file); err != nil {
			return err
		}
	}
	if err := os.MkdirAll(folder, 0o750); err != nil {
		return err
	}
	for name, text := range pages {
		if err := os.WriteFile(filepath.Join(folder, name+".md"), []byte(strings.TrimSpace(text)+"\n"), 0o600); err != nil {
			return err
		}
	}
	return nil
}

// Cell is a text in a table: in one line, and without what ends a cell.
func Cell(text string) string {
	return strings.ReplaceAll(strings.Join(strings.Fields(text), " "), "|", `\|`)
}
