package pagerduty

import (
	"encoding/json"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/opsknight/opsknight/internal/door"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/model"
)

// query has the parameters of a request. Those that nobody asks it for are ignored, as
// PagerDuty ignores them.
type query struct{ values url.Values }

func readQuery(raw string) (query, error) {
	values, err := url.ParseQuery(raw)
	if err != nil {
		return query{}, fault.New(fault.Invalid, "The query of the URL is malformed.")
	}
	for _, given := range values {
		for _, value := range given {
			if !utf8.ValidString(value) || strings.ContainsRune(value, 0) {
				return query{}, fault.New(fault.Invalid, "The query of the URL is not text in UTF-8, or contains a NUL character.")
			}
		}
	}
	return query{values}, nil
}

// list returns the values of a parameter that is a list, with or without brackets.
func (q query) list(name string) []string {
	given := slices.Concat(q.values[name+"[]"], q.values[name])
	return slices.DeleteFunc(given, func(value string) bool { return value == "" })
}

// text returns a parameter; nil if it is left out or empty.
func (q query) text(name string) *string {
	if value := q.values.Get(name); value != "" {
		return &value
	}
	return nil
}

// flag reports whether a parameter is set to true.
func (q query) flag(name string) bool {
	on, _ := strconv.ParseBool(q.values.Get(name))
	return on
}

// times reads the parameters since and until; nil: left out.
func (q query) times() (since, until *time.Time, err error) {
	for name, into := range map[string]**time.Time{"since": &since, "until": &until} {
		text := q.text(name)
		if text == nil {
			continue
		}
		// A "+" that was not escaped in the query arrives as a space.
		at, ok := door.ParseTime(strings.Replace(*text, " ", "+", 1))
		if !ok {
			return nil, nil, refuse(invalidTimes, name, "%s is a date such as 2024-01-15, or a time such as 2024-01-15T10:30:00Z.", name)
		}
		*into = &at
	}
	if since != nil && until != nil && until.Before(*since) {
		return nil, nil, refuse(invalidTimes, "until", "until is before since.")
	}
	return since, until, nil
}

// enum reads a list of values of which each stands for one or several of ours.
func enum[T any](q query, name string, means map[string][]T, how failure) ([]T, error) {
	var found []T
	for _, value := range q.list(name) {
		ours, ok := means[value]
		if !ok {
			return nil, refuse(how, name, "%s: there is no %q.", name, short(value))
		}
		found = append(found, ours...)
	}
	return found, nil
}

// short cuts a text of the client's for a sentence.
func short(text string) string {
	const most = 40
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}

// deepest is how many items a client can page through. Source: PagerDuty's guide
// "Pagination".
const deepest = 10_000

// window is the part of a list that limit and offset ask for.
type window struct{ limit, offset int }

func (q query) window() (window, error) {
	limit, err := q.number("limit", 1, model.DefaultPage)
	if err != nil {
		return window{}, err
	}
	offset, err := q.number("offset", 0, 0)
	if err != nil {
		return window{}, err
	}
	w := window{limit: min(limit, model.MaxPage), offset: offset}
	if w.offset > deepest-w.limit {
		return w, fault.Field("offset", "out_of_range", "offset and limit reach beyond %d items: ask for fewer by a filter.", deepest)
	}
	return w, nil
}

// number reads a parameter that is a number from least on; absent if it is left out.
func (q query) number(name string, least, absent int) (int, error) {
	text := q.text(name)
	if text == nil {
		return absent, nil
	}
	n, err := strconv.Atoi(*text)
	if err != nil || n < least {
		return 0, fault.Field(name, "out_of_range", "%s is a number from %d on, not %q.", name, least, short(*text))
	}
	return n, nil
}

// object is a JSON object whose values are still to be read.
type object map[string]json.RawMessage

// has reports whether a field is there and not null.
func (o object) has(name string) bool {
	raw, ok := o[name]
	return ok && string(raw) != "null"
}

// inner returns the object in a field, which has to be there.
func (o object) inner(name string) (object, error) {
	var found object
	if !o.has(name) || json.Unmarshal(o[name], &found) != nil {
		return nil, fault.Field(name, "required", "The body has an object %s.", name)
	}
	return found, nil
}

// objects returns a field that is a list of objects, which has to be there.
func (o object) objects(name string) ([]object, error) {
	var found []object
	if !o.has(name) || json.Unmarshal(o[name], &found) != nil || slices.ContainsFunc(found, func(one object) bool { return one == nil }) {
		return nil, fault.Field(name, "required", "The body has a list %s of objects.", name)
	}
	return found, nil
}

// text returns a field that is a text; nil if it is left out, null or empty.
func (o object) text(name string) (*string, error) {
	if !o.has(name) {
		return nil, nil
	}
	var text string
	if json.Unmarshal(o[name], &text) != nil {
		return nil, fault.Field(name, "wrong_type", "%s is a text.", name)
	}
	if text == "" {
		return nil, nil
	}
	return &text, nil
}

// number returns a field that is a whole number; nil if it is left out or null.
func (o object) number(name string) (*int, error) {
	if !o.has(name) {
		return nil, nil
	}
	var n int
	if json.Unmarshal(o[name], &n) != nil {
		return nil, fault.Field(name, "wrong_type", "%s is a whole number.", name)
	}
	return &n, nil
}

// named is a reference in a body.
type named struct {
	ID   string `json:"id"`
	Type string `json:"type"`
}

// reference returns the object that a field refers to; nil if it is left out or null.
func (o object) reference(name string) (*named, error) {
	if !o.has(name) {
		return nil, nil
	}
	var found named
	if json.Unmarshal(o[name], &found) != nil || found.ID == "" {
		return nil, fault.Field(name, "wrong_type", "%s is a reference: an object with an id.", name)
	}
	return &found, nil
}
