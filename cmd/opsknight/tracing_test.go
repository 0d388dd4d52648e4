package main

import (
	"bytes"
	"encoding/hex"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/opsknight/opsknight/db/dbtest"
	"github.com/opsknight/opsknight/internal/demo"
)

// TestTraces has a collector on loopback receive the spans of a request, of what it runs
// and of the engine, and no credential.
func TestTraces(t *testing.T) {
	exports := make(chan []byte, 100)
	collector := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		if body, err := io.ReadAll(r.Body); err == nil && r.URL.Path == "/v1/traces" {
			exports <- body
		}
	}))
	defer collector.Close()
	t.Setenv("OTEL_EXPORTER_OTLP_ENDPOINT", collector.URL)
	t.Setenv("OTEL_BSP_SCHEDULE_DELAY", "50")
	url := dbtest.URL(t, "sqlite")
	made, err := demo.Fill(t.Context(), dbtest.Open(t, url))
	if err != nil {
		t.Fatal(err)
	}
	s := &testServer{Result: made, url: startProcess(t, url, "--webhook-allow-cidr", "127.0.0.0/8").url}
	const caller = "4bf92f3577b34da6a3ce929d0e0e4736"
	s.send(t, request{
		path: "/graphql", body: gqlWith(t, `mutation($key: String!) { mine: sendEvent(input: {routingKey: $key, eventAction: RESOLVE, dedupKey: "x"}) { action } }`, map[string]string{"key": "checkout"}),
		header: map[string]string{"traceparent": "00-" + caller + "-00f067aa0ba902b7-01"},
	}).want(t, http.StatusOK).is(t, map[string]string{"errors": "absent"})
	hook, _ := s.hook(t, "", newReceiver(t).url, "")
	s.send(t, request{path: "/api/webhooks/" + hook + "/ping", body: "{}"})
	s.send(t, request{path: "/ack/T0SECRET", key: noKey}).want(t, http.StatusNotFound)
	s.send(t, request{path: "/api/integrations/generic/" + made.RoutingKeys["checkout"], body: `{"title":"x"}`, key: noKey}).want(t, http.StatusAccepted)

	trace, err := hex.DecodeString(caller)
	if err != nil {
		t.Fatal(err)
	}
	missing := map[string][]byte{
		"the caller's trace": trace, "the request": []byte("POST /graphql"), "the operation": []byte("mutation sendEvent"), "a transaction": []byte("transaction"),
		"the engine": []byte("engine: escalate"), "a notification": []byte("notification by EMAIL"), "a link": []byte("GET /ack/{token}"), "a tool": []byte("POST /api/integrations/{type}/{routing_key}"), "the service": []byte("opsknight"),
		"a webhook": []byte("webhook webhook.ping"),
	}
	late := time.After(30 * time.Second)
	for len(missing) > 0 {
		select {
		case export := <-exports:
			for what, text := range missing {
				if bytes.Contains(export, text) {
					delete(missing, what)
				}
			}
			for what, secret := range map[string]string{"the token of a link": "T0SECRET", "a key": made.LiveKey, "a routing key": made.RoutingKeys["checkout"]} {
				if bytes.Contains(export, []byte(secret)) {
					t.Errorf("%s is in a trace", what)
				}
			}
		case <-late:
			for what := range missing {
				t.Errorf("no span tells of %s", what)
			}
			return
		}
	}
}
