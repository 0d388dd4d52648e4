package graph

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/opsknight/opsknight/graph/scalar"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/internal/requestid"
)

// internalMessage is all that a client learns of an error that is not its own.
const internalMessage = "Internal error. The log has the rest under the request id."

func isNotFound(err error) bool { return fault.Is(err, fault.NotFound) }

// present shows an error to the client: a fault with its code and field, gqlgen's
// own with the code of its kind, and any other not at all.
func present(log *slog.Logger) graphql.ErrorPresenterFunc {
	return func(ctx context.Context, err error) *gqlerror.Error {
		shown := graphql.DefaultErrorPresenter(ctx, err)
		if shown.Extensions == nil {
			shown.Extensions = map[string]any{}
		}
		shown.Extensions["requestId"] = requestid.Of(ctx)
		if f := fault.Of(err); f != nil {
			describe(shown, f)
			return shown
		}
		if _, ok := errors.AsType[scalar.Error](err); ok {
			shown.Extensions["code"], shown.Extensions["reason"] = string(fault.Invalid), "wrong_type"
			if field, isField := lastName(shown.Path); isField {
				shown.Extensions["field"] = field
			}
			return shown
		}
		if _, coded := shown.Extensions["code"]; coded {
			return shown
		}
		if isRequestError(err) {
			shown.Extensions["code"] = "BAD_REQUEST"
			return shown
		}
		shown.Extensions["code"] = string(fault.Internal)
		if !errors.Is(err, context.Canceled) {
			log.ErrorContext(ctx, "graphql", "path", shown.Path.String(), "error", err)
		}
		shown.Message = internalMessage
		return shown
	}
}

// describe puts a fault into an error's message and extensions.
func describe(shown *gqlerror.Error, f *fault.Error) {
	shown.Message = f.Message
	shown.Extensions["code"] = string(f.Code)
	if len(f.Problems) > 0 {
		shown.Extensions["field"] = camel(f.Problems[0].Field)
		shown.Extensions["reason"] = f.Problems[0].Reason
	}
	if f.Existing != "" {
		shown.Extensions["existingId"] = f.Existing
	}
	if len(f.UsedBy) > 0 {
		shown.Extensions["usedBy"] = f.UsedBy
	}
	if f.RetryAfter > 0 {
		shown.Extensions["retryAfter"] = int(f.RetryAfter.Seconds())
	}
}

// lastName is the name of the argument or input field that a path leads to.
func lastName(path ast.Path) (string, bool) {
	for _, element := range slices.Backward(path) {
		if name, ok := element.(ast.PathName); ok {
			return string(name), true
		}
	}
	return "", false
}

// isRequestError reports whether gqlgen found the fault in the request, as a
// variable of the wrong type: it then gives an error of its own with a path, and
// wraps no other.
func isRequestError(err error) bool {
	found, ok := errors.AsType[*gqlerror.Error](err)
	return ok && found.Err == nil
}

// recovered hides a panic from the client and logs it.
func recovered(log *slog.Logger) graphql.RecoverFunc {
	return func(ctx context.Context, panicked any) error {
		log.ErrorContext(ctx, "panic", "error", fmt.Sprint(panicked), "stack", string(debug.Stack()))
		return fault.New(fault.Internal, internalMessage)
	}
}

// respelled are the fields that the schema calls otherwise than REST does.
var respelled = map[string]string{"Idempotency-Key": "idempotencyKey", "user": "userId"}

// camel spells a field's documented name as the schema does: service_id, serviceId.
func camel(field string) string {
	path := strings.Split(field, ".")
	if name, other := respelled[path[len(path)-1]]; other {
		return strings.Join(append(path[:len(path)-1], name), ".")
	}
	head, rest, found := strings.Cut(field, "_")
	if !found {
		return field
	}
	words := strings.Split(rest, "_")
	for i, word := range words {
		switch word {
		case "":
		case "id":
			words[i] = "Id"
		default:
			words[i] = strings.ToUpper(word[:1]) + word[1:]
		}
	}
	return head + strings.Join(words, "")
}

// codes gives each error of a request the code of its kind, and says of what it is.
func codes(errs gqlerror.List) gqlerror.List {
	for _, err := range errs {
		nameVariable(err)
		if err.Extensions == nil {
			err.Extensions = map[string]any{}
		}
		if _, coded := err.Extensions["code"]; !coded {
			err.Extensions["code"] = string(fault.Invalid)
		}
	}
	return errs
}

// nameVariable says in an error of a variable's value which variable it is, and where in it:
// gqlparser says only "must be defined", and puts the place into the path.
func nameVariable(err *gqlerror.Error) {
	if len(err.Path) < 2 || err.Path[0] != ast.PathName("variable") {
		return
	}
	place := "$" + err.Path[1:].String()
	_, wanted, isNumber := strings.Cut(err.Message, " as ")
	switch {
	case err.Message == "must be defined":
		err.Message = place + " is required: the variables of the request lack it."
	case err.Message == "cannot be null":
		err.Message = place + " is required: it cannot be null."
	case err.Message == "unknown field":
		err.Message = place + " is no field of the input."
	case isNumber && strings.HasPrefix(err.Message, "cannot use value "): // of a number it cannot read
		err.Message = place + " is no " + wanted + "."
	default:
		err.Message = place + ": " + err.Message + "."
	}
}
