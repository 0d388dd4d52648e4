package opsknight_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	opsknight "github.com/opsknight/opsknight/sdk/go"
	"github.com/opsknight/opsknight/sdk/go/graphql"
)

func TestQueryKeepsWhatHasNotFailed(t *testing.T) {
	s := newStub(t, answer{status: 200, body: `{"data":{"viewer":{"name":"Alice"},"incident":null},"errors":[{"message":"No.","path":["incident"],"extensions":{"code":"NOT_FOUND"}}]}`})
	c, _ := s.client(t, opsknight.Retry{})
	var into struct {
		Viewer   graphql.Viewer
		Incident *graphql.Incident
	}
	err := c.Query(t.Context(), "query A { viewer { name } incident(id: 1) { id } } query B { viewer { name } }", map[string]any{"x": 1}, &into, opsknight.OperationName("A"))
	var why *opsknight.Error
	if !errors.As(err, &why) || why.Code != opsknight.ErrorCodeNotFound || why.Status != 200 || len(why.GraphQL) != 1 || why.GraphQL[0].Path[0] != "incident" {
		t.Error("the error is", err)
	}
	if into.Viewer.Name != "Alice" || into.Incident != nil {
		t.Errorf("got %+v", into)
	}
	if !strings.Contains(s.sent()[0], `"operationName":"A"`) || !strings.Contains(s.sent()[0], `"variables":{"x":1}`) {
		t.Error("sent", s.sent()[0])
	}
	for _, stranger := range []string{"<html>", "{}", `{"data":null}`, "[]"} {
		s := newStub(t, answer{status: 200, body: stranger})
		c, _ := s.client(t, opsknight.Retry{})
		if err := c.Query(t.Context(), "{ x }", nil, nil); stranger != `{"data":null}` && (!errors.As(err, &why) || why.Code != opsknight.CodeUnexpected) {
			t.Errorf("%s makes the error %v", stranger, err)
		}
	}
}

func TestOnlyMutationsAreChanges(t *testing.T) {
	for document, changes := range map[string]bool{
		"mutation { x }": true,
		"fragment f on X { y } mutation M($a: A = {b: 1}) { x }": true,
		"# query\nmutation M { x }":                              true,
		`query($a: String = "{") { x } mutation { y }`:           true,
		"{ mutation { x } }":                                     false,
		"# mutation { x }\n{ x }":                                false,
		`query Q($a: String = "mutation \" mutation") { x }`:     false,
		`query Q($a: String = """mutation " x""") { x }`:         false,
		"query mutations { mutation_ }":                          false,
		"subscription { x }":                                     false,
		`{ x(a: "`:                                               false,
	} {
		s := newStub(t, answer{status: 503}, answer{status: 200, body: `{"data":{}}`})
		c, _ := s.client(t, opsknight.Retry{})
		if err := c.Query(t.Context(), document, nil, nil); (err != nil) != changes {
			t.Errorf("%s: %v", document, err)
		}
	}
}

func TestNodes(t *testing.T) {
	const document = `query($after: String) { service(id: "svc_1") { incidents(after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } } }`
	page := func(nodes, info string) answer {
		return answer{status: 200, body: `{"data":{"service":{"incidents":{"nodes":[` + nodes + `],"pageInfo":` + info + `}}}}`}
	}
	first, last := page(`{"id":"inc_1"}`, `{"hasNextPage":true,"endCursor":"c1"}`), page(`{"id":"inc_2"}`, `{"hasNextPage":false,"endCursor":"c2"}`)
	ids := func(s *stub, path ...string) (ids []string, err error) {
		c, _ := s.client(t, opsknight.Retry{})
		variables := map[string]any{"x": 1}
		for node, err := range opsknight.Nodes[graphql.Incident](t.Context(), c, document, variables, path...) {
			if err != nil {
				return ids, err
			}
			ids = append(ids, node.ID)
		}
		if len(variables) != 1 {
			t.Error("the caller's variables are changed")
		}
		return ids, nil
	}
	s := newStub(t, first, last)
	got, err := ids(s, "service", "incidents")
	if err != nil || !slices.Equal(got, []string{"inc_1", "inc_2"}) || !strings.Contains(s.sent()[1], `"after":"c1"`) || !strings.Contains(s.sent()[1], `"x":1`) || strings.Contains(s.sent()[0], `"after"`) {
		t.Error(got, err, s.sent())
	}
	for name, bad := range map[string]struct {
		answers []answer
		path    []string
	}{
		"a page that does not lead on": {[]answer{first, first}, []string{"service", "incidents"}},
		"no pageInfo":                  {[]answer{{status: 200, body: `{"data":{"incidents":{"nodes":[]}}}`}}, nil},
		"a wrong path":                 {[]answer{first}, []string{"team"}},
		"several roots":                {[]answer{{status: 200, body: `{"data":{"a":1,"b":2}}`}}, nil},
		"a failure":                    {[]answer{{status: 500}}, nil},
	} {
		if _, err := ids(newStub(t, bad.answers...), bad.path...); err == nil {
			t.Error("no error of", name)
		}
	}
}

// silence ends the text of a connection that stays open.
const silence = ": silence\n\n"

