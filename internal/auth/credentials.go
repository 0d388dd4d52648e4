package auth

import (
	"net/http"
	"strings"

	"github.com/opsknight/opsknight/model"
)

// Credentials are what a request says of who it is from.
type Credentials struct {
	Secret     string // of an API key; "" if none was sent
	RoutingKey string // of an integration, from "Authorization: Token token=…"; "" if none was sent
}

// CredentialsOf reads the headers of the API reference, "Using Your API Key", and
// the one that PagerDuty's clients send. Authorization wins when its scheme is one
// of ours; schemes are written in any case.
func CredentialsOf(header http.Header) Credentials {
	scheme, rest, _ := strings.Cut(strings.TrimSpace(header.Get("Authorization")), " ")
	rest = strings.TrimSpace(rest)
	switch strings.ToLower(scheme) {
	case "bearer", "api-key":
		return Credentials{Secret: orBlank(rest)}
	case "token":
		if token, ok := strings.CutPrefix(rest, "token="); ok {
			token = strings.Trim(token, `"`)
			if model.IsRoutingKey(token) {
				return Credentials{RoutingKey: token}
			}
			return Credentials{Secret: orBlank(token)}
		}
	}
	return Credentials{Secret: header.Get("X-API-Key")}
}

// orBlank makes an empty credential one that is there and wrong, not one that is
// missing: its sender meant to send one.
func orBlank(secret string) string {
	if secret == "" {
		return " "
	}
	return secret
}
