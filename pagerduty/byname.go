package pagerduty

import (
	"net"
	"net/http"
	"slices"
	"strings"
)

// names are the hosts of PagerDuty's own API. Clients that have one of them built in
// reach this server where it leads here, by DNS or /etc/hosts.
var names = []string{"api.pagerduty.com", "api.eu.pagerduty.com"}

// called reports whether a request asks for one of PagerDuty's hosts.
func called(r *http.Request) bool {
	host, _, err := net.SplitHostPort(r.Host)
	if err != nil {
		host = r.Host
	}
	return slices.Contains(names, strings.ToLower(host))
}

// ByName leads requests for PagerDuty's hosts below Prefix. It is in front of
// everything, so that all that comes after sees the path that is served.
func ByName(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if called(r) && !Serves(r.URL.Path) {
			led, address := *r, *r.URL
			address.Path = Prefix + address.Path
			if address.RawPath != "" {
				address.RawPath = Prefix + address.RawPath
			}
			led.URL, r = &address, &led
		}
		next.ServeHTTP(w, r)
	})
}

// reached is where the request has reached the server, and where the API is below that.
// A client that knows PagerDuty's host alone is shown no other.
func (a *API) reached(r *http.Request) (base, api string) {
	scheme := "http://"
	if r.TLS != nil {
		scheme = "https://"
	}
	switch {
	case called(r):
		return scheme + r.Host, scheme + r.Host
	case a.URL != "":
		return a.URL, a.URL + Prefix
	}
	return scheme + r.Host, scheme + r.Host + Prefix
}