// streams is a server of subscriptions: each connection sends its text, and is lost; the last
// stays open.
func streams(t *testing.T, texts ...string) (*httptest.Server, func() []string) {
	t.Helper()
	var connections atomic.Int32
	asked := make(chan string, 100)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		asked <- r.Header.Get("Accept") + " " + string(body)
		n := int(connections.Add(1))
		text := texts[min(n, len(texts))-1]
		if status, answer, refused := strings.Cut(text, "!"); refused {
			w.Header().Set("Retry-After", "7")
			w.WriteHeader(map[string]int{"401": 401, "503": 503}[status])
			_, _ = io.WriteString(w, answer)
			return
		}
		w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
		_, _ = io.WriteString(w, text)
		_ = http.NewResponseController(w).Flush()
		if n >= len(texts) || strings.HasSuffix(text, silence) {
			<-r.Context().Done()
		}
	}))
	t.Cleanup(server.Close)
	return server, func() (all []string) {
		for len(asked) > 0 {
			all = append(all, <-asked)
		}
		return all
	}
}

const watched = `subscription($after: String) { incidentChanged(after: $after) { cursor incident { title } } }`

func change(cursor, title string) string {
	return "event: next\r\ndata: {\"data\":{\"incidentChanged\":{\"cursor\":\"" + cursor + "\",\r\ndata: \"incident\":{\"title\":\"" + title + "\"}}}}\r\n\r\n"
}

type changed struct{ IncidentChanged graphql.IncidentChange }

func TestSubscribeGoesOn(t *testing.T) {
	server, asked := streams(t,
		":\n\n"+change("c1", "one")+change("c2", "two")+"event: next\ndata: {\"data\":{\"inci", // lost in the middle
		"503!", "event: complete\ndata: \n\n", change("c3", "three"))
	var waited waits
	c, err := opsknight.New(opsknight.Config{URL: server.URL, Random: func() float64 { return 0.5 }, Sleep: func(_ context.Context, d time.Duration) error {
		waited = append(waited, d)
		return nil
	}})
	if err != nil {
		t.Fatal(err)
	}
	var titles []string
	for data, err := range opsknight.Subscribe[changed](t.Context(), c, watched, map[string]any{"filter": nil}) {
		if err != nil {
			t.Fatal(err)
		}
		if titles = append(titles, data.IncidentChanged.Incident.Title); len(titles) == 3 {
			break
		}
	}
	if !slices.Equal(titles, []string{"one", "two", "three"}) {
		t.Error("got", titles)
	}
	if want := []time.Duration{500 * time.Millisecond, 7 * time.Second, 2 * time.Second}; !slices.Equal(waited, want) {
		t.Errorf("waited %v, want %v", waited, want)
	}
	requests := asked()
	if strings.Contains(requests[0], `"after":"`) || !strings.HasPrefix(requests[0], "text/event-stream ") {
		t.Error("asked", requests[0])
	}
	for _, r := range requests[1:] {
		if !strings.Contains(r, `"after":"c2"`) {
			t.Error("went on by", r)
		}
	}
}

func TestSubscribeEnds(t *testing.T) {
	end := func(document string, config opsknight.Config, texts ...string) (int, error) {
		server, asked := streams(t, texts...)
		config.URL = server.URL
		config.Sleep = func(ctx context.Context, _ time.Duration) error { return ctx.Err() }
		c, err := opsknight.New(config)
		if err != nil {
			t.Fatal(err)
		}
		for _, err := range opsknight.Subscribe[json.RawMessage](t.Context(), c, document, nil) {
			if err != nil {
				return len(asked()), err
			}
		}
		return 0, errors.New("it has ended without an error")
	}
	var why *opsknight.Error
	if n, err := end(watched, opsknight.Config{}, `401!{"errors":[{"message":"No.","extensions":{"code":"UNAUTHORIZED"}}]}`); !errors.As(err, &why) || why.Code != opsknight.ErrorCodeUnauthorized || n != 1 {
		t.Error("a refusal makes", n, err)
	}
	refused := "event: next\ndata: {\"errors\":[{\"message\":\"No.\",\"extensions\":{\"code\":\"FORBIDDEN\"}}]}\n\n"
	if n, err := end(watched, opsknight.Config{}, change("c1", "one")+refused); !errors.As(err, &why) || why.Code != opsknight.ErrorCodeForbidden || n != 1 {
		t.Error("a refusal in the stream makes", n, err)
	}
	if n, err := end(watched, opsknight.Config{Retry: opsknight.Retry{Attempts: 3}}, "503!"); !errors.As(err, &why) || why.Status != 503 || n != 3 {
		t.Error("a server that never answers makes", n, err)
	}
	if n, err := end("subscription { incidentChanged { cursor } }", opsknight.Config{}, change("c1", "one"), change("c2", "two")); !errors.As(err, &why) || n != 1 {
		t.Error("a document that cannot go on makes", n, err)
	}
	tooMany := "event: next\ndata: {\"errors\":[{\"message\":\"Too slow.\",\"extensions\":{\"code\":\"RATE_LIMITED\"}}]}\n\n"
	if n, err := end(watched, opsknight.Config{}, change("c1", "one")+tooMany, refused); !errors.As(err, &why) || why.Code != opsknight.ErrorCodeForbidden || n != 2 {
		t.Error("a client that is too slow makes", n, err)
	}
	if n, err := end(watched, opsknight.Config{Idle: 500 * time.Millisecond}, change("c1", "one")+silence, refused); n != 2 || !errors.As(err, &why) {
		t.Error("a stream without a sign of life makes", n, err)
	}
	server, _ := streams(t, change("c1", "one"))
	c, err := opsknight.New(opsknight.Config{URL: server.URL})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	for _, err := range opsknight.Subscribe[changed](ctx, c, watched, nil) {
		if err != nil {
			t.Error("the end of the context is an error:", err)
		}
		cancel()
	}
}
