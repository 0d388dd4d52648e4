package graph

import (
	"context"
	"encoding/json"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/opsknight/opsknight/internal/auth"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/internal/gate"
	"github.com/opsknight/opsknight/internal/ratelimit"
	"github.com/opsknight/opsknight/internal/strictjson"
)

// queryLimit is the size of a document, in bytes; the rest of a body is variables.
const queryLimit = 64 << 10

// httpTransport serves queries and mutations by POST and queries by GET, by the
// GraphQL over HTTP specification. gqlgen's own transports answer many requests
// otherwise: docs/adr/0004 lists how.
type httpTransport struct{ Options }

// Supports takes every request: what no transport can serve is refused here.
func (httpTransport) Supports(*http.Request) bool { return true }

// Do serves one request.
func (t httpTransport) Do(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor) {
	var panicked error // outside of resolvers: gqlgen would answer it with a status of its own
	func() {
		defer fault.Catch(&panicked)
		t.serve(w, r, exec)
	}()
	if panicked != nil {
		t.refuse(w, r, panicked)
	}
}

func (t httpTransport) serve(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor) {
	if r.Method == http.MethodOptions {
		w.Header().Set("Allow", "GET, POST, OPTIONS")
		w.WriteHeader(http.StatusNoContent)
		return
	}
	contentType, acceptable := accepted(acceptOf(r))
	params, refused := t.params(w, r)
	if !acceptable {
		refused = &problem{http.StatusNotAcceptable, badRequest, "Answers are application/graphql-response+json or application/json: accept one of them."}
	}
	if refused != nil {
		t.refuseCounted(w, r, refused)
		return
	}
	ctx := r.Context()
	start := graphql.Now()
	params.Headers = r.Header
	params.ReadTime = graphql.TraceTiming{Start: start, End: start}
	operation, errs := exec.CreateOperationContext(ctx, params)
	if len(errs) > 0 {
		if err := t.count(w, r, ratelimit.Reads); err != nil {
			t.refuse(w, r, err)
			return
		}
		status := http.StatusOK
		if contentType == typeGraphQL {
			status = http.StatusBadRequest
		}
		writeAnswer(w, contentType, status, exec.DispatchError(graphql.WithOperationContext(ctx, operation), codes(errs)))
		return
	}
	if operation.Operation.Operation == ast.Subscription && wantsEvents(r) {
		streamTransport(t).stream(w, r, exec, params) // which counts it
		return
	}
	if err := t.admit(w, r, operation.Operation); err != nil {
		t.refuse(w, r, err)
		return
	}
	if operation.Operation.Operation == ast.Subscription {
		problem{http.StatusNotAcceptable, "SUBSCRIPTION_TRANSPORT", "A subscription needs a WebSocket, or Accept: text/event-stream."}.write(w, r)
		return
	}
	if r.Method != http.MethodPost && operation.Operation.Operation != ast.Query { // by HEAD as little as by GET
		w.Header().Set("Allow", "POST")
		problem{http.StatusMethodNotAllowed, badRequest, "By GET only queries can be run: send this by POST."}.write(w, r)
		return
	}
	ctx = t.Root.WithLoaders(graphql.WithOperationContext(ctx, operation))
	kind, field := string(operation.Operation.Operation), firstField(operation.Operation.SelectionSet)
	if isLive(r) { // it might have been a subscription
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, operationTimeout)
		defer cancel()
	}
	ctx, end := t.Root.DB.Span(ctx, kind+" "+field)
	handle, ctx := exec.DispatchOperation(ctx, operation)
	answer := handle(ctx) // nil if ctx had ended before: the time was over, or the client has gone
	end(nil)
	if t.Observe != nil {
		t.Observe(kind, field, graphql.Now().Sub(start), answer == nil || len(answer.Errors) > 0)
	}
	if answer == nil {
		t.refuse(w, r, ctx.Err())
		return
	}
	auth.VisitOf(ctx).Answer(w.Header())
	writeAnswer(w, contentType, http.StatusOK, answer)
}

