package inbound

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"
	"unicode"

	"github.com/opsknight/opsknight/model"
)

// How long texts may be, in characters. What is longer is cut, as tools have no limits.
const (
	mostSource = 255
	mostText   = 255 // of a link
)

// finding is what an adapter has read of one alert. Its texts may be of any length.
type finding struct {
	action   model.EventAction
	key      string         // names the problem, the same from its beginning to its end
	severity model.Severity // "": the tool does not say
	summary  string
	source   string
	about    string         // more than the summary says
	details  map[string]any // what people need to know; what is empty is left out
	links    []model.Link
	raw      json.RawMessage // what the tool has sent of it
}

// event returns the finding as an event that is valid but for its routing key.
func (f finding) event() *model.Event {
	event := &model.Event{
		Action: f.action, DedupKey: shorten(f.key, model.MaxDedupKey), Links: f.links, Payload: model.JSON(f.raw),
		Summary: cut(strings.TrimSpace(f.summary), model.MaxSummary),
	}
	if event.Summary == "" {
		event.Summary = "An alert without a name"
	}
	if source := cut(strings.TrimSpace(f.source), mostSource); source != "" {
		event.Source = &source
	}
	if about := cut(strings.TrimSpace(f.about), model.MaxDescription); about != "" && about != event.Summary {
		event.Description = &about
	}
	if f.severity != "" {
		event.Severity = &f.severity
	}
	if details := given(f.details); len(details) > 0 {
		event.CustomDetails = model.ToJSON(details)
	}
	return event
}

// given returns those of the details that are not empty.
func given(details map[string]any) map[string]any {
	found := map[string]any{}
	for name, value := range details {
		switch value := value.(type) {
		case string:
			if value == "" {
				continue
			}
		case json.RawMessage:
			switch string(value) {
			case "", "null", `""`, "{}", "[]":
				continue
			}
		}
		found[name] = value
	}
	return found
}

// link returns a link to a page, or nothing if the address is none.
func link(text, href string) []model.Link {
	if !model.IsPage(href) {
		return nil
	}
	return []model.Link{{Href: href, Text: cut(text, mostText)}}
}

// linked puts links together, each page once.
func linked(links ...[]model.Link) []model.Link {
	var all []model.Link
	seen := map[string]bool{}
	for _, some := range links {
		for _, one := range some {
			if !seen[one.Href] {
				all = append(all, one)
			}
			seen[one.Href] = true
		}
	}
	return all
}

// cut returns the beginning of a text of at most so many characters.
func cut(text string, most int) string {
	if len(text) <= most {
		return text
	}
	runes := []rune(text)
	if len(runes) <= most {
		return text
	}
	return string(runes[:most-1]) + "…"
}

// shorten returns a key of at most so many characters, which are other ones for another
// key: what does not fit is told by its hash.
func shorten(key string, most int) string {
	runes := []rune(key)
	if len(runes) <= most {
		return key
	}
	sum := digest(key)
	return string(runes[:most-len(sum)-1]) + "-" + sum
}

// keyOf puts the parts of a key together.
func keyOf(parts ...string) string { return strings.Join(parts, ":") }

// digest is a short text for a long one: 128 bits of its SHA-256.
func digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:16])
}

// plain returns the words of a text in lower case, a space between them. Two texts are
// the same word only if they are the same whole: "upstream_down" is not "down", and
// "not ok" is not "ok".
func plain(text string) string {
	apart := func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }
	return strings.Join(strings.FieldsFunc(strings.ToLower(text), apart), " ")
}

// severities are the words for severities that tools and people use.
var severities = map[string]model.Severity{
	"critical": model.SeverityCritical, "crit": model.SeverityCritical, "fatal": model.SeverityCritical, "emergency": model.SeverityCritical,
	"emerg": model.SeverityCritical, "disaster": model.SeverityCritical, "page": model.SeverityCritical, "severe": model.SeverityCritical,
	"high": model.SeverityCritical, "highest": model.SeverityCritical, "urgent": model.SeverityCritical, "p1": model.SeverityCritical,
	"error": model.SeverityError, "err": model.SeverityError, "major": model.SeverityError, "p2": model.SeverityError,
	"warning": model.SeverityWarning, "warn": model.SeverityWarning, "minor": model.SeverityWarning, "medium": model.SeverityWarning,
	"moderate": model.SeverityWarning, "average": model.SeverityWarning, "normal": model.SeverityWarning, "p3": model.SeverityWarning,
	"info": model.SeverityInfo, "information": model.SeverityInfo, "informational": model.SeverityInfo, "notice": model.SeverityInfo,
	"low": model.SeverityInfo, "lowest": model.SeverityInfo, "debug": model.SeverityInfo, "p4": model.SeverityInfo, "p5": model.SeverityInfo,
}

// severityOf returns the severity that a word means; "" if it is none of the known ones.
func severityOf(word string) model.Severity { return severities[plain(word)] }
