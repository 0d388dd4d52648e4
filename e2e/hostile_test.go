package e2e

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// memoryBound is how many megabytes a server may have used at most after all of the
// attacks. It takes 120 to 150.
const memoryBound = 512

// door is a path that takes bodies from strangers, and how it refuses.
type door struct {
	method, path string
	good         string // a body that it takes; "": others are tested elsewhere
	refusal      func(body []byte) bool
}

// The shapes in which the doors refuse.
func asPagerDutyEvents(body []byte) bool {
	var shape struct {
		Status, Message string
		Errors          []string
	}
	return json.Unmarshal(body, &shape) == nil && shape.Status != "" && shape.Message != "" && len(shape.Errors) > 0 && shape.Errors[0] != ""
}

func asDocumented(body []byte) bool {
	var shape struct {
		Error struct{ Code, Message string }
	}
	return json.Unmarshal(body, &shape) == nil && shape.Error.Code != "" && shape.Error.Message != ""
}

func asPagerDutyREST(body []byte) bool {
	var shape struct {
		Error struct {
			Message string
			Code    int
			Errors  []string
		}
	}
	return json.Unmarshal(body, &shape) == nil && shape.Error.Code > 0 && shape.Error.Message != "" && len(shape.Error.Errors) > 0
}

func asGraphQL(body []byte) bool {
	var shape struct {
		Data   json.RawMessage
		Errors []struct {
			Message    string
			Extensions struct{ Code string }
		}
	}
	return json.Unmarshal(body, &shape) == nil && shape.Data == nil && len(shape.Errors) > 0 && shape.Errors[0].Message != "" && shape.Errors[0].Extensions.Code != ""
}

func doors(s *server, service string) []door {
	key := s.RoutingKeys["payment-api"]
	event := `{"routing_key":"` + key + `","event_action":"trigger","dedup_key":"good","payload":{"summary":"Good"}}`
	doors := []door{
		{http.MethodPost, "/v2/enqueue", event, asPagerDutyEvents},
		{http.MethodPost, "/v2/change/enqueue", `{"routing_key":"` + key + `","payload":{"summary":"Good"}}`, asPagerDutyEvents},
		{http.MethodPost, "/generic/2010-04-15/create_event.json", `{"service_key":"` + key + `","event_type":"trigger","description":"Good"}`, asPagerDutyEvents},
		{http.MethodPost, "/api/events", event, asDocumented},
		{http.MethodPost, "/api/incidents", `{"title":"Good","service_id":"` + service + `"}`, asDocumented},
		{http.MethodPut, "/pagerduty/incidents", `{"incidents":[]}`, asPagerDutyREST},
		{http.MethodPost, "/pagerduty/incidents/inc_1/notes", "", asPagerDutyREST},
		{http.MethodPost, "/graphql", `{"query":"{viewer{__typename}}"}`, asGraphQL},
	}
	for _, tool := range tools {
		doors = append(doors, door{http.MethodPost, "/api/integrations/" + tool + "/" + key, "", asDocumented})
	}
	return doors
}

// tools are those that have a format of their own.
var tools = []string{"alertmanager", "azure-monitor", "cloudwatch", "datadog", "generic", "github-actions", "gitlab", "grafana", "sentry", "uptime-kuma", "zabbix"}

// attack is a body that no door may take.
type attack struct {
	name     string
	body     []byte
	encoding string
}

