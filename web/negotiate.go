package web

import (
	"strconv"
	"strings"
)

// negotiate returns the coding to answer with, one of those that there are, the
// smaller first, or "" for none, from the Accept-Encoding headers of a request. The
// client's weights decide; between equals it is the smaller answer. Source: RFC 9110, section 12.5.3.
func negotiate(headers, codings []string) string {
	weights := map[string]float64{}
	for part := range strings.SplitSeq(strings.Join(headers, ","), ",") {
		coding, parameters, _ := strings.Cut(part, ";")
		weights[strings.ToLower(strings.TrimSpace(coding))] = weight(parameters)
	}

	best, bestWeight := "", 0.0
	for _, coding := range codings {
		w, named := weights[coding]
		if !named {
			w = weights["*"]
		}
		if w > bestWeight {
			best, bestWeight = coding, w
		}
	}
	if weights["identity"] > bestWeight {
		return ""
	}
	return best
}

// weight returns the q of a coding's parameters. It is 1 if it is not given,
// and 0, a refusal, if it can't be read.
func weight(parameters string) float64 {
	name, value, ok := strings.Cut(parameters, "=")
	if !ok || !strings.EqualFold(strings.TrimSpace(name), "q") {
		return 1
	}
	q, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
	if err != nil || q < 0 || q > 1 {
		return 0
	}
	return q
}
