package rest_test

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/model"
	"github.com/opsknight/opsknight/rest"
)

// FuzzDecodeEvent checks that whatever a monitoring tool sends, it is refused by a
// fault or becomes an event that both databases can store.
func FuzzDecodeEvent(f *testing.F) {
	for _, seed := range eventSeeds {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) { checkDecoded(t, body, "routing_key", rest.DecodeEvent) })
}

// FuzzDecodeV1 is FuzzDecodeEvent for PagerDuty's events v1.
func FuzzDecodeV1(f *testing.F) {
	for _, seed := range append(eventSeeds,
		`{"service_key":"0123456789abcdef0123456789abcdef","event_type":"trigger","incident_key":"srv01/HTTP","description":"FAILURE for production/HTTP","client":"Monitor","client_url":"https://monitor.example.com","details":{"ping":"1500ms"},"contexts":[{"type":"link","href":"https://example.com","text":"A"},{"type":"image","src":"https://example.com/a.png"},null,5]}`,
		`{"service_key":"k","event_type":"resolve","incident_key":"a","details":"x","contexts":{}}`,
		`{"event_type":"trigger","description":5,"client":[]}`,
	) {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) { checkDecoded(t, body, "service_key", rest.DecodeV1) })
}

// FuzzDecodeChange is FuzzDecodeEvent for change events.
func FuzzDecodeChange(f *testing.F) {
	for _, seed := range append(eventSeeds,
		`{"routing_key":"k","payload":{"summary":"Deployed","timestamp":"2024-01-15T09:00:00Z","source":"ci","custom_details":{"a":1}},"links":[{"href":"https://example.com","text":"A"}]}`,
		`{"payload":{"summary":"Deployed","timestamp":"0000-00-00T00:00:00Z","source":null}}`,
	) {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		change, err := rest.DecodeChange(body)
		if err != nil {
			refusedFairly(t, err)
			return
		}
		texts := []string{change.RoutingKey, change.Summary, string(change.CustomDetails)}
		if change.Source != nil {
			texts = append(texts, *change.Source)
		}
		for _, link := range change.Links {
			texts = append(texts, link.Href, link.Text)
		}
		storable(t, texts)
		if at := change.OccurredAt; at != nil && (at.Year() < 1 || at.Year() > 9999) {
			t.Errorf("%s is no time that a database takes", at)
		}
	})
}

// eventSeeds are bodies that decoders have been known to stumble over.
var eventSeeds = []string{
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
}

func refusedFairly(t *testing.T, err error) {
	t.Helper()
	if !fault.Is(err, fault.Invalid) || err.Error() == "" {
		t.Fatalf("refused by %v", err)
	}
}

func storable(t *testing.T, texts []string) {
	t.Helper()
	for _, text := range texts {
		if !utf8.ValidString(text) || strings.ContainsRune(text, 0) {
			t.Errorf("%q is not text that a database takes", text)
		}
	}
}

func checkDecoded(t *testing.T, body []byte, routingKey string, decode func([]byte) (*model.Event, error)) {
	t.Helper()
	event, err := decode(body)
	if err != nil {
		refusedFairly(t, err)
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
	storable(t, texts)
	var payload map[string]json.RawMessage
	if json.Unmarshal(event.Payload, &payload) != nil {
		t.Errorf("the payload is no JSON object: %s", event.Payload)
	}
	if _, kept := payload[routingKey]; kept {
		t.Errorf("the payload keeps the routing key: %s", event.Payload)
	}
	if len(event.CustomDetails) > 0 && !json.Valid(event.CustomDetails) {
		t.Errorf("custom_details are not JSON: %s", event.CustomDetails)
	}
}
