package graph

import (
	"mime"
	"net/http"
	"strconv"
	"strings"
)

// The media types of answers, by the GraphQL over HTTP specification.
const (
	typeJSON    = "application/json"
	typeGraphQL = "application/graphql-response+json"
)

// How exactly a media range names a type.
const (
	byWildcard = iota + 1
	byFamily
	byName
)

// ranges are the media ranges that an answer can satisfy.
var ranges = map[string]struct {
	exact int
	types []string
}{
	typeGraphQL:     {byName, []string{typeGraphQL}},
	typeJSON:        {byName, []string{typeJSON}},
	"application/*": {byFamily, []string{typeGraphQL, typeJSON}},
	"*/*":           {byWildcard, []string{typeGraphQL, typeJSON}},
}

// acceptOf is the Accept header, which may have several lines.
func acceptOf(r *http.Request) string { return strings.Join(r.Header.Values("Accept"), ",") }

// accepted returns the type of answer that an Accept header wants most. A client
// that sends none gets JSON; ok is false for one that takes neither type.
func accepted(header string) (answer string, ok bool) {
	if strings.TrimSpace(header) == "" {
		return typeJSON, true
	}
	type wish struct {
		weight float64
		exact  int
	}
	wishes := map[string]wish{} // by type: what the range says that names it most exactly
	for part := range strings.SplitSeq(header, ",") {
		mediaRange, parameters, err := mime.ParseMediaType(strings.TrimSpace(part))
		if err != nil {
			continue
		}
		of := ranges[mediaRange]
		for _, mediaType := range of.types {
			if of.exact > wishes[mediaType].exact {
				wishes[mediaType] = wish{weight(parameters), of.exact}
			}
		}
	}
	plain, full := wishes[typeJSON], wishes[typeGraphQL]
	switch {
	case plain.weight == 0 && full.weight == 0:
		return typeJSON, false
	case full.weight > plain.weight,
		full.weight == plain.weight && (full.exact > plain.exact || full.exact == byName && plain.exact == byName):
		return typeGraphQL, true
	}
	return typeJSON, true
}

// weight is the parameter q of a media range, from 0 to 1; 1 if it is missing or no number.
func weight(parameters map[string]string) float64 {
	q, err := strconv.ParseFloat(parameters["q"], 64)
	if err != nil || q != q { // NaN
		return 1
	}
	return min(max(q, 0), 1)
}
