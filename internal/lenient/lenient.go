// Package lenient reads the JSON of programs that nobody here wrote: null and an empty
// text are as good as absent, and what has another type than its documentation says is
// taken if it does no harm.
package lenient

import (
	"encoding/json"
	"net/url"
	"strings"

	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/model"
)

// Object is a JSON object whose values are still to be read. Its names are matched in
// the case in which they are written.
type Object map[string]json.RawMessage

// Read returns a JSON value as an object; ok is false if it is none.
func Read(raw []byte) (o Object, ok bool) {
	if json.Unmarshal(raw, &o) != nil || o == nil {
		return nil, false
	}
	return o, true
}

// Text returns a field that is a text; "" if it is absent or null. A value of another
// type is a problem of the field at this path.
func (o Object) Text(problems *fault.Collector, path, name string) string {
	raw, given := o[name]
	var s *string
	if given && json.Unmarshal(raw, &s) != nil {
		problems.Add(path+name, "wrong_type", "%s is a text.", path+name)
		return ""
	}
	if s == nil {
		return ""
	}
	return *s
}

// Some returns the first of these fields that says something: a text that is not blank,
// without white space around it, or a number or truth value as it is written.
func (o Object) Some(names ...string) string {
	for _, name := range names {
		if text := Word(o[name]); text != "" {
			return text
		}
	}
	return ""
}

// Word returns a value that is a text, a number or a truth value as a text; "" if it is
// another, or says nothing.
func Word(raw json.RawMessage) string {
	if len(raw) == 0 {
		return ""
	}
	switch raw[0] {
	case '"':
		var s string
		_ = json.Unmarshal(raw, &s)
		return strings.TrimSpace(s)
	case '{', '[', 'n':
		return ""
	}
	return string(raw)
}

// Object returns a field that is an object; an empty one if it is none.
func (o Object) Object(name string) Object {
	inner, _ := Read(o[name])
	return inner
}

// List returns the items of a field that is a list; ok is false if it is none.
func (o Object) List(name string) (items []json.RawMessage, ok bool) {
	if json.Unmarshal(o[name], &items) != nil || items == nil {
		return nil, false
	}
	return items, true
}

// Links takes of a list of links those that have the address of a page.
func Links(raw json.RawMessage) []model.Link {
	var listed []json.RawMessage
	_ = json.Unmarshal(raw, &listed)
	var found []model.Link
	for _, one := range listed {
		var link struct{ Href, Text string }
		if json.Unmarshal(one, &link) == nil && IsPage(link.Href) {
			found = append(found, model.Link{Href: link.Href, Text: link.Text})
		}
	}
	return found
}

// Images takes of a list of images those that have an address, as links to them.
func Images(raw json.RawMessage) []model.Link {
	var listed []json.RawMessage
	_ = json.Unmarshal(raw, &listed)
	var found []model.Link
	for _, one := range listed {
		var image struct{ Src, Href, Alt string }
		if json.Unmarshal(one, &image) != nil {
			continue
		}
		if IsPage(image.Href) {
			found = append(found, model.Link{Href: image.Href, Text: image.Alt})
		} else if IsPage(image.Src) {
			found = append(found, model.Link{Href: image.Src, Text: image.Alt})
		}
	}
	return found
}

// IsPage reports whether an address is one that a browser opens.
func IsPage(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}