// admit counts an operation by its kind. Without credentials only what is open to
// everybody may run.
func (t httpTransport) admit(w http.ResponseWriter, r *http.Request, operation *ast.OperationDefinition) error {
	kind := ratelimit.Reads
	if operation.Operation == ast.Mutation {
		kind = ratelimit.Writes
	}
	if visit := auth.VisitOf(r.Context()); visit != nil && visit.Nobody != nil && isOpen(operation) {
		result, err := t.Gate.CountAddress(r, kind)
		gate.Headers(w.Header(), result)
		return err
	}
	return t.count(w, r, kind)
}

// refuseCounted answers what is no GraphQL request; it counts as a read.
func (t httpTransport) refuseCounted(w http.ResponseWriter, r *http.Request, p *problem) {
	if err := t.count(w, r, ratelimit.Reads); err != nil {
		t.refuse(w, r, err)
		return
	}
	p.write(w, r)
}

// params reads the request, or says what is wrong with it.
func (t httpTransport) params(w http.ResponseWriter, r *http.Request) (*graphql.RawParams, *problem) {
	switch r.Method {
	case http.MethodGet, http.MethodHead:
		return fromQuery(r.URL.RawQuery)
	case http.MethodPost:
		mediaType, parameters, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
		charset := parameters["charset"]
		if err != nil || mediaType != typeJSON || charset != "" && !strings.EqualFold(charset, "utf-8") {
			w.Header().Set("Accept-Post", typeJSON)
			return nil, &problem{http.StatusUnsupportedMediaType, badRequest, "Send the request as Content-Type: application/json, in UTF-8."}
		}
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return nil, malformed("The request body could not be read.")
		}
		return fromBody(body)
	}
	w.Header().Set("Allow", "GET, POST, OPTIONS")
	return nil, &problem{http.StatusMethodNotAllowed, badRequest, "Use POST, or GET for queries."}
}

func malformed(message string) *problem {
	return &problem{http.StatusBadRequest, badRequest, message}
}

// fromQuery reads a GET request: variables and extensions are JSON.
func fromQuery(raw string) (*graphql.RawParams, *problem) {
	values, err := url.ParseQuery(raw)
	if err != nil {
		return nil, malformed("The query string is malformed.")
	}
	fields := map[string]json.RawMessage{}
	for _, name := range []string{"query", "operationName"} {
		if values.Has(name) {
			fields[name], _ = json.Marshal(values.Get(name))
		}
	}
	for _, name := range []string{"variables", "extensions"} {
		if text := values.Get(name); text != "" {
			if strictjson.Check([]byte(text)) != nil {
				return nil, malformed(name + " is not valid JSON.")
			}
			fields[name] = json.RawMessage(text)
		}
	}
	return fromFields(fields)
}

func fromBody(body []byte) (*graphql.RawParams, *problem) {
	if err := strictjson.Check(body); err != nil {
		return nil, malformed("The request body is not valid JSON: " + err.Error() + ".")
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(body, &fields); err != nil || fields == nil {
		return nil, malformed("The request body is one JSON object; batches are not supported.")
	}
	return fromFields(fields)
}

func fromFields(fields map[string]json.RawMessage) (*graphql.RawParams, *problem) {
	params := &graphql.RawParams{}
	for name, into := range map[string]any{
		"query": &params.Query, "operationName": &params.OperationName,
		"variables": &params.Variables, "extensions": &params.Extensions,
	} {
		value, given := fields[name]
		if !given {
			continue
		}
		// Numbers keep their digits: a float would lose those of a large Int.
		decoder := json.NewDecoder(strings.NewReader(string(value)))
		decoder.UseNumber()
		if decoder.Decode(into) != nil {
			return nil, malformed(name + " has the wrong type: query and operationName are text, variables and extensions objects.")
		}
	}
	_, named, _ := persistedHash(params.Extensions)
	switch {
	case params.Query == "" && !named:
		return nil, malformed("query is required: the text of a GraphQL document.")
	case len(params.Query) > queryLimit:
		return nil, &problem{http.StatusRequestEntityTooLarge, string(fault.Invalid), "query is larger than 64 KiB."}
	}
	return params, nil
}
