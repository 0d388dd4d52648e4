package graph

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/opsknight/opsknight/internal/auth"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/internal/ratelimit"
	"github.com/opsknight/opsknight/model"
)

// What the two transports share that stay open: WebSocket and server-sent events.

const (
	// checkEvery is how often it is looked whether the key or session is still good: one
	// that is revoked ends what is open within this time.
	checkEvery = 5 * time.Second
	// writeWithin is how long a client may take to take what is sent.
	writeWithin = 10 * time.Second
)

// isLive reports whether a request stays open. It then has no time to end in, and each of
// its operations has one of its own.
func isLive(r *http.Request) bool { return isUpgrade(r) || wantsEvents(r) }

func isUpgrade(r *http.Request) bool { return strings.EqualFold(r.Header.Get("Upgrade"), "websocket") }

// answers are those of one operation of a request that stays open, in their order.
type answers struct {
	Options
	exec graphql.GraphExecutor
	// enter returns who asks, as they are now.
	enter func() (context.Context, error)
	// byGet tells that the request may change nothing, as a link can make a browser send it.
	byGet bool
}

// outcome is how an operation has ended.
type outcome struct {
	refused gqlerror.List // why it did not run, or not on
	left    bool          // who asks has lost the right to
}

// run runs an operation, and hands its answers to send, as JSON, until that fails or ctx ends. A
// panic is an internal error: in a goroutine of a socket it would end the process.
func (a answers) run(ctx context.Context, params *graphql.RawParams, send func([]byte) error) (ended outcome) {
	var failed error
	defer func() {
		if failed != nil {
			ended = outcome{refused: a.refusal(ctx, failed)}
		}
	}()
	defer fault.Catch(&failed)
	entered, err := a.enter()
	if err != nil {
		return outcome{refused: a.refusal(ctx, err), left: true}
	}
	ctx, cancel := joined(entered, ctx)
	defer cancel()
	start := graphql.Now()
	params.ReadTime = graphql.TraceTiming{Start: start, End: start}
	operation, errs := a.exec.CreateOperationContext(ctx, params)
	if err := a.countLive(ctx, operation, len(errs) == 0); err != nil {
		return outcome{refused: a.refusal(ctx, err)}
	}
	if len(errs) > 0 {
		return outcome{refused: a.exec.DispatchError(graphql.WithOperationContext(ctx, operation), codes(errs)).Errors}
	}
	if operation.Operation.Operation == ast.Mutation && a.byGet {
		return outcome{refused: gqlerror.List{{Message: "By GET nothing can be changed: send this by POST.", Extensions: map[string]any{"code": badRequest}}}}
	}
	ctx = a.Root.WithLoaders(graphql.WithOperationContext(ctx, operation))
	if operation.Operation.Operation != ast.Subscription {
		return a.once(ctx, operation, start, send)
	}
	// The validator counts fields by their names, so that it lets pass one under two aliases.
	if roots := graphql.CollectFields(operation, operation.Operation.SelectionSet, []string{"Subscription"}); len(roots) != 1 {
		return outcome{refused: gqlerror.List{{Message: "A subscription has one field at its top.", Extensions: map[string]any{"code": "GRAPHQL_VALIDATION_FAILED"}}}}
	}
	return a.subscribe(ctx, operation, send)
}

// once runs a query or mutation.
func (a answers) once(ctx context.Context, operation *graphql.OperationContext, start time.Time, send func([]byte) error) outcome {
	ctx, cancel := context.WithTimeout(ctx, operationTimeout)
	defer cancel()
	handle, ctx := a.exec.DispatchOperation(ctx, operation)
	answer := handle(ctx) // nil if ctx had ended before: who asks took it back, or has gone
	if a.Observe != nil {
		kind, field := string(operation.Operation.Operation), firstField(operation.Operation.SelectionSet)
		a.Observe(kind, field, graphql.Now().Sub(start), answer == nil || len(answer.Errors) > 0)
	}
	if answer == nil {
		return outcome{refused: a.refusal(ctx, ctx.Err())}
	}
	_ = sendAnswer(answer, send) // who has gone needs no answer
	return outcome{}
}

