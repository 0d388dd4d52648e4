package webhook

import (
	"net/netip"
	"net/url"
	"strconv"
	"strings"

	"github.com/opsknight/opsknight/internal/fault"
)

// maxURL is the length of an endpoint's URL, in characters.
const maxURL = 2000

// CheckURL says what is wrong with an endpoint's URL, as a fault of field. A host that is
// an address is checked at once; where a name leads is seen when it is dialled.
func (c *Client) CheckURL(field, text string) error {
	refuse := func(reason, format string, args ...any) error { return fault.Field(field, reason, format, args...) }
	if len(text) > maxURL {
		return refuse("too_long", "The URL has %d characters; the limit is %d.", len(text), maxURL)
	}
	if strings.ContainsFunc(text, func(r rune) bool { return r <= ' ' || r >= 0x7f }) {
		return refuse("invalid_format", "The URL has a character that no URL has: write a name such as bücher.example as xn--bcher-kva.example, and others as %%20.")
	}
	parsed, err := url.Parse(text)
	if err != nil || parsed.Opaque != "" || parsed.Hostname() == "" {
		return refuse("invalid_format", "The URL is not one such as https://hooks.example.com/opsknight.")
	}
	if parsed.Scheme != "https" && parsed.Scheme != "http" {
		return refuse("invalid_format", "The URL begins with https:// or http://.")
	}
	if parsed.User != nil {
		return refuse("invalid_format", "The URL has a user or password in it: send credentials in headers.")
	}
	if parsed.Fragment != "" || strings.Contains(text, "#") {
		return refuse("invalid_format", "The URL has a part after #, which is never sent.")
	}
	if port := parsed.Port(); port != "" {
		if number, err := strconv.Atoi(port); err != nil || number < 1 || number > 65535 {
			return refuse("invalid_format", "The URL's port is 1 to 65535, not %s.", port)
		}
	} else if strings.HasSuffix(parsed.Host, ":") {
		return refuse("invalid_format", "The URL's port is missing after the colon.")
	}
	if why := c.hostRefusal(parsed.Hostname()); why != "" {
		return refuse("refused_address", "No webhooks are sent there: %s.", why)
	}
	return nil
}

// hostRefusal says why no request may go to a host; "" if one may, or if only its name
// can tell.
func (c *Client) hostRefusal(host string) string {
	name := strings.ToLower(strings.TrimSuffix(host, "."))
	if name == "localhost" || strings.HasSuffix(name, ".localhost") {
		return c.refusal(netip.AddrFrom4([4]byte{127, 0, 0, 1}))
	}
	if address, err := netip.ParseAddr(name); err == nil {
		return c.refusal(address)
	}
	// Some resolvers read 2130706433, 0x7f.1 and 0177.0.0.1 as 127.0.0.1. No domain has a
	// number for its last part.
	last := name[strings.LastIndex(name, ".")+1:]
	if _, err := strconv.ParseUint(last, 0, 64); err == nil || strings.Trim(last, "0123456789") == "" {
		return "its host is a number and no address: write four numbers with dots, such as 198.41.0.4"
	}
	return ""
}
