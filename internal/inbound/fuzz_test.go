package inbound_test

import (
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/internal/inbound"
	"github.com/opsknight/opsknight/internal/strictjson"
	"github.com/opsknight/opsknight/model"
)

// FuzzRead checks that whatever a tool sends, it is refused by a fault or becomes events
// that are valid and that both databases can store.
func FuzzRead(f *testing.F) {
	tools := inbound.Types()
	samples, err := filepath.Glob("testdata/*/*.json")
	if err != nil || len(samples) < 50 {
		f.Fatal(len(samples), err)
	}
	for _, path := range samples {
		body, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		for i := range tools { // each tool is sent what is another's, too
			f.Add(uint8(i), "", body)
		}
	}
	for _, body := range []string{
		"", "null", "{}", "[]", `{"alerts":[null]}`, `{"alerts":[{"labels":{"a":{"b":[1e999]}},"annotations":5,"fingerprint":{}}]}`, `{"Type":"Notification","MessageId":"1","Message":"{\"AlarmName\":\"\\u0000\"}"}`,
		`{"Type":"Notification","MessageId":"1","Message":"{\"AlarmName\":\"a\",\"AlarmName\":\"b\"}"}`, `{"Type":"Notification","MessageId":"1","Message":"{\"AlarmName\":\"\\ud800\"}"}`,
		`{"heartbeat":{"status":0,"monitorID":1e400},"monitor":[]}`, `{"data":{"essentials":{"alertId":"a","alertTargetIDs":[{},null,5]}}}`, `{"title":"\u202e \ud83d\ude00","status":"\u0130ok"}`,
		`{"heartbeat":null,"msg":"\u00a0\u2003"}`, `{"id":" ","title":" ","status":"OK"}`, `{"AlarmName":"a","NewStateValue":"ALARM","AlarmArn":"arn:aws:cloudwatch:/@evil:1:alarm:a"}`,
	} {
		for i := range tools {
			f.Add(uint8(i), "workflow_run", []byte(body))
			f.Add(uint8(i), "issue", []byte(body))
		}
	}
	f.Fuzz(func(t *testing.T, tool uint8, hint string, body []byte) {
		header := http.Header{"X-Github-Event": {hint}, "Sentry-Hook-Resource": {hint}, "Content-Type": {hint}}
		events, err := inbound.Read(tools[int(tool)%len(tools)], inbound.Delivery{Header: header, Body: body})
		if err != nil {
			if !fault.Is(err, fault.Invalid) && !errors.Is(err, inbound.ErrSubscription) || err.Error() == "" {
				t.Fatalf("refused by %v", err)
			}
			return
		}
		if len(events) > inbound.MostEvents {
			t.Fatalf("%d events", len(events))
		}
		for _, event := range events {
			event.RoutingKey = "x"
			if err := event.Validate(); err != nil {
				t.Errorf("%+v is not valid: %v", event, err)
			}
			if event.DedupKey == "" {
				t.Error("an event has no key")
			}
			texts := []string{event.DedupKey, event.Summary, string(event.Payload), string(event.CustomDetails)}
			for _, text := range []*string{event.Source, event.Description} {
				if text != nil {
					texts = append(texts, *text)
				}
			}
			for _, link := range event.Links {
				if !model.IsPage(link.Href) {
					t.Errorf("%q is no page", link.Href)
				}
				texts = append(texts, link.Href, link.Text)
			}
			for _, text := range texts {
				if !utf8.ValidString(text) || strings.ContainsRune(text, 0) {
					t.Errorf("%q is not text that a database takes", text)
				}
			}
			for _, value := range [][]byte{event.Payload, event.CustomDetails} {
				if len(value) > 0 && strictjson.Check(value) != nil {
					t.Errorf("%s is not JSON that a database takes", value)
				}
			}
			if len(event.CustomDetails) > 20*len(body)+2000 {
				t.Errorf("%d bytes became %d", len(body), len(event.CustomDetails))
			}
		}
	})
}
