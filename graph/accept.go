package graph

import (
	"mime"
	"strconv"
	"strings"
)

// The media types of answers, by the GraphQL over HTTP specification.
const (
	typeJSON    = "application/json"
	typeGraphQL = "application/graphql-response+json"
)

// offers are the media ranges that an answer can satisfy, with the type it then
// has, and how exactly the range names it.
var offers = map[string]struct {
	answer string
	exact  int
}{
	typeGraphQL:     {typeGraphQL, 3},
	typeJSON:        {typeJSON, 2},
	"application/*": {typeJSON, 1},
	"*/*":           {typeJSON, 0},
}

// accepted returns the type of answer that an Accept header wants most. A client
// that sends none gets JSON; ok is false for one that takes neither type.
func accepted(header string) (answer string, ok bool) {
	if strings.TrimSpace(header) == "" {
		return typeJSON, true
	}
	best, bestExact := 0.0, -1
	for part := range strings.SplitSeq(header, ",") {
		mediaRange, parameters, err := mime.ParseMediaType(strings.TrimSpace(part))
		offer, known := offers[mediaRange]
		if err != nil || !known {
			continue
		}
		quality := 1.0
		if q, err := strconv.ParseFloat(parameters["q"], 64); err == nil {
			quality = q
		}
		if quality > 0 && (quality > best || quality == best && offer.exact > bestExact) {
			answer, best, bestExact = offer.answer, quality, offer.exact
		}
	}
	if answer == "" {
		return typeJSON, false
	}
	return answer, true
}