func attacks() []attack {
	const depth = 100_000
	var bomb bytes.Buffer
	packed := gzip.NewWriter(&bomb)
	_, _ = packed.Write(bytes.Repeat([]byte(" "), 100<<20))
	_ = packed.Close()
	return []attack{
		{name: "nothing"},
		{name: "1 MB of blanks", body: bytes.Repeat([]byte(" "), 1<<20)},
		{name: "8 MB of a text", body: []byte(`{"a":"` + strings.Repeat("x", 8<<20) + `"}`)},
		{name: "1 MB of numbers", body: []byte("[" + strings.Repeat("1,", 1<<19) + "1]")},
		{name: "a bomb of 100 MB, packed", body: bomb.Bytes(), encoding: "gzip"},
		{name: "the same bomb, as if it were not packed", body: bomb.Bytes()},
		{name: "a list 100,000 deep", body: []byte(strings.Repeat("[", depth) + strings.Repeat("]", depth))},
		{name: "an object 100,000 deep", body: []byte(strings.Repeat(`{"a":`, depth) + "1" + strings.Repeat("}", depth))},
		{name: "100,000 brackets that stay open", body: []byte(strings.Repeat("[", depth))},
		{name: "a key twice", body: []byte(`{"routing_key":"a","routing_key":"b","query":"a","query":"b"}`)},
		{name: "a NUL", body: []byte("{\"payload\":{\"summary\":\"a\\u0000b\"},\"query\":\"\\u0000\",\"title\":\"\\u0000\"}")},
		{name: "a lone surrogate", body: []byte(`{"payload":{"summary":"\ud800"},"query":"\ud800","description":"\udfff"}`)},
		{name: "no UTF-8", body: []byte("{\"payload\":{\"summary\":\"\xff\"},\"query\":\"\xc3\x28\"}")},
		{name: "two values", body: []byte(`{} {}`)},
		{name: "a list", body: []byte(`[{"event_action":"trigger"}]`)},
		{name: "null", body: []byte(`null`)},
		{name: "a text", body: []byte(`"trigger"`)},
		{name: "a number beyond all", body: []byte(`1e999999999`)},
		{name: "fields of other types", body: []byte(`{"routing_key":{},"service_key":[],"event_action":1,"event_type":1,"dedup_key":[],"payload":"x","title":{},"query":5,"variables":[]}`)},
		{name: "a form", body: []byte(`a=b&c=d`)},
	}
}

func TestHostileBodies(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		for _, door := range doors(s, s.serviceID(t)) {
			t.Run(door.path, func(t *testing.T) {
				for _, attack := range attacks() {
					s.attack(t, door, attack)
				}
				if door.good == "" {
					return
				}
				if status, answer := s.send(t, door.method, door.path, "application/json", strings.NewReader(door.good)); status >= 300 {
					t.Errorf("after the attacks a good body is answered %d: %s", status, answer)
				}
			})
		}
		if used := s.mostMemory(t); used > memoryBound {
			t.Errorf("the server has used %d MB", used)
		} else {
			t.Logf("the server has used at most %d MB", used)
		}
	})
}

// attack sends one attack from eight senders at once.
func (s *server) attack(t *testing.T, door door, a attack) {
	t.Helper()
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			if err := s.refused(t, door, a); err != nil {
				t.Errorf("%s: %v", a.name, err)
			}
		})
	}
	group.Wait()
}

func (s *server) refused(t *testing.T, door door, a attack) error {
	r, err := http.NewRequestWithContext(t.Context(), door.method, s.url+door.path, bytes.NewReader(a.body))
	if err != nil {
		return err
	}
	r.Header.Set("Authorization", "Bearer "+s.LiveKey)
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept", "application/graphql-response+json, application/json;q=0.9")
	if a.encoding != "" {
		r.Header.Set("Content-Encoding", a.encoding)
	}
	answer, err := s.client.Do(r)
	if err != nil {
		return err
	}
	defer func() { _ = answer.Body.Close() }()
	body, err := io.ReadAll(io.LimitReader(answer.Body, 1<<20))
	if err != nil {
		return err
	}
	if answer.StatusCode < 400 || answer.StatusCode > 499 || !door.refusal(body) || len(body) > 64<<10 {
		return fmt.Errorf("answered %d, %d bytes: %.300s", answer.StatusCode, len(body), body)
	}
	return nil
}

// mostMemory is the most that the server has used, in megabytes.
func (s *server) mostMemory(t *testing.T) int {
	t.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.Process.Pid))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(status)) {
		if fields := strings.Fields(line); fields[0] == "VmHWM:" {
			kilobytes, err := strconv.Atoi(fields[1])
			if err != nil {
				t.Fatal(err)
			}
			return kilobytes >> 10
		}
	}
	t.Fatal("the system does not tell what memory the server has used")
	return 0
}