// subscribe runs a subscription until it ends. An answer tells of what there is when the
// change is told, and is only sent to who may still have it.
func (a answers) subscribe(ctx context.Context, operation *graphql.OperationContext, send func([]byte) error) outcome {
	ctx, telling := withTelling(ctx)
	next, ctx := a.exec.DispatchOperation(ctx, operation)
	if telling.listener == nil {
		if refused := next(ctx); refused != nil {
			_ = sendAnswer(refused, send)
		}
		return outcome{}
	}
	by, err := asked(ctx, operation)
	if err != nil {
		return outcome{refused: a.refusal(ctx, err)}
	}
	hash, ended := hashOf(operation.RawQuery), outcome{}
	why := telling.listener.Run(ctx, func(change *model.IncidentChange) bool {
		body, err := a.Root.told.answer(ctx, change, by, func(forAll bool) ([]byte, bool, error) {
			telling.change <- change
			return a.tell(ctx, forAll, next)
		})
		switch {
		case ctx.Err() != nil:
			return false
		case err != nil:
			ended = outcome{refused: a.refusal(ctx, err)}
			return false
		}
		ended = a.still(ctx, hash)
		return len(ended.refused) == 0 && send(body) == nil
	})
	if why != nil && ctx.Err() == nil {
		return outcome{refused: a.refusal(ctx, why)}
	}
	return ended
}

// tell makes an answer to a change, and reports whether it is right for all who ask the same.
// One for all is made to its end though who asks has gone.
func (a answers) tell(ctx context.Context, forAll bool, next graphql.ResponseHandler) (body []byte, shared bool, _ error) {
	if forAll {
		lasting, cancel := context.WithTimeout(context.WithoutCancel(ctx), operationTimeout)
		defer cancel()
		ctx = lasting
	}
	answer := next(a.Root.WithLoaders(ctx))
	if answer == nil {
		return nil, false, ctx.Err()
	}
	body, err := json.Marshal(answer)
	return body, len(answer.Errors) == 0, err
}

// sendAnswer sends an answer as JSON.
func sendAnswer(answer *graphql.Response, send func([]byte) error) error {
	body, err := json.Marshal(answer)
	if err != nil {
		return err
	}
	return send(body)
}

// still returns why who has subscribed by the document with this hash may have no more. Who
// may not run the document any longer may still run others.
func (a answers) still(ctx context.Context, hash string) outcome {
	entered, err := a.enter()
	if err != nil {
		return outcome{refused: a.refusal(ctx, err), left: true}
	}
	by, err := auth.Require(entered, subscriptionScope)
	if err != nil {
		return outcome{refused: a.refusal(ctx, err), left: true}
	}
	if !by.MayRun(hash) {
		return outcome{refused: a.refusal(ctx, notStored())}
	}
	return outcome{}
}

// countLive counts an operation against the limit of who asks.
func (a answers) countLive(ctx context.Context, operation *graphql.OperationContext, valid bool) error {
	kind := ratelimit.Reads
	if valid && operation.Operation.Operation == ast.Mutation {
		kind = ratelimit.Writes
	}
	by, err := auth.Actor(ctx)
	if err != nil {
		return err
	}
	_, err = a.Gate.Count(ctx, by, kind)
	return err
}

// refusal shows why something does not run, or not on.
func (o Options) refusal(ctx context.Context, err error) gqlerror.List {
	_, shown := o.shown(ctx, err)
	return shown
}

// joined is a context with the values of one and the end of both.
func joined(values, end context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(values)
	stop := context.AfterFunc(end, cancel)
	return ctx, func() {
		stop()
		cancel()
	}
}

// enterLive returns the context of a request that stays open, with who asks.
//
// Faults: Unauthorized, Forbidden, Invalid, RateLimited.
func (o Options) enterLive(r *http.Request) (ctx context.Context, err error) {
	defer fault.Catch(&err) // it is also called beside the request
	ctx, _, err = o.enter(r)
	if err != nil {
		return ctx, err
	}
	if visit := auth.VisitOf(ctx); visit != nil && visit.Nobody != nil {
		_, err := o.Gate.Refuse(r, ratelimit.Reads, visit.Nobody)
		return ctx, err
	}
	_, err = auth.Actor(ctx)
	return ctx, err
}
