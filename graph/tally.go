package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/opsknight/opsknight/internal/auth"
	"github.com/opsknight/opsknight/internal/ratelimit"
	"github.com/opsknight/opsknight/model"
)

// What an operation costs is told in its answer, so that who writes it sees how near it is
// to the limit: in extensions.cost of each, and by the field rateLimit.

// costStat is where the guard leaves an operation's cost.
const costStat = "OpsKnightCost"

// costOf is what an operation costs; 0 if the guard has not come to it.
func costOf(operation *graphql.OperationContext) int {
	cost, _ := operation.Stats.GetExtension(costStat).(int)
	return cost
}

// costTold writes the cost into the answers of queries and mutations. A subscription has
// many answers, each as small as the line that it tells of.
type costTold struct{}

// ExtensionName names the extension.
func (costTold) ExtensionName() string { return "CostTold" }

// Validate accepts every schema.
func (costTold) Validate(graphql.ExecutableSchema) error { return nil }

// InterceptResponse adds the cost to an answer.
func (costTold) InterceptResponse(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
	answer := next(ctx)
	operation := graphql.GetOperationContext(ctx)
	if answer == nil || operation.Operation == nil || operation.Operation.Operation == ast.Subscription {
		return answer
	}
	if cost := costOf(operation); cost > 0 {
		if answer.Extensions == nil {
			answer.Extensions = map[string]any{}
		}
		answer.Extensions["cost"] = costShown{cost, mostCost}
	}
	return answer
}

// costShown is the entry in an answer.
type costShown struct {
	Requested int `json:"requested"`
	Limit     int `json:"limit"`
}

// rateLimit tells where whoever asks stands.
func (r *Resolver) rateLimit(ctx context.Context) (*model.RateLimit, error) {
	by, err := auth.Actor(ctx)
	if err != nil {
		return nil, err
	}
	shown := &model.RateLimit{CostLimit: mostCost}
	if graphql.HasOperationContext(ctx) {
		shown.Cost = costOf(graphql.GetOperationContext(ctx))
	}
	left := r.Gate.Left(by, ratelimit.Reads)
	if left.Limit > 0 {
		reset := left.Reset.UTC()
		shown.Limit, shown.Remaining, shown.ResetAt = &left.Limit, &left.Remaining, &reset
	}
	return shown, nil
}
