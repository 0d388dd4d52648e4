package graph

import (
	"context"
	"log/slog"
	"maps"
	"net/http"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/99designs/gqlgen/graphql/handler/extension"
	"github.com/99designs/gqlgen/graphql/handler/lru"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/opsknight/opsknight/graph/generated"
	"github.com/opsknight/opsknight/internal/gate"
)

// Options are what a server can choose of its GraphQL door.
type Options struct {
	Root          *Resolver
	Gate          *gate.Gate
	Log           *slog.Logger
	Introspection bool // also whether errors suggest names
	// Observe hears of each operation that ran: its kind, its first field at the top
	// level, and how it went; nil: nobody does.
	Observe func(kind, field string, took time.Duration, failed bool)
}

const (
	parsedQueries    = 1000 // documents that are kept parsed and validated
	tokenLimit       = 3000 // of one document
	errorsPerRule    = 5    // of validation: without a cap 8 KB of conflicts answer 7 MB
	operationTimeout = 10 * time.Second
)

// Handler serves GraphQL over HTTP.
func Handler(o Options) http.Handler {
	server := handler.New(generated.NewExecutableSchema(generated.Config{Resolvers: o.Root, Schema: served()}))
	server.AddTransport(socketTransport{o})
	server.AddTransport(streamTransport{o})
	server.AddTransport(httpTransport{o})
	server.SetQueryCache(lru.New[*ast.QueryDocument](parsedQueries))
	server.SetParserTokenLimit(tokenLimit)
	server.SetValidationRulesFn(cappedRules(errorsPerRule, !o.Introspection))
	server.SetErrorPresenter(present(o.Log))
	server.SetRecoverFunc(recovered(o.Log))
	known := newDocuments()
	server.Use(persisted{known, storedTexts{o.Root.DB, newDocuments()}, func(ctx context.Context, err error) *gqlerror.Error { return o.refusal(ctx, err)[0] }})
	server.Use(guard{now: func() time.Time { return o.Root.DB.Now() }})
	server.Use(fieldScopes{})
	server.Use(costTold{})
	server.Use(keepPersisted{known}) // the last: what any other refuses is not kept
	if o.Introspection {
		server.Use(extension.Introspection{})
	}
	return o.door(server)
}

// served is the schema without @defer, which gqlgen adds to every schema: no transport
// carries what comes later, so that whoever used it would miss data.
func served() *ast.Schema {
	schema := *generated.NewExecutableSchema(generated.Config{}).Schema()
	schema.Directives = maps.Clone(schema.Directives)
	delete(schema.Directives, "defer")
	return &schema
}

var _ graphql.Transport = httpTransport{}
