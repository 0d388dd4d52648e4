package rest_test

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/rest"
)

// FuzzDecodeEvent checks that whatever a monitoring tool sends, it is refused by a
// fault or becomes an event that both databases can store.
func FuzzDecodeEvent(f *testing.F) {
	for _, seed := range []string{
		`{"routing_key":"payment-api","event_action":"trigger","dedup_key":"high-cpu-web01","payload":{"summary":"High CPU on web-01","severity":"critical","source":"datadog"}}`,
		`{"routing_key":"payment-api","event_action":"acknowledge","dedup_key":"high-cpu-web01"}`,
		`{"service_id":"svc_1","event_action":"RESOLVE","dedup_key":"ü"}`,
		`{"event_action":"trigger","payload":{"summary":"x","custom_details":{"a":[1,{"b":null}]},"timestamp":"2015-07-17T08:42:58.315+0000"},"images":null,"links":[{"href":"https://example.com","text":"A"}],"client":"c","client_url":""}`,
		`{"event_action":"trigger","payload":{"summary":"x","custom_details":"text"},"images":[{"src":"https://example.com/a.png","href":"","alt":"\ud83d\ude00"}]}`,
		`{"event_action":"trigger","payload":{"summary":"x","custom_details":1e999}}`,
		`{"event_action":"trigger","payload":{"summary":"a\u0000b"}}`,
		`{"event_action":"trigger","payload":{"summary":"\ud800"}}`,
		`{"event_action":"trigger","event_action":"resolve"}`,
		`{"event_action":"trigger","payload":[]} {}`,
		"{\"event_action\":\"trigger\",\"payload\":{\"summary\":\"\xff\"}}",
		`{"event_action":5,"routing_key":{},"dedup_key":[],"payload":"x","links":"x","images":5}`,
		strings.Repeat("[", 200), "null", `""`, "", " ", "[]", "{}",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		event, err := rest.DecodeEvent(body)
		if err != nil {
			if !fault.Is(err, fault.Invalid) || err.Error() == "" {
				t.Fatalf("refused by %v", err)
			}
			return
		}
		texts := []string{event.RoutingKey, string(event.Action), event.DedupKey, event.Summary, string(event.Payload), string(event.CustomDetails)}
		if event.Source != nil {
			texts = append(texts, *event.Source)
		}
		if event.Severity != nil {
			texts = append(texts, string(*event.Severity))
		}
		for _, link := range event.Links {
			texts = append(texts, link.Href, link.Text)
		}
		for _, text := range texts {
			if !utf8.ValidString(text) || strings.ContainsRune(text, 0) {
				t.Errorf("%q is not text that a database takes", text)
			}
		}
		var payload map[string]json.RawMessage
		if json.Unmarshal(event.Payload, &payload) != nil {
			t.Errorf("the payload is no JSON object: %s", event.Payload)
		}
		if _, kept := payload["routing_key"]; kept {
			t.Errorf("the payload keeps the routing key: %s", event.Payload)
		}
		if len(event.CustomDetails) > 0 && !json.Valid(event.CustomDetails) {
			t.Errorf("custom_details are not JSON: %s", event.CustomDetails)
		}
	})
}
