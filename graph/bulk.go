package graph

import (
	"context"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/auth"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/model"
)

// eachIncident changes several incidents, each in a transaction of its own, so that
// one that cannot be changed does not stop the others. Only a failure of the server
// ends it; what was changed until then stays, and to ask again does no harm.
func (r *Resolver) eachIncident(
	ctx context.Context, ids []string, change func(ctx context.Context, tx db.Tx, by model.Actor, id string) (*model.Incident, error),
) ([]*model.IncidentResult, error) {
	if _, err := auth.Require(ctx, model.IncidentsWrite); err != nil {
		return nil, err
	}
	if err := model.CheckIDs("ids", ids); err != nil {
		return nil, err
	}
	results := make([]*model.IncidentResult, len(ids))
	var changed []*model.Incident
	for i, id := range ids {
		inc, err := write(ctx, r, func(ctx context.Context, tx db.Tx, by model.Actor) (*model.Incident, error) {
			return change(ctx, tx, by, id)
		})
		results[i] = &model.IncidentResult{ID: id}
		if err == nil {
			results[i].Incident = inc
			changed = append(changed, inc)
			continue
		}
		if results[i].Error = operationError(err); results[i].Error == nil {
			return nil, err
		}
	}
	expectIncidents(ctx, changed)
	return results, nil
}

// operationError shows a fault as a part of an answer; nil if the error is none.
func operationError(err error) *model.OperationError {
	f := fault.Of(err)
	if f == nil {
		return nil
	}
	shown := &model.OperationError{Code: string(f.Code), Message: f.Message}
	if len(f.Problems) > 0 {
		shown.Field, shown.Reason = &f.Problems[0].Field, &f.Problems[0].Reason
	}
	if f.Existing != "" {
		shown.ExistingID = &f.Existing
	}
	return shown
}
