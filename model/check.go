package model

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/opsknight/opsknight/internal/fault"
)

// checkLength records a problem if text is not valid text of least to most
// characters. Postgres stores no NUL, so neither database is given one.
func checkLength(problems *fault.Collector, field, text string, least, most int) {
	name := fieldName(field)
	switch length := utf8.RuneCountInString(text); {
	case !utf8.ValidString(text):
		problems.Add(field, "invalid_encoding", "%s is not valid UTF-8.", name)
	case strings.ContainsRune(text, 0):
		problems.Add(field, "invalid_character", "%s contains a NUL character, which is not text.", name)
	case least > 0 && strings.TrimSpace(text) == "":
		problems.Add(field, "required", "%s is required", name)
	case length > most:
		problems.Add(field, "too_long", "%s has %d characters; the limit is %d.", name, length, most)
	}
}

// checkOptional is checkLength for a text that may be absent.
func checkOptional(problems *fault.Collector, field string, text *string, most int) {
	if text != nil {
		checkLength(problems, field, *text, 0, most)
	}
}

// checkPage records a problem if address is not that of a web page: a link of another
// kind could run a script where it is shown.
func checkPage(problems *fault.Collector, field, address string) {
	if !IsPage(address) {
		problems.Add(field, "invalid_url", "%s is the address of a page, as https://example.com/page, of at most %d characters.", fieldName(field), maxAddress)
	}
}

// maxAddress is the longest address of a page, in bytes.
const maxAddress = 2048

// IsPage reports whether address is that of a web page.
func IsPage(address string) bool {
	u, err := url.Parse(address)
	return err == nil && len(address) <= maxAddress && utf8.ValidString(address) && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}

// checkEnum records a problem if value is none of the documented ones.
func checkEnum[T ~string](problems *fault.Collector, field string, value T, documented []T) {
	if slices.Contains(documented, value) {
		return
	}
	if value == "" {
		problems.Add(field, "required", "%s is required: %s.", fieldName(field), oneOf(documented))
		return
	}
	problems.Add(field, "unknown_value", "%s is %s, not %q.", fieldName(field), oneOf(documented), truncate(string(value)))
}

// oneOf lists documented values for a sentence: "OPEN, RESOLVED or SNOOZED".
func oneOf[T ~string](values []T) string {
	var b strings.Builder
	for i, value := range values {
		switch {
		case i > 0 && i == len(values)-1:
			b.WriteString(" or ")
		case i > 0:
			b.WriteString(", ")
		}
		fmt.Fprint(&b, string(value))
	}
	return b.String()
}

// fieldName is a field at the start of a sentence: the reference's own example
// says "Title is required" of the field title.
func fieldName(field string) string {
	if strings.ContainsAny(field, "._") {
		return field
	}
	return strings.ToUpper(field[:1]) + field[1:]
}

// truncate keeps a client's own words short in an answer to it.
func truncate(s string) string {
	const most = 60
	runes := []rune(s)
	if len(runes) <= most {
		return s
	}
	return string(runes[:most]) + "…"
}
