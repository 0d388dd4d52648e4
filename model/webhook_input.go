package model

import (
	"net/textproto"
	"regexp"
	"slices"
	"strings"

	"github.com/opsknight/opsknight/internal/fault"
)

// Limits of a webhook.
const (
	maxFilterIDs   = 100
	maxHeaders     = 20
	maxHeaderName  = 100
	maxHeaderValue = 4000
)

var (
	headerName  = regexp.MustCompile("^[!#$%&'*+.^_`|~0-9A-Za-z-]+$") // a token of RFC 9110
	headerValue = regexp.MustCompile(`^[\x21-\x7e]([\x20-\x7e\t]*[\x21-\x7e])?$`)
)

// ownHeaders are those that a request has by itself, or that say how it is carried;
// ownPrefixes begin others.
var (
	ownHeaders = []string{
		"Connection", "Content-Encoding", "Content-Length", "Content-Type", "Expect", "Host", "Keep-Alive", "Te", "Trailer", "Transfer-Encoding", "Upgrade",
	}
	ownPrefixes = []string{"Proxy-", "Webhook-", "X-Opsknight-"}
)

// Validate says what is wrong with the input, all of it at once but the URL.
func (in *CreateWebhookInput) Validate() error {
	var problems fault.Collector
	if in.Name != nil {
		checkLength(&problems, "name", *in.Name, 1, MaxName)
	}
	checkOptional(&problems, "description", in.Description, MaxDescription)
	checkIdempotencyKey(&problems, in.IdempotencyKey)
	checkWebhookEvents(&problems, in.Events)
	checkWebhookFilters(&problems, in.ServiceIds, in.TeamIds, in.Urgencies)
	checkHeaders(&problems, in.Headers)
	return problems.Err()
}

// Validate says what is wrong with the input, all of it at once but the URL.
func (in *UpdateWebhookInput) Validate() error {
	var problems fault.Collector
	if in.Name != nil {
		checkLength(&problems, "name", *in.Name, 1, MaxName)
	}
	checkOptional(&problems, "description", in.Description.Value(), MaxDescription)
	if in.Events != nil {
		checkWebhookEvents(&problems, in.Events)
	}
	checkWebhookFilters(&problems, in.ServiceIds, in.TeamIds, in.Urgencies)
	checkHeaders(&problems, in.Headers)
	checkOptionalEnum(&problems, "status", in.Status, WebhookStatuses)
	return problems.Err()
}

func checkWebhookEvents(problems *fault.Collector, events []WebhookEvent) {
	if len(events) == 0 {
		problems.Add("events", "required", "A webhook asks for one event at least: %s.", oneOf(WebhookEvents))
	}
	for _, event := range events {
		if !slices.Contains(WebhookEvents, event) {
			problems.Add("events", "unknown_value", "An event to ask for is %s, not %q.", oneOf(WebhookEvents), truncate(string(event)))
		}
	}
}

func checkWebhookFilters(problems *fault.Collector, services, teams []string, urgencies []Urgency) {
	for field, ids := range map[string][]string{"service_ids": services, "team_ids": teams} {
		if len(ids) > maxFilterIDs {
			problems.Add(field, "too_long", "%s has %d ids; the limit is %d.", field, len(ids), maxFilterIDs)
		}
	}
	for _, urgency := range urgencies {
		checkEnum(problems, "urgencies", urgency, Urgencies)
	}
}

func checkHeaders(problems *fault.Collector, headers []*WebhookHeaderInput) {
	if len(headers) > maxHeaders {
		problems.Add("headers", "too_long", "There are %d headers; the limit is %d.", len(headers), maxHeaders)
	}
	seen := map[string]bool{}
	for _, header := range headers {
		name := textproto.CanonicalMIMEHeaderKey(header.Name)
		switch own := func(prefix string) bool { return strings.HasPrefix(name, prefix) }; {
		case !headerName.MatchString(name) || len(name) > maxHeaderName:
			problems.Add("headers", "invalid_format", "%q is not the name of a header, such as Authorization.", truncate(header.Name))
		case slices.Contains(ownHeaders, name) || slices.ContainsFunc(ownPrefixes, own):
			problems.Add("headers", "reserved", "The header %s is the server's own.", name)
		case seen[name]:
			problems.Add("headers", "duplicate", "The header %s is there twice.", name)
		case !headerValue.MatchString(header.Value) || len(header.Value) > maxHeaderValue:
			// The value may be a credential: it is not repeated.
			problems.Add("headers", "invalid_format", "The value of the header %s is 1 to %d printable ASCII characters.", name, maxHeaderValue)
		}
		seen[name] = true
	}
}
