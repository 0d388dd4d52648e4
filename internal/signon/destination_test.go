package signon_test

import (
	"strings"
	"testing"

	"github.com/opsknight/opsknight/internal/signon"
	"github.com/opsknight/opsknight/web"
)

func TestADestinationIsAPageOfTheApp(t *testing.T) {
	long := "/incidents?q=" + strings.Repeat("x", 1024)
	for to, want := range map[string]string{
		"/incidents":                          "/incidents",
		"/incidents?status=all&q=%2F%2Fevil":  "/incidents?status=all&q=%2F%2Fevil",
		"/incidents/inc_01":                   "/incidents/inc_01",
		"/services/a%2Fb":                     "/services/a%2Fb",
		"/incidents#x":                        "/incidents",
		"/":                                   "/",
		"":                                    "/",
		"incidents":                           "/",
		"//evil.example":                      "/",
		"//evil.example/incidents":            "/",
		"///evil.example":                     "/",
		`/\evil.example`:                      "/",
		`\\evil.example`:                      "/",
		"/\t/evil.example":                    "/",
		"/\n/evil.example":                    "/",
		"\t//evil.example":                    "/",
		" //evil.example":                     "/",
		"/%2F/evil.example":                   "/",
		"/%5Cevil.example":                    "/",
		"https:":                              "/",
		"https:evil.example":                  "/",
		"https://evil.example":                "/",
		"https://evil.example/incidents":      "/",
		"http:///incidents":                   "/",
		"javascript:alert(1)":                 "/",
		"data:text/html,x":                    "/",
		"/oidc/sign-in":                       "/",
		"/oidc/callback?code=x":               "/",
		"/api/incidents":                      "/",
		"/graphql?query={viewer{id}}":         "/",
		"/ack/token":                          "/",
		"/no-such-page":                       "/",
		"/incidents\r\nSet-Cookie: opsknight": "/",
		"/incidents\x00":                      "/",
		"/incidents%":                         "/",
		long:                                  "/",
	} {
		if got := signon.Destination(to, web.IsAppPath); got != want {
			t.Errorf("%q leads to %q, want %q", to, got, want)
		}
	}
}
