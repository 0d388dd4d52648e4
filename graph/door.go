package graph

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strconv"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/opsknight/opsknight/internal/auth"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/internal/gate"
	"github.com/opsknight/opsknight/internal/ratelimit"
	"github.com/opsknight/opsknight/internal/requestid"
	"github.com/opsknight/opsknight/model"
)

// bodyLimit is the size of a request, in bytes.
const bodyLimit = 1 << 20

// door tells who asks, reads a body of a size that may be read, and gives an operation
// its time. Who has neither a key nor a session comes in as nobody, for the few
// operations that are open to everybody.
func (o Options) door(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodOptions || isUpgrade(r) { // a socket brings its credentials later
			next.ServeHTTP(w, r)
			return
		}
		ctx, result, err := o.enter(r)
		gate.Headers(w.Header(), result)
		if err != nil {
			o.refuse(w, r, err)
			return
		}
		if !isLive(r) {
			var cancel context.CancelFunc
			ctx, cancel = context.WithTimeout(ctx, operationTimeout)
			defer cancel()
		}
		r = r.WithContext(ctx)
		body, refused := readBody(w, r)
		if refused == nil {
			r.Body = io.NopCloser(bytes.NewReader(body))
			next.ServeHTTP(w, r)
			return
		}
		if err := o.count(w, r, ratelimit.Reads); err != nil {
			o.refuse(w, r, err)
			return
		}
		refused.write(w, r)
	})
}

// enter returns the context of a GraphQL request with who asks.
func (o Options) enter(r *http.Request) (context.Context, ratelimit.Result, error) {
	return o.enterBy(r, o.Gate.AuthenticateForGraphQL)
}

// enterBy returns the request's context with who asks: whose the API key is, authenticate
// tells.
func (o Options) enterBy(r *http.Request, authenticate func(*http.Request, ratelimit.Kind) (model.Actor, ratelimit.Result, error)) (context.Context, ratelimit.Result, error) {
	ctx := r.Context()
	if auth.CredentialsOf(r.Header).Secret != "" {
		actor, result, err := authenticate(r, ratelimit.Reads)
		return auth.With(ctx, actor), result, err
	}
	visit, result, err := o.Gate.Visit(r, ratelimit.Reads)
	if err != nil {
		return ctx, result, err
	}
	ctx = auth.WithVisit(ctx, visit)
	if visit.Nobody != nil {
		return ctx, result, nil
	}
	actor, err := o.Root.personIn(ctx, visit.Person, r.Header.Get(environmentHeader))
	return auth.With(ctx, actor), result, err
}

// Enter returns the context of a request that is not GraphQL, with the person who is
// signed in or the key, and counts it as a read.
//
// Faults: Unauthorized, Forbidden, Invalid, RateLimited.
func (o Options) Enter(r *http.Request) (context.Context, ratelimit.Result, error) {
	ctx, result, err := o.enterBy(r, o.Gate.Authenticate)
	if err != nil {
		return ctx, result, err
	}
	if visit := auth.VisitOf(ctx); visit != nil && visit.Nobody != nil {
		result, err = o.Gate.Refuse(r, ratelimit.Reads, visit.Nobody)
		return ctx, result, err
	}
	by, err := auth.Actor(ctx)
	if err != nil {
		return ctx, result, err
	}
	result, err = o.Gate.Count(ctx, by, ratelimit.Reads)
	return o.Root.WithLoaders(ctx), result, err
}

// count counts a request of whoever asks, and tells the limit in the headers. It
// returns why a request without credentials is refused.
func (o Options) count(w http.ResponseWriter, r *http.Request, kind ratelimit.Kind) error {
	if visit := auth.VisitOf(r.Context()); visit != nil && visit.Nobody != nil {
		result, err := o.Gate.Refuse(r, kind, visit.Nobody)
		gate.Headers(w.Header(), result)
		return err
	}
	by, err := auth.Actor(r.Context())
	if err != nil {
		return err
	}
	result, err := o.Gate.Count(r.Context(), by, kind)
	gate.Headers(w.Header(), result)
	return err
}

// readBody reads the body in front of every transport, so that none can be given
// one without end.
func readBody(w http.ResponseWriter, r *http.Request) ([]byte, *problem) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, bodyLimit))
	if err == nil {
		return body, nil
	}
	if _, tooLarge := errors.AsType[*http.MaxBytesError](err); tooLarge {
		return nil, &problem{http.StatusRequestEntityTooLarge, string(fault.Invalid), "The request body is larger than 1 MiB."}
	}
	return nil, malformed("The request body could not be read.")
}

// shown is a fault as an answer has it; any other error is logged and becomes an
// internal one.
func (o Options) shown(ctx context.Context, err error) (*fault.Error, gqlerror.List) {
	f := fault.Of(err)
	if f == nil {
		if !errors.Is(err, context.Canceled) {
			o.Log.ErrorContext(ctx, "graphql", "error", err)
		}
		f = fault.New(fault.Internal, internalMessage)
	}
	shown := &gqlerror.Error{Extensions: map[string]any{"requestId": requestid.Of(ctx)}}
	describe(shown, f)
	return f, gqlerror.List{shown}
}

// refuse answers a request that did not pass the gate.
func (o Options) refuse(w http.ResponseWriter, r *http.Request, err error) {
	f, shown := o.shown(r.Context(), err)
	status := map[fault.Code]int{fault.Unauthorized: 401, fault.Forbidden: 403, fault.Invalid: 400, fault.RateLimited: 429}[f.Code]
	if status == 0 {
		status = http.StatusInternalServerError
	}
	if f.Code == fault.Unauthorized {
		w.Header().Set("WWW-Authenticate", "Bearer")
	}
	contentType, _ := accepted(acceptOf(r))
	writeAnswer(w, contentType, status, &graphql.Response{Errors: shown})
}

// badRequest is the code of a request that is not GraphQL over HTTP.
const badRequest = "BAD_REQUEST"

// problem is a request that is refused before it is GraphQL.
type problem struct {
	status  int
	code    string
	message string
}

func (p problem) write(w http.ResponseWriter, r *http.Request) {
	contentType, _ := accepted(acceptOf(r))
	writeAnswer(w, contentType, p.status, &graphql.Response{Errors: gqlerror.List{{
		Message:    p.message,
		Extensions: map[string]any{"code": p.code, "requestId": requestid.Of(r.Context())},
	}}})
}

// writeAnswer writes an answer with its status. A request error has no data entry,
// which graphql.Response would always write.
func writeAnswer(w http.ResponseWriter, contentType string, status int, answer *graphql.Response) {
	var shape any = answer
	if answer.Data == nil {
		shape = struct {
			Errors     gqlerror.List  `json:"errors"`
			Extensions map[string]any `json:"extensions,omitempty"`
		}{answer.Errors, answer.Extensions}
	}
	body, err := json.Marshal(shape)
	if err != nil {
		status = http.StatusInternalServerError
		body = []byte(`{"errors":[{"message":"Internal error.","extensions":{"code":"INTERNAL_ERROR"}}]}`)
	}
	header := w.Header()
	header.Set("Content-Type", contentType+"; charset=utf-8")
	header.Set("Content-Length", strconv.Itoa(len(body)))
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("Cache-Control", "no-store")
	header.Add("Vary", "Accept")
	w.WriteHeader(status)
	_, _ = w.Write(body)
}
